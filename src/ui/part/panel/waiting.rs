//! Panels that the reader has not come near yet: a frame with a title. They are built when they come near the window, one
//! after another and as many at a time as there is time for, so that a long dashboard opens as fast as a short one and
//! nothing jerks when it scrolls.

use crate::browser::observe;
use crate::browser::pieces;
use crate::dashboard::model::Panel;
use crate::dashboard::model::Place;
use crate::dashboard::query;
use crate::panel::spec::Kind;
use crate::ui::hook::board::Board;
use crate::ui::hook::held::RwSignal;
use crate::ui::part::panel::LOW;
use crate::ui::part::panel::size_class;
use leptos::html::Section;
use leptos::prelude::*;
use std::sync::Arc;

/// Who waits to be built; copies are the same queue.
#[derive(Clone, Copy)]
pub struct Queue {
    waiting: StoredValue<Vec<Waiting>, LocalStorage>,
}

/// A panel in the queue.
#[derive(Clone, Copy)]
struct Waiting {
    /// Set when it is its turn.
    met: RwSignal<bool>,
    /// It is near the window: who was scrolled past has no turn.
    near: RwSignal<bool>,
}

impl Queue {
    /// The queue of the panels below.
    pub fn provide() {
        provide_context(Self {
            waiting: StoredValue::new_local(Vec::new()),
        });
    }

    fn join(self, panel: Waiting) {
        let is_first = self.waiting.try_update_value(|waiting| {
            waiting.push(panel);
            waiting.len() == 1
        });
        if is_first == Some(true) {
            pieces::each(Box::new(move || self.build_one()));
        }
    }

    /// Builds the first in line, who stays there meanwhile; false if nobody is left.
    fn build_one(self) -> bool {
        let first = self.waiting.try_update_value(|waiting| {
            waiting.retain(|panel| {
                panel.near.try_get_untracked() == Some(true)
                    && panel.met.try_get_untracked() == Some(false)
            });
            waiting.first().copied()
        });
        match first.flatten() {
            Some(panel) => {
                panel.met.try_set(true);
                true
            }
            None => false,
        }
    }
}

/// The frame of a panel, as large as the panel will be; says in `met` when it is to be built.
pub(super) fn frame(
    board: Board,
    panel: &Arc<Panel>,
    place: Place,
    met: RwSignal<bool>,
) -> AnyView {
    let root = NodeRef::<Section>::new();
    let near = RwSignal::new(false);
    let queue = use_context::<Queue>();
    let watcher = StoredValue::new_local(None::<observe::View>);
    Effect::new(move |_| {
        if let Some(root) = root.get() {
            watcher.set_value(observe::View::of(&root, move |is_near| {
                if is_near == near.get_untracked() {
                    return;
                }
                near.set(is_near);
                match queue {
                    Some(queue) if is_near => queue.join(Waiting { met, near }),
                    Some(_) => {}
                    None => met.set(is_near),
                }
            }));
        }
    });
    let title = {
        let panel = Arc::clone(panel);
        move || board.view(|_, view| query::title(&panel, view))
    };
    view! {
        <section
            class="panel"
            class:stat=matches!(panel.spec.kind, Kind::Stat(_))
            class:plain=panel.transparent
            node_ref=root
            data-panel=panel.id
            data-state="loading"
            data-away=""
            data-size=size_class(place, false)
            data-low=(place.h <= LOW).then_some("")
            aria-busy="true"
            style:--x=(place.x + 1).to_string()
            style:--y=(place.y + 1).to_string()
            style:--w=place.w.to_string()
            style:--h=place.h.to_string()
        >
            <header>
                <h2>{title}</h2>
            </header>
        </section>
    }
    .into_any()
}
