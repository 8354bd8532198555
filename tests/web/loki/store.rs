//! Made-up lines: the same in every run but for the time they end at.

use crate::loki::Request;
use atalaya::data::labels::Labels;
use atalaya::data::lines::Builder;
use atalaya::data::lines::Direction;
use atalaya::data::lines::Lines;
use atalaya::data::lines::Nanos;
use atalaya::data::lines::Origin;
use atalaya::query::logql::Query;
use atalaya::query::logql::filter::Filter;

/// Services and how their lines are written.
const SERVICES: [(&str, Form); 5] = [
    ("backend", Form::Json),
    ("frontend", Form::Json),
    ("database", Form::Logfmt),
    ("nginx", Form::Access),
    ("worker", Form::Mesh),
];

#[derive(Clone, Copy)]
enum Form {
    Json,
    Logfmt,
    Access,
    Mesh,
}

/// Lines of several services, the oldest first.
pub(crate) struct Store {
    pub(crate) lines: Lines,
    /// All of them, the newest first.
    pub(crate) order: Vec<u32>,
}

/// The same numbers in every run.
pub(crate) struct Dice(pub u64);

impl Dice {
    /// A number below a bound.
    pub(crate) fn below(&mut self, bound: u64) -> u64 {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % bound.max(1)
    }
}

impl Store {
    /// So many lines, evenly over so many nanoseconds up to an end. In the middle, `crowd` lines share one nanosecond.
    pub(crate) fn made(count: usize, end: Nanos, length: i64, crowd: usize) -> Self {
        let mut builder = Builder::new(Direction::Forward, count * 200);
        let mut dice = Dice(7);
        let step = length / (count.max(1) as i64);
        for number in 0..count {
            let at = Nanos(end.0 - length + step * (number as i64 + 1) - 1);
            push(&mut builder, &mut dice, at, number);
            if number == count / 2 {
                for more in 0..crowd {
                    push(&mut builder, &mut dice, at, count + more);
                }
            }
        }
        let lines = builder.finish().expect("text in UTF-8");
        let order = lines.newest_first();
        Self { lines, order }
    }

    /// The filter that a request asks for.
    pub(crate) fn filter(&self, request: &Request) -> Result<Filter, String> {
        let text = request.form.get("query").map_or("", String::as_str);
        filter(text)
    }

    /// Lines that a filter keeps, the newest first.
    pub(crate) fn kept<'a>(
        &'a self,
        filter: &'a Filter,
        from: i64,
        to: i64,
    ) -> impl Iterator<Item = usize> + 'a {
        let after = self
            .order
            .partition_point(|line| self.lines.time(*line as usize).0 >= to);
        self.order[after..]
            .iter()
            .map(|line| *line as usize)
            .take_while(move |line| self.lines.time(*line).0 >= from)
            .filter(|line| filter.keeps(&self.lines, *line))
    }
}

/// The filter of a query, or what Loki would say about it.
pub(crate) fn filter(text: &str) -> Result<Filter, String> {
    let refused = |at: usize| {
        // Loki's own words for an end that came too soon.
        format!(
            "parse error at line 1, col {}: syntax error: unexpected $end, expecting }} or ,",
            at + 1
        )
    };
    let query = Query::read(text).map_err(|fault| refused(fault.at))?;
    Filter::of(&query).ok_or_else(|| refused(text.len()))
}

/// One line more, of the service that its number says.
pub(crate) fn push(builder: &mut Builder, dice: &mut Dice, at: Nanos, number: usize) {
    let (service, form) = SERVICES[number % SERVICES.len()];
    builder.stream();
    builder.labels(Labels::from_pairs([
        ("service", service),
        ("service_name", service),
        ("env", "prod"),
        (
            "host",
            if number.is_multiple_of(2) {
                "one"
            } else {
                "two"
            },
        ),
    ]));
    let roll = dice.below(100);
    let level = match roll {
        0..4 => "error",
        4..12 => "warn",
        12..30 => "debug",
        _ => "info",
    };
    let trace = format!("{:016x}{:016x}", dice.below(u64::MAX), number);
    let (took, user) = (dice.below(900), dice.below(5_000));
    let text = match form {
        Form::Json if level == "error" => format!(
            r#"{{"level":"error","msg":"could not get a connection from the pool within {took} ms","service":"{service}","route":"/api/orders/{user}","status":503,"error":"pool timeout: {took} waiting"}}"#
        ),
        Form::Json => format!(
            r#"{{"level":"{level}","msg":"request completed","service":"{service}","route":"/api/orders","status":200,"duration_ms":{took},"user":{{"id":{user}}}}}"#
        ),
        Form::Logfmt if number % 50 == 2 => {
            format!(
                "\u{1b}[31mlevel={level} msg=\"deadlock \u{202e}detected\u{202c}\u{7}\"\u{1b}[0m rows={took} <script>alert(1)</script>"
            )
        }
        Form::Logfmt => format!("level={level} msg=\"query done\" duration={took}ms rows={user}"),
        Form::Access => format!(
            "10.0.0.{} - - \"GET /courses HTTP/1.1\" 200 {user} rt=0.{took:03}",
            user % 250
        ),
        Form::Mesh => {
            let event =
                ["connection", "message", "key_rotation", "rate_limit"][(user % 4) as usize];
            format!(
                r#"{{"level":"{level}","event":"{event}","service_id":"mesh-{}","msg":"{event} of {user}"}}"#,
                user % 3
            )
        }
    };
    builder.arena().extend_from_slice(text.as_bytes());
    builder.line(at);
    let level = if matches!(form, Form::Access) {
        "unknown"
    } else {
        level
    };
    for (name, value) in [("detected_level", level), ("trace_id", &trace)] {
        builder.arena().extend_from_slice(value.as_bytes());
        builder.pair(Origin::Metadata, name);
    }
}
