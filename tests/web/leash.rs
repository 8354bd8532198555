//! Processes that end when the tests end: also when a test panics, and when the tests themselves are killed.
//!
//! A test binary has no last line to clean up in. So a shell waits for the end of a pipe that only this process holds open,
//! and ends what it watches then.

use std::process::Child;
use std::process::Command;
use std::process::Stdio;
use std::sync::Mutex;

/// Shells whose pipes stay open as long as this process lives.
static HELD: Mutex<Vec<Child>> = Mutex::new(Vec::new());

/// Runs `script` in a shell, in a process group of its own (Ctrl-C does not reach it). In the script, `read _` waits until
/// the tests are over. The answer is its standard output.
pub(crate) fn run(script: &str, arguments: &[&str]) -> std::process::ChildStdout {
    use std::os::unix::process::CommandExt;
    let mut child = Command::new("sh")
        .args(["-c", script, "leash"])
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .process_group(0)
        .spawn()
        .expect("a shell");
    let output = child.stdout.take().expect("the shell's output is a pipe");
    HELD.lock().unwrap().push(child);
    output
}
