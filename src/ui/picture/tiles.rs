//! States over time and heatmaps: a canvas with the tiles, a layer above it for pointer and keyboard, a legend.

use crate::browser::canvas;
use crate::browser::canvas::CanvasBackend;
use crate::browser::clock::Frame;
use crate::browser::element;
use crate::browser::observe;
use crate::browser::theme;
use crate::chart::layout::Furniture;
use crate::chart::layout::Layout;
use crate::chart::mosaic;
use crate::chart::mosaic::Mosaic;
use crate::chart::mosaic::Rows;
use crate::chart::mosaic::Tile;
use crate::chart::pen::TEXT;
use crate::chart::plane::Point;
use crate::chart::plane::Size;
use crate::chart::tiles;
use crate::chart::tiles::Look;
use crate::panel::picture::LegendMode;
use crate::panel::tiles::Reach;
use crate::panel::tiles::Said;
use crate::panel::tiles::State;
use crate::panel::tiles::Tiles;
use crate::time::Millis;
use crate::time::format;
use crate::time::tick::ticks;
use crate::ui::hook::held::LocalSignal;
use crate::ui::hook::held::Memo;
use crate::ui::hook::held::RwSignal;
use crate::ui::hook::hover::Hover;
use crate::ui::hook::palette::Palettes;
use crate::ui::hook::shell::Shell;
use crate::ui::hook::timing::Timing;
use crate::ui::part::erased::follow;
use crate::ui::part::erased::on;
use crate::ui::picture::reading;
use crate::ui::picture::told;
use crate::unit;
use crate::unit::axis;
use leptos::ev::KeyboardEvent;
use leptos::ev::PointerEvent;
use leptos::html::Canvas;
use leptos::html::Div;
use leptos::prelude::*;
use std::cell::RefCell;
use std::sync::Arc;

/// Rows told of in the sentence.
const TOLD: usize = 5;

/// What the parts share; copies are the same picture.
#[derive(Clone, Copy)]
struct Board {
    id: u64,
    tiles: Memo<Arc<Tiles>>,
    layout: LocalSignal<Option<Arc<Layout>>>,
    shell: Shell,
    timing: Timing,
}

/// A state timeline, a status history or a heatmap.
#[component]
pub fn TilesView(
    /// Number of the panel.
    id: u64,
    /// The panel's title.
    title: String,
    /// What is shown.
    tiles: Memo<Arc<Tiles>>,
    /// Show the values as a table instead.
    as_table: RwSignal<bool>,
) -> impl IntoView {
    let board = Board {
        id,
        tiles,
        layout: LocalSignal::new_local(None),
        shell: Shell::here(),
        timing: Timing::here(),
    };
    let side = move || tiles.with(|tiles| told::side(tiles.legend.1));
    let body = follow(move || {
        let title = title.clone();
        if as_table.get() {
            told::focus_soon(id, ".values");
            let (heads, rows) = board.table();
            return told::table(id, title, as_table, heads, rows);
        }
        view! {
            <div class="chart">
                <Paint board/>
                <Layer board title as_table/>
            </div>
        }
        .into_any()
    });
    view! {
        <div class="chart-with-legend" data-legend=side>
            {body}
            {follow(move || board.legend())}
        </div>
    }
}

impl Board {
    /// A number as this panel writes it.
    fn written(&self, value: f64, unit: &str, decimals: Option<u8>) -> String {
        unit::show(value, unit, decimals, &self.shell.locale()).to_string()
    }

    fn state(&self, state: &State) -> String {
        let text = reading::text(&self.shell, &state.reading);
        let words = self.shell.words().picture();
        match state.reach {
            Reach::Is => text,
            Reach::Below => (words.below)(&text),
            Reach::AtLeast => (words.at_least)(&text),
        }
    }

    /// What a tile says.
    fn said(&self, tiles: &Tiles, tile: &Tile) -> String {
        match &tiles.said {
            Said::States { states, .. } => states
                .get(tile.what as usize)
                .map_or_else(String::new, |state| self.state(state)),
            Said::Counts { unit, .. } => self.written(tile.value, unit, None),
        }
    }

    /// What the row of a tile is called.
    fn row(&self, tiles: &Tiles, tile: &Tile) -> String {
        let words = self.shell.words().picture();
        match (&tiles.mosaic.rows, &tiles.said) {
            (Rows::Values { axis, .. }, _) => (words.between)(
                &self.written(tile.lower, &axis.unit, axis.decimals),
                &self.written(tile.upper, &axis.unit, axis.decimals),
            ),
            (Rows::Edges(edges), _) => {
                let edges = self.edges(edges, tiles);
                let edge = |row: u32| edges.get(row as usize).cloned().unwrap_or_default();
                (words.between)(&edge(tile.row), &edge(tile.row.saturating_add(1)))
            }
            (Rows::Names(_), _) => tiles
                .names
                .get(tile.row as usize)
                .cloned()
                .unwrap_or_default(),
        }
    }

    /// Names that are numbers, with their unit.
    fn edges(&self, names: &[String], tiles: &Tiles) -> Vec<String> {
        let Said::Counts {
            rows: (unit, decimals),
            ..
        } = &tiles.said
        else {
            return names.to_vec();
        };
        let number =
            |name: &String| crate::lean::decimal::parse(name).filter(|value| value.is_finite());
        let written = |name: &String| match number(name) {
            Some(value) if !unit.is_empty() => self.written(value, unit, *decimals),
            Some(_) | None => name.clone(),
        };
        names.iter().map(written).collect()
    }

    /// The mosaic with its rows named for this reader.
    fn mosaic(&self, tiles: &Tiles) -> Mosaic {
        let mut mosaic = tiles.mosaic.clone();
        let hidden = matches!(&tiles.said, Said::Counts { axis: false, .. });
        mosaic.rows = match mosaic.rows {
            Rows::Edges(names) => Rows::Edges(self.edges(&names, tiles)),
            Rows::Names(names) => Rows::Names(self.edges(&names, tiles)),
            values @ Rows::Values { .. } => values,
        };
        if let (Rows::Edges(names) | Rows::Names(names), true) = (&mut mosaic.rows, hidden) {
            names.iter_mut().for_each(String::clear);
        }
        mosaic
    }

    /// From when to when.
    fn times(&self, tile: &Tile) -> (String, String) {
        let (words, zone) = (self.shell.words(), self.timing.zone.get());
        (words.exact(tile.from, &zone), words.exact(tile.to, &zone))
    }

    fn table(&self) -> (Vec<String>, Vec<Vec<String>>) {
        let words = self.shell.words().picture();
        let tiles = self.tiles.get();
        let last = match &tiles.said {
            Said::States { .. } => words.state,
            Said::Counts { .. } => words.count,
        };
        let heads = [words.row, words.from, words.to, last];
        let rows = tiles.mosaic.tiles.iter().rev().take(1_000).map(|tile| {
            let (from, to) = self.times(tile);
            vec![self.row(&tiles, tile), from, to, self.said(&tiles, tile)]
        });
        (heads.map(str::to_owned).to_vec(), rows.collect())
    }

    fn legend(&self) -> Option<AnyView> {
        let tiles = self.tiles.get();
        if tiles.legend.0 == LegendMode::Hidden {
            return None;
        }
        match &tiles.said {
            Said::States { states, listed } => {
                let lines: Vec<told::Line> = listed
                    .iter()
                    .filter_map(|place| states.get(*place))
                    .map(|state| (state.ink, self.state(state), String::new()))
                    .collect();
                (!lines.is_empty()).then(|| told::legend(lines))
            }
            Said::Counts { min, max, unit, .. } => {
                let colours = self.inks(&tiles);
                let strips = colours
                    .iter()
                    .step_by((colours.len() / 32).max(1))
                    .map(|ink| {
                        let colour = super::chart::legend::fixed(*ink);
                        view! { <i data-series="fixed" style:--colour=colour></i> }
                    })
                    .collect_view();
                let ends = [*min, *max].map(|end| self.written(end, unit, None));
                let [least, most] = ends;
                Some(
                    view! { <div class="wash"><span>{least}</span><div aria-hidden="true">{strips}</div><span>{most}</span></div> }
                        .into_any(),
                )
            }
        }
    }

    /// The colours of counts on this page.
    fn inks(&self, tiles: &Tiles) -> Vec<crate::chart::scene::Ink> {
        match &tiles.said {
            Said::Counts {
                scale: [light, dark],
                ..
            } => {
                if self.shell.dark.get() {
                    dark.clone()
                } else {
                    light.clone()
                }
            }
            Said::States { .. } => Vec::new(),
        }
    }

    /// What is seen, in a few sentences.
    fn summary(&self, title: &str) -> String {
        let (words, zone) = (self.shell.words(), self.timing.zone.get());
        let tiles = self.tiles.get();
        let range = tiles.mosaic.range;
        let from_to = [range.from, range.to].map(|at| words.exact(at, &zone));
        let rows = match &tiles.mosaic.rows {
            Rows::Names(names) => names.len(),
            Rows::Edges(edges) => edges.len().saturating_sub(1),
            Rows::Values { .. } => tiles
                .mosaic
                .tiles
                .last()
                .map_or(0, |tile| tile.row as usize + 1),
        };
        let mut text = vec![
            (words.chart().summary)(title, &from_to[0], &from_to[1]),
            (words.picture().rows)(rows),
        ];
        match &tiles.said {
            Said::States { .. } => {
                for row in (0..rows).rev().take(TOLD) {
                    let newest = tiles
                        .mosaic
                        .tiles
                        .iter()
                        .rfind(|tile| tile.row as usize == row);
                    if let Some(tile) = newest {
                        let name = self.row(&tiles, tile);
                        text.push((words.chart().last)(&name, &self.said(&tiles, tile)));
                    }
                }
            }
            Said::Counts { .. } => {
                let all = tiles.mosaic.tiles.iter();
                if let Some(tile) = all.max_by(|a, b| a.value.total_cmp(&b.value)) {
                    let (row, said) = (self.row(&tiles, tile), self.said(&tiles, tile));
                    text.push((words.chart().highest)(&row, &said, &self.times(tile).1));
                }
            }
        }
        text.push(words.picture().keys.to_owned());
        text.join(" ")
    }
}

#[component]
fn Paint(board: Board) -> impl IntoView {
    let canvas = NodeRef::<Canvas>::new();
    let size = RwSignal::new(Size::default());
    let seen = RwSignal::new(false);
    let palettes = Palettes::here();
    let watchers = StoredValue::new_local(None::<(Option<observe::Size>, Option<observe::View>)>);
    Effect::new(move |_| {
        if let Some(canvas) = canvas.get() {
            let sizes = observe::Size::of(&canvas, move |width, height| {
                size.set(Size { width, height })
            });
            let views = observe::View::of(&canvas, move |near| seen.set(near));
            watchers.set_value(Some((sizes, views)));
        }
    });
    let frame = StoredValue::new_local(None::<Frame>);
    let pen = StoredValue::new_local(None::<CanvasBackend>);
    let paint = move || {
        let (Some(canvas), size) = (canvas.get_untracked(), size.get_untracked()) else {
            return;
        };
        let tiles = board.tiles.get_untracked();
        let mosaic = board.mosaic(&tiles);
        let zone = board.timing.zone.get_untracked();
        let palette = palettes.now();
        let ratio = element::pixel_ratio();
        let kept = pen.try_update_value(Option::take).flatten();
        let Some(mut backend) = kept
            .or_else(|| canvas::fit(&canvas, size.width, size.height, ratio, &palette.font).ok())
        else {
            return;
        };
        backend.resize(size.width, size.height, ratio);
        let backend = RefCell::new(backend);
        let (locale, words) = (board.shell.locale(), board.shell.words());
        let measure = |text: &str| backend.borrow_mut().measure(text, TEXT);
        let furniture = Furniture {
            values: &|values, unit, decimals| axis::axis(values, unit, decimals, &locale),
            times: &|at_most| {
                ticks(mosaic.range, &zone, at_most)
                    .iter()
                    .map(|tick| (tick.at, words.tick(*tick, &zone)))
                    .collect()
            },
            measure: &measure,
        };
        let laid = mosaic::lay_out(&mosaic, size, &furniture);
        let said: Vec<(String, f64)> = match &tiles.said {
            Said::States { states, .. } if mosaic.words.which != mosaic::Which::None => states
                .iter()
                .map(|state| {
                    let text = board.state(state);
                    let width = measure(&text);
                    (text, width)
                })
                .collect(),
            Said::States { .. } | Said::Counts { .. } => Vec::new(),
        };
        let inks = untrack(|| board.inks(&tiles));
        let surface = theme::colours(&["--surface"])
            .first()
            .copied()
            .unwrap_or_default();
        let mut backend = backend.into_inner();
        let look = Look {
            palette: &palette.chart,
            surface,
            resolution: backend.resolution(),
            words: &said,
            inks: &inks,
        };
        // A canvas that refuses keeps what it shows; the values are still in the table.
        let _ = tiles::draw(&mut backend, &mosaic, &laid, &look);
        pen.set_value(Some(backend));
        board.layout.set(Some(Arc::new(laid)));
    };
    Effect::new(move |_| {
        board.tiles.track();
        board.timing.zone.track();
        palettes.track();
        let Size { width, height } = size.get();
        if seen.get() && width >= 1.0 && height >= 1.0 {
            frame.set_value(Frame::next(paint));
        }
    });
    view! { <canvas node_ref=canvas class="marks" aria-hidden="true"></canvas> }
}

#[component]
fn Layer(board: Board, title: String, as_table: RwSignal<bool>) -> impl IntoView {
    let hover = Hover::here();
    let root = NodeRef::<Div>::new();
    let pointed = RwSignal::new(None::<usize>);
    let by_keyboard = RwSignal::new(false);
    let moved = move |event: PointerEvent| {
        let (Some(root), Some(layout)) = (root.get_untracked(), board.layout.get_untracked())
        else {
            return;
        };
        let (x, y) = element::offset_in(&root, &event);
        by_keyboard.set(false);
        let hit = board
            .tiles
            .with_untracked(|tiles| mosaic::hit(&tiles.mosaic, &layout, Point { x, y }));
        if pointed.get_untracked() != hit {
            pointed.set(hit);
        }
        hover.set(layout.at(x), board.id);
    };
    let leave = move || {
        pointed.set(None);
        hover.clear();
    };
    let keys = move |event: KeyboardEvent| {
        match event.key().as_str() {
            "Enter" => {
                event.prevent_default();
                leave();
                as_table.set(true);
                return;
            }
            "Escape" => return leave(),
            _ => {}
        }
        let Some((later, higher)) = told::arrow(&event) else {
            return;
        };
        event.prevent_default();
        by_keyboard.set(true);
        let tiles = board.tiles.get_untracked();
        let next = mosaic::step(&tiles.mosaic, pointed.get_untracked(), later, higher);
        pointed.set(next);
        if let Some(tile) = next.and_then(|next| tiles.mosaic.tiles.get(next)) {
            hover.set(tile.from, board.id);
        }
    };
    let crosshair = Memo::new(move |_| {
        let (at, _) = hover.at(board.id)?;
        let layout = board.layout.get()?;
        let x = layout.x(at);
        (x >= layout.plot.left && x <= layout.plot.right).then_some(x)
    });
    let tip = move || {
        let layout = board.layout.get()?;
        let tiles = board.tiles.get();
        let tile = tiles.mosaic.tiles.get(pointed.get()?).copied()?;
        let rect = mosaic::place(&tiles.mosaic, &tile, &layout, element::pixel_ratio())?;
        let x = (rect.left + rect.right) / 2.0;
        let right = x < layout.size.width / 2.0;
        let ink = board
            .inks(&tiles)
            .get(tile.what as usize)
            .copied()
            .unwrap_or(tile.ink);
        let (from, to) = board.times(&tile);
        let words = board.shell.words();
        let length = format::parts(Millis(tile.to.0.saturating_sub(tile.from.0)));
        let length = (words.time().length)(length);
        let line = (ink, board.row(&tiles, &tile), board.said(&tiles, &tile));
        let y = ((rect.top + rect.bottom) / 2.0)
            .clamp(layout.size.height * 0.2, layout.size.height * 0.8);
        let told = tiles.tooltip.then(|| {
            view! {
                <div
                    class="tooltip"
                    data-side=if right { "right" } else { "left" }
                    style:--x=format!("{x:.1}px")
                    style:--y=format!("{y:.1}px")
                >
                    <div class="when"><span>{(words.picture().between)(&from, &to)}</span></div>
                    {told::lines(vec![line])}
                    <div class="foot">{length}</div>
                </div>
            }
        });
        Some(view! {
            <i
                class="tile-edge"
                style:--x=format!("{:.1}px", rect.left)
                style:--y=format!("{:.1}px", rect.top)
                style:--w=format!("{:.1}px", rect.width())
                style:--h=format!("{:.1}px", rect.height())
            ></i>
            {told}
        })
    };
    let aloud = move || {
        let tiles = board.tiles.get();
        let tile = pointed.get().filter(|_| by_keyboard.get());
        let Some(tile) = tile.and_then(|place| tiles.mosaic.tiles.get(place)) else {
            return String::new();
        };
        let said = [board.row(&tiles, tile), board.said(&tiles, tile)].join(" ");
        (board.shell.words().chart().at)(&board.times(tile).0, &said)
    };
    view! {
        <div
            class="chart-layer"
            node_ref=root
            tabindex="0"
            role="img"
            aria-roledescription=""
            aria-label=move || board.summary(&title)
            on:pointermove=on(moved)
            on:pointerdown=on(moved)
            on:pointerleave=on(move |_| leave())
            on:keydown=on(keys)
            on:blur=on(move |_| {
                if by_keyboard.try_get_untracked() == Some(true) {
                    leave();
                }
            })
        >
            <i
                class="crosshair-line"
                hidden=Signal::derive(move || crosshair.get().is_none())
                style:--x=Signal::derive(move || format!("{:.1}px", crosshair.get().unwrap_or_default()))
            ></i>
            {follow(tip)}
        </div>
        <p class="visually-hidden" role="status">{aloud}</p>
    }
}
