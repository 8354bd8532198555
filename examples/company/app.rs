//! One process of the pretend web application: requests, durations, database calls, cache, queues.
//!
//! Contract: a bad release ([`Incident::Release`]) multiplies 5xx answers and adds a slow population to every route. It does
//! not know what the company sells.

use crate::exposition::Exposition;
use crate::exposition::Population;
use crate::rhythm::Flow;
use crate::rhythm::Incident;
use crate::rhythm::noise;
use crate::rhythm::seed;

/// Method, route, share of the requests, median seconds when all is well.
const ROUTES: [(&str, &str, f64, f64); 6] = [
    ("GET", "/", 0.34, 0.022),
    ("GET", "/courses", 0.26, 0.045),
    ("GET", "/courses/:slug", 0.2, 0.06),
    ("GET", "/api/search", 0.1, 0.13),
    ("POST", "/api/leads", 0.02, 0.09),
    ("POST", "/api/orders", 0.08, 0.18),
];

/// Operation, table, calls per request, median seconds.
const DATABASE_CALLS: [(&str, &str, f64, f64); 6] = [
    ("select", "courses", 1.4, 0.0021),
    ("select", "orders", 0.4, 0.0034),
    ("select", "leads", 0.1, 0.0028),
    ("insert", "orders", 0.08, 0.0052),
    ("insert", "leads", 0.02, 0.0047),
    ("update", "orders", 0.09, 0.0061),
];

const QUEUES: [&str; 3] = ["email", "invoices", "search-index"];

const REQUEST_BOUNDS: [f64; 11] = [
    0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0,
];
const DATABASE_BOUNDS: [f64; 9] = [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.5];

/// Requests per second of one process.
const REQUESTS: Flow = Flow::new(9.0, 16.0, 0).during(Incident::Campaign, 11.0);

/// Everything one process exposes.
pub(crate) fn write(instance: &str, at: f64, out: &mut Exposition) {
    write_requests(instance, at, out);
    write_connections(instance, at, out);
    write_database_calls(instance, at, out);
    write_cache(instance, at, out);
    write_queues(instance, at, out);
}

fn write_requests(instance: &str, at: f64, out: &mut Exposition) {
    out.counter(
        "http_requests_total",
        "Requests answered, by route and status.",
    );
    for (method, route, share, _) in ROUTES {
        let all = REQUESTS.times(share);
        let rows = [
            ("200", all.times(0.962)),
            ("302", all.times(0.012)),
            ("404", all.times(0.018)),
            (
                "500",
                all.times(0.003).during(Incident::Release, all.quiet * 0.16),
            ),
            (
                "503",
                all.times(0.001).during(Incident::Release, all.quiet * 0.05),
            ),
        ];
        for (status, flow) in rows {
            let flow = flow.seeded(seed(&[instance, method, route, status]));
            out.events(
                &[("method", method), ("route", route), ("status", status)],
                flow.total(at),
            );
        }
    }
    out.histogram(
        "http_request_duration_seconds",
        "Time from the first byte read to the last byte written.",
    );
    for (method, route, share, median) in ROUTES {
        let seed = seed(&[instance, method, route, "duration"]);
        let all = REQUESTS.times(share).seeded(seed);
        let slow =
            Flow::new(0.01 * all.quiet, 0.0, seed ^ 4).during(Incident::Release, all.quiet * 0.8);
        let mix = [
            Population {
                flow: Flow::new(all.quiet, 0.0, seed),
                median,
                shape: 3.2,
            },
            Population {
                flow: Flow { quiet: 0.0, ..all },
                median: median * 1.6,
                shape: 2.6,
            },
            Population {
                flow: slow,
                median: 0.9 + median,
                shape: 3.0,
            },
        ];
        out.observations(
            &[("method", method), ("route", route)],
            &REQUEST_BOUNDS,
            &mix,
            at,
        );
    }
}

fn write_connections(instance: &str, at: f64, out: &mut Exposition) {
    let connections =
        Flow::new(40.0, 110.0, seed(&[instance, "connections"])).during(Incident::Campaign, 70.0);
    out.gauge("active_connections", "Connections open now.")
        .sample(&[], connections.now(at).round());
    let sockets =
        Flow::new(12.0, 64.0, seed(&[instance, "sockets"])).during(Incident::Campaign, 30.0);
    out.gauge("websocket_connections", "WebSockets open now.")
        .sample(&[], sockets.now(at).round());
    out.counter(
        "rate_limit_hits_total",
        "Requests refused because their sender had sent too many.",
    );
    for (route, quiet, busy) in [("/api/leads", 0.002, 0.006), ("/api/search", 0.02, 0.05)] {
        let flow = Flow::new(quiet, busy, seed(&[instance, route, "limit"]))
            .during(Incident::Campaign, busy * 4.0);
        out.events(&[("route", route)], flow.total(at));
    }
    out.gauge("app_info", "The version that runs.")
        .sample(&[("version", "4.7.2")], 1.0);
}

fn write_database_calls(instance: &str, at: f64, out: &mut Exposition) {
    out.histogram(
        "db_query_duration_seconds",
        "Time that the application waited for the database.",
    );
    for (operation, table, calls, median) in DATABASE_CALLS {
        let seed = seed(&[instance, operation, table]);
        let all = REQUESTS.times(calls).seeded(seed);
        let slow =
            Flow::new(0.004 * all.quiet, 0.0, seed ^ 4).during(Incident::Backup, all.quiet * 0.3);
        let mix = [
            Population {
                flow: all,
                median,
                shape: 3.0,
            },
            Population {
                flow: slow,
                median: median * 12.0,
                shape: 2.6,
            },
        ];
        out.observations(
            &[("operation", operation), ("table", table)],
            &DATABASE_BOUNDS,
            &mix,
            at,
        );
    }
    let pool = Flow::new(6.0, 9.0, seed(&[instance, "pool"])).during(Incident::Release, 6.0);
    out.gauge(
        "db_pool_connections_in_use",
        "Connections of the pool that are lent out.",
    )
    .sample(&[], pool.now(at).round());
    out.gauge(
        "db_pool_connections_max",
        "Connections that the pool may open.",
    )
    .sample(&[], 25.0);
}

fn write_cache(instance: &str, at: f64, out: &mut Exposition) {
    for (name, help, share) in [
        ("cache_hits_total", "Look-ups that the cache answered.", 1.9),
        (
            "cache_misses_total",
            "Look-ups that went on to the database.",
            0.24,
        ),
    ] {
        let flow = REQUESTS.times(share).seeded(seed(&[instance, name]));
        out.counter(name, help)
            .events(&[("cache", "courses")], flow.total(at));
    }
}

fn write_queues(instance: &str, at: f64, out: &mut Exposition) {
    out.gauge("queue_size", "Jobs waiting.");
    for queue in QUEUES {
        let waiting =
            Flow::new(4.0, 20.0, seed(&[instance, queue])).during(Incident::Campaign, 240.0);
        out.sample(
            &[("queue", queue)],
            (waiting.now(at) * (1.0 + 0.4 * noise(seed(&[queue]), at))).round(),
        );
    }
    let jobs = Flow::new(0.25, 0.6, 0).during(Incident::Campaign, 0.8);
    for (name, help, share) in [
        ("jobs_created_total", "Jobs put into a queue.", 1.0),
        ("jobs_processed_total", "Jobs done.", 0.992),
        ("jobs_failed_total", "Jobs given up.", 0.008),
    ] {
        out.counter(name, help);
        for queue in QUEUES {
            out.events(
                &[("queue", queue)],
                jobs.times(share)
                    .seeded(seed(&[instance, queue, "jobs"]))
                    .total(at),
            );
        }
    }
}
