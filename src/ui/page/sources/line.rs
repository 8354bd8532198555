//! One source: what was found out, and what to do when it fails.

use crate::browser::location;
use crate::config::Kind;
use crate::health::check::Shown;
use crate::time::Millis;
use crate::ui::hook::shell::Shell;
use crate::ui::page::sources::About;
use crate::ui::page::sources::Known;
use crate::ui::page::sources::ask;
use crate::ui::part::erased::follow;
use crate::ui::part::erased::on;
use crate::ui::part::figure;
use crate::ui::part::figure::State;
use crate::ui::part::icon::Icon;
use crate::words::reason::Asked;
use leptos::prelude::*;

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
    let test = move |_| {
        for_test.about.update(|about| about.version = None);
        ask(&for_test);
    };
    view! {
        <li class="check sources-line">
            <div class="row">
                <span class="name-cell">
                    <span class="name truncate">{name.clone()}</span>
                    <span class="address truncate" title=address.clone()>{address.clone()}</span>
                </span>
                {follow(move || cells(shell, &for_row))}
                <button
                    type="button"
                    class="button"
                    data-icon-only=""
                    data-kind="quiet"
                    data-size="small"
                    aria-label=(say.test)(&name)
                    title=(say.test)(&name)
                    on:click=on(test)
                >
                    <Icon name="refresh"/>
                </button>
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
    let (shown, word) = match (&version, known.source.kind) {
        (_, Kind::Demo) => (Shown::Healthy, say.works),
        (None, _) => (Shown::Starting, words.shell().starting),
        (Some(Ok(_)), _) => (Shown::Healthy, say.works),
        (Some(Err(_)), _) => (Shown::Unreachable, say.fails),
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
        <span class="version truncate">{version.unwrap_or_else(unknown)}</span>
        <span class="num">{took.unwrap_or_else(|| status.no_answer.to_owned())}</span>
        <span class="num">{clock.unwrap_or_else(unknown)}</span>
        <span class="num">{newest.unwrap_or_else(unknown)}</span>
    }
    .into_any()
}

fn advice(shell: Shell, known: &Known) -> Option<AnyView> {
    let words = shell.words();
    let say = words.source();
    let about = known.about.get();
    let source = &known.source;
    if let Some(Err(failure)) = &about.version {
        let mixed = location::origin().starts_with("https:") && source.url.starts_with("http:");
        if mixed {
            let text = (say.insecure)(&source.url);
            return Some(view! { <p class="notice" data-status="warning">{text}</p> }.into_any());
        }
        let asked = Asked {
            source: &source.name,
            address: &source.url,
            query: "",
        };
        let told = words.failed(failure, &asked);
        return Some(
            view! {
                <p class="notice" data-status="warning">
                    <span><strong>{told.title}</strong>{". "}{told.detail}</span>
                </p>
            }
            .into_any(),
        );
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

fn signed(shell: &Shell, ahead: Millis) -> String {
    let sign = if ahead.0 < 0 { '−' } else { '+' };
    format!("{sign}{}", figure::length(shell, Millis(ahead.0.abs())))
}
