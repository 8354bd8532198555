//! The import report: what a dashboard asks and does not get, panel by panel.

use crate::dashboard::model::Dashboard;
use crate::dashboard::model::Panel;
use crate::dashboard::problem::Problem;
use crate::dashboard::query;
use crate::dashboard::view::View;
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
        problems: dashboard.problems.clone(),
        panels: dashboard.panels().map(|panel| entry(panel, view)).collect(),
    }
}

fn entry(panel: &Panel, view: Option<&View<'_>>) -> Entry {
    let mut problems = panel.problems.clone();
    if let Some(view) = view {
        for problem in query::queries(panel, view, WIDTH).problems {
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
    }
}

/// The questions' problems are the same at any width.
const WIDTH: u32 = 600;
