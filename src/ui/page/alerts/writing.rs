//! Orders to Alertmanagers: a silence made, changed, made longer, ended, brought back.
//!
//! Nothing is lost when one fails: what was typed stays, and a repeated order looks first whether the former one was
//! carried out after all. What somebody else changed meanwhile is told, not overwritten.

use crate::browser::clock;
use crate::browser::storage;
use crate::cache::view::Asker;
use crate::config::Source;
use crate::data::alert::Matcher;
use crate::data::alert::Silence;
use crate::data::alert::SilenceState;
use crate::live::alerting::order;
use crate::source::Failure;
use crate::source::alertmanager::Ask;
use crate::source::alertmanager::Draft;
use crate::source::alertmanager::Found;
use crate::time::Instant;
use crate::time::Millis;
use crate::ui::page::alerts::desk::Desk;
use crate::ui::page::alerts::form::Form;
use crate::ui::page::alerts::listing::Held;
use crate::ui::page::alerts::say;
use crate::words::Told;
use crate::words::reason::Asked;

/// Where the name of whoever silences is kept.
const CREATOR: &str = "atalaya.creator";

/// Who wrote the last silence on this browser.
pub(super) fn creator() -> String {
    storage::read(CREATOR).unwrap_or_default()
}

/// Why an order was not carried out.
enum Stopped {
    /// The server's failure.
    Failed(Source, Failure),
    /// Somebody changed the silence: as it is now.
    Changed(Box<Silence>),
}

/// Saves the silence of the form with every Alertmanager that does not have it yet, then closes the form.
pub(super) fn save(desk: Desk, draft: Draft) {
    let Some(form) = desk.form.get_untracked() else {
        return;
    };
    desk.form.update(|form| {
        if let Some(form) = form {
            form.busy = true;
            form.problem = None;
        }
    });
    leptos::task::spawn_local(async move {
        let mut done = form.done.clone();
        let result = save_all(desk, &form, &draft, &mut done).await;
        match result {
            Ok(()) => {
                storage::write(CREATOR, &draft.created_by);
                desk.form.try_set(None);
                desk.timing.ask_again(Asker::Person);
            }
            Err(stopped) => {
                let (told, now) = told(desk, stopped);
                desk.form.try_update(|open| {
                    if let Some(open) = open {
                        open.busy = false;
                        open.sent = Some(draft);
                        open.done = done;
                        open.problem = Some(told);
                        if let (Some(now), Some(editing)) = (now, &mut open.editing) {
                            editing.silence = now;
                        }
                    }
                });
            }
        }
    });
}

async fn save_all(
    desk: Desk,
    form: &Form,
    draft: &Draft,
    done: &mut Vec<Vec<usize>>,
) -> Result<(), Stopped> {
    for cluster in &form.clusters {
        if done.contains(cluster) {
            continue;
        }
        reach(desk, cluster, async |source: &Source| {
            if let Some(editing) = &form.editing {
                unchanged(source, &editing.silence).await?;
            } else if let Some(sent) = &form.sent
                && let Some(id) = twin(source, sent).await?
            {
                // It was made after all. What was typed since changes it.
                return match sent == draft {
                    true => Ok(()),
                    false => {
                        let id = Some(id);
                        put(
                            source,
                            &Draft {
                                id,
                                ..draft.clone()
                            },
                        )
                        .await
                    }
                };
            }
            put(source, draft).await
        })
        .await?;
        done.push(cluster.clone());
    }
    Ok(())
}

/// Asks the members of a cluster in turn until one can be reached.
async fn reach(
    desk: Desk,
    cluster: &[usize],
    act: impl AsyncFn(&Source) -> Result<(), Stopped>,
) -> Result<(), Stopped> {
    let mut last = Ok(());
    for place in cluster {
        let Some(source) = desk.source(*place) else {
            continue;
        };
        last = act(&source).await;
        match &last {
            Err(Stopped::Failed(_, failure)) if is_away(failure) => {}
            Ok(()) | Err(_) => break,
        }
    }
    last
}

fn is_away(failure: &Failure) -> bool {
    match failure {
        Failure::Unreachable => true,
        Failure::Status { code, .. } => matches!(code, 502..=504),
        _ => false,
    }
}

async fn put(source: &Source, draft: &Draft) -> Result<(), Stopped> {
    order(source, &Ask::Put(draft.clone()))
        .await
        .map(|_| ())
        .map_err(|failure| Stopped::Failed(source.clone(), failure))
}

/// Is the silence as it was when it was opened?
async fn unchanged(source: &Source, before: &Silence) -> Result<(), Stopped> {
    let found = order(source, &Ask::Silence(before.id.clone())).await;
    match found {
        Ok(Found::Silences(mut found)) => match found.pop() {
            Some(now) if !is_same(&now, before) => Err(Stopped::Changed(Box::new(now))),
            Some(_) | None => Ok(()),
        },
        // One that the server has forgotten is made anew.
        Ok(_) => Ok(()),
        Err(Failure::Status { code: 404, .. } | Failure::Refused { code: 404, .. }) => Ok(()),
        Err(failure) => Err(Stopped::Failed(source.clone(), failure)),
    }
}

fn is_same(a: &Silence, b: &Silence) -> bool {
    let ended = |one: &Silence| one.state == SilenceState::Expired;
    a.updated_at == b.updated_at && a.ends_at == b.ends_at && ended(a) == ended(b)
}

/// The id of a silence that is just like this one: it was made although nobody said so.
async fn twin(source: &Source, draft: &Draft) -> Result<Option<String>, Stopped> {
    let found = order(source, &Ask::Silences).await;
    let found = found.map_err(|failure| Stopped::Failed(source.clone(), failure))?;
    let Found::Silences(all) = found else {
        return Ok(None);
    };
    let sorted = |matchers: &[Matcher]| {
        let mut matchers = matchers.to_vec();
        matchers.sort_unstable();
        matchers
    };
    let wanted = sorted(&draft.matchers);
    let found = all.into_iter().find(|one| {
        one.state != SilenceState::Expired
            && one.comment == draft.comment
            && one.created_by == draft.created_by
            && one.ends_at == Some(draft.ends_at)
            && sorted(&one.matchers) == wanted
    });
    Ok(found.map(|one| one.id))
}

/// Makes a silence longer.
pub(super) fn extend(desk: Desk, held: Held, by: Millis) {
    act(desk, held, async move |source: &Source, held: &Held| {
        unchanged(source, &held.silence).await?;
        let now = clock::now();
        let mut draft = Draft::of(&held.silence, now);
        draft.ends_at = crate::alert::silence::longer(draft.ends_at, by, now);
        put(source, &draft).await
    });
}

/// Ends a silence at once; it can be brought back for a while.
pub(super) fn expire(desk: Desk, held: Held) {
    let gone = held.clone();
    act(desk, held, async move |source: &Source, held: &Held| {
        let ended = order(source, &Ask::Expire(held.silence.id.clone())).await;
        match ended {
            Ok(_) => {}
            // Some proxies let DELETE through for nobody.
            Err(
                Failure::Status {
                    code: 403 | 405 | 501,
                    ..
                }
                | Failure::Refused {
                    code: 403 | 405 | 501,
                    ..
                },
            ) => put(source, &Draft::ending(&held.silence, clock::now())).await?,
            Err(failure) => {
                // It may have ended by itself or by somebody else's hand: then there is nothing to do.
                unchanged(source, &held.silence)
                    .await
                    .map_err(|stopped| match stopped {
                        Stopped::Changed(now) => Stopped::Changed(now),
                        Stopped::Failed(..) => Stopped::Failed(source.clone(), failure.clone()),
                    })?;
                return Err(Stopped::Failed(source.clone(), failure));
            }
        }
        desk.gone
            .try_update(|all| all.push((gone.clone(), clock::now())));
        Ok(())
    });
}

/// Brings a silence back that was ended, until its former end.
pub(super) fn undo(desk: Desk, held: Held) {
    let id = held.silence.id.clone();
    act(desk, held, async move |source: &Source, held: &Held| {
        let now = clock::now();
        let mut draft = Draft::of(&held.silence, now);
        draft.id = None;
        draft.starts_at = draft.starts_at.max(now);
        put(source, &draft).await?;
        desk.gone
            .try_update(|all| all.retain(|(gone, _)| gone.silence.id != id));
        Ok(())
    });
}

/// Does something to a silence, tells what went wrong, and asks again how things are.
fn act(desk: Desk, held: Held, act: impl AsyncFn(&Source, &Held) -> Result<(), Stopped> + 'static) {
    desk.trouble.set(None);
    leptos::task::spawn_local(async move {
        let result = reach(desk, &held.sources, async |source: &Source| {
            act(source, &held).await
        });
        if let Err(stopped) = result.await {
            let (told, _) = told(desk, stopped);
            desk.trouble.try_set(Some(told));
        }
        desk.timing.ask_again(Asker::Person);
    });
}

/// What is said, and the silence as it is now where that is the trouble.
fn told(desk: Desk, stopped: Stopped) -> (Told, Option<Silence>) {
    let words = desk.shell.words();
    let say = words.alerts();
    match stopped {
        Stopped::Changed(now) => {
            let end = say::moment(desk, now.ends_at.unwrap_or(Instant(0)));
            let told = Told {
                title: say.changed.to_owned(),
                detail: match now.state {
                    SilenceState::Expired => (say.changed_ended)(&end),
                    SilenceState::Active | SilenceState::Pending => {
                        (say.changed_detail)(&end, &say::cut(&now.comment, 200))
                    }
                },
            };
            (told, Some(*now))
        }
        Stopped::Failed(source, failure) => {
            let asked = Asked {
                source: &source.name,
                address: &source.url,
                query: "",
            };
            let refused = match &failure {
                Failure::Status { code, .. } | Failure::Refused { code, .. } => {
                    matches!(code, 401 | 403)
                }
                _ => false,
            };
            if refused {
                desk.read_only.try_set(Some(source.name.clone()));
            }
            let told = match &failure {
                Failure::Status { code, .. } if refused => Told {
                    title: (say.not_accepted)(&source.name, *code),
                    detail: say.not_accepted_detail.to_owned(),
                },
                // Its own words say what is wrong with the silence.
                Failure::Refused { message, code, .. } => Told {
                    title: (say.not_accepted)(&source.name, *code),
                    detail: message.clone(),
                },
                _ => words.failed(&failure, &asked),
            };
            (
                Told {
                    detail: format!("{} {}", told.detail, say.kept),
                    ..told
                },
                None,
            )
        }
    }
}
