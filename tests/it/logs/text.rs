//! What lines say: looks, what they have in common, files.

use crate::logs::lines;
use atalaya::data::lines::Direction;
use atalaya::data::lines::Nanos;
use atalaya::data::lines::Window;
use atalaya::logs::ansi::pieces;
use atalaya::logs::ansi::plain;
use atalaya::logs::audit::narrow;
use atalaya::logs::audit::seen;
use atalaya::logs::errors::common;
use atalaya::logs::errors::groups;
use atalaya::logs::fold::fold;
use atalaya::logs::loaded::BYTES;
use atalaya::logs::loaded::End;
use atalaya::logs::loaded::Loaded;
use atalaya::logs::pretty::pretty;
use atalaya::logs::save::Form;
use atalaya::logs::save::file;
use atalaya::logs::statistics::SAMPLE;
use atalaya::logs::statistics::statistics;
use atalaya::logs::tally::DIFFERENT;
use atalaya::logs::tally::Tally;
use atalaya::logs::volume::expr;
use atalaya::logs::volume::grid;
use atalaya::query::logql::Query;
use atalaya::query::logql::count::counted;
use atalaya::time::Instant;
use atalaya::time::Range;
use expect_test::expect;
use proptest::prelude::*;
use std::sync::Arc;

fn loaded(rows: &[(i64, &str, &str)]) -> Loaded {
    let window = Window {
        from: Nanos(0),
        to: Nanos(1_000_000_000),
    };
    let mut loaded = Loaded::new(window, BYTES);
    loaded.add(
        End::Older,
        Arc::new(lines(Direction::Backward, rows)),
        5_000,
    );
    loaded
}

#[test]
fn colours_of_terminals() {
    let told = |text: &str| {
        let one = |piece: &atalaya::logs::ansi::Piece<'_>| {
            format!(
                "{:?}{}{:?}",
                piece.colour,
                if piece.bold { "b" } else { "" },
                piece.text
            )
        };
        pieces(text)
            .iter()
            .map(one)
            .collect::<Vec<String>>()
            .join(" ")
    };
    assert_eq!(told("plain"), r#"None"plain""#);
    assert_eq!(
        told("\u{1b}[1;31mbad\u{1b}[0m and \u{1b}[92mgood"),
        r#"Some(1)b"bad" None" and " Some(2)"good""#
    );
    assert_eq!(
        told("\u{1b}[38;5;9mx\u{1b}[2Jy"),
        "None\"x\u{1b}[\" None\"2Jy\"".replace('\u{1b}', "\\u{1b}")
    );
    assert_eq!(plain("\u{1b}[31mred\u{1b}[m"), "red");
}

proptest! {
    #[test]
    fn no_text_panics(text in any::<String>(), codes in "[0-9;:]{0,12}") {
        let text = format!("{text}\u{1b}[{codes}m{text}");
        let _ = (fold(&text), common(&text).len());
        prop_assert!(plain(&text).len() < text.len());
    }

    /// Whatever number or id stands in it, the same happened.
    #[test]
    fn what_differs_is_folded(number in 0_u32..9_999_999, id in "[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{12}", path in "/[a-z]{1,8}/[a-z]{1,8}") {
        let line = |number: u32, id: &str, path: &str| {
            format!("order {number} of {id} failed after {number}ms: open {path}: \"{path}\" at 10.0.0.{}", number % 255)
        };
        prop_assert_eq!(fold(&line(number, &id, &path)), fold(&line(7, "00000000-0000-000000000000", "/a/b")));
    }
}

#[test]
fn what_lines_have_in_common() {
    let told = |line: &str| fold(line);
    expect![[r#"
        order <_> failed, retry <_> of <_>
        could not get a connection within <_> ms: pool timeout: <_> waiting
        cannot open file <_>: it's gone
        <_> <_> [error] <_>: upstream timed out, client: <_>, request: <_>
        NullPointerException: order <_>
        at com.shop.Cart.add
        at com.shop.Api.post
        panic in queue <_>
        user <_> signed in"#]]
    .assert_eq(
        &[
            "order 1234 failed, retry 3 of 5",
            r#"{"level":"error","msg":"could not get a connection within 3000 ms","error":"pool timeout: 12 waiting","time":"2026-11-21T05:12:22Z"}"#,
            "cannot open file /var/lib/x/a.db: it's gone",
            r#"2026/11/21 05:12:22 [error] 31#31: upstream timed out, client: 10.0.0.7, request: "GET / HTTP/1.1""#,
            "NullPointerException: order 77\n  at com.shop.Cart.add(Cart.java:12)\n  at com.shop.Api.post(Api.java:9)",
            r#"panic in queue "receipts""#,
            "level=info msg=\"user 3286 signed in\" took=5ms",
        ]
        .map(told)
        .join("\n"),
    );
    let one =
        fold("TypeError: x is undefined\n    at render (app.js:10:5)\n    at main (app.js:99:1)");
    let other =
        fold("TypeError: x is undefined\n    at render (app.js:12:7)\n    at main (app.js:80:1)");
    assert_eq!(one, other);
    assert_eq!(
        common("order <_> failed, retry <_> of <_>"),
        "failed, retry"
    );
}

#[test]
fn errors_are_grouped() {
    let loaded = loaded(&[
        (900_000_000, "backend", "order 3 failed"),
        (500_000_000, "worker", "order 2 failed"),
        (400_000_000, "backend", "no disk"),
        (100_000_000, "backend", "order 1 failed"),
    ]);
    let groups = groups(&loaded, loaded.window());
    let told = |group: &atalaya::logs::errors::Group| {
        let seen: Vec<String> = group.trend.iter().map(u32::to_string).collect();
        format!(
            "{} {:?} {}..{} {:?} {:?}",
            group.count,
            group.fingerprint,
            group.first.0,
            group.last.0,
            group.services,
            seen.concat()
        )
    };
    expect![[r#"
        3 "order <_> failed" 100000000..900000000 [("backend", 2), ("worker", 1)] "000100000000000100000000000100"
        1 "no disk" 400000000..400000000 [("backend", 1)] "000000000000100000000000000000""#]]
    .assert_eq(&groups.iter().map(told).collect::<Vec<String>>().join("\n"));
}

#[test]
fn fields_are_counted() {
    let loaded = loaded(&[
        (
            3,
            "backend",
            r#"{"level": "error", "status": 503, "service": "x"}"#,
        ),
        (2, "backend", r#"{"level": "info", "status": 200}"#),
        (1, "nginx", "level=info status=200"),
    ]);
    let told = |field: &atalaya::logs::statistics::Field| {
        format!(
            "{} {:?} {} {} {:?}",
            field.name, field.seen, field.lines, field.different, field.values
        )
    };
    expect![[r#"
        level Json 3 2 [("info", 2), ("error", 1)]
        service Label 3 2 [("backend", 2), ("nginx", 1)]
        status Json 3 2 [("200", 2), ("503", 1)]
        trace_id Beside(Metadata) 3 1 [("0af7651916cd43dd8448eb211c80319c", 3)]
        service_extracted Json 1 1 [("x", 1)]"#]]
    .assert_eq(
        &statistics(&loaded, SAMPLE)
            .iter()
            .map(told)
            .collect::<Vec<String>>()
            .join("\n"),
    );
}

#[test]
fn a_field_is_counted_some_lines_at_a_time() {
    let rows: Vec<(i64, &str, String)> = (0..100)
        .map(|number| {
            let text = match number % 10 {
                0 => "no field at all".to_owned(),
                rest => format!(r#"{{"status": {}, "took": {number}}}"#, 200 + rest % 3),
            };
            (1_000 - number, "backend", text)
        })
        .collect();
    let rows: Vec<(i64, &str, &str)> = rows.iter().map(|row| (row.0, row.1, &*row.2)).collect();
    let loaded = loaded(&rows);
    let counted = |name: &str, at_once: usize| {
        let mut tally = Tally::of(name);
        let mut turns = 1;
        while tally.go_on(&loaded, at_once) {
            turns += 1;
        }
        let told = format!(
            "{} of {}, {} values, {:?}, {:?}",
            tally.lines,
            tally.rows,
            tally.different(),
            tally.values(3),
            tally.numbers()
        );
        (told, turns)
    };
    let (whole, turns) = counted("status", 1_000);
    expect![[
        r#"90 of 100, 3 values, [("200", 30), ("201", 30), ("202", 30)], Some((200.0, 201.0, 202.0))"#
    ]]
    .assert_eq(&whole);
    assert_eq!(turns, 1);
    assert_eq!(counted("status", 7), (whole, 15));
    expect![[r#"100 of 100, 1 values, [("backend", 100)], None"#]]
        .assert_eq(&counted("service", 50).0);
    expect!["0 of 100, 0 values, [], None"].assert_eq(&counted("nothing", 50).0);
}

#[test]
fn values_that_every_line_has_anew_are_bounded() {
    let rows: Vec<(i64, &str, String)> = (0..5_000)
        .map(|number| (number, "backend", format!("id={number}")))
        .collect();
    let rows: Vec<(i64, &str, &str)> = rows.iter().map(|row| (row.0, row.1, &*row.2)).collect();
    let loaded = loaded(&rows);
    let mut tally = Tally::of("id");
    while tally.go_on(&loaded, 1_000) {}
    assert_eq!((tally.lines, tally.different()), (5_000, DIFFERENT));
    assert_eq!(tally.numbers(), Some((0.0, 2_499.5, 4_999.0)));
}

#[test]
fn audit_events_by_type_and_the_age_of_keys() {
    let event = |event: &str, of: &str| format!(r#"{{"event": "{event}", "service_id": "{of}"}}"#);
    let rows = [
        (9_000_000, "worker", event("key_rotation", "billing")),
        (8_000_000, "worker", event("message", "billing")),
        (7_000_000, "worker", event("key_rotation", "mail")),
        (6_000_000, "worker", event("key_rotation", "billing")),
        (5_000_000, "worker", event("strange", "mail")),
        (4_000_000, "worker", "no event".to_owned()),
    ];
    let rows: Vec<(i64, &str, &str)> = rows.iter().map(|row| (row.0, row.1, &*row.2)).collect();
    let seen = seen(&loaded(&rows));
    let counts: Vec<String> = seen
        .counts
        .iter()
        .filter(|(_, count)| *count > 0)
        .map(|(name, count)| format!("{name} {count}"))
        .collect();
    assert_eq!(counts, ["message 1", "key_rotation 3"]);
    // The last rotation of each, the longest ago first.
    let last: Vec<(&str, i64)> = seen
        .rotations
        .iter()
        .map(|(of, at)| (&**of, at.0))
        .collect();
    assert_eq!(last, [("mail", 7), ("billing", 9)]);
    let narrowed = |text: &str, labels: &[&str]| {
        let mut query = Query::read(text).unwrap();
        let labels: Vec<String> = labels.iter().map(|label| (*label).to_owned()).collect();
        narrow(&mut query, &labels);
        query.text()
    };
    expect![[r#"{component="mesh", service="worker"} | json | event =~ "connection|message|key_rotation|rate_limit|circuit_breaker|error|system""#]]
    .assert_eq(&narrowed(r#"{service="worker"}"#, &["service", "component"]));
    let own = r#"{service="worker"} | json | event = "message""#;
    assert_eq!(narrowed(own, &["service"]), own);
}

#[test]
fn json_in_several_lines_is_the_same_json() {
    expect![[r#"
        {
          "z": 1,
          "a": [
            1.50,
            12345678901234567890123
          ],
          "s": "a \"b\": {c}, \\",
          "none": {},
          "empty": []
        }"#]]
    .assert_eq(
        &pretty(r#"{"z":1, "a":[1.50,12345678901234567890123],"s":"a \"b\": {c}, \\","none":{ },"empty":[]}"#)
            .unwrap(),
    );
    for none in ["", "7", "{", "{\"a\":}", "[1 2]", "level=info", "{} {}"] {
        assert_eq!(pretty(none), None, "{none}");
    }
    assert_eq!(pretty(&("[".repeat(100) + &"]".repeat(100))), None);
}

#[test]
fn lines_as_files() {
    let loaded = loaded(&[(1_500_000_001, "backend", "\u{1b}[31m=1+1, \"x\"\u{1b}[0m")]);
    let written = |form: Form| file(form, loaded.rows());
    expect![[r#"
        1970-01-01T00:00:01.500000001Z =1+1, "x"
    "#]]
    .assert_eq(&written(Form::Text));
    expect![[r#"
        {"labels":{"service":"backend"},"line":"\u001b[31m=1+1, \"x\"\u001b[0m","metadata":{"trace_id":"0af7651916cd43dd8448eb211c80319c"},"nanoseconds":"1500000001","time":"1970-01-01T00:00:01.500000001Z"}
    "#]]
    .assert_eq(&written(Form::Json));
    assert_eq!(
        written(Form::Csv),
        "time,service,level,line\r\n1970-01-01T00:00:01.500000001Z,backend,,\"'=1+1, \"\"x\"\"\"\r\n"
    );
}

#[test]
fn what_counts_lines_is_known_again() {
    let range = Range {
        from: Instant(1_700_000_000_000),
        to: Instant(1_700_003_600_000),
    };
    let query = r#"{a="b"} |= "| drop __error__[1m]""#;
    let counts = expr(query, grid(range));
    assert_eq!(counted(&counts), Some(query));
    assert_eq!(counted("sum(rate({a=\"b\"}[1m]))"), None);
}
