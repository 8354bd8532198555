//! What a Prometheus holds: where its series come from.

use crate::browser::element;
use crate::ui::hook::shell::Shell;
use crate::ui::page::sources::Known;
use crate::ui::part::erased::follow;
use crate::unit;
use leptos::prelude::*;

/// Three tables, the largest first; nothing for a source that does not say.
#[component]
pub(super) fn Tsdb(known: Known) -> impl IntoView {
    let shell = Shell::here();
    let say = shell.words().source();
    follow(move || {
        let holds = known.about.with(|about| about.holds.clone())?;
        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
        let series = (say.series)(holds.series as usize);
        let title = (say.holds)(&known.source.name);
        Some(view! {
            <div class="section-title">
                <h2>{title}</h2>
                <span class="page-note num">{series}</span>
            </div>
            <div class="grid">
                {counts(shell, say.by_metric, [say.metric, say.count], holds.metrics)}
                {counts(shell, say.by_label, [say.label, say.values], holds.labels)}
                {counts(shell, say.by_job, [say.pair, say.count], holds.pairs)}
            </div>
        })
    })
}

fn counts(
    shell: Shell,
    title: &str,
    heads: [&str; 2],
    counts: Vec<(String, f64)>,
) -> impl IntoView + use<> {
    let heads = heads.map(str::to_owned);
    table(shell, title.to_owned(), "locale", heads, counts)
}

/// Names with a figure each and its part of the largest.
pub(super) fn table(
    shell: Shell,
    title: String,
    unit: &'static str,
    heads: [String; 2],
    counts: Vec<(String, f64)>,
) -> impl IntoView + use<> {
    let most = counts.iter().map(|(_, count)| *count).fold(1.0, f64::max);
    let rows = counts
        .into_iter()
        .map(|(name, count)| {
            let written = unit::text(count, unit, (unit == "locale").then_some(0), &shell.locale());
            let share = count / most * 100.0;
            let meter = NodeRef::<leptos::html::Span>::new();
            Effect::new(move |_| {
                if let Some(element) = meter.get() {
                    element::set_property(&element, "--share", &format!("{share:.1}%"));
                }
            });
            view! {
                <tr>
                    <td class="mono truncate-cell" title=name.clone()>{name.clone()}</td>
                    <td class="num">{written}</td>
                    <td class="meter-cell"><span class="share" node_ref=meter aria-hidden="true">{""}</span></td>
                </tr>
            }
        })
        .collect_view();
    let [first, second] = heads;
    view! {
        <section class="panel" data-w="8" aria-label=title.clone()>
            <header><h3>{title.clone()}</h3></header>
            <div class="body" data-flush="">
                <table class="table compact">
                    <thead>
                        <tr>
                            <th scope="col">{first}</th>
                            <th scope="col" class="num">{second.clone()}</th>
                            <th scope="col"><span class="visually-hidden">{second}</span></th>
                        </tr>
                    </thead>
                    <tbody>{rows}</tbody>
                </table>
            </div>
        </section>
    }
}
