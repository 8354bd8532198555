//! Answers from text and pictures as text, for the tests of `panel` and `dashboard`.

use atalaya::chart::scene::Stack;
use atalaya::data::labels::Labels;
use atalaya::data::series::Matrix;
use atalaya::data::series::Sample;
use atalaya::data::series::Series;
use atalaya::data::series::is_gap;
use atalaya::frame::Kind;
use atalaya::panel::Answered;
use atalaya::panel::Context;
use atalaya::panel::Format;
use atalaya::panel::columns::Bar;
use atalaya::panel::logs;
use atalaya::panel::picture::Gauge;
use atalaya::panel::picture::Picture;
use atalaya::panel::picture::Reading;
use atalaya::panel::spec::Spec;
use atalaya::panel::table::cell::Content;
use atalaya::panel::table::cell::content;
use atalaya::panel::text::blocks;
use atalaya::panel::tiles::Said;
use atalaya::panel::tiles::Tiles;
use atalaya::source::Answer;
use atalaya::source::Found;
use atalaya::time::Grid;
use atalaya::time::Instant;
use atalaya::time::Millis;
use atalaya::time::Range;
use expect_test::Expect;
use serde_json::Value;
use std::fmt::Write;

const MINUTE: i64 = 60_000;

/// Labels from `name=value` pairs.
pub(crate) fn labels(pairs: &str) -> Labels {
    Labels::from_pairs(
        pairs
            .split_whitespace()
            .filter_map(|pair| pair.split_once('=')),
    )
}

/// A range answer of one sample a minute; GAP where there is none.
pub(crate) fn matrix(series: &[(&str, &[f64])]) -> Answer {
    let count = series
        .iter()
        .map(|(_, values)| values.len())
        .max()
        .unwrap_or(0);
    answer(Found::Matrix(Matrix {
        grid: Grid {
            start: Instant(0),
            step: Millis(MINUTE),
            count,
        },
        series: series
            .iter()
            .map(|(pairs, values)| Series {
                labels: labels(pairs),
                values: values.to_vec().into(),
                histograms: Vec::new(),
            })
            .collect(),
    }))
}

/// An instant answer.
pub(crate) fn vector(samples: &[(&str, f64)]) -> Answer {
    let samples = samples.iter().map(|(pairs, value)| Sample {
        labels: labels(pairs),
        at: Instant(MINUTE),
        value: *value,
        histogram: None,
    });
    answer(Found::Vector(samples.collect()))
}

pub(crate) fn answer(found: Found) -> Answer {
    Answer {
        found,
        warnings: Vec::new(),
        infos: Vec::new(),
    }
}

/// The picture of a panel whose queries A, B, … have these legends and answers, and the faults of the panel.
pub(crate) fn draw(panel: &Value, answers: &[(&str, &Answer)]) -> String {
    let (_, faults) = Spec::read(panel);
    let mut text = String::new();
    for fault in faults {
        writeln!(text, "{fault:?}").unwrap();
    }
    text + &written(&pictured(panel, answers))
}

/// The picture alone.
pub(crate) fn pictured(panel: &Value, answers: &[(&str, &Answer)]) -> Picture {
    let (spec, _) = Spec::read(panel);
    let letters = ["A", "B", "C", "D"];
    let answered: Vec<Answered<'_>> = answers
        .iter()
        .zip(letters)
        .map(|((legend, answer), ref_id)| Answered {
            ref_id,
            legend,
            format: match panel["targets"][0]["format"].as_str() {
                Some("table") => Format::Table,
                Some("heatmap") => Format::Heatmap,
                _ => Format::TimeSeries,
            },
            expr: "up",
            answer,
        })
        .collect();
    let range = Range {
        from: Instant(0),
        to: Instant(10 * MINUTE),
    };
    atalaya::panel::picture(&spec, &answered, &Context::new(range))
}

pub(crate) fn check(panel: Value, answers: &[(&str, &Answer)], expected: &Expect) {
    expected.assert_eq(&draw(&panel, answers));
}

/// A picture in few lines.
pub(crate) fn written(picture: &Picture) -> String {
    let mut text = String::new();
    match picture {
        Picture::Chart(chart) => {
            let scene = &chart.scene;
            writeln!(text, "left {:?}", scene.left).unwrap();
            if let Some(right) = &scene.right {
                writeln!(text, "right {right:?}").unwrap();
            }
            for mark in &scene.marks {
                let stack = mark.stack.as_ref().map(|Stack { group, percent }| {
                    format!(" stack {group}{}", if *percent { " percent" } else { "" })
                });
                let values = mark.values.iter().map(|value| number(*value));
                writeln!(
                    text,
                    "{:?} {:?} {:?} {:?} width {} fill {} {:?} {:?}{}{}{} {}",
                    mark.name,
                    mark.ink,
                    mark.side,
                    mark.style,
                    mark.width,
                    mark.fill,
                    mark.span,
                    mark.points,
                    stack.unwrap_or_default(),
                    if mark.negative { " negative" } else { "" },
                    if mark.hidden { " hidden" } else { "" },
                    values.collect::<Vec<_>>().join(" "),
                )
                .unwrap();
            }
            for threshold in &scene.thresholds {
                writeln!(text, "{threshold:?}").unwrap();
            }
            writeln!(
                text,
                "legend {:?} {:?} {:?}",
                chart.legend.mode, chart.legend.place, chart.legend.calcs
            )
            .unwrap();
            for row in &chart.legend.rows {
                writeln!(
                    text,
                    "  {} [{}] {:?} {:?}",
                    row.name, row.unit, row.decimals, row.values
                )
                .unwrap();
            }
            writeln!(
                text,
                "tooltip {:?} {:?}, cut {}",
                chart.tooltip.mode, chart.tooltip.sort, chart.cut
            )
            .unwrap();
        }
        Picture::Stats(stats) => {
            for stat in stats {
                let spark = stat.spark.as_ref().map(|values| values.len());
                writeln!(
                    text,
                    "{:?} {} spark {spark:?}",
                    stat.name,
                    reading(&stat.reading)
                )
                .unwrap();
            }
        }
        Picture::Gauges(gauges) => gauges.iter().for_each(|gauge| text += &dial(gauge)),
        Picture::Bars(bars) => {
            writeln!(text, "horizontal {}", bars.horizontal).unwrap();
            bars.rows.iter().for_each(|gauge| text += &dial(gauge));
        }
        Picture::Tiles(tiles) => text += &mosaic(tiles),
        Picture::Columns(columns) => {
            let unit = (&columns.unit.0, &columns.category_unit);
            let stacked = if columns.stacked { " stacked" } else { "" };
            writeln!(
                text,
                "units {unit:?} horizontal {:?}{stacked} cut {}",
                columns.horizontal, columns.cut
            )
            .unwrap();
            let ticks: Vec<String> = columns
                .ticks
                .iter()
                .map(|(tick, at)| format!("{tick}@{at:.2}"))
                .collect();
            writeln!(text, "ticks {}", ticks.join(" ")).unwrap();
            for (category, bars) in columns.categories.iter().zip(&columns.bars) {
                let bars = bars.iter().map(|bar| match bar {
                    Some(Bar {
                        along: (from, to),
                        reading: value,
                        ink,
                    }) => {
                        format!("{from:.2}..{to:.2} {} {ink:?}", reading(value))
                    }
                    None => "nothing".to_owned(),
                });
                writeln!(
                    text,
                    "{category:?}: {}",
                    bars.collect::<Vec<_>>().join(" | ")
                )
                .unwrap();
            }
        }
        Picture::Slices(slices) => {
            writeln!(
                text,
                "donut {} labels {:?} legend {:?}",
                slices.donut, slices.labels, slices.legend
            )
            .unwrap();
            for slice in &slices.slices {
                writeln!(
                    text,
                    "{:?} {:.3} {} {:?}",
                    slice.name,
                    slice.share,
                    reading(&slice.reading),
                    slice.ink
                )
                .unwrap();
            }
        }
        Picture::Table(table) => {
            for column in &table.columns {
                let cells = (0..table.len()).map(|row| match content(table, column, row) {
                    Content::Text(text, None) => format!("{text:?}"),
                    Content::Text(text, Some(ink)) => format!("{text:?} {ink:?}"),
                    Content::Instant(at) => at.0.to_string(),
                    Content::Number(number) => reading(&number),
                    Content::Line(numbers, last) => format!("{numbers:?} {}", reading(&last)),
                });
                let cells: Vec<String> = cells.collect();
                let (min, max) = column.limits;
                let limits = match table.kind(column) {
                    Kind::Number => format!(" {min}..{max}"),
                    _ => String::new(),
                };
                writeln!(
                    text,
                    "{:?} {:?} {:?}{limits}: {}",
                    column.title,
                    column.look.cell,
                    column.look.width,
                    cells.join(" | ")
                )
                .unwrap();
            }
            writeln!(text, "sort {:?}", table.sort).unwrap();
        }
        Picture::Text(prose) => blocks(prose).iter().for_each(|block| {
            writeln!(text, "{block:?}").unwrap();
        }),
        Picture::Logs(logs) => {
            for (name, value) in &logs.common {
                writeln!(text, "common {name}={value}").unwrap();
            }
            for row in 0..logs.rows.len() {
                let line = logs::line(logs, row).unwrap();
                let level = line.level.map_or("-", |level| level.name());
                let (at, more) = (line.at.0, line.duplicates);
                writeln!(text, "{at} {level} {:?} +{more}", line.text).unwrap();
            }
        }
        Picture::List(options) => writeln!(text, "{options:?}").unwrap(),
        Picture::Empty => text += "empty\n",
        Picture::Unsupported(kind) => writeln!(text, "unsupported {kind}").unwrap(),
    }
    text
}

fn mosaic(tiles: &Tiles) -> String {
    let mut text = format!(
        "{:?} fill {} {:?} cut {}\n",
        tiles.mosaic.rows, tiles.mosaic.fill, tiles.mosaic.words, tiles.cut
    );
    for tile in &tiles.mosaic.tiles {
        let said = match &tiles.said {
            Said::States { states, .. } => {
                let state = &states[tile.what as usize];
                format!(
                    "{:?} {} {:?}",
                    state.reach,
                    reading(&state.reading),
                    tile.ink
                )
            }
            Said::Counts { .. } => format!("{} colour {}", tile.value, tile.what),
        };
        // Instants in seconds.
        let seconds = |at: Instant| at.0 as f64 / 1000.0;
        writeln!(
            text,
            "{} {}..{} s {}..{} {said}",
            tile.row,
            seconds(tile.from),
            seconds(tile.to),
            rounded(tile.lower),
            rounded(tile.upper),
        )
        .unwrap();
    }
    match &tiles.said {
        Said::States { listed, .. } => writeln!(text, "legend {:?} {listed:?}", tiles.legend),
        Said::Counts {
            min,
            max,
            unit,
            scale,
            ..
        } => {
            let [light, dark] = scale
                .each_ref()
                .map(|scale| (scale.len(), scale.first(), scale.last()));
            writeln!(
                text,
                "legend {:?} {min}..{max} [{unit}] light {light:?} dark {dark:?}",
                tiles.legend
            )
        }
    }
    .unwrap();
    text
}

fn rounded(value: f64) -> f64 {
    (value * 1000.0).round() / 1000.0
}

fn number(value: f64) -> String {
    if is_gap(value) {
        "gap".to_owned()
    } else {
        value.to_string()
    }
}

fn reading(reading: &Reading) -> String {
    let value = reading.value.map_or("nothing".to_owned(), number);
    let mut text = format!("{value} [{}]", reading.unit);
    if let Some(words) = &reading.text {
        write!(text, " {words:?}").unwrap();
    }
    if let Some(ink) = reading.ink {
        write!(text, " {ink:?}").unwrap();
    }
    text
}

fn dial(gauge: &Gauge) -> String {
    let value = reading(&gauge.reading);
    format!(
        "{:?} {}..{} {value} bands {:?}\n",
        gauge.name, gauge.min, gauge.max, gauge.bands
    )
}
