//! How far one gets on the page of log lines: to the oldest line at once, to one of many services, past what Loki refuses.

use crate::logs::lines_are_there;
use crate::logs::loki;
use crate::loki::Fault;
use crate::page::DESK;
use crate::page::Requests;
use crate::page::visit;
use serde_json::Value;
use serde_json::json;

#[test]
fn of_many_services_the_largest_are_offered() {
    let loki = loki(2_000);
    visit(DESK, Requests::Succeed, async |page| {
        let name = |number: usize| format!("one-{number:02}");
        let names: Vec<String> = (0..40).map(name).collect();
        let says = |part: &str, data: Value| {
            let text = json!({ "status": "success", "data": data }).to_string();
            loki.tell(|told| drop(told.faults.insert(part.to_owned(), Fault::Says(200, text))));
        };
        says("label/service/values", json!(names));
        let sizes = names.iter().skip(10).take(24);
        let sizes: Vec<Value> = sizes
            .map(|name| json!({ "metric": { "service": name }, "value": [1, "7"] }))
            .collect();
        says(
            "index/volume",
            json!({ "resultType": "vector", "result": sizes }),
        );
        let service = "%7Bservice%3D%22one-39%22%7D";
        page.open(&loki.page(&format!("/logs?query={service}")))
            .await;
        let offered = "[...document.querySelectorAll('.log-choices [aria-label=service] button')].map(one => one.innerText)";
        page.until(&format!("{offered}[0] == 'one-10'")).await;
        // And the one in force, though it has little.
        let expected: Vec<String> = (10..34).chain([39]).map(name).collect();
        assert_eq!(page.tell(offered).await, json!(expected));
        page.see(".log-choices", "15 more").await;
    });
}

#[test]
fn the_oldest_end_is_reached_at_once() {
    let loki = loki(60_000);
    visit(DESK, Requests::Succeed, async |page| {
        // The bars count lines that are older than the range too: the end of the list is past the oldest line.
        page.open(&loki.page("/logs?from=now-50m&to=now")).await;
        lines_are_there(page).await;
        page.until("document.querySelector('.log-list').scrollHeight > 500000")
            .await;
        page.tell("document.querySelector('.log-list').scrollTop = 1e9")
            .await;
        page.see(".log-toolbar", "5,000 loaded").await;
        page.see(".list-foot", "That is all in this range.").await;
        let rests = "document.querySelector('.log-list').scrollTop > 500000";
        page.until(rests).await;
        // And it stays there: nothing leads back to the newest lines.
        page.until(&format!(
            "new Promise(done => setTimeout(() => done({rests}), 1000))"
        ))
        .await;
        page.see(".log-toolbar", "5,000 loaded").await;
    });
}

#[test]
fn what_counts_lines_is_not_asked_for_them() {
    let loki = loki(2_000);
    visit(DESK, Requests::Succeed, async |page| {
        let query = "sum(rate(%7Bservice%3D%22backend%22%7D%5B5m%5D))";
        page.open(&loki.page(&format!("/logs?query={query}"))).await;
        page.see(".panel-message", "This is no query for lines")
            .await;
        assert_eq!(loki.asked("sum%28rate"), 0);
        page.click_named(".log-choices", "backend").await;
        lines_are_there(page).await;
    });
}

#[test]
fn a_pattern_that_loki_would_refuse_is_a_regular_expression() {
    let loki = loki(2_000);
    visit(DESK, Requests::Succeed, async |page| {
        let pattern = |text: &str| json!({ "pattern": text, "samples": [[1_795_234_200, 7]] });
        let data = json!([
            pattern("level=<_> msg=\"query done\" <_>"),
            pattern("<_> <script>alert(1)</script>")
        ]);
        let text = json!({ "status": "success", "data": data }).to_string();
        loki.tell(|told| {
            drop(
                told.faults
                    .insert("api/v1/patterns".to_owned(), Fault::Says(200, text)),
            )
        });
        let value = "document.querySelector('.log-editor textarea').value";
        for (name, stage) in [
            ("<_> <script>", r#" |~ " <script>alert\\(1\\)</script>""#),
            ("level=<_> msg", r#" |> "level=<_> msg=\"query done\" <_>""#),
        ] {
            page.open(&loki.page("/logs?tab=patterns")).await;
            page.see(".log-table", name).await;
            let press = format!(
                "[...document.querySelectorAll('.log-pattern')].find(one => one.innerText.startsWith('{name}')).click()"
            );
            page.tell(&press).await;
            page.until(&format!("{value}.includes('}} |')")).await;
            let written = page.tell(value).await;
            let written = written.as_str().unwrap_or_default();
            assert!(written.ends_with(stage), "{written}");
        }
    });
}
