use atalaya::panel::visible::visible;
use expect_test::expect;
use proptest::prelude::any;
use proptest::prop_assert;
use proptest::prop_assert_eq;
use proptest::proptest;

#[test]
fn what_would_act_is_seen() {
    let text = "\u{1b}[1;31mred\u{1b}[0m \u{1b}]0;title\u{7} a\0b\u{202e}dc\u{200b}\u{feff}\t\n👨\u{200d}👩";
    expect![[r#"
        red ␛]0;title␇ a␀b⟨U+202E⟩dc⟨U+200B⟩⟨U+FEFF⟩	
        👨‍👩"#]]
    .assert_eq(&visible(text, 100).0);
    assert_eq!(visible("äöü\u{1b}[0m", 2), ("äö".to_owned(), 6));
    assert_eq!(visible("\u{1b}[0m", 2), (String::new(), 0));
}

proptest! {
    #[test]
    fn nothing_is_lost_in_silence(text in any::<String>(), most in 0_usize..20) {
        let (shown, left_out) = visible(&text, most);
        prop_assert!(left_out <= text.len());
        prop_assert!(!shown.chars().any(|one| one.is_control() && one != '\n' && one != '\t'));
        if text.chars().count() <= most {
            prop_assert_eq!(left_out, 0);
        }
    }
}
