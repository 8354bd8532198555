//! Variables and texts with variables: what Grafana's vectors do not ask, and what nobody should write.

use atalaya::dashboard::adhoc::Filter;
use atalaya::dashboard::adhoc::filtered;
use atalaya::dashboard::datum::Cell;
use atalaya::dashboard::datum::Datum;
use atalaya::dashboard::format::Syntax;
use atalaya::dashboard::interpolate::Bound;
use atalaya::dashboard::interpolate::LONGEST;
use atalaya::dashboard::interpolate::fill;
use atalaya::dashboard::model::Dashboard;
use atalaya::dashboard::query::queries;
use atalaya::dashboard::query::text;
use atalaya::dashboard::read::read;
use atalaya::dashboard::variable::Choice;
use atalaya::dashboard::variable::own_choices;
use atalaya::dashboard::variable::settle;
use atalaya::dashboard::variable_query::options;
use atalaya::data::labels::Labels;
use atalaya::notation::pattern::Pattern;
use expect_test::expect;
use proptest::prelude::any;
use proptest::prop_assert;
use proptest::prop_assert_eq;
use proptest::proptest;
use serde_json::Value;
use serde_json::json;

use crate::dashboard_query::with_view;

fn dashboard(variables: Value, expr: &str) -> Dashboard {
    let file = json!({
        "uid": "b1", "title": "Board 1",
        "panels": [{"type": "timeseries", "targets": [{"refId": "A", "expr": expr}]}],
        "templating": {"list": variables},
    });
    read(&file.to_string()).unwrap()
}

#[test]
fn what_every_dashboard_knows() {
    let variables = json!([
        {"name": "job", "type": "custom", "query": "api,web", "multi": true, "includeAll": true},
        {"name": "env", "type": "custom", "query": "Prod : prod,Dev : dev"},
        {"name": "mode", "type": "constant", "query": "x"},
    ]);
    let dashboard = dashboard(variables, "up");
    let chosen: &[(&str, &[&str])] = &[("job", &["$__all"]), ("env", &["dev"])];
    let filled = [
        "$__dashboard ${__dashboard.uid} ${__user.login} ${__org.id}",
        "$__timezone $__range $__range_s $__range_ms",
        "${__from} ${__to:date:seconds} ${__from:date:YYYY-MM-DD [at] HH:mm}",
        "${__from:text}",
        "$__url_time_range",
        "$__all_variables",
        "${env:text} ${env} ${env:queryparam} ${job:text} $job [[job:pipe]]",
        "${unknown.path} $timeFilter",
    ]
    .map(|written| with_view(&dashboard, chosen, |view| text(written, view)))
    .join("\n");
    expect![[r#"
        Board 1 b1 anonymous 1
        UTC 21600s 21600 21600000
        1795147200000 1795168800 2026-11-20 at 04:00
        2026-11-20 04:00:00
        from=now-6h&to=now&timezone=UTC
        var-job=%24__all&var-env=dev
        Dev dev var-env=dev All {api,web} api|web
        ${unknown.path} $timeFilter"#]]
    .assert_eq(&filled);
}

#[test]
fn what_nobody_knows_is_a_problem_and_not_asked() {
    let dashboard = dashboard(json!([]), "rate(up[$timeFilter])");
    let panel = dashboard.panels().next().unwrap();
    let questions = with_view(&dashboard, &[], |view| queries(panel, view, 800));
    assert!(questions.queries.is_empty());
    expect![[r#"[UnknownVariable { name: "timeFilter" }]"#]]
        .assert_eq(&format!("{:?}", questions.problems));
}

#[test]
fn filters_reach_every_selector() {
    let variables = json!([{
        "name": "Filters", "type": "adhoc", "datasource": {"type": "prometheus", "uid": "main"},
        "filters": [{"key": "env", "operator": "=", "value": "prod"}],
    }]);
    let dashboard = dashboard(
        variables,
        "sum by (job) (rate(a[5m])) / on (job) b{x=~\"$__interval\"}",
    );
    let panel = dashboard.panels().next().unwrap();
    let asked = |chosen: &[(&str, &[&str])]| {
        with_view(&dashboard, chosen, |view| {
            queries(panel, view, 800).queries[0].expr.clone()
        })
    };
    let seen = [
        asked(&[]),
        asked(&[("Filters", &["job|=~|a.*", "zone|!=|\"x\""])]),
        asked(&[("Filters", &["job|=||a__gfp__b|c"])]),
        asked(&[("Filters", &["nonsense"])]),
    ]
    .join("\n");
    expect![[r#"
        sum by (job) (rate(a{env="prod"}[5m])) / on (job) b{x=~"30s", env="prod"}
        sum by (job) (rate(a{job=~"a.*", zone!="\"x\""}[5m])) / on (job) b{x=~"30s", job=~"a.*", zone!="\"x\""}
        sum by (job) (rate(a{job=~"a|b|c"}[5m])) / on (job) b{x=~"30s", job=~"a|b|c"}
        sum by (job) (rate(a[5m])) / on (job) b{x=~"30s"}"#]]
    .assert_eq(&seen);
}

#[test]
fn filters_leave_what_is_no_selector() {
    let filter = Filter::read("a=b").unwrap();
    let seen = [
        "time() - vector(1) > bool Inf",
        "x offset 5m # not y\n + z",
        "sum without(a, b) (m) or count(n) by (c)",
        "label_replace(up, \"d\", \"$1\", \"s\", \"(.*){}\")",
        "{job=~\"a,{b}\", x!='}'}",
        "holt_winters(m[10m:1m] @ end(), 0.5, 1e3)",
        "$metric + ${metric}{x=\"$y\"}",
        "open{a=\"b",
        "up{a!=\"b\", a=\"b\"}",
        "histogram_quantile(0.9, sum(rate(le_bucket{}[5m])) by (le))",
    ]
    .map(|expr| filtered(expr, std::slice::from_ref(&filter)))
    .join("\n");
    expect![[r#"
        time() - vector(1) > bool Inf
        x{a="b"} offset 5m # not y
         + z{a="b"}
        sum without(a, b) (m{a="b"}) or count(n{a="b"}) by (c)
        label_replace(up{a="b"}, "d", "$1", "s", "(.*){}")
        {job=~"a,{b}", x!='}', a="b"}
        holt_winters(m{a="b"}[10m:1m] @ end(), 0.5, 1e3)
        $metric + ${metric}{x="$y", a="b"}
        open{a="b
        up{a="b"}
        histogram_quantile(0.9, sum(rate(le_bucket{a="b"}[5m])) by (le))"#]]
    .assert_eq(&seen);
}

#[test]
fn links_know_the_value_they_start_from() {
    let labels = Labels::from_pairs([("job", "api"), ("zone", "a b")]);
    let cell = |raw, text| Cell {
        raw,
        numeric: raw,
        text,
    };
    let row = [
        ("Name", cell("db", "db")),
        ("Free space", cell("0.5", "50%")),
    ];
    let datum = Datum {
        value: Some(cell("0.5", "50%")),
        time: "1795168800000",
        field: "Value",
        shown: "api a b",
        labels: Some(&labels),
        row: &row,
        own: &["Name", "Value #A"],
        path: "/d/b1",
        params: "?from=now-6h&var-job=api&to=now",
    };
    let seen = [
        "${__value.raw} ${__value.text} ${__value.numeric} ${__value.time}",
        "${__field.name} ${__field.labels.job} ${__field.labels} ${__field.labels.__values}",
        "${__series.name} ${__field.labels.missing}",
        "${__data.fields[0]} ${__data.fields[\"Free space\"].text} ${__data.fields.Name} ${__data.fields[\"Value #A\"].numeric}",
        "${__url.path}${__url.params} ${__url.params:exclude:from,to} ${__url.params:include:to}",
        "${__value.raw:percentencode} $__cell_1 $__cell_9",
    ]
    .map(|written| fill(written, Syntax::Glob, &|name| datum.bound(name)).text)
    .join("\n");
    expect![[r#"
        0.5 50% 0.5 1795168800000
        api a b api job="api", zone="a b" api, a b
        api a b ${__field.labels.missing}
        db 50% db 0.5
        /d/b1?from=now-6h&var-job=api&to=now ?var-job=api ?to=now
        0.5 0.5 $__cell_9"#]]
    .assert_eq(&seen);
    let nothing = fill("${__value.raw}", Syntax::Glob, &|name| {
        Datum::default().bound(name)
    });
    assert_eq!(nothing.text, "${__value.raw}");
}

#[test]
fn custom_variables_may_be_json() {
    let query = r#"[{"text": "Prod", "value": "p"}, {"value": 3}, "plain", {"x": 1}]"#;
    let variables =
        json!([{"name": "x", "type": "custom", "valuesFormat": "json", "query": query}]);
    let dashboard = dashboard(variables, "up");
    let choices = own_choices(&dashboard.variables[0], &[]).unwrap();
    let seen: Vec<String> = choices
        .iter()
        .map(|one| format!("{}={}", one.text, one.value))
        .collect();
    assert_eq!(seen.join(" "), "Prod=p 3=3 plain=plain");
}

#[test]
fn variables_that_wait_for_each_other_keep_what_was_saved() {
    let query = |name: &str, query: &str| json!({"name": name, "type": "query", "query": query, "current": {"text": "s", "value": "s"}});
    let variables = json!([
        query("a", "label_values(up{x=\"$b\"}, y)"),
        query("b", "label_values(up{x=\"${c:raw}\"}, y)"),
        query("c", "label_values(up{x=\"[[a]]\"}, y)"),
        query("behind", "label_values(up{x=\"$a\"}, y)"),
        query("before", "label_values(up, y)"),
        query("self", "query_result($self)"),
    ]);
    let dashboard = dashboard(variables, "up");
    expect![[r#"[CircularVariables { names: ["a", "b", "c", "self"] }]"#]]
        .assert_eq(&format!("{:?}", dashboard.problems));
    let saved = own_choices(dashboard.variable("a").unwrap(), &[]).unwrap();
    assert_eq!(saved, [Choice::plain("s".to_owned())]);
    assert!(own_choices(dashboard.variable("behind").unwrap(), &[]).is_none());
}

#[test]
fn huge_and_hostile_variables_end() {
    // No clock: what explodes here does not end.
    let chain = |index: usize| {
        let query = format!("label_values(up{{x=\"$v{}\"}}, y)", (index + 1) % 2_000);
        json!({"name": format!("v{index}"), "type": "query", "query": query})
    };
    let circle = dashboard((0..2_000).map(chain).collect(), "up");
    assert_eq!(circle.problems.len(), 1);

    let one = json!([{
        "name": "x", "type": "query", "query": "up", "multi": true, "sort": 7,
        "regex": "/^((a+)+)+(.*)-(?<value>\\d+)$/",
    }]);
    let big = dashboard(one, "up");
    let variable = &big.variables[0];
    let offered = (0..10_000).map(|n| Choice::plain(format!("{}-{n}", "a".repeat(60))));
    let choices = options(variable, offered.collect());
    assert_eq!(choices.len(), 10_000);
    let wanted: Vec<String> = choices.iter().rev().map(|one| one.value.clone()).collect();
    let chosen = settle(variable, Some(&wanted), &choices);
    assert!(format!("{chosen:?}").len() > 100_000);

    let bomb = Bound {
        all: true,
        all_value: Some("$x$x$x$x$x$x$x$x$x$x".repeat(100)),
        ..Bound::single("x".repeat(10_000))
    };
    let filled = fill(&"$x".repeat(100_000), Syntax::PromQl, &|_| {
        Some(bomb.clone())
    });
    assert!(filled.text.len() < 2 * LONGEST, "{}", filled.text.len());
    assert!(Pattern::read("((a{1000}){1000}){1000}").is_none());
}

#[test]
fn replacements_are_those_of_javascript() {
    let pattern = Pattern::read("/(\\w+)-(?<to>\\w+)/").unwrap();
    assert_eq!(
        pattern.replace("a-b!", "$2x $1_ $$1 $& $<to> $3 $"),
        "bx a_ $1 a-b b $3 $!"
    );
}

proptest! {
    #[test]
    fn any_text_is_filled(written in "[\\[\\]${}:.a-c_\"0-9 ]{0,60}|\\PC{0,60}", value in "\\PC{0,12}", multi in any::<bool>()) {
        let bound = Bound { multi, list: multi, all_value: Some("$a".to_owned()), all: multi, ..Bound::single(value) };
        for syntax in [Syntax::Glob, Syntax::PromQl, Syntax::PromQlQuoted, Syntax::Named("uriencode")] {
            let _ = fill(&written, syntax, &|_| Some(bound.clone()));
            let nobody = fill(&written, syntax, &|_| None);
            prop_assert_eq!(&nobody.text, &written);
        }
    }

    #[test]
    fn any_query_is_filtered(expr in "[a-z_ (){}\\[\\]\"'`,=!~$#0-9\n]{0,80}|\\PC{0,60}") {
        let filter = Filter::read("k=\"v\"").unwrap();
        let twice = filtered(&filtered(&expr, std::slice::from_ref(&filter)), std::slice::from_ref(&filter));
        prop_assert!(twice.len() <= expr.len() * 12 + 12);
    }

    #[test]
    fn a_filter_comes_back_from_its_text(key in "[a-z|,=]{1,8}", values in proptest::collection::vec("[a-z|,=!~\"]{0,8}", 1..3)) {
        let filter = Filter { key, operator: "=|".to_owned(), values };
        prop_assert_eq!(Filter::read(&filter.text()), Some(filter));
    }
}
