//! A panel's values as lines of text: to be read beside the picture, and to be saved as CSV.
//!
//! A chart gives one line per instant with every number to its last digit; everything else gives its cells as they are
//! shown. It does not know zones and languages: who asks writes instants and readings.

use crate::data::series::is_gap;
use crate::lean::sort;
use crate::panel::picture::Bars;
use crate::panel::picture::Cells;
use crate::panel::picture::Chart;
use crate::panel::picture::Picture;
use crate::panel::picture::Reading;
use crate::panel::picture::Table;
use crate::time::Instant;
use crate::unit::number::plain;

/// How the page writes what is no text yet.
pub struct Writing<'a> {
    /// An instant.
    pub instant: &'a dyn Fn(Instant) -> String,
    /// A value with its unit.
    pub reading: &'a dyn Fn(&Reading) -> String,
    /// Heads: of instants, of names, of values.
    pub heads: [&'a str; 3],
}

/// The lines of a picture, heads first; of a chart only the newest `most` instants, of a table its first lines. None at
/// all where the picture has no values.
#[must_use]
pub fn lines(picture: &Picture, writing: &Writing<'_>, most: usize) -> Vec<Vec<String>> {
    match picture {
        Picture::Chart(chart) => of_chart(chart, writing, most),
        Picture::Table(table) => of_table(table, writing, most),
        Picture::Stats(stats) => {
            let named = stats.iter().map(|stat| (&stat.name, &stat.reading));
            of_readings(named, writing, most)
        }
        Picture::Gauges(rows) | Picture::Bars(Bars { rows, .. }) => {
            let named = rows.iter().map(|gauge| (&gauge.name, &gauge.reading));
            of_readings(named, writing, most)
        }
        Picture::Slices(pie) => {
            let named = pie.slices.iter().map(|slice| (&slice.name, &slice.reading));
            of_readings(named, writing, most)
        }
        // These show their values as a table of their own.
        Picture::Tiles(_) | Picture::Columns(_) | Picture::Logs(_) => Vec::new(),
        Picture::Text(_) | Picture::List(_) | Picture::Empty | Picture::Unsupported(_) => {
            Vec::new()
        }
    }
}

/// Lines as a CSV file has them (RFC 4180): what holds a comma, a quote or a line's end is quoted.
#[must_use]
pub fn text(lines: &[Vec<String>]) -> String {
    let mut text = String::new();
    for line in lines {
        for (place, cell) in line.iter().enumerate() {
            if place > 0 {
                text.push(',');
            }
            push_cell(&mut text, cell);
        }
        text.push_str("\r\n");
    }
    text
}

fn push_cell(text: &mut String, cell: &str) {
    let quoted = cell.contains([',', '"', '\n', '\r'])
        || cell.starts_with(char::is_whitespace)
        || cell.ends_with(char::is_whitespace);
    if !quoted {
        text.push_str(cell);
        return;
    }
    text.push('"');
    for letter in cell.chars() {
        if letter == '"' {
            text.push('"');
        }
        text.push(letter);
    }
    text.push('"');
}

/// Series of several questions may stand on different grids: a line for each instant that any of them has.
fn of_chart(chart: &Chart, writing: &Writing<'_>, most: usize) -> Vec<Vec<String>> {
    let marks = &chart.scene.marks;
    if marks.is_empty() {
        return Vec::new();
    }
    let mut grids = Vec::new();
    for mark in marks {
        if !grids.contains(&mark.grid) {
            grids.push(mark.grid);
        }
    }
    let mut instants = Vec::new();
    for grid in &grids {
        instants.extend((0..grid.count).map(|index| grid.at(index)));
    }
    sort::by(&mut instants, Ord::cmp);
    instants.dedup();
    let skipped = instants.len().saturating_sub(most);
    let mut lines = Vec::with_capacity(instants.len() - skipped + 1);
    let [time, ..] = writing.heads;
    let mut head = vec![time.to_owned()];
    head.extend(marks.iter().map(|mark| mark.name.clone()));
    lines.push(head);
    for at in instants.into_iter().skip(skipped) {
        let mut line = vec![(writing.instant)(at)];
        for mark in marks {
            let since = at.0.saturating_sub(mark.grid.start.0);
            let step = mark.grid.step.0.max(1);
            let value = usize::try_from(since / step)
                .ok()
                .filter(|_| since >= 0 && since % step == 0)
                .and_then(|index| mark.values.get(index));
            line.push(match value {
                Some(value) if !is_gap(*value) => plain(*value),
                Some(_) | None => String::new(),
            });
        }
        lines.push(line);
    }
    lines
}

fn of_table(table: &Table, writing: &Writing<'_>, most: usize) -> Vec<Vec<String>> {
    let count = table.columns.first().map_or(0, |column| column.cells.len());
    if count == 0 {
        return Vec::new();
    }
    let heads = table.columns.iter().map(|column| column.title.clone());
    let mut lines = vec![heads.collect::<Vec<_>>()];
    for row in 0..count.min(most) {
        let cells = table.columns.iter().map(|column| match &column.cells {
            Cells::Text(texts) => texts.get(row).cloned().unwrap_or_default(),
            Cells::Number { values, .. } => values
                .get(row)
                .filter(|reading| reading.value.is_some() || reading.text.is_some())
                .map(writing.reading)
                .unwrap_or_default(),
            Cells::Time(times) => match times.get(row) {
                Some(Some(at)) => (writing.instant)(Instant(*at)),
                Some(None) | None => String::new(),
            },
        });
        lines.push(cells.collect());
    }
    lines
}

fn of_readings<'a>(
    named: impl Iterator<Item = (&'a String, &'a Reading)>,
    writing: &Writing<'_>,
    most: usize,
) -> Vec<Vec<String>> {
    let [_, name, value] = writing.heads;
    let mut lines = vec![vec![name.to_owned(), value.to_owned()]];
    for (name, reading) in named.take(most) {
        lines.push(vec![name.clone(), (writing.reading)(reading)]);
    }
    if lines.len() == 1 { Vec::new() } else { lines }
}
