//! `/`: the first page.

use crate::alert::severity::Severity;
use crate::overview::figure::Figure;
use crate::overview::figure::Grade;
use crate::overview::verdict::Seen;
use crate::overview::verdict::Tone;
use crate::words::number::english;
use crate::words::number::plural;
use crate::words::number::spanish;

/// Texts of the first page.
#[derive(Clone, Copy, Debug)]
pub struct Overview {
    pub verdict: fn(tone: Tone, seen: &Seen) -> String,
    pub rest: fn(seen: &Seen) -> String,
    pub firing: &'static str,
    pub all_alerts: &'static str,
    pub answer: fn(severity: Severity) -> &'static str,
    pub not_yet: &'static str,
    pub nobody_told: &'static str,
    pub nothing_fires: &'static str,
    pub nothing_fires_detail: fn(rules: usize) -> String,
    pub no_alerting: &'static str,
    pub no_alerting_detail: &'static str,
    pub overdue: fn(length: &str) -> String,
    pub due: fn(length: &str) -> String,
    pub since: fn(length: &str) -> String,
    pub checks: &'static str,
    pub all_checks: fn(count: usize) -> String,
    pub no_checks: &'static str,
    pub no_checks_detail: &'static str,
    pub figure: fn(figure: Figure) -> &'static str,
    pub grade: fn(figure: Figure, grade: Grade) -> &'static str,
    pub mean: &'static str,
    pub no_metrics: &'static str,
    pub errors: &'static str,
    pub open_logs: &'static str,
    pub service: &'static str,
    pub count: &'static str,
    pub trend: &'static str,
    pub trend_of: fn(service: &str) -> String,
    pub no_errors: &'static str,
    pub no_errors_detail: &'static str,
    pub no_logs: &'static str,
    pub no_logs_detail: &'static str,
    pub budgets: &'static str,
    pub budget_window: &'static str,
    pub objective: fn(share: &str) -> String,
    pub left: fn(share: &str) -> String,
    pub spent: &'static str,
    pub no_budgets: &'static str,
    pub no_budgets_detail: &'static str,
    pub open: &'static str,
}

pub static ENGLISH: Overview = Overview {
    verdict: |tone, seen| match tone {
        Tone::Critical if seen.critical > 0 => format!(
            "{} critical {}.",
            english(seen.critical),
            plural(seen.critical, "alert fires", "alerts fire")
        ),
        Tone::Critical => format!(
            "{} of {} checks {} not work.",
            english(seen.down),
            english(seen.checks),
            plural(seen.down, "does", "do")
        ),
        Tone::Warning if seen.warning > 0 => format!(
            "{} {}.",
            english(seen.warning),
            plural(seen.warning, "warning", "warnings")
        ),
        Tone::Warning => "Not everything is as it should be.".to_owned(),
        Tone::Unknown => "Not everything can be asked.".to_owned(),
        Tone::Waiting => "Asking how everything is.".to_owned(),
        Tone::Calm => "All is well.".to_owned(),
    },
    rest: |seen| {
        let mut parts = Vec::new();
        if seen.critical > 0 && seen.warning > 0 {
            parts.push(format!(
                "{} {}",
                english(seen.warning),
                plural(seen.warning, "warning", "warnings")
            ));
        }
        if seen.down > 0 && seen.critical > 0 {
            parts.push(format!(
                "{} of {} checks {} not work",
                english(seen.down),
                english(seen.checks),
                plural(seen.down, "does", "do")
            ));
        }
        if seen.weak > 0 {
            parts.push(format!(
                "{} of {} checks {} weak",
                english(seen.weak),
                english(seen.checks),
                plural(seen.weak, "is", "are")
            ));
        }
        if seen.spent > 0 {
            parts.push(format!(
                "{} error {} spent",
                english(seen.spent),
                plural(seen.spent, "budget is", "budgets are")
            ));
        }
        if seen.unknown {
            parts.push("some tiles have no answer".to_owned());
        } else if parts.is_empty() && !seen.waiting && seen.critical + seen.warning == 0 {
            parts.push("No alert that asks for somebody fires".to_owned());
            if seen.checks > 0 && seen.down == 0 {
                parts.push(format!(
                    "no check of {} is in trouble",
                    english(seen.checks)
                ));
            }
        }
        sentence(&parts, "; ")
    },
    firing: "Firing alerts",
    all_alerts: "All alerts",
    answer: |severity| match severity {
        Severity::Critical => "answer in 5 min",
        Severity::Warning => "answer in 30 min",
        Severity::Info | Severity::Other => "best effort",
    },
    not_yet: "not firing yet",
    nobody_told: "nobody is told",
    nothing_fires: "Nothing fires",
    nothing_fires_detail: |rules| {
        format!(
            "{} alert {} watched.",
            english(rules),
            plural(rules, "rule is", "rules are")
        )
    },
    no_alerting: "No source of alerts",
    no_alerting_detail: "config.json names neither an Alertmanager nor a Prometheus.",
    overdue: |length| format!("{length} overdue"),
    due: |length| format!("answer in {length}"),
    since: |length| format!("for {length}"),
    checks: "Worst checks",
    all_checks: |count| format!("All {}", english(count)),
    no_checks: "No checks",
    no_checks_detail: "Prometheus has no probe metrics, and config.json gives no service an address.",
    figure: |figure| match figure {
        Figure::Requests => "Requests",
        Figure::Errors => "Errors (5xx)",
        Figure::Duration => "Duration p95",
        Figure::Leads => "Leads, 24 h",
        Figure::Revenue => "Revenue, 1 h",
        Figure::Paint => "LCP p75",
    },
    grade: |figure, grade| match (figure, grade) {
        (Figure::Paint, Grade::Good) => "Good",
        (Figure::Paint, Grade::Worse) => "Needs work",
        (Figure::Paint, Grade::Bad) => "Poor",
        (_, Grade::Good) => "OK",
        (_, Grade::Worse) => "Warning",
        (_, Grade::Bad) => "Critical",
    },
    mean: "on average",
    no_metrics: "No such metric at the end of this range",
    errors: "Error logs by service",
    open_logs: "Open in logs",
    service: "Service",
    count: "Errors",
    trend: "Trend",
    trend_of: |service| format!("Errors of {service} over the range"),
    no_errors: "No errors",
    no_errors_detail: "No service wrote a line of level error or worse in this range.",
    no_logs: "No Loki",
    no_logs_detail: "config.json names no source of logs.",
    budgets: "Error budget left",
    budget_window: "30 days",
    objective: |share| format!("objective {share}"),
    left: |share| format!("{share} left"),
    spent: "Spent",
    no_budgets: "No objectives",
    no_budgets_detail: "Prometheus has no recorded error budgets; deploy/prometheus/rules/slo.yml records them.",
    open: "Open",
};

pub static SPANISH: Overview = Overview {
    verdict: |tone, seen| match tone {
        Tone::Critical if seen.critical > 0 => format!(
            "{} {}.",
            spanish(seen.critical),
            plural(
                seen.critical,
                "alerta crítica salta",
                "alertas críticas saltan"
            )
        ),
        Tone::Critical => format!(
            "{} de {} comprobaciones no {}.",
            spanish(seen.down),
            spanish(seen.checks),
            plural(seen.down, "funciona", "funcionan")
        ),
        Tone::Warning if seen.warning > 0 => format!(
            "{} {}.",
            spanish(seen.warning),
            plural(seen.warning, "aviso", "avisos")
        ),
        Tone::Warning => "No todo está como debería.".to_owned(),
        Tone::Unknown => "No se puede preguntar por todo.".to_owned(),
        Tone::Waiting => "Preguntando cómo está todo.".to_owned(),
        Tone::Calm => "Todo va bien.".to_owned(),
    },
    rest: |seen| {
        let mut parts = Vec::new();
        if seen.critical > 0 && seen.warning > 0 {
            parts.push(format!(
                "{} {}",
                spanish(seen.warning),
                plural(seen.warning, "aviso", "avisos")
            ));
        }
        if seen.down > 0 && seen.critical > 0 {
            parts.push(format!(
                "{} de {} comprobaciones no {}",
                spanish(seen.down),
                spanish(seen.checks),
                plural(seen.down, "funciona", "funcionan")
            ));
        }
        if seen.weak > 0 {
            parts.push(format!(
                "{} de {} comprobaciones {}",
                spanish(seen.weak),
                spanish(seen.checks),
                plural(seen.weak, "flaquea", "flaquean")
            ));
        }
        if seen.spent > 0 {
            parts.push(format!(
                "{} {}",
                spanish(seen.spent),
                plural(
                    seen.spent,
                    "presupuesto de error está agotado",
                    "presupuestos de error están agotados"
                )
            ));
        }
        if seen.unknown {
            parts.push("hay recuadros sin respuesta".to_owned());
        } else if parts.is_empty() && !seen.waiting && seen.critical + seen.warning == 0 {
            parts.push("No salta ninguna alerta que pida a alguien".to_owned());
            if seen.checks > 0 && seen.down == 0 {
                parts.push(format!(
                    "ninguna de {} comprobaciones tiene problemas",
                    spanish(seen.checks)
                ));
            }
        }
        sentence(&parts, "; ")
    },
    firing: "Alertas activas",
    all_alerts: "Todas las alertas",
    answer: |severity| match severity {
        Severity::Critical => "responder en 5 min",
        Severity::Warning => "responder en 30 min",
        Severity::Info | Severity::Other => "cuando se pueda",
    },
    not_yet: "aún no saltan",
    nobody_told: "no se avisa",
    nothing_fires: "No salta ninguna",
    nothing_fires_detail: |rules| {
        format!(
            "Se {} {} de alerta.",
            plural(rules, "vigila", "vigilan"),
            [&spanish(rules), plural(rules, " regla", " reglas")].concat()
        )
    },
    no_alerting: "Sin fuente de alertas",
    no_alerting_detail: "config.json no nombra ni un Alertmanager ni un Prometheus.",
    overdue: |length| format!("{length} de retraso"),
    due: |length| format!("responder en {length}"),
    since: |length| format!("desde hace {length}"),
    checks: "Peores comprobaciones",
    all_checks: |count| format!("Las {}", spanish(count)),
    no_checks: "Sin comprobaciones",
    no_checks_detail: "Prometheus no tiene métricas de sondas, y config.json no da dirección a ningún servicio.",
    figure: |figure| match figure {
        Figure::Requests => "Peticiones",
        Figure::Errors => "Errores (5xx)",
        Figure::Duration => "Duración p95",
        Figure::Leads => "Leads, 24 h",
        Figure::Revenue => "Ingresos, 1 h",
        Figure::Paint => "LCP p75",
    },
    grade: |figure, grade| match (figure, grade) {
        (Figure::Paint, Grade::Good) => "Bueno",
        (Figure::Paint, Grade::Worse) => "Mejorable",
        (Figure::Paint, Grade::Bad) => "Malo",
        (_, Grade::Good) => "Correcto",
        (_, Grade::Worse) => "Aviso",
        (_, Grade::Bad) => "Crítico",
    },
    mean: "de media",
    no_metrics: "No hay tal métrica al final de este intervalo",
    errors: "Errores en los logs por servicio",
    open_logs: "Abrir en logs",
    service: "Servicio",
    count: "Errores",
    trend: "Tendencia",
    trend_of: |service| format!("Errores de {service} en el intervalo"),
    no_errors: "Sin errores",
    no_errors_detail: "Ningún servicio escribió una línea de nivel error o peor en este intervalo.",
    no_logs: "Sin Loki",
    no_logs_detail: "config.json no nombra ninguna fuente de logs.",
    budgets: "Presupuesto de error",
    budget_window: "30 días",
    objective: |share| format!("objetivo {share}"),
    left: |share| format!("queda {share}"),
    spent: "Agotado",
    no_budgets: "Sin objetivos",
    no_budgets_detail: "Prometheus no tiene presupuestos de error registrados; los registra deploy/prometheus/rules/slo.yml.",
    open: "Abrir",
};

/// Parts as one sentence; empty for none.
fn sentence(parts: &[String], between: &str) -> String {
    let text = parts.join(between);
    let mut letters = text.chars();
    match letters.next() {
        Some(first) => format!("{}{}.", first.to_uppercase(), letters.as_str()),
        None => text,
    }
}
