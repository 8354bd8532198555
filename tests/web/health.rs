//! A service that the browser asks: every state is reached as the diagram says, in its order.

use crate::page::DESK;
use crate::page::Requests;
use crate::page::visit;
use crate::server::Answer;
use crate::server::Script;
use crate::server::Server;
use crate::stack;
use std::cell::RefCell;
use std::rc::Rc;

const CONFIG: &str = r#"{
    "sources": [{ "id": "p", "name": "Prometheus", "kind": "prometheus", "url": "prometheus/" }],
    "services": [{ "id": "shop", "name": "Shop", "url": "shop/health" }],
    "health": { "failures": 3, "grace": "2s", "every": "1s", "timeout": "1s" }
}"#;

const GOOD: &str = r#"{"status":"healthy","checks":{"database":{"status":"up","responseTime":"15ms"}},"version":"v2.31.0"}"#;
const WARNS: &str =
    r#"{"status":"degraded","checks":{"search":{"status":"warning","responseTime":"912ms"}}}"#;

const STATE: &str = ".health .check .state-cell";
const NOTE: &str = ".check-detail";

#[test]
fn a_service_goes_through_its_states() {
    visit(DESK, Requests::Fail, async |page| {
        let now = Rc::new(RefCell::new(Answer::json(GOOD)));
        let mut script = Script::default();
        script.files.insert("/config.json", Answer::json(CONFIG));
        script
            .files
            .insert("/shop/health", Answer::Changing(Rc::clone(&now)));
        let server = Server::start(script).await;
        page.open(&server.page("/health?check=service%20shop&search=shop"))
            .await;
        page.see(STATE, "Healthy").await;
        page.see(NOTE, "15 ms").await;
        page.see(NOTE, "Version v2.31.0.").await;
        now.replace(Answer::page(500, "<h1>Internal Server Error</h1>"));
        page.see(STATE, "Degraded").await;
        page.see(STATE, "Unhealthy").await;
        page.see(NOTE, "It answered HTTP 500.").await;
        now.replace(Answer::json(GOOD));
        page.see(STATE, "Recovering").await;
        page.see(STATE, "Healthy").await;
        now.replace(Answer::json(WARNS));
        page.see(STATE, "Degraded").await;
        page.see(NOTE, "search says “warning”.").await;
        now.replace(Answer::page(200, "<html>Log in</html>"));
        page.see(STATE, "Unhealthy").await;
        page.see(NOTE, "Its answer is not JSON.").await;
        now.replace(Answer::Silence);
        page.see(STATE, "Unreachable").await;
        page.see(NOTE, "No answer in 1 s.").await;
        now.replace(Answer::json(&format!(
            "{{\"x\":\"{}\"}}",
            "x".repeat(1_000_000)
        )));
        page.see(NOTE, "Its answer is too large").await;
        now.replace(Answer::Reply(200, String::new(), b"\xff\xfe{".to_vec()));
        page.see(NOTE, "Its answer is not JSON.").await;
        let deep = [
            r#"{"status":"up","checks":"#.repeat(3_000),
            "}".repeat(3_000),
        ]
        .concat();
        now.replace(Answer::json(&deep));
        page.see(NOTE, "Its answer is not JSON.").await;
        now.replace(Answer::json(r#"{"status":["up"],"checks":{"database":7}}"#));
        page.see(NOTE, "database does not say how it is.").await;
        now.replace(Answer::json(GOOD));
        page.see(STATE, "Recovering").await;
        page.see(NOTE, "database does not say how it is.").await;
        page.see(NOTE, "Last error at").await;
        page.see(STATE, "Healthy").await;
        page.the_header_lives().await;
    });
}

#[test]
fn probes_and_targets_of_a_real_prometheus() {
    let (stack, _turn) = stack::shared();
    visit(DESK, Requests::Succeed, async |page| {
        page.open(&stack.page("/health?from=now-1h&to=now&refresh=5s"))
            .await;
        page.see(".health .check", "company-ready").await;
        page.see(STATE, "Healthy").await;
        page.see(".section-title", "Prometheus targets").await;
        page.fill(".filter-bar .input", "company-ready").await;
        page.until("document.querySelectorAll('.table tbody tr').length == 1")
            .await;
    });
}
