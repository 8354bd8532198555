//! One question to its source and back: through `fetch`, or from the demo's recordings.

use crate::browser::clock;
use crate::browser::http;
use crate::browser::http::Abort;
use crate::config::Kind;
use crate::config::Source;
use crate::source::Answer;
use crate::source::Failure;
use crate::source::Query;
use crate::source::demo;
use crate::source::demo::Recording;
use crate::source::prometheus;
use std::cell::RefCell;
use std::rc::Rc;

/// Where the recordings of the demo lie, beside the page.
const RECORDING: &str = "demo/prometheus.json";

/// The demo's recordings, fetched when first asked.
#[derive(Clone, Default)]
pub(super) struct Demo(Rc<RefCell<Option<Rc<Recording>>>>);

impl Demo {
    async fn recording(&self) -> Result<Rc<Recording>, Failure> {
        if let Some(recording) = self.0.borrow().clone() {
            return Ok(recording);
        }
        let url = format!("{}{RECORDING}", crate::browser::location::base());
        let reply = http::file(&url).await?;
        if reply.status != 200 {
            return Err(Failure::Status {
                code: reply.status,
                text: url,
            });
        }
        let recording = Rc::new(Recording::parse(&reply.body).map_err(|_| Failure::Shape {
            at: RECORDING.to_owned(),
            expected: "a recording",
        })?);
        // Several first questions may have fetched it at once; the last one stays, they are equal.
        *self.0.borrow_mut() = Some(Rc::clone(&recording));
        Ok(recording)
    }
}

/// Asks `query` of the source it names.
pub(super) async fn ask(
    sources: &[Source],
    demo: &Demo,
    query: &Query,
    abort: Option<Abort>,
) -> Result<Answer, Failure> {
    let source = sources
        .iter()
        .find(|source| source.id == query.source)
        .ok_or(Failure::NoSuchSource)?;
    match source.kind {
        Kind::Demo => demo::answer(&*demo.recording().await?, &query.ask, clock::now()),
        Kind::Prometheus => {
            let abort = abort.ok_or(Failure::Unreachable)?;
            let request = prometheus::request(&query.ask);
            let base = address(&source.url);
            let headers = headers(source);
            let reply = http::send(&base, &headers, &request, source.timeout, &abort).await?;
            prometheus::decode(&query.ask, &reply)
        }
        // These speak other APIs: a PromQL question to them is a mistake in the dashboard.
        Kind::Loki | Kind::Alertmanager | Kind::Jaeger | Kind::Tempo => Err(Failure::NoSuchSource),
    }
}

/// A relative address is meant from where the page lies, not from the deep address it shows.
fn address(url: &str) -> String {
    if url.contains("://") || url.starts_with('/') {
        url.to_owned()
    } else {
        format!("{}{url}", crate::browser::location::base())
    }
}

fn headers(source: &Source) -> Vec<(String, String)> {
    let tenant = source
        .tenant
        .iter()
        .map(|tenant| ("X-Scope-OrgID".to_owned(), tenant.clone()));
    source.headers.iter().cloned().chain(tenant).collect()
}
