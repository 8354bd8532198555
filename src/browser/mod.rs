//! The only room that names web APIs.
