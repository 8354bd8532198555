//! `time`: what people type, and what the wall shows, with the clocks changing.

use atalaya::time::Instant;
use atalaya::time::Millis;
use atalaya::time::Range;
use atalaya::time::absolute;
use atalaya::time::civil::civil;
use atalaya::time::civil::from_civil;
use atalaya::time::format::Parts;
use atalaya::time::format::date_time;
use atalaya::time::format::date_time_milli;
use atalaya::time::format::iso;
use atalaya::time::format::parts;
use atalaya::time::interval::format_duration;
use atalaya::time::interval::format_interval;
use atalaya::time::interval::parse_duration;
use atalaya::time::interval::parse_interval;
use atalaya::time::math::Calendar;
use atalaya::time::math::End;
use atalaya::time::math::resolve;
use atalaya::time::name::quick;
use atalaya::time::span::Direction;
use atalaya::time::span::TimeSpan;
use atalaya::time::span::shift;
use atalaya::time::span::zoom;
use atalaya::time::span::zoom_out;
use atalaya::time::zone::Offset;
use atalaya::time::zone::Zone;
use expect_test::expect;
use proptest::prop_assert;
use proptest::prop_assert_eq;
use proptest::proptest;

#[test]
fn texts_that_are_not_understood_say_where() {
    let mut seen = String::new();
    for text in [
        "",
        "yesterday",
        "now-1x",
        "now&1d",
        " now - 2d / d",
        "now-123456d",
        "now/2d",
        "now-1d/",
        "2024-13-01",
        "2024-02-30 10:00",
        "2024-01-01T10:00:00Zz",
        "2024-01-01||+1f",
        "99999999999999999999",
        "now+99999y",
    ] {
        let got = resolve(text, NOW, &Zone::utc(), Calendar::default(), End::From);
        let got = got.map_or_else(|e| format!("{} {:?}", e.at, e.why), iso);
        seen += &format!("{text:?}: {got}\n");
    }
    expect![[r#"
        "": 0 Empty
        "yesterday": 0 NotATime
        "now-1x": 5 Unit
        "now&1d": 3 Operator
        " now - 2d / d": 2024-03-29T00:00:00.000Z
        "now-123456d": 9 TooManyDigits
        "now/2d": 3 RoundCount
        "now-1d/": 7 Unit
        "2024-13-01": 0 NoSuchDate
        "2024-02-30 10:00": 0 NoSuchDate
        "2024-01-01T10:00:00Zz": 20 NotATime
        "2024-01-01||+1f": 14 Unit
        "99999999999999999999": 0 TooManyDigits
        "now+99999y": 3 OutOfRange
    "#]]
    .assert_eq(&seen);
}

#[test]
fn absolute_times_are_read_on_the_wall() {
    let mut seen = String::new();
    for text in [
        "2024-07-01",
        "2024-07-01 10:17",
        "2024-07-01 10:17:42",
        "2024-07-01T10:17:42.5",
        "2024-07-01T10:17:42.123456Z",
        "2024-07-01T10:17:42+05:30",
        "2024-07-01T10:17:42-0800",
        "1719800000000",
        // Skipped by the clocks, then shown twice.
        "2024-03-31 02:30:00",
        "2024-10-27 02:30:00",
    ] {
        let got = absolute::parse(text, &zone("Europe/Madrid"));
        let got = got.map_or_else(|e| format!("{} {:?}", e.at, e.why), iso);
        seen += &format!("{text}: {got}\n");
    }
    expect![[r#"
        2024-07-01: 2024-06-30T22:00:00.000Z
        2024-07-01 10:17: 2024-07-01T08:17:00.000Z
        2024-07-01 10:17:42: 2024-07-01T08:17:42.000Z
        2024-07-01T10:17:42.5: 2024-07-01T08:17:42.500Z
        2024-07-01T10:17:42.123456Z: 2024-07-01T10:17:42.123Z
        2024-07-01T10:17:42+05:30: 2024-07-01T04:47:42.000Z
        2024-07-01T10:17:42-0800: 2024-07-01T18:17:42.000Z
        1719800000000: 2024-07-01T02:13:20.000Z
        2024-03-31 02:30:00: 2024-03-31T01:30:00.000Z
        2024-10-27 02:30:00: 2024-10-27T00:30:00.000Z
    "#]]
    .assert_eq(&seen);
}

#[test]
fn a_day_has_as_many_hours_as_the_clocks_say() {
    let madrid = zone("Europe/Madrid");
    let mut seen = String::new();
    for (from, to) in [
        ("2024-03-31||/d", "2024-03-31||/d"),
        ("2024-10-27||/d", "2024-10-27||/d"),
        ("2024-10-26||/d", "2024-10-26||/d"),
    ] {
        let span = TimeSpan::new(from, to);
        let range = span.resolve(NOW, &madrid, Calendar::default()).unwrap();
        let hours = (range.to.0 - range.from.0 + 1) as f64 / 3.6e6;
        seen += &format!("{from} {hours}\n");
    }
    expect![[r#"
        2024-03-31||/d 23
        2024-10-27||/d 25
        2024-10-26||/d 24
    "#]]
    .assert_eq(&seen);
}

#[test]
fn spans_resolve_or_say_why_not() {
    let mut seen = String::new();
    for (from, to) in [
        ("now-6h", "now"),
        ("2024-03-30 12:00:00", "now"),
        ("now", "now-1h"),
        ("now-1h", "soon"),
    ] {
        let span = TimeSpan::new(from, to);
        let range = span.resolve(NOW, &Zone::utc(), Calendar::default());
        let range = range.map_or_else(|e| format!("{e:?}"), show);
        seen += &format!("{from} to {to}, relative {}: {range}\n", span.is_relative());
    }
    expect![[r#"
        now-6h to now, relative true: 2024-03-31T04:17:42.123Z .. 2024-03-31T10:17:42.123Z
        2024-03-30 12:00:00 to now, relative true: 2024-03-30T12:00:00.000Z .. 2024-03-31T10:17:42.123Z
        now to now-1h, relative true: Reversed
        now-1h to soon, relative true: To(TextError { at: 0, why: NotATime })
    "#]].assert_eq(&seen);
}

#[test]
fn arrows_and_zoom_move_the_range() {
    let hour = range("2024-03-31T08:00:00Z", "2024-03-31T10:00:00Z");
    let near_now = instant("2024-03-31T10:17:00Z");
    let past = instant("2024-04-30T00:00:00Z");
    let instantaneous = zoom(past, past);
    let seen = [
        ("back", shift(hour, Direction::Back, near_now)),
        ("forward", shift(hour, Direction::Forward, past)),
        ("forward to now", shift(hour, Direction::Forward, near_now)),
        (
            "forward past now",
            shift(hour, Direction::Forward, hour.from),
        ),
        ("out", zoom_out(hour)),
        ("out of an instant", zoom_out(instantaneous)),
        ("dragged back", zoom(hour.to, hour.from)),
    ]
    .map(|(name, range)| format!("{name}: {}\n", show(range)))
    .concat();
    expect![[r#"
        back: 2024-03-31T07:00:00.000Z .. 2024-03-31T09:00:00.000Z
        forward: 2024-03-31T09:00:00.000Z .. 2024-03-31T11:00:00.000Z
        forward to now: 2024-03-31T08:00:00.000Z .. 2024-03-31T10:17:00.000Z
        forward past now: 2024-03-31T09:00:00.000Z .. 2024-03-31T11:00:00.000Z
        out: 2024-03-31T07:00:00.000Z .. 2024-03-31T11:00:00.000Z
        out of an instant: 2024-04-29T23:59:45.000Z .. 2024-04-30T00:00:15.000Z
        dragged back: 2024-03-31T08:00:00.000Z .. 2024-03-31T10:00:00.000Z
    "#]]
    .assert_eq(&seen);
}

#[test]
fn every_quick_range_resolves() {
    for quick in quick() {
        let span = TimeSpan::new(quick.from, quick.to);
        let range = span
            .resolve(NOW, &zone("Europe/Madrid"), Calendar::default())
            .unwrap();
        assert!(range.from < range.to, "{quick:?}");
        assert_eq!(span.name(), quick.name);
    }
}

#[test]
fn intervals_of_both_halves_of_grafana() {
    let mut seen = String::new();
    for text in [
        "15s", "1m30s", "1.5h", "45", ">10s", "2w", "1M", "1y", "1h30", "", "s", "-5m",
    ] {
        let front = parse_interval(text).map_or_else(|e| format!("{e:?}"), |ms| ms.0.to_string());
        let back = parse_duration(text).map_or_else(|e| format!("{e:?}"), |ms| ms.0.to_string());
        seen += &format!("{text:?}: {front} | {back}\n");
    }
    expect![[r#"
        "15s": 15000 | 15000
        "1m30s": 60000 | 90000
        "1.5h": 3600000 | 5400000
        "45": 45000 | 45000
        ">10s": TextError { at: 0, why: Number } | 10000
        "2w": 1209600000 | 1209600000
        "1M": 2592000000 | 2629800000
        "1y": 31536000000 | 31557600000
        "1h30": 3600000 | TextError { at: 4, why: Unit }
        "": TextError { at: 0, why: Number } | TextError { at: 0, why: Empty }
        "s": TextError { at: 0, why: Number } | TextError { at: 0, why: Number }
        "-5m": -300000 | -300000
    "#]]
    .assert_eq(&seen);
    let texts = [
        0, 1, 999, 1_000, 1_500, 60_000, 135_000, 3_600_000, 90_061_000,
    ]
    .map(|ms| {
        let length = Millis(ms);
        format!("{} {}\n", format_interval(length), format_duration(length))
    })
    .concat();
    expect![[r#"
        1ms 0s
        1ms 1ms
        999ms 999ms
        1s 1s
        1s 1.5s
        1m 1m0s
        2m 2m15s
        1h 1h0m0s
        1d 25h1m1s
    "#]]
    .assert_eq(&texts);
}

#[test]
fn instants_as_figures() {
    let at = instant("2024-07-01T22:17:42.123Z");
    let madrid = zone("Europe/Madrid");
    let seen = [
        date_time(at, &madrid),
        date_time_milli(at, &madrid),
        iso(at),
        format!("{:?}", civil(at, &madrid).weekday()),
        iso(Instant(i64::MIN)),
        iso(Instant(i64::MAX)),
    ]
    .join("\n");
    expect![[r#"
        2024-07-02 00:17:42
        2024-07-02 00:17:42.123
        2024-07-01T22:17:42.123Z
        Tuesday
        -9999-01-01T00:00:00.000Z
        9999-12-31T23:59:59.999Z"#]]
    .assert_eq(&seen);
}

#[test]
fn lengths_in_their_largest_units() {
    let seen = [
        0,
        999,
        1_000,
        59_999,
        60_000,
        570_000,
        2_040_000,
        4_620_000,
        61_200_000,
        90_000_000,
        1_036_800_000,
    ]
    .map(|ms| {
        let Parts { first, second } = parts(Millis(ms));
        format!("{ms}: {first:?} {second:?}\n")
    })
    .concat();
    expect![[r#"
        0: (0, Milli) None
        999: (999, Milli) None
        1000: (1, Second) None
        59999: (59, Second) None
        60000: (1, Minute) None
        570000: (9, Minute) Some((30, Second))
        2040000: (34, Minute) None
        4620000: (1, Hour) Some((17, Minute))
        61200000: (17, Hour) None
        90000000: (1, Day) Some((1, Hour))
        1036800000: (12, Day) None
    "#]]
    .assert_eq(&seen);
}

proptest! {
    #[test]
    fn no_text_panics(text in "\\PC*", math in "(now|2024-01-01\\|\\|)?([-+/][0-9]{0,6}[smhdwMQyf]{0,2}){0,12}") {
        let madrid = zone("Europe/Madrid");
        for text in [&text, &math] {
            for end in [End::From, End::To] {
                let _ = resolve(text, NOW, &madrid, Calendar::default(), end);
                let _ = resolve(text, Instant(i64::MAX), &madrid, Calendar::default(), end);
            }
            let _ = parse_interval(text);
            let _ = parse_duration(text);
            let _ = TimeSpan::typed(text);
        }
    }

    #[test]
    fn the_wall_leads_back(ms in -60_000_000_000_000_i64..250_000_000_000_000) {
        let madrid = zone("Europe/Madrid");
        let there = civil(Instant(ms), &madrid);
        let back = from_civil(there, &madrid).unwrap();
        // Only the second pass of a doubled hour comes back an hour early.
        prop_assert!(back.0 == ms || back.0 == ms - 3_600_000);
        prop_assert_eq!(civil(back, &madrid), there);
    }

    #[test]
    fn rounding_down_and_up_hold_the_instant(ms in 0_i64..4_000_000_000_000, unit in "[smhdwMQy]|fQ|fy") {
        let madrid = zone("Europe/Madrid");
        let text = format!("now/{unit}");
        let at = |end| resolve(&text, Instant(ms), &madrid, Calendar::default(), end).unwrap();
        prop_assert!(at(End::From).0 <= ms && ms <= at(End::To).0);
        let next = resolve(&text, Instant(at(End::To).0 + 1), &madrid, Calendar::default(), End::From);
        prop_assert_eq!(next.unwrap().0, at(End::To).0 + 1);
    }
}

/// 2024-03-31T10:17:42.123Z, a day on which the clocks of Europe went forward.
const NOW: Instant = Instant(1_711_880_262_123);

pub(crate) fn instant(text: &str) -> Instant {
    absolute::parse(text, &Zone::utc()).unwrap()
}

/// The zones of the vectors, for the years they use.
pub(crate) fn zone(name: &str) -> Zone {
    let changes: &[(&str, i32, &str)] = match name {
        "Europe/Madrid" => &[
            ("2023-03-26T01:00:00Z", 7_200, "CEST"),
            ("2023-10-29T01:00:00Z", 3_600, "CET"),
            ("2024-03-31T01:00:00Z", 7_200, "CEST"),
            ("2024-10-27T01:00:00Z", 3_600, "CET"),
        ],
        "America/New_York" => &[
            ("2023-03-12T07:00:00Z", -14_400, "EDT"),
            ("2023-11-05T06:00:00Z", -18_000, "EST"),
            ("2024-03-10T07:00:00Z", -14_400, "EDT"),
            ("2024-11-03T06:00:00Z", -18_000, "EST"),
        ],
        "Asia/Kolkata" => &[("1970-01-01T00:00:00Z", 19_800, "IST")],
        "utc" => &[],
        other => panic!("no table for {other}"),
    };
    let offsets = changes
        .iter()
        .map(|(from, seconds, abbreviation)| Offset {
            from: instant(from),
            seconds: *seconds,
            abbreviation: (*abbreviation).to_owned(),
        })
        .collect();
    Zone::new(name, offsets)
}

pub(crate) fn range(from: &str, to: &str) -> Range {
    Range {
        from: instant(from),
        to: instant(to),
    }
}

fn show(range: Range) -> String {
    format!("{} .. {}", iso(range.from), iso(range.to))
}
