use atalaya::alert::expression::compared;
use expect_test::Expect;
use expect_test::expect;

fn check(expr: &str, expected: Expect) {
    let parted = compared(expr);
    let text = parted.map_or_else(
        || "whole".to_owned(),
        |one| format!("{} | {} | {}", one.value, one.sign, one.limit),
    );
    expected.assert_eq(&text);
}

#[test]
fn a_comparison_with_a_number_at_the_end() {
    check(
        r#"sum by (route) (rate(a{status=~"5.."}[5m])) / sum by (route) (rate(a[5m])) > 0.05"#,
        expect![[
            r#"sum by (route) (rate(a{status=~"5.."}[5m])) / sum by (route) (rate(a[5m])) | > | 0.05"#
        ]],
    );
    check("up == 0", expect!["up | == | 0"]);
    check(
        "(up{job=\"a\"}<=-1.5)",
        expect!["up{job=\"a\"} | <= | -1.5"],
    );
    check("a > 80 * 1e6", expect!["a | > | 80000000"]);
    check("a!=0", expect!["a | != | 0"]);
    check("brand_and_or > 1", expect!["brand_and_or | > | 1"]);
}

#[test]
fn what_is_no_such_comparison_is_drawn_whole() {
    for expr in [
        "vector(1)",
        "a > b",
        "a > 1 and b < 2",
        "a > 1 unless on (job) b",
        "a > 1 > 2",
        "a > bool 1",
        "absent(up{job=\"a\"})",
        "(a) + (b > 1)",
        "count(a > 1)",
        "a{b=\"x > 1\"}",
        "# a > 1\nb",
        "",
        "> 1",
        "a > \"1",
        "ñ > ",
    ] {
        assert_eq!(compared(expr), None, "{expr}");
    }
}

#[test]
fn a_sign_inside_of_braces_or_quotes_is_none() {
    check(
        r#"a{b="\" > 1", c!="x"} > 2"#,
        expect![[r#"a{b="\" > 1", c!="x"} | > | 2"#]],
    );
}
