//! May the past of an expression be kept? Only where its value at an instant depends on nothing but samples at or before
//! that instant: then asking later, or over another range, changes nothing there.
//!
//! Reads the text without parsing it and errs on the careful side: what it does not know is not steady. Strings and
//! comments are skipped, so that nothing in them is taken for syntax.

/// Functions and aggregations of PromQL whose value at an instant needs only samples up to it. A name that is missing
/// here (a MetricsQL function over the whole range, an experimental one that picks any k series) is asked in full.
const STEADY: &str = " abs absent absent_over_time acos acosh asin asinh atan atanh avg avg_over_time bottomk ceil \
changes clamp clamp_max clamp_min cos cosh count count_over_time count_values day_of_month day_of_week day_of_year \
days_in_month deg delta deriv double_exponential_smoothing exp first_over_time floor group histogram_avg \
histogram_count histogram_fraction histogram_quantile histogram_stddev histogram_stdvar histogram_sum holt_winters \
hour idelta increase irate label_join label_replace last_over_time ln log10 log2 mad_over_time max max_over_time min \
min_over_time minute month pi predict_linear present_over_time quantile quantile_over_time rad rate resets round \
scalar sgn sin sinh sort sort_by_label sort_by_label_desc sort_desc sqrt stddev stddev_over_time stdvar \
stdvar_over_time sum sum_over_time tan tanh time timestamp topk vector year ";

/// Words that may stand before a parenthesis without being a function.
const WORDS: &str = " and atan2 bool by group_left group_right ignoring on or unless without ";

/// Is the value of `expr` at an instant settled once all samples up to that instant are in?
#[must_use]
pub fn is_steady(expr: &str) -> bool {
    let mut rest = expr.trim_start();
    while let Some(first) = rest.chars().next() {
        let after = rest.get(first.len_utf8()..).unwrap_or("");
        rest = match first {
            '"' | '\'' => after_string(after, first, true),
            '`' => after_string(after, first, false),
            '#' => after
                .find('\n')
                .and_then(|at| after.get(at..))
                .unwrap_or(""),
            // `@ end()`, `@ start()`, and a fixed instant so near that its samples may still be coming.
            '@' => return false,
            _ if is_word(first) => {
                let end = rest.find(|c| !is_word(c)).unwrap_or(rest.len());
                let (word, after) = rest.split_at(end);
                let word = word.to_ascii_lowercase();
                let next = after_blank(after);
                if word == "offset" && next.starts_with(['-', '(']) {
                    return false;
                }
                if next.starts_with('(') && !is_in(STEADY, &word) && !is_in(WORDS, &word) {
                    return false;
                }
                after
            }
            _ => after,
        };
    }
    true
}

fn is_word(c: char) -> bool {
    // Anything beyond ASCII counts as part of a word: such a word is in no list.
    c.is_ascii_alphanumeric() || c == '_' || c == ':' || !c.is_ascii()
}

fn is_in(list: &str, word: &str) -> bool {
    list.split_ascii_whitespace().any(|known| known == word)
}

/// What follows a string whose opening quote has been read; nothing when it never ends.
fn after_string(text: &str, quote: char, escapes: bool) -> &str {
    let mut escaped = false;
    for (at, c) in text.char_indices() {
        if escaped {
            escaped = false;
        } else if escapes && c == '\\' {
            escaped = true;
        } else if c == quote {
            return text.get(at + c.len_utf8()..).unwrap_or("");
        }
    }
    ""
}

/// The text without blanks and comments at its beginning.
fn after_blank(text: &str) -> &str {
    let mut rest = text.trim_start();
    while let Some(comment) = rest.strip_prefix('#') {
        rest = comment
            .find('\n')
            .and_then(|at| comment.get(at..))
            .unwrap_or("")
            .trim_start();
    }
    rest
}
