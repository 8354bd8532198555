//! Table panels: the columns of a frame.
//!
//! Several queries that no transformation brings together stand side by side, a row for each set of labels. Of several
//! frames that transformations leave, the one the file names is shown. Overrides see the names that transformations gave.
//! A picture holds the columns as they came; what a cell shows ([`cell`]), the order of rows ([`order`]), which of them
//! pass the reader's filters ([`filter`]), what stands below them ([`foot`]) and where they lie ([`room`]) is asked for
//! what is looked at.

pub mod cell;
pub mod filter;
pub mod foot;
pub mod look;
pub mod order;
pub mod room;

use crate::frame::Kind;
use crate::frame::legend;
use crate::frame::matcher::Subject;
use crate::frame::name;
use crate::panel::data::Data;
use crate::panel::field;
use crate::panel::field_config::FieldConfig;
use crate::panel::link::Origin;
use crate::panel::link::Rows;
use crate::panel::options::TableOptions;
use crate::panel::picture::Picture;
use crate::panel::picture::Table;
use crate::panel::picture::TableColumn;
use crate::panel::reading;
use crate::panel::spec::Spec;
use crate::panel::table::look::Look;
use crate::panel::table::look::TableStyle;
use std::sync::Arc;

/// The table; [`Picture::Empty`] without rows.
pub(crate) fn picture(spec: &Spec, options: &TableOptions, data: Data<'_>) -> Picture {
    let (style, wanted) = TableStyle::read(&options.0);
    let mut frames = data.into_frames();
    name::settle(&mut frames);
    let at = if style.frame < frames.len() {
        style.frame
    } else {
        0
    };
    let Some(frame) = frames.into_iter().nth(at) else {
        return Picture::Empty;
    };
    if frame.rows() == 0 {
        return Picture::Empty;
    }
    let numbers: Vec<_> = frame
        .fields
        .iter()
        .filter(|field| field.kind == Kind::Number)
        .map(|field| field.values.plotted())
        .collect();
    let all = reading::extent(numbers.iter().map(|values| values.as_slice()));
    let mut shown = Vec::new();
    let mut columns = Vec::new();
    for (place, subject) in Subject::all(&frame).enumerate() {
        let (title, column) = column(spec, place, &subject, all);
        shown.push(title);
        columns.extend(column);
    }
    if columns.is_empty() {
        return Picture::Empty;
    }
    let sort = wanted.into_iter().filter_map(|(title, descending)| {
        let at = columns.iter().position(|column| column.title == title)?;
        Some((at, descending))
    });
    Picture::Table(Table {
        sort: sort.collect(),
        columns,
        rows: Arc::new(Rows { frame, shown }),
        style,
    })
}

impl Table {
    /// How many rows there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.rows.frame.rows()
    }

    /// No row at all.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// What a column holds.
    #[must_use]
    pub fn kind(&self, column: &TableColumn) -> Kind {
        let field = self.rows.frame.fields.get(column.place);
        field.map_or(Kind::Text, |field| field.kind)
    }
}

/// What a column is called, and how it is shown; a hidden one is not.
fn column(
    spec: &Spec,
    place: usize,
    subject: &Subject<'_>,
    all: (f64, f64),
) -> (String, Option<TableColumn>) {
    let own = subject.field;
    let shown = |config: &FieldConfig| match &config.display_name {
        Some(template) => legend::displayed(template, &own.name, subject.shown, &own.labels),
        None => subject.shown.to_owned(),
    };
    let config = field::configured(spec, *subject, shown);
    let title = shown(&config);
    let look = Look::read(&config.custom.table);
    if look.hidden || config.custom.hide_drawing {
        return (title, None);
    }
    let origin = (!config.links.is_empty()).then(|| {
        Arc::new(Origin {
            links: config.links.clone(),
            shown: title.clone(),
            labels: own.labels.clone(),
        })
    });
    let column = TableColumn {
        title: title.clone(),
        place,
        limits: reading::limits(&config, all),
        look,
        config,
        origin,
    };
    (title, Some(column))
}
