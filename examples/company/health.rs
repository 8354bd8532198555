//! What the pretend company answers when asked how it is: `/health`, `/health/components/<name>`, `/ready`, `/live`.
//!
//! Contract: JSON text; `healthy` with every check up, `degraded` with a check at `warning` while a bad release lasts, or
//! when it is asked to warn. The company never dies of its incidents. It knows no HTTP.

use time::OffsetDateTime;

use crate::rhythm::EPOCH;
use crate::rhythm::Flow;
use crate::rhythm::Incident;

const VERSION: &str = "4.7.2";

/// Name, what it waits for in milliseconds.
const COMPONENTS: [(&str, Flow); 4] = [
    (
        "database",
        Flow::new(4.0, 5.0, 61).during(Incident::Backup, 30.0),
    ),
    ("cache", Flow::new(0.6, 0.4, 62)),
    (
        "queue",
        Flow::new(2.0, 2.0, 63).during(Incident::Campaign, 9.0),
    ),
    (
        "search",
        Flow::new(18.0, 30.0, 64).during(Incident::Release, 900.0),
    ),
];

/// The body of `/health` at Unix second `at`; whether a check warns is for the hour to say, unless it is said here.
pub(crate) fn body(at: f64, warns: Option<bool>) -> String {
    let warns = warns.unwrap_or_else(|| releasing(at));
    let checks: Vec<String> = COMPONENTS
        .iter()
        .map(|(name, wait)| format!("\"{name}\":{}", check(name, wait, at, warns)))
        .collect();
    let status = if warns { "degraded" } else { "healthy" };
    format!(
        "{{\"status\":\"{status}\",\"timestamp\":\"{}\",\"checks\":{{{}}},\"uptime\":{},\"version\":\"{VERSION}\"}}",
        timestamp(at),
        checks.join(","),
        (at - EPOCH).floor(),
    )
}

/// The body of `/health/components/<name>`; nothing for a component the company does not have.
pub(crate) fn component(name: &str, at: f64) -> Option<String> {
    COMPONENTS
        .iter()
        .find(|(known, _)| *known == name)
        .map(|(name, wait)| check(name, wait, at, releasing(at)))
}

fn check(name: &str, wait: &Flow, at: f64, warns: bool) -> String {
    let status = if name == "search" && warns {
        "warning"
    } else {
        "up"
    };
    format!(
        "{{\"status\":\"{status}\",\"responseTime\":\"{}ms\"}}",
        wait.now(at).round()
    )
}

fn releasing(at: f64) -> bool {
    Incident::Release.strength(at) > 0.5
}

fn timestamp(at: f64) -> String {
    // A clock outside the calendar is not worth an error: the start of 1970 is plainly wrong to whoever reads it.
    let moment =
        OffsetDateTime::from_unix_timestamp(at as i64).unwrap_or(OffsetDateTime::UNIX_EPOCH);
    let (year, month, day) = (moment.year(), u8::from(moment.month()), moment.day());
    let (hour, minute, second) = moment.to_hms();
    format!("{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}Z")
}
