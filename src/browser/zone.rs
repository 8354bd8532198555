//! The browser's time zones as tables of offsets. It has no call that lists changes, so they are searched for.

use crate::time::Instant;
use crate::time::Range;
use crate::time::zone::Offset;
use crate::time::zone::Zone;
use js_sys::Intl::DateTimeFormat;
use js_sys::Object;
use js_sys::Reflect;
use wasm_bindgen::JsCast;
use wasm_bindgen::JsValue;

/// The reader's own zone: `Europe/Madrid`; `UTC` when the browser does not tell.
#[must_use]
pub fn local() -> String {
    told().unwrap_or_else(|| {
        let options = DateTimeFormat::new(&js_sys::Array::new(), &Object::new()).resolved_options();
        Reflect::get(&options, &"timeZone".into())
            .ok()
            .and_then(|name| name.as_string())
            .unwrap_or_else(|| "UTC".to_owned())
    })
}

/// The same from `Temporal`, where the browser has it: a first `DateTimeFormat` takes 20 ms of a page's start.
fn told() -> Option<String> {
    let temporal = Reflect::get(&js_sys::global(), &"Temporal".into()).ok()?;
    let now = Reflect::get(&temporal, &"Now".into()).ok()?;
    let name = Reflect::get(&now, &"timeZoneId".into()).ok()?;
    let name: js_sys::Function = name.dyn_into().ok()?;
    name.call0(&now).ok()?.as_string()
}

/// All zones the browser knows by name, sorted.
#[must_use]
pub fn names() -> Vec<String> {
    let list = Reflect::get(&js_sys::global(), &"Intl".into())
        .and_then(|intl| Ok((Reflect::get(&intl, &"supportedValuesOf".into())?, intl)))
        .and_then(|(function, intl)| {
            function
                .dyn_into::<js_sys::Function>()?
                .call1(&intl, &"timeZone".into())
        });
    list.map(|list| {
        js_sys::Array::from(&list)
            .iter()
            .filter_map(|name| name.as_string())
            .collect()
    })
    .unwrap_or_default()
}

/// In milliseconds: how far beyond the range asked the table reaches, so that shifting and zooming need no new one.
pub const REACH: i64 = 40 * 86_400_000;
/// No zone changes its offset twice within this time (Morocco's Ramadan is the shortest at four weeks).
const STRIDE: i64 = 14 * 86_400_000;
/// Longer ranges are searched in as many strides as this; changes between may then be missed by short-lived offsets.
const STRIDES: i64 = 400;

/// The offsets of the zone `name` around `range`; `None` when the browser does not know that name.
#[must_use]
pub fn load(name: &str, range: Range) -> Option<Zone> {
    if name == "UTC" {
        return Some(Zone::utc());
    }
    let clock = Clock::new(name)?;
    let (from, to) = (
        range.from.0.saturating_sub(REACH),
        range.to.0.saturating_add(REACH),
    );
    let stride = STRIDE.max(to.saturating_sub(from) / STRIDES);
    let mut at = from;
    let mut seconds = clock.seconds(at);
    let mut offsets = vec![clock.offset(at, seconds)];
    while at < to {
        let next = at.saturating_add(stride).min(to);
        let then = clock.seconds(next);
        if then != seconds {
            let change = clock.change(at, next, seconds);
            offsets.push(clock.offset(change, then));
            seconds = then;
        }
        at = next;
    }
    Some(Zone::new(name, offsets))
}

struct Clock {
    digits: js_sys::Function,
    short: Vec<js_sys::Function>,
}

impl Clock {
    fn new(name: &str) -> Option<Self> {
        let digits = format(
            "en-US",
            name,
            &[
                ("hourCycle", "h23"),
                ("year", "numeric"),
                ("month", "numeric"),
                ("day", "numeric"),
                ("hour", "numeric"),
                ("minute", "numeric"),
                ("second", "numeric"),
            ],
        )?;
        // Names are known by region: `CET` to Britons, `EST` to Americans; both write `GMT+…` for the rest.
        let short = ["en-GB", "en-US", "en-AU"]
            .iter()
            .filter_map(|locale| format(locale, name, &[("timeZoneName", "short")]))
            .collect();
        Some(Self { digits, short })
    }

    /// Wall clock minus UTC, by writing the instant in the zone and reading the digits as UTC.
    fn seconds(&self, at: i64) -> i32 {
        let whole = at.div_euclid(1000) * 1000;
        let text = call(&self.digits, whole);
        let mut digits = text
            .split(|c: char| !c.is_ascii_digit())
            .filter(|part| !part.is_empty());
        let mut next = || {
            digits
                .next()
                .and_then(|part| part.parse::<i32>().ok())
                .unwrap_or(0)
        };
        let (month, day, year, hour, minute, second) =
            (next(), next(), next(), next(), next(), next());
        let wall = wall_clock(year, month, day, hour, minute, second).unwrap_or(whole / 1000);
        // Within ± 18 h for every zone there is.
        i32::try_from(wall - whole / 1000).unwrap_or(0)
    }

    /// The first instant (to the second) in `(low, high]` whose offset is not `before`.
    fn change(&self, mut low: i64, mut high: i64, before: i32) -> i64 {
        while high - low > 1000 {
            let middle = low + (high - low) / 2;
            if self.seconds(middle) == before {
                low = middle
            } else {
                high = middle
            }
        }
        high.div_euclid(1000) * 1000
    }

    fn offset(&self, from: i64, seconds: i32) -> Offset {
        let names: Vec<String> = self
            .short
            .iter()
            .map(|format| last_word(&call(format, from)))
            .collect();
        let abbreviation = names
            .iter()
            .find(|name| !name.starts_with("GMT") || name.as_str() == "GMT")
            .or(names.first())
            .cloned()
            .unwrap_or_default();
        Offset {
            from: Instant(from),
            seconds,
            abbreviation,
        }
    }
}

fn format(locale: &str, zone: &str, options: &[(&str, &str)]) -> Option<js_sys::Function> {
    let object = Object::new();
    Reflect::set(&object, &"timeZone".into(), &zone.into()).ok()?;
    for (key, value) in options {
        Reflect::set(&object, &JsValue::from_str(key), &JsValue::from_str(value)).ok()?;
    }
    // The constructor throws for an unknown zone; through `Reflect` that is an error and not a trap.
    let constructor: js_sys::Function = Reflect::get(&js_sys::global(), &"Intl".into())
        .and_then(|intl| Reflect::get(&intl, &"DateTimeFormat".into()))
        .ok()?
        .dyn_into()
        .ok()?;
    let made =
        Reflect::construct(&constructor, &js_sys::Array::of2(&locale.into(), &object)).ok()?;
    Reflect::get(&made, &"format".into()).ok()?.dyn_into().ok()
}

fn call(format: &js_sys::Function, at: i64) -> String {
    // Milliseconds of any year a reader can mean are exact in a float.
    #[allow(clippy::cast_precision_loss)]
    let at = JsValue::from_f64(at as f64);
    format
        .call1(&JsValue::NULL, &at)
        .ok()
        .and_then(|text| text.as_string())
        .unwrap_or_default()
}

/// The seconds since the epoch at which a clock in UTC shows these digits.
fn wall_clock(year: i32, month: i32, day: i32, hour: i32, minute: i32, second: i32) -> Option<i64> {
    let small = |number: i32| u8::try_from(number).ok();
    let month = ::time::Month::try_from(small(month)?).ok()?;
    let date = ::time::Date::from_calendar_date(year, month, small(day)?).ok()?;
    let moment = date
        .with_hms(small(hour)?, small(minute)?, small(second)?)
        .ok()?;
    Some(moment.assume_utc().unix_timestamp())
}

fn last_word(text: &str) -> String {
    text.rsplit([' ', ','])
        .next()
        .unwrap_or_default()
        .to_owned()
}
