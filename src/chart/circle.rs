//! Slices of a circle in a box of 100 by 100, clockwise from the top, as the path of a drawing.

use std::f64::consts::TAU;
use std::fmt::Write;

/// Cosine and sine of an angle: a browser has its own.
pub type Turn = fn(f64) -> (f64, f64);

/// Outer radius, and that of a donut's hole.
const RADII: (f64, f64) = (48.0, 28.0);
/// Where words stand between the middle and the edge of a slice without a hole.
const WORDS: f64 = 0.66;
/// More than this of a circle has no two different ends.
const ALL: f64 = 0.9999;

/// The outline of a slice from one share of the turn to another.
#[must_use]
pub fn slice(from: f64, to: f64, hole: bool, turn: Turn) -> String {
    // A whole turn is drawn as two halves: an arc needs two ends.
    if to - from > ALL {
        let half = (from + to) / 2.0;
        return slice(from, half, hole, turn) + &slice(half, to, hole, turn);
    }
    let large = u8::from(to - from > 0.5);
    let ((outer, inner), mut path) = (RADII, String::new());
    let ((x1, y1), (x2, y2)) = (place(outer, from, turn), place(outer, to, turn));
    // Writing to a text cannot fail.
    let _ = write!(
        path,
        "M{x1:.2} {y1:.2}A{outer} {outer} 0 {large} 1 {x2:.2} {y2:.2}"
    );
    if hole {
        let ((x1, y1), (x2, y2)) = (place(inner, to, turn), place(inner, from, turn));
        let _ = write!(
            path,
            "L{x1:.2} {y1:.2}A{inner} {inner} 0 {large} 0 {x2:.2} {y2:.2}Z"
        );
    } else {
        path += "L50 50Z";
    }
    path
}

/// Where words about a slice stand.
#[must_use]
pub fn middle(from: f64, to: f64, hole: bool, turn: Turn) -> (f64, f64) {
    let radius = match hole {
        true => (RADII.0 + RADII.1) / 2.0,
        // All of a pie is one slice: its words stand in the middle.
        false if to - from > ALL => 0.0,
        false => RADII.0 * WORDS,
    };
    place(radius, (from + to) / 2.0, turn)
}

/// About how long a line of words on a slice may be.
#[must_use]
pub fn room(share: f64, hole: bool) -> f64 {
    let (outer, inner) = RADII;
    let across = match hole {
        true => outer - inner,
        false => outer * WORDS,
    };
    // Half of its length along the circle, but what is round has no more room than a straight line.
    (share * TAU * outer / 2.0).min(across * 1.3)
}

fn place(radius: f64, share: f64, turn: Turn) -> (f64, f64) {
    let (cos, sin) = turn(share * TAU);
    (50.0 + radius * sin, 50.0 - radius * cos)
}
