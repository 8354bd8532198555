//! `convertFieldType`: columns read as another type.

use crate::frame::Field;
use crate::frame::Frame;
use crate::frame::Kind;
use crate::frame::cell::Cell;
use crate::frame::column::Column;
use crate::frame::matcher::Matcher;
use crate::frame::matcher::Subject;
use crate::frame::name;
use crate::lean::decimal;
use crate::notation::json::Object;
use crate::time::Instant;
use crate::time::absolute;
use crate::time::moment::ENGLISH;
use crate::time::moment::by_pattern;
use crate::time::zone::Zone;
use serde_json::Value;
use std::sync::Arc;

/// How an instant is written where nothing is said.
const UNSAID: &str = "YYYY-MM-DDTHH:mm:ss[+00:00]";

/// The conversions, one after the other.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Convert(Vec<Conversion>);

#[derive(Clone, Debug, PartialEq)]
struct Conversion {
    field: String,
    to: Kind,
    /// How instants are written, in the letters of moment.js; `X` is seconds.
    dates: Option<String>,
    /// What stands between the parts of a list that becomes text.
    joint: Option<String>,
}

impl Convert {
    pub(crate) fn read(options: &Object<'_>) -> Self {
        let conversions = options.objects("conversions");
        let read = conversions.iter().filter_map(|one| {
            let field = one.text("targetField").filter(|field| !field.is_empty())?;
            let kind = one.text("destinationType")?;
            let to = Kind::read(&kind);
            if to.is_none() {
                one.unsupported("destinationType", &kind);
            }
            Some(Conversion {
                field,
                to: to?,
                dates: one.text("dateFormat").filter(|format| !format.is_empty()),
                joint: one.text("joinWith").filter(|joint| !joint.is_empty()),
            })
        });
        Self(read.collect())
    }

    pub(crate) fn apply(&self, mut frames: Vec<Frame>) -> Vec<Frame> {
        for conversion in &self.0 {
            // A column that is meant by its own name keeps the one it is shown under.
            let mut named = frames.clone();
            name::settle(&mut named);
            let matcher = Matcher::Name(conversion.field.clone());
            for (frame, named) in frames.iter_mut().zip(&named) {
                let fields = frame.fields.iter_mut().zip(Subject::all(named));
                for (field, _) in fields.filter(|(_, subject)| matcher.selects(subject)) {
                    conversion.apply(field);
                }
            }
        }
        frames
    }
}

impl Conversion {
    fn apply(&self, field: &mut Field) {
        let cells =
            |one: &dyn Fn(Cell) -> Cell| Column::new(field.values.iter().map(one).collect());
        field.values = match self.to {
            Kind::Number => cells(&number),
            Kind::Boolean => cells(&|cell| Cell::Boolean(cell.truthy())),
            Kind::Text => cells(&|cell| self.text(field.kind, cell)),
            Kind::Other => cells(&|cell| parsed(&cell.written())),
            Kind::Time => match field.values.get(0) {
                Cell::Number(_)
                    if field.kind == Kind::Time || self.dates.as_deref() != Some("X") =>
                {
                    field.values.clone()
                }
                _ => cells(&|cell| self.instant(&cell)),
            },
        };
        field.kind = self.to;
    }

    fn text(&self, from: Kind, cell: Cell) -> Cell {
        match (from, &cell) {
            (Kind::Time, Cell::Number(at)) => {
                let instant = Instant(*at as i64);
                Cell::text(&match &self.dates {
                    Some(dates) => by_pattern(instant, dates, &Zone::utc(), &ENGLISH),
                    None => by_pattern(instant, UNSAID, &Zone::utc(), &ENGLISH),
                })
            }
            (Kind::Time, _) => Cell::text("Invalid date"),
            (Kind::Text | Kind::Other, Cell::Missing) => Cell::Missing,
            (Kind::Text | Kind::Other, Cell::List(parts)) if self.joint.is_some() => {
                let parts: Vec<String> = parts.iter().map(Cell::written).collect();
                Cell::text(&parts.join(self.joint.as_deref().unwrap_or("")))
            }
            (Kind::Text | Kind::Other, _) => Cell::text(&cell.quoted()),
            (Kind::Number | Kind::Boolean, _) => Cell::text(&cell.written()),
        }
    }

    fn instant(&self, cell: &Cell) -> Cell {
        if !cell.truthy() {
            return Cell::Null;
        }
        let seconds = self.dates.as_deref() == Some("X");
        let at = match cell {
            Cell::Number(number) => Some(if seconds { number * 1000.0 } else { *number }),
            Cell::Text(text) if seconds => decimal::parse(text).map(|number| number * 1000.0),
            Cell::Text(text) => {
                let instant = absolute::parse(text, &Zone::utc()).ok();
                instant.map(|instant| instant.0 as f64)
            }
            _ => None,
        };
        at.filter(|at| at.is_finite())
            .map_or(Cell::Null, Cell::Number)
    }
}

/// Commas that group digits do not count; what is no number is null.
fn number(cell: Cell) -> Cell {
    let read = match &cell {
        Cell::Text(text) if text.is_empty() => f64::NAN,
        Cell::Text(text) => Cell::text(&text.replace(',', "")).number(),
        Cell::Missing | Cell::Null => f64::NAN,
        other => other.number(),
    };
    if read.is_finite() {
        Cell::Number(read)
    } else {
        Cell::Null
    }
}

fn parsed(text: &str) -> Cell {
    match serde_json::from_str::<Value>(text) {
        Ok(value @ (Value::Array(_) | Value::Object(_))) => Cell::Json(Arc::new(value)),
        Ok(value) => Cell::from(&value),
        Err(_) => Cell::Null,
    }
}
