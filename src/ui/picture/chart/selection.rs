//! Dragging over a chart to zoom into a time.

use crate::lean::digits::tenths;
use crate::lean::within::Within;
use crate::time::Range;
use crate::time::span::zoom;
use crate::ui::hook::held::RwSignal;
use crate::ui::picture::chart::Plot;
use leptos::prelude::*;

/// A shorter drag is a click with a trembling hand.
const SHORTEST: f64 = 5.0;

/// A drag over one chart; copies are the same.
#[derive(Clone, Copy)]
pub(super) struct Drag {
    plot: Plot,
    /// Where it began and where it is, in px from the left edge of the chart.
    places: RwSignal<Option<(f64, f64)>>,
}

impl Drag {
    pub(super) fn new(plot: Plot) -> Self {
        Self {
            plot,
            places: RwSignal::new(None),
        }
    }

    /// The button went down here.
    pub(super) fn start(self, x: f64) {
        self.places.set(Some((x, x)));
    }

    /// The pointer is here; true while a selection is being drawn.
    pub(super) fn moved(self, x: f64) -> bool {
        if self.places.get_untracked().is_none() {
            return false;
        }
        self.places.update(|places| {
            if let Some((_, now)) = places {
                *now = x;
            }
        });
        self.long().is_some()
    }

    /// The button went up: the time selected, or none for a click.
    pub(super) fn end(self) -> Option<Range> {
        let (from, to) = self.long().unwrap_or_default();
        let selected = from != to;
        self.places.set(None);
        let layout = self.plot.layout.get_untracked()?;
        selected.then(|| zoom(layout.at(from), layout.at(to)))
    }

    /// The browser took the pointer away.
    pub(super) fn cancel(self) {
        self.places.set(None);
    }

    /// Is the button down?
    pub(super) fn is_on(self) -> bool {
        self.places.get_untracked().is_some()
    }

    /// Both ends in order, once it is long enough to be meant.
    fn long(self) -> Option<(f64, f64)> {
        let (from, to) = self.places.get()?;
        ((to - from).abs() >= SHORTEST).then(|| (from.min(to), from.max(to)))
    }
}

/// The tinted part of the plot.
#[component]
pub(super) fn Selection(drag: Drag) -> impl IntoView {
    let ends = move || {
        let (from, to) = drag.long()?;
        let plot = drag.plot.layout.get()?.plot;
        Some((
            from.within(plot.left, plot.right),
            to.within(plot.left, plot.right),
        ))
    };
    view! {
        <i
            class="selected"
            hidden=Signal::derive(move || ends().is_none())
            style:--x=Signal::derive(move || format!("{}px", tenths(ends().unwrap_or_default().0)))
            style:--w=Signal::derive(move || ends().map(|(from, to)| format!("{}px", tenths(to - from))).unwrap_or_default())
        ></i>
    }
}
