//! Metrics as text: Prometheus' exposition format 0.0.4 for a scrape, OpenMetrics with timestamps for times gone by.
//!
//! Contract: a scrape carries HELP and TYPE and no timestamps; the past carries timestamps and the labels that a scrape
//! would get from its target, so both end as the same series. It does not know what the numbers mean.
//! <https://prometheus.io/docs/instrumenting/exposition_formats/>

use std::fmt::Write;

use crate::rhythm::Flow;

/// One target's metrics at one time, growing.
pub(crate) struct Exposition {
    text: String,
    family: &'static str,
    past: Option<Past>,
}

struct Past {
    target: String,
    at: i64,
}

/// Observations of one kind: how many there are, around which value, how widely spread.
pub(crate) struct Population {
    pub(crate) flow: Flow,
    pub(crate) median: f64,
    /// Of the log-logistic distribution: higher is narrower; above 1, or there is no mean.
    pub(crate) shape: f64,
}

impl Population {
    fn share_up_to(&self, bound: f64) -> f64 {
        1.0 / (1.0 + (self.median / bound).powf(self.shape))
    }

    fn mean(&self) -> f64 {
        let angle = std::f64::consts::PI / self.shape;
        self.median * angle / angle.sin()
    }
}

impl Exposition {
    /// For a scrape happening now.
    pub(crate) fn scrape() -> Self {
        Self {
            text: String::new(),
            family: "",
            past: None,
        }
    }

    /// For back-filling, at Unix second `at`.
    pub(crate) fn past(job: &str, instance: &str, at: i64) -> Self {
        let target = format!("instance=\"{instance}\",job=\"{job}\"");
        Self {
            text: String::new(),
            family: "",
            past: Some(Past { target, at }),
        }
    }

    pub(crate) fn text(&self) -> &str {
        &self.text
    }

    /// Opens a counter; its samples follow.
    pub(crate) fn counter(&mut self, name: &'static str, help: &str) -> &mut Self {
        self.open(name, "counter", help)
    }

    /// Opens a gauge; its samples follow.
    pub(crate) fn gauge(&mut self, name: &'static str, help: &str) -> &mut Self {
        self.open(name, "gauge", help)
    }

    /// Opens a histogram; [`observations`](Self::observations) follow.
    pub(crate) fn histogram(&mut self, name: &'static str, help: &str) -> &mut Self {
        self.open(name, "histogram", help)
    }

    /// Opens a summary; [`quantiles`](Self::quantiles) follow.
    pub(crate) fn summary(&mut self, name: &'static str, help: &str) -> &mut Self {
        self.open(name, "summary", help)
    }

    /// A sample of the open family.
    pub(crate) fn sample(&mut self, labels: &[(&str, &str)], value: f64) -> &mut Self {
        self.line("", labels, None, value)
    }

    /// A counter of whole events: what has happened only half has not happened.
    pub(crate) fn events(&mut self, labels: &[(&str, &str)], total: f64) -> &mut Self {
        self.sample(labels, total.floor())
    }

    /// A counter of seconds, to the hundredth as the kernel counts.
    pub(crate) fn seconds(&mut self, labels: &[(&str, &str)], total: f64) -> &mut Self {
        self.sample(labels, (total * 100.0).floor() / 100.0)
    }

    /// A classic histogram of several populations mixed, at Unix second `at`.
    pub(crate) fn observations(
        &mut self,
        labels: &[(&str, &str)],
        bounds: &[f64],
        mix: &[Population],
        at: f64,
    ) {
        let counts: Vec<f64> = mix
            .iter()
            .map(|population| population.flow.total(at))
            .collect();
        let up_to = |bound: f64| {
            mix.iter()
                .zip(&counts)
                .map(|(p, n)| n * p.share_up_to(bound))
                .sum::<f64>()
                .floor()
        };
        for &bound in bounds {
            self.line("_bucket", labels, Some(&bound.to_string()), up_to(bound));
        }
        let count = counts.iter().sum::<f64>().floor();
        let sum: f64 = mix.iter().zip(&counts).map(|(p, n)| n * p.mean()).sum();
        self.line("_bucket", labels, Some("+Inf"), count);
        self.line("_sum", labels, None, (sum * 1_000.0).floor() / 1_000.0);
        self.line("_count", labels, None, count);
    }

    /// Quantiles of late, and the sum and the count of all that was ever observed.
    pub(crate) fn quantiles(&mut self, quantiles: &[(&str, f64)], sum: f64, count: f64) {
        for &(quantile, value) in quantiles {
            self.line("", &[("quantile", quantile)], None, value);
        }
        self.line("_sum", &[], None, sum.floor());
        self.line("_count", &[], None, count.floor());
    }

    fn open(&mut self, name: &'static str, kind: &str, help: &str) -> &mut Self {
        self.family = name;
        if self.past.is_none() {
            // Writing to a String cannot fail.
            let _ = write!(self.text, "# HELP {name} {help}\n# TYPE {name} {kind}\n");
        }
        self
    }

    fn line(
        &mut self,
        suffix: &str,
        labels: &[(&str, &str)],
        bound: Option<&str>,
        value: f64,
    ) -> &mut Self {
        self.text.push_str(self.family);
        self.text.push_str(suffix);
        let mut separator = '{';
        let text = &mut self.text;
        let mut label = |name: &str, value: &str| {
            text.push(separator);
            text.push_str(name);
            text.push_str("=\"");
            text.push_str(value);
            text.push('"');
            separator = ',';
        };
        labels.iter().for_each(|(name, value)| label(name, value));
        if let Some(bound) = bound {
            label("le", bound);
        }
        let _ = match &self.past {
            Some(past) => {
                self.text.push(separator);
                writeln!(self.text, "{}}} {value} {}", past.target, past.at)
            }
            None if separator == '{' => writeln!(self.text, " {value}"),
            None => writeln!(self.text, "}} {value}"),
        };
        self
    }
}
