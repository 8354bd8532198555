//! A configuration's YAML to routes and rules. Keys that decide nothing here are passed over.

use crate::alert::matcher;
use crate::alert::matcher::Ready;
use crate::alert::routing::Fault;
use crate::alert::routing::Inhibit;
use crate::alert::routing::Route;
use crate::alert::routing::Routing;
use crate::data::alert::Matcher;
use crate::data::alert::Op;
use crate::notation::yaml::Node;
use crate::notation::yaml::Value;

pub(super) fn routing(node: &Node) -> Result<Routing, Fault> {
    let root = node
        .get("route")
        .ok_or_else(|| fault(node, "route, with a receiver"))?;
    let mut routes = Vec::new();
    route(root, &Inherited::default(), 0, &mut routes)?;
    let mut receivers = Vec::new();
    for one in list(node, "receivers")? {
        let name = one.get("name").and_then(Node::text);
        receivers.push(
            name.ok_or_else(|| fault(one, "a receiver's name"))?
                .to_owned(),
        );
    }
    let mut inhibit = Vec::new();
    for one in list(node, "inhibit_rules")? {
        let (source, source_ready) =
            matchers(one, ["source_match", "source_match_re", "source_matchers"])?;
        let (target, target_ready) =
            matchers(one, ["target_match", "target_match_re", "target_matchers"])?;
        inhibit.push(Inhibit {
            line: one.line,
            source,
            source_ready,
            target,
            target_ready,
            equal: texts(one, "equal")?,
        });
    }
    Ok(Routing {
        routes,
        receivers,
        inhibit,
    })
}

/// What a route has from its parents unless it says otherwise.
#[derive(Clone, Default)]
struct Inherited {
    receiver: String,
    group_by: Vec<String>,
    group_wait: String,
    group_interval: String,
    repeat_interval: String,
}

/// Alertmanager's own times where a configuration says none.
const TIMES: [(&str, &str); 3] = [
    ("group_wait", "30s"),
    ("group_interval", "5m"),
    ("repeat_interval", "4h"),
];

/// Puts a route and its children into the list and says its place.
fn route(
    node: &Node,
    parent: &Inherited,
    depth: usize,
    routes: &mut Vec<Route>,
) -> Result<usize, Fault> {
    let (written, ready) = matchers(node, ["match", "match_re", "matchers"])?;
    let [wait, interval, repeat] = TIMES;
    let own = Inherited {
        receiver: text(node, "receiver", &parent.receiver)?,
        group_by: match node.get("group_by") {
            Some(_) => texts(node, "group_by")?,
            None => parent.group_by.clone(),
        },
        group_wait: time(node, wait, &parent.group_wait)?,
        group_interval: time(node, interval, &parent.group_interval)?,
        repeat_interval: time(node, repeat, &parent.repeat_interval)?,
    };
    if own.receiver.is_empty() {
        return Err(fault(node, "a route with a receiver"));
    }
    let place = routes.len();
    routes.push(Route {
        line: node.line,
        depth,
        routes: Vec::new(),
        matchers: written,
        ready,
        receiver: own.receiver.clone(),
        group_by: own.group_by.clone(),
        group_wait: own.group_wait.clone(),
        group_interval: own.group_interval.clone(),
        repeat_interval: own.repeat_interval.clone(),
        goes_on: text(node, "continue", "false")?.eq_ignore_ascii_case("true"),
        muted_in: texts(node, "mute_time_intervals")?,
        active_in: texts(node, "active_time_intervals")?,
    });
    let mut children = Vec::new();
    for child in list(node, "routes")? {
        children.push(route(child, &own, depth + 1, routes)?);
    }
    if let Some(route) = routes.get_mut(place) {
        route.routes = children;
    }
    Ok(place)
}

/// Matchers from the three keys that may say them: two maps of the older form, one list.
fn matchers(node: &Node, [equal, regex, listed]: [&str; 3]) -> Result<(String, Ready), Fault> {
    let mut all: Vec<Matcher> = Vec::new();
    for (key, op) in [(equal, Op::Equal), (regex, Op::Matches)] {
        let Some(found) = node.get(key) else { continue };
        let Value::Map(members) = &found.value else {
            return Err(fault(found, "label names and values"));
        };
        for (name, value) in members {
            let value = match &value.value {
                Value::Null => "",
                _ => value.text().ok_or_else(|| fault(value, "a value"))?,
            };
            all.push(Matcher {
                name: name.clone(),
                op,
                value: value.to_owned(),
            });
        }
    }
    for one in list(node, listed)? {
        let text = one.text().ok_or_else(|| fault(one, "a matcher"))?;
        all.extend(matcher::read(text).map_err(|_| fault(one, "a matcher"))?);
    }
    let ready = Ready::new(&all)
        .map_err(|_| fault(node, "regular expressions without classes of Unicode"))?;
    Ok((matcher::written_all(&all), ready))
}

fn time(node: &Node, (key, default): (&str, &str), parent: &str) -> Result<String, Fault> {
    text(node, key, if parent.is_empty() { default } else { parent })
}

fn text(node: &Node, key: &str, default: &str) -> Result<String, Fault> {
    let found = node
        .get(key)
        .map(|node| node.text().ok_or_else(|| fault(node, "a text")));
    Ok(found.transpose()?.unwrap_or(default).to_owned())
}

fn texts(node: &Node, key: &str) -> Result<Vec<String>, Fault> {
    let one = |node: &Node| {
        let text = node.text().ok_or_else(|| fault(node, "a text"))?;
        Ok(text.to_owned())
    };
    list(node, key)?.iter().map(one).collect()
}

fn list<'a>(node: &'a Node, key: &str) -> Result<&'a [Node], Fault> {
    match node.get(key) {
        Some(found) if !matches!(found.value, Value::List(_)) => Err(fault(found, "a list")),
        Some(found) => Ok(found.items()),
        None => Ok(&[]),
    }
}

fn fault(node: &Node, expected: &'static str) -> Fault {
    Fault {
        line: node.line,
        expected,
    }
}
