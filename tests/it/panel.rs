//! `panel`: options and answers in, pictures as text out.

use crate::panel_text::check;
use crate::panel_text::draw;
use crate::panel_text::matrix;
use crate::panel_text::vector;
use atalaya::chart::scene::Ink;
use atalaya::data::labels::Labels;
use atalaya::data::series::GAP;
use expect_test::expect;
use serde_json::json;

#[test]
fn stacked_areas_with_thresholds_and_a_legend_table() {
    let cpu = matrix(&[
        ("mode=user", &[0.5, 0.25, GAP]),
        ("mode=iowait", &[0.125, f64::INFINITY, 0.25]),
    ]);
    check(
        json!({
            "type": "timeseries",
            "options": {
                "legend": {"displayMode": "table", "calcs": ["mean", "max", "lastNotNull"]},
                "tooltip": {"mode": "multi", "sort": "desc"},
            },
            "fieldConfig": {"defaults": {
                "unit": "percentunit", "min": 0, "max": 1,
                "color": {"mode": "palette-classic"},
                "custom": {
                    "fillOpacity": 40, "stacking": {"mode": "normal", "group": "A"},
                    "thresholdsStyle": {"mode": "dashed+area"}, "showPoints": "never",
                },
                "thresholds": {"mode": "absolute", "steps": [
                    {"color": "green", "value": null}, {"color": "orange", "value": 0.8},
                ]},
            }},
        }),
        &[("{{mode}}", &cpu)],
        &expect![[r#"
            left Axis { unit: "percentunit", decimals: None, scale: Linear, min: Some(0.0), max: Some(1.0), soft_min: None, soft_max: None, centred_zero: false, label: "", hidden: false, names: [] }
            "iowait" Series(0, 0) Left Line(Linear) width 1 fill 0.4 Never Never stack A 0.125 gap 0.25
            "user" Series(1, 0) Left Line(Linear) width 1 fill 0.4 Never Never stack A 0.5 0.25 gap
            Threshold { side: Left, from: 0.8, to: inf, ink: Status(Warning), line: true, dashed: true, band: true, label: "" }
            legend Table Bottom [Mean, Max, LastNotNull]
              iowait [percentunit] None [Some(inf), Some(inf), Some(0.25)]
              user [percentunit] None [Some(0.375), Some(0.5), Some(0.25)]
            tooltip All Descending, cut 0
        "#]],
    );
}

#[test]
fn two_axes_bars_negative_and_log() {
    let bytes = matrix(&[("instance=a", &[10.0, 20.0]), ("instance=b", &[1.0, GAP])]);
    let errors = matrix(&[("instance=a", &[1.0, 2.0])]);
    check(
        json!({
            "type": "timeseries",
            "fieldConfig": {
                "defaults": {"unit": "Bps", "custom": {"axisSoftMin": 0, "spanNulls": 120_000, "lineWidth": 2}},
                "overrides": [
                    {"matcher": {"id": "byFrameRefID", "options": "B"}, "properties": [
                        {"id": "unit", "value": "short"},
                        {"id": "custom.drawStyle", "value": "bars"},
                        {"id": "custom.scaleDistribution", "value": {"type": "log", "log": 2}},
                        {"id": "min", "value": 0},
                        {"id": "color", "value": {"mode": "fixed", "fixedColor": "#102030"}},
                    ]},
                    {"matcher": {"id": "byRegexp", "options": "/^b/"}, "properties": [
                        {"id": "custom.transform", "value": "negative-Y"},
                        {"id": "displayName", "value": "second ${__field.labels.instance}"},
                    ]},
                    {"matcher": {"id": "byName", "options": "second b"}, "properties": [
                        {"id": "custom.drawStyle", "value": "points"},
                    ]},
                ],
            },
            "options": {"legend": {"calcs": ["min", "sum"]}},
        }),
        &[("{{instance}}", &bytes), ("errors", &errors)],
        &expect![[r#"
            left Axis { unit: "Bps", decimals: None, scale: Linear, min: None, max: None, soft_min: Some(0.0), soft_max: None, centred_zero: false, label: "", hidden: false, names: [] }
            right Axis { unit: "short", decimals: None, scale: Log(2.0), min: None, max: None, soft_min: Some(0.0), soft_max: None, centred_zero: false, label: "", hidden: false, names: [] }
            "a" Series(4, 0) Left Line(Linear) width 2 fill 0 UpTo(120000) Single 10 20
            "second b" Series(7, 0) Left Line(Linear) width 2 fill 0 UpTo(120000) Single negative 1 gap
            "errors" Rgb(16, 32, 48) Right Bars { share: 0.6, align: 0 } width 2 fill 0 UpTo(120000) Single 1 2
            legend List Bottom [Min, Sum]
              a [Bps] None [Some(10.0), Some(30.0)]
              second b [Bps] None [Some(-1.0), Some(-1.0)]
              errors [short] None [Some(1.0), Some(3.0)]
            tooltip Single None, cut 0
        "#]],
    );
}

#[test]
fn a_property_of_the_wrong_type_costs_only_itself() {
    check(
        json!({
            "type": "timeseries",
            "fieldConfig": {
                "defaults": {
                    "unit": 7, "decimals": "many", "thresholds": [1, 2], "custom": {"lineWidth": {}, "drawStyle": "dots"},
                    "mappings": {}, "color": {"mode": "continuous-GrYlRd"},
                },
                "overrides": [
                    {"matcher": {"id": "byRegexp", "options": "(?=x)"}, "properties": []},
                    {"matcher": {"id": "byValue"}, "properties": []},
                    {"matcher": {"id": "byName", "options": "a"}, "properties": [{"id": "min", "value": []}]},
                    "no override",
                ],
            },
            "options": {"legend": "bottom", "tooltip": {"mode": 3}},
            "transformations": [{"id": "groupBy", "options": {}}, {"id": "joinByField", "disabled": true}],
        }),
        &[("a", &matrix(&[("", &[1.0])]))],
        &expect![[r#"
            Bad { at: "options.legend", expected: "an object" }
            Bad { at: "options.tooltip.mode", expected: "text" }
            Bad { at: "fieldConfig.defaults.decimals", expected: "a number" }
            Bad { at: "fieldConfig.defaults.mappings", expected: "a list of value mappings" }
            Bad { at: "fieldConfig.defaults.thresholds", expected: "an object with a mode and a list of steps" }
            Bad { at: "fieldConfig.defaults.custom.drawStyle", expected: "line, bars or points" }
            Bad { at: "fieldConfig.defaults.custom.lineWidth", expected: "a number" }
            Bad { at: "fieldConfig.overrides[3]", expected: "an object" }
            Bad { at: "fieldConfig.overrides[0].matcher.options", expected: "a regular expression" }
            Bad { at: "fieldConfig.overrides[2].properties[0].value (min)", expected: "a number" }
            left Axis { unit: "7", decimals: None, scale: Linear, min: None, max: None, soft_min: None, soft_max: None, centred_zero: false, label: "", hidden: false, names: [] }
            "a" Rgb(115, 191, 105) Left Line(Linear) width 1 fill 0 Never Single 1
            legend List Bottom []
              a [7] None []
            tooltip Single None, cut 0
        "#]],
    );
}

#[test]
fn no_series_is_empty_and_too_many_are_cut() {
    let empty = matrix(&[]);
    check(
        json!({"type": "timeseries"}),
        &[("", &empty)],
        &expect![[r#"
            empty
        "#]],
    );
    let pairs: Vec<String> = (0..1_003).map(|number| format!("n={number:04}")).collect();
    let series: Vec<(&str, &[f64])> = pairs
        .iter()
        .map(|pairs| (pairs.as_str(), &[1.0][..]))
        .collect();
    let text = draw(
        &json!({"type": "timeseries"}),
        &[("{{n}}", &matrix(&series))],
    );
    assert!(text.ends_with("cut 3\n"));
    assert!(text.contains("\"0999\"") && !text.contains("\"1000\""));
}

#[test]
fn stats() {
    let load = matrix(&[
        ("instance=a", &[0.5, 0.9, GAP]),
        ("instance=b", &[f64::NAN, GAP, GAP]),
    ]);
    let panel = json!({
        "type": "stat",
        "fieldConfig": {"defaults": {
            "unit": "percentunit", "noValue": "none",
            "thresholds": {"steps": [{"color": "green"}, {"color": "#EAB839", "value": 0.8}, {"color": "red", "value": 0.95}]},
        }},
    });
    check(
        panel.clone(),
        &[("{{instance}}", &load)],
        &expect![[r#"
        "a" 0.9 [percentunit] Status(Warning) spark Some(3)
        "b" nothing [percentunit] "none" spark Some(3)
    "#]],
    );
    check(
        panel,
        &[("", &vector(&[]))],
        &expect![[r#"
        "" nothing [percentunit] "none" spark None
    "#]],
    );
    check(
        json!({
            "type": "stat",
            "options": {"textMode": "value_and_name", "graphMode": "none", "reduceOptions": {"calcs": ["min", "max"]}},
            "fieldConfig": {"defaults": {
                "mappings": [{"type": "value", "options": {"0": {"text": "down", "color": "red"}, "1": {"text": "up", "color": "green"}}}],
            }},
        }),
        &[("up", &matrix(&[("", &[0.0, 1.0])]))],
        &expect![[r#"
            "up" 0 [] "down" Status(Critical) spark None
            "up" 1 [] "up" Status(Ok) spark None
        "#]],
    );
}

#[test]
fn gauges_and_bars() {
    let memory = vector(&[("instance=a", 83.0), ("instance=b", 58.0)]);
    let steps = json!({"steps": [{"color": "green"}, {"color": "orange", "value": 80}, {"color": "red", "value": 95}]});
    for kind in ["gauge", "bargauge"] {
        check(
            json!({"type": kind, "fieldConfig": {"defaults": {"unit": "percent", "thresholds": steps}}}),
            &[("{{instance}}", &memory)],
            &match kind {
                "gauge" => expect![[r#"
                    "a" 0..100 83 [percent] Status(Warning) bands [(0.0, Status(Ok)), (80.0, Status(Warning)), (95.0, Status(Critical))]
                    "b" 0..100 58 [percent] bands [(0.0, Status(Ok)), (80.0, Status(Warning)), (95.0, Status(Critical))]
                "#]],
                _ => expect![[r#"
                    horizontal true
                    "a" 0..100 83 [percent] Status(Warning) bands [(0.0, Status(Ok)), (80.0, Status(Warning)), (95.0, Status(Critical))]
                    "b" 0..100 58 [percent] bands [(0.0, Status(Ok)), (80.0, Status(Warning)), (95.0, Status(Critical))]
                "#]],
            },
        );
    }
}

#[test]
fn a_table_joins_queries_by_labels() {
    let size = vector(&[
        ("instance=a mountpoint=/", 100.0),
        ("instance=b mountpoint=/", 50.0),
    ]);
    let used = vector(&[
        ("instance=b mountpoint=/", 0.9),
        ("instance=c mountpoint=/srv", 0.1),
    ]);
    check(
        json!({
            "type": "table",
            "targets": [{"format": "table"}],
            "options": {"sortBy": [{"displayName": "Used", "desc": true}]},
            "fieldConfig": {"defaults": {}, "overrides": [
                {"matcher": {"id": "byName", "options": "Used"}, "properties": [
                    {"id": "unit", "value": "percentunit"},
                    {"id": "custom.cellOptions", "value": {"type": "gauge"}},
                    {"id": "custom.width", "value": 90},
                    {"id": "thresholds", "value": {"steps": [{"color": "green"}, {"color": "orange", "value": 0.8}]}},
                ]},
                {"matcher": {"id": "byName", "options": "Value #A"}, "properties": [{"id": "unit", "value": "bytes"}]},
                {"matcher": {"id": "byType", "options": "string"}, "properties": [
                    {"id": "mappings", "value": [{"type": "regex", "options": {"pattern": "/^\\/(.*)/", "result": {"text": "root $1"}}}]},
                ]},
            ]},
            "transformations": [{"id": "merge"}, {"id": "organize", "options": {
                "excludeByName": {"Time": true},
                "indexByName": {"mountpoint": 0, "instance": 1},
                "renameByName": {"Value #B": "Used", "mountpoint": "Mount"},
            }}],
        }),
        &[("", &size), ("", &used)],
        &expect![[r#"
            "Mount" Auto None: "root " | "root " | "root srv"
            "instance" Auto None: "a" | "b" | "c"
            "Value #A" Auto None 0.1..100: 100 [bytes] | 50 [bytes] | nothing [bytes]
            "Used" Gauge(Gradient, Colour) Some(90.0) 0..1: nothing [percentunit] | 0.9 [percentunit] Status(Warning) | 0.1 [percentunit]
            sort [(3, true)]
        "#]],
    );
}

#[test]
fn a_table_of_one_range_query_keeps_every_sample() {
    check(
        json!({"type": "table"}),
        &[("", &matrix(&[("job=x", &[1.0, GAP, f64::NAN])]))],
        &expect![[r#"
            "Time" Auto None: 0 | 120000
            "job" Auto None: "x" | "x"
            "Value" Auto None 1..1: 1 [] | NaN []
            sort []
        "#]],
    );
}

#[test]
fn prose_is_never_markup() {
    let content = "# Title\n\nSome *soft* and **loud** `code`, [a link](https://example.org), \
        [a trap](javascript:alert(1)), [relative](d/x).\n\n- one\n- two\n  - three\n\n1. first\n\n> quoted\n\n---\n\n\
        <script>alert(1)</script>\n\ntext <b>bold</b>\n\n```\nlet x;\n```\n";
    check(
        json!({"type": "text", "options": {"mode": "markdown", "content": content}}),
        &[],
        &expect![[r#"
            Heading(1, [Text("Title")])
            Paragraph([Text("Some "), Emphasis("soft"), Text(" and "), Strong("loud"), Text(" "), Code("code"), Text(", "), Link { text: "a link", href: "https://example.org" }, Text(", a trap, "), Link { text: "relative", href: "d/x" }, Text(".")])
            List(false, [[Text("one")], [Text("two")], [Text("three")]])
            List(true, [[Text("first")]])
            Quote([Text("quoted")])
            Rule
            Paragraph([Text("<script>alert(1)</script>")])
            Paragraph([Text("text <b>bold</b>")])
            Code("let x;\n")
        "#]],
    );
    check(
        json!({"type": "text", "options": {"content": " "}}),
        &[],
        &expect![[r#"
            empty
        "#]],
    );
    check(
        json!({"type": "news"}),
        &[],
        &expect![[r#"
        unsupported news
    "#]],
    );
}

#[test]
fn prose_says_what_its_signs_mean() {
    let blocks = |content: &str, expected: expect_test::Expect| {
        let blocks = atalaya::panel::text::markdown(content);
        let lines: Vec<String> = blocks.iter().map(|block| format!("{block:?}")).collect();
        expected.assert_eq(&lines.join("\n"));
    };
    blocks(
        "## Two ##\nUnderlined\n===\nText\nover lines,  \nbroken\\\ntwice\n#no heading\n***\n    let x;\n\n",
        expect![[r##"
            Heading(2, [Text("Two")])
            Heading(1, [Text("Underlined")])
            Paragraph([Text("Text over lines,\nbroken\ntwice #no heading")])
            Rule
            Code("let x;\n")"##]],
    );
    blocks(
        "1) one\n   goes on\n2) two\n\n   more\n- other\n\nafter\n> said\n> twice\nlazily\n\n> - listed\n~~~sh\n```\n\n~~~~\nend",
        expect![[r#"
            List(true, [[Text("one goes on")], [Text("two")], [Text("more")]])
            List(false, [[Text("other")]])
            Paragraph([Text("after")])
            Quote([Text("said twice lazily")])
            List(false, [[Text("listed")]])
            Code("```\n\n")
            Paragraph([Text("end")])"#]],
    );
    blocks(
        "***both*** **strong *and soft* too** snake_case_name _so **mixed_ up** * alone 2*3 \\*bare\\* **open",
        expect![[r#"
            Paragraph([Strong("both"), Text(" "), Strong("strong and soft too"), Text(" snake_case_name "), Emphasis("so **mixed"), Text(" up** * alone 2*3 *bare* **open")])"#]],
    );
    blocks(
        "``a ` b`` `*x*` ```open &lt;b&gt; &#233;&#xE9; &copy; <https://example.org/a_b_c> <br> ![image](a.png \"title\") \
         [*all* of `it`](<a b> 'c') [bracket [inside]](a(b)c&amp;d) [no link] [nor](this [one](j&#97;vascript:x)",
        expect![[r#"
            Paragraph([Code("a ` b"), Text(" "), Code("*x*"), Text(" ```open <b> éé &copy; "), Link { text: "https://example.org/a_b_c", href: "https://example.org/a_b_c" }, Text(" <br> "), Link { text: "image", href: "a.png" }, Text(" "), Link { text: "all of it", href: "a b" }, Text(" "), Link { text: "bracket [inside]", href: "a(b)c&d" }, Text(" [no link] [nor](this one")])"#]],
    );
}

#[test]
fn a_series_keeps_its_colour_whoever_comes_first() {
    let inks = |names: &[&str]| -> Vec<(String, Ink)> {
        let none = Labels::default();
        let series: Vec<(&str, &Labels)> = names.iter().map(|name| (*name, &none)).collect();
        let inks = atalaya::panel::colour::places(&series);
        let mut inks: Vec<_> = names
            .iter()
            .map(|name| (*name).to_owned())
            .zip(inks)
            .collect();
        inks.sort_by_key(|(name, _)| name.clone());
        inks
    };
    assert_eq!(
        inks(&["user", "system", "iowait", "steal"]),
        inks(&["steal", "iowait", "user", "system"])
    );
    let many: Vec<String> = (0..36).map(|number| format!("series {number}")).collect();
    let many: Vec<&str> = many.iter().map(String::as_str).collect();
    let mut distinct: Vec<String> = inks(&many)
        .iter()
        .map(|(_, ink)| format!("{ink:?}"))
        .collect();
    distinct.sort();
    distinct.dedup();
    assert_eq!(distinct.len(), 36);
}
