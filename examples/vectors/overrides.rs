//! A matcher and frames: the names of the columns and which of them it selects.

use super::frames;
use super::row;
use atalaya::frame::matcher::Matcher;
use atalaya::frame::matcher::Subject;
use atalaya::frame::name;
use atalaya::notation::json::Faults;
use atalaya::notation::json::Object;
use serde_json::Value;
use serde_json::json;

/// Holds a row.
pub(crate) fn check(row: &Value) -> Result<(), String> {
    let mut frames = frames::read(&row["frames"])?;
    for field in frames.iter_mut().flat_map(|frame| &mut frame.fields) {
        field.known = None;
    }
    name::settle(&mut frames);
    let names: Vec<Vec<&str>> = frames
        .iter()
        .map(|frame| frame.fields.iter().map(name::known).collect())
        .collect();
    row::same(&json!(names), &row["display_names"])?;
    let faults = Faults::default();
    let matcher = Matcher::read(&Object::new(&row["matcher"], "", &faults));
    let matcher = matcher.ok_or("the matcher is not understood")?;
    let hits: Vec<Vec<bool>> = frames
        .iter()
        .map(|frame| {
            Subject::all(frame)
                .map(|one| matcher.selects(&one))
                .collect()
        })
        .collect();
    row::same(&json!(hits), &row["matches"])
}
