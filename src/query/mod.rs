//! Query languages as text: what stands in it, what can be clicked into it, what may come next.
//!
//! Knows no server: names of labels and values are given in.

pub mod logql;
