//! What is known before lines come: how much a query would read, and how many lines there were when.

use crate::cache::view::View;
use crate::data::lines::Window;
use crate::logs::place::Density;
use crate::logs::volume;
use crate::logs::volume::Volume;
use crate::query::logql::Query as Logql;
use crate::source::Ask;
use crate::source::Failure;
use crate::source::Found;
use crate::source::log::LogAsk;
use crate::source::log::LogFound;
use crate::source::log::Stats;
use crate::ui::hook::held::Memo;
use crate::ui::hook::held::RwSignal;
use crate::ui::hook::timing::Timing;
use crate::ui::page::logs::asked::Asked;
use crate::ui::page::logs::model::answer;
use crate::ui::page::logs::model::failure;
use crate::ui::page::logs::model::is_settled;
use leptos::prelude::*;
use std::sync::Arc;

/// A query that reads more than this is not run before somebody says so.
const COSTLY: u64 = 20_000_000_000;

/// Over a shorter range nothing is costly: the index is not asked first.
const SHORT: i64 = 3_600_000;

/// What is known; copies are the same.
#[derive(Clone, Copy)]
pub(super) struct Counted {
    /// What the query would read.
    pub(super) stats: Memo<Option<Stats>>,
    /// It reads so much that nothing is asked before somebody says so.
    pub(super) held_back: Memo<bool>,
    /// Nothing speaks against asking.
    pub(super) may_ask: Memo<bool>,
    /// Queries that were run all the same.
    pub(super) allowed: RwSignal<Vec<String>>,
    /// How many lines when.
    pub(super) volume: Memo<Option<Arc<Volume>>>,
    /// Why there is none.
    pub(super) volume_failure: Memo<Option<Failure>>,
    /// The same without levels.
    pub(super) density: Memo<Arc<Density>>,
}

impl Counted {
    /// What is known of what is asked.
    pub(super) fn new(asked: Asked, timing: Timing) -> Self {
        let (query, selector, hours) = (asked.query, asked.selector, asked.hours);
        let question = Memo::new(move |_| {
            let range = timing.range.get();
            let long = range.to.0.saturating_sub(range.from.0) > SHORT;
            let expr = selector.get().filter(|_| long)?;
            let window = Window::of(hours.get());
            Some(Ask::Log(LogAsk::Stats { expr, window }))
        });
        let known = asked.ask(move || question.get());
        // For a moment what is known is the answer to what was asked before.
        let weighed = move |look: fn(&View) -> Option<Stats>| {
            let question = question.get()?;
            known.with(|view| look(view.as_ref().filter(|view| view.query.ask == question)?))
        };
        let stats = Memo::new(move |_| weighed(stats));
        let allowed = RwSignal::new(Vec::<String>::new());
        let weighing = Memo::new(move |_| {
            let asks = question.with(Option::is_some);
            asks && weighed(|view| is_settled(view).then(Stats::default)).is_none()
        });
        let held_back = Memo::new(move |_| {
            let costly = stats.get().is_some_and(|stats| stats.bytes > COSTLY);
            let expr = query.get().unwrap_or_default();
            costly && !allowed.with(|all| all.contains(&expr))
        });
        let may_ask = Memo::new(move |_| !weighing.get() && !held_back.get());
        let counts = asked.ask(move || {
            let range = timing.range.get();
            let query = query.get().filter(|_| may_ask.get())?;
            Logql::read(&query).ok()?;
            let grid = volume::grid(range);
            let expr = volume::expr(&query, grid);
            Some(Ask::Range { expr, grid })
        });
        let volume = Memo::new(move |_| {
            counts.with(|view| {
                let view = view.as_ref()?;
                let previous = || view.previous.as_ref().map(|previous| &previous.answer);
                match &answer(view).or_else(previous)?.found {
                    Found::Matrix(matrix) => Some(Arc::new(Volume::of(matrix))),
                    _ => None,
                }
            })
        });
        let volume_failure = Memo::new(move |_| counts.with(|view| failure(view.as_ref()?)));
        let density = Memo::new(move |_| {
            let volume = volume.get();
            Arc::new(volume.map(|volume| volume.density()).unwrap_or_default())
        });
        Self {
            stats,
            held_back,
            may_ask,
            allowed,
            volume,
            volume_failure,
            density,
        }
    }
}

fn stats(view: &View) -> Option<Stats> {
    match &answer(view)?.found {
        Found::Log(LogFound::Stats(stats)) => Some(*stats),
        _ => None,
    }
}
