//! Every recorded reply decodes, or gives its right error; lines agree with a plain reading of the JSON.

use crate::loki::reply::ALL;
use crate::loki::reply::tails;
use atalaya::config::preference::Language;
use atalaya::data::lines::Lines;
use atalaya::data::lines::Origin;
use atalaya::source::Answer;
use atalaya::source::Failure;
use atalaya::source::Found;
use atalaya::source::Reply;
use atalaya::source::log::LogFound;
use atalaya::source::loki;
use atalaya::words::reason::Asked;
use expect_test::expect;
use expect_test::expect_file;
use serde_json::Value;

#[test]
fn every_reply_in_one_line() {
    let mut told = String::new();
    for one in ALL.iter() {
        let result = loki::decode(&one.ask, &one.reply);
        told += &format!("{}: {}\n", one.name, line(&result));
    }
    for (name, messages) in tails() {
        for message in messages {
            let (kind, text) = message.split_once(' ').unwrap();
            let said = match kind {
                "text" => match loki::decode_tail(text) {
                    Ok(tail) => format!("{}; {} dropped", lines(&tail.lines), tail.dropped),
                    Err(failure) => format!("{failure:?}"),
                },
                _ => message.clone(),
            };
            told += &format!("{name}: {said}\n");
        }
    }
    expect_file!["./recorded.txt"].assert_eq(&told);
}

#[test]
fn lines_are_what_a_plain_reading_finds() {
    let mut seen = 0;
    for one in ALL.iter() {
        if let Ok(Answer {
            found: Found::Log(LogFound::Lines(lines)),
            ..
        }) = loki::decode(&one.ask, &one.reply)
        {
            let json: Value = serde_json::from_slice(&one.reply.body).unwrap();
            seen += agree(&one.name, &lines, &json["data"]["result"]);
        }
    }
    for (name, messages) in tails() {
        for text in messages.iter().filter_map(|one| one.strip_prefix("text ")) {
            let json: Value = serde_json::from_str(text).unwrap();
            let lines = loki::decode_tail(text).unwrap().lines;
            seen += agree(&name, &lines, &json["streams"]);
        }
    }
    assert!(seen > 400, "only {seen} lines");
}

#[test]
fn the_largest_reply_is_what_a_plain_reading_finds() {
    // The demo's recording is a whole page of Loki's, as it came.
    let file = concat!(env!("CARGO_MANIFEST_DIR"), "/public/demo/loki.json");
    let body = std::fs::read(file).unwrap();
    let json: Value = serde_json::from_slice(&body).unwrap();
    let ask = &ALL
        .iter()
        .find(|one| one.name == "query_range_streams_categorized")
        .unwrap()
        .ask;
    let reply = Reply {
        status: 200,
        content_type: "application/json".to_owned(),
        body,
    };
    let Found::Log(LogFound::Lines(lines)) = loki::decode(ask, &reply).unwrap().found else {
        panic!("no lines");
    };
    assert_eq!(agree("demo", &lines, &json["data"]["result"]), 5_000);
}

/// How many lines there are; all of them the same as in the JSON, in the same order.
fn agree(name: &str, lines: &Lines, streams: &Value) -> usize {
    let mut at = 0;
    for stream in streams.as_array().unwrap() {
        let labels = stream["stream"].as_object().unwrap();
        for value in stream["values"].as_array().unwrap() {
            assert_eq!(lines.time(at).0.to_string(), value[0].as_str().unwrap());
            assert_eq!(lines.text(at), value[1].as_str().unwrap(), "{name}");
            let own: Vec<_> = lines.labels(at).unwrap().iter().collect();
            assert_eq!(own.len(), labels.len());
            assert!(own.iter().all(|(name, value)| labels[*name] == **value));
            let mut beside = 0;
            for (origin, key) in [
                (Origin::Metadata, "structuredMetadata"),
                (Origin::Parsed, "parsed"),
            ] {
                for (name, value) in value[2][key].as_object().into_iter().flatten() {
                    let found = (origin, name.as_str(), value.as_str().unwrap());
                    assert!(lines.pairs(at).any(|pair| pair == found), "{found:?}");
                    beside += 1;
                }
            }
            assert_eq!(lines.pairs(at).count(), beside);
            at += 1;
        }
    }
    assert_eq!(lines.len(), at, "{name}");
    at
}

#[test]
fn a_query_that_breaks_off_is_shown_at_its_place() {
    let one = ALL.iter().find(|one| one.name == "err_parse").unwrap();
    let failure = loki::decode(&one.ask, &one.reply).unwrap_err();
    let asked = Asked {
        source: "loki",
        address: "/loki/",
        query: "A",
    };
    let told = Language::English.words().failed(&failure, &asked);
    expect![[r#"
        loki refused the query
        Query A, character 12: syntax error: unexpected $end, expecting } or ,."#]]
    .assert_eq(&format!("{}\n{}", told.title, told.detail));
}

fn line(result: &Result<Answer, Failure>) -> String {
    let answer = match result {
        Ok(answer) => answer,
        Err(failure) => return format!("{failure:?}"),
    };
    match &answer.found {
        Found::Matrix(matrix) => {
            let first = matrix.series.first().map(|one| &one.labels);
            format!(
                "matrix, {} series of {} steps, first {first:?}",
                matrix.series.len(),
                matrix.grid.count
            )
        }
        Found::Raw(series) => format!("raw, {} series, first {:?}", series.len(), series[0].times),
        Found::Rules(groups) => format!("rules, {} groups", groups.len()),
        Found::Alerts(alerts) => format!("alerts, {}", alerts.len()),
        Found::Log(LogFound::Lines(found)) => lines(found),
        Found::Log(LogFound::Patterns(patterns)) => {
            let first = &patterns[0];
            format!(
                "patterns, {}, first {:?} ({}), {} counts from {:?}",
                patterns.len(),
                first.text,
                first.level,
                first.counts.len(),
                first.counts.first()
            )
        }
        found => format!("{found:?}"),
    }
}

fn lines(lines: &Lines) -> String {
    let Some(newest) = lines.newest_first().first().map(|line| *line as usize) else {
        return "no lines".to_owned();
    };
    let text: String = lines.text(newest).chars().take(40).collect();
    format!(
        "{} lines of {} streams, newest {} {:?} {text:?}, beside it {}",
        lines.len(),
        lines.streams().len(),
        lines.time(newest).0,
        lines.level(newest),
        lines.pairs(newest).count()
    )
}
