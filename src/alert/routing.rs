//! Which way an alert goes through Alertmanager's configuration: routes, receivers, and what inhibits it.
//!
//! Does not know time intervals: a route that is muted at times is said to be so by name.

use crate::alert::matcher::Ready;
use crate::alert::routing_read;
use crate::data::labels::Labels;
use crate::notation::yaml;

/// What of a configuration decides where alerts go.
#[derive(Clone, Debug, PartialEq)]
pub struct Routing {
    /// The routes, the first at the root; a child stands behind its parent.
    pub routes: Vec<Route>,
    /// Names of all receivers.
    pub receivers: Vec<String>,
    /// What makes alerts quiet while others fire.
    pub inhibit: Vec<Inhibit>,
}

/// A route, with what it has from its parents.
#[derive(Clone, Debug, PartialEq)]
pub struct Route {
    /// Line of the configuration.
    pub line: usize,
    /// How many parents it has.
    pub depth: usize,
    /// Its children, as places in the list of routes.
    pub routes: Vec<usize>,
    /// Its own matchers as Alertmanager writes them.
    pub matchers: String,
    /// The same, ready.
    pub ready: Ready,
    /// To whom.
    pub receiver: String,
    /// Labels that part groups; `...` is all.
    pub group_by: Vec<String>,
    /// How long the first notification of a group waits.
    pub group_wait: String,
    /// How long a changed group waits.
    pub group_interval: String,
    /// When an unchanged group is notified of again.
    pub repeat_interval: String,
    /// An alert that goes here goes on to the next sibling too.
    pub goes_on: bool,
    /// Names of the time intervals in which it is mute.
    pub muted_in: Vec<String>,
    /// Names of the time intervals in which alone it is not.
    pub active_in: Vec<String>,
}

/// A rule by which some alerts make others quiet.
#[derive(Clone, Debug, PartialEq)]
pub struct Inhibit {
    /// Line of the configuration.
    pub line: usize,
    /// Which alerts make quiet.
    pub source: String,
    /// The same, ready.
    pub source_ready: Ready,
    /// Which are made quiet.
    pub target: String,
    /// The same, ready.
    pub target_ready: Ready,
    /// Labels whose values must be the same in both.
    pub equal: Vec<String>,
}

/// Why a configuration was not read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// In which line, from 1.
    pub line: usize,
    /// What was expected there.
    pub expected: &'static str,
}

impl Routing {
    /// Reads the configuration as the server's status tells it.
    ///
    /// # Errors
    /// [`Fault`] with the line that is not understood.
    pub fn read(config: &str) -> Result<Self, Fault> {
        let node = yaml::read(config).map_err(|fault| Fault {
            line: fault.line,
            expected: fault.expected,
        })?;
        routing_read::routing(&node)
    }

    /// The routes an alert with these labels ends in, in the order they notify. Only a configuration whose root has
    /// matchers of its own, which no server takes, gives none.
    #[must_use]
    pub fn ways(&self, labels: &Labels) -> Vec<usize> {
        let mut found = Vec::new();
        self.walk(0, labels, &mut found);
        found
    }

    /// From the root to this route, both included.
    #[must_use]
    pub fn path(&self, route: usize) -> Vec<usize> {
        let mut path = vec![route];
        let mut child = route;
        while let Some(parent) = self
            .routes
            .iter()
            .position(|one| one.routes.contains(&child))
        {
            path.insert(0, parent);
            child = parent;
        }
        path
    }

    /// What makes an alert with these labels quiet: places of rules, and of the alerts that fire among `firing`.
    #[must_use]
    pub fn inhibited(&self, labels: &Labels, firing: &[&Labels]) -> Vec<(usize, usize)> {
        let mut found = Vec::new();
        for (place, rule) in self.inhibit.iter().enumerate() {
            if !rule.target_ready.hold(labels) {
                continue;
            }
            // One that is on both sides is not made quiet by another such, or the two would silence each other.
            let both = rule.source_ready.hold(labels);
            for (source, other) in firing.iter().enumerate() {
                let same =
                    |name: &String| other.get(name).unwrap_or("") == labels.get(name).unwrap_or("");
                if rule.source_ready.hold(other)
                    && rule.equal.iter().all(same)
                    && !(both && rule.target_ready.hold(other))
                {
                    found.push((place, source));
                }
            }
        }
        found
    }

    fn walk(&self, place: usize, labels: &Labels, found: &mut Vec<usize>) -> bool {
        let Some(route) = self.routes.get(place) else {
            return false;
        };
        if !route.ready.hold(labels) {
            return false;
        }
        let before = found.len();
        for child in &route.routes {
            let took = self.walk(*child, labels, found);
            let goes_on = self.routes.get(*child).is_some_and(|child| child.goes_on);
            if took && !goes_on {
                break;
            }
        }
        if found.len() == before {
            found.push(place);
        }
        true
    }
}
