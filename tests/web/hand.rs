//! A person's hands on a page: pointer and keys, as the browser gets them from a device.

use crate::page::Page;
use crate::page::all;
use fantoccini::actions::Actions;
use fantoccini::actions::InputSource;
use fantoccini::actions::KeyAction;
use fantoccini::actions::KeyActions;
use fantoccini::actions::MouseActions;
use fantoccini::actions::PointerAction;
use serde_json::json;
use std::time::Duration;

/// The time a pointer takes from place to place.
const MOVE: Duration = Duration::from_millis(20);
/// How often somebody presses beside a button that moves.
const TRIES: u8 = 3;

impl Page {
    /// Waits for an element and presses its middle; once more where it moved away under the pointer, as a person would.
    pub(crate) async fn click(&self, selector: &str) {
        for _ in 0..TRIES {
            let (x, y) = self.place(selector, (0.5, 0.5)).await;
            self.press(pointer().then(to(x, y)).then(down()).then(up()))
                .await;
            // Nothing is known of a press that led to another page, or into a frame.
            if self.tell("window.testPress").await != "beside it" {
                return;
            }
        }
        panic!("{selector} moves away under the pointer");
    }

    /// Waits for a button or link of that name below a selector and presses it.
    pub(crate) async fn click_named(&self, below: &str, name: &str) {
        let name = json!(name);
        let mark = "data-test-target";
        self.until(&format!(
            "(() => {{
                for (const old of document.querySelectorAll('[{mark}]')) old.removeAttribute('{mark}');
                const found = {}.find(one => [one.innerText.trim(), one.ariaLabel].includes({name}));
                found?.setAttribute('{mark}', '');
                return Boolean(found);
            }})()",
            all(&format!("{below} :is(button, a)"))
        ))
        .await;
        self.click(&format!("[{mark}]")).await;
    }

    /// Moves the pointer to a place within an element, as shares of its width and height.
    pub(crate) async fn hover(&self, selector: &str, at: (f64, f64)) {
        let (x, y) = self.place(selector, at).await;
        self.press(pointer().then(to(x, y))).await;
    }

    /// Drags from one place within an element to another.
    pub(crate) async fn drag(&self, selector: &str, from: (f64, f64), until: (f64, f64)) {
        let (x, y) = self.place(selector, from).await;
        let (end_x, end_y) = self.place(selector, until).await;
        let middle = to((x + end_x) / 2.0, (y + end_y) / 2.0);
        let drag = pointer().then(to(x, y)).then(down());
        self.press(drag.then(middle).then(to(end_x, end_y)).then(up()))
            .await;
    }

    /// Presses keys one after the other; special ones are the characters of [`fantoccini::key::Key`].
    pub(crate) async fn keys(&self, keys: &str) {
        let mut actions = KeyActions::new("keyboard".to_owned());
        for value in keys.chars() {
            actions = actions
                .then(KeyAction::Down { value })
                .then(KeyAction::Up { value });
        }
        self.client.perform_actions(actions).await.expect("keys");
    }

    /// Replaces what stands in a field.
    pub(crate) async fn fill(&self, selector: &str, text: &str) {
        self.click(selector).await;
        self.tell(&format!(
            "document.querySelector({}).select()",
            json!(selector)
        ))
        .await;
        self.keys(text).await;
    }

    /// Where a place within an element is in the window; scrolls to it first.
    async fn place(&self, selector: &str, (across, down): (f64, f64)) -> (f64, f64) {
        let selector = json!(selector);
        let place = self
            .until(&format!(
                "(() => {{
                    const found = document.querySelector({selector});
                    found.scrollIntoView({{ block: 'nearest', behavior: 'instant' }});
                    const box = found.getBoundingClientRect();
                    delete window.testPress;
                    window.addEventListener('pointerdown', press => {{
                        const now = found.getBoundingClientRect();
                        const across = press.clientX >= now.left && press.clientX <= now.right;
                        const down = press.clientY >= now.top && press.clientY <= now.bottom;
                        // Another one of its kind that took its place in a list is as good.
                        const isOn = across && down || press.target.closest?.({selector});
                        window.testPress = isOn ? 'on it' : 'beside it';
                    }}, {{ capture: true, once: true }});
                    return box.width && [box.x + box.width * {across}, box.y + box.height * {down}];
                }})()"
            ))
            .await;
        (place[0].as_f64().unwrap(), place[1].as_f64().unwrap())
    }

    async fn press(&self, actions: MouseActions) {
        self.client
            .perform_actions(Actions::from(actions))
            .await
            .expect("a pointer");
    }
}

fn pointer() -> MouseActions {
    MouseActions::new("mouse".to_owned())
}

fn to(x: f64, y: f64) -> PointerAction {
    PointerAction::MoveTo {
        duration: Some(MOVE),
        x,
        y,
    }
}

fn down() -> PointerAction {
    PointerAction::Down {
        button: fantoccini::actions::MOUSE_BUTTON_LEFT,
    }
}

fn up() -> PointerAction {
    PointerAction::Up {
        button: fantoccini::actions::MOUSE_BUTTON_LEFT,
    }
}
