//! The frame of a panel: title, tools, the picture, and beside it what went wrong.

mod body;
pub mod inspect;
pub mod instead;
pub mod notice;
pub mod rare;
mod shown;
pub mod tools;
pub mod waiting;

use crate::browser::element;
use crate::browser::observe;
use crate::cache::view::Priority;
use crate::dashboard::layout::CELL_GAP;
use crate::dashboard::layout::CELL_HEIGHT;
use crate::dashboard::layout::COLUMNS;
use crate::dashboard::model::Panel;
use crate::dashboard::model::Place;
use crate::dashboard::query;
use crate::dashboard::query::Questions;
use crate::live::Known;
use crate::panel::picture::Picture;
use crate::panel::spec::Kind;
use crate::route::Route;
use crate::ui::hook::board::Board;
use crate::ui::hook::held::Memo;
use crate::ui::hook::held::RwSignal;
use crate::ui::hook::later::Later;
use crate::ui::hook::later::later;
use crate::ui::hook::shell::Shell;
use crate::ui::part::erased::follow;
use crate::ui::part::panel::body::Body;
use crate::ui::part::panel::shown::Now;
use crate::ui::part::panel::shown::Shown;
use crate::ui::part::panel::shown::shown;
use leptos::html::Section;
use leptos::prelude::*;
use std::sync::Arc;

/// Narrower windows lay panels out by what they are.
const NARROW: f64 = 1_200.0;

/// Space beside the grid of a wide window, in CSS px.
const GUTTERS: u32 = 48;

/// Panels of so many cells and less have no room for words.
const LOW: u32 = 5;

/// What the parts of one panel share; copies are the same panel.
#[derive(Clone, Copy)]
pub struct Frame {
    panel: StoredValue<Arc<Panel>>,
    title: Memo<String>,
    questions: Memo<Questions>,
    shown: Memo<Shown>,
    /// What is known about each question, by its place.
    known: StoredValue<Vec<Known>, LocalStorage>,
    /// The reader stopped waiting.
    stopped: RwSignal<bool>,
    /// Show a chart's values as a table.
    as_table: RwSignal<bool>,
    /// It is the only panel of the page.
    alone: bool,
}

impl Frame {
    /// What the file says of the panel.
    #[must_use]
    pub fn panel(self) -> Arc<Panel> {
        self.panel.get_value()
    }

    /// Nothing is asked, and nothing will be by itself: stopped, no question, or a variable without values.
    fn is_stuck(self, board: Board) -> bool {
        self.stopped.get()
            || self
                .questions
                .with(|questions| !questions.problems.is_empty())
            || self.panel.with_value(|panel| panel.targets.is_empty())
            || board.failures.with(|failures| !failures.is_empty())
    }
}

/// A panel on the grid, or alone: built once it comes near the window, or is looked behind.
#[component]
pub fn PanelView(
    /// What the file says.
    panel: Arc<Panel>,
    /// Where it stands.
    #[prop(optional)]
    place: Option<Place>,
    /// It fills the page.
    #[prop(optional)]
    alone: bool,
) -> impl IntoView {
    let board = Board::here()?;
    let shell = Shell::here();
    let place = place.unwrap_or(panel.place);
    let in_view = alone || starts_in_view(place);
    let met = RwSignal::new(in_view);
    let id = i64::from(panel.id);
    let is_built = Memo::new(move |before: Option<&bool>| {
        before == Some(&true)
            || met.get()
            || shell
                .route
                .with(|route| matches!(route, Route::Dashboard(state) if state.inspect == Some(id)))
    });
    Some(follow(move || match is_built.get() {
        true => built(board, shell, &panel, place, alone, in_view),
        false => waiting::frame(board, &panel, place, met),
    }))
}

fn built(
    board: Board,
    shell: Shell,
    panel: &Arc<Panel>,
    place: Place,
    alone: bool,
    in_view: bool,
) -> AnyView {
    let root = NodeRef::<Section>::new();
    let width = RwSignal::new(first_width(place, alone));
    let seen = RwSignal::new(in_view);
    let watchers = StoredValue::new_local(None::<(Option<observe::Size>, Option<observe::View>)>);
    Effect::new(move |_| {
        if let Some(root) = root.get() {
            #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
            let sizes = observe::Size::of(&root, move |wide, _| width.change(wide as u32));
            let views = observe::View::of(&root, move |near| seen.change(near));
            watchers.set_value(Some((sizes, views)));
        }
    });
    let kept = StoredValue::new(Arc::clone(panel));
    let questions = Memo::new(move |_| {
        let panel = kept.get_value();
        let width = width.get();
        board.view(|_, view| query::queries(&panel, view, width))
    });
    let title = {
        let panel = Arc::clone(panel);
        Memo::new(move |_| board.view(|_, view| query::title(&panel, view)))
    };
    let stopped = RwSignal::new(false);
    let known = watch(shell, panel, questions, seen, stopped);
    let spec = {
        let panel = Arc::clone(panel);
        Memo::new(move |_| Arc::new(board.view(|_, view| query::spec(&panel, view))))
    };
    let file = Later::here();
    let shown = Memo::new(move |before: Option<&Shown>| {
        let views: Vec<_> =
            known.with_value(|known| known.iter().map(|known| known.get()).collect());
        let shown = shown(before, &spec.get(), &questions.get(), &views);
        if let (Now::Coming, Some(file)) = (&shown.state, file) {
            file.now();
            // Looked at so that this runs again once it is there.
            let _ = file.arrived();
        }
        shown
    });
    let frame = Frame {
        panel: kept,
        title,
        questions,
        shown,
        known,
        stopped,
        as_table: RwSignal::new(false),
        alone,
    };
    // Links and notes of its picture name the panel's own variables.
    provide_context(frame);
    let tile = matches!(panel.spec.kind, Kind::Stat(_));
    let plain = panel.transparent;
    let state = move || match (
        frame.is_stuck(board),
        shown.get().state,
        shown.with(|shown| shown.picture.is_some()),
    ) {
        (true, Now::Idle, false) => "error",
        (_, Now::Waiting { .. } | Now::Coming | Now::Idle, false) => "loading",
        (_, Now::Waiting { .. } | Now::Coming | Now::Refreshing, true) => "refreshing",
        (_, Now::Failed { .. }, true) => "stale",
        (_, Now::Failed { .. }, false) => "error",
        (_, Now::Fresh | Now::Idle, true) => {
            if shown.with(|shown| shown.picture.as_deref() == Some(&Picture::Empty)) {
                "empty"
            } else {
                "fresh"
            }
        }
        (_, Now::Fresh | Now::Refreshing, false) => "loading",
    };
    let status = move || shown.with(|shown| tile_status(shown.picture.as_deref()));
    view! {
        <section
            class="panel"
            class:stat=tile
            class:plain=plain
            node_ref=root
            data-panel=panel.id
            data-state=state
            data-away=move || (!seen.get()).then_some("")
            data-status=status
            data-size=size_class(place, alone)
            data-low=(place.h <= LOW && !alone).then_some("")
            aria-label=Signal::derive(move || title.get())
            aria-busy=Signal::derive(move || (state() == "loading").then_some("true"))
            style:--x=(place.x + 1).to_string()
            style:--y=(place.y + 1).to_string()
            style:--w=place.w.to_string()
            style:--h=place.h.to_string()
        >
            <header>
                <h2 title=Signal::derive(move || title.get())>{follow(move || title.get())}</h2>
                {later(|| true, move |parts| (parts.tools)(frame))}
            </header>
            <Body frame/>
            {later(|| true, move |parts| (parts.notices)(frame))}
        </section>
    }
    .into_any()
}

/// One viewer for each question the panel can have: a target may be asked over the range and at its end.
fn watch(
    shell: Shell,
    panel: &Panel,
    questions: Memo<Questions>,
    seen: RwSignal<bool>,
    stopped: RwSignal<bool>,
) -> StoredValue<Vec<Known>, LocalStorage> {
    let live = shell.live.get_untracked();
    let live = live.map(|live| (live, live.company()));
    let watch = |place: usize| {
        live.map(|(live, company)| {
            live.watch_among(company, move || {
                // What is not near the window asks nothing.
                let wanted = seen.get() && !stopped.get();
                let query = questions.with(|questions| {
                    questions
                        .queries
                        .get(place)
                        .map(|query| query.query.clone())
                });
                query
                    .filter(|_| wanted)
                    .map(|query| (query, Priority::Visible))
            })
        })
    };
    StoredValue::new_local((0..panel.targets.len() * 2).filter_map(watch).collect())
}

/// The width for the first question, before the page is laid out: what it most likely will be. Where it is not, and so much
/// so that the step is another, the panel asks again.
fn first_width(place: Place, alone: bool) -> u32 {
    let window = element::window_width();
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
    let grid = (window as u32)
        .saturating_sub(GUTTERS)
        .saturating_add(CELL_GAP);
    match alone || window < NARROW {
        true => grid.saturating_sub(CELL_GAP),
        false => (grid.saturating_mul(place.w) / COLUMNS).saturating_sub(CELL_GAP),
    }
}

/// Will this panel be in the window when the page is laid out? Only a guess, so that its question need not wait for the
/// layout; the observer knows better soon. On narrow pages panels stand below each other, and nobody can guess.
fn starts_in_view(place: Place) -> bool {
    let top = f64::from(place.y) * f64::from(CELL_HEIGHT + CELL_GAP);
    element::window_width() >= NARROW && top < element::window_height()
}

/// A lone tile takes the colour of its state.
fn tile_status(picture: Option<&Picture>) -> Option<&'static str> {
    match picture {
        Some(Picture::Stats(stats)) => match stats.as_slice() {
            [only] => only.reading.status.map(crate::ui::part::icon::token),
            _ => None,
        },
        _ => None,
    }
}

/// How a panel behaves on narrow screens: tiles stand side by side, small panels in two columns, others alone.
fn size_class(place: Place, alone: bool) -> &'static str {
    match place.w {
        _ if alone => "alone",
        0..=4 => "tile",
        5..=8 => "small",
        _ => "wide",
    }
}
