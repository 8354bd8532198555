use crate::alert::as_served;
use crate::alert::by_label;
use crate::alert::items;
use crate::alert::labels;
use crate::alert::order;
use crate::alertmanager::recorded::ALL;
use crate::alertmanager::recorded::decoded;
use crate::turns::Alone;
use crate::turns::now;
use atalaya::alert::fingerprint;
use atalaya::alert::join;
use atalaya::alert::join::Joined;
use atalaya::alert::list::Item;
use atalaya::alert::section::Filter;
use atalaya::alert::section::Section;
use atalaya::data::alert;
use atalaya::data::alert::State;
use atalaya::data::labels::Labels;
use atalaya::data::rule::Alert;
use atalaya::data::rule::Alerting;
use atalaya::data::rule::Group;
use atalaya::data::rule::Rule;
use atalaya::source::alertmanager::Found;
use atalaya::time::Instant;
use expect_test::expect;
use proptest::prelude::*;

fn alert(text: &str, at: i64, state: State) -> alert::Alert {
    alert::Alert {
        fingerprint: String::new(),
        labels: labels(text).into(),
        annotations: Labels::default().into(),
        starts_at: Some(Instant(at)),
        ends_at: None,
        updated_at: None,
        state,
        silenced_by: match state {
            State::Suppressed => vec!["s1".to_owned()],
            State::Active | State::Unprocessed => Vec::new(),
        },
        inhibited_by: Vec::new(),
        muted_by: Vec::new(),
        receivers: vec!["web".to_owned()],
        generator: String::new(),
    }
}

fn ruled(text: &str, state: &str, at: i64, value: f64) -> Alert {
    Alert {
        labels: labels(text),
        annotations: Labels::default(),
        state: state.to_owned(),
        active_at: Some(Instant(at)),
        value,
    }
}

fn group(alerts: Vec<Alert>) -> Group {
    Group {
        name: "g".to_owned(),
        file: String::new(),
        interval: 15.0,
        evaluation_time: 0.0,
        last_evaluation: None,
        rules: vec![Rule {
            name: "A".to_owned(),
            query: "a > 1".to_owned(),
            labels: Labels::default(),
            health: "ok".to_owned(),
            last_error: None,
            evaluation_time: 0.0,
            last_evaluation: None,
            alerting: Some(Alerting {
                state: "firing".to_owned(),
                duration: 60.0,
                keep_firing_for: 0.0,
                annotations: Labels::default(),
                alerts,
            }),
        }],
    }
}

fn told(items: &[Item]) -> String {
    let mut lines = Vec::new();
    for place in order(items) {
        let item = &items[place];
        let pairs: Vec<String> = item
            .labels
            .iter()
            .map(|(n, v)| format!("{n}={v}"))
            .collect();
        lines.push(format!(
            "{:?} {:?} {} since {:?} value {:?} fires {:?} rule {}\n",
            item.severity,
            item.standing,
            pairs.join(" "),
            item.since.map(|at| at.0),
            item.value,
            item.fires_at.map(|at| at.0),
            item.rule.is_some(),
        ));
    }
    lines.concat()
}

#[test]
fn an_alert_that_both_know_is_one_item() {
    let held = [
        alert(
            "alertname=A severity=warning i=1 cluster=eu",
            500,
            State::Active,
        ),
        alert(
            "alertname=A severity=critical i=2 cluster=eu",
            900,
            State::Suppressed,
        ),
        alert("alertname=Other severity=critical", 990, State::Active),
    ];
    let rules = [group(vec![
        ruled("alertname=A severity=warning i=1", "firing", 400, 7.5),
        ruled("alertname=A severity=critical i=2", "firing", 800, f64::NAN),
        ruled("alertname=A severity=warning i=3", "pending", 1_000, 2.0),
        ruled("alertname=A severity=info i=4", "firing", 1_000, 2.0),
    ])];
    expect![[r#"
        Critical Firing alertname=Other severity=critical since Some(990) value None fires None rule false
        Critical Silenced alertname=A cluster=eu i=2 severity=critical since Some(900) value None fires None rule true
        Warning Firing alertname=A cluster=eu i=1 severity=warning since Some(500) value Some(7.5) fires None rule true
        Info Firing alertname=A i=4 severity=info since Some(61000) value Some(2.0) fires None rule true
        Warning Pending alertname=A i=3 severity=warning since Some(1000) value Some(2.0) fires Some(61000) rule true
    "#]]
    .assert_eq(&told(&items(&[("am", held.iter().collect())], &[&rules])));
}

/// Two servers evaluate the same rules, and no Alertmanager holds what they say.
#[test]
fn two_that_evaluate_the_same_rules_say_an_alert_once() {
    let one = [group(vec![
        ruled("alertname=A i=1", "pending", 5, 1.0),
        ruled("alertname=A i=2", "pending", 5, 2.0),
    ])];
    let other = [group(vec![ruled("alertname=A i=1", "firing", 1, 3.0)])];
    expect![[r#"
        Other Firing alertname=A i=1 since Some(60001) value Some(3.0) fires None rule true
        Other Pending alertname=A i=2 since Some(5) value Some(2.0) fires Some(60005) rule true
    "#]]
    .assert_eq(&told(&items(&[], &[&one, &other])));
}

#[test]
fn labels_of_two_senders_are_learnt_one_after_the_other() {
    let held = [
        alert("alertname=A i=1 cluster=eu", 1, State::Active),
        alert("alertname=A i=2 cluster=eu", 1, State::Active),
        alert("alertname=A i=3 cluster=us zone=b", 1, State::Active),
    ];
    let (eu, us) = (
        [group(vec![
            ruled("alertname=A i=1", "firing", 1, 1.0),
            ruled("alertname=A i=2", "firing", 1, 2.0),
        ])],
        [group(vec![ruled("alertname=A i=3", "firing", 1, 3.0)])],
    );
    let Joined {
        items: all, added, ..
    } = now(join::joined(
        &[("am", held.iter().collect())],
        &[&eu, &us],
        &mut Alone::default(),
    ));
    let learnt = [(0, labels("cluster=eu")), (1, labels("cluster=us zone=b"))];
    assert_eq!(added, learnt);
    let mut told: Vec<_> = all
        .iter()
        .map(|item| {
            (
                item.labels.get("i"),
                item.value,
                item.rule.map(|at| at.source),
            )
        })
        .collect();
    told.sort_by_key(|one| one.0);
    let expected = [
        (Some("1"), Some(1.0), Some(0)),
        (Some("2"), Some(2.0), Some(0)),
        (Some("3"), Some(3.0), Some(1)),
    ];
    assert_eq!(told, expected);
}

#[test]
fn fingerprints_are_those_of_the_servers() {
    let mut seen = 0;
    for one in ALL.iter() {
        if let Ok(Found::Alerts(alerts)) = decoded(one) {
            for alert in alerts {
                seen += 1;
                let own = fingerprint::written(fingerprint::of(&alert.labels));
                assert_eq!(own, alert.fingerprint);
                assert_eq!(
                    fingerprint::read(&own),
                    Some(fingerprint::of(&alert.labels))
                );
            }
        }
    }
    assert!(seen > 0);
}

fn sections(sections: &[Section]) -> String {
    let line = |one: &Section| format!("{} {:?} {:?}\n", one.labels, one.receivers, one.items);
    sections.iter().map(line).collect()
}

#[test]
fn an_alert_stands_in_one_section() {
    let held = [
        alert("alertname=A severity=warning", 1, State::Active),
        alert("alertname=B severity=critical", 1, State::Active),
    ];
    let rules = [group(vec![
        ruled("alertname=A severity=info", "pending", 1, 1.0),
        ruled("alertname=C", "pending", 1, 1.0),
    ])];
    let all = items(&[("am", held.iter().collect())], &[&rules]);
    let group = |name: &str, receiver: &str, places: &[usize]| alert::Group {
        labels: labels(&format!("alertname={name}")),
        receiver: receiver.to_owned(),
        alerts: places.iter().map(|place| held[*place].clone()).collect(),
    };
    let served = [
        group("A", "web", &[0]),
        group("B", "call", &[1]),
        group("B", "web", &[1]),
    ];
    expect![[r#"
        {alertname="B"} ["call", "web"] [1]
        {alertname="A"} ["web"] [0, 2]
        {} [] [3]
    "#]]
    .assert_eq(&sections(&as_served(&all, &served)));
    expect![[r#"
        {severity="critical"} [] [1]
        {severity="warning"} [] [0]
        {severity="info"} [] [2]
        {} [] [3]
    "#]]
    .assert_eq(&sections(&by_label(&all, Some("severity"))));
    expect![[r#"
        {} [] [1, 0, 2, 3]
    "#]]
    .assert_eq(&sections(&by_label(&all, None)));
}

#[test]
fn groups_of_the_same_labels_are_one_section() {
    let held = [
        alert("alertname=A i=1", 1, State::Active),
        alert("alertname=B i=1", 2, State::Active),
        alert("alertname=A i=2", 3, State::Active),
    ];
    let group = |of: &str, receiver: &str, place: usize| alert::Group {
        labels: labels(of),
        receiver: receiver.to_owned(),
        alerts: vec![held[place].clone()],
    };
    let served = [
        group("alertname=B", "web", 1),
        group("alertname=A", "web", 0),
        group("alertname=A", "db", 2),
        group("alertname=B", "db", 1),
    ];
    let all = items(&[("am", held.iter().collect())], &[]);
    let found = as_served(&all, &served);
    let told: Vec<String> = found
        .iter()
        .map(|one| format!("{} {:?} {}", one.labels, one.receivers, one.items.len()))
        .collect();
    expect![[r#"
        {alertname="A"} ["web", "db"] 2
        {alertname="B"} ["web", "db"] 1"#]]
    .assert_eq(&told.join("\n"));
}

#[test]
fn words_are_looked_for_where_matchers_are_not() {
    let check = |text: &str, expected: bool| {
        let annotations = labels("summary=Disk-is-full");
        let filter = Filter::read(text).unwrap();
        assert_eq!(
            filter.holds(&labels("alertname=A team=web"), &annotations),
            expected,
            "{text}"
        );
    };
    check("", true);
    check("team=web", true);
    check(r#"{team=~"w.*", alertname!="B"}"#, true);
    check("team=x", false);
    check("disk-IS", true);
    check("web", true);
    check("nothing", false);
    assert!(Filter::read("team=~\"(\"").is_err());
    assert!(Filter::read("team=\"").is_err());
}

proptest! {
    #[test]
    fn every_item_is_in_exactly_one_section(
        alerts in proptest::collection::vec((0..4_u8, 0..3_u8, 0..5_u8), 0..30),
        grouped in proptest::collection::vec(0..30_usize, 0..20),
    ) {
        let held: Vec<alert::Alert> = alerts
            .iter()
            .map(|(name, severity, i)| {
                let severity = ["critical", "warning", "none"][usize::from(*severity)];
                alert(&format!("alertname={name} severity={severity} i={i}"), 1, State::Active)
            })
            .collect();
        let served: Vec<alert::Group> = grouped
            .iter()
            .filter_map(|place| held.get(*place))
            .map(|one| alert::Group {
                labels: labels(&format!("alertname={}", one.labels.get("alertname").unwrap())),
                receiver: "web".to_owned(),
                alerts: vec![one.clone()],
            })
            .collect();
        let all = items(&[("am", held.iter().collect())], &[]);
        for sections in [
            as_served(&all, &served),
            by_label(&all, Some("severity")),
            by_label(&all, None),
        ] {
            let mut places: Vec<usize> = sections.into_iter().flat_map(|one| one.items).collect();
            places.sort_unstable();
            let whole: Vec<usize> = (0..all.len()).collect();
            prop_assert_eq!(places, whole);
        }
    }

    #[test]
    fn any_expression_is_parted_without_panic(expr in ".{0,60}") {
        let _ = atalaya::alert::expression::compared(&expr);
    }
}
