//! Checks, their states and why they are in them; Prometheus' targets.

use crate::health::beat::Beat;
use crate::health::check::Prober;
use crate::health::check::Shown;
use crate::health::judge::Why;
use crate::words::number;
use crate::words::number::plural;

/// Texts of `/health`.
#[derive(Clone, Copy, Debug)]
pub struct Health {
    pub state: fn(shown: Shown) -> &'static str,
    pub beat: fn(beat: Beat) -> &'static str,
    pub prober: fn(prober: Prober) -> &'static str,
    pub why: fn(why: &Why) -> String,
    pub checks: &'static str,
    pub worst_first: &'static str,
    pub filter: &'static str,
    pub service: &'static str,
    pub state_head: &'static str,
    pub uptime: &'static str,
    pub time: &'static str,
    pub certificate: &'static str,
    pub open: fn(name: &str) -> String,
    pub close: fn(name: &str) -> String,
    pub search_checks: &'static str,
    pub none_found: &'static str,
    pub no_checks: &'static str,
    pub no_checks_detail: &'static str,
    pub since: fn(length: &str) -> String,
    pub since_more: fn(length: &str) -> String,
    pub expired: &'static str,
    pub history: fn(pieces: usize, bad: usize, missing: usize, uptime: &str) -> String,
    pub walk: &'static str,
    pub piece: fn(when: &str, beat: &str, share: Option<&str>) -> String,
    pub incidents: &'static str,
    pub no_incidents: &'static str,
    pub lasting: &'static str,
    pub began: &'static str,
    pub ended: &'static str,
    pub lasted: &'static str,
    pub components: &'static str,
    pub component: &'static str,
    pub version: fn(version: &str) -> String,
    pub up_for: fn(length: &str) -> String,
    pub response_time: &'static str,
    pub windows: &'static str,
    pub days: fn(days: u32) -> String,
    pub own_eyes: fn(since: &str) -> String,
    pub last_failure: fn(when: &str, why: &str) -> String,
    pub labels: &'static str,
    pub targets: &'static str,
    pub targets_down: fn(down: usize, all: usize) -> String,
    pub search_targets: &'static str,
    pub only_problems: &'static str,
    pub target_up: &'static str,
    pub target_down: &'static str,
    pub target_unknown: &'static str,
    pub pool: &'static str,
    pub instance: &'static str,
    pub last_scrape: &'static str,
    pub took: &'static str,
    pub last_error: &'static str,
    pub and_more: fn(count: usize) -> String,
    pub old: fn(length: &str) -> String,
    pub no_source: &'static str,
    pub no_source_detail: &'static str,
    pub range_of: fn(from: usize, to: usize) -> String,
}

pub static ENGLISH: Health = Health {
    state: |shown| match shown {
        Shown::Unhealthy => "Unhealthy",
        Shown::Unreachable => "Unreachable",
        Shown::Degraded => "Degraded",
        Shown::Recovering => "Recovering",
        Shown::Starting => "Starting",
        Shown::NoData => "No data",
        Shown::Maintenance => "Maintenance",
        Shown::Healthy => "Healthy",
    },
    beat: |beat| match beat {
        Beat::Up => "up",
        Beat::Degraded => "degraded",
        Beat::Down => "down",
        Beat::Maintenance => "maintenance",
        Beat::NoData => "no data",
    },
    prober: |prober| match prober {
        Prober::Browser => "this browser",
        Prober::Blackbox => "blackbox",
        Prober::Kuma => "Uptime Kuma",
    },
    why: |why| match why {
        Why::NoAnswer => "No answer came.".to_owned(),
        Why::TimedOut(millis) => format!("No answer in {} s.", millis / 1_000),
        Why::Status(code) => format!("It answered HTTP {code}."),
        Why::NotJson => "Its answer is not JSON.".to_owned(),
        Why::TooLarge(bytes) => {
            format!(
                "Its answer is too large: {} bytes.",
                number::english(*bytes)
            )
        }
        Why::NoReport => "Its answer is JSON, but no health report.".to_owned(),
        Why::Says(word) => format!("It says “{word}”."),
        Why::Component { name, says } if says.is_empty() => {
            format!("{name} does not say how it is.")
        }
        Why::Component { name, says } => format!("{name} says “{says}”."),
        Why::Probe => "The probe failed.".to_owned(),
    },
    checks: "Checks",
    worst_first: "worst first",
    filter: "Filter by state",
    service: "Service",
    state_head: "State",
    uptime: "Uptime",
    time: "Time",
    certificate: "Certificate",
    open: |name| format!("Open {name}"),
    close: |name| format!("Close {name}"),
    search_checks: "Search checks",
    none_found: "No check is like that.",
    no_checks: "There are no checks yet",
    no_checks_detail: "Give services an url in config.json, or let Prometheus scrape a blackbox exporter or Uptime Kuma.",
    since: |length| format!("for {length}"),
    since_more: |length| format!("for more than {length}"),
    expired: "expired",
    history: |pieces, bad, missing, uptime| {
        let mut text = if bad == 0 {
            "No problem seen".to_owned()
        } else {
            format!("{bad} of {pieces} bars with problems")
        };
        if missing > 0 {
            text.push_str(&format!(", {missing} without data"));
        }
        format!("{text}; {uptime}")
    },
    walk: "History, arrow keys go through it",
    piece: |when, beat, share| match share {
        Some(share) => format!("{when}: {beat}, {share}"),
        None => format!("{when}: {beat}"),
    },
    incidents: "Failures in this range",
    no_incidents: "None.",
    lasting: "goes on",
    began: "Began",
    ended: "Ended",
    lasted: "Lasted",
    components: "Components, as the service reports them",
    component: "Component",
    version: |version| format!("Version {version}."),
    up_for: |length| format!("Up for {length}."),
    response_time: "Response time",
    windows: "Uptime of what was seen",
    days: |days| match days {
        1 => "24 hours".to_owned(),
        days => format!("{days} days"),
    },
    last_failure: |when, why| format!("Last error at {when}: {why}"),
    own_eyes: |since| {
        format!(
            "Asked by this browser alone, since {since}. What happened before, it does not know."
        )
    },
    labels: "Labels",
    targets: "Prometheus targets",
    targets_down: |down, all| {
        let all = number::english(all);
        if down == 0 {
            format!("all {all} up")
        } else {
            format!("{} of {all} not up", number::english(down))
        }
    },
    search_targets: "Search targets",
    only_problems: "Only problems",
    target_up: "Up",
    target_down: "Down",
    target_unknown: "Unknown",
    pool: "Pool",
    instance: "Instance",
    last_scrape: "Last scrape",
    took: "Took",
    last_error: "Last error",
    and_more: |count| {
        let targets = plural(count, "target", "targets");
        format!(
            "{} more {targets}; search to find them.",
            number::english(count)
        )
    },
    old: |length| format!("{length} old."),
    no_source: "No Prometheus is configured",
    no_source_detail: "Probes and targets are known to Prometheus. Add one to sources in config.json.",
    range_of: |from, to| format!("Checks {from} to {to}"),
};

pub static SPANISH: Health = Health {
    state: |shown| match shown {
        Shown::Unhealthy => "No funciona",
        Shown::Unreachable => "No responde",
        Shown::Degraded => "Degradado",
        Shown::Recovering => "Recuperándose",
        Shown::Starting => "Arrancando",
        Shown::NoData => "Sin datos",
        Shown::Maintenance => "Mantenimiento",
        Shown::Healthy => "Sano",
    },
    beat: |beat| match beat {
        Beat::Up => "funcionando",
        Beat::Degraded => "degradado",
        Beat::Down => "caído",
        Beat::Maintenance => "mantenimiento",
        Beat::NoData => "sin datos",
    },
    prober: |prober| match prober {
        Prober::Browser => "este navegador",
        Prober::Blackbox => "blackbox",
        Prober::Kuma => "Uptime Kuma",
    },
    why: |why| match why {
        Why::NoAnswer => "No llegó respuesta.".to_owned(),
        Why::TimedOut(millis) => format!("Sin respuesta en {} s.", millis / 1_000),
        Why::Status(code) => format!("Respondió HTTP {code}."),
        Why::NotJson => "Su respuesta no es JSON.".to_owned(),
        Why::TooLarge(bytes) => {
            format!(
                "Su respuesta es demasiado grande: {} bytes.",
                number::spanish(*bytes)
            )
        }
        Why::NoReport => "Su respuesta es JSON, pero no un informe de salud.".to_owned(),
        Why::Says(word) => format!("Dice «{word}»."),
        Why::Component { name, says } if says.is_empty() => format!("{name} no dice cómo está."),
        Why::Component { name, says } => format!("{name} dice «{says}»."),
        Why::Probe => "La sonda falló.".to_owned(),
    },
    checks: "Comprobaciones",
    worst_first: "lo peor primero",
    filter: "Filtrar por estado",
    service: "Servicio",
    state_head: "Estado",
    uptime: "Disponible",
    time: "Tiempo",
    certificate: "Certificado",
    open: |name| format!("Abrir {name}"),
    close: |name| format!("Cerrar {name}"),
    search_checks: "Buscar comprobaciones",
    none_found: "Ninguna comprobación es así.",
    no_checks: "Aún no hay comprobaciones",
    no_checks_detail: "Da a los servicios un url en config.json, o haz que Prometheus recoja un blackbox exporter o Uptime Kuma.",
    since: |length| format!("desde hace {length}"),
    since_more: |length| format!("desde hace más de {length}"),
    expired: "caducado",
    history: |pieces, bad, missing, uptime| {
        let mut text = if bad == 0 {
            "Ningún problema visto".to_owned()
        } else {
            format!("{bad} de {pieces} barras con problemas")
        };
        if missing > 0 {
            text.push_str(&format!(", {missing} sin datos"));
        }
        format!("{text}; {uptime}")
    },
    walk: "Historia, las flechas la recorren",
    piece: |when, beat, share| match share {
        Some(share) => format!("{when}: {beat}, {share}"),
        None => format!("{when}: {beat}"),
    },
    incidents: "Fallos en este intervalo",
    no_incidents: "Ninguno.",
    lasting: "continúa",
    began: "Empezó",
    ended: "Acabó",
    lasted: "Duró",
    components: "Componentes, según informa el servicio",
    component: "Componente",
    version: |version| format!("Versión {version}."),
    up_for: |length| format!("En marcha desde hace {length}."),
    response_time: "Tiempo de respuesta",
    windows: "Disponibilidad de lo visto",
    days: |days| match days {
        1 => "24 horas".to_owned(),
        days => format!("{days} días"),
    },
    last_failure: |when, why| format!("Último error, {when}: {why}"),
    own_eyes: |since| {
        format!("Solo lo pregunta este navegador, desde las {since}. Lo anterior no lo sabe.")
    },
    labels: "Etiquetas",
    targets: "Objetivos de Prometheus",
    targets_down: |down, all| {
        let all = number::spanish(all);
        if down == 0 {
            format!("los {all} responden")
        } else {
            format!("{} de {all} no responden", number::spanish(down))
        }
    },
    search_targets: "Buscar objetivos",
    only_problems: "Solo problemas",
    target_up: "Responde",
    target_down: "Caído",
    target_unknown: "Desconocido",
    pool: "Grupo",
    instance: "Instancia",
    last_scrape: "Última lectura",
    took: "Tardó",
    last_error: "Último error",
    and_more: |count| {
        let targets = plural(count, "objetivo", "objetivos");
        format!("{} {targets} más; búscalos.", number::spanish(count))
    },
    old: |length| format!("Hace {length}."),
    no_source: "No hay ningún Prometheus configurado",
    no_source_detail: "Las sondas y los objetivos los conoce Prometheus. Añade uno a sources en config.json.",
    range_of: |from, to| format!("Comprobaciones {from} a {to}"),
};
