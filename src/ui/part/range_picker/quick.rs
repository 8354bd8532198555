//! Quick ranges: a list that typing narrows, and lengths such as `3d` typed as they are.

use crate::lean::lower::lower;
use crate::time::name::quick;
use crate::time::span::TimeSpan;
use crate::ui::hook::held::RwSignal;
use crate::ui::hook::shell::Shell;
use crate::ui::hook::timing::Timing;
use crate::ui::part::erased::on;
use crate::ui::part::icon::Icon;
use leptos::prelude::*;

#[component]
pub(super) fn Quick(pick: impl Fn(&TimeSpan) + Copy + Send + Sync + 'static) -> impl IntoView {
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
            if lower(&(words.time().span)(quick.name)).contains(&wanted) && !found.contains(&span) {
                found.push(span);
            }
        }
        found
    };
    let options = move || {
        let found = found();
        if found.is_empty() {
            return view! { <li class="page-note">{(words.range().none_found)(&typed.get())}</li> }
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
                <span class="visually-hidden">{words.range().find}</span>
                <Icon name="search"/>
                <input
                    class="input"
                    autocomplete="off"
                    placeholder=words.range().find
                    data-first-focus=""
                    on:input=on(move |event| typed.set(event_target_value(&event)))
                    on:keydown=on(submit)
                />
            </label>
            <ul class="options" tabindex="0" aria-label=words.range().find>
                {options}
            </ul>
        </div>
    }
}
