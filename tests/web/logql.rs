//! What the shipped dashboards ask of Loki. None runs here, so it is looked at as text.

use crate::boards::asks_loki;
use crate::boards::dashboards;
use crate::site;
use atalaya::dashboard::model::Dashboard;
use atalaya::dashboard::model::Panel;
use serde_json::Value;

#[test]
fn what_is_asked_of_loki_has_the_shape_of_logql() {
    let mut asked = 0;
    for dashboard in dashboards() {
        for panel in dashboard.panels().filter(|panel| asks_loki(panel)) {
            for target in &panel.targets {
                asked += 1;
                let place = format!("{}, {}: {}", dashboard.title, panel.title, target.expr);
                if let Err(why) = logql(&target.expr, &dashboard) {
                    panic!("{place}: {why}");
                }
                let lines = panel_type(&dashboard, panel) == "logs";
                assert_eq!(lines, target.expr.starts_with('{'), "{place}");
            }
        }
    }
    assert!(asked > 5, "only {asked} questions");
}

/// The type of a panel in its file.
fn panel_type(dashboard: &Dashboard, panel: &Panel) -> String {
    fn find(of: &Value, id: u32) -> Option<&str> {
        let panels = of["panels"].as_array()?.iter();
        panels
            .filter_map(|panel| match panel["id"] == id {
                true => panel["type"].as_str(),
                false => find(panel, id),
            })
            .next()
    }
    let file = site::root().join(format!("public/dashboards/{}.json", dashboard.uid));
    let file: Value = serde_json::from_str(&std::fs::read_to_string(file).unwrap()).unwrap();
    find(&file, panel.id).unwrap().to_owned()
}

/// Whether a text can be LogQL: a selector that chooses something, brackets and quotes that close, a range wherever a
/// function counts, and no variable that the dashboard does not have.
fn logql(expr: &str, dashboard: &Dashboard) -> Result<(), String> {
    let bare = without_strings(expr)?;
    let mut open = Vec::new();
    for sign in bare.chars() {
        match sign {
            '(' | '{' | '[' => open.push(sign),
            ')' | '}' | ']' => {
                let pair = (open.pop(), sign);
                if ![(Some('('), ')'), (Some('{'), '}'), (Some('['), ']')].contains(&pair) {
                    return Err(format!("{sign} closes nothing"));
                }
            }
            _ => {}
        }
    }
    if !open.is_empty() {
        return Err(format!("{open:?} is not closed"));
    }
    let selectors = bare.matches('{').count();
    let matchers = bare.matches("=\"\"").count() + bare.matches("=~\"\"").count();
    if selectors == 0 || matchers < selectors {
        return Err("a selector that chooses nothing".to_owned());
    }
    let counts = bare.matches("_over_time(").count() + bare.matches("rate(").count();
    if counts != bare.matches("[$__").count() {
        return Err("a function without its range".to_owned());
    }
    for after in expr.split('$').skip(1) {
        let name: String = after
            .chars()
            .take_while(|sign| sign.is_ascii_alphanumeric() || *sign == '_')
            .collect();
        let known = ["__interval", "__range", "__auto"].contains(&name.as_str());
        if !known && dashboard.variable(&name).is_none() {
            return Err(format!("no variable {name}"));
        }
    }
    Ok(())
}

/// The text with nothing in its strings, which all end up as `""`.
fn without_strings(expr: &str) -> Result<String, String> {
    let mut bare = String::new();
    let mut quote = None;
    let mut escaped = false;
    for sign in expr.chars() {
        match quote {
            None if sign == '"' || sign == '`' => {
                quote = Some(sign);
                bare.push_str("\"\"");
            }
            None => bare.push(sign),
            Some(_) if escaped => escaped = false,
            Some('"') if sign == '\\' => escaped = true,
            Some(open) if sign == open => quote = None,
            Some(_) => {}
        }
    }
    match quote {
        None => Ok(bare),
        Some(open) => Err(format!("{open} is not closed")),
    }
}
