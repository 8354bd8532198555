//! Annotations, links of dashboards and panels, lists of alerts and of dashboards.

use crate::words::number::english;
use crate::words::number::plural;
use crate::words::number::spanish;

/// Texts of what leads elsewhere.
#[derive(Clone, Copy, Debug)]
pub struct Linked {
    pub annotations: &'static str,
    pub links: &'static str,
    pub not_followed: &'static str,
    pub links_of: fn(panel: &str) -> String,
    pub lasted: fn(from: &str, to: &str) -> String,
    pub others: fn(count: usize) -> String,
    pub cut: fn(count: usize) -> String,
    pub no_dashboards: &'static str,
    pub alerts: fn(count: usize) -> String,
    pub no_alerts: &'static str,
    pub since: fn(length: &str) -> String,
    pub found: &'static str,
}

pub static ENGLISH: Linked = Linked {
    annotations: "Annotations",
    links: "Links",
    not_followed: "Its address is not one that a link may lead to.",
    links_of: |panel| format!("Links of {panel}"),
    lasted: |from, to| format!("{from} to {to}"),
    others: |count| format!("and {} more", english(count)),
    cut: |count| format!("Only the newest {} are shown.", english(count)),
    no_dashboards: "No dashboard has these tags.",
    alerts: |count| format!("{} {}", english(count), plural(count, "alert", "alerts")),
    no_alerts: "No alerts",
    since: |length| format!("for {length}"),
    found: "Found",
};

pub static SPANISH: Linked = Linked {
    annotations: "Anotaciones",
    links: "Enlaces",
    not_followed: "Su dirección no es una a la que pueda llevar un enlace.",
    links_of: |panel| format!("Enlaces de {panel}"),
    lasted: |from, to| format!("{from} a {to}"),
    others: |count| format!("y {} más", spanish(count)),
    cut: |count| {
        format!(
            "Solo se {} {} más {}.",
            plural(count, "muestra la", "muestran las"),
            spanish(count),
            plural(count, "nueva", "nuevas")
        )
    },
    no_dashboards: "Ningún tablero tiene estas etiquetas.",
    alerts: |count| format!("{} {}", spanish(count), plural(count, "alerta", "alertas")),
    no_alerts: "Ninguna alerta",
    since: |length| format!("desde hace {length}"),
    found: "Encontrados",
};
