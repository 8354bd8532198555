//! Streams of lines, from bytes into columns: the one place where thousands of lines pass.

use crate::data::lines::Builder;
use crate::data::lines::Direction;
use crate::data::lines::Lines;
use crate::data::lines::Nanos;
use crate::data::lines::Origin;
use crate::source::Answer;
use crate::source::Found;
use crate::source::log::LogFound;
use crate::source::loki::Tailed;
use crate::source::loki::decode::text;
use crate::source::prometheus::decode::fields;
use crate::source::prometheus::decode::scan::Scanner;
use crate::source::prometheus::decode::stop::Stop;
use serde_json::Value;
use std::sync::Arc;

/// Decodes a success. One without `data` holds no lines.
pub(super) fn read(body: &[u8], direction: Direction) -> Result<Answer, Stop> {
    let mut builder = Builder::new(direction, body.len());
    let mut warnings = Vec::new();
    let mut scan = Scanner::new(body);
    scan.object("an object", |scan, key| {
        let read = match key {
            "status" => match &*scan.text("a text").map_err(|stop| stop.under(key))? {
                "success" => Ok(()),
                _ => Err(Stop::Refused),
            },
            "data" if scan.null() => Ok(()),
            "data" => data(scan, &mut builder),
            "warnings" if scan.null() => Ok(()),
            "warnings" => scan
                .value("texts", |json| {
                    json.as_array()?.iter().map(fields::text).collect()
                })
                .map(|texts: Vec<String>| warnings.extend(texts)),
            _ => scan.skip(),
        };
        read.map_err(|stop| stop.under(key))
    })?;
    scan.end()?;
    Ok(Answer {
        found: Found::Log(LogFound::Lines(Arc::new(finished(builder)?))),
        warnings,
        infos: Vec::new(),
    })
}

/// Decodes one message of a tail.
pub(super) fn tailed(message: &[u8]) -> Result<Tailed, Stop> {
    let mut builder = Builder::new(Direction::Forward, message.len());
    let mut dropped = 0;
    let mut scan = Scanner::new(message);
    scan.object("an object", |scan, key| {
        let read = match key {
            "streams" if scan.null() => Ok(()),
            "streams" => streams(scan, &mut builder),
            "dropped_entries" if scan.null() => Ok(()),
            "dropped_entries" => scan
                .value("an array", |json: &Value| json.as_array().map(Vec::len))
                .map(|count| dropped += count),
            _ => scan.skip(),
        };
        read.map_err(|stop| stop.under(key))
    })?;
    scan.end()?;
    Ok(Tailed {
        lines: finished(builder)?,
        dropped,
    })
}

fn finished(builder: Builder) -> Result<Lines, Stop> {
    let lines = builder.finish();
    lines.ok_or_else(|| Stop::shape("less than 4 GB of text in UTF-8"))
}

fn data(scan: &mut Scanner<'_>, builder: &mut Builder) -> Result<(), Stop> {
    scan.object("resultType and result", |scan, key| {
        let read = match key {
            "resultType" => match &*scan.text("a text").map_err(|stop| stop.under(key))? {
                "streams" => Ok(()),
                _ => Err(Stop::shape("streams")),
            },
            "result" if scan.null() => Ok(()),
            "result" => streams(scan, builder),
            _ => scan.skip(),
        };
        read.map_err(|stop| stop.under(key))
    })
}

fn streams(scan: &mut Scanner<'_>, builder: &mut Builder) -> Result<(), Stop> {
    scan.array("an array of streams", |scan, index| {
        builder.stream();
        let read = scan.object("a stream", |scan, key| {
            let read = match key {
                "stream" => scan.labels("labels").map(|labels| builder.labels(labels)),
                "values" if scan.null() => Ok(()),
                "values" => scan.array("an array of lines", |scan, index| {
                    line(scan, builder).map_err(|stop| stop.under_index(index))
                }),
                _ => scan.skip(),
            };
            read.map_err(|stop| stop.under(key))
        });
        read.map_err(|stop| stop.under_index(index))
    })
}

const LINE: &str = "[\"nanoseconds\", \"line\"]";

/// `["<nanoseconds>", "line"]`, maybe with what stands beside the line.
fn line(scan: &mut Scanner<'_>, builder: &mut Builder) -> Result<(), Stop> {
    let mut at = None;
    let mut items = 0;
    scan.array(LINE, |scan, index| {
        items = index + 1;
        match index {
            0 => {
                let written = scan.text(LINE)?;
                at = Some(nanos(&written).ok_or_else(|| Stop::shape(LINE))?);
                Ok(())
            }
            1 => {
                text::read(scan, LINE, builder.arena())?;
                builder.line(at.unwrap_or_default());
                Ok(())
            }
            2 => beside(scan, builder),
            _ => scan.skip(),
        }
    })?;
    if items < 2 {
        return Err(Stop::shape(LINE));
    }
    Ok(())
}

/// Digits that fit into a number whatever they are.
const DIGITS: usize = 19;

/// `1795234244638023889`, thousands of times: read without looking for what a number cannot hold until its end.
fn nanos(written: &str) -> Option<Nanos> {
    let plain = !written.is_empty() && written.bytes().all(|digit| digit.is_ascii_digit());
    if !plain || written.len() > DIGITS {
        return written.parse().ok().map(Nanos);
    }
    let add = |sum: u64, digit: u8| sum * 10 + u64::from(digit - b'0');
    let sum = written.bytes().fold(0, add);
    i64::try_from(sum).ok().map(Nanos)
}

fn beside(scan: &mut Scanner<'_>, builder: &mut Builder) -> Result<(), Stop> {
    const BESIDE: &str = "structuredMetadata and parsed";
    scan.object(BESIDE, |scan, key| {
        let origin = match key {
            "structuredMetadata" => Origin::Metadata,
            "parsed" => Origin::Parsed,
            _ => return scan.skip(),
        };
        if scan.null() {
            return Ok(());
        }
        scan.object(BESIDE, |scan, name| {
            text::read(scan, BESIDE, builder.arena())?;
            builder.pair(origin, name);
            Ok(())
        })
    })
}
