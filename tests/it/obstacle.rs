use atalaya::source::Failure;
use atalaya::source::Reply;
use atalaya::source::about;
use atalaya::source::obstacle;
use atalaya::source::obstacle::Tried;
use atalaya::source::obstacle::obstacle;
use expect_test::expect;
use std::fmt::Write;

fn status(code: u16) -> Failure {
    Failure::Status {
        code,
        text: String::new(),
    }
}

#[test]
fn what_stands_between() {
    let (http, https) = ("http://watch.example.org", "https://watch.example.org");
    let (here, other) = ("loki/", "http://loki.example.org:3100/");
    let silent = Failure::Unreachable;
    let late = Failure::TimedOut(30_000);
    let rows = [
        ("here, no answer", http, here, &silent, false, false),
        ("elsewhere, no answer", http, other, &silent, false, false),
        (
            "elsewhere, an answer unread",
            http,
            other,
            &silent,
            false,
            true,
        ),
        ("forbidden", http, other, &silent, true, false),
        ("http in https", https, other, &silent, true, false),
        ("https in https", https, "https://l/", &silent, false, true),
        ("late", http, other, &late, false, true),
        ("late here", https, here, &late, false, false),
        ("no way in", http, other, &status(401), false, false),
        ("a proxy", http, here, &status(502), false, false),
    ];
    let mut seen = String::new();
    for (what, origin, address, failure, forbidden, reached) in rows {
        let found = obstacle(&Tried {
            origin,
            address,
            failure,
            forbidden,
            reached,
        });
        writeln!(seen, "{what}: {found:?}").unwrap();
    }
    expect![[r#"
        here, no answer: Failure
        elsewhere, no answer: Silent
        elsewhere, an answer unread: Cors
        forbidden: Policy
        http in https: Mixed
        https in https: Cors
        late: Failure
        late here: Failure
        no way in: Failure
        a proxy: Failure
    "#]]
    .assert_eq(&seen);
}

fn reply(status: u16, body: &str) -> Reply {
    Reply {
        status,
        content_type: String::new(),
        body: body.as_bytes().to_vec(),
    }
}

#[test]
fn rights_by_what_came_of_a_trial() {
    assert!(obstacle::has(&Ok(reply(200, "{}"))));
    assert!(!obstacle::has(&Ok(reply(403, "{}"))));
    assert!(!obstacle::has(&Ok(reply(200, "\n<html>Log in</html>"))));
    assert!(!obstacle::has(&Err(Failure::Unreachable)));
    let may = |code| obstacle::may_silence(&Ok(reply(code, "")));
    let seen: Vec<Option<bool>> = [400, 422, 401, 403, 405, 500, 502, 200]
        .into_iter()
        .map(may)
        .collect();
    expect!["[Some(true), Some(true), Some(false), Some(false), Some(false), None, None, None]"]
        .assert_eq(&format!("{seen:?}"));
}

fn recorded(name: &str) -> Reply {
    let text = std::fs::read_to_string(format!("tests/reply/loki/{name}.http")).unwrap();
    reply(200, text.split_once("\r\n\r\n").unwrap().1)
}

/// Recorded answers of a real Loki.
#[test]
fn what_a_loki_holds() {
    assert_eq!(
        about::main_label(&recorded("labels")).as_deref(),
        Some("service")
    );
    assert_eq!(
        about::main_label(&reply(200, r#"{"data":["env","job"]}"#)).as_deref(),
        Some("job")
    );
    assert_eq!(about::main_label(&reply(200, r#"{"data":["a b"]}"#)), None);
    assert_eq!(about::main_label(&reply(200, "<html>")), None);
    expect![[r#"[("backend", 15181857.0), ("frontend", 10247778.0), ("nginx", 6542081.0), ("worker", 4085677.0), ("cms", 3390238.0), ("database", 2869946.0), ("probe", 49.0)]"#]].assert_eq(&format!(
        "{:?}",
        about::volume(&recorded("index_volume_6h"), "service")
    ));
    expect!["Some(Instant(1795237939916))"].assert_eq(&format!(
        "{:?}",
        about::newest_line(&recorded("query_range_one"))
    ));
    for broken in [
        "",
        "[]",
        "{\"data\":{\"result\":[{\"values\":[[\"12\",\"\"]]}]}}",
    ] {
        assert!(about::volume(&reply(200, broken), "service").is_empty());
        assert_eq!(about::newest_line(&reply(200, broken)), None);
    }
}
