//! Tables: filtering by a column, opening a value, turning pages.

use crate::panel::table::filter::Test;
use crate::words::number::english;
use crate::words::number::plural;
use crate::words::number::spanish;

/// Texts of tables.
#[derive(Clone, Copy, Debug)]
pub struct Table {
    pub keys: &'static str,
    pub rows: fn(count: usize) -> String,
    pub shown: fn(shown: usize, all: usize) -> String,
    pub page: fn(from: usize, to: usize, all: usize) -> String,
    pub next: &'static str,
    pub previous: &'static str,
    pub filter: fn(column: &str) -> String,
    pub condition: &'static str,
    pub operand: &'static str,
    pub test: fn(Test) -> &'static str,
    pub search: &'static str,
    pub none: &'static str,
    pub cut: fn(count: usize) -> String,
    pub clear: &'static str,
    pub clear_all: &'static str,
    pub open: fn(column: &str) -> String,
    pub copy: &'static str,
    pub count: &'static str,
    pub choose: &'static str,
}

pub static ENGLISH: Table = Table {
    keys: "Arrow keys move from cell to cell. Enter on a heading sorts, F filters by it, Enter on a cell shows all of it.",
    rows: |count| format!("{} {}", english(count), plural(count, "row", "rows")),
    shown: |shown, all| format!("{} of {} rows", english(shown), english(all)),
    page: |from, to, all| format!("{} to {} of {}", english(from), english(to), english(all)),
    next: "Next page",
    previous: "Previous page",
    filter: |column| format!("Filter by {column}"),
    condition: "Condition",
    operand: "Text or number",
    test: |test| match test {
        Test::Contains => "contains",
        Test::Matches => "matches regex",
        Test::Equal => "=",
        Test::NotEqual => "≠",
        Test::Less => "<",
        Test::AtMost => "≤",
        Test::Greater => ">",
        Test::AtLeast => "≥",
    },
    search: "Find a value",
    none: "No value passes.",
    cut: |count| {
        format!(
            "The first {} values. Find others by typing.",
            english(count)
        )
    },
    clear: "Clear filter",
    clear_all: "Clear filters",
    open: |column| format!("{column}, all of it"),
    copy: "Copy value",
    count: "Count",
    choose: "Table shown",
};

pub static SPANISH: Table = Table {
    keys: "Las flechas pasan de celda en celda. Intro en un encabezado ordena, F filtra por él, Intro en una celda la muestra entera.",
    rows: |count| format!("{} {}", spanish(count), plural(count, "fila", "filas")),
    shown: |shown, all| format!("{} de {} filas", spanish(shown), spanish(all)),
    page: |from, to, all| format!("De {} a {} de {}", spanish(from), spanish(to), spanish(all)),
    next: "Página siguiente",
    previous: "Página anterior",
    filter: |column| format!("Filtrar por {column}"),
    condition: "Condición",
    operand: "Texto o número",
    test: |test| match test {
        Test::Contains => "contiene",
        Test::Matches => "cumple la regex",
        Test::Equal => "=",
        Test::NotEqual => "≠",
        Test::Less => "<",
        Test::AtMost => "≤",
        Test::Greater => ">",
        Test::AtLeast => "≥",
    },
    search: "Buscar un valor",
    none: "Ningún valor lo cumple.",
    cut: |count| {
        format!(
            "Los primeros {} valores. Escribe para encontrar otros.",
            spanish(count)
        )
    },
    clear: "Quitar filtro",
    clear_all: "Quitar filtros",
    open: |column| format!("{column}, entero"),
    copy: "Copiar valor",
    count: "Recuento",
    choose: "Tabla que se muestra",
};
