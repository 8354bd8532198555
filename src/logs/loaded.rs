//! Lines as they are loaded, page by page, as one list without a gap or a double.
//!
//! Loki counts a page's `start` in and its `end` out, and cannot page within a nanosecond. So the next older page ends one
//! nanosecond after the oldest line, and what came before is left out of it. Where more lines share one nanosecond than
//! a page may hold, no page gets past it: the list goes on below and says so ([`Loaded::crowded`]).
//!
//! What is held is bounded: what is far from where the reader goes is let go and can be loaded again.

use crate::data::lines::Direction;
use crate::data::lines::Lines;
use crate::data::lines::Nanos;
use crate::data::lines::Window;
use crate::logs::row::Row;
use crate::logs::row::RowId;
use crate::logs::row::is_same;
use std::collections::VecDeque;
use std::sync::Arc;

/// Bytes of lines held, unless told otherwise: a million short lines, and a browser's tab still bears it.
pub const BYTES: usize = 256 << 20;

/// Bytes that a line's place in the list takes.
const BYTES_PER_PLACE: usize = 4;

/// Which end of the list.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum End {
    /// The oldest lines.
    Older,
    /// The newest lines.
    Newer,
}

/// The next page at an end of the list.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Page {
    /// Over which time.
    pub window: Window,
    /// From which end of that time.
    pub direction: Direction,
}

#[derive(Clone, Debug)]
struct Chunk {
    id: u32,
    lines: Arc<Lines>,
    /// Lines of the list, the newest first.
    order: Vec<u32>,
}

/// The list.
#[derive(Clone, Debug)]
pub struct Loaded {
    window: Window,
    /// The newest first.
    chunks: VecDeque<Chunk>,
    rows: usize,
    next: u32,
    /// Where the next older page ends, and the next newer one begins.
    below: Nanos,
    above: Nanos,
    older: bool,
    newer: bool,
    crowded: Vec<Nanos>,
    most: usize,
}

impl Loaded {
    /// Nothing yet of this time; the first page will be its newest lines, and holds at most so many bytes.
    #[must_use]
    pub fn new(window: Window, most: usize) -> Self {
        Self {
            window,
            chunks: VecDeque::new(),
            rows: 0,
            next: 0,
            below: window.to,
            above: window.to,
            older: true,
            newer: false,
            crowded: Vec::new(),
            most,
        }
    }

    /// As [`Loaded::new`], from the middle: the first page will be the lines up to and with this nanosecond.
    #[must_use]
    pub fn around(window: Window, at: Nanos, most: usize) -> Self {
        let below = Nanos(at.0.saturating_add(1).clamp(window.from.0, window.to.0));
        Self {
            below,
            above: below,
            newer: below < window.to,
            ..Self::new(window, most)
        }
    }

    /// The same list, its lines numbered on from another's: it takes the other's place, and no number means two lines.
    #[must_use]
    pub fn after(self, other: &Self) -> Self {
        Self {
            next: other.next,
            ..self
        }
    }

    /// The time the list is of.
    #[must_use]
    pub fn window(&self) -> Window {
        self.window
    }

    /// The part of that time whose lines are in the list.
    #[must_use]
    pub fn covers(&self) -> Window {
        Window {
            from: if self.older {
                self.below
            } else {
                self.window.from
            },
            to: if self.newer {
                self.above
            } else {
                self.window.to
            },
        }
    }

    /// How many lines.
    #[must_use]
    pub fn len(&self) -> usize {
        self.rows
    }

    /// No line at all.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.rows == 0
    }

    /// May there be lines beyond this end?
    #[must_use]
    pub fn has_more(&self, end: End) -> bool {
        match end {
            End::Older => self.older,
            End::Newer => self.newer,
        }
    }

    /// The next page at an end; none where the list is whole there.
    #[must_use]
    pub fn next(&self, end: End) -> Option<Page> {
        let (from, to, direction) = match end {
            End::Older => (self.window.from, self.below, Direction::Backward),
            End::Newer => (self.above, self.window.to, Direction::Forward),
        };
        (self.has_more(end) && from < to).then_some(Page {
            window: Window { from, to },
            direction,
        })
    }

    /// Goes past the nanosecond at an end: the page there was asked already, and asked again it would bring the same.
    pub fn pass(&mut self, end: End) {
        match end {
            End::Older => {
                self.below = Nanos(self.below.0.saturating_sub(1));
                self.crowded.push(self.below);
                self.older = self.below > self.window.from;
            }
            End::Newer => {
                self.crowded.push(self.above);
                self.above = Nanos(self.above.0.saturating_add(1));
                self.newer = self.above < self.window.to;
            }
        }
    }

    /// Nanoseconds that hold more lines than a page: some of theirs are not in the list.
    #[must_use]
    pub fn crowded(&self) -> &[Nanos] {
        &self.crowded
    }

    /// Adds the answer to the page that [`Loaded::next`] names, which was asked for at most so many lines. Gives how
    /// many lines are new.
    pub fn add(&mut self, end: End, lines: Arc<Lines>, limit: usize) -> usize {
        let order = self.unknown(end, &lines);
        let (came, new) = (lines.len(), order.len());
        let full = came >= limit;
        match end {
            End::Older => {
                if let Some(oldest) = order.last() {
                    self.below = Nanos(lines.time(*oldest as usize).0.saturating_add(1));
                }
                self.older = full && self.below > self.window.from;
            }
            End::Newer => {
                if let Some(newest) = order.first() {
                    self.above = lines.time(*newest as usize);
                }
                self.newer = full && self.above < self.window.to;
            }
        }
        // A page that brings nothing though it is full cannot be got past: all of it is of the one nanosecond.
        if full && new == 0 {
            self.pass(end);
        }
        self.put(end, lines, order);
        if self.chunks.len() == 1 && end == End::Older {
            // The first page: newer ones begin after it.
            if let Some(first) = self.row(0) {
                self.above = first.at();
            }
        }
        self.trim(end);
        new
    }

    /// Adds lines that were written just now, beyond the end of the time; at most so many lines are kept then. Those that
    /// are there already are left out.
    pub fn append(&mut self, lines: Arc<Lines>, most_rows: usize) -> usize {
        let order = self.unknown(End::Newer, &lines);
        let new = order.len();
        if let Some(newest) = order.first().map(|line| lines.time(*line as usize)) {
            self.above = self.above.max(newest);
            self.window.to = self.window.to.max(Nanos(newest.0.saturating_add(1)));
        }
        self.put(End::Newer, lines, order);
        while self.rows > most_rows && self.chunks.len() > 1 {
            self.drop_chunk(End::Older);
        }
        self.trim(End::Newer);
        new
    }

    /// The time goes on to here; what is newer than the newest line can then be asked for.
    pub fn extend(&mut self, to: Nanos) {
        if to > self.window.to {
            self.window.to = to;
            self.newer = true;
        }
    }

    /// A line of the list; 0 is the newest.
    #[must_use]
    pub fn row(&self, index: usize) -> Option<Row<'_>> {
        let mut left = index;
        for chunk in &self.chunks {
            match chunk.order.get(left) {
                Some(line) => {
                    return Some(Row {
                        id: RowId(u64::from(chunk.id) << 32 | left as u64),
                        lines: &chunk.lines,
                        line: *line as usize,
                    });
                }
                None => left -= chunk.order.len(),
            }
        }
        None
    }

    /// Where a line stands now; none once it is let go.
    #[must_use]
    pub fn place(&self, id: RowId) -> Option<usize> {
        let (chunk, at) = ((id.0 >> 32) as u32, (id.0 & u64::from(u32::MAX)) as usize);
        let mut before = 0;
        for one in &self.chunks {
            if one.id == chunk {
                return (at < one.order.len()).then_some(before + at);
            }
            before += one.order.len();
        }
        None
    }

    /// The first line that is not newer than this; all may be.
    #[must_use]
    pub fn place_of(&self, at: Nanos) -> usize {
        let mut before = 0;
        for chunk in &self.chunks {
            let newer = |line: &u32| chunk.lines.time(*line as usize) > at;
            let place = chunk.order.partition_point(newer);
            before += place;
            if place < chunk.order.len() {
                break;
            }
        }
        before
    }

    /// All lines, the newest first.
    pub fn rows(&self) -> impl Iterator<Item = Row<'_>> + Clone {
        self.chunks.iter().flat_map(|chunk| {
            chunk.order.iter().enumerate().map(|(at, line)| Row {
                id: RowId(u64::from(chunk.id) << 32 | at as u64),
                lines: &chunk.lines,
                line: *line as usize,
            })
        })
    }

    /// Bytes held, near enough.
    #[must_use]
    pub fn bytes(&self) -> usize {
        let held = |chunk: &Chunk| chunk.lines.bytes() + chunk.order.len() * BYTES_PER_PLACE;
        self.chunks.iter().map(held).sum()
    }

    /// The lines that are not in the list yet, the newest first. Only those of the nanosecond at that end can be.
    fn unknown(&self, end: End, lines: &Lines) -> Vec<u32> {
        let mut order = lines.newest_first();
        let Some(seam) = self.edge(end) else {
            return order;
        };
        let mut known: Vec<Row<'_>> = self.from(end).take_while(|row| row.at() == seam).collect();
        order.retain(|line| {
            let line = *line as usize;
            if lines.time(line) != seam {
                return true;
            }
            match known.iter().position(|row| is_same(row, lines, line)) {
                Some(place) => {
                    known.swap_remove(place);
                    false
                }
                None => true,
            }
        });
        order
    }

    /// The time of the line at an end.
    fn edge(&self, end: End) -> Option<Nanos> {
        self.from(end).next().map(|row| row.at())
    }

    /// All lines from an end.
    fn from(&self, end: End) -> Box<dyn Iterator<Item = Row<'_>> + '_> {
        match end {
            End::Newer => Box::new(self.rows()),
            End::Older => Box::new(self.chunks.iter().rev().flat_map(|chunk| {
                chunk.order.iter().rev().map(|line| Row {
                    id: RowId(0),
                    lines: &chunk.lines,
                    line: *line as usize,
                })
            })),
        }
    }

    fn put(&mut self, end: End, lines: Arc<Lines>, order: Vec<u32>) {
        if order.is_empty() {
            return;
        }
        self.rows += order.len();
        let chunk = Chunk {
            id: self.next,
            lines,
            order,
        };
        self.next = self.next.wrapping_add(1);
        match end {
            End::Older => self.chunks.push_back(chunk),
            End::Newer => self.chunks.push_front(chunk),
        }
    }

    /// Lets go of what is farthest from this end, until what is held is no more than it may be.
    fn trim(&mut self, end: End) {
        let far = match end {
            End::Older => End::Newer,
            End::Newer => End::Older,
        };
        while self.chunks.len() > 2 && self.bytes() > self.most {
            self.drop_chunk(far);
        }
    }

    fn drop_chunk(&mut self, end: End) {
        let gone = match end {
            End::Older => self.chunks.pop_back(),
            End::Newer => self.chunks.pop_front(),
        };
        self.rows -= gone.map_or(0, |chunk| chunk.order.len());
        let Some(edge) = self.edge(end) else { return };
        match end {
            End::Older => {
                self.below = Nanos(edge.0.saturating_add(1));
                self.older = true;
            }
            End::Newer => {
                self.above = edge;
                self.newer = true;
            }
        }
    }
}
