//! Sizes, focus and custom properties of elements.

use crate::browser::document;
use crate::browser::window;
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;

/// How many device pixels a CSS pixel has; 1 when unknown.
#[must_use]
pub fn pixel_ratio() -> f64 {
    window()
        .map_or(1.0, |window| window.device_pixel_ratio())
        .max(0.5)
}

/// Width of the window in CSS px.
#[must_use]
pub fn window_width() -> f64 {
    window()
        .and_then(|window| window.inner_width().ok()?.as_f64())
        .unwrap_or(1280.0)
}

/// Height of the window in CSS px.
#[must_use]
pub fn window_height() -> f64 {
    window()
        .and_then(|window| window.inner_height().ok()?.as_f64())
        .unwrap_or(800.0)
}

/// Where a pointer event is, from the left top corner of `element`, in CSS px.
#[must_use]
pub fn offset_in(element: &web_sys::Element, event: &web_sys::MouseEvent) -> (f64, f64) {
    let rect = element.get_bounding_client_rect();
    (
        f64::from(event.client_x()) - rect.left(),
        f64::from(event.client_y()) - rect.top(),
    )
}

/// Sets a custom property (`--share`), the only way sizes are set from code: the page's policy refuses `style` attributes.
pub fn set_property(element: &web_sys::HtmlElement, name: &str, value: &str) {
    let _ = element.style().set_property(name, value);
}

/// Gives keyboard focus to the first element that `selector` finds.
pub fn focus(selector: &str) {
    let found = document().and_then(|document| document.query_selector(selector).ok().flatten());
    if let Some(element) = found.and_then(|element| element.dyn_into::<web_sys::HtmlElement>().ok())
    {
        let _ = element.focus();
    }
}

/// Keeps everything but the element that `selector` finds out of reach, or lets it be reached again.
pub fn alone(selector: &str, alone: bool) {
    let Some(body) = document().and_then(|document| document.body()) else {
        return;
    };
    let kept = body.query_selector(selector).ok().flatten();
    let children = body.children();
    for place in 0..children.length() {
        let Some(child) = children.item(place) else {
            continue;
        };
        let holds = child.contains(kept.as_ref().map(AsRef::as_ref));
        // An element that cannot be marked stays within reach.
        let _ = match alone && kept.is_some() && !holds {
            true => child.set_attribute("inert", ""),
            false => child.remove_attribute("inert"),
        };
    }
}

/// An attribute of the element that `selector` finds around what an event is of.
#[must_use]
pub fn attribute_around(event: &web_sys::MouseEvent, selector: &str, name: &str) -> Option<String> {
    let target = event.target()?.dyn_into::<web_sys::Element>().ok()?;
    target.closest(selector).ok()??.get_attribute(name)
}

/// The id of the element that `selector` finds around what an event is of.
#[must_use]
pub fn id_around(event: &web_sys::MouseEvent, selector: &str) -> Option<String> {
    let target = event.target()?.dyn_into::<web_sys::Element>().ok()?;
    Some(target.closest(selector).ok()??.id())
}

/// Where the first element that `selector` finds lies in the window: left, top, width and height in CSS px.
#[must_use]
pub fn area(selector: &str) -> Option<(f64, f64, f64, f64)> {
    let area = document()?
        .query_selector(selector)
        .ok()??
        .get_bounding_client_rect();
    Some((area.left(), area.top(), area.width(), area.height()))
}

/// Where the elements that `selector` finds lie, from the left top corner of the first that `from` finds: left, top, width
/// and height in CSS px; and the colour of their text.
#[must_use]
pub fn painted(selector: &str, from: &str) -> Vec<((f64, f64, f64, f64), String)> {
    let (Some(document), Some((left, top, ..))) = (document(), area(from)) else {
        return Vec::new();
    };
    let Ok(found) = document.query_selector_all(selector) else {
        return Vec::new();
    };
    let one = |place| {
        let element = found.item(place)?.dyn_into::<web_sys::Element>().ok()?;
        let area = element.get_bounding_client_rect();
        let style = window()?.get_computed_style(&element).ok()??;
        let colour = style.get_property_value("color").ok()?;
        let (x, y) = (area.left() - left, area.top() - top);
        Some(((x, y, area.width(), area.height()), colour))
    };
    (0..found.length()).filter_map(one).collect()
}

/// Brings the first element that `selector` finds into the window, if it is not there.
pub fn show(selector: &str) {
    let found = document().and_then(|document| document.query_selector(selector).ok().flatten());
    if let Some(element) = found {
        let area = element.get_bounding_client_rect();
        if area.top() < 0.0 || area.top() > window_height() {
            element.scroll_into_view();
        }
    }
}

/// Scrolls what is around the first element that `selector` finds to the side, until all of it is in view.
pub fn show_sideways(selector: &str) {
    let found = document().and_then(|document| document.query_selector(selector).ok().flatten());
    let around = found.as_ref().and_then(|element| element.parent_element());
    if let (Some(element), Some(around)) = (found, around) {
        let (own, room) = (
            element.get_bounding_client_rect(),
            around.get_bounding_client_rect(),
        );
        let past = (own.right() - room.right())
            .max(0.0)
            .min(own.left() - room.left());
        #[allow(clippy::cast_possible_truncation, reason = "px of a window")]
        around.set_scroll_left(around.scroll_left() + past.ceil() as i32);
    }
}

/// Is the keyboard in a field where letters are text?
#[must_use]
pub fn typing() -> bool {
    document()
        .and_then(|document| document.active_element())
        .is_some_and(|element| {
            matches!(element.tag_name().as_str(), "INPUT" | "TEXTAREA" | "SELECT")
                || element.get_attribute("contenteditable").is_some()
        })
}

/// Is the focus inside an element that `selector` finds?
#[must_use]
pub fn focus_is_in(selector: &str) -> bool {
    document()
        .and_then(|document| document.active_element())
        .is_some_and(|element| element.closest(selector).ok().flatten().is_some())
}

/// A key that was pressed.
#[derive(Clone, Debug)]
pub struct Key {
    /// As the browser names it: `r`, `?`, `Escape`, `ArrowLeft`.
    pub name: String,
    /// Ctrl, Alt or Meta was held.
    pub with_modifier: bool,
}

/// Calls back for each key pressed anywhere, for as long as the page lives; `true` keeps the browser from acting on it.
pub fn on_key(mut call: impl FnMut(Key) -> bool + 'static) {
    let listener =
        Closure::<dyn FnMut(web_sys::KeyboardEvent)>::new(move |event: web_sys::KeyboardEvent| {
            let key = Key {
                name: event.key(),
                with_modifier: event.ctrl_key() || event.alt_key() || event.meta_key(),
            };
            if !event.default_prevented() && call(key) {
                event.prevent_default();
            }
        });
    if let Some(document) = document() {
        let _ =
            document.add_event_listener_with_callback("keydown", listener.as_ref().unchecked_ref());
        listener.forget();
    }
}

/// Calls back for each press of a pointer anywhere with a test: was it inside an element that this selector finds?
pub fn on_press(mut call: impl FnMut(&dyn Fn(&str) -> bool) + 'static) {
    let listener = Closure::<dyn FnMut(web_sys::Event)>::new(move |event: web_sys::Event| {
        let target = event
            .target()
            .and_then(|target| target.dyn_into::<web_sys::Element>().ok());
        call(&|selector| {
            target
                .as_ref()
                .is_some_and(|element| element.closest(selector).ok().flatten().is_some())
        });
    });
    if let Some(document) = document() {
        let _ = document
            .add_event_listener_with_callback("pointerdown", listener.as_ref().unchecked_ref());
        listener.forget();
    }
}

/// Further moves of this pointer go to `element`, also when it leaves it, until the button goes up.
pub fn capture(element: &web_sys::Element, event: &web_sys::PointerEvent) {
    // Fails only for a pointer that is already gone.
    let _ = element.set_pointer_capture(event.pointer_id());
}

/// An attribute of the element that `selector` finds under the pointer, else around the focus.
#[must_use]
pub fn attribute_under_pointer(selector: &str, name: &str) -> Option<String> {
    let document = document()?;
    let hovered = document
        .query_selector(&format!("{selector}:hover"))
        .ok()
        .flatten();
    let focused = || document.active_element()?.closest(selector).ok().flatten();
    hovered.or_else(focused)?.get_attribute(name)
}

/// Presses the first element that `selector` finds.
pub fn press(selector: &str) {
    let found = document().and_then(|document| document.query_selector(selector).ok().flatten());
    if let Some(element) = found.and_then(|element| element.dyn_into::<web_sys::HtmlElement>().ok())
    {
        element.click();
    }
}
