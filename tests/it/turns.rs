use atalaya::lean::turns::Turns;
use std::future::Future;
use std::pin::pin;
use std::task::Context;
use std::task::Poll;
use std::task::Waker;

/// Nobody else wants a turn; counts how often one could have had it.
#[derive(Default)]
pub(crate) struct Alone(pub(crate) usize);

impl Turns for Alone {
    async fn pass(&mut self) {
        self.0 += 1;
    }
}

/// What comes of work that waits for nobody.
pub(crate) fn now<T>(work: impl Future<Output = T>) -> T {
    match pin!(work).poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(done) => done,
        Poll::Pending => panic!("it waits"),
    }
}

#[test]
fn a_turn_is_passed_after_every_few_things() {
    let mut alone = Alone::default();
    now(async {
        for number in 1..=1_000 {
            alone.done(number).await;
        }
    });
    assert_eq!(alone.0, 15);
}
