//! Backends: what can be asked, how it is sent, what comes back. No IO here: `live` sends a [`Request`] and brings a
//! [`Reply`]; a source file turns one into the other.

pub mod about;
pub mod alerting;
pub mod alertmanager;
pub mod demo;
pub mod log;
pub mod loki;
pub mod obstacle;
pub mod prometheus;

mod scanned;

use crate::data::labels::Labels;
use crate::data::series::Matrix;
use crate::data::series::RawSeries;
use crate::data::series::Sample;
use crate::source::alerting::Told;
use crate::source::alerting::Topic;
use crate::source::log::LogAsk;
use crate::source::log::LogFound;
use crate::time::Grid;
use crate::time::Instant;
use crate::time::Range;

/// One question to one source. Equal queries are one request: compare and hash freely.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Query {
    /// Id of the source in `config.json`.
    pub source: String,
    /// What is asked.
    pub ask: Ask,
}

/// What can be asked. The paths are Prometheus'; Loki answers most of these too, in LogQL.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Ask {
    /// `/api/v1/query_range` over an aligned grid.
    Range {
        /// PromQL, variables already filled in.
        expr: String,
        /// The evaluation instants.
        grid: Grid,
    },
    /// `/api/v1/query` at one instant.
    Instant {
        /// PromQL, variables already filled in.
        expr: String,
        /// When.
        at: Instant,
    },
    /// `/api/v1/labels`.
    LabelNames {
        /// Series selectors (`match[]`); empty is all.
        matchers: Vec<String>,
        /// Over which time.
        range: Range,
    },
    /// `/api/v1/label/<name>/values`.
    LabelValues {
        /// Whose values.
        label: String,
        /// Series selectors (`match[]`); empty is all.
        matchers: Vec<String>,
        /// Over which time.
        range: Range,
    },
    /// `/api/v1/series`.
    Series {
        /// Series selectors (`match[]`), at least one.
        matchers: Vec<String>,
        /// Over which time.
        range: Range,
    },
    /// `/api/v1/metadata`, of one metric or of all.
    Metadata {
        /// Of which metric; none is all.
        metric: Option<String>,
    },
    /// `/api/v1/status/buildinfo`.
    BuildInfo,
    /// `/api/v1/rules`.
    Rules,
    /// `/api/v1/alerts`.
    Alerts,
    /// `/api/v1/targets`.
    Targets,
    /// What only a store of logs is asked.
    Log(LogAsk),
    /// What the page of alerts asks.
    Alerting(Topic),
}

/// A request ready to be sent, relative to the source's base address.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Request {
    /// How.
    pub method: Method,
    /// Path below the source's base address, without a leading slash, already percent-encoded.
    pub path: String,
    /// Form fields in order: the body of a POST, the query string of a GET.
    pub form: Vec<(&'static str, String)>,
}

/// The two methods that reading needs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Method {
    /// Fields in the query string.
    Get,
    /// Fields as `application/x-www-form-urlencoded` in the body.
    Post,
}

/// What the server sent, whatever it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reply {
    /// HTTP status.
    pub status: u16,
    /// `Content-Type` as sent; empty when there was none.
    pub content_type: String,
    /// The body, decompressed.
    pub body: Vec<u8>,
}

/// A decoded success.
#[derive(Clone, Debug, PartialEq)]
pub struct Answer {
    /// What was found.
    pub found: Found,
    /// Texts of the server about this answer that may change its meaning (partial, cut, wrong type).
    pub warnings: Vec<String>,
    /// Texts of the server that only advise.
    pub infos: Vec<String>,
}

/// The shapes of a success.
#[derive(Clone, Debug, PartialEq)]
pub enum Found {
    /// Of a range query.
    Matrix(Matrix),
    /// Of an instant query that selects series, or a bare scalar (one sample without labels).
    Vector(Vec<Sample>),
    /// Of an instant query for a range vector.
    Raw(Vec<RawSeries>),
    /// Of an instant query that is a string literal.
    Text(String),
    /// Label names or label values.
    Names(Vec<String>),
    /// Series found by selectors.
    Series(Vec<Labels>),
    /// Help and type per metric.
    Metadata(Vec<crate::data::meta::Metric>),
    /// Server's version.
    Build(crate::data::meta::Build),
    /// Rule groups.
    Rules(Vec<crate::data::rule::Group>),
    /// Active alerts.
    Alerts(Vec<crate::data::rule::Alert>),
    /// Scrape targets.
    Targets(Vec<crate::data::target::Target>),
    /// What only a store of logs knows.
    Log(LogFound),
    /// What the page of alerts is told.
    Alerting(Told),
}

/// Why there is no answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Failure {
    /// No HTTP answer reached the page: network, name, refused, or CORS (a page cannot tell which).
    Unreachable,
    /// No answer within the limit of milliseconds.
    TimedOut(i64),
    /// An HTTP error that is not the source's own JSON: proxies, logins. The text is trimmed and cut.
    Status {
        /// HTTP status.
        code: u16,
        /// First line of a plain text body, or the title of an HTML one.
        text: String,
    },
    /// Success by status, but not JSON: a login page, a cut-off body.
    NotJson {
        /// Byte offset where reading stopped; 0 for a body that never was a JSON object.
        at: usize,
        /// Beginning of the body or its HTML title, cut.
        begins: String,
    },
    /// The source understood and refused (`errorType`, `error`).
    Refused {
        /// `bad_data`, `execution`, `timeout`, `unavailable`, `422`, …
        kind: String,
        /// The source's own words.
        message: String,
        /// HTTP status that came with it.
        code: u16,
    },
    /// JSON, but not of the documented shape.
    Shape {
        /// Where: a path such as `data.result[3].values`.
        at: String,
        /// What was expected there.
        expected: &'static str,
    },
    /// The demo has no recording of this question.
    NotRecorded,
    /// `config.json` has no source of that id.
    NoSuchSource,
}

impl Failure {
    /// May the same question succeed later without anyone changing anything? Such failures are retried.
    #[must_use]
    pub fn may_pass(&self) -> bool {
        match self {
            Self::Unreachable | Self::TimedOut(_) => true,
            Self::Status { code, .. } | Self::Refused { code, .. } => {
                matches!(code, 408 | 429 | 500 | 502 | 503 | 504)
            }
            // A body that broke off is a broken connection or a proxy's; a page instead of JSON stays one. `begins` may
            // be the page's title, so a page is known by its first byte not being JSON's.
            Self::NotJson { at, begins } => {
                (*at > 0 || begins.is_empty()) && !begins.trim_start().starts_with('<')
            }
            Self::Shape { .. } | Self::NotRecorded | Self::NoSuchSource => false,
        }
    }
}
