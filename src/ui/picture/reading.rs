//! A value in words: number, unit and state, the same in tiles, dials and tables.

use crate::panel::picture::Reading;
use crate::ui::hook::later::later;
use crate::ui::hook::shell::Shell;
use crate::unit;
use leptos::prelude::*;

/// Number and unit apart, so that the unit can be smaller. A mapped text has no unit.
#[must_use]
pub fn parts(shell: &Shell, reading: &Reading) -> (String, String) {
    if let Some(text) = &reading.text {
        return (text.clone(), String::new());
    }
    match reading.value {
        Some(value) => {
            let written = unit::show(value, &reading.unit, reading.decimals, &shell.locale());
            (
                format!("{}{}", written.prefix, written.number),
                written.suffix,
            )
        }
        None => (shell.words().status().no_data.to_owned(), String::new()),
    }
}

/// The value as one text.
#[must_use]
pub fn text(shell: &Shell, reading: &Reading) -> String {
    let (number, unit) = parts(shell, reading);
    number + &unit
}

/// The value with a smaller unit.
#[component]
pub fn Value(
    /// What it is.
    reading: Reading,
) -> impl IntoView {
    let (number, unit) = parts(&Shell::here(), &reading);
    let leads = reading.origin.is_some();
    view! {
        {number}
        <small>{unit}</small>
        {leads.then(|| later(|| true, move |parts| (parts.linked)(reading.clone())))}
    }
}
