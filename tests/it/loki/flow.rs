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
    let mut ask = |ask| {
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
        expect![[r#""#]],
    );
}

#[test]
fn oldest_first_and_those_that_repeat_once() {
    check(
        r#""type": "logs", "options": {"sortOrder": "Ascending", "dedupStrategy": "signature"},
           "targets": [{"refId": "A", "expr": " # all of it\n({host=\"$host\"})", "queryType": "instant", "direction": "forward"}]"#,
        Some("query_range_html_ansi"),
        expect![[r#""#]],
    );
}

#[test]
fn metrics_over_lines() {
    check(
        r#""type": "timeseries", "maxDataPoints": "", "targets": [{"refId": "A", "resolution": 2, "queryType": "range",
           "legendFormat": "{{detected_level}}",
           "expr": "sum by (detected_level) (count_over_time({host=~\"$host\"}[$__auto])) + $__interval_ms"}]"#,
        None,
        expect![[r#""#]],
    );
    check(
        r#""type": "stat", "targets": [{"refId": "A", "queryType": "instant", "expr": "sum(rate({a=\"b\"}[$__auto])) + $__range_s"},
           {"refId": "B", "step": "5m", "expr": "rate({a=\"b\"}[$__interval])"},
           {"refId": "C", "expr": "rate({a=\"$nothing\"}[1m])"}]"#,
        Some("query_vector"),
        expect![[r#""#]],
    );
}

#[test]
fn lines_that_a_panel_cannot_draw_are_no_data() {
    check(
        r#""type": "timeseries", "targets": [{"refId": "A", "expr": "{a=\"b\"}"}]"#,
        Some("query_range_streams"),
        expect![[r#""#]],
    );
}
