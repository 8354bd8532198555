//! `lean` against the standard library.

use crate::turns::Alone;
use crate::turns::now;
use atalaya::lean::decimal;
use atalaya::lean::digits;
use atalaya::lean::digits::Digits;
use atalaya::lean::find;
use atalaya::lean::lower::lower;
use atalaya::lean::map::Map;
use atalaya::lean::map::Set;
use atalaya::lean::power;
use atalaya::lean::sort;
use atalaya::lean::within::Within;
use proptest::collection::vec;
use proptest::prelude::*;
use std::collections::BTreeMap;
use std::collections::BTreeSet;

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

#[test]
fn decimals_round_as_the_standard_library_rounds() {
    let long = format!("1.{}", "0".repeat(900));
    let halfway = format!("{:.1100}", f64::from_bits(1) * 1.5);
    let between = format!("{:.60}", 1.0 + f64::EPSILON / 2.0);
    for text in [
        "",
        "-",
        "+",
        ".",
        "e1",
        "1e",
        "1e+",
        "1.5.5",
        "0x1",
        " 1",
        "1 ",
        "1_0",
        "+-1",
        "é",
        "1e1é",
        "--1",
        "in",
        "0",
        "-0",
        "+0",
        ".5",
        "5.",
        "00012.500",
        "NaN",
        "nan",
        "-Inf",
        "+Infinity",
        "infinity",
        "1e22",
        "1e23",
        "8.5e22",
        "9007199254740993",
        "9007199254740992.5",
        "123456789012345678901234567890",
        "1.7976931348623157e308",
        "1.7976931348623158e308",
        "1.7976931348623159e308",
        "2e308",
        "1e400",
        "-1e999999999999999999999",
        "2.2250738585072014e-308",
        "2.2250738585072011e-308",
        "4.9e-324",
        "2.4703282292062327e-324",
        "2.4703282292062328e-324",
        "1e-400",
        "1e-99999999999999999999",
        "0e99999999999999999999",
        "0.000000000000000000000001e350",
        &long,
        &format!("{long}1"),
        &halfway,
        &format!("{halfway}1"),
        &between,
        &format!("{between}1"),
    ] {
        let (ours, std) = (decimal::parse(text), text.parse::<f64>().ok());
        let same = ours.map(f64::to_bits) == std.map(f64::to_bits)
            || (ours.is_some_and(f64::is_nan) && std.is_some_and(f64::is_nan));
        assert!(same, "{text}: {ours:?}, not {std:?}");
    }
}

proptest! {
    #[test]
    fn any_float_is_read_back(bits in any::<u64>(), cut in 0usize..40) {
        let value = f64::from_bits(bits);
        if value.is_finite() {
            for text in [format!("{value}"), format!("{value:e}"), format!("{value:.cut$e}"), format!("{value:.cut$}")] {
                let std = text.parse::<f64>().ok();
                prop_assert_eq!(decimal::parse(&text).map(f64::to_bits), std.map(f64::to_bits), "{}", text);
            }
        }
    }

    #[test]
    fn any_text_is_a_number_or_not_as_for_the_standard_library(text in "[-+]?[0-9]{0,30}[.]?[0-9]{0,30}([eE][-+]?[0-9]{0,3})?x?") {
        let std = text.parse::<f64>().ok();
        prop_assert_eq!(decimal::parse(&text).map(f64::to_bits), std.map(f64::to_bits));
    }

    #[test]
    fn texts_are_found_where_the_standard_library_finds_them(text in "[abñ|]{0,12}", part in "[abñ|]{0,3}", new in "[a→]{0,2}") {
        prop_assert_eq!(find::find(&text, &part), text.find(part.as_str()));
        prop_assert_eq!(find::has(&text, &part), text.contains(part.as_str()));
        prop_assert_eq!(find::split(&text, &part), text.split_once(part.as_str()));
        if !part.is_empty() {
            prop_assert_eq!(find::replaced(&text, &part, &new), text.replace(part.as_str(), &new));
        }
    }

    #[test]
    fn sorting_is_stable(mut items in proptest::collection::vec((0u8..8, any::<u16>()), 0..200)) {
        let mut expected = items.clone();
        expected.sort_by_key(|(key, _)| *key);
        sort::by_key(&mut items, |(key, _)| *key);
        prop_assert_eq!(items, expected);
    }
}

#[test]
fn sorting_in_turns_is_stable_too() {
    for count in [0, 1, 2_048, 2_049, 4_096, 9_000] {
        let mut items: Vec<(u32, u32)> = (0..count).map(|i| (i * 7_919 % 1_009, i)).collect();
        let mut expected = items.clone();
        expected.sort_by_key(|(key, _)| *key);
        let mut alone = Alone::default();
        now(sort::in_turns(&mut items, |a, b| a.0.cmp(&b.0), &mut alone));
        assert_eq!(items, expected);
        assert!(alone.0 >= count as usize / 4_096);
    }
}

/// What is done to a map.
#[derive(Clone, Debug)]
enum Deed {
    Insert(u8, u16),
    Remove(u8),
    Keep(u16),
}

fn deed() -> impl Strategy<Value = Deed> {
    prop_oneof![
        (any::<u8>(), any::<u16>()).prop_map(|(key, value)| Deed::Insert(key % 32, value)),
        any::<u8>().prop_map(|key| Deed::Remove(key % 32)),
        any::<u16>().prop_map(Deed::Keep),
    ]
}

proptest! {
    #[test]
    fn a_map_holds_what_a_tree_holds(deeds in vec(deed(), 0..60)) {
        let (mut ours, mut tree) = (Map::new(), BTreeMap::new());
        let (mut keys, mut others) = (Set::new(), BTreeSet::new());
        for deed in deeds {
            match deed {
                Deed::Insert(key, value) => {
                    ours.insert(key, value);
                    tree.insert(key, value);
                    prop_assert_eq!(keys.insert(key), others.insert(key));
                }
                Deed::Remove(key) => {
                    prop_assert_eq!(ours.remove(&key), tree.remove(&key));
                    prop_assert_eq!(keys.remove(&key), others.remove(&key));
                }
                Deed::Keep(from) => {
                    ours.retain(|_, value| *value >= from);
                    tree.retain(|_, value| *value >= from);
                }
            }
            prop_assert_eq!(ours.len(), tree.len());
            prop_assert!(ours.iter().eq(tree.iter()));
            prop_assert!(keys.iter().eq(others.iter()));
            for key in 0..32 {
                prop_assert_eq!(ours.get(&key), tree.get(&key));
                prop_assert_eq!(keys.contains(&key), others.contains(&key));
            }
        }
    }
}

/// Numbers of every size, and their neighbours.
fn floats() -> impl Strategy<Value = f64> {
    prop_oneof![
        any::<f64>(),
        (-1e6..1e6_f64),
        (any::<i32>(), -30..30_i32)
            .prop_map(|(digits, power)| f64::from(digits) * 10_f64.powi(power)),
        (0..2000_i32, -12..12_i32)
            .prop_map(|(half, power)| f64::from(half) / 2.0 * 2_f64.powi(power)),
    ]
}

proptest! {
    /// The fewest digits are those of the standard library, but for its choice between two that are equally near.
    #[test]
    fn a_number_is_written_in_its_fewest_digits(value in floats()) {
        let (ours, theirs) = (digits::text(value), format!("{value}"));
        prop_assert_eq!(ours.len(), theirs.len());
        prop_assert!(value.is_nan() || decimal::parse(&ours) == Some(value), "{} for {}", ours, theirs);
    }

    #[test]
    fn the_power_of_ten_is_that_of_the_first_digit(value in floats()) {
        let power = power::of_ten(value);
        if value.is_finite() && value != 0.0 {
            let text = format!("{value:e}");
            prop_assert_eq!(text.split_once('e').map(|(_, power)| power.to_owned()), Some(power.to_string()));
        }
    }

    #[test]
    fn an_end_in_the_wrong_order_does_no_harm(value in any::<f64>(), low in any::<f64>(), high in any::<f64>()) {
        let kept = value.within(low, high);
        if low <= high {
            prop_assert_eq!(kept.to_bits(), value.clamp(low, high).to_bits());
        }
    }
}

#[test]
fn numbers_between_two_texts_take_the_even_one() {
    // 2^-44 and 5e-324 as JavaScript prints them.
    assert_eq!(
        Digits::of(2_f64.powi(-44)).scientific(),
        "5.684341886080802e-14"
    );
    assert_eq!(Digits::of(f64::from_bits(1)).scientific(), "5e-324");
    assert_eq!(Digits::of(1e21).plain(), "1000000000000000000000");
    assert_eq!(Digits::of(0.0).plain(), "0");
    assert_eq!(digits::tenths(-0.04), "0.0");
    assert_eq!(digits::tenths(-1.25), "-1.3");
}
