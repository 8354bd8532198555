//! `dashboard`: files in, models, places and questions as text out.

use atalaya::dashboard::layout::Placed;
use atalaya::dashboard::layout::layout;
use atalaya::dashboard::model::Dashboard;
use atalaya::dashboard::model::Place;
use atalaya::dashboard::query::queries;
use atalaya::dashboard::query::text;
use atalaya::dashboard::read::read;
use atalaya::dashboard::variable::Choice;
use atalaya::dashboard::variable::Chosen;
use atalaya::dashboard::variable::Values;
use atalaya::dashboard::variable::own_choices;
use atalaya::dashboard::variable::settle;
use atalaya::dashboard::variable_query::ask_for;
use atalaya::dashboard::view::SourceInfo;
use atalaya::dashboard::view::View;
use atalaya::panel::Context;
use atalaya::panel::picture;
use atalaya::source::Ask;
use atalaya::time::Instant;
use atalaya::time::Range;
use atalaya::time::span::TimeSpan;
use atalaya::time::zone::Zone;
use expect_test::Expect;
use expect_test::expect;
use proptest::prelude::*;
use serde_json::Value;
use serde_json::json;
use std::fmt::Write;

/// 2026-11-20T10:00:00Z.
const NOW: Instant = Instant(1_795_168_800_000);
const HOUR: i64 = 3_600_000;
const SYSTEM_OVERVIEW: &str = include_str!("../../public/dashboards/system-overview.json");

fn sources() -> Vec<SourceInfo> {
    [
        ("main", "prometheus"),
        ("second", "prometheus"),
        ("logs", "loki"),
    ]
    .map(|(id, kind)| SourceInfo {
        id: id.to_owned(),
        kind: kind.to_owned(),
        scrape_interval: String::new(),
    })
    .to_vec()
}

/// Looks at a dashboard over the last six hours. `chosen` are `name=value` pairs as a link has them.
fn with_view<T>(
    dashboard: &Dashboard,
    chosen: &[(&str, &[&str])],
    look: impl Fn(&View<'_>) -> T,
) -> T {
    let sources = sources();
    let mut values = Values::default();
    for variable in &dashboard.variables {
        let served = ["app-1:9100", "db-1:9100"]
            .map(|one| Choice::plain(one.to_owned()))
            .to_vec();
        let choices = own_choices(variable, &sources).unwrap_or(served);
        let wanted = chosen.iter().find(|(name, _)| *name == variable.name);
        let wanted: Option<Vec<String>> =
            wanted.map(|(_, values)| values.iter().map(|one| (*one).to_owned()).collect());
        values.set(
            &variable.name,
            settle(variable, wanted.as_deref(), &choices),
            choices,
        );
    }
    let span = TimeSpan::new("now-6h", "now");
    look(&View {
        variables: &dashboard.variables,
        values: &values,
        span: &span,
        range: Range {
            from: Instant(NOW.0 - 6 * HOUR),
            to: NOW,
        },
        zone: &Zone::utc(),
        now: NOW,
        sources: &sources,
    })
}

/// What every panel asks at a width of 600 px.
fn questions(dashboard: &Dashboard, chosen: &[(&str, &[&str])]) -> String {
    with_view(dashboard, chosen, |view| {
        let mut text = String::new();
        for panel in dashboard.panels() {
            writeln!(text, "{} {:?}", panel.id, self::text(&panel.title, view)).unwrap();
            let questions = queries(panel, view, 600);
            for one in questions.queries {
                let when = match &one.query.ask {
                    Ask::Range { grid, .. } => format!("every {} ms × {}", grid.step.0, grid.count),
                    Ask::Instant { at, .. } => format!("at {}", at.0 - NOW.0),
                    other => format!("{other:?}"),
                };
                writeln!(
                    text,
                    "  {} {:?} {} {when}: {}",
                    one.ref_id, one.legend, one.query.source, one.expr
                )
                .unwrap();
            }
            for problem in panel.problems.iter().chain(&questions.problems) {
                writeln!(text, "  {problem:?}").unwrap();
            }
        }
        text
    })
}

fn panels(panels: Value) -> Dashboard {
    read(&json!({"panels": panels}).to_string()).unwrap()
}

fn check_error(file: &str, expected: &Expect) {
    expected.assert_eq(&format!("{:?}", read(file).unwrap_err()));
}

#[test]
fn what_is_no_dashboard_is_an_error_that_says_where() {
    check_error("{\"panels\": [\n  {\"id\": 1,}\n]}", &expect![[r#"NotJson { line: 2, column: 12, message: "trailing comma at line 2 column 12" }"#]]);
    check_error("", &expect![[r#"NotJson { line: 1, column: 0, message: "EOF while parsing a value at line 1 column 0" }"#]]);
    check_error("[1, 2]", &expect![[r#"Shape { at: "", expected: "an object with panels" }"#]]);
    check_error("{\"dashboard\": 7}", &expect![[r#"Shape { at: "", expected: "an object with panels" }"#]]);
    check_error("{\"title\": \"x\"}", &expect![[r#"Shape { at: "panels", expected: "a list of panels" }"#]]);
    check_error("{\"panels\": {\"id\": 1}}", &expect![[r#"Shape { at: "panels", expected: "a list of panels" }"#]]);
}

#[test]
fn a_broken_panel_costs_only_itself() {
    let dashboard = read(
        &json!({"dashboard": {
            "uid": "x", "title": 7, "refresh": false, "schemaVersion": 36,
            "time": {"from": "now-1h"}, "graphTooltip": 1,
            "panels": [
                "no panel", 7,
                {"id": 1, "type": "timeseries", "title": [], "targets": [{"expr": ["up"]}, 3], "gridPos": "top"},
                {"id": 1, "type": "stat", "targets": [{"expr": "up"}], "repeat": "instance"},
                {"type": "heatmap", "gridPos": {"x": 30, "y": 3.7, "w": 99, "h": 0}},
                {"type": "graph", "datasource": "Prometheus"},
            ],
            "templating": {"list": [
                {"type": "adhoc", "name": "filters"},
                {"type": "custom"},
                {"type": "query", "name": "q", "query": {"query": "label_values(up, job)"}, "regex": "/(?!x)/"},
            ]},
        }})
        .to_string(),
    )
    .unwrap();
    assert_eq!(
        (
            dashboard.uid.as_str(),
            dashboard.from.as_str(),
            dashboard.to.as_str()
        ),
        ("x", "now-1h", "now")
    );
    let mut report = format!("{:?}\n", dashboard.problems);
    for panel in dashboard.panels() {
        let Place { x, y, w, h } = panel.place;
        writeln!(
            report,
            "{} at {x},{y} {w}×{h} {:?}",
            panel.id, panel.problems
        )
        .unwrap();
    }
    expect![[r#"
        [UnsupportedVariable { name: "filters", kind: "adhoc" }, UnsupportedOption { what: "templating.list[2].regex: /(?!x)/" }, BadProperty { at: "title", expected: "text" }]
        2 at 0,0 12×8 [UnsupportedPanel(""), BadProperty { at: "", expected: "an object" }]
        3 at 23,3 1×1 [UnsupportedPanel("heatmap")]
        4 at 0,8 12×8 [UnsupportedPanel(""), BadProperty { at: "", expected: "an object" }]
        1 at 0,16 12×8 [BadProperty { at: "targets[1]", expected: "an object" }, BadProperty { at: "targets[0].expr", expected: "text" }, BadProperty { at: "title", expected: "text" }]
        5 at 0,24 12×8 [UnsupportedOption { what: "repeat: instance" }]
        6 at 0,32 12×8 [UnsupportedPanel("graph")]
    "#]].assert_eq(&report);
}

#[test]
fn rows_hold_their_panels_and_nothing_leaves_holes() {
    let dashboard = panels(json!([
        {"id": 1, "type": "stat", "gridPos": {"x": 0, "y": 2, "w": 12, "h": 3}},
        {"id": 2, "type": "stat", "gridPos": {"x": 12, "y": 9, "w": 12, "h": 5}},
        {"id": 3, "type": "stat", "gridPos": {"x": 6, "y": 20, "w": 12, "h": 2}},
        {"id": 10, "type": "row", "title": "Closed", "collapsed": true, "gridPos": {"x": 0, "y": 30, "w": 24, "h": 1}, "panels": [
            {"id": 11, "type": "stat", "gridPos": {"x": 0, "y": 3, "w": 24, "h": 4}},
        ]},
        {"id": 20, "type": "row", "title": "Open", "collapsed": false, "gridPos": {"x": 0, "y": 31, "w": 24, "h": 1}},
        {"id": 21, "type": "stat", "gridPos": {"x": 0, "y": 32, "w": 8, "h": 4}},
        {"id": 22, "type": "stat", "gridPos": {"x": 4, "y": 33, "w": 8, "h": 4}},
    ]));
    let written = |open: bool| {
        let placed = layout(&dashboard, |row| if open { true } else { !row.collapsed });
        let lines = placed.iter().map(|placed| match placed {
            Placed::Row(row, Place { y, .. }, open) => {
                format!("row {} at {y} open {open}\n", row.id)
            }
            Placed::Panel(panel, Place { x, y, w, h }) => {
                format!("{} at {x},{y} {w}×{h}\n", panel.id)
            }
        });
        lines.collect::<String>()
    };
    expect![[r#"
        1 at 0,0 12×3
        2 at 12,0 12×5
        3 at 6,5 12×2
        row 10 at 7 open false
        row 20 at 8 open true
        21 at 0,9 8×4
        22 at 4,13 8×4
    "#]].assert_eq(&written(false));
    expect![[r#"
        1 at 0,0 12×3
        2 at 12,0 12×5
        3 at 6,5 12×2
        row 10 at 7 open true
        11 at 0,8 24×4
        row 20 at 12 open true
        21 at 0,13 8×4
        22 at 4,17 8×4
    "#]].assert_eq(&written(true));
}

#[test]
fn questions_have_their_variables_step_and_range() {
    let dashboard = read(
        &json!({
            "templating": {"list": [
                {"type": "query", "name": "instance", "query": "label_values(up, instance)", "multi": true, "includeAll": true},
                {"type": "custom", "name": "job", "query": "api, Data base : db", "current": {"value": "db"}},
                {"type": "interval", "name": "every", "query": "1m,5m", "auto": true, "auto_count": 12, "auto_min": "1m"},
                {"type": "datasource", "name": "source", "query": "prometheus", "current": {"value": "elsewhere"}},
                {"type": "textbox", "name": "text", "query": "it's"},
            ]},
            "panels": [
                {"id": 1, "type": "timeseries", "title": "Of ${job:text} on $instance", "datasource": {"type": "prometheus", "uid": "${source}"}, "targets": [
                    {"expr": "rate(x{instance=~\"$instance\", job=\"$job\"}[$__rate_interval])", "legendFormat": "{{instance}} $job"},
                    {"expr": "sum_over_time(x[$every]) / ${__interval_ms} # [[text]] $__range"},
                    {"expr": "y", "interval": "5m", "intervalFactor": 2},
                    {"expr": "y", "hide": true},
                    {"expr": " "},
                ]},
                {"id": 2, "type": "table", "maxDataPoints": 100, "targets": [
                    {"expr": "up", "instant": true, "format": "table"},
                    {"expr": "up", "instant": true, "range": true, "refId": "Z"},
                    {"expr": "label_replace(up, \"a\", \"$1\", \"b\", \"(.*)\")", "instant": true},
                ]},
                {"id": 3, "type": "stat", "timeShift": "1d", "targets": [{"expr": "up"}]},
                {"id": 4, "type": "stat", "timeFrom": "soon", "interval": "often", "targets": [{"expr": "up"}]},
                {"id": 5, "type": "stat", "targets": [{"expr": "up{a=\"$nobody\", b=\"$nobody\", c=\"${nothing}\"}"}, {"expr": "up"}]},
                {"id": 6, "type": "stat", "datasource": {"type": "loki", "uid": "l"}, "targets": [{"expr": "{}"}]},
                {"id": 7, "type": "stat", "datasource": {"type": "tempo", "uid": "t"}, "targets": [{"expr": "{}"}]},
                {"id": 8, "type": "stat", "datasource": "second", "targets": [{"expr": "up"}]},
                {"id": 9, "type": "text", "targets": [{"expr": "up"}]},
            ],
        })
        .to_string(),
    )
    .unwrap();
    let chosen: [(&str, &[&str]); 2] = [
        ("instance", &["app-1:9100", "gone"]),
        ("every", &["$__auto"]),
    ];
    expect![[r#"
        1 "Of Data base on app-1:9100"
          A "{{instance}} db" main every 30000 ms × 721: rate(x{instance=~"app-1:9100", job="db"}[1m0s])
          B "" main every 30000 ms × 721: sum_over_time(x[30m]) / 30000 # it\\'s 21600s
          C "" main every 600000 ms × 37: y
        2 ""
          A "" main at 0: up
          Z "" main every 300000 ms × 73: up
          Z-Instant "" main at 0: up
          C "" main at 0: label_replace(up, "a", "$1", "b", "(.*)")
        3 ""
          A "" main every 30000 ms × 721: up
        4 ""
          BadTime { text: "soon" }
          BadInterval { text: "often" }
        5 ""
          B "" main every 30000 ms × 721: up
          UnknownVariable { name: "nobody" }
          UnknownVariable { name: "nothing" }
        6 ""
          NoSource { wanted: "loki" }
        7 ""
          NoSource { wanted: "tempo" }
        8 ""
          A "" second every 30000 ms × 721: up
        9 ""
    "#]].assert_eq(&questions(&dashboard, &chosen));
}

#[test]
fn a_variable_without_a_value_yet_is_no_problem() {
    let dashboard = read(
        &json!({
            "templating": {"list": [{"type": "query", "name": "job", "query": "label_values(job)"}]},
            "panels": [{"type": "stat", "targets": [{"expr": "up{job=\"$job\"}"}]}],
        })
        .to_string(),
    )
    .unwrap();
    let panel = dashboard.panels().next().unwrap();
    let asked = with_view(&dashboard, &[], |view| {
        let nothing = Values::default();
        let view = &View {
            values: &nothing,
            ..*view
        };
        queries(panel, view, 600)
    });
    assert_eq!((asked.queries.len(), asked.problems.len()), (0, 0));
}

#[test]
fn a_link_chooses_only_what_is_there() {
    let dashboard = read(
        &json!({"panels": [], "templating": {"list": [
            {"type": "custom", "name": "many", "query": "a,b,c", "multi": true, "includeAll": true, "current": {"value": ["b"]}},
            {"type": "custom", "name": "one", "query": "a,b,c", "current": {"value": "c"}},
            {"type": "textbox", "name": "any", "query": "x"},
        ]}})
        .to_string(),
    )
    .unwrap();
    let settled = |name: &str, wanted: Option<&[&str]>| {
        let variable = dashboard.variable(name).unwrap();
        let wanted: Option<Vec<String>> =
            wanted.map(|wanted| wanted.iter().map(|one| (*one).to_owned()).collect());
        let choices = own_choices(variable, &[]).unwrap();
        match settle(variable, wanted.as_deref(), &choices) {
            Chosen::All => "All".to_owned(),
            Chosen::These(these) => {
                let values: Vec<String> = these.into_iter().map(|one| one.value).collect();
                values.join(",")
            }
        }
    };
    assert_eq!(settled("many", Some(&["c", "nobody", "a"])), "c,a");
    assert_eq!(settled("many", Some(&["$__all"])), "All");
    assert_eq!(settled("many", Some(&["nobody"])), "b");
    assert_eq!(settled("many", None), "b");
    assert_eq!(settled("one", Some(&["a", "b"])), "a");
    assert_eq!(settled("one", Some(&["$__all"])), "c");
    assert_eq!(settled("any", Some(&["free text"])), "free text");
    assert_eq!(settled("any", None), "x");
}

#[test]
fn system_overview_asks_and_has_no_problems() {
    let dashboard = read(SYSTEM_OVERVIEW).unwrap();
    assert_eq!(dashboard.problems, []);
    expect![[r#"
        1 "CPU busy"
          A "CPU busy" main every 30000 ms × 721: 1 - avg(rate(node_cpu_seconds_total{mode="idle",instance=~"(app-1:9100|db-1:9100)"}[1m0s]))
        2 "Memory used"
          A "Memory used" main every 30000 ms × 721: 1 - sum(node_memory_MemAvailable_bytes{instance=~"(app-1:9100|db-1:9100)"}) / sum(node_memory_MemTotal_bytes{instance=~"(app-1:9100|db-1:9100)"})
        3 "Disk used"
          A "Disk used" main every 30000 ms × 721: max(1 - node_filesystem_avail_bytes{fstype!~"tmpfs|ramfs|squashfs|overlay|iso9660",mountpoint!~"/(run|boot|var/lib/docker|var/lib/containers).*",instance=~"(app-1:9100|db-1:9100)"} / node_filesystem_size_bytes{fstype!~"tmpfs|ramfs|squashfs|overlay|iso9660",mountpoint!~"/(run|boot|var/lib/docker|var/lib/containers).*",instance=~"(app-1:9100|db-1:9100)"})
        4 "Load per core, 5 min"
          A "Load per core, 5 min" main every 30000 ms × 721: sum(node_load5{instance=~"(app-1:9100|db-1:9100)"}) / count(node_cpu_seconds_total{mode="idle",instance=~"(app-1:9100|db-1:9100)"})
        5 "Network"
          A "Network" main every 30000 ms × 721: sum(rate(node_network_receive_bytes_total{device!~"lo|veth.*|docker.*|br-.*",instance=~"(app-1:9100|db-1:9100)"}[1m0s])) + sum(rate(node_network_transmit_bytes_total{device!~"lo|veth.*|docker.*|br-.*",instance=~"(app-1:9100|db-1:9100)"}[1m0s]))
        6 "Uptime"
          A "Uptime" main every 30000 ms × 721: min(node_time_seconds{instance=~"(app-1:9100|db-1:9100)"} - node_boot_time_seconds{instance=~"(app-1:9100|db-1:9100)"})
        7 "CPU by mode"
          A "{{mode}}" main every 30000 ms × 721: avg by (mode) (rate(node_cpu_seconds_total{mode!="idle",instance=~"(app-1:9100|db-1:9100)"}[1m0s]))
        8 "Memory by instance"
          A "{{instance}}" main every 30000 ms × 721: 1 - node_memory_MemAvailable_bytes{instance=~"(app-1:9100|db-1:9100)"} / node_memory_MemTotal_bytes{instance=~"(app-1:9100|db-1:9100)"}
        9 "Network traffic"
          A "{{instance}} in" main every 30000 ms × 721: sum by (instance) (rate(node_network_receive_bytes_total{device!~"lo|veth.*|docker.*|br-.*",instance=~"(app-1:9100|db-1:9100)"}[1m0s]))
          B "{{instance}} out" main every 30000 ms × 721: sum by (instance) (rate(node_network_transmit_bytes_total{device!~"lo|veth.*|docker.*|br-.*",instance=~"(app-1:9100|db-1:9100)"}[1m0s]))
        10 "Disk I/O"
          A "{{instance}} read" main every 30000 ms × 721: sum by (instance) (rate(node_disk_read_bytes_total{device!~"loop.*|ram.*|zram.*|sr.*|dm-.*",instance=~"(app-1:9100|db-1:9100)"}[1m0s]))
          B "{{instance}} written" main every 30000 ms × 721: sum by (instance) (rate(node_disk_written_bytes_total{device!~"loop.*|ram.*|zram.*|sr.*|dm-.*",instance=~"(app-1:9100|db-1:9100)"}[1m0s]))
        11 "Memory by use"
          A "programs" main every 30000 ms × 721: sum(node_memory_MemTotal_bytes{instance=~"(app-1:9100|db-1:9100)"} - node_memory_MemFree_bytes{instance=~"(app-1:9100|db-1:9100)"} - node_memory_Buffers_bytes{instance=~"(app-1:9100|db-1:9100)"} - node_memory_Cached_bytes{instance=~"(app-1:9100|db-1:9100)"} - node_memory_SReclaimable_bytes{instance=~"(app-1:9100|db-1:9100)"})
          B "cache" main every 30000 ms × 721: sum(node_memory_Buffers_bytes{instance=~"(app-1:9100|db-1:9100)"} + node_memory_Cached_bytes{instance=~"(app-1:9100|db-1:9100)"} + node_memory_SReclaimable_bytes{instance=~"(app-1:9100|db-1:9100)"})
          C "free" main every 30000 ms × 721: sum(node_memory_MemFree_bytes{instance=~"(app-1:9100|db-1:9100)"})
        12 "File systems"
          A "" main at 0: max by (instance, mountpoint) (node_filesystem_size_bytes{fstype!~"tmpfs|ramfs|squashfs|overlay|iso9660",mountpoint!~"/(run|boot|var/lib/docker|var/lib/containers).*",instance=~"(app-1:9100|db-1:9100)"})
          B "" main at 0: max by (instance, mountpoint) (node_filesystem_avail_bytes{fstype!~"tmpfs|ramfs|squashfs|overlay|iso9660",mountpoint!~"/(run|boot|var/lib/docker|var/lib/containers).*",instance=~"(app-1:9100|db-1:9100)"})
          C "" main at 0: max by (instance, mountpoint) (1 - node_filesystem_avail_bytes{fstype!~"tmpfs|ramfs|squashfs|overlay|iso9660",mountpoint!~"/(run|boot|var/lib/docker|var/lib/containers).*",instance=~"(app-1:9100|db-1:9100)"} / node_filesystem_size_bytes{fstype!~"tmpfs|ramfs|squashfs|overlay|iso9660",mountpoint!~"/(run|boot|var/lib/docker|var/lib/containers).*",instance=~"(app-1:9100|db-1:9100)"})
        13 "Swap activity"
          A "{{instance}} in" main every 30000 ms × 721: sum by (instance) (rate(node_vmstat_pswpin{instance=~"(app-1:9100|db-1:9100)"}[1m0s]))
          B "{{instance}} out" main every 30000 ms × 721: sum by (instance) (rate(node_vmstat_pswpout{instance=~"(app-1:9100|db-1:9100)"}[1m0s]))
        14 "Load average"
          A "1 min" main every 30000 ms × 721: sum(node_load1{instance=~"(app-1:9100|db-1:9100)"})
          B "5 min" main every 30000 ms × 721: sum(node_load5{instance=~"(app-1:9100|db-1:9100)"})
          C "15 min" main every 30000 ms × 721: sum(node_load15{instance=~"(app-1:9100|db-1:9100)"})
          D "cores" main every 30000 ms × 721: count(node_cpu_seconds_total{mode="idle",instance=~"(app-1:9100|db-1:9100)"})
        16 "Disk latency"
          A "{{instance}} read" main every 30000 ms × 721: sum by (instance) (rate(node_disk_read_time_seconds_total{device!~"loop.*|ram.*|zram.*|sr.*|dm-.*",instance=~"(app-1:9100|db-1:9100)"}[1m0s])) / sum by (instance) (rate(node_disk_reads_completed_total{device!~"loop.*|ram.*|zram.*|sr.*|dm-.*",instance=~"(app-1:9100|db-1:9100)"}[1m0s]))
          B "{{instance}} write" main every 30000 ms × 721: sum by (instance) (rate(node_disk_write_time_seconds_total{device!~"loop.*|ram.*|zram.*|sr.*|dm-.*",instance=~"(app-1:9100|db-1:9100)"}[1m0s])) / sum by (instance) (rate(node_disk_writes_completed_total{device!~"loop.*|ram.*|zram.*|sr.*|dm-.*",instance=~"(app-1:9100|db-1:9100)"}[1m0s]))
        17 "Disk operations"
          A "{{instance}} read" main every 30000 ms × 721: sum by (instance) (rate(node_disk_reads_completed_total{device!~"loop.*|ram.*|zram.*|sr.*|dm-.*",instance=~"(app-1:9100|db-1:9100)"}[1m0s]))
          B "{{instance}} write" main every 30000 ms × 721: sum by (instance) (rate(node_disk_writes_completed_total{device!~"loop.*|ram.*|zram.*|sr.*|dm-.*",instance=~"(app-1:9100|db-1:9100)"}[1m0s]))
        18 "Disk time in use"
          A "{{instance}}" main every 30000 ms × 721: max by (instance) (rate(node_disk_io_time_seconds_total{device!~"loop.*|ram.*|zram.*|sr.*|dm-.*",instance=~"(app-1:9100|db-1:9100)"}[1m0s]))
        19 "Network errors and drops"
          A "{{instance}} errors" main every 30000 ms × 721: sum by (instance) (rate(node_network_receive_errs_total{device!~"lo|veth.*|docker.*|br-.*",instance=~"(app-1:9100|db-1:9100)"}[1m0s]) + rate(node_network_transmit_errs_total{device!~"lo|veth.*|docker.*|br-.*",instance=~"(app-1:9100|db-1:9100)"}[1m0s]))
          B "{{instance}} drops" main every 30000 ms × 721: sum by (instance) (rate(node_network_receive_drop_total{device!~"lo|veth.*|docker.*|br-.*",instance=~"(app-1:9100|db-1:9100)"}[1m0s]) + rate(node_network_transmit_drop_total{device!~"lo|veth.*|docker.*|br-.*",instance=~"(app-1:9100|db-1:9100)"}[1m0s]))
        20 "Open files"
          A "{{instance}}" main every 30000 ms × 721: node_filefd_allocated{instance=~"(app-1:9100|db-1:9100)"} / node_filefd_maximum{instance=~"(app-1:9100|db-1:9100)"}
    "#]].assert_eq(&questions(
        &dashboard,
        &[("instance", &["app-1:9100", "db-1:9100"])],
    ));
    let asked = with_view(&dashboard, &[], |view| {
        ask_for(dashboard.variable("instance").unwrap(), view)
    });
    expect![[r#"
        Some(
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
    "#]].assert_debug_eq(&asked);
}

#[test]
fn system_overview_stands_without_holes() {
    let dashboard = read(SYSTEM_OVERVIEW).unwrap();
    for placed in layout(&dashboard, |row| !row.collapsed) {
        if let Placed::Panel(panel, place) = placed {
            assert_eq!(panel.place, place, "{}", panel.title);
        }
    }
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

/// Any JSON, made of the words a dashboard is made of where that matters.
fn any_json() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<f64>().prop_map(|number| json!(number)),
        any::<i64>().prop_map(Value::from),
        "[a-z$\\[{}(:/]{0,8}".prop_map(Value::from),
        Just(json!("timeseries")),
        Just(json!("$instance")),
        Just(json!("label_values(")),
    ];
    leaf.prop_recursive(3, 24, 4, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..4).prop_map(Value::from),
            prop::collection::btree_map(
                prop_oneof![
                    Just("type".to_owned()),
                    Just("options".to_owned()),
                    Just("panels".to_owned()),
                    "[a-z]{1,6}"
                ],
                inner,
                0..4
            )
            .prop_map(|map| Value::Object(map.into_iter().collect())),
        ]
    })
}

/// Puts `with` in the place of the value that is `steps` steps of a walk through `value`.
fn mutate(value: &mut Value, steps: &mut u32, with: &Value) {
    if *steps == 0 {
        *value = with.clone();
    }
    *steps = steps.wrapping_sub(1);
    match value {
        Value::Array(list) => list.iter_mut().for_each(|one| mutate(one, steps, with)),
        Value::Object(map) => map.values_mut().for_each(|one| mutate(one, steps, with)),
        _ => {}
    }
}

/// Reads, asks and draws everything there is.
fn exercise(file: &str) {
    let Ok(dashboard) = read(file) else { return };
    let placed = layout(&dashboard, |_| true);
    assert!(placed.len() >= dashboard.panels().count());
    questions(&dashboard, &[("instance", &["app-1:9100"])]);
    let range = Range {
        from: Instant(0),
        to: Instant(HOUR),
    };
    let answer = crate::panel::matrix(&[("a=b", &[1.0, f64::NAN, 3.0])]);
    for panel in dashboard.panels() {
        let answered = atalaya::panel::Answered {
            ref_id: "A",
            legend: "{{a}}",
            format: atalaya::panel::Format::TimeSeries,
            expr: "up",
            answer: &answer,
        };
        picture(&panel.spec, &[answered], &Context::new(range));
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    #[test]
    fn no_file_makes_it_panic(panels in any_json(), rest in any_json()) {
        exercise(&json!({"panels": [panels.clone()], "templating": {"list": [rest.clone()]}}).to_string());
        exercise(&json!({"panels": panels, "templating": rest}).to_string());
    }

    #[test]
    fn no_change_of_a_good_file_makes_it_panic(at in 0_u32..2_500, with in any_json()) {
        let mut file: Value = serde_json::from_str(SYSTEM_OVERVIEW).unwrap();
        mutate(&mut file, &mut at.clone(), &with);
        exercise(&file.to_string());
    }

    #[test]
    fn no_text_makes_filling_panic(text in "[$\\[\\]{}:.a-z0-9é]{0,24}") {
        let lookup = |name: &str| (name.len() == 1).then(|| atalaya::dashboard::interpolate::Bound::single("v".to_owned()));
        atalaya::dashboard::interpolate::fill(&text, atalaya::dashboard::format::Syntax::PromQl, &lookup);
        atalaya::dashboard::variable_query::VariableQuery::read(&text);
        atalaya::panel::text::markdown(&text);
        atalaya::panel::colour::judging(&text);
        atalaya::panel::name::displayed(&text, "a", "b", &atalaya::data::labels::Labels::default());
    }
}
