//! The map holds: no room uses a room listed after it, and web names stay below the line, in `browser`.

use std::fs;
use std::path::Path;
use std::path::PathBuf;

/// Rooms in the order of `lib.rs`, and how many of them are above the line.
fn map() -> (Vec<String>, usize) {
    let text = fs::read_to_string("src/lib.rs").unwrap();
    let mut rooms = Vec::new();
    let mut above = 0;
    let mut wasm = false;
    for line in text.lines() {
        if line.contains("target_arch = \"wasm32\"") {
            wasm = true;
        }
        if let Some(room) = line
            .strip_prefix("pub mod ")
            .and_then(|rest| rest.strip_suffix(';'))
        {
            rooms.push(room.to_owned());
            above += usize::from(!wasm);
        }
    }
    (rooms, above)
}

fn files(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            files(&path, found);
        } else if path.extension().is_some_and(|kind| kind == "rs") {
            found.push(path);
        }
    }
}

/// Every breach in a file of `room`, as `file:line: what`.
fn breaches(rooms: &[String], above: usize, room: usize, name: &str, text: &str) -> Vec<String> {
    let mut found = Vec::new();
    for (number, line) in text.lines().enumerate() {
        let code = line.split("//").next().unwrap_or("");
        for part in code.split("crate::").skip(1) {
            let used: String = part
                .chars()
                .take_while(|c| c.is_alphanumeric() || *c == '_')
                .collect();
            if let Some(other) = rooms.iter().position(|known| *known == used)
                && other > room
            {
                found.push(format!(
                    "{name}:{}: {} uses {used}, which is listed after it",
                    number + 1,
                    rooms[room]
                ));
            }
        }
        let web = ["web_sys", "js_sys", "wasm_bindgen"]
            .iter()
            .find(|web| code.contains(**web));
        if let Some(web) = web.filter(|_| rooms[room] != "browser") {
            found.push(format!("{name}:{}: {web} outside of browser", number + 1));
        }
        if code.contains("leptos") && room < above {
            found.push(format!("{name}:{}: leptos above the line", number + 1));
        }
    }
    found
}

#[test]
fn no_room_uses_a_room_listed_after_it() {
    let (rooms, above) = map();
    assert_eq!(rooms.first().map(String::as_str), Some("lean"));
    assert_eq!(rooms.last().map(String::as_str), Some("ui"));
    assert_eq!(rooms[above], "browser");
    let mut all = Vec::new();
    for (place, room) in rooms.iter().enumerate() {
        let mut paths = Vec::new();
        files(&Path::new("src").join(room), &mut paths);
        assert!(!paths.is_empty(), "the room {room} is empty");
        for path in paths {
            let text = fs::read_to_string(&path).unwrap();
            all.extend(breaches(
                &rooms,
                above,
                place,
                &path.display().to_string(),
                &text,
            ));
        }
    }
    assert!(all.is_empty(), "{}", all.join("\n"));
}

#[test]
fn a_breach_is_found() {
    let (rooms, above) = map();
    let said = |room: &str, text: &str| {
        let place = rooms.iter().position(|known| known == room).unwrap();
        breaches(&rooms, above, place, "a.rs", text)
    };
    assert_eq!(
        said("data", "use crate::panel::Spec;"),
        ["a.rs:1: data uses panel, which is listed after it"]
    );
    assert_eq!(
        said("ui", "\nlet a: web_sys::Element;"),
        ["a.rs:2: web_sys outside of browser"]
    );
    assert_eq!(
        said("chart", "use leptos::prelude::*;"),
        ["a.rs:1: leptos above the line"]
    );
    assert!(said("ui", "use crate::time::Range; // web_sys").is_empty());
}
