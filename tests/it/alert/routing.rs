use crate::alert::labels;
use crate::alertmanager::recorded::ALL;
use crate::alertmanager::recorded::decoded;
use atalaya::alert::routing::Routing;
use atalaya::data::labels::Labels;
use atalaya::notation::yaml;
use atalaya::source::alertmanager::Found;
use expect_test::expect;
use proptest::prelude::*;

fn show(routing: &Routing) -> String {
    let mut text = String::new();
    for one in &routing.routes {
        text += &format!(
            "{}{} {{{}}} by {:?} {}/{}/{}{}{}\n",
            "  ".repeat(one.depth),
            one.receiver,
            one.matchers,
            one.group_by,
            one.group_wait,
            one.group_interval,
            one.repeat_interval,
            if one.goes_on { " on" } else { "" },
            if one.muted_in.is_empty() {
                String::new()
            } else {
                format!(" muted in {:?}", one.muted_in)
            },
        );
    }
    for one in &routing.inhibit {
        text += &format!(
            "{{{}}} quiets {{{}}} equal {:?}\n",
            one.source, one.target, one.equal
        );
    }
    text + &format!("{:?}", routing.receivers)
}

fn recorded() -> Vec<Routing> {
    let status = ALL.iter().filter(|one| one.name.ends_with("/status"));
    let read = |found| match found {
        Found::Status(status) => Routing::read(&status.config).unwrap(),
        _ => panic!("a status"),
    };
    status.map(|one| read(decoded(one).unwrap())).collect()
}

#[test]
fn recorded_configurations() {
    let both = recorded();
    assert_eq!(both.len(), 2);
    assert_eq!(show(&both[0]), show(&both[1]));
    expect![[r#"
        default {} by ["alertname", "severity"] 5s/30s/4h
          null {severity="none"} by ["alertname", "severity"] 5s/30s/4h
          ops {team="ops"} by ["job"] 5s/30s/4h on
          web-team {team=~"web|backend"} by ["alertname", "severity"] 5s/30s/4h muted in ["never"]
        {alertname="TargetDown"} quiets {alertname="CertificateExpiresSoon"} equal ["cluster"]
        ["null", "default", "ops", "web-team"]"#]]
    .assert_eq(&show(&both[0]));
}

/// Every recorded alert goes where the server says it goes.
#[test]
fn recorded_alerts_go_where_the_server_sends_them() {
    let routing = &recorded()[0];
    let mut checked = 0;
    for one in ALL.iter() {
        let Ok(Found::Alerts(alerts)) = decoded(one) else {
            continue;
        };
        let all: Vec<&Labels> = alerts.iter().map(|alert| alert.labels.as_ref()).collect();
        for alert in &alerts {
            let ways = routing.ways(&alert.labels);
            let names: Vec<_> = ways
                .iter()
                .map(|way| routing.routes[*way].receiver.clone())
                .collect();
            assert_eq!(names, alert.receivers, "{}", alert.labels);
            checked += 1;
            if one.name.ends_with("/alerts") {
                let quiet = !routing.inhibited(&alert.labels, &all).is_empty();
                assert_eq!(quiet, !alert.inhibited_by.is_empty(), "{}", alert.labels);
            }
        }
    }
    assert!(checked > 30, "{checked}");
}

#[test]
fn a_tree() {
    let config = r#"
route: # root
  receiver: 'it''s me'
  group_by: ['...']
  routes:
    - match: {team: web, stage: ""}
      match_re:
        service: ^(a|b)$
      continue: true
    - matchers: [ team = web, 'x!~"y"' ]
      receiver: "a\tb"
      routes:
      - {receiver: deep, matchers: ["a=b", c=d]}
receivers:
- name: deep
inhibit_rules:
- source_match:
    severity: critical
  target_match_re:
    severity: warning|critical
  equal: [alertname]
templates: []
text: |-
  two
    lines
long: one
  and more
"#;
    let routing = Routing::read(config).unwrap();
    expect![[r#"
        it's me {} by ["..."] 30s/5m/4h
          it's me {team="web", stage="", service=~"^(a|b)$"} by ["..."] 30s/5m/4h on
          a	b {team="web", x!~"y"} by ["..."] 30s/5m/4h
            deep {a="b", c="d"} by ["..."] 30s/5m/4h
        {severity="critical"} quiets {severity=~"warning|critical"} equal ["alertname"]
        ["deep"]"#]]
    .assert_eq(&show(&routing));
    let ways = |text: &str| format!("{:?}", routing.ways(&labels(text)));
    assert_eq!(ways("team=web service=a"), "[1, 2]");
    assert_eq!(ways("team=web service=a a=b c=d"), "[1, 3]");
    assert_eq!(ways("team=ops"), "[0]");
    assert_eq!(routing.path(3), [0, 2, 3]);
    let critical = labels("alertname=A severity=critical");
    let other = labels("alertname=A severity=critical pod=2");
    let warning = labels("alertname=A severity=warning");
    assert_eq!(
        routing.inhibited(&warning, &[&warning, &critical]),
        [(0, 1)]
    );
    assert_eq!(routing.inhibited(&other, &[&critical]), []);
    assert_eq!(
        routing.inhibited(&labels("alertname=B severity=warning"), &[&critical]),
        []
    );
}

#[test]
fn faults_name_their_line() {
    let bad = [
        "",
        "route:\n  receiver: a\n bad",
        "route:\n  receiver: a\n  matchers: b",
        "route:\n  receiver: a\n  routes:\n  - matchers:\n    - a=b\n    - =c",
        "route:\n  receiver: a\n  routes:\n  - match_re:\n      a: (",
        "route:\n  group_by: [a]",
        "route: &a\n  receiver: b",
        "route:\n  receiver: \"a",
        "route: {receiver: a",
        "route:\n\treceiver: a",
        "receivers:\n- webhook: 1\nroute: {receiver: a}",
    ];
    let lines: Vec<String> = bad
        .iter()
        .map(|text| format!("{:?}", Routing::read(text).map(|_| ())))
        .collect();
    expect![[r#"
        Err(Fault { line: 1, expected: "route, with a receiver" })
        Err(Fault { line: 3, expected: "the end, or a line of the same indentation" })
        Err(Fault { line: 3, expected: "a list" })
        Err(Fault { line: 6, expected: "a matcher" })
        Err(Fault { line: 4, expected: "regular expressions without classes of Unicode" })
        Err(Fault { line: 2, expected: "a route with a receiver" })
        Err(Fault { line: 1, expected: "a value without anchor, alias or tag" })
        Err(Fault { line: 2, expected: "a closing quote or bracket" })
        Err(Fault { line: 1, expected: "a closing quote or bracket" })
        Err(Fault { line: 1, expected: "route, with a receiver" })
        Err(Fault { line: 2, expected: "a receiver's name" })"#]]
    .assert_eq(&lines.join("\n"));
}

#[test]
fn a_comment_begins_outside_of_quotes_only() {
    let config = "- a: \" # in\" # out\n  b: c # out: x\n  d: # out\n  - e # out\n  - f#in\n  - ' # in' # out\n- g: h # out\n";
    let node = yaml::read(config).unwrap();
    let text = |node: &yaml::Node, name: &str| {
        node.get(name).and_then(yaml::Node::text).map(str::to_owned)
    };
    let [first, second] = node.items() else {
        panic!("two items: {node:?}")
    };
    assert_eq!(text(first, "a").as_deref(), Some(" # in"));
    assert_eq!(text(first, "b").as_deref(), Some("c"));
    let list: Vec<_> = first
        .get("d")
        .map(yaml::Node::items)
        .unwrap()
        .iter()
        .map(yaml::Node::text)
        .collect();
    assert_eq!(list, [Some("e"), Some("f#in"), Some(" # in")]);
    assert_eq!(text(second, "g").as_deref(), Some("h"));
}

proptest! {
    #[test]
    fn no_text_panics(text in "[a-c:\\-\\[\\]{},\"'|># \n\\\\&]{0,60}") {
        let _ = yaml::read(&text);
        let _ = Routing::read(&format!("route:\n  receiver: a\n{text}"));
    }

    /// A text in double quotes is read whatever it is.
    #[test]
    fn quoted_texts(text in "\\PC{0,20}") {
        let json = serde_json::to_string(&text).unwrap();
        let node = yaml::read(&format!("- a: {json}")).unwrap();
        prop_assert_eq!(node.items()[0].get("a").and_then(yaml::Node::text), Some(text.as_str()));
    }
}
