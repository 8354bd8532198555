//! States over time and heatmaps: a canvas with the tiles, a layer above it for pointer and keyboard, a legend.

mod layer;
mod pages;
mod paint;

use crate::chart::layout::Layout;
use crate::chart::mosaic::Mosaic;
use crate::chart::mosaic::Rows;
use crate::chart::mosaic::Tile;
use crate::chart::scene::Ink;
use crate::dashboard::link::Led;
use crate::panel::picture::LegendMode;
use crate::panel::picture::LegendPlace;
use crate::panel::tiles::Reach;
use crate::panel::tiles::Said;
use crate::panel::tiles::State;
use crate::panel::tiles::Tiles;
use crate::ui::hook::held::LocalSignal;
use crate::ui::hook::held::Memo;
use crate::ui::hook::held::RwSignal;
use crate::ui::hook::shell::Shell;
use crate::ui::hook::timing::Timing;
use crate::ui::part::led;
use crate::ui::picture::chart::legend::fixed;
use crate::ui::picture::reading;
use crate::ui::picture::tiles::layer::Layer;
use crate::ui::picture::tiles::pages::Pages;
use crate::ui::picture::tiles::paint::paint;
use crate::ui::picture::told;
use crate::ui::picture::told::Pictured;
use crate::unit;
use leptos::prelude::*;
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
    let (all, page) = (tiles, RwSignal::new(0));
    let tiles = Memo::new(move |_| {
        all.with(|all| match all.page(page.get()) {
            Some(rows) => Arc::new(all.only(&rows)),
            None => Arc::clone(all),
        })
    });
    let board = Board {
        id,
        tiles,
        layout: LocalSignal::new_local(None),
        shell: Shell::here(),
        timing: Timing::here(),
    };
    view! {
        {told::framed(board, id, title, as_table)}
        <Pages all page/>
    }
}

impl Pictured for Board {
    fn place(self) -> LegendPlace {
        self.tiles.with(|tiles| tiles.legend.1)
    }

    fn plot(self, title: String, as_table: RwSignal<bool>) -> AnyView {
        view! {
            <div class="chart">
                {paint(self)}
                <Layer board=self title as_table/>
            </div>
        }
        .into_any()
    }

    fn table(self) -> (Vec<String>, Vec<Vec<String>>) {
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

    fn legend(self) -> Option<AnyView> {
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
                        let colour = fixed(*ink);
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

    /// Where the value of a tile leads.
    fn links(&self, tiles: &Tiles, tile: &Tile) -> Vec<Led> {
        let origin = tiles.origins.get(tile.row as usize).cloned().flatten();
        origin.map_or_else(Vec::new, |origin| {
            let value = Some(tile.value).filter(|value| !value.is_nan());
            let (said, at) = (self.said(tiles, tile), tile.from.0.to_string());
            led::of_number(&origin, value, &said, &at)
        })
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

    /// The colours of counts on this page.
    fn inks(&self, tiles: &Tiles) -> Vec<Ink> {
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
