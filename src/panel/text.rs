//! Text panels: markdown to blocks. HTML is never markup here: its tags are shown as the text they are.
//!
//! Links keep only addresses that cannot run anything; what stands in others is kept as text.

use crate::panel::options::Markup;
use crate::panel::options::TextOptions;
use crate::panel::picture::Block;
use crate::panel::picture::Inline;
use crate::panel::picture::Picture;
use pulldown_cmark::Event;
use pulldown_cmark::Parser;
use pulldown_cmark::Tag;
use pulldown_cmark::TagEnd;

/// The prose; [`Picture::Empty`] when there is none.
pub(crate) fn picture(options: &TextOptions) -> Picture {
    let blocks = match options.mode {
        Markup::Markdown => markdown(&options.content),
        Markup::Code => vec![Block::Code(options.content.clone())],
    };
    if options.content.trim().is_empty() {
        return Picture::Empty;
    }
    Picture::Text(blocks)
}

/// Parses markdown. Lists within lists become items of the outer one.
#[must_use]
pub fn markdown(content: &str) -> Vec<Block> {
    let mut writer = Writer::default();
    for event in Parser::new(content) {
        writer.take(event);
    }
    writer.flush();
    writer.blocks
}

/// How many lists and quotations deep, what is being written, and what is done.
#[derive(Default)]
struct Writer {
    blocks: Vec<Block>,
    line: Vec<Inline>,
    items: Vec<Vec<Inline>>,
    lists: usize,
    numbered: bool,
    quotes: usize,
    heading: Option<u8>,
    code: Option<String>,
    strong: usize,
    emphasis: usize,
    link: Option<(String, String)>,
}

impl Writer {
    fn take(&mut self, event: Event<'_>) {
        match event {
            Event::Start(tag) => self.start(tag),
            Event::End(tag) => self.end(tag),
            Event::Text(text) => self.text(&text),
            Event::Code(code) => self.inline_code(&code),
            Event::Html(html) | Event::InlineHtml(html) => self.text(&html),
            Event::SoftBreak => self.text(" "),
            Event::HardBreak => self.text("\n"),
            Event::Rule => {
                self.flush();
                self.blocks.push(Block::Rule);
            }
            Event::InlineMath(text) | Event::DisplayMath(text) | Event::FootnoteReference(text) => {
                self.text(&text)
            }
            Event::TaskListMarker(_) => {}
        }
    }

    fn start(&mut self, tag: Tag<'_>) {
        match tag {
            Tag::Heading { level, .. } => {
                self.flush();
                self.heading = Some(level as u8);
            }
            Tag::BlockQuote(_) => {
                self.flush();
                self.quotes += 1;
            }
            Tag::CodeBlock(_) => {
                self.flush();
                self.code = Some(String::new());
            }
            Tag::List(first) => {
                self.flush();
                if self.lists == 0 {
                    self.numbered = first.is_some();
                }
                self.lists += 1;
            }
            Tag::Item | Tag::Paragraph | Tag::HtmlBlock => self.flush(),
            Tag::Strong => self.strong += 1,
            Tag::Emphasis => self.emphasis += 1,
            Tag::Link { dest_url, .. } | Tag::Image { dest_url, .. } => {
                self.link = Some((dest_url.into_string(), String::new()));
            }
            _ => {}
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::BlockQuote(_) => {
                self.flush();
                self.quotes = self.quotes.saturating_sub(1);
            }
            TagEnd::CodeBlock => {
                if let Some(code) = self.code.take() {
                    self.blocks.push(Block::Code(code));
                }
            }
            TagEnd::List(_) => {
                self.flush();
                self.lists = self.lists.saturating_sub(1);
                if self.lists == 0 {
                    let items = std::mem::take(&mut self.items);
                    self.blocks.push(Block::List(self.numbered, items));
                }
            }
            TagEnd::Heading(_) | TagEnd::Item | TagEnd::Paragraph | TagEnd::HtmlBlock => {
                self.flush();
            }
            TagEnd::Strong => self.strong = self.strong.saturating_sub(1),
            TagEnd::Emphasis => self.emphasis = self.emphasis.saturating_sub(1),
            TagEnd::Link | TagEnd::Image => self.end_link(),
            _ => {}
        }
    }

    fn text(&mut self, text: &str) {
        if let Some(code) = &mut self.code {
            code.push_str(text);
        } else if let Some((_, words)) = &mut self.link {
            words.push_str(text);
        } else {
            self.push(match (self.strong, self.emphasis) {
                (0, 0) => Inline::Text(text.to_owned()),
                (0, _) => Inline::Emphasis(text.to_owned()),
                _ => Inline::Strong(text.to_owned()),
            });
        }
    }

    fn inline_code(&mut self, code: &str) {
        match &mut self.link {
            Some((_, words)) => words.push_str(code),
            None => self.push(Inline::Code(code.to_owned())),
        }
    }

    fn end_link(&mut self) {
        let Some((href, text)) = self.link.take() else {
            return;
        };
        if safe(&href) {
            self.push(Inline::Link { text, href });
        } else {
            self.text(&text);
        }
    }

    /// Appends to the line; neighbouring plain texts are one.
    fn push(&mut self, inline: Inline) {
        if let (Inline::Text(more), Some(Inline::Text(last))) = (&inline, self.line.last_mut()) {
            last.push_str(more);
        } else {
            self.line.push(inline);
        }
    }

    /// Ends the line and puts it where it belongs.
    fn flush(&mut self) {
        let line = std::mem::take(&mut self.line);
        let heading = self.heading.take();
        if line.is_empty() {
            return;
        }
        if self.lists > 0 {
            self.items.push(line);
            return;
        }
        self.blocks.push(match heading {
            Some(level) => Block::Heading(level, line),
            None if self.quotes > 0 => Block::Quote(line),
            None => Block::Paragraph(line),
        });
    }
}

/// http(s), mailto, or an address without a scheme. Control characters hide schemes from eyes but not from browsers.
fn safe(href: &str) -> bool {
    if href.is_empty() || href.chars().any(char::is_control) {
        return false;
    }
    let scheme = href
        .find([':', '/', '?', '#'])
        .and_then(|at| href.get(..at).filter(|_| href.get(at..=at) == Some(":")));
    scheme.is_none_or(|scheme| {
        ["http", "https", "mailto"]
            .iter()
            .any(|known| scheme.trim().eq_ignore_ascii_case(known))
    })
}
