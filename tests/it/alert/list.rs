use crate::alert::as_served;
use crate::alert::by_label;
use crate::alert::items;
use crate::alert::labels;
use crate::alert::left;
use crate::alert::order;
use crate::alertmanager::recorded::ALL;
use crate::alertmanager::recorded::decoded;
use atalaya::alert::left::Left;
use atalaya::alert::list::Item;
use atalaya::alert::section::Filter;
use atalaya::alert::section::Section;
use atalaya::alert::severity::Severity;
use atalaya::data::alert::Alert;
use atalaya::data::alert::Group;
use atalaya::data::alert::State;
use atalaya::data::labels::Labels;
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
        silenced_by: match state {
            State::Suppressed => vec!["s".to_owned()],
            State::Active | State::Unprocessed => Vec::new(),
        },
        inhibited_by: Vec::new(),
        muted_by: Vec::new(),
        receivers: Vec::new(),
        generator: String::new(),
    }
}

#[test]
fn the_same_alert_once() {
    let eu = [
        alert("a=1", 5, State::Suppressed),
        alert("a=2", 1, State::Suppressed),
    ];
    let us = [alert("a=1", 9, State::Active)];
    let all = items(
        &[("eu", eu.iter().collect()), ("us", us.iter().collect())],
        &[],
    );
    let lines: Vec<String> = order(&all)
        .into_iter()
        .map(|place| {
            let one = &all[place];
            let places: Vec<&str> = one.places.iter().map(|place| &*place.source).collect();
            format!(
                "{} {:?} {:?} {} {places:?}",
                one.labels, one.standing, one.since, one.annotations
            )
        })
        .collect();
    expect![[r#"
        {a="1"} Firing Some(Instant(5)) {said="9"} ["eu", "us"]
        {a="2"} Silenced Some(Instant(1)) {said="1"} ["eu"]"#]]
    .assert_eq(&lines.join("\n"));
}

fn recorded(name: &str) -> Found {
    let one = ALL.iter().find(|one| one.name == name).unwrap();
    decoded(one).unwrap()
}

fn told(items: &[Item], sections: &[Section]) -> String {
    let mut text = String::new();
    for section in sections {
        let names: Vec<_> = section
            .items
            .iter()
            .map(|at| items[*at].labels.get("alertname").unwrap())
            .collect();
        text += &format!("{} {:?} {names:?}\n", section.labels, section.receivers);
    }
    text
}

#[test]
fn recorded_alerts_in_groups() {
    let (Found::Alerts(alerts), Found::Groups(groups)) = (
        recorded("alertmanager/alerts"),
        recorded("alertmanager/groups"),
    ) else {
        panic!("alerts and groups");
    };
    let all = items(&[("one", alerts.iter().collect())], &[]);
    let served = as_served(&all, &groups);
    let by_team = by_label(&all, Some("team"));
    let nothing = Filter::read("").unwrap();
    let Left {
        severities,
        values,
        count,
        ..
    } = left(&all, served.clone(), &nothing);
    expect![[r#"
        {job="down-service"} ["ops"] ["TargetDown"]
        {alertname="ProbeFailed", severity="warning"} ["web-team"] ["ProbeFailed", "ProbeFailed"]
        {alertname="ManyErrorLines", severity="warning"} ["default"] ["ManyErrorLines", "ManyErrorLines", "ManyErrorLines"]
        {alertname="CertificateExpiresSoon", severity="warning"} ["web-team"] ["CertificateExpiresSoon"]
        {alertname="Watchdog", severity="none"} ["null"] ["Watchdog"]

        {team="ops"} [] ["TargetDown"]
        {team="web"} [] ["ProbeFailed", "ProbeFailed", "CertificateExpiresSoon"]
        {} [] ["ManyErrorLines", "ManyErrorLines", "ManyErrorLines", "Watchdog"]

        7 [(Critical, 1), (Warning, 5)] [("team", "web", 3), ("team", "ops", 1)]"#]]
    .assert_eq(&format!(
        "{}\n{}\n{count} {severities:?} {values:?}",
        told(&all, &served),
        told(&all, &by_team)
    ));
}

#[test]
fn the_dead_mans_switch_is_known_by_its_names() {
    let is = |name: &str| {
        let held = [alert(&format!("alertname={name}"), 1, State::Active)];
        items(&[("am", held.iter().collect())], &[])[0].watchdog
    };
    assert!(is("Watchdog") && is("deadmansswitch"));
    assert!(!is("Other"));
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

fn any_items() -> impl Strategy<Value = Vec<Item>> {
    let one = (
        "[ab]",
        "[a-d]",
        prop::sample::select(vec!["critical", "warning", "info", "odd"]),
        0..5_i64,
    );
    prop::collection::vec(one, 0..30).prop_map(|all| {
        let alerts = all.into_iter().map(|(team, name, severity, at)| {
            let text = format!("alertname={name} team={team} severity={severity}");
            alert(&text, at, State::Active)
        });
        let (one, other): (Vec<_>, Vec<_>) =
            alerts.partition(|one| one.starts_at == Some(Instant(0)));
        items(
            &[
                ("one", one.iter().collect()),
                ("other", other.iter().collect()),
            ],
            &[],
        )
    })
}

proptest! {
    #[test]
    fn the_worst_first_in_all_sections(items in any_items()) {
        let sorted = order(&items);
        let first = |at: &usize| (Severity::of(&items[*at].labels), items[*at].since);
        prop_assert!(sorted.is_sorted_by_key(first));
        let served: Vec<Group> = items.iter().step_by(2).map(|one| Group {
            labels: Labels::default(),
            receiver: "r".to_owned(),
            alerts: vec![Alert { labels: one.labels.clone(), ..alert("a=b", 0, State::Active) }],
        }).collect();
        let by = |name| by_label(&items, name);
        for sections in [by(Some("team")), by(Some("none")), by(None), as_served(&items, &served)] {
            for section in &sections {
                prop_assert!(!section.items.is_empty());
                let ranks: Vec<_> = section.items.iter().map(|at| sorted.iter().position(|one| one == at)).collect();
                prop_assert!(ranks.is_sorted());
            }
            let firsts: Vec<_> = sections.iter().map(|one| sorted.iter().position(|place| *place == one.items[0])).collect();
            prop_assert!(firsts.is_sorted());
        }
    }
}
