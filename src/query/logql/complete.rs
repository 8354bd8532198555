//! What may come next where the cursor is. Names of labels, values and fields are the caller's to bring.

use crate::query::logql::read::STAGES;
use crate::query::logql::token::Kind;
use crate::query::logql::token::Token;
use crate::query::logql::token::tokens;

/// What is wanted at the cursor.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Want {
    /// Byte where what is written so far of it begins.
    pub from: usize,
    /// The byte after it: the cursor, or the end of the word or text that it stands in.
    pub to: usize,
    /// What was written before the cursor.
    pub begun: String,
    /// What.
    pub what: What,
}

/// What can be completed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum What {
    /// The name of a label, in a selector.
    Label,
    /// A value of this label, in quotes.
    Value(String),
    /// A stage or a field, behind `|`.
    Stage,
    /// A value of this field, in quotes, behind the selector.
    FieldValue(String),
    /// Nothing that is known.
    Nothing,
}

/// What is wanted where the cursor is, a byte of the text.
#[must_use]
pub fn want(text: &str, cursor: usize) -> Want {
    let all = tokens(text);
    let touched = all
        .iter()
        .position(|token| token.from < cursor && cursor <= token.to);
    let nothing = Want {
        from: cursor,
        to: cursor,
        begun: String::new(),
        what: What::Nothing,
    };
    let own = touched.and_then(|place| all.get(place)).filter(|token| {
        matches!(token.kind, Kind::Word | Kind::Unclosed)
            || (token.kind == Kind::Text && cursor < token.to)
    });
    let before: Vec<&Token> = all
        .iter()
        .filter(|token| token.to <= own.map_or(cursor, |own| own.from))
        .filter(|token| !matches!(token.kind, Kind::Blank | Kind::Comment))
        .collect();
    let word = |back: usize| {
        let place = before.len().checked_sub(back)?;
        before.get(place).map(|token| token.of(text))
    };
    let (from, to) = own.map_or((cursor, cursor), |own| (own.from, own.to));
    let begun = text.get(from..cursor).unwrap_or_default();
    let inside = before
        .iter()
        .fold(false, |inside, token| match token.of(text) {
            "{" => true,
            "}" => false,
            _ => inside,
        });
    let quoted = begun.starts_with(['"', '`']);
    let what = match (inside, word(1)) {
        (true, Some("{" | ",")) if !quoted => What::Label,
        (true, Some("=" | "!=" | "=~" | "!~")) => match word(2) {
            Some(label) => What::Value(label.to_owned()),
            None => What::Nothing,
        },
        (false, Some("|")) if !quoted => What::Stage,
        (false, Some("=" | "==" | "!=" | "=~" | "!~")) => match field(text, &before) {
            Some(name) => What::FieldValue(name.to_owned()),
            None => return nothing,
        },
        _ => return nothing,
    };
    // An unclosed text reaches over what follows it: only the written part is replaced.
    let to = match own.map(|own| own.kind) {
        Some(Kind::Unclosed) => cursor,
        _ => to,
    };
    Want {
        from,
        to,
        begun: begun.trim_start_matches(['"', '`']).to_owned(),
        what,
    }
}

/// The field that the comparison at the end is of. Behind a stage's word the same signs compare the whole line.
fn field<'a>(text: &'a str, before: &[&Token]) -> Option<&'a str> {
    let name = before.get(before.len().checked_sub(2)?)?;
    let behind = before.get(before.len().checked_sub(3)?)?.of(text);
    let own = name.of(text);
    let is_field = name.kind == Kind::Word && matches!(behind, "|" | "and" | "or" | ",");
    (is_field && !STAGES.contains(&own)).then_some(own)
}

/// Stages that begin so.
#[must_use]
pub fn stages() -> &'static [&'static str] {
    &STAGES
}

/// The offers that what is begun may become: those that begin so first, then those that hold it; as they come.
#[must_use]
pub fn narrowed(offers: &[String], begun: &str, most: usize) -> Vec<String> {
    let begun = begun.to_ascii_lowercase();
    let begins = |offer: &&String| offer.to_ascii_lowercase().starts_with(&begun);
    let holds = |offer: &&String| {
        let offer = offer.to_ascii_lowercase();
        offer.contains(&begun) && !offer.starts_with(&begun)
    };
    let first = offers.iter().filter(begins);
    let then = offers.iter().filter(holds);
    first.chain(then).take(most).cloned().collect()
}
