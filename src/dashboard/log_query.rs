//! A panel's questions to Loki: lines, or metrics over them.
//!
//! Steps are Loki's own: the target's, else the panel's interval. A grid is aligned without the reader's zone, because
//! Loki answers multiples of the step and no other instants. Whoever reads the answer cannot tell a metric over lines
//! from one of Prometheus.

use crate::dashboard::format::Syntax;
use crate::dashboard::interpolate::Bound;
use crate::dashboard::interpolate::fill;
use crate::dashboard::logql;
use crate::dashboard::model::Panel;
use crate::dashboard::model::Target;
use crate::dashboard::problem::Problem;
use crate::dashboard::query::PanelQuery;
use crate::dashboard::query::text;
use crate::dashboard::query::unknown;
use crate::dashboard::view::SourceInfo;
use crate::dashboard::view::View;
use crate::data::lines::Window;
use crate::lean::find;
use crate::panel::Format;
use crate::source::Ask;
use crate::source::Query;
use crate::source::log::LogAsk;
use crate::time::Grid;
use crate::time::Millis;
use crate::time::interval::format_interval;
use crate::time::interval::parse_interval;
use crate::time::step;

/// Most lines where neither the file nor its source says.
const LINES: u32 = 1_000;

/// The questions of a target.
pub(super) fn of_target(
    panel: &Panel,
    target: &Target,
    view: &View<'_>,
    source: &SourceInfo,
    width_px: u32,
) -> Result<Vec<PanelQuery>, Vec<Problem>> {
    let (interval, step) = steps(panel, target, view, width_px).map_err(|one| vec![one])?;
    let lookup = |name: &str| {
        Some(Bound::single(match name {
            "__interval" | "__rate_interval" => format_interval(interval),
            "__interval_ms" | "__rate_interval_ms" => interval.0.to_string(),
            // Filled in below: it is not the same in both ways of asking.
            "__auto" => "$__auto".to_owned(),
            _ => return view.bound(name),
        }))
    };
    let expr = fill(&target.expr, Syntax::PromQl, &lookup);
    if !expr.unknown.is_empty() {
        return Err(unknown(expr.unknown, view));
    }
    let legend = fill(&target.legend, Syntax::Glob, &lookup).text;
    let query = |ref_id: String, expr: &str, ask: Ask| PanelQuery {
        ref_id,
        legend: legend.clone(),
        format: target.format,
        expr: expr.to_owned(),
        query: Query {
            source: source.id.clone(),
            ask,
        },
    };
    let expr_for = |instant: bool| logql::with_auto(&expr.text, instant, view.range, step);
    let letter = || target.ref_id.clone();
    if logql::selects_lines(&expr.text) {
        // Lines have no instant: they are asked over the range, whatever the file says.
        let expr = expr_for(false);
        let ask = Ask::Log(LogAsk::Lines {
            expr: expr.clone(),
            window: Window::of(view.range),
            limit: target.log.max_lines.unwrap_or(LINES),
            direction: target.log.direction,
        });
        return Ok(vec![query(letter(), &expr, ask)]);
    }
    let mut queries = Vec::new();
    if target.range || !target.instant {
        let expr = expr_for(false);
        let grid = Grid::aligned(view.range, step, 0);
        let ask = Ask::Range {
            expr: expr.clone(),
            grid,
        };
        queries.push(query(letter(), &expr, ask));
    }
    if target.instant {
        let ref_id = match target.range {
            true => [&target.ref_id, "-Instant"].concat(),
            false => letter(),
        };
        let (expr, at) = (expr_for(true), view.range.to);
        let ask = Ask::Instant {
            expr: expr.clone(),
            at,
        };
        queries.push(PanelQuery {
            format: Format::LokiInstant,
            ..query(ref_id, &expr, ask)
        });
    }
    Ok(queries)
}

/// The panel's interval, and the step that Loki gets.
fn steps(
    panel: &Panel,
    target: &Target,
    view: &View<'_>,
    width_px: u32,
) -> Result<(Millis, Millis), Problem> {
    let bad = |text: &str| Problem::BadInterval {
        text: text.to_owned(),
    };
    let least = text(&panel.interval, view);
    let least = match least.trim_start_matches('>') {
        "" => None,
        own => Some(parse_interval(own).map_err(|_| bad(own))?),
    };
    let points = panel.max_data_points.unwrap_or(width_px);
    let interval = step::interval(view.range, points, least);
    let written = match find::has(&target.log.step, "__") {
        true => target.log.step.clone(),
        false => text(&target.log.step, view),
    };
    let step = step::loki_step(
        view.range,
        interval.0 as f64,
        target.log.resolution,
        &written,
    );
    Ok((interval, step.map_err(|_| bad(&written))?))
}
