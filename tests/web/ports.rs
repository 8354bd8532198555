//! Ports for servers that are told theirs beforehand, and for those that die and come back to it.
//!
//! They lie below the ports that systems give to outgoing connections: a browser that talks to a neighbour must not sit on the
//! port of a server that is just being started again.

use std::net::TcpListener;
use std::ops::Range;
use std::sync::atomic::AtomicU16;
use std::sync::atomic::Ordering;

const PORTS: Range<u16> = 20_000..30_000;
/// Each asks for less than so many.
const ROW: u16 = 10;

/// How many rows were looked at; none is given away twice.
static LOOKED_AT: AtomicU16 = AtomicU16::new(0);

/// The first of ten ports in a row that nobody listens on. Several test runs begin their search at different places.
pub(crate) fn ten() -> u16 {
    let rows = (PORTS.end - PORTS.start) / ROW;
    let first = u16::try_from(std::process::id() % u32::from(rows)).unwrap_or_default();
    std::iter::repeat_with(|| LOOKED_AT.fetch_add(1, Ordering::Relaxed))
        .take_while(|row| *row < rows)
        .map(|row| PORTS.start + (first + row) % rows * ROW)
        .find(|from| (*from..from + ROW).all(|port| TcpListener::bind(("127.0.0.1", port)).is_ok()))
        .expect("ten free ports in a row")
}
