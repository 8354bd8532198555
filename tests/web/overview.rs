//! System overview over a real Prometheus: drawn, true, in both languages and themes, on a phone.

use crate::page::DESK;
use crate::page::PHONE;
use crate::page::Page;
use crate::page::Requests;
use crate::page::Window;
use crate::page::visit;
use crate::site;
use crate::stack;
use crate::stack::Stack;
use serde_json::Value;
use std::process::Command;

/// All panels have answers and show them; below the fold a panel waits until one scrolls there.
pub(crate) const DRAWN: &str = "document.querySelectorAll('.panel[data-state=fresh]').length >= 12";

/// For each chart that is to be seen, the share of its canvas that is not blank.
const INK: &str = "[...document.querySelectorAll('canvas.marks')]
    .filter(canvas => canvas.getBoundingClientRect().top < innerHeight)
    .map(canvas => {
        const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
        let inked = 0;
        for (let at = 3; at < data.length; at += 4) inked += data[at] > 0;
        return inked / (canvas.width * canvas.height);
    })";

/// Two hours that ended an hour ago: no sample can be added to them.
const PAST: &str = "from=now-3h&to=now-1h";

/// High enough to see the whole dashboard at once.
const TALL: Window = Window {
    height: 2400,
    ..DESK
};

/// Opens System overview and waits until it is drawn and what is around its charts listens to keys.
pub(crate) async fn open(page: &Page, stack: &Stack, query: &str) {
    page.open(&stack.page(&format!("/d/system-overview?{query}")))
        .await;
    page.until(DRAWN).await;
    page.until("document.querySelector('h1')").await;
}

#[test]
fn every_panel_is_drawn() {
    let (stack, _turn) = stack::shared();
    visit(TALL, Requests::Succeed, async |page| {
        page.open(&stack.page("/d/system-overview")).await;
        page.until(DRAWN).await;
        page.until("!document.querySelector('.panel:not([data-state=fresh])')")
            .await;
        // A picture is fresh one frame before it is on its canvas.
        page.until(&format!("({INK}).every(share => share > 0)"))
            .await;
        let shares = page.tell(INK).await;
        let shares = shares.as_array().unwrap();
        assert!(shares.len() >= 5, "charts: {shares:?}");
        // Axes alone are about one pixel in a hundred.
        assert!(
            shares.iter().all(|share| share.as_f64() > Some(0.02)),
            "ink: {shares:?}"
        );
        page.shot("overview-whole").await;
    });
}

#[test]
fn it_is_crisp_on_a_fine_screen() {
    let (stack, _turn) = stack::shared();
    visit(
        Window { ratio: 2.0, ..DESK },
        Requests::Succeed,
        async |page| {
            open(page, stack, "").await;
            let sizes = "[...document.querySelectorAll('canvas.marks')]
            .filter(canvas => canvas.getBoundingClientRect().top < innerHeight)
            .map(canvas => [canvas.width / canvas.clientWidth, canvas.height / canvas.clientHeight])";
            let sizes = page.tell(sizes).await;
            assert!(!sizes.as_array().unwrap().is_empty());
            for side in sizes
                .as_array()
                .unwrap()
                .iter()
                .flat_map(|size| size.as_array().unwrap())
            {
                // A panel's inside may end in the middle of a pixel.
                assert!((side.as_f64().unwrap() - 2.0).abs() < 0.02, "{sizes}");
            }
        },
    );
}

/// The panel's legend, against the answer to the page's own question when `curl` asks it.
#[test]
fn the_legend_agrees_with_prometheus() {
    let (stack, _turn) = stack::shared();
    visit(DESK, Requests::Succeed, async |page| {
        page.before(
            "window.asked = [];
            const send = window.fetch;
            window.fetch = (address, init) => {
                window.asked.push([address, String(init?.body ?? '')]);
                return send(address, init);
            };",
        )
        .await;
        // A refresh would ask the newest end alone.
        let address = format!("/d/system-overview?{PAST}&viewPanel=7&refresh=off");
        page.open(&stack.page(&address)).await;
        page.see(".legend-table", "iowait").await;
        // What is shown is the answer to the last question.
        page.until("document.querySelector('[data-panel=\"7\"]').dataset.state === 'fresh'")
            .await;
        let question = "window.asked.findLast(([path, body]) => path.endsWith('/query_range') && body.includes('mode'))[1]";
        let question = page.until(question).await;
        let shown = page
            .tell(
                "[...document.querySelectorAll('.legend-table tbody tr')]
                    .map(row => [...row.cells].map(cell => cell.innerText.trim()))",
            )
            .await;
        let mut expected: Vec<(String, Vec<f64>)> = asked(stack, question.as_str().unwrap());
        expected.sort_by(|a, b| a.0.cmp(&b.0));
        let mut shown: Vec<Vec<String>> = serde_json::from_value(shown).unwrap();
        shown.sort();
        assert!(expected.len() >= 6, "{expected:?}");
        assert_eq!(shown.len(), expected.len(), "{shown:?} {expected:?}");
        for (row, (name, values)) in shown.iter().zip(&expected) {
            assert_eq!(&row[0], name);
            let mean = values.iter().sum::<f64>() / values.len() as f64;
            let max = values.iter().copied().fold(f64::NEG_INFINITY, f64::max);
            for (text, value) in row[1..].iter().zip([mean, max, values[values.len() - 1]]) {
                agree(name, text, value * 100.0);
            }
        }
    });
}

/// The series of a matrix by their `mode`.
fn asked(stack: &Stack, question: &str) -> Vec<(String, Vec<f64>)> {
    let mut curl = Command::new("curl");
    let address = stack.prometheus("/api/v1/query_range");
    let reply = site::run(curl.args(["--silent", "--fail", "--data", question, &address]));
    let reply: Value = serde_json::from_str(&reply).unwrap();
    let value = |sample: &Value| sample[1].as_str().unwrap().parse::<f64>().unwrap();
    let series = reply["data"]["result"].as_array().unwrap().iter();
    series
        .map(|series| {
            let mode = series["metric"]["mode"].as_str().unwrap().to_owned();
            (
                mode,
                series["values"]
                    .as_array()
                    .unwrap()
                    .iter()
                    .map(value)
                    .collect(),
            )
        })
        .collect()
}

/// Is a text such as `2.20%` this number, as far as its digits go?
fn agree(name: &str, text: &str, value: f64) {
    let number = text.trim_end_matches('%');
    let decimals = number
        .split_once('.')
        .map_or(0, |(_, decimals)| decimals.len());
    let half_a_digit = 0.5 * 0.1_f64.powi(i32::try_from(decimals).unwrap());
    let shown: f64 = number
        .parse()
        .unwrap_or_else(|_| panic!("{name}: {text} is no number"));
    assert!(
        (shown - value).abs() <= half_a_digit * 1.001,
        "{name}: {text} for {value}"
    );
}

#[test]
fn it_speaks_spanish() {
    let (stack, _turn) = stack::shared();
    visit(DESK, Requests::Succeed, async |page| {
        open(page, stack, "lang=es").await;
        page.see(".range-button", "Últimas 6 horas").await;
        page.see(".legend-table thead", "Media").await;
        assert_eq!(page.tell("document.documentElement.lang").await, "es");
    });
}

#[test]
fn a_phone_scrolls_one_way_only() {
    let (stack, _turn) = stack::shared();
    let narrow = Window {
        width: 360,
        ..PHONE
    };
    visit(narrow, Requests::Succeed, async |page| {
        page.open(&stack.page("/d/system-overview")).await;
        page.see(".panel[data-state=fresh]", "CPU busy").await;
        let wide = page.tell("document.documentElement.scrollWidth").await;
        assert!(
            wide.as_u64() <= Some(narrow.width.into()),
            "the page is {wide} px wide"
        );
    });
}

/// For people to look at: nothing here can fail but the drawing itself.
#[test]
fn pictures_are_left() {
    let (stack, _turn) = stack::shared();
    visit(DESK, Requests::Succeed, async |page| {
        for (window, query, name) in [
            (DESK, "theme=light", "light"),
            (DESK, "theme=dark", "dark"),
            (PHONE, "theme=light", "phone"),
            (PHONE, "theme=dark", "phone-dark"),
        ] {
            page.resize(window).await;
            page.open(&stack.page(&format!("/d/system-overview?{query}")))
                .await;
            page.until("document.querySelectorAll('.panel[data-state=fresh]').length >= 4")
                .await;
            page.shot(name).await;
        }
    });
}
