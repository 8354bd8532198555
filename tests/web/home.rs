//! The first page: what it shows over real servers, that each tile opens its page with the same time, and that a source
//! that fails is told in its own tile.

use crate::page::DESK;
use crate::page::PHONE;
use crate::page::Page;
use crate::page::Requests;
use crate::page::visit;
use crate::server::Answer;
use crate::server::Script;
use crate::server::Server;
use crate::site;
use crate::stack;
use serde_json::Value;
use std::process::Command;

/// Two hours that ended an hour ago: no sample can be added to them.
const PAST: &str = "from=now-3h&to=now-1h&timezone=utc&refresh=5s";

/// All figures have values.
const FULL: &str = "document.querySelectorAll('.figure .value:not(.none)').length == 6";

#[test]
fn every_tile_is_full_and_opens_its_page_at_the_same_time() {
    let (stack, _turn) = stack::shared();
    visit(DESK, Requests::Succeed, async |page| {
        page.open(&stack.page(&format!("/?{PAST}"))).await;
        page.until(FULL).await;
        page.until("document.querySelectorAll('.check-list li').length == 5")
            .await;
        page.see(".verdict", ".").await;
        for link in links(page).await {
            for part in ["from=now-3h", "to=now-1h", "timezone=utc"] {
                assert!(link.contains(part), "{link} without {part}");
            }
        }
        page.click(".figure:nth-of-type(1) a").await;
        page.until("location.pathname == '/d/application-performance'")
            .await;
        page.see(".range-button", "UTC").await;
    });
}

async fn links(page: &Page) -> Vec<String> {
    let links = page
        .tell(
            "[...document.querySelectorAll('.overview a')].map(link => link.getAttribute('href'))",
        )
        .await;
    let links: Vec<String> = serde_json::from_value(links).unwrap();
    assert!(links.len() > 12, "{links:?}");
    links
}

/// The value of a tile, against the same question asked by `curl`.
#[test]
fn a_figure_agrees_with_prometheus() {
    let (stack, _turn) = stack::shared();
    visit(DESK, Requests::Succeed, async |page| {
        page.before(
            "window.asked = [];
            const send = window.fetch;
            window.fetch = (address, init) => {
                window.asked.push([String(address), String(init?.body ?? '')]);
                return send(address, init);
            };",
        )
        .await;
        page.open(&stack.page(&format!("/?{PAST}"))).await;
        page.until(FULL).await;
        let asked = page
            .tell("window.asked.find(([, body]) => body.includes('histogram_quantile%280.95') || body.includes('histogram_quantile(0.95'))[1]")
            .await;
        let mut curl = Command::new("curl");
        let address = stack.prometheus("/api/v1/query_range");
        let question = asked.as_str().unwrap();
        let reply = site::run(curl.args(["--silent", "--fail", "--data", question, &address]));
        let reply: Value = serde_json::from_str(&reply).unwrap();
        let values = reply["data"]["result"][0]["values"].as_array().unwrap();
        let last = values.last().unwrap()[1].as_str().unwrap();
        let seconds: f64 = last.parse().unwrap();
        let shown = page
            .tell("document.querySelectorAll('.figure .value')[2].innerText")
            .await;
        let shown = shown.as_str().unwrap().trim();
        let (number, unit) = shown.split_once(' ').unwrap();
        let scale = if unit == "ms" { 1e-3 } else { 1.0 };
        let number: f64 = number.parse().unwrap();
        assert!(
            (number * scale / seconds - 1.0).abs() < 0.006,
            "{shown} for {seconds} s"
        );
    });
}

/// Nothing is asked for twice when the page is opened.
#[test]
fn nothing_is_fetched_twice() {
    let (stack, _turn) = stack::shared();
    visit(DESK, Requests::Succeed, async |page| {
        page.open(&stack.page("/?refresh=off")).await;
        page.until(FULL).await;
        let twice = page
            .tell(
                "performance.getEntriesByType('resource').map(entry => entry.name)
                    .filter(name => !name.includes('/api/'))
                    .filter((name, at, all) => all.indexOf(name) != at)",
            )
            .await;
        assert_eq!(twice, Value::Array(Vec::new()));
    });
}

const CONFIG: &str = r#"{
    "sources": [{ "id": "p", "name": "Metrics", "kind": "prometheus", "url": "prometheus/" }]
}"#;

/// Everything fails but the page.
#[test]
fn a_source_that_fails_is_told_in_its_tiles() {
    visit(DESK, Requests::Fail, async |page| {
        let mut script = Script::default();
        script.files.insert("/config.json", Answer::json(CONFIG));
        for path in [
            "/prometheus/api/v1/query",
            "/prometheus/api/v1/query_range",
            "/prometheus/api/v1/rules",
        ] {
            script.files.insert(path, Answer::page(404, "gone"));
        }
        let server = Server::start(script).await;
        page.open(&server.page("/?refresh=off")).await;
        page.until("document.querySelectorAll('.figure .value.none').length == 6")
            .await;
        page.see(".verdict", "Not everything can be asked.").await;
        page.see(".overview", "No Loki").await;
        page.the_header_lives().await;
    });
}

#[test]
fn a_phone_scrolls_one_way_only() {
    let (stack, _turn) = stack::shared();
    visit(PHONE, Requests::Succeed, async |page| {
        page.open(&stack.page("/")).await;
        page.until(FULL).await;
        let wide = page.tell("document.documentElement.scrollWidth").await;
        assert!(
            wide.as_u64() <= Some(PHONE.width.into()),
            "the page is {wide} px wide"
        );
    });
}
