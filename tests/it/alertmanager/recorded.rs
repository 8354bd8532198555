//! Every recorded reply decodes, or gives its right error.

use crate::turns::Alone;
use crate::turns::now;
use atalaya::data::alert::Alert;
use atalaya::source::Failure;
use atalaya::source::Reply;
use atalaya::source::alertmanager;
use atalaya::source::alertmanager::Ask;
use atalaya::source::alertmanager::Draft;
use atalaya::source::alertmanager::Found;
use atalaya::time::Instant;
use expect_test::expect_file;
use std::fs;
use std::path::Path;
use std::sync::LazyLock;

pub(crate) struct Recorded {
    pub(crate) name: String,
    pub(crate) ask: Ask,
    pub(crate) reply: Reply,
}

/// All of them, by folder and name.
pub(crate) static ALL: LazyLock<Vec<Recorded>> = LazyLock::new(|| {
    ["alertmanager", "alertmanager-0.25"]
        .into_iter()
        .flat_map(folder)
        .collect()
});

/// What its decoder makes of it.
pub(crate) fn decoded(one: &Recorded) -> Result<Found, Failure> {
    now(alertmanager::decode(
        &one.ask,
        &one.reply,
        &mut Alone::default(),
    ))
}

fn folder(name: &str) -> Vec<Recorded> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/reply")
        .join(name);
    let mut files: Vec<_> = fs::read_dir(path)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    files.sort();
    let read = |path: &std::path::PathBuf| {
        let stem = path.file_stem().unwrap().to_str().unwrap();
        recorded(format!("{name}/{stem}"), &fs::read(path).unwrap())
    };
    files.iter().map(read).collect()
}

fn recorded(name: String, http: &[u8]) -> Recorded {
    let end = http.windows(4).position(|four| four == b"\r\n\r\n");
    let end = end.unwrap();
    let head = std::str::from_utf8(&http[..end]).unwrap();
    let header = |name: &str| {
        let mut lines = head.lines();
        lines.find_map(|line| line.strip_prefix(name)?.strip_prefix(": "))
    };
    Recorded {
        name,
        ask: ask(header("X-Request").unwrap()),
        reply: Reply {
            status: head.split(' ').nth(1).unwrap().parse().unwrap(),
            content_type: header("Content-Type").unwrap_or_default().to_owned(),
            body: http[end + 4..].to_vec(),
        },
    }
}

/// The question that a recorded request asked. What is never asked stands for a question for all alerts.
fn ask(request: &str) -> Ask {
    let mut parts = request.splitn(3, ' ');
    let (method, target) = (parts.next().unwrap(), parts.next().unwrap());
    let path = target.split('?').next().unwrap();
    let id = path.rsplit('/').next().unwrap().to_owned();
    match (method, path) {
        ("POST", _) => Ask::Put(Draft {
            id: None,
            matchers: Vec::new(),
            starts_at: Instant(0),
            ends_at: Instant(0),
            created_by: String::new(),
            comment: String::new(),
        }),
        ("DELETE", _) => Ask::Expire(id),
        (_, "/api/v2/status") => Ask::Status,
        (_, "/api/v2/alerts/groups") => Ask::Groups,
        (_, "/api/v2/receivers") => Ask::Receivers,
        (_, "/api/v2/silences") => Ask::Silences,
        (_, path) if path.starts_with("/api/v2/silence/") => Ask::Silence(id),
        _ => Ask::Alerts,
    }
}

#[test]
fn every_reply_in_one_line() {
    let mut lines = String::new();
    for one in ALL.iter() {
        let result = decoded(one);
        lines += &format!("{}: {}\n", one.name, line(&result));
    }
    expect_file!["./recorded.txt"].assert_eq(&lines);
}

fn alert(alert: &Alert) -> String {
    format!(
        "{} {:?} since {:?} silenced by {:?} inhibited by {:?} muted by {:?} to {:?}",
        alert.labels,
        alert.state,
        alert.starts_at.unwrap().0,
        alert.silenced_by,
        alert.inhibited_by,
        alert.muted_by,
        alert.receivers
    )
}

fn line(result: &Result<Found, Failure>) -> String {
    match result {
        Err(failure) => format!("{failure:?}"),
        Ok(Found::Alerts(alerts)) => {
            let lines: Vec<String> = alerts.iter().map(alert).collect();
            format!("{} alerts\n  {}", alerts.len(), lines.join("\n  "))
        }
        Ok(Found::Groups(groups)) => {
            let group = |group: &atalaya::data::alert::Group| {
                format!(
                    "{} to {}: {}",
                    group.labels,
                    group.receiver,
                    group.alerts.len()
                )
            };
            let lines: Vec<String> = groups.iter().map(group).collect();
            format!("{} groups\n  {}", groups.len(), lines.join("\n  "))
        }
        Ok(Found::Status(status)) => format!(
            "{} since {:?}, cluster {} of {:?}, {} bytes of configuration",
            status.version,
            status.since,
            status.cluster,
            status.peers,
            status.config.len()
        ),
        Ok(other) => format!("{other:?}"),
    }
}
