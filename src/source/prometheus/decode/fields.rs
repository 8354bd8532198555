//! The members of a JSON object, read with care: what a server leaves out or writes as `null` is empty, what it writes
//! in another shape is none, and keys that nobody asks for are passed over.

use crate::data::labels::Builder;
use crate::data::labels::Labels;
use crate::source::prometheus::decode::moment;
use crate::source::prometheus::decode::number;
use crate::time::Instant;
use serde_json::Map;
use serde_json::Value;

/// An object.
#[derive(Clone, Copy)]
pub(in crate::source) struct Fields<'a>(&'a Map<String, Value>);

impl<'a> Fields<'a> {
    /// A value as an object, if it is one.
    pub(in crate::source) fn of(json: &'a Value) -> Option<Self> {
        json.as_object().map(Self)
    }

    /// A member that must be there, if only as `null`.
    pub(in crate::source) fn there(self, key: &str) -> Option<&'a Value> {
        self.0.get(key)
    }

    /// A member as it stands; `null` is as good as absent.
    pub(in crate::source) fn get(self, key: &str) -> Option<&'a Value> {
        self.0.get(key).filter(|value| !value.is_null())
    }

    /// A text.
    pub(in crate::source) fn text(self, key: &str) -> Option<String> {
        self.or_default(key, |value| value.as_str().map(str::to_owned))
    }

    /// A number.
    pub(in crate::source) fn number(self, key: &str) -> Option<f64> {
        self.or_default(key, Value::as_f64)
    }

    /// True or false.
    pub(in crate::source) fn flag(self, key: &str) -> Option<bool> {
        self.or_default(key, Value::as_bool)
    }

    /// A label set.
    pub(in crate::source) fn labels(self, key: &str) -> Option<Labels> {
        self.or_default(key, labels)
    }

    /// A time; a text that is none is no time.
    pub(in crate::source) fn moment(self, key: &str) -> Option<Option<Instant>> {
        self.or_default(key, |value| value.as_str().map(moment::instant))
    }

    /// A list whose items all can be read.
    pub(in crate::source) fn list<T>(
        self,
        key: &str,
        read: impl Fn(&'a Value) -> Option<T>,
    ) -> Option<Vec<T>> {
        self.or_default(key, |value| value.as_array()?.iter().map(read).collect())
    }

    fn or_default<T: Default>(
        self,
        key: &str,
        read: impl FnOnce(&'a Value) -> Option<T>,
    ) -> Option<T> {
        self.get(key).map_or_else(|| Some(T::default()), read)
    }
}

/// Labels as the API writes them: `{"job":"node"}`, names in any order.
pub(in crate::source) fn labels(json: &Value) -> Option<Labels> {
    let mut labels = Builder::default();
    for (name, value) in json.as_object()? {
        labels.add(name, value.as_str()?);
    }
    Some(labels.finish())
}

/// A text.
pub(in crate::source) fn text(json: &Value) -> Option<String> {
    json.as_str().map(str::to_owned)
}

/// A number that the API writes as text.
pub(in crate::source) fn written_number(json: &Value) -> Option<f64> {
    number::whole(json.as_str()?)
}
