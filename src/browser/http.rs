//! Sends requests with `fetch` and brings the bytes back.
//!
//! Bodies are read as an `ArrayBuffer`: `text()` would decode and copy 25 MB once more.

use crate::browser::clock::Timer;
use crate::browser::window;
use crate::source::Failure;
use crate::source::Method;
use crate::source::Reply;
use crate::source::Request;
use crate::time::Millis;
use std::cell::Cell;
use std::rc::Rc;
use wasm_bindgen::JsCast;
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::JsFuture;

/// Ends a request that is under way. Dropping it does nothing.
#[derive(Clone, Debug)]
pub struct Abort(web_sys::AbortController);

impl Abort {
    /// A switch for one request; none where the browser has no `AbortController`.
    #[must_use]
    pub fn new() -> Option<Self> {
        web_sys::AbortController::new().ok().map(Self)
    }

    /// Ends the request; it then fails as unreachable, and nobody listens any more.
    pub fn abort(&self) {
        self.0.abort();
    }
}

/// Sends `request` to the source at `base` and waits for all of its body, `limit` at most.
///
/// # Errors
/// [`Failure::Unreachable`] when no HTTP answer came (a page cannot tell a dead server from a refused origin), and
/// [`Failure::TimedOut`].
pub async fn send(
    base: &str,
    headers: &[(String, String)],
    request: &Request,
    limit: Millis,
    abort: &Abort,
) -> Result<Reply, Failure> {
    let late = Rc::new(Cell::new(false));
    let _timer = Timer::after(limit, {
        let (late, abort) = (Rc::clone(&late), abort.clone());
        move || {
            late.set(true);
            abort.abort();
        }
    });
    exchange(base, headers, request, abort).await.map_err(|_| {
        if late.get() {
            Failure::TimedOut(limit.0)
        } else {
            Failure::Unreachable
        }
    })
}

/// Sends an order with any method and, if there is one, a JSON body.
///
/// # Errors
/// As [`send`]; the order may have been carried out all the same.
pub async fn order(
    base: &str,
    headers: &[(String, String)],
    (method, path, json): (&str, &str, Option<&str>),
    limit: Millis,
) -> Result<Reply, Failure> {
    let abort = Abort::new().ok_or(Failure::Unreachable)?;
    let init = web_sys::RequestInit::new();
    init.set_method(method);
    let mut headers = headers.to_vec();
    if let Some(json) = json {
        init.set_body(&JsValue::from_str(json));
        headers.push(("Content-Type".to_owned(), "application/json".to_owned()));
    }
    let late = Rc::new(Cell::new(false));
    let _timer = Timer::after(limit, {
        let (late, abort) = (Rc::clone(&late), abort.clone());
        move || {
            late.set(true);
            abort.abort();
        }
    });
    let reply = fetched(&[base, path].concat(), &headers, &init, &abort).await;
    reply.map_err(|_| match late.get() {
        true => Failure::TimedOut(limit.0),
        false => Failure::Unreachable,
    })
}

/// Fetches a file beside the page.
///
/// # Errors
/// As [`send`].
pub async fn file(url: &str) -> Result<Reply, Failure> {
    let request = Request {
        method: Method::Get,
        path: String::new(),
        form: Vec::new(),
    };
    let abort = Abort::new().ok_or(Failure::Unreachable)?;
    send(url, &[], &request, FILE_LIMIT, &abort).await
}

/// Files beside the page are small; longer than this is a dead connection.
const FILE_LIMIT: Millis = Millis(30_000);

async fn exchange(
    base: &str,
    headers: &[(String, String)],
    request: &Request,
    abort: &Abort,
) -> Result<Reply, JsValue> {
    let fields = web_sys::UrlSearchParams::new()?;
    for (name, value) in &request.form {
        fields.append(name, value);
    }
    let init = web_sys::RequestInit::new();
    let mut url = format!("{base}{}", request.path);
    match request.method {
        Method::Get => {
            if !request.form.is_empty() {
                url.push('?');
                url.push_str(&String::from(fields.to_string()));
            }
        }
        Method::Post => {
            init.set_method("POST");
            // A form keeps the request simple: another origin needs no preflight for it.
            init.set_body(&fields);
        }
    }
    fetched(&url, headers, &init, abort).await
}

async fn fetched(
    url: &str,
    headers: &[(String, String)],
    init: &web_sys::RequestInit,
    abort: &Abort,
) -> Result<Reply, JsValue> {
    init.set_signal(Some(&abort.0.signal()));
    // No credentials to other origins; the same origin gets the reader's own login (basic auth of the proxy).
    init.set_credentials(web_sys::RequestCredentials::SameOrigin);
    if !headers.is_empty() {
        let sent = web_sys::Headers::new()?;
        for (name, value) in headers {
            sent.set(name, value)?;
        }
        init.set_headers(&sent);
    }
    let window = window().ok_or(JsValue::NULL)?;
    let response: web_sys::Response = JsFuture::from(window.fetch_with_str_and_init(url, init))
        .await?
        .dyn_into()?;
    let status = response.status();
    let content_type = response.headers().get("Content-Type")?.unwrap_or_default();
    let buffer = JsFuture::from(response.array_buffer()?).await?;
    Ok(Reply {
        status,
        content_type,
        body: js_sys::Uint8Array::new(&buffer).to_vec(),
    })
}
