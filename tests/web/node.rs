//! What panels over a real node exporter say, against Prometheus' own answers to the page's own questions.

use crate::desk;
use crate::page::DESK;
use crate::page::Page;
use crate::page::Requests;
use crate::page::visit;
use crate::site;
use crate::stack;
use crate::stack::Stack;
use serde_json::Value;
use std::process::Command;

const BOARD: &str = include_str!("node.json");

/// The machine whose exporter is a real one; the others are pretended.
const REAL: &str = "localhost";

/// Panels of the board, what a shown `1` stands for in each of them, and the labels that name a series.
const PANELS: [(u32, f64, &[&str]); 5] = [
    (1, 1.0, &["instance"]),
    (2, 0.01, &["instance", "mode"]),
    (3, 1.0, &["instance"]),
    (4, 1.0, &["instance", "mountpoint"]),
    (5, 1.0, &["instance"]),
];

/// Keeps every question that is sent.
const ASKED: &str = "window.asked = [];
    const send = window.fetch;
    window.fetch = (address, init) => {
        window.asked.push([address, String(init?.body ?? '')]);
        return send(address, init);
    };";

const LEGEND: &str = "[...document.querySelectorAll('.legend-table tbody tr')]
    .map(row => [...row.cells].map(cell => cell.innerText.trim()))";

#[test]
fn panels_say_what_prometheus_says() {
    let (stack, _turn) = stack::shared();
    visit(DESK, Requests::Succeed, async |page| {
        page.before(ASKED).await;
        page.open(&stack.page("/dashboards")).await;
        page.see(".dashboard-list", "System overview").await;
        desk::drop(page, "node.json", BOARD).await;
        page.see(".page-title", "Values of nodes").await;
        // The exporter started with the tests: a rate needs its second sample.
        for (panel, ..) in PANELS {
            page.open(&stack.page(&format!("/d/node-values?viewPanel={panel}&refresh=5s")))
                .await;
            page.see(".legend-table", REAL).await;
        }
        // From here on the range stands still: the page and this test ask the same.
        let now = page.tell("Date.now()").await.as_i64().unwrap();
        let past = format!("from={}&to={now}&refresh=off", now - 1_800_000);
        let mut compared = 0;
        for (panel, unit, labels) in PANELS {
            page.open(&stack.page(&format!("/d/node-values?viewPanel={panel}&{past}")))
                .await;
            page.see(".legend-table", REAL).await;
            compared += agrees(page, stack, panel, unit, labels).await;
        }
        assert!(compared > 100, "only {compared} values");
    });
}

/// Compares a panel's legend with Prometheus' answer; how many values that were.
async fn agrees(page: &Page, stack: &Stack, panel: u32, unit: f64, labels: &[&str]) -> usize {
    let question = "window.asked.findLast(([path]) => path.endsWith('/query_range'))[1]";
    let question = page.until(question).await;
    let mut expected = answer(stack, question.as_str().unwrap(), labels);
    expected.sort_by(|a, b| a.0.cmp(&b.0));
    let mut shown: Vec<Vec<String>> = serde_json::from_value(page.tell(LEGEND).await).unwrap();
    shown.sort();
    let names = |rows: &[Vec<String>]| rows.iter().map(|row| row[0].clone()).collect::<Vec<_>>();
    let known: Vec<String> = expected.iter().map(|(name, _)| name.clone()).collect();
    assert_eq!(names(&shown), known, "panel {panel}");
    for (row, (name, values)) in shown.iter().zip(&expected) {
        let mean = values.iter().sum::<f64>() / values.len() as f64;
        let max = values.iter().copied().fold(f64::NEG_INFINITY, f64::max);
        let told = [mean, max, values[values.len() - 1]];
        assert_eq!(row.len(), 1 + told.len(), "panel {panel}: {row:?}");
        for (text, value) in row[1..].iter().zip(told) {
            let place = format!("panel {panel}, {name}");
            agree(&place, text, value, unit);
        }
    }
    shown.len() * 3
}

/// The series of Prometheus' answer, named by the values of these labels.
fn answer(stack: &Stack, question: &str, labels: &[&str]) -> Vec<(String, Vec<f64>)> {
    let address = stack.prometheus("/api/v1/query_range");
    let mut curl = Command::new("curl");
    let reply = site::run(curl.args(["--silent", "--fail", "--data", question, &address]));
    let reply: Value = serde_json::from_str(&reply).unwrap();
    let series = reply["data"]["result"].as_array().unwrap().iter();
    series
        .map(|series| {
            let name = labels
                .iter()
                .map(|label| series["metric"][label].as_str().unwrap_or_default());
            let values = series["values"].as_array().unwrap().iter();
            let value = |sample: &Value| sample[1].as_str().unwrap().parse().unwrap();
            (
                name.collect::<Vec<_>>().join(" "),
                values.map(value).collect(),
            )
        })
        .collect()
}

/// Is a text such as `2.20%` or `7.126 GiB` this number, as far as its digits go?
fn agree(place: &str, text: &str, value: f64, unit: f64) {
    let plain = text.replace(',', "");
    let end = plain
        .find(|letter: char| !(letter.is_ascii_digit() || "-.".contains(letter)))
        .unwrap_or(plain.len());
    let (number, suffix) = plain.split_at(end);
    let scale = match suffix.trim() {
        "" | "%" | "B" => 1.0,
        "KiB" => 1024.0,
        "MiB" => 1024.0 * 1024.0,
        "GiB" => 1024.0 * 1024.0 * 1024.0,
        "TiB" => 1024.0 * 1024.0 * 1024.0 * 1024.0,
        other => panic!("{place}: {text} has the unit {other:?}"),
    } * unit;
    let decimals = number
        .split_once('.')
        .map_or(0, |(_, decimals)| decimals.len());
    let half_a_digit = 0.5 * 0.1_f64.powi(i32::try_from(decimals).unwrap()) * scale;
    let shown: f64 = number
        .parse()
        .unwrap_or_else(|_| panic!("{place}: {text} is no number"));
    assert!(
        (shown * scale - value).abs() <= half_a_digit * 1.001,
        "{place}: {text} for {value}"
    );
}
