//! Legend, tooltip, and the sentence that stands for a chart where it cannot be seen.

use crate::words::number::english;
use crate::words::number::plural;
use crate::words::number::spanish;

/// Texts of charts.
#[derive(Clone, Copy, Debug)]
pub struct Chart {
    pub time: &'static str,
    pub total: &'static str,
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
    time: "Time",
    total: "Total",
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
    time: "Hora",
    total: "Total",
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
