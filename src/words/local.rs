//! Dashboards that are kept in this browser: dropped, listed, deleted.

/// Texts of local dashboards and of the parts of the list.
#[derive(Clone, Copy, Debug)]
pub struct Local {
    pub local: &'static str,
    pub here_only: &'static str,
    pub choose: &'static str,
    pub drop: &'static str,
    pub too_large: fn(file: &str, limit: &str) -> String,
    pub no_room: fn(file: &str) -> String,
    pub unreadable: fn(file: &str) -> String,
    pub save: fn(dashboard: &str) -> String,
    pub delete: fn(dashboard: &str) -> String,
    pub deleted: &'static str,
    pub undo: &'static str,
    pub recent: &'static str,
    pub starred: &'static str,
    pub others: &'static str,
}

pub static ENGLISH: Local = Local {
    local: "In this browser",
    here_only: "Kept in this browser only.",
    choose: "Open a file",
    drop: "Drop Grafana's JSON here: it opens, and stays in this browser.",
    too_large: |file, limit| {
        format!("{file} is larger than {limit}. Put it beside the page and name it in config.json.")
    },
    no_room: |file| {
        format!(
            "The browser has no room for {file}. Delete other local dashboards, or name the file in config.json."
        )
    },
    unreadable: |file| format!("The browser could not read {file}. Choose it again."),
    save: |dashboard| format!("Save {dashboard} as a file"),
    delete: |dashboard| format!("Delete {dashboard} from this browser"),
    deleted: "Deleted.",
    undo: "Undo",
    recent: "Recent",
    starred: "Starred",
    others: "Other",
};

pub static SPANISH: Local = Local {
    local: "En este navegador",
    here_only: "Guardado solo en este navegador.",
    choose: "Abrir un archivo",
    drop: "Suelta aquí el JSON de Grafana: se abre y se queda en este navegador.",
    too_large: |file, limit| {
        format!("{file} pesa más de {limit}. Ponlo junto a la página y nómbralo en config.json.")
    },
    no_room: |file| {
        format!(
            "El navegador no tiene sitio para {file}. Elimina otros tableros locales o nombra el archivo en config.json."
        )
    },
    unreadable: |file| format!("El navegador no ha podido leer {file}. Elígelo de nuevo."),
    save: |dashboard| format!("Guardar {dashboard} como archivo"),
    delete: |dashboard| format!("Eliminar {dashboard} de este navegador"),
    deleted: "Eliminado.",
    undo: "Deshacer",
    recent: "Recientes",
    starred: "Con estrella",
    others: "Otros",
};
