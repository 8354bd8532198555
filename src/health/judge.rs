//! What one result of a check means: the decision tree from an answer, or its absence, to a level.
//!
//! No answer is unreachable. Any status but 200, a body that is not JSON, a body that says so, or any component that is
//! not up is down; a component that warns is a warning. A body beyond [`LARGEST`] is not read. Where several things are
//! wrong, the worst level and its first reason count.

use crate::health::body;
use crate::health::body::Component;
use crate::source::Failure;
use crate::source::Reply;

/// Larger bodies are no health report, and reading them would cost every other check its time.
pub const LARGEST: usize = 256 * 1024;

/// How good a result is; ordered from good to bad.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Level {
    /// It works.
    Up,
    /// It works, and warns.
    Warning,
    /// It answers, and does not work.
    Down,
    /// It does not answer.
    Unreachable,
}

impl Level {
    /// Does it still serve?
    #[must_use]
    pub fn serves(self) -> bool {
        match self {
            Self::Up | Self::Warning => true,
            Self::Down | Self::Unreachable => false,
        }
    }
}

/// Why a result is not good.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Why {
    /// No answer at all.
    NoAnswer,
    /// No answer within so many milliseconds.
    TimedOut(i64),
    /// An HTTP status other than 200.
    Status(u16),
    /// A body that is not JSON, or breaks off.
    NotJson,
    /// A body of so many bytes.
    TooLarge(usize),
    /// JSON that is no health report.
    NoReport,
    /// The body's own word, cut.
    Says(String),
    /// A component, and what it says of itself.
    Component {
        /// Its name, cut.
        name: String,
        /// Its own word, cut; empty when it has none.
        says: String,
    },
    /// A probe that failed, without a further reason.
    Probe,
}

/// One result, judged.
#[derive(Clone, Debug, PartialEq)]
pub struct Judgement {
    /// How good it is.
    pub level: Level,
    /// Why it is not better; none when it is up.
    pub why: Option<Why>,
    /// Parts as the service reports them, worst first.
    pub components: Vec<Component>,
    /// Its version, if it says one.
    pub version: Option<String>,
    /// Seconds since it started, if it says so.
    pub uptime: Option<f64>,
}

impl Judgement {
    /// A result without a body to tell more.
    #[must_use]
    pub fn bare(level: Level, why: Option<Why>) -> Self {
        Self {
            level,
            why,
            components: Vec::new(),
            version: None,
            uptime: None,
        }
    }
}

/// Judges what came of a request.
#[must_use]
pub fn judge(result: &Result<Reply, Failure>) -> Judgement {
    let reply = match result {
        Ok(reply) => reply,
        Err(Failure::TimedOut(millis)) => {
            return Judgement::bare(Level::Unreachable, Some(Why::TimedOut(*millis)));
        }
        Err(
            Failure::Unreachable
            | Failure::Status { .. }
            | Failure::NotJson { .. }
            | Failure::Refused { .. }
            | Failure::Shape { .. }
            | Failure::NotRecorded
            | Failure::NoSuchSource,
        ) => return Judgement::bare(Level::Unreachable, Some(Why::NoAnswer)),
    };
    let mut judged = read(&reply.body);
    if reply.status != 200 {
        // What the body says of its parts still helps; that it is down is settled.
        judged.level = Level::Down;
        judged.why = Some(Why::Status(reply.status));
    }
    judged
}

fn read(bytes: &[u8]) -> Judgement {
    let down = |why| Judgement::bare(Level::Down, Some(why));
    if bytes.len() > LARGEST {
        return down(Why::TooLarge(bytes.len()));
    }
    // The parser refuses deep nesting by itself.
    let Ok(json) = serde_json::from_slice(bytes) else {
        return down(Why::NotJson);
    };
    let Some(report) = body::read(&json) else {
        return down(Why::NoReport);
    };
    let mut level = Level::Up;
    let mut why = None;
    let mut worse = |found: Level, reason: Why| {
        if found > level {
            level = found;
            why = Some(reason);
        }
    };
    // A component tells more than the word above it, so that of two equal levels the component's reason stands.
    for component in &report.components {
        let (name, says) = (component.name.clone(), component.says.clone());
        worse(component.level, Why::Component { name, says });
    }
    if let Some(says) = report.says {
        worse(body::level_of(&says), Why::Says(says));
    }
    Judgement {
        level,
        why,
        components: report.components,
        version: report.version,
        uptime: report.uptime,
    }
}
