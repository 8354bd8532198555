//! What is done on the page of log lines beside reading: editing with help, counting, saving, looking, with keys too.

use crate::access::axe;
use crate::access::find_nothing;
use crate::logs::lines_are_there;
use crate::logs::loki;
use crate::loki::Fault;
use crate::page::DESK;
use crate::page::PHONE;
use crate::page::Requests;
use crate::page::visit;
use fantoccini::key::Key;
use serde_json::Value;
use serde_json::json;

const EDITOR: &str = ".log-editor textarea";

#[test]
fn queries_are_remembered_and_formatted() {
    let loki = loki(2_000);
    visit(DESK, Requests::Fail, async |page| {
        page.open(&loki.page("/logs")).await;
        lines_are_there(page).await;
        page.fill(EDITOR, "{service=\"backend\"}|=\"pool\"").await;
        page.keys(&Key::Escape.to_string()).await;
        page.click_named(".log-editor", "Format").await;
        page.until("document.querySelector('.log-editor textarea').value == '{service=\"backend\"} |= \"pool\"'")
            .await;
        page.click_named(".logs-query", "Run").await;
        page.until("document.querySelector('.log-list .text')?.innerText.includes('pool')")
            .await;
        page.click_named(".logs-query", "Clear all").await;
        page.until("document.querySelector('.log-editor textarea').value.includes('.+')")
            .await;
        page.click_named(".log-editor", "Queries asked before")
            .await;
        page.click_named("#log-history", "{service=\"backend\"} |= \"pool\"")
            .await;
        page.until("document.querySelector('.log-list .text')?.innerText.includes('pool')")
            .await;
        // They are there after the page is opened anew, and gone when they are to be forgotten.
        page.open(&loki.page("/logs")).await;
        lines_are_there(page).await;
        page.click_named(".log-editor", "Queries asked before")
            .await;
        page.click_named("#log-history", "Forget them").await;
        page.click_named(".log-editor", "Queries asked before")
            .await;
        page.see("#log-history", "No query was asked").await;
        page.keys(&Key::Escape.to_string()).await;
        // What Loki cannot read is not written anew: it says where.
        page.fill(EDITOR, "{service=\"backend\" ").await;
        page.keys(&Key::Escape.to_string()).await;
        page.click_named(".log-editor", "Format").await;
        page.see(".logs-query .log-wrong", "character 20: syntax error")
            .await;
        page.until("document.querySelector('.log-ink .syntax-lint')")
            .await;
    });
}

#[test]
fn fields_and_their_values_are_offered() {
    let loki = loki(2_000);
    visit(DESK, Requests::Succeed, async |page| {
        let fault = Fault::Recorded("detected_fields".to_owned());
        loki.tell(|told| drop(told.faults.insert("detected_fields".to_owned(), fault)));
        let values = Fault::Recorded("detected_field_values".to_owned());
        loki.tell(|told| drop(told.faults.insert("detected_field/".to_owned(), values)));
        page.open(&loki.page("/logs")).await;
        lines_are_there(page).await;
        page.fill(EDITOR, "{service=\"backend\"} | json | user_p")
            .await;
        page.see("#log-offers", "user_plan").await;
        page.keys(&Key::Tab.to_string()).await;
        page.keys("=\"FA").await;
        page.see("#log-offers", "FATAL").await;
        page.keys(&Key::Tab.to_string()).await;
        page.until("document.querySelector('.log-editor textarea').value == '{service=\"backend\"} | json | user_plan=\"FATAL\"'")
            .await;
    });
}

#[test]
fn a_field_is_counted_over_all_that_is_loaded() {
    let loki = loki(6_000);
    visit(DESK, Requests::Succeed, async |page| {
        page.open(&loki.page("/logs?from=now-2h&to=now%2B1m&query=%7Bservice%3D%22backend%22%7D"))
            .await;
        lines_are_there(page).await;
        page.see(".log-toolbar", "1,200 lines").await;
        page.tell("document.querySelector('.log-list').scrollTop = 20000")
            .await;
        page.see(".log-toolbar", "1,200 lines loaded").await;
        page.tell("document.querySelector('.log-list').scrollTop = 0")
            .await;
        page.until("document.querySelector('.log-room').offsetHeight == 0")
            .await;
        page.click(".log-list .opener").await;
        page.see(".log-group", "Labels of the stream").await;
        page.see(".log-group", "Structured metadata").await;
        page.see(".log-group", "Fields in the line").await;
        page.click_named(".log-fields", "Statistics of status")
            .await;
        page.see(".log-tally", "loaded lines").await;
        // As many as the server has.
        let sums = "[...document.querySelectorAll('.log-tally li .num')].map(one => parseInt(one.innerText.replace(',', ''))).reduce((a, b) => a + b)";
        assert_eq!(page.tell(sums).await, json!(1_200));
        page.click(".log-tally li button").await;
        page.until("document.querySelector('.log-editor textarea').value.includes('| json | status = \"200\"')")
            .await;
    });
}

#[test]
fn what_is_shown_is_saved_in_three_forms() {
    let loki = loki(3_000);
    visit(DESK, Requests::Succeed, async |page| {
        page.before(
            "window.saved = [];
            URL.createObjectURL = blob => { blob.text().then(text => saved.push([blob.type, text])); return 'blob:'; };
            HTMLAnchorElement.prototype.click = function () { saved.push([this.download, '']); };",
        )
        .await;
        page.open(&loki.page("/logs?from=now-2h&to=now%2B1m&query=%7Bservice%3D%22backend%22%7D"))
            .await;
        lines_are_there(page).await;
        page.see(".log-toolbar", "600 lines loaded").await;
        for (name, kind, end) in [
            ("Text", "text/plain", "txt"),
            ("JSON lines", "application/x-ndjson", "jsonl"),
            ("CSV", "text/csv", "csv"),
        ] {
            page.tell("saved.length = 0").await;
            page.click_named(".log-toolbar", "Download what is shown")
                .await;
            page.click_named("#log-save", name).await;
            let saved = page.until("saved.length == 2 && saved").await;
            let saved = saved.as_array().unwrap();
            assert!(
                saved
                    .iter()
                    .any(|one| one[0] == json!(format!("logs.{end}")))
            );
            let text = saved.iter().find(|one| one[0] == json!(kind)).unwrap()[1].as_str();
            let lines: Vec<&str> = text.unwrap().lines().collect();
            let head = usize::from(end == "csv");
            assert_eq!(lines.len(), 600 + head, "{name}");
            if end == "jsonl" {
                let first: Value = serde_json::from_str(lines[0]).unwrap();
                assert_eq!(first["labels"]["service"], "backend");
                assert_eq!(first["nanoseconds"].as_str().unwrap().len(), 19);
            }
        }
    });
}

#[test]
fn lines_look_as_they_are_wanted() {
    let loki = loki(2_000);
    visit(DESK, Requests::Succeed, async |page| {
        page.open(&loki.page("/logs?query=%7Bservice%3D%22backend%22%7D"))
            .await;
        lines_are_there(page).await;
        let choose = async |name: &str| {
            page.click_named(".log-toolbar", "How lines look").await;
            page.click_named("#log-view", name).await;
        };
        page.until(
            r"/^\d\d:\d\d:\d\d\.\d{3}$/.test(document.querySelector('.log-list time').innerText)",
        )
        .await;
        choose("Nanoseconds").await;
        page.until(
            r"/^\d\d:\d\d:\d\d\.\d{9}$/.test(document.querySelector('.log-list time').innerText)",
        )
        .await;
        choose("JSON in several lines").await;
        page.until("document.querySelector('.log-list .text').innerText.split('\\n').length > 5")
            .await;
        choose("JSON in several lines").await;
        // Requests that differ in their numbers are one line with a count.
        choose("Fold but for numbers").await;
        page.until("/× \\d+/.test(document.querySelector('.log-list .times')?.innerText)")
            .await;
        choose("Show repeats").await;
        page.see_none(".log-list .times").await;
        let newest = page
            .tell("document.querySelector('.log-list time').innerText")
            .await;
        page.click_named(".log-toolbar", "Newest first").await;
        page.until(&format!(
            "document.querySelector('.log-list time').innerText < {newest}"
        ))
        .await;
        // A line as a whole or to the edge.
        page.click_named(".log-toolbar", "Wrap long lines").await;
        page.until("!document.querySelector('.log-list[data-wrap]')")
            .await;
        // Colours of terminals, or none.
        let query = "%7Bservice%3D%22database%22%7D%20%7C%3D%20%22deadlock%22";
        page.open(&loki.page(&format!("/logs?query={query}"))).await;
        page.until("document.querySelector('.log-list [data-ansi]')")
            .await;
        choose("Colours of terminals").await;
        page.see(".log-list .text", "deadlock").await;
        page.until("!document.querySelector('.log-list [data-ansi]')")
            .await;
    });
}

#[test]
fn megabytes_are_clipped_until_somebody_wants_them() {
    let loki = loki(10);
    let long = "x".repeat(3_000_000);
    let body = json!({ "status": "success", "data": { "resultType": "streams", "encodingFlags": ["categorize-labels"], "result": [
        { "stream": { "service": "backend" }, "values": [["1795237844444220289", long, {}]] },
    ] } });
    visit(DESK, Requests::Succeed, async |page| {
        loki.tell(|told| {
            let fault = Fault::Says(200, body.to_string());
            drop(told.faults.insert("limit=".to_owned(), fault));
        });
        page.open(&loki.page("/logs")).await;
        let length = "document.querySelector('.log-list .text').innerText.length";
        page.until(&format!("{length} > 100")).await;
        assert!(page.tell(length).await.as_u64().unwrap() < 5_000);
        page.see(".log-list .times", "3 MB more").await;
        page.click(".log-list .opener").await;
        let whole = "document.querySelector('.log-whole').innerText.length";
        page.until(&format!("{whole} > 10000")).await;
        assert!(page.tell(whole).await.as_u64().unwrap() < 25_000);
        page.click_named(".log-detail", "Show all 3 MB").await;
        page.until(&format!("{whole} == 3000000")).await;
    });
}

#[test]
fn a_trace_is_one_press_away() {
    let loki = loki(2_000);
    visit(DESK, Requests::Succeed, async |page| {
        page.open(&loki.page("/logs")).await;
        lines_are_there(page).await;
        page.click(".log-list .opener").await;
        let to = page
            .until("document.querySelector('.log-detail .actions a')?.getAttribute('href')")
            .await;
        let id = page
            .tell("[...document.querySelectorAll('.log-fields tr')].find(row => row.querySelector('th')?.innerText == 'trace_id').querySelector('td:nth-of-type(2)').innerText")
            .await;
        let to = to.as_str().unwrap();
        assert!(
            to.contains("/traces?") && to.contains(id.as_str().unwrap()),
            "{to}"
        );
    });
}

#[test]
fn keys_walk_through_the_lines() {
    let loki = loki(2_000);
    visit(DESK, Requests::Succeed, async |page| {
        page.open(&loki.page("/logs")).await;
        lines_are_there(page).await;
        page.tell("document.querySelector('.log-list .opener').focus()")
            .await;
        let down = Key::Down.to_string();
        for _ in 0..60 {
            page.keys(&down).await;
        }
        // The list came along, and the line that has the keyboard is to be seen.
        let at = "(() => {
            const list = document.querySelector('.log-list').getBoundingClientRect();
            const row = document.activeElement.closest('.log-line').getBoundingClientRect();
            return document.querySelector('.log-list').scrollTop > 300 && row.top >= list.top - 1 && row.bottom <= list.bottom + 1;
        })()";
        page.until(at).await;
        page.keys(&Key::Enter.to_string()).await;
        page.until("document.activeElement.closest('.log-line').querySelector('.log-detail')")
            .await;
        page.keys(&Key::Up.to_string()).await;
        page.until("!document.activeElement.closest('.log-line').querySelector('.log-detail')")
            .await;
    });
}

#[test]
fn a_drag_over_the_bars_chooses_their_time() {
    let loki = loki(6_000);
    visit(DESK, Requests::Succeed, async |page| {
        page.open(&loki.page("/logs")).await;
        lines_are_there(page).await;
        page.until("document.querySelector('.volume-panel canvas')?.width > 0")
            .await;
        page.drag(".volume-panel .chart-layer", (0.4, 0.5), (0.6, 0.5))
            .await;
        page.until("/from=\\d+/.test(location.search)").await;
        page.until("(n => n > 800 && n < 2000)(parseInt(document.querySelector('.log-toolbar .num').innerText.replace(',', '')))")
            .await;
    });
}

#[test]
fn a_phone_reads_edits_and_counts() {
    let loki = loki(2_000);
    visit(PHONE, Requests::Succeed, async |page| {
        page.open(&loki.page("/logs?lang=es")).await;
        lines_are_there(page).await;
        page.click(".log-list .opener").await;
        page.see(".log-fields", "trace_id").await;
        let fits = "document.documentElement.scrollWidth <= innerWidth";
        assert_eq!(page.tell(fits).await, json!(true));
        page.open(&loki.page("/errors")).await;
        page.see(".log-table", "<_>").await;
        assert_eq!(page.tell(fits).await, json!(true));
    });
}

#[test]
fn axe_finds_nothing_in_any_tab() {
    let loki = loki(6_000);
    let axe = axe();
    for (window, theme) in [
        (DESK, "light"),
        (DESK, "dark"),
        (PHONE, "light"),
        (PHONE, "dark"),
    ] {
        visit(window, Requests::Succeed, async |page| {
            page.open(&loki.page(&format!("/logs?theme={theme}"))).await;
            lines_are_there(page).await;
            page.click(".log-list .opener").await;
            page.see(".log-fields", "trace_id").await;
            page.click_named(".log-detail", "Context").await;
            page.until("document.querySelectorAll('.log-context .log-line').length > 5")
                .await;
            page.click_named(".log-fields", "Statistics of service")
                .await;
            page.see(".log-tally", "loaded lines").await;
            find_nothing(page, &axe, "an opened line").await;
            page.click_named(".log-toolbar", "How lines look").await;
            page.see("#log-view", "Nanoseconds").await;
            find_nothing(page, &axe, "the menu of looks").await;
            for (tab, ready) in [
                ("patterns", ".log-table"),
                ("errors", ".log-table"),
                ("audit", ".log-rotations"),
            ] {
                page.open(&loki.page(&format!("/logs?tab={tab}&theme={theme}")))
                    .await;
                page.see(ready, "").await;
                page.until("document.querySelector('.logs-panel[data-state=fresh]')")
                    .await;
                find_nothing(page, &axe, tab).await;
            }
        });
    }
}
