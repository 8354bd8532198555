//! The canvas of tiles: when to draw, with which colours and words.

use crate::browser::canvas;
use crate::browser::canvas::CanvasBackend;
use crate::browser::clock::Frame;
use crate::browser::element;
use crate::browser::observe;
use crate::browser::theme;
use crate::chart::layout::Furniture;
use crate::chart::mosaic;
use crate::chart::pen::TEXT;
use crate::chart::plane::Size;
use crate::chart::tiles;
use crate::chart::tiles::Look;
use crate::panel::tiles::Said;
use crate::time::tick::ticks;
use crate::ui::hook::held::RwSignal;
use crate::ui::hook::palette::Palettes;
use crate::ui::picture::tiles::Board;
use crate::unit::axis;
use leptos::html::Canvas;
use leptos::prelude::*;
use std::cell::RefCell;
use std::sync::Arc;

/// The canvas. It has no words: the layer above speaks for it.
#[component]
pub(super) fn Paint(board: Board) -> impl IntoView {
    let canvas = NodeRef::<Canvas>::new();
    let size = RwSignal::new(Size::default());
    let seen = RwSignal::new(false);
    let palettes = Palettes::here();
    let watchers = StoredValue::new_local(None::<(Option<observe::Size>, Option<observe::View>)>);
    Effect::new(move |_| {
        if let Some(canvas) = canvas.get() {
            let sizes = observe::Size::of(&canvas, move |width, height| {
                size.set(Size { width, height })
            });
            let views = observe::View::of(&canvas, move |near| seen.set(near));
            watchers.set_value(Some((sizes, views)));
        }
    });
    let frame = StoredValue::new_local(None::<Frame>);
    let pen = StoredValue::new_local(None::<CanvasBackend>);
    let paint = move || {
        let (Some(canvas), size) = (canvas.get_untracked(), size.get_untracked()) else {
            return;
        };
        let tiles = board.tiles.get_untracked();
        let mosaic = board.mosaic(&tiles);
        let zone = board.timing.zone.get_untracked();
        let palette = palettes.now();
        let ratio = element::pixel_ratio();
        let kept = pen.try_update_value(Option::take).flatten();
        let Some(mut backend) = kept
            .or_else(|| canvas::fit(&canvas, size.width, size.height, ratio, &palette.font).ok())
        else {
            return;
        };
        backend.resize(size.width, size.height, ratio);
        let backend = RefCell::new(backend);
        let (locale, words) = (board.shell.locale(), board.shell.words());
        let measure = |text: &str| backend.borrow_mut().measure(text, TEXT);
        let furniture = Furniture {
            values: &|values, unit, decimals| axis::axis(values, unit, decimals, &locale),
            times: &|at_most| {
                ticks(mosaic.range, &zone, at_most)
                    .iter()
                    .map(|tick| (tick.at, words.tick(*tick, &zone)))
                    .collect()
            },
            measure: &measure,
        };
        let laid = mosaic::lay_out(&mosaic, size, &furniture);
        let said: Vec<(String, f64)> = match &tiles.said {
            Said::States { states, .. } if mosaic.words.which != mosaic::Which::None => states
                .iter()
                .map(|state| {
                    let text = board.state(state);
                    let width = measure(&text);
                    (text, width)
                })
                .collect(),
            Said::States { .. } | Said::Counts { .. } => Vec::new(),
        };
        let inks = untrack(|| board.inks(&tiles));
        let surface = theme::colours(&["--surface"])
            .first()
            .copied()
            .unwrap_or_default();
        let mut backend = backend.into_inner();
        let look = Look {
            palette: &palette.chart,
            surface,
            resolution: backend.resolution(),
            words: &said,
            inks: &inks,
        };
        // A canvas that refuses keeps what it shows; the values are still in the table.
        let _ = tiles::draw(&mut backend, &mosaic, &laid, &look);
        pen.set_value(Some(backend));
        board.layout.set(Some(Arc::new(laid)));
    };
    Effect::new(move |_| {
        board.tiles.track();
        board.timing.zone.track();
        palettes.track();
        let Size { width, height } = size.get();
        if seen.get() && width >= 1.0 && height >= 1.0 {
            frame.set_value(Frame::next(paint));
        }
    });
    view! { <canvas node_ref=canvas class="marks" aria-hidden="true"></canvas> }
}
