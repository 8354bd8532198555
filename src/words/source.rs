//! `/sources`: is it us, or the monitoring?

use crate::words::number::plural;

/// Texts of `/sources`.
#[derive(Clone, Copy, Debug)]
pub struct Sources {
    pub all_answer: fn(count: usize) -> String,
    pub some_answer: fn(good: usize, count: usize) -> String,
    pub asking: &'static str,
    pub source: &'static str,
    pub state: &'static str,
    pub version: &'static str,
    pub answer: &'static str,
    pub clock: &'static str,
    pub newest: &'static str,
    pub works: &'static str,
    pub fails: &'static str,
    pub demo: &'static str,
    pub test: fn(name: &str) -> String,
    pub clock_off: fn(name: &str, seconds: &str) -> String,
    pub clock_advice: &'static str,
    pub insecure: fn(address: &str) -> String,
    pub holds: fn(name: &str) -> String,
    pub series: fn(count: usize) -> String,
    pub by_metric: &'static str,
    pub by_label: &'static str,
    pub by_job: &'static str,
    pub metric: &'static str,
    pub label: &'static str,
    pub pair: &'static str,
    pub count: &'static str,
    pub values: &'static str,
    pub this_page: &'static str,
    pub only_here: &'static str,
    pub loaded: &'static str,
    pub requests: &'static str,
    pub memory: &'static str,
}

pub static ENGLISH: Sources = Sources {
    all_answer: |count| {
        let sources = plural(count, "source", "sources");
        if count == 1 {
            "The source answers.".to_owned()
        } else {
            format!("All {count} {sources} answer.")
        }
    },
    some_answer: |good, count| format!("{good} of {count} sources answer."),
    asking: "Asking each source.",
    source: "Source",
    state: "State",
    version: "Version",
    answer: "Answer",
    clock: "Clock",
    newest: "Newest",
    works: "Works",
    fails: "Fails",
    demo: "Recorded answers: nobody is asked.",
    test: |name| format!("Test {name}"),
    clock_off: |name, seconds| format!("{name}'s clock differs from this browser's by {seconds}."),
    clock_advice: "Its newest minute may look empty, or lie in the future. Check time synchronisation on both.",
    insecure: |address| {
        format!(
            "{address} is http, and this page is https: the browser refuses to ask it. Let this page's web server forward to it."
        )
    },
    holds: |name| format!("What {name} holds"),
    series: |count| format!("{} series", super::number::english(count)),
    by_metric: "Series by metric",
    by_label: "Values by label",
    by_job: "Series by label and value",
    metric: "Metric",
    label: "Label",
    pair: "Label and value",
    count: "Series",
    values: "Values",
    this_page: "This page",
    only_here: "only in this browser, sent nowhere",
    loaded: "Loaded",
    requests: "Requests",
    memory: "Memory",
};

pub static SPANISH: Sources = Sources {
    all_answer: |count| {
        let sources = plural(count, "fuente", "fuentes");
        if count == 1 {
            "La fuente responde.".to_owned()
        } else {
            format!("Las {count} {sources} responden.")
        }
    },
    some_answer: |good, count| format!("Responden {good} de {count} fuentes."),
    asking: "Preguntando a cada fuente.",
    source: "Fuente",
    state: "Estado",
    version: "Versión",
    answer: "Respuesta",
    clock: "Reloj",
    newest: "Lo último",
    works: "Funciona",
    fails: "Falla",
    demo: "Respuestas grabadas: no se pregunta a nadie.",
    test: |name| format!("Probar {name}"),
    clock_off: |name, seconds| {
        format!("El reloj de {name} difiere del de este navegador en {seconds}.")
    },
    clock_advice: "Su último minuto puede parecer vacío o estar en el futuro. Revisa la hora de ambos.",
    insecure: |address| {
        format!(
            "{address} es http y esta página es https: el navegador se niega a preguntarle. Haz que el servidor web de esta página le reenvíe."
        )
    },
    holds: |name| format!("Lo que guarda {name}"),
    series: |count| format!("{} series en total", super::number::spanish(count)),
    by_metric: "Series por métrica",
    by_label: "Valores por etiqueta",
    by_job: "Series por etiqueta y valor",
    metric: "Métrica",
    label: "Etiqueta",
    pair: "Etiqueta y valor",
    count: "N.º de series",
    values: "Valores",
    this_page: "Esta página",
    only_here: "solo en este navegador, no se envía a nadie",
    loaded: "Cargado",
    requests: "Peticiones",
    memory: "Memoria",
};
