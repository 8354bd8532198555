//! A response time as a chart: the same chart as on dashboards.

use crate::data::labels::Labels;
use crate::data::series::Matrix;
use crate::data::series::Series;
use crate::panel;
use crate::panel::Answered;
use crate::panel::Context;
use crate::panel::Format;
use crate::panel::picture::Chart;
use crate::panel::picture::Picture;
use crate::panel::spec::Spec;
use crate::source::Answer;
use crate::source::Found;
use crate::time::Grid;
use crate::time::Range;
use crate::ui::hook::held::Memo;
use crate::ui::hook::held::RwSignal;
use crate::ui::part::erased::follow;
use crate::ui::picture::chart::ChartView;
use leptos::prelude::*;
use serde_json::json;
use std::sync::Arc;

/// A chart of seconds over the range of the page; nothing while nothing is known.
#[component]
pub fn Seconds(
    /// Tells this chart from the others of the page.
    id: u64,
    /// Its name, for those who cannot see it.
    title: String,
    /// What is drawn.
    answer: Memo<Option<Arc<Answer>>>,
    /// Over which time.
    range: Memo<Range>,
    /// Several lines, which need their names.
    #[prop(optional)]
    named: bool,
) -> impl IntoView {
    let (spec, _) = Spec::read(&json!({
        "type": "timeseries",
        "fieldConfig": {"defaults": {"unit": "s", "min": 0, "custom": {"fillOpacity": 10}}},
        "options": {"legend": {"showLegend": named, "displayMode": "list", "placement": "bottom"}},
    }));
    let spec = Arc::new(spec);
    let drawn = Memo::new(move |_| {
        let answer = answer.get()?;
        let answered = Answered {
            ref_id: "A",
            legend: if named { "{{service}}" } else { "" },
            format: Format::TimeSeries,
            expr: "",
            answer: &answer,
        };
        let picture = panel::picture(&spec, &[answered], &Context::new(range.get()));
        if let Picture::Chart(chart) = picture {
            Some(Arc::new(chart))
        } else {
            None
        }
    });
    let is_there = Memo::new(move |_| drawn.with(Option::is_some));
    follow(move || {
        let first = is_there.get().then(|| drawn.get_untracked()).flatten()?;
        // The last picture stays while the next one is on its way.
        let chart = Memo::new(move |before: Option<&Arc<Chart>>| {
            let now = drawn.get().or_else(|| before.cloned());
            now.unwrap_or_else(|| Arc::clone(&first))
        });
        let title = title.clone();
        Some(view! { <ChartView id title chart as_table=RwSignal::new(false)/> })
    })
}

/// One column of seconds as an answer.
pub(in crate::ui::page) fn answer(name: &str, grid: Grid, values: Vec<f64>) -> Arc<Answer> {
    let series = Series {
        labels: Labels::from_pairs([("__name__", name)]),
        values: values.into(),
        histograms: Vec::new(),
    };
    Arc::new(Answer {
        found: Found::Matrix(Matrix {
            grid,
            series: vec![series],
        }),
        warnings: Vec::new(),
        infos: Vec::new(),
    })
}
