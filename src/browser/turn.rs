//! Letting the browser draw and listen in the middle of long work.

use crate::browser::clock;
use crate::lean::turns::Turns;
use crate::time::Instant;
use js_sys::Promise;
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::JsFuture;

/// Milliseconds of work that nobody notices: less than half of what a frame has, for two such works may be under way.
const LONG: i64 = 7;

/// A turn at the processor, which everything on the page shares.
#[derive(Debug)]
pub struct Turn {
    since: Instant,
    /// A message to ourselves stands in line behind whatever waits now; a timer would be kept waiting 4 ms more. Where there
    /// is no such thing the work is done in one go.
    line: Option<web_sys::MessageChannel>,
}

impl Turn {
    /// It begins now.
    #[must_use]
    pub fn begin() -> Self {
        Self {
            since: clock::now(),
            line: web_sys::MessageChannel::new().ok(),
        }
    }

    /// Ends it; the next one begins when others had theirs.
    pub async fn end(&mut self) {
        if let Some(line) = &self.line {
            // It is only ever fulfilled.
            let _ = JsFuture::from(others(line)).await;
        }
        self.since = clock::now();
    }

    fn is_over(&self) -> bool {
        clock::now().0 - self.since.0 >= LONG
    }
}

impl Turns for Turn {
    async fn pass(&mut self) {
        if self.is_over() {
            self.end().await;
        }
    }
}

/// Turns of work that somebody may cease to want while it is under way.
#[derive(Debug)]
pub struct Wanted<F> {
    turn: Turn,
    still: F,
}

impl<F: Fn() -> bool> Wanted<F> {
    /// The first turn begins now; `still` is asked at the end of each.
    #[must_use]
    pub fn begin(still: F) -> Self {
        Self {
            turn: Turn::begin(),
            still,
        }
    }

    /// Ends the turn.
    pub async fn end(&mut self) {
        self.turn.end().await;
        if !(self.still)() {
            // Whoever waits for what never comes is dropped, and the work with it.
            std::future::pending::<()>().await;
        }
    }
}

impl<F: Fn() -> bool> Turns for Wanted<F> {
    async fn pass(&mut self) {
        if self.turn.is_over() {
            self.end().await;
        }
    }
}

/// A port that listens is kept by the browser until it is closed.
impl Drop for Turn {
    fn drop(&mut self) {
        if let Some(line) = &self.line {
            line.port1().close();
        }
    }
}

/// Fulfilled when others had their turn.
fn others(line: &web_sys::MessageChannel) -> Promise {
    Promise::new(&mut |done, _| {
        line.port1().set_onmessage(Some(&done));
        if line.port2().post_message(&JsValue::NULL).is_err() {
            // What cannot be sent never comes.
            let _ = done.call0(&JsValue::NULL);
        }
    })
}
