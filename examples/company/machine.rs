//! A machine as node exporter would expose it: cpu, memory, disks, network, load.
//!
//! Contract: the seconds of all modes of a cpu add up to the time since boot, as in a kernel. Names and labels are those of
//! node exporter 1.5. It knows three machines: two serve the application, `db-1` holds the database and its backups.

use crate::exposition::Exposition;
use crate::rhythm::EPOCH;
use crate::rhythm::Flow;
use crate::rhythm::Incident;
use crate::rhythm::noise;
use crate::rhythm::seed;

const GIB: f64 = 1_073_741_824.0;
const MIB: f64 = 1_048_576.0;
const DAY: f64 = 86_400.0;

struct Machine {
    cpus: usize,
    memory: f64,
    /// Mount point, device, file system, size in bytes, share used on the first day of a week and on the last.
    mounts: &'static [(&'static str, &'static str, &'static str, f64, f64, f64)],
    disks: &'static [&'static str],
    kernel: &'static str,
    database: bool,
}

const APP: Machine = Machine {
    cpus: 4,
    memory: 16.0 * GIB,
    mounts: &[
        ("/", "/dev/vda1", "ext4", 80.0 * GIB, 0.41, 0.55),
        ("/boot", "/dev/vda2", "ext4", GIB, 0.22, 0.22),
    ],
    disks: &["vda"],
    kernel: "6.1.0-28-amd64",
    database: false,
};

// The data volume never falls under 80 % used: one warning about disk space is always there to be looked at.
const DATABASE: Machine = Machine {
    cpus: 8,
    memory: 32.0 * GIB,
    mounts: &[
        ("/", "/dev/vda1", "ext4", 40.0 * GIB, 0.31, 0.36),
        (
            "/var/lib/postgresql",
            "/dev/vdb1",
            "xfs",
            500.0 * GIB,
            0.812,
            0.838,
        ),
    ],
    disks: &["vda", "vdb"],
    kernel: "6.1.0-31-amd64",
    database: true,
};

/// The name of a cpu, as the kernel counts them.
const CPU: [&str; 8] = ["0", "1", "2", "3", "4", "5", "6", "7"];

/// Everything one machine exposes.
pub(crate) fn write(instance: &str, at: f64, out: &mut Exposition) {
    let machine = if instance == "db-1" { &DATABASE } else { &APP };
    write_identity(instance, machine, at, out);
    write_cpu(instance, machine, at, out);
    write_memory(instance, machine, at, out);
    write_kernel(instance, at, out);
    write_file_systems(instance, machine, at, out);
    write_disks(instance, machine, at, out);
    write_network(instance, machine, at, out);
}

fn write_identity(instance: &str, machine: &Machine, at: f64, out: &mut Exposition) {
    let uname = [
        ("domainname", "(none)"),
        ("machine", "x86_64"),
        ("nodename", instance),
        ("release", machine.kernel),
        ("sysname", "Linux"),
        ("version", "#1 SMP PREEMPT_DYNAMIC Debian"),
    ];
    out.gauge(
        "node_uname_info",
        "Labeled system information as provided by the uname system call.",
    )
    .sample(&uname, 1.0);
    out.gauge("node_boot_time_seconds", "Node boot time, in unixtime.")
        .sample(&[], EPOCH);
    out.gauge(
        "node_time_seconds",
        "System time in seconds since epoch (1970).",
    )
    .sample(&[], at);
}

/// Seconds per second that one cpu spends in each mode but idle.
fn modes(machine: &Machine) -> [(&'static str, Flow); 7] {
    let busy = if machine.database {
        Incident::Backup
    } else {
        Incident::Release
    };
    let (waiting, working) = if machine.database {
        (0.16, 0.14)
    } else {
        (0.01, 0.24)
    };
    // Even when every noise is at its steepest, the sum stays under one second per second: idle never runs backwards.
    [
        ("iowait", Flow::new(0.012, 0.01, 1).during(busy, waiting)),
        ("irq", Flow::new(0.0, 0.0, 2)),
        ("nice", Flow::new(0.001, 0.0, 3)),
        ("softirq", Flow::new(0.006, 0.01, 4)),
        ("steal", Flow::new(0.004, 0.002, 5)),
        ("system", Flow::new(0.05, 0.04, 6).during(busy, 0.06)),
        ("user", Flow::new(0.14, 0.19, 7).during(busy, working)),
    ]
}

fn write_cpu(instance: &str, machine: &Machine, at: f64, out: &mut Exposition) {
    out.counter(
        "node_cpu_seconds_total",
        "Seconds the CPUs spent in each mode.",
    );
    for cpu in CPU.iter().take(machine.cpus) {
        let mut rest = at - EPOCH;
        for (mode, flow) in modes(machine) {
            let total = flow.seeded(seed(&[instance, cpu, mode])).total(at);
            rest -= total;
            out.seconds(&[("cpu", cpu), ("mode", mode)], total);
        }
        out.seconds(&[("cpu", cpu), ("mode", "idle")], rest);
    }
    let demand: f64 = modes(machine)
        .iter()
        .map(|(_, flow)| flow.now(at))
        .sum::<f64>()
        * machine.cpus as f64;
    let load = |name: &str, calm: f64| {
        (demand * (1.0 + calm * noise(seed(&[instance, name]), at)) * 1.15 * 100.0).round() / 100.0
    };
    out.gauge("node_load1", "1m load average.")
        .sample(&[], load("load1", 0.5));
    out.gauge("node_load5", "5m load average.")
        .sample(&[], load("load5", 0.2));
    out.gauge("node_load15", "15m load average.")
        .sample(&[], load("load15", 0.08));
    let switches = Flow::new(3_000.0, 6_000.0, seed(&[instance, "switches"]));
    out.counter(
        "node_context_switches_total",
        "Total number of context switches.",
    )
    .events(&[], switches.total(at));
    out.gauge(
        "node_procs_running",
        "Number of processes in runnable state.",
    )
    .sample(&[], demand.ceil());
    out.gauge(
        "node_procs_blocked",
        "Number of processes blocked waiting for I/O to complete.",
    )
    .sample(
        &[],
        if machine.database {
            (3.0 * Incident::Backup.strength(at)).floor()
        } else {
            0.0
        },
    );
}

fn write_memory(instance: &str, machine: &Machine, at: f64, out: &mut Exposition) {
    // A leak: what the application holds grows for two days until the nightly restart gives it back.
    let leak = 0.24 * (at - EPOCH).rem_euclid(2.0 * DAY) / (2.0 * DAY);
    let held = 0.34
        + leak
        + 0.015 * noise(seed(&[instance, "memory"]), at)
        + 0.06 * Incident::Release.strength(at);
    let bytes = |share: f64| (share * machine.memory / 4_096.0).floor() * 4_096.0;
    let cached = 0.21 + 0.02 * noise(seed(&[instance, "cached"]), at);
    let free = 1.0 - held - cached - 0.03;
    let swapped = (0.05 + leak / 2.0) * 2.0 * GIB;
    for (name, help, value) in [
        (
            "node_memory_MemTotal_bytes",
            "Memory information field MemTotal_bytes.",
            machine.memory,
        ),
        (
            "node_memory_MemFree_bytes",
            "Memory information field MemFree_bytes.",
            bytes(free),
        ),
        (
            "node_memory_MemAvailable_bytes",
            "Memory information field MemAvailable_bytes.",
            bytes(free + 0.9 * cached),
        ),
        (
            "node_memory_Buffers_bytes",
            "Memory information field Buffers_bytes.",
            bytes(0.012),
        ),
        (
            "node_memory_Cached_bytes",
            "Memory information field Cached_bytes.",
            bytes(cached),
        ),
        (
            "node_memory_SReclaimable_bytes",
            "Memory information field SReclaimable_bytes.",
            bytes(0.018),
        ),
        (
            "node_memory_Shmem_bytes",
            "Memory information field Shmem_bytes.",
            bytes(0.006),
        ),
        (
            "node_memory_SwapTotal_bytes",
            "Memory information field SwapTotal_bytes.",
            2.0 * GIB,
        ),
        (
            "node_memory_SwapFree_bytes",
            "Memory information field SwapFree_bytes.",
            (2.0 * GIB - swapped).floor(),
        ),
        (
            "node_memory_SwapCached_bytes",
            "Memory information field SwapCached_bytes.",
            12.0 * MIB,
        ),
    ] {
        out.gauge(name, help).sample(&[], value);
    }
}

/// What the kernel keeps count of besides: pages swapped, files open.
fn write_kernel(instance: &str, at: f64, out: &mut Exposition) {
    for (name, help, flow) in [
        (
            "node_vmstat_pswpin",
            "/proc/vmstat information field pswpin.",
            Flow::new(0.4, 0.5, 0),
        ),
        (
            "node_vmstat_pswpout",
            "/proc/vmstat information field pswpout.",
            Flow::new(0.3, 0.6, 0),
        ),
    ] {
        let flow = flow
            .seeded(seed(&[instance, name]))
            .during(Incident::Release, 6.0);
        out.counter(name, help).events(&[], flow.total(at));
    }
    let open =
        Flow::new(2_400.0, 2_900.0, seed(&[instance, "files"])).during(Incident::Campaign, 900.0);
    out.gauge(
        "node_filefd_allocated",
        "File descriptor statistics: allocated.",
    )
    .sample(&[], open.now(at).round());
    out.gauge(
        "node_filefd_maximum",
        "File descriptor statistics: maximum.",
    )
    .sample(&[], 65_536.0);
}

fn write_file_systems(instance: &str, machine: &Machine, at: f64, out: &mut Exposition) {
    let week = (at - EPOCH).rem_euclid(7.0 * DAY) / (7.0 * DAY);
    let used = |mount: &str, first: f64, last: f64| {
        first + (last - first) * week + 0.002 * noise(seed(&[instance, mount]), at)
    };
    for (name, help, part) in [
        (
            "node_filesystem_size_bytes",
            "Filesystem size in bytes.",
            0.0,
        ),
        (
            "node_filesystem_free_bytes",
            "Filesystem free space in bytes.",
            1.0,
        ),
        (
            "node_filesystem_avail_bytes",
            "Filesystem space available to non-root users in bytes.",
            1.0,
        ),
    ] {
        out.gauge(name, help);
        for &(mount, device, kind, size, first, last) in machine.mounts {
            let labels = [("device", device), ("fstype", kind), ("mountpoint", mount)];
            out.sample(
                &labels,
                (size * (1.0 - part * used(mount, first, last))).floor(),
            );
        }
    }
    for (name, help, divisor, part) in [
        (
            "node_filesystem_files",
            "Filesystem total file nodes.",
            16_384.0,
            0.0,
        ),
        (
            "node_filesystem_files_free",
            "Filesystem total free file nodes.",
            16_384.0,
            0.4,
        ),
    ] {
        out.gauge(name, help);
        for &(mount, device, kind, size, first, last) in machine.mounts {
            let labels = [("device", device), ("fstype", kind), ("mountpoint", mount)];
            out.sample(
                &labels,
                (size / divisor * (1.0 - part * used(mount, first, last))).floor(),
            );
        }
    }
}

fn write_disks(instance: &str, machine: &Machine, at: f64, out: &mut Exposition) {
    // What one disk does per second: bytes, operations, and the seconds it is at it.
    let rows: [(&'static str, &str, Flow, f64); 7] = [
        (
            "node_disk_read_bytes_total",
            "The total number of bytes read successfully.",
            Flow::new(MIB, MIB, 0),
            60.0 * MIB,
        ),
        (
            "node_disk_written_bytes_total",
            "The total number of bytes written successfully.",
            Flow::new(2.0 * MIB, 4.0 * MIB, 0),
            9.0 * MIB,
        ),
        (
            "node_disk_reads_completed_total",
            "The total number of reads completed successfully.",
            Flow::new(40.0, 60.0, 0),
            480.0,
        ),
        (
            "node_disk_writes_completed_total",
            "The total number of writes completed successfully.",
            Flow::new(90.0, 160.0, 0),
            120.0,
        ),
        (
            "node_disk_io_time_seconds_total",
            "Total seconds spent doing I/Os.",
            Flow::new(0.04, 0.08, 0),
            0.55,
        ),
        (
            "node_disk_read_time_seconds_total",
            "The total number of seconds spent by all reads.",
            Flow::new(0.02, 0.03, 0),
            0.7,
        ),
        (
            "node_disk_write_time_seconds_total",
            "This is the total number of seconds spent by all writes.",
            Flow::new(0.05, 0.1, 0),
            0.2,
        ),
    ];
    for (name, help, flow, backup) in rows {
        out.counter(name, help);
        for disk in machine.disks {
            // Only the volume of the database is backed up.
            let share = if *disk == "vdb" { 1.0 } else { 0.3 };
            let backup = if *disk == "vdb" { backup } else { 0.0 };
            let flow = flow
                .times(share)
                .seeded(seed(&[instance, disk, name]))
                .during(Incident::Backup, backup);
            let labels = [("device", *disk)];
            if name.ends_with("seconds_total") {
                out.seconds(&labels, flow.total(at));
            } else {
                out.events(&labels, flow.total(at));
            }
        }
    }
}

fn write_network(instance: &str, machine: &Machine, at: f64, out: &mut Exposition) {
    let width = if machine.database { 0.6 } else { 1.0 };
    let rows: [(&'static str, &str, Flow); 8] = [
        (
            "node_network_receive_bytes_total",
            "Network device statistic receive_bytes.",
            Flow::new(0.6e6, 1.9e6, 0),
        ),
        (
            "node_network_transmit_bytes_total",
            "Network device statistic transmit_bytes.",
            Flow::new(1.4e6, 5.2e6, 0),
        ),
        (
            "node_network_receive_packets_total",
            "Network device statistic receive_packets.",
            Flow::new(900.0, 2_400.0, 0),
        ),
        (
            "node_network_transmit_packets_total",
            "Network device statistic transmit_packets.",
            Flow::new(1_100.0, 3_900.0, 0),
        ),
        (
            "node_network_receive_errs_total",
            "Network device statistic receive_errs.",
            Flow::new(0.0004, 0.0, 0),
        ),
        (
            "node_network_transmit_errs_total",
            "Network device statistic transmit_errs.",
            Flow::new(0.0, 0.0, 0),
        ),
        (
            "node_network_receive_drop_total",
            "Network device statistic receive_drop.",
            Flow::new(0.01, 0.02, 0),
        ),
        (
            "node_network_transmit_drop_total",
            "Network device statistic transmit_drop.",
            Flow::new(0.0, 0.0, 0),
        ),
    ];
    for (name, help, flow) in rows {
        out.counter(name, help);
        for (device, share) in [("eth0", 1.0), ("lo", 0.15)] {
            let flow = flow.times(width * share);
            let campaign = flow.busy * 0.7;
            let flow = flow
                .during(Incident::Campaign, campaign)
                .seeded(seed(&[instance, device, name]));
            out.events(&[("device", device)], flow.total(at));
        }
    }
}
