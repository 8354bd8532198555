//! Where a dashboard leads: links of values, panels and the dashboard itself, annotations, lists. One value of everything is
//! hostile.

use crate::page::DESK;
use crate::page::PHONE;
use crate::page::Page;
use crate::page::Requests;
use crate::page::visit;
use crate::server::Answer;
use crate::server::Script;
use crate::server::Server;
use fantoccini::key::Key;

/// Every text that comes from outside runs a script, if anything lets it.
const BOARD: &str = r#"{
    "uid": "led", "title": "Led", "schemaVersion": 42, "time": { "from": "now-1h", "to": "now" },
    "templating": { "list": [
        { "type": "textbox", "name": "evil", "query": "https://example.org/" },
        { "type": "custom", "name": "zone", "query": "eu,us", "current": { "value": "eu" } }
    ] },
    "links": [
        { "type": "link", "title": "By variable", "url": "$evil", "targetBlank": true },
        { "type": "link", "title": "Two", "url": "/d/two", "keepTime": true, "includeVars": true },
        { "type": "dashboards", "title": "Tagged", "tags": ["led"], "asDropdown": true, "keepTime": true }
    ],
    "annotations": { "list": [
        { "builtIn": 1, "name": "Annotations & Alerts", "datasource": { "uid": "-- Grafana --" }, "enable": true },
        { "name": "Deployments", "expr": "deployed", "enable": true, "titleFormat": "Deployment of {{job}}",
          "textFormat": "<a href=\"javascript:alert(1)\">what</a> <a href=\"https://example.org/notes\">notes</a>", "tagKeys": "job" },
        { "name": "Elsewhere", "expr": "deployed", "enable": true, "filter": { "ids": [99] } },
        { "name": "Off", "expr": "deployed", "enable": false }
    ] },
    "panels": [
        { "id": 1, "type": "timeseries", "title": "Line", "gridPos": { "x": 0, "y": 0, "w": 12, "h": 9 },
          "links": [{ "title": "Zone $zone", "url": "/d/two?var-zone=$zone" }, { "title": "Bad", "url": "$evil" }],
          "targets": [{ "refId": "A", "expr": "good", "legendFormat": "good" }],
          "fieldConfig": { "defaults": { "links": [{ "title": "To ${__series.name}", "url": "/d/two?var-job=${__field.labels.job}" }] } } },
        { "id": 2, "type": "table", "title": "Rows", "gridPos": { "x": 12, "y": 0, "w": 12, "h": 9 },
          "targets": [{ "refId": "A", "expr": "rows", "instant": true, "format": "table" }],
          "fieldConfig": { "defaults": {}, "overrides": [
            { "matcher": { "id": "byName", "options": "job" }, "properties": [{ "id": "links", "value": [
                { "title": "Drill down", "url": "/d/two?var-job=${__value.raw}&var-n=${__data.fields.Value.text}&${zone:queryparam}" }] }] },
            { "matcher": { "id": "byName", "options": "address" }, "properties": [{ "id": "links", "value": [
                { "title": "By value", "url": "${__value.text}" }, { "title": "By label", "url": "${__data.fields.address}" }] }] }
          ] } },
        { "id": 3, "type": "stat", "title": "Figure", "gridPos": { "x": 0, "y": 9, "w": 6, "h": 4 },
          "targets": [{ "refId": "A", "expr": "rows", "instant": true }],
          "fieldConfig": { "defaults": { "links": [
            { "title": "Figure of ${__field.labels.job}", "url": "/d/two?v=${__value.raw}" }, { "title": "By label", "url": "${__field.labels.address}" }] } } },
        { "id": 4, "type": "alertlist", "title": "Alerts", "gridPos": { "x": 6, "y": 9, "w": 9, "h": 6 } },
        { "id": 5, "type": "dashlist", "title": "Boards", "gridPos": { "x": 15, "y": 9, "w": 9, "h": 6 },
          "options": { "showStarred": false, "showSearch": true, "tags": ["led"], "keepTime": true } },
        { "id": 6, "type": "piechart", "title": "Shares", "gridPos": { "x": 0, "y": 15, "w": 8, "h": 8 },
          "targets": [{ "refId": "A", "expr": "rows", "instant": true, "legendFormat": "{{job}}" }],
          "fieldConfig": { "defaults": { "links": [{ "title": "Share of ${__series.name}", "url": "/d/two?share=${__value.raw}" }] } } },
        { "id": 7, "type": "barchart", "title": "Bars", "gridPos": { "x": 8, "y": 15, "w": 8, "h": 8 },
          "targets": [{ "refId": "A", "expr": "rows", "instant": true, "format": "table" }], "options": { "xField": "job" },
          "fieldConfig": { "defaults": { "links": [{ "title": "Bar of ${__data.fields.job}", "url": "/d/two?bar=${__data.fields.job}&n=${__value.raw}" }] } } },
        { "id": 8, "type": "state-timeline", "title": "States", "gridPos": { "x": 16, "y": 15, "w": 8, "h": 8 },
          "targets": [{ "refId": "A", "expr": "good", "legendFormat": "{{job}}" }],
          "fieldConfig": { "defaults": { "links": [{ "title": "State of ${__field.name}", "url": "/d/two?state=${__value.raw}" }] } } }
    ]
}"#;

const ROWS: &str = r#"{ "status": "success", "data": { "resultType": "vector", "result": [
    { "metric": { "address": "javascript:alert(document.domain)", "job": "a b" }, "value": [1795168800, "7"] }
] } }"#;

const RULES: &str = r#"{ "status": "success", "data": { "groups": [{ "name": "g", "file": "f", "interval": 60, "rules": [
    { "type": "alerting", "name": "Down", "query": "up == 0", "duration": 60, "labels": { "severity": "critical" }, "annotations": {},
      "health": "ok", "state": "firing", "alerts": [
        { "labels": { "alertname": "Down", "severity": "critical", "job": "shop" }, "annotations": { "summary": "shop is down" },
          "state": "firing", "activeAt": "2026-01-01T00:00:00Z", "value": "0" }] },
    { "type": "alerting", "name": "Quiet", "query": "up == 2", "duration": 60, "labels": {}, "annotations": {}, "health": "ok",
      "state": "inactive", "alerts": [] }
] }] } }"#;

const INDEX: &str = r#"[
    { "uid": "two", "title": "Two", "tags": ["led", "x"], "folder": "", "file": "two.json" },
    { "uid": "led", "title": "Led", "tags": ["led"], "folder": "", "file": "led.json" },
    { "uid": "other", "title": "Other", "tags": [], "folder": "", "file": "other.json" }
]"#;

/// No link of the page does anything but lead somewhere.
const SAFE: &str = "[...document.querySelectorAll('a')].every(a => ['http:', 'https:', 'mailto:'].includes(a.protocol))";

async fn server() -> Server {
    let mut script = Script::two_panels();
    script
        .files
        .insert("/dashboards/led.json", Answer::json(BOARD));
    script
        .files
        .insert("/dashboards/index.json", Answer::json(INDEX));
    let rules = "/prometheus/api/v1/rules";
    script.files.insert(rules, Answer::json(RULES));
    script.questions.insert("rows", Answer::json(ROWS));
    Server::start(script).await
}

/// Opens the board, and marks the document: one that is loaded anew has lost the mark.
async fn open(page: &Page, server: &Server, rest: &str) {
    page.open(&server.page(&format!("/d/led?refresh=off{rest}")))
        .await;
    page.see("[data-panel='2'] td", "a b").await;
    page.until("document.querySelector(\"[data-panel='1'] .note\")")
        .await;
    page.tell("window.same = true").await;
}

/// The page is the same document, at this address.
async fn arrived(page: &Page, address: &str) {
    page.see("h1", "Two").await;
    assert_eq!(page.address().await, address);
    assert_eq!(page.tell("window.same").await, true);
}

#[test]
fn a_cell_leads_to_another_dashboard() {
    visit(DESK, Requests::Succeed, async |page| {
        let server = server().await;
        open(page, &server, "").await;
        page.shot("links").await;
        page.click_named("[data-panel='2']", "a b").await;
        arrived(page, "/d/two?var-job=a+b&var-n=7&var-zone=eu").await;
        page.back().await;
        page.see("[data-panel='2'] td", "a b").await;
        // Of several links one is chosen.
        page.click("[data-panel='3'] .value").await;
        page.see(".led-menu a", "Figure of a b").await;
        page.see(".led-menu [data-refused]", "By label").await;
        page.shot("links-menu").await;
        page.keys(&char::from(Key::Escape).to_string()).await;
        page.until("!document.querySelector('.led-menu')").await;
        page.click("[data-panel='3'] .value").await;
        page.click_named(".led-menu", "Figure of a b").await;
        arrived(page, "/d/two?v=7").await;
    });
}

#[test]
fn no_value_becomes_a_script() {
    visit(DESK, Requests::Succeed, async |page| {
        let server = server().await;
        open(page, &server, "&var-evil=javascript:alert(1)").await;
        page.see("[data-panel='2'] td", "javascript:alert").await;
        assert_eq!(page.tell(SAFE).await, true);
        let named = |name: &str| {
            format!("[...document.querySelectorAll('a')].some(a => a.innerText.trim() == '{name}')")
        };
        for (name, is_link) in [
            ("By variable", false),
            ("By value", false),
            ("By label", false),
            ("Two", true),
        ] {
            assert_eq!(page.tell(&named(name)).await, is_link, "{name}");
        }
        page.click("[aria-controls='panel-menu-1']").await;
        page.see("#panel-menu-1 a", "Zone eu").await;
        assert_eq!(page.tell(&named("Bad")).await, false);
        assert_eq!(page.tell(SAFE).await, true);
        page.click_named("#panel-menu-1", "Zone eu").await;
        arrived(page, "/d/two?var-zone=eu").await;
        // What is safe is a link, and opens a page of its own without a way back to this one.
        open(page, &server, "").await;
        let outside = "[...document.querySelectorAll('.bar-links a')].find(a => a.innerText.trim() == 'By variable')";
        assert_eq!(
            page.tell(&format!("{outside}.href + {outside}.target"))
                .await,
            "https://example.org/_blank"
        );
        assert_eq!(
            page.tell(&format!("{outside}.relList.contains('noopener')"))
                .await,
            true
        );
    });
}

#[test]
fn the_bar_leads_to_dashboards_with_range_and_variables() {
    visit(DESK, Requests::Succeed, async |page| {
        let server = server().await;
        open(page, &server, "&from=now-3h&to=now").await;
        page.click("[aria-controls='links-0']").await;
        page.see("#links-0 a", "Two").await;
        assert_eq!(
            page.tell("document.querySelectorAll('#links-0 a').length")
                .await,
            1
        );
        page.click_named("#links-0", "Two").await;
        arrived(page, "/d/two?from=now-3h&to=now").await;
        open(page, &server, "&var-zone=us").await;
        page.click_named(".bar-links", "Two").await;
        page.see("h1", "Two").await;
        let address = page.address().await;
        assert!(
            address.contains("var-zone=us") && address.contains("from=now-1h"),
            "{address}"
        );
    });
}

#[test]
fn a_pinned_tooltip_has_the_links_of_its_series() {
    visit(DESK, Requests::Succeed, async |page| {
        let server = server().await;
        open(page, &server, "").await;
        page.click("[data-panel='1'] .chart-layer").await;
        page.see("[data-panel='1'] .tooltip a", "To good").await;
        page.click_named("[data-panel='1'] .tooltip", "To good")
            .await;
        arrived(page, "/d/two?var-job=page").await;
        // By the keyboard alone: an arrow points, space pins, the tab key goes to the link.
        open(page, &server, "").await;
        page.tell("document.querySelector(\"[data-panel='1'] .chart-layer\").focus()")
            .await;
        page.keys(&format!(
            "{} {}",
            char::from(Key::Left),
            char::from(Key::Tab)
        ))
        .await;
        page.until("document.activeElement.innerText == 'To good'")
            .await;
        page.keys(&Key::Enter.to_string()).await;
        arrived(page, "/d/two?var-job=page").await;
    });
}

#[test]
fn slices_bars_and_states_lead_somewhere() {
    visit(DESK, Requests::Succeed, async |page| {
        let server = server().await;
        for (panel, what, to) in [
            (6, "Share of a b", "/d/two?share=7"),
            (7, "Bar of a b", "/d/two?bar=a+b&n=7"),
            (8, "State of page", "/d/two?state=1"),
        ] {
            let layer = format!("[data-panel='{panel}'] .chart-layer");
            let tooltip = format!("[data-panel='{panel}'] .tooltip");
            // A press pins what is under the pointer.
            open(page, &server, "").await;
            page.tell(&format!(
                "document.querySelector(\"[data-panel='{panel}']\").scrollIntoView({{ block: 'center' }})"
            ))
            .await;
            page.until(&format!(
                "document.querySelector(\"[data-panel='{panel}'][data-state=fresh]\")"
            ))
            .await;
            page.click(&layer).await;
            page.see(&tooltip, what).await;
            page.shot(&format!("links-pinned-{panel}")).await;
            page.click_named(&tooltip, what).await;
            arrived(page, to).await;
            // And by the keyboard: an arrow points, space pins, the tab key goes to the link.
            open(page, &server, "").await;
            page.until(&format!("document.querySelector(\"{layer}\")"))
                .await;
            page.tell(&format!("document.querySelector(\"{layer}\").focus()"))
                .await;
            page.keys(&format!(
                "{} {}",
                char::from(Key::Right),
                char::from(Key::Tab)
            ))
            .await;
            page.until(&format!("document.activeElement.innerText == '{what}'"))
                .await;
            page.keys(&Key::Enter.to_string()).await;
            arrived(page, to).await;
        }
    });
}

#[test]
fn annotations_stand_over_the_panels_they_are_for_until_they_are_switched_off() {
    visit(DESK, Requests::Succeed, async |page| {
        let server = server().await;
        open(page, &server, "").await;
        let lines = "document.querySelectorAll(\"[data-panel='1'] .annotation\").length";
        page.until(&format!("{lines} >= 1")).await;
        let switches = "[...document.querySelectorAll('.variable-bar [aria-pressed]')].map(one => one.innerText.trim() + one.ariaPressed).join()";
        assert_eq!(
            page.tell(switches).await,
            "Deploymentstrue,Elsewheretrue,Offfalse"
        );
        // The keyboard reaches the mark, and from it what it says.
        page.tell("document.querySelector(\"[data-panel='1'] .annotation-mark\").focus()")
            .await;
        page.see("[data-panel='1'] .note .tooltip", "Deployment of page")
            .await;
        page.see("[data-panel='1'] .note .tooltip a", "notes").await;
        assert_eq!(page.tell(SAFE).await, true);
        page.shot("annotation").await;
        page.keys(&char::from(Key::Tab).to_string()).await;
        page.until("document.activeElement.innerText == 'notes'")
            .await;
        page.click_named(".variable-bar", "Deployments").await;
        page.until(&format!("{lines} == 0")).await;
        assert!(page.address().await.contains("note=Deployments"));
        page.click_named(".variable-bar", "Off").await;
        page.until(&format!("{lines} >= 1")).await;
        page.back().await;
        page.back().await;
        page.until(&format!("{lines} >= 1")).await;
    });
    visit(PHONE, Requests::Succeed, async |page| {
        let server = server().await;
        open(page, &server, "").await;
        page.until("document.documentElement.scrollWidth <= innerWidth")
            .await;
        page.shot("links-phone").await;
    });
}

#[test]
fn alerts_and_dashboards_are_listed_with_links() {
    visit(DESK, Requests::Succeed, async |page| {
        let server = server().await;
        open(page, &server, "&from=now-3h&to=now").await;
        page.see("[data-panel='4'] li", "shop is down").await;
        assert_eq!(
            page.tell("document.querySelectorAll(\"[data-panel='4'] li\").length")
                .await,
            1
        );
        page.see("[data-panel='5'] li", "Led").await;
        let boards = "[...document.querySelectorAll(\"[data-panel='5'] li\")].map(one => one.innerText.trim()).join()";
        assert_eq!(page.tell(boards).await, "Led,Two");
        page.click_named("[data-panel='5']", "Two").await;
        arrived(page, "/d/two?from=now-3h&to=now").await;
        open(page, &server, "").await;
        page.click_named("[data-panel='4']", "Down").await;
        page.until("location.pathname == '/alerts'").await;
        assert_eq!(page.address().await, "/alerts?search=Down");
    });
}
