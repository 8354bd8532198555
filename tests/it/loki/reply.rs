//! The files of `tests/reply/loki`, each as the question that was asked and the reply that came.

use atalaya::dashboard::logql::selects_lines;
use atalaya::data::lines::Direction;
use atalaya::data::lines::Nanos;
use atalaya::data::lines::Window;
use atalaya::source::Ask;
use atalaya::source::Reply;
use atalaya::source::log::LogAsk;
use atalaya::time::Grid;
use atalaya::time::Instant;
use atalaya::time::Millis;
use std::fs;
use std::path::Path;
use std::sync::LazyLock;

pub(super) struct Recorded {
    pub(super) name: String,
    pub(super) ask: Ask,
    pub(super) reply: Reply,
}

/// All replies, by name.
pub(super) static ALL: LazyLock<Vec<Recorded>> = LazyLock::new(|| {
    files("http")
        .into_iter()
        .map(|(name, head, body)| {
            let header = |name: &str| {
                let mut lines = head.lines();
                lines.find_map(|line| line.strip_prefix(name)?.strip_prefix(": "))
            };
            Recorded {
                ask: ask(header("X-Request").unwrap()),
                name,
                reply: Reply {
                    status: head.split(' ').nth(1).unwrap().parse().unwrap(),
                    content_type: header("Content-Type").unwrap_or_default().to_owned(),
                    body,
                },
            }
        })
        .collect()
});

/// A recorded reply.
pub(crate) fn named(name: &str) -> &'static Reply {
    &ALL.iter().find(|one| one.name == name).unwrap().reply
}

/// All tails: name and messages.
pub(super) fn tails() -> Vec<(String, Vec<String>)> {
    let messages = |body: Vec<u8>| {
        let text = String::from_utf8(body).unwrap();
        text.lines().map(str::to_owned).collect()
    };
    files("ws")
        .into_iter()
        .map(|(name, _, body)| (name, messages(body)))
        .collect()
}

fn files(extension: &str) -> Vec<(String, String, Vec<u8>)> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/reply/loki");
    let mut paths: Vec<_> = fs::read_dir(path)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().unwrap() == extension)
        .collect();
    paths.sort();
    let read = |path: &std::path::PathBuf| {
        let http = fs::read(path).unwrap();
        let end = http
            .windows(4)
            .position(|four| four == b"\r\n\r\n")
            .unwrap();
        let head = String::from_utf8(http[..end].to_vec()).unwrap();
        let name = path.file_stem().unwrap().to_str().unwrap().to_owned();
        (name, head, http[end + 4..].to_vec())
    };
    paths.iter().map(read).collect()
}

/// The question that a recorded request asked. Errors of paths that are never asked stand for any question.
fn ask(request: &str) -> Ask {
    let mut parts = request.splitn(3, ' ');
    let (_, target) = (parts.next(), parts.next().unwrap());
    let (path, query) = target.split_once('?').unwrap_or((target, ""));
    let form: Vec<(String, String)> = query
        .split('&')
        .chain(parts.next())
        .flat_map(|form| form.split('&'))
        .filter_map(|pair| pair.split_once('='))
        .map(|(name, value)| (decoded(name), decoded(value)))
        .collect();
    let field = |name: &str| {
        let pair = form.iter().find(|(key, _)| key == name);
        pair.map(|(_, value)| value.clone())
    };
    let expr = field("query").unwrap_or_default();
    let nanos = |name: &str| Nanos(field(name).and_then(|text| text.parse().ok()).unwrap_or(0));
    let window = Window {
        from: nanos("start"),
        to: nanos("end"),
    };
    let range = window.range();
    let matchers = field("query").into_iter().collect();
    match path.trim_start_matches("/loki/api/v1/") {
        "query" => Ask::Instant {
            expr,
            at: Instant(42_000),
        },
        "query_range" if selects_lines(&expr) => Ask::Log(LogAsk::Lines {
            expr,
            window,
            limit: 100,
            direction: match field("direction").as_deref() {
                Some("forward") => Direction::Forward,
                _ => Direction::Backward,
            },
        }),
        "query_range" => Ask::Range {
            expr,
            grid: grid(window, &field("step").unwrap_or_default()),
        },
        "labels" => Ask::LabelNames { matchers, range },
        "series" => Ask::Series { matchers, range },
        "index/stats" => Ask::Log(LogAsk::Stats { expr, window }),
        "index/volume" => Ask::Log(LogAsk::Volume {
            expr,
            window,
            labels: Vec::new(),
            limit: 100,
        }),
        "index/volume_range" => Ask::Log(LogAsk::VolumeRange {
            expr,
            window,
            labels: Vec::new(),
            limit: 100,
            step: Millis(600_000),
        }),
        "patterns" => Ask::Log(LogAsk::Patterns {
            expr,
            window,
            step: Millis(10_000),
        }),
        "detected_labels" => Ask::Log(LogAsk::DetectedLabels { expr, window }),
        "detected_fields" => Ask::Log(LogAsk::DetectedFields {
            expr,
            window,
            sample: 100,
        }),
        "format_query" => Ask::Log(LogAsk::Format { expr }),
        "status/buildinfo" => Ask::BuildInfo,
        "/prometheus/api/v1/rules" => Ask::Rules,
        "/prometheus/api/v1/alerts" => Ask::Alerts,
        path if path.starts_with("label/") => Ask::LabelValues {
            label: "host".to_owned(),
            matchers,
            range,
        },
        path if path.starts_with("detected_field/") => Ask::Log(LogAsk::FieldValues {
            field: "level".to_owned(),
            expr,
            window,
            limit: 100,
        }),
        _ => Ask::Rules,
    }
}

/// The grid that Loki answers: both ends move outwards to a multiple of the step.
fn grid(window: Window, step: &str) -> Grid {
    let step = match step {
        "5m" => 300_000,
        text => text.parse::<i64>().unwrap_or(60) * 1_000,
    };
    let range = window.range();
    let start = range.from.0.div_euclid(step) * step;
    let end = (range.to.0 + step - 1).div_euclid(step) * step;
    Grid {
        start: Instant(start),
        step: Millis(step),
        count: usize::try_from((end - start) / step + 1)
            .unwrap()
            .min(20_000),
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
