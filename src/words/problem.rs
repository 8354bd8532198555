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
    pub old_layout: fn(version: u32) -> Told,
}

pub const ENGLISH: Problems = Problems {
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
    old_layout: |version| Told {
        title: format!("The file has the old layout of rows (schema {version})"),
        detail: "Open and save it once in a newer Grafana; reading it directly is not built."
            .to_owned(),
    },
};

pub const SPANISH: Problems = Problems {
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
    old_layout: |version| Told {
        title: format!("El archivo tiene la disposición antigua en filas (esquema {version})"),
        detail:
            "Ábrelo y guárdalo una vez en un Grafana más nuevo; leerlo directamente no está hecho."
                .to_owned(),
    },
};

impl Words {
    /// A problem of a panel or of its questions.
    #[must_use]
    pub fn problem(&self, problem: &Problem) -> Told {
        let say = &self.problem;
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
            Problem::OldLayout { version } => (say.old_layout)(*version),
        }
    }
}
