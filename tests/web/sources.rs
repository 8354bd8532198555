//! Sources: what fails is told apart and comes with what to do; what this browser may do; what the page costs.

use crate::logs;
use crate::page::DESK;
use crate::page::Page;
use crate::page::Requests;
use crate::page::visit;
use crate::ports;
use crate::protocol;
use crate::server::Answer;
use crate::server::Script;
use crate::server::Server;
use crate::stack;

/// Sources by id and address.
fn config(sources: &[(&str, &str)]) -> Answer {
    let sources: Vec<_> = sources
        .iter()
        .map(|(id, url)| serde_json::json!({ "id": id, "kind": "prometheus", "url": url, "timeout": "2s" }))
        .collect();
    Answer::json(&serde_json::json!({ "refresh": "off", "sources": sources }).to_string())
}

/// The line of a source.
fn line(id: &str) -> String {
    format!(
        "[...document.querySelectorAll('.sources-line')].find(line => line.querySelector('.name').innerText == '{id}')"
    )
}

/// Waits until the line of a source says something.
async fn says(page: &Page, id: &str, text: &str) {
    let text = serde_json::json!(text);
    page.until(&format!("{}.innerText.includes({text})", line(id)))
        .await;
}

#[test]
fn each_failure_comes_with_what_to_do() {
    visit(DESK, Requests::Fail, async |page| {
        let mut script = Script::default();
        let sources = [
            ("good", "prometheus/"),
            ("auth", "auth/"),
            ("proxy", "proxy/"),
            ("login", "login/"),
            ("gone", "gone/"),
            ("elsewhere", "http://127.0.0.1:19/prometheus/"),
        ];
        script.files.insert("/config.json", config(&sources));
        let path = |id: &str| -> &'static str {
            match id {
                "auth" => "/auth/api/v1/status/buildinfo",
                "proxy" => "/proxy/api/v1/status/buildinfo",
                "login" => "/login/api/v1/status/buildinfo",
                _ => "/gone/api/v1/status/buildinfo",
            }
        };
        for (id, answer) in [
            ("auth", Answer::page(401, "")),
            ("proxy", Answer::page(502, "<h1>502 Bad Gateway</h1>")),
            ("login", Answer::page(200, "<title>Log in</title>")),
            ("gone", Answer::page(404, "")),
        ] {
            script.files.insert(path(id), answer);
        }
        let server = Server::start(script).await;
        page.open(&server.page("/sources")).await;
        says(page, "good", "Works").await;
        says(page, "good", "same host").await;
        says(page, "good", "rules").await;
        says(page, "auth", "auth did not let this page in").await;
        says(page, "auth", "Log in again").await;
        says(page, "proxy", "proxy is not reached by its proxy").await;
        says(page, "login", "login sent something that is no answer").await;
        says(page, "gone", "gone is not at its address").await;
        says(page, "elsewhere", "own policy forbids to ask elsewhere").await;
        says(page, "elsewhere", "location /elsewhere/ {").await;
        says(page, "elsewhere", "connect-src 'self' http://127.0.0.1:19").await;
        page.see(".verdict", "1 of 6 sources answer.").await;
        page.shot("sources-advice").await;
        page.the_header_lives().await;
        forget_the_policy(page).await;
    });
}

/// The browser writes into its console what the page's policy forbade: that is what was tested.
async fn forget_the_policy(page: &Page) {
    for line in protocol::log(&page.client).await {
        let expected = line.source == "network" || line.message.contains("Content Security Policy");
        assert!(expected || line.level == "INFO", "{line:?}");
    }
}

#[test]
fn a_closed_door_is_not_an_empty_house() {
    visit(DESK, Requests::Fail, async |page| {
        // It answers, and does not say that others may read it.
        let closed = Server::start(Script {
            foreign: true,
            ..Script::default()
        })
        .await;
        let empty_at = format!("http://127.0.0.1:{}/", ports::ten());
        // A page whose policy lets it ask anybody.
        let mut script = Script {
            foreign: true,
            ..Script::default()
        };
        let closed_at = closed.page("/prometheus/");
        let sources = [("closed", closed_at.as_str()), ("empty", &empty_at)];
        script.files.insert("/config.json", config(&sources));
        let server = Server::start(script).await;
        page.open(&server.page("/sources")).await;
        says(
            page,
            "closed",
            "closed answers, but this page may not read it",
        )
        .await;
        let origin = format!("Access-Control-Allow-Origin: {}", server.page(""));
        says(page, "closed", &origin).await;
        says(page, "empty", "Nobody answers for empty").await;
        for line in protocol::log(&page.client).await {
            let expected = line.source == "network" || line.message.contains("CORS policy");
            assert!(expected || line.level == "INFO", "{line:?}");
        }
    });
}

#[test]
fn a_test_tells_who_may_silence() {
    let (stack, _turn) = stack::shared();
    visit(DESK, Requests::Fail, async |page| {
        page.open(&stack.page("/sources?refresh=off")).await;
        says(page, "Alertmanager", "silence: test it").await;
        page.click_named(".sources-page", "Test Alertmanager").await;
        page.until(&format!(
            "[...{}.querySelectorAll('.tag')].some(tag => tag.innerText == 'silence')",
            line("Alertmanager")
        ))
        .await;
        says(page, "Prometheus", "targets").await;
        page.see(".sources-page", "Series by metric").await;
    });
}

#[test]
fn a_loki_says_who_writes_the_most() {
    let loki = logs::loki(12_000);
    visit(DESK, Requests::Fail, async |page| {
        page.open(&loki.page("/sources?refresh=off")).await;
        says(page, "Loki", "3.7.6").await;
        page.see(".sources-page", "Bytes by service").await;
        // What the server counts, asked beside the page.
        let counted = "fetch(`/loki/loki/api/v1/index/volume?query=%7Bservice%3D~%22.%2B%22%7D&targetLabels=service&limit=10&start=${
                Date.now() - 864e5}000000&end=${Date.now()}000000`)
            .then(reply => reply.json())
            .then(({ data }) => data.result.map(({ metric }) => metric.service).join())";
        let shown = "[...document.querySelectorAll('.sources-page .grid tbody tr')].map(row => row.cells[0].innerText).join()";
        let (counted, shown) = (page.tell(counted).await, page.tell(shown).await);
        assert_eq!(counted, shown);
        assert_eq!(
            counted.as_str().map(|names| names.split(',').count()),
            Some(5)
        );
    });
}

#[test]
fn what_the_tail_saved_is_told() {
    let (stack, _turn) = stack::shared();
    visit(DESK, Requests::Succeed, async |page| {
        page.before(
            "window.again = 0;
            const seen = new Set();
            const send = window.fetch;
            window.fetch = async (address, init) => {
                const reply = await send(address, init);
                const question = init?.body?.get?.('query');
                if (question && seen.has(question)) window.again += 1;
                seen.add(question);
                return reply;
            };",
        )
        .await;
        page.open(&stack.page("/d/system-overview?refresh=5s"))
            .await;
        page.until("document.querySelectorAll('.panel[data-state=fresh]').length >= 4")
            .await;
        // The ends of ranges whose beginnings are there.
        page.until("window.again > 3").await;
        page.click_named(".header nav", "Sources").await;
        page.until(
            "(() => {
                const tile = name => document.querySelector(`.stat[aria-label='${name}'] .value`).innerText;
                return parseFloat(tile('Bytes saved')) > 0 && parseFloat(tile('Kept answers')) > 0 && parseFloat(tile('Frame time')) > 0;
            })()",
        )
        .await;
    });
}
