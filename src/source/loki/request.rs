//! A question as an HTTP request. Times are nanoseconds as integers, steps seconds with at most three decimals.

use crate::data::lines::Direction;
use crate::data::lines::Nanos;
use crate::data::lines::Window;
use crate::source::Ask;
use crate::source::Method;
use crate::source::Request;
use crate::source::log::LogAsk;
use crate::source::loki::Tail;
use crate::time::Millis;
use crate::time::Range;

/// Addresses longer than some kilobytes are refused on the way: a query longer than this goes into the body.
const QUERY_IN_ADDRESS: usize = 1_500;

type Form = Vec<(&'static str, String)>;

/// Method, path and form of this question.
pub(super) fn write(ask: &Ask) -> Request {
    match ask {
        Ask::Range { expr, grid } => {
            let mut form = vec![("query", expr.clone())];
            push_window(
                &mut form,
                Window::of(Range {
                    from: grid.start,
                    to: grid.end(),
                }),
            );
            form.push(("step", seconds(grid.step)));
            long("query_range", form)
        }
        Ask::Instant { expr, at } => {
            let time = Nanos::of(*at).0.to_string();
            long("query", vec![("query", expr.clone()), ("time", time)])
        }
        Ask::LabelNames { matchers, range } => get(api("labels"), selection(matchers, *range)),
        Ask::LabelValues {
            label,
            matchers,
            range,
        } => get(
            api(&["label/", &encoded(label), "/values"].concat()),
            selection(matchers, *range),
        ),
        Ask::Series { matchers, range } => {
            let mut form: Form = matchers.iter().map(|it| ("match[]", it.clone())).collect();
            push_window(&mut form, Window::of(*range));
            long("series", form)
        }
        Ask::BuildInfo => get(api("status/buildinfo"), Vec::new()),
        Ask::Rules => get("prometheus/api/v1/rules".to_owned(), Vec::new()),
        Ask::Alerts => get("prometheus/api/v1/alerts".to_owned(), Vec::new()),
        // Loki has neither; the paths that Prometheus has for them say so.
        Ask::Metadata { .. } => get(api("metadata"), Vec::new()),
        Ask::Targets => get(api("targets"), Vec::new()),
        Ask::Log(ask) => log(ask),
        Ask::Alerting(_) => get("prometheus/api/v1/rules".to_owned(), Vec::new()),
    }
}

fn log(ask: &LogAsk) -> Request {
    let mut form: Form = match ask.expr() {
        "" => Vec::new(),
        expr => vec![("query", expr.to_owned())],
    };
    if let Some(window) = ask.window() {
        push_window(&mut form, window);
    }
    match ask {
        LogAsk::Lines {
            limit, direction, ..
        } => {
            form.push(("limit", limit.to_string()));
            let direction = match direction {
                Direction::Backward => "backward",
                Direction::Forward => "forward",
            };
            form.push(("direction", direction.to_owned()));
            long("query_range", form)
        }
        LogAsk::Stats { .. } => long("index/stats", form),
        LogAsk::Volume { labels, limit, .. } => {
            push_volume(&mut form, labels, *limit);
            long("index/volume", form)
        }
        LogAsk::VolumeRange {
            labels,
            limit,
            step,
            ..
        } => {
            push_volume(&mut form, labels, *limit);
            form.push(("step", seconds(*step)));
            long("index/volume_range", form)
        }
        LogAsk::Patterns { step, .. } => {
            form.push(("step", seconds(*step)));
            get(api("patterns"), form)
        }
        LogAsk::DetectedLabels { .. } => get(api("detected_labels"), form),
        LogAsk::DetectedFields { sample, .. } => {
            form.push(("line_limit", sample.to_string()));
            get(api("detected_fields"), form)
        }
        LogAsk::FieldValues { field, limit, .. } => {
            form.push(("limit", limit.to_string()));
            let path = ["detected_field/", &encoded(field), "/values"].concat();
            get(api(&path), form)
        }
        LogAsk::Format { .. } => get(api("format_query"), form),
    }
}

/// The WebSocket address of a tail.
pub(super) fn tail_url(base: &str, tail: &Tail) -> String {
    // `http` becomes `ws`, `https` becomes `wss`.
    let base = match base.strip_prefix("http") {
        Some(rest) => ["ws", rest].concat(),
        None => base.to_owned(),
    };
    [
        &base,
        &api("tail"),
        "?query=",
        &encoded(&tail.expr),
        "&start=",
        &tail.start.0.to_string(),
        "&limit=",
        &tail.limit.to_string(),
    ]
    .concat()
}

fn api(path: &str) -> String {
    ["loki/api/v1/", path].concat()
}

fn get(path: String, form: Form) -> Request {
    Request {
        method: Method::Get,
        path,
        form,
    }
}

/// For paths that take a form in the body too.
fn long(path: &str, form: Form) -> Request {
    let length: usize = form.iter().map(|(_, value)| value.len()).sum();
    Request {
        method: match length > QUERY_IN_ADDRESS {
            true => Method::Post,
            false => Method::Get,
        },
        path: api(path),
        form,
    }
}

fn push_window(form: &mut Form, window: Window) {
    form.push(("start", window.from.0.to_string()));
    form.push(("end", window.to.0.to_string()));
}

fn push_volume(form: &mut Form, labels: &[String], limit: u32) {
    if !labels.is_empty() {
        form.push(("targetLabels", labels.join(",")));
    }
    form.push(("limit", limit.to_string()));
}

/// Names and values of labels are narrowed by one selector; Loki has no list of them here.
fn selection(matchers: &[String], range: Range) -> Form {
    let mut form = Vec::new();
    push_window(&mut form, Window::of(range));
    if let Some(selector) = matchers.first() {
        form.push(("query", selector.clone()));
    }
    form
}

/// `60`, `0.25`: at least a millisecond, no trailing zeros.
fn seconds(step: Millis) -> String {
    let millis = step.0.max(1);
    let (whole, part) = (millis / 1000, millis % 1000);
    if part == 0 {
        return whole.to_string();
    }
    let text = format!("{whole}.{part:03}");
    text.trim_end_matches('0').to_owned()
}

/// Percent-encoded, for a piece of a path or a value of a query string.
fn encoded(text: &str) -> String {
    const HEX: &[u8; 16] = b"0123456789ABCDEF";
    let mut encoded = String::with_capacity(text.len());
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.' | b'~') {
            encoded.push(char::from(byte));
        } else {
            encoded.push('%');
            for half in [byte >> 4, byte & 15] {
                encoded.push(HEX.get(usize::from(half)).map_or('0', |it| char::from(*it)));
            }
        }
    }
    encoded
}
