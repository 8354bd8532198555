//! What time it is, and waking up later.

use crate::browser::window;
use crate::time::Instant;
use crate::time::Millis;
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;

/// The reader's clock.
#[must_use]
pub fn now() -> Instant {
    // A float holds milliseconds exactly until the year 287396.
    #[allow(clippy::cast_possible_truncation)]
    Instant(js_sys::Date::now() as i64)
}

/// A call that will come once; dropping it cancels the call.
#[derive(Debug)]
pub struct Timer {
    handle: i32,
    _call: Closure<dyn FnMut()>,
}

impl Timer {
    /// Calls back after `delay`, at once for a delay below 1 ms. Delays are cut at 24 days, the browser's limit.
    pub fn after(delay: Millis, call: impl FnMut() + 'static) -> Option<Self> {
        let call = Closure::<dyn FnMut()>::new(call);
        let delay = i32::try_from(delay.0.max(0)).unwrap_or(i32::MAX);
        let handle = window()?
            .set_timeout_with_callback_and_timeout_and_arguments_0(
                call.as_ref().unchecked_ref(),
                delay,
            )
            .ok()?;
        Some(Self {
            handle,
            _call: call,
        })
    }
}

impl Drop for Timer {
    fn drop(&mut self) {
        if let Some(window) = window() {
            window.clear_timeout_with_handle(self.handle);
        }
    }
}

/// A call at the next animation frame; dropping it cancels the call.
#[derive(Debug)]
pub struct Frame {
    handle: i32,
    _call: Closure<dyn FnMut()>,
}

impl Frame {
    /// Calls back before the next paint. A hidden tab paints, and so calls, not until it is shown again.
    pub fn next(call: impl FnMut() + 'static) -> Option<Self> {
        let call = Closure::<dyn FnMut()>::new(call);
        let handle = window()?
            .request_animation_frame(call.as_ref().unchecked_ref())
            .ok()?;
        Some(Self {
            handle,
            _call: call,
        })
    }
}

impl Drop for Frame {
    fn drop(&mut self) {
        if let Some(window) = window() {
            // Harmless after the frame has come.
            let _ = window.cancel_animation_frame(self.handle);
        }
    }
}
