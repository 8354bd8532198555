use crate::alert::labels;
use atalaya::alert::matcher::Ready;
use atalaya::alert::matcher::read;
use atalaya::alert::matcher::written;
use atalaya::alert::matcher::written_all;
use atalaya::data::alert::Matcher;
use atalaya::data::alert::Op;
use expect_test::expect;
use proptest::prelude::*;

fn said(text: &str) -> String {
    match read(text) {
        Ok(all) => written_all(&all),
        Err(fault) => format!("{fault:?}"),
    }
}

#[test]
fn texts_of_people() {
    let texts = [
        "",
        "{}",
        "a=b",
        " { a = \"b\" , c!=d, } ",
        "severity=~\"critical|warning\"",
        "severity=~critical|warning,team!~(x|y).*",
        "\"name with spaces\"=\"x\"",
        "größe=\"1\"",
        "a=\"q\\\"u\\\\o\\nt\\u00e9\\x41\\101\"",
        "a=\"\\d+\"",
        "a=b c",
        "a=\"\"",
        "a=",
        "a==b",
        "a",
        "a=\"b",
        "=b",
        "a=b c=d",
        "{a=b",
        "a=b}",
        ",",
        "\"\"=b",
        "1a=b",
        "a=x{2,3}",
    ];
    let lines: Vec<String> = texts
        .iter()
        .map(|text| format!("{text:?} -> {}", said(text)))
        .collect();
    expect![[r#"
        "" -> 
        "{}" -> 
        "a=b" -> a="b"
        " { a = \"b\" , c!=d, } " -> a="b", c!="d"
        "severity=~\"critical|warning\"" -> severity=~"critical|warning"
        "severity=~critical|warning,team!~(x|y).*" -> severity=~"critical|warning", team!~"(x|y).*"
        "\"name with spaces\"=\"x\"" -> "name with spaces"="x"
        "größe=\"1\"" -> größe="1"
        "a=\"q\\\"u\\\\o\\nt\\u00e9\\x41\\101\"" -> a="q\"u\\o\ntéAA"
        "a=\"\\d+\"" -> a="\\d+"
        "a=b c" -> a="b c"
        "a=\"\"" -> a=""
        "a=" -> a=""
        "a==b" -> a="=b"
        "a" -> At { at: 1, expected: "=, !=, =~ or !~" }
        "a=\"b" -> At { at: 2, expected: "a closing quote" }
        "=b" -> At { at: 0, expected: "a label name" }
        "a=b c=d" -> a="b c=d"
        "{a=b" -> a="b"
        "a=b}" -> a="b"
        "," -> At { at: 0, expected: "a label name" }
        "\"\"=b" -> At { at: 2, expected: "a label name" }
        "1a=b" -> 1a="b"
        "a=x{2,3}" -> At { at: 3, expected: "a comma" }"#]]
    .assert_eq(&lines.join("\n"));
}

#[test]
fn what_holds() {
    let cases = [
        ("a=1", true),
        ("a!=1", false),
        ("a=~.", true),
        ("a=~\"|2\"", false),
        ("b=~\"1\"", false),
        ("b=~\"1.*\"", true),
        ("b=~1|12", true),
        ("b!~1", true),
        ("missing=\"\"", true),
        ("missing!=x", true),
        ("missing=~\".+\"", false),
        ("missing!~\".+\"", true),
        ("a=1,b=2", false),
        ("", true),
    ];
    for (text, expected) in cases {
        let ready = Ready::new(&read(text).unwrap()).unwrap();
        assert_eq!(ready.hold(&labels("a=1 b=12")), expected, "{text}");
    }
    assert!(Ready::new(&read("a=~\"(\"").unwrap()).is_err());
}

fn any_matcher() -> impl Strategy<Value = Matcher> {
    let ops = vec![Op::Equal, Op::NotEqual, Op::Matches, Op::NotMatches];
    let text = || "[ -~\\n\\t\u{e9}\u{4e16}\u{202e}\u{a0}\"\\\\{},]{0,12}";
    (
        "[a-z{}=!~,\"'` \\\\\u{e9}]{1,8}",
        prop::sample::select(ops),
        text(),
    )
        .prop_map(|(name, op, value)| Matcher { name, op, value })
}

proptest! {
    #[test]
    fn what_is_written_is_read(all in prop::collection::vec(any_matcher(), 0..4)) {
        prop_assert_eq!(read(&written_all(&all)).unwrap(), all.clone());
        for one in &all {
            prop_assert_eq!(read(&written(one)).unwrap(), vec![one.clone()]);
        }
    }

    #[test]
    fn no_text_panics_and_what_is_read_is_read_again(text in "[a-c{}=!~,\"\\\\ |x0-9é]{0,20}") {
        if let Ok(all) = read(&text) {
            prop_assert_eq!(read(&written_all(&all)).unwrap(), all);
        }
    }
}
