//! Answers from the demo's recordings, which are fetched when first asked.

use crate::browser::clock;
use crate::browser::http;
use crate::browser::location;
use crate::source::Answer;
use crate::source::Failure;
use crate::source::Query;
use crate::source::Reply;
use crate::source::demo;
use crate::source::demo::Recording;
use crate::source::demo::lines;
use crate::source::demo::lines::Recorded;
use std::cell::RefCell;
use std::future::Future;
use std::pin::Pin;
use std::rc::Rc;

/// Where the recordings lie, beside the page.
const RECORDING: &str = "demo/prometheus.json";
const LINES: &str = "demo/loki.json";

thread_local! {
    static KEPT: RefCell<Option<Rc<Recording>>> = const { RefCell::new(None) };
    static KEPT_LINES: RefCell<Option<Rc<Recorded>>> = const { RefCell::new(None) };
}

/// An answer that is on its way.
pub type Coming = Pin<Box<dyn Future<Output = Result<Answer, Failure>>>>;

/// What the recordings answer now.
pub async fn answer(query: Query) -> Result<Answer, Failure> {
    if lines::is_for(&query.ask) {
        return lines::answer(&*recorded_lines().await?, &query.ask, clock::now());
    }
    demo::answer(&*recording().await?, &query.ask, clock::now())
}

async fn recorded_lines() -> Result<Rc<Recorded>, Failure> {
    if let Some(lines) = KEPT_LINES.with_borrow(Clone::clone) {
        return Ok(lines);
    }
    let lines = Rc::new(Recorded::read(&file(LINES).await?)?);
    KEPT_LINES.set(Some(Rc::clone(&lines)));
    Ok(lines)
}

async fn recording() -> Result<Rc<Recording>, Failure> {
    if let Some(recording) = KEPT.with_borrow(Clone::clone) {
        return Ok(recording);
    }
    let reply = file(RECORDING).await?;
    let recording = Rc::new(Recording::parse(&reply.body).map_err(|_| Failure::Shape {
        at: RECORDING.to_owned(),
        expected: "a recording",
    })?);
    // Several first questions may have fetched it at once; the last one stays, they are equal.
    KEPT.set(Some(Rc::clone(&recording)));
    Ok(recording)
}

async fn file(name: &str) -> Result<Reply, Failure> {
    let url = format!("{}{name}", location::base());
    let reply = http::file(&url).await?;
    match reply.status {
        200 => Ok(reply),
        code => Err(Failure::Status { code, text: url }),
    }
}
