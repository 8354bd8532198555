//! `lean` against the standard library.

use atalaya::lean::lower::lower;
use atalaya::lean::sort;
use proptest::prelude::*;

#[test]
fn european_capitals_become_small() {
    for c in ('\0'..='\u{17f}').chain('Ͱ'..='я') {
        // These are two letters in lower case, or belong to neither Greek nor the languages written with ours.
        let left_out = matches!(c, 'İ' | 'ϴ' | 'Ϲ' | 'Ϻ' | 'Ϸ' | 'Ͱ' | 'Ͳ' | 'Ͷ' | 'Ϳ' | 'Ϗ')
            || ('Ϙ'..='ϯ').contains(&c)
            || ('Ͻ'..='Ͽ').contains(&c);
        if !left_out {
            let text = c.to_string();
            assert_eq!(lower(&text), text.to_lowercase(), "{c:?}");
        }
    }
    assert_eq!(
        lower("ÚLTIMAS 6 HORAS, Łódź, ΩΣ, Ёж, ×"),
        "últimas 6 horas, łódź, ωσ, ёж, ×"
    );
}

proptest! {
    #[test]
    fn sorting_is_stable(mut items in proptest::collection::vec((0u8..8, any::<u16>()), 0..200)) {
        let mut expected = items.clone();
        expected.sort_by_key(|(key, _)| *key);
        sort::by_key(&mut items, |(key, _)| *key);
        prop_assert_eq!(items, expected);
    }
}
