//! Prometheus goes away and comes back while the page is open.

use crate::overview;
use crate::page::DESK;
use crate::page::Requests;
use crate::page::visit;
use crate::stack;

/// Has the first chart anything on its canvas?
const INK: &str = "(() => {
    const canvas = document.querySelector('canvas.marks');
    return canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height).data.some(Boolean);
})()";

#[test]
fn the_old_picture_stays_and_the_page_recovers() {
    let (stack, _turn) = stack::alone();
    visit(DESK, Requests::Fail, async |page| {
        overview::open(page, stack, "refresh=5s").await;
        // Only the element that was drawn on before may be there afterwards.
        page.tell("document.querySelector('canvas.marks').dataset.same = ''")
            .await;
        stack.stop("prometheus");
        page.see(
            ".panel[data-state=stale] .notice",
            "is not reached by its proxy",
        )
        .await;
        page.see(".panel[data-state=stale] .notice", "old.").await;
        page.until("document.querySelectorAll('.panel[data-state=stale]').length >= 12")
            .await;
        assert_eq!(page.tell(INK).await, true, "the old picture is gone");
        assert_eq!(
            page.tell("'same' in document.querySelector('canvas.marks').dataset")
                .await,
            true
        );
        assert_eq!(
            page.tell("document.querySelectorAll('.panel[data-state=error]').length")
                .await,
            0
        );
        page.shot("outage").await;
        stack.start("prometheus");
        page.until("!document.querySelector('.panel[data-state=stale]')")
            .await;
        page.until(overview::DRAWN).await;
        page.see_none(".panel .notice[data-status=warning]").await;
        assert_eq!(page.tell(INK).await, true);
    });
}
