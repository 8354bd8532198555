//! Which part of a picture is pointed at, by pointer or keyboard; and whether it is pinned: then its tooltip stays, and the
//! links in it can be reached.

use crate::dashboard::link::Led;
use crate::ui::hook::held::RwSignal;
use crate::ui::hook::shell::Shell;
use crate::ui::part::erased::follow;
use crate::ui::part::led;
use crate::ui::picture::told;
use leptos::ev::KeyboardEvent;
use leptos::prelude::*;

/// What is pointed at; copies are the same.
#[derive(Clone, Copy)]
pub struct Pointed {
    part: RwSignal<Option<usize>>,
    pinned: RwSignal<bool>,
}

impl Pointed {
    /// Nothing yet.
    #[must_use]
    pub fn nothing() -> Self {
        Self {
            part: RwSignal::new(None),
            pinned: RwSignal::new(false),
        }
    }

    /// The part. Tracked.
    #[must_use]
    pub fn get(self) -> Option<usize> {
        self.part.get()
    }

    /// Is it pinned? Untracked.
    #[must_use]
    pub fn is_pinned(self) -> bool {
        self.pinned.get_untracked()
    }

    /// The tooltip's attribute for that. Tracked.
    #[must_use]
    pub fn pinned(self) -> Signal<Option<&'static str>> {
        Signal::derive(move || self.pinned.get().then_some(""))
    }

    /// The pointer is over this part, or over none.
    pub fn point(self, part: Option<usize>) {
        if !self.is_pinned() && self.part.get_untracked() != part {
            self.part.set(part);
        }
    }

    /// A press: pins the part that is there, lets go of one that was pinned.
    pub fn press(self, part: Option<usize>) {
        let pinned = !self.is_pinned() && part.is_some();
        self.pinned.set(pinned);
        self.part.set(part);
    }

    /// Nothing any more.
    pub fn leave(self) {
        self.pinned.set(false);
        self.part.set(None);
    }

    /// The focus goes elsewhere: what is pinned stays, because its links are reached from here.
    pub fn blur(self) {
        // Also called while the element is being taken out of the page, when its signals are gone.
        if self.pinned.try_get_untracked() == Some(false) {
            self.part.set(None);
        }
    }

    /// A key: arrows go from part to part as `step` says, space pins, Enter shows the table in place of the picture. Is it
    /// one of these?
    pub fn key(
        self,
        event: &KeyboardEvent,
        as_table: RwSignal<bool>,
        step: impl FnOnce(Option<usize>, (i64, i64)) -> Option<usize>,
    ) -> bool {
        match event.key().as_str() {
            "Enter" => {
                self.leave();
                as_table.set(true);
            }
            "Escape" => {
                self.leave();
                return true;
            }
            " " => self.press(self.part.get_untracked()),
            _ => {
                let Some(way) = told::arrow(event) else {
                    return false;
                };
                let next = step(self.part.get_untracked(), way);
                self.pinned.set(false);
                self.part.set(next);
            }
        }
        event.prevent_default();
        true
    }

    /// The end of a tooltip while it is pinned: where its values lead.
    pub fn links(self, links: Vec<Led>) -> AnyView {
        let mut kept: Vec<Led> = Vec::new();
        for led in links {
            if !kept.contains(&led) {
                kept.push(led);
            }
        }
        let words = Shell::here().words();
        let links = StoredValue::new(kept);
        follow(move || {
            self.pinned.get().then(|| {
                let lines = links.get_value().into_iter();
                let lines = lines.map(|led| view! { <div class="row">{led::line(led)}</div> });
                view! {
                    {lines.collect_view()}
                    <div class="foot">{words.chart().pinned}</div>
                }
            })
        })
    }
}
