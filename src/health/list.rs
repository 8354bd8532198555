//! All checks as one list: those that Prometheus knows and those that this browser asks, the worst first.

use crate::data::labels::Labels;
use crate::data::series::Matrix;
use crate::data::series::RawSeries;
use crate::data::series::Sample;
use crate::health::beat;
use crate::health::beat::Piece;
use crate::health::check;
use crate::health::check::Check;
use crate::health::check::Prober;
use crate::health::check::Shown;
use crate::health::course::Course;
use crate::health::course::Rules;
use crate::health::judge::Level;
use crate::health::judge::Why;
use crate::lean::lower::lower;
use crate::lean::sort;
use crate::time::Instant;

/// Since when something is as it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Since {
    /// Since this sample.
    At(Instant),
    /// Longer than what was looked at, which begins here.
    Before(Instant),
}

/// One line.
#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    /// Unique and the same at each answer: what links name it by.
    pub key: String,
    /// What people call it.
    pub name: String,
    /// What is asked, or by whom.
    pub address: String,
    /// Who checks.
    pub prober: Prober,
    /// How it is.
    pub shown: Shown,
    /// Since when; none without data.
    pub since: Option<Since>,
    /// Why it is not better.
    pub why: Option<Why>,
    /// Seconds the last answer took.
    pub took: Option<f64>,
    /// Until when its certificate holds.
    pub certificate: Option<Instant>,
    /// The good share of what was seen in the range shown.
    pub uptime: Option<f64>,
    /// The range shown, piece by piece.
    pub pieces: Vec<Piece>,
    /// Its labels; none for what the browser asks.
    pub labels: Labels,
}

/// What Prometheus answered.
#[derive(Clone, Copy, Debug)]
pub struct Answers<'a> {
    /// When [`Answers::checks`] were so.
    pub now: Instant,
    /// [`check::checks`].
    pub checks: &'a [Check],
    /// [`crate::health::ask::recent`].
    pub recent: Option<&'a [RawSeries]>,
    /// [`crate::health::ask::shares`] over the range shown.
    pub shares: Option<&'a Matrix>,
    /// [`crate::health::ask::share`] over the range shown.
    pub uptime: &'a [Sample],
}

/// The rows of what Prometheus knows; `name` gives a check another name than its own.
#[must_use]
pub fn rows(
    answers: &Answers<'_>,
    rules: Rules,
    name: impl Fn(&Check) -> Option<String>,
) -> Vec<Row> {
    let recent = answers.recent.map(check::samples).unwrap_or_default();
    let shares = answers.shares.map(check::columns).unwrap_or_default();
    let mut uptime: Vec<(Labels, f64)> = answers
        .uptime
        .iter()
        .map(|sample| (check::anonymous(&sample.labels), sample.value))
        .collect();
    sort::by(&mut uptime, |one, other| one.0.cmp(&other.0));
    answers
        .checks
        .iter()
        .map(|known| {
            let samples = check::samples_of(&recent, &known.labels);
            let course = match (samples, known.level) {
                // The samples say only that it failed; the check knows how.
                (Some(samples), Some(level)) => {
                    check::course(samples, known.prober, rules).known_as(level, answers.now, rules)
                }
                (Some(_) | None, _) => Course::default(),
            };
            let shown = if known.maintained {
                Shown::Maintenance
            } else {
                Shown::of(&course)
            };
            let pieces = match (answers.shares, check::column(&shares, &known.labels)) {
                (Some(matrix), Some(values)) => beat::pieces(matrix.grid, values, &[]),
                (Some(matrix), None) => beat::pieces(matrix.grid, &[], &[]),
                (None, _) => Vec::new(),
            };
            let begin = samples.and_then(|samples| samples.times.first().copied());
            // What never passed has failed from the first of these samples on, not from the one that made it unhealthy.
            let passed = samples.is_none_or(|samples| check::passes(samples, known.prober));
            let began = if passed {
                course.since
            } else {
                begin.unwrap_or(course.since)
            };
            let share = uptime.binary_search_by(|(labels, _)| labels.cmp(&known.labels));
            let share = share.ok().and_then(|at| uptime.get(at));
            Row {
                key: known.labels.pairs(),
                name: name(known).unwrap_or_else(|| known.name.clone()),
                address: known.address.clone(),
                prober: known.prober,
                shown,
                since: course.state.map(|_| since(began, begin, shown, &pieces)),
                why: known.why.clone(),
                took: known
                    .took
                    .filter(|_| known.level != Some(Level::Unreachable)),
                certificate: known.certificate,
                uptime: share
                    .map(|(_, share)| *share)
                    .filter(|share| share.is_finite()),
                pieces,
                labels: known.labels.clone(),
            }
        })
        .collect()
}

/// The worst first, then by name.
pub fn order(rows: &mut [Row]) {
    sort::by(rows, |one: &Row, other: &Row| {
        let by_name = || lower(&one.name).cmp(&lower(&other.name));
        one.shown.cmp(&other.shown).then_with(by_name)
    });
}

/// How many are how, from the worst.
#[must_use]
pub fn counts(rows: &[Row]) -> [(Shown, usize); 8] {
    Shown::ALL.map(|shown| {
        let found = rows.iter().filter(|row| row.shown == shown);
        (shown, found.count())
    })
}

/// Does an instant lie in the piece after this one?
fn is_next(piece: &Piece, at: Instant) -> bool {
    let length = piece.range.to.0.saturating_sub(piece.range.from.0);
    at.0.saturating_sub(piece.range.to.0) <= length
}

/// A state that has lasted for all of the samples may be older: what the pieces before them show decides, as exactly as
/// they are long.
fn since(since: Instant, begin: Option<Instant>, shown: Shown, pieces: &[Piece]) -> Since {
    let Some(begin) = begin.filter(|begin| since <= *begin) else {
        return Since::At(since);
    };
    let good = shown == Shown::Healthy;
    let is_other = |piece: &&Piece| {
        let was_good = piece.share.is_some_and(|share| share >= beat::GOOD_FROM);
        piece.range.from < begin && (piece.share.is_none() || was_good != good)
    };
    match (pieces.iter().rev().find(is_other), pieces.first()) {
        // It began somewhere in the piece after one without data: at its first sample, or a little before what is known.
        (Some(other), _) if other.share.is_none() && is_next(other, begin) => Since::Before(begin),
        (Some(other), _) => Since::Before(other.range.to.min(begin)),
        (None, Some(first)) => Since::Before(first.range.from.min(begin)),
        (None, None) => Since::Before(begin),
    }
}
