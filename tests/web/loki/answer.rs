//! Questions and answers, by Loki's rules.

use crate::loki::Reply;
use crate::loki::Request;
use crate::loki::store::Store;
use crate::loki::store::filter;
use atalaya::data::lines::Lines;
use atalaya::query::logql::Query;
use atalaya::query::logql::count::counted;
use serde_json::Map;
use serde_json::Value;
use serde_json::json;

/// Lines at most, and where nobody says how many.
const MOST: usize = 5_000;
const DEFAULT: usize = 100;

pub(super) fn answer(path: &str, request: &Request, store: &Store) -> Reply {
    let Some(path) = path
        .strip_prefix("loki/api/v1/")
        .or_else(|| path.strip_prefix("api/v1/"))
    else {
        return Reply::text(404, "404 page not found");
    };
    let answered = match path {
        "query_range" => query_range(request, store),
        "labels" => {
            Ok(json!({ "status": "success", "data": ["env", "host", "service", "service_name"] }))
        }
        "index/stats" => stats(request, store),
        "index/volume" => volume(request, store),
        "status/buildinfo" => return Reply::recorded("status_buildinfo"),
        "format_query" => formatted(request),
        "patterns" => Ok(json!({ "status": "success", "data": [] })),
        path => match path
            .strip_prefix("label/")
            .and_then(|path| path.strip_suffix("/values"))
        {
            Some(label) => Ok(values(label, store)),
            None => return Reply::text(404, "404 page not found"),
        },
    };
    match answered {
        Ok(json) => Reply::json(json.to_string()),
        Err(text) => Reply::text(400, &text),
    }
}

fn number(request: &Request, name: &str) -> Option<i64> {
    request.form.get(name)?.parse().ok()
}

fn query_range(request: &Request, store: &Store) -> Result<Value, String> {
    let text = request.form.get("query").map_or("", String::as_str);
    let (Some(from), Some(to)) = (number(request, "start"), number(request, "end")) else {
        return Err("could not parse 'start' parameter".to_owned());
    };
    if to < from {
        return Err("end timestamp must not be before or equal to start time".to_owned());
    }
    if let Some(lines) = counted(text) {
        return counts(request, store, lines, (from, to));
    }
    let filter = filter(text)?;
    let limit = number(request, "limit").map_or(DEFAULT, |limit| limit as usize);
    if limit > MOST {
        return Err(format!(
            "max entries limit per query exceeded, limit > max_entries_limit_per_query ({limit} > {MOST})"
        ));
    }
    let forward = request
        .form
        .get("direction")
        .is_some_and(|way| way == "forward");
    let found: Vec<usize> = match forward {
        false => store.kept(&filter, from, to).take(limit).collect(),
        true => {
            let mut all: Vec<usize> = store.kept(&filter, from, to).collect();
            all.reverse();
            all.truncate(limit);
            all
        }
    };
    Ok(json!({
        "status": "success",
        "data": {
            "resultType": "streams",
            "encodingFlags": ["categorize-labels"],
            "result": streams(&store.lines, &found),
        }
    }))
}

/// Lines by stream, in the order of the first of each.
pub(super) fn streams(lines: &Lines, found: &[usize]) -> Vec<Value> {
    let mut streams: Vec<(Value, Vec<Value>)> = Vec::new();
    for line in found {
        let labels = lines.labels(*line).expect("a stream");
        let stream: Map<String, Value> = labels
            .iter()
            .map(|(name, value)| (name.to_owned(), json!(value)))
            .collect();
        let stream = Value::Object(stream);
        let beside: Map<String, Value> = lines
            .pairs(*line)
            .map(|(_, name, value)| (name.to_owned(), json!(value)))
            .collect();
        let value = json!([
            lines.time(*line).0.to_string(),
            lines.text(*line),
            { "structuredMetadata": beside },
        ]);
        match streams.iter_mut().find(|(known, _)| *known == stream) {
            Some((_, values)) => values.push(value),
            None => streams.push((stream, vec![value])),
        }
    }
    let one = |(stream, values)| json!({ "stream": stream, "values": values });
    streams.into_iter().map(one).collect()
}

/// `count_over_time` by level at every step: of what came in the step before it.
fn counts(
    request: &Request,
    store: &Store,
    lines: &str,
    (from, to): (i64, i64),
) -> Result<Value, String> {
    let filter = filter(lines)?;
    let step = request
        .form
        .get("step")
        .and_then(|step| step.parse::<f64>().ok());
    let step = (step.unwrap_or(60.0) * 1e9) as i64;
    let count = ((to - from) / step + 1) as usize;
    let mut levels: Vec<(String, Vec<u64>)> = Vec::new();
    for line in store.kept(&filter, from - step + 1, to + 1) {
        let at = store.lines.time(line).0;
        let index = ((at - from + step - 1) / step) as usize;
        let level = store
            .lines
            .value(line, "detected_level")
            .unwrap_or("unknown");
        let place = levels
            .iter()
            .position(|(known, _)| known == level)
            .unwrap_or_else(|| {
                levels.push((level.to_owned(), vec![0; count]));
                levels.len() - 1
            });
        if index < count {
            levels[place].1[index] += 1;
        }
    }
    let series: Vec<Value> = levels
        .into_iter()
        .map(|(level, counts)| {
            let values: Vec<Value> = counts
                .iter()
                .enumerate()
                .filter(|(_, count)| **count > 0)
                .map(|(index, count)| {
                    json!([
                        (from + step * index as i64) / 1_000_000_000,
                        count.to_string()
                    ])
                })
                .collect();
            json!({ "metric": { "detected_level": level }, "values": values })
        })
        .collect();
    Ok(json!({ "status": "success", "data": { "resultType": "matrix", "result": series } }))
}

fn stats(request: &Request, store: &Store) -> Result<Value, String> {
    store.filter(request)?;
    let lines = &store.lines;
    Ok(json!({ "streams": 10, "chunks": 10, "entries": lines.len(), "bytes": lines.bytes() }))
}

/// Bytes by the value of a label, the most first.
fn volume(request: &Request, store: &Store) -> Result<Value, String> {
    let filter = store.filter(request)?;
    let (Some(from), Some(to)) = (number(request, "start"), number(request, "end")) else {
        return Err("could not parse 'start' parameter".to_owned());
    };
    let label = request.form.get("targetLabels").map_or("", String::as_str);
    let mut sums: Vec<(&str, usize)> = Vec::new();
    for line in store.kept(&filter, from, to) {
        let labels = store.lines.labels(line).expect("a stream");
        let name = labels.get(label).unwrap_or_default();
        let bytes = store.lines.text(line).len();
        match sums.iter_mut().find(|(known, _)| *known == name) {
            Some((_, sum)) => *sum += bytes,
            None => sums.push((name, bytes)),
        }
    }
    sums.sort_unstable_by_key(|(_, bytes)| std::cmp::Reverse(*bytes));
    sums.truncate(number(request, "limit").map_or(DEFAULT, |limit| limit as usize));
    let at = to / 1_000_000_000;
    let one = |(name, bytes): (&str, usize)| json!({ "metric": { label: name }, "value": [at, bytes.to_string()] });
    let sums: Vec<Value> = sums.into_iter().map(one).collect();
    Ok(json!({ "status": "success", "data": { "resultType": "vector", "result": sums } }))
}

/// Loki writes it anew and understands more; what is asked here is understood.
fn formatted(request: &Request) -> Result<Value, String> {
    let text = request.form.get("query").map_or("", String::as_str);
    filter(text)?;
    let query = Query::read(text).map(|query| query.text());
    Ok(json!({ "status": "success", "data": query.unwrap_or_default() }))
}

fn values(label: &str, store: &Store) -> Value {
    let mut values: Vec<&str> = store
        .lines
        .streams()
        .iter()
        .take(100)
        .filter_map(|labels| labels.get(label))
        .collect();
    values.sort_unstable();
    values.dedup();
    match values.is_empty() {
        true => json!({ "status": "success" }),
        false => json!({ "status": "success", "data": values }),
    }
}
