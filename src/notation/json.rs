//! JSON read with forgiveness: a property of the wrong type counts as absent and is noted as a [`Fault`]; the rest of
//! the file lives.
//!
//! `null` is the same as absent. Numbers written as text count as numbers, as they do for Grafana. Does not know what
//! any property means.

use crate::lean::decimal;
use crate::unit::number::plain;
use serde_json::Map;
use serde_json::Number;
use serde_json::Value;
use std::cell::RefCell;

/// Something a file asks that this build does not do as asked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fault {
    /// A property of the wrong shape; its default is used.
    Bad {
        /// Path of the property inside the panel, such as `fieldConfig.defaults.unit`.
        at: String,
        /// What was expected there.
        expected: &'static str,
    },
    /// A property that asks for something not built.
    Unsupported {
        /// What: a path with its value, or a name as the file has it.
        what: String,
    },
}

/// No line of a page has room for more, in bytes.
const LINE: usize = 1_000;

/// Faults found so far, shared by all readers of one file.
#[derive(Debug, Default)]
pub struct Faults(RefCell<Vec<Fault>>);

impl Faults {
    /// Notes a fault; the same fault twice is noted once.
    pub fn add(&self, fault: Fault) {
        let mut faults = self.0.borrow_mut();
        if !faults.contains(&fault) {
            faults.push(fault);
        }
    }

    /// All faults in the order they were found.
    #[must_use]
    pub fn into_vec(self) -> Vec<Fault> {
        self.0.into_inner()
    }
}

/// A JSON object, or the absence of one, and where it stands.
#[derive(Clone, Debug)]
pub struct Object<'a> {
    map: Option<&'a Map<String, Value>>,
    at: String,
    faults: &'a Faults,
}

impl<'a> Object<'a> {
    /// Reads a value as an object; anything but an object or `null` is a fault.
    #[must_use]
    pub fn new(value: &'a Value, at: &str, faults: &'a Faults) -> Self {
        if !value.is_object() && !value.is_null() {
            faults.add(Fault::Bad {
                at: at.to_owned(),
                expected: "an object",
            });
        }
        Self {
            map: value.as_object(),
            at: at.to_owned(),
            faults,
        }
    }

    /// Is there an object at all?
    #[must_use]
    pub fn exists(&self) -> bool {
        self.map.is_some()
    }

    /// The value of a property as it stands; absent and `null` are none.
    #[must_use]
    pub fn value(&self, key: &str) -> Option<&'a Value> {
        self.map?.get(key).filter(|value| !value.is_null())
    }

    /// Every property with its name.
    pub fn iter(&self) -> impl Iterator<Item = (&'a String, &'a Value)> + use<'a> {
        self.map.into_iter().flatten()
    }

    /// A text.
    #[must_use]
    pub fn text(&self, key: &str) -> Option<String> {
        self.read(key, "text", text)
    }

    /// A text that stands on one line: as much of it as one can hold.
    #[must_use]
    pub fn line(&self, key: &str) -> String {
        let mut line = self.text(key).unwrap_or_default();
        line.truncate(line.floor_char_boundary(LINE));
        line
    }

    /// A number.
    #[must_use]
    pub fn number(&self, key: &str) -> Option<f64> {
        self.read(key, "a number", number)
    }

    /// A number that is whole and not negative; fractions are cut off.
    #[must_use]
    pub fn count(&self, key: &str) -> Option<u32> {
        self.read(key, "a whole number, 0 or more", |value| {
            number(value)
                .filter(|number| (0.0..=f64::from(u32::MAX)).contains(number))
                .map(|number| number as u32)
        })
    }

    /// True or false.
    #[must_use]
    pub fn flag(&self, key: &str) -> Option<bool> {
        self.read(key, "true or false", Value::as_bool)
    }

    /// An object below this one.
    #[must_use]
    pub fn object(&self, key: &str) -> Object<'a> {
        match self.value(key) {
            Some(value) => Object::new(value, &self.path(key), self.faults),
            None => Object {
                map: None,
                at: self.path(key),
                faults: self.faults,
            },
        }
    }

    /// A value below this object as an object.
    #[must_use]
    pub fn within(&self, value: &'a Value, key: &str) -> Object<'a> {
        Object::new(value, &self.path(key), self.faults)
    }

    /// The objects of a list; what is no object in it is a fault and left out.
    #[must_use]
    pub fn objects(&self, key: &str) -> Vec<Object<'a>> {
        self.list(key)
            .iter()
            .enumerate()
            .map(|(index, value)| {
                Object::new(value, &format!("{}[{index}]", self.path(key)), self.faults)
            })
            .filter(Object::exists)
            .collect()
    }

    /// The texts of a list; what is no text in it is a fault and left out.
    #[must_use]
    pub fn texts(&self, key: &str) -> Vec<String> {
        let list = self.list(key);
        let texts: Vec<String> = list.iter().filter_map(text).collect();
        if texts.len() < list.len() {
            self.bad(key, "a list of texts");
        }
        texts
    }

    /// A list as it stands; absent is empty.
    #[must_use]
    pub fn list(&self, key: &str) -> &'a [Value] {
        match self.value(key) {
            Some(Value::Array(list)) => list,
            Some(_) => {
                self.bad(key, "a list");
                &[]
            }
            None => &[],
        }
    }

    /// Where a property of this object stands.
    #[must_use]
    pub fn path(&self, key: &str) -> String {
        if self.at.is_empty() {
            key.to_owned()
        } else {
            format!("{}.{key}", self.at)
        }
    }

    /// Notes that a property is not what it should be.
    pub fn bad(&self, key: &str, expected: &'static str) {
        self.faults.add(Fault::Bad {
            at: self.path(key),
            expected,
        });
    }

    /// Notes that a property asks for something that is not built.
    pub fn unsupported(&self, key: &str, value: &str) {
        self.faults.add(Fault::Unsupported {
            what: format!("{}: {value}", self.path(key)),
        });
    }

    fn read<T>(
        &self,
        key: &str,
        expected: &'static str,
        read: impl Fn(&Value) -> Option<T>,
    ) -> Option<T> {
        let value = self.value(key)?;
        let found = read(value);
        if found.is_none() {
            self.bad(key, expected);
        }
        found
    }
}

/// A value as text.
#[must_use]
pub fn text(value: &Value) -> Option<String> {
    value.as_str().map(str::to_owned)
}

/// A value to be shown to people, numbers as JavaScript writes them.
#[must_use]
pub fn shown(value: &Value) -> String {
    match value {
        Value::Null => "null".to_owned(),
        Value::Bool(flag) => flag.to_string(),
        Value::Number(number) => written(number),
        Value::String(text) => format!("\"{text}\""),
        Value::Array(list) => {
            let items: Vec<String> = list.iter().map(shown).collect();
            format!("[{}]", items.join(","))
        }
        Value::Object(map) => {
            let member = |(key, value)| format!("\"{key}\":{}", shown(value));
            let members: Vec<String> = map.iter().map(member).collect();
            format!("{{{}}}", members.join(","))
        }
    }
}

/// A number as text, as JavaScript writes it.
#[must_use]
pub fn written(number: &Number) -> String {
    match number.as_i64() {
        Some(whole) => whole.to_string(),
        None => plain(number.as_f64().unwrap_or(f64::NAN)),
    }
}

/// A value as a number, also when it is written as text.
#[must_use]
pub fn number(value: &Value) -> Option<f64> {
    match value {
        Value::Number(number) => number.as_f64(),
        Value::String(text) => decimal::parse(text.trim()).filter(|n| n.is_finite()),
        _ => None,
    }
}
