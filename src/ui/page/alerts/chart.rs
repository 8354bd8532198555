//! The expression of a rule over the last hours, with its limit.

use crate::alert::expression;
use crate::alert::expression::Compared;
use crate::cache::view::Priority;
use crate::cache::view::State;
use crate::data::labels::Labels;
use crate::data::series::Matrix;
use crate::panel;
use crate::panel::Answered;
use crate::panel::Context;
use crate::panel::Format;
use crate::panel::picture::Chart;
use crate::panel::picture::Picture;
use crate::panel::spec::Spec;
use crate::source::Answer;
use crate::source::Ask;
use crate::source::Found;
use crate::source::Query;
use crate::time::Grid;
use crate::time::Instant;
use crate::time::Millis;
use crate::time::Range;
use crate::ui::hook::held::Memo;
use crate::ui::hook::held::RwSignal;
use crate::ui::page::alerts::desk::Desk;
use crate::ui::part::erased::follow;
use crate::ui::picture::chart::ChartView;
use leptos::prelude::*;
use serde_json::json;
use std::sync::Arc;

/// The last hours of an alert.
const HOURS: i64 = 3_600_000 * 3;

/// A point each minute: as fine as most rules are evaluated.
const STEP: i64 = 30_000;

/// Ids of these charts, far from those of panels.
const IDS: u64 = 1 << 40;

/// The chart; `labels` are those of the alert whose own series is wanted.
pub(super) fn chart(desk: Desk, source: usize, expr: &str, labels: Option<Labels>) -> AnyView {
    let say = desk.shell.words().alerts();
    let Some(id) = desk.source(source).map(|source| source.id) else {
        return ().into_any();
    };
    let compared = expression::compared(expr);
    let drawn = compared
        .as_ref()
        .map_or(expr, |compared| &compared.value)
        .to_owned();
    let title = drawn.clone();
    let known = {
        let (id, drawn) = (id.clone(), drawn.clone());
        desk.live.watch(move || {
            let query = Query {
                source: id.clone(),
                ask: Ask::Range {
                    expr: drawn.clone(),
                    grid: grid(desk.timing.now()),
                },
            };
            Some((query, Priority::Visible))
        })
    };
    let spec = StoredValue::new(spec(compared.as_ref()));
    let picture = Memo::new(move |before: Option<&Option<Arc<Chart>>>| {
        let now = known.with(|view| {
            let view = view.as_ref()?;
            match &view.state {
                State::Fresh { answer, .. }
                | State::Refreshing { answer, .. }
                | State::Stale { answer, .. } => Some(Arc::clone(answer)),
                State::Waiting { .. } | State::Failed { .. } => None,
            }
        });
        match now {
            Some(answer) => spec.with_value(|spec| picture(spec, &answer, labels.as_ref(), &drawn)),
            // While a newer one is asked for, the last one stays.
            None => before.cloned().flatten(),
        }
    });
    let failed = move || {
        known.with(|view| {
            matches!(
                view.as_ref().map(|view| &view.state),
                Some(State::Failed { .. })
            )
        })
    };
    let empty = Memo::new(move |_| picture.with(Option::is_none));
    let as_table = RwSignal::new(false);
    view! {
            {follow(move || match (empty.get(), picture.get_untracked()) {
            (true, _) | (false, None) => {
                let text = if failed() { say.no_chart } else { say.chart_coming };
                view! { <p class="page-note">{text}</p> }.into_any()
            }
            (false, Some(first)) => {
                let chart = Memo::new(move |_| picture.get().unwrap_or_else(|| Arc::clone(&first)));
                let title = title.clone();
                view! { <ChartView id=IDS title chart as_table/> }.into_any()
            }
        })}
    }
    .into_any()
}

fn grid(now: Instant) -> Grid {
    let end = now.0.div_euclid(STEP) * STEP;
    let count = usize::try_from(HOURS / STEP).unwrap_or(1) + 1;
    Grid {
        start: Instant(end - HOURS),
        step: Millis(STEP),
        count,
    }
}

fn spec(compared: Option<&Compared>) -> Spec {
    let mut steps = vec![json!({"color": "transparent", "value": null})];
    let mut style = "off";
    if let Some(Compared { sign, limit, .. }) = compared {
        style = "dashed+area";
        steps = match *sign {
            "<" | "<=" => vec![
                json!({"color": "red", "value": null}),
                json!({"color": "transparent", "value": limit}),
            ],
            _ => vec![
                json!({"color": "transparent", "value": null}),
                json!({"color": "red", "value": limit}),
            ],
        };
    }
    let panel = json!({
        "type": "timeseries",
        "options": {"legend": {"showLegend": false}, "tooltip": {"mode": "multi"}},
        "fieldConfig": {"defaults": {
            "custom": {"thresholdsStyle": {"mode": style}, "lineWidth": 1.5, "fillOpacity": 10},
            "thresholds": {"mode": "absolute", "steps": steps},
        }},
    });
    Spec::read(&panel).0
}

fn picture(
    spec: &Spec,
    answer: &Answer,
    labels: Option<&Labels>,
    expr: &str,
) -> Option<Arc<Chart>> {
    let Found::Matrix(matrix) = &answer.found else {
        return None;
    };
    let range = Range {
        from: matrix.grid.start,
        to: matrix.grid.end(),
    };
    let own = Answer {
        found: Found::Matrix(own(matrix, labels)),
        warnings: Vec::new(),
        infos: Vec::new(),
    };
    let answered = [Answered {
        ref_id: "A",
        legend: "",
        format: Format::TimeSeries,
        expr,
        answer: &own,
    }];
    match panel::picture(spec, &answered, &Context::new(range)) {
        Picture::Chart(chart) => Some(Arc::new(chart)),
        _ => None,
    }
}

/// The series that say nothing else than the alert's labels; all, where there is none such.
fn own(matrix: &Matrix, labels: Option<&Labels>) -> Matrix {
    let mut own = matrix.clone();
    if let Some(labels) = labels {
        let fits = |name: &str, value: &str| {
            name == "__name__" || labels.get(name).is_none_or(|known| known == value)
        };
        own.series
            .retain(|series| series.labels.iter().all(|(name, value)| fits(name, value)));
        if own.series.is_empty() {
            own = matrix.clone();
        }
    }
    own
}
