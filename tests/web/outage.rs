//! Prometheus goes away and comes back while the page is open.

use crate::overview;
use crate::page::DESK;
use crate::page::Requests;
use crate::page::visit;
use crate::stack;

/// Has the first chart anything on its canvas?
const INK: &str = "(() => {
    const canvas = document.querySelector(\"[data-panel='7'] canvas.marks\");
    return canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height).data.some(Boolean);
})()";

#[test]
fn the_old_picture_stays_and_the_page_recovers() {
    let (stack, _turn) = stack::alone();
    visit(DESK, Requests::Fail, async |page| {
        overview::open(page, stack, "refresh=5s").await;
        page.until(INK).await;
        let gone = stack.without("prometheus");
        page.see(
            ".panel[data-state=stale] .notice",
            "is not reached by its proxy",
        )
        .await;
        page.see(".panel[data-state=stale] .notice", "old.").await;
        page.until("document.querySelectorAll('.panel[data-state=stale]').length >= 11")
            .await;
        assert_eq!(page.tell(INK).await, true, "the old picture is gone");
        let failed = page
            .tell("document.querySelectorAll('.panel[data-state=error]').length")
            .await;
        assert_eq!(failed, 0, "panels that lost their picture");
        page.shot("outage").await;
        drop(gone);
        page.until("!document.querySelector('.panel[data-state=stale]')")
            .await;
        page.until(overview::DRAWN).await;
        page.see_none(".panel .notice[data-status=warning]").await;
        assert_eq!(page.tell(INK).await, true);
    });
}
