//! The answer to a range query, from bytes into columns: the one place where a million samples pass.

use crate::data::labels::Labels;
use crate::data::series::Column;
use crate::data::series::GAP;
use crate::data::series::Matrix;
use crate::data::series::Series;
use crate::source::Answer;
use crate::source::Found;
use crate::source::prometheus::decode::column::Filling;
use crate::source::prometheus::decode::envelope::PARTIAL;
use crate::source::prometheus::decode::fields::text;
use crate::source::prometheus::decode::fields::written_number;
use crate::source::prometheus::decode::histogram;
use crate::source::prometheus::decode::instant::timed;
use crate::source::prometheus::decode::number;
use crate::source::prometheus::decode::scan::Scanner;
use crate::source::prometheus::decode::stop::Stop;
use crate::time::Grid;
use serde_json::Value;

/// Values that one answer may hold, gaps included (256 MB): a small body may name very many series of one sample each.
const CELLS_MOST: usize = 1 << 25;

/// Decodes a success over exactly this grid.
pub(in crate::source) fn read(body: &[u8], grid: Grid) -> Result<Answer, Stop> {
    let mut reading = Reading::new(grid);
    let mut scan = Scanner::new(body);
    scan.object("an object", |scan, key| match key {
        "status" => match &*scan.text("a text").map_err(|stop| stop.under(key))? {
            "success" => Ok(()),
            _ => Err(Stop::Refused),
        },
        "data" => reading.data(scan).map_err(|stop| stop.under(key)),
        "warnings" => texts(scan, &mut reading.warnings).map_err(|stop| stop.under(key)),
        "infos" => texts(scan, &mut reading.infos).map_err(|stop| stop.under(key)),
        "isPartial" => {
            let partial = scan.value("true or false", Value::as_bool);
            if partial.map_err(|stop| stop.under(key))? {
                reading.warnings.push(PARTIAL.to_owned());
            }
            Ok(())
        }
        _ => scan.skip(),
    })?;
    scan.end()?;
    reading.answer()
}

fn texts(scan: &mut Scanner<'_>, into: &mut Vec<String>) -> Result<(), Stop> {
    if scan.null() {
        return Ok(());
    }
    into.extend(scan.value("texts", |json| {
        let texts = json.as_array()?.iter().map(text);
        texts.collect::<Option<Vec<String>>>()
    })?);
    Ok(())
}

/// What is known of the answer so far; its keys come in any order.
struct Reading {
    grid: Grid,
    series: Vec<Series>,
    /// The column of a series without a sample, shared by all of them.
    empty: Option<Column>,
    has_data: bool,
    is_matrix: bool,
    warnings: Vec<String>,
    infos: Vec<String>,
}

impl Reading {
    fn new(grid: Grid) -> Self {
        Self {
            grid,
            series: Vec::new(),
            empty: None,
            has_data: false,
            is_matrix: false,
            warnings: Vec::new(),
            infos: Vec::new(),
        }
    }

    fn answer(self) -> Result<Answer, Stop> {
        if !self.has_data {
            return Err(Stop::shape("a result").under("data"));
        }
        if !self.is_matrix {
            return Err(Stop::shape("matrix").under("data.resultType"));
        }
        Ok(Answer {
            found: Found::Matrix(Matrix {
                grid: self.grid,
                series: self.series,
            }),
            warnings: self.warnings,
            infos: self.infos,
        })
    }

    fn data(&mut self, scan: &mut Scanner<'_>) -> Result<(), Stop> {
        scan.object("an object", |scan, key| match key {
            "resultType" => {
                let kind = scan.text("a text").map_err(|stop| stop.under(key))?;
                self.is_matrix = kind == "matrix";
                Ok(())
            }
            "result" => {
                self.has_data = true;
                if scan.null() {
                    return Ok(());
                }
                scan.array("an array of series", |scan, index| {
                    self.one_series(scan)
                        .map_err(|stop| stop.under_index(index))
                })
                .map_err(|stop| stop.under(key))
            }
            _ => scan.skip(),
        })
    }

    fn one_series(&mut self, scan: &mut Scanner<'_>) -> Result<(), Stop> {
        let cells = (self.series.len() + 1).checked_mul(self.grid.count);
        if cells.is_none_or(|cells| cells > CELLS_MOST) {
            return Err(Stop::shape("fewer series for so many steps"));
        }
        let mut labels = Labels::default();
        let mut filling = Filling::new(self.grid);
        scan.object("a series", |scan, key| match key {
            "metric" => {
                labels = scan.labels("labels").map_err(|stop| stop.under(key))?;
                Ok(())
            }
            "values" => samples(scan, &mut filling).map_err(|stop| stop.under(key)),
            "histograms" => histograms(scan, &mut filling).map_err(|stop| stop.under(key)),
            _ => scan.skip(),
        })?;
        let filled = filling.finish()?;
        let values = filled.values.map_or_else(|| self.empty(), Column::from);
        self.series.push(Series {
            labels,
            values,
            histograms: filled.histograms,
        });
        Ok(())
    }

    fn empty(&mut self) -> Column {
        let count = self.grid.count;
        let empty = self
            .empty
            .get_or_insert_with(|| Column::from(vec![GAP; count]));
        empty.clone()
    }
}

fn samples(scan: &mut Scanner<'_>, filling: &mut Filling) -> Result<(), Stop> {
    scan.array("an array of samples", |scan, index| {
        let (at, value) = match compact(scan.rest) {
            Some((at, value, after)) => {
                scan.rest = after;
                (at, value)
            }
            None => {
                let sample = scan.value("[time, \"value\"]", |json| timed(json, written_number));
                let (at, value) = sample.map_err(|stop| stop.under_index(index))?;
                (at.0, value)
            }
        };
        filling
            .place(at, value)
            .map_err(|expected| Stop::shape(expected).under_index(index))
    })
}

/// A sample as servers write it, `[1795234102,"0.5"]` or `[1795234102.500,"0.5"]`, and what follows it.
#[inline(always)]
fn compact(text: &[u8]) -> Option<(i64, f64, &[u8])> {
    // Patterns, not `strip_prefix`: where size counts most, that one is a call to compare two bytes.
    let [b'[', text @ ..] = text else {
        return None;
    };
    let (seconds, after) = number::ten_digits(text)?;
    let (thousandths, after) = match after {
        [
            b'.',
            a @ b'0'..=b'9',
            b @ b'0'..=b'9',
            c @ b'0'..=b'9',
            after @ ..,
        ] => {
            let digit = |byte: &u8| i64::from(byte - b'0');
            (digit(a) * 100 + digit(b) * 10 + digit(c), after)
        }
        _ => (0, after),
    };
    let at = i64::try_from(seconds).ok()? * 1000 + thousandths;
    let [b',', b'"', after @ ..] = after else {
        return None;
    };
    match number::leading(after)? {
        (value, [b'"', b']', after @ ..]) => Some((at, value, after)),
        _ => None,
    }
}

fn histograms(scan: &mut Scanner<'_>, filling: &mut Filling) -> Result<(), Stop> {
    scan.array("an array of histograms", |scan, index| {
        let (at, histogram) = scan
            .value("[time, histogram]", |json| timed(json, histogram::read))
            .map_err(|stop| stop.under_index(index))?;
        filling
            .place_histogram(at.0, histogram)
            .map_err(|expected| Stop::shape(expected).under_index(index))
    })
}

/// Seconds as the API writes them, to the nearest millisecond.
pub(super) fn millis(seconds: f64) -> i64 {
    // The cast saturates.
    (seconds * 1000.0).round() as i64
}
