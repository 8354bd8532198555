//! What the company as a whole exposes: leads, orders, campaigns, visitors' browsers, the message mesh.
//!
//! Contract: gauges over a window (`leads_last_hour`) are differences of the counter they belong to. It does not know the
//! processes that serve the site.

use crate::exposition::Exposition;
use crate::exposition::Population;
use crate::rhythm::Flow;
use crate::rhythm::Incident;
use crate::rhythm::bustle;
use crate::rhythm::scatter;
use crate::rhythm::seed;

const HOUR: f64 = 3_600.0;
const DAY: f64 = 86_400.0;

const LEADS: Flow = Flow::new(0.0012, 0.0035, 11).during(Incident::Campaign, 0.01);

/// Name, median of a good page, bounds; seconds, but for the score of layout shift.
type Vital = (&'static str, &'static str, f64, &'static [f64]);

const VITALS: [Vital; 6] = [
    (
        "web_vitals_lcp_seconds",
        "Largest Contentful Paint.",
        1.5,
        &[0.5, 1.0, 1.5, 2.0, 2.5, 3.0, 4.0, 6.0, 10.0],
    ),
    (
        "web_vitals_inp_seconds",
        "Interaction to Next Paint.",
        0.11,
        &[0.05, 0.1, 0.15, 0.2, 0.3, 0.5, 0.75, 1.0],
    ),
    (
        "web_vitals_fcp_seconds",
        "First Contentful Paint.",
        0.9,
        &[0.3, 0.6, 0.9, 1.2, 1.8, 2.4, 3.0, 5.0],
    ),
    (
        "web_vitals_ttfb_seconds",
        "Time to First Byte.",
        0.32,
        &[0.1, 0.2, 0.4, 0.6, 0.8, 1.2, 1.8, 3.0],
    ),
    (
        "web_vitals_fid_seconds",
        "First Input Delay (retired).",
        0.018,
        &[0.01, 0.025, 0.05, 0.1, 0.2, 0.3],
    ),
    (
        "web_vitals_cls",
        "Cumulative Layout Shift, a score.",
        0.045,
        &[0.01, 0.025, 0.05, 0.1, 0.15, 0.25, 0.5, 1.0],
    ),
];

/// Page and how heavy it is.
const PAGES: [(&str, f64); 3] = [("/", 1.0), ("/courses", 1.25), ("/contact", 0.8)];

/// Device, how slow it is, its share of the visits.
const DEVICES: [(&str, f64, f64); 2] = [("desktop", 1.0, 0.4), ("mobile", 1.55, 0.6)];

/// Everything but the processes.
pub(crate) fn write(at: f64, out: &mut Exposition) {
    write_leads(at, out);
    write_orders(at, out);
    write_vitals(at, out);
    write_mesh(at, out);
}

fn write_leads(at: f64, out: &mut Exposition) {
    let until = |at: f64| LEADS.total(at).floor();
    out.counter("leads_total", "People who left their address.")
        .sample(&[], until(at));
    out.gauge("leads_last_hour", "Leads of the last hour.")
        .sample(&[], until(at) - until(at - HOUR));
    out.gauge("leads_last_24h", "Leads of the last day.")
        .sample(&[], until(at) - until(at - DAY));
    let errors = Flow::new(0.00002, 0.00002, 12).during(Incident::Release, 0.002);
    out.counter(
        "lead_submission_errors_total",
        "Leads that could not be stored.",
    )
    .events(&[], errors.total(at));
    out.gauge("courses_published", "Courses on the site.")
        .sample(&[], 148.0 + ((at / DAY).floor() % 9.0));
    out.gauge("campaigns_active", "Campaigns that run now.")
        .sample(&[], 3.0 + (2.0 * bustle(at)).round());
    out.gauge("campaign_spend_euros", "Spent today.");
    for (campaign, budget) in [
        ("brand", 120.0),
        ("courses-autumn", 260.0),
        ("remarketing", 80.0),
        ("video", 150.0),
    ] {
        let day = (at / DAY).floor();
        let spent = budget
            * (1.0 + 0.1 * scatter(seed(&[campaign]) ^ day as u64))
            * (at.rem_euclid(DAY) / DAY);
        out.sample(&[("campaign", campaign)], (spent * 100.0).round() / 100.0);
    }
}

fn write_orders(at: f64, out: &mut Exposition) {
    let orders = Flow::new(0.004, 0.012, 0).during(Incident::Campaign, 0.02);
    out.counter("orders_created_total", "Orders, by what became of them.");
    for (status, share) in [("paid", 0.87), ("pending", 0.09), ("failed", 0.04)] {
        out.events(
            &[("status", status)],
            orders
                .times(share)
                .seeded(seed(&["orders", status]))
                .total(at),
        );
    }
    out.counter("revenue_total_cents", "Money taken, in hundredths.");
    for (currency, cents) in [("EUR", 18_900.0), ("USD", 4_100.0)] {
        out.events(
            &[("currency", currency)],
            orders
                .times(cents)
                .seeded(seed(&["revenue", currency]))
                .total(at),
        );
    }
}

fn write_vitals(at: f64, out: &mut Exposition) {
    let visits = Flow::new(0.08, 0.3, 0).during(Incident::Campaign, 0.3);
    for (name, help, median, bounds) in VITALS {
        out.histogram(name, help);
        for (page, weight) in PAGES {
            for (device, slowness, share) in DEVICES {
                let seed = seed(&[name, page, device]);
                let slow = Flow::new(0.004, 0.0, seed ^ 4).during(Incident::Release, 0.12);
                let median = median * weight * slowness;
                let mix = [
                    Population {
                        flow: visits.times(share).seeded(seed),
                        median,
                        shape: 2.7,
                    },
                    Population {
                        flow: slow.times(share),
                        median: median * 2.4,
                        shape: 3.0,
                    },
                ];
                out.observations(&[("device", device), ("page", page)], bounds, &mix, at);
            }
        }
    }
}

fn write_mesh(at: f64, out: &mut Exposition) {
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
    // Keys of the worker are rotated every 90 days, which is late: an alert that is always there.
    out.gauge(
        "mesh_key_last_rotation_timestamp_seconds",
        "When the key was last replaced.",
    );
    for (service, days) in [("frontend", 7.0), ("backend", 7.0), ("worker", 90.0)] {
        let age = (at.rem_euclid(days * DAY)).min(at);
        let age = if service == "worker" {
            age.max(45.0 * DAY)
        } else {
            age
        };
        out.sample(&[("service", service)], ((at - age) / DAY).floor() * DAY);
    }
    let rotations = Flow::new(3.0 / (7.0 * DAY), 0.0, 35);
    out.counter("mesh_key_rotations_total", "Keys replaced.")
        .events(&[], rotations.total(at));
}
