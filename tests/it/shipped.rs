//! The shipped dashboards as files: complete, in order, explained, and linked to what there is.

use atalaya::dashboard::layout::Placed;
use atalaya::dashboard::layout::layout;
use atalaya::dashboard::model::Dashboard;
use atalaya::dashboard::problem::Problem;
use atalaya::dashboard::read::read;
use atalaya::route;
use atalaya::route::Route;
use serde_json::Value;

/// How a description begins to say what to do.
const TO_DO: &str = "**When it is red:**";

#[test]
fn ten_dashboards_are_shipped() {
    let titles: Vec<String> = files().iter().map(|(one, _)| one.title.clone()).collect();
    expect_test::expect![[r#"
        Application performance
        Business
        Database performance
        Delivery and load tests
        Errors
        Infrastructure
        Secrets
        Service mesh and security
        System overview
        User experience"#]]
    .assert_eq(&titles.join("\n"));
}

#[test]
fn panels_stand_without_holes() {
    for (dashboard, _) in files() {
        for placed in layout(&dashboard, |row| !row.collapsed) {
            if let Placed::Panel(panel, place) = placed {
                assert_eq!(panel.place, place, "{}, {}", dashboard.title, panel.title);
            }
        }
    }
}

/// Whoever sees red at night reads what to do; where nothing turns red there is nothing to do.
#[test]
fn what_can_be_red_says_what_to_do() {
    for (dashboard, file) in files() {
        assert!(!dashboard.description.is_empty(), "{}", dashboard.title);
        for panel in panels(&file) {
            let place = format!("{}, {}", dashboard.title, panel["title"]);
            if panel["type"] == "row" || panel["type"] == "text" {
                continue;
            }
            let description = panel["description"].as_str().unwrap();
            assert!(!description.starts_with(TO_DO), "{place} shows what?");
            assert!(description.len() > 20, "{place} is not explained");
            if turns_red(panel) {
                assert!(
                    description.contains(TO_DO),
                    "{place} does not say what to do"
                );
            }
        }
    }
}

#[test]
fn links_lead_to_what_there_is() {
    let shipped = files();
    for (dashboard, file) in &shipped {
        let mut addresses = Vec::new();
        find_addresses(file, &mut addresses);
        assert!(addresses.len() >= 3, "{}", dashboard.title);
        for address in addresses {
            let place = format!("{}: {address}", dashboard.title);
            let (path, query) = address.split_once('?').unwrap_or((address, ""));
            let (route, problems) = route::parse(path, query);
            assert_eq!(problems, [], "{place}");
            match route {
                Route::NotFound { .. } => panic!("{place}"),
                Route::Dashboard(state) => {
                    let to = shipped.iter().find(|(one, _)| one.uid == state.uid);
                    let (to, _) = to.unwrap_or_else(|| panic!("{place}"));
                    for name in query
                        .split('&')
                        .filter_map(|pair| pair.strip_prefix("var-"))
                    {
                        let name = name.split('=').next().unwrap();
                        assert!(to.variable(name).is_some(), "{place}");
                    }
                }
                _ => {}
            }
        }
    }
}

#[test]
fn every_variable_is_known_and_used() {
    for (dashboard, file) in files() {
        assert_eq!(
            dashboard.problems,
            Vec::<Problem>::new(),
            "{}",
            dashboard.title
        );
        let asked = file["panels"].to_string();
        for variable in &dashboard.variables {
            let name = &variable.name;
            let used = asked.contains(&format!("${name}")) || asked.contains(&format!("${{{name}"));
            assert!(used, "{}: {name}", dashboard.title);
        }
    }
}

/// The dashboards of the index, and their files.
fn files() -> Vec<(Dashboard, Value)> {
    let text = |name: &str| std::fs::read_to_string(format!("public/dashboards/{name}")).unwrap();
    let index: Value = serde_json::from_str(&text("index.json")).unwrap();
    let files = index.as_array().unwrap().iter();
    files
        .map(|listed| {
            let file = text(listed["file"].as_str().unwrap());
            (read(&file).unwrap(), serde_json::from_str(&file).unwrap())
        })
        .collect()
}

/// Rows, panels, and the panels of closed rows.
fn panels(of: &Value) -> Vec<&Value> {
    let panels = of["panels"].as_array().into_iter().flatten();
    panels
        .flat_map(|panel| [vec![panel], self::panels(panel)].concat())
        .collect()
}

fn turns_red(panel: &Value) -> bool {
    let field_config = panel["fieldConfig"].to_string();
    // As the color of a step of thresholds; a series that is always red is no alarm.
    field_config.contains(r#"{"color":"red","value":"#)
}

/// Every `url` of a file.
fn find_addresses<'a>(of: &'a Value, found: &mut Vec<&'a str>) {
    match of {
        Value::Object(members) => {
            found.extend(members.get("url").and_then(Value::as_str));
            members
                .values()
                .for_each(|inner| find_addresses(inner, found));
        }
        Value::Array(list) => list.iter().for_each(|inner| find_addresses(inner, found)),
        _ => {}
    }
}
