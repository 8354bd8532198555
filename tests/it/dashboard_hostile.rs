//! `dashboard`: broken, hostile and huge files end in messages.

use crate::dashboard_query::with_view;
use atalaya::dashboard::layout::layout;
use atalaya::dashboard::link::of_dashboard;
use atalaya::dashboard::model::Dashboard;
use atalaya::dashboard::model::Link;
use atalaya::dashboard::problem::Problem;
use atalaya::dashboard::query::queries;
use atalaya::dashboard::query::text;
use atalaya::dashboard::read::ReadError;
use atalaya::dashboard::read::read;
use atalaya::dashboard::read_panel::MAX_PANELS;
use atalaya::dashboard::report::State;
use atalaya::dashboard::report::report;
use expect_test::expect;
use proptest::prelude::*;
use serde_json::Value;
use serde_json::json;
use std::fmt::Write;

fn panels(panels: &Value) -> Dashboard {
    read(&json!({"schemaVersion": 39, "panels": panels}).to_string()).unwrap()
}

#[test]
fn ten_thousand_panels_are_as_many_as_are_read_and_a_message() {
    let ten_thousand: Vec<Value> = (0..10_000)
        .map(|id| json!({"id": id, "type": "timeseries", "targets": [{"expr": "up"}], "gridPos": {"x": 0, "y": id, "w": 24, "h": 1}}))
        .collect();
    let dashboard = panels(&Value::from(ten_thousand));
    assert_eq!(dashboard.panels().count(), MAX_PANELS);
    assert_eq!(
        dashboard.problems,
        [Problem::TooManyPanels { limit: MAX_PANELS }]
    );
    assert_eq!(layout(&dashboard, |_| true).len(), MAX_PANELS);
}

#[test]
fn fifty_megabytes_are_read() {
    let text = "x".repeat(25 << 20);
    let file = json!({"title": text, "panels": [{"type": "text", "options": {"content": text}}]});
    let dashboard = read(&file.to_string()).unwrap();
    assert_eq!(dashboard.title.len(), 25 << 20);
}

#[test]
fn what_is_nested_too_deep_is_no_dashboard() {
    let deep = format!("{{\"panels\": {}{}}}", "[".repeat(5_000), "]".repeat(5_000));
    assert!(matches!(read(&deep), Err(ReadError::NotJson { .. })));
    let rows = format!(
        "{{\"panels\": [{}{}]}}",
        "{\"type\":\"row\",\"panels\":[".repeat(40),
        "]}".repeat(40)
    );
    assert_eq!(read(&rows).unwrap().panels().count(), 1);
}

#[test]
fn variables_that_name_each_other_end() {
    let dashboard = read(
        &json!({"schemaVersion": 39, "panels": [{"id": 1, "type": "stat", "title": "$a", "repeat": "a", "targets": [{"expr": "up{a=~\"$a\"}"}]}],
            "templating": {"list": [
                {"type": "custom", "name": "a", "query": "$b,$a", "includeAll": true, "allValue": "$b", "current": {"value": "$__all"}},
                {"type": "custom", "name": "b", "query": "$a", "includeAll": true, "allValue": "${a}${a}${b}", "current": {"value": "$__all"}},
                {"type": "query", "name": "c", "query": "label_values(up{x=\"$d\"}, y)"},
                {"type": "query", "name": "d", "query": "label_values(up{x=\"$c\"}, y)"},
                {"type": "datasource", "name": "e", "query": "$e"},
            ]}})
        .to_string(),
    )
    .unwrap();
    with_view(&dashboard, &[], |view| {
        assert!(text("$a $b $c $d $e", view).len() < 10_000);
        for panel in dashboard.panels() {
            assert!(queries(panel, view, 600).queries.len() < 3);
        }
    });
}

#[test]
fn an_address_that_runs_something_is_no_address() {
    let addresses = [
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        " javascript:alert(1)",
        "java\nscript:alert(1)",
        "data:text/html,x",
        "vbscript:x",
        "https://example.org/?a=$job",
        "/d/abc",
        "mailto:a@example.org",
        "$url",
        "${url}",
        "",
        "//example.org",
        "file:///etc/passwd",
    ];
    let links: Vec<Value> = addresses
        .iter()
        .map(|url| json!({"url": url, "title": "x"}))
        .collect();
    let dashboard = read(
        &json!({"links": links, "panels": [{"id": 1, "type": "stat", "links": links}],
        "templating": {"list": [
            {"type": "textbox", "name": "url", "query": "javascript:alert(1)"},
            {"type": "constant", "name": "job", "query": "a b"},
        ]}})
        .to_string(),
    )
    .unwrap();
    let found = with_view(&dashboard, &[], |view| {
        let mut found = String::new();
        for link in &dashboard.links {
            writeln!(found, "{:?}", of_dashboard(link, view).href).unwrap();
        }
        let report = report(&dashboard, Some(view));
        for problem in &report.problems {
            writeln!(found, "{problem:?}").unwrap();
        }
        assert_eq!(report.panels[0].problems, report.problems);
        found
    });
    expect![[r#"
        None
        None
        None
        None
        None
        None
        Some("https://example.org/?a=a b")
        Some("/d/abc")
        Some("mailto:a@example.org")
        None
        None
        Some("//example.org")
        None
        UnsafeLink { url: "javascript:alert(1)" }
        UnsafeLink { url: "JaVaScRiPt:alert(1)" }
        UnsafeLink { url: " javascript:alert(1)" }
        UnsafeLink { url: "java\nscript:alert(1)" }
        UnsafeLink { url: "data:text/html,x" }
        UnsafeLink { url: "vbscript:x" }
        UnsafeLink { url: "$url" }
        UnsafeLink { url: "${url}" }
        UnsafeLink { url: "file:///etc/passwd" }
    "#]]
    .assert_eq(&found);
    assert_eq!(dashboard.panel(1).unwrap().links, dashboard.links);
}

#[test]
fn a_link_takes_range_and_variables_along() {
    let dashboard = read(
        &json!({"schemaVersion": 39, "panels": [], "templating": {"list": [
            {"type": "custom", "name": "one", "query": "a b,c", "multi": true, "current": {"value": ["a b", "c"]}},
            {"type": "custom", "name": "all", "query": "x,y", "includeAll": true, "current": {"value": "$__all"}},
        ]}, "links": [
            {"type": "link", "url": "/d/x?orgId=1", "keepTime": true, "includeVars": true},
            {"type": "link", "url": "/d/y?${__url_time_range}&${one:queryparam}"},
            {"type": "dashboards", "tags": ["k8s"], "asDropdown": true, "url": "ignored"},
            {"type": "dashboard", "dashboard": "Some Name", "keepTime": true},
        ]})
        .to_string(),
    )
    .unwrap();
    let found: Vec<Option<String>> = with_view(&dashboard, &[], |view| {
        let links = dashboard.links.iter().filter(|link| link.tags.is_empty());
        links.map(|link| of_dashboard(link, view).href).collect()
    });
    expect![[r#"
        [
            Some(
                "/d/x?orgId=1&from=now-6h&to=now&var-one=a%20b&var-one=c&var-all=%24__all",
            ),
            Some(
                "/d/y?from=now-6h&to=now&var-one=a%20b&var-one=c",
            ),
            Some(
                "dashboard/db/some-name?from=now-6h&to=now",
            ),
        ]"#]]
    .assert_eq(&format!("{found:#?}"));
    let menus: Vec<&Link> = dashboard.links.iter().filter(|link| link.menu).collect();
    assert_eq!((menus.len(), menus[0].url.as_str()), (1, ""));
}

#[test]
fn the_report_says_how_much_of_each_panel_is_there() {
    let dashboard = panels(&json!([
        {"id": 1, "type": "stat", "targets": [{"expr": "up"}]},
        {"id": 2, "type": "stat", "targets": [{"expr": "up{a=\"$nobody\"}"}]},
        {"id": 3, "type": "geomap"},
        {"id": 4, "type": "stat", "options": {"reduceOptions": {"calcs": ["magic"]}}},
    ]));
    let states = with_view(&dashboard, &[], |view| {
        let report = report(&dashboard, Some(view));
        let states: Vec<(u32, State, usize)> = report
            .panels
            .iter()
            .map(|one| (one.id, one.state, one.problems.len()))
            .collect();
        states
    });
    let expected = [
        (1, State::Whole, 0),
        (2, State::Problems, 1),
        (3, State::Placeholder, 1),
        (4, State::Problems, 1),
    ];
    assert_eq!(states, expected);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    /// Whatever a link says, what comes out leads to http(s), mailto or somewhere on this page's host.
    #[test]
    fn no_link_runs_anything(
        url in prop_oneof![Just("$a".to_owned()), Just("${a}/x".to_owned()), "(java|data|http)?[a-zA-Z:\\t\\n/ $\\{\\}]{0,20}(script)?:?[a-z(/]{0,6}"],
        value in prop_oneof![Just("javascript:x".to_owned()), "(java)?[a-z\\n\\t ]{0,6}(script)?:?[a-z]{0,4}"],
    ) {
        let dashboard = read(&json!({"panels": [], "links": [{"url": url}], "templating": {"list": [{"type": "textbox", "name": "a", "query": value}]}}).to_string()).unwrap();
        let led = with_view(&dashboard, &[], |view| {
            dashboard.links.iter().filter_map(|link| of_dashboard(link, view).href).collect::<Vec<_>>()
        });
        for href in led {
            let base = url::Url::parse("https://page.example/d/x").unwrap();
            if let Ok(address) = base.join(&href) {
                prop_assert!(["http", "https", "mailto"].contains(&address.scheme()), "{}", href);
            }
        }
    }
}
