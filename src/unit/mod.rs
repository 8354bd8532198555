//! Grafana unit ids and a number to text, in the reader's locale.

/// How a language writes numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Locale {
    /// Between whole and fraction: `.` or `,`.
    pub decimal: char,
    /// Between thousands where numbers are grouped.
    pub group: char,
    /// A no-break space before `%` (Spanish) or nothing (English).
    pub space_before_percent: bool,
}

/// `1,234.5` and `11.9%`.
pub const ENGLISH: Locale = Locale {
    decimal: '.',
    group: ',',
    space_before_percent: false,
};

/// `1 234,5` and `11,9 %`.
pub const SPANISH: Locale = Locale {
    decimal: ',',
    group: '\u{a0}',
    space_before_percent: true,
};
