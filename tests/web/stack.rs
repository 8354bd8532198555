//! The real servers of `make live`, started once for all tests, on ports and in a folder of their own.

use crate::leash;
use crate::ports;
use crate::site;
use std::path::PathBuf;
use std::process::Command;
use std::sync::OnceLock;
use std::sync::PoisonError;
use std::sync::RwLock;
use std::sync::RwLockReadGuard;
use std::sync::RwLockWriteGuard;

/// Hours of history: more than System overview shows when it is opened.
const HISTORY: &str = "8";

/// What happens once the tests are over.
const SCRIPT: &str = r#"read _; "$1" stop --dir "$2"; rm -rf "$2""#;

/// Running servers.
pub(crate) struct Stack {
    folder: String,
    ports_from: u16,
}

/// Tests that only look share the servers; one that stops a server has them alone.
static TURNS: RwLock<()> = RwLock::new(());

/// The servers, for a test that leaves them as they are.
pub(crate) fn shared() -> (&'static Stack, RwLockReadGuard<'static, ()>) {
    let turn = TURNS.read().unwrap_or_else(PoisonError::into_inner);
    (stack(), turn)
}

/// The servers, for a test that stops some.
pub(crate) fn alone() -> (&'static Stack, RwLockWriteGuard<'static, ()>) {
    let turn = TURNS.write().unwrap_or_else(PoisonError::into_inner);
    (stack(), turn)
}

fn stack() -> &'static Stack {
    static STACK: OnceLock<Stack> = OnceLock::new();
    STACK.get_or_init(|| {
        let folder = site::target().join(format!("web-{}", std::process::id()));
        let stack = Stack {
            folder: folder.to_str().expect("a path of plain letters").to_owned(),
            ports_from: ports::ten(),
        };
        let site = site::folder().to_str().expect("a path of plain letters");
        leash::run(SCRIPT, &[&script(), &stack.folder]);
        let ports = stack.ports_from.to_string();
        stack.live(&[
            "start",
            "--ports-from",
            &ports,
            "--history",
            HISTORY,
            "--site",
            site,
        ]);
        stack
    })
}

impl Stack {
    /// The address of a path of the page, at nginx.
    pub(crate) fn page(&self, path: &str) -> String {
        format!("http://127.0.0.1:{}{path}", self.ports_from)
    }

    /// The address of a path for visitors of the status page, at nginx.
    pub(crate) fn public(&self, path: &str) -> String {
        format!("http://127.0.0.1:{}{path}", self.ports_from + 6)
    }

    /// The address of a path of Prometheus itself.
    pub(crate) fn prometheus(&self, path: &str) -> String {
        format!("http://127.0.0.1:{}{path}", self.ports_from + 1)
    }

    /// The address of a path of Alertmanager itself.
    pub(crate) fn alertmanager(&self, path: &str) -> String {
        format!("http://127.0.0.1:{}{path}", self.ports_from + 2)
    }

    /// Ends one server and waits until it is gone. It comes back, as it was, when the answer is dropped: also when the
    /// test fails meanwhile.
    pub(crate) fn without(&'static self, server: &'static str) -> Gone {
        self.live(&["stop-one", server]);
        Gone {
            stack: self,
            server,
        }
    }

    /// The address of the pretend company's health.
    pub(crate) fn company(&self, path: &str) -> String {
        format!("http://127.0.0.1:{}{path}", self.ports_from + 5)
    }

    /// A file or folder of the stack.
    pub(crate) fn place(&self, path: &str) -> PathBuf {
        PathBuf::from(&self.folder).join(path)
    }

    /// Another text in the place of a file of the stack. What was there comes back when the answer is dropped.
    pub(crate) fn file(&self, path: &str, text: &str) -> Changed {
        let path = self.place(path);
        let before = std::fs::read(&path).ok();
        std::fs::write(&path, text).expect("a file of the stack");
        Changed { path, before }
    }

    fn live(&self, arguments: &[&str]) {
        let mut command = Command::new(script());
        site::run(command.args(arguments).args(["--dir", &self.folder]));
    }
}

/// A server that is stopped.
pub(crate) struct Gone {
    stack: &'static Stack,
    server: &'static str,
}

impl Drop for Gone {
    fn drop(&mut self) {
        self.stack.live(&["start-one", self.server]);
    }
}

/// A file that is not as it was.
pub(crate) struct Changed {
    path: PathBuf,
    before: Option<Vec<u8>>,
}

impl Changed {
    /// Another text once more.
    pub(crate) fn to(&self, text: &str) {
        std::fs::write(&self.path, text).expect("a file of the stack");
    }
}

impl Drop for Changed {
    fn drop(&mut self) {
        let back = match &self.before {
            Some(before) => std::fs::write(&self.path, before),
            None => std::fs::remove_file(&self.path),
        };
        drop(back);
    }
}

fn script() -> String {
    site::root().join("scripts/live").display().to_string()
}
