//! Views and handlers without a type of their own.
//!
//! Leptos builds code for each type of closure it is given: some two kilobytes of wasm for a piece of view, one for a
//! handler. Boxed here they are all of one type, and that code is there once. The price is a call through a pointer.

use leptos::prelude::*;

/// A piece of view that is built again when a signal it reads changes.
pub fn follow<V: IntoView + 'static>(view: impl Fn() -> V + Send + 'static) -> AnyView {
    shared(Box::new(move || view().into_any()))
}

/// A handler of events.
pub fn on<E: 'static>(handler: impl FnMut(E) + 'static) -> Box<dyn FnMut(E)> {
    Box::new(handler)
}

fn shared(view: Box<dyn Fn() -> AnyView + Send>) -> AnyView {
    (move || view()).into_any()
}
