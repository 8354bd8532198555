//! Table panels: the columns of a frame.
//!
//! Several queries that no transformation brings together stand side by side, a row for each set of labels. Of several
//! frames that transformations leave, the one the file names is shown, and the reader can choose another. Overrides see the names that transformations gave.
//! A picture holds the columns as they came; what a cell shows ([`cell`]), the order of rows ([`order`]), which of them
//! pass the reader's filters ([`filter`]), what stands below them ([`foot`]) and where they lie ([`room`]) is asked for
//! what is looked at.

pub mod cell;
pub mod filter;
pub mod foot;
pub mod look;
pub mod order;
pub mod room;

use crate::data::series::Column;
use crate::frame::Frame;
use crate::frame::Kind;
use crate::frame::TREND;
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
use crate::panel::table::look::CellType;
use crate::panel::table::look::Look;
use crate::panel::table::look::TableStyle;
use std::sync::Arc;

/// More frames than these are not chosen from.
const FRAMES: usize = 200;

/// The table; [`Picture::Empty`] without rows. Where several frames have rows, the others come along.
pub(crate) fn picture(spec: &Spec, options: &TableOptions, data: Data<'_>) -> Picture {
    let (style, wanted) = TableStyle::read(&options.0);
    let mut frames = data.into_frames();
    name::settle(&mut frames);
    let at = if style.frame < frames.len() {
        style.frame
    } else {
        0
    };
    let several = frames.len() > 1;
    let mut shown = None;
    let mut others = Vec::new();
    for (place, frame) in frames.into_iter().enumerate() {
        if place != at && others.len() >= FRAMES {
            continue;
        }
        let name = match several {
            true => name::of_frame(&frame, None),
            false => String::new(),
        };
        let Some(mut table) = table(spec, &style, &wanted, frame) else {
            continue;
        };
        table.name = name;
        if place == at {
            table.at = others.len();
            shown = Some(table);
        } else {
            others.push(Arc::new(table));
        }
    }
    match shown {
        Some(table) => Picture::Table(Table { others, ..table }),
        None => Picture::Empty,
    }
}

/// The table of one frame; none without rows or columns.
fn table(
    spec: &Spec,
    style: &TableStyle,
    wanted: &[(String, bool)],
    frame: Frame,
) -> Option<Table> {
    if frame.rows() == 0 {
        return None;
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
    let sort = wanted.iter().filter_map(|(title, descending)| {
        let at = columns.iter().position(|column| column.title == *title)?;
        Some((at, *descending))
    });
    let sort: Vec<(usize, bool)> = sort.collect();
    (!columns.is_empty()).then(|| Table {
        sort,
        columns,
        rows: Arc::new(Rows { frame, shown }),
        style: style.clone(),
        name: String::new(),
        at: 0,
        others: Vec::new(),
    })
}

impl Table {
    /// The names of all tables that could be shown, this one's among them, in their order.
    #[must_use]
    pub fn names(&self) -> Vec<&str> {
        let mut names: Vec<&str> = self
            .others
            .iter()
            .map(|other| other.name.as_str())
            .collect();
        names.insert(self.at.min(names.len()), &self.name);
        names
    }

    /// The table at a place among [`Table::names`]; none for this one's own.
    #[must_use]
    pub fn other(&self, place: usize) -> Option<&Arc<Self>> {
        match place.checked_sub(self.at) {
            Some(0) => None,
            Some(_) => self.others.get(place - 1),
            None => self.others.get(place),
        }
    }

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
    let mut look = Look::read(&config.custom.table);
    if own.kind == Kind::Other && own.name.starts_with(TREND) && look.cell == CellType::Auto {
        look.cell = CellType::Sparkline(true);
    }
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
    // Only a column with ends of its own is looked through once more.
    let own = match config.own_ends {
        true => own.values.plotted(),
        false => Column::default(),
    };
    let column = TableColumn {
        title: title.clone(),
        place,
        limits: reading::limits(&config, &own, all),
        look,
        config,
        origin,
    };
    (title, Some(column))
}
