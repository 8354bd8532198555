//! A panel's values as lines of text: to be read beside the picture, and to be saved as CSV.
//!
//! A chart gives one line per instant with every number to its last digit; everything else gives its cells as they are
//! shown. It does not know zones and languages: who asks writes instants and readings.

use crate::data::series::is_gap;
use crate::lean::sort;
use crate::panel::columns::Category;
use crate::panel::columns::Columns;
use crate::panel::logs;
use crate::panel::picture::Bars;
use crate::panel::picture::Chart;
use crate::panel::picture::Logs;
use crate::panel::picture::Picture;
use crate::panel::picture::Reading;
use crate::panel::picture::Table;
use crate::panel::table::cell;
use crate::panel::table::cell::Content;
use crate::panel::tiles::Reach;
use crate::panel::tiles::Said;
use crate::panel::tiles::Tiles;
use crate::time::Instant;
use crate::unit::number::plain;

/// How the page writes what is no text yet.
pub struct Writing<'a> {
    /// An instant.
    pub instant: &'a dyn Fn(Instant) -> String,
    /// A value with its unit.
    pub reading: &'a dyn Fn(&Reading) -> String,
    /// What a state says of its value.
    pub reach: &'a dyn Fn(Reach, String) -> String,
    /// What columns are called.
    pub heads: Heads<'a>,
}

/// What columns are called that have no name of their own.
#[derive(Clone, Copy, Debug, Default)]
pub struct Heads<'a> {
    /// Instants.
    pub time: &'a str,
    /// When something begins.
    pub from: &'a str,
    /// When it ends.
    pub to: &'a str,
    /// Names.
    pub name: &'a str,
    /// Values.
    pub value: &'a str,
    /// States.
    pub state: &'a str,
    /// Counts.
    pub count: &'a str,
    /// How bad a line is.
    pub level: &'a str,
    /// Its labels.
    pub labels: &'a str,
    /// Its text.
    pub line: &'a str,
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
        Picture::Tiles(tiles) => of_tiles(tiles, writing, most),
        Picture::Columns(columns) => of_columns(columns, writing, most),
        Picture::Logs(logs) => of_logs(logs, writing, most),
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
    let mut head = vec![writing.heads.time.to_owned()];
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
    let heads = table.columns.iter().map(|column| column.title.clone());
    let mut lines = vec![heads.collect::<Vec<_>>()];
    for row in 0..table.len().min(most) {
        let cells = table.columns.iter();
        let cells = cells.map(|column| match cell::content(table, column, row) {
            Content::Number(reading) if reading.value.is_none() && reading.text.is_none() => {
                String::new()
            }
            Content::Number(reading) => (writing.reading)(&reading),
            Content::Instant(at) => (writing.instant)(at),
            Content::Text(text, _) => text,
            Content::Line(..) => cell::value(table, column, row).written(),
        });
        lines.push(cells.collect());
    }
    lines
}

/// States and counts: from when until when, of what.
fn of_tiles(tiles: &Tiles, writing: &Writing<'_>, most: usize) -> Vec<Vec<String>> {
    let Heads { from, to, name, .. } = writing.heads;
    let last = match &tiles.said {
        Said::States { .. } => writing.heads.state,
        Said::Counts { .. } => writing.heads.count,
    };
    let heads = [from, to, name, last].map(str::to_owned);
    let mut lines = vec![heads.to_vec()];
    for tile in tiles.mosaic.tiles.iter().take(most) {
        let said = match &tiles.said {
            Said::States { states, .. } => states
                .get(tile.what as usize)
                .map(|state| (writing.reach)(state.reach, (writing.reading)(&state.reading))),
            Said::Counts { .. } => (!is_gap(tile.value)).then(|| plain(tile.value)),
        };
        let name = tiles.names.get(tile.row as usize).cloned();
        lines.push(vec![
            (writing.instant)(tile.from),
            (writing.instant)(tile.to),
            name.unwrap_or_default(),
            said.unwrap_or_default(),
        ]);
    }
    headed(lines)
}

/// Bars: a line for each category, a column for each bar of it.
fn of_columns(columns: &Columns, writing: &Writing<'_>, most: usize) -> Vec<Vec<String>> {
    let spans = columns
        .categories
        .iter()
        .any(|category| matches!(category, Category::Span(..)));
    let Heads { from, to, name, .. } = writing.heads;
    let mut head: Vec<String> = match spans {
        true => vec![from.to_owned(), to.to_owned()],
        false => vec![name.to_owned()],
    };
    let bars = columns.legend.rows.iter();
    head.extend(bars.map(|row| row.name.clone()));
    let mut lines = vec![head];
    let categories = columns.categories.iter().zip(&columns.bars);
    for (category, bars) in categories.take(most) {
        let mut line = match category {
            Category::Text(name) => vec![name.clone()],
            Category::Time(at) => vec![(writing.instant)(*at)],
            Category::Span(from, to) => vec![plain(*from), plain(*to)],
        };
        line.extend(bars.iter().map(|bar| match bar {
            Some(bar) => (writing.reading)(&bar.reading),
            None => String::new(),
        }));
        lines.push(line);
    }
    headed(lines)
}

/// Log lines as they are shown, with the labels of their streams.
fn of_logs(logs: &Logs, writing: &Writing<'_>, most: usize) -> Vec<Vec<String>> {
    let Heads {
        time,
        level,
        labels,
        line,
        ..
    } = writing.heads;
    let heads = [time, level, labels, line].map(str::to_owned);
    let mut lines = vec![heads.to_vec()];
    for row in 0..logs.rows.len().min(most) {
        let Some(line) = logs::line(logs, row) else {
            continue;
        };
        let labels = logs::labels(logs, row).into_iter();
        let labels = labels.map(|(name, value)| [&name, "=", &value].concat());
        lines.push(vec![
            (writing.instant)(line.at.instant()),
            line.level
                .map_or_else(String::new, |level| level.name().to_owned()),
            labels.collect::<Vec<_>>().join(" "),
            line.text,
        ]);
    }
    headed(lines)
}

/// Heads alone are nothing.
fn headed(lines: Vec<Vec<String>>) -> Vec<Vec<String>> {
    if lines.len() == 1 { Vec::new() } else { lines }
}

fn of_readings<'a>(
    named: impl Iterator<Item = (&'a String, &'a Reading)>,
    writing: &Writing<'_>,
    most: usize,
) -> Vec<Vec<String>> {
    let Heads { name, value, .. } = writing.heads;
    let mut lines = vec![vec![name.to_owned(), value.to_owned()]];
    for (name, reading) in named.take(most) {
        lines.push(vec![name.clone(), (writing.reading)(reading)]);
    }
    headed(lines)
}
