//! How the pretend company moves in time: a day, a little chance, and incidents that come back.
//!
//! Contract: everything is a pure function of Unix seconds. A [`Flow`] knows its own integral, so a counter at any time
//! is one call, never a sum over the past; it never decreases. It does not know what flows.

use std::f64::consts::TAU;

/// Where counters start: 2025-01-01T00:00:00Z. Before it they are not defined.
pub(crate) const EPOCH: f64 = 1_735_689_600.0;

const MINUTE: f64 = 60.0;
const HOUR: f64 = 3_600.0;
const DAY: f64 = 86_400.0;

/// The quietest moment of the day, in seconds after midnight UTC; the busiest is twelve hours later.
const QUIETEST: f64 = 4.0 * HOUR;

/// Something that happens again and again, always at the same hours.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Incident {
    /// A bad release: errors and latency for half an hour, four times a day, so that any six hours hold one.
    Release,
    /// A campaign goes out: visitors and leads for two hours in the evening.
    Campaign,
    /// The database is backed up every four hours.
    Backup,
    /// The staging copy of the site is put under load every four hours.
    LoadTest,
}

impl Incident {
    /// Period, first start after midnight, length and ramp, in seconds.
    fn timetable(self) -> (f64, f64, f64, f64) {
        match self {
            Self::Release => (
                6.0 * HOUR,
                HOUR + 20.0 * MINUTE,
                35.0 * MINUTE,
                2.0 * MINUTE,
            ),
            Self::Campaign => (DAY, 17.0 * HOUR, 2.0 * HOUR, 20.0 * MINUTE),
            Self::Backup => (4.0 * HOUR, 30.0 * MINUTE, 20.0 * MINUTE, MINUTE),
            Self::LoadTest => (
                4.0 * HOUR,
                2.0 * HOUR + 10.0 * MINUTE,
                40.0 * MINUTE,
                10.0 * MINUTE,
            ),
        }
    }

    /// When it happens.
    pub(crate) fn cadence(self) -> Cadence {
        let (period, start, _, _) = self.timetable();
        Cadence { period, start }
    }

    /// How much of it is happening: 0 is none, 1 is all of it, straight ramps between.
    pub(crate) fn strength(self, at: f64) -> f64 {
        let (period, start, length, ramp) = self.timetable();
        let inside = (at - EPOCH - start).rem_euclid(period);
        (inside / ramp)
            .min((length - inside) / ramp)
            .clamp(0.0, 1.0)
    }

    /// The integral of [`strength`](Self::strength) since the epoch.
    pub(crate) fn integral(self, at: f64) -> f64 {
        let (period, start, length, ramp) = self.timetable();
        let since = (at - EPOCH - start).max(0.0);
        let inside = since.rem_euclid(period).min(length);
        let rising = inside.min(ramp);
        let flat = (inside - ramp).clamp(0.0, length - 2.0 * ramp);
        let falling = (inside - (length - ramp)).clamp(0.0, ramp);
        let partial =
            rising * rising / (2.0 * ramp) + flat + falling - falling * falling / (2.0 * ramp);
        (since / period).floor() * (length - ramp) + partial
    }
}

/// Something that is done again and again: every so many seconds, for the first time so many seconds after midnight.
#[derive(Clone, Copy)]
pub(crate) struct Cadence {
    pub(crate) period: f64,
    pub(crate) start: f64,
}

impl Cadence {
    /// How often it has been done.
    pub(crate) fn count(self, at: f64) -> f64 {
        let since = at - EPOCH - self.start;
        ((since / self.period).floor() + 1.0).max(0.0)
    }

    /// When it was done last; the epoch before the first time.
    pub(crate) fn last(self, at: f64) -> f64 {
        match self.count(at) {
            0.0 => EPOCH,
            count => EPOCH + self.start + (count - 1.0) * self.period,
        }
    }
}

/// How much of the day's bustle there is: 0 at the quietest moment, 1 at the busiest.
pub(crate) fn bustle(at: f64) -> f64 {
    (1.0 - (TAU * (at - EPOCH - QUIETEST) / DAY).cos()) / 2.0
}

fn bustle_integral(at: f64) -> f64 {
    let angle = |seconds: f64| TAU * (seconds - QUIETEST) / DAY;
    let since = at - EPOCH;
    since / 2.0 - DAY / (2.0 * TAU) * (angle(since).sin() - angle(0.0).sin())
}

/// What happens so many times, or takes so many seconds or bytes, per second.
#[derive(Clone, Copy)]
pub(crate) struct Flow {
    /// Per second, always.
    pub(crate) quiet: f64,
    /// Per second more, at the busiest moment of the day.
    pub(crate) busy: f64,
    /// Per second more, while an incident lasts.
    pub(crate) incident: Option<(Incident, f64)>,
    /// Which of the many noises; flows of the same seed move alike.
    pub(crate) seed: u64,
}

impl Flow {
    pub(crate) const fn new(quiet: f64, busy: f64, seed: u64) -> Self {
        Self {
            quiet,
            busy,
            incident: None,
            seed,
        }
    }

    pub(crate) const fn during(self, incident: Incident, more: f64) -> Self {
        Self {
            incident: Some((incident, more)),
            ..self
        }
    }

    /// The same flow, `share` times as wide.
    pub(crate) fn times(self, share: f64) -> Self {
        Self {
            quiet: self.quiet * share,
            busy: self.busy * share,
            incident: self
                .incident
                .map(|(incident, more)| (incident, more * share)),
            seed: self.seed,
        }
    }

    /// The same flow with another noise.
    pub(crate) fn seeded(self, seed: u64) -> Self {
        Self { seed, ..self }
    }

    /// All that flowed since the epoch: the value of a counter.
    pub(crate) fn total(&self, at: f64) -> f64 {
        let incident = self
            .incident
            .map_or(0.0, |(incident, more)| more * incident.integral(at));
        self.quiet * (at - EPOCH)
            + self.busy * bustle_integral(at)
            + incident
            + self.quiet * sway(self.seed, at)
    }

    /// A number that goes up and down with the flow, without the noise of its counter.
    pub(crate) fn now(&self, at: f64) -> f64 {
        let incident = self
            .incident
            .map_or(0.0, |(incident, more)| more * incident.strength(at));
        (self.quiet + self.busy * bustle(at) + incident) * (1.0 + 0.08 * noise(self.seed, at))
    }
}

/// Chance between -1 and 1, smooth enough to look like a machine and not like static.
pub(crate) fn noise(seed: u64, at: f64) -> f64 {
    0.2 * lattice(seed, at, 30.0)
        + 0.3 * lattice(seed ^ 1, at, 240.0)
        + 0.5 * lattice(seed ^ 2, at, 2_100.0)
}

/// Seconds by which a flow of 1 per second runs ahead of itself or behind. Its slope stays within ±0.72, so a counter
/// that adds it still never decreases.
fn sway(seed: u64, at: f64) -> f64 {
    // A straight line between -a and a over d seconds has a slope of at most 2a/d.
    [(30.0, 0.22), (300.0, 0.25), (2_700.0, 0.25)]
        .iter()
        .map(|&(length, slope)| lattice(seed, at, length) * slope * length / 2.0)
        .sum()
}

/// Random heights between -1 and 1 every `length` seconds, straight lines between; the first is 0, so that counters start there.
fn lattice(seed: u64, at: f64, length: f64) -> f64 {
    let place = (at - EPOCH) / length;
    let left = place.floor();
    let height = |index: f64| {
        if index < 1.0 {
            0.0
        } else {
            scatter(seed ^ (index as u64).wrapping_mul(0x9e37_79b9_7f4a_7c15) ^ length as u64)
        }
    };
    height(left) + (height(left + 1.0) - height(left)) * (place - left)
}

/// A number between -1 and 1 that has nothing to do with its neighbours (the finalizer of SplitMix64).
pub(crate) fn scatter(seed: u64) -> f64 {
    let mut bits = seed.wrapping_add(0x9e37_79b9_7f4a_7c15);
    bits = (bits ^ (bits >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    bits = (bits ^ (bits >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    (bits ^ (bits >> 31)) as f64 / u64::MAX as f64 * 2.0 - 1.0
}

/// A seed of words, so that each series has a noise of its own that no other run changes (FNV-1a).
pub(crate) fn seed(words: &[&str]) -> u64 {
    words
        .iter()
        .flat_map(|word| word.bytes())
        .fold(0xcbf2_9ce4_8422_2325, |hash: u64, byte| {
            (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3)
        })
}
