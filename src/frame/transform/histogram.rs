//! `histogram`: how many values of each column of numbers fall into each bucket.

use super::Made;
use super::room;
use crate::frame::Field;
use crate::frame::Frame;
use crate::frame::Kind;
use crate::frame::column::Column;
use crate::frame::name::Known;
use crate::frame::order::groups;
use crate::lean::sort;
use crate::notation::json::Object;
use crate::unit::number::plain;

/// Names of the columns that hold the ends of the buckets.
const ENDS: [&str; 2] = ["xMin", "xMax"];

/// Buckets aimed at where no size is given.
const BUCKETS: f64 = 30.0;

/// Sizes that people read easily, within a power of ten.
const SIZES: [f64; 5] = [1.0, 2.0, 2.5, 4.0, 5.0];

/// The sizes go from ten to minus this up to ten to this.
const POWERS: i32 = 9;

/// How wide the buckets are, and whether all columns count together.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Histogram {
    size: Option<f64>,
    count: f64,
    offset: f64,
    combine: bool,
}

impl Histogram {
    pub(crate) fn new(size: Option<f64>, count: u32, offset: f64, combine: bool) -> Self {
        Self {
            size,
            count: f64::from(count.max(1)),
            offset,
            combine,
        }
    }

    pub(crate) fn read(options: &Object<'_>) -> Self {
        let number = |key: &str| match options.text(key) {
            Some(text) if text.is_empty() => None,
            _ => options.number(key),
        };
        Self {
            size: number("bucketSize").filter(|size| *size > 0.0),
            count: BUCKETS,
            offset: number("bucketOffset").unwrap_or(0.0),
            combine: options.flag("combine").unwrap_or(false),
        }
    }

    pub(crate) fn apply(&self, frames: Vec<Frame>) -> Made {
        if frames.is_empty() {
            return Ok(frames);
        }
        let counted: Vec<(Field, Vec<f64>)> = frames
            .into_iter()
            .flat_map(|frame| frame.fields)
            .filter(|field| field.kind == Kind::Number)
            .map(|field| {
                let numbers = field.values.plotted();
                let finite = numbers.iter().copied().filter(|number| number.is_finite());
                let finite = finite.collect();
                (field, finite)
            })
            .collect();
        if counted.is_empty() {
            return Ok(Vec::new());
        }
        let size = self.size.or_else(|| fitting(&counted, self.count));
        let bucket = |value: f64| {
            let size = size.unwrap_or(f64::NAN);
            rounded(((value - self.offset) / size).floor() * size + self.offset) + 0.0
        };
        // Every bucket that holds a value, ascending, and which bucket each value is in.
        let places: Vec<f64> = counted
            .iter()
            .flat_map(|(_, values)| values)
            .map(|value| bucket(*value))
            .collect();
        let mut buckets = groups(&places, f64::total_cmp);
        let start = |group: &Vec<usize>| {
            group
                .first()
                .and_then(|at| places.get(*at))
                .copied()
                .unwrap_or(f64::NAN)
        };
        sort::by(&mut buckets, |a, b| start(a).total_cmp(&start(b)));
        room(counted.len() + 2, buckets.len())?;

        let starts: Vec<f64> = buckets.iter().map(start).collect();
        let ends = starts
            .iter()
            .map(|start| start + size.unwrap_or(f64::NAN))
            .collect();
        let unit = counted
            .iter()
            .find_map(|(field, _)| field.config.unit.clone());
        let mut fields: Vec<Field> = ENDS
            .iter()
            .zip([starts, ends])
            .map(|(name, values)| {
                let mut field = Field::new(name, Kind::Number, Column::numbers(values));
                field.config.unit.clone_from(&unit);
                field.config.decimals = size.and_then(decimals);
                field
            })
            .collect();
        fields.extend(self.counts(counted, &buckets));
        Ok(vec![Frame {
            ref_id: "histogram".to_owned(),
            name: String::new(),
            fields,
        }])
    }

    /// The columns of counts: one for each column counted, or one for all.
    fn counts(&self, counted: Vec<(Field, Vec<f64>)>, buckets: &[Vec<usize>]) -> Vec<Field> {
        let mut of: Vec<usize> = Vec::new();
        for (at, (_, values)) in counted.iter().enumerate() {
            of.resize(of.len() + values.len(), at);
        }
        let columns = if self.combine { 1 } else { counted.len() };
        let mut counts = vec![vec![0.0; buckets.len()]; columns];
        for (bucket, values) in buckets.iter().enumerate() {
            for value in values {
                let column = if self.combine {
                    0
                } else {
                    of.get(*value).copied().unwrap_or(0)
                };
                let slot = counts
                    .get_mut(column)
                    .and_then(|counts| counts.get_mut(bucket));
                if let Some(slot) = slot {
                    *slot += 1.0;
                }
            }
        }
        let mut fields: Vec<Field> = counted
            .into_iter()
            .zip(counts)
            .map(|((mut field, _), counts)| {
                field.config.unit = field.config.unit.filter(|unit| unit == "short");
                field.values = Column::numbers(counts);
                field
            })
            .collect();
        if let (true, Some(all)) = (self.combine, fields.first_mut()) {
            all.name = "count".to_owned();
            let name = "Count".to_owned();
            all.known = Some(Known { name, among: false });
        }
        fields
    }
}

/// The smallest easy size that makes few enough buckets and is no finer than the values.
fn fitting(counted: &[(Field, Vec<f64>)], count: f64) -> Option<f64> {
    let mut values: Vec<f64> = counted
        .iter()
        .flat_map(|(_, values)| values)
        .copied()
        .collect();
    sort::by(&mut values, f64::total_cmp);
    let range = values.last()? - values.first()?;
    let finest = match values.as_slice() {
        [_] => 1.0,
        values => values
            .windows(2)
            .filter_map(|pair| match pair {
                [a, b] if a < b => Some(b - a),
                _ => None,
            })
            .fold(f64::INFINITY, f64::min),
    };
    (-POWERS..=POWERS)
        .flat_map(|power| SIZES.map(|size| (size, power)))
        .filter(|(size, power)| *power != 0 || *size != 2.5)
        .map(|(size, power)| match power {
            ..0 => size / 10_f64.powi(-power),
            0.. => size * 10_f64.powi(power),
        })
        .find(|size| range / count < *size && *size >= finest)
}

/// Rounded to nine decimals, so that a bucket has one start.
fn rounded(value: f64) -> f64 {
    if value.fract() == 0.0 {
        return value;
    }
    ((value * 1e9 * (1.0 + f64::EPSILON)) + 0.5).floor() / 1e9
}

/// Decimals of a size; none for whole ones.
fn decimals(size: f64) -> Option<u8> {
    let text = plain(size);
    let (_, fraction) = text.split_once('.')?;
    let digits = fraction.bytes().all(|byte| byte.is_ascii_digit());
    u8::try_from(fraction.len()).ok().filter(|_| digits)
}
