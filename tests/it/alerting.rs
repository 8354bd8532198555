use atalaya::data::rule::Alerting;
use atalaya::source::Failure;
use atalaya::source::Reply;
use atalaya::source::alerting::Told;
use atalaya::source::alerting::page;
use atalaya::source::alerting::rules;
use expect_test::expect;

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
