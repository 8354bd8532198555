use crate::alert::labels;
use crate::alert::pairs;
use atalaya::alert::matcher::read;
use atalaya::alert::silence::LONGER;
use atalaya::alert::silence::check;
use atalaya::alert::silence::ends_soon;
use atalaya::alert::silence::longer;
use atalaya::alert::silence::preview;
use atalaya::data::alert::Silence;
use atalaya::data::alert::SilenceState;
use atalaya::time::Instant;
use atalaya::time::Millis;
use expect_test::expect;

fn silence(matchers: &str, ends_at: i64) -> Silence {
    Silence {
        id: "1".to_owned(),
        matchers: read(matchers).unwrap(),
        starts_at: Some(Instant(0)),
        ends_at: Some(Instant(ends_at)),
        updated_at: None,
        created_by: String::new(),
        comment: String::new(),
        state: SilenceState::Active,
    }
}

#[test]
fn what_would_be_hit() {
    let alerts = [
        labels("alertname=A team=web"),
        labels("alertname=B team=ops"),
        labels("alertname=C"),
    ];
    let (alerts, one) = (pairs(&alerts), pairs(&alerts[..1]));
    let lines: Vec<String> = [
        "team=web",
        "team=~.*",
        "alertname=~.+",
        "team!=web",
        "team=x",
        "team=~\"(\"",
    ]
    .iter()
    .map(|text| format!("{text}: {:?}", preview(&read(text).unwrap(), &alerts)))
    .collect();
    expect![[r#"
        team=web: Ok(Preview { hits: [0], all: false })
        team=~.*: Ok(Preview { hits: [0, 1, 2], all: true })
        alertname=~.+: Ok(Preview { hits: [0, 1, 2], all: true })
        team!=web: Ok(Preview { hits: [1, 2], all: false })
        team=x: Ok(Preview { hits: [], all: false })
        team=~"(": Err(Regex("("))"#]]
    .assert_eq(&lines.join("\n"));
    assert!(!preview(&read("a=~.*").unwrap(), &one).unwrap().all);
}

#[test]
fn what_is_wrong() {
    let wrong = |text: &str, times: (i64, i64), comment: &str| {
        let times = (Instant(times.0), Instant(times.1));
        format!(
            "{:?}",
            check(&read(text).unwrap(), times, ("ana", comment), Instant(100))
        )
    };
    assert_eq!(wrong("a=b", (0, 200), "why"), "[]");
    assert_eq!(wrong("a!=b", (0, 200), "why"), "[]");
    assert_eq!(
        wrong("a=\"\",b=~\"|c\"", (0, 200), "why"),
        "[HitsEverything]"
    );
    assert_eq!(wrong("", (0, 200), " "), "[HitsEverything, NoComment]");
    assert_eq!(
        wrong("a=~.*", (200, 200), "why"),
        "[HitsEverything, EndsBeforeStart]"
    );
    assert_eq!(wrong("a=~\"(\"", (0, 100), "why"), "[Regex, EndsInPast]");
}

#[test]
fn lengths() {
    let hours: Vec<i64> = LONGER.iter().map(|one| one.0 / 3_600_000).collect();
    assert_eq!(hours, [1, 4, 24]);
    assert_eq!(longer(Instant(500), Millis(10), Instant(100)), Instant(510));
    assert_eq!(longer(Instant(50), Millis(10), Instant(100)), Instant(110));
    assert!(ends_soon(&silence("a=b", 150), Millis(50), Instant(100)));
    assert!(!ends_soon(&silence("a=b", 151), Millis(50), Instant(100)));
}
