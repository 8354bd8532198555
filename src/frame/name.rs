//! What columns and frames are called: Grafana's display names.
//!
//! In order: the name a transformation gave, the legend, the name of a column of instants; else the frame's name (where
//! the frames' names differ), the column's own unless it is `Value`, and its labels: one value where a single label
//! tells all apart, otherwise all of them. Two columns of one name are numbered.
//!
//! A name once found is kept on the column ([`Known`]), as Grafana keeps it: when `Time 1` is left out, `Time 2` stays
//! `Time 2`. It is found anew only where frames are looked at together that were named alone, or the other way round.

use crate::frame::Field;
use crate::frame::Frame;
use crate::frame::Kind;
use crate::frame::VALUE;
use crate::lean::sort;

/// A name found earlier.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Known {
    /// The name.
    pub name: String,
    /// Found among several frames.
    pub among: bool,
}

/// Names every column of frames that are looked at together.
pub fn settle(frames: &mut [Frame]) {
    let differ = frames
        .windows(2)
        .any(|pair| matches!(pair, [one, other] if one.name != other.name));
    let among = frames.len() > 1;
    let single = single_label(frames.iter());
    for frame in frames {
        settle_frame(frame, among, differ, single.as_deref());
    }
}

/// Names every column of a frame for itself.
pub fn settle_alone(frame: &mut Frame) {
    let single = single_label([&*frame].into_iter());
    settle_frame(frame, false, false, single.as_deref());
}

/// The name of a column as it was settled; its own where it was not.
#[must_use]
pub fn known(field: &Field) -> &str {
    field
        .known
        .as_ref()
        .map_or(&field.name, |known| &known.name)
}

/// The name of a column of which nothing but itself is known: neither legend nor labels count.
#[must_use]
pub fn alone(field: &Field) -> String {
    match (&field.known, &field.config.display_name) {
        (Some(known), _) if !known.among => known.name.clone(),
        (_, Some(given)) if !given.is_empty() => given.clone(),
        _ if field.name.is_empty() => VALUE.to_owned(),
        _ => field.name.clone(),
    }
}

/// The name of a frame whose columns are settled alone. Several columns of values make a list, unless the frame's place
/// among others is given.
#[must_use]
pub fn of_frame(frame: &Frame, place: Option<usize>) -> String {
    if !frame.name.is_empty() {
        return frame.name.clone();
    }
    let names: Vec<&str> = frame
        .fields
        .iter()
        .filter(|field| field.kind != Kind::Time)
        .map(known)
        .collect();
    match (names.as_slice(), place) {
        ([one], _) => (*one).to_owned(),
        (_, None) if !frame.fields.is_empty() => names.join(", "),
        (_, Some(place)) if frame.ref_id.is_empty() => format!("Series ({place})"),
        _ => format!("Series ({})", frame.ref_id),
    }
}

fn settle_frame(frame: &mut Frame, among: bool, differ: bool, single: Option<&str>) {
    let numbers = numbers(&frame.fields);
    let frame_name = &frame.name;
    for (field, number) in frame.fields.iter_mut().zip(numbers) {
        let settled =
            matches!(&field.known, Some(known) if known.among == among && !known.name.is_empty());
        if !settled {
            let name = found(field, frame_name, differ, single, number);
            field.known = Some(Known { name, among });
        }
    }
}

fn found(
    field: &Field,
    frame: &str,
    differ: bool,
    single: Option<&str>,
    number: Option<usize>,
) -> String {
    let given = [&field.config.display_name, &field.config.from_source];
    if let Some(given) = given.into_iter().flatten().find(|name| !name.is_empty()) {
        return given.clone();
    }
    if field.kind == Kind::Time && field.labels.is_empty() && !field.joined {
        return field.name.clone();
    }
    let mut parts: Vec<&str> = Vec::new();
    let with_frame = differ && !frame.is_empty();
    if with_frame {
        parts.push(frame);
    }
    if field.name != VALUE {
        parts.push(&field.name);
    }
    let labels = match single {
        Some(label) => field.labels.get(label).unwrap_or("").to_owned(),
        None if field.labels.is_empty() => String::new(),
        None => ["{", &field.labels.pairs(), "}"].concat(),
    };
    parts.push(&labels);
    if !with_frame && labels.is_empty() && field.name == VALUE {
        parts.push(frame);
    }
    parts.retain(|part| !part.is_empty());
    let name = parts.join(" ");
    match number {
        _ if name.is_empty() && field.name.is_empty() => VALUE.to_owned(),
        Some(number) if name.is_empty() || name == field.name => {
            [&field.name, " ", &number.to_string()].concat()
        }
        _ if name.is_empty() => field.name.clone(),
        _ => name,
    }
}

/// The number of each column among those of its own name; none for one without namesakes.
fn numbers(fields: &[Field]) -> Vec<Option<usize>> {
    let mut order: Vec<usize> = (0..fields.len()).collect();
    sort::by_key(&mut order, |at| fields.get(*at).map(|field| &field.name));
    let mut numbers = vec![None; fields.len()];
    let alike = |a: &usize, b: &usize| match (fields.get(*a), fields.get(*b)) {
        (Some(a), Some(b)) => a.name == b.name,
        _ => false,
    };
    for namesakes in order.chunk_by(alike).filter(|chunk| chunk.len() > 1) {
        for (number, at) in namesakes.iter().enumerate() {
            if let Some(slot) = numbers.get_mut(*at) {
                *slot = Some(number + 1);
            }
        }
    }
    numbers
}

/// The one label that all labelled columns have and no other; none if there are several or none.
fn single_label<'a>(frames: impl Iterator<Item = &'a Frame>) -> Option<String> {
    let mut single: Option<&str> = None;
    for field in frames.flat_map(|frame| &frame.fields) {
        for (label, _) in field.labels.iter() {
            if single.is_some_and(|single| single != label) {
                return None;
            }
            single = Some(label);
        }
    }
    single.map(str::to_owned)
}
