//! What moves above the canvas: crosshair, dots, selection, tooltip; pointer and keyboard.

use crate::browser::element;
use crate::chart::hit;
use crate::chart::hit::Hit;
use crate::lean::digits::tenths;
use crate::panel::picture::TooltipMode;
use crate::time::Instant;
use crate::ui::hook::held::Memo;
use crate::ui::hook::held::RwSignal;
use crate::ui::hook::hover::Hover;
use crate::ui::hook::shell::Shell;
use crate::ui::hook::timing::Timing;
use crate::ui::part::erased::follow;
use crate::ui::part::erased::on;
use crate::ui::picture::chart::Plot;
use crate::ui::picture::chart::selection::Drag;
use crate::ui::picture::chart::selection::Selection;
use crate::ui::picture::chart::tooltip::Tooltip;
use crate::ui::picture::chart::tooltip::reading_aloud;
use crate::ui::picture::chart::values::summary;
use crate::ui::picture::notes::Notes;
use leptos::ev::KeyboardEvent;
use leptos::ev::PointerEvent;
use leptos::html::Div;
use leptos::prelude::*;

/// More dots than this on one crosshair hide the lines they sit on.
const DOTS: usize = 24;

/// The layer of a chart.
#[component]
pub fn Layer(
    /// The chart below.
    plot: Plot,
    /// The panel's title.
    title: String,
    /// Show the values as a table instead.
    as_table: RwSignal<bool>,
) -> impl IntoView {
    let shell = Shell::here();
    let timing = Timing::here();
    let hover = Hover::here();
    let root = NodeRef::<Div>::new();
    let pointer_y = RwSignal::new(0.0_f64);
    let pinned = RwSignal::new(false);
    let drag = Drag::new(plot);
    let by_keyboard = RwSignal::new(false);
    let place = move |event: &PointerEvent| {
        root.get_untracked()
            .map(|root| element::offset_in(&root, event))
    };
    let point = move |x: f64, y: f64| {
        if let Some(layout) = plot.layout.get_untracked() {
            pointer_y.set(y);
            by_keyboard.set(false);
            hover.set(
                plot.scene
                    .with_untracked(|scene| hit::instant(scene, &layout, x)),
                plot.id,
            );
        }
    };
    let moved = move |event: PointerEvent| {
        let Some((x, y)) = place(&event) else { return };
        if drag.moved(x) || pinned.get_untracked() {
            return;
        }
        point(x, y);
    };
    let pressed = move |event: PointerEvent| {
        if event.button() == 0
            && let Some((x, y)) = place(&event)
        {
            drag.start(x);
            if let Some(root) = root.get_untracked() {
                element::capture(&root, &event);
            }
            if !pinned.get_untracked() {
                point(x, y);
            }
        }
    };
    let released = move |event: PointerEvent| {
        let Some((x, y)) = place(&event) else { return };
        match drag.end() {
            Some(range) => {
                pinned.set(false);
                hover.clear();
                shell.change(|route| {
                    let span = &mut route.view_mut().span;
                    span.from = Some(range.from.0.to_string());
                    span.to = Some(range.to.0.to_string());
                });
            }
            None => {
                pinned.update(|pinned| *pinned = !*pinned);
                point(x, y);
            }
        }
    };
    let left = move |_: PointerEvent| {
        if !pinned.get_untracked() && !drag.is_on() {
            hover.clear();
        }
    };
    let here = Memo::new(move |_| hover.at(plot.id));
    let hits = Memo::new(move |_| {
        let (at, mine) = here.get()?;
        let layout = plot.layout.get()?;
        // Another chart's instant moves the crosshair only: no samples are looked up for it.
        let hits = if mine {
            plot.scene.with(|scene| hit::at(scene, &layout, at))
        } else {
            Vec::new()
        };
        Some(hits)
    });
    let cursor = move |event: KeyboardEvent| {
        let step = match event.key().as_str() {
            "ArrowLeft" => -1,
            "ArrowRight" => 1,
            "PageUp" => -10,
            "PageDown" => 10,
            "Home" => i64::MIN,
            "End" => i64::MAX,
            "Enter" => {
                event.prevent_default();
                hover.clear();
                as_table.set(true);
                return;
            }
            " " => {
                event.prevent_default();
                pinned.update(|pinned| *pinned = !*pinned);
                return;
            }
            "Escape" => {
                pinned.set(false);
                hover.clear();
                return;
            }
            _ => return,
        };
        event.prevent_default();
        by_keyboard.set(true);
        let from = here
            .get_untracked()
            .filter(|(_, mine)| *mine)
            .map(|(at, _)| at);
        if let Some(at) = plot
            .scene
            .with_untracked(|scene| stepped(scene, from, step))
        {
            hover.set(at, plot.id);
        }
    };
    let zone_text = move || timing.zone.get();
    let name = {
        let title = title.clone();
        move || summary(&shell, &title, &plot, &zone_text())
    };
    let aloud = move || {
        let zone = zone_text();
        plot.chart.track();
        if by_keyboard.get()
            && let (Some((at, true)), Some(hits)) = (here.get(), hits.get())
        {
            return reading_aloud(&shell, &plot, at, &hits, &zone);
        }
        String::new()
    };
    let tooltip = move || {
        plot.chart.track();
        let (at, mine) = here.get()?;
        let hits = hits.get().filter(|hits| mine && !hits.is_empty())?;
        let layout = plot.layout.get_untracked()?;
        (plot.chart.with(|chart| chart.tooltip.mode) != TooltipMode::Off).then(|| {
            let y = if by_keyboard.get() {
                layout.plot.top
            } else {
                pointer_y.get()
            };
            view! { <Tooltip plot at hits layout y pinned/> }
        })
    };
    view! {
        <div
            class="chart-layer"
            node_ref=root
            tabindex="0"
            role="img"
            aria-roledescription=""
            aria-label=name
            on:pointermove=on(moved)
            on:pointerdown=on(pressed)
            on:pointerup=on(released)
            on:pointercancel=on(move |_| drag.cancel())
            on:pointerleave=on(left)
            on:keydown=on(cursor)
            on:blur=on(move |_| {
                // Also called while the layer is being taken out of the page, when its signals are gone.
                // What is pinned stays: its links are reached from here.
                if by_keyboard.try_get_untracked() == Some(true) && !pinned.get_untracked() {
                    hover.clear();
                }
            })
        >
            <Crosshair plot here/>
            {follow(move || dots(&hits.get().unwrap_or_default(), &plot))}
            <Selection drag/>
        </div>
        {tooltip}
        <Notes layout=plot.layout/>
        <p class="visually-hidden" role="status">{aloud}</p>
    }
}

#[component]
fn Crosshair(plot: Plot, here: Memo<Option<(Instant, bool)>>) -> impl IntoView {
    let x = Memo::new(move |_| {
        let (at, _) = here.get()?;
        let layout = plot.layout.get()?;
        let x = layout.x(at);
        (x >= layout.plot.left && x <= layout.plot.right).then_some(x)
    });
    view! {
        <i
            class="crosshair-line"
            hidden=Signal::derive(move || x.get().is_none())
            style:--x=Signal::derive(move || format!("{}px", tenths(x.get().unwrap_or_default())))
        ></i>
    }
}

fn dots(hits: &[Hit], plot: &Plot) -> impl IntoView + use<> {
    let scene = plot.scene.get_untracked();
    hits.iter()
        .filter_map(|hit| Some((hit.point?, scene.marks.get(hit.mark)?.ink)))
        .take(DOTS)
        .map(|(point, ink)| {
            view! {
                <i
                    class="dot"
                    data-series=super::legend::ink_name(ink)
                    style:--colour=super::legend::fixed(ink)
                    style:--x=format!("{}px", tenths(point.x))
                    style:--y=format!("{}px", tenths(point.y))
                ></i>
            }
        })
        .collect_view()
}

/// The instant `step` samples from `from` on the finest grid of the scene, kept within the range.
fn stepped(
    scene: &crate::chart::scene::Scene,
    from: Option<Instant>,
    step: i64,
) -> Option<Instant> {
    let grid = scene
        .marks
        .iter()
        .filter(|mark| !mark.hidden)
        .map(|mark| mark.grid)
        .min_by_key(|grid| grid.step)?;
    let last = i64::try_from(grid.count).ok()?.checked_sub(1)?;
    let index = match from {
        Some(from) => (from.0.saturating_sub(grid.start.0)) / grid.step.0.max(1),
        // The first key lands on the newest sample, whichever way it points.
        None => last,
    };
    let index = if from.is_some() {
        index.saturating_add(step)
    } else {
        index
    };
    Some(grid.at(usize::try_from(index.clamp(0, last)).ok()?))
}
