//! What `make status-snapshot` writes from a real Prometheus, read by the page when that Prometheus is gone.

use crate::page::DESK;
use crate::page::Requests;
use crate::page::visit;
use crate::site;
use crate::stack;
use serde_json::Value;
use std::process::Command;

/// What a team writes.
const NOTICE: &str = "---\ntitle: Search was slow\nkind: incident\nservices: [search]\nstart: 2026-01-05T10:00:00Z\nend: 2026-01-05T11:00:00Z\n---\nIt is <quick> & well again.\n";

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
                fetched[1].as_str().unwrap().contains("Search was slow"),
                "{fetched}"
            );
        }
        let feed = page
            .tell("fetch('/status/feed.json').then(reply => reply.json())")
            .await;
        assert_eq!(
            feed["items"][0]["content_text"],
            "It is <quick> & well again."
        );
        let parsed = page
            .tell("fetch('/status/feed.xml').then(reply => reply.text()).then(text => /<description>It is &lt;quick&gt; &amp; well again/.test(text))")
            .await;
        assert_eq!(parsed, Value::Bool(true));
        drop(gone);
        page.see_none(".snapshot-age").await;
        page.see(".overall .when", "Updated").await;
    });
    drop((kept, notice));
}
