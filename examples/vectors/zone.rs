//! Time zones for the rows that name one, by the rules in force today: a zone's winter offset and when its clocks change.
//! The page asks the browser; here there is none.

use atalaya::time::Instant;
use atalaya::time::zone::Offset;
use atalaya::time::zone::Zone;

/// When clocks change, in the hours of a UTC day.
#[derive(Clone, Copy)]
enum Summer {
    /// Never.
    None,
    /// Last Sunday of March to last Sunday of October, at 01:00 UTC.
    Europe,
    /// Second Sunday of March to first Sunday of November, at 02:00 on the wall.
    America,
}

/// Name, seconds east of UTC in winter, summer time.
const ZONES: [(&str, i32, Summer); 12] = [
    ("utc", 0, Summer::None),
    ("UTC", 0, Summer::None),
    ("Europe/London", 0, Summer::Europe),
    ("Europe/Madrid", 3_600, Summer::Europe),
    ("Europe/Berlin", 3_600, Summer::Europe),
    ("Europe/Paris", 3_600, Summer::Europe),
    ("Europe/Helsinki", 7_200, Summer::Europe),
    ("America/New_York", -18_000, Summer::America),
    ("America/Chicago", -21_600, Summer::America),
    ("America/Los_Angeles", -28_800, Summer::America),
    ("Asia/Kolkata", 19_800, Summer::None),
    ("Asia/Tokyo", 32_400, Summer::None),
];

/// The years whose changes are listed; the rules of America hold since 2007.
const YEARS: std::ops::RangeInclusive<i32> = 2007..=2060;

/// The zone of a name.
pub(crate) fn zone(name: &str) -> Result<Zone, String> {
    let (_, winter, summer) = ZONES
        .iter()
        .find(|(known, ..)| *known == name)
        .ok_or_else(|| format!("no rules for the zone {name}"))?;
    let mut offsets = vec![offset(0, *winter)];
    for year in YEARS {
        let (start, end) = match summer {
            Summer::None => continue,
            Summer::Europe => (
                sunday(year, 4, -1) * DAY + HOUR,
                sunday(year, 11, -1) * DAY + HOUR,
            ),
            Summer::America => {
                let two = 2 * HOUR - i64::from(*winter);
                (
                    sunday(year, 3, 1) * DAY + two,
                    sunday(year, 11, 0) * DAY + two - HOUR,
                )
            }
        };
        offsets.push(offset(start, winter + 3_600));
        offsets.push(offset(end, *winter));
    }
    Ok(Zone::new(name, offsets))
}

const HOUR: i64 = 3_600;
const DAY: i64 = 24 * HOUR;

/// 1970-01-01 was a Thursday.
const FIRST_SUNDAY: i64 = 3;

fn offset(from: i64, seconds: i32) -> Offset {
    Offset {
        from: Instant(from * 1_000),
        seconds,
        abbreviation: String::new(),
    }
}

/// The day, counted from 1970, of the first Sunday of a month, and so many weeks later.
fn sunday(year: i32, month: i64, later: i64) -> i64 {
    let first = month_start(i64::from(year), month);
    first + (FIRST_SUNDAY - first).rem_euclid(7) + later * 7
}

/// Days from 1970-01-01 to the first of a month, counting years from March so that the leap day comes last.
fn month_start(year: i64, month: i64) -> i64 {
    let year = if month < 3 { year - 1 } else { year };
    let in_year = (153 * ((month + 9) % 12) + 2) / 5;
    365 * year + year.div_euclid(4) - year.div_euclid(100) + year.div_euclid(400) + in_year
        - 719_468
}
