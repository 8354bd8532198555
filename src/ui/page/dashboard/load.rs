//! Finding and reading a dashboard's file.

use crate::browser::http;
use crate::browser::location;
use crate::browser::storage;
use crate::config::Config;
use crate::dashboard::model::Dashboard;
use crate::dashboard::read;
use crate::dashboard::read::ReadError;
use crate::lean::late;
use crate::source::Failure;
use crate::source::Reply;
use crate::ui::hook::later::Later;
use crate::ui::hook::shell::Early;
use crate::ui::hook::shell::Shell;
use serde_json::Value;
use std::sync::Arc;

/// The list of the files that are shipped.
const INDEX: &str = "dashboards/index.json";

/// What the keys of dashboards kept in this browser begin with; their uid follows.
pub const LOCAL: &str = "atalaya.dashboard.";

/// The file of a dashboard that is kept in this browser.
#[must_use]
pub fn local(uid: &str) -> Option<String> {
    storage::read(&format!("{LOCAL}{uid}"))
}

/// A line of the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Listed {
    /// Id in links.
    pub uid: String,
    /// Title.
    pub title: String,
    /// Tags.
    pub tags: Vec<String>,
    /// Folder it stands in; empty for none.
    pub folder: String,
    /// Its file, from where the page lies.
    pub file: String,
}

/// All dashboards: those of the list, then those that only `config.json` names. What is wrong with the list is nobody's
/// problem here: files of `config.json` still open.
pub async fn list(named_files: &[String]) -> Vec<Listed> {
    let mut all = Vec::new();
    if let Ok(reply) = http::file(&url(INDEX)).await {
        let json: Value = serde_json::from_slice(&reply.body).unwrap_or_default();
        all.extend(json.as_array().into_iter().flatten().filter_map(listed));
    }
    for file in named_files {
        let known = all
            .iter()
            .any(|one: &Listed| one.file == *file || one.uid == stem(file));
        if !known && let Some(named) = named(file).await {
            all.push(named);
        }
    }
    all
}

/// A file that only `config.json` names: what it says of itself. A file that cannot be read is listed by its name, and
/// says why when it is opened.
async fn named(file: &str) -> Option<Listed> {
    let reply = http::file(&url(file)).await.ok();
    let body = reply
        .filter(|reply| reply.status == 200)
        .map(|reply| reply.body);
    let json: Value = body
        .and_then(|body| serde_json::from_slice(&body).ok())
        .unwrap_or_default();
    Some(described(&json, file))
}

/// What a file says of itself for the list.
#[must_use]
pub fn described(json: &Value, file: &str) -> Listed {
    let inside = json.get("dashboard").or_else(|| json.get("spec"));
    let inside = inside.filter(|inside| inside.is_object()).unwrap_or(json);
    let text = |key| inside.get(key)?.as_str().filter(|text| !text.is_empty());
    let tags = inside.get("tags").and_then(Value::as_array);
    let tags = tags.into_iter().flatten().filter_map(Value::as_str);
    Listed {
        uid: text("uid").unwrap_or(stem(file)).to_owned(),
        title: text("title").unwrap_or(stem(file)).to_owned(),
        tags: tags.map(str::to_owned).collect(),
        folder: String::new(),
        file: file.to_owned(),
    }
}

/// The files that `config.json` names.
#[must_use]
pub fn named_files(shell: Shell) -> Vec<String> {
    shell.config.with_untracked(|config| {
        config
            .as_ref()
            .map(|config| config.dashboards.clone())
            .unwrap_or_default()
    })
}

fn listed(line: &Value) -> Option<Listed> {
    let text = |key| line.get(key)?.as_str().map(str::to_owned);
    let tags = line.get("tags").and_then(Value::as_array);
    let tags = tags.into_iter().flatten().filter_map(Value::as_str);
    Some(Listed {
        uid: text("uid")?,
        title: text("title")?,
        tags: tags.map(str::to_owned).collect(),
        folder: text("folder").unwrap_or_default(),
        file: format!("dashboards/{}", text("file")?),
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
    later: Option<Later>,
) -> Result<Arc<Dashboard>, Unopened> {
    if let Some(text) = local(uid) {
        let reply = Ok(Reply {
            status: 200,
            content_type: String::new(),
            body: text.into_bytes(),
        });
        return opened(uid, reply, later).await;
    }
    // Files are named by their uid, ours all of them: the first guess saves asking for the list.
    let guess = guess(uid);
    if is_plain(uid) {
        let opened = match early {
            Early::Came(file, reply) if file == guess => opened(&file, reply, later).await,
            Early::Came(..) | Early::Asked | Early::None => open(&guess, later).await,
        };
        match opened {
            Err(Unopened {
                why: Why::Missing, ..
            }) => {}
            found => return found,
        }
    }
    let listed = list(&config.dashboards)
        .await
        .into_iter()
        .find(|one| one.uid == uid);
    let named = || config.dashboards.iter().find(|file| stem(file) == uid);
    let listed = listed.map(|listed| listed.file);
    if let Some(file) = listed
        .filter(|file| *file != guess)
        .or_else(|| named().cloned())
    {
        return open(&file, later).await;
    }
    Err(Unopened {
        file: uid.to_owned(),
        why: Why::Unknown,
    })
}

/// The text of the file of a uid, with its name.
pub async fn text(uid: &str, config: &Config) -> Option<(String, String)> {
    if let Some(text) = local(uid) {
        return Some((format!("{uid}.json"), text));
    }
    let mut files = Vec::new();
    if is_plain(uid) {
        files.push(guess(uid));
    }
    let listed = list(&config.dashboards)
        .await
        .into_iter()
        .find(|one| one.uid == uid);
    files.extend(listed.map(|listed| listed.file));
    for file in files {
        if let Ok(reply) = http::file(&url(&file)).await
            && reply.status == 200
            && !reply.body.starts_with(b"<")
        {
            return Some((file, String::from_utf8_lossy(&reply.body).into_owned()));
        }
    }
    None
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

impl Why {
    /// Why this text is no dashboard.
    #[must_use]
    pub fn of(error: ReadError, text: &str) -> Self {
        let is_page =
            matches!(error, ReadError::NotJson { .. }) && text.trim_start().starts_with('<');
        if is_page {
            Self::Page
        } else {
            Self::Read(error)
        }
    }
}

/// Where the file of a uid probably is.
fn guess(uid: &str) -> String {
    format!("dashboards/{uid}.json")
}

/// Asks for the file of a uid before the configuration is there: one round trip less until the first chart.
pub fn ask_early(shell: Shell, uid: &str) {
    if is_plain(uid) && local(uid).is_none() {
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

async fn open(file: &str, later: Option<Later>) -> Result<Arc<Dashboard>, Unopened> {
    opened(file, http::file(&url(file)).await, later).await
}

async fn opened(
    file: &str,
    reply: Result<Reply, Failure>,
    later: Option<Later>,
) -> Result<Arc<Dashboard>, Unopened> {
    let _ = late::wanted();
    let mut read = read_reply(&reply);
    // Old files, regular expressions and rarer panels are read with code that comes later.
    if late::wanted()
        && let Some(later) = later
        && later.get().await.is_some()
    {
        read = read_reply(&reply);
    }
    read.map(Arc::new).map_err(|why| Unopened {
        file: file.to_owned(),
        why,
    })
}

fn read_reply(reply: &Result<Reply, Failure>) -> Result<Dashboard, Why> {
    let Ok(reply) = reply else {
        return Err(Why::Status(0));
    };
    match reply.status {
        200 => {}
        404 => return Err(Why::Missing),
        code => return Err(Why::Status(code)),
    }
    let text = String::from_utf8_lossy(&reply.body);
    read::read(&text).map_err(|error| Why::of(error, &text))
}

/// The name of a file without its folder and its ending.
#[must_use]
pub fn stem(file: &str) -> &str {
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
