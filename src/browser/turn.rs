//! Letting the browser draw and listen in the middle of long work.

use crate::browser::clock;
use crate::lean::turns::Turns;
use crate::time::Instant;
use js_sys::Promise;
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::JsFuture;

/// Milliseconds of work that nobody notices: less than a frame has.
const LONG: i64 = 12;

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
}

impl Turns for Turn {
    async fn pass(&mut self) {
        if clock::now().0 - self.since.0 >= LONG {
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
