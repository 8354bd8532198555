//! What fired over the range, from the series that Prometheus writes of its own alerts.

use crate::alert::history;
use crate::alert::history::EXPR;
use crate::alert::history::Past;
use crate::alert::history::Quiet;
use crate::alert::history::Shown;
use crate::alert::section::Filter;
use crate::alert::severity::Severity;
use crate::alert::watchdog;
use crate::browser::file;
use crate::cache::view::Priority;
use crate::cache::view::State;
use crate::config::Kind;
use crate::data::labels::Labels;
use crate::lean::sort;
use crate::live::Known;
use crate::source::Answer;
use crate::source::Ask;
use crate::source::Found;
use crate::source::Query;
use crate::time::Grid;
use crate::time::Instant;
use crate::time::Millis;
use crate::time::Range;
use crate::time::step;
use crate::time::tick::ticks;
use crate::ui::hook::held::Memo;
use crate::ui::page::alerts::desk::Desk;
use crate::ui::page::alerts::listing::Same;
use crate::ui::page::alerts::say;
use crate::ui::page::alerts::silences::segments;
use crate::ui::page::alerts::small;
use crate::ui::page::alerts::status;
use crate::ui::page::alerts::timeline::TICKS;
use crate::ui::page::alerts::timeline::axis;
use crate::ui::page::alerts::timeline::line;
use crate::ui::page::alerts::timeline::lines;
use crate::ui::page::alerts::timeline::quiet;
use crate::ui::part::erased::follow;
use crate::ui::part::erased::on;
use crate::ui::part::icon::Glyph;
use crate::ui::part::icon::Icon;
use crate::ui::part::icon::token;
use leptos::prelude::*;
use std::sync::Arc;

/// Instants of a range: a timeline is not drawn finer than this.
const POINTS: u32 = 700;

/// Rows in the page; the file has all.
const ROWS: usize = 100;

#[derive(Debug)]
struct Told {
    all: Vec<Past>,
    range: Range,
    answered: bool,
}

/// The tab.
pub(super) fn history(desk: Desk) -> AnyView {
    let say = desk.shell.words().alerts();
    let known = watch(desk);
    let added = Memo::new(move |_| desk.listing.with(|listing| listing.0.added.clone()));
    let told = Memo::new(move |before: Option<&Same<Told>>| {
        known.with_value(|known| added.with(|added| told(known, added, before)))
    });
    let text = Memo::new(move |_| desk.state.with(|state| state.filter.clone()));
    let first = Memo::new(move |_| desk.state.with(|state| state.sort.clone()));
    let typed = move |event: leptos::ev::Event| {
        let text = event_target_value(&event);
        desk.adjust(|state| state.filter = text);
    };
    let orders = move || {
        let choices = [
            ("", say.by_time, None),
            ("count", say.by_count, None),
            ("flaps", say.by_flaps, None),
            ("mean", say.by_mean, None),
        ];
        segments(desk, say.first, &choices, &first.get(), |state| {
            &mut state.sort
        })
    };
    let filter = Memo::new(move |_| text.with(|text| Filter::read(text)));
    let found = Memo::new(
        move |before: Option<&Same<Vec<Past>>>| match (filter.get(), before) {
            (Ok(filter), _) => Same(Arc::new(found(&told.get().0, &filter, &first.get()))),
            (Err(_), Some(before)) => before.clone(),
            (Err(_), None) => Same(Arc::new(Vec::new())),
        },
    );
    let save = move || {
        let text = found.with_untracked(|found| history::csv(&found.0));
        file::save("alert-history.csv", "text/csv", &text);
    };
    let wrong = move || filter.with(|filter| filter.as_ref().err().map(say.bad_filter));
    view! {
        <div class="filter-bar">
            <label class="search">
                <span class="visually-hidden">{say.filter}</span>
                <Icon name="search"/>
                <input
                    class="input"
                    type="search"
                    autocomplete="off"
                    spellcheck="false"
                    placeholder=say.filter_hint
                    aria-invalid=Signal::derive(move || wrong().map(|_| "true"))
                    prop:value=Signal::derive(move || text.get())
                    on:input=on(typed)
                />
            </label>
            {follow(orders)}
            <span class="push">{small("download", say.save_csv, save)}</span>
            <p class="help wrong" role="status">{follow(wrong)}</p>
        </div>
        {follow(move || table(desk, &told.get().0, &found.get().0))}
    }
    .into_any()
}

/// The sources that know what fired, by their places, and what they say.
fn watch(desk: Desk) -> StoredValue<Vec<(usize, Known)>, LocalStorage> {
    let asked: Vec<(usize, String)> = desk.sources.with_value(|sources| {
        let asked = |kind| matches!(kind, Kind::Prometheus | Kind::Demo);
        let all = sources.iter().enumerate();
        let found = all.filter(|(_, source)| asked(source.kind));
        found
            .map(|(place, source)| (place, source.id.clone()))
            .collect()
    });
    let known = asked.into_iter().map(|(place, id)| {
        let known = desk.live.watch(move || {
            let query = Query {
                source: id.clone(),
                ask: Ask::Range {
                    expr: EXPR.to_owned(),
                    grid: grid(desk.timing.range.get()),
                },
            };
            Some((query, Priority::Visible))
        });
        (place, known)
    });
    StoredValue::new_local(known.collect())
}

fn grid(range: Range) -> Grid {
    let step = step::interval(range, POINTS, Some(Millis(15_000)));
    let start = range.from.0.div_euclid(step.0) * step.0;
    let count = (range.to.0 - start).div_euclid(step.0) + 1;
    Grid {
        start: Instant(start),
        step,
        count: usize::try_from(count).unwrap_or(1),
    }
}

/// The newest answers; while others are on their way, those there were under their own range.
fn told(
    known: &[(usize, Known)],
    added: &[(usize, Labels)],
    before: Option<&Same<Told>>,
) -> Same<Told> {
    let nothing = Labels::default();
    let mut all = Vec::new();
    let mut range = None;
    let mut waiting = false;
    for (place, known) in known {
        let added = added.iter().find(|(source, _)| source == place);
        let added = added.map_or(&nothing, |(_, added)| added);
        known.with(|view| {
            let Some(view) = view else {
                waiting = true;
                return;
            };
            let answer: Option<Arc<Answer>> = match &view.state {
                State::Fresh { answer, .. }
                | State::Refreshing { answer, .. }
                | State::Stale { answer, .. } => Some(Arc::clone(answer)),
                State::Waiting { .. } => {
                    waiting = true;
                    None
                }
                State::Failed { .. } => None,
            };
            if let Some(Found::Matrix(matrix)) = answer.as_ref().map(|answer| &answer.found) {
                range = Some(Range {
                    from: matrix.grid.start,
                    to: matrix.grid.end(),
                });
                all.extend(history::read(matrix, added));
            }
        });
    }
    match (range, before) {
        (Some(range), _) => Same(Arc::new(Told {
            all,
            range,
            answered: true,
        })),
        (None, Some(before)) => before.clone(),
        (None, None) => Same(Arc::new(Told {
            all,
            range: Range {
                from: Instant(0),
                to: Instant(0),
            },
            answered: !waiting,
        })),
    }
}

fn found(told: &Told, filter: &Filter, first: &str) -> Vec<Past> {
    let nothing = Labels::default();
    let mut found: Vec<Past> = told
        .all
        .iter()
        .filter(|past| filter.holds(&past.labels, &nothing))
        .cloned()
        .collect();
    match first {
        "count" => sort::by(&mut found, |a, b| b.count.cmp(&a.count)),
        "flaps" => sort::by(&mut found, |a, b| b.flaps.cmp(&a.flaps)),
        "mean" => sort::by(&mut found, |a, b| b.mean_to_resolve.cmp(&a.mean_to_resolve)),
        _ => sort::by(&mut found, |a, b| b.firing.cmp(&a.firing)),
    }
    // It always fires: that is no news, only a gap in it is.
    sort::by(&mut found, |a, b| {
        watchdog::is(&a.labels).cmp(&watchdog::is(&b.labels))
    });
    found
}

fn table(desk: Desk, told: &Told, found: &[Past]) -> AnyView {
    let words = desk.shell.words();
    let say = words.alerts();
    if found.is_empty() {
        let text = match (told.answered, told.all.len()) {
            (false, _) => say.asking.to_owned(),
            (true, 0) => say.nothing_fired.to_owned(),
            (true, all) => (say.none_left_detail)(all),
        };
        return view! { <div class="panel"><p class="panel-message">{text}</p></div> }.into_any();
    }
    let zone = desk.timing.zone.get();
    let ends = words.ends(told.range, desk.timing.now(), &zone);
    let silences = quiet(desk);
    let days = ticks(told.range, &zone, TICKS);
    let rows = found
        .iter()
        .take(ROWS)
        .map(|past| row(desk, past, told.range, &silences))
        .collect_view();
    let cut = (found.len() > ROWS).then(|| {
        view! { <p class="list-foot">{(say.shown_file)(ROWS, found.len())}</p> }
    });
    view! {
        <div class="panel">
            <header>
                <h2>{say.what_fired}</h2>
                <span class="unit">{ends}</span>
                <span class="timeline-key" aria-hidden="true">
                    <span><i data-s={"f"}></i>{say.is_firing}</span>
                    <span><i data-s={"p"}></i>{say.pending}</span>
                    <span><i data-s={"s"}></i>{words.status().silenced}</span>
                </span>
            </header>
            <div class="body scroll" data-flush="" tabindex="0" role="region" aria-label=say.what_fired>
                <table class="table history" node_ref=lines(told.range, &days)>
                    <thead>
                        <tr>
                            <th scope="col">{say.alert}</th>
                            <th scope="col" class="timeline-cell">
                                <span class="visually-hidden">{say.timeline}</span>
                                {axis(desk, told.range, &days)}
                            </th>
                            <th scope="col" class="num">{say.times}</th>
                            <th scope="col" class="num">{say.total}</th>
                            <th scope="col" class="num">{say.flaps}</th>
                            <th scope="col" class="num">{say.mean}</th>
                        </tr>
                    </thead>
                    <tbody>{rows}</tbody>
                </table>
            </div>
            {cut}
        </div>
    }
    .into_any()
}

fn row(desk: Desk, past: &Past, range: Range, silences: &[Quiet]) -> AnyView {
    let words = desk.shell.words();
    let say = words.alerts();
    let severity = Severity::of(&past.labels);
    let status = status(severity);
    let name = say::cut(past.labels.get("alertname").unwrap_or("{}"), 120);
    let own = |(name, _): &(&str, &str)| !matches!(*name, "alertname" | "severity");
    let under: Vec<String> = past
        .labels
        .iter()
        .filter(own)
        .map(|(name, value)| [name, "=", value].concat())
        .collect();
    let under = say::cut(&under.join(" "), 200);
    let now_firing = past.intervals.iter().any(|one| one.firing && !one.ended);
    let mean = match past.mean_to_resolve {
        Some(mean) => say::length(desk, mean.0),
        None if now_firing => say.still_firing.to_owned(),
        None => words.status().none.to_owned(),
    };
    let total = say::length(desk, past.firing.0);
    let pieces = history::pieces(past, silences);
    let silenced = pieces.iter().filter(|one| one.0 == Shown::Silenced);
    let silenced: i64 = silenced.map(|(_, from, to)| to.0 - from.0).sum();
    let mut sentence = (say.timeline_told)(past.count, &total, now_firing);
    if silenced > 0 {
        sentence.push_str(&(say.silenced_of_it)(&say::length(desk, silenced)));
    }
    let word = match severity {
        Severity::Other => say.no_severity,
        Severity::Critical | Severity::Warning | Severity::Info => words.status().of(status),
    };
    view! {
        <tr>
            <th scope="row">
                <span class="status" data-status=token(status)>
                    <Glyph status/>
                    <span class="visually-hidden">{word}</span>
                </span>
                <span class="name-cell">
                    <span class="name truncate"><bdi>{name}</bdi></span>
                    <span class="address truncate" title=past.labels.pairs()><bdi>{under}</bdi></span>
                </span>
            </th>
            <td class="timeline-cell">{line(&pieces, range, token(status), &sentence)}</td>
            <td class="num">{past.count}</td>
            <td class="num">{total}</td>
            <td class="num">{past.flaps}</td>
            <td class="num">{mean}</td>
        </tr>
    }
    .into_any()
}
