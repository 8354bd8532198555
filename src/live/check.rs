//! Asking a service itself how it is.

use crate::browser::clock;
use crate::browser::http;
use crate::browser::http::Abort;
use crate::browser::reach;
use crate::browser::reach::Reached;
use crate::config::Source;
use crate::source::Failure;
use crate::source::Method;
use crate::source::Reply;
use crate::source::Request;
use crate::source::obstacle;
use crate::time::Millis;

/// Is there anybody at a source's address, and may this page ask there at all?
pub async fn reach(source: &Source, path: &str) -> Reached {
    let address = [&super::send::address(&source.url), path].concat();
    reach::reach(&address).await
}

/// Sends a silence that no Alertmanager takes, to learn whether it would be let through.
pub async fn try_silence(source: &Source) -> Result<Reply, Failure> {
    let (base, headers) = (
        super::send::address(&source.url),
        super::send::headers(source),
    );
    let order = ("POST", "api/v2/silences", Some(obstacle::NO_SILENCE));
    http::order(&base, &headers, order, source.timeout).await
}

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

/// The same for a path of a source, with its headers.
pub async fn of_source(source: &Source, path: &str) -> (Result<Reply, Failure>, Millis) {
    let request = Request {
        method: Method::Get,
        path: path.to_owned(),
        form: Vec::new(),
    };
    let since = clock::now();
    let (base, headers) = (
        super::send::address(&source.url),
        super::send::headers(source),
    );
    let result = match Abort::new() {
        Some(abort) => http::send(&base, &headers, &request, source.timeout, &abort).await,
        None => Err(Failure::Unreachable),
    };
    (
        result,
        Millis(clock::now().0.saturating_sub(since.0).max(0)),
    )
}
