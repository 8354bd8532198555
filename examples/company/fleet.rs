//! Who there is to scrape: jobs and instances of the pretend company, as its Prometheus names them.
//!
//! Contract: [`TARGETS`] and the files in `targets/` list the same jobs and instances, or history and the live scrape
//! would be different series. It does not know the numbers.

use crate::app;
use crate::business;
use crate::exposition::Exposition;
use crate::machine;
use crate::rhythm::noise;
use crate::rhythm::seed;
use crate::storage;

/// What a target exposes.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Job {
    /// One process of the web application.
    App,
    /// Orders, leads, campaigns, visitors' browsers, the message mesh.
    Company,
    /// A machine, as node exporter would see it.
    Node,
    /// The database, as postgres exporter would see it.
    Postgres,
    /// The cache, as redis exporter would see it.
    Redis,
}

/// One thing that Prometheus scrapes.
pub(crate) struct Target {
    pub(crate) job: Job,
    pub(crate) instance: &'static str,
}

/// All of them.
pub(crate) const TARGETS: [Target; 8] = [
    Target {
        job: Job::App,
        instance: "app-1",
    },
    Target {
        job: Job::App,
        instance: "app-2",
    },
    Target {
        job: Job::Company,
        instance: "company",
    },
    Target {
        job: Job::Node,
        instance: "app-1",
    },
    Target {
        job: Job::Node,
        instance: "app-2",
    },
    Target {
        job: Job::Node,
        instance: "db-1",
    },
    Target {
        job: Job::Postgres,
        instance: "db-1",
    },
    Target {
        job: Job::Redis,
        instance: "db-1",
    },
];

impl Job {
    /// As in the label `job` and in the path `/<job>/<instance>/metrics`.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::App => "app",
            Self::Company => "company",
            Self::Node => "node",
            Self::Postgres => "postgres",
            Self::Redis => "redis",
        }
    }
}

/// What the target itself exposes at Unix second `at`.
pub(crate) fn write(target: &Target, at: f64, out: &mut Exposition) {
    match target.job {
        Job::App => app::write(target.instance, at, out),
        Job::Company => business::write(at, out),
        Job::Node => machine::write(target.instance, at, out),
        Job::Postgres => storage::write_postgres(at, out),
        Job::Redis => storage::write_redis(at, out),
    }
}

/// What Prometheus itself would have noted about the target: it was up.
pub(crate) fn write_outside(target: &Target, at: f64, out: &mut Exposition) {
    let pause = 0.004 + 0.002 * noise(seed(&["scrape", target.job.name(), target.instance]), at);
    out.gauge("up", "").sample(&[], 1.0);
    out.gauge("scrape_duration_seconds", "").sample(&[], pause);
}
