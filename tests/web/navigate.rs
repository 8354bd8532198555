//! Moving through time and machines: pickers, dragging, the back button, links.

use crate::overview;
use crate::page::DESK;
use crate::page::Page;
use crate::page::Requests;
use crate::page::visit;
use crate::stack;
use fantoccini::key::Key;
use url::Url;

const RANGE: &str = ".range-button > .button";
/// All panels in the window show the range and the values that the address says; the others wait.
const FRESH: &str = "[...document.querySelectorAll('.panel')]
    .filter(panel => panel.getBoundingClientRect().top < innerHeight)
    .every(panel => panel.dataset.state == 'fresh')";
const INSTANCE: &str = ".variable[aria-controls=variable-instance]";

/// The value of a parameter in the address bar.
async fn parameter(page: &Page, name: &str) -> Option<String> {
    let address = Url::parse("http://page")
        .unwrap()
        .join(&page.address().await)
        .unwrap();
    let found = address.query_pairs().find(|(key, _)| key == name);
    found.map(|(_, value)| value.into_owned())
}

async fn instant(page: &Page, name: &str) -> i64 {
    let text = parameter(page, name)
        .await
        .unwrap_or_else(|| panic!("no {name} in the address"));
    text.parse()
        .unwrap_or_else(|_| panic!("{name}={text} is not in milliseconds"))
}

#[test]
fn a_quick_range_is_in_the_address() {
    let (stack, _turn) = stack::shared();
    visit(DESK, Requests::Succeed, async |page| {
        overview::open(page, stack, "").await;
        page.click(RANGE).await;
        page.click_named("#range", "Last 1 hour").await;
        page.see(RANGE, "Last 1 hour").await;
        assert_eq!(parameter(page, "from").await.as_deref(), Some("now-1h"));
        page.until(FRESH).await;
        page.back().await;
        page.see(RANGE, "Last 6 hours").await;
        assert_eq!(parameter(page, "from").await, None);
    });
}

#[test]
fn an_exact_range_may_be_typed() {
    let (stack, _turn) = stack::shared();
    visit(DESK, Requests::Succeed, async |page| {
        overview::open(page, stack, "timezone=utc").await;
        page.click(RANGE).await;
        page.fill("#range-from", "2026-13-01").await;
        page.until("document.querySelector('#range-from').ariaInvalid == 'true'")
            .await;
        page.fill("#range-from", "now-2h").await;
        page.fill("#range-to", "now-1h").await;
        page.until("document.querySelector('#range-from').ariaInvalid == 'false'")
            .await;
        page.click("#range [type=submit]").await;
        page.see_none("#range").await;
        assert_eq!(parameter(page, "from").await.as_deref(), Some("now-2h"));
        assert_eq!(parameter(page, "to").await.as_deref(), Some("now-1h"));
        page.until(FRESH).await;
    });
}

#[test]
fn dragging_zooms_and_back_undoes_it() {
    let (stack, _turn) = stack::shared();
    visit(DESK, Requests::Succeed, async |page| {
        overview::open(page, stack, "refresh=off").await;
        let before = page.address().await;
        page.drag("[data-panel='7'] .chart-layer", (0.4, 0.5), (0.6, 0.5))
            .await;
        page.until("location.search.includes('from=1')").await;
        let length = instant(page, "to").await - instant(page, "from").await;
        // A fifth of the chart is a bit more than a fifth of six hours: the axis takes its part of the width.
        let hour = 3_600_000;
        assert!((hour..2 * hour).contains(&length), "{length} ms");
        page.until(FRESH).await;
        page.shot("zoomed").await;
        page.back().await;
        page.see(RANGE, "Last 6 hours").await;
        assert_eq!(page.address().await, before);
        page.until(FRESH).await;
    });
}

#[test]
fn a_range_moves_and_widens() {
    let (stack, _turn) = stack::shared();
    visit(DESK, Requests::Succeed, async |page| {
        let (from, to) = (1_700_000_000_000_i64, 1_700_003_600_000_i64);
        page.open(&stack.page(&format!("/d/system-overview?from={from}&to={to}")))
            .await;
        page.click("[aria-keyshortcuts='[']").await;
        assert_eq!(instant(page, "to").await, to - 1_800_000);
        page.click("[aria-keyshortcuts='z']").await;
        let length = instant(page, "to").await - instant(page, "from").await;
        assert_eq!(length, 2 * 3_600_000);
    });
}

#[test]
fn a_bookmark_opens_the_same_view() {
    let (stack, _turn) = stack::shared();
    // What is seen of a view: names, range and the values of the legend.
    let view = "document.title + document.querySelector('.range-button').innerText
        + document.querySelector('.variable-bar').innerText
        + document.querySelector('.legend-table').innerText";
    let mut bookmark = (String::new(), String::new());
    visit(DESK, Requests::Succeed, async |page| {
        overview::open(page, stack, "refresh=off").await;
        page.drag("[data-panel='7'] .chart-layer", (0.2, 0.5), (0.5, 0.5))
            .await;
        page.until("location.search.includes('from=1')").await;
        page.click(INSTANCE).await;
        page.click_named(".variable-menu", "db-1").await;
        page.until("location.search.includes('var-instance=db-1')")
            .await;
        page.keys(&Key::Escape.to_string()).await;
        page.see_none(".variable-menu").await;
        page.until(FRESH).await;
        let seen = page.tell(view).await.as_str().unwrap().to_owned();
        bookmark = (page.address().await, seen);
    });
    visit(DESK, Requests::Succeed, async |page| {
        page.open(&stack.page(&bookmark.0)).await;
        page.until(overview::DRAWN).await;
        page.until(FRESH).await;
        assert_eq!(page.address().await, bookmark.0);
        assert_eq!(page.tell(view).await, bookmark.1);
    });
}

#[test]
fn an_instance_is_chosen() {
    let (stack, _turn) = stack::shared();
    visit(DESK, Requests::Succeed, async |page| {
        overview::open(page, stack, "").await;
        let dials = "document.querySelectorAll(\"[data-panel='8'] .gauge\").length";
        page.until(&format!("{dials} >= 3")).await;
        page.click(INSTANCE).await;
        page.click_named(".variable-menu", "app-1").await;
        page.until(&format!("{dials} == 1")).await;
        assert_eq!(
            parameter(page, "var-instance").await.as_deref(),
            Some("app-1")
        );
        let names = "document.querySelector(\"[data-panel='9'] .legend\").innerText";
        page.until(&format!(
            "{names}.includes('app-1') && !{names}.includes('app-2')"
        ))
        .await;
    });
}

#[test]
fn one_panel_is_viewed_alone() {
    let (stack, _turn) = stack::shared();
    visit(DESK, Requests::Succeed, async |page| {
        overview::open(page, stack, "").await;
        page.hover("[data-panel='7'] h2", (0.5, 0.5)).await;
        page.keys("v").await;
        page.until("document.querySelectorAll('.panel').length == 1")
            .await;
        assert_eq!(parameter(page, "viewPanel").await.as_deref(), Some("7"));
        page.until("document.querySelector('.panel').dataset.state == 'fresh'")
            .await;
        page.back().await;
        page.until(overview::DRAWN).await;
    });
}
