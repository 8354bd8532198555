//! Being told when elements change size or come into view, and when the tab is hidden.

use crate::browser::document;
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;

/// Tells the size of one element until dropped.
#[derive(Debug)]
pub struct Size {
    observer: web_sys::ResizeObserver,
    _call: Closure<dyn FnMut(js_sys::Array)>,
}

impl Size {
    /// Calls back with width and height in CSS px, now and at each change.
    pub fn of(
        element: &web_sys::Element,
        mut call: impl FnMut(f64, f64) + 'static,
    ) -> Option<Self> {
        let call = Closure::<dyn FnMut(js_sys::Array)>::new(move |entries: js_sys::Array| {
            if let Ok(entry) = entries.get(0).dyn_into::<web_sys::ResizeObserverEntry>() {
                let size = entry.content_rect();
                call(size.width(), size.height());
            }
        });
        let observer = web_sys::ResizeObserver::new(call.as_ref().unchecked_ref()).ok()?;
        observer.observe(element);
        Some(Self {
            observer,
            _call: call,
        })
    }
}

impl Size {
    /// Calls back with the width of the page in CSS px, now and at each change.
    pub fn of_page(mut call: impl FnMut(f64) + 'static) -> Option<Self> {
        let page = document()?.document_element()?;
        Self::of(&page, move |width, _| call(width))
    }
}

impl Drop for Size {
    fn drop(&mut self) {
        self.observer.disconnect();
    }
}

/// Tells whether one element is in view, or nearly, until dropped.
#[derive(Debug)]
pub struct View {
    observer: web_sys::IntersectionObserver,
    _call: Closure<dyn FnMut(js_sys::Array)>,
}

/// Panels this near to the window count as seen, so that scrolling finds them drawn.
const MARGIN: &str = "200px";

impl View {
    /// Calls back with `true` when the element comes near the window, with `false` when it leaves.
    pub fn of(element: &web_sys::Element, mut call: impl FnMut(bool) + 'static) -> Option<Self> {
        let call = Closure::<dyn FnMut(js_sys::Array)>::new(move |entries: js_sys::Array| {
            let last = entries.get(entries.length().saturating_sub(1));
            if let Ok(entry) = last.dyn_into::<web_sys::IntersectionObserverEntry>() {
                call(entry.is_intersecting());
            }
        });
        let options = web_sys::IntersectionObserverInit::new();
        options.set_root_margin(MARGIN);
        let observer = web_sys::IntersectionObserver::new_with_options(
            call.as_ref().unchecked_ref(),
            &options,
        )
        .ok()?;
        observer.observe(element);
        Some(Self {
            observer,
            _call: call,
        })
    }
}

impl Drop for View {
    fn drop(&mut self) {
        self.observer.disconnect();
    }
}

/// Is the tab hidden now?
#[must_use]
pub fn hidden() -> bool {
    document().is_some_and(|document| document.hidden())
}

/// Calls back with `true` when the tab is hidden and `false` when it is shown, for as long as the page lives.
pub fn on_hidden(mut call: impl FnMut(bool) + 'static) {
    let listener = Closure::<dyn FnMut()>::new(move || call(hidden()));
    if let Some(document) = document() {
        let _ = document.add_event_listener_with_callback(
            "visibilitychange",
            listener.as_ref().unchecked_ref(),
        );
        listener.forget();
    }
}
