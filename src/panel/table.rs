//! Table panels: the columns of a frame.
//!
//! Several queries that no transformation brings together stand side by side, a row for each set of labels. Of several
//! frames that transformations leave, the one the file names is shown. Overrides see the names that transformations gave.

use crate::data::labels::Labels;
use crate::data::series::is_gap;
use crate::frame::Frame;
use crate::frame::Kind;
use crate::frame::cell::Cell;
use crate::frame::legend;
use crate::frame::matcher::Subject;
use crate::frame::name;
use crate::panel::data::Data;
use crate::panel::field;
use crate::panel::field_config::FieldConfig;
use crate::panel::link::Origin;
use crate::panel::link::Rows;
use crate::panel::mapping;
use crate::panel::options::TableOptions;
use crate::panel::picture::CellStyle;
use crate::panel::picture::Cells;
use crate::panel::picture::Picture;
use crate::panel::picture::Table;
use crate::panel::picture::TableColumn;
use crate::panel::reading;
use crate::panel::spec::Spec;
use std::sync::Arc;

/// The table; [`Picture::Empty`] without rows.
pub(crate) fn picture(spec: &Spec, options: &TableOptions, data: Data<'_>) -> Picture {
    let mut frames = data.into_frames();
    name::settle(&mut frames);
    let frame = frames.get(options.frame).or_else(|| frames.first());
    let Some(frame) = frame.filter(|frame| frame.rows() > 0) else {
        return Picture::Empty;
    };
    let numbers: Vec<_> = frame
        .fields
        .iter()
        .filter(|field| field.kind == Kind::Number)
        .map(|field| field.values.plotted())
        .collect();
    let all = reading::extent(numbers.iter().map(|values| values.as_slice()));
    let mut shown = Vec::new();
    let columns: Vec<TableColumn> = Subject::all(frame)
        .filter_map(|subject| column(spec, frame, &subject, all, &mut shown))
        .collect();
    let sort = options.sort.as_ref().and_then(|(title, descending)| {
        let at = columns.iter().position(|column| column.title == *title)?;
        Some((at, *descending))
    });
    if columns.is_empty() {
        return Picture::Empty;
    }
    let leads = columns.iter().any(|column| column.origin.is_some());
    let rows = leads.then(|| {
        Arc::new(Rows {
            frame: frame.clone(),
            shown,
        })
    });
    Picture::Table(Table {
        columns,
        sort,
        rows,
    })
}

/// None for a hidden column; its name is noted all the same, because links of others may use it.
fn column(
    spec: &Spec,
    frame: &Frame,
    subject: &Subject<'_>,
    all: (f64, f64),
    names: &mut Vec<String>,
) -> Option<TableColumn> {
    let own = subject.field;
    let nothing = Labels::default();
    let labels = if own.labels.is_empty() {
        &nothing
    } else {
        &own.labels
    };
    let shown = |config: &FieldConfig| match &config.display_name {
        Some(template) => legend::displayed(template, &own.name, subject.shown, labels),
        None => subject.shown.to_owned(),
    };
    let config = field::configured(spec, *subject, shown);
    let title = shown(&config);
    let place = names.len();
    names.push(title.clone());
    if config.custom.hidden || config.custom.hide_drawing {
        return None;
    }
    let (min, max) = reading::limits(&config, all);
    let rows = 0..frame.rows();
    let cells = match own.kind {
        Kind::Time => Cells::Time(
            rows.map(|row| match own.values.get(row) {
                cell if cell.is_nothing() => None,
                cell => Some(cell.number() as i64),
            })
            .collect(),
        ),
        Kind::Text | Kind::Boolean | Kind::Other => Cells::Text(
            rows.map(|row| {
                let text = match own.values.get(row) {
                    Cell::Missing | Cell::Null => String::new(),
                    cell => cell.written(),
                };
                let mapped = mapping::of_text(&config.mappings, &text);
                mapped.and_then(|mapped| mapped.text).unwrap_or(text)
            })
            .collect(),
        ),
        Kind::Number => {
            let numbers = own.values.plotted();
            Cells::Number {
                values: rows
                    .map(|row| {
                        let value = numbers.get(row).copied().filter(|value| !is_gap(*value));
                        reading::reading(&config, value, (min, max))
                    })
                    .collect(),
                min,
                max,
            }
        }
    };
    let origin = (!config.links.is_empty()).then(|| {
        Arc::new(Origin {
            links: config.links.clone(),
            shown: title.clone(),
            labels: labels.clone(),
        })
    });
    Some(TableColumn {
        title,
        cells,
        cell: config.custom.cell.unwrap_or(CellStyle::Plain),
        width: config.custom.width,
        place,
        origin,
    })
}
