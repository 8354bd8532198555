//! Commands that WebDriver does not have: the debugging protocol and the browser's log.
//!
//! The page's Content-Security-Policy forbids to run text as code inside of it, for tests too. The debugging protocol
//! evaluates from outside.

use fantoccini::Client;
use fantoccini::wd::WebDriverCompatibleCommand;
use hyper::Method;
use serde_json::Value;
use serde_json::json;
use std::fmt::Debug;
use std::fmt::Formatter;
use url::ParseError;
use url::Url;

/// A command of the driver below the session's address.
#[derive(Debug)]
struct Vendor {
    path: &'static str,
    body: Value,
}

impl WebDriverCompatibleCommand for Vendor {
    fn endpoint(&self, base: &Url, session: Option<&str>) -> Result<Url, ParseError> {
        base.join(&format!(
            "session/{}/{}",
            session.unwrap_or_default(),
            self.path
        ))
    }

    fn method_and_body(&self, _: &Url) -> (Method, Option<String>) {
        (Method::POST, Some(self.body.to_string()))
    }
}

/// Sends a command of the debugging protocol, such as `Runtime.evaluate`.
pub(crate) async fn command(client: &Client, name: &str, parameters: Value) -> Value {
    let body = json!({ "cmd": name, "params": parameters });
    let path = "goog/cdp/execute";
    client
        .issue_cmd(Vendor { path, body })
        .await
        .unwrap_or_else(|error| panic!("{name}: {error}"))
}

/// The value of a JavaScript expression, or of the promise it gives.
pub(crate) async fn evaluate(client: &Client, expression: &str) -> Value {
    let asked = json!({ "expression": expression, "returnByValue": true, "awaitPromise": true });
    let told = command(client, "Runtime.evaluate", asked).await;
    if let Some(exception) = told.get("exceptionDetails") {
        panic!("{expression}\nthrew {exception}");
    }
    told["result"]["value"].clone()
}

/// A line of the browser's log.
pub(crate) struct Line {
    /// `SEVERE`, `WARNING`, `INFO`, …
    pub(crate) level: String,
    /// Who wrote it: `network`, `security`, `javascript`, `console-api`, …
    pub(crate) source: String,
    /// What it says.
    pub(crate) message: String,
}

impl Debug for Line {
    fn fmt(&self, f: &mut Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} {}: {}", self.level, self.source, self.message)
    }
}

/// The lines of the browser's log since it was read last.
pub(crate) async fn log(client: &Client) -> Vec<Line> {
    let (path, body) = ("se/log", json!({ "type": "browser" }));
    let lines = client.issue_cmd(Vendor { path, body }).await;
    let lines = lines.unwrap_or_else(|error| panic!("the browser's log: {error}"));
    let text = |line: &Value, key: &str| line[key].as_str().unwrap_or_default().to_owned();
    lines
        .as_array()
        .into_iter()
        .flatten()
        .map(|line| Line {
            level: text(line, "level"),
            source: text(line, "source"),
            message: text(line, "message"),
        })
        .collect()
}
