//! A WebSocket that only listens.

use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::CloseEvent;
use web_sys::Event;
use web_sys::MessageEvent;
use web_sys::WebSocket;

/// What happens on it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Heard {
    /// It is open.
    Open,
    /// A message of text.
    Text(String),
    /// It is closed, or never came about: the reason that was given, which may be empty.
    Closed(String),
}

/// A connection; dropping it ends it.
#[derive(Debug)]
pub struct Socket {
    socket: WebSocket,
    _message: Closure<dyn FnMut(MessageEvent)>,
    _open: Closure<dyn FnMut(Event)>,
    _close: Closure<dyn FnMut(CloseEvent)>,
}

impl Socket {
    /// Connects and calls back with what happens; none for an address that is none.
    pub fn open(url: &str, call: impl FnMut(Heard) + Clone + 'static) -> Option<Self> {
        let socket = WebSocket::new(url).ok()?;
        let mut told = call.clone();
        let message = Closure::<dyn FnMut(MessageEvent)>::new(move |event: MessageEvent| {
            if let Some(text) = event.data().as_string() {
                told(Heard::Text(text));
            }
        });
        let mut told = call.clone();
        let open = Closure::<dyn FnMut(Event)>::new(move |_| told(Heard::Open));
        let mut told = call;
        let close = Closure::<dyn FnMut(CloseEvent)>::new(move |event: CloseEvent| {
            told(Heard::Closed(event.reason()));
        });
        socket.set_onmessage(Some(message.as_ref().unchecked_ref()));
        socket.set_onopen(Some(open.as_ref().unchecked_ref()));
        socket.set_onclose(Some(close.as_ref().unchecked_ref()));
        Some(Self {
            socket,
            _message: message,
            _open: open,
            _close: close,
        })
    }
}

impl Drop for Socket {
    fn drop(&mut self) {
        self.socket.set_onmessage(None);
        self.socket.set_onopen(None);
        self.socket.set_onclose(None);
        // Fails only for codes that are not allowed, and none is given.
        let _ = self.socket.close();
    }
}
