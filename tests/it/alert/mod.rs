//! Alerts in, what one on call sees out.

/// What of a rule's expression is drawn.
mod expression;
/// The past from `ALERTS`.
mod history;
/// What Alertmanagers hold joined with what rules say; sections, filters, fingerprints.
mod joined;
/// What a filter leaves, in rows and counted.
mod left;
/// The list of several servers, in order, in sections, counted.
mod list;
/// Matchers read, written, held.
mod matcher;
/// Routes and inhibition of a configuration.
mod routing;
/// What a silence hits, and what is wrong with it.
mod silence;

use crate::turns::Alone;
use crate::turns::now;
use atalaya::alert::join;
use atalaya::alert::join::Held;
use atalaya::alert::list::Item;
use atalaya::alert::section;
use atalaya::alert::section::Section;
use atalaya::data::alert;
use atalaya::data::labels::Labels;
use atalaya::data::rule;

/// Labels from `a=1 b=2`.
fn labels(text: &str) -> Labels {
    let pair = |pair: &str| {
        let (name, value) = pair.split_once('=').unwrap();
        (name.to_owned(), value.to_owned())
    };
    Labels::from_pairs(text.split_whitespace().map(pair))
}

/// What is joined of these.
fn items(held: &[Held<'_>], rules: &[&[rule::Group]]) -> Vec<Item> {
    now(join::items(held, rules, &mut Alone::default()))
}

/// Places of items, the worst first.
fn order(items: &[Item]) -> Vec<usize> {
    now(atalaya::alert::list::order(items, &mut Alone::default()))
}

/// Items in the sections that servers made.
fn as_served(items: &[Item], served: &[alert::Group]) -> Vec<Section> {
    let served: Vec<&alert::Group> = served.iter().collect();
    let places = (&*order(items), &*section::index(items));
    now(section::as_served(
        items,
        places,
        &served,
        &mut Alone::default(),
    ))
}
