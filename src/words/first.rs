//! What a page says before its controls are there: its name, its charts' axes and legends, its rows.
//!
//! These texts are fetched with the first chart: only what that shows belongs here.

use crate::frame::reducer::Reducer;
use crate::words::number::english;
use crate::words::number::spanish;

/// Texts of the first file.
#[derive(Clone, Copy, Debug)]
pub struct First {
    pub name: &'static str,
    pub skip: &'static str,
    pub part_missing: &'static str,
    pub part_missing_detail: &'static str,
    pub fold: fn(row: &str) -> String,
    pub unfold: fn(row: &str) -> String,
    pub rows: fn(shown: usize, all: usize) -> String,
    pub series: &'static str,
    pub more: fn(count: usize) -> String,
    pub reducer: fn(reducer: Reducer) -> String,
    /// January first, short.
    pub months: [&'static str; 12],
    /// `20 Nov`
    pub day: fn(day: u8, month: &str) -> String,
}

pub static ENGLISH: First = First {
    name: "Atalaya",
    skip: "Skip to content",
    part_missing: "A part of this page did not load",
    part_missing_detail: "Its file did not come: you are offline, or this server has a newer version. What is shown stays. Reload the page to get the rest.",
    fold: |row| format!("Fold {row}"),
    unfold: |row| format!("Unfold {row}"),
    rows: |shown, all| format!("{} of {} rows, newest first.", english(shown), english(all)),
    series: "Series",
    more: |count| format!("{} more", english(count)),
    reducer: |reducer| match reducer {
        Reducer::LastNotNull => "Last".to_owned(),
        Reducer::Last => "Last or gap".to_owned(),
        Reducer::FirstNotNull => "First".to_owned(),
        Reducer::First => "First or gap".to_owned(),
        Reducer::Min => "Min".to_owned(),
        Reducer::Max => "Max".to_owned(),
        Reducer::Mean => "Mean".to_owned(),
        Reducer::Sum => "Total".to_owned(),
        Reducer::Count => "Count".to_owned(),
        Reducer::Range => "Range".to_owned(),
        Reducer::Delta => "Increase".to_owned(),
        Reducer::Diff => "Difference".to_owned(),
        Reducer::DiffPerc => "Difference %".to_owned(),
        Reducer::StdDev => "Std dev".to_owned(),
        Reducer::Median => "Median".to_owned(),
        Reducer::Variance => "Variance".to_owned(),
        Reducer::CountAll => "Count with gaps".to_owned(),
        Reducer::Step => "Smallest step".to_owned(),
        Reducer::LogMin => "Min above 0".to_owned(),
        Reducer::AllIsZero => "All zero".to_owned(),
        Reducer::AllIsNull => "All empty".to_owned(),
        Reducer::ChangeCount => "Changes".to_owned(),
        Reducer::DistinctCount => "Distinct".to_owned(),
        Reducer::AllValues => "All values".to_owned(),
        Reducer::UniqueValues => "Unique values".to_owned(),
        Reducer::Percentile(percent) => format!("p{percent}"),
    },
    months: [
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ],
    day: |day, month| format!("{day} {month}"),
};

pub static SPANISH: First = First {
    name: "Atalaya",
    skip: "Ir al contenido",
    part_missing: "Una parte de esta página no se ha cargado",
    part_missing_detail: "Su archivo no llegó: no hay conexión, o este servidor tiene una versión nueva. Lo mostrado se queda. Recarga la página para tener el resto.",
    fold: |row| format!("Plegar {row}"),
    unfold: |row| format!("Desplegar {row}"),
    rows: |shown, all| {
        format!(
            "{} de {} filas, las más recientes primero.",
            spanish(shown),
            spanish(all)
        )
    },
    series: "Serie",
    more: |count| format!("{} más", spanish(count)),
    reducer: |reducer| match reducer {
        Reducer::LastNotNull => "Último".to_owned(),
        Reducer::Last => "Último o hueco".to_owned(),
        Reducer::FirstNotNull => "Primero".to_owned(),
        Reducer::First => "Primero o hueco".to_owned(),
        Reducer::Min => "Mín.".to_owned(),
        Reducer::Max => "Máx.".to_owned(),
        Reducer::Mean => "Media".to_owned(),
        Reducer::Sum => "Total".to_owned(),
        Reducer::Count => "Cuenta".to_owned(),
        Reducer::Range => "Amplitud".to_owned(),
        Reducer::Delta => "Aumento".to_owned(),
        Reducer::Diff => "Diferencia".to_owned(),
        Reducer::DiffPerc => "Diferencia %".to_owned(),
        Reducer::StdDev => "Desv. típica".to_owned(),
        Reducer::Median => "Mediana".to_owned(),
        Reducer::Variance => "Varianza".to_owned(),
        Reducer::CountAll => "Cuenta con huecos".to_owned(),
        Reducer::Step => "Paso mínimo".to_owned(),
        Reducer::LogMin => "Mín. sobre 0".to_owned(),
        Reducer::AllIsZero => "Todo cero".to_owned(),
        Reducer::AllIsNull => "Todo vacío".to_owned(),
        Reducer::ChangeCount => "Cambios".to_owned(),
        Reducer::DistinctCount => "Distintos".to_owned(),
        Reducer::AllValues => "Todos los valores".to_owned(),
        Reducer::UniqueValues => "Valores únicos".to_owned(),
        Reducer::Percentile(percent) => format!("p{percent}"),
    },
    months: [
        "ene", "feb", "mar", "abr", "may", "jun", "jul", "ago", "sept", "oct", "nov", "dic",
    ],
    day: |day, month| format!("{day} {month}"),
};
