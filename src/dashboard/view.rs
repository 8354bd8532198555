//! What a reader looks at: chosen values, range, zone, and the sources there are. Everything that turns a dashboard's
//! texts into questions is given one of these.

use crate::dashboard::adhoc::Filter;
use crate::dashboard::format;
use crate::dashboard::format::Syntax;
use crate::dashboard::interpolate::Bound;
use crate::dashboard::interpolate::Part;
use crate::dashboard::model::Dashboard;
use crate::dashboard::model::SourceRef;
use crate::dashboard::problem::Problem;
use crate::dashboard::variable::ALL;
use crate::dashboard::variable::Choice;
use crate::dashboard::variable::Chosen;
use crate::dashboard::variable::Kind;
use crate::dashboard::variable::Values;
use crate::dashboard::variable::Variable;
use crate::time::Instant;
use crate::time::Millis;
use crate::time::Range;
use crate::time::format::date_time;
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

/// Which dashboard is looked at.
#[derive(Clone, Copy, Debug, Default)]
pub struct About<'a> {
    /// Its name in links.
    pub uid: &'a str,
    /// Its title.
    pub title: &'a str,
}

impl<'a> About<'a> {
    /// Of a dashboard as it was read.
    #[must_use]
    pub fn of(dashboard: &'a Dashboard) -> Self {
        Self {
            uid: &dashboard.uid,
            title: &dashboard.title,
        }
    }
}

/// The circumstances of a question.
#[derive(Clone, Copy, Debug)]
pub struct View<'a> {
    /// Which dashboard.
    pub about: About<'a>,
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
        // Halves away from zero, as JavaScript rounds what is not below it.
        let seconds = length.saturating_add(500).div_euclid(1000);
        Some(Bound::single(match name {
            "__from" => return Some(self.moment(self.range.from)),
            "__to" => return Some(self.moment(self.range.to)),
            "__dashboard" => {
                let About { uid, title } = self.about;
                return Some(of_parts(title, &[("name", title), ("uid", uid)]));
            }
            // Nobody signs in here: who reads is Grafana's anonymous reader of its first organisation.
            "__user" => {
                let parts = [("id", "0"), ("login", "anonymous"), ("email", "")];
                return Some(of_parts("0", &parts));
            }
            "__org" => return Some(of_parts("1", &[("id", "1"), ("name", "Main Org.")])),
            "__url_time_range" => return Some(verbatim(self.url_time_range())),
            "__all_variables" => return Some(verbatim(self.all_variables())),
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
        self.of_kinds(wanted, &[PROMETHEUS])
    }

    /// The source that is meant, of any kind whose questions are written here: Prometheus or Loki.
    ///
    /// # Errors
    /// [`Problem::NoSource`] if a source of another kind is meant, or if there is none of that kind.
    pub fn spoken(&self, wanted: &SourceRef) -> Result<&'a SourceInfo, Problem> {
        self.of_kinds(wanted, &[PROMETHEUS, LOKI])
    }

    fn of_kinds(&self, wanted: &SourceRef, kinds: &[&str]) -> Result<&'a SourceInfo, Problem> {
        let uid = self.filled(&wanted.uid);
        let named = self.sources.iter().find(|source| source.id == uid);
        let kind = match (named, wanted.kind.as_str()) {
            (Some(source), _) => &source.kind,
            (None, "") => PROMETHEUS,
            (None, kind) => kind,
        };
        let first = || self.sources.iter().find(|source| source.kind == kind);
        let found = named.or_else(first).filter(|_| kinds.contains(&kind));
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
            "__interval_ms" | "__rate_interval_ms" => {
                let length = parse_interval(scrape).ok()?;
                Some(Bound::single(length.0.to_string()))
            }
            _ => self.bound(name),
        }
    }

    /// The filters readers have added to what a source is asked.
    #[must_use]
    pub fn filters(&self, source: &SourceInfo) -> Vec<Filter> {
        let mut filters = Vec::new();
        for variable in self.variables {
            let Kind::AdHoc { source: wanted } = &variable.kind else {
                continue;
            };
            let meant = self
                .prometheus(wanted)
                .is_ok_and(|meant| meant.id == source.id);
            if let (true, Some(Chosen::These(these))) = (meant, self.values.chosen(&variable.name))
            {
                filters.extend(these.iter().filter_map(|one| Filter::read(&one.value)));
            }
        }
        filters
    }

    /// An end of the range: milliseconds, and what the reader sees of it.
    fn moment(&self, at: Instant) -> Bound {
        Bound {
            values: vec![Choice {
                text: date_time(at, self.zone),
                value: at.0.to_string(),
            }],
            east: self.zone.seconds_at(at),
            ..Bound::default()
        }
    }

    /// `from=now-6h&to=now&timezone=utc`.
    fn url_time_range(&self) -> String {
        let part = |name: &str, value: &str| format!("{name}={}", format::encoded(value));
        let TimeSpan { from, to } = self.span;
        let zone = &self.zone.name;
        [part("from", from), part("to", to), part("timezone", zone)].join("&")
    }

    /// `var-job=api&var-instance=$__all` for every variable that has a value.
    fn all_variables(&self) -> String {
        let mut pairs = Vec::new();
        for variable in self.variables {
            let Some(bound) = self.values.bound(variable) else {
                continue;
            };
            if matches!(variable.kind, Kind::Constant(_)) {
                continue;
            }
            let pair = match bound.all {
                true => format!("var-{}={}", variable.name, format::encoded(ALL)),
                false => format::value(&bound, Some("queryparam"), Syntax::Glob),
            };
            if !pair.is_empty() {
                pairs.push(pair);
            }
        }
        pairs.join("&")
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

fn of_parts(value: &str, parts: &[(&str, &str)]) -> Bound {
    let part = |(name, value): &(&str, &str)| Part::plain(&[*name], value);
    Bound {
        fields: parts.iter().map(part).collect(),
        ..Bound::single(value.to_owned())
    }
}

fn verbatim(text: String) -> Bound {
    Bound {
        verbatim: true,
        ..Bound::single(text)
    }
}

/// The kind of source that is meant where a file names none.
const PROMETHEUS: &str = "prometheus";

/// The kind that is asked in LogQL.
pub(crate) const LOKI: &str = "loki";

/// What a source scrapes by that does not say.
const DEFAULT_SCRAPE: &str = "15s";
