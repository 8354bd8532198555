//! How far an element is scrolled.

use crate::browser::element::window_height;
use crate::browser::window;
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;

/// Pixels above the upper edge of an element that scrolls, and pixels seen of it.
#[must_use]
pub fn place(element: &web_sys::HtmlElement) -> (f64, f64) {
    (
        f64::from(element.scroll_top()),
        f64::from(element.client_height()),
    )
}

/// How far an element is scrolled to the right and down, CSS px.
#[must_use]
pub fn offset(element: &web_sys::HtmlElement) -> (f64, f64) {
    (
        f64::from(element.scroll_left()),
        f64::from(element.scroll_top()),
    )
}

/// Scrolls an element so far to the right and down.
pub fn to(element: &web_sys::HtmlElement, left: f64, top: f64) {
    element.set_scroll_left(left as i32);
    element.set_scroll_top(top as i32);
}

/// Where a child lies in an element that scrolls and that places are counted from: its upper and its lower edge, px.
#[must_use]
pub fn edges(child: &web_sys::HtmlElement) -> (f64, f64) {
    let top = f64::from(child.offset_top());
    (top, top + f64::from(child.offset_height()))
}

/// Height of the first child of an element that this class is on; 0 when there is none.
#[must_use]
pub fn child_height(element: &web_sys::HtmlElement, class: &str) -> f64 {
    let children = element.get_elements_by_class_name(class);
    let child = children.item(0);
    child
        .and_then(|child| child.dyn_into::<web_sys::HtmlElement>().ok())
        .map_or(0.0, |child| f64::from(child.offset_height()))
}

/// Follows how far the page is scrolled past the upper edge of an element. Dropping it ends that.
#[derive(Debug)]
pub struct Past {
    call: Closure<dyn FnMut()>,
}

impl Past {
    /// Calls back at each scroll with the pixels of the element above the window (negative while its edge is below) and
    /// the height of the window.
    pub fn of(
        element: &web_sys::Element,
        mut call: impl FnMut(f64, f64) + 'static,
    ) -> Option<Self> {
        let element = element.clone();
        let call = Closure::<dyn FnMut()>::new(move || {
            call(-element.get_bounding_client_rect().top(), window_height());
        });
        let window = window()?;
        window
            .add_event_listener_with_callback("scroll", call.as_ref().unchecked_ref())
            .ok()?;
        Some(Self { call })
    }
}

impl Drop for Past {
    fn drop(&mut self) {
        if let Some(window) = window() {
            let call = self.call.as_ref().unchecked_ref();
            let _ = window.remove_event_listener_with_callback("scroll", call);
        }
    }
}
