//! A panel's states, its menu and its inspection.

use crate::lean::lower::lower;
use crate::time::name::SpanName;
use crate::words::number::english;
use crate::words::number::plural;
use crate::words::number::spanish;

/// Texts of panels.
#[derive(Clone, Copy, Debug)]
pub struct Panel {
    pub asking: fn(source: &str, waited: &str) -> String,
    pub stop: &'static str,
    pub stopped: &'static str,
    pub retry: &'static str,
    pub retried_in: fn(length: &str) -> String,
    pub old: fn(age: &str) -> String,
    pub no_data: fn(range: SpanName, shown: &str) -> String,
    pub no_data_detail: &'static str,
    pub only_gaps: &'static str,
    pub cut: fn(drawn: usize, all: usize) -> String,
    pub partial: fn(source: &str) -> String,
    pub unsupported: fn(kind: &str) -> String,
    pub unsupported_detail: &'static str,
    pub unknown_variable: fn(variable: &str, query: &str) -> String,
    pub no_query: &'static str,
    pub untitled: &'static str,
    pub problems: fn(count: usize) -> String,
    pub actions: fn(panel: &str) -> String,
    pub view_alone: &'static str,
    pub back: &'static str,
    pub explore: &'static str,
    pub inspect: &'static str,
    pub more: &'static str,
    pub copy_query: &'static str,
    pub copy_panel_link: &'static str,
    pub refresh_panel: &'static str,
    pub data_table: &'static str,
    pub hide_table: &'static str,
    pub queries: &'static str,
    pub query: fn(reference: &str) -> String,
    pub answered: fn(series: usize, took: &str) -> String,
    pub lines: fn(count: usize) -> String,
    pub clipped: fn(bytes: usize) -> String,
    pub line_details: &'static str,
}

pub static ENGLISH: Panel = Panel {
    asking: |source, waited| format!("Asking {source}, {waited}"),
    stop: "Stop",
    stopped: "Stopped. Retry asks again.",
    retry: "Retry",
    retried_in: |length| format!("Asked again in {length}."),
    old: |age| format!("{age} old."),
    no_data: |range, shown| match range {
        SpanName::Last(..) | SpanName::Next(..) => {
            format!("No data in the {}", lower(shown))
        }
        SpanName::Today
        | SpanName::TodaySoFar
        | SpanName::Yesterday
        | SpanName::DayBeforeYesterday
        | SpanName::ThisDayLastWeek
        | SpanName::This(_)
        | SpanName::ThisSoFar(_)
        | SpanName::Previous(_)
        | SpanName::Other => format!("No data: {shown}"),
    },
    no_data_detail: "The query has no series in this range. Choose a longer range, or check the query.",
    only_gaps: "There are series, but none of their values is a number.",
    cut: |drawn, all| {
        format!(
            "Only the first {} of {} series are drawn.",
            english(drawn),
            english(all)
        )
    },
    partial: |source| format!("{source} says that this answer may not be whole:"),
    unsupported: |kind| format!("Panels of type {kind} are not built"),
    unsupported_detail: "The rest of the dashboard works.",
    unknown_variable: |variable, query| {
        format!("Query {query}: the dashboard has no variable ${variable}.")
    },
    no_query: "This panel asks nothing.",
    untitled: "Untitled panel",
    problems: |count| {
        format!(
            "{count} {}",
            plural(
                count,
                "part of this panel is not supported",
                "parts of this panel are not supported"
            )
        )
    },
    actions: |panel| format!("Actions of {panel}"),
    view_alone: "View alone",
    back: "Back to the dashboard",
    explore: "Explore query",
    inspect: "Inspect",
    more: "More",
    copy_query: "Copy query",
    copy_panel_link: "Copy link to panel",
    refresh_panel: "Refresh only this",
    data_table: "Values as a table",
    hide_table: "Back to the chart",
    queries: "Queries",
    query: |reference| format!("Query {reference}"),
    answered: |series, took| format!("{} series in {took}", english(series)),
    lines: |count| format!("{} {}", english(count), plural(count, "line", "lines")),
    clipped: |bytes| format!("{} more bytes are not shown", english(bytes)),
    line_details: "Labels and fields of this line",
};

pub static SPANISH: Panel = Panel {
    asking: |source, waited| format!("Preguntando a {source}, {waited}"),
    stop: "Parar",
    stopped: "Parado. Reintentar pregunta otra vez.",
    retry: "Reintentar",
    retried_in: |length| format!("Se vuelve a preguntar en {length}."),
    old: |age| format!("Datos de hace {age}."),
    no_data: |range, shown| match range {
        SpanName::Last(..) | SpanName::Next(..) => {
            let shown = lower(shown);
            format!("Sin datos en {} {shown}", article(&shown))
        }
        SpanName::Today
        | SpanName::TodaySoFar
        | SpanName::Yesterday
        | SpanName::DayBeforeYesterday
        | SpanName::ThisDayLastWeek
        | SpanName::This(_)
        | SpanName::ThisSoFar(_)
        | SpanName::Previous(_)
        | SpanName::Other => format!("Sin datos: {shown}"),
    },
    no_data_detail: "La consulta no tiene series en este intervalo. Elige uno más largo o revisa la consulta.",
    only_gaps: "Hay series, pero ninguno de sus valores es un número.",
    cut: |drawn, all| {
        format!(
            "Solo se dibujan las primeras {} de {} series.",
            spanish(drawn),
            spanish(all)
        )
    },
    partial: |source| format!("{source} avisa de que esta respuesta puede no estar completa:"),
    unsupported: |kind| format!("Los paneles de tipo {kind} no están hechos"),
    unsupported_detail: "El resto del tablero funciona.",
    unknown_variable: |variable, query| {
        format!("Consulta {query}: el tablero no tiene la variable ${variable}.")
    },
    no_query: "Este panel no pregunta nada.",
    untitled: "Panel sin título",
    problems: |count| {
        format!(
            "{count} {}",
            plural(
                count,
                "parte de este panel no está disponible",
                "partes de este panel no están disponibles"
            )
        )
    },
    actions: |panel| format!("Acciones de {panel}"),
    view_alone: "Ver solo este",
    back: "Volver al tablero",
    explore: "Explorar la consulta",
    inspect: "Inspeccionar",
    more: "Más",
    copy_query: "Copiar la consulta",
    copy_panel_link: "Copiar enlace al panel",
    refresh_panel: "Actualizar solo este",
    data_table: "Valores en una tabla",
    hide_table: "Volver al gráfico",
    queries: "Consultas",
    query: |reference| format!("Consulta {reference}"),
    answered: |series, took| {
        format!(
            "{} {} en {took}",
            spanish(series),
            plural(series, "serie", "series")
        )
    },
    lines: |count| format!("{} {}", spanish(count), plural(count, "línea", "líneas")),
    clipped: |bytes| format!("{} bytes más no se muestran", spanish(bytes)),
    line_details: "Etiquetas y campos de esta línea",
};

/// Spanish's article for what begins with an adjective: `las últimas 6 horas`.
fn article(noun: &str) -> &'static str {
    let adjective = noun.split(' ').next().unwrap_or(noun);
    match adjective {
        many if many.ends_with("as") => "las",
        many if many.ends_with("os") => "los",
        one if one.ends_with('a') => "la",
        _ => "el",
    }
}
