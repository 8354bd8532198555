//! `time::moment`: instants by moment.js' letters.

use atalaya::time::Instant;
use atalaya::time::moment::ENGLISH;
use atalaya::time::moment::SPANISH;
use atalaya::time::moment::by_pattern;
use expect_test::expect;
use proptest::prelude::any;
use proptest::proptest;

use crate::time::instant;
use crate::time::zone;

#[test]
fn every_letter() {
    let at = instant("2024-03-01T00:05:09.087Z");
    let seen = [
        "YYYY YY Y Q Qo",
        "M Mo MM MMM MMMM",
        "D Do DD DDD DDDo DDDD",
        "d do dd ddd dddd e E W WW",
        "H HH h hh k kk",
        "m mm s ss S SS SSS SSSS",
        "a A x X Z ZZ z",
        "L|LT|LTS|LL|LLL|LLLL",
        "[at] HH\\h \\[x] [un",
    ]
    .map(|pattern| {
        let english = by_pattern(at, pattern, &zone("America/New_York"), &ENGLISH);
        let spanish = by_pattern(at, pattern, &zone("utc"), &SPANISH);
        format!("{english} · {spanish}")
    })
    .join("\n");
    expect![[r#"
        2024 24 2024 1 1st · 2024 24 2024 1 1st
        2 2nd 02 Feb February · 3 3rd 03 mar marzo
        29 29th 29 60 60th 060 · 1 1st 01 61 61st 061
        4 4th Th Thu Thursday 4 4 9 09 · 5 5th vi vie viernes 5 5 9 09
        19 19 7 07 19 19 · 0 00 12 12 24 24
        5 05 9 09 0 08 087 0870 · 5 05 9 09 0 08 087 0870
        pm PM 1709251509087 1709251509 -05:00 -0500 EST · am AM 1709251509087 1709251509 +00:00 +0000 UTC
        02/29/2024|7:05 PM|7:05:09 PM|February 29, 2024|February 29, 2024 7:05 PM|Thursday, February 29, 2024 7:05 PM · 03/01/2024|12:05 AM|12:05:09 AM|marzo 1, 2024|marzo 1, 2024 12:05 AM|viernes, marzo 1, 2024 12:05 AM
        at 19h x [un · at 00h x [un"#]].assert_eq(&seen);
}

#[test]
fn years_far_away() {
    let seen = [
        253_402_300_800_000,
        8_640_000_000_000_000,
        -8_640_000_000_000_000,
    ]
    .map(|at| by_pattern(Instant(at), "YYYY-MM-DD ddd", &zone("utc"), &ENGLISH))
    .join("\n");
    expect![[r#"
        10000-01-01 Sat
        275760-09-13 Sat
        -271821-04-20 Tue"#]]
    .assert_eq(&seen);
}

proptest! {
    #[test]
    fn any_pattern_at_any_time(at in any::<i64>(), pattern in "[A-Za-z\\[\\]\\\\]{0,12}|\\PC{0,12}") {
        let _ = by_pattern(Instant(at), &pattern, &zone("Europe/Madrid"), &ENGLISH);
    }
}
