//! Counts inside sentences.

/// Spanish leaves four digits together and parts longer numbers with a no-break space.
const SPANISH_GROUPS_FROM: usize = 10_000;

/// `28,412`
pub(super) fn english(count: usize) -> String {
    grouped(count, ',')
}

/// `28 412`, but `1000`
pub(super) fn spanish(count: usize) -> String {
    if count < SPANISH_GROUPS_FROM {
        count.to_string()
    } else {
        grouped(count, crate::unit::SPANISH.group)
    }
}

/// `one` for one, else `many`.
pub(super) fn plural<'a>(count: usize, one: &'a str, many: &'a str) -> &'a str {
    if count == 1 { one } else { many }
}

fn grouped(count: usize, group: char) -> String {
    let digits = count.to_string();
    let mut text = String::new();
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            text.push(group);
        }
        text.push(digit);
    }
    text
}
