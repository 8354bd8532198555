//! Shows what lies in the second file of wasm ([`Parts`]): fetches it once the page has drawn its first chart, or as soon
//! as somebody asks for something in it.
//!
//! It does not know where the file is: `main.rs` does.

use crate::browser::clock::Timer;
use crate::time::Millis;
use crate::ui::part::erased::follow;
use crate::ui::parts::Parts;
use leptos::prelude::*;
use std::future::Future;
use std::pin::Pin;

/// Fetches the second file; none if it did not come. Called again, it tries again, or has it at once.
pub type Load = fn() -> Pin<Box<dyn Future<Output = Option<&'static Parts>>>>;

/// How long the page rests after a chart was drawn before it fetches what may be wanted next.
const REST: Millis = Millis(300);

/// The second file, there or not; copies are the same.
#[derive(Clone, Copy)]
pub struct Later {
    load: Load,
    state: RwSignal<State>,
    timer: StoredValue<Option<Timer>, LocalStorage>,
}

#[derive(Clone, Copy)]
enum State {
    /// Nobody asked yet.
    Away,
    /// On its way.
    Coming,
    /// It did not come.
    Failed,
    Here(&'static Parts),
}

impl Later {
    /// Nothing is fetched yet.
    pub fn provide(load: Load) {
        provide_context(Self {
            load,
            state: RwSignal::new(State::Away),
            timer: StoredValue::new_local(None),
        });
    }

    /// The page's one; the app provides it above everything else.
    #[must_use]
    pub fn here() -> Option<Self> {
        use_context()
    }

    /// It was wanted and did not come. Tracked.
    #[must_use]
    pub fn failed(self) -> bool {
        matches!(self.state.get(), State::Failed)
    }

    /// Fetches soon, in the quiet after a chart.
    pub fn soon(self) {
        if matches!(self.state.get_untracked(), State::Away)
            && self.timer.with_value(Option::is_none)
        {
            let fetch = move || self.fetch();
            self.timer.set_value(Timer::after(REST, fetch));
        }
    }

    /// Fetches now; none if the file cannot be had.
    pub async fn get(self) -> Option<&'static Parts> {
        if let State::Here(parts) = self.state.get_untracked() {
            return Some(parts);
        }
        if !matches!(self.state.get_untracked(), State::Coming) {
            self.state.set(State::Coming);
        }
        let parts = (self.load)().await;
        if !matches!(self.state.get_untracked(), State::Here(_)) {
            self.state.set(match parts {
                Some(parts) => State::Here(parts),
                None => State::Failed,
            });
        }
        parts
    }

    fn fetch(self) {
        leptos::task::spawn_local(async move {
            self.get().await;
        });
    }

    fn parts(self) -> Option<&'static Parts> {
        match self.state.get() {
            State::Here(parts) => Some(parts),
            // Who asks again by hand tries again; the page itself does not, or it would do so for ever.
            State::Coming | State::Failed => None,
            State::Away => {
                self.fetch();
                None
            }
        }
    }
}

/// A piece of view from the second file, while `wanted`; nothing until the file is there.
pub fn later(
    wanted: impl Fn() -> bool + Send + 'static,
    view: impl Fn(&'static Parts) -> AnyView + Send + 'static,
) -> AnyView {
    let later = Later::here();
    follow(move || {
        if wanted() {
            later.and_then(Later::parts).map(&view)
        } else {
            None
        }
    })
}
