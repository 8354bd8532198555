//! The import report of a dashboard: what its file asks for and does not get, panel by panel.

use crate::chart::scene::Status;
use crate::dashboard::problem::Problem;
use crate::dashboard::report;
use crate::dashboard::report::Entry;
use crate::dashboard::report::State;
use crate::ui::hook::board::Board;
use crate::ui::hook::menu::Menu;
use crate::ui::hook::shell::Shell;
use crate::ui::part::erased::on;
use crate::ui::part::icon::Glyph;
use crate::ui::part::icon::Icon;
use crate::ui::part::icon::token;
use crate::ui::part::panel::inspect::copy;
use crate::words::Words;
use leptos::portal::Portal;
use leptos::prelude::*;

/// Id of the dialog.
pub const ID: &str = "import-report";

/// The button that opens the report.
#[component]
pub fn ReportButton() -> impl IntoView {
    let menu = Menu::here();
    let words = Shell::here().words();
    view! {
        <button
            type="button"
            class="button"
            data-icon-only=""
            data-kind="quiet"
            data-size="small"
            aria-label=words.inspect().report
            title=words.inspect().report
            aria-haspopup="dialog"
            aria-controls=ID
            on:click=on(move |_| menu.toggle(ID))
        >
            <Icon name="file"/>
        </button>
    }
}

/// The report, in the middle of the page.
#[component]
pub fn Report() -> impl IntoView {
    view! { <Portal>{|| view! { <Dialog/> }}</Portal> }
}

#[component]
fn Dialog() -> impl IntoView {
    let menu = Menu::here();
    let words = Shell::here().words();
    let Some(board) = Board::here() else {
        return ().into_any();
    };
    let report = untrack(|| board.view(|dashboard, view| report::report(dashboard, Some(view))));
    let all = report.panels.len();
    let (lacking, others): (Vec<Entry>, Vec<Entry>) = report
        .panels
        .into_iter()
        .partition(|entry| entry.state != State::Whole);
    let own: Vec<(String, Vec<String>)> = lacking
        .iter()
        .chain(&others)
        .filter(|entry| !entry.own_way.is_empty())
        .map(|entry| (titled(words, entry), entry.own_way.clone()))
        .collect();
    let verdict = if lacking.is_empty() {
        (words.inspect().report_whole)(all)
    } else {
        (words.inspect().report_parts)(lacking.len(), all)
    };
    let mut sections: Vec<(Status, String, Vec<String>)> = Vec::new();
    if !report.problems.is_empty() {
        let lines = said(words, &report.problems);
        sections.push((Status::Info, words.inspect().of_the_file.to_owned(), lines));
    }
    for entry in lacking {
        let status = match entry.state {
            State::Whole | State::Problems => Status::Info,
            State::Placeholder => Status::Warning,
        };
        sections.push((status, titled(words, &entry), said(words, &entry.problems)));
    }
    let mut text = verdict.clone();
    for (_, title, lines) in &sections {
        text.push_str("\n\n");
        text.push_str(title);
        for line in lines {
            text.push_str("\n- ");
            text.push_str(line);
        }
    }
    for (place, (title, lines)) in own.iter().enumerate() {
        if place == 0 {
            text.push_str("\n\n");
            text.push_str(words.inspect().own_way);
            text.push_str(". ");
            text.push_str(words.inspect().own_way_why);
        }
        text.push_str("\n\n");
        text.push_str(title);
        for line in lines {
            text.push_str("\n- ");
            text.push_str(line);
        }
    }
    let copied = move |_| copy(text.clone());
    let sections = sections
        .into_iter()
        .map(|(status, title, lines)| {
            let lines = lines
                .into_iter()
                .map(|line| view! { <li>{line}</li> })
                .collect_view();
            view! {
                <section>
                    <h3 class="status" data-status=token(status)><Glyph status/>{title}</h3>
                    <ul class="plain-list">{lines}</ul>
                </section>
            }
        })
        .collect_view();
    view! {
        <div class="scrim">
            <div class="sheet dialog" id=ID role="dialog" aria-modal="true" aria-label=words.inspect().report>
                <header>
                    <h2>{words.inspect().report}</h2>
                    <button
                        type="button"
                        class="button"
                        data-icon-only=""
                        data-kind="quiet"
                        aria-label=words.shell().close
                        title=words.shell().close
                        data-first-focus=""
                        on:click=on(move |_| menu.close())
                    >
                        <Icon name="close"/>
                    </button>
                </header>
                <div class="body import-report" tabindex="0" role="region" aria-label=words.inspect().report>
                    <p>{verdict}</p>
                    {sections}
                    {own_ways(words, own)}
                </div>
                <footer>
                    <button type="button" class="button" data-kind="primary" on:click=on(copied)>
                        <Icon name="copy"/>
                        {words.inspect().copy_report}
                    </button>
                </footer>
            </div>
        </div>
    }
    .into_any()
}

/// What is drawn in the page's own way: behind a summary, because nothing is missing.
fn own_ways(words: Words, own: Vec<(String, Vec<String>)>) -> Option<AnyView> {
    let say = words.inspect();
    let count = own.len();
    let panels = own
        .into_iter()
        .map(|(title, lines)| {
            let lines = lines
                .into_iter()
                .map(|line| view! { <li><code>{line}</code></li> })
                .collect_view();
            view! { <section><h3>{title}</h3><ul class="plain-list">{lines}</ul></section> }
        })
        .collect_view();
    (count > 0).then(|| {
        view! {
            <details>
                <summary>{say.own_way} " (" {count} ")"</summary>
                <p>{say.own_way_why}</p>
                {panels}
            </details>
        }
        .into_any()
    })
}

fn titled(words: Words, entry: &Entry) -> String {
    let title = match entry.title.as_str() {
        "" => words.panel().untitled,
        title => title,
    };
    format!("{title} ({}, {})", entry.id, entry.kind)
}

fn said(words: Words, problems: &[Problem]) -> Vec<String> {
    let lines = problems.iter().map(|problem| {
        let told = words.about(problem);
        format!("{}. {}", told.title, told.detail)
    });
    lines.collect()
}
