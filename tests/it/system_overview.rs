//! The shipped dashboards: System overview asks what it should and shows what is answered, and the index is true.

use crate::dashboard_query::questions;
use crate::dashboard_query::with_view;
use crate::panel_text::matrix;
use crate::panel_text::vector;
use crate::panel_text::written;
use atalaya::dashboard::query::queries;
use atalaya::dashboard::read::read;
use atalaya::dashboard::variable_query::need;
use atalaya::panel::Answered;
use atalaya::panel::Context;
use atalaya::panel::picture;
use atalaya::source::Answer;
use expect_test::expect;
use serde_json::Value;
use serde_json::json;

pub(crate) const SYSTEM_OVERVIEW: &str =
    include_str!("../../public/dashboards/system-overview.json");

#[test]
fn system_overview_asks_and_has_no_problems() {
    let dashboard = read(SYSTEM_OVERVIEW).unwrap();
    assert_eq!(dashboard.problems, []);
    expect![[r#"
        1 "CPU busy"
          A "CPU busy" main every 30000 ms × 721 to 0: 1 - avg(rate(node_cpu_seconds_total{mode="idle",instance=~"(app-1:9100|db-1:9100)"}[1m0s]))
        2 "Memory used"
          A "Memory used" main every 30000 ms × 721 to 0: 1 - sum(node_memory_MemAvailable_bytes{instance=~"(app-1:9100|db-1:9100)"}) / sum(node_memory_MemTotal_bytes{instance=~"(app-1:9100|db-1:9100)"})
        3 "Disk used"
          A "Disk used" main every 30000 ms × 721 to 0: max(1 - node_filesystem_avail_bytes{fstype!~"tmpfs|ramfs|squashfs|overlay|iso9660",mountpoint!~"/(run|boot|var/lib/docker|var/lib/containers).*",instance=~"(app-1:9100|db-1:9100)"} / node_filesystem_size_bytes{fstype!~"tmpfs|ramfs|squashfs|overlay|iso9660",mountpoint!~"/(run|boot|var/lib/docker|var/lib/containers).*",instance=~"(app-1:9100|db-1:9100)"})
        4 "Load per core, 5 min"
          A "Load per core, 5 min" main every 30000 ms × 721 to 0: sum(node_load5{instance=~"(app-1:9100|db-1:9100)"}) / count(node_cpu_seconds_total{mode="idle",instance=~"(app-1:9100|db-1:9100)"})
        5 "Network"
          A "Network" main every 30000 ms × 721 to 0: sum(rate(node_network_receive_bytes_total{device!~"lo|veth.*|docker.*|br-.*",instance=~"(app-1:9100|db-1:9100)"}[1m0s])) + sum(rate(node_network_transmit_bytes_total{device!~"lo|veth.*|docker.*|br-.*",instance=~"(app-1:9100|db-1:9100)"}[1m0s]))
        6 "Uptime"
          A "Uptime" main every 30000 ms × 721 to 0: min(node_time_seconds{instance=~"(app-1:9100|db-1:9100)"} - node_boot_time_seconds{instance=~"(app-1:9100|db-1:9100)"})
        7 "CPU by mode"
          A "{{mode}}" main every 30000 ms × 721 to 0: avg by (mode) (rate(node_cpu_seconds_total{mode!="idle",instance=~"(app-1:9100|db-1:9100)"}[1m0s]))
        8 "Memory by instance"
          A "{{instance}}" main every 30000 ms × 721 to 0: 1 - node_memory_MemAvailable_bytes{instance=~"(app-1:9100|db-1:9100)"} / node_memory_MemTotal_bytes{instance=~"(app-1:9100|db-1:9100)"}
        9 "Network traffic"
          A "{{instance}} in" main every 30000 ms × 721 to 0: sum by (instance) (rate(node_network_receive_bytes_total{device!~"lo|veth.*|docker.*|br-.*",instance=~"(app-1:9100|db-1:9100)"}[1m0s]))
          B "{{instance}} out" main every 30000 ms × 721 to 0: sum by (instance) (rate(node_network_transmit_bytes_total{device!~"lo|veth.*|docker.*|br-.*",instance=~"(app-1:9100|db-1:9100)"}[1m0s]))
        10 "Disk I/O"
          A "{{instance}} read" main every 30000 ms × 721 to 0: sum by (instance) (rate(node_disk_read_bytes_total{device!~"loop.*|ram.*|zram.*|sr.*|dm-.*",instance=~"(app-1:9100|db-1:9100)"}[1m0s]))
          B "{{instance}} written" main every 30000 ms × 721 to 0: sum by (instance) (rate(node_disk_written_bytes_total{device!~"loop.*|ram.*|zram.*|sr.*|dm-.*",instance=~"(app-1:9100|db-1:9100)"}[1m0s]))
        11 "Memory by use"
          A "programs" main every 30000 ms × 721 to 0: sum(node_memory_MemTotal_bytes{instance=~"(app-1:9100|db-1:9100)"} - node_memory_MemFree_bytes{instance=~"(app-1:9100|db-1:9100)"} - node_memory_Buffers_bytes{instance=~"(app-1:9100|db-1:9100)"} - node_memory_Cached_bytes{instance=~"(app-1:9100|db-1:9100)"} - node_memory_SReclaimable_bytes{instance=~"(app-1:9100|db-1:9100)"})
          B "cache" main every 30000 ms × 721 to 0: sum(node_memory_Buffers_bytes{instance=~"(app-1:9100|db-1:9100)"} + node_memory_Cached_bytes{instance=~"(app-1:9100|db-1:9100)"} + node_memory_SReclaimable_bytes{instance=~"(app-1:9100|db-1:9100)"})
          C "free" main every 30000 ms × 721 to 0: sum(node_memory_MemFree_bytes{instance=~"(app-1:9100|db-1:9100)"})
        21 "Fullest file systems"
          A "{{instance}} {{mountpoint}}" main at 0: topk(8, max by (instance, mountpoint) (1 - node_filesystem_avail_bytes{fstype!~"tmpfs|ramfs|squashfs|overlay|iso9660",mountpoint!~"/(run|boot|var/lib/docker|var/lib/containers).*",instance=~"(app-1:9100|db-1:9100)"} / node_filesystem_size_bytes{fstype!~"tmpfs|ramfs|squashfs|overlay|iso9660",mountpoint!~"/(run|boot|var/lib/docker|var/lib/containers).*",instance=~"(app-1:9100|db-1:9100)"}))
        13 "Swap activity"
          A "{{instance}} in" main every 30000 ms × 721 to 0: sum by (instance) (rate(node_vmstat_pswpin{instance=~"(app-1:9100|db-1:9100)"}[1m0s]))
          B "{{instance}} out" main every 30000 ms × 721 to 0: sum by (instance) (rate(node_vmstat_pswpout{instance=~"(app-1:9100|db-1:9100)"}[1m0s]))
        14 "Load average"
          A "1 min" main every 30000 ms × 721 to 0: sum(node_load1{instance=~"(app-1:9100|db-1:9100)"})
          B "5 min" main every 30000 ms × 721 to 0: sum(node_load5{instance=~"(app-1:9100|db-1:9100)"})
          C "15 min" main every 30000 ms × 721 to 0: sum(node_load15{instance=~"(app-1:9100|db-1:9100)"})
          D "cores" main every 30000 ms × 721 to 0: count(node_cpu_seconds_total{mode="idle",instance=~"(app-1:9100|db-1:9100)"})
        12 "File systems"
          A "" main at 0: max by (instance, mountpoint) (node_filesystem_size_bytes{fstype!~"tmpfs|ramfs|squashfs|overlay|iso9660",mountpoint!~"/(run|boot|var/lib/docker|var/lib/containers).*",instance=~"(app-1:9100|db-1:9100)"})
          B "" main at 0: max by (instance, mountpoint) (node_filesystem_avail_bytes{fstype!~"tmpfs|ramfs|squashfs|overlay|iso9660",mountpoint!~"/(run|boot|var/lib/docker|var/lib/containers).*",instance=~"(app-1:9100|db-1:9100)"})
          C "" main at 0: max by (instance, mountpoint) (1 - node_filesystem_avail_bytes{fstype!~"tmpfs|ramfs|squashfs|overlay|iso9660",mountpoint!~"/(run|boot|var/lib/docker|var/lib/containers).*",instance=~"(app-1:9100|db-1:9100)"} / node_filesystem_size_bytes{fstype!~"tmpfs|ramfs|squashfs|overlay|iso9660",mountpoint!~"/(run|boot|var/lib/docker|var/lib/containers).*",instance=~"(app-1:9100|db-1:9100)"})
        16 "Disk latency"
          A "{{instance}} read" main every 30000 ms × 721 to 0: sum by (instance) (rate(node_disk_read_time_seconds_total{device!~"loop.*|ram.*|zram.*|sr.*|dm-.*",instance=~"(app-1:9100|db-1:9100)"}[1m0s])) / sum by (instance) (rate(node_disk_reads_completed_total{device!~"loop.*|ram.*|zram.*|sr.*|dm-.*",instance=~"(app-1:9100|db-1:9100)"}[1m0s]))
          B "{{instance}} write" main every 30000 ms × 721 to 0: sum by (instance) (rate(node_disk_write_time_seconds_total{device!~"loop.*|ram.*|zram.*|sr.*|dm-.*",instance=~"(app-1:9100|db-1:9100)"}[1m0s])) / sum by (instance) (rate(node_disk_writes_completed_total{device!~"loop.*|ram.*|zram.*|sr.*|dm-.*",instance=~"(app-1:9100|db-1:9100)"}[1m0s]))
        17 "Disk operations"
          A "{{instance}} read" main every 30000 ms × 721 to 0: sum by (instance) (rate(node_disk_reads_completed_total{device!~"loop.*|ram.*|zram.*|sr.*|dm-.*",instance=~"(app-1:9100|db-1:9100)"}[1m0s]))
          B "{{instance}} write" main every 30000 ms × 721 to 0: sum by (instance) (rate(node_disk_writes_completed_total{device!~"loop.*|ram.*|zram.*|sr.*|dm-.*",instance=~"(app-1:9100|db-1:9100)"}[1m0s]))
        18 "Disk time in use"
          A "{{instance}}" main every 30000 ms × 721 to 0: max by (instance) (rate(node_disk_io_time_seconds_total{device!~"loop.*|ram.*|zram.*|sr.*|dm-.*",instance=~"(app-1:9100|db-1:9100)"}[1m0s]))
        19 "Network errors and drops"
          A "{{instance}} errors" main every 30000 ms × 721 to 0: sum by (instance) (rate(node_network_receive_errs_total{device!~"lo|veth.*|docker.*|br-.*",instance=~"(app-1:9100|db-1:9100)"}[1m0s]) + rate(node_network_transmit_errs_total{device!~"lo|veth.*|docker.*|br-.*",instance=~"(app-1:9100|db-1:9100)"}[1m0s]))
          B "{{instance}} drops" main every 30000 ms × 721 to 0: sum by (instance) (rate(node_network_receive_drop_total{device!~"lo|veth.*|docker.*|br-.*",instance=~"(app-1:9100|db-1:9100)"}[1m0s]) + rate(node_network_transmit_drop_total{device!~"lo|veth.*|docker.*|br-.*",instance=~"(app-1:9100|db-1:9100)"}[1m0s]))
        20 "Open files"
          A "{{instance}}" main every 30000 ms × 721 to 0: node_filefd_allocated{instance=~"(app-1:9100|db-1:9100)"} / node_filefd_maximum{instance=~"(app-1:9100|db-1:9100)"}
    "#]].assert_eq(&questions(
        &dashboard,
        &[("instance", &["app-1:9100", "db-1:9100"])],
    ));
    let asked = with_view(&dashboard, &[], |view| {
        need(dashboard.variable("instance").unwrap(), view)
    });
    expect![[r#"
        Ask(
            Query {
                source: "main",
                ask: LabelValues {
                    label: "instance",
                    matchers: [
                        "node_uname_info",
                    ],
                    range: Range {
                        from: Instant(
                            1795147200000,
                        ),
                        to: Instant(
                            1795168800000,
                        ),
                    },
                },
            },
        )
    "#]]
    .assert_debug_eq(&asked);
}

#[test]
fn the_index_lists_exactly_the_files() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/public/dashboards");
    let index: Vec<Value> =
        serde_json::from_str(&std::fs::read_to_string(format!("{folder}/index.json")).unwrap())
            .unwrap();
    let mut files: Vec<String> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .filter(|name| name != "index.json")
        .collect();
    files.sort();
    let listed: Vec<&str> = index
        .iter()
        .map(|one| one["file"].as_str().unwrap())
        .collect();
    assert_eq!(listed, files);
    for entry in &index {
        let file = entry["file"].as_str().unwrap();
        let dashboard =
            read(&std::fs::read_to_string(format!("{folder}/{file}")).unwrap()).unwrap();
        let expected = json!({"uid": dashboard.uid, "title": dashboard.title, "tags": dashboard.tags, "file": file});
        assert_eq!(*entry, expected);
    }
}

/// The picture of a panel under answers to its queries in order.
fn shown(title: &str, answers: &[Answer]) -> String {
    let dashboard = read(SYSTEM_OVERVIEW).unwrap();
    let panel = dashboard
        .panels()
        .find(|panel| panel.title == title)
        .unwrap();
    with_view(&dashboard, &[], |view| {
        let questions = queries(panel, view, 600);
        let answered: Vec<Answered<'_>> = questions
            .queries
            .iter()
            .zip(answers)
            .map(|(one, answer)| Answered {
                ref_id: &one.ref_id,
                legend: &one.legend,
                format: one.format,
                expr: &one.expr,
                answer,
            })
            .collect();
        written(&picture(
            &panel.spec,
            &answered,
            &Context::new(questions.range),
        ))
    })
}

#[test]
fn system_overview_shows_what_is_answered() {
    let fs = |values: [f64; 2]| {
        vector(&[
            ("instance=app-1:9100 mountpoint=/", values[0]),
            ("instance=db-1:9100 mountpoint=/srv", values[1]),
        ])
    };
    let answers = [fs([8e10, 2e11]), fs([1.6e10, 1e10]), fs([0.79, 0.95])];
    expect![[r#"
        "Instance" Auto None: "app-1:9100" | "db-1:9100"
        "Mount" Auto None: "/" | "/srv"
        "Size" Auto None 0.79..200000000000: 80000000000 [bytes] | 200000000000 [bytes]
        "Free" Auto None 0.79..200000000000: 16000000000 [bytes] | 10000000000 [bytes]
        "Used" Gauge(Basic, Text) None 0..1: 0.79 [percentunit] | 0.95 [percentunit] Status(Critical)
        sort [(4, true)]
    "#]]
    .assert_eq(&shown("File systems", &answers));
    let busy = matrix(&[("", &[0.7, 0.74])]);
    expect![[r#"
        "" 0.74 [percentunit] spark Some(2)
    "#]]
    .assert_eq(&shown("CPU busy", &[busy]));
    let traffic = matrix(&[("instance=app-1:9100", &[1.0, 2.0])]);
    expect![[r#"
        left Axis { unit: "binBps", decimals: None, scale: Linear, min: None, max: None, soft_min: None, soft_max: None, centred_zero: true, label: "", hidden: false, names: [] }
        "app-1:9100 in" Series(0, 0) Left Line(Linear) width 1 fill 0.1 Never Never 1 2
        "app-1:9100 out" Series(1, 0) Left Line(Linear) width 1 fill 0.1 Never Never negative 1 2
        legend List Bottom []
          app-1:9100 in [binBps] None []
          app-1:9100 out [binBps] None []
        tooltip All Descending, cut 0
    "#]].assert_eq(&shown("Network traffic", &[traffic.clone(), traffic]));
}
