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

pub mod alerts;
pub mod chart;
pub mod config;
pub mod dashboard;
pub mod failure;
pub mod first;
pub mod health;
pub mod inspect;
pub mod link;
pub mod linked;
pub mod local;
pub mod logs;
pub mod moment;
pub mod overview;
pub mod page;
pub mod panel;
pub mod picture;
pub mod playlist;
pub mod problem;
pub mod range;
pub mod reason;
pub mod refresh;
pub mod shell;
pub mod shortcut;
pub mod source;
pub mod status;
pub mod table;
pub mod time;
pub mod variable;
pub mod visitor;

mod number;

use crate::config::preference::Language;
use crate::unit::Locale;

/// All texts of one language.
///
/// Areas are asked for one by one, so that the texts of what is fetched later are fetched with it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Words(Language);

/// One function per area: its texts in the language in force.
macro_rules! areas {
    ($($area:ident: $texts:ident),* $(,)?) => {
        impl Words {
            $(
                #[must_use]
                pub fn $area(self) -> &'static $area::$texts {
                    match self.0 {
                        Language::English => &$area::ENGLISH,
                        Language::Spanish => &$area::SPANISH,
                    }
                }
            )*
        }
    };
}

areas! {
    alerts: Alerts,
    chart: Chart,
    config: Config,
    dashboard: Dashboard,
    failure: Failures,
    first: First,
    health: Health,
    inspect: Inspect,
    link: Link,
    linked: Linked,
    local: Local,
    logs: Logs,
    overview: Overview,
    page: Page,
    panel: Panel,
    picture: Picture,
    playlist: Playlist,
    problem: Problems,
    range: Range,
    refresh: Refresh,
    shell: Shell,
    shortcut: Shortcuts,
    source: Sources,
    status: Statuses,
    table: Table,
    time: Time,
    variable: Variables,
    visitor: Visitor,
}

impl Language {
    /// Its words.
    #[must_use]
    pub fn words(self) -> Words {
        Words(self)
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
