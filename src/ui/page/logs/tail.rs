//! Lines as they are written: one connection, what it brings gathered, and tried again when it breaks.

use crate::browser::clock::Timer;
use crate::browser::socket::Heard;
use crate::browser::socket::Socket;
use crate::data::lines::Builder;
use crate::data::lines::Direction;
use crate::data::lines::Lines;
use crate::data::lines::Nanos;
use crate::source::loki;
use crate::source::loki::Tail;
use crate::time::Millis;
use crate::ui::hook::held::RwSignal;
use crate::ui::page::logs::model::Logs;
use crate::ui::page::logs::model::address;
use leptos::prelude::*;

/// Lines that come within this time are shown together.
const GATHER: Millis = Millis(200);

/// Lines kept while following.
const ROWS: usize = 10_000;

/// Lines that wait while paused.
const WAITING: usize = 20_000;

/// Older lines that a connection begins with at most: those since it broke.
const SINCE: u32 = 5_000;

/// The first wait before it is tried again, and the longest.
const FIRST_WAIT: i64 = 1_000;
const LONGEST_WAIT: i64 = 30_000;

/// How the connection is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Link {
    /// It is being made.
    Connecting,
    /// Lines come.
    Open,
    /// It broke and is tried again.
    Broken {
        /// After so long.
        wait: Millis,
        /// It never came about.
        refused: bool,
    },
    /// Loki ended it and said why: it is not tried again.
    Ended(String),
}

/// Following; copies are the same.
#[derive(Clone, Copy)]
pub(super) struct Follow {
    logs: Logs,
    /// How it is.
    pub(super) link: RwSignal<Link>,
    /// What comes waits.
    pub(super) paused: RwSignal<bool>,
    /// How many lines wait.
    pub(super) waiting: RwSignal<usize>,
    /// Lines that Loki left out.
    pub(super) dropped: RwSignal<usize>,
    /// Lines that waited were too many.
    pub(super) missed: RwSignal<bool>,
    kept: StoredValue<Vec<Lines>, LocalStorage>,
    socket: StoredValue<Option<Socket>, LocalStorage>,
    timer: StoredValue<Option<Timer>, LocalStorage>,
    gather: StoredValue<Option<Timer>, LocalStorage>,
    failures: StoredValue<u32>,
}

impl Follow {
    /// Follows for as long as the component is there.
    pub(super) fn start(logs: Logs) -> Self {
        let follow = Self {
            logs,
            link: RwSignal::new(Link::Connecting),
            paused: RwSignal::new(false),
            waiting: RwSignal::new(0),
            dropped: RwSignal::new(0),
            missed: RwSignal::new(false),
            kept: StoredValue::new_local(Vec::new()),
            socket: StoredValue::new_local(None),
            timer: StoredValue::new_local(None),
            gather: StoredValue::new_local(None),
            failures: StoredValue::new(0),
        };
        // Another query is another connection; it begins once the lines so far are there.
        Effect::new(move |_| {
            let shown = logs.shown.get();
            follow.kept.set_value(Vec::new());
            follow.waiting.set(0);
            if shown.is_some() {
                follow.connect();
            }
        });
        // Who opens a line wants to read it: it is not to be pushed out of the page meanwhile. Who begins to follow is done
        // with those that are open.
        logs.opened.set(Vec::new());
        Effect::new(move |_| {
            let reading = logs.opened.with(|opened| !opened.is_empty());
            if reading && !follow.paused.get_untracked() {
                follow.turn();
            }
        });
        follow
    }

    fn connect(self) {
        let source = self.logs.asked.source.get_untracked();
        let shown = self.logs.shown.get_untracked();
        let (Some(source), Some(shown)) = (source, shown) else {
            return;
        };
        // From the newest line on: what is there twice is left out.
        let newest = self
            .logs
            .with_loaded(|loaded| loaded.row(0).map_or(loaded.window().to, |row| row.at()));
        let tail = Tail {
            expr: shown.expr,
            start: newest.max(self.newest_kept()),
            limit: SINCE,
        };
        let url = loki::tail_url(&address(&source), &tail);
        self.link.set(Link::Connecting);
        self.socket
            .set_value(Socket::open(&url, move |heard| self.hear(heard)));
    }

    fn newest_kept(self) -> Nanos {
        self.kept.with_value(|kept| {
            let times = kept
                .iter()
                .flat_map(|lines| (0..lines.len()).map(|line| lines.time(line)));
            times.max().unwrap_or_default()
        })
    }

    fn hear(self, heard: Heard) {
        match heard {
            Heard::Open => {
                self.failures.try_set_value(0);
                self.link.try_set(Link::Open);
            }
            Heard::Text(text) => self.take(&text),
            Heard::Closed(reason) => self.closed(reason),
        }
    }

    fn take(self, text: &str) {
        // A message that is none of Loki's says nothing about lines.
        let Ok(tailed) = loki::decode_tail(text) else {
            return;
        };
        if tailed.dropped > 0 {
            self.dropped.update(|dropped| *dropped += tailed.dropped);
        }
        let count = tailed.lines.len();
        if count == 0 {
            return;
        }
        let too_many = self.kept.try_update_value(|kept| {
            kept.push(tailed.lines);
            let mut sum: usize = kept.iter().map(Lines::len).sum();
            let before = kept.len();
            while sum > WAITING && kept.len() > 1 {
                sum -= kept.remove(0).len();
            }
            before != kept.len()
        });
        if too_many == Some(true) {
            self.missed.set(true);
        }
        if self.paused.get_untracked() {
            let waiting = self
                .kept
                .with_value(|kept| kept.iter().map(Lines::len).sum());
            self.waiting.set(waiting);
        } else if self.gather.with_value(Option::is_none) {
            self.gather
                .set_value(Timer::after(GATHER, move || self.show()));
        }
    }

    /// Shows what was gathered.
    fn show(self) {
        self.gather.try_set_value(None);
        if self.paused.try_get_untracked() != Some(false) {
            return;
        }
        let kept = self
            .kept
            .try_update_value(std::mem::take)
            .unwrap_or_default();
        self.waiting.set(0);
        if let Some(lines) = together(&kept) {
            self.logs.append(lines, ROWS);
        }
    }

    /// Stops showing what comes, or goes on.
    pub(super) fn turn(self) {
        self.paused.update(|paused| *paused = !*paused);
        if !self.paused.get_untracked() {
            self.missed.set(false);
            self.show();
        }
    }

    fn closed(self, reason: String) {
        let was_open = self.link.try_get_untracked() == Some(Link::Open);
        if !reason.is_empty() && was_open && !reason.contains("timeout") {
            self.link.try_set(Link::Ended(reason));
            return;
        }
        let failures = self.failures.try_get_value().unwrap_or(0).min(10);
        self.failures.try_set_value(failures + 1);
        let wait = Millis((FIRST_WAIT << failures).min(LONGEST_WAIT));
        self.link.try_set(Link::Broken {
            wait,
            refused: !was_open,
        });
        self.timer
            .try_set_value(Timer::after(wait, move || self.connect()));
    }
}

/// The lines of several messages as one.
fn together(kept: &[Lines]) -> Option<Lines> {
    if kept.iter().all(Lines::is_empty) {
        return None;
    }
    let bytes = kept.iter().map(Lines::bytes).sum();
    let mut builder = Builder::new(Direction::Forward, bytes);
    for lines in kept {
        builder.append(lines);
    }
    builder.finish()
}
