//! System overview over a real Prometheus.

use crate::page::DESK;
use crate::page::Requests;
use crate::page::visit;
use crate::stack;

#[test]
fn it_is_drawn() {
    let (stack, _turn) = stack::shared();
    visit(DESK, Requests::Succeed, async |page| {
        page.open(&stack.page("/d/system-overview")).await;
        page.until("document.querySelectorAll('.panel[data-state=fresh]').length >= 12")
            .await;
        page.shot("overview").await;
    });
}
