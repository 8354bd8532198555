//! A panel's questions, ready to be asked: variables filled in, step and range decided.
//!
//! The step comes from a table of round steps, so that a panel some pixels wider asks nothing new. A question with an
//! unknown variable is not asked.

use crate::dashboard::adhoc::filtered;
use crate::dashboard::format::Syntax;
use crate::dashboard::interpolate::Bound;
use crate::dashboard::interpolate::fill;
use crate::dashboard::log_query;
use crate::dashboard::model::Panel;
use crate::dashboard::model::Row;
use crate::dashboard::model::Scope;
use crate::dashboard::model::Target;
use crate::dashboard::problem::Problem;
use crate::dashboard::repeat;
use crate::dashboard::view::LOKI;
use crate::dashboard::view::SourceInfo;
use crate::dashboard::view::View;
use crate::lean::find;
use crate::panel;
use crate::panel::Format;
use crate::panel::options::TextOptions;
use crate::panel::spec::Kind;
use crate::panel::spec::Spec;
use crate::source::Ask;
use crate::source::Query;
use crate::time::Grid;
use crate::time::Millis;
use crate::time::Range;
use crate::time::interval::format_duration;
use crate::time::interval::format_interval;
use crate::time::interval::parse_interval;
use crate::time::math::Calendar;
use crate::time::span;
use crate::time::step;
use crate::time::step::StepQuery;

/// One question of a panel.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PanelQuery {
    /// Its letter; `A-Instant` for the instant half of a question asked both ways.
    pub ref_id: String,
    /// `legendFormat`, variables filled in.
    pub legend: String,
    /// How the answer is to be read.
    pub format: Format,
    /// PromQL or LogQL as asked.
    pub expr: String,
    /// The question.
    pub query: Query,
}

/// What a panel asks under a view.
#[derive(Clone, Debug, PartialEq)]
pub struct Questions {
    /// The range the panel shows: the view's, or its own.
    pub range: Range,
    /// Its questions.
    pub queries: Vec<PanelQuery>,
    /// Why others are not asked.
    pub problems: Vec<Problem>,
}

/// The questions of a panel that is so many CSS px wide. None while a variable has no value yet: ask again when it has.
#[must_use]
pub fn queries(panel: &Panel, view: &View<'_>, width_px: u32) -> Questions {
    if !panel::asks(&panel.spec.kind) {
        return Questions {
            range: view.range,
            queries: Vec::new(),
            problems: Vec::new(),
        };
    }
    every(panel, view, width_px)
}

/// The questions of a panel, whether its type is drawn or not.
#[must_use]
pub fn every(panel: &Panel, view: &View<'_>, width_px: u32) -> Questions {
    in_scope(panel, view, |view| asked(panel, view, width_px))
}

fn asked(panel: &Panel, view: &View<'_>, width_px: u32) -> Questions {
    let mut questions = Questions {
        range: view.range,
        queries: Vec::new(),
        problems: Vec::new(),
    };
    let own = own_range(panel, view, &mut questions.problems);
    let view = &View {
        range: own.range,
        span: &own.span,
        ..*view
    };
    questions.range = own.range;
    let asked = |target: &&Target| {
        // An expression may use what is not shown.
        let used = !target.hidden || panel.spec.unseen.contains(&target.ref_id);
        used && (!target.expr.trim().is_empty() || is_foreign(panel, target, view))
    };
    for target in panel.targets.iter().filter(asked) {
        match of_target(panel, target, view, width_px) {
            Ok(queries) => questions.queries.extend(queries),
            Err(problems) => {
                for problem in problems {
                    if !questions.problems.contains(&problem) {
                        questions.problems.push(problem);
                    }
                }
            }
        }
    }
    questions
}

/// A text of a dashboard (a title, a description) with its variables filled in; unknown ones stay as written.
#[must_use]
pub fn text(text: &str, view: &View<'_>) -> String {
    fill(text, Syntax::Glob, &|name| view.bound(name)).text
}

/// A panel's title with its variables filled in; in a copy of a repeated one they have the copy's values.
#[must_use]
pub fn title(panel: &Panel, view: &View<'_>) -> String {
    in_scope(panel, view, |view| text(&panel.title, view))
}

/// A row's title, likewise.
#[must_use]
pub fn row_title(row: &Row, view: &View<'_>) -> String {
    scoped(row.copy.as_ref(), view, |view| text(&row.title, view))
}

/// A panel's spec with the variables in its own texts filled in.
#[must_use]
pub fn spec(panel: &Panel, view: &View<'_>) -> Spec {
    in_scope(panel, view, |view| filled_spec(panel, view))
}

fn filled_spec(panel: &Panel, view: &View<'_>) -> Spec {
    let mut spec = panel.spec.clone();
    if let Kind::Text(TextOptions { content, .. }) = &mut spec.kind {
        *content = text(content, view);
    }
    if let Some(name) = &mut spec.defaults.display_name {
        *name = text(name, view);
    }
    spec
}

/// Looks with the values that the panel's copy has.
pub(super) fn in_scope<T>(panel: &Panel, view: &View<'_>, look: impl FnOnce(&View<'_>) -> T) -> T {
    scoped(panel.copy.as_ref(), view, look)
}

fn scoped<T>(scope: Option<&Scope>, view: &View<'_>, look: impl FnOnce(&View<'_>) -> T) -> T {
    match scope {
        None => look(view),
        Some(scope) => look(&View {
            values: &repeat::scoped(view.values, scope),
            ..*view
        }),
    }
}

/// Does it ask a source of a kind that is not spoken here? Its words are then elsewhere than in `expr`.
fn is_foreign(panel: &Panel, target: &Target, view: &View<'_>) -> bool {
    let wanted = target.source.as_ref().unwrap_or(&panel.source);
    view.spoken(wanted).is_err()
}

/// The panel's own span and range.
struct Own {
    span: span::TimeSpan,
    range: Range,
}

fn own_range(panel: &Panel, view: &View<'_>, problems: &mut Vec<Problem>) -> Own {
    let filled = |written: &Option<String>| written.as_ref().map(|written| text(written, view));
    let (time_from, time_shift) = (filled(&panel.time_from), filled(&panel.time_shift));
    let moved = span::for_panel(
        view.span,
        view.range,
        time_from.as_deref(),
        time_shift.as_deref(),
        view.now,
        view.zone,
        Calendar::default(),
    );
    match moved {
        Ok((span, range)) => Own { span, range },
        Err(_) => {
            let text = time_from.into_iter().chain(time_shift).collect::<Vec<_>>();
            problems.push(Problem::BadTime {
                text: text.join(", "),
            });
            Own {
                span: view.span.clone(),
                range: view.range,
            }
        }
    }
}

fn of_target(
    panel: &Panel,
    target: &Target,
    view: &View<'_>,
    width_px: u32,
) -> Result<Vec<PanelQuery>, Vec<Problem>> {
    let wanted = target.source.as_ref().unwrap_or(&panel.source);
    let source = view.spoken(wanted).map_err(|one| vec![one])?;
    if source.kind == LOKI {
        return log_query::of_target(panel, target, view, source, width_px);
    }
    let steps = Steps::of(panel, target, view, source, width_px).map_err(|one| vec![one])?;
    let lookup = |name: &str| steps.bound(name).or_else(|| view.bound(name));
    let mut expr = fill(&target.expr, Syntax::PromQl, &lookup);
    let filters = view.filters(source);
    if !filters.is_empty() {
        expr.text = fill(&filtered(&expr.text, &filters), Syntax::PromQl, &lookup).text;
    }
    if !expr.unknown.is_empty() {
        return Err(unknown(expr.unknown, view));
    }
    let legend = fill(&target.legend, Syntax::Glob, &lookup).text;
    let query = |ref_id: String, ask: Ask| PanelQuery {
        ref_id,
        legend: legend.clone(),
        format: target.format,
        expr: expr.text.clone(),
        query: Query {
            source: source.id.clone(),
            ask,
        },
    };
    let mut queries = Vec::new();
    if target.range || !target.instant {
        // A range that moves with the clock is cut at the reader's midnights; two instants are cut alike for everyone.
        let offset = match view.span.is_relative() {
            true => view.zone.seconds_at(view.range.to),
            false => 0,
        };
        let grid = Grid::aligned(view.range, steps.step, offset);
        let expr = expr.text.clone();
        queries.push(query(target.ref_id.clone(), Ask::Range { expr, grid }));
    }
    if target.instant {
        let ref_id = match target.range {
            true => format!("{}-Instant", target.ref_id),
            false => target.ref_id.clone(),
        };
        let (expr, at) = (expr.text.clone(), view.range.to);
        queries.push(query(ref_id, Ask::Instant { expr, at }));
    }
    Ok(queries)
}

/// A variable that has no value yet is no problem: it is on its way.
pub(super) fn unknown(names: Vec<String>, view: &View<'_>) -> Vec<Problem> {
    let unknown = names.into_iter();
    let unknown = unknown.filter(|name| !view.variables.iter().any(|one| one.name == *name));
    unknown
        .map(|name| Problem::UnknownVariable { name })
        .collect()
}

/// Step and intervals of one question.
struct Steps {
    step: Millis,
    rate: Millis,
}

impl Steps {
    fn of(
        panel: &Panel,
        target: &Target,
        view: &View<'_>,
        source: &SourceInfo,
        width_px: u32,
    ) -> Result<Self, Problem> {
        let max_data_points = panel.max_data_points.unwrap_or(width_px);
        let least = match text(&panel.interval, view).trim_start_matches('>') {
            "" => source.scrape_interval.clone(),
            own => own.to_owned(),
        };
        let bad = |text: &str| Problem::BadInterval {
            text: text.to_owned(),
        };
        let limit = match least.as_str() {
            "" => DEFAULT_SCRAPE,
            least => parse_interval(least).map_err(|_| bad(least))?,
        };
        let own_step = own_step(&target.min_step, view);
        let query = StepQuery {
            range: view.range,
            max_data_points,
            min_step: &own_step,
            scrape_interval: &source.scrape_interval,
            interval: step::interval(view.range, max_data_points, Some(limit)),
            factor: i64::from(target.factor),
        };
        let step = step::step(&query).map_err(|_| bad(&own_step))?;
        Ok(Self {
            step,
            rate: step::rate_interval_of(&query, step),
        })
    }

    fn bound(&self, name: &str) -> Option<Bound> {
        Some(Bound::single(match name {
            "__interval" => format_interval(self.step),
            "__interval_ms" => self.step.0.to_string(),
            "__rate_interval" => format_duration(self.rate),
            "__rate_interval_ms" => self.rate.0.to_string(),
            _ => return None,
        }))
    }
}

/// Min step with the dashboard's variables filled in; the interval variables mean something to the step itself.
fn own_step(written: &str, view: &View<'_>) -> String {
    match find::has(written, "__") {
        true => written.to_owned(),
        false => text(written, view),
    }
}

/// What a source scrapes by that does not say.
const DEFAULT_SCRAPE: Millis = Millis(15_000);
