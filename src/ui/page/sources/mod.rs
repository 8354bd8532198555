//! `/sources`: each source: does it answer, how fast, which version, whose clock; what a Prometheus holds; the page itself.

mod line;
mod own;
mod tsdb;

use crate::browser::clock;
use crate::config::Kind;
use crate::config::Source;
use crate::health::check::Shown;
use crate::live::check;
use crate::source::Ask;
use crate::source::Failure;
use crate::source::Found;
use crate::source::about;
use crate::source::about::Cardinality;
use crate::source::prometheus;
use crate::time::Millis;
use crate::ui::hook::held::RwSignal;
use crate::ui::hook::shell::Shell;
use crate::ui::hook::timing::Defaults;
use crate::ui::hook::timing::Timing;
use crate::ui::page::sources::line::Line;
use crate::ui::page::sources::own::Own;
use crate::ui::page::sources::tsdb::Tsdb;
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
    /// What it holds.
    holds: Option<Cardinality>,
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
            ask(one);
        }
    });
    let say = words.source();
    let lines = known
        .iter()
        .map(|known| view! { <Line known=known.clone()/> })
        .collect_view();
    let holds = known
        .iter()
        .map(|known| view! { <Tsdb known=known.clone()/> })
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

/// Asks a source for all of it.
pub(super) fn ask(known: &Known) {
    let Known { source, about } = known.clone();
    let path = match source.kind {
        Kind::Prometheus => "api/v1/status/buildinfo",
        Kind::Loki => "loki/api/v1/status/buildinfo",
        Kind::Alertmanager => "api/v2/status",
        Kind::Jaeger => "api/services",
        Kind::Tempo => "api/echo",
        Kind::Demo => return,
    };
    leptos::task::spawn_local(async move {
        let (reply, took) = check::of_source(&source, path).await;
        let version = reply.and_then(|reply| about::version(&reply));
        let answers = version.is_ok();
        about.try_update(|about| {
            about.took = answers.then_some(took);
            about.version = Some(version);
        });
        if source.kind != Kind::Prometheus || !answers {
            return;
        }
        let time = value(&source, "time()").await;
        about.try_update(|about| {
            about.ahead = time.map(|(value, half)| Millis(value.0 - clock::now().0 + half.0));
        });
        let newest = value(&source, "max(timestamp(up))").await;
        about.try_update(|about| {
            about.newest = newest.map(|(value, _)| Millis(clock::now().0 - value.0));
        });
        let (reply, _) = check::of_source(&source, "api/v1/status/tsdb").await;
        let holds = reply.ok().and_then(|reply| about::cardinality(&reply));
        about.try_update(|about| about.holds = holds);
    });
}

/// Seconds that a Prometheus says as milliseconds, and half the time its answer took. Asked without an instant, so that
/// its own clock decides.
async fn value(source: &Source, expr: &str) -> Option<(Millis, Millis)> {
    let path = format!("api/v1/query?query={expr}");
    let (reply, took) = check::of_source(source, &path).await;
    let ask = Ask::Instant {
        expr: expr.to_owned(),
        at: clock::now(),
    };
    let answer = prometheus::decode(&ask, &reply.ok()?).ok()?;
    let Found::Vector(samples) = answer.found else {
        return None;
    };
    let seconds = samples.first()?.value;
    // Casts of floats saturate.
    #[allow(clippy::cast_possible_truncation)]
    let millis = (seconds * 1_000.0) as i64;
    seconds
        .is_finite()
        .then_some((Millis(millis), Millis(took.0 / 2)))
}
