//! Pies and donuts: slices with what is written on them, and their legend.

use crate::browser::circle as turn;
use crate::browser::element;
use crate::chart::circle;
use crate::dashboard::link::Led;
use crate::panel::options::share::Figures;
use crate::panel::picture::LegendMode;
use crate::panel::picture::LegendPlace;
use crate::panel::slices::Slice;
use crate::panel::slices::Slices;
use crate::ui::hook::held::Memo;
use crate::ui::hook::held::RwSignal;
use crate::ui::hook::shell::Shell;
use crate::ui::part::erased::follow;
use crate::ui::part::erased::on;
use crate::ui::part::led;
use crate::ui::picture::chart::legend::fixed;
use crate::ui::picture::chart::legend::ink_name;
use crate::ui::picture::pointed::Pointed;
use crate::ui::picture::reading;
use crate::ui::picture::told;
use crate::ui::picture::told::Pictured;
use crate::unit;
use leptos::ev::KeyboardEvent;
use leptos::ev::MouseEvent;
use leptos::ev::PointerEvent;
use leptos::prelude::*;
use std::sync::Arc;

/// Width of a letter on a slice, in parts of the circle's box.
const LETTER: f64 = 2.3;
/// Slices told of in the sentence.
const TOLD: usize = 5;

/// What the parts share; copies are the same picture.
#[derive(Clone, Copy)]
struct Board {
    slices: Memo<Arc<Slices>>,
    pointed: Pointed,
    shell: Shell,
}

/// A pie chart.
#[component]
pub fn Pie(
    /// Number of the panel.
    id: u64,
    /// The panel's title.
    title: String,
    /// What is shown.
    slices: Memo<Arc<Slices>>,
    /// Show the values as a table instead.
    as_table: RwSignal<bool>,
) -> impl IntoView {
    let board = Board {
        slices,
        pointed: Pointed::nothing(),
        shell: Shell::here(),
    };
    told::framed(board, id, title, as_table)
}

impl Pictured for Board {
    fn place(self) -> LegendPlace {
        self.slices.with(|slices| slices.legend.1)
    }

    fn plot(self, title: String, as_table: RwSignal<bool>) -> AnyView {
        view! { <Round board=self title as_table/> }.into_any()
    }

    fn table(self) -> (Vec<String>, Vec<Vec<String>>) {
        let words = self.shell.words().picture();
        let heads = [words.name, words.value, words.share].map(str::to_owned);
        let slices = self.slices.get();
        let rows = slices.slices.iter().map(|slice| {
            vec![
                slice.name.clone(),
                reading::text(&self.shell, &slice.reading),
                self.percent(slice),
            ]
        });
        (heads.to_vec(), rows.collect())
    }

    fn legend(self) -> Option<AnyView> {
        let slices = self.slices.get();
        let (mode, _, figures) = slices.legend;
        let figures = Figures {
            name: false,
            ..figures
        };
        let lines = slices.slices.iter().map(|slice| {
            let said = self.figures(slice, figures).join("  ");
            (slice.ink, slice.name.clone(), said)
        });
        (mode != LegendMode::Hidden).then(|| told::legend(lines.collect()))
    }
}

impl Board {
    fn percent(&self, slice: &Slice) -> String {
        // Grafana writes whole percents unless a file says otherwise.
        let decimals = slice.reading.decimals.unwrap_or(0);
        unit::show(
            slice.share,
            "percentunit",
            Some(decimals),
            &self.shell.locale(),
        )
        .to_string()
    }

    fn figures(&self, slice: &Slice, figures: Figures) -> Vec<String> {
        let mut texts = Vec::new();
        if figures.name {
            texts.push(slice.name.clone());
        }
        if figures.value {
            texts.push(reading::text(&self.shell, &slice.reading));
        }
        if figures.percent {
            texts.push(self.percent(slice));
        }
        texts
    }

    /// Where the value of a slice leads.
    fn links(&self, slice: &Slice) -> Vec<Led> {
        let reading = &slice.reading;
        let text = reading::text(&self.shell, reading);
        let origin = reading.origin.as_deref();
        origin.map_or_else(Vec::new, |origin| {
            led::of_number(origin, reading.value, &text, "")
        })
    }

    fn summary(&self, title: &str) -> String {
        let slices = self.slices.get();
        let words = self.shell.words();
        let mut text = vec![
            [title, "."].concat(),
            (words.picture().slices)(slices.slices.len()),
        ];
        for slice in slices.slices.iter().take(TOLD) {
            let said = reading::text(&self.shell, &slice.reading);
            text.push([&slice.name, ": ", &said, " (", &self.percent(slice), ")."].concat());
        }
        text.push(words.picture().keys.to_owned());
        text.join(" ")
    }
}

#[component]
fn Round(board: Board, title: String, as_table: RwSignal<bool>) -> impl IntoView {
    let pointed = board.pointed;
    let keys = move |event: KeyboardEvent| {
        pointed.key(&event, as_table, |place, (right, up)| {
            let count = board.slices.with_untracked(|slices| slices.slices.len());
            Some(match place {
                None => 0,
                Some(place) if right.saturating_sub(up) > 0 => (place + 1).min(count - 1),
                Some(place) => place.saturating_sub(1),
            })
        });
    };
    let under = || {
        let place = element::attribute_under_pointer(".slice", "data-place");
        place.and_then(|place| place.parse().ok())
    };
    let tip = move || {
        let slices = board.slices.get();
        let slice = slices
            .slices
            .get(pointed.get()?)
            .filter(|_| slices.tooltip)?;
        let value = [
            reading::text(&board.shell, &slice.reading),
            board.percent(slice),
        ]
        .join("  ");
        Some(view! {
            <div class="tooltip" data-pinned=pointed.pinned() data-side="right" style:--x="50%" style:--y="50%">
                {told::lines(vec![(slice.ink, slice.name.clone(), value)])}
                {pointed.links(board.links(slice))}
            </div>
        })
    };
    let aloud = move || {
        let slices = board.slices.get();
        let slice = slices.slices.get(pointed.get()?)?;
        let said = reading::text(&board.shell, &slice.reading);
        Some((board.shell.words().chart().at)(
            &slice.name,
            &[said, board.percent(slice)].join(", "),
        ))
    };
    view! {
        <div class="chart">
            <div
                class="chart-layer pie"
                tabindex="0"
                role="img"
                aria-roledescription=""
                aria-label=move || board.summary(&title)
                on:pointermove=on(move |_: PointerEvent| pointed.point(under()))
                on:pointerleave=on(move |_: PointerEvent| pointed.point(None))
                on:click=on(move |_: MouseEvent| pointed.press(under()))
                on:keydown=on(keys)
                on:blur=on(move |_| pointed.blur())
            >
                {follow(move || drawing(board))}
            </div>
            {follow(tip)}
            <p class="visually-hidden" role="status">{aloud}</p>
        </div>
    }
}

/// The slices with what is written on them.
fn drawing(board: Board) -> impl IntoView {
    let slices = board.slices.get();
    let pointed = board.pointed.get();
    let mut from = 0.0;
    let mut words = Vec::new();
    let mut shapes = Vec::new();
    for (place, slice) in slices.slices.iter().enumerate() {
        if slice.share <= 0.0 {
            continue;
        }
        let to = from + slice.share;
        let lines = board.figures(slice, slices.labels);
        let longest = lines.iter().map(|line| line.chars().count()).max();
        #[allow(clippy::cast_precision_loss)]
        let needed = longest.unwrap_or(0) as f64 * LETTER;
        let room = circle::room(slice.share, slices.donut);
        if needed > 0.0 && needed <= room {
            let (x, y) = circle::middle(from, to, slices.donut, turn::point);
            let lines: Vec<_> = lines
                .into_iter()
                .enumerate()
                .map(|(line, text)| view! { <tspan x=format!("{x:.2}") dy=if line == 0 { "0" } else { "1.15em" }>{text}</tspan> })
                .collect();
            words.push(view! { <text x=format!("{x:.2}") y=format!("{y:.2}")>{lines}</text> });
        }
        shapes.push(view! {
            <path
                class="slice"
                d=circle::slice(from, to, slices.donut, turn::point)
                data-place=place.to_string()
                data-dim=pointed.is_some_and(|pointed| pointed != place).then_some("")
                data-series=ink_name(slice.ink)
                style:--colour=fixed(slice.ink)
            ></path>
        });
        from = to;
    }
    view! { <svg viewBox="0 0 100 100" aria-hidden="true">{shapes}{words}</svg> }
}
