//! Which ranges have a name of their own, and Grafana's list of quick ranges. Says which name, not its words.

use crate::time::math::Unit;

/// The name of a pair of texts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum SpanName {
    /// The last so many of a unit, up to now.
    Last(u32, Unit),
    /// The next so many of a unit, from now on.
    Next(u32, Unit),
    /// The day of today, to its end.
    Today,
    /// From midnight to now.
    TodaySoFar,
    /// The day before today.
    Yesterday,
    /// The day before yesterday.
    DayBeforeYesterday,
    /// The same weekday one week ago.
    ThisDayLastWeek,
    /// The unit now is in, to its end; never `Day`.
    This(Unit),
    /// From the start of the unit to now; never `Day`.
    ThisSoFar(Unit),
    /// The unit before the one now is in; never `Day`.
    Previous(Unit),
    /// No name: show the two ends.
    Other,
}

/// A pair of texts with a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Quick {
    /// Text of the start.
    pub from: &'static str,
    /// Text of the end.
    pub to: &'static str,
    /// Its name.
    pub name: SpanName,
}

/// The ranges offered for one click, in Grafana's order.
#[must_use]
pub fn quick() -> &'static [Quick] {
    &QUICK
}

/// The name of a pair of texts.
#[must_use]
pub fn recognise(from: &str, to: &str) -> SpanName {
    let (from, to) = (from.trim(), to.trim());
    let fixed = QUICK
        .iter()
        .find(|quick| quick.from == from && quick.to == to)
        .map(|quick| quick.name);
    let last = || {
        let (count, unit) = distance(from.strip_prefix("now-").filter(|_| to == "now")?)?;
        Some(SpanName::Last(count, unit))
    };
    let next = || {
        let (count, unit) = distance(to.strip_prefix("now+").filter(|_| from == "now")?)?;
        Some(SpanName::Next(count, unit))
    };
    fixed.or_else(last).or_else(next).unwrap_or(SpanName::Other)
}

/// A count and a unit with nothing around them: `90m`, `2fQ`.
#[must_use]
pub fn distance(text: &str) -> Option<(u32, Unit)> {
    let digits = text
        .find(|c: char| !c.is_ascii_digit())
        .filter(|digits| (1..=MAX_DIGITS).contains(digits))?;
    let (count, unit) = text.split_at_checked(digits)?;
    Some((count.parse().ok()?, Unit::from_text(unit)?))
}

/// As many as date math reads.
const MAX_DIGITS: usize = 5;

const fn last(from: &'static str, count: u32, unit: Unit) -> Quick {
    named(from, "now", SpanName::Last(count, unit))
}

const fn named(from: &'static str, to: &'static str, name: SpanName) -> Quick {
    Quick { from, to, name }
}

const QUICK: [Quick; 36] = [
    last("now-5m", 5, Unit::Minute),
    last("now-15m", 15, Unit::Minute),
    last("now-30m", 30, Unit::Minute),
    last("now-1h", 1, Unit::Hour),
    last("now-3h", 3, Unit::Hour),
    last("now-6h", 6, Unit::Hour),
    last("now-12h", 12, Unit::Hour),
    last("now-24h", 24, Unit::Hour),
    last("now-2d", 2, Unit::Day),
    last("now-7d", 7, Unit::Day),
    last("now-30d", 30, Unit::Day),
    last("now-90d", 90, Unit::Day),
    last("now-6M", 6, Unit::Month),
    last("now-1y", 1, Unit::Year),
    last("now-2y", 2, Unit::Year),
    last("now-5y", 5, Unit::Year),
    named("now-1d/d", "now-1d/d", SpanName::Yesterday),
    named("now-2d/d", "now-2d/d", SpanName::DayBeforeYesterday),
    named("now-7d/d", "now-7d/d", SpanName::ThisDayLastWeek),
    named("now-1w/w", "now-1w/w", SpanName::Previous(Unit::Week)),
    named("now-1M/M", "now-1M/M", SpanName::Previous(Unit::Month)),
    named(
        "now-1Q/fQ",
        "now-1Q/fQ",
        SpanName::Previous(Unit::FiscalQuarter),
    ),
    named("now-1y/y", "now-1y/y", SpanName::Previous(Unit::Year)),
    named(
        "now-1y/fy",
        "now-1y/fy",
        SpanName::Previous(Unit::FiscalYear),
    ),
    named("now/d", "now/d", SpanName::Today),
    named("now/d", "now", SpanName::TodaySoFar),
    named("now/w", "now/w", SpanName::This(Unit::Week)),
    named("now/w", "now", SpanName::ThisSoFar(Unit::Week)),
    named("now/M", "now/M", SpanName::This(Unit::Month)),
    named("now/M", "now", SpanName::ThisSoFar(Unit::Month)),
    named("now/y", "now/y", SpanName::This(Unit::Year)),
    named("now/y", "now", SpanName::ThisSoFar(Unit::Year)),
    named("now/fQ", "now", SpanName::ThisSoFar(Unit::FiscalQuarter)),
    named("now/fQ", "now/fQ", SpanName::This(Unit::FiscalQuarter)),
    named("now/fy", "now", SpanName::ThisSoFar(Unit::FiscalYear)),
    named("now/fy", "now/fy", SpanName::This(Unit::FiscalYear)),
];
