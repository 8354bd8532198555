//! `calculateField`: a column worked out from others.

use super::Made;
use super::function::Function;
use super::join::Join;
use super::operand::Operand;
use super::operand::Operator;
use super::window::Window;
use crate::frame::Field;
use crate::frame::Frame;
use crate::frame::Kind;
use crate::frame::Nulls;
use crate::frame::column::Column;
use crate::frame::column::as_number;
use crate::frame::matcher::Matcher;
use crate::frame::matcher::Subject;
use crate::frame::name;
use crate::frame::name::known;
use crate::frame::reduce::reduce_row;
use crate::frame::reducer::Reducer;
use crate::notation::json::Object;

/// What is worked out, and what becomes of the rest.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Calculate {
    what: What,
    alias: Option<String>,
    /// Only the time and the new column stay.
    replace: bool,
    /// Frames are time series: they are joined first, and their time stays.
    series: bool,
}

#[derive(Clone, Debug, PartialEq)]
enum What {
    /// One value of each row.
    Row(Reducer, Vec<String>, Nulls),
    /// Two columns, or a column and a number.
    Binary(Operand, Operator, Operand),
    /// A function of a column; none for one that is none.
    Unary(Option<Function>, String, String),
    /// The number of each row, or its share of all.
    Index(bool),
    /// The sum so far, or the average so far.
    Cumulative {
        mean: bool,
        field: String,
        name: String,
    },
    /// Over a moving window.
    Window(Window),
}

impl Calculate {
    pub(crate) fn read(options: &Object<'_>) -> Option<Self> {
        let mode = options.text("mode");
        let what = match mode.as_deref().unwrap_or("reduceRow") {
            "reduceRow" => {
                let reduce = options.object("reduce");
                let id = reduce.text("reducer").unwrap_or_else(|| "sum".to_owned());
                let reducer = Reducer::read(&id);
                if reducer.is_none() {
                    reduce.unsupported("reducer", &id);
                }
                let nulls = match reduce.text("nullValueMode").as_deref() {
                    Some("connected") => Nulls::Ignore,
                    Some("null as zero") => Nulls::Zero,
                    _ => Nulls::Keep,
                };
                What::Row(reducer?, reduce.texts("include"), nulls)
            }
            "binary" => {
                let binary = options.object("binary");
                let operator = binary.text("operator").unwrap_or_else(|| "+".to_owned());
                let left = Operand::read(&binary, "left");
                let right = Operand::read(&binary, "right");
                What::Binary(left, Operator::read(&operator), right)
            }
            "unary" => {
                let unary = options.object("unary");
                let exists = unary.exists();
                let id = unary.text("operator").or(exists.then(|| "abs".to_owned()));
                let field = unary.text("fieldName").unwrap_or_default();
                let function = Function::read(id.as_deref().unwrap_or("abs"));
                What::Unary(function, id.unwrap_or_default(), field)
            }
            "index" => What::Index(
                options
                    .object("index")
                    .flag("asPercentile")
                    .unwrap_or(false),
            ),
            "cumulativeFunctions" => {
                let cumulative = options.object("cumulative");
                let id = cumulative
                    .text("reducer")
                    .unwrap_or_else(|| "sum".to_owned());
                if !matches!(id.as_str(), "sum" | "mean") {
                    cumulative.unsupported("reducer", &id);
                    return None;
                }
                let field = cumulative.text("field").unwrap_or_default();
                let name = [
                    "cumulative ",
                    if cumulative.exists() { &id } else { "" },
                    &bracketed(&field),
                ]
                .concat();
                What::Cumulative {
                    mean: id == "mean",
                    field,
                    name,
                }
            }
            "windowFunctions" => What::Window(Window::read(&options.object("window"))?),
            other => {
                options.unsupported("mode", other);
                return None;
            }
        };
        Some(Self {
            what,
            alias: options.text("alias"),
            replace: options.flag("replaceFields").unwrap_or(false),
            series: options.flag("timeSeries").unwrap_or(true),
        })
    }

    pub(crate) fn apply(&self, frames: Vec<Frame>) -> Made {
        let fixed = matches!(&self.what, What::Binary(.., right) if right.is_fixed());
        let mut frames = match consistent_time(&frames) {
            Some(time) if self.series && !fixed => Join::outer(Some(time)).apply(frames)?,
            Some(_) | None => frames,
        };
        if let What::Window(window) = &self.what {
            frames
                .iter()
                .try_for_each(|frame| window.check(frame.rows()))?;
        }
        name::settle(&mut frames);
        if let What::Binary(Operand::Kind(kind), operator, right) = &self.what {
            let made = frames
                .into_iter()
                .filter_map(|frame| self.for_each(frame, *kind, *operator, right));
            return Ok(made.collect());
        }
        let made = frames
            .into_iter()
            .filter_map(|mut frame| match self.field(&frame) {
                Some(field) if self.replace => {
                    let kept = |field: &&Field| field.kind == Kind::Time;
                    let mut fields: Vec<Field> = Vec::new();
                    if self.series && !matches!(self.what, What::Index(_)) {
                        fields.extend(frame.fields.iter().find(kept).cloned());
                    }
                    fields.push(field);
                    Some(Frame { fields, ..frame })
                }
                Some(field) => {
                    frame.fields.push(field);
                    Some(frame)
                }
                None => (!self.replace).then_some(frame),
            });
        Ok(made.collect())
    }

    /// The new column; none where there is nothing to work on.
    fn field(&self, frame: &Frame) -> Option<Field> {
        let rows = frame.rows();
        let values = match &self.what {
            What::Row(reducer, include, nulls) => {
                let columns = included(frame, include);
                let cells = (0..rows).map(|row| {
                    let row: Vec<f64> = columns
                        .iter()
                        .map(|c| as_number(&c.values.get(row)))
                        .collect();
                    reduce_row(*reducer, &row, *nulls)
                });
                Column::new(cells.collect())
            }
            What::Binary(left, operator, right) => {
                let (left, right) = (left.values(frame)?, right.values(frame)?);
                let rows = left.len(rows);
                operator.apply(&left, &right, rows)?
            }
            What::Unary(function, _, field) => {
                let numeric = |one: &&Field| one.kind == Kind::Number && known(one) == field;
                let column = frame
                    .fields
                    .iter()
                    .rfind(numeric)
                    .map(|field| &field.values)?;
                let numbers: Vec<f64> = column.iter().map(|cell| cell.number()).collect();
                function
                    .as_ref()
                    .filter(|_| !numbers.is_empty())?
                    .apply(numbers)
            }
            What::Index(share) => {
                let place = |row: usize| {
                    if *share {
                        row as f64 / rows as f64
                    } else {
                        row as f64
                    }
                };
                let mut field = Field::new(
                    "Row",
                    Kind::Number,
                    Column::numbers((0..rows).map(place).collect()),
                );
                field.config.unit = share.then(|| "percentunit".to_owned());
                if let Some(alias) = &self.alias {
                    field.name.clone_from(alias);
                }
                return Some(field);
            }
            What::Cumulative { mean, field, .. } => {
                let column = selected(frame, field)?;
                let mut total = 0.0;
                let sums = (0..rows).map(|row| {
                    total += match column.values.get(row) {
                        cell if cell.is_nothing() => 0.0,
                        cell => cell.number(),
                    };
                    if *mean {
                        total / (row + 1) as f64
                    } else {
                        total
                    }
                });
                Column::numbers(sums.collect())
            }
            What::Window(window) => {
                let column = selected(frame, &window.field)?;
                let numbers: Vec<f64> = column.values.iter().map(|cell| as_number(&cell)).collect();
                Column::numbers(window.over(&numbers, rows))
            }
        };
        let alias = self.alias.clone().filter(|alias| !alias.is_empty());
        let name = alias.clone().unwrap_or_else(|| self.name());
        let mut field = Field::new(&name, Kind::Number, values);
        field.config.display_name = alias;
        Some(field)
    }

    fn name(&self) -> String {
        match &self.what {
            What::Row(reducer, ..) => reducer.title(),
            What::Binary(left, operator, right) => {
                let (left, right) = (left.name(), right.name());
                let known = !left.is_empty() && !right.is_empty();
                let filled = !left.contains('$') && !right.contains('$');
                match known && filled {
                    true => [left, " ", operator.sign(), " ", right].concat(),
                    false => String::new(),
                }
            }
            What::Unary(_, id, field) => [id, &bracketed(field)[..]].concat(),
            What::Index(_) => "Row".to_owned(),
            What::Cumulative { name, .. } => name.clone(),
            What::Window(window) => window.name.clone(),
        }
    }

    /// A new column beside each column of a kind.
    fn for_each(
        &self,
        frame: Frame,
        kind: Kind,
        operator: Operator,
        right: &Operand,
    ) -> Option<Frame> {
        let right_values = right.values(&frame);
        let time = frame
            .fields
            .iter()
            .position(|field| field.kind == Kind::Time);
        let time = time.filter(|_| self.series);
        let mut fields: Vec<Field> = Vec::new();
        fields.extend(time.and_then(|at| frame.fields.get(at)).cloned());
        let mut any = false;
        for (at, field) in frame.fields.iter().enumerate() {
            if !self.replace && time != Some(at) {
                fields.push(field.clone());
            }
            let Some(right_values) = right_values.as_ref().filter(|_| field.kind == kind) else {
                continue;
            };
            let left = super::operand::Values::Column(&field.values);
            let Some(values) = operator.apply(&left, right_values, field.values.len()) else {
                continue;
            };
            let mut new = field.with(values);
            new.name = [&field.name, " ", operator.sign(), " ", right.name()].concat();
            new.known = None;
            fields.push(new);
            any = true;
        }
        (any || !self.replace).then_some(Frame { fields, ..frame })
    }
}

/// The columns of these names; all numbers if there are none.
fn included<'a>(frame: &'a Frame, names: &[String]) -> Vec<&'a Field> {
    let matcher = match names {
        [] => Matcher::Kinds(vec![Kind::Number]),
        names => Matcher::Names {
            names: names.to_vec(),
            exclude: false,
        },
    };
    let selected = Subject::all(frame).filter(|subject| matcher.selects(subject));
    selected.map(|subject| subject.field).collect()
}

/// The column of a name; the first of numbers if it is empty.
fn selected<'a>(frame: &'a Frame, name: &String) -> Option<&'a Field> {
    let names = match name.is_empty() {
        true => &[][..],
        false => std::slice::from_ref(name),
    };
    included(frame, names).first().copied()
}

pub(super) fn bracketed(field: &str) -> String {
    if field.is_empty() {
        return String::new();
    }
    ["(", field, ")"].concat()
}

/// The name of the column of instants, if several frames have one of the same name.
fn consistent_time(frames: &[Frame]) -> Option<String> {
    let mut names = frames
        .iter()
        .map(|frame| frame.time().map(|time| &time.name));
    let first = names.next()??;
    (frames.len() > 1 && names.all(|name| name == Some(first))).then(|| first.clone())
}
