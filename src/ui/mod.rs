//! What a person sees, in Leptos. Components take signals or plain values; only pages ask [`crate::live`].
//!
//! The page's policy refuses `innerHTML`, which Leptos uses for elements without anything dynamic in them: give such an
//! element a dynamic part or make it a component of its own. The browser tests fail on a violation.

#![allow(
    unreachable_pub,
    reason = "the component macro makes its properties pub whatever the component is"
)]

pub mod app;
pub mod hook;
pub mod page;
pub mod pages;
pub mod part;
pub mod parts;
pub mod picture;
