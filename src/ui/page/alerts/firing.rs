//! What fires now: in groups, the worst first, as far as a filter leaves it.

use crate::alert::fingerprint;
use crate::alert::list::Item;
use crate::alert::list::Standing;
use crate::alert::matcher;
use crate::alert::section::Filter;
use crate::alert::severity::Severity;
use crate::alert::watchdog;
use crate::browser::element;
use crate::chart::scene::Status;
use crate::data::alert::Matcher;
use crate::data::alert::Op;
use crate::data::labels::Labels;
use crate::lean::sort;
use crate::route::alerts::UNGROUPED;
use crate::ui::hook::held::Memo;
use crate::ui::page::alerts::desk::Desk;
use crate::ui::page::alerts::desk::Same;
use crate::ui::page::alerts::detail;
use crate::ui::page::alerts::form;
use crate::ui::page::alerts::rows::rows;
use crate::ui::page::alerts::say;
use crate::ui::page::alerts::small;
use crate::ui::page::alerts::status;
use crate::ui::part::erased::follow;
use crate::ui::part::erased::on;
use crate::ui::part::icon::Glyph;
use crate::ui::part::icon::Icon;
use crate::ui::part::icon::token;
use leptos::prelude::*;
use std::sync::Arc;

/// A row of the list.
#[derive(Clone, Debug)]
enum Row {
    /// The head of a section: its labels, who is told, how many are below, and whether none of them fires yet.
    Head(Labels, Vec<String>, usize, bool),
    /// An alert, and whether it is the last of its section.
    Alert(u64, bool),
}

/// What the filter leaves.
#[derive(Debug)]
pub(super) struct Left {
    rows: Arc<Vec<Row>>,
    /// Alerts by severity, of those that are heard.
    severities: Vec<(Severity, usize)>,
    /// How many alerts are left, of how many.
    pub(super) count: usize,
    all: usize,
    /// Which labels their alerts have, with the most frequent values.
    teams: Vec<(&'static str, String, usize)>,
}

/// Labels that are counted, besides the severity.
const COUNTED: [&str; 2] = ["team", "category"];

/// More values than this are not a choice any more.
const VALUES: usize = 8;

/// The tab.
pub(super) fn firing(desk: Desk) -> AnyView {
    let words = desk.shell.words();
    let say = words.alerts();
    let text = Memo::new(move |_| desk.state.with(|state| state.filter.clone()));
    let filter = Memo::new(move |_| text.with(|text| Filter::read(text)));
    let left = Memo::new(move |before: Option<&Same<Left>>| {
        match (filter.get(), before) {
            (Ok(filter), _) => Same(Arc::new(left(desk, &filter))),
            // What is being typed is not finished: the list stays.
            (Err(_), Some(before)) => before.clone(),
            (Err(_), None) => Same(Arc::new(left(desk, &Filter::Words(String::new())))),
        }
    });
    let list = Memo::new(move |_| left.with(|left| Same(Arc::clone(&left.0.rows))));
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
            {follow(move || counts(desk, &left.get().0))}
            <span class="push filter-tools">
                {follow(move || filtered_silence(desk, &text.get(), &left.get().0))}
                {grouping(desk)}
            </span>
            <p class="help wrong" id="alerts-filter-wrong" role="status">{follow(wrong)}</p>
        </div>
        {follow(move || nothing(desk, &left.get().0))}
        <div on:keydown=on(move |event| step(&event, &list.get_untracked().0))>
            {rows(list, key, "alert-rows", move |row| one(desk, row))}
        </div>
        {follow(move || foot(desk, &left.get().0))}
    }
    .into_any()
}

fn key(row: &Row) -> u64 {
    match row {
        // Another kind of row under the same labels is another row.
        Row::Head(labels, receivers, count, _) => fingerprint::of(labels)
            .rotate_left(17)
            .wrapping_add(receivers.len() as u64)
            .wrapping_mul(31)
            .wrapping_add(*count as u64),
        Row::Alert(key, last) => key ^ u64::from(*last),
    }
}

fn left(desk: Desk, filter: &Filter) -> Left {
    let (listing, sections) = (desk.listing.get(), desk.sections.get());
    let items = &listing.0.items;
    let mut rows = Vec::new();
    let (mut count, mut all) = (0, 0);
    let mut severities: Vec<(Severity, usize)> = Vec::new();
    let mut values: Vec<(&'static str, &str, usize)> = Vec::new();
    for section in sections.0.iter() {
        let head = rows.len();
        let mut found = 0;
        let mut pending = true;
        for item in section.items.iter().filter_map(|place| items.get(*place)) {
            if watchdog::is(&item.labels) {
                continue;
            }
            all += 1;
            if !filter.holds(&item.labels, &item.annotations) {
                continue;
            }
            if found == 0 {
                rows.push(Row::Head(Labels::default(), Vec::new(), 0, true));
            }
            found += 1;
            pending &= item.standing == Standing::Pending;
            rows.push(Row::Alert(item.key, false));
            if item.standing == Standing::Firing {
                match severities
                    .iter_mut()
                    .find(|(known, _)| *known == item.severity)
                {
                    Some((_, count)) => *count += 1,
                    None => severities.push((item.severity, 1)),
                }
            }
            for name in COUNTED {
                count_value(&mut values, name, item);
            }
        }
        if let Some(Row::Alert(_, last)) = rows.last_mut().filter(|_| found > 0) {
            *last = true;
        }
        if let Some(slot) = rows.get_mut(head) {
            *slot = Row::Head(
                section.labels.clone(),
                section.receivers.clone(),
                found,
                pending,
            );
        }
        count += found;
    }
    sort::by(&mut severities, |a, b| a.0.cmp(&b.0));
    Left {
        rows: Arc::new(rows),
        severities,
        count,
        all,
        teams: counted(values),
    }
}

/// Counts the item's value of a label, while its values are few enough to be shown.
fn count_value<'a>(
    values: &mut Vec<(&'static str, &'a str, usize)>,
    name: &'static str,
    item: &'a Item,
) {
    let Some(value) = item.labels.get(name) else {
        return;
    };
    let mut different = 0;
    for (_, text, count) in values.iter_mut().filter(|one| one.0 == name) {
        if *text == value {
            *count += 1;
            return;
        }
        different += 1;
    }
    if different <= VALUES {
        values.push((name, value, 1));
    }
}

fn counted(mut values: Vec<(&'static str, &str, usize)>) -> Vec<(&'static str, String, usize)> {
    sort::by(&mut values, |a, b| (b.0, b.2).cmp(&(a.0, a.2)));
    let counts = values.into_iter();
    counts
        .map(|(name, value, count)| (name, value.to_owned(), count))
        .collect()
}

/// Counts by severity, team and category; a press looks for them alone.
fn counts(desk: Desk, left: &Left) -> AnyView {
    let words = desk.shell.words();
    let mut buttons = Vec::new();
    for (severity, count) in &left.severities {
        let status = status(*severity);
        let word = match severity {
            Severity::Other => words.alerts().no_severity,
            Severity::Critical | Severity::Warning | Severity::Info => words.status().of(status),
        };
        buttons.push(
            view! {
                <span class="status severity-count" data-status=token(status)>
                    <Glyph status/>
                    {word}
                    " "
                    <b class="num">{*count}</b>
                </span>
            }
            .into_any(),
        );
    }
    for name in COUNTED {
        let values: Vec<_> = left.teams.iter().filter(|one| one.0 == name).collect();
        // One value alone is no choice.
        if values.len() < 2 || values.len() > VALUES {
            continue;
        }
        for (name, value, count) in values {
            let matcher = Matcher {
                name: (*name).to_owned(),
                op: Op::Equal,
                value: value.clone(),
            };
            let press = on(move |_: leptos::ev::MouseEvent| narrow(desk, &matcher));
            buttons.push(
                view! {
                    <button type="button" class="button" data-kind="quiet" data-size="small" on:click=press>
                        <span class="dim">{*name}</span>
                        <bdi>{say::cut(value, 30)}</bdi>
                        <span class="num">{*count}</span>
                    </button>
                }
                .into_any(),
            );
        }
    }
    view! { <div class="chips alert-counts">{buttons}</div> }.into_any()
}

/// Adds a matcher to the filter; words that were typed give way to it.
pub(super) fn narrow(desk: Desk, matcher: &Matcher) {
    desk.change(|state| {
        let mut all = match Filter::read(&state.filter) {
            Ok(Filter::Matchers(_)) => matcher::read(&state.filter).unwrap_or_default(),
            Ok(Filter::Words(_)) | Err(_) => Vec::new(),
        };
        if !all.contains(matcher) {
            all.push(matcher.clone());
        }
        state.filter = matcher::written_all(&all);
        state.tab = crate::route::alerts::Tab::Firing;
    });
}

fn filtered_silence(desk: Desk, text: &str, left: &Left) -> Option<AnyView> {
    let say = desk.shell.words().alerts();
    let matchers = matcher::read(text).ok().filter(|all| !all.is_empty())?;
    if left.count == 0 || desk.read_only.with(Option::is_some) {
        return None;
    }
    let name = (say.silence_these)(left.count);
    Some(small("bell-off", name, move || {
        form::open(desk, matchers.clone())
    }))
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
fn nothing(desk: Desk, left: &Left) -> Option<AnyView> {
    let say = desk.shell.words().alerts();
    let listing = desk.listing.get();
    if left.count > 0 {
        return None;
    }
    let answered = listing.0.complete || listing.0.served_at_all;
    let (status, title, detail) = match (left.all > 0, answered) {
        (true, _) => (
            Status::Unknown,
            say.none_left,
            (say.none_left_detail)(left.all),
        ),
        (false, true) => (Status::Ok, say.all_well, say.all_well_detail.to_owned()),
        (false, false) => (Status::Unknown, say.asking, String::new()),
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
    let fires = listing
        .0
        .items
        .iter()
        .any(|item| item.standing != Standing::Pending && watchdog::is(&item.labels));
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

/// Arrow keys go from alert to alert.
fn step(event: &leptos::ev::KeyboardEvent, rows: &[Row]) {
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

fn one(desk: Desk, row: Row) -> AnyView {
    match row {
        Row::Head(labels, receivers, count, pending) => {
            head(desk, &labels, &receivers, (count, pending))
        }
        Row::Alert(key, last) => alert(desk, key, last),
    }
}

fn head(
    desk: Desk,
    labels: &Labels,
    receivers: &[String],
    (count, pending): (usize, bool),
) -> AnyView {
    let say = desk.shell.words().alerts();
    let values: Vec<&str> = labels.iter().map(|(_, value)| value).collect();
    let title = match (
        values.is_empty(),
        desk.state.with_untracked(|state| state.group.is_empty()),
    ) {
        (false, _) => say::cut(&values.join(" · "), 120),
        (true, true) => match pending {
            true => say.about_to_fire.to_owned(),
            false => say.other_group.to_owned(),
        },
        (true, false) => say.all_alerts.to_owned(),
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
            <span class="unit">{(say.alerts)(count)} {told.map(|told| format!(", {told}"))}</span>
            <span class="push">{silence}</span>
        </li>
    }
    .into_any()
}

fn alert(desk: Desk, key: u64, last: bool) -> AnyView {
    let say = desk.shell.words().alerts();
    let item = Memo::new(move |_| desk.listing.with(|listing| listing.0.find(key).cloned()));
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
        Standing::Inhibited | Standing::Muted | Standing::Silenced => ().into_any(),
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
