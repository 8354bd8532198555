//! The instant under the pointer or the keyboard's cursor, shared by all charts of a page.

use crate::time::Instant;
use crate::ui::hook::held::RwSignal;
use leptos::prelude::*;

/// Where the crosshair stands and whose chart put it there.
#[derive(Clone, Copy)]
pub struct Hover(RwSignal<Option<(Instant, u64)>>);

impl Hover {
    /// One for a page; charts below find it with [`Hover::here`].
    pub fn provide() -> Self {
        let hover = Self(RwSignal::new(None));
        provide_context(hover);
        hover
    }

    /// The page's.
    #[must_use]
    pub fn here() -> Self {
        use_context().unwrap_or_else(|| Self(RwSignal::new(None)))
    }

    /// The instant, and whether the chart `id` is the one pointed at. Tracked.
    #[must_use]
    pub fn at(self, id: u64) -> Option<(Instant, bool)> {
        self.0.get().map(|(at, owner)| (at, owner == id))
    }

    /// Chart `id` is pointed at.
    pub fn set(self, at: Instant, id: u64) {
        if self.0.get_untracked() != Some((at, id)) {
            self.0.set(Some((at, id)));
        }
    }

    /// Nothing is pointed at any more.
    pub fn clear(self) {
        if self.0.try_get_untracked().flatten().is_some() {
            self.0.set(None);
        }
    }
}
