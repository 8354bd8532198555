//! A web server for one test: the built page under the shipped headers, and behind `/prometheus/` whatever the test says.
//!
//! Contract: files that the test names stand before those of the page; a path without a file is a view of the page, as
//! nginx has it. Questions that the test does not answer are answered well, with one flat series. Below some paths real
//! servers answer.

use crate::site;
use http_body_util::BodyExt;
use http_body_util::Full;
use hyper::Request;
use hyper::Response;
use hyper::body::Bytes;
use hyper::body::Incoming;
use hyper::header::CONTENT_TYPE;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::TokioIo;
use serde_json::json;
use std::cell::RefCell;
use std::collections::HashMap;
use std::io;
use std::path::Path;
use std::rc::Rc;
use tokio::net::TcpListener;
use tokio::net::TcpStream;

const JSON: &str = "application/json";
const HTML: &str = "text/html";

const TWO: &str = r#"{
    "uid": "two", "title": "Two", "schemaVersion": 42, "time": { "from": "now-1h", "to": "now" },
    "panels": [
        { "id": 1, "type": "timeseries", "title": "Bad", "gridPos": { "x": 0, "y": 0, "w": 12, "h": 9 },
          "targets": [{ "refId": "A", "expr": "bad" }] },
        { "id": 2, "type": "timeseries", "title": "Good", "gridPos": { "x": 12, "y": 0, "w": 12, "h": 9 },
          "targets": [{ "refId": "A", "expr": "good" }] }
    ]
}"#;

/// A short patience, so that the tests need not have a long one.
const CONFIG: &str = r#"{
    "sources": [{ "id": "p", "name": "Prometheus", "kind": "prometheus", "url": "prometheus/", "timeout": "2s" }]
}"#;

/// What is answered.
#[derive(Clone)]
pub(crate) enum Answer {
    /// A status, a content type and a body.
    Reply(u16, String, Vec<u8>),
    /// One series with this value at every step of the range asked for.
    Always(&'static str),
    /// The connection is closed without a word.
    HangUp,
    /// Nothing ever comes.
    Silence,
    /// Whatever the test says at the moment.
    Changing(Rc<RefCell<Self>>),
}

impl Answer {
    /// JSON with status 200.
    pub(crate) fn json(body: &str) -> Self {
        Self::Reply(200, JSON.to_owned(), body.as_bytes().to_vec())
    }

    /// A page of some proxy.
    pub(crate) fn page(status: u16, body: &str) -> Self {
        Self::Reply(status, HTML.to_owned(), body.as_bytes().to_vec())
    }

    /// What a real Prometheus said once, from `tests/reply/prometheus/`.
    pub(crate) fn recorded(name: &str) -> Self {
        Self::recorded_of("prometheus", name)
    }

    /// The same of another source.
    pub(crate) fn recorded_of(source: &str, name: &str) -> Self {
        let file = site::root().join(format!("tests/reply/{source}/{name}.http"));
        let text = std::fs::read_to_string(&file).unwrap_or_else(|error| panic!("{name}: {error}"));
        let (head, body) = text.split_once("\r\n\r\n").expect("an empty line");
        let status = head
            .split(' ')
            .nth(1)
            .expect("a status")
            .parse()
            .expect("a number");
        Self::Reply(status, JSON.to_owned(), body.as_bytes().to_vec())
    }
}

/// What a test says about a server.
#[derive(Default)]
pub(crate) struct Script {
    /// Answers to questions of this PromQL text.
    pub(crate) questions: HashMap<&'static str, Answer>,
    /// Answers at these paths.
    pub(crate) files: HashMap<&'static str, Answer>,
    /// Ports of servers that answer below these paths themselves.
    pub(crate) servers: HashMap<&'static str, u16>,
    /// Somebody else's pages: without the shipped headers.
    pub(crate) foreign: bool,
}

impl Script {
    /// A dashboard `two` with one panel that asks `bad` and one that asks `good`.
    pub(crate) fn two_panels() -> Self {
        let files = [("/config.json", CONFIG), ("/dashboards/two.json", TWO)];
        Self {
            files: files.map(|(path, text)| (path, Answer::json(text))).into(),
            ..Self::default()
        }
    }
}

/// A running server; it ends with the test's runtime.
pub(crate) struct Server {
    port: u16,
}

impl Server {
    /// Starts a server. To be called in a visit.
    pub(crate) async fn start(script: Script) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
        let port = listener.local_addr().expect("an address").port();
        let script = Rc::new(script);
        tokio::task::spawn_local(async move {
            while let Ok((stream, _)) = listener.accept().await {
                let script = Rc::clone(&script);
                let service = service_fn(move |request| serve(Rc::clone(&script), request));
                // A browser that leaves, or is left, in the middle of an answer is what these tests are about.
                let serving = http1::Builder::new().serve_connection(TokioIo::new(stream), service);
                tokio::task::spawn_local(async move { drop(serving.await) });
            }
        });
        Self { port }
    }

    /// The address of a path.
    pub(crate) fn page(&self, path: &str) -> String {
        format!("http://127.0.0.1:{}{path}", self.port)
    }
}

async fn serve(
    script: Rc<Script>,
    request: Request<Incoming>,
) -> io::Result<Response<Full<Bytes>>> {
    let path = request.uri().path().to_owned();
    let line = |path: &str| {
        let query = request.uri().query();
        let query = query.map_or_else(String::new, |query| format!("?{query}"));
        format!("{} /{path}{query} HTTP/1.0", request.method())
    };
    let mut servers = script.servers.iter();
    let behind = servers.find_map(|(below, port)| Some((line(path.strip_prefix(below)?), *port)));
    let kind = request.headers().get(CONTENT_TYPE).cloned();
    let body = request
        .into_body()
        .collect()
        .await
        .map_err(io::Error::other)?
        .to_bytes();
    let form: HashMap<String, String> = form_urlencoded::parse(&body).into_owned().collect();
    let passed = match behind {
        Some((line, port)) => {
            let kind = kind.as_ref().and_then(|kind| kind.to_str().ok());
            let head = format!(
                "{line}\r\nHost: localhost\r\nContent-Type: {}\r\nContent-Length: {}\r\n\r\n",
                kind.unwrap_or(JSON),
                body.len()
            );
            let passed = pass_on(port, &[head.as_bytes(), &body].concat()).await;
            Some(passed.unwrap_or_else(|_| Answer::page(502, "<title>502 Bad Gateway</title>")))
        }
        None => None,
    };
    let answer = match (
        passed,
        script.files.get(path.as_str()),
        path.strip_prefix("/prometheus/api/v1/"),
    ) {
        (Some(answer), _, _) => answer,
        (None, Some(answer), _) => answer.clone(),
        (None, None, Some(_)) => {
            let query = form.get("query").map_or("", String::as_str);
            script
                .questions
                .get(query)
                .cloned()
                .unwrap_or(Answer::Always("1"))
        }
        (None, None, None) => file(&path),
    };
    let answer = match answer {
        Answer::Changing(now) => now.borrow().clone(),
        answer => answer,
    };
    let (status, kind, body) = match answer {
        Answer::Reply(status, kind, body) => (status, kind, body),
        Answer::Always(value) => (200, JSON.to_owned(), steady(value, &form).into_bytes()),
        Answer::HangUp => return Err(io::ErrorKind::ConnectionAborted.into()),
        Answer::Silence | Answer::Changing(_) => std::future::pending().await,
    };
    let mut response = Response::builder()
        .status(status)
        .header(CONTENT_TYPE, kind);
    let headers = if script.foreign {
        Vec::new()
    } else {
        headers()
    };
    for (name, value) in headers {
        response = response.header(name, value);
    }
    response.body(Full::from(body)).map_err(io::Error::other)
}

/// What the server at a port answers to these bytes, as a proxy hears it.
async fn pass_on(port: u16, request: &[u8]) -> io::Result<Answer> {
    let stream = TcpStream::connect(("127.0.0.1", port)).await?;
    let mut rest = request;
    while !rest.is_empty() {
        stream.writable().await?;
        match stream.try_write(rest) {
            Ok(written) => rest = &rest[written..],
            Err(error) if error.kind() == io::ErrorKind::WouldBlock => {}
            Err(error) => return Err(error),
        }
    }
    let (mut got, mut part) = (Vec::new(), [0; 16_384]);
    loop {
        stream.readable().await?;
        match stream.try_read(&mut part) {
            // Version 1.0 ends a body by closing, never in chunks.
            Ok(0) => break,
            Ok(read) => got.extend_from_slice(&part[..read]),
            Err(error) if error.kind() == io::ErrorKind::WouldBlock => {}
            Err(error) => return Err(error),
        }
    }
    let end = got.windows(4).position(|four| four == b"\r\n\r\n");
    let end = end.ok_or(io::ErrorKind::UnexpectedEof)?;
    let head = String::from_utf8_lossy(&got[..end]).into_owned();
    let status = head.split(' ').nth(1).and_then(|code| code.parse().ok());
    let kind = head
        .lines()
        .find_map(|line| line.strip_prefix("Content-Type: "));
    Ok(Answer::Reply(
        status.ok_or(io::ErrorKind::InvalidData)?,
        kind.unwrap_or(HTML).to_owned(),
        got[end + 4..].to_vec(),
    ))
}

/// A matrix of one series over the range asked for; nothing where no range was asked for.
fn steady(value: &str, form: &HashMap<String, String>) -> String {
    let number = |name: &str| form.get(name).and_then(|text| text.parse::<f64>().ok());
    let (Some(start), Some(end), Some(step)) = (number("start"), number("end"), number("step"))
    else {
        return json!({ "status": "success", "data": [] }).to_string();
    };
    let instants = (0..).map(|index| start + step * f64::from(index));
    let samples: Vec<_> = instants
        .take_while(|at| *at <= end)
        .map(|at| json!([at, value]))
        .collect();
    let series = json!({ "metric": { "job": "page" }, "values": samples });
    json!({ "status": "success", "data": { "resultType": "matrix", "result": [series] } })
        .to_string()
}

/// A file of the page, or the page itself where nothing says that a file was meant.
fn file(path: &str) -> Answer {
    let name = path.trim_start_matches('/');
    let kind = match Path::new(name).extension().and_then(|end| end.to_str()) {
        Some("js") => "text/javascript",
        Some("css") => "text/css",
        Some("wasm") => "application/wasm",
        Some("json") => JSON,
        Some("svg") => "image/svg+xml",
        _ => HTML,
    };
    let name = if kind == HTML { "index.html" } else { name };
    match std::fs::read(site::folder().join(name)) {
        Ok(body) => Answer::Reply(200, kind.to_owned(), body),
        Err(_) => Answer::page(404, "<h1>404 Not Found</h1>"),
    }
}

/// The headers that nginx adds to every answer, from its configuration.
pub(crate) fn headers() -> Vec<(String, String)> {
    let file = site::root().join("deploy/nginx/headers.conf");
    let text = std::fs::read_to_string(file).expect("the shipped headers");
    let line = |line: &str| {
        let (name, value) = line.strip_prefix("add_header ")?.split_once(" \"")?;
        let value = value.strip_suffix("\" always;")?;
        Some((
            name.to_owned(),
            value.replace("$atalaya_frame_ancestors", "'self'"),
        ))
    };
    let headers: Vec<_> = text.lines().filter_map(line).collect();
    assert!(
        headers
            .iter()
            .any(|(name, _)| name == "Content-Security-Policy"),
        "{headers:?}"
    );
    headers
}
