//! What moves above the tiles: crosshair, the tile pointed at, tooltip; pointer and keyboard.

use crate::browser::element;
use crate::chart::layout::Layout;
use crate::chart::mosaic;
use crate::chart::plane::Point;
use crate::panel::tiles::Tiles;
use crate::time::Millis;
use crate::time::format;
use crate::ui::hook::held::Memo;
use crate::ui::hook::held::RwSignal;
use crate::ui::hook::hover::Hover;
use crate::ui::part::erased::follow;
use crate::ui::part::erased::on;
use crate::ui::picture::notes::Notes;
use crate::ui::picture::pointed::Pointed;
use crate::ui::picture::tiles::Board;
use crate::ui::picture::told;
use leptos::ev::KeyboardEvent;
use leptos::ev::MouseEvent;
use leptos::ev::PointerEvent;
use leptos::html::Div;
use leptos::prelude::*;

/// What moves above the canvas.
#[component]
pub(super) fn Layer(board: Board, title: String, as_table: RwSignal<bool>) -> impl IntoView {
    let hover = Hover::here();
    let root = NodeRef::<Div>::new();
    let pointed = Pointed::nothing();
    let by_keyboard = RwSignal::new(false);
    let under = move |event: &MouseEvent| {
        let (root, layout) = (root.get_untracked()?, board.layout.get_untracked()?);
        let (x, y) = element::offset_in(&root, event);
        let hit = board
            .tiles
            .with_untracked(|tiles| mosaic::hit(&tiles.mosaic, &layout, Point { x, y }));
        Some((layout.at(x), hit))
    };
    let moved = move |event: PointerEvent| {
        if let Some((at, hit)) = under(&event).filter(|_| !pointed.is_pinned()) {
            by_keyboard.set(false);
            pointed.point(hit);
            hover.set(at, board.id);
        }
    };
    let pressed = move |event: MouseEvent| {
        if let Some((at, hit)) = under(&event) {
            by_keyboard.set(false);
            pointed.press(hit);
            hover.set(at, board.id);
        }
    };
    let left = move |_: PointerEvent| {
        if !pointed.is_pinned() {
            pointed.point(None);
            hover.clear();
        }
    };
    let keys = move |event: KeyboardEvent| {
        let ours = pointed.key(&event, as_table, |tile, (later, higher)| {
            by_keyboard.set(true);
            let tiles = board.tiles.get_untracked();
            let next = mosaic::step(&tiles.mosaic, tile, later, higher);
            if let Some(tile) = next.and_then(|next| tiles.mosaic.tiles.get(next)) {
                hover.set(tile.from, board.id);
            }
            next
        });
        if ours && untrack(|| pointed.get()).is_none() {
            hover.clear();
        }
    };
    let crosshair = Memo::new(move |_| {
        let (at, _) = hover.at(board.id)?;
        let layout = board.layout.get()?;
        let x = layout.x(at);
        (x >= layout.plot.left && x <= layout.plot.right).then_some(x)
    });
    let place = move |layout: &Layout, tiles: &Tiles| {
        let tile = tiles.mosaic.tiles.get(pointed.get()?).copied()?;
        let rect = mosaic::place(&tiles.mosaic, &tile, layout, element::pixel_ratio())?;
        Some((tile, rect))
    };
    let edge = move || {
        let (_, rect) = place(&*board.layout.get()?, &board.tiles.get())?;
        Some(view! {
            <i
                class="tile-edge"
                style:--x=format!("{:.1}px", rect.left)
                style:--y=format!("{:.1}px", rect.top)
                style:--w=format!("{:.1}px", rect.width())
                style:--h=format!("{:.1}px", rect.height())
            ></i>
        })
    };
    let tip = move || {
        let (layout, tiles) = (board.layout.get()?, board.tiles.get());
        let (tile, rect) = place(&layout, &tiles).filter(|_| tiles.tooltip)?;
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
        Some(view! {
            <div
                class="tooltip"
                data-pinned=pointed.pinned()
                data-side=if right { "right" } else { "left" }
                style:--x=format!("{x:.1}px")
                style:--y=format!("{y:.1}px")
            >
                <div class="when"><span>{words.picture().from}</span><span>{from}</span></div>
                <div class="when"><span>{words.picture().to}</span><span>{to}</span></div>
                {told::lines(vec![line])}
                <div class="foot">{length}</div>
                {pointed.links(board.links(&tiles, &tile))}
            </div>
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
            on:pointerleave=on(left)
            on:click=on(pressed)
            on:keydown=on(keys)
            on:blur=on(move |_| {
                if by_keyboard.try_get_untracked() == Some(true) && !pointed.is_pinned() {
                    pointed.blur();
                    hover.clear();
                }
            })
        >
            <i
                class="crosshair-line"
                hidden=Signal::derive(move || crosshair.get().is_none())
                style:--x=Signal::derive(move || format!("{:.1}px", crosshair.get().unwrap_or_default()))
            ></i>
            {follow(edge)}
        </div>
        {follow(tip)}
        <Notes layout=board.layout/>
        <p class="visually-hidden" role="status">{aloud}</p>
    }
}
