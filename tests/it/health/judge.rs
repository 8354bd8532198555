use atalaya::health::judge::LARGEST;
use atalaya::health::judge::Level;
use atalaya::health::judge::judge;
use atalaya::source::Failure;
use atalaya::source::Reply;
use expect_test::Expect;
use expect_test::expect;
use proptest::prelude::*;
use std::fmt::Write;

fn reply(status: u16, body: &[u8]) -> Result<Reply, Failure> {
    Ok(Reply {
        status,
        content_type: String::new(),
        body: body.to_vec(),
    })
}

fn check(results: &[(&str, Result<Reply, Failure>)], expected: Expect) {
    let mut seen = String::new();
    for (name, result) in results {
        let judged = judge(result);
        writeln!(
            seen,
            "{name}: {:?} {:?} {:?} {:?}",
            judged.level, judged.why, judged.version, judged.uptime
        )
        .unwrap();
        for part in judged.components {
            writeln!(
                seen,
                "  {} {:?} {:?} {:?} {:?}",
                part.name, part.level, part.says, part.took, part.note
            )
            .unwrap();
        }
    }
    expected.assert_eq(&seen);
}

#[test]
fn the_tree_of_decisions() {
    let good = br#"{"status":"healthy","timestamp":"x","checks":{"database":{"status":"up","responseTime":"15ms"}},"uptime":12.5,"version":"v1"}"#;
    let warns = br#"{"status":"degraded","checks":{"database":{"status":"up"},"search":{"status":"warning","responseTime":918}}}"#;
    let bad = br#"{"status":"healthy","checks":{"database":{"status":"down","error":"no connection"},"search":{"status":"warn"}}}"#;
    check(
        &[
            ("good", reply(200, good)),
            ("warns", reply(200, warns)),
            ("one is down", reply(200, bad)),
            ("503 with a body", reply(503, bad)),
            ("204", reply(204, b"")),
            ("301", reply(301, good)),
            ("no answer", Err(Failure::Unreachable)),
            ("late", Err(Failure::TimedOut(30_000))),
            ("html", reply(200, b"<html>OK</html>")),
            ("broken off", reply(200, &good[..40])),
            ("empty", reply(200, b"")),
        ],
        expect![[r#"
            good: Up None Some("v1") Some(12.5)
              database Up "up" Some(0.015) None
            warns: Warning Some(Component { name: "search", says: "warning" }) None None
              search Warning "warning" Some(0.918) None
              database Up "up" None None
            one is down: Down Some(Component { name: "database", says: "down" }) None None
              database Down "down" None Some("no connection")
              search Warning "warn" None None
            503 with a body: Down Some(Status(503)) None None
              database Down "down" None Some("no connection")
              search Warning "warn" None None
            204: Down Some(Status(204)) None None
            301: Down Some(Status(301)) Some("v1") Some(12.5)
              database Up "up" Some(0.015) None
            no answer: Unreachable Some(NoAnswer) None None
            late: Unreachable Some(TimedOut(30000)) None None
            html: Down Some(NotJson) None None
            broken off: Down Some(NotJson) None None
            empty: Down Some(NotJson) None None
        "#]],
    );
}

#[test]
fn bodies_of_other_makers() {
    check(
        &[
            ("a component alone", reply(200, br#"{"status":"up","responseTime":"1.5s"}"#)),
            ("ready", reply(200, br#"{"status":"ready"}"#)),
            ("spring", reply(200, br#"{"status":"UP","components":{"db":{"status":"UP","details":{"x":1}},"disk":{"status":"OUT_OF_SERVICE"}}}"#)),
            ("health+json", reply(200, br#"{"status":"pass","checks":{"cpu:utilization":[{"status":"pass"},{"status":"warn","output":"85%"}]}}"#)),
            ("words alone", reply(200, br#"{"checks":{"db":"ok","cache":true,"queue":false}}"#)),
            ("a word", reply(200, br#""OK""#)),
            ("opposites", reply(200, br#"{"status":"unhealthy"}"#)),
        ],
        expect![[r#"
            a component alone: Up None None None
            ready: Up None None None
            spring: Down Some(Component { name: "disk", says: "OUT_OF_SERVICE" }) None None
              disk Down "OUT_OF_SERVICE" None None
              db Up "UP" None None
            health+json: Warning Some(Component { name: "cpu:utilization", says: "warn" }) None None
              cpu:utilization Warning "warn" None Some("85%")
            words alone: Down Some(Component { name: "queue", says: "false" }) None None
              queue Down "false" None None
              cache Up "true" None None
              db Up "ok" None None
            a word: Up None None None
            opposites: Down Some(Says("unhealthy")) None None
        "#]],
    );
}

#[test]
fn hostile_bodies() {
    let deep = format!("{}1{}", r#"{"checks":"#.repeat(2_000), "}".repeat(2_000));
    let huge = format!(r#"{{"status":"up","x":"{}"}}"#, "x".repeat(1_000_000));
    check(
        &[
            ("deep", reply(200, deep.as_bytes())),
            ("a megabyte", reply(200, huge.as_bytes())),
            ("not utf-8", reply(200, b"{\"status\":\"\xff\xfe\"}")),
            ("wrong types", reply(200, br#"{"status":1,"checks":{"a":null,"b":7,"c":[],"d":{"status":{}}},"uptime":"soon","version":3}"#)),
            ("a list", reply(200, b"[1,2]")),
            ("null", reply(200, b"null")),
            ("no report", reply(200, br#"{"hello":"world"}"#)),
            ("checks of no kind", reply(200, br#"{"checks":[1]}"#)),
            ("acting letters", reply(200, "{\"status\":\"do\u{202e}wn\u{0}\\u0007\"}".as_bytes())),
        ],
        expect![[r#"
            deep: Down Some(NotJson) None None
            a megabyte: Down Some(TooLarge(1000022)) None None
            not utf-8: Down Some(NotJson) None None
            wrong types: Down Some(Component { name: "a", says: "" }) None None
              a Down "" None None
              b Down "" None None
              c Down "" None None
              d Down "{}" None None
            a list: Down Some(NoReport) None None
            null: Down Some(NoReport) None None
            no report: Down Some(NoReport) None None
            checks of no kind: Down Some(NoReport) None None
            acting letters: Down Some(NotJson) None None
        "#]],
    );
    let many: String = (0..5_000).map(|n| format!(r#""c{n}":"up","#)).collect();
    let many = format!(r#"{{"checks":{{{}"z":"up"}}}}"#, many);
    assert!(many.len() < LARGEST);
    assert_eq!(judge(&reply(200, many.as_bytes())).components.len(), 200);
}

proptest! {
    #[test]
    fn nothing_panics_and_good_needs_a_good_status(status in 100_u16..600, body in prop::collection::vec(any::<u8>(), 0..300)) {
        let judged = judge(&reply(status, &body));
        prop_assert!(status == 200 || !judged.level.serves());
        prop_assert_eq!(judged.why.is_none(), judged.level == Level::Up);
    }

    #[test]
    fn the_worst_component_counts(words in prop::collection::vec(prop::sample::select(vec!["up", "warning", "down", "odd"]), 1..9)) {
        let parts: Vec<String> = words.iter().enumerate().map(|(n, word)| format!(r#""c{n}":{{"status":"{word}"}}"#)).collect();
        let body = format!(r#"{{"status":"healthy","checks":{{{}}}}}"#, parts.join(","));
        let level = judge(&reply(200, body.as_bytes())).level;
        let has = |word| words.contains(&word);
        let expected = if has("down") || has("odd") { Level::Down } else if has("warning") { Level::Warning } else { Level::Up };
        prop_assert_eq!(level, expected);
    }
}
