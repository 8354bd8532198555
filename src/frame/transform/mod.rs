//! Grafana's transformations, one after the other over the frames of a panel.
//!
//! Reading never fails: what is not understood is noted and left out. Running never fails either: a step that cannot be
//! done (it would make more cells than a page can hold) is left out and told. Names are those that columns are shown
//! under, unless a step says otherwise.

mod calculate;
mod concatenate;
mod convert;
mod filter_name;
mod filter_value;
mod function;
mod group_by;
mod histogram;
mod join;
mod labels;
mod limit;
mod matrix;
mod merge;
mod operand;
mod organize;
mod partition;
mod prepare;
mod reduce;
mod ref_id;
mod rename;
mod series_to_rows;
mod sort_by;
mod tabular;
mod transpose;
mod trends;
mod window;

use crate::frame::Frame;
use crate::notation::json::Fault;
use crate::notation::json::Faults;
use crate::notation::json::Object;
use ref_id::RefIds;
use serde_json::Value;

/// Steps that may make cells out of nothing stop here: more than a page could show or hold.
pub const CELLS_MOST: usize = 4_000_000;

/// One step.
#[derive(Clone, Debug, PartialEq)]
pub struct Transformation {
    id: String,
    step: Step,
    /// Only these frames; the others stay as they are.
    only: Option<RefIds>,
}

#[derive(Clone, Debug, PartialEq)]
enum Step {
    Calculate(calculate::Calculate),
    Concatenate(concatenate::Concatenate),
    Convert(convert::Convert),
    FilterByName(filter_name::FilterByName),
    FilterByRefId(ref_id::FilterByRefId),
    FilterByValue(filter_value::FilterByValue),
    GroupBy(group_by::GroupBy),
    Histogram(histogram::Histogram),
    Join(join::Join),
    LabelsToFields(labels::LabelsToFields),
    Limit(limit::Limit),
    Matrix(matrix::Matrix),
    Merge,
    Organize(organize::Organize),
    Partition(partition::Partition),
    Prepare(prepare::Prepare),
    Reduce(reduce::Reduce),
    Rename(rename::Rename),
    SeriesToRows,
    SortBy(sort_by::SortBy),
    Transpose(transpose::Transpose),
    Trends,
}

/// More cells than a page can hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct TooLarge;

/// What a step makes.
type Made = Result<Vec<Frame>, TooLarge>;

impl Transformation {
    /// Reads the `transformations` of a panel. Disabled ones are left out, and so are those for annotations.
    #[must_use]
    pub fn read_all(list: &[Value]) -> (Vec<Self>, Vec<Fault>) {
        let faults = Faults::default();
        let mut steps = Vec::new();
        for (index, one) in list.iter().enumerate() {
            let one = Object::new(one, &format!("transformations[{index}]"), &faults);
            steps.extend(Self::read(&one));
        }
        (steps, faults.into_vec())
    }

    fn read(one: &Object<'_>) -> Option<Self> {
        let annotations = one
            .text("topic")
            .is_some_and(|topic| topic == "annotations");
        if one.flag("disabled") == Some(true) || annotations {
            return None;
        }
        let id = one.text("id")?;
        let options = one.object("options");
        let step = match id.as_str() {
            "calculateField" => Step::Calculate(calculate::Calculate::read(&options)?),
            "concatenate" => Step::Concatenate(concatenate::Concatenate::read(&options)),
            "convertFieldType" => Step::Convert(convert::Convert::read(&options)),
            "filterFieldsByName" => Step::FilterByName(filter_name::FilterByName::read(&options)),
            "filterByRefId" => Step::FilterByRefId(ref_id::FilterByRefId::read(&options)),
            "filterByValue" => Step::FilterByValue(filter_value::FilterByValue::read(&options)),
            "groupBy" => Step::GroupBy(group_by::GroupBy::read(&options)),
            "groupingToMatrix" => Step::Matrix(matrix::Matrix::read(&options)),
            "histogram" => Step::Histogram(histogram::Histogram::read(&options)),
            "joinByField" | "seriesToColumns" => Step::Join(join::Join::read(&options)),
            "labelsToFields" => Step::LabelsToFields(labels::LabelsToFields::read(&options)),
            "limit" => Step::Limit(limit::Limit::read(&options)),
            "merge" => Step::Merge,
            "noop" => return None,
            "organize" => Step::Organize(organize::Organize::read(&options)),
            "partitionByValues" => Step::Partition(partition::Partition::read(&options)),
            "prepareTimeSeries" => Step::Prepare(prepare::Prepare::read(&options)),
            "reduce" => Step::Reduce(reduce::Reduce::read(&options)),
            "renameByRegex" => Step::Rename(rename::Rename::read(&options)?),
            "seriesToRows" => Step::SeriesToRows,
            "sortBy" => Step::SortBy(sort_by::SortBy::read(&options)),
            "timeSeriesTable" => {
                trends::read(&options);
                Step::Trends
            }
            "transpose" => Step::Transpose(transpose::Transpose::read(&options)),
            other => {
                one.unsupported("id", other);
                return None;
            }
        };
        let filter = one.object("filter");
        Some(Self {
            id,
            step,
            only: filter.text("options").map(|pattern| RefIds::read(&pattern)),
        })
    }

    /// The step `merge`: rows of several queries side by side.
    #[must_use]
    pub fn merge() -> Self {
        Self {
            id: "merge".to_owned(),
            step: Step::Merge,
            only: None,
        }
    }

    /// The step `joinByField` over the first column of instants: several queries as one table.
    #[must_use]
    pub fn join() -> Self {
        Self {
            id: "joinByField".to_owned(),
            step: Step::Join(join::Join::outer(None)),
            only: None,
        }
    }

    /// The step `histogram`: buckets of this size, or about so many; the first begins at the offset.
    #[must_use]
    pub fn histogram(size: Option<f64>, count: u32, offset: f64, combine: bool) -> Self {
        Self {
            id: "histogram".to_owned(),
            step: Step::Histogram(histogram::Histogram::new(size, count, offset, combine)),
            only: None,
        }
    }
}

/// Runs the steps; what could not be done is told.
#[must_use]
pub fn run(steps: &[Transformation], mut frames: Vec<Frame>) -> (Vec<Frame>, Vec<Fault>) {
    let mut faults = Vec::new();
    for one in steps {
        let before = frames.clone();
        match one.apply(frames) {
            Ok(after) => frames = after,
            Err(TooLarge) => {
                let what = format!("{}: more than {CELLS_MOST} cells", one.id);
                faults.push(Fault::Unsupported { what });
                frames = before;
            }
        }
    }
    (frames, faults)
}

impl Transformation {
    fn apply(&self, frames: Vec<Frame>) -> Made {
        let Some(only) = &self.only else {
            return self.step.apply(frames);
        };
        // The others come back where the first of them was; the very first place counts only if there is no second.
        let mut places = frames.iter().enumerate().skip(1);
        let others = places.find(|(_, frame)| !only.selects(frame));
        let at = others.map_or(0, |(place, _)| place);
        let (chosen, others): (Vec<Frame>, Vec<Frame>) =
            frames.into_iter().partition(|frame| only.selects(frame));
        let mut after = self.step.apply(chosen)?;
        let at = at.min(after.len());
        after.splice(at..at, others);
        Ok(after)
    }
}

impl Step {
    fn apply(&self, frames: Vec<Frame>) -> Made {
        match self {
            Self::Calculate(options) => options.apply(frames),
            Self::Concatenate(options) => options.apply(frames),
            Self::Convert(options) => Ok(options.apply(frames)),
            Self::FilterByName(options) => Ok(options.apply(frames)),
            Self::FilterByRefId(options) => Ok(options.apply(frames)),
            Self::FilterByValue(options) => Ok(options.apply(frames)),
            Self::GroupBy(options) => Ok(options.apply(frames)),
            Self::Histogram(options) => options.apply(frames),
            Self::Join(options) => options.apply(frames),
            Self::LabelsToFields(options) => options.apply(frames),
            Self::Limit(options) => Ok(options.apply(frames)),
            Self::Matrix(options) => options.apply(frames),
            Self::Merge => merge::apply(frames),
            Self::Organize(options) => Ok(options.apply(frames)),
            Self::Partition(options) => options.apply(frames),
            Self::Prepare(options) => options.apply(frames),
            Self::Reduce(options) => options.apply(frames),
            Self::Rename(options) => Ok(options.apply(frames)),
            Self::SeriesToRows => series_to_rows::apply(frames),
            Self::SortBy(options) => Ok(options.apply(frames)),
            Self::Transpose(options) => options.apply(frames),
            Self::Trends => trends::apply(frames),
        }
    }
}

/// Fails if so many rows of so many columns are too many.
fn room(columns: usize, rows: usize) -> Result<(), TooLarge> {
    match columns.checked_mul(rows) {
        Some(cells) if cells <= CELLS_MOST => Ok(()),
        Some(_) | None => Err(TooLarge),
    }
}

/// Letters of several frames as one, as Grafana writes them: `merge-A-B`.
fn ref_ids(id: &str, frames: &[Frame]) -> String {
    let letters: Vec<&str> = frames.iter().map(|frame| frame.ref_id.as_str()).collect();
    [id, "-", &letters.join("-")].concat()
}
