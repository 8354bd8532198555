//! `config.json`: which sources there are, and how the page starts. Its keys are told in `docs/configuration.md` and in
//! `public/config.schema.json`.
//!
//! Reading never fails: what is wrong becomes a [`problem::Problem`] and is dropped, the rest is in force. A missing file
//! is [`Config::demo`].

pub mod pages;
pub mod preference;
pub mod problem;
pub mod written;

mod address;
mod part;
mod read;

use crate::config::preference::Language;
use crate::config::preference::Palette;
use crate::config::preference::Refresh;
use crate::config::preference::Theme;
use crate::config::problem::Problem;
use crate::time::Millis;

/// How long a source may take to answer, unless the file says otherwise: Grafana's and most proxies' limit.
pub const TIMEOUT: Millis = Millis(30_000);

/// How often Prometheus scrapes, unless the file says otherwise: Grafana's assumption.
pub const SCRAPE_INTERVAL: Millis = Millis(15_000);

/// Keys of the file.
pub const KEYS: &[&str] = &[
    "$schema",
    "name",
    "sources",
    "dashboards",
    "range",
    "refresh",
    "timezone",
    "theme",
    "palette",
    "language",
    "services",
    "health",
    "status",
    "teams",
    "runbooks",
];

/// Keys of a source.
pub const SOURCE_KEYS: &[&str] = &[
    "id",
    "name",
    "kind",
    "url",
    "headers",
    "tenant",
    "timeout",
    "scrapeInterval",
];

/// Keys of the range.
pub const RANGE_KEYS: &[&str] = &["from", "to"];

/// Keys of a service.
pub const SERVICE_KEYS: &[&str] = &["id", "name", "url", "group", "probe", "monitor"];

/// Keys of a team.
pub const TEAM_KEYS: &[&str] = &["id", "name"];

/// What `config.json` says, with defaults for what it does not say.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Config {
    /// Whose page this is, shown beside the mark; none shows the product's name alone.
    pub name: Option<String>,
    /// Backends, ids unique.
    pub sources: Vec<Source>,
    /// Addresses of dashboard files besides those that come with the page.
    pub dashboards: Vec<String>,
    /// Where a page's range starts when the link does not say, such as `now-6h`.
    pub from: String,
    /// Where it ends, such as `now`.
    pub to: String,
    /// How often pages refresh when the link does not say.
    pub refresh: Refresh,
    /// `browser`, `utc` or an IANA name.
    pub timezone: String,
    /// Theme until the reader chooses.
    pub theme: Theme,
    /// Colours of series that a dashboard leaves to the palette.
    pub palette: Palette,
    /// Language until the reader chooses; none is the browser's.
    pub language: Option<Language>,
    /// Teams that alerts are routed to.
    pub teams: Vec<Team>,
    /// Address before the name of a runbook, ends with `/`.
    pub runbooks: Option<String>,
    /// The file itself: what only some pages need is read by these ([`pages::Pages`]).
    pub text: String,
}

/// A backend.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Source {
    /// Unique; dashboards refer to it.
    pub id: String,
    /// What people read; the id unless the file says otherwise.
    pub name: String,
    /// What it speaks.
    pub kind: Kind,
    /// Base address, ends with `/`; empty for the demo.
    pub url: String,
    /// Headers sent with each request; never a secret.
    pub headers: Vec<(String, String)>,
    /// Tenant of Mimir, Loki and others (`X-Scope-OrgID`).
    pub tenant: Option<String>,
    /// How long it may take to answer.
    pub timeout: Millis,
    /// How often it scrapes: the shortest step that makes sense.
    pub scrape_interval: Millis,
}

/// What a source speaks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Kind {
    /// Prometheus' HTTP API: also Mimir, Thanos, VictoriaMetrics.
    Prometheus,
    /// Loki.
    Loki,
    /// Alertmanager.
    Alertmanager,
    /// Jaeger.
    Jaeger,
    /// Tempo.
    Tempo,
    /// Recorded answers, moved to now.
    Demo,
}

impl Kind {
    /// Every kind by the name it is written with.
    pub const NAMES: [(&'static str, Self); 6] = [
        ("prometheus", Self::Prometheus),
        ("loki", Self::Loki),
        ("alertmanager", Self::Alertmanager),
        ("jaeger", Self::Jaeger),
        ("tempo", Self::Tempo),
        ("demo", Self::Demo),
    ];
}

/// A team that alerts are routed to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Team {
    /// Value of the alerts' `team` label; unique.
    pub id: String,
    /// What people read; the id unless the file says otherwise.
    pub name: String,
}

impl Config {
    /// What holds where there is no file: recorded answers and the dashboards that come with the page.
    #[must_use]
    pub fn demo() -> Self {
        Self {
            name: None,
            sources: vec![Source::demo()],
            dashboards: Vec::new(),
            from: "now-6h".to_owned(),
            to: "now".to_owned(),
            refresh: Refresh::Every(Millis(30_000)),
            timezone: "browser".to_owned(),
            theme: Theme::System,
            palette: Palette::Atalaya,
            language: None,
            teams: Vec::new(),
            runbooks: None,
            text: "{}".to_owned(),
        }
    }

    /// Reads the file. A text that is not JSON gives one problem and the demo; a file without `sources` asks the demo.
    #[must_use]
    pub fn read(text: &str) -> (Self, Vec<Problem>) {
        read::read(text)
    }

    /// The source of an id.
    #[must_use]
    pub fn source(&self, id: &str) -> Option<&Source> {
        self.sources.iter().find(|source| source.id == id)
    }

    /// Does any source replay recordings?
    #[must_use]
    pub fn is_demo(&self) -> bool {
        self.sources.iter().any(|source| source.kind == Kind::Demo)
    }
}

impl Source {
    /// The recorded answers.
    #[must_use]
    pub fn demo() -> Self {
        Self {
            id: "demo".to_owned(),
            name: "demo".to_owned(),
            kind: Kind::Demo,
            url: String::new(),
            headers: Vec::new(),
            tenant: None,
            timeout: TIMEOUT,
            scrape_interval: SCRAPE_INTERVAL,
        }
    }
}
