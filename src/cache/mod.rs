//! What to do about a query now: send it, wait, abort, ask only the tail, keep the old answer beside a failure.
//!
//! A state machine without IO and without a clock: a thin driver tells it what is shown, what arrived and what time it
//! is, then does what [`Cache::actions`] says and wakes it at [`Cache::next_wake`]. Equal queries share one request.
//! Visible viewers come before hidden ones. What nobody shows is aborted; its answer, if it had one, stays until memory
//! is needed. A failure that may pass is retried with growing waits; the old answer stays beside it.
//!
//! An answer is only ever given out as the answer of the query it was asked for: a moved range is another query, and
//! until it is answered the viewer gets the former answer as [`View::previous`], with its own query.
//!
//! It does not know what an answer means, who draws it, or when the reader wants a refresh.

mod ask;
mod entry;
pub mod limits;
mod shown;
mod size;
pub mod steady;
pub mod tail;
pub mod view;

use crate::cache::entry::Asking;
use crate::cache::entry::Entry;
use crate::cache::entry::EntryId;
use crate::cache::limits::Limits;
use crate::cache::view::Action;
use crate::cache::view::Asker;
use crate::cache::view::Previous;
use crate::cache::view::Priority;
use crate::cache::view::Ticket;
use crate::cache::view::View;
use crate::cache::view::ViewerId;
use crate::lean::map::Map;
use crate::lean::map::Set;
use crate::source::Answer;
use crate::source::Failure;
use crate::source::Query;
use crate::time::Instant;

/// All queries of the page, their answers and their requests.
pub struct Cache {
    limits: Limits,
    /// Few hundred at most: looked through, not indexed. Ordered, so that the same events give the same actions.
    entries: Map<EntryId, Entry>,
    viewers: Map<ViewerId, Viewer>,
    changed: Set<ViewerId>,
    aborts: Vec<Action>,
    paused: bool,
    /// Counts entries, tickets and uses.
    counter: u64,
}

struct Viewer {
    entry: EntryId,
    priority: Priority,
    previous: Option<Previous>,
}

impl Cache {
    /// An empty cache.
    #[must_use]
    pub fn new(limits: Limits) -> Self {
        Self {
            limits,
            entries: Map::new(),
            viewers: Map::new(),
            changed: Set::new(),
            aborts: Vec::new(),
            paused: false,
            counter: 0,
        }
    }

    /// From now on `viewer` wants this query instead of its former one. The same query again only sets the priority;
    /// to ask it again there is [`Cache::refresh`].
    pub fn show(&mut self, viewer: ViewerId, query: Query, priority: Priority, now: Instant) {
        let former = self.viewers.get(&viewer).map(|viewer| viewer.entry);
        let found = self.find(&query);
        if let Some(shown) = self.viewers.get_mut(&viewer)
            && Some(shown.entry) == found
        {
            shown.priority = priority;
            return;
        }
        let previous = former.and_then(|entry| self.picture(viewer, entry));
        let entry = match found {
            Some(id) => self.join_viewers(id, now),
            None => self.start(query, former, now),
        };
        let answered = self
            .entries
            .get(&entry)
            .is_some_and(|entry| entry.kept.is_some());
        self.viewers.insert(
            viewer,
            Viewer {
                entry,
                priority,
                previous: previous.filter(|_| !answered),
            },
        );
        self.changed.insert(viewer);
        self.sweep();
    }

    /// `viewer` is gone. Its request is aborted unless someone else waits for it.
    pub fn hide(&mut self, viewer: ViewerId) {
        self.viewers.remove(&viewer);
        self.changed.remove(&viewer);
        self.sweep();
    }

    /// Asks the query of `viewer` again: all of it for a person, the tail for a timer. Nothing happens while it is being
    /// asked, or, for a timer, while a retry is planned. To follow a moving range, [`Cache::show`] the moved query, then
    /// call this.
    pub fn refresh(&mut self, viewer: ViewerId, asker: Asker, now: Instant) {
        let Some(id) = self.viewers.get(&viewer).map(|viewer| viewer.entry) else {
            return;
        };
        let Some(entry) = self.entries.get_mut(&id) else {
            return;
        };
        match asker {
            Asker::Timer if entry.retry_at().is_some() => return,
            Asker::Timer => {}
            Asker::Person => {
                if let Some(trouble) = &mut entry.trouble {
                    trouble.times = 0;
                }
                // Who presses the button on a range that has not moved doubts what is shown: no tail then.
                entry.whole |= entry.kept.is_some() && matches!(entry.asking, Asking::Idle);
            }
        }
        entry.ask(now);
        self.mark(id);
    }

    /// Asks everything that is shown again.
    pub fn refresh_all(&mut self, asker: Asker, now: Instant) {
        let viewers: Vec<ViewerId> = self.viewers.keys().copied().collect();
        for viewer in viewers {
            self.refresh(viewer, asker, now);
        }
    }

    /// What came of a request. Of one that was aborted or timed out, nothing is taken.
    pub fn arrived(&mut self, ticket: Ticket, result: Result<Answer, Failure>, now: Instant) {
        let Some(id) = self.entry_of(ticket) else {
            return;
        };
        self.settle(id, result, now);
        self.sweep();
    }

    /// Ends requests that took too long and queues retries that are due.
    pub fn tick(&mut self, now: Instant) {
        let timeout = self.limits.timeout;
        let late: Vec<(EntryId, Ticket)> = self
            .entries
            .iter()
            .filter_map(|(id, entry)| {
                let job = entry.job()?;
                (now.0.saturating_sub(job.sent.0) >= timeout.0).then_some((*id, job.ticket))
            })
            .collect();
        for (id, ticket) in late {
            self.aborts.push(Action::Abort { ticket });
            self.settle(id, Err(Failure::TimedOut(timeout.0)), now);
        }
        if !self.paused {
            let due: Vec<EntryId> = self
                .entries
                .iter()
                .filter(|(_, entry)| entry.retry_at().is_some_and(|at| at <= now))
                .map(|(id, _)| *id)
                .collect();
            for id in due {
                if let Some(entry) = self.entries.get_mut(&id) {
                    entry.ask(now);
                }
                self.mark(id);
            }
        }
        self.sweep();
    }

    /// The page is hidden: nothing is sent until [`Cache::resume`]. What is in flight may arrive.
    pub fn pause(&mut self) {
        self.paused = true;
    }

    /// The page is seen again: what waited and what fell due meanwhile is sent.
    pub fn resume(&mut self, now: Instant) {
        self.paused = false;
        self.tick(now);
    }

    /// What the driver has to do, each thing once: first the aborts, which make room, then what may be sent.
    pub fn actions(&mut self, now: Instant) -> Vec<Action> {
        let mut actions = std::mem::take(&mut self.aborts);
        if !self.paused {
            while let Some(action) = self.send_next(now) {
                actions.push(action);
            }
        }
        actions
    }

    /// When [`Cache::tick`] has something to do next, if ever.
    #[must_use]
    pub fn next_wake(&self) -> Option<Instant> {
        let timeout = self.limits.timeout.0;
        let ends = self
            .entries
            .values()
            .filter_map(|entry| Some(Instant(entry.job()?.sent.0.saturating_add(timeout))));
        let retries = self.entries.values().filter_map(Entry::retry_at);
        ends.chain(retries.filter(|_| !self.paused)).min()
    }

    /// What `viewer` has to show; none when it shows nothing.
    #[must_use]
    pub fn view(&self, viewer: ViewerId) -> Option<View> {
        let viewer = self.viewers.get(&viewer)?;
        let entry = self.entries.get(&viewer.entry)?;
        Some(View {
            query: entry.query.clone(),
            state: entry.state(),
            previous: viewer.previous.clone(),
        })
    }

    /// Whose view changed since the last call.
    pub fn changed(&mut self) -> Vec<ViewerId> {
        std::mem::take(&mut self.changed).into_vec()
    }

    /// Bytes held by answers, near enough.
    #[must_use]
    pub fn bytes(&self) -> usize {
        self.entries
            .values()
            .filter_map(|entry| Some(entry.kept.as_ref()?.bytes))
            .sum()
    }

    /// How many answers are held.
    #[must_use]
    pub fn held(&self) -> usize {
        let entries = self.entries.values();
        entries.filter(|entry| entry.kept.is_some()).count()
    }

    /// Requests in flight, and queries that wait for their turn.
    #[must_use]
    pub fn running(&self) -> (usize, usize) {
        let (mut sent, mut queued) = (0, 0);
        for entry in self.entries.values() {
            match entry.asking {
                Asking::Sent(_) => sent += 1,
                Asking::Queued { .. } => queued += 1,
                Asking::Idle => {}
            }
        }
        (sent, queued)
    }

    /// Queries whose answers were lengthened by their ends alone, with how often that was since all of each was asked.
    pub fn lengthened(&self) -> impl Iterator<Item = (&Query, u32)> {
        self.entries.values().filter_map(|entry| {
            let tails = entry.kept.as_ref()?.tails;
            (tails > 0).then_some((&entry.query, tails))
        })
    }

    fn count(&mut self) -> u64 {
        self.counter += 1;
        self.counter
    }

    fn find(&self, query: &Query) -> Option<EntryId> {
        let found = self.entries.iter().find(|(_, entry)| entry.query == *query);
        found.map(|(id, _)| *id)
    }

    fn entry_of(&self, ticket: Ticket) -> Option<EntryId> {
        let in_flight = |entry: &Entry| entry.job().is_some_and(|job| job.ticket == ticket);
        let found = self.entries.iter().find(|(_, entry)| in_flight(entry));
        found.map(|(id, _)| *id)
    }

    fn viewers_of(&self, id: EntryId) -> impl Iterator<Item = ViewerId> {
        self.viewers
            .iter()
            .filter(move |(_, viewer)| viewer.entry == id)
            .map(|(viewer, _)| *viewer)
    }

    fn mark(&mut self, id: EntryId) {
        for (viewer, shown) in self.viewers.iter() {
            if shown.entry == id {
                self.changed.insert(*viewer);
            }
        }
    }
}
