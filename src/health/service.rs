//! The services of the status page: how each stands now and over the days shown, and what that means for the whole.

use crate::data::labels::Labels;
use crate::data::series::Column;
use crate::data::series::Matrix;
use crate::data::series::RawSeries;
use crate::data::series::Sample;
use crate::health::beat;
use crate::health::beat::Piece;
use crate::health::check;
use crate::health::check::Check;
use crate::health::check::Prober;
use crate::health::check::Shown;
use crate::health::course::Rules;
use crate::health::notice;
use crate::health::notice::Notice;
use crate::health::uptime;
use crate::health::uptime::Tally;
use crate::lean::sort;
use crate::time::Instant;
use crate::time::Millis;
use crate::time::Range;

/// Days that a status page shows.
pub const DAYS: usize = 90;

/// A day, as the servers count it.
const DAY: i64 = 86_400_000;

/// No more times of maintenance than this are asked for; older ones then count as they were.
pub const MOST_WINDOWS: usize = 40;

/// Who knows how a service is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Truth {
    /// The blackbox exporter, by the label `instance`.
    Probe(String),
    /// Uptime Kuma, by the monitor's name.
    Monitor(String),
    /// The reader's browser, by asking this address.
    Direct(String),
    /// Nobody.
    Nobody,
}

/// A service.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Service {
    /// Unique.
    pub id: String,
    /// What visitors read.
    pub name: String,
    /// Under which heading it stands.
    pub group: Option<String>,
    /// Who knows how it is.
    pub truth: Truth,
}

impl Service {
    /// Is this series about it?
    #[must_use]
    pub fn holds(&self, labels: &Labels) -> bool {
        match &self.truth {
            Truth::Probe(instance) => {
                labels.get("instance") == Some(instance) && labels.get("monitor_name").is_none()
            }
            Truth::Monitor(name) => labels.get("monitor_name") == Some(name),
            Truth::Direct(_) | Truth::Nobody => false,
        }
    }
}

/// How a service stands.
#[derive(Clone, Debug, PartialEq)]
pub struct Standing {
    /// Of the service.
    pub id: String,
    /// What visitors read.
    pub name: String,
    /// Under which heading it stands.
    pub group: Option<String>,
    /// Now.
    pub state: Shown,
    /// Seconds the last answer took.
    pub took: Option<f64>,
    /// The days shown, oldest first.
    pub days: Vec<Piece>,
    /// The good share of what was seen in [`DAYS`], without maintenance.
    pub uptime: Option<f64>,
}

/// What the servers answered.
#[derive(Clone, Copy, Debug)]
pub struct Known<'a> {
    /// When they were asked.
    pub now: Instant,
    /// All checks.
    pub checks: &'a [Check],
    /// [`crate::health::ask::recent`].
    pub recent: Option<&'a [RawSeries]>,
    /// [`crate::health::ask::shares`] over the days.
    pub days: Option<&'a Matrix>,
    /// [`crate::health::ask::tallies`] over the days.
    pub samples: &'a Samples,
    /// The same over each of [`windows`].
    pub windows: &'a [(Range, Samples)],
}

/// Good samples and all samples, of each check.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Samples {
    /// Good ones.
    pub up: Vec<Sample>,
    /// All of them.
    pub seen: Vec<Sample>,
}

/// Maintenance to be taken out of the days before `now`, each span once, the newest first.
#[must_use]
pub fn windows(services: &[Service], notices: &[Notice], now: Instant) -> Vec<Range> {
    let days = i64::try_from(DAYS).unwrap_or(i64::MAX).saturating_mul(DAY);
    let shown = Range {
        from: Instant(now.0.saturating_sub(days)),
        to: now,
    };
    let mut windows: Vec<Range> = Vec::new();
    for service in services {
        for span in of_service(notices, &service.id, now) {
            if let Some(span) = uptime::within(span, shown)
                && !windows.contains(&span)
            {
                windows.push(span);
            }
        }
    }
    sort::by_key(&mut windows, |window| std::cmp::Reverse(window.from));
    windows.truncate(MOST_WINDOWS);
    windows
}

/// How a service stands, by what the servers know.
#[must_use]
pub fn standing(
    service: &Service,
    known: &Known<'_>,
    notices: &[Notice],
    rules: Rules,
) -> Standing {
    let checks: Vec<&Check> = known
        .checks
        .iter()
        .filter(|check| service.holds(&check.labels))
        .collect();
    let maintenance = of_service(notices, &service.id, known.now);
    let maintained = maintenance
        .iter()
        .any(|span| span.from <= known.now && known.now < span.to)
        || checks.iter().any(|check| check.maintained);
    let mut state = worst(service, &checks, known, rules);
    if maintained {
        state = Shown::Maintenance;
    }
    let took = checks
        .iter()
        .filter_map(|check| check.took)
        .fold(None, |most, took| {
            Some(f64::max(took, most.unwrap_or(took)))
        });
    Standing {
        id: service.id.clone(),
        name: service.name.clone(),
        group: service.group.clone(),
        state,
        took,
        days: days(service, known.days, &maintenance),
        uptime: tally(service, known, &maintenance).share(),
    }
}

/// What all of them mean together.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Overall {
    /// All work.
    Working,
    /// Some work slowly, or have only just come back.
    Degraded,
    /// Some do not work.
    SomeDown,
    /// None works.
    AllDown,
    /// Announced work is done.
    Maintenance,
    /// Nothing is known of any of them.
    Unknown,
}

/// The worst counts; a service that nothing is known of says nothing, as long as others do.
#[must_use]
pub fn overall(standings: &[Standing]) -> Overall {
    let count = |states: &[Shown]| {
        let found = standings.iter().filter(|one| states.contains(&one.state));
        found.count()
    };
    let known = standings.len() - count(&[Shown::NoData, Shown::Starting]);
    let down = count(&[Shown::Unhealthy, Shown::Unreachable]);
    if known == 0 {
        Overall::Unknown
    } else if down == known && known > 1 {
        Overall::AllDown
    } else if down > 0 {
        Overall::SomeDown
    } else if count(&[Shown::Degraded, Shown::Recovering]) > 0 {
        Overall::Degraded
    } else if count(&[Shown::Maintenance]) > 0 {
        Overall::Maintenance
    } else {
        Overall::Working
    }
}

fn of_service(notices: &[Notice], id: &str, now: Instant) -> Vec<Range> {
    uptime::union(notice::maintenance(notices, id, now))
}

/// Of several checks of one service, the worst speaks.
fn worst(service: &Service, checks: &[&Check], known: &Known<'_>, rules: Rules) -> Shown {
    let Some(recent) = known.recent else {
        return Shown::NoData;
    };
    let prober = match service.truth {
        Truth::Monitor(_) => Prober::Kuma,
        Truth::Probe(_) | Truth::Direct(_) | Truth::Nobody => Prober::Blackbox,
    };
    let shown = recent
        .iter()
        .filter(|series| service.holds(&series.labels))
        .filter_map(|series| {
            let labels = check::anonymous(&series.labels);
            // The samples say only that it failed; the check knows how, and whether it is still so.
            let check = checks.iter().find(|check| check.labels == labels)?;
            let course = check::course(series, prober, rules);
            Some(Shown::of(&course.known_as(check.level?, known.now, rules)))
        });
    shown.min().unwrap_or(Shown::NoData)
}

fn days(service: &Service, days: Option<&Matrix>, maintenance: &[Range]) -> Vec<Piece> {
    let Some(matrix) = days else {
        return Vec::new();
    };
    let columns: Vec<Column> = matrix
        .series
        .iter()
        .filter(|series| service.holds(&series.labels))
        .map(|series| series.values.clone())
        .collect();
    // Several checks of one service: the mean of those that saw something.
    let shares: Vec<f64> = (0..matrix.grid.count)
        .map(|index| {
            let mut tally = Tally::default();
            for column in &columns {
                if let Some(share) = column.get(index).filter(|share| share.is_finite()) {
                    tally = tally.and(Tally {
                        up: *share,
                        seen: 1.0,
                    });
                }
            }
            tally.share().unwrap_or(f64::NAN)
        })
        .collect();
    beat::pieces(matrix.grid, &shares, maintenance)
}

fn tally(service: &Service, known: &Known<'_>, maintenance: &[Range]) -> Tally {
    let of = |samples: &Samples| Tally {
        up: sum(service, &samples.up),
        seen: sum(service, &samples.seen),
    };
    let mut tally = of(known.samples);
    for (window, samples) in known.windows {
        // A window is a span of this service's own, cut to the days shown.
        if maintenance
            .iter()
            .any(|span| span.from <= window.from && span.to >= window.to)
        {
            tally = tally.without(of(samples));
        }
    }
    tally
}

fn sum(service: &Service, samples: &[Sample]) -> f64 {
    let held = samples
        .iter()
        .filter(|sample| service.holds(&sample.labels) && sample.value.is_finite());
    held.map(|sample| sample.value).sum()
}

/// How long the days of a status page are together.
#[must_use]
pub fn length() -> Millis {
    Millis(i64::try_from(DAYS).unwrap_or(i64::MAX).saturating_mul(DAY))
}
