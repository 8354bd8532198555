//! The tab's icon: the mark, or a count in a colour.

use crate::browser::document;
use crate::browser::theme;
use wasm_bindgen::JsCast;

/// Side of the icon, device px.
const SIDE: u32 = 32;

/// Draws a count in place of the mark, in the colours of two tokens of the style sheet.
pub fn count(count: usize, ground: &str, ink: &str) {
    let colours = theme::colours(&[ground, ink]);
    let css = |at: usize| {
        let (r, g, b) = colours.get(at).copied().unwrap_or_default();
        format!("rgb({r} {g} {b})")
    };
    let drawn = || -> Option<String> {
        let canvas: web_sys::HtmlCanvasElement =
            document()?.create_element("canvas").ok()?.dyn_into().ok()?;
        canvas.set_width(SIDE);
        canvas.set_height(SIDE);
        let pen: web_sys::CanvasRenderingContext2d =
            canvas.get_context("2d").ok()??.dyn_into().ok()?;
        let half = f64::from(SIDE) / 2.0;
        pen.set_fill_style_str(&css(0));
        pen.begin_path();
        pen.arc(half, half, half, 0.0, std::f64::consts::TAU).ok()?;
        pen.fill();
        pen.set_fill_style_str(&css(1));
        pen.set_text_align("center");
        pen.set_text_baseline("middle");
        // Two figures are all that can be read at this size.
        let text = match count {
            0..=99 => count.to_string(),
            _ => "99".to_owned(),
        };
        pen.set_font("bold 20px system-ui, sans-serif");
        pen.fill_text(&text, half, half + 1.5).ok()?;
        canvas.to_data_url().ok()
    };
    if let Some(address) = drawn() {
        set(&address, "image/png");
    }
}

/// The mark again.
pub fn plain() {
    set(
        &[&crate::browser::location::base(), "mark.svg"].concat(),
        "image/svg+xml",
    );
}

fn set(address: &str, kind: &str) {
    let link = document().and_then(|document| document.query_selector("link[rel=icon]").ok()?);
    if let Some(link) = link {
        let _ = link.set_attribute("type", kind);
        let _ = link.set_attribute("href", address);
    }
}
