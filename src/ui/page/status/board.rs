//! What a team writes and keeps beside the page: the folder `status/` with its notices and snapshot.

use crate::browser::http;
use crate::browser::location;
use crate::health::notice;
use crate::health::notice::Fault;
use crate::health::notice::Notice;
use crate::health::snapshot;
use crate::health::snapshot::Snapshot;
use crate::source::Reply;
use crate::time::zone::Zone;
use serde_json::Value;

/// More notices than this are an archive.
const MOST: usize = 200;

/// The folder as it was read.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Folder {
    /// Names of its files.
    pub(super) files: Vec<String>,
    /// What could be read.
    pub(super) notices: Vec<Notice>,
    /// What could not, by file.
    pub(super) faults: Vec<(String, Fault)>,
}

/// Reads the index and each notice in it.
pub(super) async fn read(zone: &Zone) -> Folder {
    let mut folder = Folder::default();
    let Some(index) = file("index.json").await else {
        return folder;
    };
    let json: Value = serde_json::from_slice(&index.body).unwrap_or_default();
    let names = json.as_array().into_iter().flatten();
    folder.files = names
        .filter_map(Value::as_str)
        .filter(|name| is_plain(name))
        .map(str::to_owned)
        .collect();
    let notices: Vec<String> = folder
        .files
        .iter()
        .filter(|name| name.ends_with(".md"))
        .take(MOST)
        .cloned()
        .collect();
    for name in notices {
        let Some(reply) = file(&name).await else {
            continue;
        };
        // A byte that is no text is shown as such, and spoils no more than its word.
        match notice::read(&String::from_utf8_lossy(&reply.body), zone) {
            Ok(notice) => folder.notices.push(notice),
            Err(fault) => folder.faults.push((name, fault)),
        }
    }
    folder
}

/// The snapshot.
pub(super) async fn snapshot() -> Result<Snapshot, snapshot::Fault> {
    match file("status.json").await {
        Some(reply) => Snapshot::read(&reply.body),
        None => Err(snapshot::Fault::NotJson),
    }
}

async fn file(name: &str) -> Option<Reply> {
    let url = format!("{}status/{name}", location::base());
    let reply = http::file(&url).await.ok()?;
    (reply.status == 200).then_some(reply)
}

/// A file of this folder and of no other.
fn is_plain(name: &str) -> bool {
    let letters =
        |letter: char| letter.is_ascii_alphanumeric() || matches!(letter, '-' | '_' | '.');
    !name.starts_with('.') && name.chars().all(letters)
}
