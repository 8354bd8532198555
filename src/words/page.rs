//! Whole pages that have little to say: not built yet, not found, the dashboards list.

use crate::words::number::plural;

/// Texts of plain pages.
#[derive(Clone, Copy, Debug)]
pub struct Page {
    pub not_built: fn(page: &str) -> String,
    pub explore_coming: &'static str,
    pub alerts_coming: &'static str,
    pub traces_coming: &'static str,
    pub slo_coming: &'static str,
    pub sources_coming: &'static str,
    pub not_found: &'static str,
    pub not_found_detail: fn(path: &str) -> String,
    pub to_overview: &'static str,
    pub to_dashboards: &'static str,
    pub search_dashboards: &'static str,
    pub tags: &'static str,
    pub found: fn(count: usize) -> String,
    pub none_found: fn(text: &str) -> String,
    pub star: &'static str,
    pub unstar: &'static str,
}

pub static ENGLISH: Page = Page {
    not_built: |page| format!("{page} is not built yet"),
    explore_coming: "Here you will ask a source in PromQL. Until then, copy a panel's query from its menu.",
    alerts_coming: "Here you will see what fires, the rules behind it, and silences.",
    traces_coming: "Here you will search traces of Jaeger and Tempo.",
    slo_coming: "Here you will see objectives and what is left of their budgets.",
    sources_coming: "Here you will see each source: whether it answers, how fast, and its version.",
    not_found: "There is no such page",
    not_found_detail: |path| {
        format!("{path} leads nowhere here. Check the link, or start from the overview.")
    },
    to_overview: "Go to the overview",
    to_dashboards: "Go to the dashboards",
    search_dashboards: "Search dashboards",
    tags: "Tags",
    found: |count| format!("{count} {}", plural(count, "dashboard", "dashboards")),
    none_found: |text| format!("No dashboard is called “{text}”."),
    star: "Add star",
    unstar: "Remove star",
};

pub static SPANISH: Page = Page {
    not_built: |page| format!("{page}: esta página aún no está hecha"),
    explore_coming: "Aquí preguntarás a una fuente en PromQL. Hasta entonces, copia la consulta de un panel desde su menú.",
    alerts_coming: "Aquí verás qué alertas están activas, sus reglas y los silencios.",
    traces_coming: "Aquí buscarás trazas de Jaeger y Tempo.",
    slo_coming: "Aquí verás los objetivos y lo que queda de su margen.",
    sources_coming: "Aquí verás cada fuente: si responde, cuánto tarda y su versión.",
    not_found: "Esta página no existe",
    not_found_detail: |path| {
        format!("{path} no lleva a ninguna parte. Revisa el enlace o empieza por el resumen.")
    },
    to_overview: "Ir al resumen",
    to_dashboards: "Ir a los tableros",
    search_dashboards: "Buscar tableros",
    tags: "Etiquetas",
    found: |count| format!("{count} {}", plural(count, "tablero", "tableros")),
    none_found: |text| format!("Ningún tablero se llama «{text}»."),
    star: "Marcar con estrella",
    unstar: "Quitar la estrella",
};
