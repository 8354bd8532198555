//! The sheet in which a silence is written: matchers with what they hit now, how long, why, who.

use crate::alert::list::Item;
use crate::alert::silence;
use crate::alert::silence::Wrong;
use crate::browser::clock;
use crate::browser::element;
use crate::chart::scene::Status;
use crate::data::alert::Matcher;
use crate::data::alert::Op;
use crate::data::labels::Labels;
use crate::source::alertmanager::Draft;
use crate::time::Instant;
use crate::time::format;
use crate::time::math::Calendar;
use crate::time::span::TimeSpan;
use crate::ui::hook::held::Memo;
use crate::ui::page::alerts::desk::Desk;
use crate::ui::page::alerts::desk::Held;
use crate::ui::page::alerts::say;
use crate::ui::page::alerts::small;
use crate::ui::page::alerts::writing;
use crate::ui::part::erased::follow;
use crate::ui::part::erased::on;
use crate::ui::part::icon::Glyph;
use crate::ui::part::icon::Icon;
use crate::ui::part::icon::token;
use crate::ui::part::message::Message;
use crate::words::Told;
use leptos::prelude::*;

/// A silence that is being written.
#[derive(Clone, Debug, PartialEq)]
pub struct Form {
    /// The silence that is changed, as it was last seen; none makes a new one.
    pub editing: Option<Held>,
    /// What it is to hit.
    pub matchers: Vec<Matcher>,
    /// From when, as typed.
    pub from: String,
    /// Until when, as typed.
    pub until: String,
    /// Why.
    pub comment: String,
    /// Who.
    pub creator: String,
    /// Alertmanagers that are to have it: members of a cluster stand together, one of them is enough.
    pub clusters: Vec<Vec<usize>>,
    /// Those that have it already.
    pub done: Vec<Vec<usize>>,
    /// As it was sent before: it may be there although nobody said so.
    pub sent: Option<Draft>,
    /// It is being sent.
    pub busy: bool,
    /// Why it was not accepted.
    pub problem: Option<Told>,
    /// What is wrong with it is told from now on.
    pub checked: bool,
}

/// Lengths that are one press away.
const LENGTHS: [(&str, i64); 6] = [
    ("30m", 1_800_000),
    ("1h", 3_600_000),
    ("2h", 7_200_000),
    ("8h", 28_800_000),
    ("1d", 86_400_000),
    ("7d", 604_800_000),
];

/// The length of a new silence.
const USUAL: &str = "now+1h";

/// Hits that are named in the preview.
const NAMED: usize = 8;

/// Opens the form for alerts that fulfil these.
pub(super) fn open(desk: Desk, matchers: Vec<Matcher>) {
    show(
        desk,
        Form {
            editing: None,
            matchers,
            from: "now".to_owned(),
            until: USUAL.to_owned(),
            comment: String::new(),
            creator: writing::creator(),
            clusters: clusters(desk),
            done: Vec::new(),
            sent: None,
            busy: false,
            problem: None,
            checked: false,
        },
    );
}

/// Opens the form to change a silence, or with `again` to make another like it.
pub(super) fn edit(desk: Desk, held: &Held, again: bool) {
    let zone = desk.timing.zone.get_untracked();
    let text = |at: Option<Instant>| at.map_or_else(String::new, |at| format::date_time(at, &zone));
    let silence = &held.silence;
    show(
        desk,
        Form {
            editing: (!again).then(|| held.clone()),
            matchers: silence.matchers.clone(),
            from: if again {
                "now".to_owned()
            } else {
                text(silence.starts_at)
            },
            until: if again {
                USUAL.to_owned()
            } else {
                text(silence.ends_at)
            },
            comment: silence.comment.clone(),
            creator: match again {
                true => writing::creator(),
                false => silence.created_by.clone(),
            },
            clusters: match again {
                true => clusters(desk),
                false => vec![held.sources.clone()],
            },
            done: Vec::new(),
            sent: None,
            busy: false,
            problem: None,
            checked: false,
        },
    );
}

fn show(desk: Desk, form: Form) {
    let none = form.matchers.is_empty();
    desk.form.set(Some(form));
    leptos::task::spawn_local(async move {
        leptos::task::tick().await;
        // Matchers that are there need only a reason.
        element::focus(if none {
            "#silence .matchers input"
        } else {
            "#silence-why"
        });
    });
}

fn close(desk: Desk) {
    desk.form.set(None);
    element::focus("#silence-new");
}

/// Alertmanagers; those that name the same members are one cluster.
fn clusters(desk: Desk) -> Vec<Vec<usize>> {
    let status = desk.status();
    let members = |place: usize| {
        let found = status.iter().find(|(source, _)| *source == place);
        let mut names: Vec<String> = found
            .map(|(_, status)| status.peers.iter().map(|peer| peer.name.clone()).collect())
            .unwrap_or_default();
        names.sort_unstable();
        names
    };
    let mut clusters: Vec<(Vec<String>, Vec<usize>)> = Vec::new();
    for place in desk.senders() {
        let names = members(place);
        match clusters
            .iter_mut()
            .find(|(known, _)| names.len() > 1 && *known == names)
        {
            Some((_, places)) => places.push(place),
            None => clusters.push((names, vec![place])),
        }
    }
    clusters.into_iter().map(|(_, places)| places).collect()
}

/// The button that opens an empty form, or why there is none.
pub(super) fn opener(desk: Desk) -> Option<AnyView> {
    let say = desk.shell.words().alerts();
    if desk.senders().is_empty() {
        return None;
    }
    if let Some(by) = desk.read_only.get() {
        return Some(view! { <span class="page-note">{(say.read_only)(&by)}</span> }.into_any());
    }
    let expanded = move || desk.form.with(Option::is_some).to_string();
    let press = on(move |_: leptos::ev::MouseEvent| open(desk, Vec::new()));
    Some(
        view! {
            <button
                type="button"
                class="button"
                id="silence-new"
                aria-controls="silence"
                aria-expanded=Signal::derive(expanded)
                on:click=press
            >
                <Icon name="bell-off"/>
                {say.new_silence}
            </button>
        }
        .into_any(),
    )
}

/// The sheet, while a silence is written.
pub(super) fn sheet(desk: Desk) -> AnyView {
    let there = Memo::new(move |_| desk.form.with(Option::is_some));
    follow(move || there.get().then(|| inside(desk)))
}

/// What the matchers hit now.
#[derive(Clone, Debug, PartialEq)]
struct Hit {
    count: usize,
    of: usize,
    named: Vec<(Status, String, String)>,
    all: bool,
    wrong: bool,
}

fn hit(desk: Desk) -> Hit {
    let listing = desk.listing.get();
    // A silence says nothing to alerts that no Alertmanager holds, but it will once they fire.
    let items: Vec<&Item> = listing.0.items.iter().collect();
    let labels: Vec<&Labels> = items.iter().map(|item| &item.labels).collect();
    let matchers = desk.form.with(|form| {
        let form = form.as_ref();
        form.map(|form| complete(&form.matchers))
            .unwrap_or_default()
    });
    let preview = match matchers.is_empty() {
        true => None,
        false => silence::preview(&matchers, &labels).ok(),
    };
    let hits = preview
        .as_ref()
        .map(|preview| preview.hits.as_slice())
        .unwrap_or_default();
    let named = hits
        .iter()
        .filter_map(|place| items.get(*place))
        .take(NAMED);
    Hit {
        count: hits.len(),
        of: items.len(),
        named: named
            .map(|item| {
                let by = ["instance", "service", "job", "route"];
                let by = by
                    .iter()
                    .find_map(|name| item.labels.get(name))
                    .unwrap_or("");
                (say::shown(item), say::name(item), say::cut(by, 40))
            })
            .collect(),
        all: preview.as_ref().is_some_and(|preview| preview.all),
        wrong: preview.is_none() && !matchers.is_empty(),
    }
}

/// Lines that somebody has begun.
fn complete(matchers: &[Matcher]) -> Vec<Matcher> {
    let begun = |one: &&Matcher| !(one.name.trim().is_empty() && one.value.is_empty());
    matchers.iter().filter(begun).cloned().collect()
}

/// The instant a text means: Grafana's syntax, or a date and a time.
fn instant(desk: Desk, text: &str, now: Instant) -> Option<Instant> {
    let zone = desk.timing.zone.get();
    let span = TimeSpan::new(text.trim(), text.trim());
    let range = span.resolve(now, &zone, Calendar::default()).ok()?;
    Some(range.from)
}

fn inside(desk: Desk) -> AnyView {
    let words = desk.shell.words();
    let say = words.alerts();
    let editing = desk
        .form
        .with_untracked(|form| form.as_ref().is_some_and(|form| form.editing.is_some()));
    let hit = Memo::new(move |_| hit(desk));
    let busy = Memo::new(move |_| {
        desk.form
            .with(|form| form.as_ref().is_some_and(|form| form.busy))
    });
    let keys = move |event: leptos::ev::KeyboardEvent| {
        if event.key() == "Escape" {
            event.stop_propagation();
            close(desk);
        } else if event.key() == "Enter" && (event.ctrl_key() || event.meta_key()) {
            event.prevent_default();
            submit(desk);
        }
    };
    let title = if editing {
        say.edit_silence
    } else {
        say.new_silence
    };
    view! {
        <aside class="sheet" id="silence" aria-labelledby="silence-title" on:keydown=on(keys)>
            <header>
                <h2 id="silence-title">{title}</h2>
                <button
                    type="button"
                    class="button"
                    data-icon-only=""
                    data-kind="quiet"
                    aria-label=say.close
                    title=say.close
                    on:click=on(move |_| close(desk))
                >
                    <Icon name="close"/>
                </button>
            </header>
            <div class="body">
                {matchers(desk)}
                {follow(move || preview(desk, &hit.get()))}
                {times(desk)}
                {texts(desk)}
                {follow(move || wrong(desk))}
                {follow(move || problem(desk))}
            </div>
            <footer>
                <button
                    type="button"
                    class="button"
                    data-kind="primary"
                    disabled=Signal::derive(move || busy.get())
                    on:click=on(move |_| submit(desk))
                >
                    {follow(move || primary(desk, editing, &hit.get(), busy.get()))}
                </button>
                <button type="button" class="button" data-kind="quiet" on:click=on(move |_| close(desk))>
                    {say.cancel}
                </button>
            </footer>
        </aside>
    }
    .into_any()
}

/// What the button will do.
fn primary(desk: Desk, editing: bool, hit: &Hit, busy: bool) -> String {
    let say = desk.shell.words().alerts();
    let length = ends(desk).map(|(from, to)| say::length(desk, to.0 - from.0));
    match (busy, editing) {
        (true, _) => say.sending.to_owned(),
        (false, true) => say.save.to_owned(),
        (false, false) => (say.silence_for)(hit.count, &length.unwrap_or_default()),
    }
}

fn ends(desk: Desk) -> Option<(Instant, Instant)> {
    let now = desk.timing.now();
    let (from, until) = desk.form.with(|form| {
        let form = form.as_ref()?;
        Some((form.from.clone(), form.until.clone()))
    })?;
    Some((instant(desk, &from, now)?, instant(desk, &until, now)?))
}

fn change(desk: Desk, change: impl FnOnce(&mut Form)) {
    desk.form.update(|form| {
        if let Some(form) = form {
            change(form);
        }
    });
}

fn matchers(desk: Desk) -> AnyView {
    let say = desk.shell.words().alerts();
    let count = Memo::new(move |_| {
        desk.form
            .with(|form| form.as_ref().map_or(0, |form| form.matchers.len()))
    });
    let lines = move || (0..count.get()).map(|at| line(desk, at)).collect_view();
    let add = move || {
        change(desk, |form| {
            form.matchers.push(Matcher {
                name: String::new(),
                op: Op::Equal,
                value: String::new(),
            });
        });
    };
    if count.get_untracked() == 0 {
        add();
    }
    view! {
        <fieldset class="matchers">
            <legend class="label">{say.silence_where}</legend>
            {follow(lines)}
            <div>{small("plus", say.add_matcher, add)}</div>
        </fieldset>
    }
    .into_any()
}

const OPS: [(&str, Op); 4] = [
    ("=", Op::Equal),
    ("!=", Op::NotEqual),
    ("=~", Op::Matches),
    ("!~", Op::NotMatches),
];

fn line(desk: Desk, at: usize) -> AnyView {
    let say = desk.shell.words().alerts();
    let now = Memo::new(move |_| {
        desk.form
            .with(|form| form.as_ref()?.matchers.get(at).cloned())
    });
    let set = move |set: &dyn Fn(&mut Matcher)| {
        change(desk, |form| {
            if let Some(matcher) = form.matchers.get_mut(at) {
                set(matcher);
            }
        });
    };
    let name = on(move |event: leptos::ev::Event| {
        let text = event_target_value(&event);
        set(&|one| text.trim().clone_into(&mut one.name));
    });
    let value = on(move |event: leptos::ev::Event| {
        let text = event_target_value(&event);
        set(&|one| text.clone_into(&mut one.value));
    });
    let op = on(move |event: leptos::ev::Event| {
        let text = event_target_value(&event);
        let found = OPS.iter().find(|(sign, _)| *sign == text);
        if let Some((_, op)) = found {
            set(&|one| one.op = *op);
        }
    });
    let remove = on(move |_: leptos::ev::MouseEvent| {
        change(desk, |form| {
            if at < form.matchers.len() {
                form.matchers.remove(at);
            }
        });
    });
    let read = move |read: fn(&Matcher) -> String| {
        Signal::derive(move || now.with(|now| now.as_ref().map_or_else(String::new, read)))
    };
    let options = OPS
        .map(|(sign, op)| {
            let selected = Signal::derive(move || {
                now.with(|now| now.as_ref().is_some_and(|now| now.op == op))
            });
            view! { <option value=sign selected=selected>{sign}</option> }
        })
        .collect_view();
    let number = at + 1;
    view! {
        <div class="line">
            <input
                class="input"
                autocomplete="off"
                spellcheck="false"
                list="silence-names"
                aria-label=(say.label_n)(number)
                prop:value=read(|one| one.name.clone())
                on:input=name
            />
            <select class="input" aria-label=(say.operator_n)(number) on:change=op>{options}</select>
            <input
                class="input"
                autocomplete="off"
                spellcheck="false"
                aria-label=(say.value_n)(number)
                prop:value=read(|one| one.value.clone())
                on:input=value
            />
            <button
                type="button"
                class="button"
                data-icon-only=""
                data-kind="quiet"
                aria-label=(say.remove_n)(number)
                title=(say.remove_n)(number)
                on:click=remove
            >
                <Icon name="close"/>
            </button>
        </div>
    }
    .into_any()
}

fn preview(desk: Desk, hit: &Hit) -> AnyView {
    let say = desk.shell.words().alerts();
    let sentence = match (hit.wrong, hit.count) {
        (true, _) => say.bad_regex.to_owned(),
        (false, 0) => (say.hits_none)(hit.of),
        (false, count) => (say.hits)(count, hit.of),
    };
    let named = hit
        .named
        .iter()
        .map(|(status, name, by)| {
            view! {
                <li data-status=token(*status)>
                    <Glyph status=*status/>
                    <bdi>{name.clone()}</bdi>
                    <span><bdi>{by.clone()}</bdi></span>
                </li>
            }
        })
        .collect_view();
    let more = hit.count.saturating_sub(hit.named.len());
    let more = (more > 0).then(|| view! { <li><span>{(say.and_more)(more)}</span></li> });
    let all = hit.all.then(|| {
        view! { <Message status=Status::Warning title=say.hits_all detail=say.hits_all_detail/> }
    });
    view! {
        <div class="preview" aria-live="polite">
            <p>{sentence}</p>
            <ul>{named}{more}</ul>
        </div>
        {all}
    }
    .into_any()
}

fn times(desk: Desk) -> AnyView {
    let say = desk.shell.words().alerts();
    let until = Memo::new(move |_| {
        desk.form.with(|form| {
            form.as_ref()
                .map_or_else(String::new, |form| form.until.clone())
        })
    });
    let from = Memo::new(move |_| {
        desk.form.with(|form| {
            form.as_ref()
                .map_or_else(String::new, |form| form.from.clone())
        })
    });
    let buttons = LENGTHS
        .map(|(text, millis)| {
            let relative = ["now+", text].concat();
            let pressed = {
                let relative = relative.clone();
                Signal::derive(move || (until.get() == relative).to_string())
            };
            let press = on(move |_: leptos::ev::MouseEvent| {
                let now = desk.timing.now_untracked();
                // From another time than now the end is counted from there.
                let end = match from.get_untracked().trim() {
                    "now" | "" => None,
                    from => instant(desk, from, now).filter(|from| *from > now),
                };
                let zone = desk.timing.zone.get_untracked();
                let text = end.map_or_else(
                    || relative.clone(),
                    |from| format::date_time(Instant(from.0 + millis), &zone),
                );
                change(desk, |form| form.until = text);
            });
            view! {
                <button type="button" class="button" data-size="small" aria-pressed=pressed on:click=press>
                    {say::length(desk, millis)}
                </button>
            }
        })
        .collect_view();
    let meant = move |text: String| {
        let now = desk.timing.now();
        instant(desk, &text, now).map_or_else(|| say.no_time.to_owned(), |at| say::moment(desk, at))
    };
    view! {
        <div class="field">
            <span class="label" id="silence-for">{say.length}</span>
            <div class="durations" role="group" aria-labelledby="silence-for">{buttons}</div>
        </div>
        <div class="two">
            <div class="field">
                <label for="silence-from">{say.from}</label>
                <input
                    class="input num"
                    id="silence-from"
                    autocomplete="off"
                    prop:value=Signal::derive(move || from.get())
                    on:input=on(move |event| change(desk, |form| form.from = event_target_value(&event)))
                />
                <span class="help num">{follow(move || meant(from.get()))}</span>
            </div>
            <div class="field">
                <label for="silence-until">{say.until}</label>
                <input
                    class="input num"
                    id="silence-until"
                    autocomplete="off"
                    prop:value=Signal::derive(move || until.get())
                    on:input=on(move |event| change(desk, |form| form.until = event_target_value(&event)))
                />
                <span class="help num">{follow(move || meant(until.get()))}</span>
            </div>
        </div>
    }
    .into_any()
}

fn texts(desk: Desk) -> AnyView {
    let say = desk.shell.words().alerts();
    let read = move |read: fn(&Form) -> String| {
        Signal::derive(move || {
            desk.form
                .with(|form| form.as_ref().map_or_else(String::new, read))
        })
    };
    let names = Memo::new(move |_| {
        let listing = desk.listing.get();
        let mut names: Vec<String> = Vec::new();
        for item in listing.0.items.iter().take(200) {
            for (name, _) in item.labels.iter() {
                if !names.iter().any(|known| known == name) {
                    names.push(name.to_owned());
                }
            }
        }
        names.sort_unstable();
        names
    });
    let options = move || {
        let names = names.get();
        names
            .into_iter()
            .map(|name| view! { <option value=name></option> })
            .collect_view()
    };
    view! {
        <datalist id="silence-names">{follow(options)}</datalist>
        <div class="field">
            <label for="silence-why">{say.why}</label>
            <textarea
                class="input"
                id="silence-why"
                required=true
                prop:value=read(|form| form.comment.clone())
                on:input=on(move |event| change(desk, |form| form.comment = event_target_value(&event)))
            ></textarea>
        </div>
        <div class="field">
            <label for="silence-who">{say.who}</label>
            <input
                class="input"
                id="silence-who"
                autocomplete="username"
                required=true
                prop:value=read(|form| form.creator.clone())
                on:input=on(move |event| change(desk, |form| form.creator = event_target_value(&event)))
            />
            <span class="help">{say.who_help}</span>
        </div>
    }
    .into_any()
}

/// The silence as it would be sent, or none while it is not one.
fn draft(desk: Desk, now: Instant) -> Option<Draft> {
    let form = desk.form.get()?;
    Some(Draft {
        id: form.editing.as_ref().map(|held| held.silence.id.clone()),
        matchers: complete(&form.matchers),
        starts_at: instant(desk, &form.from, now)?,
        ends_at: instant(desk, &form.until, now)?,
        created_by: form.creator.trim().to_owned(),
        comment: form.comment.trim().to_owned(),
    })
}

fn faults(desk: Desk, now: Instant) -> Vec<&'static str> {
    let say = desk.shell.words().alerts();
    let Some(draft) = draft(desk, now) else {
        return vec![say.no_time];
    };
    let wrong = silence::check(
        &draft.matchers,
        (draft.starts_at, draft.ends_at),
        (&draft.created_by, &draft.comment),
        now,
    );
    wrong.into_iter().map(|wrong| said(say, wrong)).collect()
}

fn said(say: &crate::words::alerts::Alerts, wrong: Wrong) -> &'static str {
    match wrong {
        Wrong::HitsEverything => say.wrong_everything,
        Wrong::NoName => say.wrong_name,
        Wrong::Regex => say.bad_regex,
        Wrong::NoComment => say.wrong_comment,
        Wrong::NoCreator => say.wrong_creator,
        Wrong::EndsBeforeStart => say.wrong_order,
        Wrong::EndsInPast => say.wrong_past,
    }
}

fn wrong(desk: Desk) -> Option<AnyView> {
    let checked = desk
        .form
        .with(|form| form.as_ref().is_some_and(|form| form.checked));
    let faults = checked.then(|| faults(desk, desk.timing.now()))?;
    let lines = faults
        .into_iter()
        .map(|fault| view! { <li>{fault}</li> })
        .collect_view();
    Some(view! { <ul class="help wrong" role="alert">{lines}</ul> }.into_any())
}

fn problem(desk: Desk) -> Option<AnyView> {
    let told = desk.form.with(|form| form.as_ref()?.problem.clone())?;
    Some(
        view! {
            <Message status=Status::Critical title=format!("{}.", told.title) detail=told.detail/>
        }
        .into_any(),
    )
}

fn submit(desk: Desk) {
    if desk
        .form
        .with_untracked(|form| form.as_ref().is_none_or(|form| form.busy))
    {
        return;
    }
    // On a retry the same instants are sent, or what was made before would not be known again.
    let tried = desk
        .form
        .with_untracked(|form| form.as_ref().is_some_and(|form| form.sent.is_some()));
    let now = match tried {
        true => desk.sent_at.get_untracked(),
        false => clock::now(),
    };
    desk.sent_at.set(now);
    change(desk, |form| form.checked = true);
    if !untrack(|| faults(desk, now)).is_empty() {
        return;
    }
    if let Some(draft) = untrack(|| draft(desk, now)) {
        writing::save(desk, draft);
    }
}
