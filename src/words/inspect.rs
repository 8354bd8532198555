//! What stands behind a panel: its questions, answers, values and file; and the import report.

use crate::words::number::english;
use crate::words::number::plural;
use crate::words::number::spanish;

/// Texts of the inspection of a panel and of the import report.
#[derive(Clone, Copy, Debug)]
pub struct Inspect {
    pub title: fn(panel: &str) -> String,
    pub tabs: &'static str,
    pub queries: &'static str,
    pub data: &'static str,
    pub json: &'static str,
    pub statistics: &'static str,
    pub source: &'static str,
    pub asked: &'static str,
    pub range: &'static str,
    pub instant: &'static str,
    pub ends: fn(from: &str, to: &str, step: &str) -> String,
    pub took: &'static str,
    pub sent: &'static str,
    pub sent_steps: fn(sent: usize, all: usize) -> String,
    pub from_cache: &'static str,
    pub series: &'static str,
    pub samples: &'static str,
    pub newest: &'static str,
    pub age: &'static str,
    pub warnings: &'static str,
    pub waiting: &'static str,
    pub failed: &'static str,
    pub found: fn(series: usize, samples: usize) -> String,
    pub no_query: &'static str,
    pub no_values: &'static str,
    pub lines: fn(shown: usize) -> String,
    pub no_json: &'static str,
    pub copy_json: &'static str,
    pub save_csv: &'static str,
    pub save_png: &'static str,
    pub time: &'static str,
    pub name: &'static str,
    pub value: &'static str,
    pub level: &'static str,
    pub labels: &'static str,
    pub line: &'static str,
    pub answer: &'static str,
    pub status: &'static str,
    pub content: &'static str,
    pub size: &'static str,
    pub bytes: fn(short: &str, bytes: usize) -> String,
    pub save_answer: &'static str,
    pub copy_answer: &'static str,
    pub report: &'static str,
    pub report_whole: fn(panels: usize) -> String,
    pub report_parts: fn(panels: usize, all: usize) -> String,
    pub of_the_file: &'static str,
    pub own_way: &'static str,
    pub own_way_why: &'static str,
    pub copy_report: &'static str,
}

pub static ENGLISH: Inspect = Inspect {
    title: |panel| format!("Inspect {panel}"),
    tabs: "What is behind this panel",
    queries: "Queries",
    data: "Data",
    json: "JSON",
    statistics: "Statistics",
    source: "Source",
    asked: "Asked",
    range: "Range",
    instant: "Instant",
    ends: |from, to, step| format!("{from} to {to}, step {step}"),
    took: "Took",
    sent: "Sent last",
    sent_steps: |sent, all| format!("{} of {} steps", english(sent), english(all)),
    from_cache: "nothing: the answer was already here",
    series: "Series",
    samples: "Samples",
    newest: "Newest sample",
    age: "Age of the answer",
    warnings: "What the source says",
    waiting: "No answer yet",
    failed: "No answer",
    found: |series, samples| {
        format!(
            "{} series, {} {}",
            english(series),
            english(samples),
            plural(samples, "sample", "samples")
        )
    },
    no_query: "This panel asks nothing.",
    no_values: "This panel has no values to list.",
    lines: |shown| {
        format!(
            "{} {}. The CSV file has all of them.",
            english(shown),
            plural(shown, "line", "lines")
        )
    },
    no_json: "The file that this panel is from did not come.",
    copy_json: "Copy JSON",
    save_csv: "Save CSV",
    save_png: "Save PNG",
    time: "Time",
    name: "Name",
    value: "Value",
    level: "Level",
    labels: "Labels",
    line: "Line",
    answer: "Answer",
    status: "Status",
    content: "Content",
    size: "Size",
    bytes: |short, bytes| format!("{short}, {} bytes", english(bytes)),
    save_answer: "Save answer",
    copy_answer: "Copy answer",
    report: "Import report",
    report_whole: |panels| {
        format!(
            "{} {}: all that the file asks for is there.",
            english(panels),
            plural(panels, "panel", "panels")
        )
    },
    report_parts: |panels, all| {
        format!(
            "{} of {} {} lack something that the file asks for.",
            english(panels),
            english(all),
            plural(all, "panel", "panels")
        )
    },
    of_the_file: "The file as a whole",
    own_way: "Shown in the page's own way",
    own_way_why: "The values are those the file asks for; these settings of how they look are not followed.",
    copy_report: "Copy report",
};

pub static SPANISH: Inspect = Inspect {
    title: |panel| format!("Inspeccionar {panel}"),
    tabs: "Qué hay detrás de este panel",
    queries: "Consultas",
    data: "Datos",
    json: "JSON",
    statistics: "Estadísticas",
    source: "Fuente",
    asked: "Preguntado",
    range: "Intervalo",
    instant: "Instante",
    ends: |from, to, step| format!("{from} a {to}, paso {step}"),
    took: "Tardó",
    sent: "Último envío",
    sent_steps: |sent, all| format!("{} de {} pasos", spanish(sent), spanish(all)),
    from_cache: "nada: la respuesta ya estaba aquí",
    series: "Series",
    samples: "Muestras",
    newest: "Muestra más reciente",
    age: "Edad de la respuesta",
    warnings: "Lo que dice la fuente",
    waiting: "Aún sin respuesta",
    failed: "Sin respuesta",
    found: |series, samples| {
        format!(
            "{} {}, {} {}",
            spanish(series),
            plural(series, "serie", "series"),
            spanish(samples),
            plural(samples, "muestra", "muestras")
        )
    },
    no_query: "Este panel no pregunta nada.",
    no_values: "Este panel no tiene valores que listar.",
    lines: |shown| {
        format!(
            "{} {}. El archivo CSV las tiene todas.",
            spanish(shown),
            plural(shown, "línea", "líneas")
        )
    },
    no_json: "No ha llegado el archivo de este panel.",
    copy_json: "Copiar JSON",
    save_csv: "Guardar CSV",
    save_png: "Guardar PNG",
    time: "Hora",
    name: "Nombre",
    value: "Valor",
    level: "Nivel",
    labels: "Etiquetas",
    line: "Línea",
    answer: "Respuesta",
    status: "Estado",
    content: "Contenido",
    size: "Tamaño",
    bytes: |short, bytes| format!("{short}, {} bytes exactos", spanish(bytes)),
    save_answer: "Guardar respuesta",
    copy_answer: "Copiar respuesta",
    report: "Informe de importación",
    report_whole: |panels| {
        format!(
            "{} {}: está todo lo que pide el archivo.",
            spanish(panels),
            plural(panels, "panel", "paneles")
        )
    },
    report_parts: |panels, all| {
        format!(
            "A {} de {} {} les falta algo que pide el archivo.",
            spanish(panels),
            spanish(all),
            plural(all, "panel", "paneles")
        )
    },
    of_the_file: "El archivo en conjunto",
    own_way: "Mostrado a la manera de esta página",
    own_way_why: "Los valores son los que pide el archivo; estos ajustes de su aspecto no se siguen.",
    copy_report: "Copiar informe",
};
