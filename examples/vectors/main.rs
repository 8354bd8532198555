//! What would Grafana answer? Holds our rules against files of questions with Grafana's own answers.
//!
//! `cargo run --example vectors -- --oracle DIR --facts DIR` (either may be left out) prints per file
//! `NAME: N passed, N failed` with the first differences, and ends with `N passed, N failed`. A file nobody checks is
//! named. `tests/vectors/README.md` says what the files are; `tests/it/vectors.rs` runs the same checks over the
//! project's own copies.
//!
//! One module per file of questions. A check is given one row and answers with the difference, if there is one.

// A member that a JSON value has not is null; rows of another shape become differences.
#![allow(clippy::indexing_slicing)]

mod display;
mod field_overrides;
mod frames;
mod grid_layout;
mod intervals;
mod label_values;
mod legend;
mod loki_levels;
mod overrides;
mod palette;
mod reducers;
mod row;
mod series_names;
mod templating;
mod thresholds_mappings;
mod time_math;
mod time_ranges;
mod transformations;
mod unit_ids;
mod units;
mod zone;

use serde_json::Value;
use serde_json::json;
use std::path::Path;
use std::process::ExitCode;

/// Says how our answer to a row differs from the one in it.
pub(crate) type Check = fn(&Value) -> Result<(), String>;

/// Files of questions about random inputs, each with its check.
pub(crate) const ORACLE: &[(&str, Check)] = &[
    ("units", units::check),
    ("time_math", time_math::check),
    ("intervals", intervals::check_random),
    ("display", display::check),
    ("legend", legend::check),
    ("overrides", overrides::check),
    ("reducers", reducers::check_random),
    ("transformations", transformations::check_random),
];

/// Files of facts, each with its check.
pub(crate) const FACTS: &[(&str, Check)] = &[
    ("units", units::check),
    ("unit_ids", unit_ids::check),
    ("intervals", intervals::check),
    ("time_ranges", time_ranges::check),
    ("thresholds_mappings", thresholds_mappings::check),
    ("templating", templating::check),
    ("label_values", label_values::check),
    ("loki_levels", loki_levels::check),
    ("palette", palette::check),
    ("reducers", reducers::check),
    ("series_names", series_names::check),
    ("transformations", transformations::check),
    ("grid_layout", grid_layout::check),
];

/// Differences printed per file.
const SHOWN: usize = 5;

/// Characters of a row printed beside its difference.
const ROW_SHOWN: usize = 400;

fn main() -> ExitCode {
    let mut arguments = std::env::args().skip(1);
    let (mut passed, mut failed) = (0, 0);
    while let Some(flag) = arguments.next() {
        let checks = match flag.as_str() {
            "--oracle" => ORACLE,
            "--facts" => FACTS,
            other => return usage(&format!("there is no option `{other}`")),
        };
        let Some(folder) = arguments.next() else {
            return usage(&format!("{flag} needs a folder"));
        };
        let names = match names(Path::new(&folder)) {
            Ok(names) => names,
            Err(problem) => return usage(&problem),
        };
        for name in names {
            let Some((_, check)) = checks.iter().find(|(known, _)| *known == name) else {
                println!("{name}: not covered");
                continue;
            };
            match run(&Path::new(&folder).join(format!("{name}.json")), *check) {
                Ok((right, differences)) => {
                    println!("{name}: {right} passed, {} failed", differences.len());
                    for difference in differences.iter().take(SHOWN) {
                        println!("    {difference}");
                    }
                    passed += right;
                    failed += differences.len();
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
    let file: Value =
        serde_json::from_str(&text).map_err(|error| format!("{}: {error}", path.display()))?;
    let rows = rows(file);
    let differs = |row: &Value| {
        let difference = check(row).err()?;
        let shown: String = row.to_string().chars().take(ROW_SHOWN).collect();
        Some(format!("{shown}\n        {difference}"))
    };
    let differences: Vec<String> = rows.iter().filter_map(differs).collect();
    Ok((rows.len() - differences.len(), differences))
}

/// A list is its rows. Of an object each member is a row, of a member that is a list each item: `{member, index,
/// value}`. Where an object says what it is and where it comes from is no row.
fn rows(file: Value) -> Vec<Value> {
    let members = match file {
        Value::Array(rows) => return rows,
        Value::Object(members) => members,
        _ => return Vec::new(),
    };
    let mut rows = Vec::new();
    for (member, value) in members {
        match value {
            Value::Array(items) => {
                for (index, value) in items.into_iter().enumerate() {
                    rows.push(json!({ "member": member, "index": index, "value": value }));
                }
            }
            value if member != "source" && member != "note" => {
                rows.push(json!({ "member": member, "value": value }));
            }
            _ => {}
        }
    }
    rows
}

/// The files of a folder, without their ending, in order.
pub(crate) fn names(folder: &Path) -> Result<Vec<String>, String> {
    let problem = |error: std::io::Error| format!("{}: {error}", folder.display());
    let mut names = Vec::new();
    for entry in std::fs::read_dir(folder).map_err(problem)? {
        let name = entry.map_err(problem)?.file_name();
        let name = name.to_string_lossy().into_owned();
        names.extend(name.strip_suffix(".json").map(str::to_owned));
    }
    names.sort();
    Ok(names)
}

fn usage(problem: &str) -> ExitCode {
    eprintln!("vectors: {problem}");
    eprintln!("usage: cargo run --example vectors -- [--oracle DIR] [--facts DIR]");
    ExitCode::FAILURE
}
