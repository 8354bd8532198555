//! Every recorded reply decodes, or gives its right error; what is decoded agrees with a plain reading of the JSON.

use atalaya::data::labels::Labels;
use atalaya::data::series::Matrix;
use atalaya::data::series::Sample;
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
use expect_test::expect_file;
use serde_json::Value;
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::sync::LazyLock;

/// Replies up to this size serve as material for random damage.
const SMALL: usize = 15_000;

pub(super) struct Recorded {
    pub(super) name: String,
    pub(super) ask: Ask,
    pub(super) reply: Reply,
}

static ALL: LazyLock<Vec<Recorded>> = LazyLock::new(|| {
    ["prometheus", "prometheus-2.42", "victoriametrics-1.145"]
        .into_iter()
        .flat_map(folder)
        .collect()
});

/// Recorded replies that are quick to decode many times.
pub(super) fn small() -> &'static [&'static Recorded] {
    static SOME: LazyLock<Vec<&'static Recorded>> = LazyLock::new(|| {
        let small = |one: &&Recorded| one.reply.body.len() <= SMALL;
        ALL.iter().filter(small).collect()
    });
    &SOME
}

fn folder(name: &str) -> Vec<Recorded> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/reply")
        .join(name);
    let mut files: Vec<_> = fs::read_dir(path)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    files.sort();
    let read = |path: &std::path::PathBuf| {
        let stem = path.file_stem().unwrap().to_str().unwrap();
        recorded(format!("{name}/{stem}"), &fs::read(path).unwrap())
    };
    files.iter().map(read).collect()
}

fn recorded(name: String, http: &[u8]) -> Recorded {
    let end = http
        .windows(4)
        .position(|four| four == b"\r\n\r\n")
        .unwrap();
    let head = std::str::from_utf8(&http[..end]).unwrap();
    let header = |name: &str| {
        let mut lines = head.lines();
        lines.find_map(|line| line.strip_prefix(name)?.strip_prefix(": "))
    };
    Recorded {
        name,
        ask: ask(header("X-Request").unwrap()),
        reply: Reply {
            status: head.split(' ').nth(1).unwrap().parse().unwrap(),
            content_type: header("Content-Type").unwrap_or_default().to_owned(),
            body: http[end + 4..].to_vec(),
        },
    }
}

/// The question that a recorded request asked. Errors of endpoints that are never asked stand for any question.
fn ask(request: &str) -> Ask {
    let mut parts = request.splitn(3, ' ');
    let (_, target) = (parts.next(), parts.next().unwrap());
    let (path, query) = target.split_once('?').unwrap_or((target, ""));
    let form: Vec<(String, String)> = query
        .split('&')
        .chain(parts.next())
        .filter_map(|pair| pair.split_once('='))
        .map(|(name, value)| (decoded(name), decoded(value)))
        .collect();
    let field = |name: &str| {
        let pair = form.iter().find(|(key, _)| key == name);
        pair.map(|(_, value)| value.clone())
    };
    let time = |name: &str| field(name).map_or(0, |text| millis(&text));
    let matchers = || {
        let pairs = form.iter().filter(|(key, _)| key == "match[]");
        pairs.map(|(_, value)| value.clone()).collect()
    };
    let range = Range {
        from: Instant(time("start")),
        to: Instant(time("end")),
    };
    let expr = field("query").unwrap_or_default();
    match path.strip_prefix("/api/v1/").unwrap_or(path) {
        "query_range" => {
            let step = time("step").max(1);
            let count = (time("end") - time("start")).div_euclid(step) + 1;
            let grid = Grid {
                start: range.from,
                step: Millis(step),
                count: count.max(0) as usize,
            };
            Ask::Range { expr, grid }
        }
        "labels" => Ask::LabelNames {
            matchers: matchers(),
            range,
        },
        "series" => Ask::Series {
            matchers: matchers(),
            range,
        },
        "metadata" => Ask::Metadata {
            metric: field("metric"),
        },
        "status/buildinfo" => Ask::BuildInfo,
        "rules" => Ask::Rules,
        "alerts" => Ask::Alerts,
        "targets" => Ask::Targets,
        path => match path
            .strip_prefix("label/")
            .and_then(|rest| rest.strip_suffix("/values"))
        {
            Some(label) => Ask::LabelValues {
                label: decoded(label),
                matchers: matchers(),
                range,
            },
            None => Ask::Instant {
                expr,
                at: range.from,
            },
        },
    }
}

fn decoded(text: &str) -> String {
    let mut bytes = Vec::new();
    let mut rest = text.bytes();
    while let Some(byte) = rest.next() {
        bytes.push(match byte {
            b'+' => b' ',
            b'%' => {
                let code = [rest.next().unwrap(), rest.next().unwrap()];
                u8::from_str_radix(std::str::from_utf8(&code).unwrap(), 16).unwrap()
            }
            _ => byte,
        });
    }
    String::from_utf8(bytes).unwrap()
}

/// The few ways in which the recorded requests write times and steps.
fn millis(text: &str) -> i64 {
    match text {
        "1m" => 60_000,
        "2026-11-21T04:00:00.5Z" => 1_795_233_600_500,
        "2026-11-21T04:10:00Z" => 1_795_234_200_000,
        _ => text.parse::<i64>().unwrap() * 1000,
    }
}

#[test]
fn every_reply_in_one_line() {
    let mut lines = String::new();
    for one in ALL.iter() {
        let result = prometheus::decode(&one.ask, &one.reply);
        lines += &format!("{}: {}\n", one.name, line(&result));
    }
    expect_file!["./recorded.txt"].assert_eq(&lines);
}

fn line(result: &Result<Answer, Failure>) -> String {
    let answer = match result {
        Ok(answer) => answer,
        Err(failure) => return format!("{failure:?}"),
    };
    let mut line = found(&answer.found);
    for warning in &answer.warnings {
        line += &format!("; warning: {warning}");
    }
    for info in &answer.infos {
        line += &format!("; info: {info}");
    }
    line
}

fn found(found: &Found) -> String {
    match found {
        Found::Matrix(matrix) => {
            let values = || matrix.series.iter().flat_map(|one| one.values.iter());
            let gaps = values().filter(|one| is_gap(**one)).count();
            let histograms: usize = matrix.series.iter().map(|one| one.histograms.len()).sum();
            let samples = values().count() - gaps;
            let first = values().find(|one| !is_gap(**one));
            let last = values().rfind(|one| !is_gap(**one));
            format!(
                "matrix, {} series, {samples} samples, {gaps} gaps, {histograms} histograms, {first:?} … {last:?}",
                matrix.series.len()
            )
        }
        Found::Vector(samples) => match samples.as_slice() {
            [] => "vector, empty".to_owned(),
            [first, ..] => format!(
                "vector, {} samples, {} histograms, first {} = {:?} at {}",
                samples.len(),
                samples.iter().filter(|one| one.histogram.is_some()).count(),
                first.labels,
                first.value,
                first.at.0
            ),
        },
        Found::Raw(series) => {
            let first = &series[0];
            format!(
                "raw, {} series, first {} with {} samples from {} = {:?}",
                series.len(),
                first.labels,
                first.times.len(),
                first.times[0].0,
                first.values[0]
            )
        }
        Found::Text(text) => format!("text {text:?}"),
        Found::Names(names) => match names.as_slice() {
            [] => "names, none".to_owned(),
            [first, .., last] => format!("names, {}: {first} … {last}", names.len()),
            [one] => format!("names: {one}"),
        },
        Found::Series(series) => format!("series, {}, first {}", series.len(), series[0]),
        Found::Metadata(metrics) => match metrics.as_slice() {
            [] => "metadata, none".to_owned(),
            [first, ..] => format!("metadata, {}, first {first:?}", metrics.len()),
        },
        Found::Build(build) => format!("{build:?}"),
        Found::Rules(groups) => {
            let rules = || groups.iter().flat_map(|group| &group.rules);
            let alerting = || rules().filter_map(|rule| rule.alerting.as_ref());
            let alerts: usize = alerting().map(|one| one.alerts.len()).sum();
            format!(
                "rules, {} groups, {} rules, {} alerting, {alerts} alerts, evaluated {:?}, every {:?} s",
                groups.len(),
                rules().count(),
                alerting().count(),
                groups.first().map(|group| group.last_evaluation),
                groups.first().map(|group| group.interval)
            )
        }
        Found::Alerts(alerts) => match alerts.as_slice() {
            [] => "alerts, none".to_owned(),
            [first, ..] => format!(
                "alerts, {}, first {} {} since {:?} = {:?}",
                alerts.len(),
                first.labels,
                first.state,
                first.active_at,
                first.value
            ),
        },
        Found::Targets(targets) => {
            let up = targets.iter().filter(|one| one.health == "up").count();
            let first = &targets[0];
            format!(
                "targets, {}, {up} up, first {} {} at {:?}, took {:?} s of {:?} s",
                targets.len(),
                first.pool,
                first.url,
                first.last_scrape,
                first.scrape_seconds,
                first.interval_seconds
            )
        }
    }
}

/// Read a second time, slowly and in another way.
#[test]
fn samples_agree_with_a_plain_reading_of_the_json() {
    let (mut matrices, mut vectors) = (0, 0);
    for one in ALL.iter() {
        let Ok(answer) = prometheus::decode(&one.ask, &one.reply) else {
            continue;
        };
        let body: Value = serde_json::from_slice(&one.reply.body).unwrap();
        let result = &body["data"]["result"];
        match &answer.found {
            Found::Matrix(matrix) => {
                assert_eq!(plain_matrix(result), sparse(matrix), "{}", one.name);
                matrices += 1;
            }
            Found::Vector(samples) if body["data"]["resultType"] == "vector" => {
                assert_eq!(plain_vector(result), pairs(samples), "{}", one.name);
                vectors += 1;
            }
            _ => {}
        }
    }
    assert!(matrices > 10 && vectors > 20, "{matrices} and {vectors}");
}

type Sparse = Vec<(BTreeMap<String, String>, Vec<(i64, u64)>)>;

fn plain_matrix(result: &Value) -> Sparse {
    let series = result.as_array().unwrap().iter();
    series
        .map(|one| {
            let floats = one["values"].as_array().into_iter().flatten();
            let floats = floats.map(|sample| (plain_time(&sample[0]), plain_value(&sample[1])));
            let histograms = one["histograms"].as_array().into_iter().flatten();
            let histograms =
                histograms.map(|sample| (plain_time(&sample[0]), plain_average(&sample[1])));
            (
                plain_labels(&one["metric"]),
                floats.chain(histograms).collect(),
            )
        })
        .collect()
}

fn plain_vector(result: &Value) -> Vec<(BTreeMap<String, String>, i64, u64)> {
    let elements = result.as_array().unwrap().iter();
    elements
        .map(|one| match one.get("value") {
            Some(sample) => (
                plain_labels(&one["metric"]),
                plain_time(&sample[0]),
                plain_value(&sample[1]),
            ),
            None => {
                let sample = &one["histogram"];
                (
                    plain_labels(&one["metric"]),
                    plain_time(&sample[0]),
                    plain_average(&sample[1]),
                )
            }
        })
        .collect()
}

fn plain_labels(metric: &Value) -> BTreeMap<String, String> {
    serde_json::from_value(metric.clone()).unwrap()
}

fn plain_time(time: &Value) -> i64 {
    (time.as_f64().unwrap() * 1000.0).round() as i64
}

fn plain_value(value: &Value) -> u64 {
    let value: f64 = value.as_str().unwrap().parse().unwrap();
    value.to_bits()
}

fn plain_average(histogram: &Value) -> u64 {
    let number = |name: &str| f64::from_bits(plain_value(&histogram[name]));
    (number("sum") / number("count")).to_bits()
}

fn sparse(matrix: &Matrix) -> Sparse {
    let series = matrix.series.iter();
    series
        .map(|one| {
            assert_eq!(one.values.len(), matrix.grid.count);
            let samples = one.values.iter().enumerate();
            let samples = samples.filter(|(_, value)| !is_gap(**value));
            let samples = samples.map(|(at, value)| (matrix.grid.at(at).0, value.to_bits()));
            (named(&one.labels), samples.collect())
        })
        .collect()
}

fn pairs(samples: &[Sample]) -> Vec<(BTreeMap<String, String>, i64, u64)> {
    let samples = samples.iter();
    samples
        .map(|one| (named(&one.labels), one.at.0, one.value.to_bits()))
        .collect()
}

fn named(labels: &Labels) -> BTreeMap<String, String> {
    let pairs = labels.iter();
    pairs
        .map(|(name, value)| (name.to_owned(), value.to_owned()))
        .collect()
}
