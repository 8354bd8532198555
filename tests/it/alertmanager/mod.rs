//! Questions as bytes, recorded replies in, answers as text out.

/// All recorded replies in `tests/reply/alertmanager*`.
pub(crate) mod recorded;

use crate::turns::Alone;
use crate::turns::now;
use atalaya::data::alert::Matcher;
use atalaya::data::alert::Op;
use atalaya::data::alert::Silence;
use atalaya::data::alert::SilenceState;
use atalaya::source::Failure;
use atalaya::source::Reply;
use atalaya::source::alertmanager;
use atalaya::source::alertmanager::Ask;
use atalaya::source::alertmanager::Draft;
use atalaya::source::alertmanager::Found;
use atalaya::time::Instant;
use expect_test::Expect;
use expect_test::expect;

/// 2026-11-21T05:09:27.524Z.
const NOW: Instant = Instant(1_795_237_767_524);

fn silence() -> Silence {
    Silence {
        id: "caa00c4d-eccf-4456-8000-dccf1fef63be".to_owned(),
        matchers: vec![
            Matcher {
                name: "alertname".to_owned(),
                op: Op::Equal,
                value: "Say \"hi\"".to_owned(),
            },
            Matcher {
                name: "größe".to_owned(),
                op: Op::NotMatches,
                value: "a.*\\d".to_owned(),
            },
        ],
        starts_at: Some(Instant(NOW.0 - 60_000)),
        ends_at: Some(Instant(NOW.0 + 3_600_000)),
        updated_at: None,
        created_by: "ana".to_owned(),
        comment: "known\nsince <b>Monday</b>".to_owned(),
        state: SilenceState::Active,
    }
}

fn check(ask: &Ask, expected: Expect) {
    let request = alertmanager::request(ask);
    let body = request.json.unwrap_or_default();
    expected.assert_eq(&format!("{} {} {body}", request.method, request.path));
}

#[test]
fn questions() {
    check(&Ask::Status, expect!["GET api/v2/status "]);
    check(&Ask::Alerts, expect!["GET api/v2/alerts "]);
    check(&Ask::Groups, expect!["GET api/v2/alerts/groups "]);
    check(&Ask::Receivers, expect!["GET api/v2/receivers "]);
    check(&Ask::Silences, expect!["GET api/v2/silences "]);
    let hostile = "../x?é-1".to_owned();
    check(
        &Ask::Silence(hostile.clone()),
        expect!["GET api/v2/silence/%2E%2E%2Fx%3F%C3%A9-1 "],
    );
    check(
        &Ask::Expire(hostile),
        expect!["DELETE api/v2/silence/%2E%2E%2Fx%3F%C3%A9-1 "],
    );
}

#[test]
fn silences_as_bytes() {
    let mut new = Draft::of(&silence(), NOW);
    check(
        &Ask::Put(new.clone()),
        expect![[
            r#"POST api/v2/silences {"comment":"known\nsince <b>Monday</b>","createdBy":"ana","endsAt":"2026-11-21T06:09:27.524Z","id":"caa00c4d-eccf-4456-8000-dccf1fef63be","matchers":[{"isEqual":true,"isRegex":false,"name":"alertname","value":"Say \"hi\""},{"isEqual":false,"isRegex":true,"name":"größe","value":"a.*\\d"}],"startsAt":"2026-11-21T05:08:27.524Z"}"#
        ]],
    );
    new.id = None;
    check(
        &Ask::Put(new),
        expect![[
            r#"POST api/v2/silences {"comment":"known\nsince <b>Monday</b>","createdBy":"ana","endsAt":"2026-11-21T06:09:27.524Z","matchers":[{"isEqual":true,"isRegex":false,"name":"alertname","value":"Say \"hi\""},{"isEqual":false,"isRegex":true,"name":"größe","value":"a.*\\d"}],"startsAt":"2026-11-21T05:08:27.524Z"}"#
        ]],
    );
    check(
        &Ask::Put(Draft::ending(&silence(), NOW)),
        expect![[
            r#"POST api/v2/silences {"comment":"known\nsince <b>Monday</b>","createdBy":"ana","endsAt":"2026-11-21T05:09:28.524Z","id":"caa00c4d-eccf-4456-8000-dccf1fef63be","matchers":[{"isEqual":true,"isRegex":false,"name":"alertname","value":"Say \"hi\""},{"isEqual":false,"isRegex":true,"name":"größe","value":"a.*\\d"}],"startsAt":"2026-11-21T05:08:27.524Z"}"#
        ]],
    );
    let later = Silence {
        starts_at: Some(Instant(NOW.0 + 60_000)),
        ..silence()
    };
    check(
        &Ask::Put(Draft::ending(&later, NOW)),
        expect![[
            r#"POST api/v2/silences {"comment":"known\nsince <b>Monday</b>","createdBy":"ana","endsAt":"2026-11-21T05:09:28.524Z","id":"caa00c4d-eccf-4456-8000-dccf1fef63be","matchers":[{"isEqual":true,"isRegex":false,"name":"alertname","value":"Say \"hi\""},{"isEqual":false,"isRegex":true,"name":"größe","value":"a.*\\d"}],"startsAt":"2026-11-21T05:09:27.524Z"}"#
        ]],
    );
}

fn decoded(ask: &Ask, reply: &Reply) -> Result<Found, Failure> {
    now(alertmanager::decode(ask, reply, &mut Alone::default()))
}

fn said(ask: &Ask, body: &str) -> String {
    let reply = Reply {
        status: 200,
        content_type: "application/json".to_owned(),
        body: body.as_bytes().to_vec(),
    };
    format!("{:?}", decoded(ask, &reply))
}

#[test]
fn wrong_shapes_name_their_place() {
    let bad = [
        (Ask::Alerts, "{}"),
        (Ask::Alerts, "null"),
        (Ask::Alerts, "[] []"),
        (Ask::Alerts, r#"[{"labels":{},"status":{"state":"odd"}}]"#),
        (Ask::Groups, r#"[{"labels":{},"alerts":[]}]"#),
        (
            Ask::Alerts,
            r#"[{"labels":null,"status":{"state":"active"}}]"#,
        ),
        (
            Ask::Alerts,
            r#"[{"labels":{"a":1},"status":{"state":"active"}}]"#,
        ),
        (
            Ask::Groups,
            r#"[{"receiver":{"name":"a"},"alerts":[{"labels":{}}]}]"#,
        ),
        (
            Ask::Silences,
            r#"[{"id":"1","status":{"state":"active"},"matchers":[{"name":1}]}]"#,
        ),
        (Ask::Silences, r#"[{"id":"1""#),
        (Ask::Receivers, r#"[{"name":"a"},{"name":null}]"#),
        (Ask::Put(Draft::of(&silence(), NOW)), "{}"),
        (Ask::Status, "<html><title>Sign in</title>"),
    ];
    let lines: Vec<String> = bad.iter().map(|(ask, body)| said(ask, body)).collect();
    expect![[r#"
        Err(Shape { at: "", expected: "an array" })
        Ok(Alerts([]))
        Err(NotJson { at: 3, begins: "[] []" })
        Err(Shape { at: "[0]", expected: "an alert" })
        Err(Shape { at: "[0]", expected: "a group of alerts" })
        Err(Shape { at: "[0]", expected: "an alert" })
        Err(Shape { at: "[0]", expected: "an alert" })
        Err(Shape { at: "[0]", expected: "a group of alerts" })
        Err(Shape { at: "[0]", expected: "a silence" })
        Err(NotJson { at: 10, begins: "[{\"id\":\"1\"" })
        Err(Shape { at: "[1]", expected: "a receiver" })
        Err(Shape { at: "", expected: "silenceID" })
        Err(NotJson { at: 0, begins: "Sign in" })"#]]
    .assert_eq(&lines.join("\n"));
}

#[test]
fn alerts_of_any_legal_writing() {
    let body = r#" [ {"new":[{}], "status" : {"mutedBy":null,"state":"suppressed","silencedBy":["s"]}, "annotations":null,
        "labels":{"b":"\u00e9","a":"1","b":"é\n"}, "receivers":[{"name":"x","more":1}], "startsAt":"2026-11-21T05:08:21.5+01:00" } ]"#;
    expect![[r#"Ok(Alerts([Alert { fingerprint: "", labels: Labels([("a", "1"), ("b", "é\n")]), annotations: Labels([]), starts_at: Some(Instant(1795234101500)), ends_at: None, updated_at: None, state: Suppressed, silenced_by: ["s"], inhibited_by: [], muted_by: [], receivers: ["x"], generator: "" }]))"#]].assert_eq(&said(&Ask::Alerts, body));
}

#[test]
fn what_an_old_server_leaves_out() {
    let body = r#"{"id":"1","status":{"state":"pending"},"matchers":[{"name":"a","value":"b","isRegex":true}]}"#;
    expect![[r#"Ok(Silences([Silence { id: "1", matchers: [Matcher { name: "a", op: Matches, value: "b" }], starts_at: None, ends_at: None, updated_at: None, created_by: "", comment: "", state: Pending }]))"#]].assert_eq(&said(&Ask::Silence("1".to_owned()), body));
}

#[test]
fn a_cluster() {
    let body = r#"{"cluster":{"name":"01","peers":[{"address":"10.0.0.1:9094","name":"01"},{"address":"10.0.0.2:9094","name":"02"}],"status":"ready"},"config":{"original":"route: {}"},"uptime":"2026-11-21T05:00:55.127Z","versionInfo":{"version":"0.27.0"}}"#;
    expect![[r#"Ok(Status(Status { version: "0.27.0", since: Some(Instant(1795237255127)), cluster: "ready", peers: [Peer { name: "01", address: "10.0.0.1:9094" }, Peer { name: "02", address: "10.0.0.2:9094" }], config: "route: {}" }))"#]].assert_eq(&said(&Ask::Status, body));
}

#[test]
fn one_of_another_kind_is_no_answer() {
    let text = said(
        &Ask::Receivers,
        r#"[{"name":"ops","labels":{"name":"ops"}}]"#,
    );
    assert!(text.contains("\"ops\""), "{text}");
    assert!(matches!(
        decoded(
            &Ask::Expire("1".to_owned()),
            &Reply {
                status: 200,
                content_type: String::new(),
                body: Vec::new(),
            }
        ),
        Ok(Found::Expired)
    ));
}

/// However they are grouped, the page has its turn after every few of them.
#[test]
fn many_alerts_are_read_in_turns() {
    let one = r#"{"labels":{"a":"1"},"status":{"state":"active"}}"#;
    let all = vec![one; 1_000].join(",");
    let bodies = [
        (Ask::Alerts, format!("[{all}]")),
        (
            Ask::Groups,
            format!(r#"[{{"alerts":[{all}],"receiver":{{"name":"a"}}}}]"#),
        ),
    ];
    for (ask, body) in bodies {
        let reply = Reply {
            status: 200,
            content_type: String::new(),
            body: body.into_bytes(),
        };
        let mut alone = Alone::default();
        assert!(now(alertmanager::decode(&ask, &reply, &mut alone)).is_ok());
        assert!(alone.0 >= 10, "{ask:?}: {}", alone.0);
    }
}
