//! What is done with panels and files: looking behind a panel, saving it, dropping a dashboard on the page.

use crate::overview;
use crate::page::DESK;
use crate::page::PHONE;
use crate::page::Page;
use crate::page::Requests;
use crate::page::visit;
use crate::stack;
use crate::stack::Stack;
use fantoccini::key::Key;
use serde_json::json;

/// Keeps what is offered to be saved: names, and the text of the last file.
const SAVED: &str = "window.saved = [];
    const make = URL.createObjectURL;
    URL.createObjectURL = blob => { blob.text().then(text => { window.text = text; window.kind = blob.type; }); return make(blob); };
    HTMLAnchorElement.prototype.click = function() { window.saved.push(this.download); };";

const BOARD: &str = r#"{"uid": "mine", "title": "My own board", "tags": ["dropped"], "schemaVersion": 39, "panels": [
    {"id": 4, "type": "timeseries", "title": "Up", "gridPos": {"x": 0, "y": 0, "w": 12, "h": 8},
     "datasource": {"type": "prometheus"}, "targets": [{"refId": "A", "expr": "up"}]},
    {"id": 5, "type": "acme-map-panel", "title": "Map", "gridPos": {"x": 12, "y": 0, "w": 12, "h": 8}}
]}"#;

/// Drops a file on the page.
pub(crate) async fn drop(page: &Page, name: &str, text: &str) {
    let (name, text) = (json!(name), json!(text));
    page.tell(&format!(
        "(() => {{
            const carried = new DataTransfer();
            carried.items.add(new File([{text}], {name}, {{ type: 'application/json' }}));
            for (const kind of ['dragover', 'drop'])
                document.body.dispatchEvent(new DragEvent(kind, {{ bubbles: true, cancelable: true, dataTransfer: carried }}));
        }})()"
    ))
    .await;
}

/// Opens the list, with all that the page needs for files.
async fn list(page: &Page, stack: &Stack) {
    page.open(&stack.page("/dashboards")).await;
    page.see(".dashboard-list", "System overview").await;
}

#[test]
fn a_panel_is_looked_behind() {
    let (stack, _turn) = stack::shared();
    visit(DESK, Requests::Succeed, async |page| {
        overview::open(page, stack, "refresh=off").await;
        page.hover("[data-panel='7'] h2", (0.5, 0.5)).await;
        page.keys("i").await;
        page.see("#inspect h2", "CPU by mode").await;
        assert!(page.address().await.contains("inspect=7"));
        page.see("#inspect .query-text", "node_cpu_seconds_total")
            .await;
        page.see("#inspect .facts", "step").await;
        page.see("#inspect .facts", "Took").await;
        page.shot("inspect").await;
        page.click("#inspect-tab-1").await;
        page.see("#inspect .inspect-answer", "\"status\":\"success\"")
            .await;
        page.see("#inspect .facts", "bytes").await;
        page.click("#inspect-tab-2").await;
        page.see("#inspect table thead", "user").await;
        assert!(page.address().await.contains("inspectTab=data"));
        page.click("#inspect-tab-3").await;
        page.see("#inspect pre", "\"title\": \"CPU by mode\"").await;
        page.click("#inspect-tab-4").await;
        page.see("#inspect .facts", "Samples").await;
        page.keys(&Key::Escape.to_string()).await;
        page.see_none("#inspect").await;
        assert!(!page.address().await.contains("inspect"));
    });
    visit(PHONE, Requests::Succeed, async |page| {
        page.open(&stack.page("/d/system-overview?inspect=7&refresh=off"))
            .await;
        page.see("#inspect .query-text", "node_cpu_seconds_total")
            .await;
        let wide = "document.documentElement.scrollWidth <= innerWidth && document.querySelector('#inspect').offsetWidth <= innerWidth";
        page.until(wide).await;
        page.shot("inspect-phone").await;
    });
}

#[test]
fn a_panel_is_saved() {
    let (stack, _turn) = stack::shared();
    visit(DESK, Requests::Succeed, async |page| {
        page.before(SAVED).await;
        overview::open(page, stack, "refresh=off").await;
        page.click("[aria-controls='panel-menu-7']").await;
        page.click_named("#panel-menu-7", "Save CSV").await;
        let text = page.until("window.text").await;
        let text = text.as_str().unwrap();
        assert_eq!(page.tell("window.saved").await, json!(["CPU by mode.csv"]));
        let lines: Vec<&str> = text.lines().collect();
        assert!(lines[0].starts_with("Time,"), "{}", lines[0]);
        assert!(lines[0].contains("user"), "{}", lines[0]);
        assert!(lines.len() > 100, "{} lines", lines.len());
        page.click("[aria-controls='panel-menu-7']").await;
        page.click_named("#panel-menu-7", "Save PNG").await;
        page.until("window.saved.includes('CPU by mode.png') && window.kind == 'image/png'")
            .await;
    });
}

#[test]
fn a_dropped_dashboard_stays_until_it_is_deleted() {
    let (stack, _turn) = stack::shared();
    visit(DESK, Requests::Succeed, async |page| {
        list(page, stack).await;
        drop(page, "board.json", BOARD).await;
        page.see(".page-title", "My own board").await;
        page.see("[data-panel='4'] h2", "Up").await;
        assert!(page.address().await.starts_with("/d/mine"));
        page.click("[aria-controls='import-report']").await;
        page.see("#import-report", "acme-map-panel").await;
        page.shot("import-report").await;
        page.keys(&Key::Escape.to_string()).await;
        page.see_none("#import-report").await;
        list(page, stack).await;
        page.see(".dashboard-list", "My own board").await;
        page.shot("dashboards-local").await;
        let delete = "Delete My own board from this browser";
        page.click_named(".dashboard-list", delete).await;
        page.click_named(".dashboard-list", "Undo").await;
        page.click_named(".dashboard-list", delete).await;
        page.see(".dashboard-list", "Deleted.").await;
        list(page, stack).await;
        page.until("!document.querySelector('.dashboard-list').innerText.includes('My own board')")
            .await;
    });
}

#[test]
fn a_file_that_is_no_dashboard_says_so() {
    let (stack, _turn) = stack::shared();
    visit(DESK, Requests::Succeed, async |page| {
        list(page, stack).await;
        for (text, told) in [
            ("{\"panels\": [", "notes.json is not JSON"),
            ("[1, 2]", "notes.json is not a dashboard"),
            ("<html>", "notes.json is a web page"),
        ] {
            drop(page, "notes.json", text).await;
            page.see(".refused", told).await;
        }
        page.click_named(".refused", "Close").await;
        page.see_none(".refused").await;
        assert_eq!(page.address().await, "/dashboards");
    });
}
