//! The colours of a theme, given by the caller, and how a scene's inks become colours.

use crate::chart::scene::Ink;
use crate::chart::scene::Status;
use plotters_backend::BackendColor;
use std::borrow::Cow;

/// Red, green, blue.
pub type Rgb = (u8, u8, u8);

/// Dash and pause in CSS px; none is a solid line.
pub type Dash = Option<(f64, f64)>;

/// Two colours of a status.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct StatusColours {
    /// Lines, bars, bands (`--…-mark`).
    pub mark: Rgb,
    /// Words (`--…-text`).
    pub text: Rgb,
}

/// Every colour a chart draws with.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Palette {
    /// Colours of series by place, from the start again after the last: `--series-1` … `--series-12`, or others.
    pub series: Cow<'static, [Rgb]>,
    /// Critical.
    pub critical: StatusColours,
    /// Warning.
    pub warning: StatusColours,
    /// Info.
    pub info: StatusColours,
    /// OK.
    pub ok: StatusColours,
    /// Unknown.
    pub unknown: StatusColours,
    /// Pending.
    pub pending: StatusColours,
    /// Silenced.
    pub silenced: StatusColours,
    /// Unimportant marks (`--text-3`).
    pub muted: Rgb,
    /// Lines of the value axis (`--chart-grid`).
    pub grid: Rgb,
    /// The line at zero (`--chart-zero`).
    pub zero: Rgb,
    /// Axis texts (`--chart-axis`).
    pub axis: Rgb,
    /// Notes (`--chart-annotation`).
    pub note: Rgb,
}

impl Palette {
    /// The colour of a mark; none for what is not drawn.
    #[must_use]
    pub fn mark(&self, ink: Ink) -> Option<Rgb> {
        match ink {
            Ink::Series(place, _) => {
                let place = usize::from(place) % self.series.len().max(1);
                Some(self.series.get(place).copied().unwrap_or_default())
            }
            Ink::Status(status) => Some(self.status(status).mark),
            Ink::Rgb(red, green, blue) => Some((red, green, blue)),
            Ink::Muted => Some(self.muted),
            Ink::Clear => None,
        }
    }

    /// The colour of words about a mark.
    #[must_use]
    pub fn text(&self, ink: Ink) -> Option<Rgb> {
        match ink {
            Ink::Status(status) => Some(self.status(status).text),
            Ink::Series(..) | Ink::Rgb(..) | Ink::Muted | Ink::Clear => {
                self.mark(ink).map(|_| self.axis)
            }
        }
    }

    fn status(&self, status: Status) -> StatusColours {
        match status {
            Status::Critical => self.critical,
            Status::Warning => self.warning,
            Status::Info => self.info,
            Status::Ok => self.ok,
            Status::Unknown => self.unknown,
            Status::Pending => self.pending,
            Status::Silenced => self.silenced,
        }
    }
}

/// How a line of this ink is dashed: repeats of a colour are told apart by it.
#[must_use]
pub fn dash(ink: Ink) -> Dash {
    match ink {
        Ink::Series(_, 0) | Ink::Status(_) | Ink::Rgb(..) | Ink::Muted | Ink::Clear => None,
        Ink::Series(_, 1) => Some((6.0, 3.0)),
        Ink::Series(_, _) => Some((2.0, 2.0)),
    }
}

/// A colour with an opacity from 0 to 1.
#[must_use]
pub fn tint(rgb: Rgb, alpha: f64) -> BackendColor {
    BackendColor { alpha, rgb }
}
