//! What the page has loaded and how much memory it uses.

use crate::browser::clock::Frame;
use crate::browser::window;
use crate::lean::sort;
use std::cell::RefCell;
use std::rc::Rc;
use wasm_bindgen::JsCast;
use wasm_bindgen::JsValue;

/// Requests of the page that the browser still knows of.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Resources {
    /// How many; the browser keeps some hundreds.
    pub count: f64,
    /// Bytes on the wire, of those that it may tell.
    pub bytes: f64,
}

/// Counts them.
#[must_use]
pub fn resources() -> Resources {
    let get =
        |value: &JsValue, name: &str| js_sys::Reflect::get(value, &JsValue::from_str(name)).ok();
    let entries = window().and_then(|window| {
        let performance = get(window.as_ref(), "performance")?;
        let list: js_sys::Function = get(&performance, "getEntriesByType")?.dyn_into().ok()?;
        let found = list
            .call1(&performance, &JsValue::from_str("resource"))
            .ok()?;
        found.dyn_into::<js_sys::Array>().ok()
    });
    let mut resources = Resources::default();
    for entry in entries.iter().flat_map(js_sys::Array::iter) {
        resources.count += 1.0;
        resources.bytes += get(&entry, "transferSize")
            .and_then(|bytes| bytes.as_f64())
            .unwrap_or(0.0);
    }
    resources
}

/// Bytes of the page's own memory.
#[must_use]
pub fn memory() -> f64 {
    let memory: Option<js_sys::WebAssembly::Memory> = wasm_bindgen::memory().dyn_into().ok();
    let buffer = memory.and_then(|memory| memory.buffer().dyn_into::<js_sys::ArrayBuffer>().ok());
    buffer.map_or(0.0, |buffer| f64::from(buffer.byte_length()))
}

/// Frames that are measured in one go: a second's.
const FRAMES: usize = 60;

/// Measures how far apart the next frames are and calls back with the 95th of a hundred, in milliseconds. Dropping it
/// stops it; a hidden tab has no frames.
#[derive(Debug)]
pub struct Pace {
    _next: Rc<RefCell<Option<Frame>>>,
}

impl Pace {
    /// Begins.
    pub fn measure(done: impl Fn(f64) + 'static) -> Self {
        let next = Rc::new(RefCell::new(None));
        frame(Rc::clone(&next), Vec::new(), Rc::new(done));
        Self { _next: next }
    }
}

fn frame(place: Rc<RefCell<Option<Frame>>>, times: Vec<f64>, done: Rc<dyn Fn(f64)>) {
    let inside = Rc::downgrade(&place);
    let times = RefCell::new(times);
    let next = Frame::next(move || {
        let (Some(place), Some(now)) = (inside.upgrade(), now()) else {
            return;
        };
        let mut times = times.take();
        times.push(now);
        if times.len() <= FRAMES {
            frame(place, times, Rc::clone(&done));
            return;
        }
        let pairs = times.iter().zip(times.iter().skip(1));
        let mut apart: Vec<f64> = pairs.map(|(one, other)| other - one).collect();
        sort::by(&mut apart, f64::total_cmp);
        if let Some(slow) = apart.get(apart.len() * 95 / 100) {
            done(*slow);
        }
    });
    place.replace(next);
}

/// Milliseconds of the page's clock, which never goes back.
fn now() -> Option<f64> {
    let performance = js_sys::Reflect::get(window()?.as_ref(), &"performance".into()).ok()?;
    let now: js_sys::Function = js_sys::Reflect::get(&performance, &"now".into())
        .ok()?
        .dyn_into()
        .ok()?;
    now.call0(&performance).ok()?.as_f64()
}
