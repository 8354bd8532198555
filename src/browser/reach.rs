//! Whether anybody answers at another host: more than this a browser does not tell a page that is not let in.

use crate::browser::clock::Timer;
use crate::browser::document;
use crate::browser::window;
use crate::time::Millis;
use std::cell::Cell;
use std::rc::Rc;
use wasm_bindgen::JsCast;
use wasm_bindgen::JsValue;
use wasm_bindgen::closure::Closure;
use wasm_bindgen_futures::JsFuture;

/// The browser tells what its policy forbade a moment after it has.
const MOMENT: Millis = Millis(50);

/// Longer than this is no answer.
const LIMIT: Millis = Millis(5_000);

/// What came of a call at another host's door.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Reached {
    /// The page's Content-Security-Policy forbids it to ask there.
    pub forbidden: bool,
    /// Somebody answers, whatever that is.
    pub answers: bool,
}

/// Calls at an address without wanting to read the answer.
pub async fn reach(url: &str) -> Reached {
    let forbidden = Rc::new(Cell::new(false));
    let heard = {
        let forbidden = Rc::clone(&forbidden);
        Closure::<dyn FnMut()>::new(move || forbidden.set(true))
    };
    let name = "securitypolicyviolation";
    if let Some(document) = document() {
        // What is forbidden meanwhile is this: nothing else of the page asks another host.
        let _ = document.add_event_listener_with_callback(name, heard.as_ref().unchecked_ref());
    }
    let answers = call(url).await.is_some();
    if !answers {
        wait(MOMENT).await;
    }
    if let Some(document) = document() {
        let _ = document.remove_event_listener_with_callback(name, heard.as_ref().unchecked_ref());
    }
    Reached {
        forbidden: forbidden.get(),
        answers,
    }
}

async fn call(url: &str) -> Option<()> {
    let init = web_sys::RequestInit::new();
    // The answer stays closed, so that no permission is needed.
    js_sys::Reflect::set(&init, &"mode".into(), &"no-cors".into()).ok()?;
    init.set_credentials(web_sys::RequestCredentials::Omit);
    let abort = web_sys::AbortController::new().ok()?;
    init.set_signal(Some(&abort.signal()));
    let _timer = Timer::after(LIMIT, move || abort.abort());
    let sent = window()?.fetch_with_str_and_init(url, &init);
    JsFuture::from(sent).await.ok().map(|_| ())
}

async fn wait(length: Millis) {
    let timer = Rc::new(Cell::new(None));
    let promise = js_sys::Promise::new(&mut |done, _| {
        timer.set(Timer::after(length, move || {
            let _ = done.call0(&JsValue::NULL);
        }));
    });
    let _ = JsFuture::from(promise).await;
}
