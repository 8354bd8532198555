use atalaya::dashboard::model::Dashboard;
use atalaya::dashboard::problem::Problem;
use atalaya::dashboard::query::queries;
use atalaya::dashboard::read::read;
use atalaya::dashboard::variable::Chosen;
use atalaya::dashboard::variable::Kind;
use atalaya::dashboard::variable::Values;
use atalaya::dashboard::variable::own_choices;
use atalaya::dashboard::variable::settle;
use atalaya::dashboard::variable_query::Need;
use atalaya::dashboard::variable_query::choices;
use atalaya::dashboard::variable_query::need;
use atalaya::dashboard::view::About;
use atalaya::dashboard::view::SourceInfo;
use atalaya::dashboard::view::View;
use atalaya::source::Answer;
use atalaya::source::Ask;
use atalaya::source::Failure;
use atalaya::source::Found;
use atalaya::source::demo::Recording;
use atalaya::source::demo::answer;
use atalaya::time::Instant;
use atalaya::time::Range;
use atalaya::time::span::TimeSpan;
use atalaya::time::zone::Zone;

const HOUR: i64 = 3_600_000;
/// Years after any recording, at no round time.
const NOW: Instant = Instant(2_000_000_000_123);

#[test]
fn the_shipped_recording_answers_every_question_of_the_shipped_dashboards() {
    let recording = shipped();
    let mut unanswered = Vec::new();
    for dashboard in dashboards() {
        let all = settled(&recording, &dashboard);
        for values in singles(&dashboard, &all).into_iter().chain([all.clone()]) {
            for hours in [1, 6, 24, 7 * 24] {
                for width in [320, 1_000, 1_900] {
                    unanswered.extend(ask_panels(&recording, &dashboard, &values, hours, width));
                }
            }
        }
    }
    unanswered.sort();
    unanswered.dedup();
    assert_eq!(unanswered, Vec::<String>::new());
}

#[test]
fn a_question_nobody_recorded_is_said_to_be_one() {
    let expr = "sum(node_load1{instance=~\"app-1|db-1\"})".to_owned();
    let found = answer(&shipped(), &Ask::Instant { expr, at: NOW }, NOW);
    assert_eq!(found, Err(Failure::NotRecorded));
}

#[test]
fn a_single_choice_is_not_answered_with_the_sum_of_all() {
    let recording = shipped();
    let load = |instance: &str| {
        let expr = format!("sum(node_load1{{instance=~\"{instance}\"}})");
        match answer(&recording, &Ask::Instant { expr, at: NOW }, NOW)
            .unwrap()
            .found
        {
            Found::Vector(samples) => samples[0].value,
            other => panic!("{other:?}"),
        }
    };
    let sum = load("app-1") + load("app-2") + load("db-1");
    assert!(
        (sum - load(".*")).abs() < 0.05,
        "{sum} is not {}",
        load(".*")
    );
}

/// Which questions of a dashboard have no answer, or an empty one.
fn ask_panels(
    recording: &Recording,
    dashboard: &Dashboard,
    values: &Values,
    hours: i64,
    width: u32,
) -> Vec<String> {
    let range = Range {
        from: Instant(NOW.0 - hours * HOUR),
        to: NOW,
    };
    let span = TimeSpan::new(&format!("now-{hours}h"), "now");
    let (sources, zone) = (sources(), Zone::utc());
    let view = View {
        range,
        ..view(dashboard, values, &span, &zone, &sources)
    };
    let mut unanswered = Vec::new();
    for panel in dashboard.panels() {
        let questions = queries(panel, &view, width);
        // The recording is of a Prometheus; what is asked of a Loki is not looked for in it.
        let loki = Problem::NoSource {
            wanted: "loki".to_owned(),
        };
        assert!(questions.problems.iter().all(|one| *one == loki));
        for query in questions.queries {
            match answer(recording, &query.query.ask, NOW) {
                Ok(answer) if has_values(&answer) => {}
                Ok(_) => unanswered.push(format!("{}: nothing in {}", panel.title, query.expr)),
                Err(failure) => {
                    unanswered.push(format!("{}: {failure:?} {}", panel.title, query.expr))
                }
            }
        }
    }
    unanswered
}

fn has_values(answer: &Answer) -> bool {
    match &answer.found {
        Found::Matrix(matrix) => !matrix.series.is_empty(),
        Found::Vector(samples) => !samples.is_empty(),
        other => panic!("{other:?}"),
    }
}

fn settled(recording: &Recording, dashboard: &Dashboard) -> Values {
    let mut values = Values::default();
    let (span, sources, zone) = (TimeSpan::new("now-6h", "now"), sources(), Zone::utc());
    for variable in &dashboard.variables {
        let choices = own_choices(variable, &sources).unwrap_or_else(|| {
            let Need::Ask(query) =
                need(variable, &view(dashboard, &values, &span, &zone, &sources))
            else {
                panic!("{} asks nothing", variable.name)
            };
            choices(variable, &answer(recording, &query.ask, NOW).unwrap())
        });
        let of_loki = matches!(&variable.kind, Kind::DataSource { kind } if kind == "loki");
        assert!(
            of_loki || !choices.is_empty(),
            "nothing can be chosen of {}",
            variable.name
        );
        values.set(&variable.name, settle(variable, None, &choices), choices);
    }
    values
}

fn singles(dashboard: &Dashboard, values: &Values) -> Vec<Values> {
    let mut singles = Vec::new();
    for variable in dashboard.variables.iter().filter(|variable| variable.multi) {
        for choice in values.choices(&variable.name) {
            let mut single = values.clone();
            let choices = values.choices(&variable.name).to_vec();
            single.set(&variable.name, Chosen::These(vec![choice.clone()]), choices);
            singles.push(single);
        }
    }
    singles
}

fn view<'a>(
    dashboard: &'a Dashboard,
    values: &'a Values,
    span: &'a TimeSpan,
    zone: &'a Zone,
    sources: &'a [SourceInfo],
) -> View<'a> {
    let range = Range {
        from: Instant(NOW.0 - 6 * HOUR),
        to: NOW,
    };
    View {
        about: About::of(dashboard),
        variables: &dashboard.variables,
        values,
        span,
        range,
        zone,
        now: NOW,
        sources,
    }
}

fn sources() -> Vec<SourceInfo> {
    vec![SourceInfo {
        id: "prometheus".to_owned(),
        kind: "prometheus".to_owned(),
        scrape_interval: "15s".to_owned(),
    }]
}

fn shipped() -> Recording {
    Recording::parse(include_bytes!("../../public/demo/prometheus.json")).unwrap()
}

fn dashboards() -> Vec<Dashboard> {
    let text = |name: &str| std::fs::read_to_string(format!("public/dashboards/{name}")).unwrap();
    let index: serde_json::Value = serde_json::from_str(&text("index.json")).unwrap();
    let files = index
        .as_array()
        .unwrap()
        .iter()
        .map(|listed| listed["file"].as_str().unwrap());
    files.map(|file| read(&text(file)).unwrap()).collect()
}
