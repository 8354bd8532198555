//! What moves above the tiles: crosshair, the tile pointed at, tooltip; pointer and keyboard.

use crate::browser::element;
use crate::chart::mosaic;
use crate::chart::plane::Point;
use crate::time::Millis;
use crate::time::format;
use crate::ui::hook::held::Memo;
use crate::ui::hook::held::RwSignal;
use crate::ui::hook::hover::Hover;
use crate::ui::part::erased::follow;
use crate::ui::part::erased::on;
use crate::ui::picture::notes::Notes;
use crate::ui::picture::tiles::Board;
use crate::ui::picture::told;
use leptos::ev::KeyboardEvent;
use leptos::ev::PointerEvent;
use leptos::html::Div;
use leptos::prelude::*;

/// What moves above the canvas.
#[component]
pub(super) fn Layer(board: Board, title: String, as_table: RwSignal<bool>) -> impl IntoView {
    let hover = Hover::here();
    let root = NodeRef::<Div>::new();
    let pointed = RwSignal::new(None::<usize>);
    let by_keyboard = RwSignal::new(false);
    let moved = move |event: PointerEvent| {
        let (Some(root), Some(layout)) = (root.get_untracked(), board.layout.get_untracked())
        else {
            return;
        };
        let (x, y) = element::offset_in(&root, &event);
        by_keyboard.set(false);
        let hit = board
            .tiles
            .with_untracked(|tiles| mosaic::hit(&tiles.mosaic, &layout, Point { x, y }));
        if pointed.get_untracked() != hit {
            pointed.set(hit);
        }
        hover.set(layout.at(x), board.id);
    };
    let leave = move || {
        pointed.set(None);
        hover.clear();
    };
    let keys = move |event: KeyboardEvent| {
        match event.key().as_str() {
            "Enter" => {
                event.prevent_default();
                leave();
                as_table.set(true);
                return;
            }
            "Escape" => return leave(),
            _ => {}
        }
        let Some((later, higher)) = told::arrow(&event) else {
            return;
        };
        event.prevent_default();
        by_keyboard.set(true);
        let tiles = board.tiles.get_untracked();
        let next = mosaic::step(&tiles.mosaic, pointed.get_untracked(), later, higher);
        pointed.set(next);
        if let Some(tile) = next.and_then(|next| tiles.mosaic.tiles.get(next)) {
            hover.set(tile.from, board.id);
        }
    };
    let crosshair = Memo::new(move |_| {
        let (at, _) = hover.at(board.id)?;
        let layout = board.layout.get()?;
        let x = layout.x(at);
        (x >= layout.plot.left && x <= layout.plot.right).then_some(x)
    });
    let tip = move || {
        let layout = board.layout.get()?;
        let tiles = board.tiles.get();
        let tile = tiles.mosaic.tiles.get(pointed.get()?).copied()?;
        let rect = mosaic::place(&tiles.mosaic, &tile, &layout, element::pixel_ratio())?;
        let x = (rect.left + rect.right) / 2.0;
        let right = x < layout.size.width / 2.0;
        let ink = board
            .inks(&tiles)
            .get(tile.what as usize)
            .copied()
            .unwrap_or(tile.ink);
        let (from, to) = board.times(&tile);
        let words = board.shell.words();
        let length = format::parts(Millis(tile.to.0.saturating_sub(tile.from.0)));
        let length = (words.time().length)(length);
        let line = (ink, board.row(&tiles, &tile), board.said(&tiles, &tile));
        let y = ((rect.top + rect.bottom) / 2.0)
            .clamp(layout.size.height * 0.2, layout.size.height * 0.8);
        let told = tiles.tooltip.then(|| {
            view! {
                <div
                    class="tooltip"
                    data-side=if right { "right" } else { "left" }
                    style:--x=format!("{x:.1}px")
                    style:--y=format!("{y:.1}px")
                >
                    <div class="when"><span>{words.picture().from}</span><span>{from}</span></div>
                    <div class="when"><span>{words.picture().to}</span><span>{to}</span></div>
                    {told::lines(vec![line])}
                    <div class="foot">{length}</div>
                </div>
            }
        });
        Some(view! {
            <i
                class="tile-edge"
                style:--x=format!("{:.1}px", rect.left)
                style:--y=format!("{:.1}px", rect.top)
                style:--w=format!("{:.1}px", rect.width())
                style:--h=format!("{:.1}px", rect.height())
            ></i>
            {told}
        })
    };
    let aloud = move || {
        let tiles = board.tiles.get();
        let tile = pointed.get().filter(|_| by_keyboard.get());
        let Some(tile) = tile.and_then(|place| tiles.mosaic.tiles.get(place)) else {
            return String::new();
        };
        let said = [board.row(&tiles, tile), board.said(&tiles, tile)].join(" ");
        (board.shell.words().chart().at)(&board.times(tile).0, &said)
    };
    view! {
        <div
            class="chart-layer"
            node_ref=root
            tabindex="0"
            role="img"
            aria-roledescription=""
            aria-label=move || board.summary(&title)
            on:pointermove=on(moved)
            on:pointerdown=on(moved)
            on:pointerleave=on(move |_| leave())
            on:keydown=on(keys)
            on:blur=on(move |_| {
                if by_keyboard.try_get_untracked() == Some(true) {
                    leave();
                }
            })
        >
            <i
                class="crosshair-line"
                hidden=Signal::derive(move || crosshair.get().is_none())
                style:--x=Signal::derive(move || format!("{:.1}px", crosshair.get().unwrap_or_default()))
            ></i>
            {follow(tip)}
        </div>
        <Notes layout=board.layout/>
        <p class="visually-hidden" role="status">{aloud}</p>
    }
}
