//! Stable sorting. Slower than the standard library's by a small factor: nothing that passes for every sample sorts here.

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

/// For each index, where its item belongs.
fn places(count: usize, order: &dyn Fn(usize, usize) -> Ordering) -> Vec<usize> {
    let mut sorted: Vec<usize> = (0..count).collect();
    sorted.sort_by(|a, b| order(*a, *b));
    let mut places = vec![0; count];
    for (place, index) in sorted.into_iter().enumerate() {
        if let Some(slot) = places.get_mut(index) {
            *slot = place;
        }
    }
    places
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
