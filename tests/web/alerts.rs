//! The page of alerts over a real Prometheus and a real Alertmanager, with `amtool` looking on from the other side.

use crate::access::axe;
use crate::access::find_nothing;
use crate::page::DESK;
use crate::page::PHONE;
use crate::page::Page;
use crate::page::Requests;
use crate::page::Window;
use crate::page::visit;
use crate::server::Answer;
use crate::server::Script;
use crate::server::Server;
use crate::site;
use crate::stack;
use crate::stack::Stack;
use fantoccini::key::Key;
use serde_json::Value;
use std::process::Command;

/// Runs amtool against the stack's Alertmanager and gives what it says.
pub(crate) fn amtool(stack: &Stack, arguments: &[&str]) -> String {
    let url = format!("--alertmanager.url={}", stack.alertmanager(""));
    site::run(Command::new("amtool").arg(url).args(arguments))
}

/// Tells Alertmanager of an alert that fires for the length of the tests.
pub(crate) fn fire(stack: &Stack, labels: &[&str], annotations: &[&str]) {
    let mut arguments = vec!["alert", "add"];
    arguments.extend(labels);
    let annotations: Vec<String> = annotations
        .iter()
        .map(|one| format!("--annotation={one}"))
        .collect();
    arguments.extend(annotations.iter().map(String::as_str));
    amtool(stack, &arguments);
}

/// Opens the page and waits for its list.
pub(crate) async fn open(page: &Page, stack: &Stack, query: &str) {
    page.open(&stack.page(&format!("/alerts?refresh=5s&{query}")))
        .await;
    page.see(".tabs", "Firing").await;
}

#[test]
fn the_worst_stands_first_and_opens() {
    let (stack, _turn) = stack::shared();
    fire(
        stack,
        &[
            "alertname=WebWorst",
            "severity=critical",
            "area=order",
            "job=x",
        ],
        &["summary=All is lost", "runbook_url=/runbooks/WebWorst"],
    );
    fire(
        stack,
        &[
            "alertname=WebLess",
            "severity=warning",
            "area=order",
            "job=y",
        ],
        &["summary=Some is lost"],
    );
    fire(
        stack,
        &["alertname=WebLess", "severity=info", "area=order", "job=z"],
        &[],
    );
    visit(DESK, Requests::Succeed, async |page| {
        open(page, stack, "filter=area%3D%22order%22&group=none").await;
        page.until("document.querySelectorAll('.alert-item').length === 3")
            .await;
        let words = page.tell("[...document.querySelectorAll('.alert-item .status')].map(one => one.innerText.trim()).join()").await;
        assert_eq!(words, "Critical,Warning,Info");
        page.until("document.title.startsWith('(')").await;
        page.until("document.querySelector('link[rel=icon]').href.startsWith('data:image/png')")
            .await;
        page.click(".alert-item .opener").await;
        page.see(".alert-detail .facts", "All is lost").await;
        page.see(".alert-detail .facts", "within 5 min (Critical)")
            .await;
        page.see(".alert-detail .facts", "on-call").await;
        page.see(".alert-detail .actions", "Runbook").await;
        assert!(page.address().await.contains("open="));
        // A press on a label narrows the filter, in the address too.
        page.click_named(".alert-detail", "job=x").await;
        page.until("document.querySelectorAll('.alert-item').length === 1")
            .await;
        assert!(page.address().await.contains("job"));
        page.shot("alerts").await;
        page.back().await;
        page.until("document.querySelectorAll('.alert-item').length === 3")
            .await;
        page.resize(PHONE).await;
        page.until("document.documentElement.scrollWidth <= innerWidth")
            .await;
    });
}

#[test]
fn keys_go_from_tab_to_tab_and_from_alert_to_alert() {
    let (stack, _turn) = stack::shared();
    for name in ["WebKeyA", "WebKeyB"] {
        fire(
            stack,
            &[
                &format!("alertname={name}"),
                "area=keys",
                "severity=warning",
            ],
            &[],
        );
    }
    visit(DESK, Requests::Succeed, async |page| {
        open(page, stack, "filter=area%3D%22keys%22&group=none").await;
        page.until("document.querySelectorAll('.alert-item').length === 2")
            .await;
        page.tell("document.querySelector('.alert-item .opener').focus()")
            .await;
        page.keys(&Key::Down.to_string()).await;
        page.keys(&Key::Enter.to_string()).await;
        page.until("document.querySelectorAll('.alert-item')[1].hasAttribute('data-open')")
            .await;
        page.keys(&Key::Up.to_string()).await;
        page.until(
            "document.querySelectorAll('.alert-item .opener')[0] === document.activeElement",
        )
        .await;
        page.tell("document.querySelector('#tab-firing').focus()")
            .await;
        for tab in ["rules", "silences", "history", "routing", "firing"] {
            page.keys(&Key::Right.to_string()).await;
            page.until(&format!(
                "document.activeElement.id === 'tab-{tab}' && document.activeElement.ariaSelected === 'true'"
            ))
            .await;
        }
    });
}

fn check(window: Window, theme: &str) {
    let (stack, _turn) = stack::shared();
    let axe = axe();
    visit(window, Requests::Succeed, async |page| {
        for (tab, ready) in [
            ("firing", ".foot-note .status"),
            ("rules", ".rule"),
            ("silences", ".silence-group"),
            ("history", ".history, .panel-message"),
            ("routing", ".route-tree"),
        ] {
            open(
                page,
                stack,
                &format!("tab={tab}&from=now-15m&theme={theme}"),
            )
            .await;
            page.until(&format!("document.querySelector('{ready}')"))
                .await;
            page.until("document.querySelector('[role=tab][aria-selected=true]').getBoundingClientRect().right <= innerWidth")
                .await;
            find_nothing(page, &axe, tab).await;
        }
        open(page, stack, &format!("theme={theme}")).await;
        page.click("#silence-new").await;
        page.see("#silence .preview", "Hits none of").await;
        find_nothing(page, &axe, "the form").await;
        page.until("document.documentElement.scrollWidth <= innerWidth")
            .await;
    });
}

#[test]
fn axe_finds_nothing_in_the_light() {
    check(DESK, "light");
}

#[test]
fn axe_finds_nothing_on_a_dark_phone() {
    check(PHONE, "dark");
}

#[test]
fn hostile_annotations_are_text() {
    let (stack, _turn) = stack::shared();
    let long = format!("description={}", "x".repeat(100_000));
    fire(
        stack,
        &["alertname=WebHostile", "severity=warning", "x=<b>bold</b>"],
        &[
            "summary=<img src=x onerror='window.hit=1'> \u{202e}live\u{202c}",
            "runbook_url=javascript:window.hit=1",
            "dashboard=data:text/html,hit",
            "link=https://example.com/ok",
            &long,
        ],
    );
    visit(DESK, Requests::Succeed, async |page| {
        open(page, stack, "filter=alertname%3D%22WebHostile%22").await;
        page.click(".alert-item .opener").await;
        page.see(".alert-detail .facts", "onerror").await;
        assert_eq!(
            page.tell(
                "document.querySelectorAll('#alerts-body img, #alerts-body b:not(.num)').length"
            )
            .await,
            0
        );
        let leads = page.tell("[...document.querySelectorAll('#alerts-body a')].map(one => one.protocol).filter(one => !one.startsWith('http')).length").await;
        assert_eq!(leads, 0);
        assert_eq!(page.tell("window.hit ?? null").await, Value::Null);
        assert!(
            page.tell("document.querySelector('#alerts-body').innerText.length")
                .await
                .as_u64()
                .unwrap()
                < 20_000
        );
    });
}

/// Waits a while for Prometheus to have written which alerts fire.
const WRITTEN: &str = "(async () => {
    for (let turn = 0; turn < 40; turn++) {
        const reply = await fetch('/prometheus/api/v1/query?query=ALERTS');
        if ((await reply.text()).includes('Watchdog')) return true;
        await new Promise(next => setTimeout(next, 500));
    }
    return false;
})()";

#[test]
fn rules_history_and_routing_are_there() {
    let (stack, _turn) = stack::shared();
    visit(DESK, Requests::Succeed, async |page| {
        open(page, stack, "tab=rules&search=Watchdog&from=now-15m").await;
        page.see(".rule", "Firing").await;
        page.click(".rule .opener").await;
        page.see(".rule .query-text", "vector(1)").await;
        page.until("document.querySelector('.rule canvas.marks')")
            .await;
        // A server writes `ALERTS` from its third evaluation on, which is most of a minute after it began.
        let mut written = false;
        for _ in 0..4 {
            written = written || page.tell(WRITTEN).await == Value::Bool(true);
        }
        assert!(written, "no ALERTS");
        page.click("#tab-history").await;
        page.see(".history", "Watchdog").await;
        page.click("#tab-routing").await;
        page.see(".route-tree", "on-call").await;
        page.fill(".filter-bar input", "severity=critical, team=backend")
            .await;
        page.see(".route-answer", "on-call").await;
        page.see(".route-answer", "backend").await;
        page.until("document.querySelectorAll('.route-tree li[data-match]').length === 3")
            .await;
    });
}

#[test]
fn rules_of_loki_stand_beside_those_of_prometheus() {
    visit(DESK, Requests::Succeed, async |page| {
        let mut script = Script::two_panels();
        let config = r#"{"sources": [{"id": "p", "name": "Prometheus", "kind": "prometheus", "url": "prometheus/"},
            {"id": "l", "name": "Loki", "kind": "loki", "url": "loki/"}]}"#;
        script.files.insert("/config.json", Answer::json(config));
        for (path, source) in [
            ("/prometheus/api/v1/rules", "prometheus"),
            ("/loki/prometheus/api/v1/rules", "loki-ruler"),
        ] {
            script
                .files
                .insert(path, Answer::recorded_of(source, "rules"));
        }
        let server = Server::start(script).await;
        page.open(&server.page("/alerts?tab=rules")).await;
        page.see(".alert-head", ", Prometheus").await;
        page.see(".alert-head", ", Loki").await;
    });
}

/// A second is little of an hour and much of five seconds.
#[test]
fn slow_and_failing_rules_come_first_when_asked_for() {
    let rule = |name: &str, seconds: f64, health: &str| {
        format!(
            r#"{{"type": "recording", "name": "{name}", "query": "up", "health": "{health}", "evaluationTime": {seconds},
            "lastEvaluation": "2026-01-01T00:00:00Z", "labels": {{}}}}"#
        )
    };
    let group = |name: &str, interval: u32, rules: &[String]| {
        let rules = rules.join(",");
        format!(
            r#"{{"name": "{name}", "file": "r.yml", "interval": {interval}, "evaluationTime": 1, "lastEvaluation": "2026-01-01T00:00:00Z", "rules": [{rules}]}}"#
        )
    };
    let hourly = [rule("long", 20.0, "ok"), rule("broken", 0.1, "err")];
    let often = [rule("quick", 0.01, "ok"), rule("heavy", 4.0, "ok")];
    let groups = [group("hourly", 3_600, &hourly), group("often", 5, &often)].join(",");
    let reply = format!(r#"{{"status": "success", "data": {{"groups": [{groups}]}}}}"#);
    visit(DESK, Requests::Fail, async |page| {
        let mut script = Script::two_panels();
        let config = r#"{"sources": [{"id": "p", "name": "Prometheus", "kind": "prometheus", "url": "prometheus/"}]}"#;
        script.files.insert("/config.json", Answer::json(config));
        script
            .files
            .insert("/prometheus/api/v1/rules", Answer::json(&reply));
        let server = Server::start(script).await;
        page.open(&server.page("/alerts?tab=rules")).await;
        let order = |names: &str| {
            format!(
                "[...document.querySelectorAll('.rule .name')].map(name => name.innerText.trim()).join(' ') == '{names}'"
            )
        };
        page.until(&order("long broken quick heavy")).await;
        let press = |name: &str| {
            format!(
                "[...document.querySelectorAll('.filter-bar button')].find(one => one.innerText.startsWith('{name}')).click()"
            )
        };
        page.tell(&press("Slow")).await;
        page.until(&order("heavy long quick broken")).await;
        page.tell(&press("Failing")).await;
        page.until(&order("broken long quick heavy")).await;
    });
}

#[test]
fn without_an_alertmanager_the_rest_works() {
    visit(DESK, Requests::Succeed, async |page| {
        let mut script = Script::two_panels();
        let config = r#"{"sources": [{"id": "p", "name": "Prometheus", "kind": "prometheus", "url": "prometheus/"}]}"#;
        script.files.insert("/config.json", Answer::json(config));
        script
            .files
            .insert("/prometheus/api/v1/rules", Answer::recorded("rules"));
        let server = Server::start(script).await;
        page.open(&server.page("/alerts")).await;
        page.see(".content > .message", "No Alertmanager is configured.")
            .await;
        page.see(".alert-item .name", "").await;
        page.see_none("#silence-new").await;
        page.click("#tab-rules").await;
        page.see(".rule .name", "").await;
    });
}

/// Alerts of a made-up Alertmanager, of ten names, the later the younger.
fn many(count: usize) -> String {
    let one = |place: usize| {
        format!(
            r#"{{"fingerprint": "", "labels": {{"alertname": "Many{}", "instance": "host-{place}", "severity": "warning"}}, "annotations": {{}},
            "startsAt": "2026-01-01T00:{:02}:{:02}Z", "endsAt": "2100-01-01T00:00:00Z", "updatedAt": "2026-01-01T00:00:00Z",
            "status": {{"state": "active", "silencedBy": [], "inhibitedBy": []}}, "receivers": [{{"name": "all"}}]}}"#,
            place % 10,
            place / 60,
            place % 60
        )
    };
    let alerts: Vec<String> = (0..count).map(one).collect();
    format!(
        r#"[{{"labels": {{}}, "receiver": {{"name": "all"}}, "alerts": [{}]}}]"#,
        alerts.join(",")
    )
}

#[test]
fn of_very_many_those_in_view_are_there() {
    visit(DESK, Requests::Fail, async |page| {
        let mut script = Script::two_panels();
        let config = r#"{"sources": [{"id": "a", "name": "Alertmanager", "kind": "alertmanager", "url": "alertmanager/"}]}"#;
        script.files.insert("/config.json", Answer::json(config));
        script.files.insert(
            "/alertmanager/api/v2/alerts/groups",
            Answer::json(&many(1_500)),
        );
        let server = Server::start(script).await;
        page.open(&server.page("/alerts")).await;
        page.see(".alert-rows", "Many0").await;
        page.until("document.querySelectorAll('.alert-item').length === 59")
            .await;
        page.tell("scrollTo(0, document.documentElement.scrollHeight)")
            .await;
        // The youngest of all stands last, once the rows above it are made.
        page.until("document.querySelector('.alert-rows > :nth-last-child(2)')?.innerText.includes('host-1499')")
            .await;
        page.click(".alert-rows > :nth-last-child(2) .opener").await;
        page.see(".alert-detail .facts", "instance=host-1499").await;
        // Rows that are there stay while what is typed narrows the list.
        page.fill(
            "#alerts-filter",
            "instance=~\"host-149.\", alertname!=\"Many3\"",
        )
        .await;
        page.until("document.querySelectorAll('.alert-item').length === 9")
            .await;
        page.see(".alert-detail .facts", "instance=host-1499").await;
        page.until("!document.querySelector('[role=tabpanel] [aria-busy=true]')")
            .await;
        page.fill("#alerts-filter", "HOST-12").await;
        page.see(".foot-note", "111 of 1500 shown.").await;
        page.until("document.querySelectorAll('.alert-rows > li').length === 62")
            .await;
    });
}
