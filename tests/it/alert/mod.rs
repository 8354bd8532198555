//! Alerts in, what one on call sees out.

/// What of a rule's expression is drawn.
mod expression;
/// The past from `ALERTS`.
mod history;
/// What Alertmanagers hold joined with what rules say; sections, filters, fingerprints.
mod joined;
/// The list of several servers, in order, in sections, counted.
mod list;
/// Matchers read, written, held.
mod matcher;
/// What a filter leaves, in rows and counted.
mod narrowed;
/// Routes and inhibition of a configuration.
mod routing;
/// What a silence hits, and what is wrong with it.
mod silence;

use crate::turns::Alone;
use crate::turns::now;
use atalaya::alert::fingerprint;
use atalaya::alert::join;
use atalaya::alert::join::Held;
use atalaya::alert::left;
use atalaya::alert::left::Laid;
use atalaya::alert::left::Left;
use atalaya::alert::list::Item;
use atalaya::alert::pairs::Pairs;
use atalaya::alert::section;
use atalaya::alert::section::Filter;
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
    now(join::joined(held, rules, &mut Alone::default())).items
}

/// Places of items, the worst first.
fn order(items: &[Item]) -> Vec<usize> {
    now(atalaya::alert::list::order(items, &mut Alone::default()))
}

/// Items in the sections that servers made.
fn as_served(items: &[Item], served: &[alert::Group]) -> Vec<Section> {
    let place = |alert: &alert::Alert| {
        let key = fingerprint::of(&alert.labels);
        items.iter().position(|item| item.key == key).unwrap()
    };
    let places: Vec<Vec<usize>> = served
        .iter()
        .map(|group| group.alerts.iter().map(place).collect())
        .collect();
    let served: Vec<_> = served
        .iter()
        .zip(places.iter().map(Vec::as_slice))
        .collect();
    now(section::as_served(
        items,
        &order(items),
        &served,
        &mut Alone::default(),
    ))
}

/// Items in sections by a label.
fn by_label(items: &[Item], name: Option<&str>) -> Vec<Section> {
    let mut alone = Alone::default();
    now(section::by_label(items, &order(items), name, &mut alone))
}

/// What alerts with these labels say.
fn pairs(labels: &[Labels]) -> Pairs {
    let none = Labels::default();
    let said = labels.iter().map(|labels| (labels, &none));
    now(Pairs::of(said, &mut Alone::default()))
}

/// What a filter leaves of items in sections.
fn left(items: &[Item], sections: Vec<Section>, filter: &Filter) -> Left {
    now(async {
        let mut alone = Alone::default();
        let said = items.iter().map(|item| (&*item.labels, &*item.annotations));
        let pairs = Pairs::of(said, &mut alone).await;
        let laid = Laid::new(items, sections, &mut alone).await;
        left::left(&laid, &pairs, filter, &mut alone).await
    })
}
