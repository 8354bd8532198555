//! How the company's software gets to its visitors: pipelines and deployments as gitlab-ci-pipelines-exporter sees them, the
//! load tests before them as k6 writes them, and what a scanner of images found.
//!
//! Contract: names and labels are those of gitlab-ci-pipelines-exporter, of k6's Prometheus output and of Trivy's operator. A
//! bad release begins with a deployment of the backend. It does not know what is deployed.

use crate::exposition::Exposition;
use crate::rhythm::Cadence;
use crate::rhythm::Flow;
use crate::rhythm::Incident;
use crate::rhythm::scatter;
use crate::rhythm::seed;

const MINUTE: f64 = 60.0;
const HOUR: f64 = 3_600.0;
const DAY: f64 = 86_400.0;

/// Project, minutes between pipelines, seconds one takes, how it gets to production.
const PROJECTS: [(&str, f64, f64, Deployed); 3] = [
    ("shop/backend", 47.0, 410.0, Deployed::AsRelease),
    ("shop/frontend", 38.0, 265.0, Deployed::Every(8.0, 6.5)),
    ("shop/worker", 95.0, 320.0, Deployed::Every(24.0, 9.25)),
];

#[derive(Clone, Copy)]
enum Deployed {
    /// With each release.
    AsRelease,
    /// Every so many hours, for the first time so many after midnight.
    Every(f64, f64),
}

impl Deployed {
    fn cadence(self) -> Cadence {
        match self {
            Self::AsRelease => Incident::Release.cadence(),
            Self::Every(hours, first) => Cadence {
                period: hours * HOUR,
                start: first * HOUR,
            },
        }
    }
}

/// Image, its tag, findings that are critical, high, medium and low.
const IMAGES: [(&str, &str, [f64; 4]); 5] = [
    ("nginx", "1.27", [0.0, 1.0, 9.0, 31.0]),
    ("postgres", "16.4", [0.0, 3.0, 17.0, 58.0]),
    ("shop/backend", "4.7.2", [0.0, 2.0, 11.0, 24.0]),
    ("shop/cms", "2.11.0", [2.0, 14.0, 63.0, 120.0]),
    ("shop/frontend", "4.7.2", [0.0, 4.0, 12.0, 19.0]),
];

/// Pipelines and deployments.
pub(crate) fn write_pipelines(at: f64, out: &mut Exposition) {
    out.counter(
        "gitlab_ci_pipeline_run_count",
        "Number of executions of a pipeline",
    );
    for (project, minutes, _, _) in PROJECTS {
        out.sample(&branch(project), pipelines(project, minutes).count(at));
    }
    out.gauge(
        "gitlab_ci_pipeline_duration_seconds",
        "Duration in seconds of the most recent pipeline",
    );
    for (project, minutes, takes, _) in PROJECTS {
        let chance = scatter(last_run(project, minutes, at));
        let seconds = takes * (1.0 + 0.2 * chance);
        out.sample(&branch(project), seconds.round());
    }
    out.gauge(
        "gitlab_ci_pipeline_queued_duration_seconds",
        "Duration in seconds the most recent pipeline has been queued before starting",
    );
    for (project, minutes, _, _) in PROJECTS {
        let chance = scatter(last_run(project, minutes, at) ^ 1);
        out.sample(&branch(project), (14.0 + 12.0 * chance).round());
    }
    out.gauge(
        "gitlab_ci_pipeline_status",
        "Status of the most recent pipeline",
    );
    for (project, minutes, takes, _) in PROJECTS {
        let now = status(project, minutes, takes, at);
        let [kind, project, reference] = branch(project);
        for status in ["failed", "running", "success"] {
            let labels = [kind, project, reference, ("status", status)];
            out.sample(&labels, f64::from(u8::from(status == now)));
        }
    }
    write_deployments(at, out);
}

fn write_deployments(at: f64, out: &mut Exposition) {
    let place = |project| [("environment", "production"), ("project", project)];
    out.counter(
        "gitlab_ci_environment_deployment_count",
        "Number of deployments for an environment",
    );
    for (project, _, _, deployed) in PROJECTS {
        out.sample(&place(project), deployed.cadence().count(at));
    }
    out.gauge(
        "gitlab_ci_environment_deployment_timestamp",
        "Creation date of the most recent deployment of the environment",
    );
    for (project, _, _, deployed) in PROJECTS {
        out.sample(&place(project), deployed.cadence().last(at));
    }
    out.gauge(
        "gitlab_ci_environment_behind_commits_count",
        "Number of commits the environment is behind given its last deployment",
    );
    for (project, minutes, _, deployed) in PROJECTS {
        let runs = pipelines(project, minutes);
        let behind = runs.count(at) - runs.count(deployed.cadence().last(at));
        out.sample(&place(project), behind);
    }
}

/// A small test that always runs, and the great one while [`Incident::LoadTest`] lasts.
pub(crate) fn write_load(at: f64, out: &mut Exposition) {
    let strength = Incident::LoadTest.strength(at);
    let scenarios = [("smoke", 5.0, 0.0), ("peak", 0.0, 120.0)];
    out.gauge("k6_vus", "Users at work now.")
        .sample(&[], 5.0 + (120.0 * strength).round());
    out.gauge("k6_vus_max", "Users there may be.")
        .sample(&[], 125.0);
    out.counter("k6_http_reqs_total", "Requests sent.");
    for (scenario, always, peak) in scenarios {
        let flow = Flow::new(always * 1.1, 0.0, seed(&["k6", scenario]))
            .during(Incident::LoadTest, peak * 0.9);
        let labels = [("scenario", scenario), ("status", "200")];
        out.events(&labels, flow.total(at));
    }
    for (name, median, loaded) in [
        ("k6_http_req_duration_p50", 0.048, 0.034),
        ("k6_http_req_duration_p95", 0.19, 0.27),
        ("k6_http_req_duration_p99", 0.42, 0.6),
    ] {
        out.gauge(name, "Of the requests sent of late, in seconds.");
        for (scenario, _, peak) in scenarios {
            let more = if peak > 0.0 { loaded } else { 0.0 };
            let flow = Flow::new(median, 0.0, seed(&[name, scenario]))
                .during(Incident::LoadTest, more)
                .now(at);
            out.sample(
                &[("scenario", scenario)],
                (flow * 10_000.0).round() / 10_000.0,
            );
        }
    }
    out.gauge(
        "k6_http_req_failed_rate",
        "Share of the requests that failed.",
    );
    for (scenario, _, peak) in scenarios {
        let more = if peak > 0.0 { 0.0011 } else { 0.0 };
        let flow = Flow::new(0.0002, 0.0, seed(&["k6", "failed", scenario]));
        let share = flow.during(Incident::LoadTest, more).now(at);
        out.sample(&[("scenario", scenario)], (share * 1e6).round() / 1e6);
    }
    out.gauge("k6_checks_rate", "Share of the checks that passed.");
    for check in ["has courses", "order is taken", "status is 200"] {
        let flow = Flow::new(0.0004, 0.0, seed(&["k6", check])).during(Incident::LoadTest, 0.002);
        out.sample(
            &[("check", check)],
            1.0 - (flow.now(at) * 1e5).round() / 1e5,
        );
    }
}

/// What the scanner found in the images that run.
pub(crate) fn write_findings(at: f64, out: &mut Exposition) {
    let day = ((at / DAY).floor()) as u64;
    out.gauge(
        "trivy_image_vulnerabilities",
        "Number of container image vulnerabilities",
    );
    for (image, tag, findings) in IMAGES {
        for (severity, usual) in ["Critical", "High", "Medium", "Low"].iter().zip(findings) {
            // New ones are published each day, old ones are fixed.
            let drift = (scatter(seed(&[image, severity]) ^ day) * usual * 0.15).round();
            let labels = [
                ("image_repository", image),
                ("image_tag", tag),
                ("namespace", "shop"),
                ("severity", severity),
            ];
            out.sample(&labels, usual + drift);
        }
    }
}

fn pipelines(project: &str, minutes: f64) -> Cadence {
    Cadence {
        period: minutes * MINUTE,
        start: (seed(&[project]) % 1_800) as f64,
    }
}

/// A number that belongs to the latest pipeline alone.
fn last_run(project: &str, minutes: f64, at: f64) -> u64 {
    let count = pipelines(project, minutes).count(at);
    seed(&[project, "pipeline"]) ^ (count as u64).wrapping_mul(0x9e37_79b9)
}

fn status(project: &str, minutes: f64, takes: f64, at: f64) -> &'static str {
    if at - pipelines(project, minutes).last(at) < takes {
        "running"
    } else if scatter(last_run(project, minutes, at) ^ 2) < -0.88 {
        "failed"
    } else {
        "success"
    }
}

fn branch(project: &'static str) -> [(&'static str, &'static str); 3] {
    [("kind", "branch"), ("project", project), ("ref", "main")]
}
