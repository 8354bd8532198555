//! Data links of a field: where a click on a value leads. What they name is filled in by whoever has the value.

use crate::data::labels::Labels;
use crate::frame::Frame;
use crate::notation::json::Faults;
use crate::notation::json::Object;
use serde_json::Value;

/// One link.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DataLink {
    /// Its words, variables as written.
    pub title: String,
    /// Its address, variables as written.
    pub url: String,
    /// It opens a page of its own.
    pub new_page: bool,
    /// A click on the value follows it without asking which.
    pub one_click: bool,
}

/// Where a value comes from, as far as its links name that.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Origin {
    /// The links of its field; at least one.
    pub links: Vec<DataLink>,
    /// Its field as the reader sees it.
    pub shown: String,
    /// Labels of its field.
    pub labels: Labels,
}

/// The rows of a table, as far as the links of its cells name them.
#[derive(Clone, Debug, PartialEq)]
pub struct Rows {
    /// All its columns, hidden ones too.
    pub frame: Frame,
    /// What each column is called, in their order.
    pub shown: Vec<String>,
}

/// The links of a list. Where they lead is judged when their addresses are complete.
pub(crate) fn read(value: &Value) -> Result<Vec<DataLink>, &'static str> {
    let Value::Array(list) = value else {
        return Err("a list of links");
    };
    let faults = Faults::default();
    let links = list.iter().map(|value| Object::new(value, "", &faults));
    let links = links.map(|link| DataLink {
        title: link.text("title").unwrap_or_default(),
        url: link.text("url").unwrap_or_default(),
        new_page: link.flag("targetBlank").unwrap_or(false),
        one_click: link.flag("oneClick").unwrap_or(false),
    });
    Ok(links.filter(|link| !link.url.is_empty()).collect())
}
