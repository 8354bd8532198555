//! Log lines in columns: all text in one arena with offsets, times in nanoseconds, labels once for each stream.
//!
//! Lines keep the order they came in; [`Lines::newest_first`] puts the streams of one answer together by time. Times are
//! integers and never pass through a float. A line may be empty, hold any character, and be megabytes long.
//!
//! Fields inside a line (JSON, logfmt) are not here: [`crate::data::fields`] reads them of a line that is looked at.

use crate::data::labels::Labels;
use crate::data::level::Level;
use crate::lean::sort;
use crate::time::Instant;
use crate::time::Range;

/// Nanoseconds since 1970. An `f64` holds them only to a quarter of a microsecond.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Nanos(pub i64);

/// Nanoseconds of a millisecond.
pub const NANOS: i64 = 1_000_000;

impl Nanos {
    /// The first nanosecond of a millisecond; the ends of time stay what they are.
    #[must_use]
    pub fn of(at: Instant) -> Self {
        Self(at.0.saturating_mul(NANOS))
    }

    /// The millisecond it lies in.
    #[must_use]
    pub fn instant(self) -> Instant {
        Instant(self.0.div_euclid(NANOS))
    }
}

/// A time from its first nanosecond up to the last, which is outside.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Window {
    /// The first.
    pub from: Nanos,
    /// The one after the last.
    pub to: Nanos,
}

impl Window {
    /// The same time in nanoseconds.
    #[must_use]
    pub fn of(range: Range) -> Self {
        Self {
            from: Nanos::of(range.from),
            to: Nanos::of(range.to),
        }
    }

    /// The milliseconds it touches.
    #[must_use]
    pub fn range(self) -> Range {
        Range {
            from: self.from.instant(),
            to: self.to.instant(),
        }
    }
}

/// Where a name and value beside a line come from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Origin {
    /// Stored with the line: structured metadata.
    Metadata,
    /// Found in the line by the query (`| json`, `| logfmt`).
    Parsed,
}

/// Which lines come first in an answer.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Direction {
    /// The newest.
    #[default]
    Backward,
    /// The oldest.
    Forward,
}

/// A piece of the arena.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Piece {
    from: u32,
    to: u32,
}

/// A name and value beside a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Pair {
    origin: Origin,
    name: u32,
    value: Piece,
}

/// Lines of one answer.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Lines {
    arena: String,
    direction: Direction,
    streams: Vec<Labels>,
    times: Vec<Nanos>,
    texts: Vec<Piece>,
    stream_of: Vec<u32>,
    /// For each line where its pairs end; they begin where those of the line before end.
    pair_ends: Vec<u32>,
    pairs: Vec<Pair>,
    /// Names of pairs, each once.
    names: Vec<Box<str>>,
}

impl Lines {
    /// How many lines.
    #[must_use]
    pub fn len(&self) -> usize {
        self.times.len()
    }

    /// No line at all.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.times.is_empty()
    }

    /// Label sets of the streams, each once, in the order they came.
    #[must_use]
    pub fn streams(&self) -> &[Labels] {
        &self.streams
    }

    /// When a line was; 1970 for a line that is not there.
    #[must_use]
    pub fn time(&self, line: usize) -> Nanos {
        self.times.get(line).copied().unwrap_or_default()
    }

    /// What a line says; nothing for a line that is not there.
    #[must_use]
    pub fn text(&self, line: usize) -> &str {
        self.texts.get(line).map_or("", |piece| self.piece(*piece))
    }

    /// The labels of a line's stream.
    #[must_use]
    pub fn labels(&self, line: usize) -> Option<&Labels> {
        let stream = *self.stream_of.get(line)?;
        self.streams.get(stream as usize)
    }

    /// What stands beside a line, in the order it came.
    pub fn pairs(&self, line: usize) -> impl Iterator<Item = (Origin, &str, &str)> {
        let end = |line: usize| self.pair_ends.get(line).copied().unwrap_or(0) as usize;
        let from = line.checked_sub(1).map_or(0, end);
        let pairs = self.pairs.get(from..end(line)).unwrap_or_default();
        pairs
            .iter()
            .map(|pair| (pair.origin, self.name(pair.name), self.piece(pair.value)))
    }

    /// The value of a name: a label's, else that of what stands beside the line.
    #[must_use]
    pub fn value(&self, line: usize, name: &str) -> Option<&str> {
        let label = self.labels(line).and_then(|labels| labels.get(name));
        label.or_else(|| {
            let mut pairs = self.pairs(line);
            pairs.find(|(_, known, _)| *known == name).map(|it| it.2)
        })
    }

    /// How bad a line is, by what was detected or said, else by its words.
    #[must_use]
    pub fn level(&self, line: usize) -> Option<Level> {
        let named = ["severity", "detected_level", "level"].map(|name| self.value(line, name));
        let text = self.text(line);
        // A level stands at the beginning of a line or nowhere; a line may be megabytes long.
        let beginning = match text.char_indices().nth(LEVEL_WITHIN) {
            Some((at, _)) => text.get(..at).unwrap_or_default(),
            None => text,
        };
        Level::of_row(&named, beginning)
    }

    /// The lines of all streams by time, newest first. Of those of one nanosecond the one that was written last is first,
    /// as far as the order they came in tells.
    #[must_use]
    pub fn newest_first(&self) -> Vec<u32> {
        // An answer's lines are counted in `u32`: the builder sees to it.
        let mut order: Vec<u32> = (0..self.times.len() as u32).collect();
        let time = |line: &u32| self.time(*line as usize);
        match self.direction {
            Direction::Backward => sort::by(&mut order, |a, b| time(b).cmp(&time(a))),
            Direction::Forward => {
                sort::by_key(&mut order, time);
                order.reverse();
            }
        }
        order
    }

    /// Bytes held, near enough.
    #[must_use]
    pub fn bytes(&self) -> usize {
        self.arena.len() + self.times.len() * BYTES_PER_LINE + self.pairs.len() * BYTES_PER_PAIR
    }

    fn piece(&self, piece: Piece) -> &str {
        let range = piece.from as usize..piece.to as usize;
        self.arena.get(range).unwrap_or_default()
    }

    fn name(&self, name: u32) -> &str {
        self.names.get(name as usize).map_or("", |name| name)
    }
}

/// Characters of a line in which a level is looked for.
const LEVEL_WITHIN: usize = 2_000;

/// Time, piece, stream and end of pairs.
const BYTES_PER_LINE: usize = 8 + 8 + 4 + 4;

/// Origin, name and piece.
const BYTES_PER_PAIR: usize = 16;

/// Lines while they come in: text goes to the end of the arena first, then it is said what it was.
#[derive(Debug, Default)]
pub struct Builder {
    lines: Lines,
    arena: Vec<u8>,
    /// Where the text begins that nobody has claimed yet.
    open: usize,
    /// The name that most likely comes next: lines of a stream repeat theirs.
    next: usize,
}

impl Builder {
    /// Nothing yet; the arena has room for so many bytes.
    #[must_use]
    pub fn new(direction: Direction, bytes: usize) -> Self {
        Self {
            lines: Lines {
                direction,
                ..Lines::default()
            },
            arena: Vec::with_capacity(bytes),
            open: 0,
            next: 0,
        }
    }

    /// Lines that follow belong to a new stream.
    pub fn stream(&mut self) {
        self.lines.streams.push(Labels::default());
    }

    /// The labels of the last stream.
    pub fn labels(&mut self, labels: Labels) {
        if let Some(last) = self.lines.streams.last_mut() {
            *last = labels;
        }
    }

    /// Where text is written, at its end.
    pub fn arena(&mut self) -> &mut Vec<u8> {
        &mut self.arena
    }

    /// What was written since the last call is a line.
    pub fn line(&mut self, at: Nanos) {
        let text = self.claim();
        self.lines.times.push(at);
        self.lines.texts.push(text);
        let stream = self.lines.streams.len().saturating_sub(1);
        self.lines.stream_of.push(stream as u32);
        self.lines.pair_ends.push(self.lines.pairs.len() as u32);
    }

    /// What was written since the last call is a value beside the last line.
    pub fn pair(&mut self, origin: Origin, name: &str) {
        let value = self.claim();
        let name = self.named(name);
        self.lines.pairs.push(Pair {
            origin,
            name,
            value,
        });
        let count = self.lines.pairs.len() as u32;
        if let Some(end) = self.lines.pair_ends.last_mut() {
            *end = count;
        }
    }

    /// Lines of another answer follow, with their streams.
    pub fn append(&mut self, other: &Lines) {
        for line in 0..other.len() {
            self.copy(other, line, other.time(line));
        }
    }

    /// A line of another answer follows, with its stream and what stands beside it, at this time.
    pub fn copy(&mut self, other: &Lines, line: usize, at: Nanos) {
        let labels = other.labels(line);
        let last = self.lines.streams.last();
        if last.is_none() || last != labels {
            self.stream();
            self.labels(labels.cloned().unwrap_or_default());
        }
        self.arena.extend_from_slice(other.text(line).as_bytes());
        self.line(at);
        for (origin, name, value) in other.pairs(line) {
            self.arena.extend_from_slice(value.as_bytes());
            self.pair(origin, name);
        }
    }

    /// All lines. None where the text is not UTF-8, or longer than offsets reach.
    #[must_use]
    pub fn finish(self) -> Option<Lines> {
        let mut lines = self.lines;
        u32::try_from(self.arena.len()).ok()?;
        lines.arena = String::from_utf8(self.arena).ok()?;
        Some(lines)
    }

    fn claim(&mut self) -> Piece {
        // An arena too long for this fails as a whole in the end.
        let piece = Piece {
            from: self.open as u32,
            to: self.arena.len() as u32,
        };
        self.open = self.arena.len();
        piece
    }

    fn named(&mut self, name: &str) -> u32 {
        let names = &mut self.lines.names;
        let is_next = names.get(self.next).is_some_and(|known| **known == *name);
        let place = match is_next {
            true => self.next,
            false => match names.iter().position(|known| **known == *name) {
                Some(place) => place,
                None => {
                    names.push(name.into());
                    names.len() - 1
                }
            },
        };
        self.next = place + 1;
        place as u32
    }
}
