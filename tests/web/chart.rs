//! Pointing at a chart: crosshair and tooltip above the canvas, which is not drawn again; the same with the keyboard.

use crate::overview;
use crate::page::DESK;
use crate::page::Requests;
use crate::page::visit;
use crate::stack;
use fantoccini::key::Key;

const CPU: &str = "[data-panel='7'] .chart-layer";

/// Counts every call to a canvas.
const COUNT: &str = "window.strokes = 0;
    const pen = CanvasRenderingContext2D.prototype;
    for (const [name, { value }] of Object.entries(Object.getOwnPropertyDescriptors(pen))) {
        if (typeof value != 'function') continue;
        pen[name] = function(...all) { window.strokes++; return value.apply(this, all); };
    }";

/// The window's next two frames: whatever was to be drawn is drawn then.
const FRAMES: &str =
    "new Promise(done => requestAnimationFrame(() => requestAnimationFrame(() => done(true))))";

/// Until nothing has been drawn for half a second: on a busy machine answers and layout come one after the other.
const QUIET: &str = "new Promise(done => {
        let last = -1, same = 0;
        const look = () => {
            same = window.strokes == last ? same + 1 : 0;
            last = window.strokes;
            same >= 5 ? done(true) : setTimeout(look, 100);
        };
        look();
    })";

#[test]
fn hovering_draws_no_series() {
    let (stack, _turn) = stack::shared();
    visit(DESK, Requests::Succeed, async |page| {
        page.before(COUNT).await;
        overview::open(page, stack, "refresh=off").await;
        page.tell(QUIET).await;
        assert!(
            page.tell("window.strokes").await.as_u64() > Some(1_000),
            "drawing is counted"
        );
        page.tell("window.strokes = 0").await;
        for at in [0.3, 0.4, 0.5, 0.6] {
            page.hover(CPU, (at, 0.5)).await;
        }
        page.see("[data-panel='7'] .tooltip", "user").await;
        page.tell(FRAMES).await;
        assert_eq!(
            page.tell("window.strokes").await,
            0,
            "hovering drew on a canvas"
        );
    });
}

#[test]
fn the_crosshair_is_shared() {
    let (stack, _turn) = stack::shared();
    visit(DESK, Requests::Succeed, async |page| {
        overview::open(page, stack, "refresh=off").await;
        page.hover(CPU, (0.5, 0.5)).await;
        let seen = "[...document.querySelectorAll('.crosshair-line')].filter(line => line.checkVisibility()).length";
        page.until(&format!("{seen} >= 4")).await;
        let tooltips = page
            .tell("document.querySelectorAll('.tooltip').length")
            .await;
        assert_eq!(tooltips, 1, "only the chart under the pointer tells values");
        page.shot("hover").await;
        page.hover(".page-title", (0.5, 0.5)).await;
        page.until(&format!("{seen} == 0")).await;
    });
}

#[test]
fn a_click_pins_the_tooltip() {
    let (stack, _turn) = stack::shared();
    visit(DESK, Requests::Succeed, async |page| {
        overview::open(page, stack, "refresh=off").await;
        page.click(CPU).await;
        page.see("[data-panel='7'] .tooltip", "Pinned").await;
        page.hover(".page-title", (0.5, 0.5)).await;
        page.see("[data-panel='7'] .tooltip", "user").await;
    });
}

#[test]
fn the_legend_shows_one_series_alone() {
    let (stack, _turn) = stack::shared();
    visit(DESK, Requests::Succeed, async |page| {
        overview::open(page, stack, "refresh=off").await;
        let pressed = "[...document.querySelectorAll('[data-panel=\"7\"] .legend-table button')]
            .filter(name => name.ariaPressed == 'true').map(name => name.innerText.trim()).join()";
        page.click_named("[data-panel='7'] .legend-table", "iowait")
            .await;
        page.until(&format!("{pressed} == 'iowait'")).await;
        page.click_named("[data-panel='7'] .legend-table", "iowait")
            .await;
        page.until(&format!("{pressed}.split(',').length >= 6"))
            .await;
    });
}

#[test]
fn the_keyboard_reads_a_chart() {
    let (stack, _turn) = stack::shared();
    visit(DESK, Requests::Succeed, async |page| {
        overview::open(page, stack, "refresh=off").await;
        let summary = page
            .until(&format!("document.querySelector(\"{CPU}\").ariaLabel"))
            .await;
        assert!(
            summary.as_str().unwrap().starts_with("CPU by mode"),
            "{summary}"
        );
        page.tell(&format!("document.querySelector(\"{CPU}\").focus()"))
            .await;
        let told = "document.querySelector(\"[data-panel='7'] .chart ~ [role=status], [data-panel='7'] .chart [role=status]\").textContent";
        page.keys(&Key::Left.to_string()).await;
        let newest = page.until(told).await;
        page.keys(&Key::Left.to_string()).await;
        page.until(&format!("{told} && {told} != {newest}")).await;
        page.keys(&Key::Enter.to_string()).await;
        page.see("[data-panel='7'] .values table thead", "Time")
            .await;
        page.tell("document.querySelector(\"[data-panel='7'] .values\").focus()")
            .await;
        page.keys(&Key::Escape.to_string()).await;
        page.see_none("[data-panel='7'] .values").await;
    });
}
