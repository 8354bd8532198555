//! Long work in pieces: a page that works on without a pause answers to no key and draws nothing.
//!
//! Knows neither the clock nor who waits; whoever orders the work says how a turn is passed.

use std::future::Future;

/// Things that are done between two looks at whether somebody waits.
const PIECE: usize = 64;

/// How others get their turn.
pub trait Turns {
    /// A piece of work is done: waits until others had their turn, if they have been waiting long.
    fn pass(&mut self) -> impl Future<Output = ()>;

    /// The thing of this number is done, one of very many.
    fn done(&mut self, number: usize) -> impl Future<Output = ()> {
        async move {
            if number.is_multiple_of(PIECE) {
                self.pass().await;
            }
        }
    }
}
