//! The colours of the theme for the canvas, read from the tokens once per theme.

use crate::browser::theme;
use crate::chart::grafana;
use crate::chart::grafana::Theme;
use crate::chart::palette::Palette;
use crate::chart::palette::Rgb;
use crate::chart::palette::StatusColours;
use crate::chart::scene::Ink;
use crate::config::preference::Palette as Named;
use crate::ui::hook::held::Memo;
use crate::ui::hook::shell::Shell;
use leptos::prelude::*;
use std::borrow::Cow;
use std::sync::Arc;

/// Tokens in the order in which [`read`] takes them.
const TOKENS: [&str; 31] = [
    "--series-1",
    "--series-2",
    "--series-3",
    "--series-4",
    "--series-5",
    "--series-6",
    "--series-7",
    "--series-8",
    "--series-9",
    "--series-10",
    "--series-11",
    "--series-12",
    "--critical-mark",
    "--critical-text",
    "--warning-mark",
    "--warning-text",
    "--info-mark",
    "--info-text",
    "--ok-mark",
    "--ok-text",
    "--unknown-mark",
    "--unknown-text",
    "--pending-mark",
    "--pending-text",
    "--silenced-mark",
    "--silenced-text",
    "--text-3",
    "--chart-grid",
    "--chart-zero",
    "--chart-axis",
    "--chart-annotation",
];

/// What a chart draws with.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Paints {
    /// Colours.
    pub chart: Palette,
    /// Font family of axis texts, as CSS wants it.
    pub font: String,
}

/// The palette in force; copies are the same.
#[derive(Clone, Copy)]
pub struct Palettes(Memo<Arc<Paints>>);

impl Palettes {
    /// One for the page.
    pub fn provide() -> Self {
        let shell = Shell::here();
        let palettes = Self(Memo::new(move |_| {
            shell.dark.track();
            Arc::new(Paints {
                chart: match shell.palette.get() {
                    Named::Atalaya => read(),
                    Named::Grafana => Palette {
                        series: classic(shell.dark.get()),
                        ..read()
                    },
                },
                font: theme::font(),
            })
        }));
        provide_context(palettes);
        palettes
    }

    /// The page's.
    #[must_use]
    pub fn here() -> Self {
        use_context().unwrap_or_else(Self::provide)
    }

    /// To be drawn again when the theme changes.
    pub fn track(self) {
        self.0.track();
    }

    /// The colour of an ink where it is not one of the style's tokens; follows the theme.
    #[must_use]
    pub fn fixed(self, ink: Ink) -> Option<Rgb> {
        match ink {
            Ink::Rgb(red, green, blue) => Some((red, green, blue)),
            Ink::Series(..) => self.0.with(|paints| {
                let own = paints.chart.series.len() != SERIES;
                paints.chart.mark(ink).filter(|_| own)
            }),
            Ink::Status(_) | Ink::Muted | Ink::Clear => None,
        }
    }

    /// The colours.
    #[must_use]
    pub fn now(self) -> Arc<Paints> {
        self.0.get_untracked()
    }
}

/// How many of the tokens are colours of series.
const SERIES: usize = 12;

/// Grafana's colours of series by place.
fn classic(dark: bool) -> Cow<'static, [Rgb]> {
    let theme = if dark { Theme::Dark } else { Theme::Light };
    let places = 0..grafana::CLASSIC;
    places
        .map(|place| grafana::classic(place, theme).rgb)
        .collect()
}

fn read() -> Palette {
    let mut colours = theme::colours(&TOKENS).into_iter();
    let mut next = || -> Rgb { colours.next().unwrap_or_default() };
    let series = (0..SERIES).map(|_| next()).collect();
    let mut status = || StatusColours {
        mark: next(),
        text: next(),
    };
    let (critical, warning, info, ok) = (status(), status(), status(), status());
    let (unknown, pending, silenced) = (status(), status(), status());
    Palette {
        series,
        critical,
        warning,
        info,
        ok,
        unknown,
        pending,
        silenced,
        muted: next(),
        grid: next(),
        zero: next(),
        axis: next(),
        note: next(),
    }
}
