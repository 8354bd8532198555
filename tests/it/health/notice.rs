use atalaya::health::beat::Beat;
use atalaya::health::beat::Piece;
use atalaya::health::check::Shown;
use atalaya::health::feed;
use atalaya::health::notice;
use atalaya::health::notice::Notice;
use atalaya::health::service::Standing;
use atalaya::health::snapshot::Fault;
use atalaya::health::snapshot::Figure;
use atalaya::health::snapshot::LARGEST;
use atalaya::health::snapshot::Snapshot;
use atalaya::time::Instant;
use atalaya::time::Range;
use atalaya::time::zone::Zone;
use expect_test::Expect;
use expect_test::expect;
use proptest::prelude::*;

const WORK: &str = "---
title: \"The database moves\"
kind: maintenance
services: [checkout, certificates]
start: 2026-11-21T03:00:00Z
end: 2026-11-21T04:30:00+01:00
---
Courses **stay** available.

## 2026-11-21 03:10 In progress
Half of it is done.

## 2026-11-21T03:20:00Z Done <b>
Thanks.
## Later
Words.
";

fn check(text: &str, expected: Expect) {
    match notice::read(text, &Zone::utc()) {
        Ok(notice) => expected.assert_eq(&format!("{notice:#?}\n")),
        Err(fault) => expected.assert_eq(&format!("{fault:?}")),
    }
}

#[test]
fn facts_text_and_updates() {
    check(
        WORK,
        expect![[r#"
        Notice {
            title: "The database moves",
            kind: Maintenance,
            services: [
                "checkout",
                "certificates",
            ],
            start: Some(
                Instant(
                    1795230000000,
                ),
            ),
            end: Some(
                Instant(
                    1795231800000,
                ),
            ),
            text: "Courses **stay** available.",
            updates: [
                Update {
                    at: Some(
                        Instant(
                            1795231200000,
                        ),
                    ),
                    title: "Done <b>",
                    text: "Thanks.",
                },
                Update {
                    at: Some(
                        Instant(
                            1795230600000,
                        ),
                    ),
                    title: "In progress",
                    text: "Half of it is done.",
                },
                Update {
                    at: None,
                    title: "Later",
                    text: "Words.",
                },
            ],
        }
    "#]],
    );
}

#[test]
fn the_least_there_can_be() {
    check(
        "\u{feff}---\r\ntitle: Hello\r\nkind: Announcement\r\n---\r\n",
        expect![[r#"
            Notice {
                title: "Hello",
                kind: Announcement,
                services: [],
                start: None,
                end: None,
                text: "",
                updates: [],
            }
        "#]],
    );
}

#[test]
fn bad_files_say_their_line() {
    let with = |facts: &str| format!("---\n{facts}\n---\ntext");
    check("just text", expect!["Fault { line: 1, why: NoFront }"]);
    check("---\ntitle: x", expect!["Fault { line: 1, why: NoFront }"]);
    check("", expect!["Fault { line: 1, why: NoFront }"]);
    check(
        &with("title: x"),
        expect![[r#"Fault { line: 1, why: Missing("kind") }"#]],
    );
    check(
        &with("kind: incident"),
        expect![[r#"Fault { line: 1, why: Missing("title") }"#]],
    );
    check(
        &with("title: x\nkind: party"),
        expect![[r#"Fault { line: 3, why: Kind("party") }"#]],
    );
    check(
        &with("title: x\nkind: incident\nstart: soon"),
        expect![[r#"Fault { line: 4, why: Time("soon") }"#]],
    );
    check(
        &with("title: x\nkind: incident\nstart: 2026-11-21\nend: 2026-11-20"),
        expect!["Fault { line: 5, why: EndsFirst }"],
    );
    check(
        &with("title: [x\nkind: incident"),
        expect![[r#"Fault { line: 2, why: Yaml("a closing quote or bracket") }"#]],
    );
    check(
        &with("title: *x"),
        expect![[r#"Fault { line: 2, why: Yaml("a value without anchor, alias or tag") }"#]],
    );
    check(
        &"x".repeat(100_000),
        expect!["Fault { line: 1, why: TooLarge(100000) }"],
    );
}

#[test]
fn feeds_escape_what_is_foreign() {
    let notice = notice::read(WORK, &Zone::utc()).unwrap();
    let entries = feed::entries(&[("work.md".to_owned(), notice)]);
    expect![[r#"
        <?xml version="1.0" encoding="utf-8"?>
        <rss version="2.0"><channel><title>A &amp; B</title><link>https://status.example.org/?a=1&amp;b=2</link><description>A &amp; B</description>
        <item><title>Maintenance: The database moves</title><link>https://status.example.org/?a=1&amp;b=2</link><guid isPermaLink="false">work.md</guid><pubDate>Sat, 21 Nov 2026 03:20:00 GMT</pubDate><description>Courses **stay** available.

        Done &lt;b&gt;
        Thanks.

        In progress
        Half of it is done.

        Later
        Words.</description></item>
        </channel></rss>
    "#]].assert_eq(&feed::rss(
        "A & B",
        "https://status.example.org/?a=1&b=2",
        &entries,
    ));
    expect![[r#"{"home_page_url":"https://status.example.org/","items":[{"content_text":"Courses **stay** available.\n\nDone <b>\nThanks.\n\nIn progress\nHalf of it is done.\n\nLater\nWords.","date_published":"2026-11-21T03:20:00.000Z","id":"work.md","title":"Maintenance: The database moves","url":"https://status.example.org/"}],"title":"A & B","version":"https://jsonfeed.org/version/1.1"}"#]].assert_eq(&feed::json_feed(
        "A & B",
        "https://status.example.org/",
        &entries,
    ));
}

fn shown() -> impl Strategy<Value = Shown> {
    prop::sample::select(Shown::ALL.to_vec())
}

fn share() -> impl Strategy<Value = Option<f64>> {
    prop::option::of(0.0..=1.0_f64)
}

fn day() -> impl Strategy<Value = Piece> {
    let beats = vec![
        Beat::Up,
        Beat::Degraded,
        Beat::Down,
        Beat::Maintenance,
        Beat::NoData,
    ];
    (
        any::<i32>(),
        1_i64..100_000_000,
        share(),
        prop::sample::select(beats),
    )
        .prop_map(|(from, length, share, beat)| Piece {
            range: Range {
                from: Instant(from.into()),
                to: Instant(i64::from(from) + length),
            },
            share,
            beat,
        })
}

fn standing() -> impl Strategy<Value = Standing> {
    let texts = (
        any::<String>(),
        any::<String>(),
        prop::option::of(any::<String>()),
    );
    (
        texts,
        shown(),
        prop::option::of(0.0..1e6_f64),
        prop::collection::vec(day(), 0..4),
        share(),
    )
        .prop_map(|((id, name, group), state, took, days, uptime)| Standing {
            id,
            name,
            group,
            state,
            took,
            days,
            uptime,
        })
}

proptest! {
    #[test]
    fn a_snapshot_reads_back(
        at in any::<i64>(),
        services in prop::collection::vec(standing(), 0..4),
        value in prop::option::of(-1e9..1e9_f64),
        title in any::<String>(),
        decimals in prop::option::of(any::<u8>()),
    ) {
        let figures = vec![Figure { title, value, unit: "s".to_owned(), decimals }];
        let snapshot = Snapshot { at: Instant(at), services, figures };
        prop_assert_eq!(Snapshot::read(snapshot.write().as_bytes()), Ok(snapshot));
    }

    #[test]
    fn no_text_panics(text in any::<String>(), facts in "[a-z: \\[\\]{}\"'\n-]{0,60}") {
        let _ = notice::read(&text, &Zone::utc());
        let _ = notice::read(&format!("---\ntitle: a\nkind: incident\n{facts}\n---\n{text}"), &Zone::utc());
        let _ = Snapshot::read(text.as_bytes());
    }
}

#[test]
fn bad_snapshots() {
    let read = |text: &str| Snapshot::read(text.as_bytes());
    assert_eq!(read("<html>"), Err(Fault::NotJson));
    assert_eq!(read("{}"), Err(Fault::Missing("services")));
    assert_eq!(read("{\"services\":[]}"), Err(Fault::Missing("at")));
    assert_eq!(
        read("{\"at\":\"now\",\"services\":[]}"),
        Err(Fault::Missing("at"))
    );
    assert_eq!(
        Snapshot::read(&vec![b' '; LARGEST + 1]),
        Err(Fault::TooLarge(LARGEST + 1))
    );
    assert_eq!(
        Snapshot::read(b"{\"at\":1,\"services\":[\"\xff\"]}"),
        Err(Fault::NotJson)
    );
    let odd = read(r#"{"at":1,"services":[1,{"id":"a","state":"odd","days":[{},{"from":5,"to":1}],"uptime":7}]}"#).unwrap();
    assert_eq!(odd.services.len(), 1);
    assert_eq!(
        (odd.services[0].state, odd.services[0].uptime),
        (Shown::NoData, Some(1.0))
    );
    assert!(odd.services[0].days.is_empty());
}

#[test]
fn those_that_hold_come_first() {
    let one = |title: &str, start: i64, end: Option<i64>| Notice {
        title: title.to_owned(),
        kind: notice::Kind::Incident,
        services: Vec::new(),
        start: Some(Instant(start)),
        end: end.map(Instant),
        text: String::new(),
        updates: Vec::new(),
    };
    let mut notices = [
        one("old", 1, Some(2)),
        one("ahead", 90, None),
        one("now", 5, None),
        one("newer", 6, None),
    ];
    notice::order(&mut notices, Instant(10));
    let titles: Vec<&str> = notices.iter().map(|notice| notice.title.as_str()).collect();
    assert_eq!(titles, ["newer", "now", "ahead", "old"]);
}
