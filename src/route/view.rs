//! What every page's link may say: range, zone, refresh, and how the page is shown.

use crate::config::preference::Language;
use crate::config::preference::Refresh;
use crate::config::preference::Theme;
use crate::config::written::is_time;
use crate::config::written::is_zone;
use crate::config::written::length;
use crate::lean::find;
use crate::route::Problem;
use crate::route::Why;
use crate::route::pairs::Pairs;
use crate::route::pairs::Writer;
use crate::time::Millis;

/// State that pages share. What is none was not said: the dashboard or `config.json` decides.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct View {
    /// The range, in Grafana's syntax.
    pub span: Span,
    /// `browser`, `utc` or an IANA name.
    pub timezone: Option<String>,
    /// How often to ask again.
    pub refresh: Option<Refresh>,
    /// Only the content, without navigation.
    pub kiosk: bool,
    /// Theme of this link.
    pub theme: Option<Theme>,
    /// Language of this link.
    pub language: Option<Language>,
    /// Parameters that nobody here knows (`orgId` among them), in order.
    pub others: Vec<(String, String)>,
}

/// Both ends of the range as they were written; either may be unsaid.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Span {
    /// From when, such as `now-6h`.
    pub from: Option<String>,
    /// Until when, such as `now`.
    pub to: Option<String>,
}

impl View {
    /// Reads what all pages share; what is left over is kept.
    pub(super) fn read(mut pairs: Pairs, problems: &mut Vec<Problem>) -> Self {
        let time = |text: &str| is_time(text).then(|| text.to_owned());
        let mut span = Span {
            from: pairs.read_one("from", Why::Time, problems, time),
            to: pairs.read_one("to", Why::Time, problems, time),
        };
        let centre = pairs.read_one("time", Why::Time, problems, time);
        let window = pairs.read_one("time.window", Why::Length, problems, window);
        if let (Some(centre), Some(window)) = (centre, window) {
            span = around(&centre, window);
        }
        Self {
            span,
            timezone: pairs.read_one("timezone", Why::Zone, problems, |text| {
                is_zone(text).then(|| text.to_owned())
            }),
            refresh: refresh(&mut pairs, problems),
            kiosk: pairs
                .one("kiosk", problems)
                .is_some_and(|value| !matches!(value.as_str(), "false" | "0" | "off")),
            theme: pairs.read_one("theme", Why::Theme, problems, Theme::named),
            language: pairs.read_one("lang", Why::Language, problems, Language::from_tag),
            others: pairs.rest(),
        }
    }

    /// The query.
    pub(super) fn format(&self) -> String {
        let mut writer = Writer::new();
        self.write_range(&mut writer);
        self.write_rest(&mut writer);
        writer.finish()
    }

    /// Range, zone and refresh: the beginning of a query.
    pub(super) fn write_range(&self, writer: &mut Writer) {
        writer.option("from", self.span.from.as_ref());
        writer.option("to", self.span.to.as_ref());
        writer.option("timezone", self.timezone.as_ref());
        writer.option("refresh", self.refresh.map(Refresh::text));
    }

    /// How it is shown, and what was kept: the end of a query.
    pub(super) fn write_rest(&self, writer: &mut Writer) {
        writer.flag("kiosk", self.kiosk);
        writer.option("theme", self.theme.map(Theme::name));
        writer.option("lang", self.language.map(Language::tag));
        for (name, value) in &self.others {
            writer.pair(name, value);
        }
    }
}

/// Grafana writes an empty `refresh` for off, so empty is not unsaid here.
fn refresh(pairs: &mut Pairs, problems: &mut Vec<Problem>) -> Option<Refresh> {
    let value = pairs.one("refresh", problems)?;
    let refresh = Refresh::read(&value);
    if refresh.is_none() {
        problems.push(super::pairs::problem("refresh", &value, Why::Length));
    }
    refresh
}

/// Grafana's `time.window`: milliseconds or a length such as `1h`.
fn window(text: &str) -> Option<Millis> {
    let millis = text.parse().ok().filter(|millis| *millis > 0).map(Millis);
    millis.or_else(|| length(text))
}

/// The range of `window` around `centre`. Epoch milliseconds are counted; for anything else date math says it.
fn around(centre: &str, window: Millis) -> Span {
    let half = window.0 / 2;
    if let Ok(centre) = centre.parse::<i64>() {
        return Span {
            from: Some(centre.saturating_sub(half).to_string()),
            to: Some(centre.saturating_add(half).to_string()),
        };
    }
    // Date math takes at most five digits, so that a long window is counted in hours.
    let seconds = half / 1_000;
    let half = match (seconds % 3_600, seconds < 100_000) {
        (0, _) | (_, false) => format!("{}h", (seconds / 3_600).min(99_999)),
        (_, true) => format!("{seconds}s"),
    };
    let mark = if find::has(centre, "now") || find::has(centre, "||") {
        ""
    } else {
        "||"
    };
    Span {
        from: Some(format!("{centre}{mark}-{half}")),
        to: Some(format!("{centre}{mark}+{half}")),
    }
}
