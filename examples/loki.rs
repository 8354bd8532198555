//! A small server in Loki's place with made-up lines, and the built page beside it: for looking at the page of log lines
//! by hand. `cargo run --example loki -- <folder of the page> [port] [lines] [hours] [lines of one
//! nanosecond]`

#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    dead_code,
    missing_docs,
    reason = "it is the tests' server, and ends with its user"
)]

#[path = "../tests/web/loki/mod.rs"]
mod loki;

use crate::loki::Loki;
use crate::loki::store::Store;
use atalaya::data::lines::Nanos;
use std::path::PathBuf;
use std::time::SystemTime;

fn main() {
    let mut words = std::env::args().skip(1);
    let site = PathBuf::from(words.next().unwrap_or_else(|| "dist".to_owned()));
    let mut number = |usual: usize| {
        words
            .next()
            .and_then(|word| word.parse().ok())
            .unwrap_or(usual)
    };
    let (port, lines, hours, crowd) = (number(8350), number(60_000), number(1), number(0));
    atalaya::notation::pattern::arrive();
    let now = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH);
    let end = Nanos(now.map_or(0, |now| now.as_nanos() as i64));
    let store = Store::made(lines, end, hours as i64 * 3_600_000_000_000, crowd);
    let loki = Loki::start(u16::try_from(port).unwrap_or(8350), store, site, Vec::new());
    println!("{}", loki.page("/logs"));
    loop {
        std::thread::park();
    }
}
