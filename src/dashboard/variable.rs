//! Variables of a dashboard: what they are, what can be chosen, what is chosen.
//!
//! A value from a link survives only if it can be chosen, except for variables that take any text. Variables whose
//! choices a server knows get them from its answer: [`crate::dashboard::variable_query`].

use crate::dashboard::adhoc::Filter;
use crate::dashboard::interpolate::Bound;
use crate::dashboard::model::SourceRef;
use crate::dashboard::variable_query::VariableQuery;
use crate::dashboard::view::SourceInfo;
use crate::lean::map::Map;
use crate::lean::sort;
use crate::notation::pattern::Pattern;

/// Grafana's word for all values, in links and files.
pub const ALL: &str = "$__all";

/// Definition of a variable.
#[derive(Clone, Debug, PartialEq)]
pub struct Variable {
    /// Its name in texts and links.
    pub name: String,
    /// What the reader sees; the name when the file says nothing.
    pub label: String,
    /// Where its choices come from.
    pub kind: Kind,
    /// Several values may be chosen.
    pub multi: bool,
    /// All may be chosen.
    pub include_all: bool,
    /// Text for all in place of the list.
    pub all_value: Option<String>,
    /// Which of a server's texts are choices, and which part of them.
    pub regex: Option<Pattern>,
    /// The pattern is held against what the reader sees, not against the value.
    pub regex_on_text: bool,
    /// Order of a server's texts.
    pub sort: Sort,
    /// How much of it is shown.
    pub hide: Hide,
    /// Asked again whenever the range changes.
    pub refresh_on_range: bool,
    /// What the file was saved with.
    pub current: Vec<Choice>,
}

impl Variable {
    /// Is there anything of it to see?
    #[must_use]
    pub fn is_shown(&self) -> bool {
        self.hide != Hide::Variable && !matches!(self.kind, Kind::Constant(_))
    }
}

/// Where choices come from.
#[derive(Clone, Debug, PartialEq)]
pub enum Kind {
    /// A server.
    Query {
        /// What is asked, variables as written.
        query: VariableQuery,
        /// Whom.
        source: SourceRef,
    },
    /// The file.
    Custom(Vec<Choice>),
    /// One value, from the file.
    Constant(String),
    /// Any text; this one to begin with.
    TextBox(String),
    /// Intervals, one of which may follow the range.
    Interval {
        /// Those of the file.
        choices: Vec<Choice>,
        /// How the automatic one is computed.
        auto: Auto,
    },
    /// Configured sources of this plugin type.
    DataSource {
        /// `prometheus`, `loki`, ….
        kind: String,
    },
    /// Matchers the reader adds to every query of a source; each is a choice, written as in links.
    AdHoc {
        /// Whose queries.
        source: SourceRef,
    },
    /// A type that is not built, by its name in the file.
    Unsupported(String),
}

/// How an automatic interval is computed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Auto {
    /// How many intervals the range has.
    pub count: u32,
    /// Shortest interval, as written.
    pub min: String,
}

/// Order of choices.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Sort {
    /// By what.
    pub by: SortBy,
    /// Largest first.
    pub descending: bool,
}

/// What choices are ordered by.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum SortBy {
    /// As answered.
    #[default]
    Nothing,
    /// Their text.
    Text,
    /// The first number in it.
    Number,
    /// Their text, capital or not.
    TextAnyCase,
    /// Their text, numbers in it by size.
    Natural,
}

/// How much of a variable is shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Hide {
    /// Label and value.
    #[default]
    Nothing,
    /// The value alone.
    Label,
    /// Nothing of it.
    Variable,
}

/// Something that can be chosen.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Choice {
    /// What the reader sees.
    pub text: String,
    /// What is filled in.
    pub value: String,
}

impl Choice {
    /// A value that is its own text.
    #[must_use]
    pub fn plain(value: String) -> Self {
        Self {
            text: value.clone(),
            value,
        }
    }
}

/// What is chosen of one variable.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Chosen {
    /// All.
    All,
    /// These; one unless the variable takes several.
    These(Vec<Choice>),
}

/// What is chosen, and what could be, of all variables that have a value by now.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Values(Map<String, (Chosen, Vec<Choice>)>);

impl Values {
    /// Notes a choice and the choices there were.
    pub fn set(&mut self, name: &str, chosen: Chosen, choices: Vec<Choice>) {
        self.0.insert(name.to_owned(), (chosen, choices));
    }

    /// What is chosen of a variable.
    #[must_use]
    pub fn chosen(&self, name: &str) -> Option<&Chosen> {
        self.0.get(name).map(|(chosen, _)| chosen)
    }

    /// What could be chosen of a variable.
    #[must_use]
    pub fn choices(&self, name: &str) -> &[Choice] {
        self.0.get(name).map_or(&[], |(_, choices)| choices)
    }

    /// Without the choices that nobody fills in: what is asked and shown stays the same when they come or go.
    #[must_use]
    pub fn filled_in(&self, variables: &[Variable]) -> Self {
        let names_all = |name: &str| {
            let mut variables = variables.iter();
            variables.any(|one| one.name == name && one.all_value.is_none())
        };
        let mut values = self.clone();
        for (name, (chosen, choices)) in values.0.iter_mut() {
            if *chosen != Chosen::All || !names_all(name) {
                choices.clear();
            }
        }
        values
    }

    /// A variable's value ready to be filled in; none as long as it has none.
    #[must_use]
    pub fn bound(&self, variable: &Variable) -> Option<Bound> {
        let (chosen, choices) = self.0.get(&variable.name)?;
        let all = *chosen == Chosen::All;
        Some(Bound {
            name: variable.name.clone(),
            values: match chosen {
                Chosen::All => choices.clone(),
                Chosen::These(these) => these.clone(),
            },
            list: variable.multi || all,
            multi: variable.multi || variable.include_all,
            all,
            all_value: variable.all_value.clone(),
            ..Bound::default()
        })
    }
}

/// Choices that no server is needed for; none for those of a query.
#[must_use]
pub fn own_choices(variable: &Variable, sources: &[SourceInfo]) -> Option<Vec<Choice>> {
    match &variable.kind {
        Kind::Query { .. } => None,
        Kind::Custom(choices) | Kind::Interval { choices, .. } => Some(choices.clone()),
        Kind::Constant(value) | Kind::TextBox(value) => Some(vec![Choice::plain(value.clone())]),
        Kind::DataSource { kind } => Some(
            sources
                .iter()
                .filter(|source| source.kind == *kind)
                .filter(|source| {
                    let regex = variable.regex.as_ref();
                    regex.is_none_or(|regex| regex.matches(&source.id))
                })
                .map(|source| Choice::plain(source.id.clone()))
                .collect(),
        ),
        // Any filter may be chosen; those of the file are there to begin with.
        Kind::AdHoc { .. } | Kind::Unsupported(_) => Some(variable.current.clone()),
    }
}

/// What is chosen, given what a link wants and what can be chosen: the link's values that exist, else those the file was
/// saved with, else the first, or all where nothing can be chosen but all may be.
#[must_use]
pub fn settle(variable: &Variable, wanted: Option<&[String]>, choices: &[Choice]) -> Chosen {
    if let Kind::TextBox(_) = variable.kind {
        let text = wanted.and_then(<[String]>::first).cloned();
        let choice = text.map(Choice::plain).or_else(|| choices.first().cloned());
        return Chosen::These(choice.into_iter().collect());
    }
    if let Kind::AdHoc { .. } = variable.kind {
        let filters = wanted.map(|wanted| wanted.iter().filter_map(|text| Filter::read(text)));
        return Chosen::These(match filters {
            Some(filters) => filters.map(|filter| filter.choice()).collect(),
            None => choices.to_vec(),
        });
    }
    let saved = saved(variable);
    for values in [wanted.unwrap_or(&[]), &saved] {
        if is_all(variable, values) {
            return Chosen::All;
        }
        let mut existing = existing(values, choices);
        if !variable.multi {
            existing.truncate(1);
        }
        if !existing.is_empty() {
            return Chosen::These(existing);
        }
    }
    match choices.first() {
        Some(first) => Chosen::These(vec![first.clone()]),
        None if variable.include_all => Chosen::All,
        None => Chosen::These(Vec::new()),
    }
}

/// Will all be chosen, whatever can be, and does the file say how a question puts that? Then nobody need wait for the choices.
#[must_use]
pub fn is_all_anyway(variable: &Variable, wanted: Option<&[String]>) -> bool {
    variable.all_value.is_some()
        && match wanted {
            Some(wanted) if !wanted.is_empty() => is_all(variable, wanted),
            Some(_) | None => is_all(variable, &saved(variable)),
        }
}

fn is_all(variable: &Variable, values: &[String]) -> bool {
    let all = values.iter().any(|value| value == ALL || value == "All");
    all && variable.include_all
}

/// The values the file was saved with.
fn saved(variable: &Variable) -> Vec<String> {
    let current = variable.current.iter();
    current.map(|one| one.value.clone()).collect()
}

/// The choices that values name: by value, else by what the reader sees. One pass over the choices, which may be
/// thousands.
fn existing(values: &[String], choices: &[Choice]) -> Vec<Choice> {
    let mut order: Vec<usize> = (0..values.len()).collect();
    sort::by_key(&mut order, |index| values.get(*index));
    let mut places: Vec<(Option<usize>, Option<usize>)> = vec![(None, None); values.len()];
    let mut note = |text: &str, place: usize, by_value: bool| {
        let first = order
            .partition_point(|index| values.get(*index).is_some_and(|one| one.as_str() < text));
        for index in order.iter().skip(first) {
            if values.get(*index).is_none_or(|one| one != text) {
                break;
            }
            if let Some((value, shown)) = places.get_mut(*index) {
                let slot = if by_value { value } else { shown };
                slot.get_or_insert(place);
            }
        }
    };
    for (place, choice) in choices.iter().enumerate() {
        note(&choice.value, place, true);
        note(&choice.text, place, false);
    }
    let place = |(value, shown): &(Option<usize>, Option<usize>)| value.or(*shown);
    places
        .iter()
        .filter_map(|found| choices.get(place(found)?).cloned())
        .collect()
}
