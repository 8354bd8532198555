//! An opened line: what can be done with it, all of its text, and its labels and fields to filter by.

use crate::browser::clipboard;
use crate::browser::location;
use crate::config::Kind;
use crate::data::lines::Origin;
use crate::logs::row::RowId;
use crate::logs::search::Needle;
use crate::logs::statistics::named;
use crate::panel::visible::visible;
use crate::query::logql::edit::Seen;
use crate::route::Route;
use crate::time::span::TimeSpan;
use crate::ui::hook::held::RwSignal;
use crate::ui::hook::shell::address;
use crate::ui::page::logs::context::Context;
use crate::ui::page::logs::line::link;
use crate::ui::page::logs::line::pretty;
use crate::ui::page::logs::line::text_view;
use crate::ui::page::logs::model::Logs;
use crate::ui::page::logs::tallied::Tallied;
use crate::ui::part::erased::follow;
use crate::ui::part::erased::on;
use crate::ui::part::icon::Icon;
use crate::ui::part::link::PageLink;
use crate::ui::part::quiet::quiet;
use crate::unit;
use leptos::prelude::*;

/// Characters of an opened line that are shown at first, and at most.
const MOST: usize = 20_000;
const ALL: usize = 4_000_000;

/// Characters of a field's value.
const VALUE: usize = 2_000;

/// Names of what leads to a trace.
const TRACE: [&str; 4] = ["trace_id", "traceId", "traceID", "trace.id"];

/// All that is known of a line.
#[component]
pub(super) fn Detail(
    /// Which.
    id: RowId,
) -> impl IntoView {
    let logs = Logs::here()?;
    let (text, fields) = logs.with_loaded(|loaded| {
        let row = loaded.row(loaded.place(id)?)?;
        Some((row.text().to_owned(), named(&row)))
    })?;
    let context = RwSignal::new(false);
    let trace = fields
        .iter()
        .find(|(_, name, value)| TRACE.contains(&name.as_str()) && is_trace(value))
        .and_then(|(_, _, value)| trace(logs, value));
    let say = logs.shell.words().logs();
    let mut rows = Vec::new();
    let mut last = None;
    for (seen, name, value) in fields {
        let group = group(seen);
        if last != Some(group) {
            last = Some(group);
            rows.push(heading((say.group)(group)));
        }
        rows.push(field(logs, seen, name, value, trace.clone()));
    }
    Some(view! {
        <div class="log-detail">
            <Actions id context trace/>
            <Whole text/>
            {follow(move || context.get().then(|| view! { <Context id/> }))}
            <table class="log-fields" aria-label=say.line_fields><tbody>{rows}</tbody></table>
        </div>
    })
}

/// Which kind of field it is, in the order they are shown.
fn group(seen: Seen) -> usize {
    match seen {
        Seen::Label => 0,
        Seen::Beside(Origin::Metadata) => 1,
        Seen::Beside(Origin::Parsed) | Seen::Json | Seen::Logfmt => 2,
    }
}

fn heading(name: &'static str) -> AnyView {
    view! { <tr class="log-group"><th colspan="4" scope="colgroup">{name}</th></tr> }.into_any()
}

#[component]
fn Actions(id: RowId, context: RwSignal<bool>, trace: Option<Route>) -> impl IntoView {
    let logs = Logs::here()?;
    let words = logs.shell.words();
    let say = words.logs();
    let told = RwSignal::new("");
    let copy = move |text: String| {
        leptos::task::spawn_local(async move {
            let copied = clipboard::copy(&text).await;
            told.try_set(match copied {
                true => words.shell().copied,
                false => words.shell().not_copied,
            });
        });
    };
    let copy_text = move |_| {
        let text = logs.with_loaded(|loaded| {
            let row = loaded.row(loaded.place(id)?)?;
            Some(row.text().to_owned())
        });
        copy(text.unwrap_or_default());
    };
    let copy_link = move |_| copy(address_of(logs, id).unwrap_or_default());
    let trace = trace.map(|to| {
        view! { <PageLink to=to><span class="button" data-size="small"><Icon name="trace"/>{say.trace}</span></PageLink> }
    });
    Some(view! {
        <div class="actions">
            <button
                type="button"
                class="button"
                data-size="small"
                aria-pressed=Signal::derive(move || context.get().to_string())
                on:click=on(move |_| context.update(|on| *on = !*on))
            >
                <Icon name="logs"/>
                {say.context}
            </button>
            {trace}
            <button type="button" class="button" data-size="small" on:click=on(copy_text)>
                <Icon name="copy"/>
                {say.copy}
            </button>
            <button type="button" class="button" data-size="small" on:click=on(copy_link)>
                <Icon name="link"/>
                {say.link}
            </button>
            <span class="page-note" role="status">{follow(move || told.get())}</span>
        </div>
    })
}

/// All of the text; of one that is very long, the beginning until somebody wants more.
#[component]
fn Whole(text: String) -> impl IntoView {
    let logs = Logs::here()?;
    let say = logs.shell.words().logs();
    let all = RwSignal::new(false);
    let bytes = unit::text(text.len() as f64, "decbytes", None, &logs.shell.locale());
    let is_long = text.len() > MOST;
    let is_plain = !is_long && !text.contains('\n') && pretty(&text).is_none();
    let body = move || {
        let (search, colours) = logs
            .state
            .with_untracked(|state| (state.search.clone(), !state.no_colour));
        let pretty = pretty(&text);
        let text = pretty.as_deref().unwrap_or(&text);
        let most = if all.get() { ALL } else { MOST };
        let needle = Needle::new(search.trim());
        text_view(text, most, colours, needle.as_ref()).0
    };
    // A short line says all in its row.
    (!is_plain).then(|| {
        let show_all = move || {
            (is_long && !all.get()).then(|| {
                view! {
                    <button type="button" class="button" data-size="small" on:click=on(move |_| all.set(true))>
                        {(say.whole)(&bytes)}
                    </button>
                }
            })
        };
        view! {
            <pre class="log-whole scroll" tabindex="0">{follow(body)}</pre>
            {follow(show_all)}
        }
    })
}

fn field(logs: Logs, seen: Seen, name: String, value: String, trace: Option<Route>) -> AnyView {
    let say = logs.shell.words().logs();
    let shown = visible(&value, VALUE).0;
    let short = visible(&value, 80).0;
    let (count, of_label) = (
        logs.fields.with_untracked(|fields| {
            let field = fields.iter().find(|field| field.name == name)?;
            let found = field.values.iter().find(|(known, _)| *known == value)?;
            Some(found.1)
        }),
        name.clone(),
    );
    let button = |icon: &'static str, text: String, leave_out: bool| {
        let (name, value) = (name.clone(), value.clone());
        quiet(icon, text, move || {
            logs.filter(|query| query.filter(seen, &name, &value, leave_out));
        })
    };
    let keep = button("filter", (say.keep)(&name, &short), false);
    let leave = button("filter-off", (say.leave_out)(&name, &short), true);
    let is_column = {
        let name = name.clone();
        move || logs.state.with(|state| state.columns.contains(&name))
    };
    let turn = {
        let name = name.clone();
        move |_| {
            logs.change(
                |state| match state.columns.iter().position(|one| *one == name) {
                    Some(place) => drop(state.columns.remove(place)),
                    None => state.columns.push(name.clone()),
                },
            );
        }
    };
    let counted = RwSignal::new(false);
    let tally = {
        let name = name.clone();
        move || {
            counted.get().then(|| {
                let name = name.clone();
                view! { <tr class="log-tally-row"><td colspan="4"><Tallied seen name/></td></tr> }
            })
        }
    };
    let statistics = (say.statistics)(&name);
    let is_trace = TRACE.contains(&name.as_str()) && is_trace(&value);
    let shown = match trace.filter(|_| is_trace) {
        Some(to) => {
            view! { <PageLink to=to><span class="mono">{shown}</span></PageLink> }.into_any()
        }
        None => shown.into_any(),
    };
    let pressed = is_column.clone();
    let column = move || match is_column() {
        true => (say.no_column)(&of_label),
        false => (say.column)(&of_label),
    };
    let title = column.clone();
    view! {
        <tr>
            <td>
                {keep}
                {leave}
                <button
                    type="button"
                    class="button"
                    data-icon-only=""
                    data-kind="quiet"
                    data-size="small"
                    aria-label=Signal::derive(column)
                    title=Signal::derive(title)
                    aria-pressed=Signal::derive(move || pressed().to_string())
                    on:click=on(turn)
                >
                    <Icon name="table"/>
                </button>
                <button
                    type="button"
                    class="button"
                    data-icon-only=""
                    data-kind="quiet"
                    data-size="small"
                    aria-label=statistics.clone()
                    title=statistics
                    aria-expanded=Signal::derive(move || counted.get().to_string())
                    on:click=on(move |_| counted.update(|on| *on = !*on))
                >
                    <Icon name="chart"/>
                </button>
            </td>
            <th scope="row">{visible(&name, VALUE).0}</th>
            <td>{shown}</td>
            <td class="num">{count.map(|count| count.to_string())}</td>
        </tr>
        {follow(tally)}
    }
    .into_any()
}

/// The whole address of a line: the range as it is now, and the line.
fn address_of(logs: Logs, id: RowId) -> Option<String> {
    let mut route = logs.shell.route.get_untracked();
    let TimeSpan { from, to } = TimeSpan::absolute(logs.timing.range.get_untracked());
    let mut state = logs.state.get_untracked();
    state.live = false;
    state.search.clear();
    state.query = logs.asked.query.get_untracked().unwrap_or_default();
    state.line = logs.with_loaded(|loaded| Some(link(&loaded.row(loaded.place(id)?)?)));
    let view = route.view_mut();
    (view.span.from, view.span.to) = (Some(from), Some(to));
    state.write(view);
    Some(format!("{}{}", location::origin(), address(&route)))
}

/// Is it an id of a trace, and not one of nothing?
fn is_trace(value: &str) -> bool {
    let hex = value.bytes().all(|one| one.is_ascii_hexdigit());
    hex && (16..=32).contains(&value.len()) && value.bytes().any(|one| one != b'0')
}

/// The page of a trace, where a source has traces.
fn trace(logs: Logs, id: &str) -> Option<Route> {
    let source = logs.shell.config.with_untracked(|config| {
        let sources = config.iter().flat_map(|config| config.sources.iter());
        let mut own = sources.filter(|one| matches!(one.kind, Kind::Jaeger | Kind::Tempo));
        own.next().map(|one| one.id.clone())
    })?;
    let mut route = Route::Traces(Default::default());
    let others = &mut route.view_mut().others;
    others.push(("source".to_owned(), source));
    others.push(("trace".to_owned(), id.to_owned()));
    Some(route)
}
