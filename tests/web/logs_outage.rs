//! The page of log lines while its Loki is slow, stopped, elsewhere, crowded or costly to ask, and over the demo.

use crate::logs::HOUR;
use crate::logs::lines_are_there;
use crate::logs::loki;
use crate::loki::Fault;
use crate::loki::Loki;
use crate::loki::store::Store;
use crate::page::DESK;
use crate::page::PHONE;
use crate::page::Requests;
use crate::page::visit;
use crate::server;
use crate::site;
use atalaya::data::lines::Nanos;
use serde_json::json;
use std::time::Duration;
use std::time::SystemTime;

#[test]
fn a_slow_loki_is_waited_for_or_not() {
    let loki = loki(2_000);
    visit(DESK, Requests::Fail, async |page| {
        let slow = |seconds| Fault::Slow(Duration::from_secs(seconds));
        loki.tell(|told| drop(told.faults.insert("limit=1000".to_owned(), slow(4))));
        page.open(&loki.page("/logs")).await;
        page.see(".logs-panel .loading-note", "Asking Loki, 2 s")
            .await;
        page.until("document.querySelector('.logs-panel[data-state=loading]')")
            .await;
        lines_are_there(page).await;
        page.see_none(".loading-note").await;
        // Who does not want to wait, need not.
        page.open(&loki.page("/logs?query=%7Bservice%3D%22backend%22%7D"))
            .await;
        page.click_named(".logs-panel", "Stop").await;
        page.see(".logs-panel .panel-message", "Stopped").await;
        loki.tell(|told| told.faults.clear());
        page.click_named(".logs-panel .panel-message", "Retry")
            .await;
        lines_are_there(page).await;
        // Longer than the source's time limit, which is five seconds here.
        loki.tell(|told| drop(told.faults.insert("limit=1000".to_owned(), slow(8))));
        page.open(&loki.page("/logs")).await;
        page.see(".logs-panel .panel-message", "did not answer in 5 s")
            .await;
    });
}

#[test]
fn loki_stops_under_the_page_and_comes_back() {
    let loki = loki(12_000);
    visit(DESK, Requests::Fail, async |page| {
        page.open(&loki.page("/logs?refresh=5s")).await;
        lines_are_there(page).await;
        let first = "document.querySelector('.log-list .log-row').innerText";
        let before = page.tell(first).await;
        loki.tell(|told| drop(told.faults.insert("/loki/".to_owned(), Fault::HangUp)));
        page.see(".logs-panel .notice", "Loki did not answer").await;
        // What was there stays, and can be read and opened.
        assert_eq!(page.tell(first).await, before);
        page.click(".log-list .opener").await;
        page.see(".log-fields", "trace_id").await;
        loki.tell(|told| told.faults.clear());
        page.click_named(".logs-panel .notice", "Retry").await;
        page.see_none(".logs-panel .notice").await;
        lines_are_there(page).await;
    });
}

#[test]
fn a_loki_that_does_not_allow_this_page_says_what_to_do() {
    let (here, there) = (loki(10), loki(10));
    // Without the page's own policy, which would not let it ask elsewhere either.
    let open = Loki::start(
        0,
        Store::made(10, now(), HOUR, 0),
        site::folder().to_owned(),
        Vec::new(),
    );
    drop(here);
    let url = there.page("/loki/");
    open.tell(|told| {
        told.config = json!({ "sources": [{ "id": "l", "name": "Loki", "kind": "loki", "url": url }], "refresh": "off" }).to_string();
    });
    visit(DESK, Requests::Fail, async |page| {
        page.open(&open.page("/logs")).await;
        page.see(
            ".logs-panel .panel-message",
            "does not allow this page to ask (CORS)",
        )
        .await;
    });
}

#[test]
fn something_else_in_lokis_place_is_told() {
    let loki = loki(10);
    visit(DESK, Requests::Fail, async |page| {
        for (body, text) in [
            (
                r#"{"status":"success","data":{"resultType":"streams","result":7}}"#,
                "sent an answer of another shape",
            ),
            (
                r#"{"status":"success","data":{"resultType":"vector","result":[]}}"#,
                "sent an answer of another shape",
            ),
        ] {
            let fault = Fault::Says(200, body.to_owned());
            loki.tell(|told| drop(told.faults.insert("query_range".to_owned(), fault)));
            page.open(&loki.page("/logs")).await;
            page.see(".logs-panel .panel-message", text).await;
        }
        page.the_header_lives().await;
    });
}

#[test]
fn a_crowded_nanosecond_is_told_at_its_place() {
    let store = Store::made(2_000, now(), HOUR, 6_000);
    let loki = Loki::start(0, store, site::folder().to_owned(), server::headers());
    visit(DESK, Requests::Succeed, async |page| {
        page.open(&loki.page("/logs?from=now-2h&to=now%2B1m")).await;
        lines_are_there(page).await;
        let scroll = "(() => {
            const list = document.querySelector('.log-list');
            const rows = [...document.querySelectorAll('.log-list .log-row')].at(-1).getBoundingClientRect();
            list.scrollTop += Math.max(0, rows.bottom - list.getBoundingClientRect().bottom);
            return document.querySelector('.list-foot')?.innerText.includes('all in this range')
                && list.scrollTop + list.clientHeight + 4 >= list.scrollHeight;
        })()";
        page.until(scroll).await;
        // 1,000 older lines, 999 newer ones, and of the 6,001 in the middle as many as Loki gives at once.
        page.see(
            ".logs-panel .notice",
            "more lines share one nanosecond than Loki gives at once",
        )
        .await;
        page.see(".log-toolbar", "6,999").await;
    });
}

#[test]
fn a_costly_query_is_run_only_when_somebody_says_so() {
    let loki = loki(2_000);
    let stats = r#"{"streams":12,"chunks":40000,"entries":90000000,"bytes":31000000000}"#;
    visit(DESK, Requests::Succeed, async |page| {
        let fault = Fault::Says(200, stats.to_owned());
        loki.tell(|told| drop(told.faults.insert("index/stats".to_owned(), fault)));
        page.open(&loki.page("/logs?from=now-24h&to=now")).await;
        page.see(
            ".logs-panel .panel-message",
            "This query would read about 31",
        )
        .await;
        assert_eq!(loki.asked("query_range"), 0, "nothing is asked before");
        page.click_named(".logs-panel", "Run all the same").await;
        lines_are_there(page).await;
    });
}

#[test]
fn the_demo_answers_the_pages_own_questions() {
    let loki = loki(0);
    loki.tell(|told| {
        told.config =
            json!({ "sources": [{ "id": "demo", "name": "Demo", "kind": "demo" }], "refresh": "off" })
                .to_string();
    });
    for window in [DESK, PHONE] {
        visit(window, Requests::Succeed, async |page| {
            page.open(&loki.page("/logs")).await;
            lines_are_there(page).await;
            page.until("document.querySelector('.volume-panel canvas')?.width > 0")
                .await;
            page.click_named(".log-choices", "backend").await;
            page.click_named(".log-choices", "error").await;
            page.until(
                "document.querySelector('.log-line') && [...document.querySelectorAll('.log-list .log-line')].every(row =>
                    row.dataset.level == 'error' && row.querySelector('.from').innerText == 'backend')",
            )
            .await;
            page.open(&loki.page("/errors")).await;
            page.see(".log-table", "<_>").await;
            // A stage that the recording is not asked by is refused, not guessed.
            page.open(
                &loki.page(
                    "/logs?query=%7Bservice%3D%22backend%22%7D%20%7C%20line_format%20%22x%22",
                ),
            )
            .await;
            page.see(
                ".logs-panel .panel-message",
                "The demo has no recording of this",
            )
            .await;
            page.the_header_lives().await;
        });
    }
}

fn now() -> Nanos {
    let now = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH);
    Nanos(now.unwrap().as_nanos() as i64)
}
