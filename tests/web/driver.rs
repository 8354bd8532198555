//! chromedriver: one for all tests, on a port that it chooses; each visit is a browser of its own.

use crate::leash;
use fantoccini::Client;
use fantoccini::ClientBuilder;
use fantoccini::wd::Capabilities;
use serde_json::json;
use std::io::BufRead;
use std::io::BufReader;
use std::sync::OnceLock;

/// The driver and its browsers are one process group, and end together.
const SCRIPT: &str = "chromedriver --port=0 & read _; kill -KILL 0";

/// What comes before the number in the driver's first lines.
const STARTED: &str = "started successfully on port ";

/// The software renderer and no sandbox, so that it runs as any user on a machine without a screen; and quiet.
const ARGUMENTS: [&str; 9] = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--lang=en-US",
];

/// A new browser with nothing stored.
pub(crate) async fn browser() -> Client {
    let mut capabilities = Capabilities::new();
    capabilities.insert(
        "goog:chromeOptions".to_owned(),
        json!({ "args": ARGUMENTS, "prefs": { "intl.accept_languages": "en-US" } }),
    );
    capabilities.insert("goog:loggingPrefs".to_owned(), json!({ "browser": "ALL" }));
    ClientBuilder::new(hyper_util::client::legacy::connect::HttpConnector::new())
        .capabilities(capabilities)
        .connect(address())
        .await
        .expect("chromedriver starts Chromium (scripts/setup browser installs both)")
}

fn address() -> &'static str {
    static ADDRESS: OnceLock<String> = OnceLock::new();
    ADDRESS.get_or_init(|| {
        let mut output = BufReader::new(leash::run(SCRIPT, &[])).lines();
        let port = output
            .by_ref()
            .map_while(Result::ok)
            .find_map(|line| Some(line.split_once(STARTED)?.1.trim_end_matches('.').to_owned()))
            .expect("chromedriver is on PATH and starts (scripts/setup browser installs it)");
        // Read on, or the driver is ended by the first line that nobody takes.
        std::thread::spawn(move || output.for_each(drop));
        format!("http://127.0.0.1:{port}")
    })
}
