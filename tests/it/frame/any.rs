//! Any frames under any steps: no panic, and no more cells than a page can hold.

use atalaya::data::labels::Labels;
use atalaya::frame::Field;
use atalaya::frame::Frame;
use atalaya::frame::Kind;
use atalaya::frame::cell::Cell;
use atalaya::frame::column::Column;
use atalaya::frame::transform;
use atalaya::frame::transform::CELLS_MOST;
use atalaya::frame::transform::Transformation;
use atalaya::notation::json::Faults;
use atalaya::notation::json::Object;
use proptest::prelude::*;
use serde_json::Value;
use serde_json::json;

const IDS: [&str; 22] = [
    "calculateField",
    "concatenate",
    "convertFieldType",
    "filterByRefId",
    "filterByValue",
    "filterFieldsByName",
    "groupBy",
    "groupingToMatrix",
    "histogram",
    "joinByField",
    "labelsToFields",
    "limit",
    "merge",
    "organize",
    "partitionByValues",
    "prepareTimeSeries",
    "reduce",
    "renameByRegex",
    "seriesToColumns",
    "seriesToRows",
    "sortBy",
    "transpose",
];

/// Words that options are made of.
const WORDS: [&str; 34] = [
    "Time",
    "Value",
    "a",
    "service",
    "outer",
    "inner",
    "outerTabular",
    "rows",
    "reduceRow",
    "binary",
    "unary",
    "index",
    "cumulativeFunctions",
    "windowFunctions",
    "sum",
    "mean",
    "max",
    "p50",
    "stdDev",
    "percent",
    "groupby",
    "aggregate",
    "greater",
    "equal",
    "regex",
    "/(.*)/",
    "$1",
    "number",
    "string",
    "time",
    "other",
    "multi",
    "long",
    "zero",
];

/// Names of options.
const KEYS: [&str; 44] = [
    "byField",
    "mode",
    "fields",
    "operation",
    "aggregations",
    "reduce",
    "reducer",
    "reducers",
    "binary",
    "left",
    "operator",
    "right",
    "unary",
    "fieldName",
    "alias",
    "replaceFields",
    "cumulative",
    "field",
    "window",
    "windowSize",
    "windowSizeMode",
    "windowAlignment",
    "sort",
    "desc",
    "include",
    "exclude",
    "names",
    "pattern",
    "filters",
    "config",
    "id",
    "options",
    "value",
    "type",
    "match",
    "conversions",
    "targetField",
    "destinationType",
    "columnField",
    "rowField",
    "bucketSize",
    "limitField",
    "excludeByName",
    "renameByName",
];

fn any_options() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        prop::sample::select(&WORDS[..]).prop_map(Value::from),
        any::<bool>().prop_map(Value::from),
        any::<i32>().prop_map(Value::from),
        any::<f64>().prop_map(|number| json!(number)),
        (0..20).prop_map(Value::from),
        ".{0,6}".prop_map(Value::from),
    ];
    leaf.prop_recursive(4, 32, 5, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..4).prop_map(Value::from),
            prop::collection::vec((prop::sample::select(&KEYS[..]), inner), 0..6).prop_map(
                |pairs| {
                    let pairs = pairs
                        .into_iter()
                        .map(|(key, value)| (key.to_owned(), value));
                    Value::Object(pairs.collect())
                }
            ),
        ]
    })
}

fn any_cell() -> impl Strategy<Value = Cell> {
    prop_oneof![
        4 => any::<f64>().prop_map(Cell::Number),
        4 => (0..5).prop_map(|number| Cell::Number(f64::from(number))),
        1 => Just(Cell::Null),
        1 => Just(Cell::Missing),
        1 => Just(Cell::Number(f64::NAN)),
        2 => prop::sample::select(&["", "a", "b", "10", "é", "1,5"][..]).prop_map(Cell::text),
        1 => any::<bool>().prop_map(Cell::Boolean),
    ]
}

fn any_field() -> impl Strategy<Value = Field> {
    let kinds = [
        Kind::Time,
        Kind::Number,
        Kind::Text,
        Kind::Boolean,
        Kind::Other,
    ];
    (
        prop::sample::select(&["Time", "Value", "a", "service", ""][..]),
        prop::sample::select(kinds.to_vec()),
        prop::collection::vec(any_cell(), 0..12),
        prop::collection::btree_map("[a-c]", "[x-z]{0,2}", 0..3),
    )
        .prop_map(|(name, kind, cells, labels)| Field {
            labels: Labels::from_pairs(labels),
            ..Field::new(name, kind, Column::new(cells))
        })
}

fn any_frame() -> impl Strategy<Value = Frame> {
    let fields = prop::collection::vec(any_field(), 0..5);
    ("[AB]?", "(cpu)?", fields).prop_map(|(ref_id, name, fields)| Frame {
        ref_id,
        name,
        fields,
    })
}

fn steps(panel: &Value) -> Vec<Transformation> {
    let faults = Faults::default();
    Transformation::read_all(&Object::new(panel, "", &faults))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1_500))]

    #[test]
    fn no_step_panics(
        frames in prop::collection::vec(any_frame(), 0..4),
        options in prop::collection::vec((prop::sample::select(&IDS[..]), any_options()), 1..4),
    ) {
        let all: Vec<Value> = options.iter().map(|(id, options)| json!({"id": id, "options": options})).collect();
        let (after, _) = transform::run(&steps(&json!({"transformations": all})), frames);
        let cells: usize = after.iter().flat_map(|frame| &frame.fields).map(|field| field.values.len()).sum();
        prop_assert!(cells <= CELLS_MOST);
    }
}

/// Many rows of one key that all differ: every way to pair them must be refused or stay small, and end.
#[test]
fn no_step_explodes() {
    let rows = 20_000;
    let numbers =
        |offset: usize| Column::numbers((0..rows).map(|row| (row * 7 + offset) as f64).collect());
    let frame = |offset: usize| Frame {
        ref_id: "A".to_owned(),
        name: String::new(),
        fields: vec![
            Field::new("Time", Kind::Time, numbers(0)),
            Field::new("key", Kind::Text, Column::filled(&Cell::text("k"), rows)),
            Field::new("Value", Kind::Number, numbers(offset)),
            Field::new("Value 2", Kind::Number, numbers(offset + 1)),
        ],
    };
    let keys_only = |mut frame: Frame| {
        frame.fields.remove(0);
        frame
    };
    for (step, frames) in [
        (
            json!({"id": "joinByField", "options": {"byField": "key", "mode": "inner"}}),
            vec![frame(0), frame(1)],
        ),
        (
            json!({"id": "joinByField", "options": {"byField": "key", "mode": "outerTabular"}}),
            vec![frame(0), frame(1)],
        ),
        (
            json!({"id": "merge"}),
            vec![keys_only(frame(0)), keys_only(frame(1))],
        ),
        (
            json!({"id": "groupingToMatrix", "options": {"columnField": "Time", "rowField": "Value"}}),
            vec![frame(0)],
        ),
        (
            json!({"id": "calculateField", "options": {"mode": "windowFunctions", "window": {
            "reducer": "stdDev", "windowSize": 1.0, "field": "Value"}}}),
            vec![frame(0)],
        ),
        (
            json!({"id": "histogram", "options": {"bucketSize": 1e-9}}),
            (0..40).map(frame).collect(),
        ),
        (json!({"id": "transpose"}), vec![frame(0)]),
        (
            json!({"id": "partitionByValues", "options": {"fields": ["Time"]}}),
            vec![frame(0)],
        ),
    ] {
        let (after, _) = transform::run(&steps(&json!({"transformations": [step]})), frames);
        let cells: usize = after
            .iter()
            .flat_map(|frame| &frame.fields)
            .map(|field| field.values.len())
            .sum();
        // The frames themselves, or what is still in bounds.
        assert!(cells <= CELLS_MOST.max(40 * 4 * rows), "{step}: {cells}");
    }
}
