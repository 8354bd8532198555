//! What a reader may choose for themselves, with the names used in `config.json`, in links and in the browser's storage.

use crate::config::written::length;
use crate::config::written::length_text;
use crate::time::Millis;

/// Refreshing faster asks a server more than a person can read.
pub const SHORTEST_REFRESH: Millis = Millis(1_000);

/// Light, dark, or as the system has it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Theme {
    /// As the operating system says.
    #[default]
    System,
    /// Light.
    Light,
    /// Dark.
    Dark,
}

impl Theme {
    /// Every theme by the name it is written with.
    pub const NAMES: [(&'static str, Self); 3] = [
        ("system", Self::System),
        ("light", Self::Light),
        ("dark", Self::Dark),
    ];

    /// The theme of that name.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        named(&Self::NAMES, name)
    }

    /// Its name.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::System => "system",
            Self::Light => "light",
            Self::Dark => "dark",
        }
    }
}

/// Whose colours series are painted in where a dashboard leaves that to the palette.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Palette {
    /// Twelve that everyone can tell apart, and dashes.
    #[default]
    Atalaya,
    /// Grafana's sixty-four.
    Grafana,
}

impl Palette {
    /// Every palette by the name it is written with.
    pub const NAMES: [(&'static str, Self); 2] =
        [("atalaya", Self::Atalaya), ("grafana", Self::Grafana)];

    /// Its name.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Atalaya => "atalaya",
            Self::Grafana => "grafana",
        }
    }
}

/// A language the page speaks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Language {
    /// English.
    #[default]
    English,
    /// Spanish.
    Spanish,
}

impl Language {
    /// Every language by its tag.
    pub const NAMES: [(&'static str, Self); 2] = [("en", Self::English), ("es", Self::Spanish)];

    /// The language of a tag such as `es`, `es-ES` or `en_GB`; none when the page does not speak it.
    #[must_use]
    pub fn from_tag(tag: &str) -> Option<Self> {
        let primary = tag.split(['-', '_']).next().unwrap_or(tag);
        named(&Self::NAMES, &primary.to_ascii_lowercase())
    }

    /// Its tag, as `<html lang>` wants it.
    #[must_use]
    pub fn tag(self) -> &'static str {
        match self {
            Self::English => "en",
            Self::Spanish => "es",
        }
    }
}

/// How often the page asks again.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Refresh {
    /// Only when told to.
    #[default]
    Off,
    /// After each such time; never under [`SHORTEST_REFRESH`].
    Every(Millis),
}

impl Refresh {
    /// `off` (or nothing, as Grafana writes it) or a length of time such as `30s`.
    #[must_use]
    pub fn read(text: &str) -> Option<Self> {
        match text.trim() {
            "" | "off" => Some(Self::Off),
            other => length(other)
                .filter(|every| *every >= SHORTEST_REFRESH)
                .map(Self::Every),
        }
    }

    /// The text that [`Refresh::read`] reads back.
    #[must_use]
    pub fn text(self) -> String {
        match self {
            Self::Off => "off".to_owned(),
            Self::Every(every) => length_text(every),
        }
    }
}

fn named<T: Copy>(names: &[(&'static str, T)], wanted: &str) -> Option<T> {
    let (_, value) = names.iter().find(|(name, _)| *name == wanted)?;
    Some(*value)
}
