//! Work of the page in pieces, one after another, so that the browser draws and listens between them.
//!
//! What follows from a piece (signals wake whoever reads them) is done before the next one is begun and counts as its time.

use crate::browser::clock;
use crate::browser::clock::Timer;
use crate::time::Millis;
use std::cell::Cell;
use std::future::poll_fn;
use std::pin::Pin;
use std::rc::Rc;
use std::task::Poll;
use std::task::Waker;

/// Milliseconds of work after which the browser has its turn: laying out and painting take as long again.
const ENOUGH: i64 = 8;

/// What is waited for.
type Wait = Pin<Box<dyn Future<Output = ()>>>;

/// Does pieces until `piece` says that there was none left.
pub fn each(mut piece: Box<dyn FnMut() -> bool>) {
    wasm_bindgen_futures::spawn_local(async move {
        let mut since = clock::now();
        while piece() {
            // Those who were woken stand in line now; whom they wake stands behind.
            behind(2).await;
            if clock::now().0 - since.0 >= ENOUGH {
                rest().await;
                since = clock::now();
            }
        }
    });
}

/// Gives the browser its turn.
#[must_use]
pub fn rest() -> Wait {
    let waker = Rc::new(Cell::new(None::<Waker>));
    let mut timer = None;
    Box::pin(poll_fn(move |context| {
        if timer.is_some() {
            return Poll::Ready(());
        }
        waker.set(Some(context.waker().clone()));
        let waker = Rc::clone(&waker);
        timer = Timer::after(Millis(0), move || {
            if let Some(waker) = waker.take() {
                waker.wake();
            }
        });
        Poll::Pending
    }))
}

/// Stands behind whoever is in line now, and so often behind whoever came meanwhile.
#[must_use]
pub fn behind(mut times: u32) -> Wait {
    Box::pin(poll_fn(move |context| {
        if times == 0 {
            return Poll::Ready(());
        }
        times -= 1;
        context.waker().wake_by_ref();
        Poll::Pending
    }))
}
