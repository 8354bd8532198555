//! Legend, tooltip, and the sentence that stands for a chart where it cannot be seen.

use crate::panel::picture::Reducer;
use crate::words::number::english;
use crate::words::number::plural;
use crate::words::number::spanish;

/// Texts of charts.
#[derive(Clone, Copy, Debug)]
pub struct Chart {
    pub reducer: fn(reducer: Reducer) -> String,
    pub series: &'static str,
    pub time: &'static str,
    pub total: &'static str,
    pub more: fn(count: usize) -> String,
    pub isolate: fn(series: &str) -> String,
    pub show_all: &'static str,
    pub pinned: &'static str,
    pub zoom_hint: &'static str,
    pub keys: &'static str,
    pub summary: fn(title: &str, from: &str, to: &str) -> String,
    pub lines: fn(count: usize) -> String,
    pub last: fn(series: &str, value: &str) -> String,
    pub highest: fn(series: &str, value: &str, time: &str) -> String,
    pub at: fn(time: &str, values: &str) -> String,
    pub step: fn(length: &str) -> String,
}

pub static ENGLISH: Chart = Chart {
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
        Reducer::Percentile(percent) => format!("p{percent}"),
    },
    series: "Series",
    time: "Time",
    total: "Total",
    more: |count| format!("{} more", english(count)),
    isolate: |series| format!("Show only {series}"),
    show_all: "Show all series",
    pinned: "Pinned. Esc lets go.",
    zoom_hint: "Drag to zoom",
    keys: "Arrow keys move the cursor, Enter shows the values as a table.",
    summary: |title, from, to| format!("{title}, from {from} to {to}."),
    lines: |count| format!("{} series.", english(count)),
    last: |series, value| format!("{series} is now {value}."),
    highest: |series, value, time| format!("Highest: {series}, {value} at {time}."),
    at: |time, values| format!("{time}: {values}"),
    step: |length| format!("One value each {length}."),
};

pub static SPANISH: Chart = Chart {
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
        Reducer::Percentile(percent) => format!("p{percent}"),
    },
    series: "Serie",
    time: "Hora",
    total: "Total",
    more: |count| format!("{} más", spanish(count)),
    isolate: |series| format!("Mostrar solo {series}"),
    show_all: "Mostrar todas las series",
    pinned: "Fijado. Esc lo suelta.",
    zoom_hint: "Arrastra para ampliar",
    keys: "Las flechas mueven el cursor, Intro muestra los valores en una tabla.",
    summary: |title, from, to| format!("{title}, desde {from} hasta {to}."),
    lines: |count| format!("{} {}.", spanish(count), plural(count, "serie", "series")),
    last: |series, value| format!("{series} está ahora en {value}."),
    highest: |series, value, time| format!("Máximo: {series}, {value} a las {time}."),
    at: |time, values| format!("{time}: {values}"),
    step: |length| format!("Un valor cada {length}."),
};
