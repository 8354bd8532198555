//! An opened rule: its query, its chart, its facts.

use crate::alert::list::RuleAt;
use crate::data::rule::Group;
use crate::data::rule::Rule;
use crate::ui::hook::held::Memo;
use crate::ui::page::alerts::chart;
use crate::ui::page::alerts::desk::Desk;
use crate::ui::page::alerts::rule_row::ago;
use crate::ui::page::alerts::rule_row::fires_after;
use crate::ui::page::alerts::rule_row::seconds;
use crate::ui::page::alerts::say;
use crate::ui::part::erased::follow;
use leptos::prelude::*;

pub(super) fn detail(desk: Desk, at: RuleAt) -> AnyView {
    let say = desk.shell.words().alerts();
    // The chart and the text stay while figures change.
    let asked = Memo::new(move |_| desk.rule(at, |rule, _, source| (source, rule.query.clone())));
    view! {
        <div>
            <h3>{say.query}</h3>
            {follow(move || asked.get().map(|(_, query)| view! {
                <pre class="query-text" tabindex="0">{say::whole(&query)}</pre>
            }))}
            <div class="alert-chart">
                {follow(move || asked.get().map(|(source, query)| chart::chart(desk, source, &query, None)))}
            </div>
        </div>
        {follow(move || desk.rule(at, |rule, group, source| facts(desk, rule, group, source)))}
    }
    .into_any()
}

fn facts(desk: Desk, rule: &Rule, group: &Group, source: usize) -> AnyView {
    let say = desk.shell.words().alerts();
    let mut facts: Vec<(String, String)> = Vec::new();
    let mut add = |name: &str, value: String| facts.push((name.to_owned(), value));
    let source = desk
        .source(source)
        .map(|source| source.name)
        .unwrap_or_default();
    add(say.group, format!("{}, {source}", group.name));
    add(say.file, group.file.clone());
    if let Some(alerting) = &rule.alerting {
        add(say.waits, fires_after(desk, alerting));
        if alerting.keep_firing_for > 0.0 {
            add(
                say.keeps,
                (say.keeps_for)(&seconds(desk, alerting.keep_firing_for)),
            );
        }
        add(say.alerts_now, alerting.alerts.len().to_string());
    }
    let took = (say.took)(
        &ago(desk, rule.last_evaluation),
        &seconds(desk, rule.evaluation_time),
        &seconds(desk, group.interval),
    );
    add(say.evaluated, took);
    add(say.health, rule.health.clone());
    let error = rule
        .last_error
        .as_deref()
        .map_or_else(|| say.no_error.to_owned(), say::whole);
    add(say.last_error, error);
    if let Some(alerting) = &rule.alerting {
        for (name, value) in alerting.annotations.iter() {
            add(&say::cut(name, 60), say::whole(value));
        }
    }
    let rows = facts
        .into_iter()
        .map(
            |(name, value)| view! { <dt>{name}</dt><dd><bdi class="prose-text">{value}</bdi></dd> },
        )
        .collect_view();
    let tags = rule
        .labels
        .iter()
        .map(|(name, value)| {
            let text = say::cut(&[name, "=", value].concat(), 200);
            view! { <span class="tag mono"><bdi>{text}</bdi></span> }
        })
        .collect_view();
    let labels = (!rule.labels.is_empty()).then(|| {
        view! { <dt>{say.labels}</dt><dd><span class="chips">{tags}</span></dd> }
    });
    view! { <dl class="facts">{rows}{labels}</dl> }.into_any()
}
