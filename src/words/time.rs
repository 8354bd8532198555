//! Time in words: months, weekdays, lengths, names of ranges, and what is wrong with a typed time.

use crate::time::Millis;
use crate::time::format::DurationUnit;
use crate::time::format::Parts;
use crate::time::math::Fault;
use crate::time::math::Unit;
use crate::time::name::SpanName;

/// Texts about time.
#[derive(Clone, Copy, Debug)]
pub struct Time {
    /// Monday first, short.
    pub weekdays: [&'static str; 7],
    /// `20 Nov 2026`
    pub date: fn(day: u8, month: &str, year: i32) -> String,
    /// `Fri 20 Nov 2026`
    pub full_date: fn(weekday: &str, date: &str) -> String,
    /// `34 min`, `1 h 17 min`, `12 days`
    pub length: fn(length: Parts) -> String,
    /// `3.2 s`, while something is being waited for.
    pub seconds: fn(waited: Millis) -> String,
    /// `12 min ago`
    pub ago: fn(length: &str) -> String,
    pub just_now: &'static str,
    /// Name of a range; empty for one without a name, of which the ends are shown.
    pub span: fn(name: SpanName) -> String,
    /// Why a typed time is not understood; `character` counts from 1.
    pub fault: fn(fault: Fault, character: usize) -> String,
}

pub static ENGLISH: Time = Time {
    weekdays: ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"],
    date: |day, month, year| format!("{day} {month} {year}"),
    full_date: |weekday, date| format!("{weekday} {date}"),
    length: |length| parts(length, ["day", "days"]),
    seconds: |waited| seconds(waited, '.'),
    ago: |length| format!("{length} ago"),
    just_now: "just now",
    span: english_span,
    fault: |fault, character| match fault {
        Fault::Empty => "Type a time, such as now-6h.".to_owned(),
        Fault::NotATime => "Not a time. Type now-6h, 2026-11-20 or 2026-11-20 10:42:00.".to_owned(),
        Fault::NoSuchDate => "There is no such date or time of day.".to_owned(),
        Fault::Operator => format!("Character {character}: expected +, - or /."),
        Fault::Number => format!("Character {character}: expected a number."),
        Fault::Unit => {
            format!("Character {character}: expected a unit: s, m, h, d, w, M, Q, y, fQ or fy.")
        }
        Fault::RoundCount => {
            format!("Character {character}: only one unit can be rounded to, such as /d.")
        }
        Fault::TooManyDigits => format!("Character {character}: too many digits."),
        Fault::OutOfRange => "Too far from now: years go from −9999 to 9999.".to_owned(),
    },
};

pub static SPANISH: Time = Time {
    weekdays: ["lun", "mar", "mié", "jue", "vie", "sáb", "dom"],
    date: |day, month, year| format!("{day} {month} {year}"),
    full_date: |weekday, date| format!("{weekday} {date}"),
    length: |length| parts(length, ["día", "días"]),
    seconds: |waited| seconds(waited, ','),
    ago: |length| format!("hace {length}"),
    just_now: "ahora mismo",
    span: spanish_span,
    fault: |fault, character| match fault {
        Fault::Empty => "Escribe un momento, como now-6h.".to_owned(),
        Fault::NotATime => {
            "No es un momento. Escribe now-6h, 2026-11-20 o 2026-11-20 10:42:00.".to_owned()
        }
        Fault::NoSuchDate => "No existe esa fecha u hora.".to_owned(),
        Fault::Operator => format!("Carácter {character}: se esperaba +, - o /."),
        Fault::Number => format!("Carácter {character}: se esperaba un número."),
        Fault::Unit => format!(
            "Carácter {character}: se esperaba una unidad: s, m, h, d, w, M, Q, y, fQ o fy."
        ),
        Fault::RoundCount => {
            format!("Carácter {character}: solo se redondea a una unidad, como /d.")
        }
        Fault::TooManyDigits => format!("Carácter {character}: demasiadas cifras."),
        Fault::OutOfRange => "Demasiado lejos de ahora: los años van de −9999 a 9999.".to_owned(),
    },
};

/// Whole tenths, cut.
fn seconds(waited: Millis, decimal: char) -> String {
    let tenths = waited.0.max(0) / 100;
    format!("{}{decimal}{} s", tenths / 10, tenths % 10)
}

/// Only days are a word; the other units are symbols, alike in both languages.
fn parts(length: Parts, [day, days]: [&str; 2]) -> String {
    let one = |(count, unit): (u64, DurationUnit)| match unit {
        DurationUnit::Milli => format!("{count} ms"),
        DurationUnit::Second => format!("{count} s"),
        DurationUnit::Minute => format!("{count} min"),
        DurationUnit::Hour => format!("{count} h"),
        DurationUnit::Day if count == 1 => format!("{count} {day}"),
        DurationUnit::Day => format!("{count} {days}"),
    };
    match length.second {
        Some(second) => format!("{} {}", one(length.first), one(second)),
        None => one(length.first),
    }
}

fn english_span(name: SpanName) -> String {
    let counted = |lead, count: u32, unit| {
        let (one, many) = english_unit(unit);
        format!("{lead} {count} {}", if count == 1 { one } else { many })
    };
    match name {
        SpanName::Last(count, unit) => counted("Last", count, unit),
        SpanName::Next(count, unit) => counted("Next", count, unit),
        SpanName::Today => "Today".to_owned(),
        SpanName::TodaySoFar => "Today so far".to_owned(),
        SpanName::Yesterday => "Yesterday".to_owned(),
        SpanName::DayBeforeYesterday => "Day before yesterday".to_owned(),
        SpanName::ThisDayLastWeek => "This day last week".to_owned(),
        SpanName::This(unit) => format!("This {}", english_unit(unit).0),
        SpanName::ThisSoFar(unit) => format!("This {} so far", english_unit(unit).0),
        SpanName::Previous(unit) => format!("Previous {}", english_unit(unit).0),
        SpanName::Other => String::new(),
    }
}

fn english_unit(unit: Unit) -> (&'static str, &'static str) {
    match unit {
        Unit::Second => ("second", "seconds"),
        Unit::Minute => ("minute", "minutes"),
        Unit::Hour => ("hour", "hours"),
        Unit::Day => ("day", "days"),
        Unit::Week => ("week", "weeks"),
        Unit::Month => ("month", "months"),
        Unit::Quarter => ("quarter", "quarters"),
        Unit::Year => ("year", "years"),
        Unit::FiscalQuarter => ("fiscal quarter", "fiscal quarters"),
        Unit::FiscalYear => ("fiscal year", "fiscal years"),
    }
}

fn spanish_span(name: SpanName) -> String {
    let lead = |unit, masculine: &'static str, feminine: &'static str| {
        if spanish_unit(unit).is_feminine {
            feminine
        } else {
            masculine
        }
    };
    let counted = |count: u32, unit, one: String, many: &str| {
        let names = spanish_unit(unit);
        if count == 1 {
            format!("{one} {}", names.one)
        } else {
            format!("{many} {count} {}", names.many)
        }
    };
    match name {
        SpanName::Last(count, unit) => {
            let one = lead(unit, "Último", "Última").to_owned();
            counted(count, unit, one, lead(unit, "Últimos", "Últimas"))
        }
        SpanName::Next(count, unit) => {
            let one = lead(unit, "Próximo", "Próxima").to_owned();
            counted(count, unit, one, lead(unit, "Próximos", "Próximas"))
        }
        SpanName::Today => "Hoy".to_owned(),
        SpanName::TodaySoFar => "Hoy hasta ahora".to_owned(),
        SpanName::Yesterday => "Ayer".to_owned(),
        SpanName::DayBeforeYesterday => "Anteayer".to_owned(),
        SpanName::ThisDayLastWeek => "Este día de la semana pasada".to_owned(),
        SpanName::This(unit) => {
            format!("{} {}", lead(unit, "Este", "Esta"), spanish_unit(unit).one)
        }
        SpanName::ThisSoFar(unit) => {
            let this = lead(unit, "Este", "Esta");
            format!("{this} {} hasta ahora", spanish_unit(unit).one)
        }
        SpanName::Previous(unit) => {
            let name = spanish_unit(unit).one;
            let (first, rest) = name.split_at_checked(1).unwrap_or_default();
            format!("{}{rest} anterior", first.to_ascii_uppercase())
        }
        SpanName::Other => String::new(),
    }
}

struct SpanishUnit {
    one: &'static str,
    many: &'static str,
    is_feminine: bool,
}

fn spanish_unit(unit: Unit) -> SpanishUnit {
    let (one, many, is_feminine) = match unit {
        Unit::Second => ("segundo", "segundos", false),
        Unit::Minute => ("minuto", "minutos", false),
        Unit::Hour => ("hora", "horas", true),
        Unit::Day => ("día", "días", false),
        Unit::Week => ("semana", "semanas", true),
        Unit::Month => ("mes", "meses", false),
        Unit::Quarter => ("trimestre", "trimestres", false),
        Unit::Year => ("año", "años", false),
        Unit::FiscalQuarter => ("trimestre fiscal", "trimestres fiscales", false),
        Unit::FiscalYear => ("año fiscal", "años fiscales", false),
    };
    SpanishUnit {
        one,
        many,
        is_feminine,
    }
}
