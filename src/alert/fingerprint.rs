//! The name that Prometheus and Alertmanager give a set of labels (`model.LabelSet.Fingerprint`): 64 bits of FNV-1a.

use crate::data::labels::Labels;

const OFFSET: u64 = 0xcbf2_9ce4_8422_2325;
const PRIME: u64 = 0x0000_0100_0000_01b3;
/// Stands behind each name and each value; no UTF-8 text has it.
const SEPARATOR: u8 = 0xff;

/// The name as a number.
#[must_use]
pub fn of(labels: &Labels) -> u64 {
    hash(labels.iter())
}

/// The name of what is left without the labels of these names.
#[must_use]
pub fn beyond(labels: &Labels, names: &Labels) -> u64 {
    let own = |(name, _): &(&str, &str)| names.get(name).is_none();
    hash(labels.iter().filter(own))
}

/// The same of a single label.
#[must_use]
pub fn of_one(name: &str, value: &str) -> u64 {
    further(further(OFFSET, name), value)
}

/// Sixteen hexadecimal digits, as servers write it.
#[must_use]
pub fn written(fingerprint: u64) -> String {
    format!("{fingerprint:016x}")
}

/// What servers write, read.
#[must_use]
pub fn read(text: &str) -> Option<u64> {
    u64::from_str_radix(text, 16).ok()
}

fn hash<'a>(pairs: impl Iterator<Item = (&'a str, &'a str)>) -> u64 {
    pairs.fold(OFFSET, |hash, (name, value)| {
        further(further(hash, name), value)
    })
}

// The separator by itself: a chain with it costs more than all the rest.
fn further(mut hash: u64, text: &str) -> u64 {
    for byte in text.as_bytes() {
        hash = (hash ^ u64::from(*byte)).wrapping_mul(PRIME);
    }
    (hash ^ u64::from(SEPARATOR)).wrapping_mul(PRIME)
}
