//! What a team writes for its visitors: incidents, maintenance and announcements, one markdown file each, with its facts
//! in front:
//!
//! ```text
//! ---
//! title: The database moves
//! kind: maintenance
//! services: [checkout, certificates]
//! start: 2026-11-21T03:00:00Z
//! end: 2026-11-21T03:30:00Z
//! ---
//! Courses stay available.
//!
//! ## 2026-11-21T03:10:00Z In progress
//! Half of it is done.
//! ```
//!
//! A heading of the second level is an update; one that begins with a time has it. A file without front matter, without a
//! title or of an unknown kind is a fault with its line. The text stays markdown: whoever shows it makes elements of it,
//! never markup.

use crate::lean::lower::lower;
use crate::lean::sort;
use crate::notation::yaml;
use crate::notation::yaml::Node;
use crate::time::Instant;
use crate::time::Range;
use crate::time::absolute;
use crate::time::zone::Zone;

/// Longer files are no notice to visitors.
pub const LARGEST: usize = 64 * 1024;

/// What a notice is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Kind {
    /// Something does not work.
    Incident,
    /// Announced work: what fails meanwhile is not counted as downtime.
    Maintenance,
    /// Something to know.
    Announcement,
}

impl Kind {
    /// The word it is written with.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Incident => "incident",
            Self::Maintenance => "maintenance",
            Self::Announcement => "announcement",
        }
    }

    fn named(name: &str) -> Option<Self> {
        [Self::Incident, Self::Maintenance, Self::Announcement]
            .into_iter()
            .find(|kind| kind.name() == name)
    }
}

/// A notice.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Notice {
    /// What visitors read first.
    pub title: String,
    /// What it is about.
    pub kind: Kind,
    /// Ids of the services it concerns; empty is all of them.
    pub services: Vec<String>,
    /// Since when; none is always.
    pub start: Option<Instant>,
    /// Until when; none is not over.
    pub end: Option<Instant>,
    /// Markdown before the first update.
    pub text: String,
    /// What was added, newest first.
    pub updates: Vec<Update>,
}

/// What was added to a notice.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Update {
    /// When, if it says so.
    pub at: Option<Instant>,
    /// Its heading without the time.
    pub title: String,
    /// Markdown.
    pub text: String,
}

/// When a notice holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Phase {
    /// It holds.
    Now,
    /// It has not begun.
    Ahead,
    /// It is over.
    Past,
}

/// Why a file is no notice.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// In which line, from 1.
    pub line: usize,
    /// What is wrong there.
    pub why: Why,
}

/// What is wrong with a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Why {
    /// It is larger than so many bytes.
    TooLarge(usize),
    /// It does not begin with `---`, or what begins there does not end.
    NoFront,
    /// Its front matter is not YAML; what was expected.
    Yaml(&'static str),
    /// This key is missing.
    Missing(&'static str),
    /// A kind that is none of ours.
    Kind(String),
    /// Not a point in time.
    Time(String),
    /// It ends before it begins.
    EndsFirst,
}

impl Notice {
    /// When it holds.
    #[must_use]
    pub fn phase(&self, now: Instant) -> Phase {
        if self.start.is_some_and(|start| start > now) {
            Phase::Ahead
        } else if self.end.is_some_and(|end| end <= now) {
            Phase::Past
        } else {
            Phase::Now
        }
    }

    /// Does it concern this service?
    #[must_use]
    pub fn concerns(&self, service: &str) -> bool {
        self.services.is_empty() || self.services.iter().any(|id| id == service)
    }

    /// The time it covers until `now`; none before it begins and for one without a beginning.
    #[must_use]
    pub fn span(&self, now: Instant) -> Option<Range> {
        let span = Range {
            from: self.start?,
            to: self.end.unwrap_or(now),
        };
        (span.to > span.from).then_some(span)
    }
}

/// The maintenance that concerns a service, as spans that may overlap.
#[must_use]
pub fn maintenance(notices: &[Notice], service: &str, now: Instant) -> Vec<Range> {
    notices
        .iter()
        .filter(|notice| notice.kind == Kind::Maintenance && notice.concerns(service))
        .filter_map(|notice| notice.span(now))
        .collect()
}

/// Those that hold first, the newest of each first.
pub fn order(notices: &mut [Notice], now: Instant) {
    sort::by_key(notices, |notice| {
        let start = notice.start.map_or(0, |start| start.0);
        (notice.phase(now), std::cmp::Reverse(start))
    });
}

/// Reads a file. Times without an offset are on the wall of `zone`.
///
/// # Errors
/// The first thing that is wrong.
pub fn read(text: &str, zone: &Zone) -> Result<Notice, Fault> {
    let fault = |line, why| Fault { line, why };
    if text.len() > LARGEST {
        return Err(fault(1, Why::TooLarge(text.len())));
    }
    let (front, body) = split(text).ok_or_else(|| fault(1, Why::NoFront))?;
    // The mark in front of it is a line too.
    let facts =
        yaml::read(front).map_err(|found| fault(found.line + 1, Why::Yaml(found.expected)))?;
    let needed = |key: &'static str| {
        let found = facts
            .get(key)
            .and_then(|node| Some((node.line + 1, node.text()?)));
        found.ok_or_else(|| fault(1, Why::Missing(key)))
    };
    let (_, title) = needed("title")?;
    let (line, kind) = needed("kind")?;
    let kind = Kind::named(&lower(kind)).ok_or_else(|| fault(line, Why::Kind(kind.to_owned())))?;
    let start = instant(&facts, "start", zone)?;
    let end = instant(&facts, "end", zone)?;
    if start.zip(end).is_some_and(|(start, end)| end < start) {
        let line = facts.get("end").map_or(1, |node| node.line + 1);
        return Err(fault(line, Why::EndsFirst));
    }
    let (text, updates) = updates(body, zone);
    Ok(Notice {
        title: title.trim().to_owned(),
        kind,
        services: services(&facts),
        start,
        end,
        text,
        updates,
    })
}

/// Front matter and what follows it.
fn split(text: &str) -> Option<(&str, &str)> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let inside = text.strip_prefix("---")?;
    let inside = inside
        .strip_prefix('\r')
        .unwrap_or(inside)
        .strip_prefix('\n')?;
    let mut from = 0;
    for line in inside.split_inclusive('\n') {
        if line.trim_end() == "---" {
            let body = inside.get(from + line.len()..).unwrap_or_default();
            return Some((inside.get(..from)?, body));
        }
        from += line.len();
    }
    None
}

fn services(facts: &Node) -> Vec<String> {
    let Some(node) = facts.get("services") else {
        return Vec::new();
    };
    match node.text() {
        Some(one) => one.split(',').map(|id| id.trim().to_owned()).collect(),
        None => {
            let texts = node.items().iter().filter_map(Node::text);
            texts.map(str::to_owned).collect()
        }
    }
}

fn instant(facts: &Node, key: &str, zone: &Zone) -> Result<Option<Instant>, Fault> {
    let Some(node) = facts.get(key) else {
        return Ok(None);
    };
    let text = node.text().unwrap_or_default();
    let read = absolute::parse(text.trim(), zone);
    read.map(Some).map_err(|_| Fault {
        line: node.line + 1,
        why: Why::Time(text.to_owned()),
    })
}

/// What stands before the first heading of the second level, and what follows each, newest first.
fn updates(body: &str, zone: &Zone) -> (String, Vec<Update>) {
    let mut before = String::new();
    let mut updates: Vec<Update> = Vec::new();
    for line in body.lines() {
        if let Some(heading) = line.strip_prefix("## ") {
            let heading = heading.trim();
            let (at, title) = dated(heading, zone);
            updates.push(Update {
                at,
                title: title.to_owned(),
                text: String::new(),
            });
            continue;
        }
        let text = match updates.last_mut() {
            Some(update) => &mut update.text,
            None => &mut before,
        };
        text.push_str(line);
        text.push('\n');
    }
    // Files are written either way round; what says when it was goes by that.
    sort::by_key(&mut updates, |update| {
        std::cmp::Reverse(update.at.map(|at| at.0))
    });
    for update in &mut updates {
        update.text = update.text.trim().to_owned();
    }
    (before.trim().to_owned(), updates)
}

/// The time that a heading begins with, in one word or two, and the rest of it.
fn dated<'a>(heading: &'a str, zone: &Zone) -> (Option<Instant>, &'a str) {
    let spaces: Vec<usize> = heading
        .match_indices(' ')
        .map(|(at, _)| at)
        .take(2)
        .collect();
    let ends = spaces.iter().rev().copied().chain(
        // The whole heading may be its time.
        std::iter::once(heading.len()),
    );
    for end in ends {
        let (first, rest) = heading.split_at_checked(end).unwrap_or((heading, ""));
        // A bare number would be read as milliseconds since 1970.
        if first.contains('-')
            && let Ok(at) = absolute::parse(first, zone)
        {
            return (Some(at), rest.trim());
        }
    }
    (None, heading)
}
