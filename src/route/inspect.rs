//! Which view of what is behind a panel is open: `inspectTab`, as Grafana writes it, among the parameters that a dashboard's
//! link keeps for others.

use crate::route::view::View;

/// The parameter.
const NAME: &str = "inspectTab";

/// A view of what is behind a panel.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Tab {
    /// Questions as sent.
    #[default]
    Queries,
    /// The answers as received.
    Answer,
    /// The values.
    Data,
    /// The file's own words.
    Json,
    /// Counts and ages.
    Statistics,
}

/// Every view, in the order in which they are offered.
pub const TABS: [Tab; 5] = [
    Tab::Queries,
    Tab::Answer,
    Tab::Data,
    Tab::Json,
    Tab::Statistics,
];

impl Tab {
    /// The view that a link wants; the first where it says nothing that is known.
    #[must_use]
    pub fn of(view: &View) -> Self {
        let said = view.others.iter().find(|(name, _)| name == NAME);
        let said = said.map_or("", |(_, value)| value);
        let known = TABS.into_iter().find(|tab| tab.name() == said);
        known.unwrap_or_default()
    }

    /// Says the view in a link; the first goes without saying.
    pub fn say(self, view: &mut View) {
        unsay(view);
        if self != Self::default() {
            view.others.push((NAME.to_owned(), self.name().to_owned()));
        }
    }

    /// Its name in links.
    fn name(self) -> &'static str {
        match self {
            Self::Queries => "query",
            Self::Answer => "answer",
            Self::Data => "data",
            Self::Json => "json",
            Self::Statistics => "stats",
        }
    }
}

/// Takes the view out of a link.
pub fn unsay(view: &mut View) {
    view.others.retain(|(name, _)| name != NAME);
}
