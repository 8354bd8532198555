//! The marks of tiles: with which colours, words and measures they are drawn.

use crate::browser::theme;
use crate::chart::layout::Furniture;
use crate::chart::mosaic;
use crate::chart::pen::TEXT;
use crate::chart::tiles;
use crate::chart::tiles::Look;
use crate::panel::tiles::Said;
use crate::time::tick::ticks;
use crate::ui::hook::palette::Palettes;
use crate::ui::picture::painted::Draw;
use crate::ui::picture::painted::painted;
use crate::ui::picture::tiles::Board;
use crate::unit::axis;
use leptos::prelude::*;
use std::cell::RefCell;
use std::rc::Rc;
use std::sync::Arc;

/// The canvas.
pub(super) fn paint(board: Board) -> AnyView {
    let palettes = Palettes::here();
    let draw: Draw = Rc::new(move |backend, size| {
        let tiles = board.tiles.get_untracked();
        let mosaic = board.mosaic(&tiles);
        let zone = board.timing.zone.get_untracked();
        let palette = palettes.now();
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
        board.layout.set(Some(Arc::new(laid)));
        backend
    });
    let track = move || {
        board.timing.zone.track();
        board.tiles.track();
    };
    painted(palettes, Box::new(track), draw)
}
