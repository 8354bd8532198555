//! Method, path and form of each question.

use crate::prometheus::HOUR;
use atalaya::source::Ask;
use atalaya::source::Method;
use atalaya::source::prometheus;
use atalaya::time::Grid;
use atalaya::time::Instant;
use atalaya::time::Millis;
use expect_test::Expect;
use expect_test::expect;

fn check(ask: &Ask, expected: Expect) {
    let request = prometheus::request(ask);
    let method = match request.method {
        Method::Get => "GET",
        Method::Post => "POST",
    };
    let form: Vec<String> = request
        .form
        .iter()
        .map(|(name, value)| format!("{name}={value}"))
        .collect();
    expected.assert_eq(&format!("{method} {} {}", request.path, form.join(" & ")));
}

fn check_range(start: i64, step: i64, count: usize, expected: Expect) {
    let grid = Grid {
        start: Instant(start),
        step: Millis(step),
        count,
    };
    let expr = "rate(x{a=\"b c\"}[5m])".to_owned();
    check(&Ask::Range { expr, grid }, expected);
}

fn check_values_of(label: &str, expected: Expect) {
    let ask = Ask::LabelValues {
        label: label.to_owned(),
        matchers: Vec::new(),
        range: HOUR,
    };
    let path = prometheus::request(&ask).path;
    expected.assert_eq(&path);
}

#[test]
fn a_range_is_posted_in_seconds() {
    check_range(
        1_795_234_080_000,
        60_000,
        61,
        expect![[
            r#"POST api/v1/query_range query=rate(x{a="b c"}[5m]) & start=1795234080 & end=1795237680 & step=60"#
        ]],
    );
}

#[test]
fn fractions_have_up_to_three_decimals() {
    check_range(
        1_500,
        500,
        3,
        expect![[
            r#"POST api/v1/query_range query=rate(x{a="b c"}[5m]) & start=1.5 & end=2.5 & step=0.5"#
        ]],
    );
    check_range(
        -1_001,
        7,
        2,
        expect![[
            r#"POST api/v1/query_range query=rate(x{a="b c"}[5m]) & start=-1.001 & end=-0.994 & step=0.007"#
        ]],
    );
}

/// VictoriaMetrics would answer other instants than the asked ones.
#[test]
fn a_range_off_the_multiples_of_its_step_asks_not_to_be_aligned() {
    check_range(
        7_000,
        60_000,
        2,
        expect![[
            r#"POST api/v1/query_range query=rate(x{a="b c"}[5m]) & start=7 & end=67 & step=60 & nocache=1"#
        ]],
    );
}

#[test]
fn an_instant_is_posted() {
    let ask = Ask::Instant {
        expr: "up".to_owned(),
        at: Instant(1_795_237_582_040),
    };
    check(
        &ask,
        expect!["POST api/v1/query query=up & time=1795237582.04"],
    );
}

#[test]
fn selections_carry_their_matchers_in_order() {
    let matchers = vec!["up".to_owned(), "{job=~\"a|b\"}".to_owned()];
    let names = Ask::LabelNames {
        matchers: matchers.clone(),
        range: HOUR,
    };
    check(
        &names,
        expect![[
            r#"POST api/v1/labels start=1795234102 & end=1795237702.5 & match[]=up & match[]={job=~"a|b"}"#
        ]],
    );
    let series = Ask::Series {
        matchers: matchers.clone(),
        range: HOUR,
    };
    check(
        &series,
        expect![[
            r#"POST api/v1/series start=1795234102 & end=1795237702.5 & match[]=up & match[]={job=~"a|b"}"#
        ]],
    );
    let values = Ask::LabelValues {
        label: "instance".to_owned(),
        matchers,
        range: HOUR,
    };
    check(
        &values,
        expect![[
            r#"GET api/v1/label/instance/values start=1795234102 & end=1795237702.5 & match[]=up & match[]={job=~"a|b"}"#
        ]],
    );
}

/// Cases of Prometheus' documentation of its values escaping, and what could break out of the path.
#[test]
fn label_names_of_any_characters_fit_the_path() {
    check_values_of("__name__", expect!["api/v1/label/__name__/values"]);
    check_values_of(
        "http.status_code",
        expect!["api/v1/label/U__http_2e_status__code/values"],
    );
    check_values_of(
        "a b/../c?d#e%",
        expect!["api/v1/label/U__a_20_b_2f__2e__2e__2f_c_3f_d_23_e_25_/values"],
    );
    check_values_of("2xx", expect!["api/v1/label/U___32_xx/values"]);
    check_values_of("größe", expect!["api/v1/label/U__gr_f6__df_e/values"]);
}

#[test]
fn the_rest_is_got() {
    check(
        &Ask::Metadata { metric: None },
        expect!["GET api/v1/metadata "],
    );
    let up = Some("up".to_owned());
    check(
        &Ask::Metadata { metric: up },
        expect!["GET api/v1/metadata metric=up"],
    );
    check(&Ask::BuildInfo, expect!["GET api/v1/status/buildinfo "]);
    check(&Ask::Rules, expect!["GET api/v1/rules "]);
    check(&Ask::Alerts, expect!["GET api/v1/alerts "]);
    check(&Ask::Targets, expect!["GET api/v1/targets "]);
}
