//! The status page without a Prometheus: the snapshot with its age, what the team says, files that cannot be
//! read.

use crate::page::DESK;
use crate::page::Requests;
use crate::page::visit;
use crate::server::Answer;
use crate::server::Script;
use crate::server::Server;

const CONFIG: &str = r##"{
    "sources": [{ "id": "p", "name": "Prometheus", "kind": "prometheus", "url": "prometheus/", "timeout": "1s" }],
    "services": [{ "id": "shop", "name": "Shop", "probe": "shop" }],
    "status": { "title": "Acme status", "colour": "#b83280" }
}"##;

const SNAPSHOT: &str = r#"{"version":1,"at":1795257720000,"services":[{"id":"shop","name":"The shop","state":"unhealthy","uptime":0.9961,
    "days":[{"from":1795132800000,"to":1795219200000,"share":1,"was":"up"},{"from":1795219200000,"to":1795305600000,"share":0.9,"was":"down"}]}],
    "figures":[{"title":"Requests","value":12.5,"unit":"reqps"}]}"#;

const NOTICE: &str = "---\ntitle: Payments <b>fail</b>\nkind: incident\nservices: [shop]\nstart: 2026-11-20T10:00:00Z\n---\nWe are **on it**. <script>alert(1)</script>";

fn script() -> Script {
    let mut script = Script::default();
    let mut put = |path, text: &str| {
        let text = text.as_bytes().to_vec();
        let kind = "application/octet-stream".to_owned();
        script.files.insert(path, Answer::Reply(200, kind, text));
    };
    put("/config.json", CONFIG);
    put(
        "/status/index.json",
        r#"["status.json","feed.xml","pay.md","bad.md","../config.json"]"#,
    );
    put("/status/status.json", SNAPSHOT);
    put("/status/pay.md", NOTICE);
    put("/status/bad.md", "no facts");
    for path in ["/prometheus/api/v1/query", "/prometheus/api/v1/query_range"] {
        script.files.insert(path, Answer::HangUp);
    }
    script
}

#[test]
fn a_snapshot_stands_in_and_says_its_age() {
    visit(DESK, Requests::Fail, async |page| {
        let server = Server::start(script()).await;
        page.open(&server.page("/status")).await;
        page.see(".snapshot-age", "Snapshot of").await;
        page.see(".service", "The shop").await;
        page.see(".service", "Not working").await;
        page.see(".service", "99.61% uptime").await;
        page.see(".public-figures", "12.5").await;
        page.see(".overall h1", "Payments <b>fail</b>").await;
        page.see(".incident", "<script>alert(1)</script>").await;
        page.see(".message", "status/bad.md, line 1: expected facts")
            .await;
        // By keyboard, bar by bar.
        page.until("document.querySelector('[role=slider]').focus() ?? true")
            .await;
        page.keys(&fantoccini::key::Key::Left.to_string()).await;
        page.see(".beats-told", ": up, 100%").await;
        // The next day says what people wrote about it; so does pointing at it.
        page.keys(&fantoccini::key::Key::Right.to_string()).await;
        page.see(".beats-told", ": down, 90.00%. Payments <b>fail</b>")
            .await;
        page.hover("[role=slider]", (0.1, 0.5)).await;
        page.see(".beats-told", ": up, 100%").await;
    });
}

#[test]
fn a_snapshot_that_cannot_be_read_hides_nothing() {
    visit(DESK, Requests::Fail, async |page| {
        let mut script = script();
        script
            .files
            .insert("/status/status.json", Answer::json("{\"at\":"));
        let server = Server::start(script).await;
        page.open(&server.page("/status")).await;
        page.see(".snapshot-age", "status/status.json cannot be read")
            .await;
        page.see(".incident", "We are on it.").await;
    });
}
