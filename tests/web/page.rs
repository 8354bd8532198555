//! A page in a browser: what a person does with it, and what there is to be seen.
//!
//! Nothing waits for a length of time: [`Page::until`] looks again until what is expected is there, or long enough.

use crate::driver;
use crate::protocol;
use crate::site;
use fantoccini::Client;
use fantoccini::key::Key;
use serde_json::Value;
use serde_json::json;
use std::panic::AssertUnwindSafe;
use std::panic::catch_unwind;
use std::panic::resume_unwind;

/// Longer than anything takes here, on a busy machine too.
const PATIENCE_MS: u32 = 30_000;

/// The inside of a browser's window, in CSS px.
#[derive(Clone, Copy)]
pub(crate) struct Window {
    pub(crate) width: u32,
    pub(crate) height: u32,
    /// Device pixels per CSS px.
    pub(crate) ratio: f64,
}

/// A common screen.
pub(crate) const DESK: Window = Window {
    width: 1280,
    height: 900,
    ratio: 1.0,
};

/// A common phone.
pub(crate) const PHONE: Window = Window {
    width: 390,
    height: 844,
    ratio: 2.0,
};

/// May requests fail during a visit?
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Requests {
    /// None fails.
    Succeed,
    /// The test makes some fail; the browser writes that into its console by itself.
    Fail,
}

/// An open page.
pub(crate) struct Page {
    pub(crate) client: Client,
    requests: Requests,
}

/// A visit in a new browser. It is closed at the end, also when the test fails; then a picture is left in
/// `target/shots/failed/`. A console with errors fails the test.
pub(crate) fn visit(window: Window, requests: Requests, story: impl AsyncFnOnce(&Page)) {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .unwrap();
    let local = tokio::task::LocalSet::new();
    let client = runtime.block_on(driver::browser());
    let page = Page { client, requests };
    let told = catch_unwind(AssertUnwindSafe(|| {
        local.block_on(&runtime, async {
            page.resize(window).await;
            story(&page).await;
            page.console_is_clean().await;
        });
    }));
    if told.is_err() {
        // What cannot be pictured is told by the failure itself.
        let name = std::thread::current()
            .name()
            .unwrap_or("visit")
            .replace("::", "-");
        let _ = catch_unwind(AssertUnwindSafe(|| {
            runtime.block_on(page.shot(&format!("failed/{name}")));
        }));
    }
    let closed = runtime.block_on(page.client.close());
    if let Err(panic) = told {
        resume_unwind(panic);
    }
    closed.expect("the browser closes");
}

impl Page {
    /// Opens an address.
    pub(crate) async fn open(&self, address: &str) {
        self.client.goto(address).await.expect(address);
    }

    /// Presses the browser's back button.
    pub(crate) async fn back(&self) {
        self.client.back().await.expect("back");
    }

    /// Path and query in the address bar.
    pub(crate) async fn address(&self) -> String {
        let url = self.client.current_url().await.expect("an address");
        url.query().map_or_else(
            || url.path().to_owned(),
            |query| format!("{}?{query}", url.path()),
        )
    }

    /// Gives the window another size.
    pub(crate) async fn resize(&self, window: Window) {
        let Window {
            width,
            height,
            ratio,
        } = window;
        let size = json!({ "width": width, "height": height, "deviceScaleFactor": ratio, "mobile": ratio > 1.0 && width < height });
        protocol::command(&self.client, "Emulation.setDeviceMetricsOverride", size).await;
    }

    /// Runs a script in every document before the page's own.
    pub(crate) async fn before(&self, script: &str) {
        let name = "Page.addScriptToEvaluateOnNewDocument";
        protocol::command(&self.client, name, json!({ "source": script })).await;
    }

    /// The value of a JavaScript expression now.
    pub(crate) async fn tell(&self, expression: &str) -> Value {
        protocol::evaluate(&self.client, expression).await
    }

    /// The value of a JavaScript expression once it is neither false, null nor empty; meanwhile it may throw.
    pub(crate) async fn until(&self, expression: &str) -> Value {
        let look = format!(
            "new Promise(done => {{
                const late = performance.now() + {PATIENCE_MS};
                const look = () => {{
                    let got;
                    try {{ got = ({expression}); }} catch {{}}
                    if (got || performance.now() > late) done(got); else setTimeout(look, 20);
                }};
                look();
            }})"
        );
        let got = self.tell(&look).await;
        if matches!(&got, Value::Null | Value::Bool(false)) {
            let lines = protocol::log(&self.client).await;
            panic!("never came true: {expression}\nthe console says {lines:#?}");
        }
        got
    }

    /// Waits until an element of that selector shows the text.
    pub(crate) async fn see(&self, selector: &str, text: &str) {
        let text = json!(text);
        self.until(&format!(
            "{}.some(seen => seen.innerText.includes({text}))",
            all(selector)
        ))
        .await;
    }

    /// Waits until no element of that selector is to be seen.
    pub(crate) async fn see_none(&self, selector: &str) {
        self.until(&format!(
            "!{}.some(seen => seen.checkVisibility())",
            all(selector)
        ))
        .await;
    }

    /// Leaves a picture of the window in `target/shots/`.
    pub(crate) async fn shot(&self, name: &str) {
        let file = site::target().join(format!("shots/{name}.png"));
        std::fs::create_dir_all(file.parent().unwrap()).unwrap();
        let picture = self.client.screenshot().await.expect("a picture");
        std::fs::write(file, picture).unwrap();
    }

    /// The page still answers to keys: its dialogs open and close.
    pub(crate) async fn the_header_lives(&self) {
        // It comes with the page's second file, and the keys with it.
        self.until("document.querySelector('.header nav')").await;
        self.keys("?").await;
        self.see("#shortcuts", "Esc").await;
        self.keys(&Key::Escape.to_string()).await;
        self.see_none("#shortcuts").await;
    }

    /// The header and the pickers work, and the panel of number 2 shows a chart and follows them.
    pub(crate) async fn the_rest_lives(&self) {
        let good = "document.querySelector(\"[data-panel='2'][data-state=fresh] canvas\") != null";
        self.until(good).await;
        self.the_header_lives().await;
        self.click(".range-button > .button").await;
        self.click_named("#range", "Last 3 hours").await;
        self.see(".range-button", "Last 3 hours").await;
        self.until(good).await;
    }

    async fn console_is_clean(&self) {
        let lines = protocol::log(&self.client).await;
        let bad: Vec<_> = lines
            .iter()
            .filter(|line| matches!(line.level.as_str(), "SEVERE" | "WARNING"))
            // Tests read pixels back; the advice how to do that faster is for them.
            .filter(|line| line.source != "rendering")
            .filter(|line| line.source != "network" || self.requests == Requests::Succeed)
            // What another origin does not allow is a request that fails too.
            .filter(|line| {
                !line.message.contains("CORS policy") || self.requests == Requests::Succeed
            })
            .collect();
        assert!(bad.is_empty(), "the console says {bad:#?}");
    }
}

/// A JavaScript list of the elements of a selector.
pub(crate) fn all(selector: &str) -> String {
    format!("[...document.querySelectorAll({})]", json!(selector))
}
