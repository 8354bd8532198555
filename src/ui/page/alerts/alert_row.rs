//! An alert in the list, and the head of its section.

use crate::alert::fingerprint;
use crate::alert::left::Head;
use crate::alert::left::Row;
use crate::alert::list::Item;
use crate::alert::list::Standing;
use crate::alert::matcher;
use crate::browser::element;
use crate::data::alert::Silence;
use crate::ui::hook::held::Memo;
use crate::ui::page::alerts::desk::Desk;
use crate::ui::page::alerts::detail;
use crate::ui::page::alerts::form;
use crate::ui::page::alerts::say;
use crate::ui::page::alerts::small;
use crate::ui::part::erased::follow;
use crate::ui::part::erased::on;
use crate::ui::part::icon::Icon;
use crate::ui::part::icon::token;
use leptos::prelude::*;

pub(super) fn one(desk: Desk, row: Row) -> AnyView {
    match row {
        Row::Head(told) => head(desk, &told),
        Row::Alert(key, last) => alert(desk, key, last),
    }
}

fn head(desk: Desk, head: &Head) -> AnyView {
    let Head {
        labels,
        receivers,
        count,
        pending,
    } = head;
    let say = desk.shell.words().alerts();
    let values: Vec<&str> = labels.iter().map(|(_, value)| value).collect();
    let served = desk.state.with_untracked(|state| state.group.is_empty());
    let title = match (values.is_empty(), served && receivers.is_empty()) {
        (false, _) => say::cut(&values.join(" · "), 120),
        (true, false) => say.all_alerts.to_owned(),
        (true, true) if *pending => say.about_to_fire.to_owned(),
        (true, true) => say.other_group.to_owned(),
    };
    let told = (!receivers.is_empty()).then(|| (say.told)(&receivers.join(", ")));
    let matchers = matcher::of_labels(labels);
    let silence = (!matchers.is_empty()).then(|| {
        follow(move || {
            let matchers = matchers.clone();
            desk.read_only.with(Option::is_none).then(|| {
                small("bell-off", say.silence_group, move || {
                    form::open(desk, matchers.clone());
                })
            })
        })
    });
    view! {
        <li class="alert-head">
            <h2 title=labels.pairs()><bdi>{title}</bdi></h2>
            <span class="unit">{(say.alerts)(*count)} {told.map(|told| format!(", {told}"))}</span>
            <span class="push">{silence}</span>
        </li>
    }
    .into_any()
}

fn alert(desk: Desk, key: u64, last: bool) -> AnyView {
    let say = desk.shell.words().alerts();
    // One that is gone stays as it was until the rows are made anew.
    let item = Memo::new(move |before: Option<&Option<Item>>| {
        let now = desk.listing.with(|listing| listing.0.find(key).cloned());
        now.or_else(|| before.cloned().flatten())
    });
    let written = fingerprint::written(key);
    let open = {
        let written = written.clone();
        Memo::new(move |_| desk.state.with(|state| state.open == written))
    };
    let turn = {
        let written = written.clone();
        move |_: leptos::ev::MouseEvent| {
            let opened = open.get_untracked();
            let written = written.clone();
            desk.adjust(move |state| {
                state.open = if opened { String::new() } else { written };
            });
        }
    };
    let name = move || {
        let name = item.with(|item| item.as_ref().map_or_else(String::new, say::name));
        match open.get() {
            true => (say.close_alert)(&name),
            false => (say.open_alert)(&name),
        }
    };
    let status = move || item.with(|item| item.as_ref().map(|item| token(say::shown(item))));
    let detail_id = format!("detail-{written}");
    view! {
        <li
            class="alert-item"
            data-status=status
            data-open=Signal::derive(move || open.get().then_some(""))
            data-last=last.then_some("")
        >
            <div class="row">
                <button
                    type="button"
                    class="opener"
                    id=opener_id(key)
                    aria-label=name
                    aria-expanded=Signal::derive(move || open.get().to_string())
                    aria-controls=detail_id.clone()
                    on:click=on(turn)
                >
                    <Icon name="chevron-right"/>
                </button>
                {follow(move || item.get().map(|item| cells(desk, &item)))}
            </div>
            {follow(move || open.get().then(|| view! {
                <div class="alert-detail" id=detail_id.clone()>{detail::detail(desk, item)}</div>
            }))}
        </li>
    }
    .into_any()
}

fn cells(desk: Desk, item: &Item) -> AnyView {
    let quiet = !matches!(item.standing, Standing::Firing | Standing::Pending);
    let severity = (quiet || item.standing == Standing::Pending)
        .then(|| format!("{} · ", say::severity(desk, item)));
    view! {
        {say::standing(desk, item)}
        <span class="what-cell truncate">
            <span class="name"><bdi>{say::name(item)}</bdi></span>
            " "
            <span class="what">{severity}<bdi>{say::summary(item)}</bdi></span>
        </span>
        <span class="due">{due(desk, item)}</span>
        <span class="since">{say::age(desk, item.since)}</span>
    }
    .into_any()
}

/// When somebody must answer, or by how much that is over.
pub(super) fn due(desk: Desk, item: &Item) -> AnyView {
    let say = desk.shell.words().alerts();
    let now = desk.timing.now();
    match item.standing {
        Standing::Pending => item
            .fires_at
            .map(|at| (say.fires_in)(&say::length(desk, (at.0 - now.0).max(0))))
            .into_any(),
        Standing::Inhibited | Standing::Muted | Standing::Silenced => {
            let by = quiet_by(desk, item);
            view! { <bdi class="truncate">{by}</bdi> }.into_any()
        }
        Standing::Firing => {
            if let Some(over) = item.severity.overdue(item.since, now) {
                let text = (say.overdue)(&say::length(desk, over.0));
                return view! { <b>{text}</b> }.into_any();
            }
            match (item.severity.response(), item.since) {
                (Some(within), Some(since)) => {
                    let left = within.0 - now.0.saturating_sub(since.0);
                    (say.answer_in)(&say::length(desk, left.max(0))).into_any()
                }
                (Some(_), None) | (None, _) => say.best_effort.into_any(),
            }
        }
    }
}

/// What keeps it quiet, in as few words as fit a row: the silence that lasts longest, an alert, or an interval.
fn quiet_by(desk: Desk, item: &Item) -> String {
    let say = desk.shell.words().alerts();
    let silences = desk.silences.get();
    let mut silenced: Option<&Silence> = None;
    for place in &item.places {
        for id in &place.silenced_by {
            let held = silences.0.iter().find(|held| held.silence.id == *id);
            let later = held.map(|held| &held.silence);
            silenced = later
                .filter(|one| silenced.is_none_or(|known| known.ends_at < one.ends_at))
                .or(silenced);
        }
    }
    if let Some((silence, end)) = silenced.and_then(|one| Some((one, one.ends_at?))) {
        let by = say::cut(&silence.created_by, 24);
        return (say.quiet_until)(&say::moment(desk, end), &by);
    }
    let mut inhibited = item.places.iter().flat_map(|place| &place.inhibited_by);
    if let Some(by) = inhibited.next() {
        let listing = desk.listing.get();
        let known = fingerprint::read(by).and_then(|key| listing.0.find(key));
        return known.map_or_else(String::new, |by| (say.quiet_for)(&say::name(by)));
    }
    let mut muted = item.places.iter().flat_map(|place| &place.muted_by);
    let name = muted.next();
    name.map_or_else(String::new, |name| (say.quiet_for)(&say::cut(name, 40)))
}

/// Arrow keys go from alert to alert.
pub(super) fn step(event: &leptos::ev::KeyboardEvent, rows: &[Row]) {
    let down = match event.key().as_str() {
        "ArrowDown" => true,
        "ArrowUp" => false,
        _ => return,
    };
    let keys: Vec<u64> = rows
        .iter()
        .filter_map(|row| match row {
            Row::Alert(key, _) => Some(*key),
            Row::Head(..) => None,
        })
        .collect();
    let at = keys
        .iter()
        .position(|key| element::focus_is_in(&format!("#{}", opener_id(*key))));
    let Some(at) = at else { return };
    let next = if down { at + 1 } else { at.wrapping_sub(1) };
    if let Some(key) = keys.get(next) {
        event.prevent_default();
        element::focus(&format!("#{}", opener_id(*key)));
    }
}

fn opener_id(key: u64) -> String {
    ["alert-", &fingerprint::written(key)].concat()
}
