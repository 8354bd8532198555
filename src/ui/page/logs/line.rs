//! One line of the list: time, level, where from, chosen fields, its text; opened, all that is known of it.

use crate::browser::element;
use crate::data::level::Level;
use crate::data::lines::NANOS;
use crate::data::lines::Nanos;
use crate::logs::ansi;
use crate::logs::errors::SERVICE;
use crate::logs::loaded::Loaded;
use crate::logs::pretty;
use crate::logs::row::Row;
use crate::logs::row::RowId;
use crate::logs::search::Needle;
use crate::logs::statistics::named;
use crate::panel::visible::visible;
use crate::route::logs::LineLink;
use crate::route::logs::State;
use crate::ui::hook::held::Memo;
use crate::ui::page::logs::detail::Detail;
use crate::ui::page::logs::model::Logs;
use crate::ui::part::icon::Icon;
use crate::unit;
use leptos::prelude::*;

/// Characters of a line in the list. A line of megabytes would stop the page.
const MOST: usize = 4_000;

/// Characters of a field in a column.
const CELL: usize = 200;

/// What all lines look like; a change of it makes every row anew.
#[derive(Clone, Copy)]
pub(super) struct Look {
    /// Another number for another look.
    pub(super) version: Memo<u64>,
}

/// What a row's look depends on.
#[derive(Clone, Debug, PartialEq)]
struct Parts {
    columns: Vec<String>,
    search: String,
    flags: [bool; 3],
    line: Option<LineLink>,
    zone: String,
}

impl Look {
    pub(super) fn provide(logs: Logs) -> Self {
        let parts = Memo::new(move |_| {
            logs.state.with(|state| Parts {
                columns: state.columns.clone(),
                search: state.search.clone(),
                flags: [state.pretty, state.no_colour, state.nanos],
                line: state.line,
                zone: logs.timing.zone.with(|zone| format!("{zone:?}")),
            })
        });
        Self {
            version: Memo::new(move |before: Option<&u64>| {
                // Looked at, for a memo that nobody looks at is never derived.
                parts.with(|_| ());
                before.map_or(0, |before| before + 1)
            }),
        }
    }
}

/// What in a row opens and closes it.
pub(super) const TURNS: &str = "[data-turn]";

/// Opens the row of this line, or closes it.
pub(super) fn turn(logs: Logs, id: RowId) {
    logs.opened
        .update(|opened| match opened.iter().position(|one| *one == id) {
            Some(place) => drop(opened.remove(place)),
            None => opened.push(id),
        });
    // The row is made anew; the keyboard stays where it was.
    leptos::task::spawn_local(async move {
        leptos::task::tick().await;
        element::focus(&format!("[data-row=\"{}\"] .opener", id.0));
    });
}

/// A row. Nothing in it changes and nothing in it listens: hundreds are made anew each second while lines are followed, the
/// list hears for all of them, and a row that is opened is another.
#[component]
pub(super) fn LineView(
    /// Which line.
    id: RowId,
    /// How many lines after it repeat it.
    repeats: u32,
    /// All that is known of it is shown.
    open: bool,
) -> impl IntoView {
    let logs = Logs::here()?;
    let state = logs.state.get_untracked();
    let say = logs.shell.words().logs();
    let row = logs.with_loaded(|loaded| {
        let row = loaded.row(loaded.place(id)?)?;
        Some(Shown::of(logs, &row, &state))
    })?;
    let name = match open {
        true => (say.close)(&row.time),
        false => (say.open)(&row.time),
    };
    let times = (repeats > 0)
        .then(|| view! { <span class="times">{format!("× {}", u64::from(repeats) + 1)}</span> });
    let clipped = row.clipped.map(|bytes| {
        view! { <button type="button" class="times" data-turn=id.0.to_string()>{(say.clipped)(&bytes)}</button> }
    });
    let level = row.level.map(
        |level| view! { <span class="level">{(say.level)(Some(level)).to_uppercase()}</span> },
    );
    let cells = row
        .cells
        .into_iter()
        .map(|cell| view! { <span class="cell" title=cell.clone()>{cell.clone()}</span> })
        .collect_view();
    Some(view! {
        <div
            class="log-line"
            data-level=row.level.map(token)
            data-row=id.0.to_string()
            data-open=open.then_some("")
            data-linked=row.linked.then_some("")
        >
            <div class="log-row">
                <button
                    type="button"
                    class="opener"
                    aria-label=name
                    aria-expanded=open.to_string()
                    data-turn=id.0.to_string()
                >
                    <Icon name="chevron-right"/>
                </button>
                <time title=row.exact>{row.time}</time>
                {level.unwrap_or_else(|| view! { <span class="level">{String::new()}</span> })}
                <span class="from">{row.from}</span>
                {cells}
                <span class="text">{row.text}{times}{clipped}</span>
            </div>
            {open.then(|| view! { <Detail id/> })}
        </div>
    })
}

/// What is seen of a row.
struct Shown {
    time: String,
    exact: String,
    level: Option<Level>,
    from: String,
    cells: Vec<String>,
    text: Vec<AnyView>,
    clipped: Option<String>,
    linked: bool,
}

impl Shown {
    fn of(logs: Logs, row: &Row<'_>, state: &State) -> Self {
        let words = logs.shell.words();
        let zone = logs.timing.zone.get_untracked();
        let at = row.at();
        let exact = words.exact(at.instant(), &zone);
        // A row says the time of day, and on hover all that is known.
        let short = exact.rsplit(", ").next().unwrap_or_default();
        let short = match state.nanos {
            true => format!("{short}{}", fraction(at)),
            false => format!("{short}{}", millis(at)),
        };
        let pretty = state.pretty.then(|| pretty(row.text())).flatten();
        let text = pretty.as_deref().unwrap_or_else(|| row.text());
        let needle = Needle::new(state.search.trim());
        let (text, left) = text_view(text, MOST, !state.no_colour, needle.as_ref());
        let cells = match state.columns.is_empty() {
            true => Vec::new(),
            false => {
                let all = named(row);
                let cell = |name: &String| {
                    let found = all.iter().find(|(_, known, _)| known == name);
                    found.map_or(String::new(), |(_, _, value)| visible(value, CELL).0)
                };
                state.columns.iter().map(cell).collect()
            }
        };
        Self {
            time: short,
            exact: format!("{exact}{}", fraction(at)),
            // A line that says `unknown` says no level.
            level: row
                .lines
                .level(row.line)
                .filter(|level| *level != Level::Unknown),
            from: service(row),
            cells,
            text,
            clipped: (left > 0)
                .then(|| unit::text(left as f64, "decbytes", Some(0), &logs.shell.locale())),
            linked: state.line.is_some_and(|link| link == self::link(row)),
        }
    }
}

/// The text of a line for the page: in the colours it asks for, what acts made visible, what is looked for marked; and
/// how many bytes of it are left out.
pub(super) fn text_view(
    text: &str,
    most: usize,
    colours: bool,
    needle: Option<&Needle>,
) -> (Vec<AnyView>, usize) {
    let mut views = Vec::new();
    let mut left = most;
    let mut clipped = 0;
    for piece in ansi::pieces(text) {
        if left == 0 {
            clipped += piece.text.len();
            continue;
        }
        let (shown, more) = visible(piece.text, left);
        left = left.saturating_sub(shown.chars().count());
        clipped += more;
        let marked = marked(&shown, needle);
        let look = piece.colour.filter(|_| colours);
        let bold = piece.bold && colours;
        views.push(match look.is_some() || bold {
            true => view! {
                <span data-ansi=look.map(|colour| colour.to_string()) data-bold=bold.then_some("")>{marked}</span>
            }
            .into_any(),
            false => marked,
        });
    }
    (views, clipped)
}

fn marked(text: &str, needle: Option<&Needle>) -> AnyView {
    let places = needle.map(|needle| needle.places(text)).unwrap_or_default();
    if places.is_empty() {
        return text.to_owned().into_any();
    }
    let mut views = Vec::new();
    let mut done = 0;
    for (from, to) in places {
        views.push(
            text.get(done..from)
                .unwrap_or_default()
                .to_owned()
                .into_any(),
        );
        let found = text.get(from..to).unwrap_or_default().to_owned();
        views.push(view! { <mark>{found}</mark> }.into_any());
        done = to;
    }
    views.push(text.get(done..).unwrap_or_default().to_owned().into_any());
    views.into_any()
}

/// The service a line is of.
pub(super) fn service(row: &Row<'_>) -> String {
    let labels = row.lines.labels(row.line);
    let found = SERVICE
        .iter()
        .find_map(|name| labels.and_then(|labels| labels.get(name)));
    visible(found.unwrap_or_default(), CELL).0
}

/// The link of a row.
pub(super) fn link(row: &Row<'_>) -> LineLink {
    let labels = row.lines.labels(row.line);
    let labels = labels.map(|labels| labels.pairs()).unwrap_or_default();
    LineLink::new(row.at(), row.text(), &labels)
}

/// The row a link is to: of those of its nanosecond.
pub(super) fn linked(loaded: &Loaded, link: Option<LineLink>) -> Option<(RowId, usize)> {
    let wanted = link?;
    let mut place = loaded.place_of(wanted.at);
    loop {
        let row = loaded.row(place).filter(|row| row.at() == wanted.at)?;
        if link == Some(self::link(&row)) {
            return Some((row.id, place));
        }
        place += 1;
    }
}

/// The level as the style sheet knows it.
pub(super) fn token(level: Level) -> &'static str {
    match level {
        Level::Critical => "fatal",
        Level::Error => "error",
        Level::Warning => "warn",
        Level::Info => "info",
        Level::Debug => "debug",
        Level::Trace => "trace",
        Level::Unknown => "unknown",
    }
}

/// JSON in several lines; none for what is none, and for what is too long to be read.
pub(super) fn pretty(text: &str) -> Option<String> {
    (text.len() <= MOST * 4)
        .then(|| pretty::pretty(text))
        .flatten()
}

/// `.583`
pub(super) fn millis(at: Nanos) -> String {
    format!(".{:03}", at.0.div_euclid(NANOS).rem_euclid(1_000))
}

/// `.583202144`: all that is known of the second.
pub(super) fn fraction(at: Nanos) -> String {
    format!(".{:09}", at.0.rem_euclid(1_000_000_000))
}
