//! Asking a service itself how it is.

use crate::browser::clock;
use crate::browser::http;
use crate::browser::http::Abort;
use crate::source::Failure;
use crate::source::Method;
use crate::source::Reply;
use crate::source::Request;
use crate::time::Millis;

/// What came of it, and how long that took. Only addresses of `config.json` are asked.
pub async fn ask(url: &str, limit: Millis) -> (Result<Reply, Failure>, Millis) {
    let request = Request {
        method: Method::Get,
        path: String::new(),
        form: Vec::new(),
    };
    let since = clock::now();
    let result = match Abort::new() {
        Some(abort) => http::send(&super::send::address(url), &[], &request, limit, &abort).await,
        None => Err(Failure::Unreachable),
    };
    (
        result,
        Millis(clock::now().0.saturating_sub(since.0).max(0)),
    )
}
