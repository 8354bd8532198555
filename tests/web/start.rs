//! The page's own files: one of the first does not come, or the program ends at a fault of its own. Nothing of the page can
//! say so then, so its start does.

use crate::page::DESK;
use crate::page::Requests;
use crate::page::visit;
use crate::server::Answer;
use crate::server::Script;
use crate::server::Server;
use crate::site::built;

fn missing(file: &'static str) {
    visit(DESK, Requests::Fail, async |page| {
        let mut script = Script::two_panels();
        let gone = Answer::Reply(404, "text/html".to_owned(), Vec::new());
        script.files.insert(file, gone);
        let server = Server::start(script).await;
        page.open(&server.page("/d/two")).await;
        page.see("[role=alert]", "Atalaya could not start").await;
        page.see("[role=alert]", "Reload the page").await;
    });
}

#[test]
fn its_program_is_gone() {
    missing(built("page-", ".wasm"));
}

#[test]
fn its_script_is_gone() {
    missing(built("page-", ".js"));
}

#[test]
fn a_fault_of_its_own_is_told() {
    visit(DESK, Requests::Succeed, async |page| {
        let server = Server::start(Script::two_panels()).await;
        page.open(&server.page("/d/two")).await;
        page.until("document.querySelector(\"[data-panel='1'][data-state=fresh] canvas\")")
            .await;
        // What the browser tells of a trap; none can be made from outside.
        page.tell(
            "dispatchEvent(new ErrorEvent('error', { error: new WebAssembly.RuntimeError('unreachable') }))",
        )
        .await;
        page.see("[role=alert]", "what you see is no longer kept up to date")
            .await;
    });
}
