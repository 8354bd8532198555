//! What an export left open (`__inputs`): `${DS_PROMETHEUS}` for a data source, `${VAR_X}` for a constant; and library
//! panels that came along (`__elements`).

use crate::dashboard::migrate::edit;
use crate::dashboard::migrate::edit::Json;
use serde_json::Value;

/// One thing left open.
struct Input {
    /// `${NAME}`.
    token: String,
    /// What takes its place.
    fill: Fill,
}

enum Fill {
    /// A data source of this plugin type.
    Source(String),
    /// A text.
    Text(String),
}

/// Fills in everything that the file says about itself.
pub(crate) fn fill(root: &mut Json) {
    let inputs: Vec<Input> = edit::objects(root, "__inputs").filter_map(input).collect();
    if inputs.is_empty() {
        return;
    }
    for (key, value) in root.iter_mut() {
        if !key.starts_with("__") {
            walk(value, &inputs);
        }
    }
}

fn input(input: &Json) -> Option<Input> {
    let fill = match edit::word(input, "type")? {
        "datasource" => Fill::Source(edit::word(input, "pluginId")?.to_owned()),
        "constant" => Fill::Text(edit::word(input, "value")?.to_owned()),
        _ => return None,
    };
    let token = format!("${{{}}}", edit::word(input, "name")?);
    Some(Input { token, fill })
}

/// serde_json reads no deeper than 128 levels, so neither does this.
fn walk(value: &mut Value, inputs: &[Input]) {
    match value {
        Value::Array(list) => list.iter_mut().for_each(|one| walk(one, inputs)),
        Value::Object(object) => {
            for (key, below) in object.iter_mut() {
                match source(below, inputs).filter(|_| key == "datasource") {
                    Some(source) => *below = source,
                    None => walk(below, inputs),
                }
            }
        }
        Value::String(text) if text.contains("${") => {
            for input in inputs {
                if let Fill::Text(with) = &input.fill
                    && text.contains(&input.token)
                {
                    *text = text.replace(&input.token, with);
                }
            }
        }
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
}

/// The default source of its kind in place of one left open.
fn source(value: &Value, inputs: &[Input]) -> Option<Value> {
    let uid = value.as_str().or_else(|| value.get("uid")?.as_str())?;
    inputs.iter().find_map(|input| match &input.fill {
        Fill::Source(kind) if input.token == uid => Some(edit::pair(
            ("type", kind.as_str().into()),
            ("uid", "".into()),
        )),
        Fill::Source(_) | Fill::Text(_) => None,
    })
}

/// The model of a library panel that came along, with the place, id and title of the one that asks for it.
pub(crate) fn library(panel: &Json, root: &Json) -> Option<Json> {
    let uid = edit::word(edit::below(panel, "libraryPanel")?, "uid")?;
    let elements = root.get("__elements")?;
    let listed = elements.as_array().into_iter().flatten();
    let keyed = elements.as_object().into_iter().flatten();
    let mut all = listed.chain(keyed.map(|(_, element)| element));
    let element = all.find(|element| element.get("uid").and_then(Value::as_str) == Some(uid))?;
    let mut model = element.get("model")?.as_object()?.clone();
    for key in [
        "id",
        "gridPos",
        "title",
        "repeat",
        "repeatDirection",
        "maxPerRow",
    ] {
        edit::copy(panel, key, &mut model, key);
    }
    model.contains_key("type").then_some(model)
}
