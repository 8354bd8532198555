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
use crate::words::Told;
use crate::words::Words;
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
/// What to tell the reader.
pub async fn dashboard(
    uid: &str,
    config: &Config,
    words: Words,
    early: Early,
) -> Result<Arc<Dashboard>, Told> {
    // Files are named by their uid, ours all of them: the first guess saves asking for the list.
    let guess = guess(uid);
    if is_plain(uid) {
        let opened = match early {
            Early::Came(file, reply) if file == guess => opened(&file, reply, words),
            Early::Came(..) | Early::Asked | Early::None => open(&guess, words).await,
        };
        match opened {
            Err(Unopened::Missing(_)) => {}
            found => return found.map_err(Unopened::told),
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
        return open(&file, words).await.map_err(Unopened::told);
    }
    for file in &config.dashboards {
        if let Ok(dashboard) = open(file, words).await
            && dashboard.uid == uid
        {
            return Ok(dashboard);
        }
    }
    Err((words.dashboard().unknown)(uid))
}

/// Why a file did not open.
enum Unopened {
    /// It is not there.
    Missing(Told),
    /// It is there, but is no dashboard, or did not come.
    Other(Told),
}

impl Unopened {
    fn told(self) -> Told {
        match self {
            Self::Missing(told) | Self::Other(told) => told,
        }
    }
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

async fn open(file: &str, words: Words) -> Result<Arc<Dashboard>, Unopened> {
    opened(file, http::file(&url(file)).await, words)
}

fn opened(
    file: &str,
    reply: Result<Reply, Failure>,
    words: Words,
) -> Result<Arc<Dashboard>, Unopened> {
    let say = words.dashboard();
    let reply = reply.map_err(|_| Unopened::Other((say.unreadable)(file, 0)))?;
    match reply.status {
        200 => {}
        404 => return Err(Unopened::Missing((say.missing)(file))),
        code => return Err(Unopened::Other((say.unreadable)(file, code))),
    }
    parse(file, &String::from_utf8_lossy(&reply.body), words).map_err(Unopened::Other)
}

fn parse(file: &str, text: &str, words: Words) -> Result<Arc<Dashboard>, Told> {
    let say = words.dashboard();
    match read::read(text) {
        Ok(dashboard) => Ok(Arc::new(dashboard)),
        Err(ReadError::NotJson { .. }) if text.trim_start().starts_with('<') => {
            Err((say.a_page)(file))
        }
        Err(ReadError::NotJson { line, column, .. }) => Err((say.not_json)(file, line, column)),
        Err(ReadError::Shape { at, .. }) if at.is_empty() => Err((say.not_a_dashboard)(file)),
        Err(ReadError::Shape { at, expected }) => Err(Told {
            title: (say.not_a_dashboard)(file).title,
            detail: (say.wrong_shape)(file, &at, expected),
        }),
    }
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
