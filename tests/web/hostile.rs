//! Files that mean ill, or are far too large: each ends in a message beside a page that lives.

use crate::page::DESK;
use crate::page::Page;
use crate::page::Requests;
use crate::page::visit;
use crate::server::Answer;
use crate::server::Script;
use crate::server::Server;
use fantoccini::key::Key;
use serde_json::Value;
use serde_json::json;

/// Runs, if anything lets it.
const EVIL: &str = "<img src=x onerror=\"window.ran=1\"><script>window.ran=1</script>";

/// No link of the page does anything but lead somewhere, nothing of a file became an element, nothing ran.
const SAFE: &str = "[...document.querySelectorAll('a')].every(a => ['http:', 'https:', 'mailto:'].includes(a.protocol))
    && !document.querySelector('main img, main script, main iframe, main object') && window.ran === undefined";

/// Opens a dashboard that is this file.
async fn open(page: &Page, text: &str, rest: &str) -> Server {
    let mut script = Script::two_panels();
    script
        .files
        .insert("/dashboards/evil.json", Answer::json(text));
    let server = Server::start(script).await;
    page.open(&server.page(&format!("/d/evil?refresh=off{rest}")))
        .await;
    server
}

/// A good panel with this id draws, and the page answers to the keyboard.
async fn lives(page: &Page, id: u32) {
    page.until(&format!(
        "document.querySelector(\"[data-panel='{id}'][data-state=fresh]\")"
    ))
    .await;
    page.the_header_lives().await;
}

fn good(id: u32, y: u32) -> Value {
    json!({"id": id, "type": "timeseries", "title": "Good", "gridPos": {"x": 0, "y": y, "w": 12, "h": 8},
        "targets": [{"refId": "A", "expr": "good"}]})
}

#[test]
fn ten_thousand_panels() {
    visit(DESK, Requests::Succeed, async |page| {
        let panels: Vec<Value> = (0..10_000)
            .map(|place| good(place + 1, place * 8))
            .collect();
        let file = json!({"schemaVersion": 42, "title": "Many", "panels": panels});
        let _server = open(page, &file.to_string(), "").await;
        page.see("h1", "Many").await;
        page.see("main", "The file has more than 2000 panels").await;
        lives(page, 1).await;
        // They are laid from frame to frame of the screen.
        page.until("document.querySelector(\"[data-panel='2000']\")")
            .await;
        page.tell("scrollTo(0, document.documentElement.scrollHeight)")
            .await;
        lives(page, 2_000).await;
        // What was not looked at is not there.
        page.until("document.querySelectorAll('canvas').length < 60")
            .await;
    });
}

/// A dashboard with four texts of so many bytes.
fn prose(bytes: usize) -> String {
    let text = "<b>x</b> ".repeat(bytes / 9);
    let prose = json!({"id": 2, "type": "text", "title": text, "description": text,
        "gridPos": {"x": 12, "y": 0, "w": 12, "h": 8}, "options": {"mode": "markdown", "content": text}});
    json!({"schemaVersion": 42, "title": text, "panels": [good(1, 0), prose]}).to_string()
}

#[test]
fn fifty_megabytes() {
    visit(DESK, Requests::Succeed, async |page| {
        let _server = open(page, &prose(13 << 20), "").await;
        page.see(".content", "evil.json is too large").await;
        page.see(".content", "dashboards of up to 16 MiB are opened")
            .await;
        page.the_header_lives().await;
    });
}

#[test]
fn twelve_megabytes() {
    visit(DESK, Requests::Succeed, async |page| {
        let _server = open(page, &prose(3 << 20), "").await;
        lives(page, 1).await;
        page.see("[data-panel='2']", "more bytes are not shown")
            .await;
    });
}

#[test]
fn nesting_without_end() {
    visit(DESK, Requests::Succeed, async |page| {
        let deep = format!(
            r#"{{"title": "Deep", "panels": {}{}}}"#,
            "[".repeat(200_000),
            "]".repeat(200_000)
        );
        let _first = open(page, &deep, "").await;
        page.see(".content", "evil.json is not JSON").await;
        page.the_header_lives().await;
        // What is nested inside a panel is no better.
        let mut options = json!({});
        for _ in 0..100 {
            options = json!({"legend": options, "reduceOptions": options});
            if options.to_string().len() > 100_000 {
                break;
            }
        }
        let file = json!({"schemaVersion": 42, "title": "Wide", "panels": [
            {"id": 1, "type": "stat", "title": "Wide", "options": options, "targets": [{"refId": "A", "expr": "good"}]}]});
        let _server = open(page, &file.to_string(), "").await;
        page.see("h1", "Wide").await;
        page.until("document.querySelector(\"[data-panel='1']\").ariaBusy != 'true'")
            .await;
    });
}

#[test]
fn variables_in_a_circle() {
    visit(DESK, Requests::Succeed, async |page| {
        let file = json!({"schemaVersion": 42, "title": "Circle", "templating": {"list": [
                {"type": "query", "name": "a", "query": "label_values(up{x=\"$b\"}, y)", "refresh": 2, "includeAll": true, "current": {"value": "one"}},
                {"type": "query", "name": "b", "query": "label_values(up{x=\"$a\"}, y)", "refresh": 2, "current": {"value": "two"}},
                {"type": "custom", "name": "c", "query": "$c,$d", "includeAll": true, "allValue": "$c$c", "current": {"value": "$__all"}},
                {"type": "custom", "name": "d", "query": "${c}${c}", "includeAll": true, "allValue": "${d}${d}${c}", "current": {"value": "$__all"}},
            ]}, "panels": [good(1, 0), {"id": 2, "type": "stat", "title": "$c $d", "repeat": "c", "gridPos": {"x": 12, "y": 0, "w": 12, "h": 8},
                "targets": [{"refId": "A", "expr": "up{a=\"$a\", b=\"$b\", c=\"$c\"}"}]}]});
        let _server = open(page, &file.to_string(), "&var-c=$c&var-d=$d").await;
        page.see("h1", "Circle").await;
        page.see("main", "Variables wait for each other: a, b")
            .await;
        lives(page, 1).await;
    });
}

#[test]
fn a_pattern_that_explodes() {
    visit(DESK, Requests::Succeed, async |page| {
        let explodes = "/^(a+)+(b|a?){40}(x+x+)+y$/";
        let large = format!("/{}/", "(a{1,1000}){1,1000}".repeat(20));
        let long = "a".repeat(5_000);
        let matchers: Vec<Value> = [explodes, &large]
            .map(|pattern| {
                json!({"matcher": {"id": "byRegexp", "options": pattern}, "properties": [{"id": "unit", "value": "s"},
                    {"id": "mappings", "value": [{"type": "regex", "options": {"pattern": pattern, "result": {"text": "x"}}}]}]})
            })
            .to_vec();
        let table = json!({"id": 2, "type": "table", "title": "Rows", "gridPos": {"x": 12, "y": 0, "w": 12, "h": 8},
            "targets": [{"refId": "A", "expr": "good", "format": "table", "legendFormat": long}],
            "fieldConfig": {"defaults": {}, "overrides": matchers},
            "transformations": [
                {"id": "renameByRegex", "options": {"regex": explodes, "renamePattern": "$1$1$1$1"}},
                {"id": "filterFieldsByName", "options": {"include": {"pattern": "/(.*)*/"}}}]});
        let file = json!({"schemaVersion": 42, "title": "Patterns", "panels": [good(1, 0), table],
            "templating": {"list": [{"type": "custom", "name": "v", "query": long, "regex": explodes, "current": {"value": long}},
                {"type": "query", "name": "w", "query": "label_values(job)", "regex": large, "current": {"value": long}}]}});
        let _server = open(page, &file.to_string(), "").await;
        page.see("h1", "Patterns").await;
        lives(page, 1).await;
        page.until("document.querySelector(\"[data-panel='2']\").ariaBusy != 'true'")
            .await;
    });
}

#[test]
fn markup_in_every_text_and_a_script_in_every_address() {
    visit(DESK, Requests::Succeed, async |page| {
        let link = json!({"title": EVIL, "url": "javascript:window.ran=1", "targetBlank": true});
        let steps = json!({"mode": "absolute", "steps": [{"value": null, "color": EVIL}, {"value": 0, "color": "url(javascript:window.ran=1)"}]});
        let config = json!({"defaults": {"displayName": EVIL, "unit": EVIL, "noValue": EVIL, "links": [link], "thresholds": steps,
            "color": {"mode": "fixed", "fixedColor": "red;background:url(javascript:window.ran=1)"}, "custom": {"axisLabel": EVIL},
            "mappings": [{"type": "range", "options": {"from": -9, "to": 9, "result": {"text": EVIL, "color": EVIL}}}]}, "overrides": []});
        let kinds = [
            "timeseries",
            "stat",
            "gauge",
            "bargauge",
            "table",
            "piechart",
            "barchart",
            "state-timeline",
            "status-history",
            "heatmap",
            "histogram",
            "alertlist",
            "dashlist",
            "text",
            "<b>none</b>",
        ];
        let mut panels = vec![good(100, 0)];
        for (place, kind) in (1_u32..).zip(kinds) {
            panels.push(json!({"id": place, "type": kind, "title": EVIL, "description": EVIL, "links": [link], "fieldConfig": config,
                "gridPos": {"x": place % 2 * 12, "y": place * 8, "w": 12, "h": 8},
                "options": {"content": format!("{EVIL} [a](javascript:window.ran=1) <a href=\"javascript:window.ran=1\">b</a>"),
                    "mode": "html", "legend": {"displayMode": "table", "calcs": ["last"]}},
                "targets": [{"refId": EVIL, "expr": "good", "legendFormat": EVIL, "instant": kind == "table"}]}));
        }
        let row = json!({"id": 200, "type": "row", "title": EVIL, "collapsed": false, "gridPos": {"x": 0, "y": 900, "w": 24, "h": 1}, "panels": []});
        panels.push(row);
        let file = json!({"schemaVersion": 42, "title": EVIL, "description": EVIL, "tags": [EVIL], "panels": panels,
            "links": [{"type": "link", "title": EVIL, "url": "javascript:window.ran=1"}, {"type": "dashboards", "title": EVIL, "tags": [EVIL], "asDropdown": true}],
            "annotations": {"list": [{"name": EVIL, "expr": "good", "enable": true, "titleFormat": EVIL, "textFormat": EVIL, "tagKeys": EVIL, "iconColor": EVIL}]},
            "templating": {"list": [{"type": "custom", "name": "v", "label": EVIL, "query": EVIL, "current": {"text": EVIL, "value": EVIL}},
                {"type": "textbox", "name": "w", "label": EVIL, "query": "javascript:window.ran=1"}]}});
        let _server = open(page, &file.to_string(), "").await;
        lives(page, 100).await;
        let last = kinds.len();
        for place in 1..=last {
            page.tell(&format!(
                "document.querySelector(\"[data-panel='{place}']\").scrollIntoView()"
            ))
            .await;
            page.until(&format!("!['loading', 'refreshing'].includes(document.querySelector(\"[data-panel='{place}']\").dataset.state)")).await;
            assert_eq!(page.tell(SAFE).await, true, "{}", kinds[place - 1]);
        }
        // The words of what leads nowhere are there.
        page.tell("scrollTo(0, 0)").await;
        page.until("document.querySelector('.bar-links [data-refused]')")
            .await;
        // Why it leads nowhere is told to the keyboard and to fingers too, and read out.
        page.tell("document.querySelector('.bar-links [data-refused]').focus()")
            .await;
        page.see_none(".why:popover-open").await;
        page.keys(&Key::Enter.to_string()).await;
        page.see(".why:popover-open", "not one that a link may lead to")
            .await;
        page.until(
            "(why => why.textContent === document.getElementById(document.activeElement.getAttribute('aria-describedby')).textContent)(document.querySelector('.why:popover-open'))",
        )
        .await;
        page.shot("hostile-why").await;
        page.keys(&Key::Escape.to_string()).await;
        page.see_none(".why:popover-open").await;
        page.click("[aria-controls='import-report']").await;
        page.see(
            "#import-report",
            "The link to “javascript:window.ran=1” is not followed",
        )
        .await;
        page.shot("hostile-report").await;
        assert_eq!(page.tell(SAFE).await, true);
    });
}
