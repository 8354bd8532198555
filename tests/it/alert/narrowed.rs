use crate::alert::by_label;
use crate::alert::items;
use crate::alert::labels;
use crate::alert::left;
use crate::alert::pairs;
use atalaya::alert::left::Left;
use atalaya::alert::left::Row;
use atalaya::alert::list::Item;
use atalaya::alert::section::Filter;
use atalaya::data::alert::Alert;
use atalaya::data::alert::State;
use atalaya::data::labels::Labels;
use atalaya::time::Instant;
use expect_test::expect;
use proptest::prelude::*;

fn alert(text: &str, at: i64) -> Alert {
    Alert {
        fingerprint: String::new(),
        labels: labels(text).into(),
        annotations: Labels::default().into(),
        starts_at: Some(Instant(at)),
        ends_at: None,
        updated_at: None,
        state: State::Active,
        silenced_by: Vec::new(),
        inhibited_by: Vec::new(),
        muted_by: Vec::new(),
        receivers: Vec::new(),
        generator: String::new(),
    }
}

fn of(texts: &[&str]) -> Vec<Item> {
    let alerts: Vec<Alert> = texts
        .iter()
        .zip(1..)
        .map(|(text, at)| alert(text, at))
        .collect();
    items(&[("am", alerts.iter().collect())], &[])
}

fn narrowed(items: &[Item], filter: &str) -> Left {
    let filter = Filter::read(filter).unwrap();
    left(items, by_label(items, Some("alertname")), &filter)
}

fn told(items: &[Item], filter: &str) -> String {
    let left = narrowed(items, filter);
    let mut lines = vec![format!(
        "{} of {} {:?} {:?}",
        left.count, left.all, left.severities, left.values
    )];
    for row in left.rows.iter() {
        lines.push(match row {
            Row::Head(head) => format!("{} ({})", head.labels, head.count),
            Row::Alert(key, last) => {
                let item = items.iter().find(|item| item.key == *key).unwrap();
                format!("  {}{}", item.labels, if *last { " last" } else { "" })
            }
        });
    }
    lines.join("\n")
}

const SOME: [&str; 5] = [
    "alertname=A severity=warning team=web i=1",
    "alertname=A severity=critical team=db i=2",
    "alertname=B severity=warning team=web",
    "alertname=C category=disk",
    "alertname=Watchdog severity=none team=web",
];

#[test]
fn rows_and_counts_are_of_what_is_left() {
    let items = of(&SOME);
    expect![[r#"
        4 of 4 [(Critical, 1), (Warning, 2), (Other, 1)] [("team", "web", 2), ("team", "db", 1), ("category", "disk", 1)]
        {alertname="A"} (2)
          {alertname="A", i="2", severity="critical", team="db"}
          {alertname="A", i="1", severity="warning", team="web"} last
        {alertname="B"} (1)
          {alertname="B", severity="warning", team="web"} last
        {alertname="C"} (1)
          {alertname="C", category="disk"} last"#]]
    .assert_eq(&told(&items, ""));
    expect![[r#"
        2 of 4 [(Warning, 2)] [("team", "web", 2)]
        {alertname="A"} (1)
          {alertname="A", i="1", severity="warning", team="web"} last
        {alertname="B"} (1)
          {alertname="B", severity="warning", team="web"} last"#]]
    .assert_eq(&told(&items, "team=~\"we.\""));
    expect![[r#"0 of 4 [] []"#]].assert_eq(&told(&items, "nothing"));
}

#[test]
fn a_label_of_very_many_values_counts_the_first() {
    let texts: Vec<String> = (0..400).map(|i| format!("alertname=A team=t{i}")).collect();
    let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
    assert_eq!(narrowed(&of(&texts), "").values.len(), 9);
}

#[test]
fn a_pair_that_very_many_say_is_kept_once() {
    let texts: Vec<String> = (0..3_000)
        .map(|i| format!("alertname=A{} i={i}", i % 7))
        .collect();
    let all: Vec<Labels> = texts.iter().map(|text| labels(text)).collect();
    let pairs = pairs(&all);
    assert_eq!((pairs.alerts(), pairs.len()), (3_000, 3_007));
    let different: Vec<_> = pairs.iter().collect();
    for (place, labels) in all.iter().enumerate() {
        let said = pairs.labels(place).iter().map(|at| different[*at as usize]);
        assert!(said.eq(labels.iter()), "{labels}");
    }
}

proptest! {
    #[test]
    fn what_is_asked_of_pairs_is_what_is_asked_of_each(
        all in proptest::collection::vec(("[a-f]{0,2}", "[a-c]{0,2}", "[A-f ]{0,3}"), 0..60),
        filter in prop::sample::select(vec![
            "", "a=~\"[a-c].?\"", "a!~\"b.*|\"", "a=\"a\"", "a!=\"b\", b=~\".*\"", "b=\"\"", "a=~\"|d\"", "said=\"a\"",
            "c=\"\"", "c!=\"\"", "b", "aB", "said",
        ]),
    ) {
        let alerts: Vec<Alert> = all.iter().map(|(a, b, said)| {
            let mut one = alert("", 1);
            // A label is not always there.
            let b = (!b.is_empty()).then_some(("b", b.as_str()));
            one.labels = Labels::from_pairs([("a", a.as_str())].into_iter().chain(b)).into();
            one.annotations = Labels::from_pairs([("said", said.as_str()), ("a", "f")]).into();
            one
        }).collect();
        let items = items(&[("am", alerts.iter().collect())], &[]);
        let wanted = Filter::read(filter).unwrap();
        let held = items.iter().filter(|item| wanted.holds(&item.labels, &item.annotations));
        let mut held: Vec<u64> = held.map(|item| item.key).collect();
        let rows = narrowed(&items, filter).rows;
        let mut left: Vec<u64> = rows.iter().filter_map(|row| match row {
            Row::Alert(key, _) => Some(*key),
            Row::Head(_) => None,
        }).collect();
        held.sort_unstable();
        left.sort_unstable();
        prop_assert_eq!(left, held);
    }
}
