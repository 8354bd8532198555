use crate::turns::Alone;
use crate::turns::now;
use atalaya::data::rule::Alerting;
use atalaya::source::Ask;
use atalaya::source::Failure;
use atalaya::source::Found;
use atalaya::source::Reply;
use atalaya::source::alerting;
use atalaya::source::alerting::Page;
use atalaya::source::alerting::Told;
use atalaya::source::alerting::rules;
use atalaya::source::prometheus;
use expect_test::expect;
use std::fs;
use std::path::Path;

fn page(reply: &Reply) -> Result<Page, Failure> {
    now(alerting::page(reply, &mut Alone::default()))
}

fn reply(status: u16, body: &str) -> Reply {
    Reply {
        status,
        content_type: "application/json".to_owned(),
        body: body.as_bytes().to_vec(),
    }
}

#[test]
fn the_next_page_is_asked_with_the_token_of_the_last() {
    expect![[r#"
        Request {
            method: Get,
            path: "api/v1/rules",
            form: [
                (
                    "group_limit",
                    "500",
                ),
                (
                    "group_next_token",
                    "a/b",
                ),
            ],
        }"#]]
    .assert_eq(&format!("{:#?}", rules("api/v1/rules", Some("a/b"))));
    assert_eq!(rules("api/v1/rules", None).form.len(), 1);
}

#[test]
fn a_page_says_whether_there_is_another() {
    let body = r#"{"status":"success","data":{"groups":[{"name":"g","file":"f","rules":[
        {"type":"alerting","name":"A","query":"a > 1","state":"inactive","duration":60,"keepFiringFor":120,"alerts":[]}
    ]}],"groupNextToken":"next"},"warnings":["w"]}"#;
    let read = page(&reply(200, body)).unwrap();
    assert_eq!(read.next.as_deref(), Some("next"));
    assert_eq!(read.warnings, ["w"]);
    let keeps = |alerting: &Alerting| (alerting.duration, alerting.keep_firing_for);
    assert_eq!(
        read.groups[0].rules[0].alerting.as_ref().map(keeps),
        Some((60.0, 120.0))
    );
    let last = page(&reply(
        200,
        r#"{"status":"success","data":{"groups":[],"groupNextToken":""}}"#,
    ));
    assert_eq!(last.unwrap().next, None);
}

#[test]
fn what_is_no_page_is_a_failure() {
    let text = |body: &str, status| format!("{:?}", page(&reply(status, body)).unwrap_err());
    expect![[r#"Refused { kind: "bad_data", message: "no", code: 400 }"#]].assert_eq(&text(
        r#"{"status":"error","errorType":"bad_data","error":"no"}"#,
        400,
    ));
    expect![[r#"Status { code: 404, text: "not here" }"#]].assert_eq(&text("not here", 404));
    expect![[r#"Shape { at: "data.groups", expected: "an array" }"#]]
        .assert_eq(&text(r#"{"status":"success","data":{"groups":3}}"#, 200));
    assert!(matches!(
        page(&reply(200, "<html>")),
        Err(Failure::NotJson { .. })
    ));
}

#[test]
fn an_answer_is_the_same_only_if_it_is_the_very_same() {
    let (one, other) = (Told::new(1_u8, 10), Told::new(1_u8, 10));
    assert_eq!(one, one.clone());
    assert_ne!(one, other);
    assert_eq!(one.read::<u8>(), Some(&1));
    assert_eq!(one.read::<u16>(), None);
    assert_eq!(one.bytes(), 10);
}

/// What is read with pauses is what is read as a whole, of every recorded reply.
#[test]
fn recorded_rules_are_read_alike() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/reply");
    let mut seen = Vec::new();
    for place in [
        "prometheus",
        "prometheus-2.42",
        "victoriametrics-1.145",
        "loki-ruler",
    ] {
        for entry in fs::read_dir(folder.join(place)).unwrap() {
            let path = entry.unwrap().path();
            let http = fs::read(&path).unwrap();
            let end = http
                .windows(4)
                .position(|four| four == b"\r\n\r\n")
                .unwrap();
            let head = std::str::from_utf8(&http[..end]).unwrap();
            if !head.contains("/rules") || !head.starts_with("HTTP/1.1 200") {
                continue;
            }
            let body = std::str::from_utf8(&http[end + 4..]).unwrap();
            let reply = reply(200, body);
            let whole = prometheus::decode(&Ask::Rules, &reply);
            let pieces = page(&reply).map(|page| page.groups);
            assert_eq!(
                format!("{pieces:?}"),
                format!(
                    "{:?}",
                    whole.map(|answer| match answer.found {
                        Found::Rules(groups) => groups,
                        other => panic!("{other:?}"),
                    })
                ),
                "{path:?}"
            );
            seen.push(path);
        }
    }
    assert!(seen.len() > 3, "{seen:?}");
}

#[test]
fn the_alerts_of_a_rule_are_read_in_turns() {
    let alerts = vec![r#"{"labels":{"a":"1"},"state":"firing","value":"1e+00"}"#; 1_000].join(",");
    let body = format!(
        r#"{{"status":"success","data":{{"groups":[{{"name":"g","rules":[{{"type":"alerting","name":"A","alerts":[{alerts}]}}]}}]}}}}"#
    );
    let mut alone = Alone::default();
    let read = now(alerting::page(&reply(200, &body), &mut alone)).unwrap();
    let rule = read.groups[0].rules[0].alerting.as_ref().unwrap();
    assert_eq!((rule.alerts.len(), rule.alerts[999].value), (1_000, 1.0));
    assert!(alone.0 >= 10, "{}", alone.0);
}
