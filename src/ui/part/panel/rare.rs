//! Panels of the rarer pictures: states, bars, pies, heatmaps, tables. What is shown changes in place with each answer.

use crate::panel::columns::Columns;
use crate::panel::picture::Picture;
use crate::panel::picture::Table;
use crate::panel::slices::Slices;
use crate::panel::tiles::Tiles;
use crate::ui::hook::held::Memo;
use crate::ui::part::erased::follow;
use crate::ui::part::panel::Frame;
use crate::ui::picture::columns::ColumnsView;
use crate::ui::picture::listed;
use crate::ui::picture::pie::Pie;
use crate::ui::picture::table::TableView;
use crate::ui::picture::tiles::TilesView;
use leptos::prelude::*;
use std::sync::Arc;

/// Which of them.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Which {
    Tiles,
    Columns,
    Slices,
    List,
    Table,
    /// The picture is of another kind: this component is about to go.
    None,
}

/// The picture of a panel.
#[component]
pub fn Rare(
    /// The panel.
    frame: Frame,
) -> impl IntoView {
    let which = Memo::new(move |_| {
        frame.shown.with(|shown| match shown.picture.as_deref() {
            Some(Picture::Tiles(_)) => Which::Tiles,
            Some(Picture::Columns(_)) => Which::Columns,
            Some(Picture::Slices(_)) => Which::Slices,
            Some(Picture::List(_)) => Which::List,
            Some(Picture::Table(_)) => Which::Table,
            Some(_) | None => Which::None,
        })
    });
    follow(move || {
        let (title, as_table) = (frame.title.get_untracked(), frame.as_table);
        let id = frame.panel.with_value(|panel| u64::from(panel.id));
        match which.get() {
            Which::Tiles => {
                let tiles = kept(frame, |picture| match picture {
                    Picture::Tiles(tiles) => Some(Arc::new(tiles.clone())),
                    _ => None,
                })?;
                let tiles: Memo<Arc<Tiles>> = tiles;
                Some(view! { <TilesView id title tiles as_table/> }.into_any())
            }
            Which::Columns => {
                let columns: Memo<Arc<Columns>> = kept(frame, |picture| match picture {
                    Picture::Columns(columns) => Some(Arc::new(columns.clone())),
                    _ => None,
                })?;
                Some(view! { <ColumnsView id title columns as_table/> }.into_any())
            }
            Which::Slices => {
                let slices: Memo<Arc<Slices>> = kept(frame, |picture| match picture {
                    Picture::Slices(slices) => Some(Arc::new(slices.clone())),
                    _ => None,
                })?;
                Some(view! { <Pie id title slices as_table/> }.into_any())
            }
            Which::List => frame.shown.with(|shown| match shown.picture.as_deref() {
                Some(Picture::List(options)) => Some(listed::view(options.clone(), title)),
                Some(_) | None => None,
            }),
            Which::Table => {
                let table: Memo<Arc<Table>> = kept(frame, |picture| match picture {
                    Picture::Table(table) => Some(Arc::new(table.clone())),
                    _ => None,
                })?;
                Some(view! { <TableView id title table/> }.into_any())
            }
            Which::None => None,
        }
    })
}

/// The part of the picture that is of this kind, and what it was when it is not any more.
fn kept<T: PartialEq + Send + Sync + 'static>(
    frame: Frame,
    of: fn(&Picture) -> Option<Arc<T>>,
) -> Option<Memo<Arc<T>>> {
    let current = move || {
        frame
            .shown
            .with(|shown| shown.picture.as_deref().and_then(of))
    };
    let first = untrack(current)?;
    Some(Memo::new(move |before: Option<&Arc<T>>| {
        current()
            .or_else(|| before.cloned())
            .unwrap_or_else(|| Arc::clone(&first))
    }))
}
