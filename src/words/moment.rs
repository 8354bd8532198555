//! Instants and spans in words: the clock of a zone with the months of a language.

use crate::time::Instant;
use crate::time::Range;
use crate::time::civil::Civil;
use crate::time::civil::civil;
use crate::time::math::Calendar;
use crate::time::span::TimeSpan;
use crate::time::tick::Level;
use crate::time::tick::Tick;
use crate::time::zone::Zone;
use crate::words::Words;

impl Words {
    /// A text below a time axis: what changes at the tick and no more, `10:30`, `20 Nov`, `2026`.
    #[must_use]
    pub fn tick(self, tick: Tick, zone: &Zone) -> String {
        let at = civil(tick.at, zone);
        match tick.level {
            Level::Milli => format!("{:02}.{:03}", at.second, at.milli),
            Level::Second => format!("{:02}:{:02}:{:02}", at.hour, at.minute, at.second),
            Level::Minute | Level::Hour => format!("{:02}:{:02}", at.hour, at.minute),
            Level::Day => (self.first().day)(at.day, self.month(&at)),
            Level::Month => self.month(&at).to_owned(),
            Level::Year => at.year.to_string(),
        }
    }

    /// `10:42` on the day of `now`, `20 Nov 10:42` on another, with the year in another year.
    #[must_use]
    pub fn moment(self, at: Instant, now: Instant, zone: &Zone) -> String {
        let (at, now) = (civil(at, zone), civil(now, zone));
        let clock = format!("{:02}:{:02}", at.hour, at.minute);
        if (at.year, at.month, at.day) == (now.year, now.month, now.day) {
            clock
        } else if at.year == now.year {
            format!("{} {clock}", (self.first().day)(at.day, self.month(&at)))
        } else {
            format!(
                "{} {clock}",
                (self.time().date)(at.day, self.month(&at), at.year)
            )
        }
    }

    /// `Fri 20 Nov 2026, 10:42:30`
    #[must_use]
    pub fn exact(self, at: Instant, zone: &Zone) -> String {
        let at = civil(at, zone);
        let weekday = self
            .time()
            .weekdays
            .get(at.weekday() as usize)
            .copied()
            .unwrap_or_default();
        let date = (self.time().full_date)(
            weekday,
            &(self.time().date)(at.day, self.month(&at), at.year),
        );
        format!("{date}, {:02}:{:02}:{:02}", at.hour, at.minute, at.second)
    }

    /// The name of a span, or its two ends: `Last 6 hours`, `20 Nov 09:30 to 10:42`.
    #[must_use]
    pub fn span(self, span: &TimeSpan, now: Instant, zone: &Zone) -> String {
        let name = (self.time().span)(span.name());
        if !name.is_empty() {
            return name;
        }
        match span.resolve(now, zone, Calendar::default()) {
            Ok(range) => self.ends(range, now, zone),
            // What was typed says more than an invented range would.
            Err(_) => (self.range().span)(&span.from, &span.to),
        }
    }

    /// Both ends of a range; the day is said once when it is the same.
    #[must_use]
    pub fn ends(self, range: Range, now: Instant, zone: &Zone) -> String {
        (self.range().span)(
            &self.moment(range.from, now, zone),
            &self.moment(range.to, range.from, zone),
        )
    }

    fn month(self, at: &Civil) -> &'static str {
        let place = usize::from(at.month).saturating_sub(1);
        self.first().months.get(place).copied().unwrap_or_default()
    }
}
