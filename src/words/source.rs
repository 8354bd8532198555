//! `/sources`: is it us, or the monitoring?

use crate::source::obstacle::Obstacle;
use crate::source::obstacle::Right;
use crate::words::Told;
use crate::words::number::plural;

/// A source and the page that asks it.
#[derive(Clone, Copy, Debug)]
pub struct Place<'a> {
    /// The source's name.
    pub name: &'a str,
    /// Its address in `config.json`.
    pub address: &'a str,
    /// Scheme, host and port of the page.
    pub origin: &'a str,
}

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
    pub slow: &'static str,
    pub obstacle: fn(obstacle: Obstacle, place: &Place<'_>) -> Option<Told>,
    pub serve_here: &'static str,
    pub serve_here_detail: fn(id: &str) -> String,
    pub allow_here: fn(name: &str) -> String,
    pub allow_policy: &'static str,
    pub what_to_do: &'static str,
    pub may: &'static str,
    pub right: fn(right: Right) -> &'static str,
    pub right_not: fn(right: Right) -> String,
    pub right_none: &'static str,
    pub here: &'static str,
    pub elsewhere: &'static str,
    pub silence_untried: &'static str,
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
    pub memory: &'static str,
    pub memory_note: &'static str,
    pub loaded_note: fn(requests: &str) -> String,
    pub running: &'static str,
    pub running_note: fn(most: usize, waiting: usize) -> String,
    pub cached: &'static str,
    pub cached_note: fn(answers: usize) -> String,
    pub saved: &'static str,
    pub saved_note: &'static str,
    pub frames: &'static str,
    pub frames_note: &'static str,
    pub volume: fn(label: &str) -> String,
    pub volume_note: &'static str,
    pub bytes: &'static str,
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
    slow: "Slow",
    obstacle: |obstacle, place| {
        let Place {
            name,
            address,
            origin,
        } = place;
        let (title, detail) = match obstacle {
            Obstacle::Mixed => (
                format!("The browser refuses to ask {name}"),
                format!("{address} is http, and this page is https."),
            ),
            Obstacle::Policy => (
                format!("This page's own policy forbids to ask {name}"),
                format!("Its Content-Security-Policy does not name {address}."),
            ),
            Obstacle::Cors => (
                format!("{name} answers, but this page may not read it"),
                format!("{address} does not say that {origin} may (CORS)."),
            ),
            Obstacle::Silent => (
                format!("Nobody answers for {name}"),
                format!(
                    "At {address} nothing runs, or its name or port is wrong. Check its url in config.json, and that it runs."
                ),
            ),
            Obstacle::Failure => return None,
        };
        Some(Told { title, detail })
    },
    serve_here: "Let this page's web server forward to it.",
    serve_here_detail: |id| {
        format!(
            "Nothing else is needed then. For nginx, and with \"url\": \"{id}/\" in config.json:"
        )
    },
    allow_here: |name| format!("Or let {name} allow this page, by a header in its answers:"),
    allow_policy: "Or name its host under connect-src in the policy that the web server sends:",
    what_to_do: "What to do",
    may: "This browser may",
    right: |right| match right {
        Right::Read => "read",
        Right::Labels => "labels",
        Right::Rules => "rules",
        Right::Targets => "targets",
        Right::Volume => "volume",
        Right::Silence => "silence",
    },
    right_not: |right| format!("not {}", (ENGLISH.right)(right)),
    right_none: "nothing",
    here: "same host",
    elsewhere: "CORS",
    silence_untried: "silence: test it",
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
    memory: "Memory",
    memory_note: "of the page's program",
    loaded_note: |requests| format!("in {requests} requests"),
    running: "Running queries",
    running_note: |most, waiting| format!("of {most} at once, {waiting} wait"),
    cached: "Kept answers",
    cached_note: |answers| format!("{answers} {}", plural(answers, "answer", "answers")),
    saved: "Bytes saved",
    saved_note: "by asking only for what is new",
    frames: "Frame time",
    frames_note: "19 of 20 are quicker",
    volume: |label| format!("Bytes by {label}"),
    volume_note: "last 24 hours",
    bytes: "Bytes",
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
    slow: "Lenta",
    obstacle: |obstacle, place| {
        let Place {
            name,
            address,
            origin,
        } = place;
        let (title, detail) = match obstacle {
            Obstacle::Mixed => (
                format!("El navegador se niega a preguntar a {name}"),
                format!("{address} es http y esta página es https."),
            ),
            Obstacle::Policy => (
                format!("La política de esta página prohíbe preguntar a {name}"),
                format!("Su Content-Security-Policy no nombra {address}."),
            ),
            Obstacle::Cors => (
                format!("{name} responde, pero esta página no puede leerlo"),
                format!("{address} no dice que {origin} pueda (CORS)."),
            ),
            Obstacle::Silent => (
                format!("Nadie responde por {name}"),
                format!(
                    "En {address} no funciona nada, o su nombre o puerto está mal. Revisa su url en config.json y que funcione."
                ),
            ),
            Obstacle::Failure => return None,
        };
        Some(Told { title, detail })
    },
    serve_here: "Haz que el servidor web de esta página le reenvíe.",
    serve_here_detail: |id| {
        format!("Así no hace falta nada más. En nginx, y con \"url\": \"{id}/\" en config.json:")
    },
    allow_here: |name| {
        format!("O haz que {name} permita esta página con una cabecera en sus respuestas:")
    },
    allow_policy: "O nombra su servidor en connect-src, en la política que envía el servidor web:",
    what_to_do: "Qué hacer",
    may: "Este navegador puede",
    right: |right| match right {
        Right::Read => "leer",
        Right::Labels => "etiquetas",
        Right::Rules => "reglas",
        Right::Targets => "objetivos",
        Right::Volume => "volumen",
        Right::Silence => "silenciar",
    },
    right_not: |right| format!("no {}", (SPANISH.right)(right)),
    right_none: "nada",
    here: "mismo servidor",
    elsewhere: "CORS",
    silence_untried: "silenciar: pruébalo",
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
    memory: "Memoria",
    memory_note: "del programa de la página",
    loaded_note: |requests| format!("en {requests} peticiones"),
    running: "Consultas en curso",
    running_note: |most, waiting| format!("de {most} a la vez, {waiting} esperan"),
    cached: "Respuestas guardadas",
    cached_note: |answers| format!("{answers} {}", plural(answers, "respuesta", "respuestas")),
    saved: "Bytes ahorrados",
    saved_note: "al pedir solo lo nuevo",
    frames: "Tiempo por imagen",
    frames_note: "19 de 20 son más rápidas",
    volume: |label| format!("Bytes por {label}"),
    volume_note: "últimas 24 horas",
    bytes: "Bytes",
};
