//! State that components share: what page is open, what the reader prefers, what time it is on the page.

pub mod asked;
pub mod board;
pub mod held;
pub mod hover;
pub mod keys;
pub mod later;
pub mod menu;
pub mod palette;
pub mod shell;
pub mod timing;
