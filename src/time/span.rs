//! The span of time a reader chose, kept as the text it was chosen with: what is relative stays relative.

use crate::lean::find;
use crate::time::Instant;
use crate::time::Range;
use crate::time::math::Calendar;
use crate::time::math::End;
use crate::time::math::TextError;
use crate::time::math::apply;
use crate::time::math::resolve;
use crate::time::name::SpanName;
use crate::time::name::distance;
use crate::time::name::recognise;
use crate::time::zone::Zone;

/// Two texts as in `from=` and `to=` of a link.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct TimeSpan {
    /// Text of the start.
    pub from: String,
    /// Text of the end.
    pub to: String,
}

/// Why a span is no range.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SpanError {
    /// The text of the start is not understood.
    From(TextError),
    /// The text of the end is not understood.
    To(TextError),
    /// The start lies after the end.
    Reversed,
}

/// Which way an arrow beside the range points.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    /// Earlier.
    Back,
    /// Later.
    Forward,
}

impl TimeSpan {
    /// A span from two texts.
    #[must_use]
    pub fn new(from: &str, to: &str) -> Self {
        Self {
            from: from.to_owned(),
            to: to.to_owned(),
        }
    }

    /// The span between two instants, which says the same tomorrow.
    #[must_use]
    pub fn absolute(range: Range) -> Self {
        Self {
            from: range.from.0.to_string(),
            to: range.to.0.to_string(),
        }
    }

    /// What people type for the last or next so much: `3d`, `90m`, `now-4h`, and `+1h` for what is to come.
    #[must_use]
    pub fn typed(text: &str) -> Option<Self> {
        let text = text.trim();
        if let Some(ahead) = text.strip_prefix('+') {
            distance(ahead)?;
            return Some(Self::new("now", &format!("now+{ahead}")));
        }
        let back = text.strip_prefix("now-").unwrap_or(text);
        distance(back)?;
        Some(Self::new(&format!("now-{back}"), "now"))
    }

    /// The instants it means at this moment, in this zone.
    ///
    /// # Errors
    /// Which end is not understood, or that they are reversed.
    pub fn resolve(
        &self,
        now: Instant,
        zone: &Zone,
        calendar: Calendar,
    ) -> Result<Range, SpanError> {
        let from = resolve(&self.from, now, zone, calendar, End::From).map_err(SpanError::From)?;
        let to = resolve(&self.to, now, zone, calendar, End::To).map_err(SpanError::To)?;
        ordered(from, to)
    }

    /// Whether it moves on with the clock: either end says `now`.
    #[must_use]
    pub fn is_relative(&self) -> bool {
        find::has(&self.from, "now") || find::has(&self.to, "now")
    }

    /// Its name, if it has one.
    #[must_use]
    pub fn name(&self) -> SpanName {
        recognise(&self.from, &self.to)
    }
}

/// The range an arrow leads to: half of its length earlier or later. One that would pass `now` on its way grows up to
/// `now` instead.
#[must_use]
pub fn shift(range: Range, direction: Direction, now: Instant) -> Range {
    let half = length(range) / 2;
    match direction {
        Direction::Back => moved(range, -half, -half),
        Direction::Forward => {
            let later = moved(range, half, half);
            if later.to > now && range.to < now {
                Range {
                    from: range.from,
                    to: now,
                }
            } else {
                later
            }
        }
    }
}

/// The range twice as long about the same centre; a single instant becomes half a minute.
#[must_use]
pub fn zoom_out(range: Range) -> Range {
    match length(range) {
        0 => moved(range, -ZOOMED_INSTANT / 2, ZOOMED_INSTANT / 2),
        length => moved(range, -(length / 2), length - length / 2),
    }
}

/// The range between two points in either order, as dragged over a picture.
#[must_use]
pub fn zoom(one: Instant, other: Instant) -> Range {
    Range {
        from: one.min(other),
        to: one.max(other),
    }
}

/// A panel's own range: `timeFrom` (`2h`) replaces a relative span, `timeShift` (`1d`, `1d/d`) then moves both ends back.
///
/// # Errors
/// An override that is not understood; the positions are those inside it.
pub fn for_panel(
    span: &TimeSpan,
    range: Range,
    time_from: Option<&str>,
    time_shift: Option<&str>,
    now: Instant,
    zone: &Zone,
    calendar: Calendar,
) -> Result<(TimeSpan, Range), SpanError> {
    let (mut span, mut range) = (span.clone(), range);
    if let Some(time_from) = time_from.filter(|_| span.is_relative()) {
        let own = TimeSpan::new(&format!("now-{}", time_from.trim()), "now");
        range = own.resolve(now, zone, calendar)?;
        span = own;
    }
    if let Some(time_shift) = time_shift {
        let back = format!("-{}", time_shift.trim());
        let from = apply(&back, range.from, zone, calendar, End::From).map_err(SpanError::From)?;
        let to = apply(&back, range.to, zone, calendar, End::To).map_err(SpanError::To)?;
        range = ordered(from, to)?;
        span = TimeSpan::absolute(range);
    }
    Ok((span, range))
}

/// What zooming out of a single instant shows.
const ZOOMED_INSTANT: i64 = 30_000;

fn ordered(from: Instant, to: Instant) -> Result<Range, SpanError> {
    if from > to {
        return Err(SpanError::Reversed);
    }
    Ok(Range { from, to })
}

fn length(range: Range) -> i64 {
    range.to.0.saturating_sub(range.from.0).max(0)
}

fn moved(range: Range, from: i64, to: i64) -> Range {
    Range {
        from: Instant(range.from.0.saturating_add(from)),
        to: Instant(range.to.0.saturating_add(to)),
    }
}
