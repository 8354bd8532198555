//! Dashboards that follow each other by themselves: `playlist=uid,uid&interval=1m`, among the parameters that a link keeps for
//! others. A playlist that rests says `paused`.

use crate::route::view::View;
use crate::time::Millis;
use crate::time::interval::format_interval;
use crate::time::interval::parse_interval;

const UIDS: &str = "playlist";
const INTERVAL: &str = "interval";
const PAUSED: &str = "paused";

/// How long a dashboard is shown where a link says nothing, and at least.
const USUAL: Millis = Millis(60_000);
const LEAST: Millis = Millis(5_000);

/// Dashboards that follow each other.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Playlist {
    /// Their uids; at least one.
    pub uids: Vec<String>,
    /// How long each is shown.
    pub interval: Millis,
    /// The one that is shown stays.
    pub paused: bool,
}

impl Playlist {
    /// The playlist of a link.
    #[must_use]
    pub fn of(view: &View) -> Option<Self> {
        let said = |name: &str| {
            let mut others = view.others.iter();
            others
                .find(|(known, _)| known == name)
                .map(|(_, value)| value.as_str())
        };
        let uids = said(UIDS)?.split(',').map(str::trim);
        let uids: Vec<String> = uids
            .filter(|uid| !uid.is_empty())
            .map(str::to_owned)
            .collect();
        let interval = said(INTERVAL).and_then(|text| parse_interval(text).ok());
        (!uids.is_empty()).then(|| Self {
            uids,
            interval: interval.unwrap_or(USUAL).max(LEAST),
            paused: said(PAUSED).is_some_and(|paused| paused != "false"),
        })
    }

    /// Says it in a link.
    pub fn say(&self, view: &mut View) {
        unsay(view);
        let mut add = |name: &str, value: String| view.others.push((name.to_owned(), value));
        add(UIDS, self.uids.join(","));
        add(INTERVAL, format_interval(self.interval));
        if self.paused {
            add(PAUSED, "true".to_owned());
        }
    }

    /// Which of them a dashboard is, from 0; none where it is not among them.
    #[must_use]
    pub fn place(&self, uid: &str) -> Option<usize> {
        self.uids.iter().position(|known| known == uid)
    }

    /// The dashboard so many places after this one, round and round.
    #[must_use]
    pub fn beside(&self, uid: &str, by: isize) -> &str {
        let count = self.uids.len().max(1);
        let place = match self.place(uid) {
            Some(place) => {
                let by = by.rem_euclid(isize::try_from(count).unwrap_or(isize::MAX));
                place.saturating_add_signed(by) % count
            }
            None => 0,
        };
        self.uids.get(place).map_or("", String::as_str)
    }
}

/// Takes the playlist out of a link.
pub fn unsay(view: &mut View) {
    view.others
        .retain(|(name, _)| ![UIDS, INTERVAL, PAUSED].contains(&name.as_str()));
}
