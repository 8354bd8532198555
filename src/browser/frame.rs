//! The page inside another page's frame.

use crate::browser::document;
use crate::browser::observe::Size;
use crate::browser::window;
use std::cell::RefCell;
use wasm_bindgen::JsValue;

/// What the message to the outer page is called.
const HEIGHT: &str = "atalaya:height";

thread_local! {
    /// Lives as long as the page.
    static OBSERVER: RefCell<Option<Size>> = const { RefCell::new(None) };
}

/// Inside a frame, tells the outer page how high this one is, now and whenever that changes:
/// `{type: "atalaya:height", height: 812}`. A height is no secret, so that any outer page may hear it: who may frame this
/// page is decided by its headers.
pub fn tell_height() {
    let Some(body) = document().and_then(|document| document.body()) else {
        return;
    };
    if !is_framed() {
        return;
    }
    let observer = Size::of(&body, |_, height| tell(height.ceil()));
    OBSERVER.with(|kept| kept.replace(observer));
}

/// Is there an outer page?
#[must_use]
pub fn is_framed() -> bool {
    let outer = window().and_then(|window| window.parent().ok().flatten());
    match (window(), outer) {
        (Some(window), Some(outer)) => window != outer,
        (None, _) | (Some(_), None) => false,
    }
}

fn tell(height: f64) {
    let message = js_sys::Object::new();
    let put = |name: &str, value: JsValue| {
        // Cannot fail on a plain object.
        let _ = js_sys::Reflect::set(&message, &JsValue::from_str(name), &value);
    };
    put("type", JsValue::from_str(HEIGHT));
    put("height", JsValue::from_f64(height));
    if let Some(outer) = window().and_then(|window| window.parent().ok().flatten()) {
        let _ = outer.post_message(&message, "*");
    }
}
