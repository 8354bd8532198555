use crate::alert::labels;
use crate::alertmanager::recorded::ALL;
use atalaya::alert::group::as_served;
use atalaya::alert::group::by_labels;
use atalaya::alert::group::counts;
use atalaya::alert::group::order;
use atalaya::alert::merge::Merged;
use atalaya::alert::merge::merge;
use atalaya::alert::severity::Severity;
use atalaya::alert::watchdog;
use atalaya::data::alert::Alert;
use atalaya::data::alert::Group;
use atalaya::data::alert::State;
use atalaya::data::labels::Labels;
use atalaya::source::alertmanager;
use atalaya::source::alertmanager::Found;
use atalaya::time::Instant;
use atalaya::time::Millis;
use expect_test::expect;
use proptest::prelude::*;

fn alert(text: &str, at: i64, state: State) -> Alert {
    Alert {
        fingerprint: String::new(),
        labels: labels(text).into(),
        annotations: labels(&format!("said={at}")).into(),
        starts_at: Some(Instant(at)),
        ends_at: None,
        updated_at: Some(Instant(at)),
        state,
        silenced_by: Vec::new(),
        inhibited_by: Vec::new(),
        muted_by: Vec::new(),
        receivers: Vec::new(),
        generator: String::new(),
    }
}

#[test]
fn the_same_alert_once() {
    let merged = merge(vec![
        (
            "eu".to_owned(),
            vec![
                alert("a=1", 5, State::Suppressed),
                alert("a=2", 1, State::Suppressed),
            ],
        ),
        ("us".to_owned(), vec![alert("a=1", 9, State::Active)]),
    ]);
    let lines: Vec<String> = merged
        .iter()
        .map(|one| {
            let places: Vec<&str> = one
                .places
                .iter()
                .map(|place| place.source.as_str())
                .collect();
            format!(
                "{} {:?} {:?} {} {places:?}",
                one.labels, one.state, one.starts_at, one.annotations
            )
        })
        .collect();
    expect![[r#"
        {a="1"} Active Some(Instant(5)) {said="9"} ["eu", "us"]
        {a="2"} Suppressed Some(Instant(1)) {said="1"} ["eu"]"#]]
    .assert_eq(&lines.join("\n"));
}

fn recorded(name: &str) -> Found {
    let one = ALL.iter().find(|one| one.name == name).unwrap();
    alertmanager::decode(&one.ask, &one.reply).unwrap()
}

#[test]
fn recorded_alerts_in_groups() {
    let (Found::Alerts(alerts), Found::Groups(groups)) = (
        recorded("alertmanager/alerts"),
        recorded("alertmanager/groups"),
    ) else {
        panic!("alerts and groups");
    };
    let merged = merge(vec![("one".to_owned(), alerts)]);
    let mut text = String::new();
    for group in as_served(&merged, &groups)
        .into_iter()
        .chain(by_labels(&merged, &["team"]))
    {
        let names: Vec<_> = group
            .alerts
            .iter()
            .map(|at| merged[*at].labels.get("alertname").unwrap())
            .collect();
        text += &format!("{} {:?} {names:?}\n", group.labels, group.receiver);
    }
    text += &format!(
        "{:?}\n{:?}",
        counts(&merged, "severity"),
        counts(&merged, "team")
    );
    expect![[r#"
        {job="down-service"} "ops" ["TargetDown"]
        {alertname="CertificateExpiresSoon", severity="warning"} "web-team" ["CertificateExpiresSoon"]
        {alertname="ProbeFailed", severity="warning"} "web-team" ["ProbeFailed", "ProbeFailed"]
        {alertname="ManyErrorLines", severity="warning"} "default" ["ManyErrorLines", "ManyErrorLines", "ManyErrorLines"]
        {alertname="Watchdog", severity="none"} "null" ["Watchdog"]
        {team="ops"} "" ["TargetDown"]
        {team="web"} "" ["CertificateExpiresSoon", "ProbeFailed", "ProbeFailed"]
        {} "" ["ManyErrorLines", "ManyErrorLines", "ManyErrorLines", "Watchdog"]
        [(Some("warning"), 6), (Some("critical"), 1), (Some("none"), 1)]
        [(None, 4), (Some("web"), 3), (Some("ops"), 1)]"#]].assert_eq(&text);
    assert!(!watchdog::missing(
        merged.iter().map(|one| one.labels.as_ref())
    ));
    assert!(watchdog::missing([&labels("alertname=Other")]));
}

#[test]
fn response_times() {
    let over = |severity: &str, minutes: i64| {
        Severity::of(&labels(&format!("severity={severity}")))
            .overdue(Some(Instant(0)), Instant(minutes * 60_000))
    };
    assert_eq!(over("critical", 5), None);
    assert_eq!(over("Critical", 6), Some(Millis(60_000)));
    assert_eq!(over("warning", 30), None);
    assert_eq!(over("warning", 31), Some(Millis(60_000)));
    assert_eq!(over("info", 9_999), None);
    assert_eq!(over("none", 9_999), None);
}

fn any_alerts() -> impl Strategy<Value = Vec<Merged>> {
    let one = (
        "[ab]",
        "[a-d]",
        prop::sample::select(vec!["critical", "warning", "info", "odd"]),
        0..5_i64,
    );
    prop::collection::vec(one, 0..30).prop_map(|all| {
        let alerts = all.into_iter().map(|(team, name, severity, at)| {
            alert(
                &format!("alertname={name} team={team} severity={severity}"),
                at,
                State::Active,
            )
        });
        let (one, other): (Vec<_>, Vec<_>) =
            alerts.partition(|one| one.starts_at == Some(Instant(0)));
        merge(vec![("one".to_owned(), one), ("other".to_owned(), other)])
    })
}

proptest! {
    #[test]
    fn grouping_loses_and_doubles_nothing(alerts in any_alerts()) {
        let sorted = order(&alerts);
        for names in [&["team"][..], &["team", "none"], &[], &["alertname", "severity"]] {
            let groups = by_labels(&alerts, names);
            let mut places: Vec<usize> = groups.iter().flat_map(|group| group.alerts.clone()).collect();
            for group in &groups {
                prop_assert!(!group.alerts.is_empty());
                let ranks: Vec<_> = group.alerts.iter().map(|at| sorted.iter().position(|one| one == at)).collect();
                prop_assert!(ranks.is_sorted());
            }
            places.sort_unstable();
            prop_assert_eq!(places, (0..alerts.len()).collect::<Vec<_>>());
        }
        let first = |at: &usize| (Severity::of(&alerts[*at].labels), alerts[*at].starts_at);
        prop_assert!(sorted.is_sorted_by_key(first));
        let served: Vec<Group> = alerts.iter().step_by(2).map(|one| Group {
            labels: Labels::default(),
            receiver: "r".to_owned(),
            alerts: vec![one.places[0].alert.clone()],
        }).collect();
        let groups = as_served(&alerts, &served);
        prop_assert_eq!(groups.iter().map(|group| group.alerts.len()).sum::<usize>(), alerts.len());
    }
}
