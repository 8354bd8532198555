//! The list of dashboards: those that are shipped, then those that only `config.json` names.

use crate::browser::http;
use crate::config::Config;
use crate::ui::hook::shell::Shell;
use crate::ui::page::dashboard::load::guess;
use crate::ui::page::dashboard::load::is_plain;
use crate::ui::page::dashboard::load::local;
use crate::ui::page::dashboard::load::stem;
use crate::ui::page::dashboard::load::url;
use serde_json::Value;

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

/// The file of a uid that is not named by it, if the list or `config.json` has one.
pub async fn file(uid: &str, named_files: &[String]) -> Option<String> {
    let all = list(named_files).await;
    let listed = all.into_iter().find(|one| one.uid == uid);
    let named = || named_files.iter().find(|file| stem(file) == uid);
    listed.map(|one| one.file).or_else(|| named().cloned())
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
    files.extend(file(uid, &config.dashboards).await);
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
