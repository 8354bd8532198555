//! Every reply and every frame that a real Loki once sent, on the page that asks for it. What each means is told by the
//! host's tests; here it is to be seen, and nothing blanks the page.

use crate::logs::lines_are_there;
use crate::logs::loki;
use crate::loki::Fault;
use crate::loki::Loki;
use crate::loki::Reply as Sent;
use crate::page::DESK;
use crate::page::Page;
use crate::page::Requests;
use crate::page::visit;
use crate::site;
use atalaya::config::preference::Language;
use atalaya::data::lines::Direction;
use atalaya::data::lines::Lines;
use atalaya::data::lines::Window;
use atalaya::logs::ansi::plain;
use atalaya::panel::visible::visible;
use atalaya::source::Answer;
use atalaya::source::Ask;
use atalaya::source::Found;
use atalaya::source::Reply;
use atalaya::source::log::LogAsk;
use atalaya::source::log::LogFound;
use atalaya::source::loki::decode;
use atalaya::words::reason::Asked;
use serde_json::json;

/// Names of the recorded files that begin so and end so.
fn files(begins: &str, ends: &str) -> Vec<String> {
    let folder = site::root().join("tests/reply/loki");
    let mut names: Vec<String> = std::fs::read_dir(folder)
        .unwrap()
        .filter_map(|entry| entry.unwrap().file_name().into_string().ok())
        .filter_map(|name| name.strip_suffix(ends).map(str::to_owned))
        .filter(|name| name.starts_with(begins))
        .collect();
    names.sort();
    names
}

/// A reply as the answer to a question for lines.
fn read(name: &str) -> Result<Answer, atalaya::source::Failure> {
    let Sent { status, kind, body } = Sent::recorded(name);
    let ask = Ask::Log(LogAsk::Lines {
        expr: String::new(),
        window: Window::default(),
        limit: 1_000,
        direction: Direction::Backward,
    });
    let content_type = kind;
    decode(
        &ask,
        &Reply {
            status,
            content_type,
            body,
        },
    )
}

fn tell(loki: &Loki, part: &str, name: &str) {
    let fault = Fault::Recorded(name.to_owned());
    loki.tell(|told| drop(told.faults.insert(part.to_owned(), fault)));
}

/// The beginning of a line as the page shows it.
fn begins(lines: &Lines, line: usize) -> String {
    let text = visible(&plain(lines.text(line)), 60).0;
    text.split_whitespace().collect::<Vec<&str>>().join(" ")
}

/// Waits until a line of the list begins so.
async fn see_line(page: &Page, text: &str) {
    let text = json!(text);
    page.until(&format!(
        "[...document.querySelectorAll('.log-list .text')].some(one => one.innerText.split(/\\s+/).join(' ').trim().startsWith({text}))"
    ))
    .await;
}

#[test]
fn every_reply_with_lines_is_shown() {
    let loki = loki(0);
    let mut shown = 0;
    visit(DESK, Requests::Succeed, async |page| {
        for name in files("query_range", ".http") {
            let Ok(Answer {
                found: Found::Log(LogFound::Lines(lines)),
                ..
            }) = read(&name)
            else {
                continue;
            };
            tell(&loki, "limit=1000", &name);
            page.open(&loki.page("/logs?wrap=0&from=1795237000000&to=1795238000000"))
                .await;
            match lines.newest_first().first() {
                Some(newest) => see_line(page, &begins(&lines, *newest as usize)).await,
                None => page.see(".logs-panel .panel-message", "No lines").await,
            }
            shown += 1;
            loki.tell(|told| told.faults.clear());
        }
        page.the_header_lives().await;
    });
    assert!(shown > 20, "only {shown} replies");
}

#[test]
fn every_refusal_is_said_in_lokis_words() {
    let loki = loki(100);
    let words = Language::English.words();
    visit(DESK, Requests::Fail, async |page| {
        let mut said = 0;
        for name in files("err_", ".http") {
            let Err(failure) = read(&name) else { continue };
            let asked = Asked {
                source: "Loki",
                address: "loki/",
                query: "",
            };
            let told = words.failed(&failure, &asked);
            tell(&loki, "query_range", &name);
            page.open(&loki.page("/logs")).await;
            let first = told.detail.lines().next().unwrap_or_default();
            let beginning: String = first.chars().take(80).collect();
            page.see(".logs-panel .panel-message strong", &told.title)
                .await;
            page.see(".logs-panel .panel-message p", beginning.trim())
                .await;
            loki.tell(|told| told.faults.clear());
            said += 1;
        }
        assert!(said > 15, "only {said} refusals");
        page.the_header_lives().await;
    });
}

#[test]
fn what_loki_knows_of_its_streams_is_used() {
    let loki = loki(2_000);
    let others = [
        ("labels?", "labels"),
        ("labels?", "labels_empty"),
        ("/values?", "label_values"),
        ("/values?", "label_values_none"),
        ("index/stats", "index_stats"),
        ("step=", "query_range_matrix_level"),
        ("step=", "query_range_6h_count_1m"),
        ("step=", "query_nan"),
        ("patterns", "patterns"),
        ("patterns", "patterns_nginx"),
        ("detected_fields", "detected_fields"),
        ("detected_fields", "detected_fields_logfmt"),
    ];
    visit(DESK, Requests::Succeed, async |page| {
        for (part, name) in others {
            tell(&loki, part, name);
            // What counts lines is drawn only under the range it was asked for.
            let range = match name {
                "query_range_matrix_level" => "from=1795234244638&to=1795237844638",
                _ => "from=now-3h&to=now",
            };
            page.open(&loki.page(&format!("/logs?{range}"))).await;
            if !name.contains("matrix") {
                lines_are_there(page).await;
            }
            match name {
                "label_values" => page.see(".log-choices", "backend").await,
                "index_stats" => page.see(".volume-panel", "of 11 streams").await,
                "query_range_6h_count_1m" | "query_nan" => {
                    page.see(".volume-panel", "The volume could not be counted")
                        .await;
                }
                "query_range_matrix_level" => {
                    page.until("document.querySelector('.volume-panel canvas')?.width > 0")
                        .await;
                }
                "patterns" | "patterns_nginx" => {
                    page.click_named(".log-tabs", "Patterns").await;
                    page.see(".logs-panel", "Counted by Loki").await;
                    page.see(".log-table", "<_>").await;
                }
                "detected_fields" => {
                    page.fill(".log-editor textarea", "{service=\"backend\"} | user_p")
                        .await;
                    page.see("#log-offers", "user_plan").await;
                }
                _ => {}
            }
            loki.tell(|told| told.faults.clear());
        }
        page.the_header_lives().await;
    });
}

#[test]
fn every_frame_of_a_tail_is_shown() {
    let mut shown = 0;
    for name in files("tail", ".ws") {
        let file = site::root().join(format!("tests/reply/loki/{name}.ws"));
        let text = std::fs::read_to_string(file).unwrap();
        let (_, frames) = text.split_once("\r\n\r\n").unwrap();
        let frames: Vec<String> = frames.lines().map(str::to_owned).collect();
        let loki = loki(0);
        loki.tell(|told| told.messages = frames.clone());
        visit(DESK, Requests::Fail, async |page| {
            page.open(&loki.page("/logs?live=1&wrap=0")).await;
            for frame in &frames {
                match frame.split_once(' ') {
                    Some(("text", text)) => {
                        let lines = atalaya::source::loki::decode_tail(text).unwrap().lines;
                        // The newest of them are in view.
                        for line in lines.newest_first().into_iter().take(10) {
                            see_line(page, &begins(&lines, line as usize)).await;
                            shown += 1;
                        }
                    }
                    Some((_, reason)) => page.see(".log-live", reason).await,
                    None => {}
                }
            }
        });
    }
    assert!(shown > 5, "only {shown} lines");
}
