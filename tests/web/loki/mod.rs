//! A small server in Loki's place, for tests and for looking at the page by hand (`cargo run --example loki`).
//!
//! It keeps made-up lines and answers with Loki's rules for limit, start, end and direction; label matchers, line filters
//! and conditions on fields are done to the lines. It can be told to fail. What Loki itself said once is replayed as it
//! was recorded. Beside it lies the built page.

mod answer;
mod socket;
pub(crate) mod store;

use crate::loki::store::Store;
use std::collections::HashMap;
use std::io::Read;
use std::io::Write;
use std::net::TcpListener;
use std::net::TcpStream;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::Mutex;
use std::time::Duration;

/// What goes wrong with requests whose address holds a text.
#[derive(Clone, Debug)]
pub(crate) enum Fault {
    /// This status and text are the answer.
    Says(u16, String),
    /// The answer ends in its middle.
    CutOff,
    /// Nobody answers.
    HangUp,
    /// The answer takes so long.
    Slow(Duration),
    /// What a real Loki said once: a file of `tests/reply/loki/`, without its ending.
    Recorded(String),
}

/// What the server is told while it runs.
#[derive(Default)]
pub(crate) struct Told {
    /// Faults by a part of the address.
    pub(crate) faults: HashMap<String, Fault>,
    /// Lines a second that a tail brings.
    pub(crate) rate: u32,
    /// A tail ends after so many messages, with this reason.
    pub(crate) tail_ends: Option<(u32, String)>,
    /// What a tail brings in place of made-up lines.
    pub(crate) messages: Vec<String>,
    /// The page's `config.json`; empty is the usual one.
    pub(crate) config: String,
    /// Headers of the last question.
    pub(crate) headers: HashMap<String, String>,
    /// Addresses that were asked, in order.
    pub(crate) asked: Vec<String>,
}

/// A running server.
#[derive(Clone)]
pub(crate) struct Loki {
    port: u16,
    told: Arc<Mutex<Told>>,
}

/// The built page, and the headers that go with every answer.
struct Site {
    folder: PathBuf,
    headers: Vec<(String, String)>,
}

impl Loki {
    /// Serves a store, and the page of a folder, on a port; 0 is any. Every answer has these headers.
    pub(crate) fn start(
        port: u16,
        store: Store,
        folder: PathBuf,
        headers: Vec<(String, String)>,
    ) -> Self {
        let site = Arc::new(Site { folder, headers });
        let listener = TcpListener::bind(("127.0.0.1", port)).expect("a free port");
        let port = listener.local_addr().expect("an address").port();
        let told = Arc::new(Mutex::new(Told {
            rate: 10,
            ..Told::default()
        }));
        let loki = Self {
            port,
            told: Arc::clone(&told),
        };
        let store = Arc::new(store);
        std::thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let (store, told, site) =
                    (Arc::clone(&store), Arc::clone(&told), Arc::clone(&site));
                // A browser that leaves in the middle of an answer is nothing to talk about.
                std::thread::spawn(move || drop(serve(stream, &store, &told, &site)));
            }
        });
        loki
    }

    /// The address of a path.
    pub(crate) fn page(&self, path: &str) -> String {
        format!("http://127.0.0.1:{}{path}", self.port)
    }

    /// Tells the server something.
    pub(crate) fn tell(&self, tell: impl FnOnce(&mut Told)) {
        tell(&mut self.told.lock().expect("nobody panics with it"));
    }

    /// How many requests' addresses hold a text.
    pub(crate) fn asked(&self, part: &str) -> usize {
        let told = self.told.lock().expect("nobody panics with it");
        told.asked.iter().filter(|one| one.contains(part)).count()
    }
}

/// A request as far as it matters here.
pub(crate) struct Request {
    /// Path without its query.
    pub(crate) path: String,
    /// Parameters of the address and of a form.
    pub(crate) form: HashMap<String, String>,
    headers: HashMap<String, String>,
}

/// An answer.
pub(crate) struct Reply {
    /// HTTP status.
    pub(crate) status: u16,
    /// Its type.
    pub(crate) kind: String,
    /// The body.
    pub(crate) body: Vec<u8>,
}

impl Reply {
    /// JSON with status 200.
    pub(crate) fn json(body: String) -> Self {
        Self {
            status: 200,
            kind: "application/json".to_owned(),
            body: body.into_bytes(),
        }
    }

    /// Loki's errors are plain text.
    pub(crate) fn text(status: u16, text: &str) -> Self {
        Self {
            status,
            kind: "text/plain; charset=utf-8".to_owned(),
            body: text.as_bytes().to_vec(),
        }
    }

    /// What a real Loki said once.
    pub(crate) fn recorded(name: &str) -> Self {
        let file = format!(
            "{}/tests/reply/loki/{name}.http",
            env!("CARGO_MANIFEST_DIR")
        );
        let http = std::fs::read(&file).unwrap_or_else(|error| panic!("{file}: {error}"));
        let end = http.windows(4).position(|four| four == b"\r\n\r\n");
        let end = end.expect("an empty line");
        let head = String::from_utf8_lossy(&http[..end]).into_owned();
        let kind = head
            .lines()
            .find_map(|line| line.strip_prefix("Content-Type: "));
        let status = head.split(' ').nth(1).and_then(|code| code.parse().ok());
        Self {
            status: status.expect("a status"),
            kind: kind.unwrap_or_default().to_owned(),
            body: http[end + 4..].to_vec(),
        }
    }
}

fn serve(
    mut stream: TcpStream,
    store: &Store,
    told: &Mutex<Told>,
    site: &Site,
) -> std::io::Result<()> {
    let Some((request, address)) = read(&mut stream)? else {
        return Ok(());
    };
    let fault = {
        let mut told = told.lock().expect("nobody panics with it");
        told.asked.push(address.clone());
        if request.path.starts_with("/loki/") {
            told.headers.clone_from(&request.headers);
        }
        let faults = told.faults.iter();
        let mut faults = faults.filter(|(part, _)| address.contains(part.as_str()));
        faults.next().map(|(_, fault)| fault.clone())
    };
    let mut cut = false;
    match fault {
        Some(Fault::Says(status, text)) => {
            return write(&mut stream, site, &Reply::text(status, &text), false);
        }
        Some(Fault::HangUp) => return Ok(()),
        Some(Fault::CutOff) => cut = true,
        Some(Fault::Slow(length)) => std::thread::sleep(length),
        Some(Fault::Recorded(name)) => {
            return write(&mut stream, site, &Reply::recorded(&name), false);
        }
        None => {}
    }
    if request.path.ends_with("/api/v1/tail") {
        let key = request.headers.get("sec-websocket-key");
        return match (store.filter(&request), key) {
            (Ok(_), Some(key)) => socket::follow(stream, key, &request, store, told),
            (Err(text), _) => write(&mut stream, site, &Reply::text(400, &text), false),
            (Ok(_), None) => write(&mut stream, site, &Reply::text(400, "Bad Request"), false),
        };
    }
    let reply = match request.path.strip_prefix("/loki/") {
        Some(path) => answer::answer(path, &request, store),
        None => file(&request.path, site, told),
    };
    write(&mut stream, site, &reply, cut)
}

fn read(stream: &mut TcpStream) -> std::io::Result<Option<(Request, String)>> {
    let mut head = Vec::new();
    let mut byte = [0];
    while !head.ends_with(b"\r\n\r\n") {
        if stream.read(&mut byte)? == 0 {
            return Ok(None);
        }
        head.push(byte[0]);
    }
    let head = String::from_utf8_lossy(&head).into_owned();
    let mut lines = head.lines();
    let address = lines.next().and_then(|line| line.split(' ').nth(1));
    let address = address.unwrap_or("/").to_owned();
    let header = |line: &str| {
        let (name, value) = line.split_once(':')?;
        Some((name.to_ascii_lowercase(), value.trim().to_owned()))
    };
    let headers: HashMap<String, String> = lines.filter_map(header).collect();
    let length = headers.get("content-length");
    let mut body = vec![0; length.and_then(|text| text.parse().ok()).unwrap_or(0)];
    stream.read_exact(&mut body)?;
    let (path, query) = address.split_once('?').unwrap_or((&address, ""));
    let mut form: HashMap<String, String> = form_urlencoded::parse(query.as_bytes())
        .into_owned()
        .collect();
    form.extend(form_urlencoded::parse(&body).into_owned());
    let request = Request {
        path: path.to_owned(),
        form,
        headers,
    };
    Ok(Some((request, address)))
}

fn write(stream: &mut TcpStream, site: &Site, reply: &Reply, cut: bool) -> std::io::Result<()> {
    let length = reply.body.len();
    let mut head = format!(
        "HTTP/1.1 {} X\r\nContent-Type: {}\r\nContent-Length: {length}\r\nConnection: close\r\n",
        reply.status, reply.kind
    );
    for (name, value) in &site.headers {
        head.push_str(&format!("{name}: {value}\r\n"));
    }
    head.push_str("\r\n");
    stream.write_all(head.as_bytes())?;
    let end = if cut { length / 2 } else { length };
    stream.write_all(&reply.body[..end])
}

const CONFIG: &str = r#"{ "sources": [
    { "id": "loki", "name": "Loki", "kind": "loki", "url": "loki/", "timeout": "5s" },
    { "id": "tempo", "name": "Tempo", "kind": "tempo", "url": "tempo/" }
], "refresh": "off" }"#;

/// A file of the page; a path without one is a view of the page.
fn file(path: &str, site: &Site, told: &Mutex<Told>) -> Reply {
    if path == "/config.json" {
        let told = told.lock().expect("nobody panics with it");
        return Reply::json(match told.config.as_str() {
            "" => CONFIG.to_owned(),
            config => config.to_owned(),
        });
    }
    let kind = match path.rsplit('.').next() {
        Some("js") => "text/javascript",
        Some("css") => "text/css",
        Some("wasm") => "application/wasm",
        Some("json") => "application/json",
        Some("svg") => "image/svg+xml",
        _ => "text/html",
    };
    let name = match kind {
        "text/html" => "index.html",
        _ => path.trim_start_matches('/'),
    };
    match std::fs::read(site.folder.join(name)) {
        Ok(body) => Reply {
            status: 200,
            kind: kind.to_owned(),
            body,
        },
        Err(_) => Reply::text(404, "not found"),
    }
}
