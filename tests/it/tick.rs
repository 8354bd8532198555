//! `time::tick`: the marks of a time axis, where the clocks change too.

use atalaya::time::Instant;
use atalaya::time::Range;
use atalaya::time::format::date_time_milli;
use atalaya::time::tick::ticks;
use expect_test::Expect;
use expect_test::expect;
use proptest::prelude::any;
use proptest::prop_assert;
use proptest::proptest;

use crate::time::range;
use crate::time::zone;

#[test]
fn ticks_of_an_hour() {
    check_ticks(
        "2024-07-01T07:50:00Z",
        "2024-07-01T09:10:00Z",
        6,
        expect![[r#"
            2024-07-01 10:00:00.000 Hour
            2024-07-01 10:15:00.000 Minute
            2024-07-01 10:30:00.000 Minute
            2024-07-01 10:45:00.000 Minute
            2024-07-01 11:00:00.000 Hour
        "#]],
    );
}

#[test]
fn ticks_where_the_clocks_go_forward() {
    check_ticks(
        "2024-03-30T22:00:00Z",
        "2024-03-31T04:00:00Z",
        8,
        expect![[r#"
            2024-03-30 23:00:00.000 Hour
            2024-03-31 00:00:00.000 Day
            2024-03-31 01:00:00.000 Hour
            2024-03-31 03:00:00.000 Hour
            2024-03-31 04:00:00.000 Hour
            2024-03-31 05:00:00.000 Hour
            2024-03-31 06:00:00.000 Hour
        "#]],
    );
}

#[test]
fn ticks_keep_to_the_wall_after_the_clocks_changed() {
    check_ticks(
        "2024-03-30T22:00:00Z",
        "2024-03-31T09:00:00Z",
        7,
        expect![[r#"
            2024-03-31 00:00:00.000 Day
            2024-03-31 04:00:00.000 Hour
            2024-03-31 06:00:00.000 Hour
            2024-03-31 08:00:00.000 Hour
            2024-03-31 10:00:00.000 Hour
        "#]],
    );
}

#[test]
fn ticks_where_the_clocks_go_back() {
    check_ticks(
        "2024-10-26T21:00:00Z",
        "2024-10-27T04:00:00Z",
        8,
        expect![[r#"
            2024-10-26 23:00:00.000 Hour
            2024-10-27 00:00:00.000 Day
            2024-10-27 01:00:00.000 Hour
            2024-10-27 02:00:00.000 Hour
            2024-10-27 02:00:00.000 Hour
            2024-10-27 03:00:00.000 Hour
            2024-10-27 04:00:00.000 Hour
            2024-10-27 05:00:00.000 Hour
        "#]],
    );
}

#[test]
fn ticks_of_weeks_are_mondays() {
    check_ticks(
        "2024-03-10T00:00:00Z",
        "2024-04-15T00:00:00Z",
        6,
        expect![[r#"
            2024-03-11 00:00:00.000 Day
            2024-03-18 00:00:00.000 Day
            2024-03-25 00:00:00.000 Day
            2024-04-01 00:00:00.000 Month
            2024-04-08 00:00:00.000 Day
            2024-04-15 00:00:00.000 Day
        "#]],
    );
}

#[test]
fn ticks_of_years() {
    check_ticks(
        "1999-06-01T00:00:00Z",
        "2024-01-01T00:00:00Z",
        7,
        expect![[r#"
            2000-01-01 00:00:00.000 Year
            2005-01-01 00:00:00.000 Year
            2010-01-01 00:00:00.000 Year
            2015-01-01 00:00:00.000 Year
            2020-01-01 00:00:00.000 Year
        "#]],
    );
}

#[test]
fn ticks_of_milliseconds() {
    check_ticks(
        "2024-07-01T07:59:59.995Z",
        "2024-07-01T08:00:00.012Z",
        5,
        expect![[r#"
            2024-07-01 09:59:59.995 Milli
            2024-07-01 10:00:00.000 Hour
            2024-07-01 10:00:00.005 Milli
            2024-07-01 10:00:00.010 Milli
        "#]],
    );
}

proptest! {
    #[test]
    fn ticks_are_few_ascending_and_inside(from in any::<i64>(), length in any::<u64>(), shrink in 0_u32..63, at_most in 0_usize..40) {
        let to = from.saturating_add(i64::try_from((length >> 1) >> shrink).unwrap());
        let range = Range { from: Instant(from), to: Instant(to) };
        let ticks = ticks(range, &zone("Europe/Madrid"), at_most);
        prop_assert!(ticks.len() <= at_most);
        prop_assert!(ticks.windows(2).all(|pair| pair[0].at < pair[1].at));
        prop_assert!(ticks.iter().all(|tick| range.from <= tick.at && tick.at <= range.to));
    }

    #[test]
    fn an_axis_of_our_times_is_never_bare(from in 0_i64..2_000_000_000_000, length in 1_000_i64..100_000_000_000, at_most in 4_usize..20) {
        let range = Range { from: Instant(from), to: Instant(from + length) };
        let ticks = ticks(range, &zone("America/New_York"), at_most);
        prop_assert!(ticks.len() >= 2 || (at_most < 6 && !ticks.is_empty()), "{}", ticks.len());
    }
}

fn check_ticks(from: &str, to: &str, at_most: usize, expected: Expect) {
    let madrid = zone("Europe/Madrid");
    let seen: String = ticks(range(from, to), &madrid, at_most)
        .iter()
        .map(|tick| format!("{} {:?}\n", date_time_milli(tick.at, &madrid), tick.level))
        .collect();
    expected.assert_eq(&seen);
}
