//! From the JSON of a dashboard to a picture: questions, requests, recorded replies, lines.

use crate::loki::reply::named;
use crate::panel_text;
use atalaya::dashboard::query;
use atalaya::dashboard::query::queries;
use atalaya::dashboard::read::read;
use atalaya::dashboard::variable::Choice;
use atalaya::dashboard::variable::Values;
use atalaya::dashboard::variable::own_choices;
use atalaya::dashboard::variable::settle;
use atalaya::dashboard::variable_query::Need;
use atalaya::dashboard::variable_query::need;
use atalaya::dashboard::view::About;
use atalaya::dashboard::view::SourceInfo;
use atalaya::dashboard::view::View;
use atalaya::panel;
use atalaya::panel::Answered;
use atalaya::panel::Context;
use atalaya::source::Ask;
use atalaya::source::loki;
use atalaya::time::Range;
use atalaya::time::span::TimeSpan;
use atalaya::time::zone::Zone;
use expect_test::Expect;
use expect_test::expect;
use std::fmt::Write;

use crate::time::instant;

/// What a panel asks, and what it shows of this reply; `$host` is what can be chosen.
fn check(panel: &str, reply: Option<&str>, expected: Expect) {
    let file = format!(
        r#"{{"schemaVersion": 39, "title": "Logs", "templating": {{"list": [
            {{"type": "query", "name": "host", "datasource": {{"type": "loki", "uid": "x"}},
              "query": {{"type": 1, "label": "host", "stream": "{{env=\"prod\"}}"}}}}]}},
            "panels": [{{"id": 1, "datasource": {{"type": "loki", "uid": "x"}}, {panel}}}]}}"#
    );
    let dashboard = read(&file).unwrap();
    let source = |kind: &str| SourceInfo {
        id: kind.to_owned(),
        kind: kind.to_owned(),
        scrape_interval: "15s".to_owned(),
    };
    let sources = [source("prometheus"), source("loki")];
    let span = TimeSpan::new("now-1h", "now");
    let zone = Zone::utc();
    let range = Range {
        from: instant("2026-11-21T04:10:44Z"),
        to: instant("2026-11-21T05:10:44Z"),
    };
    let empty = Values::default();
    let view = View {
        about: About::of(&dashboard),
        variables: &dashboard.variables,
        values: &empty,
        span: &span,
        range,
        zone: &zone,
        now: range.to,
        sources: &sources,
    };
    let mut told = String::new();
    let mut ask = |ask: &Ask| {
        let request = loki::request(ask);
        let form = request.form.iter();
        let form: Vec<String> = form
            .map(|(name, value)| format!("{name}={value}"))
            .collect();
        writeln!(told, "{}?{}", request.path, form.join("&")).unwrap();
    };
    let mut values = Values::default();
    for variable in &dashboard.variables {
        match need(variable, &view) {
            Need::Ask(query) => ask(&query.ask),
            other => panic!("{other:?}"),
        }
        let hosts = || vec![Choice::plain("backend-1".to_owned())];
        let choices = own_choices(variable, &sources).unwrap_or_else(hosts);
        values.set(&variable.name, settle(variable, None, &choices), choices);
    }
    let view = View {
        values: &values,
        ..view
    };
    let panel = dashboard.panels().next().unwrap();
    let questions = queries(panel, &view, 600);
    for one in &questions.queries {
        ask(&one.query.ask);
    }
    for problem in panel.problems.iter().chain(&questions.problems) {
        writeln!(told, "{problem:?}").unwrap();
    }
    if let Some(reply) = reply {
        let asked = &questions.queries[0];
        let answer = loki::decode(&asked.query.ask, named(reply)).unwrap();
        let answered = [Answered {
            ref_id: &asked.ref_id,
            legend: &asked.legend,
            format: asked.format,
            expr: &asked.expr,
            answer: &answer,
        }];
        let spec = query::spec(panel, &view);
        told += &panel_text::written(&panel::picture(
            &spec,
            &answered,
            &Context::new(questions.range),
        ));
    }
    expected.assert_eq(&told);
}

#[test]
fn lines_newest_first() {
    check(
        r#""type": "logs", "options": {"showTime": true, "sortOrder": "Descending", "showCommonLabels": true},
           "targets": [{"refId": "A", "expr": "{host=\"$host\"} |= `x`", "maxLines": 5}]"#,
        Some("query_range_streams_categorized"),
        expect![[r#"
            loki/api/v1/label/host/values?start=1795234200000000000&end=1795237860000000000&query={env="prod"}
            loki/api/v1/query_range?query={host="backend-1"} |= `x`&start=1795234244000000000&end=1795237844000000000&limit=5&direction=backward
            common service=backend
            common service_name=backend
            1795237844444220289 info "{\"time\": \"2026-11-21T05:10:44.444Z\", \"level\": \"INFO\", \"msg\": \"user 4371 signed in\", \"service\": \"backend\", \"route\": \"/api/leads\", \"method\": \"GET\", \"status\": 500, \"duration_s\": 0.0184, \"user\": {\"id\": 4371, \"plan\": \"pro\"}}" +0
            1795237844444203878 info "{\"time\": \"2026-11-21T05:10:44.444Z\", \"level\": \"INFO\", \"msg\": \"published course 4263\", \"service\": \"backend\", \"route\": \"/\", \"method\": \"POST\", \"status\": 404, \"duration_s\": 0.1201, \"user\": {\"id\": 4263, \"plan\": \"free\"}}" +0
            1795237844444181932 info "{\"time\": \"2026-11-21T05:10:44.444Z\", \"level\": \"INFO\", \"msg\": \"request completed\", \"service\": \"backend\", \"route\": \"/api/orders\", \"method\": \"POST\", \"status\": 404, \"duration_s\": 0.0275, \"user\": {\"id\": 1622, \"plan\": \"pro\"}}" +0
            1795237844443980492 info "{\"time\": \"2026-11-21T05:10:44.443Z\", \"level\": \"INFO\", \"msg\": \"order 4673 created\", \"service\": \"backend\", \"route\": \"/courses/intro-to-rust\", \"method\": \"GET\", \"status\": 200, \"duration_s\": 0.0143, \"user\": {\"id\": 4673, \"plan\": \"free\"}}" +0
            1795237843412157210 info "{\"time\": \"2026-11-21T05:10:43.412Z\", \"level\": \"INFO\", \"msg\": \"user 2698 signed in\", \"service\": \"backend\", \"route\": \"/api/leads\", \"method\": \"POST\", \"status\": 200, \"duration_s\": 0.0456, \"user\": {\"id\": 2698, \"plan\": \"free\"}}" +0
        "#]],
    );
}

#[test]
fn oldest_first_and_those_that_repeat_once() {
    check(
        r#""type": "logs", "options": {"sortOrder": "Ascending", "dedupStrategy": "signature"},
           "targets": [{"refId": "A", "expr": " # all of it\n({host=\"$host\"})", "queryType": "instant", "direction": "forward"}]"#,
        Some("query_range_html_ansi"),
        expect![[r#"
            loki/api/v1/label/host/values?start=1795234200000000000&end=1795237860000000000&query={env="prod"}
            loki/api/v1/query_range?query= # all of it
            ({host="backend-1"})&start=1795234244000000000&end=1795237844000000000&limit=1000&direction=forward
            1795237061634930845 debug "{\"time\": \"2026-11-21T04:57:41.634Z\", \"level\": \"DEBUG\", \"msg\": \"template rendered in 4445 ms\", \"service\": \"backend\", \"route\": \"/api/search?q=a%20b\", \"method\": \"POST\", \"status\": 200, \"duration_s\": 0.0278, \"user\": {\"id\": 4445, \"plan\": \"free\"}}" +0
            1795237082412312479 info "{\"time\": \"2026-11-21T04:58:02.412Z\", \"level\": \"INFO\", \"msg\": \"order 2788 created\", \"service\": \"backend\", \"route\": \"/courses\", \"method\": \"GET\", \"status\": 404, \"duration_s\": 0.1222, \"user\": {\"id\": 2788, \"plan\": \"pro\"}}" +0
        "#]],
    );
}

#[test]
fn metrics_over_lines() {
    check(
        r#""type": "timeseries", "maxDataPoints": "", "targets": [{"refId": "A", "resolution": 2, "queryType": "range",
           "legendFormat": "{{detected_level}}",
           "expr": "sum by (detected_level) (count_over_time({host=~\"$host\"}[$__auto])) + $__interval_ms"}]"#,
        None,
        expect![[r#"
            loki/api/v1/label/host/values?start=1795234200000000000&end=1795237860000000000&query={env="prod"}
            loki/api/v1/query_range?query=sum by (detected_level) (count_over_time({host=~"backend-1"}[10s])) + 5000&start=1795234240000000000&end=1795237840000000000&step=10
        "#]],
    );
    check(
        r#""type": "stat", "targets": [{"refId": "A", "queryType": "instant", "expr": "sum(rate({a=\"b\"}[$__auto])) + $__range_s"},
           {"refId": "B", "step": "5m", "expr": "rate({a=\"b\"}[$__interval])"},
           {"refId": "C", "expr": "rate({a=\"$nothing\"}[1m])"}]"#,
        Some("query_vector"),
        expect![[r#"
            loki/api/v1/label/host/values?start=1795234200000000000&end=1795237860000000000&query={env="prod"}
            loki/api/v1/query?query=sum(rate({a="b"}[3600s])) + 3600&time=1795237844000000000
            loki/api/v1/query_range?query=rate({a="b"}[5s])&start=1795234200000000000&end=1795237800000000000&step=300
            UnknownVariable { name: "nothing" }
            "{service=\"backend\"}" 7951 [] spark None
            "{service=\"cms\"}" 3095 [] spark None
            "{service=\"database\"}" 2621 [] spark None
            "{service=\"frontend\"}" 5330 [] spark None
            "{service=\"nginx\"}" 5370 [] spark None
            "{service=\"worker\"}" 2206 [] spark None
        "#]],
    );
}

#[test]
fn lines_that_a_panel_cannot_draw_are_no_data() {
    check(
        r#""type": "timeseries", "targets": [{"refId": "A", "expr": "{a=\"b\"}"}]"#,
        Some("query_range_streams"),
        expect![[r#"
            loki/api/v1/label/host/values?start=1795234200000000000&end=1795237860000000000&query={env="prod"}
            loki/api/v1/query_range?query={a="b"}&start=1795234244000000000&end=1795237844000000000&limit=1000&direction=backward
            empty
        "#]],
    );
}
