//! Records what the demo source replays: `record http://127.0.0.1:9090 public/demo/prometheus.json`.
//!
//! Asks a Prometheus what the shipped dashboards ask, over the last day at one step, with every variable at *All*, then once
//! for each single value where the answer does not follow from that. Whatever cannot be asked or is not answered ends the
//! program with its reason: half a recording is none. It writes no query of its own.
#![forbid(unsafe_code)]

use std::collections::BTreeMap;
use std::io::Read;
use std::io::Write;
use std::net::TcpStream;
use std::process::ExitCode;
use std::time::SystemTime;
use std::time::UNIX_EPOCH;

use atalaya::config::SCRAPE_INTERVAL;
use atalaya::config::pages::Pages;
use atalaya::config::pages::Service;
use atalaya::dashboard::model::Dashboard;
use atalaya::dashboard::model::Panel;
use atalaya::dashboard::problem::Problem;
use atalaya::dashboard::query::queries;
use atalaya::dashboard::read::read;
use atalaya::dashboard::variable::Choice;
use atalaya::dashboard::variable::Chosen;
use atalaya::dashboard::variable::Values;
use atalaya::dashboard::variable::Variable;
use atalaya::dashboard::variable::own_choices;
use atalaya::dashboard::variable::settle;
use atalaya::dashboard::variable_query::Need;
use atalaya::dashboard::variable_query::choices;
use atalaya::dashboard::variable_query::need;
use atalaya::dashboard::view::About;
use atalaya::dashboard::view::SourceInfo;
use atalaya::dashboard::view::View;
use atalaya::health::ask;
use atalaya::health::service;
use atalaya::overview::budget;
use atalaya::overview::figure;
use atalaya::source::Answer;
use atalaya::source::Ask;
use atalaya::source::Method;
use atalaya::source::Reply;
use atalaya::source::demo::Recording;
use atalaya::source::demo::answer;
use atalaya::source::demo::checks;
use atalaya::source::prometheus::decode;
use atalaya::source::prometheus::request;
use atalaya::time::Grid;
use atalaya::time::Instant;
use atalaya::time::Millis;
use atalaya::time::Range;
use atalaya::time::span::TimeSpan;
use atalaya::time::zone::Zone;
use serde::Deserialize;

/// Two minutes: what a panel of a third of the screen shows of six hours. A day of it, so that the demo has a whole rhythm.
const STEP: Millis = Millis(120_000);
const STEPS: usize = 24 * 30;

/// A panel of this many pixels asks a day at [`STEP`].
const WIDTH_PX: u32 = 720;

/// What the page asks besides its panels.
const QUESTIONS: [Ask; 4] = [Ask::BuildInfo, Ask::Rules, Ask::Alerts, Ask::Targets];

fn main() -> ExitCode {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let [server, file] = words.as_slice() else {
        eprintln!("usage: record http://HOST:PORT FILE.json");
        return ExitCode::FAILURE;
    };
    match record(server).and_then(|text| {
        std::fs::write(file, &text).map_err(|error| format!("{file}: {error}"))?;
        Ok(text.len())
    }) {
        Ok(bytes) => {
            println!("{file}: {bytes} bytes");
            ExitCode::SUCCESS
        }
        Err(message) => {
            eprintln!("record: {message}");
            ExitCode::FAILURE
        }
    }
}

/// The recording as the text of its file.
fn record(server: &str) -> Result<String, String> {
    let now = SystemTime::now()
        .duration_since(UNIX_EPOCH)
        .map_err(|error| error.to_string())?;
    let now = Instant(i64::try_from(now.as_millis()).map_err(|error| error.to_string())?);
    // The last step is over: a step that is still going on would be remembered half.
    let end = now.0.div_euclid(STEP.0) * STEP.0;
    let grid = Grid {
        start: Instant(end),
        step: STEP,
        count: STEPS,
    };
    let grid = Grid {
        start: Instant(end - grid.at(STEPS).0 + grid.start.0),
        ..grid
    };

    let dashboards = shipped()?;
    let desk = Desk {
        server,
        grid,
        now,
        sources: [prometheus_source()],
        zone: Zone::utc(),
    };

    let mut settled = Vec::new();
    let mut replies = Vec::new();
    let mut free = BTreeMap::new();
    for dashboard in &dashboards {
        settled.push(desk.settle(dashboard, &mut free, &mut replies)?);
    }
    let budgets = budget::ask(desk.now);
    let days = Ask::Range {
        expr: checks::DAYS.to_owned(),
        grid: checks::days(grid.end()),
    };
    for ask in QUESTIONS.into_iter().chain([budgets]) {
        let body = desk.ask(&ask)?.1;
        replies.push((ask, body));
    }
    replies.push((checks::share_of_days(), desk.ask(&days)?.1));
    let mut recording = Recording::new(grid, free);
    for (ask, body) in replies {
        if !recording.add_reply(&ask, &body) {
            return Err(format!(
                "{ask:?} is not answered by what the server replied"
            ));
        }
    }
    desk.own_pages(&mut recording)?;
    for (dashboard, values) in dashboards.iter().zip(&settled) {
        desk.panels(dashboard, values, &mut recording)?;
        for single in singles(dashboard, values) {
            desk.panels(dashboard, &single, &mut recording)?;
        }
    }
    recording.to_json().map_err(|error| error.to_string())
}

/// A line of the index of dashboards.
#[derive(Deserialize)]
struct Listed {
    file: String,
}

/// The dashboards that the index names.
fn shipped() -> Result<Vec<Dashboard>, String> {
    let text = |name: &str| {
        let path = format!("public/dashboards/{name}");
        std::fs::read_to_string(&path).map_err(|error| format!("{path}: {error}"))
    };
    let index: Vec<Listed> = serde_json::from_str(&text("index.json")?)
        .map_err(|error| format!("index.json: {error}"))?;
    let one = |Listed { file }| read(&text(&file)?).map_err(|error| format!("{file}: {error:?}"));
    index.into_iter().map(one).collect()
}

/// Every way to choose one value of one variable that takes several, the others left as they are.
fn singles(dashboard: &Dashboard, values: &Values) -> Vec<Values> {
    let several = dashboard.variables.iter().filter(|variable| variable.multi);
    several
        .flat_map(|variable| {
            let choices = values.choices(&variable.name).to_vec();
            choices.clone().into_iter().map(move |choice| {
                let mut single = values.clone();
                single.set(&variable.name, Chosen::These(vec![choice]), choices.clone());
                single
            })
        })
        .collect()
}

fn prometheus_source() -> SourceInfo {
    SourceInfo {
        id: "prometheus".to_owned(),
        kind: "prometheus".to_owned(),
        scrape_interval: "15s".to_owned(),
    }
}

/// Who asks: the server, the stretch of time, and what a view needs besides.
struct Desk<'a> {
    server: &'a str,
    grid: Grid,
    now: Instant,
    sources: [SourceInfo; 1],
    zone: Zone,
}

impl Desk<'_> {
    /// Values of all variables, *All* where that can be chosen; notes labels that variables choose, and the replies.
    fn settle(
        &self,
        dashboard: &Dashboard,
        free: &mut BTreeMap<String, Vec<String>>,
        replies: &mut Vec<(Ask, String)>,
    ) -> Result<Values, String> {
        let mut values = Values::default();
        for variable in &dashboard.variables {
            let choices = match own_choices(variable, &self.sources) {
                Some(choices) => choices,
                None => self.ask_choices(dashboard, variable, &values, free, replies)?,
            };
            values.set(&variable.name, settle(variable, None, &choices), choices);
        }
        Ok(values)
    }

    fn ask_choices(
        &self,
        dashboard: &Dashboard,
        variable: &Variable,
        values: &Values,
        free: &mut BTreeMap<String, Vec<String>>,
        replies: &mut Vec<(Ask, String)>,
    ) -> Result<Vec<Choice>, String> {
        let span = TimeSpan::absolute(self.range());
        let Need::Ask(query) = need(variable, &self.view(dashboard, values, &span)) else {
            return Err(format!(
                "variable {} asks nothing that can be recorded",
                variable.name
            ));
        };
        let (answer, body) = self.ask(&query.ask)?;
        let choices = choices(variable, &answer);
        if let Ask::LabelValues { label, .. } = &query.ask {
            // Several dashboards may choose by one label, each among its own values.
            let known = free.entry(label.clone()).or_default();
            for choice in &choices {
                if !known.contains(&choice.value) {
                    known.push(choice.value.clone());
                }
            }
        }
        replies.push((query.ask, body));
        Ok(choices)
    }

    /// Records what the panels ask under these values, unless it follows from what is recorded already.
    fn panels(
        &self,
        dashboard: &Dashboard,
        values: &Values,
        recording: &mut Recording,
    ) -> Result<(), String> {
        let span = TimeSpan::absolute(self.range());
        let view = self.view(dashboard, values, &span);
        for panel in dashboard.panels() {
            let questions = queries(panel, &view, WIDTH_PX);
            // A recording is of one Prometheus: what is asked of a Loki is not in it.
            let loki = Problem::NoSource {
                wanted: "loki".to_owned(),
            };
            if let Some(problem) = questions.problems.iter().find(|one| **one != loki) {
                return Err(format!("panel {}: {problem:?}", panel.title));
            }
            for query in questions.queries {
                // An instant is answered from the recorded range of the same expression.
                let ask = Ask::Range {
                    expr: query.expr.clone(),
                    grid: self.grid,
                };
                if answer(recording, &ask, self.now).is_ok() {
                    continue;
                }
                let (found, _) = self.ask(&ask)?;
                if !recording.add_range(&query.expr, any_window(panel, &query.ref_id), found) {
                    return Err(format!(
                        "panel {}: the demo cannot hold the answer to {}",
                        panel.title, query.expr
                    ));
                }
            }
        }
        Ok(())
    }

    /// Records what the pages beside dashboards ask: all checks, key figures, what the demo's status page shows.
    fn own_pages(&self, recording: &mut Recording) -> Result<(), String> {
        let pages = Pages::demo();
        let services: Vec<service::Service> =
            pages.services.iter().map(Service::standing).collect();
        let mut wanted = vec![(ask::times_of(&services), false)];
        wanted.extend(pages.tiles.into_iter().map(|tile| (tile.expr, false)));
        let of_figures = figure::ALL.map(|figure| figure.ask(self.range(), SCRAPE_INTERVAL, 0));
        for ask in of_figures.into_iter().chain([ask::now(self.now)]) {
            if let Ask::Range { expr, .. } | Ask::Instant { expr, .. } = ask {
                wanted.push((expr, true));
            }
        }
        for (expr, any_window) in wanted {
            let ask = Ask::Range {
                expr: expr.clone(),
                grid: self.grid,
            };
            if !recording.add_range(&expr, any_window, self.ask(&ask)?.0) {
                return Err(format!("the demo cannot hold the answer to {expr}"));
            }
        }
        Ok(())
    }

    fn ask(&self, ask: &Ask) -> Result<(Answer, String), String> {
        let reply = send(self.server, ask).map_err(|error| format!("{}: {error}", self.server))?;
        let answer = decode(ask, &reply).map_err(|failure| format!("{ask:?}: {failure:?}"))?;
        Ok((answer, String::from_utf8_lossy(&reply.body).into_owned()))
    }

    fn view<'a>(
        &'a self,
        dashboard: &'a Dashboard,
        values: &'a Values,
        span: &'a TimeSpan,
    ) -> View<'a> {
        View {
            about: About::of(dashboard),
            variables: &dashboard.variables,
            values,
            span,
            range: self.range(),
            zone: &self.zone,
            now: self.now,
            sources: &self.sources,
        }
    }

    fn range(&self) -> Range {
        Range {
            from: self.grid.start,
            to: self.grid.end(),
        }
    }
}

/// Whether the windows of a question follow from its step.
fn any_window(panel: &Panel, ref_id: &str) -> bool {
    let ref_id = ref_id.trim_end_matches("-Instant");
    let target = panel.targets.iter().find(|target| target.ref_id == ref_id);
    target.is_some_and(|target| {
        target.expr.contains("__rate_interval") || target.expr.contains("__interval")
    })
}

/// One request as HTTP/1.0: the reply comes in one piece and ends with the connection.
fn send(server: &str, ask: &Ask) -> std::io::Result<Reply> {
    let request = request(ask);
    let form: Vec<String> = request
        .form
        .iter()
        .map(|(name, value)| format!("{}={}", encode(name), encode(value)))
        .collect();
    let form = form.join("&");
    let host = server.trim_start_matches("http://").trim_end_matches('/');
    let head = match request.method {
        Method::Get => format!(
            "GET /{}?{form} HTTP/1.0\r\nHost: {host}\r\n\r\n",
            request.path
        ),
        Method::Post => format!(
            "POST /{} HTTP/1.0\r\nHost: {host}\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: {}\r\n\r\n{form}",
            request.path,
            form.len()
        ),
    };
    let mut stream = TcpStream::connect(host)?;
    stream.write_all(head.as_bytes())?;
    let mut bytes = Vec::new();
    stream.read_to_end(&mut bytes)?;
    let broken = || std::io::Error::other("the reply is not HTTP");
    let end = bytes
        .windows(4)
        .position(|four| four == b"\r\n\r\n")
        .ok_or_else(broken)?;
    let (head, body) = bytes.split_at(end + 4);
    let head = String::from_utf8_lossy(head);
    let status = head
        .split(' ')
        .nth(1)
        .and_then(|code| code.parse().ok())
        .ok_or_else(broken)?;
    Ok(Reply {
        status,
        content_type: "application/json".to_owned(),
        body: body.to_vec(),
    })
}

fn encode(text: &str) -> String {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-._~".contains(&byte);
    text.bytes()
        .map(|byte| {
            if plain(byte) {
                char::from(byte).to_string()
            } else {
                format!("%{byte:02X}")
            }
        })
        .collect()
}
