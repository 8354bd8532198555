//! The answers of Grafana in `tests/vectors`: every file somebody checks holds to the last row.

use std::path::Path;

#[path = "../../examples/vectors/main.rs"]
#[allow(dead_code)]
mod checks;

use checks::Check;

#[test]
fn facts() {
    hold("tests/vectors", checks::FACTS);
}

#[test]
fn random_inputs() {
    hold("tests/vectors/oracle", checks::ORACLE);
}

fn hold(folder: &str, checks: &[(&str, Check)]) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
    for (name, check) in checks {
        let (right, differences) =
            checks::run(&folder.join(format!("{name}.json")), *check).unwrap();
        assert!(
            differences.is_empty(),
            "{name}:\n{}",
            differences.join("\n")
        );
        assert!(right > 0, "{name} has no rows");
    }
}
