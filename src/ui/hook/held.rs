//! Signals and memos that are all of one type to Leptos, whatever they hold.
//!
//! Leptos builds its reactive code anew for each type that is held: some two kilobytes of wasm for a memo, one for a
//! signal. Here the value is boxed, and that code is there once. The names and methods are Leptos' own; a file that
//! imports them from here means these. The price is a box for each value and a look at its type for each reading.

use leptos::prelude;
use leptos::prelude::Get as _;
use leptos::prelude::GetUntracked as _;
use leptos::prelude::Set as _;
use leptos::prelude::Track as _;
use leptos::prelude::Update as _;
use leptos::prelude::With as _;
use leptos::prelude::WithUntracked as _;
use std::any::Any;
use std::marker::PhantomData;
use std::sync::Arc;

/// A value derived from others; computed again only when they change, told only when it differs.
pub struct Memo<T: 'static>(prelude::Memo<Held>, PhantomData<fn() -> T>);

impl<T: 'static> Clone for Memo<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T: 'static> Copy for Memo<T> {}

impl<T: PartialEq + Send + Sync + 'static> Memo<T> {
    /// Derives it with `derive`, which is given the value there was before.
    pub fn new(derive: impl Fn(Option<&T>) -> T + Send + Sync + 'static) -> Self {
        let derive = move |before: Option<&Held>| {
            Held(Arc::new(derive(
                before.and_then(|held| held.0.any().downcast_ref()),
            )))
        };
        Self(memo(Box::new(derive)), PhantomData)
    }

    /// Looks at it. Tracked.
    ///
    /// An effect, and so a piece of view, that reads two memos of which one follows from the other reads the one it follows
    /// from first. Else it can miss a change: Leptos asks the memos it read in that order whether they changed, the first
    /// brings the second up to date on the way, and if it stays as it was nobody says that the second did not.
    pub fn with<U>(self, look: impl FnOnce(&T) -> U) -> U {
        let held = self.0.get();
        look(cast(held.0.any()))
    }

    /// As [`Memo::with`], untracked.
    pub fn with_untracked<U>(self, look: impl FnOnce(&T) -> U) -> U {
        let held = self.0.get_untracked();
        look(cast(held.0.any()))
    }

    /// A copy of it. Tracked.
    #[must_use]
    pub fn get(self) -> T
    where
        T: Clone,
    {
        self.with(T::clone)
    }

    /// A copy of it, untracked.
    #[must_use]
    pub fn get_untracked(self) -> T
    where
        T: Clone,
    {
        self.with_untracked(T::clone)
    }

    /// Whoever runs now runs again when it changes.
    pub fn track(self) {
        // Leptos' own does not derive the value. Whoever does so first would then wake those who only track it.
        self.with(|_| ());
    }
}

/// A value that is set. Copies are the same value.
pub struct RwSignal<T: 'static>(prelude::RwSignal<Boxed>, PhantomData<fn() -> T>);

impl<T: 'static> Clone for RwSignal<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T: 'static> Copy for RwSignal<T> {}

impl<T: Send + Sync + 'static> RwSignal<T> {
    /// Holds this to begin with.
    #[must_use]
    pub fn new(value: T) -> Self {
        Self(prelude::RwSignal::new(Box::new(value)), PhantomData)
    }

    /// Looks at it. Tracked.
    pub fn with<U>(self, look: impl FnOnce(&T) -> U) -> U {
        self.0.with(|held| look(cast(&**held)))
    }

    /// As [`RwSignal::with`], untracked.
    pub fn with_untracked<U>(self, look: impl FnOnce(&T) -> U) -> U {
        self.0.with_untracked(|held| look(cast(&**held)))
    }

    /// A copy of it. Tracked.
    #[must_use]
    pub fn get(self) -> T
    where
        T: Clone,
    {
        self.with(T::clone)
    }

    /// A copy of it, untracked.
    #[must_use]
    pub fn get_untracked(self) -> T
    where
        T: Clone,
    {
        self.with_untracked(T::clone)
    }

    /// A copy of it, untracked; none once the component that made it is gone.
    #[must_use]
    pub fn try_get_untracked(self) -> Option<T>
    where
        T: Clone,
    {
        self.0.try_with_untracked(|held| T::clone(cast(&**held)))
    }

    /// Whoever runs now runs again when it changes.
    pub fn track(self) {
        self.0.track();
    }

    /// Replaces it.
    pub fn set(self, value: T) {
        self.0.set(Box::new(value));
    }

    /// Replaces it where it is another: else nobody is woken.
    pub fn change(self, value: T)
    where
        T: PartialEq,
    {
        if self.with_untracked(|before| *before != value) {
            self.set(value);
        }
    }

    /// Replaces it, unless the component that made it is gone.
    pub fn try_set(self, value: T) {
        let _ = self.0.try_set(Box::new(value));
    }

    /// Changes it in place.
    pub fn update(self, change: impl FnOnce(&mut T)) {
        self.try_update(change);
    }

    /// Changes it in place, unless the component that made it is gone.
    pub fn try_update<U>(self, change: impl FnOnce(&mut T) -> U) -> Option<U> {
        self.0
            .try_update(|held| (**held).downcast_mut().map(change))
            .flatten()
    }
}

/// A signal of what cannot leave its thread: Leptos' own.
pub type LocalSignal<T> = prelude::RwSignal<T, prelude::LocalStorage>;

type Boxed = Box<dyn Any + Send + Sync>;

/// A value of a memo, compared as what it is.
#[derive(Clone)]
struct Held(Arc<dyn Comparable>);

impl PartialEq for Held {
    fn eq(&self, other: &Self) -> bool {
        self.0.same(other.0.any())
    }
}

trait Comparable: Send + Sync {
    fn any(&self) -> &dyn Any;
    fn same(&self, other: &dyn Any) -> bool;
}

impl<T: PartialEq + Send + Sync + 'static> Comparable for T {
    fn any(&self) -> &dyn Any {
        self
    }

    fn same(&self, other: &dyn Any) -> bool {
        other.downcast_ref() == Some(self)
    }
}

type Derive = Box<dyn Fn(Option<&Held>) -> Held + Send + Sync>;

fn memo(derive: Derive) -> prelude::Memo<Held> {
    prelude::Memo::new(derive)
}

#[allow(
    clippy::expect_used,
    reason = "the constructors put in nothing but a T, and nobody else can reach it"
)]
fn cast<T: 'static>(held: &dyn Any) -> &T {
    held.downcast_ref().expect("what was put in")
}
