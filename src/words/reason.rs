//! From a failure to what is said about it.

use crate::source::Failure;
use crate::time::Millis;
use crate::time::format;
use crate::words::Told;
use crate::words::Words;

/// What was asked, as people know it.
#[derive(Clone, Copy, Debug)]
pub struct Asked<'a> {
    /// The source's name in `config.json`.
    pub source: &'a str,
    /// Its address there.
    pub address: &'a str,
    /// The query's letter in its panel; empty when there is only one question.
    pub query: &'a str,
}

impl Asked<'_> {
    /// May the browser have hidden the answer, because it came from another host?
    fn is_elsewhere(self) -> bool {
        self.address.contains("://")
    }
}

/// Where the source stopped reading a query.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Spot {
    /// Line, from 1.
    pub line: usize,
    /// Character in the line, from 1.
    pub column: usize,
}

impl Words {
    /// What is said about a failure.
    #[must_use]
    pub fn failed(self, failure: &Failure, asked: &Asked<'_>) -> Told {
        let say = self.failure();
        match failure {
            Failure::Unreachable if asked.is_elsewhere() => (say.unreachable_elsewhere)(asked),
            Failure::Unreachable => (say.unreachable)(asked),
            Failure::TimedOut(limit) => {
                let limit = format::parts(Millis(*limit));
                (say.timed_out)(asked, &(self.time().length)(limit))
            }
            Failure::Status { code, text } => match code {
                401 | 403 | 407 => (say.not_let_in)(asked, *code, text),
                404 | 405 | 410 => (say.not_there)(asked, *code, text),
                429 => (say.too_often)(asked, *code, text),
                502..=504 => (say.behind_proxy)(asked, *code, text),
                500..=599 => (say.failed)(asked, *code, text),
                _ => (say.other_status)(asked, *code, text),
            },
            // What begins as JSON was JSON until the connection broke.
            Failure::NotJson { at, begins } if begins.trim_start().starts_with(['{', '[']) => {
                (say.cut_off)(asked, *at)
            }
            Failure::NotJson { begins, .. } => (say.a_page)(asked, begins),
            Failure::Refused { kind, message, .. } => self.refused(asked, kind, message),
            Failure::Shape { at, expected } => (say.shape)(asked, at, expected),
            Failure::NotRecorded => (say.not_recorded)(asked),
            Failure::NoSuchSource => (say.no_such_source)(asked),
        }
    }

    /// The source's own words, with the place in the query taken out of them.
    fn refused(self, asked: &Asked<'_>, kind: &str, message: &str) -> Told {
        let say = self.failure();
        // Prometheus' words, and those of VictoriaMetrics.
        if ["exceeded maximum resolution", "too many points"]
            .iter()
            .any(|words| message.contains(words))
        {
            return (say.too_many_points)(asked);
        }
        if let Some((spot, message)) = loki_spot(message) {
            return (say.bad_query)(asked, Some(spot), message);
        }
        match (kind, message.split_once("parse error: ")) {
            ("timeout", _) => (say.query_timed_out)(asked, message),
            (_, Some((before, message))) => (say.bad_query)(asked, spot(before), message),
            ("bad_data", None) => (say.bad_query)(asked, None, message),
            (_, None) => (say.refused)(asked, message),
        }
    }
}

/// Prometheus writes `1:41: ` before a parse error, maybe after other words.
fn spot(before: &str) -> Option<Spot> {
    let place = before.trim_end().trim_end_matches(':');
    let place = place.rsplit(' ').next()?;
    let (line, column) = place.split_once(':')?;
    Some(Spot {
        line: line.parse().ok()?,
        column: column.parse().ok()?,
    })
}

/// Loki writes `parse error at line 1, col 12: ` before its words.
fn loki_spot(message: &str) -> Option<(Spot, &str)> {
    let (place, message) = message
        .strip_prefix("parse error at line ")?
        .split_once(": ")?;
    let (line, column) = place.split_once(", col ")?;
    let spot = Spot {
        line: line.parse().ok()?,
        column: column.parse().ok()?,
    };
    Some((spot, message))
}
