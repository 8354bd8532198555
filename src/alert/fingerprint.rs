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
    let mut hash = OFFSET;
    for (name, value) in pairs {
        for text in [name, value] {
            for byte in text.bytes().chain([SEPARATOR]) {
                hash = (hash ^ u64::from(byte)).wrapping_mul(PRIME);
            }
        }
    }
    hash
}
