//! What a link or a text of a panel knows of the value it belongs to: `${__value.raw}`, `${__field.labels.job}`,
//! `${__series.name}`, `${__data.fields["Name"].text}`, `${__url.params}`.
//!
//! What is not known in this place leaves the text as it is.

use crate::dashboard::interpolate::Bound;
use crate::dashboard::interpolate::Part;
use crate::data::labels::Labels;

/// A value and what stands around it.
#[derive(Clone, Copy, Debug, Default)]
pub struct Datum<'a> {
    /// The value; none for a link of a whole panel.
    pub value: Option<Cell<'a>>,
    /// When it was, in milliseconds.
    pub time: &'a str,
    /// Name of its field, as the answer has it.
    pub field: &'a str,
    /// Its field as the reader sees it.
    pub shown: &'a str,
    /// Labels of its field.
    pub labels: Option<&'a Labels>,
    /// All values of its row, with the names of their fields.
    pub row: &'a [(&'a str, Cell<'a>)],
    /// Names of those fields as the answer has them, in the same order.
    pub own: &'a [&'a str],
    /// Path of the page's address.
    pub path: &'a str,
    /// Its parameters, with the question mark.
    pub params: &'a str,
}

/// A value in the three ways it can be written.
#[derive(Clone, Copy, Debug, Default)]
pub struct Cell<'a> {
    /// As it was answered.
    pub raw: &'a str,
    /// As a number.
    pub numeric: &'a str,
    /// As the reader sees it.
    pub text: &'a str,
}

impl Datum<'_> {
    /// The value of one of the names only this place knows.
    #[must_use]
    pub fn bound(&self, name: &str) -> Option<Bound> {
        match name {
            "__value" => {
                let value = self.value?;
                let mut parts = cell(&[], &value);
                parts.push(Part::plain(&["time"], self.time));
                Some(of(value.raw, parts))
            }
            "__field" => {
                let mut parts = vec![
                    Part::plain(&["name"], self.shown),
                    Part::plain(&["displayName"], self.shown),
                ];
                if let Some(labels) = self.labels {
                    let pairs: Vec<String> = labels
                        .iter()
                        .map(|(name, value)| format!("{name}=\"{value}\""))
                        .collect();
                    let values: Vec<&str> = labels.iter().map(|(_, value)| value).collect();
                    parts.push(Part::plain(&["labels"], &pairs.join(", ")));
                    parts.push(Part::plain(&["labels", "__values"], &values.join(", ")));
                    let label = |(name, value)| Part::plain(&["labels", name], value);
                    parts.extend(labels.iter().map(label));
                }
                Some(of(self.field, parts))
            }
            "__series" => Some(of(self.shown, vec![Part::plain(&["name"], self.shown)])),
            "__data" if !self.row.is_empty() => {
                let mut parts = Vec::new();
                let mut add = |key: &str, value: &Cell<'_>| {
                    parts.push(Part::plain(&["fields", key], value.raw));
                    parts.extend(cell(&["fields", key], value));
                };
                // A field's own name goes before what another is called.
                for (own, (_, value)) in self.own.iter().zip(self.row) {
                    add(own, value);
                }
                for (index, (name, value)) in self.row.iter().enumerate() {
                    add(name, value);
                    add(&index.to_string(), value);
                }
                Some(of("", parts))
            }
            "__url" => Some(of(
                self.path,
                vec![
                    Part::plain(&["path"], self.path),
                    Part::plain(&["params"], self.params),
                ],
            )),
            // As tables of before version 7 had it.
            name => {
                let index: usize = name.strip_prefix("__cell_")?.parse().ok()?;
                let (_, value) = self.row.get(index)?;
                Some(Bound::single(value.raw.to_owned()))
            }
        }
    }
}

fn cell(path: &[&str], value: &Cell<'_>) -> Vec<Part> {
    let part = |(name, value): (&str, &str)| {
        let mut path = path.to_vec();
        path.push(name);
        Part::plain(&path, value)
    };
    [
        ("raw", value.raw),
        ("numeric", value.numeric),
        ("text", value.text),
    ]
    .map(part)
    .into()
}

fn of(value: &str, fields: Vec<Part>) -> Bound {
    Bound {
        fields,
        ..Bound::single(value.to_owned())
    }
}
