//! Prose: blocks of markdown as elements. Text nodes only; a link's address was checked where it was read.

use crate::panel::options::TextOptions;
use crate::panel::picture::Block;
use crate::panel::picture::Inline;
use crate::panel::text;
use crate::ui::hook::shell::Shell;
use leptos::prelude::*;

/// A text panel.
#[component]
pub fn Prose(
    /// What is written.
    text: TextOptions,
) -> impl IntoView {
    let cut = text.content.len().saturating_sub(text::LONGEST);
    let cut = (cut > 0).then(|| {
        let told = (Shell::here().words().panel().clipped)(cut);
        view! { <p class="foot-note">{told}</p> }
    });
    view! {
        <div class="prose">
            {text::blocks(&text).into_iter().map(block).collect_view()}
            {cut}
        </div>
    }
}

fn block(block: Block) -> AnyView {
    match block {
        // The panel's own heading is of level 2: prose starts below it, whatever the file says.
        Block::Heading(1 | 2, line) => view! { <h3>{inline(line)}</h3> }.into_any(),
        Block::Heading(_, line) => view! { <h4>{inline(line)}</h4> }.into_any(),
        Block::Paragraph(line) => view! { <p>{inline(line)}</p> }.into_any(),
        Block::List(true, items) => view! { <ol>{list(items)}</ol> }.into_any(),
        Block::List(false, items) => view! { <ul>{list(items)}</ul> }.into_any(),
        Block::Code(text) => view! { <pre><code>{text}</code></pre> }.into_any(),
        Block::Quote(line) => view! { <blockquote>{inline(line)}</blockquote> }.into_any(),
        Block::Rule => view! { <hr/> }.into_any(),
    }
}

fn list(items: Vec<Vec<Inline>>) -> impl IntoView {
    items
        .into_iter()
        .map(|item| view! { <li>{inline(item)}</li> })
        .collect_view()
}

fn inline(line: Vec<Inline>) -> impl IntoView {
    line.into_iter()
        .map(|piece| match piece {
            Inline::Text(text) => text.into_any(),
            Inline::Strong(text) => view! { <strong>{text}</strong> }.into_any(),
            Inline::Emphasis(text) => view! { <em>{text}</em> }.into_any(),
            Inline::Code(text) => view! { <code>{text}</code> }.into_any(),
            Inline::Link { text, href } => {
                view! { <a href=href rel="noreferrer">{text}</a> }.into_any()
            }
        })
        .collect_view()
}
