//! Frames before and after transformations.
//!
//! Three things are not compared as they stand. JSON objects have no order here, so the columns that Grafana makes of
//! labels, in the order in which a server sent them, are in order of their names. `undefined` in the letters of queries
//! is where a frame has none. A row that is not there is written like one without a value.

use super::frames;
use super::row;
use atalaya::chart::stack;
use atalaya::data::labels::Labels;
use atalaya::data::series::Matrix;
use atalaya::data::series::Sample;
use atalaya::data::series::Series;
use atalaya::data::series::is_gap;
use atalaya::frame::Frame;
use atalaya::frame::answer;
use atalaya::frame::name;
use atalaya::frame::transform;
use atalaya::frame::transform::Transformation;
use atalaya::lean::decimal;
use atalaya::panel::Answered;
use atalaya::panel::Context;
use atalaya::panel::Format;
use atalaya::panel::picture;
use atalaya::panel::picture::Picture;
use atalaya::panel::spec::Spec;
use atalaya::source::Answer;
use atalaya::source::Found;
use atalaya::time::Grid;
use atalaya::time::Instant;
use atalaya::time::Millis;
use atalaya::time::Range;
use serde_json::Value;
use serde_json::json;

/// Holds a row about random frames.
pub(crate) fn check_random(row: &Value) -> Result<(), String> {
    let id = row::text(row, "id")?;
    let step = json!({"id": id, "options": row["options"]});
    let mut got = transformed(&json!([step]), &row["input"])?;
    let mut told: Vec<Value> = Vec::new();
    for frame in &mut got {
        name::settle_alone(frame);
        let mut one = frames::told(frame);
        for (field, value) in frame.fields.iter().zip(fields(&mut one)) {
            value["display_name"] = json!(name::known(field));
        }
        told.push(one);
    }
    let mut expected = row["output"].clone();
    even(&mut expected, row);
    let mut got = Value::Array(told);
    even(&mut got, row);
    row::same(&got, &expected)
}

/// Holds a fact.
pub(crate) fn check(row: &Value) -> Result<(), String> {
    match row["kind"].as_str() {
        None => {
            let got = transformed(&row["transformations"], &row["input"])?;
            let got = got.iter().map(|frame| {
                let mut told = frames::told(frame);
                for (field, value) in frame.fields.iter().zip(fields(&mut told)) {
                    value["config"] = json!({
                        "displayName": field.config.display_name,
                        "unit": field.config.unit,
                    });
                }
                told["length"] = json!(frame.rows());
                told
            });
            let (mut got, mut expected) = (got.collect(), row["expected"].clone());
            even(&mut got, row);
            even(&mut expected, row);
            for field in list(&mut expected).iter_mut().flat_map(fields) {
                let config = field["config"].take();
                field["config"] =
                    json!({"displayName": config["displayName"], "unit": config["unit"]});
            }
            row::same(&got, &expected)
        }
        Some("prometheus-table") => table(row),
        Some("prometheus-heatmap-deaccumulate") => {
            let buckets = row["buckets"].as_array().ok_or("the buckets are no list")?;
            let columns: Vec<_> = buckets.iter().map(|one| samples(&one[1]).into()).collect();
            let got = answer::apart(&columns);
            let names = buckets.iter().map(|one| &one[0]);
            row::same(&json!(names.zip(got).collect::<Vec<_>>()), &row["expected"])
        }
        Some("prometheus-sample-value") => {
            let got = decimal::parse(row::text(row, "text")?).map(row::written);
            row::same(&json!(got), &row["expected"])
        }
        Some("stacking") => stacking(row),
        Some(other) => Err(format!("not covered: {other}")),
    }
}

fn transformed(steps: &Value, input: &Value) -> Result<Vec<Frame>, String> {
    let list = steps.as_array().map_or(&[][..], Vec::as_slice);
    let (steps, _) = Transformation::read_all(list);
    let (frames, faults) = transform::run(&steps, frames::read(input)?);
    match faults.as_slice() {
        [] => Ok(frames),
        faults => Err(format!("{faults:?}")),
    }
}

fn list(frames: &mut Value) -> &mut [Value] {
    frames.as_array_mut().map_or(&mut [], Vec::as_mut_slice)
}

fn fields(frame: &mut Value) -> &mut [Value] {
    frame["fields"]
        .as_array_mut()
        .map_or(&mut [], Vec::as_mut_slice)
}

/// Brings both answers to one form.
fn even(frames: &mut Value, row: &Value) {
    let labels: Vec<&String> = row["input"]
        .as_array()
        .into_iter()
        .flatten()
        .flat_map(|frame| frame["fields"].as_array().into_iter().flatten())
        .flat_map(|field| field["labels"].as_object().into_iter().flatten())
        .map(|(name, _)| name)
        .collect();
    let rows_of_labels = row["options"]["mode"] == "rows" && row["options"]["keepLabels"].is_null();
    for frame in list(frames) {
        for field in fields(frame).iter_mut().filter(|_| rows_of_labels) {
            if let Some(values) = field["values"].as_array_mut() {
                values.sort_by_key(Value::to_string);
            }
        }
        for key in ["refId", "name"] {
            let text = frame[key]
                .as_str()
                .unwrap_or_default()
                .replace("undefined", "");
            frame[key] = json!(text);
        }
        for field in fields(frame) {
            if field["labels"].is_null() {
                field["labels"] = json!({});
            }
            // A column that is made of a null is called so by nobody.
            if field["name"].is_null() {
                field["name"] = json!("");
            }
            for value in field["values"].as_array_mut().into_iter().flatten() {
                if value == frames::UNDEFINED {
                    *value = Value::Null;
                }
            }
        }
        let made_of_label = |field: &Value| {
            let name = field["name"].as_str().unwrap_or_default();
            field["type"] == "string" && labels.iter().any(|label| *label == name)
        };
        let fields = fields(frame);
        let mut columns: Vec<Value> = fields
            .iter()
            .filter(|one| made_of_label(one))
            .cloned()
            .collect();
        columns.sort_by_key(|field| field["name"].to_string());
        let mut columns = columns.into_iter();
        for field in fields.iter_mut().filter(|one| made_of_label(one)) {
            *field = columns.next().unwrap_or_default();
        }
    }
}

fn samples(value: &Value) -> Vec<f64> {
    value
        .as_array()
        .into_iter()
        .flatten()
        .map(frames::sample)
        .collect()
}

/// Series of one query as a table.
fn table(row: &Value) -> Result<(), String> {
    let frames = frames::read(&row["input"])?;
    let mut all = Vec::new();
    for frame in &frames {
        let [time, value] = frame.fields.as_slice() else {
            return Err("a series has two columns".to_owned());
        };
        for (at, cell) in time.values.iter().zip(value.values.iter()) {
            all.push(Sample {
                labels: value.labels.clone(),
                at: Instant(at.number() as i64),
                value: cell.number(),
                histogram: None,
            });
        }
    }
    let made = answer::table("A", false, &Found::Vector(all));
    let mut got: Value = made.iter().map(frames::told).collect();
    for frame in list(&mut got) {
        frame["length"] = json!(made.as_ref().map(Frame::rows));
    }
    let mut expected = row["expected"].clone();
    even(&mut got, &Value::Null);
    even(&mut expected, &Value::Null);
    row::same(&got, &expected)
}

/// What is drawn of stacked series.
fn stacking(row: &Value) -> Result<(), String> {
    let panel = json!({"type": "timeseries", "fieldConfig": {"defaults": {"custom": {
        "stacking": {"mode": row["mode"], "group": "A"},
    }}}});
    let series = row["series"].as_array().ok_or("the series are no list")?;
    let columns: Vec<Vec<f64>> = series.iter().map(samples).collect();
    let grid = Grid {
        start: Instant(0),
        step: Millis(1),
        count: columns.iter().map(Vec::len).max().unwrap_or(0),
    };
    let named = |(at, values): (usize, Vec<f64>)| Series {
        labels: Labels::from_pairs([("n", at.to_string())]),
        values: values.into(),
        histograms: Vec::new(),
    };
    let answer = Answer {
        found: Found::Matrix(Matrix {
            grid,
            series: columns.into_iter().enumerate().map(named).collect(),
        }),
        warnings: Vec::new(),
        infos: Vec::new(),
    };
    let answered = Answered {
        ref_id: "A",
        legend: "",
        format: Format::TimeSeries,
        expr: "up",
        answer: &answer,
    };
    let range = Range {
        from: grid.start,
        to: grid.end(),
    };
    let (spec, _) = Spec::read(&panel);
    let Picture::Chart(chart) = picture(&spec, &[answered], &Context::new(range)) else {
        return Err("there is no chart".to_owned());
    };
    let scene = chart.scene;
    let drawn = stack::stack(&scene);
    let got: Vec<Vec<Value>> = drawn
        .iter()
        .map(|one| {
            let value = |value: &f64| {
                if is_gap(*value) {
                    Value::Null
                } else {
                    json!(value)
                }
            };
            one.top.iter().map(value).collect()
        })
        .collect();
    row::same(&json!(got), &row["expected"])
}
