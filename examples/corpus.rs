//! How much of a folder of dashboards does the page show?
//!
//! `cargo run --example corpus -- DIR` opens every `*.json` of a folder as the page would: reads it, gives its variables
//! choices, repeats what repeats, and asks every panel for its questions. It prints what each file does not get, panel by
//! panel, and what of its looks is drawn in the page's own way, and ends with `N dashboards, N panels, N whole, N with
//! problems, N placeholders`. A question that is no PromQL is a problem, and so is a panel of the file that the page does
//! not have. Questions of other sources are not judged.

use atalaya::config::preference::Language;
use atalaya::dashboard::model::Dashboard;
use atalaya::dashboard::model::Panel;
use atalaya::dashboard::problem::Problem;
use atalaya::dashboard::query;
use atalaya::dashboard::query::PanelQuery;
use atalaya::dashboard::read::read;
use atalaya::dashboard::repeat::expand;
use atalaya::dashboard::report::Entry;
use atalaya::dashboard::report::Report;
use atalaya::dashboard::report::State;
use atalaya::dashboard::report::report;
use atalaya::dashboard::variable::Choice;
use atalaya::dashboard::variable::Values;
use atalaya::dashboard::variable::own_choices;
use atalaya::dashboard::variable::settle;
use atalaya::dashboard::view::About;
use atalaya::dashboard::view::SourceInfo;
use atalaya::dashboard::view::View;
use atalaya::time::Instant;
use atalaya::time::Range;
use atalaya::time::span::TimeSpan;
use atalaya::time::zone::Zone;
use serde_json::Value;
use std::collections::BTreeMap;
use std::path::Path;
use std::path::PathBuf;
use std::process::ExitCode;

/// 2026-11-20T10:00:00Z, the end of the range that everything is asked for.
const NOW: Instant = Instant(1_795_168_800_000);

/// Six hours.
const LENGTH: i64 = 6 * 3_600_000;

/// Width of every panel.
const WIDTH: u32 = 600;

/// What a server would answer to every variable; each is good as a name of a metric too.
const CHOICES: [&str; 2] = ["one", "two"];

/// What came of all files.
#[derive(Default)]
struct Sum {
    dashboards: usize,
    panels: usize,
    whole: usize,
    problems: usize,
    placeholders: usize,
    /// Files that are no dashboards, panels that are lost.
    broken: usize,
}

fn main() -> ExitCode {
    let Some(folder) = std::env::args().nth(1) else {
        eprintln!("usage: cargo run --example corpus -- DIR");
        return ExitCode::FAILURE;
    };
    let files = match files(Path::new(&folder)) {
        Ok(files) => files,
        Err(error) => {
            eprintln!("corpus: {folder}: {error}");
            return ExitCode::FAILURE;
        }
    };
    let mut sum = Sum::default();
    for path in files {
        one(&path, &mut sum);
    }
    println!(
        "{} dashboards, {} panels, {} whole, {} with problems, {} placeholders",
        sum.dashboards, sum.panels, sum.whole, sum.problems, sum.placeholders
    );
    if sum.broken == 0 {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    }
}

fn files(folder: &Path) -> std::io::Result<Vec<PathBuf>> {
    let mut files = Vec::new();
    for entry in std::fs::read_dir(folder)? {
        let path = entry?.path();
        if path
            .extension()
            .is_some_and(|extension| extension == "json")
        {
            files.push(path);
        }
    }
    files.sort();
    Ok(files)
}

fn one(path: &Path, sum: &mut Sum) {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    sum.dashboards += 1;
    let text = match std::fs::read_to_string(path) {
        Ok(text) => text,
        Err(error) => {
            println!("{name}: {error}");
            sum.broken += 1;
            return;
        }
    };
    let dashboard = match read(&text) {
        Ok(dashboard) => dashboard,
        Err(error) => {
            println!("{name}: no dashboard: {error:?}");
            sum.broken += 1;
            return;
        }
    };
    let report = with_view(&dashboard, |view| judged(&dashboard, view));
    let count = |state: State| {
        report
            .panels
            .iter()
            .filter(|one| one.state == state)
            .count()
    };
    let (whole, problems) = (count(State::Whole), count(State::Problems));
    let placeholders = count(State::Placeholder);
    println!(
        "{name}: {} panels, {} drawn, {placeholders} placeholder{}",
        report.panels.len(),
        whole + problems,
        by_kind(&report)
    );
    for problem in &report.problems {
        println!("    {}", said(problem));
    }
    for panel in &report.panels {
        let problems = panel.problems.iter().map(said);
        let looks = panel.own_way.iter().map(|what| format!("own way: {what}"));
        for line in problems.chain(looks) {
            println!("    {} {} {:?}: {line}", panel.kind, panel.id, panel.title);
        }
    }
    let (there, copies) = counted(&text);
    if copies > 0 {
        println!("    {copies} stored copies of repeated panels are made anew");
    }
    if there != report.panels.len() {
        println!(
            "    the file has {there} panels: {} are lost",
            there - report.panels.len()
        );
        sum.broken += 1;
    }
    sum.panels += report.panels.len();
    sum.whole += whole;
    sum.problems += problems;
    sum.placeholders += placeholders;
}

/// The import report, and what it cannot know: copies of repeated panels, and whether questions are PromQL.
fn judged(dashboard: &Dashboard, view: &View<'_>) -> Report {
    let mut report = report(dashboard, Some(view));
    let expanded = expand(dashboard, view.values);
    for panel in expanded.panels() {
        let of = panel.copy.as_ref().map_or(panel.id, |copy| copy.of);
        let Some(entry) = report.panels.iter_mut().find(|entry| entry.id == of) else {
            continue;
        };
        for problem in asked(panel, view) {
            note(entry, problem);
        }
    }
    report
}

fn note(entry: &mut Entry, problem: Problem) {
    if !entry.problems.contains(&problem) {
        entry.problems.push(problem);
    }
    if entry.state == State::Whole {
        entry.state = State::Problems;
    }
}

fn asked(panel: &Panel, view: &View<'_>) -> Vec<Problem> {
    let questions = query::every(panel, view, WIDTH);
    let of_prometheus = |one: &&PanelQuery| one.query.source == "prometheus";
    let wrong = questions.queries.iter().filter(of_prometheus);
    let wrong = wrong.filter_map(|one| {
        let error = promql_parser::parser::parse(&one.expr).err()?;
        Some(Problem::UnsupportedOption {
            what: format!("query {}: {error}: {}", one.ref_id, one.expr),
        })
    });
    let wrong: Vec<Problem> = wrong.collect();
    questions.problems.into_iter().chain(wrong).collect()
}

/// Panels of a file as anyone would count them, rows not; and how many more are stored copies.
fn counted(text: &str) -> (usize, usize) {
    fn walk(panels: Option<&Value>, found: &mut (usize, usize)) {
        for panel in panels.and_then(Value::as_array).into_iter().flatten() {
            let has = |key: &str| panel.get(key).is_some_and(|value| !value.is_null());
            let copy = has("repeatPanelId")
                || has("repeatedByRow")
                || has("repeatIteration") && !has("repeat");
            if copy {
                found.1 += 1;
            } else if panel.get("type").and_then(Value::as_str) == Some("row") {
                walk(panel.get("panels"), found);
            } else {
                found.0 += 1;
            }
        }
    }
    let Ok(file) = serde_json::from_str::<Value>(text) else {
        return (0, 0);
    };
    let has_panels = |value: &Value| value.get("panels").is_some() || value.get("rows").is_some();
    let mut inner = ["dashboard", "spec"]
        .iter()
        .filter_map(|key| file.get(*key));
    let file = Some(&file)
        .filter(|file| has_panels(file))
        .or(inner.next_back());
    let mut found = (0, 0);
    walk(file.and_then(|file| file.get("panels")), &mut found);
    let rows = file.and_then(|file| file.get("rows")?.as_array());
    for row in rows.into_iter().flatten() {
        walk(row.get("panels"), &mut found);
    }
    found
}

fn with_view<T>(dashboard: &Dashboard, look: impl Fn(&View<'_>) -> T) -> T {
    let sources = ["prometheus", "loki"].map(|kind| SourceInfo {
        id: kind.to_owned(),
        kind: kind.to_owned(),
        scrape_interval: String::new(),
    });
    let mut values = Values::default();
    for variable in &dashboard.variables {
        let served = || CHOICES.map(|one| Choice::plain(one.to_owned())).to_vec();
        let choices = own_choices(variable, &sources).unwrap_or_else(served);
        values.set(&variable.name, settle(variable, None, &choices), choices);
    }
    let span = TimeSpan::new("now-6h", "now");
    look(&View {
        about: About::of(dashboard),
        variables: &dashboard.variables,
        values: &values,
        span: &span,
        range: Range {
            from: Instant(NOW.0 - LENGTH),
            to: NOW,
        },
        zone: &Zone::utc(),
        now: NOW,
        sources: &sources,
    })
}

/// `; 3 × an option, 1 × a source`.
fn by_kind(report: &Report) -> String {
    let mut kinds: BTreeMap<&str, usize> = BTreeMap::new();
    let all = report.panels.iter().flat_map(|panel| &panel.problems);
    for problem in all.chain(&report.problems) {
        *kinds.entry(kind(problem)).or_default() += 1;
    }
    let kinds: Vec<String> = kinds
        .iter()
        .map(|(kind, count)| format!("{count} × {kind}"))
        .collect();
    if kinds.is_empty() {
        return String::new();
    }
    format!("; {}", kinds.join(", "))
}

fn kind(problem: &Problem) -> &'static str {
    match problem {
        Problem::UnknownVariable { .. } => "unknown variable",
        Problem::UnsupportedPanel(_) => "panel type",
        Problem::UnsupportedOption { .. } => "option",
        Problem::BadProperty { .. } => "wrong shape",
        Problem::UnsupportedVariable { .. } => "variable type",
        Problem::CircularVariables { .. } => "circular variables",
        Problem::NoSource { .. } => "no source",
        Problem::BadInterval { .. } => "bad interval",
        Problem::BadTime { .. } => "bad time",
        Problem::LibraryPanel { .. } => "library panel",
        Problem::NoSuchPanel { .. } => "no such panel",
        Problem::TooManyCopies { .. } => "too many copies",
        Problem::TooManyPanels { .. } => "too many panels",
        Problem::UnsafeLink { .. } => "unsafe link",
        Problem::NewModel => "newer model",
    }
}

/// A problem in the page's own words.
fn said(problem: &Problem) -> String {
    Language::English.words().about(problem).title
}
