//! How bad a log line is, by the words for it that Grafana knows.
//!
//! Does not know which label of a source holds the level; the caller asks them in order.

/// How bad a log line is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Level {
    /// The system is unusable or close to it.
    Critical,
    /// Something failed.
    Error,
    /// Something may fail.
    Warning,
    /// What happens normally.
    Info,
    /// For those who look for a fault.
    Debug,
    /// For those who look very closely.
    Trace,
    /// The line itself says `unknown`.
    Unknown,
}

impl Level {
    /// Grafana's name for it.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Critical => "critical",
            Self::Error => "error",
            Self::Warning => "warning",
            Self::Info => "info",
            Self::Debug => "debug",
            Self::Trace => "trace",
            Self::Unknown => "unknown",
        }
    }

    /// The level a label or a field names: by word, or by syslog's number from 0 (emergency) to 7 (debug).
    #[must_use]
    pub fn of_label(value: &str) -> Option<Self> {
        match value {
            "0" | "1" | "2" => Some(Self::Critical),
            "3" => Some(Self::Error),
            "4" => Some(Self::Warning),
            "5" | "6" => Some(Self::Info),
            "7" => Some(Self::Debug),
            word => of_word(word),
        }
    }

    /// The level of the first word in a line that names one.
    #[must_use]
    pub fn of_line(line: &str) -> Option<Self> {
        line.split(|c: char| !c.is_ascii_alphanumeric() && c != '_')
            .find_map(of_word)
    }

    /// The level of a row: of the first of its labels that names one, else of the line.
    #[must_use]
    pub fn of_row(labels: &[Option<&str>], line: &str) -> Option<Self> {
        let mut labels = labels.iter().flatten();
        labels
            .find_map(|value| Self::of_label(value))
            .or_else(|| Self::of_line(line))
    }
}

/// Words for levels, in small letters.
const WORDS: [(&str, Level); 19] = [
    ("emerg", Level::Critical),
    ("emergency", Level::Critical),
    ("fatal", Level::Critical),
    ("alert", Level::Critical),
    ("crit", Level::Critical),
    ("critical", Level::Critical),
    ("warn", Level::Warning),
    ("warning", Level::Warning),
    ("err", Level::Error),
    ("eror", Level::Error),
    ("error", Level::Error),
    ("info", Level::Info),
    ("information", Level::Info),
    ("informational", Level::Info),
    ("notice", Level::Info),
    ("dbug", Level::Debug),
    ("debug", Level::Debug),
    ("trace", Level::Trace),
    ("unknown", Level::Unknown),
];

fn of_word(word: &str) -> Option<Level> {
    WORDS
        .iter()
        .find(|(known, _)| known.eq_ignore_ascii_case(word))
        .map(|(_, level)| *level)
}
