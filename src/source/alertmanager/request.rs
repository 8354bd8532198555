//! A question as an HTTP request.

use crate::data::alert::Matcher;
use crate::data::alert::Op;
use crate::source::alertmanager::Ask;
use crate::source::alertmanager::Draft;
use crate::source::alertmanager::Request;
use crate::time::format;
use percent_encoding::NON_ALPHANUMERIC;
use percent_encoding::utf8_percent_encode;
use serde_json::Map;
use serde_json::Value;

/// Method, path and body of this question.
pub(super) fn write(ask: &Ask) -> Request {
    match ask {
        Ask::Status => get("api/v2/status"),
        Ask::Alerts => get("api/v2/alerts"),
        Ask::Groups => get("api/v2/alerts/groups"),
        Ask::Receivers => get("api/v2/receivers"),
        Ask::Silences => get("api/v2/silences"),
        Ask::Silence(id) => get(silence(id)),
        Ask::Put(draft) => Request {
            method: "POST",
            path: "api/v2/silences".to_owned(),
            json: Some(body(draft)),
        },
        Ask::Expire(id) => Request {
            method: "DELETE",
            path: silence(id),
            json: None,
        },
    }
}

fn get(path: impl Into<String>) -> Request {
    Request {
        method: "GET",
        path: path.into(),
        json: None,
    }
}

fn silence(id: &str) -> String {
    // The id is a server's text: what is no letter or digit in it must not become another path.
    let id = utf8_percent_encode(id, NON_ALPHANUMERIC).to_string();
    ["api/v2/silence/", &id.replace("%2D", "-")].concat()
}

fn body(draft: &Draft) -> String {
    let mut fields = Map::new();
    let mut set = |key: &str, value| fields.insert(key.to_owned(), value);
    if let Some(id) = &draft.id {
        set("id", Value::String(id.clone()));
    }
    set(
        "matchers",
        Value::Array(draft.matchers.iter().map(matcher).collect()),
    );
    set("startsAt", Value::String(format::iso(draft.starts_at)));
    set("endsAt", Value::String(format::iso(draft.ends_at)));
    set("createdBy", Value::String(draft.created_by.clone()));
    set("comment", Value::String(draft.comment.clone()));
    Value::Object(fields).to_string()
}

fn matcher(matcher: &Matcher) -> Value {
    let (regex, equal) = match matcher.op {
        Op::Equal => (false, true),
        Op::NotEqual => (false, false),
        Op::Matches => (true, true),
        Op::NotMatches => (true, false),
    };
    let mut fields = Map::new();
    let mut set = |key: &str, value| fields.insert(key.to_owned(), value);
    set("name", Value::String(matcher.name.clone()));
    set("value", Value::String(matcher.value.clone()));
    set("isRegex", Value::Bool(regex));
    set("isEqual", Value::Bool(equal));
    Value::Object(fields)
}
