//! Where links lead: addresses filled in, judged, and taken for pages of ours.

use crate::dashboard_query::with_view;
use atalaya::dashboard::datum::Cell;
use atalaya::dashboard::datum::Datum;
use atalaya::dashboard::link::Led;
use atalaya::dashboard::link::means;
use atalaya::dashboard::link::of_dashboard;
use atalaya::dashboard::link::of_panel;
use atalaya::dashboard::link::of_value;
use atalaya::dashboard::link::to_dashboard;
use atalaya::dashboard::model::Dashboard;
use atalaya::dashboard::model::Link;
use atalaya::dashboard::read::read;
use atalaya::dashboard::repeat::expand;
use atalaya::data::labels::Labels;
use atalaya::panel::link::DataLink;
use atalaya::route::Route;
use atalaya::route::inside;
use atalaya::route::notes;
use atalaya::route::parse;
use expect_test::expect;
use proptest::prelude::*;
use serde_json::json;

fn dashboard(links: serde_json::Value, panel_links: serde_json::Value) -> Dashboard {
    let file = json!({
        "schemaVersion": 42, "uid": "b", "links": links,
        "templating": {"list": [
            {"type": "custom", "name": "zone", "query": "eu west,us", "multi": true, "current": {"value": ["eu west", "us"]}},
            {"type": "textbox", "name": "evil", "query": "javascript:alert(1)"},
        ]},
        "panels": [{"id": 7, "type": "table", "links": panel_links, "repeat": "zone"}],
    });
    read(&file.to_string()).unwrap()
}

fn told(links: &[Led]) -> String {
    let lines = links.iter().map(|led| {
        let page = if led.new_page { " (new page)" } else { "" };
        let href = led.href.as_deref().unwrap_or("nowhere");
        format!("{} -> {href}{page}\n", led.title)
    });
    lines.collect()
}

fn data_link(title: &str, url: &str) -> DataLink {
    DataLink {
        title: title.to_owned(),
        url: url.to_owned(),
        new_page: false,
        one_click: false,
    }
}

#[test]
fn links_of_a_value_know_all_around_it() {
    let dashboard = dashboard(json!([]), json!([]));
    let labels = Labels::from_pairs([("job", "api/v1"), ("instance", "a b:9100")]);
    let cell = |raw, text| Cell {
        raw,
        numeric: raw,
        text,
    };
    let row = [
        ("Route", cell("/x?y", "/x?y")),
        ("p95", cell("0.25", "250 ms")),
    ];
    let datum = Datum {
        value: Some(row[1].1),
        time: "1795168800000",
        field: "p95",
        shown: "p95",
        labels: Some(&labels),
        row: &row,
        own: &["route", "Value #A"],
        path: "/d/b",
        params: "?from=now-6h",
    };
    let links = [
        (
            "${__field.name}: ${__value.text}",
            "/d/x?var-job=${__field.labels.job}&v=${__value.raw}&at=${__value.time}",
        ),
        ("", "/d/y?${__url_time_range}&${zone:queryparam}"),
        ("row", "/d/z?var-route=${__data.fields.Route:percentencode}&n=${__data.fields[1].numeric}&own=${__data.fields[\"Value #A\"]}"),
        ("all", "https://example.org/?${__all_variables}"),
        ("evil", "$evil"),
        ("evil in the middle", "/d/x?a=${evil}"),
        ("evil by two", "java${__series.name}"),
        ("unknown stays", "/d/${__nobody}"),
    ]
    .map(|(title, url)| data_link(title, url));
    let led = with_view(&dashboard, &[], |view| of_value(&links, &datum, None, view));
    expect![[r#"
        p95: 250 ms -> /d/x?var-job=api/v1&v=0.25&at=1795168800000
        /d/y?from=now-6h&to=now&timezone=UTC&var-zone=eu%20west&var-zone=us -> /d/y?from=now-6h&to=now&timezone=UTC&var-zone=eu%20west&var-zone=us
        row -> /d/z?var-route=%2Fx%3Fy&n=0.25&own=0.25
        all -> https://example.org/?var-zone=eu%20west&var-zone=us&var-evil=javascript%3Aalert%281%29
        evil -> nowhere
        evil in the middle -> /d/x?a=javascript:alert%281%29
        evil by two -> javap95
        unknown stays -> /d/${__nobody}
    "#]]
    .assert_eq(&told(&led));
}

#[test]
fn links_of_a_copied_panel_have_its_values() {
    let links = json!([
        {"title": "Zone $zone", "url": "/d/x?var-zone=$zone", "targetBlank": true},
        {"title": "evil", "url": "$evil"},
    ]);
    let dashboard = dashboard(json!([]), links);
    let all = with_view(&dashboard, &[], |view| {
        let expanded = expand(&dashboard, view.values);
        let each = expanded.panels().map(|panel| told(&of_panel(panel, view)));
        each.collect::<Vec<String>>().concat()
    });
    expect![[r#"
        Zone eu west -> /d/x?var-zone=eu%20west (new page)
        evil -> nowhere
        Zone us -> /d/x?var-zone=us (new page)
        evil -> nowhere
    "#]]
    .assert_eq(&all);
}

#[test]
fn links_of_a_dashboard_lead_to_one_address_or_to_those_of_its_tags() {
    let links = json!([
        {"type": "link", "title": "Docs", "url": "https://example.org/$zone", "targetBlank": true},
        {"type": "link", "title": "evil", "url": "$evil"},
        {"type": "dashboards", "title": "Kubernetes", "tags": ["k8s"], "asDropdown": true, "keepTime": true, "includeVars": true},
    ]);
    let dashboard = dashboard(links, json!([]));
    let all: Vec<Led> = with_view(&dashboard, &[], |view| {
        let plain = dashboard.links.iter().filter(|link| link.tags.is_empty());
        let mut all: Vec<Led> = plain.map(|link| of_dashboard(link, view)).collect();
        all.push(to_dashboard("a/b", "Pods", &dashboard.links[2], view));
        all
    });
    expect![[r#"
        Docs -> https://example.org/{eu west,us} (new page)
        evil -> nowhere
        Pods -> /d/a%2Fb?from=now-6h&to=now&var-zone=eu%20west&var-zone=us&var-evil=javascript%3Aalert%281%29
    "#]]
    .assert_eq(&told(&all));
    let tagged = |tags: &[&str]| {
        let tags: Vec<String> = tags.iter().map(|tag| (*tag).to_owned()).collect();
        means(&dashboard.links[2], &tags)
    };
    assert!(tagged(&["x", "k8s"]) && !tagged(&["x"]));
    assert!(means(&Link::default(), &[]));
}

#[test]
fn links_to_pages_of_ours_stay_on_the_page() {
    let seen: String = [
        "/d/x/slug?var-a=1",
        "d/x",
        "/ops/d/x",
        "/dashboard/db/node-exporter?from=now-1h",
        "/alerts?search=HighLatency",
        "/explore#x",
        "https://example.org/d/x",
        "//example.org/d/x",
        "\\\\example.org/d/x",
        "mailto:a@example.org",
        "?var-a=2",
        "#panel",
        "/runbooks/a.html",
        "runbooks/a.html",
    ]
    .iter()
    .map(|href| {
        let route = inside::route("/ops/", href).map(|route| route.format());
        format!("{href} -> {route:?} {}\n", inside::address("/ops/", href))
    })
    .collect();
    expect![[r##"
        /d/x/slug?var-a=1 -> Some("/d/x?var-a=1") /d/x/slug?var-a=1
        d/x -> Some("/d/x") /ops/d/x
        /ops/d/x -> Some("/d/x") /ops/d/x
        /dashboard/db/node-exporter?from=now-1h -> Some("/d/node-exporter?from=now-1h") /dashboard/db/node-exporter?from=now-1h
        /alerts?search=HighLatency -> Some("/alerts?search=HighLatency") /alerts?search=HighLatency
        /explore#x -> Some("/explore") /explore#x
        https://example.org/d/x -> None https://example.org/d/x
        //example.org/d/x -> None //example.org/d/x
        \\example.org/d/x -> None \\example.org/d/x
        mailto:a@example.org -> None mailto:a@example.org
        ?var-a=2 -> None ?var-a=2
        #panel -> None #panel
        /runbooks/a.html -> None /runbooks/a.html
        runbooks/a.html -> None /ops/runbooks/a.html
    "##]]
    .assert_eq(&seen);
}

#[test]
fn annotations_that_are_turned_are_in_the_link() {
    let (mut route, _) = parse("/d/b", "note=Alerts&orgId=1");
    let view = route.view_mut();
    assert!(notes::is_turned(view, "Alerts") && !notes::is_turned(view, "Deploys & more"));
    notes::turn(view, "Deploys & more");
    notes::turn(view, "Alerts");
    let text = route.format();
    assert_eq!(text, "/d/b?orgId=1&note=Deploys+%26+more");
    let (path, query) = text.split_once('?').unwrap();
    assert_eq!(parse(path, query).0, route);
    assert!(matches!(route, Route::Dashboard(_)));
}

proptest! {
    /// Whatever a variable holds, what is followed is http(s), mailto or relative.
    #[test]
    fn no_value_makes_a_link_that_runs(
        url in prop_oneof![Just("$evil"), Just("${evil:raw}"), Just("[[evil]]"), Just("java${evil}"), Just("${__value.text}")],
        value in prop_oneof!["(java)?script:[a-z()]{0,8}", "[ \\t\\n]{0,3}(JavaScript|data|vbscript)[ \\t\\n]{0,2}:.{0,8}", ".{0,20}"],
    ) {
        let file = json!({"panels": [], "templating": {"list": [{"type": "textbox", "name": "evil", "query": value}]}});
        let dashboard = read(&file.to_string()).unwrap();
        let cell = Cell { raw: &value, numeric: &value, text: &value };
        let datum = Datum { value: Some(cell), shown: "x", ..Datum::default() };
        let led = with_view(&dashboard, &[], |view| of_value(&[data_link("", url)], &datum, None, view));
        for led in led {
            let base = url::Url::parse("https://page.example/d/x").unwrap();
            let Some(href) = led.href else { continue };
            if let Ok(address) = base.join(&inside::address("/", &href)) {
                prop_assert!(["http", "https", "mailto"].contains(&address.scheme()), "{href}");
            }
        }
    }
}
