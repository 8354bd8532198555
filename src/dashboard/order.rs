//! In which order a variable's choices stand.

use crate::dashboard::variable::Choice;
use crate::dashboard::variable::Sort;
use crate::dashboard::variable::SortBy;
use crate::lean::decimal;
use crate::lean::lower::lower;
use crate::lean::lower::small;
use crate::lean::sort;
use std::cmp::Ordering;

/// Puts choices in the order a variable asks for.
pub fn arrange(choices: &mut [Choice], sort: Sort) {
    let order: fn(&Choice, &Choice) -> Ordering = match sort.by {
        SortBy::Nothing => return,
        SortBy::Text => |a, b| a.text.cmp(&b.text),
        SortBy::Number => |a, b| number(&a.text).total_cmp(&number(&b.text)),
        SortBy::TextAnyCase => |a, b| lower(&a.text).cmp(&lower(&b.text)),
        SortBy::Natural => |a, b| natural(&a.text, &b.text),
    };
    sort::by(choices, order);
    if sort.descending {
        choices.reverse();
    }
}

/// Compares texts as people do: `item 3` before `item 12`, capital or not, `é` beside `e`, signs before digits before
/// letters.
#[must_use]
pub fn natural(a: &str, b: &str) -> Ordering {
    let (mut one, mut other) = (a, b);
    loop {
        let (Some(first), Some(second)) = (one.chars().next(), other.chars().next()) else {
            return one.len().cmp(&other.len()).then_with(|| accents(a, b));
        };
        let order = if first.is_ascii_digit() && second.is_ascii_digit() {
            let (left, rest) = one.split_at(digits(one));
            let (right, behind) = other.split_at(digits(other));
            (one, other) = (rest, behind);
            let (left, right) = (left.trim_start_matches('0'), right.trim_start_matches('0'));
            left.len().cmp(&right.len()).then_with(|| left.cmp(right))
        } else {
            one = one.get(first.len_utf8()..).unwrap_or("");
            other = other.get(second.len_utf8()..).unwrap_or("");
            weight(first).cmp(&weight(second))
        };
        if order.is_ne() {
            return order;
        }
    }
}

/// The first number in a text; −1 without.
fn number(text: &str) -> f64 {
    let start = text
        .find(|c: char| c.is_ascii_digit())
        .unwrap_or(text.len());
    let from = text.get(start..).unwrap_or("");
    let number = from.get(..digits(from)).and_then(decimal::parse);
    number.unwrap_or(-1.0)
}

fn digits(text: &str) -> usize {
    text.find(|c: char| !c.is_ascii_digit())
        .unwrap_or(text.len())
}

/// Where texts are the same but for their accents, those without come first.
fn accents(a: &str, b: &str) -> Ordering {
    lower(a).cmp(&lower(b))
}

/// Signs in the order of the Unicode collation.
const SIGNS: &str = "_-,;:!?.'\"()[]{}@*/\\&#%`^+<=>|~$";

/// Where a character belongs: space, signs, digits, letters.
fn weight(c: char) -> (u8, u32) {
    if c.is_whitespace() {
        return (0, 0);
    }
    if let Some(place) = SIGNS.find(c) {
        return (1, u32::try_from(place).unwrap_or(0));
    }
    match c.is_ascii_digit() {
        true => (2, u32::from(c)),
        false => (3, u32::from(base(c))),
    }
}

/// The small letter without its accent, for the letters of western Europe.
fn base(c: char) -> char {
    match small(c) {
        'à'..='å' | 'ā' | 'ă' | 'ą' => 'a',
        'ç' | 'ć' | 'č' => 'c',
        'è'..='ë' | 'ē' | 'ę' | 'ě' => 'e',
        'ì'..='ï' | 'ī' | 'į' => 'i',
        'ñ' | 'ń' | 'ň' => 'n',
        'ò'..='ö' | 'ø' | 'ō' | 'ő' => 'o',
        'ù'..='ü' | 'ū' | 'ů' | 'ű' => 'u',
        'ý' | 'ÿ' => 'y',
        'ś' | 'š' => 's',
        'ź' | 'ż' | 'ž' => 'z',
        other => other,
    }
}
