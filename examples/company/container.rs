//! The containers of each machine, as cAdvisor would see them.
//!
//! Contract: names and labels are those of cAdvisor with Docker. A deployment starts the container of the backend anew, and a
//! bad release lets the worker of `app-1` run out of memory once. It knows nothing of what runs inside.

use crate::exposition::Exposition;
use crate::rhythm::Cadence;
use crate::rhythm::Flow;
use crate::rhythm::Incident;
use crate::rhythm::seed;

const MIB: f64 = 1_048_576.0;
const DAY: f64 = 86_400.0;

struct Container {
    instance: &'static str,
    name: &'static str,
    image: &'static str,
    /// Cores at the quietest moment, and more at the busiest.
    cores: (f64, f64),
    /// MiB in use, and how many it may use.
    memory: (f64, f64),
    /// When it is started anew.
    starts: Starts,
}

/// Name, help, and its value for a container at a time.
type Gauge = (&'static str, &'static str, fn(&Container, f64) -> f64);

#[derive(Clone, Copy)]
enum Starts {
    /// Once a week.
    Weekly,
    /// With each release.
    Released,
    /// With each release, and once more when memory has run out.
    ReleasedTwice,
}

const CONTAINERS: [Container; 9] = [
    container("app-1", "nginx", "nginx:1.27", (0.02, 0.05), (38.0, 128.0)),
    container(
        "app-1",
        "frontend",
        "shop/frontend:4.7.2",
        (0.08, 0.2),
        (210.0, 512.0),
    ),
    container(
        "app-1",
        "backend",
        "shop/backend:4.7.2",
        (0.22, 0.5),
        (640.0, 1_024.0),
    )
    .starting(Starts::Released),
    container(
        "app-1",
        "worker",
        "shop/worker:4.7.2",
        (0.06, 0.3),
        (420.0, 512.0),
    )
    .starting(Starts::ReleasedTwice),
    container(
        "app-2",
        "backend",
        "shop/backend:4.7.2",
        (0.22, 0.5),
        (620.0, 1_024.0),
    )
    .starting(Starts::Released),
    container(
        "app-2",
        "worker",
        "shop/worker:4.7.2",
        (0.06, 0.28),
        (360.0, 512.0),
    ),
    container(
        "app-2",
        "cms",
        "shop/cms:2.11.0",
        (0.03, 0.06),
        (300.0, 768.0),
    ),
    container(
        "db-1",
        "postgres",
        "postgres:16.4",
        (0.3, 0.7),
        (9_200.0, 16_384.0),
    ),
    container("db-1", "redis", "redis:7.4", (0.04, 0.08), (420.0, 1_024.0)),
];

const fn container(
    instance: &'static str,
    name: &'static str,
    image: &'static str,
    cores: (f64, f64),
    memory: (f64, f64),
) -> Container {
    Container {
        instance,
        name,
        image,
        cores,
        memory,
        starts: Starts::Weekly,
    }
}

impl Container {
    const fn starting(self, starts: Starts) -> Self {
        Self { starts, ..self }
    }

    fn started(&self, at: f64) -> f64 {
        let weekly = Cadence {
            period: 7.0 * DAY,
            start: seed(&[self.instance, self.name]) as f64 % (7.0 * DAY),
        };
        let release = Incident::Release.cadence();
        // Ten minutes into the release, memory has run out.
        let again = Cadence {
            start: release.start + 600.0,
            ..release
        };
        match self.starts {
            Starts::Weekly => weekly.last(at).floor(),
            Starts::Released => release.last(at),
            Starts::ReleasedTwice => release.last(at).max(again.last(at)),
        }
    }

    fn memory_used(&self, at: f64) -> f64 {
        let (used, most) = self.memory;
        let flow = Flow::new(
            used,
            used * 0.06,
            seed(&[self.instance, self.name, "memory"]),
        );
        let flow = match self.starts {
            Starts::Weekly => flow,
            Starts::Released | Starts::ReleasedTwice => flow.during(Incident::Release, used * 0.1),
        };
        // Programs ask for memory in larger pieces than they need it.
        let piece = most / 64.0;
        (flow.now(at).min(most) / piece).ceil() * piece * MIB
    }
}

/// Everything that cAdvisor exposes about the containers of a machine, the part that dashboards ask for.
pub(crate) fn write(instance: &str, at: f64, out: &mut Exposition) {
    write_work(instance, at, out);
    write_network(instance, at, out);
    let gauges: [Gauge; 4] = [
        (
            "container_memory_working_set_bytes",
            "Current working set in bytes.",
            Container::memory_used,
        ),
        (
            "container_spec_memory_limit_bytes",
            "Memory limit for the container.",
            |container, _| container.memory.1 * MIB,
        ),
        (
            "container_start_time_seconds",
            "Start time of the container since unix epoch in seconds.",
            Container::started,
        ),
        (
            "container_last_seen",
            "Last time a container was seen by the exporter.",
            |_, at| at.floor(),
        ),
    ];
    for (name, help, value) in gauges {
        out.gauge(name, help);
        for container in of(instance) {
            out.sample(&labels(container), value(container, at));
        }
    }
}

fn write_work(instance: &str, at: f64, out: &mut Exposition) {
    out.counter(
        "container_cpu_usage_seconds_total",
        "Cumulative cpu time consumed in seconds.",
    );
    for container in of(instance) {
        let (quiet, busy) = container.cores;
        let flow = Flow::new(quiet, busy, seed(&[instance, container.name, "cpu"]))
            .during(Incident::Campaign, busy * 0.6);
        let [image, name] = labels(container);
        out.seconds(&[("cpu", "total"), image, name], flow.total(at));
    }
    out.counter(
        "container_oom_events_total",
        "Count of out of memory events observed for the container.",
    );
    for container in of(instance) {
        let events = match container.starts {
            Starts::ReleasedTwice => Incident::Release.cadence().count(at - 600.0),
            Starts::Weekly | Starts::Released => 0.0,
        };
        out.sample(&labels(container), events);
    }
}

fn write_network(instance: &str, at: f64, out: &mut Exposition) {
    for (name, help, share) in [
        (
            "container_network_receive_bytes_total",
            "Cumulative count of bytes received.",
            0.4e6,
        ),
        (
            "container_network_transmit_bytes_total",
            "Cumulative count of bytes transmitted.",
            1.1e6,
        ),
    ] {
        out.counter(name, help);
        for container in of(instance) {
            // Who works more has more to say.
            let (quiet, busy) = container.cores;
            let flow = Flow::new(quiet, busy, 0).times(share);
            let flow = flow.seeded(seed(&[instance, container.name, name]));
            let [image, container] = labels(container);
            out.events(&[image, ("interface", "eth0"), container], flow.total(at));
        }
    }
    out.gauge("machine_cpu_cores", "Number of logical CPU cores.")
        .sample(&[], if instance == "db-1" { 8.0 } else { 4.0 });
    out.gauge(
        "cadvisor_version_info",
        "A metric with a constant '1' value.",
    )
    .sample(&[("cadvisorVersion", "v0.49.1")], 1.0);
}

fn of(instance: &str) -> impl Iterator<Item = &'static Container> {
    CONTAINERS
        .iter()
        .filter(move |container| container.instance == instance)
}

fn labels(container: &Container) -> [(&'static str, &'static str); 2] {
    [("image", container.image), ("name", container.name)]
}
