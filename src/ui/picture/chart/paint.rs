//! The marks of a chart: with which colours, texts and measures they are drawn.

use crate::chart::draw;
use crate::chart::draw::Look;
use crate::chart::layout;
use crate::chart::layout::Furniture;
use crate::chart::pen::TEXT;
use crate::time::tick::ticks;
use crate::ui::hook::later::Later;
use crate::ui::hook::palette::Palettes;
use crate::ui::hook::shell::Shell;
use crate::ui::hook::timing::Timing;
use crate::ui::picture::chart::Plot;
use crate::ui::picture::painted::Draw;
use crate::ui::picture::painted::painted;
use crate::unit::axis;
use leptos::prelude::*;
use std::cell::RefCell;
use std::rc::Rc;
use std::sync::Arc;

/// The canvas.
pub(super) fn paint(plot: Plot) -> AnyView {
    let shell = Shell::here();
    let timing = Timing::here();
    let later = Later::here();
    let palettes = Palettes::here();
    let draw: Draw = Rc::new(move |backend, size| {
        let scene = plot.scene.get_untracked();
        let zone = timing.zone.get_untracked();
        let palette = palettes.now();
        let backend = RefCell::new(backend);
        let locale = shell.locale();
        let words = shell.words();
        let range = scene.range;
        let furniture = Furniture {
            values: &|values, unit, decimals| axis::axis(values, unit, decimals, &locale),
            times: &|at_most| {
                ticks(range, &zone, at_most)
                    .iter()
                    .map(|tick| (tick.at, words.tick(*tick, &zone)))
                    .collect()
            },
            measure: &|text| backend.borrow_mut().measure(text, TEXT),
        };
        let laid = layout::layout(&scene, size, &furniture);
        let mut backend = backend.into_inner();
        let look = Look {
            palette: &palette.chart,
            resolution: backend.resolution(),
            raised: plot.raised.get_untracked(),
        };
        // A canvas that refuses keeps what it shows; the values are still in legend and table.
        let _ = draw::draw(&mut backend, &scene, &laid, &look);
        plot.layout.set(Some(Arc::new(laid)));
        if let Some(later) = later {
            later.charted();
        }
        backend
    });
    let track = move || {
        timing.zone.track();
        plot.scene.track();
        plot.raised.track();
    };
    painted(palettes, Box::new(track), draw)
}
