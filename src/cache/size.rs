//! How much memory an answer holds, near enough to bound the whole. Lengths are counted, allocator overhead is not.

use crate::data::labels::Labels;
use crate::data::series::Histogram;
use crate::source::Answer;
use crate::source::Found;
use crate::source::log::LogFound;

/// A pointer and a length for each text, a rough share of the struct around it.
const TEXT: usize = 32;

/// Bytes held by an answer.
pub(crate) fn bytes(answer: &Answer) -> usize {
    let found = match &answer.found {
        Found::Matrix(matrix) => matrix
            .series
            .iter()
            .map(|series| {
                labels(&series.labels) + series.values.len() * 8 + histograms(&series.histograms)
            })
            .sum(),
        Found::Vector(samples) => samples
            .iter()
            .map(|sample| labels(&sample.labels) + sample.histogram.as_ref().map_or(16, histogram))
            .sum(),
        Found::Raw(raw) => raw
            .iter()
            .map(|series| {
                labels(&series.labels) + series.values.len() * 16 + histograms(&series.histograms)
            })
            .sum(),
        Found::Text(text) => text.len(),
        Found::Names(names) => names.iter().map(|name| TEXT + name.len()).sum(),
        Found::Series(series) => series.iter().map(labels).sum(),
        Found::Metadata(metrics) => metrics
            .iter()
            .map(|metric| {
                4 * TEXT
                    + metric.name.len()
                    + metric.kind.len()
                    + metric.help.len()
                    + metric.unit.len()
            })
            .sum(),
        Found::Build(_) => 4 * TEXT,
        Found::Rules(groups) => groups
            .iter()
            .flat_map(|group| &group.rules)
            .map(|rule| {
                let alerts = rule.alerting.as_ref().map_or(0, |alerting| {
                    labels(&alerting.annotations)
                        + alerting
                            .alerts
                            .iter()
                            .map(|alert| labels(&alert.labels) + labels(&alert.annotations))
                            .sum::<usize>()
                });
                4 * TEXT + rule.name.len() + rule.query.len() + labels(&rule.labels) + alerts
            })
            .sum(),
        Found::Alerts(alerts) => alerts
            .iter()
            .map(|alert| labels(&alert.labels) + labels(&alert.annotations) + TEXT)
            .sum(),
        // A target's labels exist twice, before and after relabelling, and its address and error are short texts.
        Found::Targets(targets) => targets.len() * 32 * TEXT,
        Found::Log(found) => log(found),
        Found::Alerting(told) => told.bytes(),
    };
    let texts = answer.warnings.iter().chain(&answer.infos);
    TEXT + found + texts.map(|text| TEXT + text.len()).sum::<usize>()
}

fn log(found: &LogFound) -> usize {
    match found {
        LogFound::Lines(lines) => lines.bytes() + lines.streams().iter().map(labels).sum::<usize>(),
        LogFound::Stats(_) => TEXT,
        LogFound::Labels(labels) => labels.iter().map(|one| TEXT + one.name.len()).sum(),
        LogFound::Fields(fields) => fields.iter().map(|one| 4 * TEXT + one.name.len()).sum(),
        LogFound::Patterns(patterns) => patterns
            .iter()
            .map(|one| 2 * TEXT + one.text.len() + one.counts.len() * 16)
            .sum(),
    }
}

fn labels(labels: &Labels) -> usize {
    TEXT + labels
        .iter()
        .map(|(name, value)| TEXT + name.len() + value.len())
        .sum::<usize>()
}

fn histograms(list: &[(usize, Histogram)]) -> usize {
    list.iter().map(|(_, one)| histogram(one)).sum()
}

fn histogram(one: &Histogram) -> usize {
    64 + one.buckets.len() * 32
}
