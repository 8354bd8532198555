//! Sine and cosine as the browser has them: those that would be compiled into the page are 9 KB.

use js_sys::Math;

/// The point of the unit circle at this angle: its cosine and its sine.
#[must_use]
pub fn point(angle: f64) -> (f64, f64) {
    (Math::cos(angle), Math::sin(angle))
}
