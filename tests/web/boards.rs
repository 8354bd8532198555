//! The shipped dashboards over real servers: every question of every panel has an answer. No Loki runs here, so what is
//! asked of it is looked at as text.

use crate::site;
use crate::stack;
use crate::stack::Stack;
use atalaya::dashboard::model::Dashboard;
use atalaya::dashboard::model::Panel;
use atalaya::dashboard::query::queries;
use atalaya::dashboard::read::read;
use atalaya::dashboard::variable::Kind;
use atalaya::dashboard::variable::Values;
use atalaya::dashboard::variable::own_choices;
use atalaya::dashboard::variable::settle;
use atalaya::dashboard::variable_query::Need;
use atalaya::dashboard::variable_query::choices;
use atalaya::dashboard::variable_query::need;
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
use std::process::Command;
use std::time::SystemTime;
use std::time::UNIX_EPOCH;

/// What the dashboards show when they are opened; the stack has more history.
const RANGE: (&str, i64) = ("now-6h", 6 * 3_600_000);

/// A panel of this many pixels.
const WIDTH_PX: u32 = 800;

#[test]
fn every_question_of_every_dashboard_is_answered() {
    let (stack, _turn) = stack::shared();
    let mut unanswered = Vec::new();
    let mut asked = 0;
    for dashboard in dashboards() {
        let desk = Desk::new(stack, &dashboard);
        for panel in dashboard.panels().filter(|panel| !asks_loki(panel)) {
            let place = format!("{}, {}", dashboard.title, panel.title);
            let questions = queries(panel, &desk.view(), WIDTH_PX);
            assert_eq!(questions.problems, [], "{place}");
            for query in questions.queries {
                asked += 1;
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
    println!("{asked} questions");
    assert!(asked > 200, "only {asked} questions");
    assert_eq!(unanswered, Vec::<String>::new());
}

#[test]
fn what_is_asked_of_loki_has_the_shape_of_logql() {
    let mut asked = 0;
    for dashboard in dashboards() {
        for panel in dashboard.panels().filter(|panel| asks_loki(panel)) {
            for target in &panel.targets {
                asked += 1;
                let place = format!("{}, {}: {}", dashboard.title, panel.title, target.expr);
                if let Err(why) = logql(&target.expr, &dashboard) {
                    panic!("{place}: {why}");
                }
                let lines = panel_type(&dashboard, panel) == "logs";
                assert_eq!(lines, target.expr.starts_with('{'), "{place}");
            }
        }
    }
    assert!(asked > 5, "only {asked} questions");
}

/// Which questions have an answer does not depend on how it is drawn: panels of every type are read as charts, so that those
/// whose drawing is not built are asked too.
fn dashboards() -> Vec<Dashboard> {
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

/// The type of a panel in its file.
fn panel_type(dashboard: &Dashboard, panel: &Panel) -> String {
    fn find(of: &Value, id: u32) -> Option<&str> {
        let panels = of["panels"].as_array()?.iter();
        panels
            .filter_map(|panel| match panel["id"] == id {
                true => panel["type"].as_str(),
                false => find(panel, id),
            })
            .next()
    }
    let file = site::root().join(format!("public/dashboards/{}.json", dashboard.uid));
    let file: Value = serde_json::from_str(&std::fs::read_to_string(file).unwrap()).unwrap();
    find(&file, panel.id).unwrap().to_owned()
}

fn asks_loki(panel: &Panel) -> bool {
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

/// A dashboard as it is opened: every variable has what it is saved with.
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
                let Need::Ask(query) = need(variable, &desk.view()) else {
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

    fn view(&self) -> View<'_> {
        View {
            variables: &self.dashboard.variables,
            values: &self.values,
            span: &self.span,
            range: Range {
                from: Instant(self.now.0 - RANGE.1),
                to: self.now,
            },
            zone: &self.zone,
            now: self.now,
            sources: &self.sources,
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

/// Whether a text can be LogQL: a selector that chooses something, brackets and quotes that close, a range wherever a
/// function counts, and no variable that the dashboard does not have.
fn logql(expr: &str, dashboard: &Dashboard) -> Result<(), String> {
    let bare = without_strings(expr)?;
    let mut open = Vec::new();
    for sign in bare.chars() {
        match sign {
            '(' | '{' | '[' => open.push(sign),
            ')' | '}' | ']' => {
                let pair = (open.pop(), sign);
                if ![(Some('('), ')'), (Some('{'), '}'), (Some('['), ']')].contains(&pair) {
                    return Err(format!("{sign} closes nothing"));
                }
            }
            _ => {}
        }
    }
    if !open.is_empty() {
        return Err(format!("{open:?} is not closed"));
    }
    let selectors = bare.matches('{').count();
    let matchers = bare.matches("=\"\"").count() + bare.matches("=~\"\"").count();
    if selectors == 0 || matchers < selectors {
        return Err("a selector that chooses nothing".to_owned());
    }
    let counts = bare.matches("_over_time(").count() + bare.matches("rate(").count();
    if counts != bare.matches("[$__").count() {
        return Err("a function without its range".to_owned());
    }
    for after in expr.split('$').skip(1) {
        let name: String = after
            .chars()
            .take_while(|sign| sign.is_ascii_alphanumeric() || *sign == '_')
            .collect();
        let known = ["__interval", "__range", "__auto"].contains(&name.as_str());
        if !known && dashboard.variable(&name).is_none() {
            return Err(format!("no variable {name}"));
        }
    }
    Ok(())
}

/// The text with nothing in its strings, which all end up as `""`.
fn without_strings(expr: &str) -> Result<String, String> {
    let mut bare = String::new();
    let mut quote = None;
    let mut escaped = false;
    for sign in expr.chars() {
        match quote {
            None if sign == '"' || sign == '`' => {
                quote = Some(sign);
                bare.push_str("\"\"");
            }
            None => bare.push(sign),
            Some(_) if escaped => escaped = false,
            Some('"') if sign == '\\' => escaped = true,
            Some(open) if sign == open => quote = None,
            Some(_) => {}
        }
    }
    match quote {
        None => Ok(bare),
        Some(open) => Err(format!("{open} is not closed")),
    }
}
