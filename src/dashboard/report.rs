//! The import report: what a dashboard asks and does not get, panel by panel.

use crate::dashboard::link;
use crate::dashboard::model::Dashboard;
use crate::dashboard::model::Panel;
use crate::dashboard::problem::Problem;
use crate::dashboard::query;
use crate::dashboard::unread::unread;
use crate::dashboard::view::View;
use crate::frame::transform::Transformation;
use crate::panel;

/// What a dashboard does not get.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Report {
    /// What is wrong with the file as a whole.
    pub problems: Vec<Problem>,
    /// Its panels from the top.
    pub panels: Vec<Entry>,
}

/// What one panel does not get.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// Its id.
    pub id: u32,
    /// Its title, variables as written.
    pub title: String,
    /// Its type.
    pub kind: String,
    /// How much of it is there.
    pub state: State,
    /// What is not honoured.
    pub problems: Vec<Problem>,
    /// What is drawn in the page's own way, as the file has it.
    pub own_way: Vec<String>,
}

/// How much of a panel is there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// All of it.
    Whole,
    /// It is drawn, but not all it asks for.
    Problems,
    /// Its type is not drawn: a frame with a name stands in its place.
    Placeholder,
}

/// The report of a dashboard as it stands; with a view also what its questions lack.
#[must_use]
pub fn report(dashboard: &Dashboard, view: Option<&View<'_>>) -> Report {
    Report {
        problems: of_file(dashboard, view),
        panels: dashboard.panels().map(|panel| entry(panel, view)).collect(),
    }
}

/// What is wrong with the file as a whole; with a view also where its links lead.
#[must_use]
pub fn of_file(dashboard: &Dashboard, view: Option<&View<'_>>) -> Vec<Problem> {
    let mut problems = dashboard.problems.clone();
    let astray = view.map(|view| link::refused_of(&dashboard.links, view));
    problems.extend(unsafe_links(astray));
    problems
}

/// The links of a panel that are not followed.
#[must_use]
pub fn of_links(panel: &Panel, view: &View<'_>) -> Vec<Problem> {
    unsafe_links(Some(link::refused(panel, view)))
}

fn unsafe_links(urls: Option<Vec<String>>) -> Vec<Problem> {
    let mut problems = Vec::new();
    for url in urls.into_iter().flatten() {
        let problem = Problem::UnsafeLink { url };
        if !problems.contains(&problem) {
            problems.push(problem);
        }
    }
    problems
}

fn entry(panel: &Panel, view: Option<&View<'_>>) -> Entry {
    let mut problems = panel.problems.clone();
    let (_, faults) = Transformation::read_all(&panel.spec.transformations);
    problems.extend(faults.into_iter().map(Problem::from));
    if let Some(view) = view {
        let asked = query::queries(panel, view, WIDTH).problems;
        for problem in asked.into_iter().chain(of_links(panel, view)) {
            if !problems.contains(&problem) {
                problems.push(problem);
            }
        }
    }
    let state = if !panel::is_drawn(&panel.spec.kind) {
        State::Placeholder
    } else if problems.is_empty() {
        State::Whole
    } else {
        State::Problems
    };
    Entry {
        id: panel.id,
        title: panel.title.clone(),
        kind: panel.spec.kind.name().to_owned(),
        state,
        problems,
        own_way: unread(panel),
    }
}

/// The questions' problems are the same at any width.
const WIDTH: u32 = 600;
