//! Five of the company's services as its Uptime Kuma would see them: on some days one does not come through bad releases,
//! one is down while they last, one is under maintenance while the database is backed up.
//!
//! Contract: names and labels as Uptime Kuma 1.23 writes them; `monitor_status` is 1 up, 0 down, 2 pending, 3 maintenance.
//! <https://github.com/louislam/uptime-kuma/blob/1.23.X/server/prometheus.js>

use crate::exposition::Exposition;
use crate::rhythm::EPOCH;
use crate::rhythm::Flow;
use crate::rhythm::Incident;
use crate::rhythm::scatter;

const UP: f64 = 1.0;
const DOWN: f64 = 0.0;
const PENDING: f64 = 2.0;
const MAINTENANCE: f64 = 3.0;

/// Certificates are renewed a month before they end, which is every sixty days.
const LIFE: f64 = 60.0;
const LEFT: f64 = 30.0;
const DAY: f64 = 86_400.0;

/// A service that is watched.
struct Monitor {
    name: &'static str,
    url: &'static str,
    /// Milliseconds of an answer.
    wait: Flow,
    trouble: Option<Trouble>,
    /// Days since its certificate was renewed when counting began.
    renewed: f64,
}

/// What a service goes through on some days.
struct Trouble {
    incident: Incident,
    /// As long as the incident is at least so strong.
    from: f64,
    state: f64,
    /// One day in so many.
    one_in: f64,
    /// Which days those are.
    seed: u64,
}

const MONITORS: [Monitor; 5] = [
    Monitor {
        name: "Shop",
        url: "https://shop.example.org",
        wait: Flow::new(120.0, 60.0, 301).during(Incident::Campaign, 90.0),
        trouble: None,
        renewed: 12.0,
    },
    Monitor {
        name: "Checkout",
        url: "https://shop.example.org/checkout",
        wait: Flow::new(180.0, 90.0, 302).during(Incident::Release, 900.0),
        trouble: Some(Trouble {
            incident: Incident::Release,
            from: 1.0,
            state: PENDING,
            one_in: 14.0,
            seed: 2,
        }),
        renewed: 12.0,
    },
    Monitor {
        name: "Search",
        url: "https://search.example.org",
        wait: Flow::new(40.0, 30.0, 303).during(Incident::Release, 2_000.0),
        trouble: Some(Trouble {
            incident: Incident::Release,
            from: 0.5,
            state: DOWN,
            one_in: 9.0,
            seed: 3,
        }),
        renewed: 41.0,
    },
    Monitor {
        name: "Reports",
        url: "https://reports.example.org",
        wait: Flow::new(310.0, 40.0, 304),
        trouble: Some(Trouble {
            incident: Incident::Backup,
            from: 0.5,
            state: MAINTENANCE,
            one_in: 8.0,
            seed: 15,
        }),
        renewed: 3.0,
    },
    Monitor {
        name: "Course player",
        url: "https://play.example.org",
        wait: Flow::new(90.0, 50.0, 305),
        trouble: None,
        renewed: 55.0,
    },
];

pub(crate) fn write(at: f64, out: &mut Exposition) {
    let status = out.gauge(
        "monitor_status",
        "Monitor Status (1 = UP, 0= DOWN, 2= PENDING, 3= MAINTENANCE)",
    );
    for monitor in &MONITORS {
        status.sample(&labels(monitor), state(monitor, at));
    }
    let time = out.gauge("monitor_response_time", "Monitor Response Time (ms)");
    for monitor in &MONITORS {
        if state(monitor, at) != DOWN {
            time.sample(&labels(monitor), monitor.wait.now(at).round());
        }
    }
    let days = out.gauge(
        "monitor_cert_days_remaining",
        "The number of days remaining until the certificate expires",
    );
    for monitor in &MONITORS {
        let since = (at - EPOCH) / DAY + monitor.renewed;
        days.sample(
            &labels(monitor),
            (LIFE + LEFT - since.rem_euclid(LIFE)).floor(),
        );
    }
    let valid = out.gauge(
        "monitor_cert_is_valid",
        "Is the certificate still valid? (1 = Yes, 0= No)",
    );
    for monitor in &MONITORS {
        valid.sample(&labels(monitor), 1.0);
    }
}

fn state(monitor: &Monitor, at: f64) -> f64 {
    match &monitor.trouble {
        Some(trouble) if trouble.is_on(at) => trouble.state,
        _ => UP,
    }
}

impl Trouble {
    fn is_on(&self, at: f64) -> bool {
        let day = (at / DAY) as u64;
        let chance = (scatter((self.seed * 1_000_003) ^ day) + 1.0) / 2.0;
        chance < 1.0 / self.one_in && self.incident.strength(at) >= self.from
    }
}

fn labels(monitor: &Monitor) -> [(&'static str, &'static str); 5] {
    [
        ("monitor_name", monitor.name),
        ("monitor_type", "http"),
        ("monitor_url", monitor.url),
        ("monitor_hostname", "null"),
        ("monitor_port", "null"),
    ]
}
