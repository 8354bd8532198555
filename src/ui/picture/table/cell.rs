//! One cell of a table: what it says, in its colour and shape.

use crate::chart::scene::Ink;
use crate::chart::scene::Status;
use crate::dashboard::link::Led;
use crate::panel::options::Markup;
use crate::panel::options::TextOptions;
use crate::panel::picture::Table;
use crate::panel::picture::TableColumn;
use crate::panel::table::cell;
use crate::panel::table::cell::Content;
use crate::panel::table::cell::content;
use crate::panel::table::look::Bar;
use crate::panel::table::look::Beside;
use crate::panel::table::look::CellType;
use crate::ui::part::icon::Glyph;
use crate::ui::part::icon::token;
use crate::ui::part::led;
use crate::ui::picture::bars::PLACES;
use crate::ui::picture::linked;
use crate::ui::picture::spark::Spark;
use crate::ui::picture::table::Grid;
use crate::ui::picture::table::head::side;
use crate::ui::picture::text::Prose;
use leptos::prelude::*;

/// Width that a letter takes at least, CSS px: a text that has this room for each is not cut.
const LETTER: f64 = 9.0;

/// How a cell or a row is coloured.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Paint {
    /// `text`, `solid` or `gradient`.
    pub(super) how: Option<&'static str>,
    /// The state it stands for: the theme has colours for those.
    pub(super) status: Option<&'static str>,
    /// The colour as a style has it.
    pub(super) colour: Option<String>,
}

impl Paint {
    /// None where the colour is none.
    pub(super) fn of(ink: Ink, how: &'static str) -> Option<Self> {
        Some(Self {
            how: Some(how),
            status: match ink {
                Ink::Status(status) => Some(token(status)),
                Ink::Series(..) | Ink::Rgb(..) | Ink::Muted | Ink::Clear => None,
            },
            colour: Some(colour(ink)?),
        })
    }
}

/// A colour as a style has it.
fn colour(ink: Ink) -> Option<String> {
    Some(match ink {
        Ink::Status(status) => format!("var(--{}-mark)", token(status)),
        Ink::Series(place, _) => {
            let place = PLACES.get(usize::from(place) % PLACES.len())?;
            format!("var(--series-{place})")
        }
        Ink::Rgb(red, green, blue) => format!("rgb({red} {green} {blue})"),
        Ink::Muted => "var(--text-3)".to_owned(),
        Ink::Clear => return None,
    })
}

/// A cell at a place in order and a column.
pub(super) fn cell(
    grid: Grid,
    table: &Table,
    column: &TableColumn,
    at: (usize, usize),
    row: usize,
) -> AnyView {
    let content = content(table, column, row);
    let text = untrack(|| grid.text(column, row));
    let ink = match &content {
        Content::Number(reading) | Content::Line(_, reading) => reading.ink,
        Content::Text(_, ink) => *ink,
        Content::Instant(_) => None,
    };
    let how = match column.look.cell {
        CellType::ColourText => Some("text"),
        CellType::ColourBackground { row: true, .. } => None,
        CellType::ColourBackground { gradient: true, .. } => Some("gradient"),
        CellType::ColourBackground { .. } => Some("solid"),
        // A text that a mapping gave a colour keeps it.
        CellType::Auto if matches!(content, Content::Text(..)) => Some("text"),
        CellType::Auto
        | CellType::Gauge(..)
        | CellType::Sparkline(_)
        | CellType::Json
        | CellType::Pill
        | CellType::Markdown
        | CellType::Links => None,
    };
    let paint = how.zip(ink).and_then(|(how, ink)| Paint::of(ink, how));
    let paint = paint.unwrap_or_default();
    let told = |other: &TableColumn| untrack(|| grid.text(other, row));
    let inside = match column.look.cell {
        CellType::Links => led(linked::links(table, column, row, &told)),
        _ => {
            let inside = inside(table, column, row, &content, text.clone());
            linked::around(table, column, row, &told, inside)
        }
    };
    // What is cut says the whole of it on hover.
    let width = grid
        .widths
        .with_untracked(|widths| widths.get(at.1).copied());
    let title = (text.len() as f64 * LETTER > width.unwrap_or_default()).then_some(text);
    view! {
        <td
            role="gridcell"
            id=grid.cell_id((Some(at.0), at.1))
            title=title
            data-align=side(column.look.align, table.kind(column))
            data-wrap=column.look.wrap.then_some("")
            data-inspect=column.look.inspect.then_some("")
            data-paint=paint.how
            data-status=paint.status
            style:--cell=paint.colour
        >
            {inside}
        </td>
    }
    .into_any()
}

/// Links by their own words, behind one another.
fn led(links: Vec<Led>) -> AnyView {
    let links = links.into_iter().map(|link| {
        let words = link.title.clone().into_any();
        led::anchor(link, "cell-link", words)
    });
    view! { <span class="pills">{links.collect_view()}</span> }.into_any()
}

fn inside(
    table: &Table,
    column: &TableColumn,
    row: usize,
    content: &Content,
    text: String,
) -> AnyView {
    match (column.look.cell, content) {
        (CellType::Gauge(bar, beside), Content::Number(reading)) => {
            let share = cell::share(column, reading.value);
            let number = match beside {
                Beside::Hidden => None,
                Beside::Text => Some(text.into_any()),
                Beside::Colour => Some(judged(reading.status, text)),
            };
            let alone = number.is_none().then_some("");
            view! {
                <span class="metered-cell" data-alone=alone>
                    {meter(share, bar, reading.ink)}
                    {number.map(|number| view! { <span>{number}</span> })}
                </span>
            }
            .into_any()
        }
        (CellType::Sparkline(beside), Content::Line(numbers, reading)) => {
            let column = numbers.clone().into();
            view! {
                <span class="spark-cell">
                    <Spark column ink=reading.ink/>
                    {beside.then_some(view! { <span>{text}</span> })}
                </span>
            }
            .into_any()
        }
        (CellType::Pill, _) => {
            let pieces = cell::pieces(column, &cell::value(table, column, row));
            let pieces = pieces.into_iter().map(|(text, ink)| {
                view! { <span class="pill" style:--cell=colour(ink)>{text}</span> }
            });
            view! { <span class="pills">{pieces.collect_view()}</span> }.into_any()
        }
        (CellType::Markdown, Content::Text(..)) => {
            let text = TextOptions {
                content: text,
                mode: Markup::Markdown,
            };
            view! { <Prose text/> }.into_any()
        }
        (CellType::Json, _) => view! { <span class="text mono">{text}</span> }.into_any(),
        (_, Content::Number(reading)) => {
            let number = judged(reading.status, text);
            view! { <span class="text num">{number}</span> }.into_any()
        }
        (_, Content::Instant(_) | Content::Line(..)) => {
            view! { <span class="text num">{text}</span> }.into_any()
        }
        (_, Content::Text(..)) => {
            let machine = text.starts_with('/');
            view! { <span class="text" class:mono=machine>{text}</span> }.into_any()
        }
    }
}

/// A number with the shape of its state: never colour alone.
fn judged(status: Option<Status>, text: String) -> AnyView {
    match status.filter(|status| *status != Status::Ok) {
        Some(status) => view! {
            <span class="status" data-status=token(status)><Glyph status/>{text}</span>
        }
        .into_any(),
        None => text.into_any(),
    }
}

fn meter(share: f64, bar: Bar, ink: Option<Ink>) -> AnyView {
    let how = match bar {
        Bar::Basic => "basic",
        Bar::Gradient => "gradient",
        Bar::Lcd => "lcd",
    };
    // Quiet while all is well.
    let ink = ink.filter(|ink| *ink != Ink::Status(Status::Ok));
    view! {
        <span
            class="meter"
            data-how=how
            style:--cell=ink.and_then(colour)
            style:--share=format!("{}%", (share * 100.0).round() as i64)
        >
            <i></i>
        </span>
    }
    .into_any()
}
