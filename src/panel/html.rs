//! HTML of text panels to markdown: the tags that markdown has marks for. Others are taken away, their words stay; scripts
//! and styles go with all that is in them. Nothing here is ever markup for the page.

use crate::lean::find;
/// Tags that show something which markdown as we read it has no mark for.
const SHOWS: [&str; 10] = [
    "img", "iframe", "svg", "table", "video", "audio", "canvas", "object", "embed", "input",
];

/// Tags whose content nobody reads.
const SILENT: [&str; 4] = ["script", "style", "head", "template"];

/// Markdown that says the same.
#[must_use]
pub fn to_markdown(html: &str) -> String {
    let mut text = String::with_capacity(html.len());
    let mut links: Vec<String> = Vec::new();
    let mut rest = html;
    while let Some((before, after)) = rest.split_once('<') {
        text.push_str(before);
        let Some(tag) = Tag::read(after) else {
            text.push('<');
            rest = after;
            continue;
        };
        rest = tag.rest;
        if SILENT.contains(&tag.name.as_str()) && !tag.closes {
            rest = beyond(rest, &tag.name);
        } else {
            write(&tag, &mut text, &mut links);
        }
    }
    text.push_str(rest);
    text
}

/// The first tag that shows something which is lost.
#[must_use]
pub fn lost(html: &str) -> Option<&'static str> {
    let mut tags = html.split('<').skip(1).filter_map(Tag::read);
    tags.find_map(|tag| SHOWS.into_iter().find(|name| *name == tag.name))
}

struct Tag<'a> {
    name: String,
    closes: bool,
    attributes: &'a str,
    rest: &'a str,
}

impl<'a> Tag<'a> {
    /// The tag that follows a `<`; a comment is one without a name.
    fn read(after: &'a str) -> Option<Self> {
        if let Some(comment) = after.strip_prefix("!--") {
            let rest = find::split(comment, "-->").map_or("", |(_, rest)| rest);
            return Some(Self {
                name: String::new(),
                closes: false,
                attributes: "",
                rest,
            });
        }
        let closes = after.starts_with('/');
        let inner = after.strip_prefix('/').unwrap_or(after);
        if !inner.starts_with(|c: char| c.is_ascii_alphabetic()) {
            return None;
        }
        let (tag, rest) = inner.split_once('>')?;
        let end = tag.find(|c: char| !c.is_ascii_alphanumeric());
        let (name, attributes) = tag.split_at_checked(end.unwrap_or(tag.len()))?;
        Some(Self {
            name: name.to_ascii_lowercase(),
            closes,
            attributes,
            rest,
        })
    }

    fn attribute(&self, name: &str) -> Option<&'a str> {
        let (_, after) = find::split(self.attributes, &format!("{name}="))?;
        let quote = after.chars().next().filter(|c| matches!(c, '"' | '\''));
        match quote {
            Some(quote) => after.get(1..)?.split(quote).next(),
            None => after.split_whitespace().next(),
        }
    }
}

fn write(tag: &Tag<'_>, text: &mut String, links: &mut Vec<String>) {
    match (tag.name.as_str(), tag.closes) {
        ("b" | "strong", _) => text.push_str("**"),
        ("i" | "em", _) => text.push('*'),
        ("code" | "kbd", _) => text.push('`'),
        ("br", _) => text.push('\n'),
        ("hr", _) => text.push_str("\n\n---\n\n"),
        ("li", false) => text.push_str("\n- "),
        ("a", false) => {
            links.push(tag.attribute("href").unwrap_or_default().to_owned());
            text.push('[');
        }
        ("a", true) => {
            let href = links.pop().unwrap_or_default();
            text.push_str("](");
            text.push_str(&href.replace('(', "%28").replace(')', "%29"));
            text.push(')');
        }
        ("h1" | "h2" | "h3" | "h4" | "h5" | "h6", false) => {
            let level = tag.name.as_bytes().get(1).map_or(1, |digit| digit - b'0');
            text.push_str("\n\n");
            text.extend(std::iter::repeat_n('#', level.into()));
            text.push(' ');
        }
        (
            "p" | "div" | "ul" | "ol" | "section" | "center" | "h1" | "h2" | "h3" | "h4" | "h5"
            | "h6" | "tr",
            _,
        ) => text.push_str("\n\n"),
        ("td" | "th", true) => text.push(' '),
        ("img", _) => text.push_str(tag.attribute("alt").unwrap_or_default()),
        _ => {}
    }
}

/// What follows the end of an element; nothing if it never ends.
fn beyond<'a>(text: &'a str, name: &str) -> &'a str {
    let mut rest = text;
    while let Some((_, after)) = find::split(rest, "</") {
        let ends = after.get(..name.len());
        if ends.is_some_and(|ends| ends.eq_ignore_ascii_case(name)) {
            return after.split_once('>').map_or("", |(_, rest)| rest);
        }
        rest = after;
    }
    ""
}
