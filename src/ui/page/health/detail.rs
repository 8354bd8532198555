//! One check that is open: why it is as it is, its history bar by bar, failures, response time.

use crate::data::series::is_gap;
use crate::health::ask;
use crate::health::body::Component;
use crate::health::check::Prober;
use crate::health::check::Shown;
use crate::health::incident;
use crate::health::incident::Incident;
use crate::health::judge::Level;
use crate::health::list::Row;
use crate::health::seen::Seen;
use crate::source::Answer;
use crate::time::Grid;
use crate::time::Millis;
use crate::time::step;
use crate::ui::hook::asked;
use crate::ui::hook::held::Memo;
use crate::ui::page::health::Desk;
use crate::ui::page::health::chart;
use crate::ui::page::health::chart::Seconds;
use crate::ui::page::health::direct;
use crate::ui::part::beats::Walk;
use crate::ui::part::erased::follow;
use crate::ui::part::figure;
use crate::ui::part::figure::State;
use leptos::prelude::*;
use std::sync::Arc;

/// Uptime is told over so many days.
const WINDOWS: [u32; 4] = [1, 7, 30, 90];

/// Samples that are looked at for failures: below Prometheus' limit, and quick to read.
const SAMPLES: u32 = 2_000;

/// Failures that are listed; the newest ones.
const LISTED: usize = 12;

/// The chart's number; only one check is open.
const CHART: u64 = 1;

/// The opened row.
#[component]
pub(super) fn Detail(desk: Desk, row: Memo<Arc<Row>>) -> impl IntoView {
    let say = desk.shell.words().health();
    let prober = row.with_untracked(|row| row.prober);
    let left = match prober {
        Prober::Browser => view! { <Own desk row/> }.into_any(),
        Prober::Blackbox | Prober::Kuma => view! { <Probed desk row/> }.into_any(),
    };
    let answer = times(desk, row, prober);
    let range = desk.timing.range;
    let title = row.with_untracked(|row| format!("{}, {}", row.name, say.response_time));
    let walk = move || {
        let zone = desk.timing.zone.get();
        let (pieces, name) = row.with(|row| (row.pieces.clone(), row.name.clone()));
        (!pieces.is_empty()).then(|| view! { <Walk pieces=Arc::new(pieces) label=name zone/> })
    };
    view! {
        <div class="check-detail">
            <div class="check-walk">{follow(walk)}</div>
            <div>{left}</div>
            <div>
                <h3>{say.response_time}</h3>
                <div class="check-chart"><Seconds id=CHART title answer range/></div>
            </div>
        </div>
    }
}

/// What the service says of itself to this browser.
#[component]
fn Own(desk: Desk, row: Memo<Arc<Row>>) -> impl IntoView {
    let words = desk.shell.words();
    let say = words.health();
    let seen = seen(desk, row);
    let note = move || {
        let last = seen.with(|seen| seen.last.clone())?;
        let version = last.version.as_deref().map(say.version);
        #[allow(clippy::cast_possible_truncation)]
        let uptime = last.uptime.map(|seconds| {
            (say.up_for)(&figure::length(&desk.shell, Millis((seconds * 1e3) as i64)))
        });
        let rest: Vec<String> = version.into_iter().chain(uptime).collect();
        let why = last.why.as_ref().map(say.why).unwrap_or_default();
        Some(view! { <p class="check-note"><strong>{why}</strong>{" "}{rest.join(" ")}</p> })
    };
    let failed = move || {
        let zone = desk.timing.zone.get();
        let is_well = seen.with(|seen| seen.last.as_ref().is_some_and(|last| last.why.is_none()));
        let (at, why) = seen.with(|seen| seen.failed.clone()).filter(|_| is_well)?;
        let when = words.moment(at, desk.timing.now(), &zone);
        let text = (say.last_failure)(&when, &(say.why)(&why));
        Some(view! { <p class="check-note">{text}</p> })
    };
    let own_eyes = move || {
        let zone = desk.timing.zone.get();
        let first = seen.with(|seen| seen.results.first().map(|(at, _)| *at))?;
        let since = words.moment(first, desk.timing.now(), &zone);
        Some(view! { <p class="check-note">{(say.own_eyes)(&since)}</p> })
    };
    let components = move || {
        let parts = seen.with(|seen| seen.last.as_ref().map(|last| last.components.clone()));
        let parts = parts.filter(|parts| !parts.is_empty())?;
        let lines = parts
            .into_iter()
            .map(|part| component(desk, part))
            .collect_view();
        Some(view! {
            <h3>{say.components}</h3>
            <table class="components">
                <thead>
                    <tr>
                        <th scope="col">{say.component}</th>
                        <th scope="col">{say.state_head}</th>
                        <th scope="col" class="num">{say.time}</th>
                    </tr>
                </thead>
                <tbody>{lines}</tbody>
            </table>
        })
    };
    view! {
        {follow(components)}
        {follow(note)}
        {follow(failed)}
        {follow(own_eyes)}
    }
}

fn component(desk: Desk, part: Component) -> impl IntoView {
    let status = desk.shell.words().status();
    let shown = match part.level {
        Level::Up => Shown::Healthy,
        Level::Warning => Shown::Degraded,
        Level::Down | Level::Unreachable => Shown::Unhealthy,
    };
    let took = part.took.map_or_else(
        || status.none.to_owned(),
        |took| figure::seconds(&desk.shell, took),
    );
    let says = if part.says.is_empty() {
        status.unknown.to_owned()
    } else {
        part.says
    };
    view! {
        <tr>
            <td>{part.name}</td>
            <td class="wrap">
                <State shown word=says/>
                {part.note.map(|note| view! { <span class="dim">{" "}{note}</span> })}
            </td>
            <td class="num">{took}</td>
        </tr>
    }
}

/// What Prometheus knows of a probe.
#[component]
fn Probed(desk: Desk, row: Memo<Arc<Row>>) -> impl IntoView {
    let words = desk.shell.words();
    let say = words.health();
    let why = move || {
        let why = row.with(|row| row.why.as_ref().map(say.why))?;
        Some(view! { <p class="check-note"><strong>{why}</strong></p> })
    };
    let (labels, prober) = row.with_untracked(|row| (row.labels.clone(), row.prober));
    let shares = WINDOWS
        .iter()
        .map(|days| {
            let labels = labels.clone();
            let length = Millis(i64::from(*days) * 86_400_000);
            let known =
                desk.watch(move || Some(ask::share_of(&labels, prober, desk.now(), length)));
            let share = move || {
                let answer = known.and_then(asked::latest);
                let first = asked::samples(answer.as_ref()).first().map(|one| one.value);
                match first.filter(|share| share.is_finite()) {
                    Some(share) => figure::share(&desk.shell, share),
                    None => words.status().no_data.to_owned(),
                }
            };
            view! { <tr><td>{(say.days)(*days)}</td><td class="num">{follow(share)}</td></tr> }
        })
        .collect_view();
    let samples = desk.watch({
        let labels = labels.clone();
        move || Some(ask::samples_of(&labels, prober, fine(desk)))
    });
    let failures = move || {
        let answer = samples.and_then(asked::latest);
        let found = asked::matrix(answer.as_ref())
            .and_then(|matrix| Some((matrix.grid, matrix.series.first()?)))
            .map(|(grid, series)| incident::incidents(grid, &series.values))?;
        Some(failures(desk, &found))
    };
    view! {
        {follow(why)}
        <h3>{say.windows}</h3>
        <table class="components windows"><tbody>{shares}</tbody></table>
        <h3>{say.incidents}</h3>
        {follow(failures)}
        <h3>{say.labels}</h3>
        <p class="check-note mono">{labels.pairs()}</p>
    }
}

fn failures(desk: Desk, found: &[Incident]) -> AnyView {
    let words = desk.shell.words();
    let say = words.health();
    if found.is_empty() {
        return view! { <p class="check-note">{say.no_incidents}</p> }.into_any();
    }
    let (now, zone) = (
        desk.timing.now_untracked(),
        desk.timing.zone.get_untracked(),
    );
    let lines = found
        .iter()
        .rev()
        .take(LISTED)
        .map(|one| {
            let start = words.moment(one.start, now, &zone);
            let end = one.end.map_or_else(
                || say.lasting.to_owned(),
                |end| words.moment(end, now, &zone),
            );
            let length = figure::length(&desk.shell, one.length(now));
            view! {
                <tr>
                    <td class="num">{start}</td>
                    <td class="num">{end}</td>
                    <td class="num">{length}</td>
                </tr>
            }
        })
        .collect_view();
    view! {
        <table class="components">
            <thead>
                <tr>
                    <th scope="col" class="num">{say.began}</th>
                    <th scope="col" class="num">{say.ended}</th>
                    <th scope="col" class="num">{say.lasted}</th>
                </tr>
            </thead>
            <tbody>{lines}</tbody>
        </table>
    }
    .into_any()
}

/// Response times: Prometheus', or what this browser measured.
fn times(desk: Desk, row: Memo<Arc<Row>>, prober: Prober) -> Memo<Option<Arc<Answer>>> {
    if prober == Prober::Browser {
        let seen = seen(desk, row);
        return Memo::new(move |_| {
            let grid = fine(desk);
            let values = seen.with(|seen| column(seen, grid));
            values
                .iter()
                .any(|value| !is_gap(*value))
                .then(|| chart::answer(desk.shell.words().health().response_time, grid, values))
        });
    }
    let labels = row.with_untracked(|row| row.labels.clone());
    let known = desk.watch(move || Some(ask::time_of(&labels, prober, fine(desk))));
    Memo::new(move |_| known.and_then(asked::latest))
}

/// The last time measured before each instant of a grid.
fn column(seen: &Seen, grid: Grid) -> Vec<f64> {
    let mut values = vec![crate::data::series::GAP; grid.count];
    for ((at, _), took) in seen.results.iter().zip(&seen.times) {
        let place = at.0.saturating_sub(grid.start.0).div_euclid(grid.step.0);
        let place = usize::try_from(place).ok();
        if let Some(value) = place.and_then(|place| values.get_mut(place))
            && took.is_finite()
        {
            *value = *took;
        }
    }
    values
}

fn seen(desk: Desk, row: Memo<Arc<Row>>) -> Memo<Seen> {
    Memo::new(move |_| {
        let key = row.with(|row| row.key.clone());
        direct::service(&key)
            .and_then(|id| desk.direct.of(id))
            .unwrap_or_default()
    })
}

/// Finely enough for each failure, and no finer than can be asked for.
fn fine(desk: Desk) -> Grid {
    let zone = desk.timing.zone.get();
    let range = desk.timing.range.get();
    Grid::aligned(
        range,
        step::interval(range, SAMPLES, Some(desk.scrape)),
        zone.seconds_at(range.to),
    )
}
