//! Loki's lines on a dashboard, what is counted of them there, and questions for a tenant.

use crate::logs::lines_are_there;
use crate::logs::loki;
use crate::loki::Fault;
use crate::page::DESK;
use crate::page::Requests;
use crate::page::visit;
use serde_json::json;

#[test]
fn panels_show_lines_and_count_them() {
    let loki = loki(6_000);
    let panel = |id: u32, kind: &str, expr: &str| {
        json!({
            "id": id, "type": kind, "title": kind,
            "gridPos": { "x": 0, "y": id * 10, "w": 24, "h": 10 },
            "datasource": { "type": "loki", "uid": "loki" },
            "targets": [{ "refId": "A", "expr": expr }],
        })
    };
    let board = json!({
        "uid": "lines", "title": "Lines", "schemaVersion": 42, "time": { "from": "now-1h", "to": "now" },
        "panels": [
            panel(1, "logs", "{service=\"backend\"} |= \"pool\""),
            panel(2, "timeseries", "sum by (level, detected_level) (count_over_time({service=\"backend\"} | drop __error__[1m]))"),
            panel(3, "logs", "{service=\"backend\" "),
        ],
    });
    let fault = Fault::Says(200, board.to_string());
    loki.tell(|told| {
        drop(
            told.faults
                .insert("/dashboards/lines.json".to_owned(), fault),
        )
    });
    visit(DESK, Requests::Fail, async |page| {
        page.open(&loki.page("/d/lines?refresh=off")).await;
        page.see(
            "[data-panel='1'] .log-line",
            "could not get a connection from the pool",
        )
        .await;
        page.until("document.querySelector(\"[data-panel='2'][data-state=fresh] canvas\")")
            .await;
        page.see("[data-panel='2'] .legend", "error").await;
        // A question that Loki refuses is told in its panel, in Loki's words.
        page.tell("document.querySelector(\"[data-panel='3']\").scrollIntoView()")
            .await;
        page.see("[data-panel='3']", "Loki refused the query").await;
        page.see("[data-panel='3']", "syntax error").await;
    });
}

#[test]
fn a_tenant_is_asked_for_and_labels_come_apart() {
    let loki = loki(1_000);
    loki.tell(|told| {
        told.config = json!({ "sources": [
            { "id": "loki", "name": "Loki", "kind": "loki", "url": "loki/", "tenant": "team-a" },
        ], "refresh": "off" })
        .to_string();
    });
    visit(DESK, Requests::Succeed, async |page| {
        page.open(&loki.page("/logs")).await;
        lines_are_there(page).await;
        loki.tell(|told| {
            assert_eq!(told.headers["x-scope-orgid"], "team-a");
            let flags = &told.headers["x-loki-response-encoding-flags"];
            assert_eq!(flags, "categorize-labels");
        });
    });
}
