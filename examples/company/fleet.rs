//! Who there is to scrape: jobs and instances of the pretend company, as its Prometheus names them.
//!
//! Contract: [`TARGETS`] and the files in `targets/` list the same jobs and instances, or history and the live scrape
//! would be different series. It does not know the numbers.

use crate::app;
use crate::business;
use crate::container;
use crate::delivery;
use crate::exposition::Exposition;
use crate::kuma;
use crate::machine;
use crate::mesh;
use crate::rhythm::noise;
use crate::rhythm::seed;
use crate::secret;
use crate::storage;
use crate::table;
use crate::web;

/// What a target exposes.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Job {
    /// One process of the web application.
    App,
    /// Secrets in AWS, as YACE would see them.
    Aws,
    /// Secrets in Azure, as azure-keyvault-exporter would see them.
    Azure,
    /// Containers of a machine, as cAdvisor would see them.
    Cadvisor,
    /// Orders, leads, campaigns, visitors' browsers, the message mesh, ages of secrets.
    Company,
    /// Pipelines and deployments, as gitlab-ci-pipelines-exporter would see them.
    Gitlab,
    /// Load tests, as k6 writes them.
    K6,
    /// The web server, as nginx-prometheus-exporter would see it.
    Nginx,
    /// A machine, as node exporter would see it.
    Node,
    /// The database, as postgres exporter would see it.
    Postgres,
    /// The cache, as redis exporter would see it.
    Redis,
    /// Findings in images, as Trivy's operator would count them.
    Trivy,
    /// The company's services, as its Uptime Kuma would see them.
    UptimeKuma,
    /// A node of Vault.
    Vault,
}

/// One thing that Prometheus scrapes.
pub(crate) struct Target {
    pub(crate) job: Job,
    pub(crate) instance: &'static str,
}

/// All of them.
pub(crate) const TARGETS: [Target; 21] = [
    target(Job::App, "app-1"),
    target(Job::App, "app-2"),
    target(Job::Aws, "eu-west-1"),
    target(Job::Azure, "shop"),
    target(Job::Cadvisor, "app-1"),
    target(Job::Cadvisor, "app-2"),
    target(Job::Cadvisor, "db-1"),
    target(Job::Company, "company"),
    target(Job::Gitlab, "gitlab"),
    target(Job::K6, "staging"),
    target(Job::Nginx, "app-1"),
    target(Job::Node, "app-1"),
    target(Job::Node, "app-2"),
    target(Job::Node, "db-1"),
    target(Job::Postgres, "db-1"),
    target(Job::Redis, "db-1"),
    target(Job::Trivy, "images"),
    target(Job::UptimeKuma, "kuma"),
    target(Job::Vault, "vault-1"),
    target(Job::Vault, "vault-2"),
    target(Job::Vault, "vault-3"),
];

/// Who is asked from outside, by the blackbox exporter.
pub(crate) const PROBES: [&str; 2] = ["company", "company-ready"];

const fn target(job: Job, instance: &'static str) -> Target {
    Target { job, instance }
}

impl Job {
    /// Does it say how services are?
    pub(crate) fn is_check(self) -> bool {
        self == Self::UptimeKuma
    }

    /// As in the label `job` and in the path `/<job>/<instance>/metrics`.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::App => "app",
            Self::Aws => "aws",
            Self::Azure => "azure",
            Self::Cadvisor => "cadvisor",
            Self::Company => "company",
            Self::Gitlab => "gitlab",
            Self::K6 => "k6",
            Self::Nginx => "nginx",
            Self::Node => "node",
            Self::Postgres => "postgres",
            Self::Redis => "redis",
            Self::Trivy => "trivy",
            Self::UptimeKuma => "uptime-kuma",
            Self::Vault => "vault",
        }
    }
}

/// What the target itself exposes at Unix second `at`.
pub(crate) fn write(target: &Target, at: f64, out: &mut Exposition) {
    match target.job {
        Job::App => app::write(target.instance, at, out),
        Job::Aws => secret::write_aws(at, out),
        Job::Azure => secret::write_azure(at, out),
        Job::Cadvisor => container::write(target.instance, at, out),
        Job::Company => {
            business::write(at, out);
            mesh::write(at, out);
            secret::write_rotations(at, out);
        }
        Job::Gitlab => delivery::write_pipelines(at, out),
        Job::K6 => delivery::write_load(at, out),
        Job::Nginx => web::write(at, out),
        Job::Node => machine::write(target.instance, at, out),
        Job::Postgres => {
            storage::write_postgres(at, out);
            table::write(at, out);
        }
        Job::Redis => storage::write_redis(at, out),
        Job::Trivy => delivery::write_findings(at, out),
        Job::UptimeKuma => kuma::write(at, out),
        Job::Vault => secret::write_vault(target.instance, at, out),
    }
}

/// What the blackbox exporter would have noted about the company at Unix second `at`: it never fails by itself.
pub(crate) fn write_probe(instance: &str, at: f64, out: &mut Exposition) {
    let took = 0.004 + 0.002 * noise(seed(&["probe", instance]), at);
    out.gauge("probe_success", "").sample(&[], 1.0);
    out.gauge("probe_duration_seconds", "").sample(&[], took);
    out.gauge("probe_http_status_code", "").sample(&[], 200.0);
}

/// What Prometheus itself would have noted about the target: it was up.
pub(crate) fn write_outside(target: &Target, at: f64, out: &mut Exposition) {
    let pause = 0.004 + 0.002 * noise(seed(&["scrape", target.job.name(), target.instance]), at);
    out.gauge("up", "").sample(&[], 1.0);
    out.gauge("scrape_duration_seconds", "").sample(&[], pause);
}
