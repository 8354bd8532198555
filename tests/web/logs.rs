//! The page of log lines, over a small server in Loki's place.

use crate::loki::Fault;
use crate::loki::Loki;
use crate::loki::store::Store;
use crate::page::DESK;
use crate::page::PHONE;
use crate::page::Page;
use crate::page::Requests;
use crate::page::visit;
use crate::server;
use crate::site;
use atalaya::data::lines::Nanos;
use fantoccini::key::Key;
use serde_json::json;
use std::time::SystemTime;

pub(crate) const HOUR: i64 = 3_600_000_000_000;

/// Rows that may be in the page.
const ROWS: u64 = 200;

/// A server with so many lines of the last hour.
pub(crate) fn loki(lines: usize) -> Loki {
    let now = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH);
    let end = Nanos(now.unwrap().as_nanos() as i64);
    let store = Store::made(lines, end, HOUR, 0);
    Loki::start(0, store, site::folder().to_owned(), server::headers())
}

pub(crate) async fn lines_are_there(page: &Page) {
    page.until("document.querySelectorAll('.log-list .log-line').length > 20")
        .await;
}

#[test]
fn clicks_find_an_error_and_what_is_like_it() {
    let loki = loki(12_000);
    visit(DESK, Requests::Succeed, async |page| {
        page.open(&loki.page("/logs")).await;
        lines_are_there(page).await;
        page.see(".log-toolbar", "12,000 lines match, newest 1,000 loaded")
            .await;
        page.until("document.querySelector('.volume-panel canvas').width > 0")
            .await;
        page.click_named(".log-choices", "backend").await;
        page.click_named(".log-choices", "error").await;
        let only = "[...document.querySelectorAll('.log-list .log-line')].every(row =>
            row.dataset.level == 'error' && row.querySelector('.from').innerText == 'backend')";
        page.until(&format!("document.querySelector('.log-line') && {only}"))
            .await;
        assert!(page.address().await.contains("detected_level"));
        page.click(".log-list .opener").await;
        // A field with a column of its own.
        page.click_named(".log-fields", "Show route as a column")
            .await;
        page.see(".log-list .cell", "/api/orders").await;
        page.see(".log-fields", "trace_id").await;
        page.click_named(".log-fields", "Keep only status = 503")
            .await;
        page.see(".logs-query .chips", "503").await;
        page.until("document.querySelector('.log-editor textarea').value.includes('| json')")
            .await;
        page.until(only).await;
        page.back().await;
        page.until("!document.querySelector('.log-editor textarea').value.includes('json')")
            .await;
    });
}

#[test]
fn lines_go_on_to_the_end_of_the_range() {
    let loki = loki(6_000);
    visit(DESK, Requests::Succeed, async |page| {
        page.open(&loki.page("/logs?from=now-2h&to=now")).await;
        lines_are_there(page).await;
        let scroll = "(() => {
            const list = document.querySelector('.log-list');
            if (document.querySelectorAll('.log-list .log-line').length > 200) throw Error('rows');
            const rows = [...document.querySelectorAll('.log-list .log-row')].at(-1).getBoundingClientRect();
            list.scrollTop += Math.max(0, rows.bottom - list.getBoundingClientRect().bottom);
            return document.querySelector('.list-foot')?.innerText.includes('all in this range')
                && list.scrollTop + list.clientHeight + 4 >= list.scrollHeight;
        })()";
        page.until(scroll).await;
        page.see(".log-toolbar", "6,000 lines loaded").await;
        let rows = page
            .tell("document.querySelectorAll('.log-list .log-line').length")
            .await;
        assert!(rows.as_u64().unwrap() <= ROWS, "{rows} rows");
        // A page of 1,000, then pages of 5,000, and nothing twice.
        assert_eq!(loki.asked("direction=backward"), 3);
    });
}

#[test]
fn the_scroll_bar_leads_to_any_time() {
    let loki = loki(60_000);
    visit(DESK, Requests::Succeed, async |page| {
        page.open(&loki.page("/logs")).await;
        lines_are_there(page).await;
        page.see(".log-toolbar", "60,000 lines match").await;
        let time = "document.querySelector('.log-list time').innerText";
        let before = page.tell(time).await;
        page.tell("(() => { const list = document.querySelector('.log-list'); list.scrollTop = list.scrollHeight / 2; })()").await;
        page.until(&format!(
            "document.querySelectorAll('.log-list .log-line').length > 20 && {time} != {before}"
        ))
        .await;
        let middle = "(() => {
            const list = document.querySelector('.log-list').getBoundingClientRect();
            return [...document.querySelectorAll('.log-list .log-row')].some(row => {
                const area = row.getBoundingClientRect();
                return area.top >= list.top && area.bottom <= list.bottom;
            });
        })()";
        page.until(middle).await;
    });
}

#[test]
fn a_link_leads_to_one_line() {
    let loki = loki(6_000);
    visit(DESK, Requests::Succeed, async |page| {
        page.before("Object.defineProperty(navigator, 'clipboard', { value: { writeText: text => { window.copied = text; return Promise.resolve(); } } })").await;
        page.open(&loki.page("/logs")).await;
        lines_are_there(page).await;
        page.tell("document.querySelectorAll('.log-list .opener')[12].click()")
            .await;
        page.click_named(".log-detail", "Link to this line").await;
        let link = page.until("window.copied").await;
        let text = page
            .tell("document.querySelector('.log-line[data-open] .text').innerText")
            .await;
        page.open(link.as_str().unwrap()).await;
        page.until("document.querySelector('.log-line[data-linked][data-open]')")
            .await;
        let linked = page
            .tell("document.querySelector('.log-line[data-linked] .text').innerText")
            .await;
        assert_eq!(linked, text);
        // What happened around it, in the same stream.
        page.click_named(".log-detail", "Context").await;
        page.until("document.querySelectorAll('.log-context .log-line').length > 10")
            .await;
        page.see(
            ".log-context [data-linked]",
            text.as_str().unwrap().get(..20).unwrap(),
        )
        .await;
    });
}

#[test]
fn each_failure_is_said_where_the_lines_would_be() {
    let loki = loki(6_000);
    let said = [
        (
            Fault::Says(429, "too many outstanding requests".to_owned()),
            "is asked too often",
        ),
        (
            Fault::Says(401, "no org id".to_owned()),
            "did not let this page in",
        ),
        (
            Fault::Says(404, "404 page not found".to_owned()),
            "is not at its address",
        ),
        (
            Fault::Says(502, "Bad Gateway".to_owned()),
            "is not reached by its proxy",
        ),
        (
            Fault::Says(
                400,
                "the query time range exceeds the limit (query length: 1440h0m0s, limit: 30d1h)"
                    .to_owned(),
            ),
            "exceeds the limit",
        ),
        (
            Fault::Says(200, "<html><title>Log in</title>".to_owned()),
            "sent something that is no answer",
        ),
        (Fault::CutOff, "Loki"),
        (Fault::HangUp, "did not answer"),
    ];
    visit(DESK, Requests::Fail, async |page| {
        for (fault, text) in said {
            loki.tell(|told| drop(told.faults.insert("query_range".to_owned(), fault)));
            page.open(&loki.page("/logs")).await;
            page.see(".logs-panel .panel-message", text).await;
            loki.tell(|told| told.faults.clear());
            page.click_named(".logs-panel .panel-message", "Retry")
                .await;
            lines_are_there(page).await;
            page.see_none(".logs-panel .panel-message").await;
        }
        page.the_header_lives().await;
    });
}

#[test]
fn a_page_that_fails_keeps_the_lines() {
    let loki = loki(12_000);
    visit(DESK, Requests::Fail, async |page| {
        page.open(&loki.page("/logs")).await;
        lines_are_there(page).await;
        loki.tell(|told| {
            drop(
                told.faults
                    .insert("limit=5000".to_owned(), Fault::Says(500, "no".to_owned())),
            )
        });
        page.tell("document.querySelector('.log-list').scrollTop = 20000")
            .await;
        page.see(".logs-panel .notice", "failed to answer").await;
        lines_are_there(page).await;
    });
}

#[test]
fn fewer_lines_than_asked_for_are_learnt() {
    let loki = loki(6_000);
    let text =
        "max entries limit per query exceeded, limit > max_entries_limit_per_query (1000 > 500)";
    visit(DESK, Requests::Fail, async |page| {
        loki.tell(|told| {
            drop(
                told.faults
                    .insert("limit=1000&".to_owned(), Fault::Says(400, text.to_owned())),
            )
        });
        page.open(&loki.page("/logs")).await;
        lines_are_there(page).await;
        page.see(".log-toolbar", "newest 500 loaded").await;
    });
}

#[test]
fn a_bad_query_is_shown_at_its_place() {
    let loki = loki(2_000);
    visit(DESK, Requests::Fail, async |page| {
        page.open(&loki.page("/logs")).await;
        lines_are_there(page).await;
        page.fill(".log-editor textarea", r#"{service="backend" "#)
            .await;
        page.keys(&Key::Escape.to_string()).await;
        page.keys(&Key::Enter.to_string()).await;
        page.see(".log-wrong", "The selector does not go on so")
            .await;
        page.see(".logs-panel .panel-message", "character 20: syntax error")
            .await;
        page.until("document.querySelector('.log-ink .syntax-lint')")
            .await;
        // Completed with keys alone.
        page.fill(".log-editor textarea", "{serv").await;
        page.see("#log-offers", "service").await;
        page.keys(&Key::Down.to_string()).await;
        page.keys(&Key::Enter.to_string()).await;
        page.keys("=\"wor").await;
        page.see("#log-offers", "worker").await;
        page.keys(&Key::Tab.to_string()).await;
        page.keys("}").await;
        page.keys(&Key::Enter.to_string()).await;
        page.until("[...document.querySelectorAll('.log-list .from')].every(one => one.innerText == 'worker')").await;
    });
}

#[test]
fn foreign_text_stays_text() {
    let loki = loki(2_000);
    visit(DESK, Requests::Succeed, async |page| {
        let query = r"%7Bservice%3D%22database%22%7D%20%7C%3D%20%22deadlock%22";
        page.open(&loki.page(&format!("/logs?query={query}"))).await;
        page.see(".log-list .text", "deadlock ⟨U+202E⟩detected⟨U+202C⟩␇")
            .await;
        page.until("document.querySelector('.log-list [data-ansi=\"1\"]')")
            .await;
        let script = page
            .tell("document.querySelector('.log-list script') == null")
            .await;
        assert_eq!(script, json!(true));
    });
}

#[test]
fn what_is_loaded_is_searched_and_folded() {
    let loki = loki(6_000);
    visit(DESK, Requests::Succeed, async |page| {
        page.open(&loki.page("/logs")).await;
        lines_are_there(page).await;
        page.fill(".log-toolbar input", "POOL").await;
        page.until("document.querySelector('.log-list mark')?.innerText == 'pool'")
            .await;
        page.see(".log-toolbar", "of 1,000 loaded lines").await;
        page.fill(".log-toolbar input", "nothing has this").await;
        page.see(".list-foot", "Only what is loaded was looked through")
            .await;
    });
}

#[test]
fn errors_are_grouped_and_lead_to_their_lines() {
    let loki = loki(12_000);
    visit(DESK, Requests::Succeed, async |page| {
        page.open(&loki.page("/errors")).await;
        page.see(
            ".log-table",
            "could not get a connection from the pool within <_> ms",
        )
        .await;
        page.see(".list-head", "Counted here over").await;
        page.click(".log-table .log-pattern").await;
        lines_are_there(page).await;
        page.until("[...document.querySelectorAll('.log-list .log-line')].every(row => row.dataset.level == 'error')").await;
        page.open(&loki.page("/logs?tab=patterns")).await;
        page.see(".log-table", "<_>").await;
        page.open(&loki.page("/logs?tab=audit")).await;
        page.see(".log-audit", "key_rotation").await;
        page.see(".log-rotations", "mesh-").await;
    });
}

#[test]
fn lines_come_as_they_are_written() {
    let loki = loki(2_000);
    visit(DESK, Requests::Fail, async |page| {
        page.open(&loki.page("/logs?live=1")).await;
        lines_are_there(page).await;
        page.see(".log-live", "Following").await;
        let first = "document.querySelector('.log-list .log-row').innerText";
        let before = page.tell(first).await;
        page.until(&format!("{first} != {before}")).await;
        page.click_named(".log-live", "Pause").await;
        page.see(".log-live", "new").await;
        let held = page.tell(first).await;
        assert_eq!(page.tell(first).await, held);
        page.click_named(".log-live", "Go on").await;
        page.until(&format!("{first} != {held}")).await;
        // Who opens a line reads it: nothing pushes it away.
        page.click(".log-list .opener").await;
        page.see(".log-live", "Paused").await;
        page.see(".log-fields", "trace_id").await;
        page.click_named(".log-live", "Go on").await;
        page.see(".log-live", "Following").await;
        // It breaks, and comes back by itself.
        let asked = loki.asked("/tail");
        loki.tell(|told| told.tail_ends = Some((0, String::new())));
        page.see(".log-live", "tried again").await;
        loki.tell(|told| told.tail_ends = None);
        page.see(".log-live", "Following").await;
        assert!(loki.asked("/tail") > asked);
    });
}

#[test]
fn a_tail_that_is_refused_says_so() {
    let loki = loki(2_000);
    visit(DESK, Requests::Fail, async |page| {
        loki.tell(|told| {
            drop(told.faults.insert(
                "/tail".to_owned(),
                Fault::Says(
                    400,
                    "max concurrent tail requests limit exceeded".to_owned(),
                ),
            ))
        });
        page.open(&loki.page("/logs?live=1")).await;
        page.see(".log-live", "No live connection came about").await;
        loki.tell(|told| told.faults.clear());
        page.see(".log-live", "Following").await;
        // Loki's own reason ends it: nobody tries again.
        loki.tell(|told| told.tail_ends = Some((0, "only log selector is supported".to_owned())));
        page.see(".log-live", "only log selector is supported")
            .await;
    });
}

#[test]
fn a_phone_shows_lines_whole() {
    let loki = loki(2_000);
    visit(PHONE, Requests::Succeed, async |page| {
        page.open(&loki.page("/logs")).await;
        lines_are_there(page).await;
        let wide = page
            .tell("document.documentElement.scrollWidth <= innerWidth")
            .await;
        assert_eq!(wide, json!(true));
        page.click(".log-list .opener").await;
        page.see(".log-fields", "trace_id").await;
    });
}
