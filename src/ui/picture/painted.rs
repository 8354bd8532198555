//! A canvas that is drawn: when, how large, and with a pen that is kept.
//!
//! It is drawn while it is near the window: at once where its size changed, which is told between layout and paint, so that
//! no frame shows it empty or stretched; else before the next frame, once for however many changes came before it.

use crate::browser::canvas;
use crate::browser::canvas::CanvasBackend;
use crate::browser::clock::Frame;
use crate::browser::element;
use crate::browser::observe;
use crate::chart::plane::Size;
use crate::ui::hook::held::RwSignal;
use crate::ui::hook::palette::Palettes;
use leptos::html::Canvas;
use leptos::prelude::*;
use std::rc::Rc;

/// Draws with the pen in a size, and gives the pen back.
pub(super) type Draw = Rc<dyn Fn(CanvasBackend, Size) -> CanvasBackend>;

/// The canvas. It has no words: a layer above it speaks for it. `track` names what is drawn anew when it changes, beside
/// the size and the colours.
pub(super) fn painted(palettes: Palettes, track: Box<dyn Fn()>, draw: Draw) -> AnyView {
    let canvas = NodeRef::<Canvas>::new();
    let size = RwSignal::new(Size::default());
    // Only what is near the window has asked for what is drawn here; the observer tells when that is over.
    let seen = RwSignal::new(true);
    let watchers = StoredValue::new_local(None::<(Option<observe::Size>, Option<observe::View>)>);
    Effect::new(move |_| {
        if let Some(canvas) = canvas.get() {
            let sizes = observe::Size::of(&canvas, move |width, height| {
                size.change(Size { width, height })
            });
            let views = observe::View::of(&canvas, move |near| seen.change(near));
            watchers.set_value(Some((sizes, views)));
        }
    });
    // It knows the widths of texts.
    let pen = StoredValue::new_local(None::<CanvasBackend>);
    let paint = move || {
        let (Some(canvas), size) = (canvas.get_untracked(), size.get_untracked()) else {
            return;
        };
        let ratio = element::pixel_ratio();
        let kept = pen.try_update_value(Option::take).flatten();
        let Some(mut backend) = kept.or_else(|| {
            let font = &palettes.now().font;
            canvas::fit(&canvas, size.width, size.height, ratio, font).ok()
        }) else {
            return;
        };
        backend.resize(size.width, size.height, ratio);
        pen.set_value(Some(draw(backend, size)));
    };
    let paint: Rc<dyn Fn()> = Rc::new(paint);
    let frame = StoredValue::new_local(None::<Frame>);
    Effect::new(move |before: Option<Size>| {
        track();
        palettes.track();
        let size = size.get();
        if seen.get() && size.width >= 1.0 && size.height >= 1.0 {
            if before == Some(size) {
                let paint = Rc::clone(&paint);
                frame.set_value(Frame::next(move || paint()));
            } else {
                frame.set_value(None);
                untrack(|| paint());
            }
        }
        size
    });
    view! { <canvas node_ref=canvas class="marks" aria-hidden="true"></canvas> }.into_any()
}
