//! `config.json` and dashboards that are broken or missing: what is said, and that the rest works.

use crate::page::DESK;
use crate::page::Requests;
use crate::page::visit;
use crate::server::Answer;
use crate::server::Script;
use crate::server::Server;
use expect_test::Expect;
use expect_test::expect;

/// Opens System overview beside this `config.json` and compares what stands above the panels. They are drawn.
fn check_config(config: Answer, expected: Expect) {
    visit(DESK, Requests::Fail, async |page| {
        let mut script = Script::default();
        script.files.insert("/config.json", config);
        let server = Server::start(script).await;
        page.open(&server.page("/d/system-overview?refresh=off"))
            .await;
        page.until("document.querySelectorAll('.panel[data-state=fresh]').length >= 10")
            .await;
        page.the_header_lives().await;
        let told = page
            .tell("document.querySelector('.notices').innerText")
            .await;
        expected.assert_eq(&lines(told.as_str().unwrap()));
    });
}

/// Opens a dashboard that is this file and compares what the page says. The way to the other dashboards works.
fn check_dashboard(file: Answer, expected: Expect) {
    visit(DESK, Requests::Fail, async |page| {
        let mut script = Script::two_panels();
        script.files.insert("/dashboards/broken.json", file);
        let server = Server::start(script).await;
        page.open(&server.page("/d/broken")).await;
        page.see(".content", " ").await;
        let told = page
            .tell("document.querySelector('.content').innerText")
            .await;
        expected.assert_eq(&lines(told.as_str().unwrap()));
        page.the_header_lives().await;
        page.click_named(".nav", "Dashboards").await;
        page.see("main", "System overview").await;
    });
}

/// Opens a dashboard whose first panel is this, beside a good one, and compares what the first panel shows.
fn check_panel(panel: &str, expected: Expect) {
    let file = format!(
        r#"{{ "uid": "odd", "title": "Odd", "schemaVersion": 42, "panels": [{panel},
            {{ "id": 2, "type": "timeseries", "title": "Good", "gridPos": {{ "x": 12, "y": 0, "w": 12, "h": 9 }},
               "targets": [{{ "refId": "A", "expr": "good" }}] }}] }}"#
    );
    visit(DESK, Requests::Succeed, async |page| {
        let mut script = Script::two_panels();
        script
            .files
            .insert("/dashboards/odd.json", Answer::json(&file));
        let server = Server::start(script).await;
        page.open(&server.page("/d/odd?refresh=off")).await;
        page.see("[data-panel='1'] .panel-message", " ").await;
        page.until("document.querySelector(\"[data-panel='1']\").ariaBusy != 'true'")
            .await;
        let told = page
            .tell("document.querySelector(\"[data-panel='1']\").innerText")
            .await;
        expected.assert_eq(&lines(told.as_str().unwrap()));
        page.the_rest_lives().await;
    });
}

/// Without empty lines.
fn lines(text: &str) -> String {
    let lines: Vec<&str> = text
        .lines()
        .filter(|line| !line.trim().is_empty())
        .collect();
    lines.join("\n")
}

#[test]
fn config_is_not_json() {
    check_config(
        Answer::json("{\n  \"sources\": [\n"),
        expect![[r#"
            config.json, line 3: the file ends too early. Recorded answers are shown until it is corrected.
            Demo
            Recorded answers of real servers, moved to now. Name your own in config.json."#]],
    );
}

/// What is right in it is in force: its first source answers.
#[test]
fn config_has_mistakes() {
    let config = r#"{
        "sources": [{ "id": "p", "kind": "prometheus", "url": "prometheus/" }, { "id": "q", "kind": "prometeus" }],
        "refresh": "soon",
        "colour": "red"
    }"#;
    visit(DESK, Requests::Succeed, async |page| {
        let mut script = Script::two_panels();
        script.files.insert("/config.json", Answer::json(config));
        let server = Server::start(script).await;
        page.open(&server.page("/d/two?refresh=off")).await;
        page.see(".notices", "config.json").await;
        let told = page
            .tell("document.querySelector('.notices').innerText")
            .await;
        expect![[r#"
            config.json, line 2: `sources[1].url` is missing; expected a relative address, or http(s)://, without a query. The rest of config.json works.
            config.json, line 2: `sources[1].kind` is "prometeus"; expected prometheus, loki, alertmanager, jaeger, tempo or demo. Did you mean prometheus? The rest of config.json works.
            config.json, line 3: `refresh` is "soon"; expected "off" or at least "1s", such as "30s". The rest of config.json works.
            config.json, line 4: `colour` is no key of this file. Known here: $schema, name, sources, dashboards, range, refresh, timezone, theme, palette, language, services, health, status, teams, runbooks. The rest of config.json works."#]].assert_eq(&lines(told.as_str().unwrap()));
        page.the_rest_lives().await;
    });
}

/// There is nobody to ask, and the panels say so.
#[test]
fn config_has_no_list_of_sources() {
    visit(DESK, Requests::Succeed, async |page| {
        let mut script = Script::default();
        let config = Answer::json(r#"{ "sources": { "prometheus": "prometheus/" } }"#);
        script.files.insert("/config.json", config);
        let server = Server::start(script).await;
        page.open(&server.page("/d/system-overview?refresh=off"))
            .await;
        page.see(".notices", "expected a list [ ]").await;
        page.see(
            "[data-panel='7'][data-state=error]",
            "No source answers to prometheus",
        )
        .await;
        page.the_header_lives().await;
    });
}

#[test]
fn config_is_a_list() {
    check_config(
        Answer::json("[]"),
        expect![[r#"
            config.json, line 1: the file is []; expected an object { }. Recorded answers are shown until it is corrected.
            Demo
            Recorded answers of real servers, moved to now. Name your own in config.json."#]],
    );
}

#[test]
fn config_is_missing() {
    check_config(
        Answer::page(404, "<h1>404 Not Found</h1>"),
        expect![[r#"
        Demo
        Recorded answers of real servers, moved to now. Name your own in config.json."#]],
    );
}

#[test]
fn config_is_a_login_page() {
    check_config(
        Answer::page(200, "<!doctype html><title>Sign in</title>"),
        expect![[r#"
            config.json, line 1: character 1 is not JSON. Recorded answers are shown until it is corrected.
            Demo
            Recorded answers of real servers, moved to now. Name your own in config.json."#]],
    );
}

#[test]
fn config_does_not_come() {
    check_config(
        Answer::page(500, "<h1>500</h1>"),
        expect![[r#"
        config.json did not come: the server answered 500. Recorded answers are shown.
        Demo
        Recorded answers of real servers, moved to now. Name your own in config.json."#]],
    );
}

#[test]
fn config_breaks_off() {
    check_config(
        Answer::HangUp,
        expect![[r#"
            config.json did not come: no answer, or it broke off. Recorded answers are shown; reload to try again.
            Demo
            Recorded answers of real servers, moved to now. Name your own in config.json."#]],
    );
}

#[test]
fn dashboard_is_not_json() {
    check_dashboard(
        Answer::json("{\n  \"panels\": [,]\n}"),
        expect![
            "dashboards/broken.json is not JSON It stops being JSON in line 2, character 14. Export the dashboard again, or correct the line."
        ],
    );
}

#[test]
fn dashboard_is_of_another_shape() {
    check_dashboard(
        Answer::json(r#"{ "title": "Odd", "panels": "none" }"#),
        expect![
            "dashboards/broken.json is not a dashboard dashboards/broken.json: expected a list of panels at `panels`; it is ignored."
        ],
    );
}

#[test]
fn dashboard_is_a_number() {
    check_dashboard(
        Answer::json("42"),
        expect![
            "dashboards/broken.json is not a dashboard It is JSON, but has no panels as Grafana writes them. Use Export as JSON in Grafana."
        ],
    );
}

#[test]
fn dashboard_is_missing() {
    check_dashboard(
        Answer::page(404, "<h1>404 Not Found</h1>"),
        expect![
            "No dashboard has the uid broken Check the link, or add the dashboard's file to dashboards in config.json."
        ],
    );
}

#[test]
fn dashboard_is_a_login_page() {
    check_dashboard(
        Answer::page(200, "<!doctype html><title>Sign in</title>"),
        expect![
            "dashboards/broken.json is a web page, not a dashboard The server sends a page where the file should be. Check the address in config.json."
        ],
    );
}

#[test]
fn dashboard_does_not_come() {
    check_dashboard(
        Answer::page(500, "<h1>500</h1>"),
        expect![
            "dashboards/broken.json did not come The server answered 500. Retry, or check how the server serves the file."
        ],
    );
}

#[test]
fn panel_asks_with_an_unknown_variable() {
    let panel = r#"{ "id": 1, "type": "timeseries", "title": "Odd", "gridPos": { "x": 0, "y": 0, "w": 12, "h": 9 },
        "targets": [{ "refId": "A", "expr": "up{job=\"$nobody\"}" }] }"#;
    check_panel(
        panel,
        expect![[r#"
        Odd
        This dashboard has no variable $nobody
        A query uses it and is not asked. Add the variable to the dashboard, or take it out of the query."#]],
    );
}

#[test]
fn panel_is_of_an_unknown_type() {
    let panel = r#"{ "id": 1, "type": "hologram", "title": "Odd", "gridPos": { "x": 0, "y": 0, "w": 12, "h": 9 } }"#;
    check_panel(
        panel,
        expect![[r#"
            Odd
            Panels of type hologram are not built
            The rest of the dashboard works."#]],
    );
}

#[test]
fn panel_asks_nothing() {
    let panel = r#"{ "id": 1, "type": "timeseries", "title": "Odd", "gridPos": { "x": 0, "y": 0, "w": 12, "h": 9 } }"#;
    check_panel(
        panel,
        expect![[r#"
        Odd
        This panel asks nothing."#]],
    );
}
