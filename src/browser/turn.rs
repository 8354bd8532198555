//! Letting the browser draw and listen in the middle of long work.

use crate::browser::clock;
use crate::browser::window;
use crate::lean::turns::Turns;
use crate::time::Instant;
use js_sys::Function;
use js_sys::Promise;
use js_sys::Reflect;
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;

/// Milliseconds of work that nobody notices: less than a frame has.
const LONG: i64 = 12;

/// A turn at the processor, which everything on the page shares.
#[derive(Debug)]
pub struct Turn {
    since: Instant,
}

impl Turn {
    /// It begins now.
    #[must_use]
    pub fn begin() -> Self {
        Self {
            since: clock::now(),
        }
    }
}

impl Turns for Turn {
    async fn pass(&mut self) {
        if clock::now().0 - self.since.0 < LONG {
            return;
        }
        if let Some(others) = others() {
            // It is only ever fulfilled.
            let _ = JsFuture::from(others).await;
        }
        self.since = clock::now();
    }
}

/// Fulfilled when others had their turn; `scheduler.yield` where the browser has it, for timers are kept waiting longer.
fn others() -> Option<Promise> {
    let window = window()?;
    let soon = || -> Option<Promise> {
        let scheduler = Reflect::get(&window, &"scheduler".into()).ok()?;
        let pass: Function = Reflect::get(&scheduler, &"yield".into())
            .ok()?
            .dyn_into()
            .ok()?;
        pass.call0(&scheduler).ok()?.dyn_into().ok()
    };
    Some(soon().unwrap_or_else(|| {
        Promise::new(&mut |done, _| {
            // Without timers it would never be fulfilled: then it is at once.
            if window.set_timeout_with_callback(&done).is_err() {
                let _ = done.call0(&window);
            }
        })
    }))
}
