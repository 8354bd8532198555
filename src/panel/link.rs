//! Data links of a field: where a click on a value leads. What they name is filled in by whoever has the value.

use crate::notation::json::Faults;
use crate::notation::json::Object;
use crate::panel::inline;
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

/// The links of a list, without those whose address could run a script.
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
    // An address that begins with a variable is judged when that is filled in.
    let leads = |link: &DataLink| inline::safe(&link.url) || link.url.starts_with('$');
    Ok(links.filter(leads).collect())
}
