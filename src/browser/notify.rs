//! Calling somebody who does not look: a notification of the system, and a short tone.
//!
//! Not every browser has both, and none shows a notification that was not allowed: what cannot be had is left out.

use crate::browser::window;
use js_sys::Array;
use js_sys::Function;
use js_sys::Object;
use js_sys::Reflect;
use wasm_bindgen::JsCast;
use wasm_bindgen::JsValue;

/// How high the tone is, Hz, and how long it lasts, s.
const TONE: (f64, f64) = (660.0, 0.25);

/// How loud it is, of 1.
const LOUD: f64 = 0.15;

/// Asks whether notifications are allowed; to be called when a button is pressed.
pub fn ask() {
    let notification = global("Notification");
    let _ = notification.and_then(|known| call(&known, "requestPermission", &[]));
}

/// Shows a notification, if that is allowed; one of the same tag takes its place.
pub fn show(title: &str, body: &str, tag: &str) {
    let shown = || -> Option<()> {
        let known: Function = global("Notification")?.dyn_into().ok()?;
        let options = Object::new();
        for (name, value) in [("body", body), ("tag", tag)] {
            Reflect::set(&options, &name.into(), &value.into()).ok()?;
        }
        Reflect::construct(&known, &Array::of2(&title.into(), &options)).ok()?;
        Some(())
    };
    let _ = shown();
}

/// A short tone, if the browser lets the page sound.
pub fn tone() {
    let sounded = || -> Option<()> {
        let kind: Function = global("AudioContext")?.dyn_into().ok()?;
        let context = Reflect::construct(&kind, &Array::new()).ok()?;
        let wave = call(&context, "createOscillator", &[])?;
        let gain = call(&context, "createGain", &[])?;
        let (height, length) = TONE;
        for (of, name, value) in [(&wave, "frequency", height), (&gain, "gain", LOUD)] {
            let field = Reflect::get(of, &name.into()).ok()?;
            Reflect::set(&field, &"value".into(), &value.into()).ok()?;
        }
        call(&wave, "connect", std::slice::from_ref(&gain))?;
        let end = Reflect::get(&context, &"destination".into()).ok()?;
        call(&gain, "connect", &[end])?;
        let now = Reflect::get(&context, &"currentTime".into())
            .ok()?
            .as_f64()?;
        call(&wave, "start", &[])?;
        call(&wave, "stop", &[(now + length).into()])?;
        Some(())
    };
    let _ = sounded();
}

fn global(name: &str) -> Option<JsValue> {
    let found = Reflect::get(window()?.as_ref(), &name.into()).ok()?;
    (!found.is_undefined()).then_some(found)
}

fn call(of: &JsValue, name: &str, arguments: &[JsValue]) -> Option<JsValue> {
    let function: Function = Reflect::get(of, &name.into()).ok()?.dyn_into().ok()?;
    let list = Array::new();
    for argument in arguments {
        list.push(argument);
    }
    Reflect::apply(&function, of, &list).ok()
}
