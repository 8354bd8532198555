//! One file per panel type: options and answers to a picture. Never fetches, never draws.

pub mod picture;
