//! Answers from the demo's recordings, which are fetched when first asked.

use crate::browser::clock;
use crate::browser::http;
use crate::browser::location;
use crate::source::Answer;
use crate::source::Failure;
use crate::source::Query;
use crate::source::demo;
use crate::source::demo::Recording;
use std::cell::RefCell;
use std::future::Future;
use std::pin::Pin;
use std::rc::Rc;

/// Where the recordings lie, beside the page.
const RECORDING: &str = "demo/prometheus.json";

thread_local! {
    static KEPT: RefCell<Option<Rc<Recording>>> = const { RefCell::new(None) };
}

/// An answer that is on its way.
pub type Coming = Pin<Box<dyn Future<Output = Result<Answer, Failure>>>>;

/// What the recordings answer now.
pub async fn answer(query: Query) -> Result<Answer, Failure> {
    demo::answer(&*recording().await?, &query.ask, clock::now())
}

async fn recording() -> Result<Rc<Recording>, Failure> {
    if let Some(recording) = KEPT.with_borrow(Clone::clone) {
        return Ok(recording);
    }
    let url = format!("{}{RECORDING}", location::base());
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
    KEPT.set(Some(Rc::clone(&recording)));
    Ok(recording)
}
