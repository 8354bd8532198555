//! Live queries as signals.
