//! `unit`: what Grafana 13.2 writes (`tests/vectors/units.json`), and what the page shows.

use std::sync::OnceLock;

use atalaya::time::Instant;
use atalaya::time::format::iso;
use atalaya::unit::ENGLISH;
use atalaya::unit::SPANISH;
use atalaya::unit::axis::Base;
use atalaya::unit::axis::axis;
use atalaya::unit::axis::tick_base;
use atalaya::unit::format;
use atalaya::unit::show;
use atalaya::unit::text;
use expect_test::expect;
use proptest::prelude::any;
use proptest::prop_assert;
use proptest::proptest;
use serde_json::Value;

#[test]
fn what_is_not_known_is_written_after_the_number() {
    assert_eq!(text(12.3, "widgets", None, &ENGLISH), "12.3 widgets");
}

#[test]
fn the_page_shows_three_digits_and_a_real_minus() {
    let cases: [(f64, &str, Option<u8>); 34] = [
        (0.0, "bytes", None),
        (2.9412, "s", None),
        (437.2, "none", None),
        (11.94, "percent", None),
        (0.1194, "percentunit", None),
        (0.084, "s", None),
        (32_925_286.4, "binBps", None),
        (28_412.0, "none", None),
        (28_412.0, "short", None),
        (999.96, "short", None),
        (1_023.9, "bytes", None),
        (1_024.0, "bytes", None),
        (99.99, "celsius", None),
        (59.99, "s", None),
        (1_024.0, "s", None),
        (123_456_789.0, "s", None),
        (-1_500.0, "s", None),
        (-42.5, "currencyEUR", None),
        (1_234_567.0, "currencyUSD", Some(2)),
        (1_234_567.891, "locale", None),
        (1_234.5, "locale", None),
        (-3.2, "percent", None),
        (-0.001, "percent", Some(0)),
        (1.234e-7, "none", None),
        (1_500.0, "reqps", None),
        (4_620.0, "dtdurations", None),
        (-90_000_000.0, "dtdurationms", None),
        (1.0, "bool", None),
        (f64::NAN, "bytes", None),
        (f64::INFINITY, "s", None),
        (f64::NEG_INFINITY, "percent", None),
        (2.0, "", None),
        (1_709_211_909_087.0, "dateTimeAsIso", None),
        (250.0, "ms", Some(1)),
    ];
    let seen = cases
        .map(|(value, unit, decimals)| {
            let english = text(value, unit, decimals, &ENGLISH);
            let spanish = show(value, unit, decimals, &SPANISH).to_string();
            format!(
                "{value} {unit}: {english} | {}\n",
                spanish.replace('\u{a0}', "~")
            )
        })
        .concat();
    expect![[r#"
        0 bytes: 0 | 0
        2.9412 s: 2.94 s | 2,94 s
        437.2 none: 437 | 437
        11.94 percent: 11.9% | 11,9~%
        0.1194 percentunit: 11.9% | 11,9~%
        0.084 s: 84 ms | 84 ms
        32925286.4 binBps: 31.4 MiB/s | 31,4 MiB/s
        28412 none: 28,412 | 28~412
        28412 short: 28.4 K | 28,4 K
        999.96 short: 1.00 K | 1,00 K
        1023.9 bytes: 1.00 KiB | 1,00 KiB
        1024 bytes: 1 KiB | 1 KiB
        99.99 celsius: 100 °C | 100 °C
        59.99 s: 1.00 min | 1,00 min
        1024 s: 17.1 min | 17,1 min
        123456789 s: 1,429 d | 1429 d
        -1500 s: −25 min | −25 min
        -42.5 currencyEUR: −€42.5 | −€42,5
        1234567 currencyUSD: $1.23M | $1,23M
        1234567.891 locale: 1,234,567.891 | 1~234~567,891
        1234.5 locale: 1,234.5 | 1234,5
        -3.2 percent: −3.20% | −3,20~%
        -0.001 percent: 0% | 0~%
        0.0000001234 none: 1.23e−7 | 1,23e−7
        1500 reqps: 1.50K req/s | 1,50K req/s
        4620 dtdurations: 1 h 17 min | 1 h 17 min
        -90000000 dtdurationms: −1 d 1 h | −1 d 1 h
        1 bool: True | True
        NaN bytes: NaN | NaN
        inf s: ∞ | ∞
        -inf percent: −∞ | −∞
        2 : 2 | 2
        1709211909087 dateTimeAsIso: 2024-02-29 13:05:09 | 2024-02-29 13:05:09
        250 ms: 250.0 ms | 250,0 ms
    "#]]
    .assert_eq(&seen);
}

#[test]
fn ticks_of_an_axis_share_scale_and_decimals() {
    const GIB: f64 = 1_073_741_824.0;
    let axes: [(&[f64], &str, Option<u8>); 12] = [
        (&[0.0, 4.0 * GIB, 8.0 * GIB], "bytes", None),
        (&[0.0, 25.0, 50.0], "percent", None),
        (&[0.0, 0.2, 0.4], "s", None),
        (&[0.0, 0.5, 1.0, 1.5], "s", None),
        (&[0.0, 0.1, 0.2, 0.1 + 0.2], "percentunit", None),
        (&[0.0, 500.0, 1_000.0], "short", None),
        (&[-20.0, 0.0, 20.0], "celsius", None),
        (&[0.0, 900.0, 1_800.0], "s", None),
        (&[0.0, 10.0, 20.0], "none", Some(2)),
        (&[0.0, 1.0], "bool_on_off", None),
        (&[0.0, 10_000.0, 20_000.0], "locale", None),
        (&[f64::NAN, 1.0, f64::INFINITY], "none", None),
    ];
    let seen = axes
        .map(|(values, unit, decimals)| {
            let spanish = axis(values, unit, decimals, &SPANISH).join(" · ");
            let english = axis(values, unit, decimals, &ENGLISH).join(" · ");
            format!("{unit}: {english} | {}\n", spanish.replace('\u{a0}', "~"))
        })
        .concat();
    expect![[r#"
        bytes: 0 · 4 GiB · 8 GiB | 0 · 4 GiB · 8 GiB
        percent: 0 · 25% · 50% | 0 · 25~% · 50~%
        s: 0 · 200 ms · 400 ms | 0 · 200 ms · 400 ms
        s: 0 · 0.5 s · 1.0 s · 1.5 s | 0 · 0,5 s · 1,0 s · 1,5 s
        percentunit: 0 · 10% · 20% · 30% | 0 · 10~% · 20~% · 30~%
        short: 0 · 0.5 K · 1.0 K | 0 · 0,5 K · 1,0 K
        celsius: −20 °C · 0 · 20 °C | −20 °C · 0 · 20 °C
        s: 0 · 15 min · 30 min | 0 · 15 min · 30 min
        none: 0 · 10.00 · 20.00 | 0 · 10,00 · 20,00
        bool_on_off: Off · On | Off · On
        locale: 0 · 10,000 · 20,000 | 0 · 10~000 · 20~000
        none: NaN · 1 · ∞ | NaN · 1 · ∞
    "#]]
    .assert_eq(&seen);
}

#[test]
fn units_know_which_steps_are_round() {
    let bases = [
        "bytes",
        "MiBs",
        "decbytes",
        "s",
        "ms",
        "timeticks",
        "percent",
        "widgets",
    ]
    .map(tick_base);
    let expected = [
        Base::Two,
        Base::Two,
        Base::Ten,
        Base::Sixty,
        Base::Sixty,
        Base::Sixty,
        Base::Ten,
        Base::Ten,
    ];
    assert_eq!(bases, expected);
}

#[test]
fn dates_are_in_utc_where_no_zone_is_known() {
    let at = Instant(1_709_211_909_087);
    assert_eq!(iso(at), "2024-02-29T13:05:09.087Z");
    let seen = [
        "dateTimeAsIso",
        "dateTimeAsUS",
        "dateTimeFromNow",
        "time:MMM",
        "time:H.mm.ss.SSS",
    ]
    .map(|unit| format(at.0 as f64, unit, None, &ENGLISH).to_string())
    .join("\n");
    expect![[r#"
        2024-02-29 13:05:09
        02/29/2024 1:05:09 pm
        2024-02-29 13:05:09
        Feb
        13.05.09.087"#]]
    .assert_eq(&seen);
}

proptest! {
    #[test]
    fn any_number_in_any_unit_has_a_text(value in any::<f64>(), known in 0_usize..273, unknown in "\\PC{0,8}", decimals in any::<Option<u8>>()) {
        let known = ids().get(known).unwrap();
        for unit in [known, &unknown, &format!("si:{unknown}"), &format!("time:{unknown}"), &format!("currency:{unknown}")] {
            let _ = format(value, unit, decimals, &ENGLISH);
            let _ = axis(&[value, 0.0, -value], unit, decimals, &SPANISH);
            let shown = text(value, unit, decimals, &SPANISH);
            prop_assert!(!shown.is_empty(), "{value} {unit}");
            prop_assert!(!shown.starts_with('-') || unit.contains('-'), "{value} {unit} {shown}");
        }
    }

    #[test]
    fn shown_numbers_are_near_the_value(value in -1e12_f64..1e12) {
        let shown = text(value, "none", None, &ENGLISH).replace(',', "").replace('−', "-");
        let back: f64 = shown.parse().unwrap();
        prop_assert!((back - value).abs() <= value.abs() * 0.005, "{value} {shown}");
    }
}

/// Every unit id Grafana offers.
fn ids() -> &'static [String] {
    static IDS: OnceLock<Vec<String>> = OnceLock::new();
    IDS.get_or_init(|| {
        let file: Value = serde_json::from_str(include_str!("../vectors/unit_ids.json")).unwrap();
        let units = file["units"].as_array().unwrap();
        units
            .iter()
            .map(|unit| unit["id"].as_str().unwrap().to_owned())
            .collect()
    })
}
