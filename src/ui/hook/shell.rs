//! What every component may know: the open page, the reader's preferences, the configuration, words.

use crate::browser::location;
use crate::browser::observe;
use crate::browser::storage;
use crate::browser::theme;
use crate::config::Config;
use crate::config::preference::Language;
use crate::config::preference::Palette;
use crate::config::preference::Theme;
use crate::live::Live;
use crate::route;
use crate::route::Problem;
use crate::route::Route;
use crate::route::base;
use crate::source::Failure;
use crate::source::Reply;
use crate::ui::hook::held::LocalSignal;
use crate::ui::hook::held::Memo;
use crate::ui::hook::held::RwSignal;
use crate::ui::hook::timing::Timing;
use crate::unit::Locale;
use crate::words::Words;
use leptos::prelude::*;
use serde::Serialize;
use serde_json::Value;
use std::sync::Arc;

/// Where the preferences lie in the browser's storage.
const STORED: &str = "atalaya.preferences";

/// What the reader chose on this browser. Not in the URL: a link must not change how its reader likes the page.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Preferences {
    /// `light`, `dark` or `system`; none was never chosen.
    pub theme: Option<String>,
    /// `en` or `es`; none was never chosen.
    pub language: Option<String>,
    /// Dashboards with a star, by uid.
    pub stars: Vec<String>,
    /// Shortcuts of a single key are off.
    pub single_keys_off: bool,
    /// Absolute ranges chosen lately, newest first.
    pub recent: Vec<(String, String)>,
}

impl Preferences {
    /// From what was stored; what is missing or odd counts as never chosen.
    fn read(json: &Value) -> Self {
        let text = |key| json.get(key)?.as_str().map(str::to_owned);
        let list = |key| {
            json.get(key)
                .and_then(Value::as_array)
                .into_iter()
                .flatten()
        };
        let pair = |pair: &Value| {
            let text = |at: usize| pair.get(at)?.as_str().map(str::to_owned);
            Some((text(0)?, text(1)?))
        };
        Self {
            theme: text("theme"),
            language: text("language"),
            stars: list("stars")
                .filter_map(Value::as_str)
                .map(str::to_owned)
                .collect(),
            single_keys_off: json.get("single_keys_off") == Some(&Value::Bool(true)),
            recent: list("recent").filter_map(pair).collect(),
        }
    }
}

/// A dashboard's file that was asked for before anything else was known.
#[derive(Clone, Debug, PartialEq)]
pub enum Early {
    /// Nothing was, or it was used.
    None,
    /// The file of this name is on its way.
    Asked,
    /// It came, or did not.
    Came(String, Result<Reply, Failure>),
}

/// The page's shared state; copies are the same state.
#[derive(Clone, Copy)]
pub struct Shell {
    /// The open page and its state.
    pub route: RwSignal<Route>,
    /// What of the address was not understood.
    pub problems: RwSignal<Vec<Problem>>,
    /// `config.json`, once it was read.
    pub config: RwSignal<Option<Arc<Config>>>,
    /// The driver of the queries; there once the configuration is.
    pub live: LocalSignal<Option<Live>>,
    /// The open dashboard's file, asked for together with the configuration.
    pub early: RwSignal<Early>,
    /// What the reader chose.
    pub preferences: RwSignal<Preferences>,
    /// The theme in force: the link's, else the reader's, else the configuration's.
    pub theme: Memo<Theme>,
    /// Whose colours series have.
    pub palette: Memo<Palette>,
    /// The language in force, by the same order and at last the browser's.
    pub language: Memo<Language>,
    /// Changes whenever colours may have changed: whoever draws on a canvas reads it.
    pub dark: Memo<bool>,
    /// The tab is hidden: nothing is asked or drawn.
    pub hidden: RwSignal<bool>,
    /// The time of the open page, for the keyboard; none where a page has no range.
    pub timing: StoredValue<Option<Timing>>,
}

impl Shell {
    /// Reads the address and the storage, and follows both.
    #[must_use]
    pub fn provide() -> Self {
        let (first, first_problems) = read_address();
        let route = RwSignal::new(first);
        let problems = RwSignal::new(first_problems);
        let config = RwSignal::new(None::<Arc<Config>>);
        let stored = storage::read(STORED)
            .and_then(|text| serde_json::from_slice(text.as_bytes()).ok())
            .map(|json| Preferences::read(&json))
            .unwrap_or_default();
        let preferences: RwSignal<Preferences> = RwSignal::new(stored);
        let chosen_theme = Memo::new(move |_| {
            route
                .with(|route| route.view().theme)
                .or_else(|| {
                    preferences.with(|chosen| chosen.theme.as_deref().and_then(Theme::named))
                })
                .or_else(|| config.with(|config| config.as_ref().map(|config| config.theme)))
                .unwrap_or_default()
        });
        let palette = Memo::new(move |_| {
            config.with(|config| {
                config
                    .as_ref()
                    .map_or_else(Palette::default, |config| config.palette)
            })
        });
        let language = Memo::new(move |_| {
            route
                .with(|route| route.view().language)
                .or_else(|| {
                    preferences
                        .with(|chosen| chosen.language.as_deref().and_then(Language::from_tag))
                })
                .or_else(|| {
                    config.with(|config| config.as_ref().and_then(|config| config.language))
                })
                .or_else(|| {
                    location::languages()
                        .iter()
                        .find_map(|tag| Language::from_tag(tag))
                })
                .unwrap_or_default()
        });
        let system_dark = RwSignal::new(theme::system_is_dark());
        theme::on_system_change(move || system_dark.set(theme::system_is_dark()));
        let dark = Memo::new(move |_| match chosen_theme.get() {
            Theme::System => system_dark.get(),
            Theme::Light => false,
            Theme::Dark => true,
        });
        Effect::new(move |_| {
            theme::set(match chosen_theme.get() {
                Theme::System => None,
                Theme::Light | Theme::Dark => Some(chosen_theme.get().name()),
            });
        });
        Effect::new(move |_| location::set_language(language.get().tag()));
        Effect::new(move |before: Option<()>| {
            let chosen = preferences.get();
            if before.is_some()
                && let Ok(text) = serde_json::to_string(&chosen)
            {
                storage::write(STORED, &text);
            }
        });
        let hidden = RwSignal::new(observe::hidden());
        observe::on_hidden(move |now| hidden.set(now));
        let shell = Self {
            route,
            problems,
            config,
            live: LocalSignal::new_local(None),
            early: RwSignal::new(Early::None),
            preferences,
            theme: chosen_theme,
            palette,
            language,
            dark,
            hidden,
            timing: StoredValue::new(None),
        };
        location::on_return(move || {
            let (now, wrong) = read_address();
            shell.problems.set(wrong);
            shell.route.set(now);
        });
        provide_context(shell);
        shell
    }

    /// The page's one.
    ///
    /// Every component stands below the app, which provides it; one that does not gets an empty page's state.
    #[must_use]
    pub fn here() -> Self {
        use_context().unwrap_or_else(Self::provide)
    }

    /// The words in force. The whole page is built anew when the language changes, so this need not be tracked.
    #[must_use]
    pub fn words(&self) -> Words {
        self.language.get_untracked().words()
    }

    /// How numbers are written.
    #[must_use]
    pub fn locale(&self) -> Locale {
        self.language.get_untracked().locale()
    }

    /// Opens a page or changes its state: a new entry in the history.
    pub fn go(&self, to: Route) {
        location::push(&address(&to));
        self.arrive(to);
    }

    /// Changes the state of the open page by a click: the back button undoes it.
    pub fn change(&self, change: impl FnOnce(&mut Route)) {
        let mut to = self.route.get_untracked();
        change(&mut to);
        if to != self.route.get_untracked() {
            self.go(to);
        }
    }

    /// Changes the state while typing or dragging: the entry in the history stays one.
    pub fn adjust(&self, change: impl FnOnce(&mut Route)) {
        let mut to = self.route.get_untracked();
        change(&mut to);
        location::replace(&address(&to));
        self.arrive(to);
    }

    fn arrive(&self, to: Route) {
        self.problems.set(Vec::new());
        self.route.set(to);
    }
}

/// The address of a route as the address bar has it.
#[must_use]
pub fn address(route: &Route) -> String {
    base::join_base(&location::base(), &route.format())
}

fn read_address() -> (Route, Vec<Problem>) {
    let (path, query) = location::current();
    let at = location::base();
    route::parse(base::strip_base(&at, &path).unwrap_or(&path), &query)
}
