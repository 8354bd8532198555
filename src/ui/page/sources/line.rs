//! One source: what was found out, and what to do when it fails.

use crate::browser::location;
use crate::config::Kind;
use crate::health::check::Shown;
use crate::source::Failure;
use crate::source::obstacle::Obstacle;
use crate::source::obstacle::Right;
use crate::time::Millis;
use crate::ui::hook::shell::Shell;
use crate::ui::page::sources::About;
use crate::ui::page::sources::Known;
use crate::ui::page::sources::ask::ask;
use crate::ui::part::erased::follow;
use crate::ui::part::figure;
use crate::ui::part::figure::State;
use crate::ui::part::quiet::quiet;
use crate::words::reason::Asked;
use crate::words::source::Place;
use leptos::prelude::*;

/// An answer of a few bytes that takes longer is slow.
const SLOW: i64 = 1_000;

/// Clocks that differ by less are as good as the same: answers take that long.
const CLOCK: i64 = 2_000;

/// The row, and below it what is wrong.
#[component]
pub(super) fn Line(known: Known) -> impl IntoView {
    let shell = Shell::here();
    let say = shell.words().source();
    let name = known.source.name.clone();
    let address = if known.source.kind == Kind::Demo {
        say.demo.to_owned()
    } else {
        known.source.url.clone()
    };
    let (for_row, for_advice, for_test) = (known.clone(), known.clone(), known);
    let test = move || {
        for_test.about.update(|about| about.version = None);
        ask(&for_test, true);
    };
    view! {
        <li class="check sources-line">
            <div class="row">
                <span class="name-cell">
                    <span class="name truncate">{name.clone()}</span>
                    <span class="address truncate" title=address.clone()>{address.clone()}</span>
                </span>
                {follow(move || cells(shell, &for_row))}
                {quiet("refresh", (say.test)(&name), test)}
            </div>
            {follow(move || advice(shell, &for_advice))}
        </li>
    }
}

fn cells(shell: Shell, known: &Known) -> AnyView {
    let words = shell.words();
    let (say, status) = (words.source(), words.status());
    let About {
        version,
        took,
        ahead,
        newest,
        ..
    } = known.about.get();
    let is_slow = took.is_some_and(|took| took.0 > SLOW);
    let (shown, word) = match &version {
        None => (Shown::Starting, words.shell().starting),
        Some(Ok(_)) if is_slow => (Shown::Degraded, say.slow),
        Some(Ok(_)) => (Shown::Healthy, say.works),
        Some(Err(_)) => (Shown::Unreachable, say.fails),
    };
    let unknown = || status.no_data.to_owned();
    let version = version.and_then(Result::ok).filter(|text| !text.is_empty());
    #[allow(clippy::cast_precision_loss)]
    let took = took.map(|took| figure::seconds(&shell, took.0 as f64 / 1_000.0));
    let clock = ahead.map(|ahead| match ahead.0.abs() < CLOCK {
        true => status.ok.to_owned(),
        false => signed(&shell, ahead),
    });
    let newest = newest.map(|age| match age.0 < 1_000 {
        true => words.time().just_now.to_owned(),
        false => (words.time().ago)(&figure::length(&shell, age)),
    });
    view! {
        <State shown word/>
        <span class="version truncate" data-label=say.version>{version.unwrap_or_else(unknown)}</span>
        <span class="num" data-label=say.answer>{took.unwrap_or_else(|| status.no_answer.to_owned())}</span>
        <span class="num" data-label=say.clock>{clock.unwrap_or_else(unknown)}</span>
        <span class="num" data-label=say.newest>{newest.unwrap_or_else(unknown)}</span>
        {can(shell, known)}
    }
    .into_any()
}

/// What this browser may do there, in words that are tags.
fn can(shell: Shell, known: &Known) -> AnyView {
    let say = shell.words().source();
    let about = known.about.get();
    let answers = matches!(about.version, Some(Ok(_))) && known.source.kind != Kind::Demo;
    let mut tags: Vec<(String, bool)> = Vec::new();
    if answers {
        let is_elsewhere = known.source.url.contains("://");
        let way = if is_elsewhere {
            say.elsewhere
        } else {
            say.here
        };
        tags.push((way.to_owned(), true));
        for (right, has) in &about.rights {
            let word = if *has {
                (say.right)(*right).to_owned()
            } else {
                (say.right_not)(*right)
            };
            tags.push((word, *has));
        }
        let is_tried = about
            .rights
            .iter()
            .any(|(right, _)| *right == Right::Silence);
        if known.source.kind == Kind::Alertmanager && !is_tried {
            tags.push((say.silence_untried.to_owned(), false));
        }
    }
    let nothing = tags.is_empty() && matches!(about.version, Some(Err(_)));
    let tags = tags
        .into_iter()
        .map(|(word, has)| view! { <span class="tag" class:off=!has>{word}</span> })
        .collect_view();
    view! {
        <span class="can" data-label=say.may>
            {tags}
            {nothing.then(|| view! { <span class="none">{say.right_none}</span> })}
        </span>
    }
    .into_any()
}

fn advice(shell: Shell, known: &Known) -> Option<AnyView> {
    let say = shell.words().source();
    let about = known.about.get();
    let source = &known.source;
    if let Some(Err(failure)) = &about.version {
        return Some(trouble(shell, known, failure, about.obstacle?));
    }
    let ahead = about.ahead.filter(|ahead| ahead.0.abs() >= CLOCK)?;
    let title = (say.clock_off)(&source.name, &signed(&shell, ahead));
    Some(
        view! {
            <p class="notice" data-status="warning">
                <span><strong>{title}</strong>{" "}{say.clock_advice}</span>
            </p>
        }
        .into_any(),
    )
}

/// What happened, and what to do about it.
fn trouble(shell: Shell, known: &Known, failure: &Failure, obstacle: Obstacle) -> AnyView {
    let words = shell.words();
    let say = words.source();
    let source = &known.source;
    let origin = location::origin();
    let place = Place {
        name: &source.name,
        address: &source.url,
        origin: &origin,
    };
    let told = (say.obstacle)(obstacle, &place).unwrap_or_else(|| {
        let asked = Asked {
            source: &source.name,
            address: &source.url,
            query: "",
        };
        words.failed(failure, &asked)
    });
    let forward = (
        say.serve_here.to_owned(),
        (say.serve_here_detail)(&source.id),
        format!(
            "location /{}/ {{\n  proxy_pass {};\n}}",
            source.id, source.url
        ),
    );
    let other = match obstacle {
        Obstacle::Cors => Some((
            (say.allow_here)(&source.name),
            String::new(),
            format!("Access-Control-Allow-Origin: {origin}"),
        )),
        Obstacle::Policy => Some((
            say.allow_policy.to_owned(),
            String::new(),
            format!("connect-src 'self' {}", host(&source.url)),
        )),
        Obstacle::Mixed | Obstacle::Silent | Obstacle::Failure => None,
    };
    let steps: Vec<(String, String, String)> = match obstacle {
        Obstacle::Mixed | Obstacle::Policy | Obstacle::Cors => {
            std::iter::once(forward).chain(other).collect()
        }
        Obstacle::Silent | Obstacle::Failure => Vec::new(),
    };
    let any = !steps.is_empty();
    let steps = steps
        .into_iter()
        .map(|(what, more, lines)| {
            view! {
                <li>
                    <strong>{what}</strong>
                    {" "}
                    {more}
                    <pre class="query-text" tabindex="0" role="region" aria-label=say.what_to_do>{lines}</pre>
                </li>
            }
        })
        .collect_view();
    view! {
        <div class="source-trouble" data-status="warning" data-obstacle=format!("{obstacle:?}")>
            <p class="notice" data-status="warning">
                <span><strong>{told.title}</strong>{". "}{told.detail}</span>
            </p>
            {any.then(|| view! { <ol class="advice">{steps}</ol> })}
        </div>
    }
    .into_any()
}

/// Scheme, host and port of an address.
fn host(address: &str) -> &str {
    let after = address.find("://").map_or(0, |at| at + 3);
    let rest = address.get(after..).unwrap_or_default();
    let end = rest.find('/').unwrap_or(rest.len());
    address.get(..after + end).unwrap_or(address)
}

fn signed(shell: &Shell, ahead: Millis) -> String {
    let sign = if ahead.0 < 0 { '−' } else { '+' };
    format!("{sign}{}", figure::length(shell, Millis(ahead.0.abs())))
}
