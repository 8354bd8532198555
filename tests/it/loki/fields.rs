use atalaya::data::fields::fields;
use expect_test::Expect;
use expect_test::expect;
use proptest::prelude::any;
use proptest::prop_assert;
use proptest::proptest;

fn check(line: &str, expected: Expect) {
    let found: Vec<String> = fields(line)
        .iter()
        .map(|field| format!("{}={:?}", field.name, field.value))
        .collect();
    expected.assert_eq(&found.join(" "));
}

#[test]
fn json() {
    check(
        r#"{"msg":"a \"b\"","status":404,"ok":true,"no":null,"user":{"id":7,"plan.x":"pro"},"tags":["a"],"9x":1}"#,
        expect![[
            r#"_9x="1" msg="a \"b\"" ok="true" status="404" tags="[\"a\"]" user_id="7" user_plan_x="pro""#
        ]],
    );
    check(r#"{"broken": "#, expect![[r#""#]]);
    check("[1,2]", expect![[r#""#]]);
}

#[test]
fn logfmt() {
    check(
        r#"ts=2026-11-21T05:10:39.394Z level=warn msg="slow \"query\"\ntook" rows=90 err= flag a.b=1"#,
        expect![[
            r#"ts="2026-11-21T05:10:39.394Z" level="warn" msg="slow \"query\"\ntook" rows="90" err="" a_b="1""#
        ]],
    );
    check("nothing is said here", expect![[r#""#]]);
    check("GET /a?b=c&d=e HTTP/1.1", expect![[r#""#]]);
    check(r#"msg="open"#, expect![[r#"msg="open""#]]);
}

proptest! {
    #[test]
    fn no_line_is_too_strange(line in any::<String>()) {
        for line in [line.clone(), format!("{{{line}"), format!("a=\"{line}")] {
            let named = |name: &str| !name.is_empty() || line.starts_with('{');
            let all = fields(&line).iter().all(|field| named(&field.name));
            prop_assert!(all, "a field without a name");
        }
    }
}
