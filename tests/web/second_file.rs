//! The page's second file does not come: its charts stand all the same, and it says what is missing.

use crate::page::DESK;
use crate::page::Requests;
use crate::page::visit;
use crate::server::Answer;
use crate::server::Script;
use crate::server::Server;
use crate::site::built;

fn check(missing: &'static str, kind: &str) {
    visit(DESK, Requests::Fail, async |page| {
        let mut script = Script::two_panels();
        let gone = Answer::Reply(404, kind.to_owned(), Vec::new());
        script.files.insert(missing, gone);
        let server = Server::start(script).await;
        page.open(&server.page("/d/two")).await;
        page.until("document.querySelector(\"[data-panel='2'][data-state=fresh] canvas\")")
            .await;
        page.see(".message", "A part of this page did not load")
            .await;
        page.see(".message", "Reload the page").await;
        page.until("document.querySelector(\"[data-panel='1'][data-state=fresh] canvas\")")
            .await;
    });
}

#[test]
fn its_code_is_gone() {
    check(built("parts-", ".wasm"), "application/wasm");
}

#[test]
fn its_style_is_gone() {
    check(built("later-", ".css"), "text/css");
}

/// As Grafana 4 wrote it: rows, a graph, a choice by a regular expression.
const OLD: &str = r#"{
    "title": "Old", "schemaVersion": 14, "time": { "from": "now-1h", "to": "now" },
    "rows": [{ "title": "Row", "height": "250px", "panels": [
        { "id": 7, "type": "graph", "title": "Graph", "span": 12, "lines": true, "linewidth": 1,
          "yaxes": [{ "format": "percent" }, { "format": "short" }],
          "seriesOverrides": [{ "alias": "/good/", "fill": 5 }],
          "targets": [{ "refId": "A", "expr": "good" }] }
    ] }]
}"#;

#[test]
fn an_old_dashboard_is_read_with_it() {
    visit(DESK, Requests::Succeed, async |page| {
        let mut script = Script::two_panels();
        script
            .files
            .insert("/dashboards/old.json", Answer::json(OLD));
        let server = Server::start(script).await;
        page.open(&server.page("/d/old")).await;
        page.until("document.querySelector(\"[data-panel='7'][data-state=fresh] canvas\")")
            .await;
        page.see("h1", "Old").await;
        page.the_header_lives().await;
    });
}
