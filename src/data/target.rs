//! Scrape targets.

use crate::data::labels::Labels;
use crate::time::Instant;

/// One target Prometheus scrapes, or dropped.
#[derive(Clone, Debug, PartialEq)]
pub struct Target {
    /// Labels after relabelling.
    pub labels: Labels,
    /// Labels as discovered.
    pub discovered: Labels,
    /// Scrape pool (job).
    pub pool: String,
    /// Address scraped; empty for a dropped target.
    pub url: String,
    /// `up`, `down`, `unknown`, or `dropped`.
    pub health: String,
    /// Last scrape's error, empty when there was none.
    pub last_error: String,
    /// When it was last scraped.
    pub last_scrape: Option<Instant>,
    /// Seconds the last scrape took.
    pub scrape_seconds: f64,
    /// Seconds between scrapes; 0 when unknown.
    pub interval_seconds: f64,
}
