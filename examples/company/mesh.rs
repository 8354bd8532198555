//! The mesh that carries messages between the services: what it carries, how soon, what it refuses, how old its keys are.
//!
//! Contract: a bad release opens the circuit breaker of the backend; the key of the worker is always overdue. It does not
//! know what the messages say.

use crate::exposition::Exposition;
use crate::exposition::Population;
use crate::rhythm::Flow;
use crate::rhythm::Incident;
use crate::rhythm::seed;

const HOUR: f64 = 3_600.0;
const DAY: f64 = 86_400.0;

/// Service, days between rotations of its key.
const KEYS: [(&str, f64); 3] = [("frontend", 1.0), ("backend", 0.5), ("worker", 90.0)];

/// What the mesh exposes.
pub(crate) fn write(at: f64, out: &mut Exposition) {
    let messages = Flow::new(2.0, 6.0, 0);
    for (name, help, share) in [
        (
            "mesh_messages_sent_total",
            "Messages handed to the mesh.",
            1.0,
        ),
        (
            "mesh_messages_received_total",
            "Messages taken from the mesh.",
            0.996,
        ),
        (
            "mesh_messages_failed_total",
            "Messages that were given up.",
            0.004,
        ),
    ] {
        out.counter(name, help);
        for service in ["frontend", "backend", "worker"] {
            let flow = messages
                .times(share)
                .during(Incident::Release, if share < 0.1 { 0.2 } else { 0.0 });
            out.events(
                &[("service", service)],
                flow.seeded(seed(&[name, service])).total(at),
            );
        }
    }
    out.histogram(
        "mesh_message_latency_seconds",
        "Time from sending to receiving.",
    );
    let late = Flow::new(0.01, 0.0, 32).during(Incident::Release, 0.6);
    let mix = [
        Population {
            flow: messages.times(3.0).seeded(31),
            median: 0.006,
            shape: 3.0,
        },
        Population {
            flow: late,
            median: 0.2,
            shape: 2.5,
        },
    ];
    out.observations(
        &[],
        &[0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0],
        &mix,
        at,
    );
    out.gauge("mesh_sessions_active", "Sessions open now.")
        .sample(&[], Flow::new(9.0, 14.0, 33).now(at).round());
    out.gauge(
        "mesh_circuit_breaker_state",
        "0 closed, 1 half open, 2 open.",
    );
    for service in ["backend", "worker"] {
        let state = if service == "backend" {
            (2.0 * Incident::Release.strength(at)).round()
        } else {
            0.0
        };
        out.sample(&[("service", service)], state);
    }
    let limited = Flow::new(0.003, 0.004, 34).during(Incident::Campaign, 0.05);
    out.counter(
        "mesh_rate_limit_hits_total",
        "Messages refused for their number.",
    )
    .events(&[], limited.total(at));
    // The key of the worker is rotated every 90 days, which is late: an alert that is always there.
    out.gauge(
        "mesh_key_last_rotation_timestamp_seconds",
        "When the key was last replaced.",
    );
    for (service, days) in KEYS {
        let age = at.rem_euclid(days * DAY);
        let age = if service == "worker" {
            age.max(45.0 * DAY)
        } else {
            age
        };
        out.sample(&[("service", service)], ((at - age) / HOUR).floor() * HOUR);
    }
    let rotations = KEYS.iter().map(|(_, days)| (at / (days * DAY)).floor());
    out.counter("mesh_key_rotations_total", "Keys replaced.")
        .events(&[], rotations.sum());
}
