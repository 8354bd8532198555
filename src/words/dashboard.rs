//! What is wrong with a dashboard's file.

use crate::words::Told;

/// Texts about dashboard files. Each names the file; what is said in detail comes from reading it.
#[derive(Clone, Copy, Debug)]
pub struct Dashboard {
    pub reading: fn(file: &str) -> String,
    pub missing: fn(file: &str) -> Told,
    pub unknown: fn(uid: &str) -> Told,
    pub unreadable: fn(file: &str, status: u16) -> Told,
    pub not_json: fn(file: &str, line: usize, column: usize) -> Told,
    pub a_page: fn(file: &str) -> Told,
    pub too_large: fn(file: &str, size: &str, limit: &str) -> Told,
    pub not_a_dashboard: fn(file: &str) -> Told,
    pub newer_model: fn(file: &str) -> Told,
    pub wrong_shape: fn(file: &str, at: &str, expected: &str) -> String,
    pub ignored: fn(panel: &str, what: &str) -> String,
    pub no_panels: &'static str,
    pub rest_works: &'static str,
}

pub static ENGLISH: Dashboard = Dashboard {
    reading: |file| format!("Reading {file}"),
    too_large: |file, size, limit| Told {
        title: format!("{file} is too large"),
        detail: format!("It has {size}; dashboards of up to {limit} are opened."),
    },
    missing: |file| {
        Told {
        title: format!("{file} is missing"),
        detail: "The server has no such file. Put it there, or take it out of dashboards in config.json.".to_owned(),
    }
    },
    unknown: |uid| Told {
        title: format!("No dashboard has the uid {uid}"),
        detail: "Check the link, or add the dashboard's file to dashboards in config.json."
            .to_owned(),
    },
    unreadable: |file, status| Told {
        title: format!("{file} did not come"),
        detail: format!(
            "The server answered {status}. Retry, or check how the server serves the file."
        ),
    },
    not_json: |file, line, column| Told {
        title: format!("{file} is not JSON"),
        detail: format!(
            "It stops being JSON in line {line}, character {column}. Export the dashboard again, or correct the line."
        ),
    },
    a_page: |file| Told {
        title: format!("{file} is a web page, not a dashboard"),
        detail:
            "The server sends a page where the file should be. Check the address in config.json."
                .to_owned(),
    },
    not_a_dashboard: |file| Told {
        title: format!("{file} is not a dashboard"),
        detail:
            "It is JSON, but has no panels as Grafana writes them. Use Export as JSON in Grafana."
                .to_owned(),
    },
    newer_model: |file| Told {
        title: format!("{file} is in Grafana's newer model"),
        detail: "Export it in the classic model; this page reads schema 12 and up.".to_owned(),
    },
    wrong_shape: |file, at, expected| {
        format!("{file}: expected {expected} at `{at}`; it is ignored.")
    },
    ignored: |panel, what| format!("{panel}: `{what}` is not supported; it is ignored."),
    no_panels: "This dashboard has no panels.",
    rest_works: "The rest works.",
};

pub static SPANISH: Dashboard = Dashboard {
    reading: |file| format!("Leyendo {file}"),
    too_large: |file, size, limit| Told {
        title: format!("{file} es demasiado grande"),
        detail: format!("Pesa {size}; se abren tableros de hasta {limit}."),
    },
    missing: |file| Told {
        title: format!("Falta {file}"),
        detail:
            "El servidor no tiene ese archivo. Ponlo allí o quítalo de dashboards en config.json."
                .to_owned(),
    },
    unknown: |uid| Told {
        title: format!("Ningún tablero tiene el uid {uid}"),
        detail: "Revisa el enlace o añade el archivo del tablero a dashboards en config.json."
            .to_owned(),
    },
    unreadable: |file, status| Told {
        title: format!("No ha llegado {file}"),
        detail: format!(
            "El servidor ha respondido {status}. Reintenta o revisa cómo sirve el archivo."
        ),
    },
    not_json: |file, line, column| Told {
        title: format!("{file} no es JSON"),
        detail: format!(
            "Deja de ser JSON en la línea {line}, carácter {column}. Exporta el tablero de nuevo o corrige la línea."
        ),
    },
    a_page: |file| Told {
        title: format!("{file} es una página web, no un tablero"),
        detail:
            "El servidor envía una página en lugar del archivo. Revisa la dirección en config.json."
                .to_owned(),
    },
    not_a_dashboard: |file| {
        Told {
        title: format!("{file} no es un tablero"),
        detail: "Es JSON, pero no tiene paneles como los escribe Grafana. Usa Exportar como JSON en Grafana.".to_owned(),
    }
    },
    newer_model: |file| Told {
        title: format!("{file} usa el modelo nuevo de Grafana"),
        detail: "Expórtalo en el modelo clásico; esta página lee desde el esquema 12.".to_owned(),
    },
    wrong_shape: |file, at, expected| {
        format!("{file}: se esperaba {expected} en `{at}`; se ignora.")
    },
    ignored: |panel, what| format!("{panel}: `{what}` no está disponible; se ignora."),
    no_panels: "Este tablero no tiene paneles.",
    rest_works: "El resto funciona.",
};
