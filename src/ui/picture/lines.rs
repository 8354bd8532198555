//! Log lines: a list of which only what is in view, and some around it, is in the page.
//!
//! What is not in the page has its room kept: a line each. Wrapped lines are higher than that; the browser keeps the
//! line in view where it is while those above it change.

use crate::browser::element::set_property;
use crate::browser::scroll;
use crate::data::level::Level;
use crate::data::lines::NANOS;
use crate::data::lines::Nanos;
use crate::panel::logs;
use crate::panel::logs::Line;
use crate::panel::picture::Logs;
use crate::ui::hook::held::Memo;
use crate::ui::hook::held::RwSignal;
use crate::ui::hook::shell::Shell;
use crate::ui::hook::timing::Timing;
use crate::ui::part::erased::follow;
use crate::ui::part::erased::on;
use crate::ui::part::icon::Icon;
use leptos::html;
use leptos::prelude::*;
use std::ops::Range;
use std::sync::Arc;

/// Most rows in the page.
const ROWS: usize = 120;

/// The window of rows moves in steps of so many, so that scrolling a little changes nothing.
const STEP: usize = 30;

/// Height of a line, CSS px; the style sheet says the same.
const LINE: f64 = 26.0;

/// A log panel.
#[component]
pub fn LogLines(
    /// Its lines.
    logs: Logs,
    /// The panel's title: the name of the region that scrolls.
    title: String,
) -> impl IntoView {
    let words = Shell::here().words();
    let count = logs.rows.len();
    let options = logs.options.clone();
    let common = common(&logs);
    let logs = Arc::new(logs);
    let first = RwSignal::new(0_usize);
    let opened = RwSignal::new(None::<usize>);
    let list = NodeRef::<html::Div>::new();
    let above = NodeRef::<html::Div>::new();
    let below = NodeRef::<html::Div>::new();
    let window = Memo::new(move |_| window(first.get(), count));
    let scrolled = move |_| {
        if let Some(list) = list.get_untracked() {
            let seen = Seen {
                place: scroll::place(&list),
                height: scroll::child_height(&list, "log-line").max(LINE),
            };
            let from = start(seen, window.get_untracked(), count);
            if from != first.get_untracked() {
                first.set(from);
            }
        }
    };
    Effect::new(move |_| {
        let window = window.get();
        let room = |lines: usize| format!("{}px", lines as f64 * LINE);
        if let Some(above) = above.get() {
            set_property(&above, "--room", &room(window.start));
        }
        if let Some(below) = below.get() {
            set_property(&below, "--room", &room(count.saturating_sub(window.end)));
        }
    });
    let rows = move || {
        let logs = Arc::clone(&logs);
        view! {
            <For each=move || window.get() key=|row| *row let:row>
                {one(&logs, row, opened)}
            </For>
        }
    };
    view! {
        {common}
        <div
            class="scroll log-lines"
            data-wrap=options.wrap.then_some("")
            tabindex="0"
            role="group"
            aria-label=title
            node_ref=list
            on:scroll=on(scrolled)
        >
            <div class="log-room" node_ref=above></div>
            {rows()}
            <div class="log-room" node_ref=below></div>
        </div>
        <p class="list-foot">{(words.panel().lines)(count)}</p>
    }
}

/// The rows in the page when this one is wanted first.
fn window(first: usize, count: usize) -> Range<usize> {
    let first = first.min(count.saturating_sub(1));
    first..first.saturating_add(ROWS).min(count)
}

/// What is seen of the list, CSS px.
struct Seen {
    /// How far it is scrolled, and how high it is.
    place: (f64, f64),
    /// Height of a row in the page.
    height: f64,
}

/// The row to be first in the page. It moves only when what is in view comes near an end of what is in the page.
fn start(seen: Seen, window: Range<usize>, count: usize) -> usize {
    let (top, visible) = seen.place;
    let above = window.start as f64 * LINE;
    let into = (top - above) / seen.height;
    let row = match into < 0.0 {
        true => top / LINE,
        false => window.start as f64 + into,
    };
    let row = row.max(0.0) as usize;
    let last = row.saturating_add((visible / LINE) as usize);
    let near_start = window.start > 0 && row < window.start.saturating_add(STEP / 2);
    let near_end = window.end < count && last.saturating_add(STEP / 2) > window.end;
    match near_start || near_end {
        true => row.saturating_sub(STEP).min(count.saturating_sub(ROWS)) / STEP * STEP,
        false => window.start,
    }
}

fn common(logs: &Logs) -> Option<AnyView> {
    (!logs.common.is_empty()).then(|| {
        let pairs = logs.common.clone();
        view! { <p class="log-common mono">{written(&pairs)}</p> }.into_any()
    })
}

fn written(pairs: &[(String, String)]) -> String {
    let pairs: Vec<String> = pairs
        .iter()
        .map(|(name, value)| format!("{name}={value}"))
        .collect();
    pairs.join(" ")
}

fn one(logs: &Arc<Logs>, row: usize, opened: RwSignal<Option<usize>>) -> AnyView {
    let Some(line) = logs::line(logs, row) else {
        return ().into_any();
    };
    let words = Shell::here().words();
    let options = &logs.options;
    let time = options.time.then(|| {
        let zone = Timing::here().zone.get_untracked();
        let text = words.exact(line.at.instant(), &zone);
        // A row says the time of day, and on hover all that is known.
        let short = text.rsplit(", ").next().unwrap_or_default().to_owned();
        view! { <time title=format!("{text}{}", fraction(line.at))>{short}{millis(line.at)}</time> }
    });
    let labels = options
        .labels
        .then(|| view! { <span class="from">{written(&logs::labels(logs, row))}</span> });
    let times = (line.duplicates > 0).then(
        || view! { <span class="times">{format!("×{}", u64::from(line.duplicates) + 1)}</span> },
    );
    let clipped = (line.clipped > 0)
        .then(|| view! { <span class="times">{(words.panel().clipped)(line.clipped)}</span> });
    let level = level(&line);
    let open = move || opened.get() == Some(row);
    let press = move |_| opened.update(|known| *known = (*known != Some(row)).then_some(row));
    let opener = options.details.then(|| {
        view! {
            <button
                type="button"
                class="opener"
                aria-label=words.panel().line_details
                aria-expanded=Signal::derive(move || if open() { "true" } else { "false" })
                on:click=on(press)
            >
                <Icon name="chevron-right"/>
            </button>
        }
    });
    let detail = {
        let logs = Arc::clone(logs);
        follow(move || open().then(|| detail(&logs, row)))
    };
    view! {
        <div class="log-line" data-level=level data-open=Signal::derive(move || open().then_some(""))>
            <div class="log-row">
                {opener}
                {time}
                {labels}
                <span class="text">{line.text}{times}{clipped}</span>
            </div>
            {detail}
        </div>
    }
    .into_any()
}

/// Labels and fields of a line that was opened.
fn detail(logs: &Logs, row: usize) -> AnyView {
    let mut pairs = logs::labels(logs, row);
    pairs.extend(logs::details(logs, row));
    let rows = pairs
        .into_iter()
        .map(|(name, value)| view! { <tr><th scope="row">{name}</th><td>{value}</td></tr> })
        .collect_view();
    view! {
        <div class="log-detail">
            <table class="log-fields"><tbody>{rows}</tbody></table>
        </div>
    }
    .into_any()
}

/// The level as the style sheet knows it.
fn level(line: &Line) -> Option<&'static str> {
    line.level.and_then(|level| match level {
        Level::Critical => Some("fatal"),
        Level::Error => Some("error"),
        Level::Warning => Some("warn"),
        Level::Info => Some("info"),
        Level::Debug => Some("debug"),
        Level::Trace => Some("trace"),
        Level::Unknown => None,
    })
}

/// `.583`
fn millis(at: Nanos) -> String {
    format!(".{:03}", at.0.div_euclid(NANOS).rem_euclid(1_000))
}

/// `.583202144`: all that is known of the second.
fn fraction(at: Nanos) -> String {
    format!(".{:09}", at.0.rem_euclid(1_000_000_000))
}
