//! Which menu, picker or dialog is open: one at most, and each closes the same ways.

use crate::browser::element;
use crate::browser::pieces;
use crate::ui::hook::held::RwSignal;
use crate::ui::hook::later::Later;
use crate::ui::page::dashboard::report;
use crate::ui::part::finder;
use crate::ui::part::shortcuts;
use leptos::prelude::*;

/// The id of what is open; local to the page, never in the URL.
#[derive(Clone, Copy)]
pub struct Menu(RwSignal<Option<String>>, Option<Later>);

impl Menu {
    /// Nothing open; Escape and a press elsewhere close what opens later.
    #[must_use]
    pub fn provide() -> Self {
        let menu = Self(RwSignal::new(None), Later::here());
        provide_context(menu);
        element::on_press(move |inside| {
            if let Some(id) = menu.0.get_untracked() {
                // The opener toggles by itself: a press on it must not close first and open again.
                if !inside(&format!("#{id}")) && !inside(&format!("[aria-controls=\"{id}\"]")) {
                    menu.0.set(None);
                }
            }
        });
        menu
    }

    /// The one of the page.
    #[must_use]
    pub fn here() -> Self {
        use_context().unwrap_or_else(|| Self(RwSignal::new(None), None))
    }

    /// Is `id` open? Tracked.
    #[must_use]
    pub fn is_open(self, id: &str) -> bool {
        self.0.with(|open| open.as_deref() == Some(id))
    }

    /// Is anything open? Untracked.
    #[must_use]
    pub fn any(self) -> bool {
        self.0.with_untracked(Option::is_some)
    }

    /// Opens `id`, closes what was open, and gives it the keyboard.
    pub fn open(self, id: &str) {
        self.0.set(Some(id.to_owned()));
        let later = self.1;
        let first = format!("#{id} [data-first-focus], #{id} button, #{id} input");
        leptos::task::spawn_local(async move {
            if let Some(later) = later {
                later.get().await;
            }
            // It is in the page after the next turn.
            pieces::behind(2).await;
            element::focus(&first);
        });
    }

    /// Is a dialog open that keeps the rest of the page out of reach? Tracked.
    #[must_use]
    pub fn is_modal(self) -> bool {
        self.0.with(|open| {
            matches!(
                open.as_deref(),
                Some(finder::ID | shortcuts::ID | report::ID)
            )
        })
    }

    /// Opens or closes `id`.
    pub fn toggle(self, id: &str) {
        if self.0.with_untracked(|open| open.as_deref() == Some(id)) {
            self.close();
        } else {
            self.open(id);
        }
    }

    /// Closes what is open and gives the keyboard back to its opener.
    pub fn close(self) {
        if let Some(id) = self.0.get_untracked() {
            self.0.set(None);
            element::focus(&format!("[aria-controls=\"{id}\"]"));
        }
    }
}
