//! What a list of log lines can be asked: which lines repeat, how often each level came, which values a field has.
//!
//! Knows neither where lines come from nor how they are shown.

use crate::data::level::Level;
use crate::lean::sort;

/// When a line repeats the one before it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Dedup {
    /// Never.
    #[default]
    None,
    /// When they are the same but for the ISO times in them.
    Exact,
    /// When they are the same but for their digits.
    Numbers,
    /// When they have the same punctuation and space.
    Signature,
}

/// A line that is kept, and how many after it repeat it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Kept {
    /// Its place among all lines.
    pub index: usize,
    /// How many lines repeat it.
    pub duplicates: usize,
}

/// The lines to show. Each is held against the last one kept, so a line that comes again later stands again.
#[must_use]
pub fn dedup(lines: &[&str], how: Dedup) -> Vec<Kept> {
    let mut kept: Vec<Kept> = Vec::new();
    let mut last: Option<String> = None;
    for (index, line) in lines.iter().enumerate() {
        let sign = match how {
            Dedup::None => None,
            Dedup::Exact => Some(without_times(line)),
            Dedup::Numbers => Some(line.replace(|c: char| c.is_ascii_digit(), "")),
            Dedup::Signature => {
                Some(line.replace(|c: char| c.is_ascii_alphanumeric() || c == '_', ""))
            }
        };
        match kept.last_mut().filter(|_| sign.is_some() && sign == last) {
            Some(same) => same.duplicates += 1,
            None => kept.push(Kept {
                index,
                duplicates: 0,
            }),
        }
        last = sign;
    }
    kept
}

/// A value of a field: how many lines have it, and which part that is of the lines that have the field.
#[derive(Clone, Debug, PartialEq)]
pub struct FieldValue {
    /// The value.
    pub value: String,
    /// Lines with it.
    pub count: usize,
    /// 0 to 1.
    pub proportion: f64,
}

/// The values of a field, the most frequent first; lines without the field do not count.
#[must_use]
pub fn field_values(values: &[Option<&str>]) -> Vec<FieldValue> {
    let mut found: Vec<FieldValue> = Vec::new();
    let present: Vec<&str> = values.iter().copied().flatten().collect();
    for value in &present {
        match found.iter_mut().find(|known| known.value == *value) {
            Some(known) => known.count += 1,
            None => found.push(FieldValue {
                value: (*value).to_owned(),
                count: 1,
                proportion: 0.0,
            }),
        }
    }
    for value in &mut found {
        value.proportion = value.count as f64 / present.len() as f64;
    }
    sort::by(&mut found, |a, b| a.count.cmp(&b.count));
    found.reverse();
    found
}

/// How many lines of a level there were at which times.
#[derive(Clone, Debug, PartialEq)]
pub struct Volume {
    /// The level; none where lines name none.
    pub level: Option<Level>,
    /// Times and counts, in order of time.
    pub counts: Vec<(i64, f64)>,
}

/// Volumes of several queries as one of each level, in order of their first appearance.
#[must_use]
pub fn merge(volumes: &[Volume]) -> Vec<Volume> {
    let mut merged: Vec<Volume> = Vec::new();
    for volume in volumes {
        let Some(known) = merged.iter_mut().find(|known| known.level == volume.level) else {
            merged.push(volume.clone());
            continue;
        };
        for (at, count) in &volume.counts {
            match known.counts.binary_search_by_key(at, |(at, _)| *at) {
                Ok(place) => known
                    .counts
                    .get_mut(place)
                    .into_iter()
                    .for_each(|one| one.1 += count),
                Err(place) => known.counts.insert(place, (*at, *count)),
            }
        }
    }
    merged
}

/// The most lines of all levels together at one time.
#[must_use]
pub fn most(volumes: &[Volume]) -> f64 {
    let mut totals: Vec<(i64, f64)> = Vec::new();
    for (at, count) in volumes.iter().flat_map(|volume| &volume.counts) {
        match totals.binary_search_by_key(at, |(at, _)| *at) {
            Ok(place) => totals
                .get_mut(place)
                .into_iter()
                .for_each(|one| one.1 += count),
            Err(place) => totals.insert(place, (*at, *count)),
        }
    }
    totals.iter().fold(0.0, |most, (_, total)| most.max(*total))
}

/// A line with the line ends and tabs in it that were written as letters.
#[must_use]
pub fn unescape(line: &str) -> String {
    line.replace("\\r\\n", "\n")
        .replace("\\n", "\n")
        .replace("\\r", "\n")
        .replace("\\t", "\t")
}

/// What stands at each place of an ISO time: a digit up to this one, or this sign.
const TIME: &[u8; 19] = b"9999-19-39T29:59:69";

/// A line without its ISO times, which have a fraction and a zone.
fn without_times(line: &str) -> String {
    let mut text = String::with_capacity(line.len());
    let mut rest = line;
    while let Some(next) = rest.chars().next() {
        let length = time_length(rest.as_bytes()).unwrap_or_else(|| {
            text.push(next);
            next.len_utf8()
        });
        rest = rest.get(length..).unwrap_or("");
    }
    text
}

/// How many bytes of an ISO time a text begins with.
fn time_length(text: &[u8]) -> Option<usize> {
    let fits = |(byte, wanted): (&u8, &u8)| match wanted {
        b'0'..=b'9' => byte.is_ascii_digit() && byte <= wanted,
        sign => byte == sign,
    };
    let (start, rest) = text.split_at_checked(TIME.len())?;
    if !start.iter().zip(TIME).all(fits) || !matches!(rest.first(), Some(b'.' | b',')) {
        return None;
    }
    let digits = rest
        .iter()
        .skip(1)
        .take_while(|byte| byte.is_ascii_digit())
        .count();
    let zone = rest.get(1 + digits..)?;
    let zone = match (digits, zone) {
        (0, _) => return None,
        (_, [b'Z', ..]) => 1,
        (_, [b'+' | b'-', zone @ ..]) => {
            let zone = zone.get(..5)?;
            1 + zone.iter().zip(b"29:59").all(fits).then_some(zone.len())?
        }
        _ => return None,
    };
    Some(TIME.len() + 1 + digits + zone)
}
