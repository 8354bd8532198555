//! The query written anew as Loki would write it. What Loki does not understand stays as it is, and Loki says where.

use crate::query::logql::refusal;
use crate::source::Ask;
use crate::source::Failure;
use crate::source::Found;
use crate::source::log::LogAsk;
use crate::ui::hook::held::Memo;
use crate::ui::hook::held::RwSignal;
use crate::ui::page::logs::model::Logs;
use crate::ui::page::logs::model::answer;
use crate::ui::page::logs::model::failure;
use crate::ui::page::logs::model::told;
use crate::ui::part::erased::on;
use leptos::prelude::*;

/// Asking for it; copies are the same.
#[derive(Clone, Copy)]
pub(super) struct Format {
    logs: Logs,
    text: RwSignal<String>,
    wanted: RwSignal<Option<String>>,
    /// Why the text that is written stayed as it is.
    failure: Memo<Option<Failure>>,
}

impl Format {
    /// Nothing asked yet.
    pub(super) fn new(logs: Logs, text: RwSignal<String>) -> Self {
        let wanted = RwSignal::new(None::<String>);
        let known = logs.asked.ask(move || {
            let expr = wanted.get()?;
            Some(Ask::Log(LogAsk::Format { expr }))
        });
        Effect::new(move |_| {
            let found = known.with(|view| match &answer(view.as_ref()?)?.found {
                Found::Text(text) => Some(text.clone()),
                _ => None,
            });
            if let Some(found) = found {
                // Who went on writing meanwhile keeps what is written.
                if wanted.get_untracked() == Some(text.get_untracked()) {
                    text.set(found);
                }
                wanted.set(None);
            }
        });
        let failure = Memo::new(move |_| {
            let asked = wanted.get()?;
            let failure = known.with(|view| failure(view.as_ref()?));
            failure.filter(|_| text.with(|text| *text == asked))
        });
        Self {
            logs,
            text,
            wanted,
            failure,
        }
    }

    /// Where Loki stopped reading.
    pub(super) fn spot(self, text: &str) -> Option<usize> {
        match self.failure.get()? {
            Failure::Refused { message, .. } => refusal::place(&message, text),
            _ => None,
        }
    }

    /// What is said about it.
    pub(super) fn refused(self) -> Option<String> {
        let told = told(self.logs, &self.failure.get()?);
        Some([&told.title, ". ", &told.detail].concat())
    }
}

/// The button.
#[component]
pub(super) fn FormatButton(format: Format) -> impl IntoView {
    let say = format.logs.shell.words().logs();
    let press = move |_| format.wanted.set(Some(format.text.get_untracked()));
    view! {
        <button
            type="button"
            class="button"
            data-kind="quiet"
            data-size="small"
            title=say.format_detail
            on:click=on(press)
        >
            {say.format}
        </button>
    }
}
