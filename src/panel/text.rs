//! Text panels: markdown to blocks. HTML is never markup here: in markdown its tags are shown as the text they are, and
//! panels of HTML are made markdown first ([`html`]).
//!
//! The markdown of notes: headings, paragraphs, lists, quotations, code and rules; in them what [`inline`] reads. Tables,
//! footnotes and links by reference are shown as they are written. Links keep only addresses that cannot run anything.
//!
//! [`html`]: crate::panel::html
//! [`inline`]: crate::panel::inline

use crate::panel::html;
use crate::panel::inline;
use crate::panel::options::Markup;
use crate::panel::options::TextOptions;
use crate::panel::picture::Block;
use crate::panel::picture::Inline;
use crate::panel::picture::Picture;

/// The prose; [`Picture::Empty`] when there is none.
pub(crate) fn picture(options: &TextOptions) -> Picture {
    if options.content.trim().is_empty() {
        return Picture::Empty;
    }
    Picture::Text(options.clone())
}

/// The prose's blocks, of as much of it as [`LONGEST`] says.
#[must_use]
pub fn blocks(options: &TextOptions) -> Vec<Block> {
    let content = head(&options.content);
    match options.mode {
        Markup::Markdown => markdown(content),
        Markup::Html => markdown(&html::to_markdown(content)),
        Markup::Code => vec![Block::Code(content.to_owned())],
    }
}

/// Prose longer than this, in bytes, is cut: nobody reads it, and the page would stand still.
pub const LONGEST: usize = 200_000;

fn head(content: &str) -> &str {
    let end = (0..=LONGEST.min(content.len()))
        .rev()
        .find(|end| content.is_char_boundary(*end));
    content.get(..end.unwrap_or(0)).unwrap_or_default()
}

/// Parses markdown. Lists within lists become items of the outer one.
#[must_use]
pub fn markdown(content: &str) -> Vec<Block> {
    let mut writer = Writer::default();
    for line in content.lines() {
        writer.line(line);
    }
    writer.end_list();
    writer.end_code();
    writer.blocks
}

/// Spaces before a line that make it code, where nothing is open that it could belong to.
const CODE_INDENT: usize = 4;
/// Spaces before a line that keep it in the list above it.
const LIST_INDENT: usize = 2;
/// Signs of the longest heading mark, `######`.
const LEVEL_MOST: usize = 6;
/// Signs of the shortest rule and of the shortest fence around code.
const RULE_LEAST: usize = 3;
/// Digits that the number of an item may have.
const NUMBER_MOST: usize = 9;

/// What is being written, and what is done.
#[derive(Default)]
struct Writer {
    blocks: Vec<Block>,
    /// The text of the open block, its lines joined.
    text: String,
    quoted: bool,
    /// The open list: is it numbered, and its items.
    list: Option<(bool, Vec<Vec<Inline>>)>,
    /// The last line was empty.
    apart: bool,
    /// The open code, and the fence that closes it; without a fence, the first line that is not indented does.
    code: Option<(String, Option<String>)>,
}

impl Writer {
    fn line(&mut self, line: &str) {
        if self.in_code(line) {
            return;
        }
        let bare = line.trim_start();
        let indent = line.len() - bare.len();
        if bare.is_empty() {
            self.end_text();
            self.apart = true;
            return;
        }
        let apart = std::mem::take(&mut self.apart);
        if let Some(inner) = bare.strip_prefix('>') {
            if !self.quoted {
                self.end_list();
                self.quoted = true;
            }
            return self.block(inner.strip_prefix(' ').unwrap_or(inner));
        }
        if self.text.is_empty() {
            self.quoted = false;
        }
        if item(bare).is_none() && apart && indent < LIST_INDENT {
            self.end_list();
        }
        self.block(line);
    }

    /// A line without the mark of a quotation.
    fn block(&mut self, line: &str) {
        let bare = line.trim_start();
        let indent = line.len() - bare.len();
        if bare.is_empty() {
            self.end_text();
        } else if indent >= CODE_INDENT && self.text.is_empty() && self.list.is_none() {
            self.code = Some((String::new(), None));
            self.in_code(line);
        } else if let Some(fence) = fence(bare) {
            self.end_list();
            self.code = Some((String::new(), Some(fence.to_owned())));
        } else if let Some((level, title)) = heading(bare) {
            self.end_list();
            self.blocks.push(Block::Heading(level, inline::line(title)));
        } else if let Some(level) = self.underline(bare) {
            let title = std::mem::take(&mut self.text);
            self.blocks
                .push(Block::Heading(level, inline::line(title.trim())));
        } else if is_rule(bare) {
            self.end_list();
            self.blocks.push(Block::Rule);
        } else if let Some((numbered, text)) = item(bare) {
            self.begin_item(numbered, indent);
            self.append(text);
        } else {
            self.append(bare);
        }
    }

    /// Takes a line of code; false where none is open or the line ends it without being part of it.
    fn in_code(&mut self, line: &str) -> bool {
        let Some((code, fence)) = &mut self.code else {
            return false;
        };
        let (text, closes) = match fence {
            Some(fence) => {
                let tail = line.trim().strip_prefix(fence.as_str());
                let closes = tail.is_some_and(|tail| tail.chars().all(|c| fence.starts_with(c)));
                (Some(line), closes)
            }
            None => (line.strip_prefix("    "), false),
        };
        match text {
            Some(text) if !closes => {
                code.push_str(text);
                code.push('\n');
                true
            }
            _ => {
                self.end_code();
                closes
            }
        }
    }

    fn end_code(&mut self) {
        if let Some((code, _)) = self.code.take() {
            self.blocks.push(Block::Code(code));
        }
    }

    /// The level of the heading that this line makes of the paragraph above it.
    fn underline(&self, line: &str) -> Option<u8> {
        let line = line.trim_end();
        let all = |sign: char| line.chars().all(|c| c == sign);
        if self.text.is_empty() || self.quoted || self.list.is_some() {
            None
        } else if all('=') {
            Some(1)
        } else if all('-') {
            Some(2)
        } else {
            None
        }
    }

    fn begin_item(&mut self, numbered: bool, indent: usize) {
        self.end_text();
        let open = self.list.as_ref().map(|(open, _)| *open);
        if open.is_some_and(|open| open != numbered && indent < LIST_INDENT) {
            self.end_list();
        }
        self.list.get_or_insert((numbered, Vec::new()));
    }

    /// Adds a line to the open block. Two spaces or a backslash at the end of the line before break it there.
    fn append(&mut self, line: &str) {
        if self.text.ends_with('\\') {
            self.text.pop();
            self.text.push('\n');
        } else if self.text.ends_with("  ") {
            self.text.truncate(self.text.trim_end().len());
            self.text.push('\n');
        } else if !self.text.is_empty() {
            self.text.truncate(self.text.trim_end().len());
            self.text.push(' ');
        }
        self.text.push_str(line);
    }

    /// Ends the open block and puts it where it belongs.
    fn end_text(&mut self) {
        let text = std::mem::take(&mut self.text);
        let line = inline::line(text.trim());
        if line.is_empty() {
            return;
        }
        match &mut self.list {
            Some((_, items)) => items.push(line),
            None if self.quoted => self.blocks.push(Block::Quote(line)),
            None => self.blocks.push(Block::Paragraph(line)),
        }
    }

    fn end_list(&mut self) {
        self.end_text();
        if let Some((numbered, items)) = self.list.take() {
            self.blocks.push(Block::List(numbered, items));
        }
    }
}

/// `# Title`, with or without signs behind it.
fn heading(line: &str) -> Option<(u8, &str)> {
    let title = line.trim_start_matches('#');
    let level = line.len() - title.len();
    if !(1..=LEVEL_MOST).contains(&level) || !(title.is_empty() || title.starts_with([' ', '\t'])) {
        return None;
    }
    let title = title.trim();
    let bare = title.trim_end_matches('#');
    let title = if bare.is_empty() || bare.ends_with(' ') {
        bare.trim_end()
    } else {
        title
    };
    Some((u8::try_from(level).ok()?, title))
}

/// Three or more backticks or tildes.
fn fence(line: &str) -> Option<&str> {
    let sign = line.chars().next().filter(|c| matches!(c, '`' | '~'))?;
    let after = line.trim_start_matches(sign);
    let fence = line.get(..line.len() - after.len())?;
    // With another backtick behind them they are inline code.
    (fence.len() >= RULE_LEAST && !(sign == '`' && after.contains('`'))).then_some(fence)
}

/// `---`, `* * *`, `___`.
fn is_rule(line: &str) -> bool {
    let mut signs = line.chars().filter(|c| !c.is_whitespace());
    let first = signs.next();
    matches!(first, Some('-' | '*' | '_'))
        && signs.clone().all(|c| Some(c) == first)
        && signs.count() + 1 >= RULE_LEAST
}

/// `- text` or `1. text`: is it numbered, and the text.
fn item(line: &str) -> Option<(bool, &str)> {
    let after = line.trim_start_matches(|c: char| c.is_ascii_digit());
    let digits = line.len() - after.len();
    let after = match digits {
        0 => after.strip_prefix(['-', '*', '+'])?,
        1..=NUMBER_MOST => after.strip_prefix(['.', ')'])?,
        _ => return None,
    };
    let ends = after.is_empty() || after.starts_with([' ', '\t']);
    (ends && !is_rule(line)).then(|| (digits > 0, after.trim_start()))
}
