//! Which rules are looked at, in which order, and how many there are of each kind.

use crate::alert::list::RuleAt;
use crate::alert::section::has;
use crate::data::rule::Group;
use crate::data::rule::Rule;
use crate::lean::sort;
use crate::ui::page::alerts::desk::Desk;
use std::sync::Arc;

/// A row of the list.
#[derive(Clone, Debug)]
pub(super) enum Row {
    /// Source and group, and how many of its rules are below.
    Head(usize, usize, usize),
    /// A rule, and whether it is the last of its group.
    Rule(RuleAt, bool),
}

#[derive(Debug)]
pub(super) struct Found {
    pub(super) rows: Arc<Vec<Row>>,
    pub(super) shown: usize,
    pub(super) all: usize,
    pub(super) groups: usize,
    pub(super) firing: usize,
    pub(super) pending: usize,
    pub(super) inactive: usize,
    pub(super) recording: usize,
    pub(super) failing: Vec<String>,
    pub(super) slow: usize,
}

/// A rule that takes more than this share of its group's interval is slow.
const SLOW: f64 = 0.2;

pub(super) fn key(row: &Row) -> u64 {
    match row {
        Row::Head(source, group, count) => {
            ((*source as u64) << 50) | ((*group as u64) << 20) | ((*count as u64) << 1)
        }
        Row::Rule(at, last) => {
            (1 << 62)
                | ((at.source as u64) << 50)
                | ((at.group as u64) << 26)
                | ((at.rule as u64) << 2)
                | u64::from(*last)
        }
    }
}

pub(super) fn found(desk: Desk, search: &str, only: &str, first: &str) -> Found {
    let rules = desk.rules.get();
    let mut found = Found {
        rows: Arc::new(Vec::new()),
        shown: 0,
        all: 0,
        groups: 0,
        firing: 0,
        pending: 0,
        inactive: 0,
        recording: 0,
        failing: Vec::new(),
        slow: 0,
    };
    let mut left: Vec<(RuleAt, &Rule, &Group)> = Vec::new();
    for (source, (_, groups)) in rules.0.iter().enumerate() {
        for (place, group) in groups.iter().enumerate() {
            found.groups += 1;
            for (at, rule) in group.rules.iter().enumerate() {
                found.all += 1;
                let state = state(rule);
                found.firing += usize::from(state == "firing");
                found.pending += usize::from(state == "pending");
                found.inactive += usize::from(state == "inactive");
                found.recording += usize::from(state == "recording");
                found.slow += usize::from(is_slow(rule, group));
                if is_failing(rule) {
                    found.failing.push(rule.name.clone());
                }
                if (only.is_empty() || only == state) && finds(rule, group, search) {
                    let at = RuleAt {
                        source,
                        group: place,
                        rule: at,
                    };
                    left.push((at, rule, group));
                }
            }
        }
    }
    found.shown = left.len();
    match first {
        "slow" => sort::by(&mut left, |a, b| {
            share(b.1, b.2).total_cmp(&share(a.1, a.2))
        }),
        "failing" => sort::by(&mut left, |a, b| is_failing(b.1).cmp(&is_failing(a.1))),
        _ => {}
    }
    // Out of their order rules are one list, each naming its group when it is opened.
    let grouped = !matches!(first, "slow" | "failing");
    let mut all: Vec<Row> = Vec::with_capacity(left.len());
    let mut at_head = None;
    for (at, _, _) in left {
        if grouped
            && at_head.is_none_or(|(source, group, _)| (source, group) != (at.source, at.group))
        {
            end_group(&mut all, at_head);
            at_head = Some((at.source, at.group, all.len()));
            all.push(Row::Head(at.source, at.group, 0));
        }
        all.push(Row::Rule(at, false));
    }
    end_group(&mut all, at_head);
    if let Some(Row::Rule(_, last)) = all.last_mut() {
        *last = true;
    }
    found.rows = Arc::new(all);
    found
}

fn end_group(all: &mut [Row], head: Option<(usize, usize, usize)>) {
    let Some((source, group, head)) = head else {
        return;
    };
    let count = all.len().saturating_sub(head + 1);
    if let Some(Row::Rule(_, last)) = all.last_mut() {
        *last = true;
    }
    if let Some(slot) = all.get_mut(head) {
        *slot = Row::Head(source, group, count);
    }
}

fn state(rule: &Rule) -> &str {
    rule.alerting
        .as_ref()
        .map_or("recording", |alerting| alerting.state.as_str())
}

pub(super) fn is_failing(rule: &Rule) -> bool {
    rule.health == "err" || rule.last_error.is_some()
}

pub(super) fn is_slow(rule: &Rule, group: &Group) -> bool {
    share(rule, group) > SLOW
}

/// How much of the time that its group has a rule takes; none where nobody says how much the group has.
fn share(rule: &Rule, group: &Group) -> f64 {
    match group.interval > 0.0 {
        true => rule.evaluation_time / group.interval,
        false => 0.0,
    }
}

fn finds(rule: &Rule, group: &Group, search: &str) -> bool {
    has(&rule.name, search)
        || has(&rule.query, search)
        || has(&group.name, search)
        || rule
            .labels
            .iter()
            .any(|(name, value)| has(&[name, "=", value].concat(), search))
}
