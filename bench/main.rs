//! The page's side of the benchmark: our half of each row, called from `bench/page.js`.
//!
//! Data is made by the script, so that both sides get the same numbers.
#![forbid(unsafe_code)]

#[cfg(target_arch = "wasm32")]
mod page;

fn main() {}
