//! Finding and reading a dashboard's file.

use crate::browser::http;
use crate::browser::location;
use crate::config::Config;
use crate::dashboard::model::Dashboard;
use crate::dashboard::read;
use crate::dashboard::read::ReadError;
use crate::source::Failure;
use crate::source::Reply;
use crate::ui::hook::shell::Early;
use crate::ui::hook::shell::Shell;
use serde_json::Value;
use std::sync::Arc;

/// The list of the files that are shipped.
const INDEX: &str = "dashboards/index.json";

/// A line of the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Listed {
    /// Id in links.
    pub uid: String,
    /// Title.
    pub title: String,
    /// Tags.
    pub tags: Vec<String>,
    /// Name of the file beside the list.
    pub file: String,
}

/// All dashboards of the list; what is wrong with the list is nobody's problem here: files of `config.json` still open.
pub async fn list() -> Vec<Listed> {
    let Ok(reply) = http::file(&url(INDEX)).await else {
        return Vec::new();
    };
    let json: Value = serde_json::from_slice(&reply.body).unwrap_or_default();
    json.as_array()
        .into_iter()
        .flatten()
        .filter_map(listed)
        .collect()
}

fn listed(line: &Value) -> Option<Listed> {
    let text = |key| line.get(key)?.as_str().map(str::to_owned);
    let tags = line.get("tags").and_then(Value::as_array);
    let tags = tags.into_iter().flatten().filter_map(Value::as_str);
    Some(Listed {
        uid: text("uid")?,
        title: text("title")?,
        tags: tags.map(str::to_owned).collect(),
        file: text("file")?,
    })
}

/// The dashboard of a uid.
///
/// # Errors
/// Why it did not open.
pub async fn dashboard(
    uid: &str,
    config: &Config,
    early: Early,
) -> Result<Arc<Dashboard>, Unopened> {
    // Files are named by their uid, ours all of them: the first guess saves asking for the list.
    let guess = guess(uid);
    if is_plain(uid) {
        let opened = match early {
            Early::Came(file, reply) if file == guess => opened(&file, reply),
            Early::Came(..) | Early::Asked | Early::None => open(&guess).await,
        };
        match opened {
            Err(Unopened {
                why: Why::Missing, ..
            }) => {}
            found => return found,
        }
    }
    let listed = list()
        .await
        .into_iter()
        .find(|listed| listed.uid == uid)
        .map(|listed| format!("dashboards/{}", listed.file));
    let named = config
        .dashboards
        .iter()
        .find(|file| stem(file) == uid)
        .cloned();
    if let Some(file) = listed.filter(|file| *file != guess).or(named) {
        return open(&file).await;
    }
    for file in &config.dashboards {
        if let Ok(dashboard) = open(file).await
            && dashboard.uid == uid
        {
            return Ok(dashboard);
        }
    }
    Err(Unopened {
        file: uid.to_owned(),
        why: Why::Unknown,
    })
}

/// Why a dashboard did not open.
#[derive(Clone, Debug, PartialEq)]
pub struct Unopened {
    /// Its file; its uid where no file is known.
    pub file: String,
    /// What is wrong with it.
    pub why: Why,
}

/// What is wrong with a file.
#[derive(Clone, Debug, PartialEq)]
pub enum Why {
    /// No file has this uid.
    Unknown,
    /// It is not there.
    Missing,
    /// The server answered with this status; 0 when it did not answer.
    Status(u16),
    /// It is a web page.
    Page,
    /// It was read, and is no dashboard.
    Read(ReadError),
}

/// Where the file of a uid probably is.
fn guess(uid: &str) -> String {
    format!("dashboards/{uid}.json")
}

/// Asks for the file of a uid before the configuration is there: one round trip less until the first chart.
pub fn ask_early(shell: Shell, uid: &str) {
    if is_plain(uid) {
        let file = guess(uid);
        shell.early.set(Early::Asked);
        leptos::task::spawn_local(async move {
            let reply = http::file(&url(&file)).await;
            shell.early.set(Early::Came(file, reply));
        });
    }
}

/// Can this uid be a file's name, and nothing but one?
fn is_plain(uid: &str) -> bool {
    !uid.is_empty()
        && uid
            .chars()
            .all(|letter| letter.is_ascii_alphanumeric() || matches!(letter, '-' | '_'))
}

async fn open(file: &str) -> Result<Arc<Dashboard>, Unopened> {
    opened(file, http::file(&url(file)).await)
}

fn opened(file: &str, reply: Result<Reply, Failure>) -> Result<Arc<Dashboard>, Unopened> {
    read_reply(reply).map(Arc::new).map_err(|why| Unopened {
        file: file.to_owned(),
        why,
    })
}

fn read_reply(reply: Result<Reply, Failure>) -> Result<Dashboard, Why> {
    let reply = reply.map_err(|_| Why::Status(0))?;
    match reply.status {
        200 => {}
        404 => return Err(Why::Missing),
        code => return Err(Why::Status(code)),
    }
    let text = String::from_utf8_lossy(&reply.body);
    read::read(&text).map_err(|error| {
        let is_page =
            matches!(error, ReadError::NotJson { .. }) && text.trim_start().starts_with('<');
        if is_page { Why::Page } else { Why::Read(error) }
    })
}

fn stem(file: &str) -> &str {
    let name = file.rsplit('/').next().unwrap_or(file);
    name.strip_suffix(".json").unwrap_or(name)
}

fn url(file: &str) -> String {
    if file.contains("://") || file.starts_with('/') {
        file.to_owned()
    } else {
        location::base() + file
    }
}
