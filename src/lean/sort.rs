//! Stable sorting. Slower than the standard library's by a small factor: nothing that passes for every sample sorts here.

use crate::lean::turns::Turns;
use std::cmp::Ordering;

/// Sorts; equal items stay in the order they came in.
pub fn by<T>(items: &mut [T], order: impl Fn(&T, &T) -> Ordering) {
    let mut places = places(items.len(), &|a, b| match (items.get(a), items.get(b)) {
        (Some(a), Some(b)) => order(a, b),
        _ => Ordering::Equal,
    });
    exchange(&mut places, &mut |a, b| items.swap(a, b));
}

/// Sorts by what `key` makes of each item; equal ones stay in the order they came in.
pub fn by_key<T, K: Ord>(items: &mut [T], key: impl Fn(&T) -> K) {
    by(items, |a, b| key(a).cmp(&key(b)));
}

/// As [`by`], in turns with others: to sort tens of thousands in one go is a pause that one feels. Items that are copied
/// are merged as they are, which is much sooner than to look each of them up.
pub async fn in_turns<T: Copy>(
    items: &mut Vec<T>,
    order: impl Fn(&T, &T) -> Ordering,
    turns: &mut impl Turns,
) {
    let mut width = 1;
    let mut merged = Vec::with_capacity(items.len());
    while width < items.len() {
        merged.clear();
        let mut rested = 0;
        for pair in items.chunks(width * 2) {
            let (one, other) = pair.split_at(width.min(pair.len()));
            merge(one, other, &order, &mut merged);
            if merged.len() - rested >= PIECE {
                rested = merged.len();
                turns.pass().await;
            }
        }
        std::mem::swap(items, &mut merged);
        width *= 2;
    }
}

/// Items that are merged before others may have a turn.
const PIECE: usize = 1 << 12;

/// For each index, where its item belongs.
fn places(count: usize, order: &dyn Fn(usize, usize) -> Ordering) -> Vec<usize> {
    let mut sorted: Vec<usize> = (0..count).collect();
    let order = |a: &usize, b: &usize| order(*a, *b);
    let mut merged = Vec::with_capacity(count);
    let mut width = if sorted.is_sorted_by(|a, b| order(a, b).is_le()) {
        count
    } else {
        1
    };
    while width < count {
        for pair in sorted.chunks(width * 2) {
            let (one, other) = pair.split_at(width.min(pair.len()));
            merge(one, other, &order, &mut merged);
        }
        std::mem::swap(&mut sorted, &mut merged);
        merged.clear();
        width *= 2;
    }
    let mut places = vec![0; sorted.len()];
    for (place, index) in sorted.iter().enumerate() {
        if let Some(slot) = places.get_mut(*index) {
            *slot = place;
        }
    }
    places
}

/// Two sorted runs as one behind `merged`; of equal items those of the first run come first.
fn merge<T: Copy>(
    one: &[T],
    other: &[T],
    order: &impl Fn(&T, &T) -> Ordering,
    merged: &mut Vec<T>,
) {
    let (mut one, mut other) = (one.iter().copied(), other.iter().copied());
    let (mut first, mut second) = (one.next(), other.next());
    while let (Some(a), Some(b)) = (first, second) {
        if order(&b, &a).is_lt() {
            merged.push(b);
            second = other.next();
        } else {
            merged.push(a);
            first = one.next();
        }
    }
    merged.extend(first.into_iter().chain(one));
    merged.extend(second.into_iter().chain(other));
}

/// Brings every item to its place: each exchange puts at least one there.
fn exchange(places: &mut [usize], swap: &mut dyn FnMut(usize, usize)) {
    for index in 0..places.len() {
        while let Some(place) = places.get(index).copied().filter(|place| *place != index) {
            swap(index, place);
            places.swap(index, place);
        }
    }
}
