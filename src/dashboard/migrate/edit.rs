//! Small steps on JSON objects that every migration takes: read a property as Grafana's JavaScript would, set one.

use crate::frame::reducer::Reducer;
use crate::notation::json;
use serde_json::Map;
use serde_json::Value;

/// An object of JSON.
pub(crate) type Json = Map<String, Value>;

/// A text.
pub(crate) fn word<'a>(object: &'a Json, key: &str) -> Option<&'a str> {
    object.get(key)?.as_str()
}

/// A text that says something.
pub(crate) fn filled<'a>(object: &'a Json, key: &str) -> Option<&'a str> {
    word(object, key).filter(|text| !text.is_empty())
}

/// A number, also one written as text.
pub(crate) fn number(object: &Json, key: &str) -> Option<f64> {
    json::number(object.get(key)?)
}

/// Is there something that JavaScript takes for true?
pub(crate) fn truthy(object: &Json, key: &str) -> bool {
    match object.get(key) {
        None | Some(Value::Null | Value::Bool(false)) => false,
        Some(Value::String(text)) => !text.is_empty(),
        Some(Value::Number(number)) => number.as_f64() != Some(0.0),
        Some(Value::Bool(true) | Value::Array(_) | Value::Object(_)) => true,
    }
}

/// An object below.
pub(crate) fn below<'a>(object: &'a Json, key: &str) -> Option<&'a Json> {
    object.get(key)?.as_object()
}

/// The objects of a list below.
pub(crate) fn objects<'a>(object: &'a Json, key: &str) -> impl Iterator<Item = &'a Json> + use<'a> {
    let list = object.get(key).and_then(Value::as_array);
    list.into_iter().flatten().filter_map(Value::as_object)
}

/// Sets the property at the end of a path of keys with dots between them; objects on the way are made.
pub(crate) fn put(object: &mut Json, path: &str, value: impl Into<Value>) {
    put_value(object, path, value.into());
}

fn put_value(object: &mut Json, path: &str, value: Value) {
    let Some((head, rest)) = path.split_once('.') else {
        object.insert(path.to_owned(), value);
        return;
    };
    let below = object.entry(head).or_insert(Value::Null);
    if !below.is_object() {
        *below = Value::Object(Json::new());
    }
    if let Value::Object(below) = below {
        put_value(below, rest, value);
    }
}

/// Adds to the list at the end of a path; it and objects on the way are made.
pub(crate) fn push(object: &mut Json, path: &str, value: Value) {
    if let Some((head, rest)) = path.split_once('.') {
        let below = object.entry(head).or_insert(Value::Null);
        if !below.is_object() {
            *below = Value::Object(Json::new());
        }
        if let Value::Object(below) = below {
            push(below, rest, value);
        }
        return;
    }
    match object.get_mut(path) {
        Some(Value::Array(list)) => list.push(value),
        _ => put_value(object, path, Value::Array(vec![value])),
    }
}

/// What stands at the end of a path.
pub(crate) fn at<'a>(object: &'a Json, path: &str) -> Option<&'a Value> {
    match path.split_once('.') {
        None => object.get(path),
        Some((head, rest)) => at(object.get(head)?.as_object()?, rest),
    }
}

/// Copies a property to the end of a path, if it is there.
pub(crate) fn copy(from: &Json, key: &str, to: &mut Json, path: &str) {
    if let Some(value) = from.get(key).filter(|value| !value.is_null()) {
        put_value(to, path, value.clone());
    }
}

/// An object of one property.
pub(crate) fn single(key: &str, value: impl Into<Value>) -> Value {
    let mut object = Json::new();
    put(&mut object, key, value);
    Value::Object(object)
}

/// An object of two properties.
pub(crate) fn pair(one: (&str, Value), other: (&str, Value)) -> Value {
    let mut object = Json::new();
    put(&mut object, one.0, one.1);
    put(&mut object, other.0, other.1);
    Value::Object(object)
}

/// An override in the making: which fields, and what is set on them.
pub(crate) struct Rule {
    matcher: Value,
    properties: Vec<Value>,
}

impl Rule {
    /// For the fields of a name, or of names that match a text between slashes.
    pub(crate) fn of(name: &str) -> Self {
        let regex = name.len() > 1 && name.starts_with('/') && name.ends_with('/');
        Self::by(if regex { "byRegexp" } else { "byName" }, name)
    }

    /// For the fields that a matcher of Grafana's selects.
    pub(crate) fn by(matcher: &str, options: &str) -> Self {
        Self {
            matcher: pair(("id", matcher.into()), ("options", options.into())),
            properties: Vec::new(),
        }
    }

    /// Sets a property on them.
    pub(crate) fn set(&mut self, id: &str, value: impl Into<Value>) {
        let property = pair(("id", id.into()), ("value", value.into()));
        self.properties.push(property);
    }

    /// Adds it to a panel's overrides, if it sets anything.
    pub(crate) fn add_to(self, panel: &mut Json) {
        if !self.properties.is_empty() {
            let rule = pair(
                ("matcher", self.matcher),
                ("properties", self.properties.into()),
            );
            push(panel, "fieldConfig.overrides", rule);
        }
    }
}

/// A colour that never changes.
pub(crate) fn fixed_colour(colour: &str) -> Value {
    pair(("mode", "fixed".into()), ("fixedColor", colour.into()))
}

/// A step of thresholds; one without a value is the lowest.
pub(crate) fn step(from: Option<f64>, colour: &str) -> Value {
    pair(("value", from.into()), ("color", colour.into()))
}

/// Thresholds of these steps.
pub(crate) fn thresholds(steps: Vec<Value>) -> Value {
    pair(("mode", "absolute".into()), ("steps", steps.into()))
}

/// The reducer that an old name means; names of today are theirs already.
pub(crate) fn reducer(old: &str) -> &str {
    match old {
        "avg" => "mean",
        "current" => "lastNotNull",
        "total" => "sum",
        other => other,
    }
}

/// Reducers that Grafana knows by an old name or one of today.
pub(crate) fn known_reducer(name: &str) -> bool {
    Reducer::read(name).is_some()
}
