//! What `make status-snapshot` writes from a real Prometheus, read by the page when that Prometheus is gone.

use crate::page::DESK;
use crate::page::Page;
use crate::page::Requests;
use crate::page::visit;
use crate::site;
use crate::stack;
use crate::stack::Stack;
use serde_json::Value;
use std::process::Command;

/// What a team writes.
const NOTICE: &str = "---\ntitle: Search is slow\nkind: incident\nservices: [search]\nstart: 2026-01-05T10:00:00Z\n---\nIt is <slow> & known.\n";

const PUBLIC: &str = r#"{ "sources": [], "status": { "title": "Acme status" } }"#;

#[test]
fn a_status_page_outlives_its_prometheus() {
    let (stack, _turn) = stack::alone();
    let folder = stack.place("site/status");
    let kept: Vec<_> = ["index.json", "status.json", "feed.json", "feed.xml"]
        .map(|name| stack.file(&format!("site/status/{name}"), "[]"))
        .into();
    // What was compressed beside it speaks of no file.
    for ending in ["gz", "br"] {
        drop(std::fs::remove_file(
            folder.join(format!("index.json.{ending}")),
        ));
    }
    let notice = stack.file("site/status/search.md", NOTICE);
    // What visitors may know: no servers.
    let public = stack.file("site/status/config.json", PUBLIC);
    let program = site::target().join("debug/examples/snapshot");
    let mut command = Command::new(&program);
    let site = stack.place("site");
    command.args([
        &stack.prometheus(""),
        site.to_str().unwrap(),
        "https://status.example.org/status",
    ]);
    let told = site::run(&mut command);
    assert!(
        told.starts_with("6 services, 2 figures, 1 notices in "),
        "{told}"
    );
    visit(DESK, Requests::Fail, async |page| {
        page.open(&stack.page("/status?refresh=5s")).await;
        page.see(".service", "Backend").await;
        page.see(".overall .when", "Updated").await;
        page.see_none(".snapshot-age").await;
        let live = page
            .tell("[...document.querySelectorAll('.service .scale b')].map(one => one.innerText)")
            .await;
        let gone = stack.without("prometheus");
        page.open(&stack.page("/status?refresh=5s")).await;
        page.see(".snapshot-age", "Snapshot of").await;
        page.see(".service", "Backend").await;
        page.see(".public-figures", "Requests").await;
        let frozen = page
            .tell("[...document.querySelectorAll('.service .scale b')].map(one => one.innerText)")
            .await;
        assert_eq!(
            frozen.as_array().map(Vec::len),
            live.as_array().map(Vec::len)
        );
        assert_eq!(frozen[0], live[0], "uptime of a service that never failed");
        for (name, kind) in [("feed.json", "json"), ("feed.xml", "xml")] {
            let fetched = page
                .tell(&format!("fetch('/status/{name}').then(async reply => [reply.headers.get('content-type'), await reply.text()])"))
                .await;
            assert!(fetched[0].as_str().unwrap().contains(kind), "{fetched}");
            assert!(
                fetched[1].as_str().unwrap().contains("Search is slow"),
                "{fetched}"
            );
        }
        let feed = page
            .tell("fetch('/status/feed.json').then(reply => reply.json())")
            .await;
        assert_eq!(feed["items"][0]["content_text"], "It is <slow> & known.");
        let parsed = page
            .tell("fetch('/status/feed.xml').then(reply => reply.text()).then(text => /<description>It is &lt;slow&gt; &amp; known/.test(text))")
            .await;
        assert_eq!(parsed, Value::Bool(true));
        in_public(page, stack).await;
        page.open(&stack.page("/status?refresh=5s")).await;
        page.see(".snapshot-age", "Snapshot of").await;
        drop(gone);
        page.see_none(".snapshot-age").await;
        page.see(".overall .when", "Updated").await;
    });
    drop((kept, notice, public));
}

/// The same for everybody: nginx as shipped for visitors, which leads to no Prometheus and to nothing else of the page.
async fn in_public(page: &Page, stack: &Stack) {
    page.open(&stack.public("/")).await;
    page.see(".snapshot-age", "Snapshot of").await;
    page.see(".service", "Backend").await;
    page.see(".incident", "Search is slow").await;
    for path in [
        "/prometheus/api/v1/query?query=up",
        "/d/system-overview",
        "/dashboards/index.json",
        "/alertmanager/api/v2/status",
    ] {
        let status = page
            .tell(&format!("fetch('{path}').then(reply => reply.status)"))
            .await;
        assert_eq!(status, 404, "{path}");
    }
    let config = page
        .tell("fetch('/config.json').then(reply => reply.text())")
        .await;
    assert!(!config.as_str().unwrap().contains("prometheus"), "{config}");
}
