//! The colours of the theme for the canvas, read from the tokens once per theme.

use crate::browser::theme;
use crate::chart::palette::Palette;
use crate::chart::palette::Rgb;
use crate::chart::palette::StatusColours;
use crate::ui::hook::held::Memo;
use crate::ui::hook::shell::Shell;
use leptos::prelude::*;
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
                chart: read(),
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

    /// The colours.
    #[must_use]
    pub fn now(self) -> Arc<Paints> {
        self.0.get_untracked()
    }
}

fn read() -> Palette {
    let mut colours = theme::colours(&TOKENS).into_iter();
    let mut next = || -> Rgb { colours.next().unwrap_or_default() };
    let series = std::array::from_fn(|_| next());
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
