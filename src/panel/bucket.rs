//! Samples counted in buckets of time and value, for heatmaps.

use crate::chart::scene::Scale;
use crate::lean::decimal;
use crate::lean::sort;
use crate::panel::field::Field;
use crate::panel::options::heatmap::Buckets;
use crate::panel::options::heatmap::BucketsBy;
use crate::time::Instant;
use crate::time::Range;
use crate::time::interval;

/// What was counted from when to when, between which values.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Cell {
    /// Its row, from below.
    pub(crate) row: u32,
    /// From when.
    pub(crate) from: Instant,
    /// To when.
    pub(crate) to: Instant,
    /// From which value.
    pub(crate) lower: f64,
    /// To which.
    pub(crate) upper: f64,
    /// How many.
    pub(crate) count: f64,
}

/// About how many buckets Grafana takes across and up.
const COUNTS: (f64, f64) = (20.0, 10.0);
/// Easy lengths of time below a day, in milliseconds.
const TIMES: [i64; 36] = [
    1, 2, 4, 5, 10, 20, 40, 50, 100, 200, 400, 500, 1_000, 2_000, 4_000, 5_000, 10_000, 15_000,
    20_000, 30_000, 60_000, 120_000, 240_000, 300_000, 600_000, 900_000, 1_200_000, 1_800_000,
    3_600_000, 7_200_000, 14_400_000, 21_600_000, 28_800_000, 43_200_000, 64_800_000, DAY,
];
const DAY: i64 = 86_400_000;

/// The cells that hold a sample.
pub(crate) fn cells(fields: &[Field], range: Range, across: &Buckets, up: &Buckets) -> Vec<Cell> {
    let mut samples: Vec<(Instant, f64)> = Vec::new();
    for field in fields {
        for (index, value) in field.values.iter().enumerate() {
            let at = field.grid.at(index);
            if value.is_finite() && at >= range.from && at <= range.to {
                samples.push((at, *value));
            }
        }
    }
    let width = across_size(range, across);
    let bucket = up_bucket(&samples, up);
    let mut cells: Vec<Cell> = samples
        .iter()
        .filter_map(|(at, value)| {
            let (lower, upper) = bucket(*value)?;
            let from = at.0.div_euclid(width).saturating_mul(width);
            Some(Cell {
                row: 0,
                from: Instant(from),
                to: Instant(from.saturating_add(width)),
                lower,
                upper,
                count: 1.0,
            })
        })
        .collect();
    sort::by(&mut cells, |a, b| {
        a.from.cmp(&b.from).then(a.lower.total_cmp(&b.lower))
    });
    cells.dedup_by(|next, kept| {
        let same = (next.from, next.lower) == (kept.from, kept.lower);
        if same {
            kept.count += next.count;
        }
        same
    });
    cells
}

/// Width of a bucket of time in milliseconds.
fn across_size(range: Range, across: &Buckets) -> i64 {
    let count = match &across.by {
        BucketsBy::Size(size) => {
            let plain = || decimal::parse(size).map(|size| size as i64);
            let size = interval::parse_interval(size)
                .ok()
                .map(|size| size.0)
                .or_else(plain);
            if let Some(size) = size.filter(|size| *size > 0) {
                return size;
            }
            COUNTS.0
        }
        BucketsBy::Count(count) => *count,
        BucketsBy::Auto => COUNTS.0,
    };
    #[allow(clippy::cast_precision_loss, clippy::cast_possible_truncation)]
    let wanted = (range.to.0.saturating_sub(range.from.0) as f64 / (count - 1.0).max(1.0)) as i64;
    if wanted > DAY {
        return wanted / DAY * DAY;
    }
    let easy = TIMES.iter().rev().find(|time| **time <= wanted);
    easy.copied().unwrap_or(1)
}

/// Which bucket of values a value is in; none where the scale has no place for it.
fn up_bucket(
    samples: &[(Instant, f64)],
    up: &Buckets,
) -> impl Fn(f64) -> Option<(f64, f64)> + use<> {
    let size = match &up.by {
        BucketsBy::Size(size) => decimal::parse(size).filter(|size| *size > 0.0),
        BucketsBy::Count(_) | BucketsBy::Auto => None,
    };
    let count = match &up.by {
        BucketsBy::Count(count) => *count,
        BucketsBy::Auto | BucketsBy::Size(_) => COUNTS.1,
    };
    let (mut least, mut most) = (f64::INFINITY, f64::NEG_INFINITY);
    for (_, value) in samples {
        least = least.min(*value);
        most = most.max(*value);
    }
    let scale = up.scale;
    let even = match size {
        Some(size) => size,
        None => easy((most - least) / (count - 1.0).max(1.0)),
    };
    move |value| match scale {
        Scale::Log(base) | Scale::SymLog { base, .. } if value > 0.0 => {
            // Each power of the base is split in so many.
            let split = size.unwrap_or(1.0);
            let place = (value.ln() / base.ln() * split).floor();
            Some((base.powf(place / split), base.powf((place + 1.0) / split)))
        }
        Scale::Log(_) => None,
        Scale::Linear | Scale::SymLog { .. } => {
            let place = (value / even).floor();
            Some((place * even, (place + 1.0) * even))
        }
    }
}

/// The largest of 1, 2, 2.5 and 5 times a power of ten that is not above a length.
fn easy(length: f64) -> f64 {
    if !(length > 0.0 && length.is_finite()) {
        return 1.0;
    }
    let power = 10_f64.powf(length.log10().floor());
    let sizes = [10.0, 5.0, 2.5, 2.0];
    let fits = sizes
        .iter()
        .find(|size| **size * power <= length * (1.0 + f64::EPSILON));
    fits.map_or(power, |size| size * power)
}
