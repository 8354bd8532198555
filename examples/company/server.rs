//! The pretend company over HTTP: one thread, GET only, no state but its mood.
//!
//! Contract: a path that is not there is 404, a connection that breaks is forgotten. It does not know the numbers.

use std::convert::Infallible;
use std::io;
use std::time::SystemTime;
use std::time::UNIX_EPOCH;

use http_body_util::Full;
use hyper::Request;
use hyper::Response;
use hyper::StatusCode;
use hyper::body::Bytes;
use hyper::body::Incoming;
use hyper::header::CONTENT_TYPE;
use hyper::header::HeaderValue;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::TokioIo;
use tokio::net::TcpListener;

use crate::exposition::Exposition;
use crate::fleet;
use crate::health;
use crate::mood;
use crate::mood::Mood;

const METRICS: &str = "text/plain; version=0.0.4; charset=utf-8";
const JSON: &str = "application/json";
const TEXT: &str = "text/plain; charset=utf-8";
const HTML: &str = "text/html; charset=utf-8";

/// Serves until the process is ended.
pub(crate) fn serve(listen: &str) -> io::Result<()> {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()?;
    runtime.block_on(async {
        let listener = TcpListener::bind(listen).await?;
        println!("company on http://{}", listener.local_addr()?);
        loop {
            let (stream, _) = listener.accept().await?;
            tokio::spawn(async move {
                // Whoever hangs up in the middle has no answer to miss.
                let _ = http1::Builder::new()
                    .serve_connection(TokioIo::new(stream), service_fn(answer))
                    .await;
            });
        }
    })
}

async fn answer(request: Request<Incoming>) -> Result<Response<Full<Bytes>>, Infallible> {
    let now = SystemTime::now()
        .duration_since(UNIX_EPOCH)
        .map_or(0.0, |since| since.as_secs_f64());
    let path = request.uri().path();
    let (status, kind, body) = match (path, route(path, now)) {
        ("/health", Some(well)) => in_its_mood(well, now).await,
        (_, Some((kind, body))) => (StatusCode::OK, kind, body),
        (_, None) => (
            StatusCode::NOT_FOUND,
            TEXT,
            "the company has no such page\n".to_owned(),
        ),
    };
    let mut response = Response::new(Full::new(Bytes::from(body)));
    *response.status_mut() = status;
    response
        .headers_mut()
        .insert(CONTENT_TYPE, HeaderValue::from_static(kind));
    Ok(response)
}

/// How `/health` is answered.
async fn in_its_mood(
    (kind, body): (&'static str, String),
    now: f64,
) -> (StatusCode, &'static str, String) {
    match Mood::now() {
        Mood::Own => (StatusCode::OK, kind, body),
        Mood::Well => (StatusCode::OK, kind, health::body(now, Some(false))),
        Mood::Warning => (StatusCode::OK, kind, health::body(now, Some(true))),
        Mood::Page => (StatusCode::OK, HTML, "<h1>Log in</h1>\n".to_owned()),
        Mood::Broken => (
            StatusCode::INTERNAL_SERVER_ERROR,
            TEXT,
            "the company is broken\n".to_owned(),
        ),
        Mood::Slow => {
            tokio::time::sleep(mood::SLOW).await;
            (StatusCode::OK, kind, body)
        }
    }
}

/// Content type and body of a path.
fn route(path: &str, now: f64) -> Option<(&'static str, String)> {
    let parts: Vec<&str> = path.trim_matches('/').split('/').collect();
    match parts.as_slice() {
        ["metrics"] => metrics("company", "company", now),
        [job, instance, "metrics"] => metrics(job, instance, now),
        ["health"] => Some((JSON, health::body(now, None))),
        ["health", "components", name] => health::component(name, now).map(|body| (JSON, body)),
        ["ready"] => Some((JSON, "{\"status\":\"ready\"}".to_owned())),
        ["live"] => Some((JSON, "{\"status\":\"alive\"}".to_owned())),
        _ => None,
    }
}

fn metrics(job: &str, instance: &str, now: f64) -> Option<(&'static str, String)> {
    let target = fleet::TARGETS
        .iter()
        .find(|target| target.job.name() == job && target.instance == instance)?;
    let mut exposition = Exposition::scrape();
    fleet::write(target, now, &mut exposition);
    Some((METRICS, exposition.text().to_owned()))
}
