//! The time shown: quick ranges, exact ones, arrows, zoom out, the zone.

use crate::browser::clipboard;
use crate::lean::lower::lower;
use crate::time::math::Calendar;
use crate::time::math::End;
use crate::time::math::TextError;
use crate::time::math::resolve;
use crate::time::name::quick;
use crate::time::span::Direction;
use crate::time::span::TimeSpan;
use crate::time::span::shift;
use crate::time::span::zoom_out;
use crate::ui::hook::menu::Menu;
use crate::ui::hook::shell::Shell;
use crate::ui::hook::timing::Timing;
use crate::ui::part::erased::follow;
use crate::ui::part::erased::on;
use crate::ui::part::icon::Icon;
use crate::ui::part::zone_picker::ZonePicker;
use leptos::ev::SubmitEvent;
use leptos::prelude::*;
use serde_json::Value;

/// Id of the picker.
pub const ID: &str = "range";

/// Absolute ranges remembered on this browser.
const RECENT: usize = 4;

/// The button with its picker, and the buttons that move the range.
#[component]
pub fn RangePicker() -> impl IntoView {
    let shell = Shell::here();
    let timing = Timing::here();
    let menu = Menu::here();
    let words = shell.words();
    let name = move || {
        timing
            .span
            .with(|span| words.span(span, timing.now(), &timing.zone.get()))
    };
    let zone = move || {
        let zone = timing.zone.get();
        zone.at(timing.range.get().to)
            .map(|offset| offset.abbreviation.clone())
            .unwrap_or_default()
    };
    view! {
        <Move name=words.range.back icon="chevron-left" act=move || turn(shell, timing, Direction::Back) key="["/>
        <div class="anchor range-button">
            <button
                type="button"
                class="button"
                aria-haspopup="dialog"
                aria-controls=ID
                aria-keyshortcuts="."
                aria-expanded=Signal::derive(move || menu.is_open(ID).to_string())
                on:click=on(move |_| menu.toggle(ID))
            >
                <Icon name="clock"/>
                <span class="visually-hidden">{(words.range.title)("")}</span>
                <span class="num">{name}</span>
                <span class="zone">{zone}</span>
                <Icon name="chevron-down"/>
            </button>
            {follow(move || menu.is_open(ID).then(|| view! { <Picker/> }))}
        </div>
        <Move name=words.range.forward icon="chevron-right" act=move || turn(shell, timing, Direction::Forward) key="]"/>
        <Move name=words.range.zoom_out icon="zoom-out" act=move || widen(shell, timing) key="z"/>
    }
}

#[component]
fn Move(
    name: &'static str,
    icon: &'static str,
    act: impl Fn() + 'static,
    key: &'static str,
) -> impl IntoView {
    view! {
        <button
            type="button"
            class="button"
            data-icon-only=""
            data-kind="plain"
            data-phone="hide"
            aria-label=name
            title=name
            aria-keyshortcuts=key
            on:click=on(move |_| act())
        >
            <Icon name=icon/>
        </button>
    }
}

/// Half a range earlier or later.
pub fn turn(shell: Shell, timing: Timing, direction: Direction) {
    let range = timing.range.get_untracked();
    choose(
        shell,
        &TimeSpan::absolute(shift(range, direction, timing.now_untracked())),
    );
}

/// Twice the range around the same middle.
pub fn widen(shell: Shell, timing: Timing) {
    choose(
        shell,
        &TimeSpan::absolute(zoom_out(timing.range.get_untracked())),
    );
}

fn choose(shell: Shell, span: &TimeSpan) {
    if !span.is_relative() {
        let pair = (span.from.clone(), span.to.clone());
        shell.preferences.update(|chosen| {
            chosen.recent.retain(|other| *other != pair);
            chosen.recent.insert(0, pair);
            chosen.recent.truncate(RECENT);
        });
    }
    let (from, to) = (span.from.clone(), span.to.clone());
    shell.change(|route| {
        let shown = &mut route.view_mut().span;
        (shown.from, shown.to) = (Some(from), Some(to));
    });
}

#[component]
fn Picker() -> impl IntoView {
    let shell = Shell::here();
    let menu = Menu::here();
    let words = shell.words();
    let changing_zone = RwSignal::new(false);
    let pick = move |span: &TimeSpan| {
        menu.close();
        choose(shell, span);
    };
    view! {
        <div class="popover range-picker" id=ID role="dialog" aria-label=(words.range.title)("")>
            <Quick pick/>
            <Absolute pick/>
            <footer>{follow(move || view! { <Zone changing_zone/> })}</footer>
        </div>
    }
}

#[component]
fn Quick(pick: impl Fn(&TimeSpan) + Copy + Send + Sync + 'static) -> impl IntoView {
    let shell = Shell::here();
    let timing = Timing::here();
    let words = shell.words();
    let typed = RwSignal::new(String::new());
    let found = move || {
        let text = typed.get();
        let wanted = lower(text.trim());
        let mut found: Vec<TimeSpan> = TimeSpan::typed(&text).into_iter().collect();
        for quick in quick() {
            let span = TimeSpan::new(quick.from, quick.to);
            if lower(&(words.time.span)(quick.name)).contains(&wanted) && !found.contains(&span) {
                found.push(span);
            }
        }
        found
    };
    let options = move || {
        let found = found();
        if found.is_empty() {
            return view! { <li class="page-note">{(words.range.none_found)(&typed.get())}</li> }
                .into_any();
        }
        found
            .into_iter()
            .map(|span| {
                let chosen = timing.span.with(|now| *now == span);
                let name = words.span(&span, timing.now(), &timing.zone.get());
                view! {
                    <li>
                        <button
                            type="button"
                            aria-current=chosen.then_some("true")
                            on:click=on(move |_| pick(&span))
                        >
                            {name}
                            {chosen.then(|| view! { <Icon name="check"/> })}
                        </button>
                    </li>
                }
            })
            .collect_view()
            .into_any()
    };
    let submit = move |event: leptos::ev::KeyboardEvent| {
        if event.key() == "Enter" {
            event.prevent_default();
            if let Some(first) = found().first() {
                pick(first);
            }
        }
    };
    view! {
        <div class="quick">
            <label class="search">
                <span class="visually-hidden">{words.range.find}</span>
                <Icon name="search"/>
                <input
                    class="input"
                    autocomplete="off"
                    placeholder=words.range.find
                    data-first-focus=""
                    on:input=on(move |event| typed.set(event_target_value(&event)))
                    on:keydown=on(submit)
                />
            </label>
            <ul class="options" tabindex="0" aria-label=words.range.find>
                {options}
            </ul>
        </div>
    }
}

#[component]
fn Absolute(pick: impl Fn(&TimeSpan) + Copy + Send + Sync + 'static) -> impl IntoView {
    let shell = Shell::here();
    let timing = Timing::here();
    let words = shell.words();
    let shown = timing.span.get_untracked();
    let readable = |text: &str| readable(text, timing);
    let from = RwSignal::new(readable(&shown.from));
    let to = RwSignal::new(readable(&shown.to));
    let note = RwSignal::new(String::new());
    let apply = move |event: SubmitEvent| {
        event.prevent_default();
        let span = TimeSpan {
            from: from.get_untracked(),
            to: to.get_untracked(),
        };
        match span.resolve(
            timing.now_untracked(),
            &timing.zone.get_untracked(),
            Calendar::default(),
        ) {
            Ok(_) => pick(&span),
            Err(_) => note.set(words.range.reversed.to_owned()),
        }
    };
    let copy = move |_| {
        let text = format!(
            "{{\"from\":{:?},\"to\":{:?}}}",
            from.get_untracked(),
            to.get_untracked()
        );
        leptos::task::spawn_local(async move {
            let told = if clipboard::copy(&text).await {
                words.shell.copied
            } else {
                words.shell.not_copied
            };
            note.set(told.to_owned());
        });
    };
    let paste = move |_| {
        leptos::task::spawn_local(async move {
            match clipboard::paste().await.and_then(|text| pasted(&text)) {
                Some((start, end)) => {
                    from.set(start);
                    to.set(end);
                }
                None => note.set(words.range.nothing_to_paste.to_owned()),
            }
        });
    };
    let recent = move || {
        let recent = shell.preferences.with(|chosen| chosen.recent.clone());
        let rows = recent
            .into_iter()
            .map(|(from, to)| {
                let span = TimeSpan { from, to };
                let name = words.span(&span, timing.now(), &timing.zone.get());
                view! { <button type="button" class="option num" on:click=on(move |_| pick(&span))>{name}</button> }
            })
            .collect_view();
        (!rows.is_empty())
            .then(|| view! { <div class="recent"><h2>{words.range.recent}</h2>{rows}</div> })
    };
    view! {
        <form class="absolute" novalidate="" on:submit=on(apply)>
            <h2>{words.range.absolute}</h2>
            <Field id="range-from" name=words.range.from text=from end=End::From/>
            <Field id="range-to" name=words.range.to text=to end=End::To/>
            <div class="actions">
                <button type="submit" class="button" data-kind="primary">{words.range.apply}</button>
                <button type="button" class="button" on:click=on(copy)>
                    <Icon name="copy"/>
                    {words.range.copy}
                </button>
                <button type="button" class="button" on:click=on(paste)>{words.range.paste}</button>
            </div>
            <p class="help page-note" role="status">{follow(move || note.get())}</p>
            {recent}
        </form>
    }
}

/// Both ends of a range as it lies on the clipboard, in Grafana's form.
fn pasted(clipboard: &str) -> Option<(String, String)> {
    let json: Value = serde_json::from_slice(clipboard.as_bytes()).ok()?;
    let text = |key| json.get(key)?.as_str().map(str::to_owned);
    Some((text("from")?, text("to")?))
}

#[component]
fn Field(id: &'static str, name: &'static str, text: RwSignal<String>, end: End) -> impl IntoView {
    let shell = Shell::here();
    let timing = Timing::here();
    let words = shell.words();
    let meant = move || {
        text.with(|text| {
            resolve(
                text,
                timing.now(),
                &timing.zone.get(),
                Calendar::default(),
                end,
            )
        })
    };
    let help = move || match meant() {
        Ok(at) => words.exact(at, &timing.zone.get()),
        Err(TextError { why, at }) => (words.time.fault)(why, at + 1),
    };
    let help_id = format!("{id}-help");
    view! {
        <div class="field">
            <label for=id>{name}</label>
            <input
                class="input num"
                id=id
                autocomplete="off"
                aria-describedby=help_id.clone()
                aria-invalid=Signal::derive(move || meant().is_err().to_string())
                prop:value=Signal::derive(move || text.get())
                on:input=on(move |event| text.set(event_target_value(&event)))
            />
            <span class="help num" id=help_id>{help}</span>
        </div>
    }
}

#[component]
fn Zone(changing_zone: RwSignal<bool>) -> impl IntoView {
    let shell = Shell::here();
    let timing = Timing::here();
    let words = shell.words();
    let told = move || {
        let zone = timing.zone.get();
        let offset = zone.at(timing.range.get().to).cloned();
        offset.map_or_else(String::new, |offset| {
            let minutes = offset.seconds / 60;
            let sign = if minutes < 0 { '−' } else { '+' };
            let utc = format!(
                "UTC{sign}{:02}:{:02}",
                minutes.abs() / 60,
                minutes.abs() % 60
            );
            if offset.abbreviation == zone.name {
                format!("{}, {utc}", zone.name)
            } else {
                format!("{}, {}, {utc}", zone.name, offset.abbreviation)
            }
        })
    };
    view! {
        {follow(move || if changing_zone.get() {
            view! { <ZonePicker done=move || changing_zone.set(false)/> }.into_any()
        } else {
            view! {
                <span>{told}</span>
                <button
                    type="button"
                    class="button"
                    data-size="small"
                    on:click=move |_| changing_zone.set(true)
                >
                    {words.range.change_zone}
                </button>
            }
            .into_any()
        })}
    }
}

/// An absolute end as people write it in the zone shown; a relative one as it is.
fn readable(text: &str, timing: Timing) -> String {
    match text.parse::<i64>() {
        Ok(at) => {
            crate::time::format::date_time(crate::time::Instant(at), &timing.zone.get_untracked())
        }
        Err(_) => text.to_owned(),
    }
}
