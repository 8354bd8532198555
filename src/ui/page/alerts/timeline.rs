//! A timeline per alert: what it was when, over the marks of the range.

use crate::alert::history::Quiet;
use crate::alert::history::Shown;
use crate::alert::matcher::Ready;
use crate::browser::element::set_property;
use crate::time::Instant;
use crate::time::Range;
use crate::time::tick::Tick;
use crate::ui::page::alerts::desk::Desk;
use leptos::html;
use leptos::prelude::*;

/// Marks on a timeline: as many as have room for their texts.
pub(super) const TICKS: usize = 7;

/// Behind this share of a timeline there is no room for a text.
const LAST: f64 = 93.0;

/// The instants below which the marks stand.
pub(super) fn axis(desk: Desk, range: Range, ticks: &[Tick]) -> AnyView {
    let words = desk.shell.words();
    let zone = desk.timing.zone.get();
    let texts = ticks
        .iter()
        .filter(|tick| share(range, tick.at.0 - range.from.0) < LAST)
        .map(|tick| {
            let node = NodeRef::<html::Span>::new();
            let from = format!("{:.3}%", share(range, tick.at.0 - range.from.0));
            Effect::new(move |_| {
                if let Some(node) = node.get() {
                    set_property(&node, "--from", &from);
                }
            });
            view! { <span node_ref=node>{words.tick(*tick, &zone)}</span> }
        })
        .collect_view();
    view! { <span class="timeline-axis" aria-hidden="true">{texts}</span> }.into_any()
}

/// Where the lines of the marks are in all timelines, and how far apart.
pub(super) fn lines(range: Range, ticks: &[Tick]) -> NodeRef<html::Table> {
    let node = NodeRef::<html::Table>::new();
    let (first, next) = match ticks {
        [first, next, ..] => (first.at.0, next.at.0),
        [first] => (first.at.0, range.to.0),
        [] => (range.to.0, range.to.0 + 1),
    };
    let offset = format!("{:.3}%", share(range, first - range.from.0));
    let every = format!("{:.3}%", share(range, next - first));
    Effect::new(move |_| {
        if let Some(node) = node.get() {
            set_property(&node, "--first", &offset);
            set_property(&node, "--every", &every);
        }
    });
    node
}

/// A length as hundredths of the range.
fn share(range: Range, millis: i64) -> f64 {
    let length = (range.to.0 - range.from.0).max(1);
    millis as f64 * 100.0 / length as f64
}

/// What is still known of silences.
pub(super) fn quiet(desk: Desk) -> Vec<Quiet> {
    let silences = desk.silences.get();
    let quiet = silences.0.iter().filter_map(|held| {
        let silence = &held.silence;
        Some(Quiet {
            ready: Ready::new(&silence.matchers).ok()?,
            from: silence.starts_at?,
            to: silence.ends_at?,
        })
    });
    quiet.collect()
}

/// More pieces than this are narrower than a pixel each.
const PIECES: usize = 250;

/// What an alert was when, as one line.
pub(super) fn line(
    pieces: &[(Shown, Instant, Instant)],
    range: Range,
    status: &'static str,
    sentence: &str,
) -> AnyView {
    let pieces = pieces
        .iter()
        .take(PIECES)
        .map(|(shown, from, to)| {
            let node = NodeRef::<html::I>::new();
            let wide = share(range, to.0 - from.0);
            let from = share(range, from.0 - range.from.0);
            Effect::new(move |_| {
                if let Some(node) = node.get() {
                    set_property(&node, "--from", &format!("{from:.3}%"));
                    set_property(&node, "--share", &format!("{wide:.3}%"));
                }
            });
            let kind = match shown {
                Shown::Firing => "f",
                Shown::Pending => "p",
                Shown::Silenced => "s",
            };
            view! { <i data-s=kind node_ref=node></i> }
        })
        .collect_view();
    view! {
        <span class="timeline" data-status=status role="img" aria-label=sentence.to_owned()>{pieces}</span>
    }
    .into_any()
}
