//! Any legal JSON of the right meaning is read, and placed on the asked instants or refused.

use crate::prometheus::GRID;
use crate::prometheus::decode_range;
use crate::prometheus::json;
use crate::prometheus::range;
use crate::prometheus::show;
use atalaya::source::prometheus;
use atalaya::time::Grid;
use atalaya::time::Instant;
use atalaya::time::Millis;
use expect_test::Expect;
use expect_test::expect;

fn check(body: &str, expected: Expect) {
    expected.assert_eq(&show(&decode_range(body)));
}

/// The samples of one series without labels.
fn check_samples(samples: &str, expected: Expect) {
    let body = format!(
        r#"{{"status":"success","data":{{"resultType":"matrix","result":[{{"metric":{{}},"values":{samples}}}]}}}}"#
    );
    check(&body, expected);
}

#[test]
fn keys_in_any_order_unknown_ones_and_white_space() {
    check(
        "\n{ \"data\" :\t{\"stats\": {\"deep\":[[{}],null]}, \"result\" : [ { \"values\" : [ [ 100 , \"1\" ] ,\r\n[ 160,\"2\"] ], \
         \"new\": -1.5e3, \"metric\" : { \"b\" : \"2\", \"a\" : \"1\" } } ] , \"resultType\" : \"matrix\" },\
         \"infos\":[\"i\"], \"warnings\" : null, \"status\" : \"success\", \"warnings2\":[] } \n",
        expect![[r#"
            {a="1", b="2"}: 1.0 2.0 . .
            info: i
        "#]],
    );
}

#[test]
fn escapes_in_labels_keys_and_values() {
    check(
        r#"{"st\u0061tus":"success","data":{"resultType":"m\u0061trix","result":[{"m\u0065tric":{"a\"b":"\ud83d\ude00 \\ \/ \n é"},"values":[[100,"\u0031.5"],[160,"\u002bInf"]]}]}}"#,
        expect![[r#"
            {a"b="😀 \\ / \n é"}: 1.5 inf . .
        "#]],
    );
}

#[test]
fn numbers_of_every_kind() {
    check_samples(
        r#"[[100,"NaN"],[160,"+Inf"],[220,"-Inf"],[280,"-0"]]"#,
        expect![[r#"
            {}: NaN inf -inf -0.0
        "#]],
    );
    check_samples(
        r#"[[100,"1e-7"],[160,"1.5E+21"],[220,"5e-324"],[280,"1e400"]]"#,
        expect![[r#"
            {}: 1e-7 1.5e21 5e-324 inf
        "#]],
    );
    check_samples(
        r#"[[1e2,"17.666666666666668"],[1.6e+2,"9007199254740993"],[220.0,"00012"],[280,"123456789012345678901234567890"]]"#,
        expect![[r#"
            {}: 17.666666666666668 9007199254740992.0 12.0 1.2345678901234568e29
        "#]],
    );
    check_samples(
        r#"[[100,"Inf"],[160,".5"],[220,"5."],[280,"+1"]]"#,
        expect![[r#"
            {}: inf 0.5 5.0 1.0
        "#]],
    );
}

#[test]
fn what_is_no_number_is_a_wrong_shape() {
    check_samples(
        r#"[[100,"1"],[160,""]]"#,
        expect![[r#"
        Shape { at: "data.result[0].values[1]", expected: "[time, \"value\"]" }
    "#]],
    );
    check_samples(
        r#"[[100,"1 "]]"#,
        expect![[r#"
        Shape { at: "data.result[0].values[0]", expected: "[time, \"value\"]" }
    "#]],
    );
    check_samples(
        r#"[[100,"0x10"]]"#,
        expect![[r#"
        Shape { at: "data.result[0].values[0]", expected: "[time, \"value\"]" }
    "#]],
    );
    check_samples(
        r#"[[100,1]]"#,
        expect![[r#"
        Shape { at: "data.result[0].values[0]", expected: "[time, \"value\"]" }
    "#]],
    );
    check_samples(
        r#"[["100","1"]]"#,
        expect![[r#"
        Shape { at: "data.result[0].values[0]", expected: "[time, \"value\"]" }
    "#]],
    );
    check_samples(
        r#"[[100,"1",2]]"#,
        expect![[r#"
            Shape { at: "data.result[0].values[0]", expected: "[time, \"value\"]" }
        "#]],
    );
    check_samples(
        r#"{"100":"1"}"#,
        expect![[r#"
        Shape { at: "data.result[0].values", expected: "an array of samples" }
    "#]],
    );
}

#[test]
fn gaps_stay_gaps() {
    check_samples(
        "[]",
        expect![[r#"
        {}: . . . .
    "#]],
    );
    check_samples(
        r#"[[160,"1"],[280,"2"]]"#,
        expect![[r#"
        {}: . 1.0 . 2.0
    "#]],
    );
    check_samples(
        r#"[[280,"2"]]"#,
        expect![[r#"
        {}: . . . 2.0
    "#]],
    );
}

/// A millisecond beside an instant is rounding; anything else was not asked for.
#[test]
fn samples_are_on_asked_instants_or_refused() {
    check_samples(
        r#"[[99.999,"1"],[160.001,"2"]]"#,
        expect![[r#"
        {}: 1.0 2.0 . .
    "#]],
    );
    check_samples(
        r#"[[100,"1"],[160.002,"2"]]"#,
        expect![[r#"
        Shape { at: "data.result[0].values[1]", expected: "a sample at an instant that was asked for" }
    "#]],
    );
    check_samples(
        r#"[[40,"1"],[100,"2"]]"#,
        expect![[r#"
        Shape { at: "data.result[0].values[0]", expected: "a sample at an instant that was asked for" }
    "#]],
    );
    check_samples(
        r#"[[280,"1"],[340,"2"]]"#,
        expect![[r#"
        Shape { at: "data.result[0].values[1]", expected: "a sample at an instant that was asked for" }
    "#]],
    );
    check_samples(
        r#"[[1795234102,"1"]]"#,
        expect![[r#"
        Shape { at: "data.result[0].values[0]", expected: "a sample at an instant that was asked for" }
    "#]],
    );
    check_samples(
        r#"[[160,"1"],[160,"2"]]"#,
        expect![[r#"
        Shape { at: "data.result[0].values[1]", expected: "samples in ascending order" }
    "#]],
    );
    check_samples(
        r#"[[160,"1"],[100,"2"]]"#,
        expect![[r#"
        Shape { at: "data.result[0].values[1]", expected: "samples in ascending order" }
    "#]],
    );
    check_samples(
        r#"[[-1e300,"1"]]"#,
        expect![[r#"
        Shape { at: "data.result[0].values[0]", expected: "a sample at an instant that was asked for" }
    "#]],
    );
}

#[test]
fn histograms_beside_floats() {
    check(
        r#"{"status":"success","data":{"resultType":"matrix","result":[{"metric":{},"values":[[100,"1"],[280,"4"]],"histograms":[[160,{"count":"4","sum":"2","buckets":[[3,"-0.1","+Inf","4"]]}],[220,{"count":"0","sum":"0"}]]}]}}"#,
        expect![[r#"
            {}: 1.0 0.5 NaN 4.0
              [1] Histogram { count: 4.0, sum: 2.0, buckets: [Bucket { rule: 3, lower: -0.1, upper: inf, count: 4.0 }] }
              [2] Histogram { count: 0.0, sum: 0.0, buckets: [] }
        "#]],
    );
}

#[test]
fn histograms_out_of_order_are_refused() {
    check(
        r#"{"status":"success","data":{"resultType":"matrix","result":[{"metric":{},"histograms":[[160,{"count":"4","sum":"2"}],[160,{"count":"4","sum":"2"}]]}]}}"#,
        expect![[r#"
            Shape { at: "data.result[0].histograms[1]", expected: "samples in ascending order" }
        "#]],
    );
}

#[test]
fn an_empty_result_and_one_of_nan_only() {
    check(
        r#"{"status":"success","data":{"resultType":"matrix","result":[]}}"#,
        expect![""],
    );
    check(
        r#"{"status":"success","data":{"resultType":"matrix","result":null}}"#,
        expect![""],
    );
    check_samples(
        r#"[[100,"NaN"],[160,"NaN"],[220,"NaN"],[280,"NaN"]]"#,
        expect![[r#"
            {}: NaN NaN NaN NaN
        "#]],
    );
}

#[test]
fn a_partial_answer_warns() {
    check(
        r#"{"status":"success","isPartial":true,"data":{"resultType":"matrix","result":[]}}"#,
        expect![[r#"
            warning: isPartial: some storage nodes did not answer
        "#]],
    );
    check(
        r#"{"status":"success","isPartial":false,"data":{"resultType":"matrix","result":[]}}"#,
        expect![""],
    );
}

#[test]
fn another_shape_names_its_place() {
    check(
        r#"{"status":"success","data":{"resultType":"vector","result":[]}}"#,
        expect![[r#"
            Shape { at: "data.resultType", expected: "matrix" }
        "#]],
    );
    check(
        r#"{"status":"success","data":{"resultType":"matrix","result":{}}}"#,
        expect![[r#"
            Shape { at: "data.result", expected: "an array of series" }
        "#]],
    );
    check(
        r#"{"status":"success","data":{"resultType":"matrix","result":[{"metric":{}},{"metric":[]}]}}"#,
        expect![[r#"
            Shape { at: "data.result[1].metric", expected: "labels" }
        "#]],
    );
    check(
        r#"{"status":"success","data":{"resultType":"matrix","result":[7]}}"#,
        expect![[r#"
            Shape { at: "data.result[0]", expected: "a series" }
        "#]],
    );
    check(
        r#"{"status":"success"}"#,
        expect![[r#"
        Shape { at: "data", expected: "a result" }
    "#]],
    );
    check(
        r#"{"status":7}"#,
        expect![[r#"
        Shape { at: "status", expected: "a text" }
    "#]],
    );
    check(
        r#"{"status":"success","warnings":"one","data":{"resultType":"matrix","result":[]}}"#,
        expect![[r#"
            Shape { at: "warnings", expected: "texts" }
        "#]],
    );
    check(
        r#"[]"#,
        expect![[r#"
        Shape { at: "", expected: "an object" }
    "#]],
    );
}

/// A grid that nobody should ask, and a small body that names very many series.
#[test]
fn an_absurd_table_is_refused_before_it_is_allocated() {
    for (values, series, count) in [
        (r#"[[0,"1"]]"#, 1, usize::MAX),
        (r#"[[0,"1"]]"#, 1, 1 << 30),
        ("[]", 1_000_000, 11_000),
    ] {
        let one = format!(r#"{{"metric":{{}},"values":{values}}}"#);
        let body = format!(
            r#"{{"status":"success","data":{{"resultType":"matrix","result":[{}]}}}}"#,
            vec![one; series].join(",")
        );
        let grid = Grid {
            start: Instant(0),
            step: Millis(1),
            count,
        };
        let result = prometheus::decode(&range(grid), &json(200, &body));
        assert!(result.is_err(), "{count} instants × {series} series");
    }
}

/// Nesting beyond `serde_json`'s limit is refused, not followed.
#[test]
fn deep_nesting_does_not_overflow_the_stack() {
    let deep = "[".repeat(1_000_000);
    check(
        &format!("{{\"x\":{deep}"),
        expect![[r#"
        NotJson { at: 1000005, begins: "{\"x\":[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[…" }
    "#]],
    );
    let closed = format!("{deep}{}", "]".repeat(1_000_000));
    let body = format!(
        r#"{{"x":{closed},"status":"success","data":{{"resultType":"matrix","result":[]}}}}"#
    );
    assert!(decode_range(&body).is_ok());
    let body = body.replacen("\"x\"", "\"infos\"", 1);
    assert!(decode_range(&body).is_err());
}

#[test]
fn an_empty_grid_holds_nothing() {
    let grid = Grid { count: 0, ..GRID };
    let body = r#"{"status":"success","data":{"resultType":"matrix","result":[{"metric":{},"values":[]}]}}"#;
    let result = prometheus::decode(&range(grid), &json(200, body));
    expect![[r#"
        {}:
    "#]]
    .assert_eq(&show(&result));
}
