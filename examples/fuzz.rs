//! Throws random texts at what reads dashboards: `cargo run --release --example fuzz -- [COUNT] [SEED]`.
//!
//! Three readers take turns: templates with variables, regular expressions and formats in them; JSON files of panels old
//! and new with bytes changed, cut and doubled; address bars. A panic names its input. At the end: how many inputs, how
//! many were read, and the slowest.

use atalaya::dashboard::format::Syntax;
use atalaya::dashboard::interpolate::Bound;
use atalaya::dashboard::interpolate::fill;
use atalaya::dashboard::layout::layout;
use atalaya::dashboard::read::read;
use atalaya::dashboard::report::report;
use atalaya::dashboard::variable::Choice;
use atalaya::route::parse;
use std::cell::RefCell;
use std::process::ExitCode;
use std::time::Duration;
use std::time::Instant;

/// Pieces of texts with variables.
const TEMPLATE: &[&str] = &[
    "$x",
    "${x}",
    "${x:regex}",
    "${x:date:YYYY}",
    "[[x]]",
    "[[x:csv]]",
    "${y.1}",
    "${y[\"k\"]}",
    "$__interval",
    "${",
    "}",
    "$",
    "[[",
    "]]",
    ":",
    "{{route}}",
    "rate(a{b=~\"$x\"}[$__rate_interval])",
    "\\",
    "\"",
    "'",
    "é",
    "\u{202e}",
    " ",
    "1",
    "${__from:date:seconds}",
    "${__data.fields[0]}",
    "$$",
    "${x:customqueryparam:a:b}",
    "${x:join:;}",
    "\0",
];

/// Small files: every panel type, rows, old and new, variables.
const FILES: &[&str] = &[
    r#"{"schemaVersion":42,"title":"a","panels":[{"id":1,"type":"timeseries","gridPos":{"x":0,"y":0,"w":12,"h":8},"targets":[{"refId":"A","expr":"rate(x{a=~\"$x\"}[$__rate_interval])"}],"fieldConfig":{"defaults":{"unit":"s","custom":{"fillOpacity":10,"stacking":{"mode":"normal","group":"A"}},"thresholds":{"mode":"absolute","steps":[{"value":null,"color":"green"},{"value":80,"color":"red"}]}},"overrides":[{"matcher":{"id":"byRegexp","options":"/a(b)/i"},"properties":[{"id":"unit","value":"bytes"}]}]}}],"templating":{"list":[{"name":"x","type":"query","query":"label_values(up, instance)","regex":"/(.*):\\d+/","multi":true}]}}"#,
    r#"{"schemaVersion":14,"rows":[{"height":"250px","title":"r","repeat":"x","panels":[{"type":"graph","span":6,"seriesOverrides":[{"alias":"/a/","yaxis":2}],"yaxes":[{"format":"ms","logBase":10}],"thresholds":[{"value":1,"op":"gt"}],"targets":[{"expr":"up"}]},{"type":"singlestat","thresholds":"1,2","colors":["a","b","c"],"valueMaps":[{"value":"1","text":"up"}]}]}]}"#,
    r#"{"schemaVersion":36,"panels":[{"type":"table","transformations":[{"id":"organize","options":{"excludeByName":{"Time":true},"renameByName":{"a":"b"}}},{"id":"groupBy","options":{"fields":{"a":{"operation":"groupby"}}}}],"options":{"sortBy":[{"displayName":"a","desc":true}]}},{"type":"row","collapsed":true,"repeat":"y","panels":[{"type":"stat","options":{"reduceOptions":{"calcs":["last"],"fields":"/^a$/"}}},{"type":"heatmap"},{"type":"piechart"},{"type":"text","options":{"mode":"markdown","content":"[a](javascript:x) *b*"}}]}],"annotations":{"list":[{"enable":true,"expr":"up","datasource":{"uid":"$ds"}}]},"links":[{"url":"javascript:alert(1)"}]}"#,
];

const ADDRESSES: &[&str] = &[
    "/d/a?from=now-1h&to=now&var-x=a&viewPanel=2",
    "/d/%ff/x?from=1700000000000",
    "/alerts?",
    "/explore?g0.expr=up",
    "/logs?query={a=\"b\"}",
    "?var-x=%00&var-x=$__all",
    "/dashboards?query=a&tag=b",
    "&&&==",
    "/d/",
    "/%2e%2e/",
];

/// Inputs per run unless told.
const COUNT: u64 = 1_000_000;

thread_local! {
    /// What is being read.
    static LAST: RefCell<String> = const { RefCell::new(String::new()) };
}

fn main() -> ExitCode {
    let mut arguments = std::env::args().skip(1).map(|text| text.parse::<u64>());
    let (Ok(count), Ok(seed)) = (
        arguments.next().unwrap_or(Ok(COUNT)),
        arguments.next().unwrap_or(Ok(1)),
    ) else {
        eprintln!("usage: cargo run --release --example fuzz -- [COUNT] [SEED]");
        return ExitCode::FAILURE;
    };
    // The hook runs before the program ends, however a panic ends it.
    let told = std::panic::take_hook();
    std::panic::set_hook(Box::new(move |panic| {
        LAST.with_borrow(|input| eprintln!("panicked on {input:?}"));
        told(panic);
    }));
    let mut random = Random(seed);
    let (mut good, mut slowest) = (0_u64, (Duration::ZERO, String::new()));
    for _ in 0..count {
        // Files are dearer to read than the others.
        let (input, take): (String, fn(&str) -> bool) = match random.below(16) {
            0 => (random.changed(FILES), file),
            1..4 => (random.changed(ADDRESSES), address),
            _ => (random.joined(TEMPLATE), template),
        };
        LAST.with_borrow_mut(|last| last.clone_from(&input));
        let started = Instant::now();
        good += u64::from(take(&input));
        let took = started.elapsed();
        if took > slowest.0 {
            slowest = (took, input);
        }
    }
    let (took, input) = slowest;
    let shown: String = input.chars().take(120).collect();
    println!("{count} inputs, no panic; {good} read as meant");
    println!("slowest {} µs: {shown:?}", took.as_micros());
    ExitCode::SUCCESS
}

fn template(text: &str) -> bool {
    let value = |name: &str| {
        let choices = ["a.b", "c|d"].map(|one| Choice::plain(one.to_owned()));
        matches!(name, "x" | "y" | "__interval").then(|| Bound {
            name: name.to_owned(),
            values: choices.to_vec(),
            list: true,
            multi: true,
            ..Bound::default()
        })
    };
    let filled = [Syntax::PromQl, Syntax::Glob].map(|syntax| fill(text, syntax, &value));
    filled.iter().all(|filled| filled.unknown.is_empty())
}

fn file(text: &str) -> bool {
    let Ok(dashboard) = read(text) else {
        return false;
    };
    let places = layout(&dashboard, |row| row.collapsed);
    let told = report(&dashboard, None);
    !places.is_empty() && told.problems.is_empty()
}

fn address(text: &str) -> bool {
    let (path, query) = text.split_once('?').unwrap_or((text, ""));
    parse(path, query).1.is_empty()
}

/// SplitMix64: the same inputs for the same seed.
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    fn below(&mut self, limit: usize) -> usize {
        usize::try_from(self.next() % limit.max(1) as u64).unwrap_or(0)
    }

    fn one<'a>(&mut self, of: &[&'a str]) -> &'a str {
        of.get(self.below(of.len())).copied().unwrap_or_default()
    }

    fn joined(&mut self, of: &[&str]) -> String {
        (0..self.below(8) + 1).map(|_| self.one(of)).collect()
    }

    /// One of them with a few bytes changed, cut out, doubled or put elsewhere.
    fn changed(&mut self, of: &[&str]) -> String {
        let mut bytes = self.one(of).as_bytes().to_vec();
        for _ in 0..self.below(4) {
            let (from, length) = (self.below(bytes.len()), self.below(12));
            let to = (from + length).min(bytes.len());
            match self.below(4) {
                0 => {
                    let byte = self.next().to_le_bytes()[0];
                    bytes.get_mut(from).into_iter().for_each(|at| *at = byte);
                }
                1 => drop(bytes.drain(from..to)),
                2 => {
                    let again: Vec<u8> = bytes.get(from..to).unwrap_or_default().to_vec();
                    let at = self.below(bytes.len());
                    bytes.splice(at..at, again);
                }
                _ => {
                    let piece =
                        self.one(&["null", "1e999", "[]", "{}", "\"\"", "-1", "$x", "\u{0}"]);
                    bytes.splice(from..to, piece.bytes());
                }
            }
        }
        String::from_utf8_lossy(&bytes).into_owned()
    }
}
