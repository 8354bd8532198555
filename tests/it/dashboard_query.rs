//! `dashboard`: panels and choices in, questions as text out.

use atalaya::dashboard::model::Dashboard;
use atalaya::dashboard::query::queries;
use atalaya::dashboard::query::text;
use atalaya::dashboard::read::read;
use atalaya::dashboard::variable::Choice;
use atalaya::dashboard::variable::Values;
use atalaya::dashboard::variable::own_choices;
use atalaya::dashboard::variable::settle;
use atalaya::dashboard::variable_query::Need;
use atalaya::dashboard::variable_query::need;
use atalaya::dashboard::view::About;
use atalaya::dashboard::view::SourceInfo;
use atalaya::dashboard::view::View;
use atalaya::source::Ask;
use atalaya::time::Instant;
use atalaya::time::Range;
use atalaya::time::span::TimeSpan;
use atalaya::time::zone::Zone;
use expect_test::expect;
use serde_json::json;
use std::fmt::Write;

/// 2026-11-20T10:00:00Z.
const NOW: Instant = Instant(1_795_168_800_000);
pub(crate) const HOUR: i64 = 3_600_000;

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
pub(crate) fn with_view<T>(
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
        about: About::of(dashboard),
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
pub(crate) fn questions(dashboard: &Dashboard, chosen: &[(&str, &[&str])]) -> String {
    with_view(dashboard, chosen, |view| {
        let mut text = String::new();
        for panel in dashboard.panels() {
            writeln!(text, "{} {:?}", panel.id, self::text(&panel.title, view)).unwrap();
            let questions = queries(panel, view, 600);
            for one in questions.queries {
                let when = match &one.query.ask {
                    Ask::Range { grid, .. } => format!(
                        "every {} ms × {} to {}",
                        grid.step.0,
                        grid.count,
                        grid.end().0 - NOW.0
                    ),
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
          A "{{instance}} db" main every 30000 ms × 721 to 0: rate(x{instance=~"app-1:9100", job="db"}[1m0s])
          B "" main every 30000 ms × 721 to 0: sum_over_time(x[30m]) / 30000 # it\\'s 21600s
          C "" main every 600000 ms × 37 to 0: y
        2 ""
          A "" main at 0: up
          Z "" main every 300000 ms × 73 to 0: up
          Z-Instant "" main at 0: up
          C "" main at 0: label_replace(up, "a", "$1", "b", "(.*)")
        3 ""
          A "" main every 30000 ms × 721 to -86400000: up
        4 ""
          BadTime { text: "soon" }
          BadInterval { text: "often" }
        5 ""
          B "" main every 30000 ms × 721 to 0: up
          UnknownVariable { name: "nobody" }
          UnknownVariable { name: "nothing" }
        6 ""
          A "" logs Log(Lines { expr: "{}", window: Window { from: Nanos(1795147200000000000), to: Nanos(1795168800000000000) }, limit: 1000, direction: Backward }): {}
        7 ""
          NoSource { wanted: "tempo" }
        8 ""
          A "" second every 30000 ms × 721 to 0: up
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
fn what_variables_need() {
    let dashboard = read(
        &json!({"panels": [], "templating": {"list": [
            {"type": "query", "name": "job", "query": "label_values(job)"},
            {"type": "query", "name": "instance", "query": "label_values(up{job=\"$job\"}, instance)"},
            {"type": "query", "name": "names", "query": "label_names(node_)"},
            {"type": "query", "name": "series", "query": "up{a=\"$nobody\"}"},
            {"type": "query", "name": "rows", "query": "query_result(max_over_time(up[$__range]))", "datasource": "second"},
            {"type": "query", "name": "metrics", "query": "metrics(node_.*)", "datasource": {"type": "loki"}},
            {"type": "query", "name": "away", "query": "x", "datasource": {"type": "graphite"}},
            {"type": "custom", "name": "custom", "query": "a"},
        ]}})
        .to_string(),
    )
    .unwrap();
    let needs = |settled: bool| {
        with_view(&dashboard, &[], |view| {
            let nothing = Values::default();
            let values = if settled { view.values } else { &nothing };
            let view = &View { values, ..*view };
            let needs = dashboard.variables.iter().map(|variable| {
                let need = match need(variable, view) {
                    Need::Ask(query) => format!("{} {:?}", query.source, query.ask),
                    other => format!("{other:?}"),
                };
                format!("{}: {need}\n", variable.name)
            });
            needs.collect::<String>()
        })
    };
    expect![[r#"
        job: main LabelValues { label: "job", matchers: [], range: Range { from: Instant(1795147200000), to: Instant(1795168800000) } }
        instance: Wait
        names: main LabelNames { matchers: ["{__name__=~\".*node_.*\"}"], range: Range { from: Instant(1795147200000), to: Instant(1795168800000) } }
        series: Nothing(Some(UnknownVariable { name: "nobody" }))
        rows: second Instant { expr: "max_over_time(up[21600s])", at: Instant(1795168800000) }
        metrics: Nothing(None)
        away: Nothing(Some(NoSource { wanted: "graphite" }))
        custom: Nothing(None)
    "#]].assert_eq(&needs(false));
    assert!(
        needs(true).contains(r#"matchers: ["up{job=\"app-1:9100\"}"]"#),
        "{}",
        needs(true)
    );
}
