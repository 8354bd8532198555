//! Colours for terminals in a line: as pieces with a colour, or gone.

/// A piece of a line in one look.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Piece<'a> {
    /// The text, without what sets the look.
    pub text: &'a str,
    /// Which of the eight colours of a terminal, 0 to 7; none is the line's own.
    pub colour: Option<u8>,
    /// Bold.
    pub bold: bool,
}

/// A line cut where its look changes; one piece for a line that sets none.
#[must_use]
pub fn pieces(line: &str) -> Vec<Piece<'_>> {
    let mut pieces = Vec::new();
    let (mut colour, mut bold) = (None, false);
    let mut rest = line;
    loop {
        let (text, after) = match rest.split_once("\u{1b}[") {
            Some((text, after)) => (text, Some(after)),
            None => (rest, None),
        };
        let end = |after: &str| after.find(|one: char| !matches!(one, '0'..='9' | ';' | ':'));
        let set = after.and_then(|after| {
            let (codes, after) = after.split_at_checked(end(after)?)?;
            Some((codes, after.strip_prefix('m')?))
        });
        let Some((codes, after)) = set else {
            // What is no colour stays: whoever shows the piece makes it visible.
            let cut = after.map_or(rest.len(), |_| text.len() + 2);
            let (piece, next) = rest.split_at_checked(cut).unwrap_or((rest, ""));
            push(&mut pieces, piece, colour, bold);
            if next.is_empty() {
                return pieces;
            }
            rest = next;
            continue;
        };
        push(&mut pieces, text, colour, bold);
        look(codes, &mut colour, &mut bold);
        rest = after;
        if rest.is_empty() {
            return pieces;
        }
    }
}

/// A line without what sets its look.
#[must_use]
pub fn plain(line: &str) -> String {
    pieces(line).iter().map(|piece| piece.text).collect()
}

fn push<'a>(pieces: &mut Vec<Piece<'a>>, text: &'a str, colour: Option<u8>, bold: bool) {
    if !text.is_empty() {
        pieces.push(Piece { text, colour, bold });
    }
}

/// Codes of `ESC [ … m`: what is not of the eight colours or bold changes nothing.
fn look(codes: &str, colour: &mut Option<u8>, bold: &mut bool) {
    let mut codes = codes.split([';', ':']).map(|code| match code {
        "" => Some(0),
        code => code.parse::<u8>().ok(),
    });
    while let Some(code) = codes.next() {
        match code {
            Some(0) => (*colour, *bold) = (None, false),
            Some(1) => *bold = true,
            Some(22) => *bold = false,
            Some(code @ 30..=37) => *colour = Some(code - 30),
            Some(code @ 90..=97) => *colour = Some(code - 90),
            Some(39) => *colour = None,
            // One of 256 colours, or red, green and blue: what follows belongs to it.
            Some(38 | 48) => match codes.next() {
                Some(Some(5)) => drop(codes.next()),
                Some(Some(2)) => drop(codes.nth(2)),
                _ => {}
            },
            _ => {}
        }
    }
}
