//! What the page of alerts asks of its sources, and the orders it gives: silences made, changed and ended.
//!
//! Orders do not pass through the cache: each is given once, and its giver is told what came of it.

use crate::browser::http;
use crate::browser::http::Abort;
use crate::browser::turn::Turn;
use crate::config::Kind;
use crate::config::Source;
use crate::live::send::address;
use crate::live::send::headers;
use crate::source::Answer;
use crate::source::Failure;
use crate::source::Found;
use crate::source::Method;
use crate::source::Request;
use crate::source::alerting;
use crate::source::alerting::MOST_PAGES;
use crate::source::alerting::Told;
use crate::source::alerting::Topic;
use crate::source::alertmanager;

/// Asks a topic of a source.
///
/// # Errors
/// Those of the source, and [`Failure::NoSuchSource`] where its kind is not asked this.
pub async fn ask(source: Source, topic: Topic, abort: Abort) -> Result<Answer, Failure> {
    let ask = match topic {
        Topic::Status => alertmanager::Ask::Status,
        Topic::Alerts => alertmanager::Ask::Alerts,
        Topic::Groups => alertmanager::Ask::Groups,
        Topic::Silences => alertmanager::Ask::Silences,
        Topic::Rules => return rules(&source, &abort).await,
    };
    // Its turn is over when the bytes are there: to take tens of megabytes is work enough for one.
    let mut turn = Turn::begin();
    let request = alertmanager::request(&ask);
    let request = Request {
        method: Method::Get,
        path: request.path,
        form: Vec::new(),
    };
    let reply = http::send(
        &address(&source.url),
        &headers(&source),
        &request,
        source.timeout,
        &abort,
    )
    .await?;
    let found = alertmanager::decode(&ask, &reply, &mut turn).await?;
    Ok(told(Told::new(found, reply.body.len()), Vec::new()))
}

/// Gives an Alertmanager an order.
///
/// # Errors
/// Those of the source. One without an answer ([`Failure::Unreachable`], [`Failure::TimedOut`]) may have been carried
/// out: whoever repeats it must look first.
pub async fn order(
    source: &Source,
    ask: &alertmanager::Ask,
) -> Result<alertmanager::Found, Failure> {
    let request = alertmanager::request(ask);
    let reply = http::order(
        &address(&source.url),
        &headers(source),
        (request.method, &request.path, request.json.as_deref()),
        source.timeout,
    )
    .await?;
    alertmanager::decode(ask, &reply, &mut Turn::begin()).await
}

/// Page by page.
async fn rules(source: &Source, abort: &Abort) -> Result<Answer, Failure> {
    let path = match source.kind {
        Kind::Prometheus => "api/v1/rules",
        Kind::Loki => "prometheus/api/v1/rules",
        Kind::Alertmanager | Kind::Jaeger | Kind::Tempo | Kind::Demo => {
            return Err(Failure::NoSuchSource);
        }
    };
    let (base, headers) = (address(&source.url), headers(source));
    let (mut groups, mut warnings, mut bytes) = (Vec::new(), Vec::new(), 0);
    let mut token: Option<String> = None;
    let mut turn = Turn::begin();
    for _ in 0..MOST_PAGES {
        let request = alerting::rules(path, token.as_deref());
        let reply = http::send(&base, &headers, &request, source.timeout, abort).await?;
        let page = alerting::page(&reply, &mut turn).await?;
        bytes += reply.body.len();
        groups.extend(page.groups);
        warnings.extend(page.warnings);
        // A token that comes twice would be asked for ever.
        if page.next.is_none() || page.next == token {
            break;
        }
        token = page.next;
    }
    Ok(told(Told::new(groups, bytes), warnings))
}

fn told(told: Told, warnings: Vec<String>) -> Answer {
    Answer {
        found: Found::Alerting(told),
        warnings,
        infos: Vec::new(),
    }
}
