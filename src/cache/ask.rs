//! Sending and settling: which query goes next, how much of it is asked, what becomes of what arrives.

use crate::cache::Cache;
use crate::cache::entry::Asking;
use crate::cache::entry::Base;
use crate::cache::entry::Entry;
use crate::cache::entry::EntryId;
use crate::cache::entry::Job;
use crate::cache::entry::Kept;
use crate::cache::entry::Trouble;
use crate::cache::entry::grid_of;
use crate::cache::size;
use crate::cache::tail;
use crate::cache::view::Action;
use crate::cache::view::Previous;
use crate::cache::view::Priority;
use crate::cache::view::Retry;
use crate::cache::view::Ticket;
use crate::cache::view::ViewerId;
use crate::source::Answer;
use crate::source::Ask;
use crate::source::Failure;
use crate::source::Found;
use crate::source::Query;
use crate::time::Grid;
use crate::time::Instant;
use std::sync::Arc;

impl Cache {
    /// Sends the next query there is room for: visible before hidden, then first come, first served.
    pub(super) fn send_next(&mut self, now: Instant) -> Option<Action> {
        let flying: Vec<&str> = self
            .entries
            .values()
            .filter(|entry| entry.job().is_some())
            .map(|entry| entry.query.source.as_str())
            .collect();
        if flying.len() >= self.limits.parallel {
            return None;
        }
        let has_room = |source: &str| {
            flying.iter().filter(|other| **other == source).count()
                < self.limits.parallel_per_source
        };
        let (_, since, id) = self
            .entries
            .iter()
            .filter(|(_, entry)| entry.after.is_none() && has_room(&entry.query.source))
            .filter_map(|(id, entry)| match entry.asking {
                Asking::Queued { since } => Some((self.priority(*id), since, *id)),
                Asking::Idle | Asking::Sent(_) => None,
            })
            .min()?;
        self.send(id, since, now)
    }

    fn priority(&self, id: EntryId) -> Priority {
        self.viewers
            .values()
            .filter(|viewer| viewer.entry == id)
            .map(|viewer| viewer.priority)
            .min()
            .unwrap_or(Priority::Hidden)
    }

    fn send(&mut self, id: EntryId, since: Instant, now: Instant) -> Option<Action> {
        let ticket = Ticket(self.count());
        let (mut query, tail) = {
            let entry = self.entries.get(&id)?;
            (entry.query.clone(), self.tail_of(entry, now))
        };
        let mut base = None;
        if let (Ask::Range { grid, .. }, Some((part, of))) = (&mut query.ask, tail) {
            *grid = part;
            base = Some(of);
        }
        let entry = self.entries.get_mut(&id)?;
        entry.asking = Asking::Sent(Job {
            ticket,
            since,
            sent: now,
            base,
            grid: grid_of(&query.ask),
        });
        Some(Action::Send { ticket, query })
    }

    /// The shortest tail that any kept answer of the same line allows.
    fn tail_of(&self, entry: &Entry, now: Instant) -> Option<(Grid, Base)> {
        let Ask::Range { expr, grid } = &entry.query.ask else {
            return None;
        };
        if entry.whole {
            return None;
        }
        self.entries
            .iter()
            .filter(|(_, other)| other.line == entry.line)
            .filter_map(|(id, other)| {
                let kept = other.kept.as_ref()?;
                let age = now.0.saturating_sub(kept.whole_at.0);
                let young = kept.tails < self.limits.whole_after_tails
                    && (0..self.limits.whole_every.0).contains(&age);
                let part = tail::plan(expr, &kept.answer, kept.at, *grid).filter(|_| young)?;
                let base = Base {
                    entry: *id,
                    answer: kept.answer.clone(),
                    whole_at: kept.whole_at,
                    tails: kept.tails,
                };
                Some((part, base))
            })
            .min_by_key(|(part, _)| part.count)
    }

    /// The request of `id` has ended: its result becomes the entry's answer or its trouble, and whoever waited for its
    /// end goes on.
    pub(super) fn settle(&mut self, id: EntryId, result: Result<Answer, Failure>, now: Instant) {
        let limits = self.limits;
        let Some(entry) = self.entries.get_mut(&id) else {
            return;
        };
        let Asking::Sent(job) = std::mem::replace(&mut entry.asking, Asking::Idle) else {
            return;
        };
        let mut spent = None;
        match result.and_then(|answer| fitting(answer, &job)) {
            Ok(answer) => match whole_answer(answer, &job, &entry.query) {
                Some(answer) => {
                    spent = job.base.as_ref().map(|base| base.entry);
                    entry.whole = false;
                    entry.trouble = None;
                    entry.kept = Some(kept(answer, &job));
                }
                // The tail did not fit what is kept: ask for everything, and tell nobody.
                None => {
                    entry.whole = true;
                    entry.asking = Asking::Queued { since: job.since };
                    return;
                }
            },
            Err(failure) => {
                let times = entry.trouble.as_ref().map_or(0, |trouble| trouble.times) + 1;
                let retry = if failure.may_pass() {
                    Retry::At(Instant(now.0.saturating_add(limits.wait(times, id).0)))
                } else {
                    Retry::Never
                };
                entry.trouble = Some(Trouble {
                    failure,
                    at: now,
                    times,
                    retry,
                });
            }
        }
        self.let_go_on(id, now);
        self.mark(id);
        for viewer in self.viewers.values_mut() {
            let answered = |entry: &Entry| entry.kept.is_some();
            if viewer.entry == id && self.entries.get(&id).is_some_and(answered) {
                viewer.previous = None;
            }
        }
        if let Some(base) = spent {
            self.drop_spent(base, id);
        }
    }

    /// Those that waited for `id` to end: an answer is their last picture so far, a failure is theirs too.
    fn let_go_on(&mut self, id: EntryId, now: Instant) {
        let Some(ended) = self.entries.get(&id) else {
            return;
        };
        let trouble = ended.trouble.clone();
        let picture = match (&ended.kept, &trouble) {
            (Some(kept), None) => Some(Previous {
                query: ended.query.clone(),
                answer: kept.answer.clone(),
                at: kept.at,
            }),
            (None, _) | (Some(_), Some(_)) => None,
        };
        let waiting: Vec<EntryId> = self
            .entries
            .iter()
            .filter(|(_, entry)| entry.after == Some(id))
            .map(|(id, _)| *id)
            .collect();
        for next in waiting {
            let Some(entry) = self.entries.get_mut(&next) else {
                continue;
            };
            entry.after = None;
            entry.inherit(trouble.as_ref(), now);
            let answered = entry.kept.is_some();
            let viewers: Vec<ViewerId> = self.viewers_of(next).collect();
            for viewer in viewers {
                if let (Some(shown), Some(picture), false) =
                    (self.viewers.get_mut(&viewer), &picture, answered)
                {
                    shown.previous = Some(picture.clone());
                }
                self.changed.insert(viewer);
            }
        }
    }

    /// The answer that a tail was joined to has served, if it only reached less far and nobody shows it: relative ranges
    /// never come back to it.
    fn drop_spent(&mut self, base: EntryId, joined: EntryId) {
        let grid = |id| grid_of(&self.entries.get(&id)?.query.ask);
        let (Some(old), Some(new)) = (grid(base), grid(joined)) else {
            return;
        };
        let shown = self.viewers_of(base).next().is_some();
        let ahead = self.entries.values().any(|entry| entry.after == Some(base));
        if base != joined && !shown && !ahead && old.end() <= new.end() {
            self.entries.remove(&base);
        }
    }
}

/// A range has to be answered by a matrix over the grid that was asked: nothing else is ever drawn.
fn fitting(answer: Answer, job: &Job) -> Result<Answer, Failure> {
    let Some(asked) = job.grid else {
        return Ok(answer);
    };
    match &answer.found {
        Found::Matrix(matrix) if matrix.grid == asked => Ok(answer),
        Found::Matrix(_)
        | Found::Vector(_)
        | Found::Raw(_)
        | Found::Text(_)
        | Found::Names(_)
        | Found::Series(_)
        | Found::Metadata(_)
        | Found::Build(_)
        | Found::Rules(_)
        | Found::Alerts(_)
        | Found::Targets(_)
        | Found::Log(_)
        | Found::Alerting(_) => Err(Failure::Shape {
            at: String::from("data.result"),
            expected: "a matrix over the instants that were asked",
        }),
    }
}

/// The answer to all of the query: what arrived, joined to what it is the tail of.
fn whole_answer(answer: Answer, job: &Job, query: &Query) -> Option<Answer> {
    match (&job.base, grid_of(&query.ask)) {
        (Some(base), Some(wanted)) => tail::join(&base.answer, &answer, wanted),
        (None, _) | (Some(_), None) => Some(answer),
    }
}

fn kept(answer: Answer, job: &Job) -> Kept {
    let bytes = size::bytes(&answer);
    let (whole_at, tails) = match &job.base {
        Some(base) => (base.whole_at, base.tails.saturating_add(1)),
        None => (job.sent, 0),
    };
    Kept {
        answer: Arc::new(answer),
        at: job.sent,
        whole_at,
        tails,
        bytes,
    }
}
