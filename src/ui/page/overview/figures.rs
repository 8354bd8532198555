//! The key figures: a value, how good it is, its mean, its age, and the line behind it.

use crate::chart::scene::Ink;
use crate::chart::scene::Status;
use crate::live::Known;
use crate::overview::figure;
use crate::overview::figure::Figure;
use crate::overview::figure::Grade;
use crate::overview::figure::Reading;
use crate::route::Route;
use crate::route::dashboard::State;
use crate::ui::hook::asked;
use crate::ui::hook::held::Memo;
use crate::ui::page::overview::Home;
use crate::ui::part::erased::follow;
use crate::ui::part::icon::Glyph;
use crate::ui::part::icon::token;
use crate::ui::picture::spark::Spark;
use crate::unit;
use leptos::prelude::*;

/// A tile that opens its dashboard.
pub(super) fn tile(home: Home, figure: Figure) -> AnyView {
    let source = home.metrics.with_value(Clone::clone);
    let scrape = home.shell.config.with_untracked(|config| {
        let found = config.as_ref().zip(source.as_deref());
        let found = found.and_then(|(config, id)| config.source(id));
        found.map_or(crate::config::SCRAPE_INTERVAL, |source| {
            source.scrape_interval
        })
    });
    let known = source.map(|source| {
        let timing = home.timing;
        home.watch(source, move || {
            let zone = timing.zone.get();
            let range = timing.range.get();
            let offset = zone.seconds_at(range.to);
            figure.ask(range, scrape, offset)
        })
    });
    let reading = Memo::new(move |_| {
        let answer = known.and_then(asked::latest);
        asked::matrix(answer.as_ref()).and_then(figure::read)
    });
    let grade = Memo::new(move |_| reading.with(|one| figure.grade(one.as_ref()?.value)));
    let name = (home.shell.words().overview().figure)(figure);
    let inside = view! {
        <span class="head">
            <span class="truncate">{name}</span>
            {follow(move || grade.get().map(|grade| state(home, figure, grade)))}
        </span>
        {follow(move || match reading.get() {
            Some(reading) => value(home, figure, &reading),
            None => nothing(home, known),
        })}
        <span class="said age">{follow(move || age(home, known))}</span>
        {follow(move || reading.get().map(|reading| spark(figure, &reading)))}
    };
    let link = home.link(
        "panel stat",
        move || Route::Dashboard(State::new(figure.dashboard())),
        inside.into_any(),
    );
    view! {
        <div class="figure" data-w="4" data-status=Signal::derive(move || loud(grade.get()))>{link}</div>
    }
    .into_any()
}

/// Good values are calm: only what is not has a colour.
fn loud(grade: Option<Grade>) -> Option<&'static str> {
    grade
        .filter(|grade| *grade != Grade::Good)
        .map(|grade| token(status(grade)))
}

fn status(grade: Grade) -> Status {
    match grade {
        Grade::Good => Status::Ok,
        Grade::Worse => Status::Warning,
        Grade::Bad => Status::Critical,
    }
}

fn state(home: Home, figure: Figure, grade: Grade) -> AnyView {
    let word = (home.shell.words().overview().grade)(figure, grade);
    let status = status(grade);
    view! { <span class="status" data-status=token(status)><Glyph status/>{word}</span> }.into_any()
}

fn value(home: Home, figure: Figure, reading: &Reading) -> AnyView {
    let locale = home.shell.locale();
    let words = home.shell.words().overview();
    let of = figure.unit(reading.currency.as_deref());
    let unit::Written {
        prefix,
        number,
        suffix,
    } = unit::show(reading.value, of, None, &locale);
    let mean = unit::text(reading.mean, of, None, &locale);
    // Of several currencies the largest is the value; their means are of no use beside each other.
    let others: Vec<String> = reading
        .others
        .iter()
        .map(|(currency, value)| unit::text(*value, figure.unit(Some(currency)), None, &locale))
        .collect();
    let note = if others.is_empty() {
        view! { <b>{mean}</b>{" "}{words.mean} }.into_any()
    } else {
        view! { <b>{"+ "}{others.join(", ")}</b> }.into_any()
    };
    view! {
        <span class="value">{prefix}{number}<small>{suffix}</small></span>
        <span class="said">{note}</span>
    }
    .into_any()
}

/// What is said where there is no value.
fn nothing(home: Home, known: Option<Known>) -> AnyView {
    let words = home.shell.words();
    let Some(known) = known else {
        return missing(
            words.status().no_data,
            words.health().no_source.to_owned(),
            words.health().no_source_detail.to_owned(),
        );
    };
    let source = home.metrics.with_value(Clone::clone).unwrap_or_default();
    if let Some(failure) = asked::failure(known) {
        let told = home.told(&source, &failure);
        return missing(words.status().no_answer, told.title, told.detail);
    }
    if asked::age(known).is_none() {
        return ().into_any();
    }
    let why = words.overview().no_metrics.to_owned();
    missing(words.status().no_data, why.clone(), why)
}

fn missing(word: &'static str, title: String, detail: String) -> AnyView {
    view! {
        <span class="value none">{word}</span>
        <span class="said" title=detail>{title}</span>
    }
    .into_any()
}

/// The age; of what should be newer, and why it is not.
fn age(home: Home, known: Option<Known>) -> String {
    let Some(known) = known else {
        return String::new();
    };
    let age = home.age(asked::age(known));
    let failure = asked::failure(known).filter(|_| !age.is_empty());
    let source = home.metrics.with_value(Clone::clone).unwrap_or_default();
    match failure {
        Some(failure) => format!("{age}. {}", home.told(&source, &failure).title),
        None => age,
    }
}

fn spark(figure: Figure, reading: &Reading) -> AnyView {
    let ink = match figure.grade(reading.value) {
        Some(Grade::Bad) => Some(Ink::Status(Status::Critical)),
        Some(Grade::Worse) => Some(Ink::Status(Status::Warning)),
        Some(Grade::Good) | None => None,
    };
    view! { <Spark column=reading.column.clone() ink/> }.into_any()
}
