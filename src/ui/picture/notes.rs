//! Annotations over a picture of time: a line where something happened, a tint where it lasted, and a mark that tells of it.
//!
//! Every picture asks for itself what its dashboard annotates: equal questions are one request. Marks that would lie on each
//! other are one. It moves elements only; nothing is drawn again.

use crate::browser::element;
use crate::cache::view::Priority;
use crate::cache::view::State;
use crate::chart::layout::Layout;
use crate::chart::scene::Ink;
use crate::dashboard::annotation;
use crate::dashboard::annotation::Noted;
use crate::dashboard::model::Annotation;
use crate::live::Known;
use crate::panel::colour;
use crate::panel::options::Markup;
use crate::panel::options::TextOptions;
use crate::route::notes;
use crate::source::Answer;
use crate::ui::hook::board::Board;
use crate::ui::hook::held::LocalSignal;
use crate::ui::hook::held::Memo;
use crate::ui::hook::held::RwSignal;
use crate::ui::hook::shell::Shell;
use crate::ui::hook::timing::Timing;
use crate::ui::part::erased::follow;
use crate::ui::part::erased::on;
use crate::ui::part::panel::Frame;
use crate::ui::picture::chart::legend::fixed;
use crate::ui::picture::text::Prose;
use leptos::ev::KeyboardEvent;
use leptos::prelude::*;
use std::sync::Arc;

/// Marks whose middles are closer than this are one, in CSS px.
const CLOSE: f64 = 12.0;

/// Notes that one mark tells of.
const TOLD: usize = 5;

/// Notes of one annotation, and their colour.
type Layer = (String, Option<Ink>, Arc<Vec<Noted>>);

/// What lies at one place of the picture.
#[derive(Clone, Debug, PartialEq)]
struct Mark {
    x: f64,
    /// Name of the annotation, its colour, the note.
    notes: Vec<(String, Option<Ink>, Noted)>,
}

/// A line or a span of the picture.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Line {
    x: f64,
    width: f64,
    ink: Option<Ink>,
}

/// Where everything lies: from the top to the bottom of the plot.
#[derive(Clone, Debug, Default, PartialEq)]
struct Placed {
    top: f64,
    bottom: f64,
    lines: Vec<Line>,
    marks: Vec<Mark>,
    width: f64,
}

/// Is this annotation shown? The file says, unless the reader has turned it.
#[must_use]
pub fn is_on(shell: Shell, annotation: &Annotation) -> bool {
    let turned = |view: &_| notes::is_turned(view, &annotation.name);
    annotation.enabled != shell.route.with(|route| turned(route.view()))
}

/// Follows the answers to an annotation while it is shown.
#[must_use]
pub fn watch(shell: Shell, board: Board, annotation: Arc<Annotation>) -> Option<Known> {
    let live = shell.live.get_untracked()?;
    Some(live.watch(move || {
        if !is_on(shell, &annotation) {
            return None;
        }
        let query = board.view(|_, view| annotation::query(&annotation, view));
        // What the panels show comes first.
        query.ok().map(|query| (query, Priority::Hidden))
    }))
}

/// All annotations of the dashboard that are for this panel.
#[component]
pub fn Notes(
    /// Where the picture lies.
    layout: LocalSignal<Option<Arc<Layout>>>,
) -> impl IntoView {
    let (Some(board), Some(frame)) = (Board::here(), use_context::<Frame>()) else {
        return ().into_any();
    };
    let shell = Shell::here();
    let panel = frame.panel();
    let watched: Vec<(Arc<Annotation>, Option<Known>)> = board
        .dashboard
        .get_value()
        .annotations
        .iter()
        .filter(|annotation| annotation::is_for(annotation, &panel))
        .map(|annotation| {
            let annotation = Arc::new(annotation.clone());
            (Arc::clone(&annotation), watch(shell, board, annotation))
        })
        .collect();
    if watched.is_empty() {
        return ().into_any();
    }
    let watched = StoredValue::new_local(watched);
    let layers = Memo::new(move |_| {
        watched.with_value(|watched| {
            let noted = |(annotation, known): &(Arc<Annotation>, Option<Known>)| {
                if !is_on(shell, annotation) {
                    return None;
                }
                let notes = noted(annotation, (*known)?)?;
                let ink = colour::fixed(&annotation.colour);
                Some((annotation.name.clone(), ink, Arc::new(notes)))
            };
            watched.iter().filter_map(noted).collect::<Vec<Layer>>()
        })
    });
    let placed = Memo::new(move |_| match layout.get() {
        Some(layout) => layers.with(|layers| place(layers, &layout)),
        None => Placed::default(),
    });
    let open = RwSignal::new(None::<usize>);
    let id = panel.id;
    follow(move || {
        let placed = placed.get();
        if placed.lines.is_empty() {
            return ().into_any();
        }
        let (top, bottom) = (px(placed.top), px(placed.bottom - placed.top));
        let lines = placed.lines.iter().map(line).collect_view();
        let count = placed.marks.len();
        let width = placed.width;
        let marks = placed
            .marks
            .into_iter()
            .enumerate()
            .map(|(index, mark)| {
                view! { <MarkView mark index count width panel=id open/> }
            })
            .collect_view();
        view! {
            <div class="notes" style:--top=top style:--h=bottom>
                {lines}
                <div role="group" aria-label=shell.words().linked().annotations>{marks}</div>
            </div>
        }
        .into_any()
    })
}

#[component]
fn MarkView(
    mark: Mark,
    index: usize,
    count: usize,
    width: f64,
    panel: u32,
    open: RwSignal<Option<usize>>,
) -> impl IntoView {
    let shell = Shell::here();
    let name = spoken(shell, &mark);
    let colour = mark.notes.first().and_then(|(_, ink, _)| fixed((*ink)?));
    let x = px(mark.x);
    let side = if mark.x < width / 2.0 {
        "right"
    } else {
        "left"
    };
    let mark = StoredValue::new(mark);
    let show = move || open.set(Some(index));
    let keys = move |event: KeyboardEvent| {
        let to = match event.key().as_str() {
            "ArrowLeft" => index.checked_sub(1),
            "ArrowRight" => Some(index + 1).filter(|next| *next < count),
            "Home" => Some(0),
            "End" => count.checked_sub(1),
            "Escape" => {
                open.set(None);
                return;
            }
            _ => return,
        };
        event.prevent_default();
        if let Some(to) = to {
            element::focus(&format!("[data-panel=\"{panel}\"] [data-note=\"{to}\"]"));
        }
    };
    view! {
        <div
            class="note"
            data-side=side
            style:--x=x
            style:--note=colour
            on:pointerenter=on(move |_: leptos::ev::PointerEvent| show())
        >
            <button
                type="button"
                class="annotation-mark"
                data-note=index
                // One stop of the keyboard for all marks: arrows go from one to the next.
                tabindex=if index == 0 { "0" } else { "-1" }
                aria-label=name
                on:focus=on(move |_| show())
                on:keydown=on(keys)
            ></button>
            {follow(move || (open.get() == Some(index)).then(|| mark.with_value(|mark| tip(shell, mark))))}
        </div>
    }
}

fn tip(shell: Shell, mark: &Mark) -> AnyView {
    let words = shell.words();
    let more = mark.notes.len().saturating_sub(TOLD);
    let notes = mark.notes.iter().take(TOLD).map(|(name, _, note)| {
        let heading = match note.title.is_empty() {
            true => name.clone(),
            false => note.title.clone(),
        };
        let text = (!note.text.is_empty()).then(|| TextOptions {
            content: note.text.clone(),
            mode: Markup::Html,
        });
        let tags = note.tags.iter().cloned();
        let tags = tags
            .map(|tag| view! { <span class="tag">{tag}</span> })
            .collect_view();
        view! {
            <div class="told">
                <div class="when"><span>{when(shell, note)}</span></div>
                <b>{heading}</b>
                {text.map(|text| view! { <Prose text/> })}
                {(!note.tags.is_empty()).then(|| view! { <div class="chips">{tags}</div> })}
            </div>
        }
    });
    view! {
        <div class="tooltip" role="status">
            {notes.collect_view()}
            {(more > 0).then(|| view! { <div class="foot">{(words.linked().others)(more)}</div> })}
        </div>
    }
    .into_any()
}

fn when(shell: Shell, note: &Noted) -> String {
    let (words, zone) = (shell.words(), Timing::here().zone.get_untracked());
    let from = words.exact(note.from, &zone);
    match note.to {
        Some(to) => (words.linked().lasted)(&from, &words.exact(to, &zone)),
        None => from,
    }
}

/// What a mark is called: its first note, and how many there are besides.
fn spoken(shell: Shell, mark: &Mark) -> String {
    let Some((name, _, note)) = mark.notes.first() else {
        return String::new();
    };
    let title = if note.title.is_empty() {
        name
    } else {
        &note.title
    };
    let mut text = [title, ", ", &when(shell, note)].concat();
    if mark.notes.len() > 1 {
        text.push_str(", ");
        text.push_str(&(shell.words().linked().others)(mark.notes.len() - 1));
    }
    text
}

fn line(line: &Line) -> impl IntoView + use<> {
    let width = (line.width > 0.0).then(|| px(line.width));
    view! {
        <i
            class="annotation"
            data-span=width.is_some().then_some("")
            style:--x=px(line.x)
            style:--w=width
            style:--note=line.ink.and_then(fixed)
        ></i>
    }
}

fn px(length: f64) -> String {
    format!("{length:.1}px")
}

/// The newest answer, also one to a slightly older range: notes do not flicker while asking.
fn noted(annotation: &Annotation, known: Known) -> Option<Vec<Noted>> {
    known.with(|view| {
        let view = view.as_ref()?;
        let answer: &Arc<Answer> = match &view.state {
            State::Fresh { answer, .. }
            | State::Refreshing { answer, .. }
            | State::Stale { answer, .. } => answer,
            State::Waiting { .. } | State::Failed { .. } => &view.previous.as_ref()?.answer,
        };
        Some(annotation::noted(annotation, answer))
    })
}

fn place(layers: &[Layer], layout: &Layout) -> Placed {
    let plot = layout.plot;
    let mut placed = Placed {
        top: plot.top,
        bottom: plot.bottom,
        width: layout.size.width,
        ..Placed::default()
    };
    // Half a pixel is as exact as is seen, and a refresh that moves nothing builds nothing anew.
    let at = |at| (layout.x(at) * 2.0).round() / 2.0;
    let mut found: Vec<(f64, &str, Option<Ink>, &Noted)> = Vec::new();
    for (name, ink, notes) in layers {
        for note in notes.iter() {
            let (from, to) = (at(note.from), note.to.map(at));
            let outside = from > plot.right || to.unwrap_or(from) < plot.left;
            if outside || plot.is_empty() {
                continue;
            }
            let x = from.max(plot.left);
            if let Some(to) = to {
                let width = to.min(plot.right) - x;
                placed.lines.push(Line {
                    x,
                    width,
                    ink: *ink,
                });
            }
            if from >= plot.left {
                let line = Line {
                    x,
                    width: 0.0,
                    ink: *ink,
                };
                if placed.lines.last() != Some(&line) {
                    placed.lines.push(line);
                }
            }
            found.push((x, name, *ink, note));
        }
    }
    crate::lean::sort::by(&mut found, |a, b| a.0.total_cmp(&b.0));
    for (x, name, ink, note) in found {
        let told = (name.to_owned(), ink, note.clone());
        match placed.marks.last_mut() {
            Some(mark) if x - mark.x < CLOSE => mark.notes.push(told),
            _ => placed.marks.push(Mark {
                x,
                notes: vec![told],
            }),
        }
    }
    placed
}
