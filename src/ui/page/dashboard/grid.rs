//! The panels of a dashboard on the grid of 24 columns, rows that fold, or one panel alone.

use crate::browser::pieces;
use crate::dashboard::layout::Placed;
use crate::dashboard::layout::layout;
use crate::dashboard::model::Dashboard;
use crate::dashboard::model::Panel;
use crate::dashboard::model::Place;
use crate::dashboard::model::Row;
use crate::dashboard::query;
use crate::dashboard::repeat;
use crate::lean::map::Set;
use crate::route::Route;
use crate::ui::hook::board::Board;
use crate::ui::hook::held::Memo;
use crate::ui::hook::held::RwSignal;
use crate::ui::hook::later::later_now;
use crate::ui::hook::shell::Shell;
use crate::ui::part::erased::follow;
use crate::ui::part::erased::on;
use crate::ui::part::icon::Fold;
use crate::ui::part::panel::PanelView;
use crate::ui::part::panel::waiting::Queue;
use leptos::prelude::*;
use std::borrow::Cow;
use std::sync::Arc;

/// Rows and panels laid first: their questions are on their way while the others are laid.
const FIRST: usize = 8;
/// Rows and panels laid at once. Those further down a long dashboard follow in turns, so that the first do not wait for
/// them.
pub(super) const AT_ONCE: usize = 24;

/// Rows whose fold differs from what the file says, by id.
pub type Turned = RwSignal<Set<u32>>;

/// What stands where, owned.
#[derive(Clone, Debug, PartialEq)]
enum Stone {
    Row(Arc<Row>, Place, bool),
    Panel(Arc<Panel>, Place),
}

/// All panels.
#[component]
pub fn Grid() -> impl IntoView {
    let shell = Shell::here();
    let board = Board::here();
    let turned: Turned = RwSignal::new(Set::new());
    Queue::provide();
    let alone = Memo::new(move |_| {
        shell.route.with(|route| match route {
            Route::Dashboard(state) => state.view_panel,
            _ => None,
        })
    });
    let Some(board) = board else {
        return ().into_any();
    };
    let stones = Memo::new(move |_| {
        let dashboard = board.dashboard.get_value();
        let turned = turned.get();
        layout(&expanded(board, &dashboard), |row: &Row| {
            row.collapsed == turned.contains(&row.id)
        })
        .into_iter()
        .map(|placed| match placed {
            Placed::Row(row, place, open) => Stone::Row(Arc::new(heading(row)), place, open),
            Placed::Panel(panel, place) => Stone::Panel(Arc::new(panel.clone()), place),
        })
        .collect::<Vec<_>>()
    });
    let laid = RwSignal::new(FIRST);
    Effect::new(move |_| {
        let now = laid.get();
        if stones.with(Vec::len) > now {
            leptos::task::spawn_local(async move {
                pieces::rest().await;
                laid.try_set(now + AT_ONCE.max(now / 8));
            });
        }
    });
    let first = move || {
        let mut stones = stones.get();
        stones.truncate(laid.get());
        stones
    };
    let lone = Memo::new(move |_| {
        let id = alone.get()?;
        let dashboard = board.dashboard.get_value();
        let dashboard = expanded(board, &dashboard);
        let panel = u32::try_from(id)
            .ok()
            .and_then(|id| dashboard.panel(id))
            .cloned();
        Some((id, panel.map(Arc::new)))
    });
    let all = move || {
        view! {
            <div class="grid" data-dense="">
                <For each=first key=key let:stone>
                    {match stone {
                        Stone::Row(row, place, open) => {
                            view! { <RowView row place open turned/> }.into_any()
                        }
                        Stone::Panel(panel, place) => view! { <PanelView panel place/> }.into_any(),
                    }}
                </For>
            </div>
        }
    };
    follow(move || {
        match lone.get() {
        None => all().into_any(),
        Some((_, Some(panel))) => {
            view! { <div class="grid" data-dense="" data-alone=""><PanelView panel alone=true/></div> }.into_any()
        }
        // A link to a panel that is not there shows the others, and says so.
        Some((id, None)) => {
            view! {
                {later_now(move |parts| (parts.no_panel)(id))}
                {all()}
            }
            .into_any()
        }
    }
    })
}

/// A panel that moves is the same panel, so that its picture stays; one that is folded away and comes back is not.
fn key(stone: &Stone) -> (bool, u32, bool) {
    match stone {
        Stone::Row(row, _, open) => (true, row.id, *open),
        Stone::Panel(panel, _) => (false, panel.id, true),
    }
}

/// The dashboard with its copies; only one that has any looks at the values.
fn expanded(board: Board, dashboard: &Dashboard) -> Cow<'_, Dashboard> {
    match repeat::repeats(dashboard) {
        true => repeat::expand(dashboard, &board.values.get()),
        false => Cow::Borrowed(dashboard),
    }
}

/// A row without its panels, which stand on the grid by themselves.
fn heading(row: &Row) -> Row {
    Row {
        title: row.title.clone(),
        repeat: None,
        copy: row.copy.clone(),
        panels: Vec::new(),
        ..*row
    }
}

#[component]
fn RowView(row: Arc<Row>, place: Place, open: bool, turned: Turned) -> impl IntoView {
    let words = Shell::here().words();
    let id = row.id;
    let title = Board::here().map_or_else(
        || row.title.clone(),
        |board| board.view(|_, view| query::row_title(&row, view)),
    );
    let name = if open {
        (words.first().fold)(&title)
    } else {
        (words.first().unfold)(&title)
    };
    let turn = move |_| {
        turned.update(|turned| {
            if !turned.remove(&id) {
                turned.insert(id);
            }
        });
    };
    view! {
        <div
            class="row-head"
            style:--x=(place.x + 1).to_string()
            style:--y=(place.y + 1).to_string()
            style:--w=place.w.to_string()
            style:--h="1"
        >
            <button type="button" aria-expanded=open.to_string() aria-label=name on:click=on(turn)>
                <Fold open/>
                <span>{title}</span>
            </button>
        </div>
    }
}
