//! One question to its source and back: through `fetch`, or from the demo's recordings.

use crate::browser::http;
use crate::browser::http::Abort;
use crate::config::Kind;
use crate::config::Source;
use crate::live::demo::Coming;
use crate::source::Answer;
use crate::source::Ask;
use crate::source::Failure;
use crate::source::Query;
use crate::source::Reply;
use crate::source::Request;
use crate::source::loki::CATEGORIZE;
use crate::source::prometheus;
use std::future::Future;
use std::pin::Pin;
use std::rc::Rc;

/// Who answers for the demo source: its code is fetched only where there is one.
pub type Demo = Rc<dyn Fn(Query) -> Coming>;

/// How a kind of source is spoken to that the first chart does not need.
#[derive(Clone, Copy, Debug)]
pub struct Speech {
    /// A question as a request.
    pub request: fn(&Ask) -> Request,
    /// A reply as an answer.
    pub decode: fn(&Ask, &Reply) -> Result<Answer, Failure>,
}

/// Brings the way Loki is spoken to; none if its code did not come.
pub type Loki = Rc<dyn Fn() -> Pin<Box<dyn Future<Output = Option<Speech>>>>>;

/// Asks `query` of the source it names.
pub(super) async fn ask(
    sources: &[Source],
    demo: &Demo,
    loki: &Loki,
    query: &Query,
    abort: Option<Abort>,
) -> Result<Answer, Failure> {
    let source = sources
        .iter()
        .find(|source| source.id == query.source)
        .ok_or(Failure::NoSuchSource)?;
    match source.kind {
        Kind::Demo => demo(query.clone()).await,
        Kind::Prometheus => {
            let abort = abort.ok_or(Failure::Unreachable)?;
            let request = prometheus::request(&query.ask);
            let base = address(&source.url);
            let headers = headers(source);
            let reply = http::send(&base, &headers, &request, source.timeout, &abort).await?;
            prometheus::decode(&query.ask, &reply)
        }
        Kind::Loki => {
            let abort = abort.ok_or(Failure::Unreachable)?;
            let speech = loki().await.ok_or(Failure::Unreachable)?;
            let request = (speech.request)(&query.ask);
            let mut headers = headers(source);
            let (name, value) = CATEGORIZE;
            headers.push((name.to_owned(), value.to_owned()));
            let base = address(&source.url);
            let reply = http::send(&base, &headers, &request, source.timeout, &abort).await?;
            (speech.decode)(&query.ask, &reply)
        }
        // These speak other APIs: a PromQL question to them is a mistake in the dashboard.
        Kind::Alertmanager | Kind::Jaeger | Kind::Tempo => Err(Failure::NoSuchSource),
    }
}

/// A relative address is meant from where the page lies, not from the deep address it shows.
pub(super) fn address(url: &str) -> String {
    if url.contains("://") || url.starts_with('/') {
        url.to_owned()
    } else {
        format!("{}{url}", crate::browser::location::base())
    }
}

pub(super) fn headers(source: &Source) -> Vec<(String, String)> {
    let tenant = source
        .tenant
        .iter()
        .map(|tenant| ("X-Scope-OrgID".to_owned(), tenant.clone()));
    source.headers.iter().cloned().chain(tenant).collect()
}
