//! The status page: for visitors who know nothing of us.

use crate::health::check::Shown;
use crate::health::notice;
use crate::health::notice::Kind;
use crate::health::service::Overall;

/// Texts of `/status`.
#[derive(Clone, Copy, Debug)]
pub struct Visitor {
    pub title: &'static str,
    pub overall_label: &'static str,
    pub overall: fn(overall: Overall) -> &'static str,
    pub detail: fn(overall: Overall) -> &'static str,
    pub state: fn(shown: Shown) -> &'static str,
    pub kind: fn(kind: Kind) -> &'static str,
    pub updated: fn(when: &str, zone: &str) -> String,
    pub asking: &'static str,
    pub snapshot: fn(when: &str, age: &str) -> String,
    pub out_of_reach: &'static str,
    pub now: &'static str,
    pub services: &'static str,
    pub taller: &'static str,
    pub ahead: &'static str,
    pub past: &'static str,
    pub figures: &'static str,
    pub response_time: &'static str,
    pub days_ago: fn(days: usize) -> String,
    pub today: &'static str,
    pub uptime: fn(share: &str) -> String,
    pub missing: fn(days: usize, of: usize) -> String,
    pub no_history: &'static str,
    pub span: fn(from: &str, to: &str) -> String,
    pub since: fn(when: &str) -> String,
    pub affects: fn(names: &str) -> String,
    pub solved: &'static str,
    pub none_past: &'static str,
    pub no_services: &'static str,
    pub bad_notice: fn(file: &str, line: usize, why: &str) -> String,
    pub why: fn(why: &notice::Why) -> String,
    pub bad_snapshot: &'static str,
    pub times_in: fn(zone: &str) -> String,
    pub made_with: &'static str,
}

pub static ENGLISH: Visitor = Visitor {
    title: "Status",
    overall_label: "Overall state",
    overall: |overall| match overall {
        Overall::Working => "Everything works",
        Overall::Degraded => "Something is slow",
        Overall::SomeDown => "Something does not work",
        Overall::AllDown => "Nothing works at the moment",
        Overall::Maintenance => "Planned maintenance",
        Overall::Unknown => "We do not know right now",
    },
    detail: |overall| match overall {
        Overall::Working => "All services answer as they should.",
        Overall::Degraded => "You can go on; some of it may be slow or has only just come back.",
        Overall::SomeDown => "Some services do not answer as they should.",
        Overall::AllDown => "None of the services answers as it should.",
        Overall::Maintenance => "Announced work is being done. It does not count as downtime.",
        Overall::Unknown => {
            "There is no data of the services. That does not mean that they are down."
        }
    },
    state: |shown| match shown {
        Shown::Healthy => "Working",
        Shown::Degraded => "Slow",
        Shown::Unhealthy | Shown::Unreachable => "Not working",
        Shown::Recovering => "Coming back",
        Shown::Starting => "Starting",
        Shown::Maintenance => "Maintenance",
        Shown::NoData => "Unknown",
    },
    kind: |kind| match kind {
        Kind::Incident => "Incident",
        Kind::Maintenance => "Maintenance",
        Kind::Announcement => "Announcement",
    },
    updated: |when, zone| format!("Updated {when} {zone}"),
    asking: "Asking how everything is",
    snapshot: |when, age| format!("Snapshot of {when}, {age} old."),
    out_of_reach: "The monitoring cannot be reached from here, and there is no snapshot of it.",
    now: "Now",
    services: "Services",
    taller: "Taller bars are better days",
    ahead: "Planned maintenance",
    past: "Past incidents",
    figures: "Figures",
    response_time: "Response time",
    days_ago: |days| format!("{days} days ago"),
    today: "Today",
    uptime: |share| format!("{share} uptime"),
    missing: |days, of| format!("no data on {days} of {of} days"),
    no_history: "No history of the last 90 days",
    span: |from, to| format!("{from} to {to}"),
    since: |when| format!("Since {when}"),
    affects: |names| format!("Affects {names}."),
    solved: "Solved",
    none_past: "None in the last 90 days.",
    no_services: "No services are configured.",
    bad_notice: |file, line, why| format!("status/{file}, line {line}: {why}"),
    why: |why| match why {
        notice::Why::TooLarge(bytes) => format!("{bytes} bytes are too many."),
        notice::Why::NoFront => "expected facts between two lines of ---.".to_owned(),
        notice::Why::Yaml(expected) => format!("expected {expected}."),
        notice::Why::Missing(key) => format!("{key} is missing."),
        notice::Why::Kind(found) => {
            format!("{found} is no kind: incident, maintenance or announcement.")
        }
        notice::Why::Time(found) => format!("{found} is no time such as 2026-11-21T03:00:00Z."),
        notice::Why::EndsFirst => "it ends before it starts.".to_owned(),
    },
    bad_snapshot: "status/status.json cannot be read. It is written by make status-snapshot.",
    times_in: |zone| format!("Times in {zone}"),
    made_with: "Made with Atalaya",
};

pub static SPANISH: Visitor = Visitor {
    title: "Estado",
    overall_label: "Estado general",
    overall: |overall| match overall {
        Overall::Working => "Todo funciona",
        Overall::Degraded => "Algo va lento",
        Overall::SomeDown => "Algo no funciona",
        Overall::AllDown => "Nada funciona en este momento",
        Overall::Maintenance => "Mantenimiento programado",
        Overall::Unknown => "Ahora mismo no lo sabemos",
    },
    detail: |overall| match overall {
        Overall::Working => "Todos los servicios responden como deben.",
        Overall::Degraded => "Puedes seguir; algo puede ir lento o acaba de volver.",
        Overall::SomeDown => "Algunos servicios no responden como deben.",
        Overall::AllDown => "Ningún servicio responde como debe.",
        Overall::Maintenance => {
            "Se está haciendo un trabajo anunciado. No cuenta como indisponibilidad."
        }
        Overall::Unknown => "No hay datos de los servicios. Eso no quiere decir que estén caídos.",
    },
    state: |shown| match shown {
        Shown::Healthy => "Funciona",
        Shown::Degraded => "Lento",
        Shown::Unhealthy | Shown::Unreachable => "No funciona",
        Shown::Recovering => "Volviendo",
        Shown::Starting => "Arrancando",
        Shown::Maintenance => "Mantenimiento",
        Shown::NoData => "Desconocido",
    },
    kind: |kind| match kind {
        Kind::Incident => "Incidencia",
        Kind::Maintenance => "Mantenimiento",
        Kind::Announcement => "Anuncio",
    },
    updated: |when, zone| format!("Actualizado a las {when} {zone}"),
    asking: "Preguntando cómo está todo",
    snapshot: |when, age| format!("Instantánea de las {when}, de hace {age}."),
    out_of_reach: "Desde aquí no se llega a la monitorización, y no hay instantánea de ella.",
    now: "Ahora",
    services: "Servicios",
    taller: "Las barras más altas son días mejores",
    ahead: "Mantenimiento programado",
    past: "Incidencias pasadas",
    figures: "Cifras",
    response_time: "Tiempo de respuesta",
    days_ago: |days| format!("Hace {days} días"),
    today: "Hoy",
    uptime: |share| format!("{share} disponible"),
    missing: |days, of| format!("sin datos en {days} de {of} días"),
    no_history: "Sin historial de los últimos 90 días",
    span: |from, to| format!("{from} a {to}"),
    since: |when| format!("Desde las {when}"),
    affects: |names| format!("Afecta a {names}."),
    solved: "Resuelta",
    none_past: "Ninguna en los últimos 90 días.",
    no_services: "No hay servicios configurados.",
    bad_notice: |file, line, why| format!("status/{file}, línea {line}: {why}"),
    why: |why| match why {
        notice::Why::TooLarge(bytes) => format!("{bytes} bytes son demasiados."),
        notice::Why::NoFront => "se esperaban datos entre dos líneas de ---.".to_owned(),
        notice::Why::Yaml(expected) => format!("se esperaba {expected}."),
        notice::Why::Missing(key) => format!("falta {key}."),
        notice::Why::Kind(found) => {
            format!("{found} no es un tipo: incident, maintenance o announcement.")
        }
        notice::Why::Time(found) => {
            format!("{found} no es un momento como 2026-11-21T03:00:00Z.")
        }
        notice::Why::EndsFirst => "termina antes de empezar.".to_owned(),
    },
    bad_snapshot: "status/status.json no se puede leer. Lo escribe make status-snapshot.",
    times_in: |zone| format!("Horas en {zone}"),
    made_with: "Hecho con Atalaya",
};
