//! `panel::table`: order, filters, sums and room of tables; what their cells hold.

use crate::panel_text::check;
use crate::panel_text::matrix;
use crate::panel_text::vector;
use atalaya::data::series::GAP;
use atalaya::panel::Answered;
use atalaya::panel::Context;
use atalaya::panel::Format;
use atalaya::panel::picture::Picture;
use atalaya::panel::picture::Table;
use atalaya::panel::picture::TableColumn;
use atalaya::panel::spec::Spec;
use atalaya::panel::table::cell;
use atalaya::panel::table::cell::Content;
use atalaya::panel::table::filter::Filter;
use atalaya::panel::table::filter::TESTS;
use atalaya::panel::table::filter::Test;
use atalaya::panel::table::filter::passing;
use atalaya::panel::table::filter::values;
use atalaya::panel::table::foot::Outcome;
use atalaya::panel::table::foot::sums;
use atalaya::panel::table::order::sorted;
use atalaya::panel::table::order::turned;
use atalaya::panel::table::room;
use atalaya::panel::table::room::Lines;
use atalaya::source::Answer;
use atalaya::time::Instant;
use atalaya::time::Range;
use expect_test::expect;
use proptest::prelude::*;
use serde_json::Value;
use serde_json::json;

/// The table of a panel over one instant answer.
fn table(panel: &Value, answer: &Answer) -> Table {
    let (spec, faults) = Spec::read(panel);
    assert_eq!(faults, []);
    let answered = [Answered {
        ref_id: "A",
        legend: "",
        format: Format::Table,
        expr: "up",
        answer,
    }];
    let range = Range {
        from: Instant(0),
        to: Instant(600_000),
    };
    match atalaya::panel::picture(&spec, &answered, &Context::new(range)) {
        Picture::Table(table) => table,
        other => panic!("{other:?}"),
    }
}

fn disks() -> Answer {
    vector(&[
        ("host=web10 disk=/", 40.0),
        ("host=Web2 disk=/srv", 90.0),
        ("host=web1 disk=/", GAP),
        ("host=db disk=/", 40.0),
    ])
}

fn written(table: &Table) -> impl Fn(&TableColumn, usize) -> String {
    |column, row| match cell::content(table, column, row) {
        Content::Text(text, _) => text,
        Content::Number(reading) | Content::Line(_, reading) => reading
            .text
            .or(reading
                .value
                .map(|value| format!("{value}{}", reading.unit)))
            .unwrap_or_default(),
        Content::Instant(at) => at.0.to_string(),
    }
}

fn hosts(table: &Table, rows: &[usize]) -> String {
    let at = table
        .columns
        .iter()
        .position(|column| column.title == "host");
    let column = &table.columns[at.unwrap()];
    let hosts = rows.iter().map(|row| written(table)(column, *row));
    hosts.collect::<Vec<_>>().join(" ")
}

#[test]
fn texts_are_ordered_as_people_read_them_and_no_value_comes_before_values() {
    let table = table(&json!({"type": "table"}), &disks());
    let titles: Vec<&str> = table
        .columns
        .iter()
        .map(|column| column.title.as_str())
        .collect();
    assert_eq!(titles, ["Time", "disk", "host", "Value"]);
    let all = || (0..table.len()).collect::<Vec<_>>();
    let sorted = |by: &[(usize, bool)]| hosts(&table, &sorted(&table, all(), by));
    expect![[r#"web10 Web2 web1 db"#]].assert_eq(&sorted(&[]));
    expect![[r#"db web1 Web2 web10"#]].assert_eq(&sorted(&[(2, false)]));
    expect![[r#"web1 web10 db Web2"#]].assert_eq(&sorted(&[(3, false)]));
    expect![[r#"Web2 web10 db web1"#]].assert_eq(&sorted(&[(3, true)]));
    expect![[r#"Web2 web10 web1 db"#]].assert_eq(&sorted(&[(1, true), (2, true)]));
}

#[test]
fn a_click_sorts_turns_and_lets_go() {
    let table = table(&json!({"type": "table"}), &disks());
    let mut sort = table.sort.clone();
    let mut clicks = Vec::new();
    for (place, also) in [
        (3, false),
        (3, false),
        (3, false),
        (2, false),
        (3, true),
        (2, true),
        (1, false),
    ] {
        sort = turned(&sort, &table, place, also);
        clicks.push(format!("{sort:?}"));
    }
    expect![[r#"
        [(3, true)]
        [(3, false)]
        []
        [(2, false)]
        [(2, false), (3, true)]
        [(3, true), (2, true)]
        [(1, false)]"#]]
    .assert_eq(&clicks.join("\n"));
}

#[test]
fn filters_pass_values_as_written_and_numbers_as_numbers() {
    let panel = json!({"type": "table", "fieldConfig": {"defaults": {"unit": "percent"}}});
    let table = table(&panel, &disks());
    let mut seen = String::new();
    for (column, test, operand) in [
        ("host", Test::Contains, "WEB"),
        ("host", Test::Matches, "^web\\d$"),
        ("host", Test::Matches, "("),
        ("host", Test::Equal, "DB"),
        ("host", Test::NotEqual, "db"),
        ("Value", Test::Less, "90"),
        ("Value", Test::AtLeast, "90.0"),
        ("Value", Test::Equal, "40"),
        ("Value", Test::Contains, "0percent"),
        ("Value", Test::Greater, "much"),
        ("host", Test::Contains, "  "),
    ] {
        let filter = Filter {
            test,
            operand: operand.to_owned(),
            ..Filter::default()
        };
        let rows = passing(&table, &[(column.to_owned(), filter)], &written(&table));
        seen += &format!("{column} {test:?} {operand}: {}\n", hosts(&table, &rows));
    }
    expect![[r#"
        host Contains WEB: web10 Web2 web1
        host Matches ^web\d$: web1
        host Matches (: 
        host Equal DB: db
        host NotEqual db: web10 Web2 web1
        Value Less 90: web10 db
        Value AtLeast 90.0: Web2
        Value Equal 40: web10 db
        Value Contains 0percent: web10 Web2 db
        Value Greater much: 
        host Contains   : web10 Web2 web1 db
    "#]]
    .assert_eq(&seen);
    let only = Filter {
        values: vec!["/".to_owned()],
        ..Filter::default()
    };
    let high = Filter {
        test: Test::Greater,
        operand: "0".to_owned(),
        ..Filter::default()
    };
    let both = [
        ("disk".to_owned(), only),
        ("Value".to_owned(), high.clone()),
    ];
    assert_eq!(
        hosts(&table, &passing(&table, &both, &written(&table))),
        "web10 db"
    );
    let gone = [("no such column".to_owned(), high)];
    assert_eq!(passing(&table, &gone, &written(&table)).len(), 4);
    let listed = values(
        &table,
        &table.columns[1],
        &Filter::default(),
        &written(&table),
    );
    assert_eq!(listed, [("/".to_owned(), 3), ("/srv".to_owned(), 1)]);
}

#[test]
fn the_line_below_is_of_the_rows_that_pass() {
    let foot = |options: Value, defaults: Value| {
        let panel =
            json!({"type": "table", "options": options, "fieldConfig": {"defaults": defaults}});
        let table = table(&panel, &disks());
        let of = |rows: &[usize]| {
            let Some(sums) = sums(&table, rows) else {
                return "none".to_owned();
            };
            let sums = sums.iter().map(|sums| {
                let results = sums.results.iter().map(|(reducer, outcome)| match outcome {
                    Outcome::Number(reading) => {
                        format!("{reducer:?} {:?} {}", reading.value, reading.unit)
                    }
                    Outcome::Text(text) => format!("{reducer:?} {text:?}"),
                });
                let count = sums.count.map(|count| format!("{count} rows"));
                results.chain(count).collect::<Vec<_>>().join(", ")
            });
            sums.collect::<Vec<_>>().join(" | ")
        };
        [of(&[0, 1, 2, 3]), of(&[1])].join("\n")
    };
    let mut seen = String::new();
    for (options, defaults) in [
        (json!({}), json!({})),
        (
            json!({"footer": {"show": false, "reducer": ["sum"]}}),
            json!({}),
        ),
        (
            json!({"footer": {"show": true, "reducer": ["sum", "count"]}}),
            json!({"unit": "bytes"}),
        ),
        (
            json!({"footer": {"show": true, "reducer": ["uniqueValues"], "fields": ["disk"]}}),
            json!({}),
        ),
        (
            json!({"footer": {"show": true, "reducer": ["last"], "fields": "host"}}),
            json!({}),
        ),
        (
            json!({"footer": {"show": true, "reducer": ["count"], "countRows": true}}),
            json!({}),
        ),
        (
            json!({}),
            json!({"unit": "s", "custom": {"footer": {"reducers": ["max", "diffperc"]}}}),
        ),
    ] {
        seen += &foot(options, defaults);
        seen += "\n\n";
    }
    expect![[r#"
        none
        none

        none
        none

         |  |  | Sum Some(170.0) bytes, Count Some(3.0) 
         |  |  | Sum Some(90.0) bytes, Count Some(1.0) 

         | UniqueValues "/,/srv" |  | 
         | UniqueValues "/srv" |  | 

         |  | Last "db" | 
         |  | Last "Web2" | 

        4 rows |  |  | 
        1 rows |  |  | 

         |  |  | Max Some(90.0) s, DiffPerc Some(0.0) percent
         |  |  | Max Some(90.0) s, DiffPerc Some(0.0) percent

    "#]]
    .assert_eq(&seen);
}

#[test]
fn cells_have_the_look_their_field_asks_for() {
    let look = |custom: Value| {
        let panel = json!({"type": "table", "fieldConfig": {"defaults": {"custom": custom}}});
        let (spec, faults) = Spec::read(&panel);
        let faults: Vec<String> = faults.iter().map(|fault| format!("{fault:?}")).collect();
        let look = atalaya::panel::table::look::Look::read(&spec.defaults.custom.table);
        format!("{look:?} {}", faults.join(" "))
    };
    let mut seen = String::new();
    for custom in [
        json!({}),
        json!({"cellOptions": {"type": "color-background", "mode": "gradient", "applyToRow": true}, "align": "center"}),
        json!({"cellOptions": {"type": "gauge", "mode": "lcd", "valueDisplayMode": "hidden"}, "width": 90, "minWidth": 60}),
        json!({"cellOptions": {"type": "sparkline", "hideValue": true}, "inspect": true, "filterable": true}),
        json!({"cellOptions": {"type": "auto", "wrapText": true}, "footer": {"reducers": ["sum"]}}),
        json!({"displayMode": "gradient-gauge", "hidden": true, "width": "90"}),
        json!({"displayMode": "color-background-solid", "width": 3}),
        json!({"cellOptions": {"type": "image"}}),
        json!({"cellOptions": {"type": "actions"}}),
        json!({"cellOptions": 3, "width": "wide"}),
    ] {
        seen += &look(custom);
        seen += "\n";
    }
    expect![[r#"
        Look { cell: Auto, align: None, width: None, least: None, wrap: false, inspect: false, filter: false, foot: [], hidden: false } 
        Look { cell: ColourBackground { gradient: true, row: true }, align: Some(Center), width: None, least: None, wrap: false, inspect: false, filter: false, foot: [], hidden: false } 
        Look { cell: Gauge(Lcd, Hidden), align: None, width: Some(90.0), least: Some(60.0), wrap: false, inspect: false, filter: false, foot: [], hidden: false } 
        Look { cell: Sparkline(false), align: None, width: None, least: None, wrap: false, inspect: true, filter: true, foot: [], hidden: false } 
        Look { cell: Auto, align: None, width: None, least: None, wrap: true, inspect: false, filter: false, foot: [Sum], hidden: false } 
        Look { cell: Gauge(Gradient, Colour), align: None, width: Some(90.0), least: None, wrap: false, inspect: false, filter: false, foot: [], hidden: true } 
        Look { cell: ColourBackground { gradient: false, row: false }, align: None, width: Some(40.0), least: None, wrap: false, inspect: false, filter: false, foot: [], hidden: false } 
        Look { cell: Auto, align: None, width: None, least: None, wrap: false, inspect: false, filter: false, foot: [], hidden: false } Unsupported { what: "custom.cellOptions: {\"type\":\"image\"}" }
        Look { cell: Auto, align: None, width: None, least: None, wrap: false, inspect: false, filter: false, foot: [], hidden: false } Unsupported { what: "custom.cellOptions: {\"type\":\"actions\"}" }
        Look { cell: Auto, align: None, width: None, least: None, wrap: false, inspect: false, filter: false, foot: [], hidden: false } Bad { at: "fieldConfig.defaults.custom.width", expected: "a number" }
    "#]].assert_eq(&seen);
}

#[test]
fn lists_json_and_mapped_texts_are_cells() {
    let answer = vector(&[(r#"tags=a,,b json={"a":[1]} job=api"#, 1.0)]);
    let panel = json!({"type": "table", "fieldConfig": {"defaults": {"mappings": [
        {"type": "value", "options": {"b": {"text": "bee", "color": "red"}, "api": {"text": "API", "color": "blue"}}},
    ]}}});
    check(
        panel.clone(),
        &[("", &answer)],
        &expect![[r#"
        "Time" Auto None: 60000
        "job" Auto None: "API" Rgb(87, 148, 242)
        "json" Auto None: "{\"a\":[1]}"
        "tags" Auto None: "a,,b"
        "Value" Auto None 1..1: 1 []
        sort []
    "#]],
    );
    let table = table(&panel, &answer);
    let of = |title: &str| {
        table
            .columns
            .iter()
            .find(|column| column.title == title)
            .unwrap()
    };
    let tags = cell::value(&table, of("tags"), 0);
    expect![[r#"[("a", Series(4, 0)), ("bee", Status(Critical))]"#]]
        .assert_eq(&format!("{:?}", cell::pieces(of("tags"), &tags)));
    expect![[r#"
        {
          "a": [
            1
          ]
        }"#]]
    .assert_eq(&cell::whole(&cell::value(&table, of("json"), 0)));
    // A list of all values is drawn as a line.
    let panel = json!({
        "type": "table",
        "transformations": [{"id": "reduce", "options": {"reducers": ["allValues", "max"]}}],
        "fieldConfig": {"defaults": {"custom": {"cellOptions": {"type": "sparkline"}}}},
    });
    let answer = matrix(&[("job=a", &[1.0, GAP, 4.0])]);
    check(
        panel,
        &[("{{job}}", &answer)],
        &expect![[r#"
        "Field" Sparkline(true) None: "a"
        "All values" Sparkline(true) None: [1.0, 4.0] 4 []
        "Max" Sparkline(true) None 4..4: 4 []
        sort []
    "#]],
    );
}

#[test]
fn columns_share_what_is_left() {
    let panel = json!({"type": "table", "fieldConfig": {"defaults": {}, "overrides": [
        {"matcher": {"id": "byName", "options": "Value"}, "properties": [{"id": "custom.width", "value": 90}]},
        {"matcher": {"id": "byName", "options": "disk"}, "properties": [{"id": "custom.minWidth", "value": 300}]},
    ]}});
    let table = table(&panel, &disks());
    let mut seen = String::new();
    for room in [890.0, 690.0, 650.0, 100.0] {
        seen += &format!("{room}: {:?}\n", room::widths(&table, room));
    }
    expect![[r#"
        890: [250.0, 300.0, 250.0, 90.0]
        690: [170.0, 300.0, 130.0, 90.0]
        650: [170.0, 300.0, 150.0, 90.0]
        100: [170.0, 300.0, 150.0, 90.0]
    "#]]
    .assert_eq(&seen);
    // Many columns: those in view and a few beside them.
    let widths = vec![150.0; 100];
    assert_eq!(room::columns(&widths, 0.0, 600.0), 0..8);
    assert_eq!(room::columns(&widths, 3_000.0, 600.0), 16..24);
    assert_eq!(room::columns(&widths, 14_400.0, 600.0), 96..100);
    assert_eq!(room::columns(&[], 0.0, 600.0), 0..0);
}

#[test]
fn long_texts_make_rows_higher() {
    assert_eq!(room::wrapped(&[(10, 150.0)], 30.0), 30.0);
    assert_eq!(room::wrapped(&[(10, 150.0), (60, 150.0)], 30.0), 90.0);
    assert_eq!(room::wrapped(&[(100_000, 150.0)], 30.0), 250.0);
}

proptest! {
    /// Whatever is scrolled to is in the page, with never more rows than the most.
    #[test]
    fn what_is_in_view_is_in_the_page(
        heights in prop::collection::vec(20.0_f64..260.0, 1..400),
        even in any::<bool>(),
        part in 0.0_f64..1.0,
        visible in 30.0_f64..1_500.0,
    ) {
        let lines = match even {
            true => Lines::Even { count: heights.len(), height: 30.0 },
            false => Lines::Wrapped(heights.iter().scan(0.0, |sum, height| {
                *sum += height;
                Some(*sum)
            }).collect()),
        };
        let top = (lines.height() - visible).max(0.0) * part;
        let window = lines.window(top, visible);
        prop_assert!(window.len() <= room::MOST);
        prop_assert!(window.contains(&lines.at(top)));
        prop_assert!(window.contains(&lines.at(top + visible - 1.0)));
        prop_assert!(lines.top(lines.at(top)) <= top);
    }

    /// Sorting moves rows and loses none; what passes a filter passes it again, and no filter makes anything panic.
    #[test]
    fn sorting_and_filtering_lose_nothing(
        numbers in prop::collection::vec(prop_oneof![Just(GAP), Just(f64::NAN), -9.0_f64..9.0], 1..30),
        by in prop::collection::vec((0_usize..5, any::<bool>()), 0..3),
        test in prop::sample::select(TESTS.to_vec()),
        operand in "[0-9.(a*\\[ -]{0,4}",
    ) {
        let labels: Vec<String> = (0..numbers.len()).map(|at| format!("job={}", at % 7)).collect();
        let samples: Vec<(&str, f64)> = labels.iter().map(String::as_str).zip(numbers).collect();
        let table = table(&json!({"type": "table"}), &vector(&samples));
        let mut rows = sorted(&table, (0..table.len()).collect(), &by);
        rows.sort_unstable();
        prop_assert_eq!(&rows, &(0..table.len()).collect::<Vec<_>>());
        let filter = Filter { test, operand, ..Filter::default() };
        let passed = passing(&table, &[("Value".to_owned(), filter.clone())], &written(&table));
        let listed: usize = values(&table, &table.columns[2], &filter, &written(&table)).iter().map(|(_, count)| count).sum();
        prop_assert_eq!(passed.len(), listed);
    }
}

#[test]
fn the_reader_can_choose_among_several_tables() {
    let panel = json!({
        "type": "table", "options": {"frameIndex": 1},
        "transformations": [{"id": "partitionByValues", "options": {"fields": ["disk"]}}],
    });
    let table = table(&panel, &disks());
    let rows = |table: &Table| table.len();
    assert_eq!((table.names().len(), table.at, rows(&table)), (2, 1, 1));
    let other = table.other(0).unwrap();
    assert_eq!((rows(other), table.other(1)), (3, None));
    let disk = |table: &Table| {
        format!(
            "{:?}",
            table
                .rows
                .frame
                .fields
                .iter()
                .map(|field| field.labels.get("disk"))
                .collect::<Vec<_>>()
        )
    };
    assert_ne!(disk(other), disk(&table));
}

#[test]
fn a_series_in_a_cell_is_a_line() {
    let (spec, faults) = Spec::read(&json!({
        "type": "table", "transformations": [{"id": "timeSeriesTable", "options": {"A": {"stat": "lastNotNull"}}}],
        "fieldConfig": {"defaults": {"unit": "s"}},
    }));
    assert_eq!(faults, []);
    let answer = crate::panel_text::matrix(&[("job=a", &[1.0, 2.0, GAP]), ("job=b", &[3.0])]);
    let answered = [Answered {
        ref_id: "A",
        legend: "",
        format: Format::TimeSeries,
        expr: "up",
        answer: &answer,
    }];
    let range = Range {
        from: Instant(0),
        to: Instant(600_000),
    };
    let Picture::Table(table) = atalaya::panel::picture(&spec, &answered, &Context::new(range))
    else {
        panic!("no table");
    };
    let titles: Vec<&str> = table
        .columns
        .iter()
        .map(|column| column.title.as_str())
        .collect();
    assert_eq!(titles, ["job", "Trend #A"]);
    let Content::Line(numbers, last) = cell::content(&table, &table.columns[1], 0) else {
        panic!("no line");
    };
    // A gap has no row, and no place on the line.
    assert_eq!(
        (numbers.len(), last.value, last.unit.as_str()),
        (2, Some(2.0), "s")
    );
}

#[test]
fn what_loki_says_of_one_instant_is_a_table_with_the_letter_of_its_query() {
    let (spec, _) = Spec::read(&json!({
        "type": "table",
        "transformations": [
            {"id": "merge", "options": {}},
            {"id": "organize", "options": {"excludeByName": {"Time": true}, "renameByName": {"Value #A": "Lines", "Value #B": "Services"}}},
        ],
    }));
    let (lines, services) = (
        vector(&[("what=timeout", 9.0), ("what=deadlock", 4.0)]),
        vector(&[("what=timeout", 2.0)]),
    );
    let range = Range {
        from: Instant(0),
        to: Instant(600_000),
    };
    let names = |answers: &[(&'static str, &Answer)]| {
        let asked = |(ref_id, answer)| Answered {
            ref_id,
            legend: "",
            format: Format::LokiInstant,
            expr: "sum by (what) (count_over_time({job=\"shop\"}[1h]))",
            answer,
        };
        let answered: Vec<_> = answers.iter().copied().map(asked).collect();
        match atalaya::panel::picture(&spec, &answered, &Context::new(range)) {
            Picture::Table(table) => table
                .columns
                .iter()
                .map(|column| column.title.clone())
                .collect::<Vec<_>>(),
            other => panic!("{other:?}"),
        }
    };
    assert_eq!(
        names(&[("A", &lines), ("B", &services)]),
        ["what", "Lines", "Services"]
    );
    // Alone too, where Prometheus' would be called Value.
    assert_eq!(names(&[("B", &services)]), ["what", "Services"]);
}
