//! Orders of rows: numbers as JavaScript sorts them, texts as people read them, groups by first appearance.

use crate::lean::lower::lower;
use crate::lean::sort;
use std::cmp::Ordering;

/// Up to here a NaN stays where Grafana's engine leaves it; beyond, it comes last.
const SHORT: usize = 64;

/// Places of the numbers in ascending order; equal ones stay in the order they came in.
///
/// For `(a, b) => a - b` a NaN is as large as whatever it is compared with, so that the order around it is that of the
/// engine's algorithm: the run at the beginning, then one value after the other put in by halving.
#[must_use]
pub fn ascending(weights: &[f64]) -> Vec<usize> {
    let mut places: Vec<usize> = (0..weights.len()).collect();
    let weight = |place: usize| weights.get(place).copied().unwrap_or(f64::NAN);
    if weights.len() >= SHORT || !weights.iter().any(|weight| weight.is_nan()) {
        sort::by(&mut places, |a, b| {
            let (a, b) = (weight(*a), weight(*b));
            // Both zeros are one, and every NaN is.
            a.partial_cmp(&b)
                .unwrap_or_else(|| a.is_nan().cmp(&b.is_nan()))
        });
        return places;
    }
    let below = |a: usize, b: usize| weight(a) < weight(b);
    let descending = matches!(places.as_slice(), [first, second, ..] if below(*second, *first));
    let alike = |pair: &&[usize]| matches!(pair, [a, b] if below(*b, *a) == descending);
    let run = places.windows(2).take_while(alike).count() + 1;
    if let (true, Some(begun)) = (descending, places.get_mut(..run)) {
        begun.reverse();
    }
    for next in run..places.len() {
        let Some(place) = places.get(next).copied() else {
            break;
        };
        let (mut low, mut high) = (0, next);
        while low < high {
            let middle = low + (high - low) / 2;
            if places.get(middle).is_some_and(|other| below(place, *other)) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        if let Some(rest) = places.get_mut(low..=next) {
            rest.rotate_right(1);
        }
    }
    places
}

/// Signs in the order people expect them (that of Unicode's collation): before digits and letters.
const SIGNS: &str = "\t\n\r _-,;:!?.'\"()[]{}@*/\\&#%`^+<=>|~$";

/// How a text is ordered: without regard to case and accents; with `natural`, digits count as numbers.
#[must_use]
pub fn collated(text: &str, natural: bool) -> Vec<(u8, u64)> {
    let text = lower(text);
    let mut letters = text.chars().peekable();
    let mut key = Vec::new();
    while let Some(letter) = letters.next() {
        key.push(match (letter.to_digit(10), SIGNS.find(letter)) {
            (Some(digit), _) => {
                let mut number = u64::from(digit);
                while let Some(digit) = letters.peek().and_then(|next| next.to_digit(10)) {
                    if !natural {
                        break;
                    }
                    number = number.saturating_mul(10).saturating_add(u64::from(digit));
                    letters.next();
                }
                (1, number)
            }
            (None, Some(place)) => (0, place as u64),
            (None, None) => (2, u64::from(u32::from(plain(letter)))),
        });
    }
    key
}

/// The letter without its accent, for the languages of the page.
fn plain(letter: char) -> char {
    match letter {
        'à'..='å' => 'a',
        'ç' => 'c',
        'è'..='ë' => 'e',
        'ì'..='ï' => 'i',
        'ñ' => 'n',
        'ò'..='ö' => 'o',
        'ù'..='ü' => 'u',
        'ý' | 'ÿ' => 'y',
        other => other,
    }
}

/// Places of equal keys together: groups in the order in which their first came, each ascending.
#[must_use]
pub fn groups<K>(keys: &[K], order: impl Fn(&K, &K) -> Ordering) -> Vec<Vec<usize>> {
    let mut places: Vec<usize> = (0..keys.len()).collect();
    let compared = |a: &usize, b: &usize| match (keys.get(*a), keys.get(*b)) {
        (Some(a), Some(b)) => order(a, b),
        _ => Ordering::Equal,
    };
    sort::by(&mut places, compared);
    let mut groups: Vec<Vec<usize>> = places
        .chunk_by(|a, b| compared(a, b).is_eq())
        .map(<[usize]>::to_vec)
        .collect();
    sort::by_key(&mut groups, |group| group.first().copied());
    groups
}
