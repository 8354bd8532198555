//! How often alerts fired and how long, from the answer to `ALERTS` over a range.
//!
//! Prometheus writes a sample of each pending or firing alert at every evaluation; what is known is therefore as exact
//! as the step of the question: a state holds from the first instant that shows it to the first that does not.

use crate::alert::matcher;
use crate::alert::matcher::Ready;
use crate::data::labels::Labels;
use crate::data::series::Matrix;
use crate::data::series::is_gap;
use crate::lean::sort;
use crate::time::Instant;
use crate::time::Millis;
use crate::time::format;

/// The question whose answer this room reads.
pub const EXPR: &str = "ALERTS";

/// An alert that fires again within this time of its end was not resolved: it flaps.
pub const FLAP_WITHIN: Millis = Millis(15 * 60_000);

/// The past of one alert.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Past {
    /// Its labels.
    pub labels: Labels,
    /// The same as an Alertmanager has them.
    pub sent: Labels,
    /// What it was when, in order of time.
    pub intervals: Vec<Interval>,
    /// How often it fired.
    pub count: usize,
    /// How long it fired in all.
    pub firing: Millis,
    /// How often it fired again soon after its end.
    pub flaps: usize,
    /// How long it fired on average, of the times whose beginning and end are both in the range; none without such.
    pub mean_to_resolve: Option<Millis>,
}

/// A time in one state.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Interval {
    /// Firing, or pending.
    pub firing: bool,
    /// The first instant that shows it.
    pub from: Instant,
    /// The first that does not, or the last of the range.
    pub to: Instant,
    /// It began in the range, not before.
    pub began: bool,
    /// It ended in the range.
    pub ended: bool,
}

/// The past of every alert in an answer, those that fired longest first. Series that are no alert's are passed over. `added`
/// are labels that the server adds on the way to an Alertmanager where an alert has none of the name.
#[must_use]
pub fn read(matrix: &Matrix, added: &Labels) -> Vec<Past> {
    let mut found: Vec<(Labels, Interval)> = Vec::new();
    for series in &matrix.series {
        let firing = match series.labels.get("alertstate") {
            Some("firing") => true,
            Some("pending") => false,
            _ => continue,
        };
        let own = |(name, _): &(&str, &str)| !matches!(*name, "alertstate" | "__name__");
        let labels = Labels::from_pairs(series.labels.iter().filter(own));
        for interval in intervals(matrix, &series.values, firing) {
            found.push((labels.clone(), interval));
        }
    }
    sort::by(&mut found, |a, b| {
        (&a.0, a.1.from, a.1.firing).cmp(&(&b.0, b.1.from, b.1.firing))
    });
    let mut all: Vec<Past> = Vec::new();
    for (labels, interval) in found {
        match all.last_mut() {
            Some(last) if last.labels == labels => last.intervals.push(interval),
            _ => all.push(Past {
                sent: Labels::from_pairs(added.iter().chain(labels.iter())),
                labels,
                intervals: vec![interval],
                count: 0,
                firing: Millis(0),
                flaps: 0,
                mean_to_resolve: None,
            }),
        }
    }
    for past in &mut all {
        past.sum_up();
    }
    sort::by(&mut all, |a, b| b.firing.cmp(&a.firing));
    all
}

fn intervals(matrix: &Matrix, values: &[f64], firing: bool) -> Vec<Interval> {
    let grid = matrix.grid;
    let mut found = Vec::new();
    let mut open: Option<usize> = None;
    for (index, value) in values.iter().enumerate() {
        // A sample of another value than 1 is an old server's way to say that the alert is over.
        let holds = !is_gap(*value) && *value != 0.0;
        match (open, holds) {
            (None, true) => open = Some(index),
            (Some(start), false) => {
                found.push((start, index, true));
                open = None;
            }
            (None, false) | (Some(_), true) => {}
        }
    }
    found.extend(open.map(|start| (start, values.len().saturating_sub(1), false)));
    let interval = |(start, end, ended)| Interval {
        firing,
        from: grid.at(start),
        to: grid.at(end),
        began: start > 0,
        ended,
    };
    found.into_iter().map(interval).collect()
}

impl Past {
    fn sum_up(&mut self) {
        let mut resolved = (0, 0);
        let mut last_end: Option<Instant> = None;
        for interval in self.intervals.iter().filter(|one| one.firing) {
            let length = interval.to.0.saturating_sub(interval.from.0);
            self.count += 1;
            self.firing.0 += length;
            if interval.began && interval.ended {
                resolved = (resolved.0 + 1, resolved.1 + length);
            }
            let soon = |end: Instant| interval.from.0.saturating_sub(end.0) <= FLAP_WITHIN.0;
            self.flaps += usize::from(last_end.is_some_and(soon));
            last_end = Some(interval.to);
        }
        let (count, length) = resolved;
        self.mean_to_resolve = length.checked_div(count).map(Millis);
    }
}

/// A silence, as far as the past is concerned.
#[derive(Clone, Debug)]
pub struct Quiet {
    /// Which alerts it held.
    pub ready: Ready,
    /// From when.
    pub from: Instant,
    /// Until when; of one that was ended, when that was.
    pub to: Instant,
}

/// What a piece of a timeline shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shown {
    /// Firing, and heard.
    Firing,
    /// Pending.
    Pending,
    /// Firing, but silenced.
    Silenced,
}

/// The past in pieces, in order of time: what fired is parted where a silence held it. Only silences that are still known
/// count.
#[must_use]
pub fn pieces(past: &Past, silences: &[Quiet]) -> Vec<(Shown, Instant, Instant)> {
    let mut held: Vec<(Instant, Instant)> = silences
        .iter()
        .filter(|one| one.from < one.to && one.ready.hold(&past.sent))
        .map(|one| (one.from, one.to))
        .collect();
    sort::by(&mut held, Ord::cmp);
    let mut pieces = Vec::new();
    for interval in &past.intervals {
        if !interval.firing {
            pieces.push((Shown::Pending, interval.from, interval.to));
            continue;
        }
        let mut at = interval.from;
        for (from, to) in &held {
            let (from, to) = ((*from).max(at), (*to).min(interval.to));
            if from >= to {
                continue;
            }
            if at < from {
                pieces.push((Shown::Firing, at, from));
            }
            match pieces.last_mut() {
                // Two silences that overlap are one quiet time.
                Some((Shown::Silenced, _, end)) if *end == from => *end = to,
                _ => pieces.push((Shown::Silenced, from, to)),
            }
            at = to;
        }
        // One that was just seen has no length yet, and is shown all the same.
        if at < interval.to || interval.from == interval.to {
            pieces.push((Shown::Firing, at, interval.to));
        }
    }
    pieces
}

/// Every interval as a line of CSV (RFC 4180), times in UTC: alert, labels, state, from, to, seconds, and whether its
/// beginning and end are known.
#[must_use]
pub fn csv(all: &[Past]) -> String {
    let mut text = "alertname,labels,state,from,to,seconds,began,ended\r\n".to_owned();
    for past in all {
        let name = past.labels.get("alertname").unwrap_or("");
        let labels = matcher::written_all(&matcher::of_labels(&past.labels));
        for one in &past.intervals {
            let seconds = one.to.0.saturating_sub(one.from.0) / 1000;
            let fields = [
                cell(name),
                cell(&labels),
                if one.firing { "firing" } else { "pending" }.to_owned(),
                format::iso(one.from),
                format::iso(one.to),
                seconds.to_string(),
                one.began.to_string(),
                one.ended.to_string(),
            ];
            text.push_str(&fields.join(","));
            text.push_str("\r\n");
        }
    }
    text
}

/// Programs that open the file run what begins like a formula; an apostrophe keeps it a text.
fn cell(text: &str) -> String {
    let formula = text.starts_with(['=', '+', '-', '@', '\t', '\r']);
    let text = [if formula { "'" } else { "" }, text].concat();
    if text.contains(['"', ',', '\n', '\r']) {
        format!("\"{}\"", text.replace('"', "\"\""))
    } else {
        text
    }
}
