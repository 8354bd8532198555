//! States over time, bars, pies and heatmaps: what their parts are, and the sentences that stand for them.

use crate::words::number::english;
use crate::words::number::plural;
use crate::words::number::spanish;

/// Texts of pictures that are no time series.
#[derive(Clone, Copy, Debug)]
pub struct Picture {
    pub from: &'static str,
    pub to: &'static str,
    pub row: &'static str,
    pub state: &'static str,
    pub count: &'static str,
    pub name: &'static str,
    pub value: &'static str,
    pub share: &'static str,
    pub below: fn(value: &str) -> String,
    pub at_least: fn(value: &str) -> String,
    pub between: fn(from: &str, to: &str) -> String,
    pub rows: fn(count: usize) -> String,
    pub groups: fn(count: usize) -> String,
    pub slices: fn(count: usize) -> String,
    pub keys: &'static str,
}

pub static ENGLISH: Picture = Picture {
    from: "From",
    to: "To",
    row: "Series",
    state: "State",
    count: "Count",
    name: "Name",
    value: "Value",
    share: "Share",
    below: |value| format!("< {value}"),
    at_least: |value| format!("{value}+"),
    between: |from, to| format!("{from} to {to}"),
    rows: |count| format!("{} {}.", english(count), plural(count, "row", "rows")),
    groups: |count| {
        format!(
            "{} {}.",
            english(count),
            plural(count, "category", "categories")
        )
    },
    slices: |count| format!("{} {}.", english(count), plural(count, "slice", "slices")),
    keys: "Arrow keys move from one to the next, Enter shows the values as a table.",
};

pub static SPANISH: Picture = Picture {
    from: "Desde",
    to: "Hasta",
    row: "Serie",
    state: "Estado",
    count: "Recuento",
    name: "Nombre",
    value: "Valor",
    share: "Proporción",
    below: |value| format!("< {value}"),
    at_least: |value| format!("{value} o más"),
    between: |from, to| format!("de {from} a {to}"),
    rows: |count| format!("{} {}.", spanish(count), plural(count, "fila", "filas")),
    groups: |count| {
        format!(
            "{} {}.",
            spanish(count),
            plural(count, "categoría", "categorías")
        )
    },
    slices: |count| {
        format!(
            "{} {}.",
            spanish(count),
            plural(count, "porción", "porciones")
        )
    },
    keys: "Las flechas pasan de una a otra, Intro muestra los valores en una tabla.",
};
