//! `/alerts`: what is looked at and how, in the parameters that pages keep for each other.
//!
//! Reading never fails: what is odd counts as unsaid. Defaults are not written.

use crate::route::view::View;

/// What is looked at.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Tab {
    /// What fires now.
    #[default]
    Firing,
    /// The rules behind it.
    Rules,
    /// What is kept quiet.
    Silences,
    /// What fired.
    History,
    /// Who is told.
    Routing,
}

/// All in the order they stand in.
pub const TABS: [Tab; 5] = [
    Tab::Firing,
    Tab::Rules,
    Tab::Silences,
    Tab::History,
    Tab::Routing,
];

impl Tab {
    /// Its name in an address.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Firing => "firing",
            Self::Rules => "rules",
            Self::Silences => "silences",
            Self::History => "history",
            Self::Routing => "routing",
        }
    }
}

/// State of the page.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct State {
    /// What is looked at (`tab`).
    pub tab: Tab,
    /// Matchers as they are typed (`filter`), of alerts in the list and in the history.
    pub filter: String,
    /// The label that parts groups (`group`); empty is as Alertmanager groups, `none` is one list.
    pub group: String,
    /// Words to find among rules and silences (`search`).
    pub search: String,
    /// Of which state (`state`): of rules `firing`, `pending`, `inactive`, of silences `active`, `pending`, `expired`.
    pub only: String,
    /// What stands first (`sort`): of rules `slow` or `failing`, in the history `count`, `flaps` or `mean`.
    pub sort: String,
    /// What is open (`open`): an alert by its fingerprint, a rule by its place and name.
    pub open: String,
    /// Labels whose route is shown (`labels`), as matchers.
    pub labels: String,
}

/// The parameters of this page.
const PARAMS: [&str; 8] = [
    "tab", "filter", "group", "search", "state", "sort", "open", "labels",
];

/// A label that no alert has says that there are no groups.
pub const UNGROUPED: &str = "none";

impl State {
    /// What an address says.
    #[must_use]
    pub fn of(view: &View) -> Self {
        let text = |name: &str| {
            let mut pairs = view.others.iter();
            pairs
                .find(|(known, _)| known == name)
                .map(|(_, value)| value.clone())
                .unwrap_or_default()
        };
        let tab = text("tab");
        Self {
            tab: TABS
                .into_iter()
                .find(|known| known.name() == tab)
                .unwrap_or_default(),
            filter: text("filter"),
            group: text("group"),
            search: text("search"),
            only: text("state"),
            sort: text("sort"),
            open: text("open"),
            labels: text("labels"),
        }
    }

    /// Writes it into an address; what other pages keep there stays in order.
    pub fn put(&self, view: &mut View) {
        view.others
            .retain(|(name, _)| !PARAMS.contains(&name.as_str()));
        let tab = match self.tab {
            Tab::Firing => "",
            tab => tab.name(),
        };
        let values = [
            tab,
            &self.filter,
            &self.group,
            &self.search,
            &self.only,
            &self.sort,
            &self.open,
            &self.labels,
        ];
        for (name, value) in PARAMS.into_iter().zip(values) {
            if !value.is_empty() {
                view.others.push((name.to_owned(), value.to_owned()));
            }
        }
    }
}
