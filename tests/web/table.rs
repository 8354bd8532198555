//! A table of ten thousand rows: scrolled, sorted, filtered, walked through with the keyboard.

use crate::page::DESK;
use crate::page::PHONE;
use crate::page::Page;
use crate::page::Requests;
use crate::page::all;
use crate::page::visit;
use crate::server::Answer;
use crate::server::Script;
use crate::server::Server;
use fantoccini::key::Key;
use serde_json::json;
use std::collections::HashMap;

const ROWS: usize = 10_000;

const CONFIG: &str = r#"{"sources": [{"id": "p", "name": "Prometheus", "kind": "prometheus", "url": "prometheus/"}]}"#;

const BOARD: &str = r##"{"uid": "rows", "title": "Rows", "schemaVersion": 42, "time": {"from": "now-1h", "to": "now"}, "panels": [
    {"id": 1, "type": "table", "title": "Disks", "gridPos": {"x": 0, "y": 0, "w": 24, "h": 12},
     "targets": [{"refId": "A", "expr": "big", "format": "table", "instant": true}],
     "options": {"sortBy": [{"displayName": "Value", "desc": true}], "footer": {"show": true, "reducer": ["max"]}},
     "fieldConfig": {"defaults": {"unit": "percent", "custom": {"filterable": true, "inspect": true}}, "overrides": [
        {"matcher": {"id": "byName", "options": "Time"}, "properties": [{"id": "custom.hidden", "value": true}]},
        {"matcher": {"id": "byName", "options": "Value"}, "properties": [
            {"id": "custom.cellOptions", "value": {"type": "gauge", "mode": "lcd"}},
            {"id": "thresholds", "value": {"mode": "absolute", "steps": [{"color": "green", "value": null}, {"color": "red", "value": 90}]}}]}]}}
]}"##;

/// What is in the page of the table, by these names.
const SEEN: &str = "(() => {
    const grid = document.querySelector('[role=grid]');
    const rows = [...grid.querySelectorAll('tbody [role=row]')];
    return {
        rows: rows.length,
        all: Number(grid.getAttribute('aria-rowcount')),
        first: rows.map(row => Number(row.getAttribute('aria-rowindex'))).sort((a, b) => a - b)[0],
    };
})()";

/// The first cell in view of a column, as it is read.
fn top(column: usize) -> String {
    format!(
        "[...document.querySelectorAll('[role=grid] tbody [role=row]')]
            .sort((a, b) => a.ariaRowIndex - b.ariaRowIndex)[0].children[{column}].innerText.trim()"
    )
}

fn script() -> Script {
    let disks = ["/", "/srv", "/var"];
    let samples: Vec<_> = (0..ROWS)
        .map(|row| {
            let value = (row * 7_919 % ROWS) as f64 / 100.0;
            json!({
                "metric": { "host": format!("host-{row}"), "disk": disks[row % disks.len()] },
                "value": [1_795_000_000, value.to_string()],
            })
        })
        .collect();
    let answer =
        json!({ "status": "success", "data": { "resultType": "vector", "result": samples } });
    let files = [("/config.json", CONFIG), ("/dashboards/rows.json", BOARD)];
    Script {
        questions: HashMap::from([("big", Answer::json(&answer.to_string()))]),
        files: files.map(|(path, text)| (path, Answer::json(text))).into(),
        ..Script::default()
    }
}

async fn open(page: &Page) -> Server {
    let server = Server::start(script()).await;
    page.open(&server.page("/d/rows")).await;
    page.see("[role=grid] tbody", "host-").await;
    server
}

#[test]
fn ten_thousand_rows_scroll_with_a_hundred_in_the_page() {
    visit(DESK, Requests::Succeed, async |page| {
        let _server = open(page).await;
        let seen = page.tell(SEEN).await;
        assert_eq!(seen["all"], ROWS + 1);
        assert_eq!(seen["first"], 2);
        let mut most = 0;
        for part in [0.1, 0.5, 0.77, 1.0] {
            page.tell(&format!(
                "document.querySelector('.table-scroll').scrollTop = {} * {part}",
                ROWS * 30
            ))
            .await;
            let wanted = (ROWS as f64 * part) as usize;
            page.until(&format!("Math.abs({SEEN}.first - {wanted}) < 60"))
                .await;
            most = most.max(page.tell(SEEN).await["rows"].as_u64().unwrap());
        }
        assert!(most <= 100, "{most} rows are in the page");
        page.until(
            "Boolean(document.querySelector('[role=grid] tbody [aria-rowindex=\"10001\"]'))",
        )
        .await;
        page.see("[role=grid] tfoot", "100%").await;
        let size = page
            .tell("document.querySelector('[data-panel]').innerHTML.length")
            .await;
        assert!(size.as_u64().unwrap() < 300_000, "{size} letters");
        page.shot("table-end").await;
    });
}

#[test]
fn heads_sort_and_filter() {
    visit(DESK, Requests::Succeed, async |page| {
        let _server = open(page).await;
        let sorted = |title: &str| {
            format!(
                "[...document.querySelectorAll('[role=columnheader]')].find(head => head.innerText.includes('{title}')).ariaSort"
            )
        };
        assert_eq!(page.tell(&sorted("Value")).await, "descending");
        page.click_named("[role=grid] thead", "host").await;
        page.until(&format!("{} === 'ascending'", sorted("host")))
            .await;
        // Texts as people read them: host-2 before host-10.
        page.until(&format!("{} === 'host-0'", top(1))).await;
        page.click_named("[role=grid] thead", "Filter by disk")
            .await;
        page.click(".table-filter .options li:nth-child(2) button")
            .await;
        page.until(&format!("{SEEN}.all === {}", 3_333 + 1)).await;
        page.see(".table-foot", "3,333 of 10,000 rows").await;
        page.shot("table-filter").await;
        page.keys(&Key::Escape.to_string()).await;
        page.see_none(".table-filter").await;
        page.click_named("[role=grid] thead", "Filter by host")
            .await;
        page.fill(".table-test input", "host-99").await;
        page.until(&format!("{SEEN}.all < 60")).await;
        page.keys(&Key::Escape.to_string()).await;
        page.click(".table-foot button").await;
        page.until(&format!("{SEEN}.all === {}", ROWS + 1)).await;
    });
}

#[test]
fn the_keyboard_goes_everywhere() {
    visit(DESK, Requests::Succeed, async |page| {
        let _server = open(page).await;
        page.tell("document.querySelector('[role=grid]').focus()")
            .await;
        let active = "document.getElementById(document.querySelector('[role=grid]').getAttribute('aria-activedescendant'))?.innerText.trim()";
        page.keys(&Key::Down.to_string()).await;
        page.keys(&Key::Right.to_string()).await;
        page.until(&format!("{active} === {}", top(1))).await;
        for _ in 0..5 {
            page.keys(&Key::PageDown.to_string()).await;
        }
        page.until(&format!("{SEEN}.first > 10 && {active} !== undefined"))
            .await;
        page.keys(&Key::Enter.to_string()).await;
        page.see(".table-value", "host-").await;
        page.shot("table-value").await;
        page.keys(&Key::Escape.to_string()).await;
        page.see_none(".table-value").await;
        // The keyboard is back where it was.
        page.until("document.activeElement.getAttribute('role') === 'grid'")
            .await;
        page.keys(&Key::Up.to_string()).await;
        page.until(&format!("{active}.startsWith('host-')")).await;
    });
}

#[test]
fn a_phone_scrolls_the_table_and_not_the_page() {
    visit(PHONE, Requests::Succeed, async |page| {
        let _server = open(page).await;
        page.until("document.documentElement.scrollWidth <= innerWidth")
            .await;
        page.until(&format!("{}.length > 0", all("[role=gridcell]")))
            .await;
        page.shot("table-phone").await;
    });
}

/// A table whose transformations leave a frame for each series.
const SEVERAL: &str = r#"{"uid": "rows", "title": "Rows", "schemaVersion": 42, "time": {"from": "now-1h", "to": "now"}, "panels": [
    {"id": 1, "type": "table", "title": "Hosts", "gridPos": {"x": 0, "y": 0, "w": 12, "h": 8},
     "targets": [{"refId": "A", "expr": "few", "instant": true, "legendFormat": "{{host}}"}],
     "transformations": [{"id": "sortBy", "options": {"sort": [{"field": "Time"}]}}]}
]}"#;

#[test]
fn one_of_several_tables_is_chosen() {
    visit(DESK, Requests::Succeed, async |page| {
        let samples: Vec<_> = ["alpha", "beta", "gamma"]
            .iter()
            .zip(["11", "22", "33"])
            .map(|(host, value)| json!({"metric": {"host": host}, "value": [1_795_000_000, value]}))
            .collect();
        let answer =
            json!({ "status": "success", "data": { "resultType": "vector", "result": samples } });
        let files = [("/config.json", CONFIG), ("/dashboards/rows.json", SEVERAL)];
        let script = Script {
            questions: HashMap::from([("few", Answer::json(&answer.to_string()))]),
            files: files.map(|(path, text)| (path, Answer::json(text))).into(),
            ..Script::default()
        };
        let server = Server::start(script).await;
        page.open(&server.page("/d/rows")).await;
        page.see("[role=grid] thead", "alpha").await;
        page.see("[role=grid] tbody", "11").await;
        let choice = "document.querySelector('.table-foot select')";
        assert_eq!(
            page.tell(&format!("[...{choice}.options].map(one => one.label)"))
                .await,
            json!(["1. alpha", "2. beta", "3. gamma"])
        );
        page.tell(&format!("{choice}.focus()")).await;
        page.keys("3").await;
        page.until(&format!("{choice}.value === '2'")).await;
        page.see("[role=grid] thead", "gamma").await;
        page.see("[role=grid] tbody", "33").await;
        page.shot("table-frames").await;
        page.tell(&format!("{choice}.focus()")).await;
        page.keys(&Key::Home.to_string()).await;
        page.see("[role=grid] tbody", "11").await;
    });
}
