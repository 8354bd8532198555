//! The panels of a dashboard on the grid of 24 columns, rows that fold, or one panel alone.

use crate::dashboard::layout::Placed;
use crate::dashboard::layout::layout;
use crate::dashboard::model::Panel;
use crate::dashboard::model::Place;
use crate::dashboard::model::Row;
use crate::dashboard::query;
use crate::lean::map::Set;
use crate::route::Route;
use crate::ui::hook::board::Board;
use crate::ui::hook::held::Memo;
use crate::ui::hook::held::RwSignal;
use crate::ui::hook::later::later_now;
use crate::ui::hook::shell::Shell;
use crate::ui::part::erased::follow;
use crate::ui::part::erased::on;
use crate::ui::part::icon::Icon;
use crate::ui::part::panel::PanelView;
use leptos::prelude::*;
use std::sync::Arc;

/// Rows whose fold differs from what the file says, by id.
pub type Turned = RwSignal<Set<u32>>;

/// What stands where, owned.
#[derive(Clone, Debug, PartialEq)]
enum Stone {
    Row(u32, String, Place, bool),
    Panel(Arc<Panel>, Place),
}

/// All panels.
#[component]
pub fn Grid() -> impl IntoView {
    let shell = Shell::here();
    let board = Board::here();
    let turned: Turned = RwSignal::new(Set::new());
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
        layout(&dashboard, |row: &Row| {
            row.collapsed == turned.contains(&row.id)
        })
        .into_iter()
        .map(|placed| match placed {
            Placed::Row(row, place, open) => Stone::Row(row.id, row.title.clone(), place, open),
            Placed::Panel(panel, place) => Stone::Panel(Arc::new(panel.clone()), place),
        })
        .collect::<Vec<_>>()
    });
    let lone = Memo::new(move |_| {
        let id = alone.get()?;
        let dashboard = board.dashboard.get_value();
        let panel = u32::try_from(id)
            .ok()
            .and_then(|id| dashboard.panel(id))
            .cloned();
        Some((id, panel.map(Arc::new)))
    });
    let all = move || {
        view! {
            <div class="grid" data-dense="">
                <For each=move || stones.get() key=key let:stone>
                    {match stone {
                        Stone::Row(id, title, place, open) => {
                            view! { <RowView id title place open turned/> }.into_any()
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
        Stone::Row(id, _, _, open) => (true, *id, *open),
        Stone::Panel(panel, _) => (false, panel.id, true),
    }
}

#[component]
fn RowView(id: u32, title: String, place: Place, open: bool, turned: Turned) -> impl IntoView {
    let words = Shell::here().words();
    let title = Board::here().map_or_else(
        || title.clone(),
        |board| board.view(|_, view| query::text(&title, view)),
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
                <Icon name=if open { "chevron-down" } else { "chevron-right" }/>
                <span>{title}</span>
            </button>
        </div>
    }
}
