//! Above every page: what is wrong with configuration and address, and that this is the demo.

use crate::chart::scene::Status;
use crate::config::Kind;
use crate::config::problem::Problem;
use crate::ui::hook::held::RwSignal;
use crate::ui::hook::shell::Shell;
use crate::ui::part::erased::follow;
use crate::ui::part::message::Message;
use leptos::prelude::*;

/// What is to be told about `config.json`.
#[derive(Clone, Debug, PartialEq)]
pub enum Trouble {
    /// Something in it is wrong.
    File(Problem),
    /// The server answered with this status.
    Status(u16),
    /// No answer came.
    Unreachable,
}

/// Does the demo source answer here? Tracked.
#[must_use]
pub fn is_demo(shell: Shell) -> bool {
    shell.config.with(|config| {
        let sources = config.iter().flat_map(|config| &config.sources);
        sources.into_iter().any(|source| source.kind == Kind::Demo)
    })
}

/// One line each.
#[component]
pub fn PageNotices(
    /// Of the configuration.
    troubles: RwSignal<Vec<Trouble>>,
) -> impl IntoView {
    let shell = Shell::here();
    let words = shell.words();
    let lines = move || {
        let mut lines: Vec<(String, &str)> = Vec::new();
        for trouble in troubles.get() {
            lines.push(match trouble {
                Trouble::File(problem) => (
                    (words.config().problem)(&problem),
                    if is_demo(shell) {
                        words.config().demo_shown
                    } else {
                        words.config().rest_works
                    },
                ),
                Trouble::Status(code) => ((words.config().unreadable)(code), ""),
                Trouble::Unreachable => (words.config().unreachable.to_owned(), ""),
            });
        }
        for problem in shell.problems.get() {
            lines.push(((words.link().problem)(&problem), ""));
        }
        lines
            .into_iter()
            .map(|(title, detail)| view! { <Message status=Status::Warning title detail/> })
            .collect_view()
    };
    view! {
        <div class="notices">
            {follow(lines)}
            {follow(move || is_demo(shell).then(|| view! {
                <p class="demo-note"><span class="tag">{words.shell().demo}</span>{words.shell().demo_notice}</p>
            }))}
        </div>
    }
}
