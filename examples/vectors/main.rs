//! What would Grafana answer? Holds our rules against files of questions with Grafana's own answers.
//!
//! `cargo run --example vectors -- --oracle DIR --facts DIR` (either may be left out) prints per file
//! `NAME: N passed, N failed` with the first differences, and ends with `N passed, N failed`. `tests/vectors/README.md`
//! says what the files are; `tests/it/vectors.rs` runs the same checks over the project's own copies.
//!
//! One module per file of questions. A check is given one row and answers with the difference, if there is one.

mod grid_layout;

use serde_json::Value;
use std::path::Path;
use std::process::ExitCode;

/// Says how our answer to a row differs from the one in it.
pub(crate) type Check = fn(&Value) -> Result<(), String>;

/// Files of questions about random inputs, each with its check.
pub(crate) const ORACLE: &[(&str, Check)] = &[];

/// Files of facts, each with its check.
pub(crate) const FACTS: &[(&str, Check)] = &[("grid_layout", grid_layout::check)];

/// Differences printed per file.
const SHOWN: usize = 5;

fn main() -> ExitCode {
    let mut arguments = std::env::args().skip(1);
    let (mut passed, mut failed) = (0, 0);
    while let Some(flag) = arguments.next() {
        let files = match flag.as_str() {
            "--oracle" => ORACLE,
            "--facts" => FACTS,
            other => return usage(&format!("there is no option `{other}`")),
        };
        let Some(folder) = arguments.next() else {
            return usage(&format!("{flag} needs a folder"));
        };
        for (name, check) in files {
            match run(&Path::new(&folder).join(format!("{name}.json")), *check) {
                Ok(differences) => {
                    let wrong = differences.1.len();
                    println!("{name}: {} passed, {wrong} failed", differences.0);
                    for difference in differences.1.iter().take(SHOWN) {
                        println!("    {difference}");
                    }
                    passed += differences.0;
                    failed += wrong;
                }
                Err(problem) => return usage(&problem),
            }
        }
    }
    println!("{passed} passed, {failed} failed");
    if failed == 0 {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    }
}

/// How many rows of a file hold, and the differences of those that do not.
pub(crate) fn run(path: &Path, check: Check) -> Result<(usize, Vec<String>), String> {
    let text =
        std::fs::read_to_string(path).map_err(|error| format!("{}: {error}", path.display()))?;
    let rows: Vec<Value> =
        serde_json::from_str(&text).map_err(|error| format!("{}: {error}", path.display()))?;
    let differences: Vec<String> = rows.iter().filter_map(|row| check(row).err()).collect();
    Ok((rows.len() - differences.len(), differences))
}

fn usage(problem: &str) -> ExitCode {
    eprintln!("vectors: {problem}");
    eprintln!("usage: cargo run --example vectors -- [--oracle DIR] [--facts DIR]");
    ExitCode::FAILURE
}
