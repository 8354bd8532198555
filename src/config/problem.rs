//! What is wrong in `config.json`, without words of any language: a place, what stands there, what was expected.

use crate::lean::lower::lower;

/// Longest piece of the file that is quoted back, in characters.
const LONGEST_QUOTE: usize = 60;

/// Typing slips that still count as the same word.
const FURTHEST_SLIP: usize = 2;

/// One thing that is wrong. What it concerns was dropped; the rest of the file is in force.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// Line, from 1.
    pub line: usize,
    /// Character in the line, from 1.
    pub column: usize,
    /// Which part of the file, such as `sources[1].kind`; empty for the whole file.
    pub at: String,
    /// What stands there, as written and cut; empty when something is missing. Never a refused secret.
    pub found: String,
    /// What should stand there.
    pub expected: Expected,
}

/// What should stand at a place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Expected {
    /// JSON; reading stopped at the problem's place.
    Json,
    /// More JSON: the file ends too early.
    MoreJson,
    /// `{ … }`.
    Object,
    /// `[ … ]`.
    List,
    /// Text in quotation marks that is not empty.
    Text,
    /// One of these words.
    OneOf {
        /// All of them.
        words: Vec<&'static str>,
        /// The one that was probably meant.
        nearest: Option<&'static str>,
    },
    /// A key that is known here; it was ignored.
    KnownKey {
        /// All of them.
        keys: &'static [&'static str],
        /// The one that was probably meant.
        nearest: Option<&'static str>,
    },
    /// Something not used before: the key or the id is there twice. The first one counts.
    Unique,
    /// An address: relative, or beginning with http:// or https://, without a query.
    Address,
    /// No user name, password, token or cookie: whoever opens the page can read this file.
    NoSecret,
    /// The name or value of an HTTP header.
    Header,
    /// A length of time such as `30s`.
    Length,
    /// A length of time such as `30s`, or `off`.
    Refresh,
    /// A point in time such as `now-6h`.
    Time,
    /// `browser`, `utc` or an IANA time zone.
    Zone,
    /// A colour such as `#2b6cb0`.
    Colour,
    /// A whole number.
    Count {
        /// The smallest.
        least: u32,
        /// The largest.
        most: u32,
    },
}

/// As much of a text as is quoted back.
pub(super) fn quote(text: &str) -> String {
    let mut quoted: String = text.chars().take(LONGEST_QUOTE).collect();
    if quoted.len() < text.len() {
        quoted.push('…');
    }
    quoted
}

/// The word that was probably meant.
pub(super) fn nearest(
    found: &str,
    words: impl IntoIterator<Item = &'static str>,
) -> Option<&'static str> {
    // A longer text is not a slip of any of our words, and comparing it would cost its length squared.
    if found.len() > LONGEST_QUOTE {
        return None;
    }
    let found = lower(found);
    words
        .into_iter()
        .map(|word| (slips(&found, &lower(word)), word))
        .filter(|(slips, word)| *slips <= FURTHEST_SLIP && *slips * 2 <= word.len())
        .min_by_key(|(slips, _)| *slips)
        .map(|(_, word)| word)
}

/// Levenshtein's distance: characters to insert, drop or change.
fn slips(from: &str, to: &str) -> usize {
    let mut row: Vec<usize> = (0..=to.chars().count()).collect();
    for (line, a) in from.chars().enumerate() {
        let mut left = line + 1;
        let mut next = vec![left];
        for (pair, b) in row.windows(2).zip(to.chars()) {
            let [diagonal, above] = pair else { continue };
            left = (diagonal + usize::from(a != b))
                .min(above + 1)
                .min(left + 1);
            next.push(left);
        }
        row = next;
    }
    row.last().copied().unwrap_or(0)
}
