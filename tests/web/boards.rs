//! The shipped dashboards over real servers: every question of every panel has an answer, whatever is chosen.

use crate::site;
use crate::stack;
use crate::stack::Stack;
use atalaya::dashboard::model::Dashboard;
use atalaya::dashboard::model::Panel;
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
use atalaya::source::Found;
use atalaya::source::Method;
use atalaya::source::Reply;
use atalaya::source::prometheus::decode;
use atalaya::source::prometheus::request;
use atalaya::time::Instant;
use atalaya::time::Range;
use atalaya::time::span::TimeSpan;
use atalaya::time::zone::Zone;
use serde_json::Value;
use std::collections::BTreeSet;
use std::process::Command;
use std::time::SystemTime;
use std::time::UNIX_EPOCH;

/// What the dashboards show when they are opened; the stack has more history.
const RANGE: (&str, i64) = ("now-6h", 6 * HOUR);

/// What could be chosen so long ago is chosen: an exporter that was started with the tests has no two samples yet.
const HOUR: i64 = 3_600_000;

/// A panel of this many pixels.
const WIDTH_PX: u32 = 800;

#[test]
fn every_question_of_every_dashboard_is_answered() {
    let (stack, _turn) = stack::shared();
    let mut unanswered = Vec::new();
    let mut asked = BTreeSet::new();
    for dashboard in dashboards() {
        let mut desk = Desk::new(stack, &dashboard);
        for values in desk.choices() {
            desk.values = values;
            for panel in dashboard.panels().filter(|panel| !asks_loki(panel)) {
                let place = format!("{}, {}", dashboard.title, panel.title);
                let questions = queries(panel, &desk.view(), WIDTH_PX);
                assert_eq!(questions.problems, [], "{place}");
                for query in questions.queries {
                    if !asked.insert((query.expr.clone(), query.ref_id.clone())) {
                        continue;
                    }
                    match ask(stack, &query.query.ask) {
                        Ok(answer) if has_values(&answer) => {}
                        Ok(_) => unanswered.push(format!(
                            "{place}, {}: nothing in {}",
                            query.ref_id, query.expr
                        )),
                        Err(why) => unanswered.push(format!("{place}, {}: {why}", query.ref_id)),
                    }
                }
            }
        }
    }
    assert!(asked.len() > 500, "only {} questions", asked.len());
    assert_eq!(unanswered, Vec::<String>::new());
}

/// Which questions have an answer does not depend on how it is drawn: panels of every type are read as charts, so that those
/// whose drawing is not built are asked too.
pub(crate) fn dashboards() -> Vec<Dashboard> {
    let folder = site::root().join("public/dashboards");
    let text = |name: &str| std::fs::read_to_string(folder.join(name)).unwrap();
    let index: Value = serde_json::from_str(&text("index.json")).unwrap();
    let files = index.as_array().unwrap().iter();
    let all: Vec<Dashboard> = files
        .map(|listed| {
            let mut file = serde_json::from_str(&text(listed["file"].as_str().unwrap())).unwrap();
            as_charts(&mut file);
            read(&file.to_string()).unwrap()
        })
        .collect();
    assert_eq!(all.len(), 10);
    all
}

fn as_charts(of: &mut Value) {
    let panels = of.get_mut("panels").and_then(Value::as_array_mut);
    for panel in panels.into_iter().flatten() {
        as_charts(panel);
        if !["row", "text"].contains(&panel["type"].as_str().unwrap()) {
            panel["type"] = "timeseries".into();
        }
    }
}

pub(crate) fn asks_loki(panel: &Panel) -> bool {
    panel.source.kind == "loki"
}

fn has_values(answer: &Answer) -> bool {
    match &answer.found {
        Found::Matrix(matrix) => matrix
            .series
            .iter()
            .any(|series| series.values.iter().any(|value| value.is_finite())),
        Found::Vector(samples) => samples.iter().any(|sample| sample.value.is_finite()),
        other => panic!("{other:?}"),
    }
}

/// A dashboard on a reader's desk: every variable has what the file was saved with, until another is chosen.
struct Desk<'a> {
    dashboard: &'a Dashboard,
    values: Values,
    span: TimeSpan,
    zone: Zone,
    now: Instant,
    sources: [SourceInfo; 1],
}

impl<'a> Desk<'a> {
    fn new(stack: &Stack, dashboard: &'a Dashboard) -> Self {
        let now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap();
        let mut desk = Self {
            dashboard,
            values: Values::default(),
            span: TimeSpan::new(RANGE.0, "now"),
            zone: Zone::utc(),
            now: Instant(i64::try_from(now.as_millis()).unwrap()),
            sources: [SourceInfo {
                id: "prometheus".to_owned(),
                kind: "prometheus".to_owned(),
                scrape_interval: "15s".to_owned(),
            }],
        };
        for variable in &dashboard.variables {
            let place = format!("{}, variable {}", dashboard.title, variable.name);
            let choices = own_choices(variable, &desk.sources).unwrap_or_else(|| {
                let before = Instant(desk.now.0 - HOUR);
                let Need::Ask(query) = need(variable, &desk.view_at(before)) else {
                    panic!("{place} asks nothing")
                };
                choices(variable, &ask(stack, &query.ask).unwrap())
            });
            let of_loki = matches!(&variable.kind, Kind::DataSource { kind } if kind == "loki");
            let free = matches!(variable.kind, Kind::TextBox(_));
            assert!(
                of_loki || free || !choices.is_empty(),
                "nothing can be chosen of {place}"
            );
            let chosen = settle(variable, None, &choices);
            desk.values.set(&variable.name, chosen, choices);
        }
        desk
    }

    /// As it is opened, and then every choice that a server gave, one at a time.
    fn choices(&self) -> Vec<Values> {
        let mut all = vec![self.values.clone()];
        for variable in &self.dashboard.variables {
            if !matches!(variable.kind, Kind::Query { .. }) {
                continue;
            }
            let choices = self.values.choices(&variable.name).to_vec();
            for choice in &choices {
                let mut values = self.values.clone();
                let chosen = Chosen::These(vec![choice.clone()]);
                values.set(&variable.name, chosen, choices.clone());
                all.push(values);
            }
        }
        all
    }

    fn view(&self) -> View<'_> {
        self.view_at(self.now)
    }

    fn view_at(&self, to: Instant) -> View<'_> {
        View {
            variables: &self.dashboard.variables,
            values: &self.values,
            span: &self.span,
            range: Range {
                from: Instant(to.0 - RANGE.1),
                to,
            },
            zone: &self.zone,
            now: self.now,
            sources: &self.sources,
            about: About::of(self.dashboard),
        }
    }
}

/// The answer of the stack's Prometheus, or why there is none.
fn ask(stack: &Stack, ask: &Ask) -> Result<Answer, String> {
    let request = request(ask);
    let form = form_urlencoded::Serializer::new(String::new())
        .extend_pairs(&request.form)
        .finish();
    let mut curl = Command::new("curl");
    curl.arg("--silent");
    let address = stack.prometheus(&format!("/{}", request.path));
    match request.method {
        Method::Get => curl.arg(format!("{address}?{form}")),
        Method::Post => curl.args(["--data", &form, &address]),
    };
    let body = site::run(&mut curl).into_bytes();
    let reply = Reply {
        status: 200,
        content_type: "application/json".to_owned(),
        body,
    };
    decode(ask, &reply).map_err(|failure| format!("{failure:?}"))
}
