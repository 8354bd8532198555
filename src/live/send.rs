//! One question to its source and back: through `fetch`, or from the demo's recordings.

use crate::browser::http;
use crate::browser::http::Abort;
use crate::config::Kind;
use crate::config::Source;
use crate::lean::find;
use crate::live::demo::Coming;
use crate::source::Answer;
use crate::source::Ask;
use crate::source::Failure;
use crate::source::Query;
use crate::source::Reply;
use crate::source::Request;
use crate::source::alerting::Topic;
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

/// Who asks what the page of alerts asks.
pub type Alerting = Rc<dyn Fn(Source, Topic, Abort) -> Coming>;

/// Those whose code is fetched later.
#[derive(Clone)]
pub struct Elsewhere {
    /// For the demo.
    pub demo: Demo,
    /// For Loki.
    pub loki: Loki,
    /// For the page of alerts.
    pub alerting: Alerting,
}

/// What reads a reply.
type Decode = fn(&Ask, &Reply) -> Result<Answer, Failure>;

/// Asks `query` of the source it names; the answer, and how many bytes it was.
pub(super) async fn ask(
    sources: &[Source],
    elsewhere: &Elsewhere,
    query: &Query,
    abort: Option<Abort>,
) -> Result<(Answer, usize), Failure> {
    let source = source(sources, query)?;
    if source.kind == Kind::Demo {
        return Ok(((elsewhere.demo)(query.clone()).await?, 0));
    }
    if let Ask::Alerting(topic) = query.ask {
        let abort = abort.ok_or(Failure::Unreachable)?;
        let answer = (elsewhere.alerting)(source.clone(), topic, abort).await?;
        return Ok((answer, 0));
    }
    let (reply, decode) = reply(source, &elsewhere.loki, query, abort).await?;
    Ok((decode(&query.ask, &reply)?, reply.body.len()))
}

/// The source that a question is for.
pub(super) fn source<'a>(sources: &'a [Source], query: &Query) -> Result<&'a Source, Failure> {
    let mut sources = sources.iter();
    let source = sources.find(|source| source.id == query.source);
    source.ok_or(Failure::NoSuchSource)
}

/// The reply to a question as it came, and what reads it. The demo has none.
pub(super) async fn reply(
    source: &Source,
    loki: &Loki,
    query: &Query,
    abort: Option<Abort>,
) -> Result<(Reply, Decode), Failure> {
    let mut headers = headers(source);
    let (request, decode): (Request, Decode) = match source.kind {
        Kind::Prometheus => {
            if prometheus::is_rarer(&query.ask) {
                // What reads such an answer comes together with how Loki is spoken to.
                loki().await.ok_or(Failure::Unreachable)?;
            }
            (prometheus::request(&query.ask), prometheus::decode)
        }
        Kind::Loki => {
            let speech = loki().await.ok_or(Failure::Unreachable)?;
            let (name, value) = CATEGORIZE;
            headers.push((name.to_owned(), value.to_owned()));
            ((speech.request)(&query.ask), speech.decode)
        }
        // These speak other APIs: a PromQL question to them is a mistake in the dashboard.
        Kind::Demo | Kind::Alertmanager | Kind::Jaeger | Kind::Tempo => {
            return Err(Failure::NoSuchSource);
        }
    };
    let abort = abort.ok_or(Failure::Unreachable)?;
    let base = address(&source.url);
    let reply = http::send(&base, &headers, &request, source.timeout, &abort).await?;
    Ok((reply, decode))
}

/// A relative address is meant from where the page lies, not from the deep address it shows.
pub(super) fn address(url: &str) -> String {
    if find::has(url, "://") || url.starts_with('/') {
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
