//! Whatever lines a server has: times to the nanosecond, text to the letter, order as it was.

use atalaya::data::lines::Direction;
use atalaya::data::lines::Lines;
use atalaya::data::lines::Window;
use atalaya::source::Ask;
use atalaya::source::Failure;
use atalaya::source::Found;
use atalaya::source::Reply;
use atalaya::source::log::LogAsk;
use atalaya::source::log::LogFound;
use atalaya::source::loki;
use proptest::collection::vec;
use proptest::prelude::any;
use proptest::prop_assert;
use proptest::prop_assert_eq;
use proptest::proptest;
use serde_json::json;
use std::sync::Arc;

fn decode(body: &str, direction: Direction) -> Result<Arc<Lines>, Failure> {
    let ask = Ask::Log(LogAsk::Lines {
        expr: "{a=\"b\"}".to_owned(),
        window: Window::default(),
        limit: 1,
        direction,
    });
    let reply = Reply {
        status: 200,
        content_type: "application/json".to_owned(),
        body: body.as_bytes().to_vec(),
    };
    match loki::decode(&ask, &reply)?.found {
        Found::Log(LogFound::Lines(lines)) => Ok(lines),
        other => panic!("{other:?}"),
    }
}

proptest! {
    #[test]
    fn a_line_stays_what_it_is(
        streams in vec(vec((any::<i64>(), any::<String>(), any::<String>()), 0..8), 0..5),
        escaped in any::<bool>(),
    ) {
        let result: Vec<_> = streams
            .iter()
            .enumerate()
            .map(|(index, lines)| {
                let values: Vec<_> = lines
                    .iter()
                    .map(|(at, text, value)| match text.len() % 3 {
                        0 => json!([at.to_string(), text]),
                        _ => json!([at.to_string(), text, {"parsed": {"m": text}, "structuredMetadata": {"m": value}}]),
                    })
                    .collect();
                json!({"stream": {"index": index.to_string()}, "values": values})
            })
            .collect();
        let body = json!({"status": "success", "data": {"resultType": "streams", "result": result}});
        let body = if escaped { ascii(&body.to_string()) } else { body.to_string() };
        let lines = decode(&body, Direction::Backward).unwrap();
        let of_stream = |(index, lines)| std::iter::repeat(index).zip(lines);
        let all: Vec<_> = streams.iter().enumerate().flat_map(of_stream).collect();
        prop_assert_eq!(lines.len(), all.len());
        prop_assert!(lines.labels(all.len()).is_none());
        for (at, (stream, (time, text, value))) in all.iter().enumerate() {
            let stream = stream.to_string();
            prop_assert_eq!(lines.labels(at).unwrap().get("index"), Some(stream.as_str()));
            prop_assert_eq!(lines.time(at).0, *time);
            prop_assert_eq!(lines.text(at), text);
            let beside: Vec<&str> = lines.pairs(at).map(|pair| pair.2).collect();
            let expected = [text.as_str(), value.as_str()];
            prop_assert_eq!(beside, if text.len() % 3 == 0 { &expected[..0] } else { &expected });
        }
    }

    #[test]
    fn newest_first_is_an_order_of_all_lines(
        times in vec(vec(0_i64..20, 0..8), 0..5),
        backward in any::<bool>(),
    ) {
        // What a server sends: each stream in order.
        let direction = if backward { Direction::Backward } else { Direction::Forward };
        let mut count = 0;
        let result: Vec<_> = times
            .iter()
            .map(|times| {
                let mut times = times.clone();
                times.sort();
                // Each line says when it was written in its stream.
                let mut values: Vec<_> = times
                    .iter()
                    .map(|at| {
                        count += 1;
                        json!([(1_795_234_244_638_023_000 + at).to_string(), count.to_string()])
                    })
                    .collect();
                if backward {
                    values.reverse();
                }
                json!({"stream": {}, "values": values})
            })
            .collect();
        let body = json!({"status": "success", "data": {"resultType": "streams", "result": result}});
        let lines = decode(&body.to_string(), direction).unwrap();
        let order = lines.newest_first();
        let mut every = order.clone();
        every.sort();
        prop_assert_eq!(every, (0..lines.len() as u32).collect::<Vec<_>>());
        let written = |line: usize| lines.text(line).parse::<u32>().unwrap();
        for pair in order.windows(2) {
            let (one, next) = (pair[0] as usize, pair[1] as usize);
            prop_assert!(lines.time(one) >= lines.time(next));
        }
        // Within a stream the later written comes first, also at the same nanosecond.
        let mut from = 0;
        for times in &times {
            let stream = from..from + times.len() as u32;
            let own: Vec<u32> = order
                .iter()
                .map(|line| written(*line as usize) - 1)
                .filter(|count| stream.contains(count))
                .collect();
            prop_assert!(own.is_sorted_by(|a, b| a > b), "{:?}", own);
            from += times.len() as u32;
        }
    }

    #[test]
    fn a_damaged_body_is_an_error_or_lines(cut in any::<proptest::sample::Index>(), byte in any::<u8>()) {
        let body = &crate::loki::reply::named("query_range_streams_categorized").body;
        let at = cut.index(body.len());
        for damaged in [body[..at].to_vec(), [&body[..at], &[byte], &body[at + 1..]].concat()] {
            let ask = Ask::Log(LogAsk::Lines {
                expr: String::new(),
                window: Window::default(),
                limit: 1,
                direction: Direction::Backward,
            });
            let reply = Reply { status: 200, content_type: String::new(), body: damaged };
            if let Ok(answer) = loki::decode(&ask, &reply) {
                prop_assert!(matches!(answer.found, Found::Log(LogFound::Lines(_))));
            }
        }
    }
}

#[test]
fn surrogates_and_lone_halves() {
    let body = |text: &str| {
        format!(
            r#"{{"status":"success","data":{{"resultType":"streams","result":[{{"values":[["1","{text}"]],"stream":{{"z":"1"}}}}]}}}}"#
        )
    };
    let text = |escaped: &str| {
        decode(&body(escaped), Direction::Backward).map(|lines| lines.text(0).to_owned())
    };
    assert_eq!(text(r"\ud83d\ude00 \u00fc \/").unwrap(), "😀 ü /");
    assert_eq!(text(r"\ud83d \ude00").unwrap(), "\u{fffd} \u{fffd}");
    assert!(text(r"\q").is_err());
    assert!(text("\n").is_err());
    let lines = decode(&body("x"), Direction::Backward).unwrap();
    assert_eq!(lines.labels(0).unwrap().get("z"), Some("1"));
}

#[test]
fn what_is_no_line_is_named_by_its_place() {
    let fail = |result: &str| {
        let body = format!(
            r#"{{"status":"success","data":{{"resultType":"streams","result":[{{"stream":{{}},"values":{result}}}]}}}}"#
        );
        format!("{:?}", decode(&body, Direction::Backward).unwrap_err())
    };
    expect_test::expect![[
        r#"Shape { at: "data.result[0].values[1]", expected: "[\"nanoseconds\", \"line\"]" }"#
    ]]
    .assert_eq(&fail(r#"[["1","a"],["1.5","b"]]"#));
    expect_test::expect![[
        r#"Shape { at: "data.result[0].values[0]", expected: "[\"nanoseconds\", \"line\"]" }"#
    ]]
    .assert_eq(&fail(r#"[["1"]]"#));
    expect_test::expect![[
        r#"Shape { at: "data.result[0].values[0]", expected: "[\"nanoseconds\", \"line\"]" }"#
    ]]
    .assert_eq(&fail(r#"[["1",2]]"#));
}

/// JSON with everything that is not ASCII escaped.
fn ascii(json: &str) -> String {
    let mut text = String::new();
    for letter in json.chars() {
        if letter.is_ascii() {
            text.push(letter);
            continue;
        }
        for unit in letter.encode_utf16(&mut [0; 2]) {
            text += &format!("\\u{unit:04x}");
        }
    }
    text
}
