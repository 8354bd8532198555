//! Every word the page shows, in English and Spanish, grouped by where it is read.
//!
//! One file per area: a struct whose fields are texts, or functions where a sentence holds values, and one constant per
//! language. A missing translation does not compile. An area is added by its file and one line in each block below.
//!
//! How they are written: what failed, where, what to do; then details. Active and present; sources by the name they are
//! given; buttons are verbs; no apologies, no exclamation marks. Spanish says *tú*.
#![allow(
    missing_docs,
    reason = "the English text beside a field says what the field is"
)]

pub mod chart;
pub mod config;
pub mod dashboard;
pub mod failure;
pub mod link;
pub mod moment;
pub mod page;
pub mod panel;
pub mod problem;
pub mod range;
pub mod reason;
pub mod refresh;
pub mod shell;
pub mod shortcut;
pub mod status;
pub mod time;
pub mod variable;

mod number;

use crate::config::preference::Language;
use crate::unit::Locale;

/// All texts of one language.
#[derive(Clone, Copy, Debug)]
pub struct Words {
    pub chart: chart::Chart,
    pub config: config::Config,
    pub dashboard: dashboard::Dashboard,
    pub failure: failure::Failures,
    pub link: link::Link,
    pub page: page::Page,
    pub panel: panel::Panel,
    pub problem: problem::Problems,
    pub range: range::Range,
    pub refresh: refresh::Refresh,
    pub shell: shell::Shell,
    pub shortcut: shortcut::Shortcuts,
    pub status: status::Statuses,
    pub time: time::Time,
    pub variable: variable::Variables,
}

/// English.
pub static ENGLISH: Words = Words {
    chart: chart::ENGLISH,
    config: config::ENGLISH,
    dashboard: dashboard::ENGLISH,
    failure: failure::ENGLISH,
    link: link::ENGLISH,
    page: page::ENGLISH,
    panel: panel::ENGLISH,
    problem: problem::ENGLISH,
    range: range::ENGLISH,
    refresh: refresh::ENGLISH,
    shell: shell::ENGLISH,
    shortcut: shortcut::ENGLISH,
    status: status::ENGLISH,
    time: time::ENGLISH,
    variable: variable::ENGLISH,
};

/// Spanish.
pub static SPANISH: Words = Words {
    chart: chart::SPANISH,
    config: config::SPANISH,
    dashboard: dashboard::SPANISH,
    failure: failure::SPANISH,
    link: link::SPANISH,
    page: page::SPANISH,
    panel: panel::SPANISH,
    problem: problem::SPANISH,
    range: range::SPANISH,
    refresh: refresh::SPANISH,
    shell: shell::SPANISH,
    shortcut: shortcut::SPANISH,
    status: status::SPANISH,
    time: time::SPANISH,
    variable: variable::SPANISH,
};

impl Language {
    /// Its words.
    #[must_use]
    pub fn words(self) -> &'static Words {
        match self {
            Self::English => &ENGLISH,
            Self::Spanish => &SPANISH,
        }
    }

    /// How it writes numbers.
    #[must_use]
    pub fn locale(self) -> Locale {
        match self {
            Self::English => crate::unit::ENGLISH,
            Self::Spanish => crate::unit::SPANISH,
        }
    }

    /// What it calls itself: languages are offered under their own names.
    #[must_use]
    pub fn own_name(self) -> &'static str {
        match self {
            Self::English => "English",
            Self::Spanish => "Español",
        }
    }
}

/// What is said about a failure: bold what failed, then where and what to do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Told {
    /// Without a full stop.
    pub title: String,
    /// Whole sentences.
    pub detail: String,
}
