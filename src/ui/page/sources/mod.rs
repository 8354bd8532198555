//! `/sources`: each source: does it answer, how fast, which version, whose clock, what may this browser do there; what a
//! Prometheus and a Loki hold; the page itself.

mod ask;
mod line;
mod own;
mod tsdb;
mod volume;

use crate::config::Kind;
use crate::config::Source;
use crate::health::check::Shown;
use crate::source::Failure;
use crate::source::about::Cardinality;
use crate::source::obstacle::Obstacle;
use crate::source::obstacle::Right;
use crate::time::Millis;
use crate::ui::hook::held::RwSignal;
use crate::ui::hook::shell::Shell;
use crate::ui::hook::timing::Defaults;
use crate::ui::hook::timing::Timing;
use crate::ui::page::sources::ask::ask;
use crate::ui::page::sources::line::Line;
use crate::ui::page::sources::own::Own;
use crate::ui::page::sources::tsdb::Tsdb;
use crate::ui::page::sources::volume::Volume;
use crate::ui::part::erased::follow;
use crate::ui::part::figure;
use crate::ui::part::figure::Shape;
use crate::ui::part::refresh_picker::RefreshPicker;
use leptos::prelude::*;

/// What was found out about a source.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct About {
    /// Its version, empty when it says none; none while it is being asked.
    version: Option<Result<String, Failure>>,
    /// How long that took.
    took: Option<Millis>,
    /// Its clock minus this browser's.
    ahead: Option<Millis>,
    /// Age of its newest sample.
    newest: Option<Millis>,
    /// What a Prometheus holds.
    holds: Option<Cardinality>,
    /// What a Loki holds: a label, and bytes by its values.
    volume: Option<(String, Vec<(String, f64)>)>,
    /// What this browser may do there, and what not.
    rights: Vec<(Right, bool)>,
    /// What stands between, when it fails.
    obstacle: Option<Obstacle>,
}

/// A source with what was found out about it.
#[derive(Clone)]
pub(super) struct Known {
    source: Source,
    about: RwSignal<About>,
}

/// The page.
#[component]
pub fn SourcesPage() -> impl IntoView {
    let shell = Shell::here();
    let words = shell.words();
    crate::browser::location::set_title(&format!(
        "{} · {}",
        words.shell().sources,
        words.first().name
    ));
    let timing = Timing::provide(Signal::derive(Defaults::default));
    let sources = shell
        .config
        .get_untracked()
        .map(|config| config.sources.clone())
        .unwrap_or_default();
    let known: Vec<Known> = sources
        .into_iter()
        .map(|source| Known {
            source,
            about: RwSignal::new(About::default()),
        })
        .collect();
    let all = known.clone();
    Effect::new(move |_| {
        let _ = timing.now();
        for one in &all {
            ask(one, false);
        }
    });
    let say = words.source();
    let lines = known
        .iter()
        .map(|known| view! { <Line known=known.clone()/> })
        .collect_view();
    let holds = known
        .iter()
        .map(|known| view! { <Tsdb known=known.clone()/><Volume known=known.clone()/> })
        .collect_view();
    view! {
        <div class="page-bar">
            <h1 class="page-title">{words.shell().sources}</h1>
            <div class="page-tools"><RefreshPicker/></div>
        </div>
        <div class="content sources-page">
            {follow(move || verdict(shell, &known))}
            <section class="panel" aria-label=words.shell().sources>
                <div class="check-head sources-head" aria-hidden="true">
                    <span>{say.source}</span>
                    <span>{say.state}</span>
                    <span>{say.version}</span>
                    <span class="num">{say.answer}</span>
                    <span class="num">{say.clock}</span>
                    <span class="num">{say.newest}</span>
                    <span>{say.may}</span>
                    <span>{""}</span>
                </div>
                <ul>{lines}</ul>
            </section>
            {holds}
            <Own/>
        </div>
    }
}

fn verdict(shell: Shell, known: &[Known]) -> AnyView {
    let say = shell.words().source();
    let asked = known.iter().filter(|one| one.source.kind != Kind::Demo);
    let found: Vec<Option<bool>> = asked
        .map(|one| {
            let about = one.about.with(|about| about.version.clone());
            about.map(|version| version.is_ok())
        })
        .collect();
    let good = found.iter().filter(|found| **found == Some(true)).count();
    let (shown, text) = if found.is_empty() {
        (Shown::Healthy, say.demo.to_owned())
    } else if found.contains(&None) {
        (Shown::NoData, say.asking.to_owned())
    } else if good == found.len() {
        (Shown::Healthy, (say.all_answer)(good))
    } else {
        (Shown::Degraded, (say.some_answer)(good, found.len()))
    };
    view! {
        <p class="verdict" data-status=figure::token(shown) role="status">
            <Shape shown/>
            <span class="verdict-text">{text}</span>
        </p>
    }
    .into_any()
}
