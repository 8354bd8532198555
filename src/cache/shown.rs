//! Who shows what: a query gets its first viewer, one more, or loses its last.

use crate::cache::Cache;
use crate::cache::entry::Asking;
use crate::cache::entry::Entry;
use crate::cache::entry::EntryId;
use crate::cache::entry::moves_on;
use crate::cache::view::Action;
use crate::cache::view::Previous;
use crate::cache::view::ViewerId;
use crate::lean::map::Set;
use crate::source::Query;
use crate::time::Instant;

impl Cache {
    /// The last answer of a viewer that shows `entry`.
    pub(super) fn picture(&self, viewer: ViewerId, entry: EntryId) -> Option<Previous> {
        let entry = self.entries.get(&entry)?;
        match &entry.kept {
            Some(kept) => Some(Previous {
                query: entry.query.clone(),
                answer: kept.answer.clone(),
                at: kept.at,
            }),
            None => self.viewers.get(&viewer)?.previous.clone(),
        }
    }

    /// A query that is known gets one more viewer. If nobody was showing it and it is old, it is asked again.
    pub(super) fn join_viewers(&mut self, id: EntryId, now: Instant) -> EntryId {
        let shown = self.viewers_of(id).next().is_some();
        if let Some(entry) = self.entries.get_mut(&id)
            && !shown
            && !entry.is_good(now, self.limits.fresh_for)
        {
            entry.ask(now);
        }
        id
    }

    /// A query that is not known yet.
    pub(super) fn start(&mut self, query: Query, former: Option<EntryId>, now: Instant) -> EntryId {
        let mut entry = Entry::new(query, now);
        if let Some((id, former)) = former.and_then(|id| Some((id, self.entries.get(&id)?)))
            && moves_on(former, &entry)
        {
            entry.inherit(former.trouble.as_ref(), now);
            let ahead = match former.asking {
                Asking::Sent(_) => Some(id),
                Asking::Idle | Asking::Queued { .. } => former.after,
            };
            let overlaps = |id: &EntryId| {
                let ahead = self.entries.get(id);
                ahead.is_some_and(|ahead| moves_on(ahead, &entry))
            };
            entry.after = ahead.filter(overlaps);
        }
        let id = self.count();
        self.entries.insert(id, entry);
        id
    }

    /// Lets go of what nobody shows, then of the answers used longest ago until the rest fits.
    pub(super) fn sweep(&mut self) {
        let mut shown = Set::new();
        for viewer in self.viewers.values() {
            shown.insert(viewer.entry);
        }
        let mut ahead = Set::new();
        for id in shown.iter() {
            if let Some(after) = self.entries.get(id).and_then(|entry| entry.after) {
                ahead.insert(after);
            }
        }
        let used = self.count();
        for (id, entry) in self.entries.iter_mut() {
            if shown.contains(id) {
                entry.used = used;
            } else if !ahead.contains(id) {
                if let Some(job) = entry.job() {
                    self.aborts.push(Action::Abort { ticket: job.ticket });
                }
                entry.asking = Asking::Idle;
                entry.trouble = None;
                entry.after = None;
            }
        }
        let wanted = |id: &EntryId| shown.contains(id) || ahead.contains(id);
        self.entries
            .retain(|id, entry| wanted(id) || entry.kept.is_some());
        while self.bytes() > self.limits.bytes || self.entries.len() > self.limits.entries {
            let idle = self.entries.iter().filter(|(id, _)| !wanted(id));
            let Some((&oldest, _)) = idle.min_by_key(|(id, entry)| (entry.used, **id)) else {
                return;
            };
            self.entries.remove(&oldest);
        }
    }
}
