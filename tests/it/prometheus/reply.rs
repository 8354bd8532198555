//! The files of `tests/reply`, each as the question that was asked and the reply that came.

use atalaya::source::Ask;
use atalaya::source::Reply;
use atalaya::time::Grid;
use atalaya::time::Instant;
use atalaya::time::Millis;
use atalaya::time::Range;
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

/// All of them, by folder and name.
pub(super) static ALL: LazyLock<Vec<Recorded>> = LazyLock::new(|| {
    [
        "loki-ruler",
        "prometheus",
        "prometheus-2.42",
        "victoriametrics-1.145",
    ]
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
