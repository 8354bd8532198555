//! What stands between a page and a source: what the browser hides is known by other means.
//!
//! A page learns of a request that failed only that it failed. Whether its own policy forbade it, whether an answer came
//! that it may not read, and whether the browser refuses to mix http into https, it can find out; these are told apart here.

use crate::source::Failure;
use crate::source::Reply;

/// What is known of a request that failed.
#[derive(Clone, Copy, Debug)]
pub struct Tried<'a> {
    /// Scheme, host and port of the page.
    pub origin: &'a str,
    /// The source's address in `config.json`.
    pub address: &'a str,
    /// What came of it.
    pub failure: &'a Failure,
    /// The browser said that the page's policy forbids it.
    pub forbidden: bool,
    /// An answer came that the page may not read.
    pub reached: bool,
}

/// What stands between.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Obstacle {
    /// A page of https may not ask by http.
    Mixed,
    /// The page's Content-Security-Policy does not have the source's host.
    Policy,
    /// The source does not allow this page to read its answers (CORS).
    Cors,
    /// Nobody answers at another host: it is down, or its name is wrong.
    Silent,
    /// What the failure itself says.
    Failure,
}

/// Tells them apart.
#[must_use]
pub fn obstacle(tried: &Tried<'_>) -> Obstacle {
    let hidden = matches!(tried.failure, Failure::Unreachable | Failure::TimedOut(_));
    if !hidden || !tried.address.contains("://") {
        return Obstacle::Failure;
    }
    let is_mixed = tried.origin.starts_with("https:") && tried.address.starts_with("http:");
    match (is_mixed, tried.forbidden, tried.reached, tried.failure) {
        (true, ..) => Obstacle::Mixed,
        (_, true, ..) => Obstacle::Policy,
        (_, _, true, Failure::Unreachable) => Obstacle::Cors,
        (_, _, false, Failure::Unreachable) => Obstacle::Silent,
        _ => Obstacle::Failure,
    }
}

/// What a page may be allowed to do at a source.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Right {
    /// Ask for what it holds.
    Read,
    /// Its labels.
    Labels,
    /// Its rules.
    Rules,
    /// What it scrapes.
    Targets,
    /// How much each label holds.
    Volume,
    /// Silence alerts.
    Silence,
}

/// Has the page the right that a trial asked for?
#[must_use]
pub fn has(reply: &Result<Reply, Failure>) -> bool {
    // A page in place of an answer is a login or a proxy.
    let is_page = |reply: &Reply| reply.body.trim_ascii_start().starts_with(b"<");
    reply
        .as_ref()
        .is_ok_and(|reply| reply.status == 200 && !is_page(reply))
}

/// The body of a silence that no Alertmanager takes: whoever lets it through refuses it for what it lacks.
pub const NO_SILENCE: &str = "{}";

/// May the page silence, by what came of [`NO_SILENCE`]? None where nothing can be said.
#[must_use]
pub fn may_silence(reply: &Result<Reply, Failure>) -> Option<bool> {
    match reply.as_ref().ok()?.status {
        400 | 422 => Some(true),
        401 | 403 | 404 | 405 | 501 => Some(false),
        _ => None,
    }
}
