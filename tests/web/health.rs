//! A service that the browser asks: every state is reached as the diagram says, in its order.

use crate::page::DESK;
use crate::page::Requests;
use crate::page::visit;
use crate::server::Answer;
use crate::server::Script;
use crate::server::Server;
use crate::stack;
use atalaya::config::SCRAPE_INTERVAL;
use atalaya::health::ask;
use atalaya::source::Ask;
use atalaya::time::Instant;
use std::cell::RefCell;
use std::rc::Rc;
use std::time::SystemTime;
use std::time::UNIX_EPOCH;

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

/// Of many checks only those near the window are built. What is built and let go of on the way takes the reader nowhere else
/// than where they scroll to, down and up.
#[test]
fn a_long_list_is_scrolled_to_its_end_and_back() {
    const CHECKS: usize = 400;
    visit(DESK, Requests::Fail, async |page| {
        let now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap();
        let now = now.as_secs();
        let of_each = |value: &str| -> String {
            let one = |check| {
                format!(
                    r#"{{"metric":{{"__name__":"probe_success","instance":"host-{check:03}"}},{value}}}"#
                )
            };
            (0..CHECKS).map(one).collect::<Vec<_>>().join(",")
        };
        let reply = |kind: &str, all: &str| {
            let data = format!(r#"{{"resultType":"{kind}","result":[{all}]}}"#);
            Answer::json(&format!(r#"{{"status":"success","data":{data}}}"#))
        };
        let last = of_each(&format!(r#""value":[{now},"1"]"#));
        let before = now - 60;
        let recent = of_each(&format!(r#""values":[[{before},"1"],[{now},"1"]]"#));
        let mut script = Script::default();
        script.files.insert("/config.json", Answer::json(CONFIG));
        for (ask, answer) in [
            (ask::now(Instant(0)), reply("vector", &last)),
            (
                ask::recent(Instant(0), SCRAPE_INTERVAL),
                reply("matrix", &recent),
            ),
        ] {
            let Ask::Instant { expr, .. } = ask else {
                panic!("{ask:?}")
            };
            script.questions.insert(expr.leak(), answer);
        }
        let server = Server::start(script).await;
        page.open(&server.page("/health?refresh=1s")).await;
        page.see(".check", "Healthy").await;
        page.tell(
            "(() => {
                const page = document.scrollingElement;
                const way = [];
                let step = 150;
                let most = 0;
                window.way = null;
                requestAnimationFrame(function frame() {
                    const from = page.scrollTop;
                    page.scrollTop += step;
                    way.push([from, page.scrollTop]);
                    most = Math.max(most, document.querySelectorAll('.check').length);
                    const end = page.scrollHeight - page.clientHeight;
                    if (step > 0 && page.scrollTop >= end - 1) step = -step;
                    if (step < 0 && page.scrollTop == 0) return void (window.way = { way, most });
                    requestAnimationFrame(frame);
                });
            })()",
        )
        .await;
        let seen = page.until("window.way").await;
        let way: Vec<(f64, f64)> = serde_json::from_value(seen["way"].clone()).unwrap();
        for pair in way.windows(2) {
            let (left, found) = (pair[0].1, pair[1].0);
            assert!(
                (left - found).abs() <= 2.0,
                "left at {left}, found at {found}"
            );
        }
        let end = way.iter().map(|(_, to)| *to).fold(0.0, f64::max);
        assert!(end > 15_000.0, "{end} px");
        assert!(seen["most"].as_u64().unwrap() <= 72, "{}", seen["most"]);
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
