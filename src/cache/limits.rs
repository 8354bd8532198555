//! How much at once, how long, how often: the numbers of the cache with their reasons.

use crate::time::Millis;

/// Requests in flight, all sources together: what browsers give one host over HTTP/1.1; more would queue unseen there,
/// where visible panels cannot overtake hidden ones.
pub const PARALLEL: usize = 6;

/// Requests in flight to one source: one less, so that a source that hangs leaves a way for the others.
pub const PARALLEL_PER_SOURCE: usize = 5;

/// Memory for answers. A full page holds some 20 panels of 100 series of 1,000 points, 16 MB; four pages of that kind
/// make going back quick, and a phone still bears it.
pub const BYTES: usize = 64 << 20;

/// Answers kept, whatever their size: looking one up walks them all.
pub const ENTRIES: usize = 256;

/// How long a request may take: what proxies in front of Prometheus usually allow.
pub const TIMEOUT: Millis = Millis(30_000);

/// Wait before the first retry; each further one doubles it.
pub const FIRST_RETRY: Millis = Millis(1_000);

/// Longest wait between retries: a server that is back is seen within half a minute.
pub const LONGEST_RETRY: Millis = Millis(30_000);

/// An answer that nobody was showing is shown again without asking while it is younger than this: going back and forth
/// between pages asks nothing.
pub const FRESH_FOR: Millis = Millis(15_000);

/// An answer joined from tails is asked in full again after so long. It bounds how long a sample that came later than
/// `tail::OVERLAP`, a deleted series or a wrong clock of the reader can stay unseen.
pub const WHOLE_EVERY: Millis = Millis(3_600_000);

/// The same bound in joins, for quick refreshes.
pub const WHOLE_AFTER_TAILS: u32 = 240;

/// The numbers of one cache; `Limits::default()` are the constants above.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// See [`PARALLEL`].
    pub parallel: usize,
    /// See [`PARALLEL_PER_SOURCE`].
    pub parallel_per_source: usize,
    /// See [`BYTES`].
    pub bytes: usize,
    /// See [`ENTRIES`].
    pub entries: usize,
    /// See [`TIMEOUT`].
    pub timeout: Millis,
    /// See [`FIRST_RETRY`].
    pub first_retry: Millis,
    /// See [`LONGEST_RETRY`].
    pub longest_retry: Millis,
    /// See [`FRESH_FOR`].
    pub fresh_for: Millis,
    /// See [`WHOLE_EVERY`].
    pub whole_every: Millis,
    /// See [`WHOLE_AFTER_TAILS`].
    pub whole_after_tails: u32,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            parallel: PARALLEL,
            parallel_per_source: PARALLEL_PER_SOURCE,
            bytes: BYTES,
            entries: ENTRIES,
            timeout: TIMEOUT,
            first_retry: FIRST_RETRY,
            longest_retry: LONGEST_RETRY,
            fresh_for: FRESH_FOR,
            whole_every: WHOLE_EVERY,
            whole_after_tails: WHOLE_AFTER_TAILS,
        }
    }
}

impl Limits {
    /// The wait after so many failures in a row: doubling up to the longest, less up to a quarter so that panels that
    /// failed together do not come back together. `seed` tells the panels apart.
    pub(crate) fn wait(&self, failures: u32, seed: u64) -> Millis {
        let doubled = 1_i64
            .checked_shl(failures.saturating_sub(1).min(30))
            .unwrap_or(i64::MAX);
        let plain = self
            .first_retry
            .0
            .saturating_mul(doubled)
            .min(self.longest_retry.0)
            .max(1);
        Millis(plain - spread(seed, failures, plain / 4))
    }
}

/// A number in `0..=most` that looks random and is the same each time.
fn spread(seed: u64, failures: u32, most: i64) -> i64 {
    // The finishing steps of SplitMix64: neighbouring inputs give far-apart outputs.
    let mut mixed = seed
        .wrapping_add(u64::from(failures))
        .wrapping_mul(0x9e37_79b9_7f4a_7c15);
    mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    mixed ^= mixed >> 27;
    let parts = u64::try_from(most).unwrap_or(0).saturating_add(1);
    i64::try_from(mixed % parts).unwrap_or(0)
}
