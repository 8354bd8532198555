//! What the page of alerts asks of Alertmanagers and of whoever evaluates rules, and what it is told.
//!
//! Rules come page by page from servers that have pages; [`page`] says whether there is another. An answer is held
//! unread: only the page of alerts knows what is in it.

mod rules;

use crate::data::rule::Group;
use crate::lean::turns::Turns;
use crate::source::Answer;
use crate::source::Ask;
use crate::source::Failure;
use crate::source::Found;
use crate::source::Method;
use crate::source::Reply;
use crate::source::Request;
use crate::source::prometheus;
use std::any::Any;
use std::sync::Arc;

/// What is asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Topic {
    /// An Alertmanager's version, peers, configuration.
    Status,
    /// All its alerts.
    Alerts,
    /// Its groups.
    Groups,
    /// Its silences.
    Silences,
    /// All rules of a Prometheus, or of Loki's ruler, with their alerts.
    Rules,
}

/// What came of it: [`crate::source::alertmanager::Found`], or the rule groups of [`Topic::Rules`].
#[derive(Clone, Debug)]
pub struct Told {
    told: Arc<dyn Any + Send + Sync>,
    bytes: usize,
}

/// The same answer, not an equal one: comparing tens of thousands of alerts is work that nobody needs.
impl PartialEq for Told {
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.told, &other.told)
    }
}

impl Told {
    /// Holds an answer that took so many bytes to send.
    pub fn new<T: Send + Sync + 'static>(told: T, bytes: usize) -> Self {
        Self {
            told: Arc::new(told),
            bytes,
        }
    }

    /// The answer, if it is of this kind.
    #[must_use]
    pub fn read<T: 'static>(&self) -> Option<&T> {
        self.told.downcast_ref()
    }

    /// The same to be kept, without a copy.
    #[must_use]
    pub fn share<T: Send + Sync + 'static>(&self) -> Option<Arc<T>> {
        Arc::clone(&self.told).downcast().ok()
    }

    /// The answer itself, if it is of this kind and nobody else holds it.
    #[must_use]
    pub fn into_inner<T: Send + Sync + 'static>(self) -> Option<T> {
        Arc::into_inner(self.told.downcast().ok()?)
    }

    /// Bytes it takes, near enough: what is read is about as large as what was sent.
    #[must_use]
    pub fn bytes(&self) -> usize {
        self.bytes
    }
}

/// How many rule groups are asked for at once; servers that have no pages send all.
pub const PAGE: usize = 500;

/// More pages than this are a server that never ends.
pub const MOST_PAGES: usize = 200;

/// The request for a page of rules, the first one without a token; `path` is the API's own (`api/v1/rules`).
#[must_use]
pub fn rules(path: &str, token: Option<&str>) -> Request {
    let mut form = vec![("group_limit", PAGE.to_string())];
    form.extend(token.map(|token| ("group_next_token", token.to_owned())));
    Request {
        method: Method::Get,
        path: path.to_owned(),
        form,
    }
}

/// Rule groups of a page, what the server says of them, and the token of the next page.
#[derive(Clone, Debug, PartialEq)]
pub struct Page {
    /// The groups.
    pub groups: Vec<Group>,
    /// The server's warnings.
    pub warnings: Vec<String>,
    /// What to ask the next page with; none after the last.
    pub next: Option<String>,
}

/// Reads a page, in turns with others: a rule may have tens of thousands of alerts.
///
/// # Errors
/// As Prometheus' own ([`prometheus::decode`]).
pub async fn page(reply: &Reply, turns: &mut impl Turns) -> Result<Page, Failure> {
    match (200..300).contains(&reply.status) {
        true => match rules::page(&reply.body, turns).await {
            Ok(page) => Ok(page),
            // Whoever reads it as a whole says best what is wrong with it.
            Err(_) => whole(reply),
        },
        false => whole(reply),
    }
}

fn whole(reply: &Reply) -> Result<Page, Failure> {
    let Answer {
        found, warnings, ..
    } = prometheus::decode(&Ask::Rules, reply)?;
    match found {
        Found::Rules(groups) => Ok(Page {
            groups,
            warnings,
            next: None,
        }),
        _ => Err(Failure::Shape {
            at: "data".to_owned(),
            expected: "rule groups",
        }),
    }
}
