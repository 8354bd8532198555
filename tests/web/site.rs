//! The built page, and where things of the repository are.

use std::path::Path;
use std::path::PathBuf;
use std::process::Command;
use std::sync::OnceLock;

/// The folder to serve: the one that `ATALAYA_SITE` names, else `dist/`, built when it is missing or stale.
pub(crate) fn folder() -> &'static Path {
    static FOLDER: OnceLock<PathBuf> = OnceLock::new();
    FOLDER.get_or_init(|| match std::env::var_os("ATALAYA_SITE") {
        Some(site) => PathBuf::from(site),
        None => {
            run(Command::new(root().join("scripts/dist")).arg("--if-stale"));
            root().join("dist")
        }
    })
}

/// The repository.
pub(crate) fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The build directory, where pictures and the servers' files are put.
pub(crate) fn target() -> &'static Path {
    Path::new(env!("CARGO_TARGET_TMPDIR")).parent().unwrap()
}

/// Runs a command to its end and gives what it wrote; fails with what it said.
pub(crate) fn run(command: &mut Command) -> String {
    let done = command.output();
    let done = done.unwrap_or_else(|error| panic!("{command:?}: {error}"));
    let told = String::from_utf8_lossy(&done.stderr);
    assert!(done.status.success(), "{command:?} failed:\n{told}");
    String::from_utf8_lossy(&done.stdout).into_owned()
}

/// The built file whose name begins and ends like this, as a path on the server.
pub(crate) fn built(begin: &str, end: &str) -> &'static str {
    let dist = std::fs::read_dir(folder()).unwrap();
    let names = dist.map(|file| file.unwrap().file_name().into_string().unwrap());
    let name = names
        .into_iter()
        .find(|name| name.starts_with(begin) && name.ends_with(end));
    format!("/{}", name.expect("a built page")).leak()
}
