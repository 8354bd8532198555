//! Names of frames and columns, and the legends that name series.

use super::frames;
use super::row;
use atalaya::data::labels::Labels;
use atalaya::frame::legend;
use atalaya::frame::name;
use serde_json::Value;
use serde_json::json;

/// Holds a row.
pub(crate) fn check(row: &Value) -> Result<(), String> {
    let got = match row::text(row, "kind")? {
        "frame-name" => {
            let mut frame = frames::frame(&row["frame"])?;
            name::settle_alone(&mut frame);
            let place = row["index"].as_u64().map(|place| place as usize);
            json!(name::of_frame(&frame, place))
        }
        "field-name" => {
            let mut frames = frames::read(&row["frames"])?;
            name::settle(&mut frames);
            let at = |key: &str| row::whole(row, key).map(|at| at as usize);
            let frame = frames.get(at("frameIndex")?).ok_or("no such frame")?;
            let field = frame.fields.get(at("fieldIndex")?).ok_or("no such field")?;
            json!(name::known(field))
        }
        "legend-format" => {
            let format = row::text(row, "legendFormat")?;
            if format == legend::AUTO {
                // No legend: the name comes from the labels of all series, which `legend-auto` asks about.
                return row::same(&json!(""), &row["expected"]);
            }
            let labels = frames::labels(&row["labels"]);
            let names = legend::legends(format, row::text(row, "expr")?, &[&labels]);
            json!(names.first())
        }
        "legend-format-frontend" => {
            let labels = frames::labels(&row["labels"]);
            json!(legend::annotated(row::text(row, "legendFormat")?, &labels))
        }
        "legend-auto" => {
            let sets = row["labelSets"].as_array().ok_or("the sets are no list")?;
            let sets: Vec<Labels> = sets.iter().map(frames::labels).collect();
            let sets: Vec<&Labels> = sets.iter().collect();
            json!(legend::legends(legend::AUTO, "expr", &sets))
        }
        other => return Err(format!("not covered: {other}")),
    };
    row::same(&got, &row["expected"])
}
