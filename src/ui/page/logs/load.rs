//! Loading: which page is asked for, what is done with it, what a moved time means for what is there.

use crate::cache::view::View;
use crate::data::lines::Direction;
use crate::data::lines::Lines;
use crate::data::lines::Nanos;
use crate::data::lines::Window;
use crate::logs::gap::Moved;
use crate::logs::gap::moved;
use crate::logs::loaded::BYTES;
use crate::logs::loaded::End;
use crate::logs::loaded::Loaded;
use crate::logs::loaded::Page;
use crate::route::logs::Tab;
use crate::source::Answer;
use crate::source::Ask;
use crate::source::Failure;
use crate::source::Found;
use crate::source::Query;
use crate::source::log::LogAsk;
use crate::source::log::LogFound;
use crate::ui::page::logs::asked::Target;
use crate::ui::page::logs::model::Logs;
use crate::ui::page::logs::model::answer;
use crate::ui::page::logs::model::failure;
use leptos::prelude::*;
use std::sync::Arc;

/// Lines of the first page: enough for the screen and for counting fields, and soon there.
const FIRST: u32 = 1_000;

/// Lines of the pages after it: as many as Loki gives unless configured otherwise.
pub(super) const NEXT: u32 = 5_000;

/// A page that is being asked for.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Want {
    pub(super) query: Query,
    end: End,
    limit: u32,
    /// What is loaded is replaced by it.
    fresh: bool,
}

impl Logs {
    /// The next page at an end, unless one is on its way.
    pub(super) fn more(self, end: End) {
        if self.want.with_untracked(Option::is_some) {
            return;
        }
        let Some(target) = self.shown.get_untracked() else {
            return;
        };
        let limit = self.limit.get_untracked();
        let query = || {
            let page = self.store.with_value(|store| store.next(end))?;
            Some(query(&target, page, limit))
        };
        let mut next = query();
        if next.is_some() && next == self.last.get_value() {
            self.store.update_value(|store| store.pass(end));
            self.version.update(|version| *version += 1);
            next = query();
        }
        if let Some(query) = next {
            self.want.set(Some(Want {
                query,
                end,
                limit,
                fresh: false,
            }));
        }
    }

    /// Loads what is around this time in place of what is loaded.
    pub(super) fn jump(self, at: Nanos) {
        if let Some(target) = self.asked.target.get_untracked() {
            self.begin(target, Some(at));
        }
    }

    /// Waits no longer for what is on its way.
    pub(super) fn stop(self) {
        self.want.set(None);
        self.stopped.set(true);
    }

    /// Puts lines before the others that came by themselves; gives how many are new.
    pub(super) fn append(self, lines: Lines, most: usize) -> usize {
        let new = self
            .store
            .try_update_value(|store| store.append(Arc::new(lines), most));
        self.version.update(|version| *version += 1);
        new.unwrap_or(0)
    }

    /// These lines are wanted now: what is loaded stays, goes on, or is replaced.
    pub(super) fn aim(self, target: Target) {
        let shown = self.shown.get_untracked();
        let same = shown
            .as_ref()
            .is_some_and(|shown| shown.source == target.source && shown.expr == target.expr);
        let clock = shown.is_some_and(|shown| shown.span == target.span);
        let how = match same {
            true => self
                .store
                .with_value(|store| moved(store, target.window, clock)),
            false => Moved::Away,
        };
        match how {
            Moved::Not => {}
            // What is written comes by itself.
            Moved::On | Moved::Away if same && self.following.get_untracked() => {}
            Moved::On => {
                self.store
                    .update_value(|store| store.extend(target.window.to));
                self.more(End::Newer);
            }
            Moved::Away => {
                let line = self.state.with_untracked(|state| state.line);
                self.begin(target, line.map(|line| line.at));
            }
        }
    }

    /// What is known about the page that is asked for.
    pub(super) fn heard(self, view: &View) {
        let wanted = self.want.get_untracked();
        let Some(wanted) = wanted.filter(|wanted| wanted.query == view.query) else {
            return;
        };
        if let Some(answer) = answer(view) {
            self.arrived(&wanted, answer);
        } else if let Some(failure) = failure(view) {
            self.learn(&wanted, &failure);
        }
    }

    fn begin(self, target: Target, at: Option<Nanos>) {
        let list = match at {
            Some(at) => Loaded::around(target.window, at, BYTES),
            None => Loaded::new(target.window, BYTES),
        };
        let Some(page) = list.next(End::Older) else {
            return;
        };
        self.stopped.set(false);
        let first = match self.state.with_untracked(|state| state.tab) {
            Tab::Lines | Tab::Patterns => FIRST,
            Tab::Errors | Tab::Audit => NEXT,
        };
        let limit = first.min(self.limit.get_untracked());
        let query = query(&target, page, limit);
        self.pending.set_value(Some((list, target)));
        self.want.set(Some(Want {
            query,
            end: End::Older,
            limit,
            fresh: true,
        }));
    }

    fn arrived(self, wanted: &Want, answer: &Answer) {
        let Found::Log(LogFound::Lines(lines)) = &answer.found else {
            self.want.set(None);
            return;
        };
        let (lines, limit) = (Arc::clone(lines), wanted.limit as usize);
        let pending = match wanted.fresh {
            true => self.pending.try_update_value(Option::take).flatten(),
            false => None,
        };
        match pending {
            Some((list, target)) => {
                let mut list = self.store.with_value(|store| list.after(store));
                list.add(wanted.end, lines, limit);
                // Nothing is older than where it begins: what is newer is shown, and what was there until it comes. An
                // empty list would lose its place.
                if list.is_empty()
                    && let Some(page) = list.next(End::Newer)
                {
                    let limit = self.limit.get_untracked();
                    let query = query(&target, page, limit);
                    self.pending.set_value(Some((list, target)));
                    self.want.set(Some(Want {
                        query,
                        end: End::Newer,
                        limit,
                        fresh: true,
                    }));
                    return;
                }
                self.store.set_value(list);
                self.opened.set(Vec::new());
                self.shown.set(Some(target));
            }
            None => self.store.update_value(|store| {
                store.add(wanted.end, lines, limit);
            }),
        }
        self.last.set_value(Some(wanted.query.clone()));
        self.want.set(None);
        self.version.update(|version| *version += 1);
    }

    /// Loki that gives fewer lines than it was asked for says how many it gives.
    fn learn(self, wanted: &Want, failure: &Failure) {
        let Failure::Refused { message, .. } = failure else {
            return;
        };
        let Some(most) = most_lines(message).filter(|most| *most < wanted.limit) else {
            return;
        };
        self.limit.set(most);
        let mut again = wanted.clone();
        again.limit = most;
        if let Ask::Log(LogAsk::Lines { limit, .. }) = &mut again.query.ask {
            *limit = most;
        }
        self.want.set(Some(again));
    }
}

/// The question for a page.
fn query(target: &Target, page: Page, limit: u32) -> Query {
    Query {
        source: target.source.clone(),
        ask: lines(&target.expr, page.window, page.direction, limit),
    }
}

/// The question for lines.
pub(super) fn lines(expr: &str, window: Window, direction: Direction, limit: u32) -> Ask {
    Ask::Log(LogAsk::Lines {
        expr: expr.to_owned(),
        window,
        limit,
        direction,
    })
}

/// `… limit > max_entries_limit_per_query (5001 > 5000)`
fn most_lines(message: &str) -> Option<u32> {
    let (_, numbers) = message.split_once("max_entries_limit")?;
    let (_, most) = numbers.split_once(" > ")?;
    let end = most.find(|one: char| !one.is_ascii_digit())?;
    most.get(..end)?.parse().ok()
}
