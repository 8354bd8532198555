//! Grafana's server-side expressions that need only what the page has: `math` and `reduce`.
//!
//! A query over a range is a set of series, one at an instant a set of numbers. Two sets meet by their labels: equal
//! ones, or where one has all labels of the other; a side that is a single value without labels meets everything. Of two
//! series the instants that both have are worked out. Where one side is null, the result is.

mod math;
mod parse;

use crate::data::labels::Labels;
use crate::data::series;
use crate::data::series::GAP;
use crate::frame::Field;
use crate::frame::Frame;
use crate::frame::Kind;
use crate::frame::TIME;
use crate::frame::column::Column;
use crate::frame::reduce::reduce;
use crate::frame::reducer::Reducer;
use crate::notation::json::Object;
use parse::Node;

/// An expression of a panel.
#[derive(Clone, Debug, PartialEq)]
pub struct Expression {
    /// Its letter.
    pub ref_id: String,
    /// Only other expressions use it.
    pub hidden: bool,
    what: What,
}

#[derive(Clone, Debug, PartialEq)]
enum What {
    Math(Node),
    Reduce {
        of: String,
        reducer: Reducer,
        mode: Mode,
    },
}

/// What a reduction makes of what is no number.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Mode {
    /// One of them makes the result NaN.
    Strict,
    /// They are left out.
    Drop,
    /// They count as this.
    Replace(f64),
}

/// One series, or one number, with its labels.
#[derive(Clone, Debug)]
pub(crate) struct Item {
    labels: Labels,
    /// None for a number.
    times: Option<series::Column>,
    /// As many as instants, or one.
    values: Vec<f64>,
}

impl Expression {
    /// Reads a target of the source `__expr__`; none, and noted, for what is not built.
    #[must_use]
    pub fn read(target: &Object<'_>) -> Option<Self> {
        let kind = target.text("type").unwrap_or_default();
        let text = target.text("expression").unwrap_or_default();
        let what = match kind.as_str() {
            "math" => {
                let node = parse::read(&text);
                if node.is_none() {
                    target.bad("expression", "an expression such as $A + $B");
                }
                What::Math(node?)
            }
            "reduce" => {
                let id = target.text("reducer").unwrap_or_default();
                let reducer = Reducer::read(&id);
                if reducer.is_none() {
                    target.unsupported("reducer", &id);
                }
                let settings = target.object("settings");
                What::Reduce {
                    of: text.trim_start_matches('$').to_owned(),
                    reducer: reducer?,
                    mode: match settings.text("mode").as_deref() {
                        Some("dropNN") => Mode::Drop,
                        Some("replaceNN") => {
                            Mode::Replace(settings.number("replaceWithValue").unwrap_or(0.0))
                        }
                        _ => Mode::Strict,
                    },
                }
            }
            other => {
                target.unsupported("type", other);
                return None;
            }
        };
        Some(Self {
            ref_id: target.text("refId").unwrap_or_default(),
            hidden: target.flag("hide").unwrap_or(false),
            what,
        })
    }

    /// Does it use the query of this letter?
    #[must_use]
    pub fn uses(&self, ref_id: &str) -> bool {
        match &self.what {
            What::Math(node) => node.uses(ref_id),
            What::Reduce { of, .. } => of == ref_id,
        }
    }

    /// Its frames, made of those there are; none where it would make too many cells.
    #[must_use]
    pub fn frames(&self, known: &[Frame]) -> Option<Vec<Frame>> {
        let items = match &self.what {
            What::Math(node) => math::worked_out(node, known)?,
            What::Reduce { of, reducer, mode } => items(of, known)
                .into_iter()
                .map(|item| Item {
                    values: vec![reduced(&item.values, *reducer, *mode)],
                    times: None,
                    labels: item.labels,
                })
                .collect(),
        };
        Some(items.into_iter().map(|item| self.frame(item)).collect())
    }

    fn frame(&self, item: Item) -> Frame {
        let mut fields = Vec::new();
        if let Some(times) = item.times {
            fields.push(Field::new(TIME, Kind::Time, Column::Numbers(times)));
        }
        let mut values = Field::new(&self.ref_id, Kind::Number, Column::numbers(item.values));
        values.labels = item.labels;
        fields.push(values);
        Frame {
            ref_id: self.ref_id.clone(),
            name: String::new(),
            fields,
        }
    }
}

/// What the frames of a query hold. A single instant is a number.
pub(crate) fn items(ref_id: &str, known: &[Frame]) -> Vec<Item> {
    let frames = known.iter().filter(|frame| frame.ref_id == ref_id);
    frames
        .filter_map(|frame| {
            let numbers = frame
                .fields
                .iter()
                .find(|field| field.kind == Kind::Number)?;
            let times = frame.time().map(|time| time.values.plotted());
            Some(Item {
                labels: numbers.labels.clone(),
                times: times.filter(|times| times.len() > 1),
                values: numbers.values.plotted().to_vec(),
            })
        })
        .collect()
}

fn reduced(values: &[f64], reducer: Reducer, mode: Mode) -> f64 {
    let counted: Vec<f64> = match mode {
        Mode::Strict if values.iter().any(|value| value.is_nan()) && reducer != Reducer::Count => {
            return f64::NAN;
        }
        Mode::Strict => values.to_vec(),
        Mode::Drop => values
            .iter()
            .copied()
            .filter(|value| value.is_finite())
            .collect(),
        Mode::Replace(with) => {
            let one = |value: &f64| if value.is_finite() { *value } else { with };
            values.iter().map(one).collect()
        }
    };
    match (reduce(reducer, &counted), mode) {
        (Some(number), _) => number,
        (None, Mode::Drop) => GAP,
        (None, Mode::Strict | Mode::Replace(_)) => f64::NAN,
    }
}
