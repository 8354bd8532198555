//! Requests as text, replies in, answers as text out.

/// Replies that are no answer: each with its failure, and whether asking again may help.
mod bad;
/// Legal JSON that servers do not write today, over one small grid.
mod legal;
/// Random answers, numbers and damage.
mod random;
/// All recorded replies in `tests/reply`.
mod recorded;
/// The files of `tests/reply`.
mod reply;
/// Questions as requests.
mod request;
/// Answers that are not large, in forms that were not recorded.
mod small;

use atalaya::data::series::Matrix;
use atalaya::data::series::is_gap;
use atalaya::source::Answer;
use atalaya::source::Ask;
use atalaya::source::Failure;
use atalaya::source::Found;
use atalaya::source::Reply;
use atalaya::source::prometheus;
use atalaya::time::Grid;
use atalaya::time::Instant;
use atalaya::time::Millis;
use atalaya::time::Range;
use std::fmt::Write;

/// Four instants, 60 s apart, from second 100 on.
const GRID: Grid = Grid {
    start: Instant(100_000),
    step: Millis(60_000),
    count: 4,
};

/// A range for questions that need one.
const HOUR: Range = Range {
    from: Instant(1_795_234_102_000),
    to: Instant(1_795_237_702_500),
};

fn json(status: u16, body: &str) -> Reply {
    Reply {
        status,
        content_type: "application/json".to_owned(),
        body: body.as_bytes().to_vec(),
    }
}

fn range(grid: Grid) -> Ask {
    Ask::Range {
        expr: "up".to_owned(),
        grid,
    }
}

fn instant() -> Ask {
    Ask::Instant {
        expr: "up".to_owned(),
        at: Instant(0),
    }
}

fn decode_range(body: &str) -> Result<Answer, Failure> {
    prometheus::decode(&range(GRID), &json(200, body))
}

/// A matrix as lines `{labels}: 1 . NaN`, a dot for each gap, or the failure.
fn show(result: &Result<Answer, Failure>) -> String {
    let mut text = String::new();
    match result {
        Ok(answer) => {
            match &answer.found {
                Found::Matrix(matrix) => text.push_str(&lines(matrix)),
                other => writeln!(text, "{other:?}").unwrap(),
            }
            for warning in &answer.warnings {
                writeln!(text, "warning: {warning}").unwrap();
            }
            for info in &answer.infos {
                writeln!(text, "info: {info}").unwrap();
            }
        }
        Err(failure) => writeln!(text, "{failure:?}").unwrap(),
    }
    text
}

fn lines(matrix: &Matrix) -> String {
    let mut text = String::new();
    for series in &matrix.series {
        write!(text, "{}:", series.labels).unwrap();
        for value in series.values.iter() {
            if is_gap(*value) {
                text.push_str(" .");
            } else {
                write!(text, " {value:?}").unwrap();
            }
        }
        text.push('\n');
        for (index, histogram) in &series.histograms {
            writeln!(text, "  [{index}] {histogram:?}").unwrap();
        }
    }
    text
}
