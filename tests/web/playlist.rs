//! Dashboards that follow each other: started from the list, turned and held by keys, shareable as a link.

use crate::page::DESK;
use crate::page::Page;
use crate::page::Requests;
use crate::page::visit;
use crate::stack;
use fantoccini::key::Key;

const THREE: &str = "playlist=system-overview,infrastructure,errors&interval=15m&kiosk=true";
const BAR: &str = ".playlist-bar";

/// Waits until a dashboard is shown at its place of three, and gives the address.
async fn shown(page: &Page, place: usize, uid: &str) -> String {
    page.see(BAR, &format!("{place} of 3")).await;
    page.until(&format!("location.pathname == '/d/{uid}'"))
        .await;
    page.until("document.querySelector('[data-panel]')").await;
    page.address().await
}

#[test]
fn keys_turn_and_hold_it() {
    let (stack, _turn) = stack::shared();
    visit(DESK, Requests::Succeed, async |page| {
        page.open(&stack.page(&format!("/d/system-overview?{THREE}")))
            .await;
        shown(page, 1, "system-overview").await;
        page.see_none(".header nav").await;
        page.keys(&Key::Right.to_string()).await;
        let address = shown(page, 2, "infrastructure").await;
        for kept in ["playlist=system-overview", "interval=15m", "kiosk"] {
            assert!(address.contains(kept), "{kept} is not in {address}");
        }
        page.keys(&Key::Left.to_string()).await;
        shown(page, 1, "system-overview").await;
        // Round and round.
        page.keys(&Key::Left.to_string()).await;
        shown(page, 3, "errors").await;
        page.keys(" ").await;
        page.until("location.search.includes('paused=true')").await;
        page.until("document.querySelector('.playlist-bar [aria-label=\"Go on\"]')")
            .await;
        page.shot("playlist").await;
        page.keys(" ").await;
        page.until("!location.search.includes('paused')").await;
        page.keys(&Key::Escape.to_string()).await;
        page.until("document.querySelector('.header nav')").await;
        shown(page, 3, "errors").await;
        page.click_named(BAR, "End playlist").await;
        page.see_none(BAR).await;
        let address = page.address().await;
        assert!(address.starts_with("/d/errors"), "{address}");
        assert!(!address.contains("playlist"), "{address}");
    });
}

#[test]
fn it_goes_on_by_itself() {
    let (stack, _turn) = stack::shared();
    visit(DESK, Requests::Succeed, async |page| {
        let often = THREE.replace("15m", "5s");
        page.open(&stack.page(&format!("/d/system-overview?{often}")))
            .await;
        shown(page, 2, "infrastructure").await;
        shown(page, 3, "errors").await;
    });
}

#[test]
fn the_list_starts_one() {
    let (stack, _turn) = stack::shared();
    visit(DESK, Requests::Succeed, async |page| {
        page.open(&stack.page("/dashboards")).await;
        page.see(".dashboard-list", "System overview").await;
        page.click_named(".play", "Play 10").await;
        page.see(BAR, "1 of 10").await;
        assert!(page.address().await.contains("kiosk"));
        page.see_none(".header nav").await;
        page.click_named(BAR, "Next dashboard").await;
        page.see(BAR, "2 of 10").await;
    });
}
