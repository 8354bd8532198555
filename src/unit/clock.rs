//! Lengths of time that Grafana writes in words or as a clock.

use crate::unit::Written;

/// `2 hours, 5 minutes`: the largest unit and `more` further ones. `unit` is how many milliseconds the value counts.
pub(crate) fn in_words(value: f64, unit: f64, name: &str, more: u8) -> Written {
    if value == 0.0 {
        return Written {
            number: "0".to_owned(),
            suffix: format!(" {name}s"),
            ..Written::default()
        };
    }
    let mut rest = value.abs() * unit;
    let mut words = Vec::new();
    let mut left = usize::from(more) + 1;
    for (name, size) in WORDS {
        let count = rest / size;
        if left > 0 && (count >= 1.0 || !words.is_empty()) {
            let count = count.floor();
            let plural = if count == 1.0 { "" } else { "s" };
            words.push(format!("{count} {name}{plural}"));
            rest %= size;
            left -= 1;
        }
    }
    Written {
        number: words.join(", "),
        suffix: ago(value),
        ..Written::default()
    }
}

/// `34293:33:09`, or with days `3 d 05:33:09`.
pub(crate) fn hours_minutes_seconds(seconds: f64, days: bool) -> Written {
    if !seconds.is_finite() {
        return Written {
            number: crate::unit::number::to_fixed(seconds, None),
            ..Written::default()
        };
    }
    let total = seconds.abs();
    let day = (total / 86_400.0).floor();
    let (prefix, total) = if days && day > 0.0 {
        (format!("{day} d "), total % 86_400.0)
    } else {
        (String::new(), total)
    };
    let hours = (total / 3_600.0).floor();
    let minutes = (total % 3_600.0 / 60.0).floor();
    let seconds_left = (total % 60.0).floor();
    Written {
        number: format!("{prefix}{hours:02}:{minutes:02}:{seconds_left:02}"),
        suffix: ago(seconds),
        ..Written::default()
    }
}

/// `1h:59m:59s:999ms`; 0, 1 or 2 decimals keep only so many pieces after the largest.
pub(crate) fn clock(millis: f64, decimals: Option<u8>) -> String {
    if !millis.is_finite() {
        return crate::unit::number::to_fixed(millis, None);
    }
    let whole = millis.trunc();
    // Adding zero turns a negative zero into zero.
    let piece = |size: f64, count: f64| (whole / size).floor().rem_euclid(count) + 0.0;
    let ms = format!("{:03}ms", piece(1.0, 1e3));
    let seconds = format!("{:02}s", piece(1e3, 60.0));
    let minutes = format!("{:02}m", piece(6e4, 60.0));
    let hours = format!("{}h", (whole / 3.6e6).floor());
    let pieces = if millis < 1e3 {
        return ms;
    } else if millis < 6e4 {
        vec![seconds, ms]
    } else if millis < 3.6e6 {
        vec![minutes, seconds, ms]
    } else {
        vec![hours, minutes, seconds, ms]
    };
    let kept = match decimals {
        Some(decimals @ 0..=2) => usize::from(decimals) + 1,
        _ => pieces.len(),
    };
    let pieces: Vec<String> = pieces.into_iter().take(kept).collect();
    pieces.join(":")
}

const WORDS: [(&str, f64); 8] = [
    ("year", 3.1536e10),
    ("month", 2.592e9),
    ("week", 6.048e8),
    ("day", 8.64e7),
    ("hour", 3.6e6),
    ("minute", 6e4),
    ("second", 1e3),
    ("millisecond", 1.0),
];

fn ago(value: f64) -> String {
    if value < 0.0 { " ago" } else { "" }.to_owned()
}
