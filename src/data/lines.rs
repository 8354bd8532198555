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

/// Lines of one answer.
///
/// The arena holds each line's text and behind it the values beside it, without a gap: what begins where the last one
/// ended needs no beginning of its own. A million lines are held, so every byte of a line counts.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Lines {
    arena: String,
    direction: Direction,
    streams: Vec<Labels>,
    /// For each stream its first line: lines of a stream come together.
    stream_starts: Vec<u32>,
    times: Vec<Nanos>,
    /// For each line where its text ends.
    text_ends: Vec<u32>,
    /// For each line where its pairs end; they begin where those of the line before end.
    pair_ends: Vec<u32>,
    /// For each pair where its value ends, and which it is of `names`.
    value_ends: Vec<u32>,
    value_names: Vec<u16>,
    /// Origins and names of pairs, each once.
    names: Vec<(Origin, Box<str>)>,
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
        let Some(end) = self.text_ends.get(line) else {
            return "";
        };
        let before = line.checked_sub(1).map_or(0, |line| self.line_end(line));
        self.piece(before, *end)
    }

    /// The labels of a line's stream.
    #[must_use]
    pub fn labels(&self, line: usize) -> Option<&Labels> {
        if line >= self.len() {
            return None;
        }
        let after = self
            .stream_starts
            .partition_point(|start| *start as usize <= line);
        self.streams.get(after.checked_sub(1)?)
    }

    /// What stands beside a line, in the order it came.
    pub fn pairs(&self, line: usize) -> impl Iterator<Item = (Origin, &str, &str)> {
        let from = line.checked_sub(1).map_or(0, |line| self.pair_end(line));
        let mut begins = self.text_ends.get(line).copied().unwrap_or(0);
        (from..self.pair_end(line)).filter_map(move |pair| {
            let end = *self.value_ends.get(pair)?;
            let (origin, name) = self.names.get(usize::from(*self.value_names.get(pair)?))?;
            let value = self.piece(begins, end);
            begins = end;
            Some((*origin, &**name, value))
        })
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
        self.arena.len()
            + self.times.len() * BYTES_PER_LINE
            + self.value_ends.len() * BYTES_PER_PAIR
    }

    fn piece(&self, from: u32, to: u32) -> &str {
        self.arena
            .get(from as usize..to as usize)
            .unwrap_or_default()
    }

    fn pair_end(&self, line: usize) -> usize {
        self.pair_ends.get(line).copied().unwrap_or(0) as usize
    }

    /// Where a line ends with all that stands beside it.
    fn line_end(&self, line: usize) -> u32 {
        let pairs = self.pair_end(line);
        let before = line.checked_sub(1).map_or(0, |line| self.pair_end(line));
        let ends = match pairs > before {
            true => self.value_ends.get(pairs - 1),
            false => self.text_ends.get(line),
        };
        ends.copied().unwrap_or(0)
    }
}

/// Characters of a line in which a level is looked for.
const LEVEL_WITHIN: usize = 2_000;

/// Time, end of text and end of pairs.
const BYTES_PER_LINE: usize = 8 + 4 + 4;

/// End of value and name.
const BYTES_PER_PAIR: usize = 4 + 2;

/// Lines while they come in: text goes to the end of the arena first, then it is said what it was.
#[derive(Debug, Default)]
pub struct Builder {
    lines: Lines,
    arena: Vec<u8>,
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
            next: 0,
        }
    }

    /// Lines that follow belong to a new stream.
    pub fn stream(&mut self) {
        self.lines.streams.push(Labels::default());
        self.lines.stream_starts.push(self.lines.times.len() as u32);
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
        self.lines.times.push(at);
        self.lines.text_ends.push(self.end());
        self.lines
            .pair_ends
            .push(self.lines.value_ends.len() as u32);
    }

    /// What was written since the last call is a value beside the last line.
    pub fn pair(&mut self, origin: Origin, name: &str) {
        let name = self.named(origin, name);
        self.lines.value_ends.push(self.end());
        self.lines.value_names.push(name);
        let count = self.lines.value_ends.len() as u32;
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

    /// All lines. None where the text is not UTF-8 or longer than offsets reach, or where there are more different names
    /// beside lines than numbers for them.
    #[must_use]
    pub fn finish(mut self) -> Option<Lines> {
        u32::try_from(self.arena.len()).ok()?;
        u16::try_from(self.lines.names.len()).ok()?;
        // Lines stay for as long as somebody reads them; room for more of them would stay too.
        self.arena.shrink_to_fit();
        let mut lines = self.lines;
        lines.times.shrink_to_fit();
        lines.text_ends.shrink_to_fit();
        lines.pair_ends.shrink_to_fit();
        lines.value_ends.shrink_to_fit();
        lines.value_names.shrink_to_fit();
        lines.arena = String::from_utf8(self.arena).ok()?;
        Some(lines)
    }

    /// The end of what is written; an arena too long for it fails as a whole in the end.
    fn end(&self) -> u32 {
        self.arena.len() as u32
    }

    /// The number of a name; too many of them fail as a whole in the end.
    fn named(&mut self, origin: Origin, name: &str) -> u16 {
        let names = &mut self.lines.names;
        let is = |known: &(Origin, Box<str>)| known.0 == origin && *known.1 == *name;
        let place = match names.get(self.next).is_some_and(is) {
            true => self.next,
            false => match names.iter().position(is) {
                Some(place) => place,
                None => {
                    names.push((origin, name.into()));
                    names.len() - 1
                }
            },
        };
        self.next = place + 1;
        place as u16
    }
}
