//! The second style sheet: `index.html` names it, and nothing asks for it until the page does.

use crate::browser::document;
use js_sys::Promise;
use std::cell::RefCell;
use std::future::Future;
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;

/// What marks a link to a sheet that is not loaded yet.
const LATER: &str = "link[rel=later]";

thread_local! {
    /// The sheet on its way, or there.
    static COMING: RefCell<Option<Promise>> = const { RefCell::new(None) };
}

/// Loads the sheet, at once and not only when awaited; false if it does not come. A page without one has it.
pub fn load() -> impl Future<Output = bool> {
    let coming = COMING.with_borrow_mut(|coming| {
        if coming.is_none() {
            *coming = ask();
        }
        // Listened to from here on: a promise that fails with nobody listening is an error in the console.
        coming.clone().map(JsFuture::from)
    });
    async move {
        let Some(coming) = coming else { return true };
        let came = coming.await.is_ok();
        if !came {
            // The next attempt asks again.
            COMING.set(None);
        }
        came
    }
}

fn ask() -> Option<Promise> {
    let link = document()?.query_selector(LATER).ok()??;
    Some(Promise::new(&mut |done, failed| {
        let _ = link.add_event_listener_with_callback("load", &done);
        let _ = link.add_event_listener_with_callback("error", &failed);
        // A link that failed is put in again as it was.
        let again = link.clone();
        let back = wasm_bindgen::closure::Closure::once_into_js(move || {
            let _ = again.set_attribute("rel", "later");
        });
        let _ = link.add_event_listener_with_callback("error", back.unchecked_ref());
        let _ = link.set_attribute("rel", "stylesheet");
    }))
}
