//! The page of alerts over rules that fire, wait, are inhibited and fail, and over a cluster of Alertmanagers whose members
//! freeze and die.

use crate::page::DESK;
use crate::page::Page;
use crate::page::Requests;
use crate::page::visit;
use crate::server::Server;
use crate::watch::Known;
use crate::watch::Watch;

/// Opens the page and waits until Alertmanager has heard of both alerts of the web team.
async fn open(page: &Page, server: &Server, query: &str) {
    let address = format!("/alerts?refresh=5s&{query}");
    page.open(&server.page(&address)).await;
    row_says(page, "Smoke", "Inhibited").await;
    row_says(page, "Burning", "Critical").await;
}

/// What a row of an alert shows.
fn row(name: &str) -> String {
    format!(
        "[...document.querySelectorAll('.alert-item')].find(row => row.querySelector('.name').innerText === '{name}')"
    )
}

async fn row_says(page: &Page, name: &str, text: &str) {
    let row = row(name);
    page.until(&format!("{row}.innerText.includes('{text}')"))
        .await;
}

async fn open_row(page: &Page, name: &str) {
    let row = row(name);
    page.until(&format!("({row}.querySelector('.opener').click(), true)"))
        .await;
}

/// Opens the form for the alert that burns, and writes who and why.
async fn write(page: &Page, why: &str) {
    open_row(page, "Burning").await;
    page.click_named(".alert-detail", "Silence").await;
    page.fill("#silence-why", why).await;
    page.fill("#silence-who", "ana").await;
}

const SEND: &str = "#silence footer .button";

#[test]
fn what_waits_is_inhibited_or_fails_is_told_apart() {
    let watch = Watch::start();
    // The rule that fails has no chart either.
    visit(DESK, Requests::Fail, async |page| {
        let server = watch.page(Known::Both).await;
        open(page, &server, "").await;
        row_says(page, "Burning", "It burns at 7").await;
        row_says(page, "Smoke", "by Burning").await;
        row_says(page, "Waits", "Pending").await;
        row_says(page, "Waits", "fires in").await;
        // Two servers hold it, and it stands there once.
        let burning = "[...document.querySelectorAll('.alert-item .name')].filter(name => name.innerText === 'Burning').length";
        assert_eq!(page.tell(burning).await, 1);
        assert_eq!(
            page.tell("document.querySelector('.alert-item .name').innerText")
                .await,
            "Burning"
        );
        page.see("#alerts-body .message", "Watchdog does not fire.")
            .await;
        page.see(".foot-note", "a cluster of 2").await;
        open_row(page, "Burning").await;
        page.see(".alert-detail .facts", "One, Two").await;
        page.see(".alert-detail .facts", "desk").await;
        // Prometheus added the label on the way; the alert has its rule and its value all the same.
        page.see(".alert-detail .facts", "cluster=eu").await;
        page.until("document.querySelector('.alert-detail .facts b.num').innerText === '7'")
            .await;
        page.until("document.querySelector('.alert-detail canvas.marks')")
            .await;
        page.shot("alerts-watch").await;
        open_row(page, "Smoke").await;
        page.click_named(".alert-detail", "Burning").await;
        page.until(&format!("{}.hasAttribute('data-open')", row("Burning")))
            .await;

        page.click("#tab-rules").await;
        page.see("#alerts-body .message", "1 rule is not evaluated.")
            .await;
        page.see("#alerts-body .message", "Broken").await;
        let rule = |name: &str| {
            format!(
                "[...document.querySelectorAll('.rule')].find(row => row.querySelector('.name').innerText === '{name}').innerText"
            )
        };
        for (name, text) in [
            ("Burning", "Firing"),
            ("Waits", "fires in"),
            ("Broken", "Failing"),
            ("Broken", "duplicate series"),
            ("watch:one", "Recording"),
        ] {
            let rule = rule(name);
            page.until(&format!("{rule}.includes('{text}')")).await;
        }
        page.click(".segments[aria-label=First] button:nth-child(2)")
            .await;
        page.until("document.querySelector('.rule .name').innerText === 'Broken'")
            .await;
        page.click(".rule .opener").await;
        page.see(".rule .facts", "many-to-many").await;
        page.shot("alerts-rules-failing").await;
    });
}

#[test]
fn a_cluster_is_silenced_once_and_by_whoever_answers() {
    let watch = Watch::start();
    let [one, two] = &*watch.alertmanagers else {
        panic!("two members");
    };
    visit(DESK, Requests::Fail, async |page| {
        let server = watch.page(Known::Both).await;
        open(page, &server, "").await;
        page.see(".foot-note", "One 0").await;
        page.see(".foot-note", "a cluster of 2").await;
        write(page, "by the first").await;
        page.click(SEND).await;
        page.see_none("#silence").await;
        row_says(page, "Burning", "Silenced").await;
        row_says(page, "Burning", "by ana").await;
        one.has_silences(1);
        two.has_silences(1);
        page.click("#tab-silences").await;
        page.until("document.querySelectorAll('.silence').length === 1")
            .await;
        page.see(".silence .by", "ana, One, Two").await;
        page.click("#tab-routing").await;
        page.see(".routes", "desk").await;
        page.see(".route-note", "Cluster ready: 127.0.0.1:").await;
        page.click_named(".try-firing", "Burning").await;
        page.see(".route-answer", "Silenced now: by the first (ana)")
            .await;
        // The first dies: what it knows the second knows, and the second is asked.
        one.signal("KILL");
        page.click("#tab-firing").await;
        page.see(".content > .message", "One").await;
        row_says(page, "Smoke", "Inhibited").await;
        open_row(page, "Smoke").await;
        page.click_named(".alert-detail", "Silence").await;
        page.fill("#silence-why", "by the second").await;
        page.click(SEND).await;
        page.see_none("#silence").await;
        two.has_silences(2);
    });
}

/// It has the order in its hands, and dies of it.
#[test]
fn an_alertmanager_killed_in_the_middle_of_an_order_costs_nothing() {
    let mut watch = Watch::start();
    visit(DESK, Requests::Fail, async |page| {
        let server = watch.page(Known::One).await;
        open(page, &server, "").await;
        write(page, "kept").await;
        watch.alertmanagers[0].signal("STOP");
        page.click(SEND).await;
        page.see(SEND, "Sending").await;
        watch.alertmanagers[0].signal("KILL");
        page.see("#silence .message", "What you typed is kept.")
            .await;
        assert_eq!(
            page.tell("document.querySelector('#silence-why').value")
                .await,
            "kept"
        );
        watch.alertmanagers[0].again();
        page.click(SEND).await;
        page.see_none("#silence").await;
        watch.alertmanagers[0].has_silences(1);
    });
}

/// It takes too long, but carries the order out in the end.
#[test]
fn an_order_carried_out_too_late_is_not_given_twice() {
    let watch = Watch::start();
    visit(DESK, Requests::Fail, async |page| {
        let server = watch.page(Known::One).await;
        open(page, &server, "").await;
        write(page, "late").await;
        watch.alertmanagers[0].signal("STOP");
        page.click(SEND).await;
        page.see("#silence .message", "What you typed is kept.")
            .await;
        watch.alertmanagers[0].signal("CONT");
        watch.alertmanagers[0].has_silences(1);
        page.click(SEND).await;
        page.see_none("#silence").await;
        row_says(page, "Burning", "Silenced").await;
        assert_eq!(watch.alertmanagers[0].silences().len(), 1);
    });
}

/// Keeps what is offered to be saved.
const SAVED: &str = "const make = URL.createObjectURL;
    URL.createObjectURL = blob => { blob.text().then(text => { window.saved = text; }); return make(blob); };
    HTMLAnchorElement.prototype.click = function() {};";

#[test]
fn one_press_acknowledges_and_the_history_shows_the_quiet() {
    let watch = Watch::start();
    visit(DESK, Requests::Succeed, async |page| {
        page.before(SAVED).await;
        let server = watch.page(Known::Both).await;
        open(page, &server, "from=now-15m").await;
        open_row(page, "Burning").await;
        // Who is not known yet is asked for a name, once.
        page.click_named(".alert-detail", "Acknowledge").await;
        page.until("document.activeElement.id === 'silence-who'")
            .await;
        page.fill("#silence-who", "ana").await;
        page.see(SEND, "for 30 min").await;
        page.click(SEND).await;
        row_says(page, "Burning", "Silenced").await;
        let made = watch.alertmanagers[0].silences();
        assert_eq!(made[0]["comment"], "Acknowledged");
        assert_eq!(made[0]["createdBy"], "ana");
        watch.alertmanagers[0].amtool(&[
            "alert",
            "add",
            "alertname=Leak",
            "severity=warning",
            "team=water",
        ]);
        row_says(page, "Leak", "Warning").await;
        open_row(page, "Leak").await;
        page.click_named(".alert-detail", "Acknowledge").await;
        row_says(page, "Leak", "Silenced").await;
        watch.alertmanagers[0].has_silences(2);
        // The silence is of the alert as it was sent: `ALERTS` has not what Prometheus added on the way.
        page.click("#tab-history").await;
        page.until("document.querySelector('.history i[data-s=p]')")
            .await;
        page.until("document.querySelector('.history i[data-s=s]')")
            .await;
        page.until("document.querySelector('.history .timeline[aria-label*=silenced]')")
            .await;
        page.click_named(".filter-bar", "CSV").await;
        let text = page.until("window.saved").await;
        let text = text.as_str().unwrap();
        assert!(text.starts_with("alertname,labels,state"), "{text}");
        assert!(
            text.contains("\nWaits,") && text.contains(",pending,"),
            "{text}"
        );
        page.shot("alerts-history").await;
    });
}

/// What the page would show outside of it.
const HEARD: &str = "window.heard = [];
    window.Notification = class { constructor(title, how) { heard.push(title + ': ' + how.body); } static requestPermission() { heard.push('asked'); } };
    const Sound = window.AudioContext;
    window.AudioContext = class extends Sound { createOscillator() { heard.push('tone'); return super.createOscillator(); } };";

#[test]
fn something_new_and_critical_calls_whoever_asked_for_it() {
    let watch = Watch::start();
    visit(DESK, Requests::Succeed, async |page| {
        page.before(HEARD).await;
        let server = watch.page(Known::Both).await;
        open(page, &server, "").await;
        page.click(".tabs-bar [aria-pressed=false]").await;
        page.until("heard.join() === 'asked,tone'").await;
        let add = |severity: &str, name: &str| {
            let (severity, name) = (format!("severity={severity}"), format!("alertname={name}"));
            watch.alertmanagers[0].amtool(&[
                "alert",
                "add",
                &name,
                &severity,
                "--annotation=summary=Water in the cellar",
            ]);
        };
        add("warning", "Drip");
        row_says(page, "Drip", "Warning").await;
        add("critical", "Flood");
        row_says(page, "Flood", "Critical").await;
        page.until("heard.join() === 'asked,tone,Flood: Water in the cellar,tone'")
            .await;
        // The drip is inhibited by the flood: both have no place.
        page.until("document.title.startsWith('(2) ')").await;
    });
}
