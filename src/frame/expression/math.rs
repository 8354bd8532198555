//! What a math expression makes of series and numbers.

use super::Item;
use super::items;
use super::parse::Function;
use super::parse::Node;
use super::parse::Operator;
use crate::data::labels::Labels;
use crate::data::series::GAP;
use crate::data::series::is_gap;
use crate::frame::Frame;
use crate::frame::transform::CELLS_MOST;

/// The values of a node; none where they would be too many.
pub(crate) fn worked_out(node: &Node, known: &[Frame]) -> Option<Vec<Item>> {
    match node {
        Node::Number(number) => Some(vec![Item {
            labels: Labels::default(),
            times: None,
            values: vec![*number],
        }]),
        Node::Query(ref_id) => Some(items(ref_id, known)),
        Node::Call(function, of) => {
            let mut items = worked_out(of, known)?;
            for value in items.iter_mut().flat_map(|item| &mut item.values) {
                *value = function.of(*value);
            }
            Some(items)
        }
        Node::Binary(operator, left, right) => {
            let (left, right) = (worked_out(left, known)?, worked_out(right, known)?);
            let mut made = Vec::new();
            let mut cells = 0;
            for a in &left {
                for b in &right {
                    let Some(labels) = met(a, b, left.len(), right.len()) else {
                        continue;
                    };
                    let item = joined(*operator, a, b, labels);
                    cells += item.values.len() + 1;
                    if cells > CELLS_MOST {
                        return None;
                    }
                    made.push(item);
                }
            }
            Some(made)
        }
    }
}

/// The labels of two values that meet: those of the one that has more.
fn met(a: &Item, b: &Item, lefts: usize, rights: usize) -> Option<Labels> {
    let within = |few: &Labels, many: &Labels| few.iter().all(|(k, v)| many.get(k) == Some(v));
    let lone = |item: &Item, count: usize| count == 1 && item.labels.is_empty();
    if lone(b, rights) || within(&b.labels, &a.labels) && !b.labels.is_empty() {
        Some(a.labels.clone())
    } else if lone(a, lefts) || within(&a.labels, &b.labels) && !a.labels.is_empty() {
        Some(b.labels.clone())
    } else {
        (a.labels == b.labels).then(|| a.labels.clone())
    }
}

fn joined(operator: Operator, a: &Item, b: &Item, labels: Labels) -> Item {
    let first = |item: &Item| item.values.first().copied().unwrap_or(GAP);
    let (times, values) = match (&a.times, &b.times) {
        (Some(times), Some(others)) => {
            let (times, values) = common(operator, (times, &a.values), (others, &b.values));
            (Some(times.into()), values)
        }
        (Some(times), None) => {
            let right = first(b);
            let values = a.values.iter().map(|left| operator.of(*left, right));
            (Some(times.clone()), values.collect())
        }
        (None, Some(times)) => {
            let left = first(a);
            let values = b.values.iter().map(|right| operator.of(left, *right));
            (Some(times.clone()), values.collect())
        }
        (None, None) => (None, vec![operator.of(first(a), first(b))]),
    };
    Item {
        labels,
        times,
        values,
    }
}

/// The instants that two series share; both ascend.
fn common(
    operator: Operator,
    left: (&[f64], &[f64]),
    right: (&[f64], &[f64]),
) -> (Vec<f64>, Vec<f64>) {
    let (mut times, mut values) = (Vec::new(), Vec::new());
    let mut others = right.0.iter().zip(right.1).peekable();
    for (time, value) in left.0.iter().zip(left.1) {
        while others.next_if(|(other, _)| *other < time).is_some() {}
        if let Some((_, other)) = others.peek().filter(|(other, _)| *other == time) {
            times.push(*time);
            values.push(operator.of(*value, **other));
        }
    }
    (times, values)
}

fn flag(flag: bool) -> f64 {
    f64::from(u8::from(flag))
}

impl Function {
    fn of(self, value: f64) -> f64 {
        match self {
            Self::IsNull => flag(is_gap(value)),
            Self::IsNan => flag(value.is_nan() && !is_gap(value)),
            Self::IsNumber => flag(value.is_finite()),
            Self::IsInfinite => flag(value.is_infinite()),
            // Nothing stays nothing, whatever is done to it.
            _ if is_gap(value) => GAP,
            Self::Abs => value.abs(),
            Self::Ceil => value.ceil(),
            Self::Floor => value.floor(),
            Self::Round => value.round(),
            Self::Log => value.ln(),
            Self::Negative => -value,
            Self::Not => flag(value == 0.0),
        }
    }
}

impl Operator {
    fn of(self, a: f64, b: f64) -> f64 {
        if is_gap(a) || is_gap(b) {
            return GAP;
        }
        match self {
            Self::Or => flag(a != 0.0 || b != 0.0),
            Self::And => flag(a != 0.0 && b != 0.0),
            Self::Equal => flag(a == b),
            Self::NotEqual => flag(a != b),
            Self::LessOrEqual => flag(a <= b),
            Self::GreaterOrEqual => flag(a >= b),
            Self::Less => flag(a < b),
            Self::Greater => flag(a > b),
            Self::Add => a + b,
            Self::Subtract => a - b,
            Self::Multiply => a * b,
            Self::Divide => a / b,
            Self::Remainder => a % b,
            Self::Power => a.powf(b),
        }
    }
}
