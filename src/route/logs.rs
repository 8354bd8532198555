//! `/logs` and `/errors`: what is asked, how it is shown, which line is linked.
//!
//! The state is in the parameters of the address that other pages do not know, in order; what is default is not written.

use crate::data::lines::Nanos;
use crate::data::log::Dedup;
use crate::route::view::View;

/// What the page shows of the lines.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Tab {
    /// The lines.
    #[default]
    Lines,
    /// What they have in common.
    Patterns,
    /// Errors that are the same.
    Errors,
    /// Events of the mesh.
    Audit,
}

impl Tab {
    /// Its name in an address.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Lines => "lines",
            Self::Patterns => "patterns",
            Self::Errors => "errors",
            Self::Audit => "audit",
        }
    }
}

/// A line that is linked: its nanosecond, and a number made of what it says and of its stream.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct LineLink {
    /// When it was.
    pub at: Nanos,
    /// Tells lines of one nanosecond apart.
    pub sum: u32,
}

impl LineLink {
    /// The link of a line that says this in a stream of these labels.
    #[must_use]
    pub fn new(at: Nanos, text: &str, labels: &str) -> Self {
        // FNV-1a: short, and the same in every browser for ever.
        let mut sum: u32 = 0x811c_9dc5;
        for byte in text.bytes().chain([0]).chain(labels.bytes()) {
            sum = (sum ^ u32::from(byte)).wrapping_mul(0x0100_0193);
        }
        Self { at, sum }
    }

    fn read(text: &str) -> Option<Self> {
        let (at, sum) = text.split_once('.')?;
        Some(Self {
            at: Nanos(at.parse().ok()?),
            sum: u32::from_str_radix(sum, 16).ok()?,
        })
    }

    fn text(self) -> String {
        format!("{}.{:08x}", self.at.0, self.sum)
    }
}

/// State of the page.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct State {
    /// LogQL; empty is all lines.
    pub query: String,
    /// Id of the source; empty is the first that has lines.
    pub source: String,
    /// What is shown.
    pub tab: Tab,
    /// The oldest line first.
    pub oldest_first: bool,
    /// Long lines end at the edge.
    pub no_wrap: bool,
    /// JSON in several lines.
    pub pretty: bool,
    /// Colours for terminals are left out.
    pub no_colour: bool,
    /// All nine digits of the second.
    pub nanos: bool,
    /// Which lines repeat others.
    pub dedup: Dedup,
    /// Only loaded lines with this text.
    pub search: String,
    /// Fields with a column of their own.
    pub columns: Vec<String>,
    /// New lines come as they are written.
    pub live: bool,
    /// The line a link is to.
    pub line: Option<LineLink>,
}

/// Names of parameters.
const NAMES: [&str; 13] = [
    "query", "source", "tab", "order", "wrap", "pretty", "ansi", "clock", "dedup", "find",
    "column", "live", "line",
];

const DEDUPS: [(&str, Dedup); 3] = [
    ("exact", Dedup::Exact),
    ("numbers", Dedup::Numbers),
    ("signature", Dedup::Signature),
];

/// The page of `/errors`: the tab of errors, unless the address says another.
pub(super) fn errors(mut view: View) -> View {
    if !view.others.iter().any(|(name, _)| name == "tab") {
        let tab = Tab::Errors.name().to_owned();
        view.others.push(("tab".to_owned(), tab));
    }
    view
}

impl State {
    /// The state in an address; what it does not understand counts as not said.
    #[must_use]
    pub fn read(view: &View) -> Self {
        let all = |wanted: &'static str| {
            let own = view.others.iter().filter(move |(name, _)| name == wanted);
            own.map(|(_, value)| value.as_str())
        };
        let one = |wanted| all(wanted).next().unwrap_or_default();
        let is = |wanted, value: &str| one(wanted) == value;
        let dedup = DEDUPS.iter().find(|(name, _)| is("dedup", name));
        let tabs = [Tab::Patterns, Tab::Errors, Tab::Audit];
        Self {
            query: one("query").to_owned(),
            source: one("source").to_owned(),
            tab: tabs
                .into_iter()
                .find(|tab| is("tab", tab.name()))
                .unwrap_or_default(),
            oldest_first: is("order", "oldest"),
            no_wrap: is("wrap", "0"),
            pretty: is("pretty", "1"),
            no_colour: is("ansi", "0"),
            nanos: is("clock", "ns"),
            dedup: dedup.map(|(_, dedup)| *dedup).unwrap_or_default(),
            search: one("find").to_owned(),
            columns: all("column").map(str::to_owned).collect(),
            live: is("live", "1"),
            line: LineLink::read(one("line")),
        }
    }

    /// Writes it into an address; what is not of this page stays.
    pub fn write(&self, view: &mut View) {
        let others = &mut view.others;
        others.retain(|(name, _)| !NAMES.contains(&name.as_str()));
        let mut say = |name: &str, value: &str| {
            if !value.is_empty() {
                others.push((name.to_owned(), value.to_owned()));
            }
        };
        let flag = |on: bool, value: &'static str| if on { value } else { "" };
        say("query", &self.query);
        say("source", &self.source);
        if self.tab != Tab::Lines {
            say("tab", self.tab.name());
        }
        say("order", flag(self.oldest_first, "oldest"));
        say("wrap", flag(self.no_wrap, "0"));
        say("pretty", flag(self.pretty, "1"));
        say("ansi", flag(self.no_colour, "0"));
        say("clock", flag(self.nanos, "ns"));
        if let Some((name, _)) = DEDUPS.iter().find(|(_, dedup)| *dedup == self.dedup) {
            say("dedup", name);
        }
        say("find", &self.search);
        for column in &self.columns {
            say("column", column);
        }
        say("live", flag(self.live, "1"));
        if let Some(line) = self.line {
            say("line", &line.text());
        }
    }
}
