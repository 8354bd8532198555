//! The fields of the newest lines and their most frequent values: each value is a filter.

use crate::data::level::Level;
use crate::logs::statistics::Field;
use crate::panel::visible::visible;
use crate::ui::hook::held::RwSignal;
use crate::ui::page::logs::line::token;
use crate::ui::page::logs::model::Logs;
use crate::ui::part::erased::follow;
use crate::ui::part::erased::on;
use crate::ui::part::icon::Icon;
use leptos::prelude::*;

/// Fields in the list; the search finds the others.
const MOST: usize = 60;

/// Values of a field before somebody wants more.
const VALUES: usize = 8;

/// Characters of a value.
const LONG: usize = 120;

/// The panel.
#[component]
pub(super) fn FieldsPanel() -> impl IntoView {
    let logs = Logs::here()?;
    let say = logs.shell.words().logs();
    let search = RwSignal::new(String::new());
    let open = RwSignal::new(vec!["level".to_owned(), "detected_level".to_owned()]);
    let whole = RwSignal::new(Vec::<String>::new());
    let of = move || {
        logs.version.track();
        (say.fields_of)(logs.with_loaded(|loaded| loaded.len().min(logs.sample())))
    };
    let list = move || {
        let wanted = search.get().to_ascii_lowercase();
        let fields = logs.fields.get();
        fields
            .iter()
            .filter(|field| field.name.to_ascii_lowercase().contains(&wanted))
            .take(MOST)
            .map(|field| one(logs, field, open, whole))
            .collect_view()
    };
    Some(view! {
        <aside class="panel fields-panel" aria-label=say.fields>
            <header>
                <h2>{say.fields}</h2>
                <span class="unit">{follow(of)}</span>
            </header>
            <label class="search field-search">
                <span class="visually-hidden">{say.find_field}</span>
                <Icon name="search"/>
                <input
                    class="input"
                    placeholder=say.find_field
                    on:input=on(move |event| search.set(event_target_value(&event)))
                />
            </label>
            <div class="fields-list">{follow(list)}</div>
        </aside>
    })
}

fn one(
    logs: Logs,
    field: &Field,
    open: RwSignal<Vec<String>>,
    whole: RwSignal<Vec<String>>,
) -> AnyView {
    let say = logs.shell.words().logs();
    let is_open = open.with(|open| open.contains(&field.name));
    let name = field.name.clone();
    let turn = move |_| {
        let name = name.clone();
        open.update(|open| match open.iter().position(|known| *known == name) {
            Some(place) => drop(open.remove(place)),
            None => open.push(name),
        });
    };
    let values = is_open.then(|| values(logs, field, whole));
    view! {
        <div class="field-group">
            <button type="button" class="field-head" aria-expanded=is_open.to_string() on:click=on(turn)>
                <Icon name="chevron-right"/>
                <span class="truncate">{visible(&field.name, LONG).0}</span>
                <span class="num">{(say.number)(field.different)}</span>
            </button>
            {values}
        </div>
    }
    .into_any()
}

fn values(logs: Logs, field: &Field, whole: RwSignal<Vec<String>>) -> AnyView {
    let say = logs.shell.words().logs();
    let is_whole = whole.with(|whole| whole.contains(&field.name));
    let most = match is_whole {
        true => field.values.len(),
        false => VALUES,
    };
    let rows = field
        .values
        .iter()
        .take(most)
        .map(|(value, count)| {
            let (name, seen) = (field.name.clone(), field.seen);
            let shown = visible(value, LONG).0;
            let share = format!("{}%", count * 100 / field.lines.max(1));
            // A level has its own colour here too.
            let is_level = matches!(name.as_str(), "level" | "detected_level");
            let level = Level::of_label(value).filter(|_| is_level).map(token);
            let value = value.clone();
            let title = (say.keep)(&name, &shown);
            let keep = move |_| logs.filter(|query| query.filter(seen, &name, &value, false));
            view! {
                <li data-level=level>
                    <button type="button" title=title on:click=on(keep)>
                        <span class="truncate">
                            <span class="visually-hidden">{say.keep_only}" "</span>
                            {shown}
                        </span>
                        <span class="num">
                            {(say.number)(*count)}
                            <span class="visually-hidden">" "{(say.lines_with)(*count)}</span>
                        </span>
                        <span class="meter" data-series="1" style:--share=share><i></i></span>
                    </button>
                </li>
            }
        })
        .collect_view();
    let left = field.different.saturating_sub(most);
    let name = field.name.clone();
    let more = match (left, is_whole) {
        (0, _) => None,
        (_, true) => {
            Some(view! { <li class="page-note">{(say.more_values)(left)}</li> }.into_any())
        }
        (_, false) => {
            let show = move |_| whole.update(|whole| whole.push(name.clone()));
            Some(
                view! {
                    <li>
                        <button type="button" class="more" on:click=on(show)>{(say.more_values)(left)}</button>
                    </li>
                }
                .into_any(),
            )
        }
    };
    view! { <ul>{rows}{more}</ul> }.into_any()
}
