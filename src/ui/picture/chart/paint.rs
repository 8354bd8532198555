//! The canvas of a chart: when to draw, with which colours and texts.

use crate::browser::canvas;
use crate::browser::canvas::CanvasBackend;
use crate::browser::clock::Frame;
use crate::browser::element;
use crate::browser::observe;
use crate::chart::draw;
use crate::chart::draw::Look;
use crate::chart::layout;
use crate::chart::layout::Furniture;
use crate::chart::pen::TEXT;
use crate::chart::plane::Size;
use crate::time::tick::ticks;
use crate::ui::hook::held::RwSignal;
use crate::ui::hook::later::Later;
use crate::ui::hook::palette::Palettes;
use crate::ui::hook::shell::Shell;
use crate::ui::hook::timing::Timing;
use crate::ui::picture::chart::Plot;
use crate::unit::axis;
use leptos::html::Canvas;
use leptos::prelude::*;
use std::cell::RefCell;
use std::sync::Arc;

/// The canvas. It has no words: the layer above speaks for it.
#[component]
pub(super) fn Paint(plot: Plot) -> impl IntoView {
    let canvas = NodeRef::<Canvas>::new();
    let size = RwSignal::new(Size::default());
    let seen = RwSignal::new(false);
    let shell = Shell::here();
    let timing = Timing::here();
    let later = Later::here();
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
    // Kept from one drawing to the next: it knows the widths of texts.
    let pen = StoredValue::new_local(None::<CanvasBackend>);
    let paint =
        move || {
            let (Some(canvas), size) = (canvas.get_untracked(), size.get_untracked()) else {
                return;
            };
            let scene = plot.scene.get_untracked();
            let zone = timing.zone.get_untracked();
            let palette = palettes.now();
            let ratio = element::pixel_ratio();
            let Some(mut backend) = pen.try_update_value(Option::take).flatten().or_else(|| {
                canvas::fit(&canvas, size.width, size.height, ratio, &palette.font).ok()
            }) else {
                return;
            };
            backend.resize(size.width, size.height, ratio);
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
            pen.set_value(Some(backend));
            plot.layout.set(Some(Arc::new(laid)));
            if let Some(later) = later {
                later.charted();
            }
        };
    Effect::new(move |_| {
        plot.scene.track();
        plot.raised.track();
        timing.zone.track();
        palettes.track();
        let Size { width, height } = size.get();
        if seen.get() && width >= 1.0 && height >= 1.0 {
            // One frame for however many changes came before it.
            frame.set_value(Frame::next(paint));
        }
    });
    view! { <canvas node_ref=canvas class="marks" aria-hidden="true"></canvas> }
}
