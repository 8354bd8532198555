//! The status page and a panel in somebody else's page: nginx as shipped lets the configured parent frame them and nobody
//! else; framed, they have nothing around them and tell their height.

use crate::page::DESK;
use crate::page::Page;
use crate::page::Requests;
use crate::page::visit;
use crate::protocol;
use crate::server::Answer;
use crate::server::Script;
use crate::server::Server;
use crate::stack;
use crate::stack::Changed;
use crate::stack::Stack;
use fantoccini::Locator;
use fantoccini::elements::Element;
use std::cell::RefCell;
use std::rc::Rc;

/// Longer than a browser takes to refuse a frame.
const LOOKS: usize = 1_500;

/// Somebody's page with a frame, which believes the frame's own messages only.
fn outer(inside: &str) -> String {
    format!(
        "<!doctype html><title>Outer</title><body style='background:rgb(1, 2, 3)'><iframe id=frame width=700 height=150 src='{inside}'></iframe>
        <script>
            window.heights = [];
            const frame = document.getElementById('frame');
            addEventListener('message', ({{ data, source }}) => {{
                if (data?.type !== 'atalaya:height' || source !== frame.contentWindow) return;
                window.heights.push(data.height);
                frame.style.height = data.height + 'px';
            }});
        </script>"
    )
}

/// Somebody with a page.
struct Somebody {
    server: Server,
    said: Rc<RefCell<Answer>>,
}

impl Somebody {
    async fn start() -> Self {
        let said = Rc::new(RefCell::new(Answer::page(200, "")));
        let mut script = Script {
            foreign: true,
            ..Script::default()
        };
        let page = Answer::Changing(Rc::clone(&said));
        script.files.insert("/outer", page);
        let server = Server::start(script).await;
        Self { server, said }
    }

    /// Opens a page of theirs that frames one of ours.
    async fn frames(&self, page: &Page, inside: &str) {
        self.said.replace(Answer::page(200, &outer(inside)));
        page.open(&self.server.page("/outer")).await;
    }
}

/// nginx with that one parent; it reads its files when it starts.
fn parent(stack: &'static Stack, parent: &str) -> Changed {
    let file = "nginx/atalaya-site.conf";
    let shipped = std::fs::read_to_string(stack.place(file)).expect("nginx's site");
    assert!(shipped.contains("\"'self'\""), "{shipped}");
    let changed = stack.file(
        file,
        &shipped.replace("\"'self'\"", &format!("\"{parent}\"")),
    );
    drop(stack.without("nginx"));
    changed
}

#[test]
fn the_configured_parent_may_frame_and_another_may_not() {
    let (stack, _turn) = stack::alone();
    visit(DESK, Requests::Succeed, async |page| {
        let (friend, stranger) = (Somebody::start().await, Somebody::start().await);
        let changed = parent(stack, &friend.server.page(""));
        let status = stack.page("/status?embed=1&transparent=1");
        friend.frames(page, &status).await;
        page.until("window.heights.at(-1) > 300").await;
        page.until("document.getElementById('frame').clientHeight > 300")
            .await;
        inside(page).await;

        let panel = stack.page("/d-solo/system-overview?panelId=7");
        friend.frames(page, &panel).await;
        page.until("window.heights.length > 0").await;
        page.client.enter_frame(0).await.expect("the frame");
        see(page, "[data-panel='7'] canvas").await;
        assert!(seen(page, ".header nav, .page-bar").await.is_empty());
        page.client.enter_parent_frame().await.expect("the page");

        stranger.frames(page, &status).await;
        refused(page).await;
        assert_eq!(page.tell("window.heights.length").await, 0);
        drop(changed);
        drop(stack.without("nginx"));
    });
}

/// What a visitor sees in the frame.
async fn inside(page: &Page) {
    page.client.enter_frame(0).await.expect("the frame");
    see(page, ".overall h1").await;
    see(page, ".service .beats").await;
    assert!(seen(page, ".header nav, .bottom-bar a").await.is_empty());
    for link in seen(page, "a:not(.skip-link)").await {
        assert_eq!(
            link.attr("rel").await.expect("rel").as_deref(),
            Some("noopener")
        );
        assert_eq!(
            link.attr("target").await.expect("target").as_deref(),
            Some("_top")
        );
    }
    let body = page
        .client
        .find(Locator::Css("body"))
        .await
        .expect("a body");
    let colour = body.css_value("background-color").await.expect("a colour");
    assert_eq!(colour, "rgba(0, 0, 0, 0)", "the outer page shows through");
    page.client.enter_parent_frame().await.expect("the page");
}

async fn see(page: &Page, selector: &str) {
    let wait = page
        .client
        .wait()
        .at_most(std::time::Duration::from_secs(30));
    wait.for_element(Locator::Css(selector))
        .await
        .expect(selector);
}

/// The elements of a selector that are to be seen.
async fn seen(page: &Page, selector: &str) -> Vec<Element> {
    let found = page.client.find_all(Locator::Css(selector)).await;
    let mut seen = Vec::new();
    for element in found.expect(selector) {
        if element.is_displayed().await.expect(selector) {
            seen.push(element);
        }
    }
    seen
}

/// The browser says that the page does not want to be framed by this one.
async fn refused(page: &Page) {
    for _ in 0..LOOKS {
        let lines = protocol::log(&page.client).await;
        if lines
            .iter()
            .any(|line| line.message.contains("frame-ancestors"))
        {
            return;
        }
        page.tell("new Promise(requestAnimationFrame).then(() => true)")
            .await;
    }
    panic!("the frame was not refused");
}
