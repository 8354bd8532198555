//! Every recorded reply decodes, or gives its right error; what is decoded agrees with a plain reading of the JSON.

use crate::prometheus::reply::ALL;
use atalaya::data::labels::Labels;
use atalaya::data::series::Matrix;
use atalaya::data::series::Sample;
use atalaya::data::series::is_gap;
use atalaya::source::Answer;
use atalaya::source::Failure;
use atalaya::source::Found;
use atalaya::source::prometheus;
use expect_test::expect_file;
use serde_json::Value;
use std::collections::BTreeMap;

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
        Found::Log(found) => format!("{found:?}"),
        Found::Alerting(told) => format!("{told:?}"),
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
