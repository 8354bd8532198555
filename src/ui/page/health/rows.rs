//! The list of checks. Rows far from the window are not built: they stand in blocks, and a block that is not near keeps
//! its room and nothing else.

use crate::browser::observe;
use crate::health::check::Shown;
use crate::health::list::Row;
use crate::health::list::Since;
use crate::lean::lower::lower;
use crate::time::Instant;
use crate::ui::hook::held::Memo;
use crate::ui::hook::held::RwSignal;
use crate::ui::page::health::Desk;
use crate::ui::page::health::detail::Detail;
use crate::ui::part::beats::Wall;
use crate::ui::part::erased::follow;
use crate::ui::part::erased::on;
use crate::ui::part::figure;
use crate::ui::part::figure::State;
use crate::ui::part::icon::Icon;
use leptos::prelude::*;
use std::sync::Arc;

/// Rows of a block: enough that scrolling builds few, few enough that building one is not felt.
const BLOCK: usize = 12;

/// A certificate that ends sooner is a warning: as the shipped alert has it.
const SOON: i64 = 14 * 86_400_000;

/// The panel with all of them.
#[component]
pub(super) fn Rows(desk: Desk) -> impl IntoView {
    let words = desk.shell.words();
    let say = words.health();
    let found = Memo::new(move |_| {
        let (states, search) = desk
            .state
            .with(|state| (state.states.clone(), lower(&state.search)));
        let rows = desk.rows.get();
        let is_wanted = |row: &&Row| {
            (states.is_empty() || states.contains(&row.shown))
                && (search.is_empty()
                    || lower(&row.name).contains(&search)
                    || lower(&row.address).contains(&search)
                    || lower(&row.key).contains(&search))
        };
        Arc::new(rows.iter().filter(is_wanted).cloned().collect::<Vec<Row>>())
    });
    let count = Memo::new(move |_| found.with(|found| found.len()));
    let search = move |event: leptos::ev::Event| {
        let text = event_target_value(&event);
        desk.adjust(|state| state.search = text);
    };
    let range = move || {
        let timing = desk.timing;
        timing
            .span
            .with(|span| words.span(span, timing.now(), &timing.zone.get()))
    };
    let blocks = move || {
        let count = count.get();
        (0..count.div_ceil(BLOCK))
            .map(|block| view! { <Block desk found from=block * BLOCK/> })
            .collect_view()
    };
    view! {
        <section class="panel" aria-labelledby="t-checks">
            <header>
                <h2 id="t-checks">{say.checks}</h2>
                <span class="unit">{say.worst_first}</span>
                <div class="panel-tools always">
                    <label class="search">
                        <span class="visually-hidden">{say.search_checks}</span>
                        <Icon name="search"/>
                        <input
                            class="input"
                            placeholder=say.search_checks
                            prop:value=Signal::derive(move || desk.state.with(|state| state.search.clone()))
                            on:input=on(search)
                        />
                    </label>
                </div>
            </header>
            <div class="check-head" aria-hidden="true">
                <span>{""}</span>
                <span>{say.service}</span>
                <span>{say.state_head}</span>
                <span>{follow(range)}</span>
                <span class="num">{say.uptime}</span>
                <span class="num">{say.time}</span>
                <span class="num">{say.certificate}</span>
            </div>
            <div class="check-blocks">{follow(blocks)}</div>
            {follow(move || (count.get() == 0).then(|| view! { <Empty desk/> }))}
        </section>
    }
}

#[component]
fn Empty(desk: Desk) -> impl IntoView {
    let say = desk.shell.words().health();
    let any = desk.rows.with_untracked(|rows| !rows.is_empty());
    let (title, detail) = if any {
        (say.none_found, "")
    } else {
        (say.no_checks, say.no_checks_detail)
    };
    view! {
        <div class="panel-message" role="status">
            <Icon name="no-data"/>
            <strong>{title}</strong>
            <p>{detail}</p>
        </div>
    }
}

/// Some rows, built while they are near the window.
#[component]
fn Block(desk: Desk, found: Memo<Arc<Vec<Row>>>, from: usize) -> impl IntoView {
    let say = desk.shell.words().health();
    let near = RwSignal::new(from == 0);
    let place = NodeRef::<leptos::html::Ul>::new();
    let observer = StoredValue::new_local(None::<observe::View>);
    Effect::new(move |_| {
        if let Some(element) = place.get() {
            observer.set_value(observe::View::of(&element, move |is_near| {
                near.try_set(is_near)
            }));
        }
    });
    let keys = Memo::new(move |_| {
        found.with(|found| {
            let rows = found.iter().skip(from).take(BLOCK);
            rows.map(|row| row.key.clone()).collect::<Vec<String>>()
        })
    });
    let length = move || keys.with(Vec::len);
    let rows = move || {
        near.get().then(|| {
            let keys = keys.get();
            keys.into_iter()
                .map(|key| view! { <Line desk found key/> })
                .collect_view()
        })
    };
    view! {
        <ul
            class="check-block"
            node_ref=place
            style:--rows=move || length().to_string()
            data-near=move || near.get().then_some("")
            aria-label=move || (say.range_of)(from + 1, from + length())
        >
            {follow(rows)}
        </ul>
    }
}

/// One check.
#[component]
fn Line(desk: Desk, found: Memo<Arc<Vec<Row>>>, key: String) -> impl IntoView {
    let row = {
        let key = key.clone();
        Memo::new(move |before: Option<&Arc<Row>>| {
            let row = found.with(|found| found.iter().find(|row| row.key == key).cloned());
            match (row, before) {
                (Some(row), Some(before)) if row == **before => Arc::clone(before),
                (Some(row), _) => Arc::new(row),
                (None, Some(before)) => Arc::clone(before),
                (None, None) => Arc::new(nothing()),
            }
        })
    };
    let open = {
        let key = key.clone();
        Memo::new(move |_| desk.state.with(|state| state.open.as_ref() == Some(&key)))
    };
    let turn = move |_| {
        let key = key.clone();
        desk.change(|state| {
            state.open = if state.open.as_ref() == Some(&key) {
                None
            } else {
                Some(key)
            };
        });
    };
    let say = desk.shell.words().health();
    let label = move || {
        let name = row.with(|row| row.name.clone());
        if open.get() {
            (say.close)(&name)
        } else {
            (say.open)(&name)
        }
    };
    view! {
        <li class="check" data-open=move || open.get().then_some("")>
            <div class="row" on:click=on(turn)>
                <button
                    type="button"
                    class="opener"
                    aria-label=label
                    aria-expanded=move || open.get().to_string()
                >
                    <Icon name="chevron-right"/>
                </button>
                {follow(move || row.with(|row| cells(desk, row)))}
            </div>
            {follow(move || open.get().then(|| view! { <Detail desk row/> }))}
        </li>
    }
}

fn cells(desk: Desk, row: &Row) -> AnyView {
    let words = desk.shell.words();
    let (say, status) = (words.health(), words.status());
    let shell = &desk.shell;
    let now = desk.timing.now_untracked();
    let uptime = row.uptime.map_or_else(
        || status.no_data.to_owned(),
        |share| figure::share(shell, share),
    );
    let bad = row.pieces.iter().filter(|piece| {
        matches!(
            piece.beat,
            crate::health::beat::Beat::Down | crate::health::beat::Beat::Degraded
        )
    });
    let missing = row
        .pieces
        .iter()
        .filter(|piece| piece.beat == crate::health::beat::Beat::NoData);
    let label = (say.history)(row.pieces.len(), bad.count(), missing.count(), &uptime);
    let took = match row.took {
        Some(took) => figure::seconds(shell, took),
        None if row.shown == Shown::Unreachable => status.no_answer.to_owned(),
        None => status.no_data.to_owned(),
    };
    let since = match row.since {
        // What has only just begun needs no length.
        Some(Since::At(at)) if now.0.saturating_sub(at.0) < 1_000 => {
            words.time().just_now.to_owned()
        }
        Some(Since::At(at)) => (say.since)(&figure::between(shell, at, now)),
        Some(Since::Before(at)) => (say.since_more)(&figure::roughly(shell, at, now)),
        None => String::new(),
    };
    let prober = (say.prober)(row.prober);
    let address = if row.address.is_empty() || row.address == prober {
        prober.to_owned()
    } else {
        format!("{}, {prober}", row.address)
    };
    view! {
        <span class="name-cell">
            <span class="name truncate" title=row.name.clone()>{row.name.clone()}</span>
            <span class="address truncate" title=address.clone()>{address.clone()}</span>
        </span>
        <span class="state-cell">
            <State shown=row.shown word=(say.state)(row.shown)/>
            <span class="address truncate">{since}</span>
        </span>
        <Wall pieces=Arc::new(row.pieces.clone()) label/>
        <span class="num" data-label=say.uptime>{uptime}</span>
        <span class="num" data-label=say.time>{took}</span>
        <span class="num" data-label=say.certificate>{certificate(desk, row.certificate, now)}</span>
    }
    .into_any()
}

/// Days left; few of them are a warning, none is worse.
fn certificate(desk: Desk, until: Option<Instant>, now: Instant) -> AnyView {
    let words = desk.shell.words();
    let Some(until) = until else {
        return words.status().none.into_any();
    };
    if until <= now {
        return view! { <State shown=Shown::Unhealthy word=words.health().expired/> }.into_any();
    }
    let left = figure::between(&desk.shell, now, until);
    if until.0.saturating_sub(now.0) < SOON {
        view! { <State shown=Shown::Degraded word=left/> }.into_any()
    } else {
        left.into_any()
    }
}

/// A row that was never there: what a line holds for the moment between its check going and itself.
fn nothing() -> Row {
    Row {
        key: String::new(),
        name: String::new(),
        address: String::new(),
        prober: crate::health::check::Prober::Browser,
        shown: Shown::NoData,
        since: None,
        why: None,
        took: None,
        certificate: None,
        uptime: None,
        pieces: Vec::new(),
        labels: Default::default(),
    }
}
