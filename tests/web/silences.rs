//! Silences made, changed and ended in the page and by `amtool`, with servers that go away, lose answers or accept none.

use crate::alerts::amtool;
use crate::alerts::fire;
use crate::alerts::open;
use crate::page::DESK;
use crate::page::Page;
use crate::page::Requests;
use crate::page::visit;
use crate::stack;
use crate::stack::Stack;
use fantoccini::key::Key;
use serde_json::Value;

/// Silences that hold or will, of whoever wrote this.
fn silences(stack: &Stack, comment: &str) -> Vec<Value> {
    let all: Value =
        serde_json::from_str(&amtool(stack, &["silence", "query", "-o", "json"])).unwrap();
    let all = all.as_array().cloned().unwrap_or_default();
    all.into_iter()
        .filter(|one| {
            one["comment"]
                .as_str()
                .is_some_and(|text| text.starts_with(comment))
        })
        .collect()
}

/// Opens the form for the only section that is shown, and writes why and who.
async fn write(page: &Page, comment: &str) {
    page.click(".alert-head .button").await;
    page.see("#silence .preview", "Hits 1 of").await;
    page.fill("#silence-why", comment).await;
    page.fill("#silence-who", "ana").await;
}

const SEND: &str = "#silence footer .button";

#[test]
fn a_silence_made_here_is_seen_by_amtool_and_the_other_way() {
    let (stack, _turn) = stack::shared();
    fire(
        stack,
        &["alertname=WebQuiet", "severity=warning", "team=web"],
        &["summary=Noise"],
    );
    visit(DESK, Requests::Succeed, async |page| {
        open(
            page,
            stack,
            "filter=alertname%3D%22WebQuiet%22&group=alertname",
        )
        .await;
        page.see(".alert-item", "Noise").await;
        page.click(".alert-head .button").await;
        page.click(SEND).await;
        page.see("#silence .wrong", "Say why.").await;
        page.fill("#silence-why", "made here").await;
        page.fill("#silence-who", "ana").await;
        page.see(SEND, "Silence 1 alert for 1 h").await;
        page.click(SEND).await;
        page.see_none("#silence").await;
        page.see(".alert-item .status", "Silenced").await;
        let made = silences(stack, "made here");
        assert_eq!(made.len(), 1);
        assert_eq!(made[0]["createdBy"], "ana");
        assert_eq!(made[0]["matchers"][0]["value"], "WebQuiet");
        page.click(".alert-item .opener").await;
        page.see(".alert-detail .facts", "made here (ana, until")
            .await;
        // Whoever silences is remembered on this browser.
        page.click("#silence-new").await;
        page.until("document.querySelector('#silence-who').value === 'ana'")
            .await;
        page.click_named("#silence", "Cancel").await;
        amtool(
            stack,
            &[
                "silence",
                "add",
                "alertname=Nothing.*",
                "--comment=made with amtool",
                "--author=amy",
                "--duration=1h",
            ],
        );
        page.click("#tab-silences").await;
        page.see(".silence", "made with amtool").await;
        page.fill(".filter-bar input", "made with amtool").await;
        page.until("document.querySelectorAll('.silence').length === 1")
            .await;
        page.see(".silence .hits", "hits nothing").await;
        page.see(".silence .status", "Ends soon").await;
        page.shot("silences").await;
    });
}

#[test]
fn a_silence_is_extended_edited_ended_and_had_back() {
    let (stack, _turn) = stack::shared();
    amtool(
        stack,
        &[
            "silence",
            "add",
            "alertname=WebLonger",
            "--comment=to be changed",
            "--author=amy",
            "--duration=1h",
        ],
    );
    let id = silences(stack, "to be changed")[0]["id"].clone();
    let end = |one: &Value| one["endsAt"].as_str().unwrap().to_owned();
    let before = end(&silences(stack, "to be changed")[0]);
    visit(DESK, Requests::Succeed, async |page| {
        open(page, stack, "tab=silences&search=to%20be%20changed").await;
        page.click_named(".silence", "Extend").await;
        page.click(".silence .popover button").await;
        page.until("document.querySelector('.silence .evaluation').innerText.includes('in 1 h 59 min') || document.querySelector('.silence .evaluation').innerText.includes('in 2 h')").await;
        let longer = silences(stack, "to be changed");
        assert_eq!(longer.len(), 1);
        assert!(end(&longer[0]) > before, "{} {before}", end(&longer[0]));
        // Another reason is the same silence.
        page.click_named(".silence", "Edit").await;
        page.fill("#silence-why", "to be changed again").await;
        page.click(SEND).await;
        page.see_none("#silence").await;
        page.see(".silence .reason", "to be changed again").await;
        assert_eq!(silences(stack, "to be changed again")[0]["id"], id);
        // Other matchers are another one; the page shows whichever the server keeps.
        page.click_named(".silence", "Edit").await;
        page.fill("#silence .matchers input:last-of-type", "WebLongest")
            .await;
        page.click(SEND).await;
        page.see_none("#silence").await;
        page.see(".silence .tag", "WebLongest").await;
        let changed = silences(stack, "to be changed again");
        assert_eq!(changed.len(), 1);
        assert_ne!(changed[0]["id"], id);
        page.click_named(".silence", "Expire").await;
        page.see(".silence[data-state=undo]", "left").await;
        assert_eq!(silences(stack, "to be changed again").len(), 0);
        page.click_named(".silence", "Undo").await;
        page.see_none(".silence[data-state=undo]").await;
        page.until("document.querySelector('.silence[data-state]') === null && document.querySelector('.silence .row-actions').innerText.includes('Expire')").await;
        assert_eq!(silences(stack, "to be changed again").len(), 1);
    });
}

/// A proxy that knows no DELETE.
const NO_DELETE: &str = "const real = window.fetch;
    window.deleted = 0;
    window.fetch = (address, how) => how && how.method === 'DELETE'
        ? (window.deleted++, Promise.resolve(new Response('', { status: 405 })))
        : real(address, how);";

#[test]
fn a_silence_is_ended_without_delete_and_made_again() {
    let (stack, _turn) = stack::shared();
    amtool(
        stack,
        &[
            "silence",
            "add",
            "alertname=WebAgain",
            "--comment=made again",
            "--author=amy",
            "--duration=1h",
        ],
    );
    visit(DESK, Requests::Succeed, async |page| {
        page.before(NO_DELETE).await;
        open(page, stack, "tab=silences&search=made%20again").await;
        page.click_named(".silence", "Expire").await;
        page.see(".silence[data-state=undo]", "left").await;
        assert_eq!(page.tell("window.deleted").await, 1);
        // An end that is not after now is refused: it holds a second more.
        page.until("[...document.querySelectorAll('.silence')].some(one => one.innerText.includes('Silence again'))")
            .await;
        assert_eq!(silences(stack, "made again").len(), 0);
        page.click_named(".silence", "Silence again").await;
        page.until("document.querySelector('#silence-why').value === 'made again'")
            .await;
        page.fill("#silence-who", "ana").await;
        page.click(SEND).await;
        page.see_none("#silence").await;
        let made = silences(stack, "made again");
        assert_eq!(made.len(), 1);
        assert_eq!(made[0]["matchers"][0]["value"], "WebAgain");
    });
}

#[test]
fn a_silence_is_written_from_a_filter_and_from_nothing() {
    let (stack, _turn) = stack::shared();
    for room in ["north", "south"] {
        fire(
            stack,
            &[
                "alertname=WebRoom",
                &format!("room={room}"),
                "severity=warning",
            ],
            &["summary=Warm"],
        );
    }
    visit(DESK, Requests::Succeed, async |page| {
        open(page, stack, "filter=room%3D~%22north%7Csouth%22").await;
        page.click_named(".filter-tools", "Silence these 2").await;
        page.see("#silence .preview", "Hits 2 of").await;
        page.click_named("#silence", "Cancel").await;
        page.click("#silence-new").await;
        page.see("#silence .preview", "Hits none of").await;
        let (name, value) = (
            "#silence .matchers .line input:first-of-type",
            "#silence .matchers .line input:last-of-type",
        );
        page.fill(name, "alertname").await;
        page.until("(() => { const op = document.querySelector('#silence .line select'); op.value = '=~'; op.dispatchEvent(new Event('change', { bubbles: true })); return true; })()")
            .await;
        page.fill(value, ".+").await;
        page.see("#silence .message", "It hits every alert there is.")
            .await;
        page.fill(value, "WebRoom").await;
        page.see("#silence .preview", "Hits 2 of").await;
        page.see_none("#silence .message").await;
        page.fill(value, "WebRoom(").await;
        page.see("#silence .preview", "A regular expression is none.")
            .await;
        page.keys(&Key::Escape.to_string()).await;
        page.see_none("#silence").await;
    });
}

#[test]
fn what_somebody_else_changed_is_told_before_it_is_overruled() {
    let (stack, _turn) = stack::shared();
    amtool(
        stack,
        &[
            "silence",
            "add",
            "alertname=WebShared",
            "--comment=shared",
            "--author=amy",
            "--duration=1h",
        ],
    );
    let id = silences(stack, "shared")[0]["id"]
        .as_str()
        .unwrap()
        .to_owned();
    visit(DESK, Requests::Succeed, async |page| {
        page.open(&stack.page("/alerts?tab=silences&search=shared&refresh=off"))
            .await;
        page.click_named(".silence", "Edit").await;
        page.fill("#silence-why", "shared, mine").await;
        amtool(
            stack,
            &["silence", "update", "--comment=shared, theirs", &id],
        );
        page.click(SEND).await;
        page.see(
            "#silence .message",
            "Somebody changed this silence meanwhile.",
        )
        .await;
        page.see("#silence .message", "shared, theirs").await;
        assert_eq!(silences(stack, "shared")[0]["comment"], "shared, theirs");
        page.click(SEND).await;
        page.see_none("#silence").await;
        assert_eq!(silences(stack, "shared")[0]["comment"], "shared, mine");
    });
}

#[test]
fn an_alertmanager_that_goes_away_costs_nothing_that_was_typed() {
    let (stack, _turn) = stack::alone();
    fire(
        stack,
        &["alertname=WebAway", "severity=warning"],
        &["summary=Here"],
    );
    visit(DESK, Requests::Fail, async |page| {
        open(
            page,
            stack,
            "filter=alertname%3D%22WebAway%22&group=alertname",
        )
        .await;
        write(page, "kept through the outage").await;
        let gone = stack.without("alertmanager");
        page.click(SEND).await;
        page.see("#silence .message", "What you typed is kept.")
            .await;
        assert_eq!(
            page.tell("document.querySelector('#silence-why').value")
                .await,
            "kept through the outage"
        );
        // The list is still there, and says how old it is.
        page.see(".content > .message", "old.").await;
        page.see(".alert-item", "Here").await;
        drop(gone);
        page.click(SEND).await;
        page.see_none("#silence").await;
        assert_eq!(silences(stack, "kept through the outage").len(), 1);
    });
}

/// The first order is carried out, but its answer does not come.
const LOST: &str = "const real = window.fetch;
    window.lost = 0;
    window.fetch = async (address, how) => {
        const answer = await real(address, how);
        if (how && how.method === 'POST' && String(address).includes('silences') && window.lost++ === 0)
            throw new TypeError('the answer was lost');
        return answer;
    };";

#[test]
fn an_order_whose_answer_was_lost_is_not_given_twice() {
    let (stack, _turn) = stack::shared();
    fire(
        stack,
        &["alertname=WebLost", "severity=warning"],
        &["summary=Here"],
    );
    visit(DESK, Requests::Succeed, async |page| {
        page.before(LOST).await;
        open(
            page,
            stack,
            "filter=alertname%3D%22WebLost%22&group=alertname",
        )
        .await;
        write(page, "sent once").await;
        page.click(SEND).await;
        page.see("#silence .message", "did not answer").await;
        page.click(SEND).await;
        page.see_none("#silence").await;
        assert_eq!(silences(stack, "sent once").len(), 1);
    });
}

/// A proxy that lets nobody write.
const READ_ONLY: &str = "const real = window.fetch;
    window.fetch = (address, how) => how && how.method && how.method !== 'GET' && String(address).includes('/silence')
        ? Promise.resolve(new Response('<title>403 Forbidden</title>', { status: 403 }))
        : real(address, how);";

#[test]
fn where_nobody_may_write_the_buttons_go() {
    let (stack, _turn) = stack::shared();
    fire(
        stack,
        &["alertname=WebRead", "severity=warning"],
        &["summary=Here"],
    );
    visit(DESK, Requests::Succeed, async |page| {
        page.before(READ_ONLY).await;
        open(
            page,
            stack,
            "filter=alertname%3D%22WebRead%22&group=alertname",
        )
        .await;
        write(page, "not allowed").await;
        page.click(SEND).await;
        page.see("#silence .message", "did not accept the silence: 403")
            .await;
        page.see(".tabs-bar", "Read only").await;
        page.see_none(".alert-head .button").await;
    });
}
