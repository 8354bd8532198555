//! A dashboard's variables.

use crate::words::number::english;
use crate::words::number::plural;
use crate::words::number::spanish;

/// Texts of the variable bar.
#[derive(Clone, Copy, Debug)]
pub struct Variables {
    pub bar: &'static str,
    pub all: &'static str,
    pub none: &'static str,
    pub search: &'static str,
    pub clear: &'static str,
    pub selected: fn(count: usize) -> String,
    pub others: fn(first: &str, others: usize) -> String,
    pub no_match: fn(text: &str) -> String,
    pub no_options: &'static str,
    pub no_filters: &'static str,
    pub label: &'static str,
    pub operator: &'static str,
    pub value: &'static str,
    pub add: &'static str,
    pub remove: fn(filter: &str) -> String,
    pub cut: fn(shown: usize) -> String,
    pub only: fn(value: &str) -> String,
    pub failed: fn(variable: &str) -> String,
    pub unsupported: fn(variable: &str, kind: &str) -> String,
}

pub static ENGLISH: Variables = Variables {
    bar: "Variables",
    all: "All",
    none: "None",
    search: "Search",
    clear: "Clear",
    selected: |count| format!("{count} selected"),
    others: |first, others| format!("{first} + {others}"),
    no_match: |text| format!("No value contains “{text}”."),
    no_options: "No values in this range.",
    no_filters: "Every query asks for everything. Add a filter to ask for less.",
    label: "Label",
    operator: "Operator",
    value: "Value",
    add: "Add filter",
    remove: |filter| format!("Remove {filter}"),
    cut: |shown| {
        format!(
            "Only the first {} values are listed. Search for others.",
            english(shown)
        )
    },
    only: |value| format!("Only {value}"),
    failed: |variable| format!("The values of {variable} did not come; it keeps the one it has."),
    unsupported: |variable, kind| {
        format!("{variable}: variables of type {kind} are not built yet.")
    },
};

pub static SPANISH: Variables = Variables {
    bar: "Variables",
    all: "Todos",
    none: "Ninguno",
    search: "Buscar",
    clear: "Borrar",
    selected: |count| format!("{count} {}", plural(count, "elegido", "elegidos")),
    others: |first, others| format!("{first} y {others} más"),
    no_match: |text| format!("Ningún valor contiene «{text}»."),
    no_options: "Sin valores en este intervalo.",
    no_filters: "Las consultas lo piden todo. Añade un filtro para pedir menos.",
    label: "Etiqueta",
    operator: "Operador",
    value: "Valor",
    add: "Añadir filtro",
    remove: |filter| format!("Quitar {filter}"),
    cut: |shown| {
        format!(
            "Solo se listan los {} primeros valores. Busca los demás.",
            spanish(shown)
        )
    },
    only: |value| format!("Solo {value}"),
    failed: |variable| format!("No han llegado los valores de {variable}; conserva el que tiene."),
    unsupported: |variable, kind| {
        format!("{variable}: las variables de tipo {kind} aún no están hechas.")
    },
};
