//! For everyone: axe-core finds nothing, and the keyboard reaches everything.

use crate::page::DESK;
use crate::page::PHONE;
use crate::page::Page;
use crate::page::Requests;
use crate::page::Window;
use crate::page::visit;
use crate::site;
use crate::stack;
use crate::stack::Stack;
use fantoccini::key::Key;
use std::process::Command;

/// What axe-core finds, a line per rule and element.
const FOUND: &str = "axe.run(document, { resultTypes: ['violations'] }).then(({ violations }) =>
    violations.flatMap(({ id, nodes }) =>
        nodes.map(({ target, failureSummary }) => `${id}: ${target} ${failureSummary}`)).join('\\n'))";

/// axe-core, where `scripts/setup` puts it.
pub(crate) fn axe() -> String {
    let mut where_tools_are = Command::new("bash");
    where_tools_are.args(["-c", ". scripts/env && echo \"$TOOLS\""]);
    let tools = site::run(where_tools_are.current_dir(site::root()));
    let file = format!("{}/node_modules/axe-core/axe.min.js", tools.trim());
    std::fs::read_to_string(&file)
        .unwrap_or_else(|error| panic!("{file}: {error} (scripts/setup browser)"))
}

pub(crate) async fn find_nothing(page: &Page, axe: &str, what: &str) {
    page.tell(axe).await;
    // A table has its head and its rows when it knows how large it is.
    page.until("!document.querySelector('tr:empty')").await;
    let found = page.tell(FOUND).await;
    assert_eq!(found, "", "{what}:\n{}", found.as_str().unwrap_or_default());
}

fn check(window: Window, theme: &str) {
    let (stack, _turn) = stack::shared();
    let axe = axe();
    visit(window, Requests::Succeed, async |page| {
        open(page, stack, theme).await;
        find_nothing(page, &axe, "System overview").await;
        page.click(".range-button > .button").await;
        page.see("#range", "Last 6 hours").await;
        find_nothing(page, &axe, "the range picker").await;
        page.keys(&Key::Escape.to_string()).await;
        page.see_none("#range").await;
        page.keys("?").await;
        page.see("#shortcuts", "Esc").await;
        find_nothing(page, &axe, "the shortcuts").await;
        page.open(&stack.page(&format!("/dashboards?theme={theme}")))
            .await;
        page.see("main", "System overview").await;
        find_nothing(page, &axe, "the list of dashboards").await;
        for (path, ready) in [
            ("/", ".figure .value"),
            ("/health", ".health .check"),
            (
                "/health?check=service%20company",
                ".check-detail .components",
            ),
            ("/status", ".service .beats"),
            ("/status?embed=1", ".service .beats"),
            ("/sources", ".sources-page .tag"),
        ] {
            // A stack that has only just started has no probe yet: asked again, it has.
            let and = if path.contains('?') { '&' } else { '?' };
            page.open(&stack.page(&format!("{path}{and}refresh=5s&theme={theme}")))
                .await;
            page.until(&format!("document.querySelector('{ready}')"))
                .await;
            find_nothing(page, &axe, path).await;
        }
    });
}

async fn open(page: &Page, stack: &Stack, theme: &str) {
    page.open(&stack.page(&format!("/d/system-overview?refresh=off&theme={theme}")))
        .await;
    page.until("document.querySelector('h1') && document.querySelectorAll('.panel[data-state=fresh]').length >= 4")
        .await;
}

#[test]
fn axe_finds_nothing_in_the_light() {
    check(DESK, "light");
}

#[test]
fn axe_finds_nothing_in_the_dark() {
    check(DESK, "dark");
}

#[test]
fn axe_finds_nothing_on_a_light_phone() {
    check(PHONE, "light");
}

#[test]
fn axe_finds_nothing_on_a_dark_phone() {
    check(PHONE, "dark");
}

#[test]
fn keys_open_and_close() {
    let (stack, _turn) = stack::shared();
    visit(DESK, Requests::Succeed, async |page| {
        open(page, stack, "light").await;
        page.keys("?").await;
        page.see("#shortcuts", "Esc").await;
        page.keys(&Key::Escape.to_string()).await;
        page.see_none("#shortcuts").await;
        page.keys("/").await;
        page.until("document.querySelector('#finder').contains(document.activeElement)")
            .await;
        page.keys("system").await;
        page.see("#goals [aria-selected=true]", "System overview")
            .await;
        page.keys(&Key::Escape.to_string()).await;
        page.see_none("#finder").await;
        page.keys(".").await;
        page.until("document.querySelector('#range').contains(document.activeElement)")
            .await;
        page.keys(&Key::Escape.to_string()).await;
        page.see_none("#range").await;
        let there = page
            .tell("document.activeElement.closest('.range-button') != null")
            .await;
        assert_eq!(
            there, true,
            "the focus goes back to the button that opened the picker"
        );
    });
}

#[test]
fn tab_goes_through_the_page_in_its_order() {
    let (stack, _turn) = stack::shared();
    visit(DESK, Requests::Succeed, async |page| {
        open(page, stack, "light").await;
        let (mut seen, tab) = (Vec::new(), Key::Tab.to_string());
        for _ in 0..30 {
            page.keys(&tab).await;
            let at = page
                .tell(
                    "(() => {
                        const at = document.activeElement;
                        const part = at.closest('.header, .page-bar, .variable-bar, .panel');
                        return part ? part.className.split(' ')[0] : at.className;
                    })()",
                )
                .await;
            seen.push(at.as_str().unwrap().to_owned());
        }
        seen.dedup();
        assert_eq!(
            seen,
            ["skip-link", "header", "page-bar", "variable-bar", "panel"]
        );
    });
}
