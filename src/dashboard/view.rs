//! What a reader looks at: chosen values, range, zone, and the sources there are. Everything that turns a dashboard's
//! texts into questions is given one of these.

use crate::dashboard::interpolate::Bound;
use crate::dashboard::model::SourceRef;
use crate::dashboard::problem::Problem;
use crate::dashboard::variable::Kind;
use crate::dashboard::variable::Values;
use crate::dashboard::variable::Variable;
use crate::time::Instant;
use crate::time::Millis;
use crate::time::Range;
use crate::time::interval::format_interval;
use crate::time::interval::parse_interval;
use crate::time::span::TimeSpan;
use crate::time::step::interval;
use crate::time::zone::Zone;

/// A configured source, as far as dashboards care.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SourceInfo {
    /// Its id in `config.json`.
    pub id: String,
    /// Grafana's plugin type for it: `prometheus`, `loki`, ….
    pub kind: String,
    /// How often it scrapes, as written (`15s`); empty is 15 s.
    pub scrape_interval: String,
}

/// The circumstances of a question.
#[derive(Clone, Copy, Debug)]
pub struct View<'a> {
    /// Definitions of the dashboard's variables.
    pub variables: &'a [Variable],
    /// What is chosen.
    pub values: &'a Values,
    /// The span as chosen: relative or absolute.
    pub span: &'a TimeSpan,
    /// The range it means now.
    pub range: Range,
    /// The reader's zone.
    pub zone: &'a Zone,
    /// What time it is.
    pub now: Instant,
    /// Sources in order of the configuration; the first of a kind is its default.
    pub sources: &'a [SourceInfo],
}

impl<'a> View<'a> {
    /// A variable's value ready to be filled in: the dashboard's own, or one of those that every dashboard has. None for
    /// an unknown name, or one without a value yet.
    #[must_use]
    pub fn bound(&self, name: &str) -> Option<Bound> {
        if let Some(variable) = self.variables.iter().find(|known| known.name == name) {
            return self.of_variable(variable);
        }
        let (from, to) = (self.range.from.0, self.range.to.0);
        let length = to.saturating_sub(from);
        let seconds = (length as f64 / 1000.0).round();
        Some(Bound::single(match name {
            "__from" => from.to_string(),
            "__to" => to.to_string(),
            "__range" => format!("{seconds}s"),
            "__range_s" => seconds.to_string(),
            "__range_ms" => length.to_string(),
            "__timezone" => self.zone.name.clone(),
            _ => return None,
        }))
    }

    /// The Prometheus that is meant; a file from elsewhere names sources nobody has here, so the first one serves.
    ///
    /// # Errors
    /// [`Problem::NoSource`] if a source of another kind is meant, or if there is no Prometheus.
    pub fn prometheus(&self, wanted: &SourceRef) -> Result<&'a SourceInfo, Problem> {
        let uid = self.filled(&wanted.uid);
        let named = self.sources.iter().find(|source| source.id == uid);
        let kind = match (named, wanted.kind.as_str()) {
            (Some(source), _) => &source.kind,
            (None, "") => PROMETHEUS,
            (None, kind) => kind,
        };
        let first = || self.sources.iter().find(|source| source.kind == kind);
        let found = named.or_else(first).filter(|_| kind == PROMETHEUS);
        found.ok_or_else(|| Problem::NoSource {
            wanted: kind.to_owned(),
        })
    }

    /// As [`View::bound`], and `$__interval` as variable queries know it: the source's own.
    #[must_use]
    pub fn bound_in_variable(&self, name: &str, source: &SourceInfo) -> Option<Bound> {
        let scrape = match source.scrape_interval.as_str() {
            "" => DEFAULT_SCRAPE,
            scrape => scrape,
        };
        match name {
            "__interval" | "__rate_interval" => Some(Bound::single(scrape.to_owned())),
            _ => self.bound(name),
        }
    }

    fn filled(&self, uid: &str) -> String {
        let name = uid
            .strip_prefix("${")
            .and_then(|rest| rest.strip_suffix('}'));
        let name = name.or_else(|| uid.strip_prefix('$'));
        let bound = name.and_then(|name| self.bound(name));
        let value = bound.and_then(|bound| bound.values.into_iter().next());
        value.map_or_else(|| uid.to_owned(), |choice| choice.value)
    }

    fn of_variable(&self, variable: &Variable) -> Option<Bound> {
        let mut bound = self.values.bound(variable)?;
        if let Kind::Interval { auto, .. } = &variable.kind {
            for choice in &mut bound.values {
                if choice.value.starts_with("$__auto") {
                    let least = parse_interval(&auto.min).unwrap_or(Millis(1));
                    let every = interval(self.range, auto.count, Some(least));
                    choice.value = format_interval(every);
                }
            }
        }
        Some(bound)
    }
}

/// The only kind of source whose questions this room writes, and the one meant where a file names none.
const PROMETHEUS: &str = "prometheus";

/// What a source scrapes by that does not say.
const DEFAULT_SCRAPE: &str = "15s";
