//! A panel as a file: its values as CSV, its chart as PNG.

use crate::browser::element;
use crate::browser::file;
use crate::browser::file::Form;
use crate::browser::file::Mount;
use crate::browser::file::Note;
use crate::browser::theme;
use crate::panel::csv;
use crate::panel::csv::Heads;
use crate::panel::csv::Writing;
use crate::panel::picture::Picture;
use crate::panel::tiles::Reach;
use crate::time::Instant;
use crate::time::format::date_time;
use crate::time::format::date_time_milli;
use crate::ui::hook::palette::Palettes;
use crate::ui::hook::shell::Shell;
use crate::ui::hook::timing::Timing;
use crate::ui::part::erased::follow;
use crate::ui::part::erased::on;
use crate::ui::part::icon::Icon;
use crate::ui::part::panel::Frame;
use crate::ui::picture::reading;
use leptos::prelude::*;

/// Both, where the panel has them.
#[component]
pub(super) fn Buttons(frame: Frame) -> impl IntoView {
    let shell = Shell::here();
    let words = shell.words();
    let palettes = Palettes::here();
    let timing = Timing::here();
    follow(move || {
        has_values(frame).then(|| {
            view! {
                <button
                    type="button"
                    class="button"
                    data-kind="primary"
                    on:click=on(move |_| save_csv(shell, timing, frame))
                >
                    <Icon name="download"/>
                    {words.inspect().save_csv}
                </button>
                {is_chart(frame).then(|| view! {
                    <button
                        type="button"
                        class="button"
                        on:click=on(move |_| save_png(palettes, frame))
                    >
                        <Icon name="download"/>
                        {words.inspect().save_png}
                    </button>
                })}
            }
        })
    })
}

/// Is there anything to save as CSV? Tracked.
pub(in crate::ui::part::panel) fn has_values(frame: Frame) -> bool {
    frame.shown.with(|shown| match shown.picture.as_deref() {
        Some(Picture::Text(_) | Picture::List(_) | Picture::Empty | Picture::Unsupported(_))
        | None => false,
        Some(
            Picture::Chart(_)
            | Picture::Stats(_)
            | Picture::Gauges(_)
            | Picture::Bars(_)
            | Picture::Slices(_)
            | Picture::Tiles(_)
            | Picture::Columns(_)
            | Picture::Logs(_)
            | Picture::Table(_),
        ) => true,
    })
}

/// Is it a chart, that can be saved as PNG? Tracked.
pub(in crate::ui::part::panel) fn is_chart(frame: Frame) -> bool {
    frame
        .shown
        .with(|shown| matches!(shown.picture.as_deref(), Some(Picture::Chart(_))))
}

/// The values shown as lines, heads first. Tracked.
pub(super) fn lines(frame: Frame, most: usize) -> Vec<Vec<String>> {
    written(Shell::here(), Timing::here(), frame, most)
}

fn written(shell: Shell, timing: Timing, frame: Frame, most: usize) -> Vec<Vec<String>> {
    let words = shell.words();
    let zone = timing.zone.get();
    let writing = Writing {
        instant: &|at: Instant| match at.0 % 1_000 {
            0 => date_time(at, &zone),
            _ => date_time_milli(at, &zone),
        },
        reading: &|value| reading::text(&shell, value),
        reach: &|reach, text| match reach {
            Reach::Is => text,
            Reach::Below => (words.picture().below)(&text),
            Reach::AtLeast => (words.picture().at_least)(&text),
        },
        heads: Heads {
            time: words.inspect().time,
            from: words.picture().from,
            to: words.picture().to,
            name: words.inspect().name,
            value: words.inspect().value,
            state: words.picture().state,
            count: words.picture().count,
            level: words.inspect().level,
            labels: words.inspect().labels,
            line: words.inspect().line,
        },
    };
    frame.shown.with(|shown| {
        let picture = shown.picture.as_deref();
        picture.map_or_else(Vec::new, |picture| csv::lines(picture, &writing, most))
    })
}

/// All values of the panel.
pub(in crate::ui::part::panel) fn save_csv(shell: Shell, timing: Timing, frame: Frame) {
    let lines = untrack(|| written(shell, timing, frame, usize::MAX));
    file::save(
        &name(frame, "csv"),
        "text/csv;charset=utf-8",
        &csv::text(&lines),
    );
}

/// The chart as it is drawn, with title, legend and what is noted over it.
pub(in crate::ui::part::panel) fn save_png(palettes: Palettes, frame: Frame) {
    let paints = palettes.now();
    let css = |(red, green, blue): (u8, u8, u8)| format!("rgb({red} {green} {blue})");
    let mut tokens = theme::colours(&["--surface", "--text"]).into_iter();
    let mut token = || css(tokens.next().unwrap_or_default());
    let (ground, ink) = (token(), token());
    let legend = frame.shown.with_untracked(|shown| {
        let Some(Picture::Chart(chart)) = shown.picture.as_deref() else {
            return Vec::new();
        };
        let rows = chart.legend.rows.iter().filter(|row| !row.unlisted);
        rows.filter_map(|row| Some((css(paints.chart.mark(row.ink)?), row.name.clone())))
            .collect()
    });
    let id = frame.panel.with_value(|panel| panel.id);
    let canvas = format!("[data-panel=\"{id}\"] canvas.marks");
    let noted = |what: &str, form: Form| {
        let found = element::painted(&format!("[data-panel=\"{id}\"] {what}"), &canvas);
        let note = move |(area, colour)| Note { area, colour, form };
        found.into_iter().map(note)
    };
    let spans = noted(".annotation[data-span]", Form::Span);
    let lines = noted(".annotation:not([data-span])", Form::Line);
    let notes = spans
        .chain(lines)
        .chain(noted(".annotation-mark", Form::Mark));
    let _ = file::save_canvas(
        &name(frame, "png"),
        &canvas,
        element::pixel_ratio(),
        &Mount {
            title: frame.title.get_untracked(),
            legend,
            font: paints.font.clone(),
            ground,
            ink,
            notes: notes.collect(),
        },
    );
}

/// The panel's title as a file's name: what a file system may refuse becomes a space.
fn name(frame: Frame, ending: &str) -> String {
    let mut name = String::new();
    for letter in frame.title.get_untracked().chars().take(80) {
        let refused = letter.is_control() || "/\\:*?\"<>|".contains(letter);
        name.push(if refused { ' ' } else { letter });
    }
    let name = name.trim_matches([' ', '.']);
    let name = if name.is_empty() { "panel" } else { name };
    format!("{name}.{ending}")
}
