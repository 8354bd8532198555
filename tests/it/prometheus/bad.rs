//! What is no answer, as servers, proxies and broken connections send it.

use crate::prometheus::GRID;
use crate::prometheus::instant;
use crate::prometheus::json;
use crate::prometheus::range;
use atalaya::source::Ask;
use atalaya::source::Reply;
use atalaya::source::prometheus;
use expect_test::Expect;
use expect_test::expect;

fn check(reply: &Reply, expected: Expect) {
    let mut text = String::new();
    for ask in [range(GRID), instant(), Ask::Targets] {
        let failure = prometheus::decode(&ask, reply).unwrap_err();
        let again = if failure.may_pass() {
            "may pass"
        } else {
            "stays"
        };
        let line = format!("{failure:?}: {again}\n");
        if !text.ends_with(&line) {
            text.push_str(&line);
        }
    }
    expected.assert_eq(&text);
}

fn page(status: u16, content_type: &str, body: &str) -> Reply {
    Reply {
        status,
        content_type: content_type.to_owned(),
        body: body.as_bytes().to_vec(),
    }
}

#[test]
fn errors_of_the_api() {
    check(
        &json(
            400,
            r#"{"status":"error","errorType":"bad_data","error":"exceeded maximum resolution of 11,000 points per timeseries. Try decreasing the query resolution (?step=XX)"}"#,
        ),
        expect![[r#"
            Refused { kind: "bad_data", message: "exceeded maximum resolution of 11,000 points per timeseries. Try decreasing the query resolution (?step=XX)", code: 400 }: stays
        "#]],
    );
    check(
        &json(
            422,
            r#"{"status":"error","errorType":"execution","error":"found duplicate series"}"#,
        ),
        expect![[r#"
            Refused { kind: "execution", message: "found duplicate series", code: 422 }: stays
        "#]],
    );
    check(
        &json(
            503,
            r#"{"status":"error","errorType":"timeout","error":"query timed out in expression evaluation"}"#,
        ),
        expect![[r#"
            Refused { kind: "timeout", message: "query timed out in expression evaluation", code: 503 }: may pass
        "#]],
    );
    check(
        &json(
            422,
            r#"{"status":"error","errorType":"422","error":"say \"what\"","extra":[1]}"#,
        ),
        expect![[r#"
            Refused { kind: "422", message: "say \"what\"", code: 422 }: stays
        "#]],
    );
    check(
        &json(500, r#"{"status":"error"}"#),
        expect![[r#"
        Refused { kind: "", message: "", code: 500 }: may pass
    "#]],
    );
}

/// Some proxies turn any status into 200.
#[test]
fn an_error_that_came_as_a_success() {
    check(
        &json(
            200,
            r#"{"status":"error","errorType":"execution","error":"no","data":{"resultType":"matrix","result":7}}"#,
        ),
        expect![[r#"
            Refused { kind: "execution", message: "no", code: 200 }: stays
        "#]],
    );
}

#[test]
fn texts_and_pages_of_others() {
    check(
        &page(401, "text/plain", "Unauthorized\n"),
        expect![[r#"
        Status { code: 401, text: "Unauthorized" }: stays
    "#]],
    );
    check(
        &page(
            502,
            "text/html",
            "<html>\r\n<head><title>502 Bad Gateway</title></head>\r\n<body>\r\n<center><h1>502 Bad Gateway</h1></center>\r\n</body>\r\n</html>\r\n",
        ),
        expect![[r#"
            Status { code: 502, text: "502 Bad Gateway" }: may pass
        "#]],
    );
    check(
        &page(
            404,
            "text/plain; charset=utf-8",
            "404 page not found\nsecond line",
        ),
        expect![[r#"
            Status { code: 404, text: "404 page not found" }: stays
        "#]],
    );
    check(
        &page(504, "", ""),
        expect![[r#"
        Status { code: 504, text: "" }: may pass
    "#]],
    );
    check(
        &page(403, "application/json", r#"{"message":"forbidden"}"#),
        expect![[r#"
            Status { code: 403, text: "{\"message\":\"forbidden\"}" }: stays
        "#]],
    );
    check(
        &page(302, "text/html", "<a href=\"/login\">Found</a>."),
        expect![[r#"
            Status { code: 302, text: "<a href=\"/login\">Found</a>." }: stays
        "#]],
    );
}

#[test]
fn a_login_page_as_a_success() {
    check(
        &page(
            200,
            "text/html; charset=utf-8",
            "<!DOCTYPE html>\n<html><head><TITLE lang=en>\n Sign in — Acme </TITLE></head><body></body></html>",
        ),
        expect![[r#"
            NotJson { at: 0, begins: "Sign in — Acme" }: stays
        "#]],
    );
    check(
        &page(200, "text/html", "  <p>no title"),
        expect![[r#"
        NotJson { at: 0, begins: "<p>no title" }: stays
    "#]],
    );
    check(
        &page(200, "text/plain", "OK"),
        expect![[r#"
        NotJson { at: 0, begins: "OK" }: stays
    "#]],
    );
}

#[test]
fn a_body_that_broke_off() {
    let matrix = r#"{"status":"success","data":{"resultType":"matrix","result":[{"metric":{"a":"b"},"values":[[100,"1"],[160,"0."#;
    check(
        &json(200, matrix),
        expect![[r#"
        NotJson { at: 108, begins: "{\"status\":\"success\",\"data\":{\"resultType\":\"matrix\",\"result\":[{\"metric\":{\"a\":\"b\"},\"values\":[[100,\"1\"],[160,\"0." }: may pass
    "#]],
    );
    check(
        &json(200, ""),
        expect![[r#"
        NotJson { at: 0, begins: "" }: may pass
    "#]],
    );
    check(
        &json(200, "{\"status\":\"success\",\n"),
        expect![[r#"
        NotJson { at: 21, begins: "{\"status\":\"success\"," }: may pass
    "#]],
    );
}

#[test]
fn more_than_one_value() {
    check(
        &json(
            200,
            r#"{"status":"success","data":{"resultType":"matrix","result":[]}} {}"#,
        ),
        expect![[r#"
            NotJson { at: 64, begins: "{\"status\":\"success\",\"data\":{\"resultType\":\"matrix\",\"result\":[]}} {}" }: may pass
        "#]],
    );
}

/// Cut between characters, so that it stays text.
#[test]
fn long_texts_are_cut() {
    let long = "ñ€😀".repeat(200);
    check(
        &page(500, "text/plain", &long),
        expect![[r#"
        Status { code: 500, text: "ñ€😀ñ€😀ñ€😀ñ€😀ñ€😀ñ€😀ñ€😀ñ€😀ñ€😀ñ€😀ñ€😀ñ€😀ñ€😀ñ€😀ñ€😀ñ€😀ñ€😀ñ€😀ñ€😀ñ€😀ñ€😀ñ€😀ñ€😀ñ€😀ñ€😀ñ€😀ñ€😀ñ€😀ñ€😀ñ€😀ñ€😀ñ€😀ñ€😀ñ€😀ñ€😀ñ€😀ñ€😀ñ€😀ñ€😀ñ€😀ñ€😀ñ€😀ñ€😀ñ€😀ñ€😀ñ€😀ñ€😀ñ€😀ñ€😀ñ€😀ñ€😀ñ€😀ñ€😀ñ€😀ñ€😀ñ€😀ñ€😀ñ€😀ñ€😀ñ€😀ñ€😀ñ€😀ñ€😀ñ€😀ñ€😀ñ€😀ñ€…" }: may pass
    "#]],
    );
    let mut bytes = page(500, "text/plain", "a");
    bytes.body = [b"\xff\xfe".as_slice(), &[0xc3; 100_000]].concat();
    assert!(prometheus::decode(&instant(), &bytes).is_err());
}

#[test]
fn instant_answers_of_another_shape_name_the_place() {
    let check = |ask: &Ask, body: &str, expected: Expect| {
        expected.assert_eq(&format!(
            "{:?}",
            prometheus::decode(ask, &json(200, body)).unwrap_err()
        ));
    };
    check(
        &instant(),
        r#"{"status":"success","data":{"resultType":"vector","result":[{"metric":{},"value":[1,"2"]},{"metric":{}}]}}"#,
        expect![[r#"Shape { at: "data.result[1]", expected: "metric with value or histogram" }"#]],
    );
    check(
        &instant(),
        r#"{"status":"success","data":{"resultType":"streams","result":[]}}"#,
        expect![[
            r#"Shape { at: "data.resultType", expected: "vector, scalar, string or matrix" }"#
        ]],
    );
    check(
        &instant(),
        r#"{"status":"success","data":[]}"#,
        expect![[r#"Shape { at: "data", expected: "resultType and result" }"#]],
    );
    check(
        &Ask::Rules,
        r#"{"status":"success","data":{"groups":[{"rules":[{"name":"a"}]}]}}"#,
        expect![[r#"Shape { at: "data.groups[0]", expected: "a rule group" }"#]],
    );
    check(
        &Ask::Targets,
        r#"{"status":"success","data":{"activeTargets":[{"labels":{"a":1}}]}}"#,
        expect![[r#"Shape { at: "data.activeTargets[0]", expected: "a target" }"#]],
    );
    check(
        &Ask::Metadata { metric: None },
        r#"{"status":"success","data":{"up":[{},{"type":1}]}}"#,
        expect![[r#"Shape { at: "data.up[1]", expected: "type, help and unit" }"#]],
    );
    check(
        &Ask::BuildInfo,
        r#"{"status":"success"}"#,
        expect![[r#"Shape { at: "data", expected: "version, revision and branch" }"#]],
    );
}
