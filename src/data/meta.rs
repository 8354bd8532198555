//! What a source says about itself and its metrics.

/// Help and type of a metric.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Metric {
    /// Metric name; for OpenMetrics counters without `_total`.
    pub name: String,
    /// `counter`, `gauge`, `histogram`, `summary`, `unknown`, ….
    pub kind: String,
    /// The exporter's HELP text.
    pub help: String,
    /// The exporter's UNIT, often empty.
    pub unit: String,
}

/// Build information of a server.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Build {
    /// Version as the server says; VictoriaMetrics claims a Prometheus version.
    pub version: String,
    /// Source revision.
    pub revision: String,
    /// Branch it was built from.
    pub branch: String,
}
