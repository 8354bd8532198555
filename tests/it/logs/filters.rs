//! Filters clicked together, LogQL, and back.

use crate::logs::lines;
use atalaya::data::level::Level;
use atalaya::data::lines::Direction;
use atalaya::data::quote::quote;
use atalaya::query::logql::LineOp;
use atalaya::query::logql::Matcher;
use atalaya::query::logql::Op;
use atalaya::query::logql::Query;
use atalaya::query::logql::Stage;
use atalaya::query::logql::complete::want;
use atalaya::query::logql::edit::Place;
use atalaya::query::logql::edit::Seen;
use atalaya::query::logql::filter::Filter;
use atalaya::query::logql::lint::lint;
use atalaya::query::logql::paint::paint;
use atalaya::query::logql::quote::unquote;
use atalaya::query::logql::refusal::place;
use expect_test::Expect;
use expect_test::expect;
use proptest::prelude::*;

fn name() -> impl Strategy<Value = String> {
    "[a-z_][a-z0-9_]{0,8}".prop_filter("a word of the language", |name| {
        Query::read(&format!("{{a=\"b\"}} | {name} = \"c\""))
            .is_ok_and(|query| matches!(query.stages.as_slice(), [Stage::Field { .. }]))
    })
}

fn value() -> impl Strategy<Value = String> {
    prop_oneof![
        any::<String>(),
        Just("say \"hello\" \\ {a=`b`}\n\t} | json != \u{202e}\0\u{7f}".to_owned()),
        "[\"`\\\\{}|=!~\n\r #]{0,12}",
    ]
}

fn op() -> impl Strategy<Value = Op> {
    prop::sample::select(vec![Op::Is, Op::IsNot, Op::Matches, Op::MatchesNot])
}

fn line_op() -> impl Strategy<Value = LineOp> {
    prop::sample::select(vec![
        LineOp::Has,
        LineOp::HasNot,
        LineOp::Matches,
        LineOp::MatchesNot,
        LineOp::IsLike,
        LineOp::IsNotLike,
    ])
}

fn stage() -> impl Strategy<Value = Stage> {
    let compared =
        prop::sample::select(vec![Op::Is, Op::Above, Op::AtLeast, Op::Below, Op::AtMost]);
    prop_oneof![
        (line_op(), value()).prop_map(|(op, text)| Stage::Line { op, text }),
        Just(Stage::Json),
        Just(Stage::Logfmt),
        Just(Stage::Other("| line_format \"{{.msg}}\"".to_owned())),
        Just(Stage::Other(
            "| status >= 500 or level = \"error\"".to_owned()
        )),
        (name(), op(), value()).prop_map(|(name, op, value)| Stage::Field {
            name,
            op,
            value,
            bare: false
        }),
        (name(), compared, "[1-9][0-9]{0,4}(ms|s|KB)?").prop_map(|(name, op, value)| {
            Stage::Field {
                name,
                op,
                value,
                bare: true,
            }
        }),
    ]
}

fn query() -> impl Strategy<Value = Query> {
    let matcher = (name(), op(), value()).prop_map(|(name, op, value)| Matcher { name, op, value });
    let matchers = prop::collection::vec(matcher, 0..4);
    (matchers, prop::collection::vec(stage(), 0..6))
        .prop_map(|(matchers, stages)| Query { matchers, stages })
}

proptest! {
    #[test]
    fn filters_written_and_read_are_the_same(query in query()) {
        prop_assert_eq!(Query::read(&query.text()), Ok(query));
    }

    #[test]
    fn a_quoted_text_says_what_it_said(text in any::<String>()) {
        prop_assert_eq!(unquote(&quote(&text)), Some(text));
    }

    #[test]
    fn any_text_is_read_without_panic_and_painted_whole(text in any::<String>()) {
        let _ = (Query::read(&text), lint(&text, &[]));
        for cursor in 0..=text.len() {
            let _ = want(&text, cursor);
        }
        let painted: String = paint(&text).iter().map(|(_, token)| token.of(&text)).collect();
        prop_assert_eq!(painted, text);
    }

    #[test]
    fn a_value_that_is_clicked_is_the_only_one_kept(text in value(), other in value()) {
        prop_assume!(text != other);
        let mut query = Query::default();
        query.filter(Seen::Label, "service", &text, false);
        let query = Query::read(&query.text()).unwrap();
        let filter = Filter::of(&query).unwrap();
        let lines = lines(Direction::Backward, &[(1, &text, "a"), (2, &other, "a")]);
        prop_assert!(filter.keeps(&lines, 0));
        prop_assert!(!filter.keeps(&lines, 1));
    }

    #[test]
    fn chosen_values_are_chosen_whatever_they_hold(values in prop::collection::vec("[^\0]{1,6}", 2..5)) {
        let mut query = Query::default();
        query.choose("service", &values);
        let query = Query::read(&query.text()).unwrap();
        prop_assert_eq!(query.chosen("service"), values);
    }
}

fn check(text: &str, expected: Expect) {
    expected.assert_eq(&match Query::read(text) {
        Ok(query) => format!("{:?}\n{:?}\n{}", query.matchers, query.stages, query.text()),
        Err(fault) => format!("{} {:?}", fault.at, fault.why),
    });
}

#[test]
fn patterns_are_filters() {
    let of = |pattern: &str| {
        let mut query = Query::read("{a=\"b\"}").unwrap();
        query.add_pattern(pattern);
        query.text()
    };
    let texts = [
        "took <_> ms <_>",
        "a <<_>> b < c > 1",
        "<_>.x <b1> <_> [<script>] <_>",
        "<_>",
    ];
    expect![[r#"
        {a="b"} |> "took <_> ms <_>"
        {a="b"} |> "a <<_>> b < c > 1"
        {a="b"} |~ "\\.x <b1> .* \\[<script>\\] "
        {a="b"} |> "<_>""#]]
    .assert_eq(&texts.map(of).join("\n"));
}

#[test]
fn what_turns_the_order_of_reading_is_written_by_its_number() {
    assert_eq!(
        quote("a\u{202e}b\u{7}\u{e9}"),
        r#""a\u202eb\x07\u{e9}""#.replace("\\u{e9}", "\u{e9}")
    );
}

#[test]
fn what_a_query_consists_of() {
    check(
        r#"{service="backend", level=~"error|fatal"} |= "pool" != `time\out` | json | status >= 500 | route != "/" # why"#,
        expect![[r#"
            [Matcher { name: "service", op: Is, value: "backend" }, Matcher { name: "level", op: Matches, value: "error|fatal" }]
            [Line { op: Has, text: "pool" }, Line { op: HasNot, text: "time\\out" }, Json, Field { name: "status", op: AtLeast, value: "500", bare: true }, Field { name: "route", op: IsNot, value: "/", bare: false }]
            {service="backend", level=~"error|fatal"} |= "pool" != "time\\out" | json | status >= 500 | route != "/""#]],
    );
    check(
        r#"{a="b"} | json foo="bar.baz" | line_format `{{.foo}} |= x` | a = "1" or b != "2" != "x" | drop c"#,
        expect![[r#"
            [Matcher { name: "a", op: Is, value: "b" }]
            [Other("| json foo=\"bar.baz\""), Other("| line_format `{{.foo}} |= x`"), Other("| a = \"1\" or b != \"2\""), Line { op: HasNot, text: "x" }, Other("| drop c")]
            {a="b"} | json foo="bar.baz" | line_format `{{.foo}} |= x` | a = "1" or b != "2" != "x" | drop c"#]],
    );
    check(r#"{a="b"#, expect!["3 Quotes"]);
    check(r#"{a="b""#, expect!["6 Selector"]);
    check(r#"rate({a="b"}[5m])"#, expect!["0 NoSelector"]);
    check(r#"{a="b"} json"#, expect!["8 Stage"]);
}

#[test]
fn clicks_are_filters() {
    let mut query = Query::default();
    let mut said = Vec::new();
    let mut click = |act: &dyn Fn(&mut Query)| {
        act(&mut query);
        said.push(query.text());
    };
    click(&|query| query.choose("service", &["backend".to_owned()]));
    click(&|query| query.choose("service", &["backend".to_owned(), "c.m.s".to_owned()]));
    click(&|query| query.set_levels(&[Level::Error], true));
    click(&|query| query.set_levels(&[Level::Error], false));
    click(&|query| query.filter(Seen::Json, "status", "503", false));
    click(&|query| query.filter(Seen::Json, "status", "503", true));
    click(&|query| query.add_line(LineOp::Has, "pool"));
    click(&|query| query.remove(Place::Stage(1)));
    click(&|query| query.choose("service", &[]));
    click(&|query| query.complete("service"));
    expect![[r#"
        {service="backend"}
        {service=~"backend|c\\.m\\.s"}
        {service=~"backend|c\\.m\\.s", level=~"(?i)error|err|eror"}
        {service=~"backend|c\\.m\\.s"} | detected_level =~ "error"
        {service=~"backend|c\\.m\\.s"} | detected_level =~ "error" | json | status = "503"
        {service=~"backend|c\\.m\\.s"} | detected_level =~ "error" | json | status != "503"
        {service=~"backend|c\\.m\\.s"} |= "pool" | detected_level =~ "error" | json | status != "503"
        {service=~"backend|c\\.m\\.s"} |= "pool" | json | status != "503"
        {} |= "pool" | json | status != "503"
        {service=~".+"} |= "pool" | json | status != "503""#]]
    .assert_eq(&said.join("\n"));
}

#[test]
fn levels_are_read_back() {
    for by_label in [true, false] {
        let mut query = Query::default();
        query.set_levels(&[Level::Critical, Level::Warning], by_label);
        let read = Query::read(&query.text()).unwrap();
        assert_eq!(read.levels(), [Level::Critical, Level::Warning]);
    }
    let typed = Query::read(r#"{level="ERROR"}"#).unwrap();
    assert_eq!(typed.levels(), [Level::Error]);
}

#[test]
fn what_looks_wrong() {
    let labels = ["service".to_owned()];
    let told = |text: &str| format!("{text}: {:?}", lint(text, &labels));
    expect![[r#"
        {service=""}: [Lint { from: 0, to: 12, what: ChoosesNothing }]
        {service=~".*"}: [Lint { from: 0, to: 15, what: ChoosesNothing }]
        {servise="a"}: [Lint { from: 1, to: 8, what: UnknownLabel("servise") }]
        {service=~"a"}: [Lint { from: 1, to: 8, what: PlainPattern("service") }]
        {service="a"} | took > 5s: [Lint { from: 16, to: 20, what: Unread("took") }]
        {service="a" : [Lint { from: 13, to: 13, what: Selector }]
        {service="a: [Lint { from: 9, to: 11, what: Quotes }]
        {service="a"} | json | took > 5s: []"#]]
    .assert_eq(
        &[
            r#"{service=""}"#,
            r#"{service=~".*"}"#,
            r#"{servise="a"}"#,
            r#"{service=~"a"}"#,
            r#"{service="a"} | took > 5s"#,
            r#"{service="a" "#,
            r#"{service="a"#,
            r#"{service="a"} | json | took > 5s"#,
        ]
        .map(told)
        .join("\n"),
    );
}

#[test]
fn what_may_come_next() {
    // `^` is the cursor.
    let told = |marked: &str| {
        let cursor = marked.find('^').unwrap();
        let want = want(&marked.replace('^', ""), cursor);
        format!(
            "{marked}: {:?} {:?} {}..{}",
            want.what, want.begun, want.from, want.to
        )
    };
    expect![[r#"
        {^: Label "" 1..1
        {ser^}: Label "ser" 1..4
        {service="^: Value("service") "" 9..10
        {service="ba^ck"}: Value("service") "ba" 9..15
        {service="backend", ^}: Label "" 20..20
        {service="backend"} | ^: Stage "" 22..22
        {service="backend"} | js^: Stage "js" 22..24
        {service="backend"} |= "js^": Nothing "" 26..26
        {service="backend"} | json | status="5^: FieldValue("status") "5" 36..38
        {service="backend"} | a="b" and plan=~"p^ro" | x=1: FieldValue("plan") "p" 38..43
        {service="backend"} | json != "5^: Nothing "" 32..32
        {service="backend"} != "5^: Nothing "" 25..25
        ^: Nothing "" 0..0"#]]
    .assert_eq(
        &[
            "{^",
            "{ser^}",
            "{service=\"^",
            "{service=\"ba^ck\"}",
            "{service=\"backend\", ^}",
            "{service=\"backend\"} | ^",
            "{service=\"backend\"} | js^",
            "{service=\"backend\"} |= \"js^\"",
            "{service=\"backend\"} | json | status=\"5^",
            "{service=\"backend\"} | a=\"b\" and plan=~\"p^ro\" | x=1",
            "{service=\"backend\"} | json != \"5^",
            "{service=\"backend\"} != \"5^",
            "^",
        ]
        .map(told)
        .join("\n"),
    );
}

#[test]
fn loki_says_where_it_stopped_reading() {
    let text = "{a=\"b\"}\n| json | status >";
    assert_eq!(
        place("parse error at line 2, col 18: syntax error", text),
        Some(text.len() - 1)
    );
    assert_eq!(
        place("parse error at line 1, col 4: syntax error", text),
        Some(3)
    );
    assert_eq!(
        place("parse error at line 1, col 99: syntax error", text),
        Some(text.len() - 1)
    );
    assert_eq!(
        place("parse error : syntax error: unexpected $end", text),
        None
    );
    assert_eq!(
        place("parse error at line 0, col 1: syntax error", text),
        None
    );
}

#[test]
fn lines_are_kept_as_loki_keeps_them() {
    let lines = lines(
        Direction::Backward,
        &[
            (
                3,
                "backend",
                r#"{"status": 503, "user": {"id": 7}, "msg": "no pool"}"#,
            ),
            (2, "backend", r#"status=200 msg="all well""#),
            (1, "nginx", "GET /pool 404"),
        ],
    );
    let kept = |text: &str| {
        let filter = Query::read(text).ok().and_then(|query| Filter::of(&query));
        let kept = filter.map(|filter| {
            (0..3)
                .filter(|line| filter.keeps(&lines, *line))
                .collect::<Vec<usize>>()
        });
        format!("{text}: {kept:?}")
    };
    expect![[r#"
        {service="backend"}: Some([0, 1])
        {service=~"back.*"} |= "pool": Some([0])
        {service!="backend"}: Some([2])
        {} |~ "(?i)POOL" != "GET": Some([0])
        {} | json | status >= 500: Some([0])
        {} | json | user_id = "7": Some([0])
        {} | logfmt | status = "200": Some([1])
        {} | trace_id =~ "0af.*": Some([0, 1, 2])
        {} |> "GET <_> 404": Some([2])
        {} | status > 5s: None
        {} | line_format "x": None"#]]
    .assert_eq(
        &[
            r#"{service="backend"}"#,
            r#"{service=~"back.*"} |= "pool""#,
            r#"{service!="backend"}"#,
            r#"{} |~ "(?i)POOL" != "GET""#,
            "{} | json | status >= 500",
            r#"{} | json | user_id = "7""#,
            r#"{} | logfmt | status = "200""#,
            r#"{} | trace_id =~ "0af.*""#,
            r#"{} |> "GET <_> 404""#,
            "{} | status > 5s",
            r#"{} | line_format "x""#,
        ]
        .map(kept)
        .join("\n"),
    );
}
