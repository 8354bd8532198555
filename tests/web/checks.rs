//! One service, asked by the browser and by the blackbox exporter, over the real stack: it fails in every way there is, both
//! see the same, and its uptime is what Prometheus says.

use crate::page::DESK;
use crate::page::Page;
use crate::page::Requests;
use crate::page::visit;
use crate::site;
use crate::stack;
use crate::stack::Changed;
use crate::stack::Stack;
use serde_json::Value;
use std::process::Command;

/// Failures in a row that are unhealthy.
const FAILURES: usize = 3;

/// Milliseconds that it has to pass again.
const GRACE: f64 = 3_000.0;

const CONFIG: &str = r#"{
    "sources": [{ "id": "p", "name": "Prometheus", "kind": "prometheus", "url": "prometheus/", "scrapeInterval": "1s" }],
    "services": [
        { "id": "company", "name": "Company", "url": "company/health" },
        { "id": "probed", "name": "Probed", "probe": "quick" }
    ],
    "health": { "failures": 3, "grace": "3s", "every": "1s", "timeout": "1s" }
}"#;

/// What happened, in its order: `[ms, what]` of each answer to the browser and of each change of a row's state.
const WATCH: &str = "(() => {
    window.story = [];
    window.asked = [];
    const tell = what => window.story.push([performance.now(), what]);
    const send = window.fetch;
    window.fetch = async (address, init) => {
        window.asked.push(String(init?.body ?? ''));
        if (!String(address).includes('company/health')) return send(address, init);
        try {
            const reply = await send(address, init);
            tell(`answer ${reply.status} ${reply.headers.get('content-type')}`);
            return reply;
        } catch (error) {
            tell('answer none');
            throw error;
        }
    };
    const shown = {};
    new MutationObserver(() => {
        for (const row of document.querySelectorAll('.health .check')) {
            const name = row.querySelector('.name')?.innerText;
            const state = row.querySelector('.state-cell .status')?.innerText.trim();
            if (!state || shown[name] === state) continue;
            shown[name] = state;
            tell(`${name} ${state}`);
        }
    }).observe(document, { subtree: true, childList: true, characterData: true });
})()";

/// The company's health is probed each second, and the page has a configuration of its own.
fn prepare(stack: &Stack) -> [Changed; 2] {
    let health = stack.company("/health");
    let target = format!(
        "- targets: [\"{health}\"]\n  labels: {{instance: quick, module: http_health, __scrape_interval__: 1s, __scrape_timeout__: 1s}}\n"
    );
    [
        stack.file("site/config.json", CONFIG),
        stack.file("prometheus/targets/probes-quick.yml", &target),
    ]
}

/// Waits until a row is in a state.
async fn state(page: &Page, name: &str, state: &str) {
    page.until(&format!(
        "[...document.querySelectorAll('.health .check')].some(row =>
            row.querySelector('.name')?.innerText == '{name}' && row.querySelector('.state-cell .status')?.innerText.trim() == '{state}')"
    ))
    .await;
}

async fn both(page: &Page, browser: &str, blackbox: &str) {
    state(page, "Company", browser).await;
    state(page, "Probed", blackbox).await;
}

#[test]
fn every_failure_is_seen_by_browser_and_blackbox_alike() {
    let (stack, _turn) = stack::alone();
    let mood = stack.file("company/mood", "500");
    let _prepared = prepare(stack);
    visit(DESK, Requests::Fail, async |page| {
        page.before(WATCH).await;
        page.open(&stack.page("/health?refresh=1s")).await;
        both(page, "Unhealthy", "Unhealthy").await;
        mood.to("well");
        both(page, "Healthy", "Healthy").await;
        mood.to("html");
        both(page, "Unhealthy", "Unhealthy").await;
        mood.to("well");
        both(page, "Healthy", "Healthy").await;
        // It still serves: a probe knows no more.
        mood.to("warning");
        both(page, "Degraded", "Healthy").await;
        mood.to("slow");
        both(page, "Unreachable", "Unreachable").await;
        mood.to("well");
        both(page, "Healthy", "Healthy").await;
        let gone = stack.without("company");
        // The browser asks through nginx, which answers 502 in its place.
        both(page, "Unhealthy", "Unreachable").await;
        drop(gone);
        both(page, "Healthy", "Healthy").await;
        let story = story(page).await;
        let of = |name: &str| -> Vec<String> {
            let states = story.iter().filter_map(|(_, what)| what.strip_prefix(name));
            // Before its first answer.
            let known = states.filter(|state| *state != "No data");
            known.map(str::to_owned).collect()
        };
        assert_eq!(
            of("Company "),
            [
                "Starting",
                "Unhealthy",
                "Recovering",
                "Healthy",
                "Degraded",
                "Unhealthy",
                "Recovering",
                "Healthy",
                "Degraded",
                "Unreachable",
                "Recovering",
                "Healthy",
                "Degraded",
                "Unhealthy",
                "Recovering",
                "Healthy",
            ]
        );
        at_the_thresholds(&story);
        let lasting = ["Healthy", "Unhealthy", "Unreachable"];
        let mut probed = of("Probed ");
        probed.retain(|state| lasting.contains(&state.as_str()));
        assert_eq!(
            probed,
            [
                "Unhealthy",
                "Healthy",
                "Unhealthy",
                "Healthy",
                "Unreachable",
                "Healthy",
                "Unreachable",
                "Healthy"
            ]
        );
        agrees_with_prometheus(page, stack).await;
    });
}

async fn story(page: &Page) -> Vec<(f64, String)> {
    let told = page.tell("window.story").await;
    serde_json::from_value(told).expect("a story")
}

/// Each state of the browser's own row begins at the answer at which it has to.
fn at_the_thresholds(story: &[(f64, String)]) {
    let (mut failed, mut passing, mut seen) = (0, None, 0);
    for (at, what) in story {
        if let Some(answer) = what.strip_prefix("answer ") {
            if answer.starts_with("200 application/json") {
                (failed, passing) = (0, passing.or(Some(*at)));
            } else {
                (failed, passing) = (failed + 1, None);
            }
            continue;
        }
        let since = passing.map_or(0.0, |since| at - since);
        match what.strip_prefix("Company ") {
            Some("Starting") => assert_eq!(failed, 1),
            // By a failure, or by a warning.
            Some("Degraded") => assert!(failed <= 1, "{failed} in {story:?}"),
            Some("Unhealthy" | "Unreachable") => assert_eq!(failed, FAILURES, "{story:?}"),
            Some("Recovering") => assert!(failed == 0 && since < GRACE, "{since} ms: {story:?}"),
            Some("Healthy") => assert!(
                failed == 0 && since >= GRACE - 100.0,
                "{since} ms: {story:?}"
            ),
            _ => continue,
        }
        seen += 1;
    }
    assert_eq!(seen, 16);
}

/// What the page shows as uptime, against the same questions asked by `curl`.
async fn agrees_with_prometheus(page: &Page, stack: &Stack) {
    // Asked once: what stands there is the answer to these questions.
    page.open(&stack.page("/health?from=now-3m&to=now&refresh=off"))
        .await;
    page.click_named(".health", "Open Probed").await;
    page.until(
        "(() => {
            const shares = [...document.querySelectorAll('.windows td.num')];
            return shares.length == 4 && shares.every(share => share.innerText.includes('%'));
        })()",
    )
    .await;
    let shown = page
        .tell("[...document.querySelectorAll('.windows td.num')].map(cell => cell.innerText)")
        .await;
    let questions = page
        .tell("window.asked.filter(body => body.includes('avg_over_time%28probe_success'))")
        .await;
    let questions: Vec<String> = serde_json::from_value(questions).expect("questions");
    let question = |window: &str| {
        let found = questions.iter().rfind(|body| body.contains(window));
        found.expect(window).as_str()
    };
    for (shown, window) in shown
        .as_array()
        .expect("four")
        .iter()
        .zip(["86400s", "604800s", "2592000s", "7776000s"])
    {
        let asked = answer(stack, question(window)) * 100.0;
        agrees(shown, asked);
        assert!(asked > 1.0 && asked < 99.0, "{asked} % is no test");
    }
    let shown = page
        .tell("[...document.querySelectorAll('.check')].find(row => row.querySelector('.name').innerText == 'Probed').querySelector('[data-label=Uptime]').innerText")
        .await;
    agrees(&shown, answer(stack, question("180s")) * 100.0);
}

/// To 0.01 %, and never rounded up.
fn agrees(shown: &Value, asked: f64) {
    let text = shown.as_str().expect("a text");
    let number: f64 = text.trim_end_matches('%').parse().expect(text);
    assert!(
        number <= asked + 1e-9 && asked - number < 0.01,
        "{text} for {asked}"
    );
}

/// The value for the probe in the answer to a question, asked of Prometheus itself.
fn answer(stack: &Stack, question: &str) -> f64 {
    let mut curl = Command::new("curl");
    let address = stack.prometheus("/api/v1/query");
    let reply = site::run(curl.args(["--silent", "--fail", "--data", question, &address]));
    let reply: Value = serde_json::from_str(&reply).expect("JSON");
    let mut found = reply["data"]["result"].as_array().expect(question).iter();
    let probe = found.find(|one| one["metric"]["instance"] == "quick");
    let value = probe.expect(question)["value"][1].as_str();
    value.expect(question).parse().expect("a number")
}
