//! Finding and reading a dashboard's file.

use crate::browser::http;
use crate::browser::location;
use crate::browser::pieces;
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
use std::sync::Arc;

/// What the keys of dashboards kept in this browser begin with; their uid follows.
pub const LOCAL: &str = "atalaya.dashboard.";

/// Dashboards have a megabyte or two at most; what has more bytes than this would stop the page.
pub const LARGEST: usize = 16 << 20;

/// The file of a dashboard that is kept in this browser.
#[must_use]
pub fn local(uid: &str) -> Option<String> {
    storage::read(&format!("{LOCAL}{uid}"))
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
    let parts = match later {
        Some(later) => later.get().await,
        None => None,
    };
    if let Some(parts) = parts
        && let Some(file) = (parts.file)(uid.to_owned(), config.dashboards.clone()).await
        && file != guess
    {
        return open(&file, later).await;
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
    /// It has so many bytes, more than a page can show.
    Large(usize),
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
pub(super) fn guess(uid: &str) -> String {
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
pub(super) fn is_plain(uid: &str) -> bool {
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
        // Such files are long; neither what came before nor what follows has to wait for the other.
        pieces::rest().await;
        read = read_reply(&reply);
        pieces::rest().await;
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
    if reply.body.len() > LARGEST {
        return Err(Why::Large(reply.body.len()));
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

/// The address of a dashboard's file.
pub(super) fn url(file: &str) -> String {
    if file.contains("://") || file.starts_with('/') {
        file.to_owned()
    } else {
        location::base() + file
    }
}
