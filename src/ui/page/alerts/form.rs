//! A silence that is being written: how it begins, how it changes, and what it would be sent as.

use crate::alert::silence;
use crate::alert::silence::Wrong;
use crate::browser::clock;
use crate::browser::element;
use crate::data::alert::Matcher;
use crate::source::alertmanager::Draft;
use crate::time::Instant;
use crate::time::Millis;
use crate::time::format;
use crate::time::math::Calendar;
use crate::time::span::TimeSpan;
use crate::ui::page::alerts::desk::Desk;
use crate::ui::page::alerts::hits::complete;
use crate::ui::page::alerts::listing::Held;
use crate::ui::page::alerts::writing;
use crate::ui::part::erased::on;
use crate::ui::part::icon::Icon;
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

/// The length of a new silence.
const USUAL: &str = "now+1h";

/// How long an alert that somebody takes care of is quiet: who is on it looks again soon.
pub(super) const ACKNOWLEDGED: Millis = Millis(30 * 60_000);
const ACKNOWLEDGED_UNTIL: &str = "now+30m";

/// Opens the form for alerts that fulfil these.
pub(super) fn open(desk: Desk, matchers: Vec<Matcher>) {
    // Matchers that are there need only a reason.
    let first = match matchers.is_empty() {
        true => "#silence .matchers input",
        false => "#silence-why",
    };
    desk.form.set(Some(new(desk, matchers)));
    focus(first);
}

/// Makes a short silence at once: somebody is on it. It goes the way of all silences, so that nothing is lost or made twice;
/// only who has never silenced anything is asked for a name first.
pub(super) fn acknowledge(desk: Desk, matchers: Vec<Matcher>) {
    let form = Form {
        until: ACKNOWLEDGED_UNTIL.to_owned(),
        comment: desk.shell.words().alerts().acknowledged.to_owned(),
        ..new(desk, matchers)
    };
    let known = !form.creator.trim().is_empty();
    desk.form.set(Some(form));
    match known {
        true => submit(desk),
        false => focus("#silence-who"),
    }
}

fn new(desk: Desk, matchers: Vec<Matcher>) -> Form {
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
    }
}

/// Opens the form to change a silence, or with `again` to make another like it.
pub(super) fn edit(desk: Desk, held: &Held, again: bool) {
    let zone = desk.timing.zone.get_untracked();
    let text = |at: Option<Instant>| at.map_or_else(String::new, |at| format::date_time(at, &zone));
    let silence = &held.silence;
    let new = Form {
        comment: silence.comment.clone(),
        ..new(desk, silence.matchers.clone())
    };
    desk.form.set(Some(match again {
        true => new,
        false => Form {
            editing: Some(held.clone()),
            from: text(silence.starts_at),
            until: text(silence.ends_at),
            creator: silence.created_by.clone(),
            clusters: vec![held.sources.clone()],
            ..new
        },
    }));
    focus("#silence-why");
}

/// Once the form is in the page.
fn focus(selector: &'static str) {
    leptos::task::spawn_local(async move {
        leptos::task::tick().await;
        element::focus(selector);
    });
}

pub(super) fn close(desk: Desk) {
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

pub(super) fn change(desk: Desk, change: impl FnOnce(&mut Form)) {
    desk.form.update(|form| {
        if let Some(form) = form {
            change(form);
        }
    });
}

/// The instant a text means: Grafana's syntax, or a date and a time.
pub(super) fn instant(desk: Desk, text: &str, now: Instant) -> Option<Instant> {
    let zone = desk.timing.zone.get();
    let span = TimeSpan::new(text.trim(), text.trim());
    let range = span.resolve(now, &zone, Calendar::default()).ok()?;
    Some(range.from)
}

pub(super) fn ends(desk: Desk) -> Option<(Instant, Instant)> {
    let now = desk.timing.now();
    let (from, until) = desk.form.with(|form| {
        let form = form.as_ref()?;
        Some((form.from.clone(), form.until.clone()))
    })?;
    Some((instant(desk, &from, now)?, instant(desk, &until, now)?))
}

/// The silence as it would be sent, or none while it is not one.
pub(super) fn draft(desk: Desk, now: Instant) -> Option<Draft> {
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

pub(super) fn faults(desk: Desk, now: Instant) -> Vec<&'static str> {
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

pub(super) fn submit(desk: Desk) {
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
