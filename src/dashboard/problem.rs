//! What a dashboard file asks and does not get. No words here: the page says it in the reader's language.

use crate::notation::json::Fault;

/// One problem of a panel, a variable or the whole file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Problem {
    /// A text uses a variable that the dashboard does not have.
    UnknownVariable {
        /// Its name, without `$`.
        name: String,
    },
    /// A panel type that is not built.
    UnsupportedPanel(String),
    /// An option that asks for something not built.
    UnsupportedOption {
        /// Path and value as the file has them.
        what: String,
    },
    /// A property of the wrong shape; its default is used.
    BadProperty {
        /// Path of the property inside its panel, variable or file.
        at: String,
        /// What was expected there.
        expected: &'static str,
    },
    /// A type of variable that is not built.
    UnsupportedVariable {
        /// Name of the variable.
        name: String,
        /// Its type in the file.
        kind: String,
    },
    /// Variables wait for each other.
    CircularVariables {
        /// Their names.
        names: Vec<String>,
    },
    /// A panel asks a kind of source that no configured source is.
    NoSource {
        /// What it asks for: a kind, or an id where the file says no kind.
        wanted: String,
    },
    /// A text that should be an interval (`30s`, `5m`) is none.
    BadInterval {
        /// The text.
        text: String,
    },
    /// `timeFrom` or `timeShift` of the panel is not understood.
    BadTime {
        /// The text.
        text: String,
    },
    /// A library panel whose model is not in the file.
    LibraryPanel {
        /// Its name.
        name: String,
    },
    /// The panel shows the answers of another panel, which is not there or is not asked anything.
    NoSuchPanel {
        /// Id of that panel.
        id: u32,
    },
    /// More copies of rows and panels than are shown.
    TooManyCopies {
        /// How many are.
        limit: usize,
    },
    /// More panels than are read.
    TooManyPanels {
        /// How many are.
        limit: usize,
    },
    /// An address that is none of http(s), mailto or relative.
    UnsafeLink {
        /// The address.
        url: String,
    },
    /// A file of the newer model of elements and layouts.
    NewModel,
}

impl From<Fault> for Problem {
    fn from(fault: Fault) -> Self {
        match fault {
            Fault::Bad { at, expected } => Self::BadProperty { at, expected },
            Fault::Unsupported { what } => Self::UnsupportedOption { what },
        }
    }
}
