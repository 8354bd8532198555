//! Sources, services and levels to be chosen with a click: what most questions need.

use crate::config::Kind;
use crate::data::level::Level;
use crate::data::lines::Window;
use crate::query::logql::Query as Logql;
use crate::query::logql::level::ALL;
use crate::source::Ask;
use crate::source::Found;
use crate::source::log::LogAsk;
use crate::ui::hook::held::Memo;
use crate::ui::page::logs::model::Logs;
use crate::ui::page::logs::model::answer;
use crate::ui::part::erased::follow;
use crate::ui::part::erased::on;
use leptos::prelude::*;

/// More values than this are not chips: the text offers them.
const MOST: usize = 24;

/// The choices.
#[component]
pub(super) fn Choices() -> impl IntoView {
    let logs = Logs::here()?;
    let say = logs.shell.words().logs();
    // Which values there are changes slowly.
    let known = logs.asked.ask(move || {
        Some(Ask::LabelValues {
            label: logs.asked.service.get()?,
            matchers: Vec::new(),
            range: logs.asked.hours.get(),
        })
    });
    let values = Memo::new(move |before: Option<&Vec<String>>| {
        let found = known.with(|view| match &answer(view.as_ref()?)?.found {
            Found::Names(names) => Some(names.clone()),
            _ => None,
        });
        found.unwrap_or_else(|| before.cloned().unwrap_or_default())
    });
    // Of many, those with the most text: an index that keeps no volumes gives none, and the first by name are offered.
    let many = Memo::new(move |_| values.with(|values| values.len() > MOST));
    let volumes = logs.asked.ask(move || {
        let label = logs.asked.service.get().filter(|_| many.get())?;
        let mut all = Logql::default();
        all.complete(&label);
        Some(Ask::Log(LogAsk::Volume {
            expr: all.text(),
            window: Window::of(logs.asked.hours.get()),
            labels: vec![label],
            limit: MOST as u32,
        }))
    });
    let largest = Memo::new(move |_| {
        let label = logs.asked.service.get().unwrap_or_default();
        let found = volumes.with(|view| match &answer(view.as_ref()?)?.found {
            Found::Vector(samples) => Some(
                samples
                    .iter()
                    .filter_map(|sample| Some(sample.labels.get(&label)?.to_owned()))
                    .collect::<Vec<String>>(),
            ),
            _ => None,
        });
        found.unwrap_or_default()
    });
    let services = move || {
        let label = logs.asked.service.get().unwrap_or_default();
        let chosen = logs
            .filters()
            .map(|query| query.chosen(&label))
            .unwrap_or_default();
        let values = values.get();
        let offered = offered(&values, &largest.get(), &chosen);
        let left = values.len() - offered.len();
        (!values.is_empty()).then(|| {
            let buttons = offered
                .into_iter()
                .map(|value| service(logs, &label, value, &chosen))
                .collect_view();
            let more = (left > 0)
                .then(|| view! { <span class="page-note">{(say.more_values)(left)}</span> });
            view! { <div class="chips" role="group" aria-label=label.clone()>{buttons}{more}</div> }
        })
    };
    let levels = move || {
        let chosen = logs
            .filters()
            .map(|query| query.levels())
            .unwrap_or_default();
        let totals = logs
            .counted
            .volume
            .get()
            .map(|volume| volume.totals())
            .unwrap_or_default();
        let buttons = ALL
            .into_iter()
            .filter(|level| {
                let seen = totals.iter().any(|(known, _)| *known == Some(*level));
                // A level that is neither there nor usual is left out.
                seen || chosen.contains(level)
                    || matches!(level, Level::Error | Level::Warning | Level::Info)
            })
            .map(|one| level(logs, one, &chosen))
            .collect_view();
        view! { <div class="chips" role="group" aria-label=say.levels>{buttons}</div> }
    };
    Some(view! {
        <div class="log-choices">
            {follow(move || sources(logs))}
            {follow(services)}
            {follow(levels)}
        </div>
    })
}

/// The values that are offered, in their order: all of few; of many the largest, else the first, and those in force.
fn offered(values: &[String], largest: &[String], chosen: &[String]) -> Vec<String> {
    let mut left = MOST;
    let offer = |value: &&String| {
        let among = match (values.len() > MOST, largest.is_empty()) {
            (false, _) => true,
            (true, true) => left > 0,
            (true, false) => largest.contains(value),
        };
        left -= usize::from(among && left > 0);
        among || chosen.contains(value)
    };
    values.iter().filter(offer).cloned().collect()
}

/// The sources of lines, where there is more than one.
fn sources(logs: Logs) -> Option<AnyView> {
    let say = logs.shell.words().logs();
    let current = logs
        .asked
        .source
        .with(|source| source.as_ref().map(|source| source.id.clone()));
    let sources: Vec<(String, String)> = logs.shell.config.with(|config| {
        let sources = config.iter().flat_map(|config| config.sources.iter());
        let own = sources.filter(|source| matches!(source.kind, Kind::Loki | Kind::Demo));
        own.map(|source| (source.id.clone(), source.name.clone()))
            .collect()
    });
    (sources.len() > 1).then(|| {
        let buttons = sources
            .into_iter()
            .map(|(id, name)| {
                let pressed = current.as_deref() == Some(&id);
                let choose = move |_| logs.change(|state| state.source = id.clone());
                view! {
                    <button type="button" aria-pressed=pressed.to_string() on:click=on(choose)>{name}</button>
                }
            })
            .collect_view();
        view! { <div class="segments" role="group" aria-label=say.source>{buttons}</div> }.into_any()
    })
}

fn service(logs: Logs, label: &str, value: String, chosen: &[String]) -> AnyView {
    let pressed = chosen.contains(&value);
    let (label, name) = (label.to_owned(), value.clone());
    let turn = move |_| {
        logs.filter(|query| {
            let mut values = query.chosen(&label);
            match values.iter().position(|known| *known == value) {
                Some(place) => drop(values.remove(place)),
                None => values.push(value.clone()),
            }
            query.choose(&label, &values);
        });
    };
    toggle(name, pressed, None, turn)
}

fn level(logs: Logs, level: Level, chosen: &[Level]) -> AnyView {
    let name = (logs.shell.words().logs().level)(Some(level)).to_owned();
    let turn = move |_| {
        let by_label = untrack(|| logs.asked.by_label());
        logs.filter(|query| {
            let mut levels = query.levels();
            match levels.iter().position(|known| *known == level) {
                Some(place) => drop(levels.remove(place)),
                None => levels.push(level),
            }
            query.set_levels(&levels, by_label);
        });
    };
    toggle(
        name,
        chosen.contains(&level),
        Some(super::line::token(level)),
        turn,
    )
}

fn toggle(
    name: String,
    pressed: bool,
    level: Option<&'static str>,
    turn: impl FnMut(leptos::ev::MouseEvent) + 'static,
) -> AnyView {
    let mark = level.map(|_| view! { <i class="level-mark" aria-hidden={"true"}></i> });
    view! {
        <button
            type="button"
            class="button"
            data-size="small"
            data-level=level
            aria-pressed=pressed.to_string()
            on:click=on(turn)
        >
            {mark}
            {name}
        </button>
    }
    .into_any()
}
