//! Light, dark or the system's choice, and the colours of the tokens for the canvas.

use crate::browser::document;
use crate::browser::window;
use crate::lean::decimal;
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;

/// Shows `theme` (`light`, `dark`), or the system's choice for none.
pub fn set(theme: Option<&str>) {
    if let Some(root) = document().and_then(|document| document.document_element()) {
        let _ = match theme {
            Some(theme) => root.set_attribute("data-theme", theme),
            None => root.remove_attribute("data-theme"),
        };
    }
}

/// Does the system ask for dark?
#[must_use]
pub fn system_is_dark() -> bool {
    query("(prefers-color-scheme: dark)").is_some_and(|query| query.matches())
}

/// Calls back when the system changes between light and dark, for as long as the page lives.
pub fn on_system_change(call: impl FnMut() + 'static) {
    if let Some(query) = query("(prefers-color-scheme: dark)") {
        let listener = Closure::<dyn FnMut()>::new(call);
        let _ = query.add_event_listener_with_callback("change", listener.as_ref().unchecked_ref());
        listener.forget();
    }
}

/// The colours of tokens (`--series-1`) in the theme shown now, in the order asked; grey for what is no colour.
/// The tokens are registered as colours, so the browser answers `rgb(…)` and not `light-dark(…)`.
#[must_use]
pub fn colours(tokens: &[&str]) -> Vec<(u8, u8, u8)> {
    let style = document()
        .and_then(|document| document.document_element())
        .and_then(|root| window()?.get_computed_style(&root).ok().flatten());
    tokens
        .iter()
        .map(|token| {
            style
                .as_ref()
                .and_then(|style| style.get_property_value(token).ok())
                .and_then(|text| rgb(&text))
                .unwrap_or((128, 128, 128))
        })
        .collect()
}

fn query(text: &str) -> Option<web_sys::MediaQueryList> {
    window()?.match_media(text).ok().flatten()
}

/// Reads `rgb(1, 2, 3)` and `rgba(1, 2, 3, 0.5)`.
fn rgb(text: &str) -> Option<(u8, u8, u8)> {
    let inside = text.trim().split_once('(')?.1.trim_end_matches(')');
    let mut parts = inside
        .split([',', ' ', '/'])
        .filter(|part| !part.is_empty())
        .map(decimal::parse);
    // The cast saturates; colours are 0 to 255.
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
    let mut next = || parts.next().flatten().map(|value| value.round() as u8);
    Some((next()?, next()?, next()?))
}

/// The font family of the page's text, as CSS wants it.
#[must_use]
pub fn font() -> String {
    document()
        .and_then(|document| document.body())
        .and_then(|body| window()?.get_computed_style(&body).ok().flatten())
        .and_then(|style| style.get_property_value("font-family").ok())
        .unwrap_or_else(|| "sans-serif".to_owned())
}
