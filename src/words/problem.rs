//! What a dashboard's file asks and does not get, in words.

use crate::dashboard::problem::Problem;
use crate::words::Told;
use crate::words::Words;

/// Texts about what files ask.
#[derive(Clone, Copy, Debug)]
pub struct Problems {
    pub unknown_variable: fn(name: &str) -> Told,
    pub unsupported_panel: fn(kind: &str) -> Told,
    pub unsupported_option: fn(what: &str) -> Told,
    pub bad_property: fn(at: &str, expected: &str) -> Told,
    pub unsupported_variable: fn(name: &str, kind: &str) -> Told,
    pub circular_variables: fn(names: &str) -> Told,
    pub no_source: fn(wanted: &str) -> Told,
    pub bad_interval: fn(text: &str) -> Told,
    pub bad_time: fn(text: &str) -> Told,
    pub library_panel: fn(name: &str) -> Told,
    pub no_such_panel: fn(id: u32) -> Told,
    pub too_many_copies: fn(limit: usize) -> Told,
    pub too_many_panels: fn(limit: usize) -> Told,
    pub unsafe_link: fn(url: &str) -> Told,
    pub new_model: fn() -> Told,
}

pub static ENGLISH: Problems = Problems {
    unknown_variable: |name| {
        Told {
        title: format!("This dashboard has no variable ${name}"),
        detail: "A query uses it and is not asked. Add the variable to the dashboard, or take it out of the query."
            .to_owned(),
    }
    },
    unsupported_panel: |kind| Told {
        title: format!("Panels of type {kind} are not built"),
        detail: "The rest of the dashboard works.".to_owned(),
    },
    unsupported_option: |what| Told {
        title: format!("`{what}` is not supported; it is ignored"),
        detail: "The rest of the panel works.".to_owned(),
    },
    bad_property: |at, expected| Told {
        title: format!("`{at}` is not {expected}; its default is used"),
        detail: "Correct it in the dashboard's file.".to_owned(),
    },
    unsupported_variable: |name, kind| Told {
        title: format!("Variable {name}: type {kind} is not built"),
        detail: "It keeps the value it was saved with.".to_owned(),
    },
    circular_variables: |names| Told {
        title: format!("Variables wait for each other: {names}"),
        detail: "They keep the values they were saved with. One of them must not name another."
            .to_owned(),
    },
    no_source: |wanted| Told {
        title: format!("No source answers to {wanted}"),
        detail: "Add one of that kind to sources in config.json.".to_owned(),
    },
    bad_interval: |text| Told {
        title: format!("“{text}” is not an interval"),
        detail: "The panel's file should say something like 30s or 5m.".to_owned(),
    },
    bad_time: |text| Told {
        title: format!("“{text}” is not a time"),
        detail: "The panel's own range is not used.".to_owned(),
    },
    library_panel: |name| Told {
        title: format!("The library panel “{name}” is not in this file"),
        detail: "Export the dashboard for sharing externally: then its panels come along."
            .to_owned(),
    },
    no_such_panel: |id| Told {
        title: format!("Panel {id}, whose answers are shown here, has no queries"),
        detail: "Correct the panel's data source in the dashboard's file.".to_owned(),
    },
    too_many_copies: |limit| Told {
        title: format!("Rows and panels repeat more than {limit} times; the rest is left out"),
        detail: "Choose fewer values of the variables that repeat.".to_owned(),
    },
    too_many_panels: |limit| Told {
        title: format!("The file has more than {limit} panels; the rest is left out"),
        detail: "Split it into several dashboards.".to_owned(),
    },
    unsafe_link: |url| Told {
        title: format!("The link to “{url}” is not followed"),
        detail: "Links lead to http, https, mailto or relative addresses.".to_owned(),
    },
    new_model: || Told {
        title: "The file is of Grafana's newer dashboard model (v2)".to_owned(),
        detail: "Export it as classic JSON; elements and layouts are not read.".to_owned(),
    },
};

pub static SPANISH: Problems = Problems {
    unknown_variable: |name| {
        Told {
        title: format!("Este tablero no tiene la variable ${name}"),
        detail: "Una consulta la usa y no se pregunta. Añade la variable al tablero o quítala de la consulta.".to_owned(),
    }
    },
    unsupported_panel: |kind| Told {
        title: format!("Los paneles de tipo {kind} no están hechos"),
        detail: "El resto del tablero funciona.".to_owned(),
    },
    unsupported_option: |what| Told {
        title: format!("`{what}` no está soportado; se ignora"),
        detail: "El resto del panel funciona.".to_owned(),
    },
    bad_property: |at, expected| Told {
        title: format!("`{at}` no es {expected}; se usa su valor por defecto"),
        detail: "Corrígelo en el archivo del tablero.".to_owned(),
    },
    unsupported_variable: |name, kind| Told {
        title: format!("Variable {name}: el tipo {kind} no está hecho"),
        detail: "Conserva el valor con el que se guardó.".to_owned(),
    },
    circular_variables: |names| Told {
        title: format!("Unas variables se esperan entre sí: {names}"),
        detail:
            "Conservan los valores con los que se guardaron. Una de ellas no debe nombrar a otra."
                .to_owned(),
    },
    no_source: |wanted| Told {
        title: format!("Ninguna fuente responde a {wanted}"),
        detail: "Añade una de ese tipo a sources en config.json.".to_owned(),
    },
    bad_interval: |text| Told {
        title: format!("«{text}» no es un intervalo"),
        detail: "El archivo debería decir algo como 30s o 5m.".to_owned(),
    },
    bad_time: |text| Told {
        title: format!("«{text}» no es un momento"),
        detail: "No se usa el intervalo propio del panel.".to_owned(),
    },
    library_panel: |name| Told {
        title: format!("El panel de biblioteca «{name}» no está en este archivo"),
        detail: "Exporta el tablero para compartirlo fuera: así sus paneles van con él.".to_owned(),
    },
    no_such_panel: |id| Told {
        title: format!("El panel {id}, cuyas respuestas se muestran aquí, no tiene consultas"),
        detail: "Corrige la fuente de datos del panel en el archivo del tablero.".to_owned(),
    },
    too_many_copies: |limit| Told {
        title: format!("Hay más de {limit} copias de filas y paneles; el resto no se muestra"),
        detail: "Elige menos valores de las variables que se repiten.".to_owned(),
    },
    too_many_panels: |limit| Told {
        title: format!("El archivo tiene más de {limit} paneles; el resto no se lee"),
        detail: "Divídelo en varios tableros.".to_owned(),
    },
    unsafe_link: |url| Told {
        title: format!("El enlace a «{url}» no se sigue"),
        detail: "Los enlaces llevan a direcciones http, https, mailto o relativas.".to_owned(),
    },
    new_model: || Told {
        title: "El archivo es del modelo nuevo de tableros de Grafana (v2)".to_owned(),
        detail: "Expórtalo como JSON clásico; sus elementos y disposiciones no se leen.".to_owned(),
    },
};

impl Words {
    /// A problem of a panel or of its questions.
    #[must_use]
    pub fn about(self, problem: &Problem) -> Told {
        let say = self.problem();
        match problem {
            Problem::UnknownVariable { name } => (say.unknown_variable)(name),
            Problem::UnsupportedPanel(kind) => (say.unsupported_panel)(kind),
            Problem::UnsupportedOption { what } => (say.unsupported_option)(what),
            Problem::BadProperty { at, expected } => (say.bad_property)(at, expected),
            Problem::UnsupportedVariable { name, kind } => (say.unsupported_variable)(name, kind),
            Problem::CircularVariables { names } => (say.circular_variables)(&names.join(", ")),
            Problem::NoSource { wanted } => (say.no_source)(wanted),
            Problem::BadInterval { text } => (say.bad_interval)(text),
            Problem::BadTime { text } => (say.bad_time)(text),
            Problem::LibraryPanel { name } => (say.library_panel)(name),
            Problem::NoSuchPanel { id } => (say.no_such_panel)(*id),
            Problem::TooManyCopies { limit } => (say.too_many_copies)(*limit),
            Problem::TooManyPanels { limit } => (say.too_many_panels)(*limit),
            Problem::UnsafeLink { url } => (say.unsafe_link)(url),
            Problem::NewModel => (say.new_model)(),
        }
    }
}
