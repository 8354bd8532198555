//! Stands in for the `wasm-streams` crate: as much of it as `server_fn` names, doing nothing.
//!
//! Leptos links server functions even where there is no server, and they bring streams whose classes are exported to
//! JavaScript: an export is never removed as unused, so every reader would fetch four kilobytes that nobody calls.

#![forbid(unsafe_code)]

use futures_util::stream;
use futures_util::stream::Pending;
use wasm_bindgen::JsCast;
use wasm_bindgen::JsValue;

/// A stream that is always empty.
#[derive(Debug)]
pub struct ReadableStream(());

impl ReadableStream {
    /// Of whatever the browser has.
    #[must_use]
    pub fn from_raw(_raw: web_sys::ReadableStream) -> Self {
        Self(())
    }

    /// Of whatever the program has.
    #[must_use]
    pub fn from_stream<S>(_stream: S) -> Self {
        Self(())
    }

    /// Nothing, for ever.
    #[must_use]
    pub fn into_stream(self) -> Pending<Result<JsValue, JsValue>> {
        stream::pending()
    }

    /// No stream at all.
    #[must_use]
    pub fn into_raw(self) -> web_sys::ReadableStream {
        JsValue::UNDEFINED.unchecked_into()
    }
}
