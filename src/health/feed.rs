//! What visitors subscribe to: notices and states as RSS 2.0 and as JSON Feed 1.1. Texts are escaped, never markup.

use crate::health::notice::Kind;
use crate::health::notice::Notice;
use crate::time::Instant;
use crate::time::civil::civil;
use crate::time::format;
use crate::time::zone::Zone;
use serde_json::Value;
use serde_json::json;

/// One entry.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// Unique, and the same at each writing.
    pub id: String,
    /// What readers see first.
    pub title: String,
    /// Plain text.
    pub text: String,
    /// When.
    pub at: Instant,
}

/// The entries of notices that have a beginning, newest first; updates come with their notice.
#[must_use]
pub fn entries(notices: &[(String, Notice)]) -> Vec<Entry> {
    let mut entries: Vec<Entry> = notices
        .iter()
        .filter_map(|(file, notice)| {
            let at = notice.start?;
            let newest = notice.updates.iter().filter_map(|update| update.at).max();
            let mut text = notice.text.clone();
            for update in &notice.updates {
                text.push_str(&format!("\n\n{}\n{}", update.title, update.text));
            }
            let kind = match notice.kind {
                Kind::Incident => "Incident",
                Kind::Maintenance => "Maintenance",
                Kind::Announcement => "Announcement",
            };
            Some(Entry {
                id: file.clone(),
                title: format!("{kind}: {}", notice.title),
                text: text.trim().to_owned(),
                at: newest.map_or(at, |newest| newest.max(at)),
            })
        })
        .collect();
    crate::lean::sort::by_key(&mut entries, |entry| std::cmp::Reverse(entry.at));
    entries
}

/// RSS 2.0; `link` is the address of the status page.
#[must_use]
pub fn rss(title: &str, link: &str, entries: &[Entry]) -> String {
    let mut items = String::new();
    for entry in entries {
        items.push_str(&format!(
            "<item><title>{}</title><link>{}</link><guid isPermaLink=\"false\">{}</guid><pubDate>{}</pubDate>\
             <description>{}</description></item>\n",
            escaped(&entry.title),
            escaped(link),
            escaped(&entry.id),
            mail_date(entry.at),
            escaped(&entry.text),
        ));
    }
    let title = escaped(title);
    let link = escaped(link);
    format!(
        "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<rss version=\"2.0\"><channel><title>{title}</title>\
         <link>{link}</link><description>{title}</description>\n{items}</channel></rss>\n"
    )
}

/// JSON Feed 1.1.
#[must_use]
pub fn json_feed(title: &str, link: &str, entries: &[Entry]) -> String {
    let items: Vec<Value> = entries
        .iter()
        .map(|entry| {
            json!({
                "id": entry.id,
                "url": link,
                "title": entry.title,
                "content_text": entry.text,
                "date_published": format::iso(entry.at),
            })
        })
        .collect();
    json!({
        "version": "https://jsonfeed.org/version/1.1",
        "title": title,
        "home_page_url": link,
        "items": items,
    })
    .to_string()
}

fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            // XML 1.0 has no place for control characters, not even escaped.
            letter if letter.is_control() && !matches!(letter, '\n' | '\t') => {}
            letter => escaped.push(letter),
        }
    }
    escaped
}

/// `Fri, 20 Nov 2026 10:31:00 GMT` (RFC 822).
fn mail_date(at: Instant) -> String {
    const MONTHS: [&str; 12] = [
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ];
    const WEEKDAYS: [&str; 7] = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];
    let at = civil(at, &Zone::utc());
    let weekday = usize::from(at.weekday().number_days_from_monday());
    let month = usize::from(at.month.saturating_sub(1));
    format!(
        "{}, {:02} {} {:04} {} GMT",
        WEEKDAYS.get(weekday).unwrap_or(&"Mon"),
        at.day,
        MONTHS.get(month).unwrap_or(&"Jan"),
        at.year,
        format::clock(&at)
    )
}
