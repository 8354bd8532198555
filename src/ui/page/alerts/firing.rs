//! What fires now: in groups, the worst first, as far as a filter leaves it.

use crate::alert::fingerprint;
use crate::alert::left;
use crate::alert::left::Left;
use crate::alert::left::Row;
use crate::alert::matcher::Fault;
use crate::alert::section::Filter;
use crate::browser::turn::Wanted;
use crate::chart::scene::Status;
use crate::lean::sort;
use crate::route::alerts::UNGROUPED;
use crate::ui::hook::held::Memo;
use crate::ui::hook::held::RwSignal;
use crate::ui::page::alerts::alert_row;
use crate::ui::page::alerts::counts::counts;
use crate::ui::page::alerts::counts::filtered_silence;
use crate::ui::page::alerts::desk::Desk;
use crate::ui::page::alerts::listing::Same;
use crate::ui::page::alerts::rows::rows;
use crate::ui::page::alerts::say;
use crate::ui::part::erased::follow;
use crate::ui::part::erased::on;
use crate::ui::part::icon::Glyph;
use crate::ui::part::icon::Icon;
use crate::ui::part::icon::token;
use leptos::prelude::*;
use std::sync::Arc;

/// The tab.
pub(super) fn firing(desk: Desk) -> AnyView {
    let words = desk.shell.words();
    let say = words.alerts();
    let text = Memo::new(move |_| desk.state.with(|state| state.filter.clone()));
    let filter = Memo::new(move |_| text.with(|text| Filter::read(text)));
    let sifted = sifted(desk, filter);
    let left = move || sifted.shown.get().left;
    let list = Memo::new(move |_| {
        sifted
            .shown
            .with(|shown| Same(Arc::clone(&shown.left.0.rows)))
    });
    let typed = move |event: leptos::ev::Event| {
        let text = event_target_value(&event);
        desk.adjust(|state| state.filter = text);
    };
    let wrong = move || filter.with(|filter| filter.as_ref().err().map(say.bad_filter));
    view! {
        {follow(move || say::watchdog(desk))}
        <div class="filter-bar">
            <label class="search">
                <span class="visually-hidden">{say.filter}</span>
                <Icon name="search"/>
                <input
                    class="input"
                    id="alerts-filter"
                    type="search"
                    autocomplete="off"
                    spellcheck="false"
                    placeholder=say.filter_hint
                    aria-invalid=Signal::derive(move || wrong().map(|_| "true"))
                    aria-describedby="alerts-filter-wrong"
                    prop:value=Signal::derive(move || text.get())
                    on:input=on(typed)
                />
            </label>
            {follow(move || counts(desk, &left().0))}
            <span class="push filter-tools">
                {follow(move || filtered_silence(desk, &text.get(), &left().0))}
                {grouping(desk)}
            </span>
            <p class="help wrong" id="alerts-filter-wrong" role="status">{follow(wrong)}</p>
        </div>
        {follow(move || nothing(desk, &sifted.shown.get()))}
        <div
            aria-busy=Signal::derive(move || sifted.busy.get().to_string())
            on:keydown=on(move |event| alert_row::step(&event, &list.get_untracked().0))
        >
            {rows(list, key, "alert-rows", move |row| alert_row::one(desk, row))}
        </div>
        {follow(move || foot(desk, &left().0))}
    }
    .into_any()
}

/// What the filter leaves, and whether that is of an older filter or list.
#[derive(Clone, Copy)]
struct Sifted {
    shown: RwSignal<Shown>,
    busy: RwSignal<bool>,
}

#[derive(Clone, PartialEq)]
struct Shown {
    left: Same<Left>,
    /// What is known of the list that it is left of.
    known: Known,
}

/// What an empty list means.
#[derive(Clone, Copy, PartialEq)]
enum Known {
    /// It is being looked at.
    Nothing,
    /// Those who would know have not answered yet.
    Asked,
    /// Nothing is wrong.
    Answered,
}

/// Derived from filter and list, but not in one go: what tens of thousands of alerts have to say is asked in turns with
/// whatever else the page has to do.
fn sifted(desk: Desk, filter: Memo<Result<Filter, Fault>>) -> Sifted {
    let shown = RwSignal::new(Shown {
        left: Same::new(Left::default()),
        known: Known::Nothing,
    });
    let busy = RwSignal::new(true);
    let begun = StoredValue::new(0_u64);
    Effect::new(move |_| {
        let (listing, laid) = (desk.listing.get(), desk.laid.get());
        let filter = match (filter.get(), shown.get_untracked().known) {
            (Ok(filter), _) => filter,
            (Err(_), Known::Nothing) => Filter::default(),
            // What is being typed is not finished: the list stays.
            (Err(_), Known::Asked | Known::Answered) => return,
        };
        begun.update_value(|begun| *begun += 1);
        let number = begun.get_value();
        busy.set(true);
        let pairs = match filter.is_empty() {
            // Nothing is asked of them.
            true => Arc::default(),
            false => match desk.said.get() {
                said if said.listing == listing => said.pairs,
                // What is shown stays until they are there.
                _ => return,
            },
        };
        let wanted = move || begun.try_get_value() == Some(number);
        leptos::task::spawn_local(async move {
            let mut turns = Wanted::begin(wanted);
            let left = left::left(&laid.0, &pairs, &filter, &mut turns).await;
            let known = match listing.0.complete || listing.0.served_at_all {
                true => Known::Answered,
                false => Known::Asked,
            };
            let left = Same::new(left);
            shown.try_set(Shown { left, known });
            busy.try_set(false);
        });
    });
    Sifted { shown, busy }
}

fn key(row: &Row) -> u64 {
    match row {
        // Another kind of row under the same labels is another row.
        Row::Head(head) => fingerprint::of(&head.labels)
            .rotate_left(17)
            .wrapping_add(head.receivers.len() as u64)
            .wrapping_mul(31)
            .wrapping_add(head.count as u64),
        Row::Alert(key, last) => key ^ u64::from(*last),
    }
}

/// The choice of what parts groups.
fn grouping(desk: Desk) -> AnyView {
    let say = desk.shell.words().alerts();
    let chosen = Memo::new(move |_| desk.state.with(|state| state.group.clone()));
    let names = Memo::new(move |_| names(desk));
    let choose = move |event: leptos::ev::Event| {
        let name = event_target_value(&event);
        desk.change(|state| state.group = name);
    };
    let options = move || {
        let now = chosen.get();
        let mut all = vec![
            (String::new(), say.as_served.to_owned()),
            (UNGROUPED.to_owned(), say.ungrouped.to_owned()),
        ];
        all.extend(names.get().into_iter().map(|name| (name.clone(), name)));
        if !all.iter().any(|(name, _)| *name == now) {
            all.push((now.clone(), now.clone()));
        }
        all.into_iter()
            .map(|(value, name)| {
                let selected = value == now;
                view! { <option value=value selected=selected>{name}</option> }
            })
            .collect_view()
    };
    view! {
        <label class="group-by">
            <span>{say.group_by}</span>
            <select class="input" on:change=on(choose)>{follow(options)}</select>
        </label>
    }
    .into_any()
}

/// As many labels as a person would look through.
const NAMES: usize = 40;

/// Alerts that are looked at for names of labels.
const LOOKED_AT: usize = 500;

fn names(desk: Desk) -> Vec<String> {
    let listing = desk.listing.get();
    let mut names: Vec<String> = Vec::new();
    for item in listing.0.items.iter().take(LOOKED_AT) {
        for (name, _) in item.labels.iter() {
            if names.len() < NAMES && !names.iter().any(|known| known == name) {
                names.push(name.to_owned());
            }
        }
    }
    sort::by(&mut names, Ord::cmp);
    names
}

/// What stands in place of an empty list.
fn nothing(desk: Desk, shown: &Shown) -> Option<AnyView> {
    let say = desk.shell.words().alerts();
    let left = &shown.left.0;
    if left.count > 0 {
        return None;
    }
    let (status, title, detail) = match (left.all > 0, shown.known) {
        (true, _) => (
            Status::Unknown,
            say.none_left,
            (say.none_left_detail)(left.all),
        ),
        (false, Known::Answered) => (Status::Ok, say.all_well, say.all_well_detail.to_owned()),
        (false, Known::Asked) => (Status::Unknown, say.asking, String::new()),
        (false, Known::Nothing) => return None,
    };
    Some(
        view! {
            <div class="panel">
                <div class="panel-message" role="status" data-status=token(status)>
                    <Glyph status/>
                    <strong>{title}</strong>
                    <p>{detail}</p>
                </div>
            </div>
        }
        .into_any(),
    )
}

fn foot(desk: Desk, left: &Left) -> AnyView {
    let say = desk.shell.words().alerts();
    let listing = desk.listing.get();
    let fires = listing.0.watchdog;
    let servers: Vec<String> = desk
        .status()
        .into_iter()
        .filter_map(|(source, status)| {
            let name = desk.source(source)?.name;
            Some((say.server)(&name, &status.version, status.peers.len()))
        })
        .collect();
    let shown = (left.count < left.all).then(|| (say.shown)(left.count, left.all));
    view! {
        <p class="foot-note">
            {shown}
            " "
            {fires.then(|| view! {
                <span class="status" data-status="ok"><Glyph status=Status::Ok/>{say.watchdog_fires}</span>
            })}
            " "
            {servers.join(" ")}
        </p>
    }
    .into_any()
}
