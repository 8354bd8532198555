//! The answers of a panel as its sources send them: each is asked for once more, and shown byte by byte.

use crate::browser::clock;
use crate::browser::file;
use crate::dashboard::query::PanelQuery;
use crate::source::Failure;
use crate::source::Reply;
use crate::time::Millis;
use crate::time::format::parts;
use crate::ui::hook::held::RwSignal;
use crate::ui::hook::shell::Shell;
use crate::ui::part::erased::follow;
use crate::ui::part::erased::on;
use crate::ui::part::icon::Icon;
use crate::ui::part::panel::Frame;
use crate::ui::part::panel::inspect::copy;
use crate::ui::part::panel::inspect::queries::listed;
use crate::ui::part::panel::inspect::queries::size;
use crate::words::reason::Asked;
use leptos::prelude::*;
use std::sync::Arc;

/// More letters than this are not shown; the file that is saved has all.
const SHOWN: usize = 20_000;

/// A reply, and how long it took.
type Got = Option<Result<(Arc<Reply>, Millis), Failure>>;

/// The answer to each question.
#[component]
pub(super) fn Answers(frame: Frame) -> impl IntoView {
    let words = Shell::here().words();
    // Asked when this is opened, not with every refresh: what is being read stays.
    let queries = frame.questions.get_untracked().queries;
    if queries.is_empty() {
        return view! { <p class="page-note">{words.inspect().no_query}</p> }.into_any();
    }
    let all = queries.into_iter();
    all.map(|query| view! { <One query/> })
        .collect_view()
        .into_any()
}

#[component]
fn One(query: PanelQuery) -> impl IntoView {
    let shell = Shell::here();
    let words = shell.words();
    let got: RwSignal<Got> = RwSignal::new(None);
    if let Some(live) = shell.live.get_untracked() {
        let wanted = query.query.clone();
        leptos::task::spawn_local(async move {
            let since = clock::now();
            let reply = live.reply(&wanted).await;
            let took = Millis(clock::now().0.saturating_sub(since.0));
            got.try_update(|got| *got = Some(reply.map(|reply| (Arc::new(reply), took))));
        });
    }
    let (name, letter) = (query.query.source.clone(), query.ref_id.clone());
    let body = move || match got.get() {
        None => view! { <p class="page-note">{words.inspect().waiting}</p> }.into_any(),
        Some(Err(failure)) => {
            let asked = Asked {
                source: &name,
                address: "",
                query: &letter,
            };
            let told = words.failed(&failure, &asked);
            view! { <p class="page-note">{format!("{}. {}", told.title, told.detail)}</p> }
                .into_any()
        }
        Some(Ok((reply, took))) => shown(shell, &letter, &reply, took),
    };
    view! {
        <section class="inspect-query">
            <header><h3>{query.ref_id}</h3></header>
            {follow(body)}
        </section>
    }
}

fn shown(shell: Shell, letter: &str, reply: &Arc<Reply>, took: Millis) -> AnyView {
    let words = shell.words();
    let say = words.inspect();
    let whole = String::from_utf8_lossy(&reply.body);
    let text: String = whole.chars().take(SHOWN).collect();
    let cut = whole.len().saturating_sub(text.len());
    let facts = vec![
        (say.status, reply.status.to_string()),
        (say.content, reply.content_type.clone()),
        (say.size, size(&shell, reply.body.len())),
        (say.took, (words.time().length)(parts(took))),
    ];
    let (copied, saved) = (Arc::clone(reply), Arc::clone(reply));
    let name = format!("{letter}.json");
    let copy = move |_| copy(String::from_utf8_lossy(&copied.body).into_owned());
    let save = move |_| {
        let text = String::from_utf8_lossy(&saved.body);
        file::save(&name, "application/json", &text);
    };
    view! {
        {listed(facts)}
        <pre class="query-text inspect-answer" tabindex="0">{text}</pre>
        {(cut > 0).then(|| view! { <p class="page-note num">{(words.panel().clipped)(cut)}</p> })}
        <div class="rule-actions">
            <button type="button" class="button" data-size="small" on:click=on(save)>
                <Icon name="download"/>
                {say.save_answer}
            </button>
            <button type="button" class="button" data-size="small" on:click=on(copy)>
                <Icon name="copy"/>
                {say.copy_answer}
            </button>
        </div>
    }
    .into_any()
}
