//! Which columns an override or a transformation means: Grafana's field matchers.

use crate::frame::Field;
use crate::frame::Frame;
use crate::frame::Kind;
use crate::frame::TIME;
use crate::frame::VALUE;
use crate::frame::cell::Cell;
use crate::frame::name::known;
use crate::frame::reduce::reduce_field;
use crate::frame::reducer::Reducer;
use crate::notation::json::Object;
use crate::notation::pattern::Pattern;

/// Which columns.
#[derive(Clone, Debug, PartialEq)]
pub enum Matcher {
    /// Of this name, own or shown.
    Name(String),
    /// Of one of these names, or of none of them.
    Names {
        /// The names.
        names: Vec<String>,
        /// Select the others.
        exclude: bool,
    },
    /// Whose shown name matches.
    Pattern(Pattern),
    /// Whose shown name matches, or of one of these names.
    PatternOrNames(Option<Pattern>, Vec<String>),
    /// Holding one of these.
    Kinds(Vec<Kind>),
    /// The first of its frame.
    First,
    /// The first of its frame that holds instants.
    FirstTime,
    /// From this query.
    RefId(String),
    /// Whose reduced value compares.
    Value {
        /// How the column is reduced.
        reducer: Reducer,
        /// How the result is compared.
        op: Comparison,
        /// With what.
        value: Cell,
    },
    /// No column: a pattern that is none.
    Nothing,
}

/// How two values compare.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Comparison {
    /// `eq`.
    Equal,
    /// `neq`.
    NotEqual,
    /// `gt`.
    Greater,
    /// `gte`.
    GreaterOrEqual,
    /// `lt`.
    Less,
    /// `lte`.
    LessOrEqual,
}

/// A column that a matcher is asked about.
#[derive(Clone, Copy, Debug)]
pub struct Subject<'a> {
    /// The column.
    pub field: &'a Field,
    /// The name shown so far.
    pub shown: &'a str,
    /// Letter of its query.
    pub ref_id: &'a str,
    /// Its place in its frame.
    pub place: usize,
    /// Is it the first of its frame that holds instants?
    pub first_time: bool,
}

impl<'a> Subject<'a> {
    /// The columns of a frame whose names are settled.
    pub fn all(frame: &'a Frame) -> impl Iterator<Item = Self> {
        let first = frame
            .fields
            .iter()
            .position(|field| field.kind == Kind::Time);
        let fields = frame.fields.iter().enumerate();
        fields.map(move |(place, field)| Self {
            field,
            shown: known(field),
            ref_id: &frame.ref_id,
            place,
            first_time: first == Some(place),
        })
    }
}

impl Matcher {
    /// Does it select this column?
    #[must_use]
    pub fn selects(&self, subject: &Subject<'_>) -> bool {
        match self {
            Self::Name(name) => named(std::slice::from_ref(name), subject),
            Self::Names { names, exclude } => named(names, subject) != *exclude,
            Self::Pattern(pattern) => pattern.matches(subject.shown),
            Self::PatternOrNames(pattern, names) => {
                let matches = |pattern: &Pattern| pattern.matches(subject.shown);
                named(names, subject) || pattern.as_ref().is_some_and(matches)
            }
            Self::Kinds(kinds) => kinds.contains(&subject.field.kind),
            Self::First => subject.place == 0,
            Self::FirstTime => subject.first_time,
            Self::RefId(ref_id) => ref_id == subject.ref_id,
            Self::Value { reducer, op, value } => {
                match (reduce_field(*reducer, subject.field), reducer) {
                    (found, Reducer::AllIsZero | Reducer::AllIsNull) => found.truthy(),
                    (found, _) => op.holds(&found, value),
                }
            }
            Self::Nothing => false,
        }
    }

    /// Must it know the name shown to decide? A column of the very name that is looked for is found without.
    #[must_use]
    pub fn asks_name(&self, subject: &Subject<'_>) -> bool {
        let own = &subject.field.name;
        match self {
            Self::Name(name) => name != own,
            Self::Names { names, .. } | Self::PatternOrNames(_, names) => !names.contains(own),
            Self::Pattern(_) => true,
            Self::Kinds(_)
            | Self::First
            | Self::FirstTime
            | Self::RefId(_)
            | Self::Value { .. }
            | Self::Nothing => false,
        }
    }

    /// Reads `{id, options}`; none, and noted, if it is not understood.
    #[must_use]
    pub fn read(matcher: &Object<'_>) -> Option<Self> {
        let id = matcher.text("id").unwrap_or_else(|| "byName".to_owned());
        let kind = |kind: &str| Some(Self::Kinds(vec![Kind::read(kind)?]));
        let read = match id.as_str() {
            "byName" => Some(Self::Name(matcher.text("options")?)),
            "byRegexp" => {
                let pattern = Pattern::read(&matcher.text("options")?);
                if pattern.is_none() {
                    matcher.bad("options", "a regular expression");
                    return None;
                }
                pattern.map(Self::Pattern)
            }
            "byNames" => {
                let options = matcher.object("options");
                Some(Self::Names {
                    names: options.texts("names"),
                    exclude: options.text("mode").as_deref() == Some("exclude"),
                })
            }
            "byRegexpOrNames" => {
                let options = matcher.object("options");
                let pattern = options.text("pattern").as_deref().and_then(Pattern::read);
                Some(Self::PatternOrNames(pattern, options.texts("names")))
            }
            "byType" => kind(&matcher.text("options")?),
            "byTypes" => {
                let kinds = matcher.texts("options");
                let known = kinds.iter().filter_map(|name| Kind::read(name));
                Some(Self::Kinds(known.collect()))
            }
            "numeric" => kind("number"),
            "time" => kind("time"),
            "first" => Some(Self::First),
            "firstTimeField" => Some(Self::FirstTime),
            "byFrameRefID" => Some(Self::RefId(matcher.text("options")?)),
            "byValue" => Self::by_value(&matcher.object("options")),
            _ => None,
        };
        if read.is_none() {
            matcher.unsupported("id", &id);
        }
        read
    }

    fn by_value(options: &Object<'_>) -> Option<Self> {
        let Some(reducer) = options.text("reducer") else {
            return Some(Self::Nothing);
        };
        let op = options.text("op").unwrap_or_default();
        Some(Self::Value {
            reducer: Reducer::read(&reducer)?,
            op: Comparison::read(&op)?,
            value: options.value("value").map_or(Cell::Null, Cell::from),
        })
    }
}

impl Comparison {
    /// Nothing said is equal.
    fn read(op: &str) -> Option<Self> {
        Some(match op {
            "" | "eq" => Self::Equal,
            "neq" => Self::NotEqual,
            "gt" => Self::Greater,
            "gte" => Self::GreaterOrEqual,
            "lt" => Self::Less,
            "lte" => Self::LessOrEqual,
            _ => return None,
        })
    }

    /// Does it hold? Nothing is written `null`, and then "or equal" means equal.
    fn holds(self, left: &Cell, right: &Cell) -> bool {
        let word = |cell: &Cell| match cell {
            Cell::Missing | Cell::Null => Cell::text("null"),
            other => other.clone(),
        };
        let nothing = left.is_nothing() || right.is_nothing();
        let (left, right) = (word(left), word(right));
        let order = || match (&left, &right) {
            (Cell::Text(a), Cell::Text(b)) => Some(a.cmp(b)),
            (a, b) => a.number().partial_cmp(&b.number()),
        };
        match self {
            Self::GreaterOrEqual | Self::LessOrEqual if nothing => {
                left.written() == right.written()
            }
            Self::Equal => left.written() == right.written(),
            Self::NotEqual => left.written() != right.written(),
            Self::Greater => order().is_some_and(std::cmp::Ordering::is_gt),
            Self::GreaterOrEqual => order().is_some_and(std::cmp::Ordering::is_ge),
            Self::Less => order().is_some_and(std::cmp::Ordering::is_lt),
            Self::LessOrEqual => order().is_some_and(std::cmp::Ordering::is_le),
        }
    }
}

/// `Value` also means a column named by its metric, and `Time` whatever column holds instants.
fn named(names: &[String], subject: &Subject<'_>) -> bool {
    let field = subject.field;
    let has = |name: &str| names.iter().any(|one| one == name);
    if has(&field.name) || has(subject.shown) {
        return true;
    }
    if has(VALUE) {
        return field.labels.metric() == Some(&field.name);
    }
    (has(TIME) || has("time")) && field.kind == Kind::Time
}
