//! Figures of health in words: shares, lengths, seconds, states.

use crate::health::check::Shown;
use crate::time::Instant;
use crate::time::Millis;
use crate::time::format;
use crate::ui::hook::shell::Shell;
use crate::unit;
use leptos::prelude::*;

/// A share as a percentage. What is not all is never rounded up to all.
#[must_use]
pub fn share(shell: &Shell, share: f64) -> String {
    let locale = shell.locale();
    let percent = (share.clamp(0.0, 1.0) * 10_000.0).floor() / 100.0;
    let decimals = if percent >= 100.0 { 0 } else { 2 };
    unit::text(percent, "percent", Some(decimals), &locale)
}

/// `184 ms`, `2.94 s`.
#[must_use]
pub fn seconds(shell: &Shell, seconds: f64) -> String {
    unit::text(seconds, "s", None, &shell.locale())
}

/// `34 min`, `1 h 17 min`, `12 days`.
#[must_use]
pub fn length(shell: &Shell, length: Millis) -> String {
    // Whole minutes from one minute on: seconds are nothing to whoever reads how long something lasts.
    let whole = if length.0 >= 60_000 { 60_000 } else { 1_000 };
    let length = Millis((length.0.max(0) / whole).saturating_mul(whole));
    (shell.words().time().length)(format::parts(length))
}

/// From one instant to another, as [`length`].
#[must_use]
pub fn between(shell: &Shell, from: Instant, to: Instant) -> String {
    length(shell, Millis(to.0.saturating_sub(from.0)))
}

/// The same in its largest unit: `6 h`. For what is only known to be longer.
#[must_use]
pub fn roughly(shell: &Shell, from: Instant, to: Instant) -> String {
    let whole = to.0.saturating_sub(from.0);
    let unit = [86_400_000, 3_600_000, 60_000, 1_000];
    let unit = unit.into_iter().find(|unit| whole >= *unit).unwrap_or(1);
    length(shell, Millis(whole / unit * unit))
}

/// The colours of a state, as the style names them.
#[must_use]
pub fn token(shown: Shown) -> &'static str {
    match shown {
        Shown::Unhealthy | Shown::Unreachable => "critical",
        Shown::Degraded => "warning",
        Shown::Recovering | Shown::Maintenance => "info",
        Shown::Starting => "pending",
        Shown::NoData => "unknown",
        Shown::Healthy => "ok",
    }
}

/// The shape of a state, by its name in the sprite.
#[must_use]
pub fn shape(shown: Shown) -> &'static str {
    match shown {
        Shown::Unhealthy => "critical",
        Shown::Unreachable => "unreachable",
        Shown::Degraded => "warning",
        Shown::Recovering => "recovering",
        Shown::Maintenance => "maintenance",
        Shown::Starting => "pending",
        Shown::NoData => "unknown",
        Shown::Healthy => "ok",
    }
}

/// A shape and a word.
#[component]
pub fn State(
    /// The state.
    shown: Shown,
    /// Its word.
    #[prop(into)]
    word: String,
) -> impl IntoView {
    view! {
        <span class="status" data-status=token(shown)>
            <Shape shown/>
            {word}
        </span>
    }
}

/// The shape of a state alone.
#[component]
pub fn Shape(
    /// The state.
    shown: Shown,
) -> impl IntoView {
    view! { <svg class="glyph" aria-hidden="true"><use href=format!("#s-{}", shape(shown))></use></svg> }
}
