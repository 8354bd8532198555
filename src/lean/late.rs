//! Functions that come with the page's second file: what the first chart does not need is not fetched before it.
//!
//! A [`Late`] stands where such a function is called. In the page it is empty until the second file puts the function in;
//! who finds it empty is told so, and [`wanted`] remembers that somebody looked. Where everything is in one file, as in
//! every test, it is always there.

use std::sync::OnceLock;
use std::sync::atomic::AtomicBool;
use std::sync::atomic::Ordering;

/// The place of a function that may come later.
#[derive(Debug)]
pub struct Late<F>(OnceLock<F>);

static WANTED: AtomicBool = AtomicBool::new(false);

impl<F: Copy> Late<F> {
    /// Empty.
    #[must_use]
    pub const fn new() -> Self {
        Self(OnceLock::new())
    }

    /// Puts the function in; only what runs from the second file may name it here.
    pub fn put(&self, function: F) {
        // Put in twice, it is the same.
        let _ = self.0.set(function);
    }

    /// The function, if it is there by now. `whole` is the same one: what everything else than the page uses.
    #[inline(always)]
    pub fn get(&self, whole: F) -> Option<F> {
        #[cfg(target_arch = "wasm32")]
        {
            // Not used, so that the first file does not hold it.
            let _ = whole;
            let there = self.0.get().copied();
            if there.is_none() {
                WANTED.store(true, Ordering::Relaxed);
            }
            there
        }
        #[cfg(not(target_arch = "wasm32"))]
        Some(self.0.get().copied().unwrap_or(whole))
    }
}

impl<F: Copy> Default for Late<F> {
    fn default() -> Self {
        Self::new()
    }
}

/// Did anybody look for a function that was not there, since this was last asked?
#[must_use]
pub fn wanted() -> bool {
    WANTED.swap(false, Ordering::Relaxed)
}
