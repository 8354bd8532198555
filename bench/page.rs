//! What `bench/page.js` calls.
#![allow(unreachable_pub, reason = "exported to the script, not to Rust")]

use atalaya::browser::canvas::CanvasBackend;
use atalaya::browser::canvas::fit;
use atalaya::chart::draw::Look;
use atalaya::chart::draw::draw;
use atalaya::chart::hit;
use atalaya::chart::layout::Furniture;
use atalaya::chart::layout::Layout;
use atalaya::chart::layout::layout;
use atalaya::chart::palette::Palette;
use atalaya::chart::pen::TEXT;
use atalaya::chart::plane::Size;
use atalaya::chart::scene::Axis;
use atalaya::chart::scene::Ink;
use atalaya::chart::scene::Mark;
use atalaya::chart::scene::Points;
use atalaya::chart::scene::Scale;
use atalaya::chart::scene::Scene;
use atalaya::chart::scene::Side;
use atalaya::chart::scene::Span;
use atalaya::chart::scene::Style;
use atalaya::chart::scene::Way;
use atalaya::data::lines::Builder;
use atalaya::data::lines::Direction;
use atalaya::data::lines::Lines;
use atalaya::data::lines::Nanos;
use atalaya::data::lines::Window;
use atalaya::logs::loaded::End;
use atalaya::logs::loaded::Loaded;
use atalaya::logs::search::Needle;
use atalaya::logs::search::found;
use atalaya::source::Answer;
use atalaya::source::Ask;
use atalaya::source::Found;
use atalaya::source::Reply;
use atalaya::source::log::LogAsk;
use atalaya::source::log::LogFound;
use atalaya::source::loki;
use atalaya::source::prometheus;
use atalaya::time::Grid;
use atalaya::time::Instant;
use atalaya::time::Millis;
use atalaya::time::Range;
use std::borrow::Cow;
use std::cell::RefCell;
use std::sync::Arc;
use wasm_bindgen::prelude::wasm_bindgen;
use web_sys::HtmlCanvasElement;

const FONT: &str = "system-ui, sans-serif";
/// A light theme: the twelve series colours and the axis.
const PALETTE: Palette = Palette {
    series: Cow::Borrowed(&[
        (0x28, 0x41, 0xb8),
        (0xb3, 0x68, 0x0e),
        (0x00, 0xa4, 0x95),
        (0x89, 0x01, 0x63),
        (0x5f, 0x4a, 0x00),
        (0x91, 0x68, 0xdc),
        (0x00, 0x73, 0x99),
        (0xad, 0x40, 0x46),
        (0x3c, 0x94, 0x5d),
        (0x72, 0x14, 0x91),
        (0x96, 0x97, 0x26),
        (0x5e, 0x63, 0x71),
    ]),
    critical: GREY,
    warning: GREY,
    info: GREY,
    ok: GREY,
    unknown: GREY,
    pending: GREY,
    silenced: GREY,
    muted: (0x59, 0x62, 0x70),
    grid: (0xe9, 0xec, 0xf1),
    zero: (0xc3, 0xc9, 0xd3),
    axis: (0x59, 0x62, 0x70),
    note: (0x7a, 0x5c, 0xc9),
};
const GREY: atalaya::chart::palette::StatusColours = atalaya::chart::palette::StatusColours {
    mark: (0x6b, 0x74, 0x82),
    text: (0x3d, 0x45, 0x52),
};

/// A chart on a canvas.
#[wasm_bindgen]
pub struct Chart {
    scene: Scene,
    size: Size,
    backend: RefCell<CanvasBackend>,
    layout: Option<Layout>,
}

#[wasm_bindgen]
impl Chart {
    /// An empty chart; `step` and `start` in milliseconds.
    #[must_use]
    pub fn over(
        canvas: &HtmlCanvasElement,
        width: f64,
        height: f64,
        start: f64,
        step: f64,
        count: usize,
    ) -> Option<Chart> {
        let grid = Grid {
            start: Instant(start as i64),
            step: Millis(step as i64),
            count,
        };
        let scene = Scene {
            range: Range {
                from: grid.start,
                to: grid.end(),
            },
            left: Axis {
                unit: "short".to_owned(),
                decimals: None,
                scale: Scale::Linear,
                min: None,
                max: None,
                soft_min: None,
                soft_max: None,
                centred_zero: false,
                label: String::new(),
                hidden: false,
                names: Vec::new(),
            },
            right: None,
            marks: Vec::new(),
            thresholds: Vec::new(),
            notes: Vec::new(),
        };
        let backend = fit(canvas, width, height, 1.0, FONT).ok()?;
        Some(Chart {
            scene,
            size: Size { width, height },
            backend: RefCell::new(backend),
            layout: None,
        })
    }

    /// Adds a series.
    pub fn add(&mut self, values: Vec<f64>) {
        let index = self.scene.marks.len();
        let grid = Grid {
            start: self.scene.range.from,
            step: Millis(
                (self.scene.range.to.0 - self.scene.range.from.0)
                    / i64::try_from(values.len().max(2) - 1).unwrap_or(1),
            ),
            count: values.len(),
        };
        self.scene.marks.push(Mark {
            name: String::new(),
            ink: Ink::Series((index % 12) as u8, (index / 12).min(2) as u8),
            side: Side::Left,
            grid,
            values: values.into(),
            style: Style::Line(Way::Linear),
            width: 1.5,
            fill: 0.0,
            fades: false,
            bands: Vec::new(),
            floor: None,
            stack: None,
            span: Span::Never,
            points: Points::Single,
            point_size: 5.0,
            hidden: false,
            negative: false,
        });
    }

    /// Lays out and draws everything.
    pub fn draw(&mut self) -> bool {
        let values = |values: &[f64], _: &str, _: Option<u8>| -> Vec<String> {
            values.iter().map(ToString::to_string).collect()
        };
        let range = self.scene.range;
        let times = |at_most: usize| -> Vec<(Instant, String)> {
            let span = range.to.0 - range.from.0;
            let minutes = [
                1, 2, 5, 10, 15, 30, 60, 120, 360, 720, 1440, 2880, 10080, 40320,
            ];
            let step = minutes
                .into_iter()
                .map(|minutes: i64| minutes * 60_000)
                .find(|step| span / step < at_most as i64)
                .unwrap_or(span.max(1));
            let first = range.from.0.div_euclid(step) + 1;
            (first..=range.to.0 / step)
                .map(|tick| {
                    let minutes = tick * step / 60_000;
                    let text = format!("{:02}:{:02}", minutes / 60 % 24, minutes % 60);
                    (Instant(tick * step), text)
                })
                .collect()
        };
        let layout = {
            let measure = |text: &str| self.backend.borrow_mut().measure(text, TEXT);
            let furniture = Furniture {
                values: &values,
                times: &times,
                measure: &measure,
            };
            layout(&self.scene, self.size, &furniture)
        };
        let backend = self.backend.get_mut();
        let look = Look {
            palette: &PALETTE,
            resolution: backend.resolution(),
            raised: None,
        };
        let drawn = draw(backend, &self.scene, &layout, &look).is_ok();
        self.layout = Some(layout);
        drawn
    }

    /// What a pointer's move asks: all values at its place and the nearest mark.
    #[must_use]
    pub fn point(&self, x: f64, y: f64) -> usize {
        let Some(layout) = &self.layout else {
            return 0;
        };
        let at = hit::instant(&self.scene, layout, x);
        let mut hits = hit::at(&self.scene, layout, at);
        hits.sort_by(|one, other| {
            let value = |hit: &hit::Hit| hit.value.unwrap_or(f64::NEG_INFINITY);
            value(other).total_cmp(&value(one))
        });
        hit::nearest_mark(&hits, y).map_or(0, |hit| hit.mark)
    }
}

/// Decodes a range answer, copied into wasm by the call; the number of values, or 0 where it was refused.
#[wasm_bindgen]
#[must_use]
pub fn decode(body: Vec<u8>, start: f64, step: f64, count: usize) -> usize {
    let ask = Ask::Range {
        expr: "up".to_owned(),
        grid: Grid {
            start: Instant(start as i64),
            step: Millis(step as i64),
            count,
        },
    };
    let reply = Reply {
        status: 200,
        content_type: "application/json".to_owned(),
        body,
    };
    match prometheus::decode(&ask, &reply) {
        Ok(Answer {
            found: Found::Matrix(matrix),
            ..
        }) => matrix.series.iter().map(|series| series.values.len()).sum(),
        Ok(_) | Err(_) => 0,
    }
}

/// Decodes a reply of lines, copied into wasm by the call; the number of lines, or 0 where it was refused.
#[wasm_bindgen]
#[must_use]
pub fn decode_lines(body: Vec<u8>) -> usize {
    read_lines(body).map_or(0, |lines| lines.len())
}

fn read_lines(body: Vec<u8>) -> Option<Arc<Lines>> {
    let ask = Ask::Log(LogAsk::Lines {
        expr: String::new(),
        window: Window::default(),
        limit: 5_000,
        direction: Direction::Backward,
    });
    let reply = Reply {
        status: 200,
        content_type: "application/json".to_owned(),
        body,
    };
    match loki::decode(&ask, &reply).ok()?.found {
        Found::Log(LogFound::Lines(lines)) => Some(lines),
        _ => None,
    }
}

/// The list of the page of log lines, with as many lines as are wanted.
#[wasm_bindgen]
pub struct LogList {
    loaded: Loaded,
    text: usize,
}

#[wasm_bindgen]
impl LogList {
    /// The lines of a reply again and again, each time earlier, until there are so many.
    #[must_use]
    pub fn of(body: Vec<u8>, count: usize) -> Option<LogList> {
        let lines = read_lines(body)?;
        let order = lines.newest_first();
        let time = |line: Option<&u32>| line.map(|line| lines.time(*line as usize).0);
        let (newest, oldest) = (time(order.first())?, time(order.last())?);
        let length = newest - oldest + 1;
        let window = Window {
            from: Nanos(0),
            to: Nanos(newest + 1),
        };
        let mut loaded = Loaded::new(window, usize::MAX);
        let mut text = 0;
        let mut pages = 0;
        while loaded.len() < count {
            let beside = |line: usize| lines.pairs(line).map(|(_, _, value)| value.len());
            let bytes = (0..lines.len())
                .map(|line| lines.text(line).len() + beside(line).sum::<usize>())
                .sum::<usize>();
            // By streams, as a reply has them.
            let mut builder = Builder::new(Direction::Backward, lines.bytes());
            for line in 0..lines.len() {
                let at = lines.time(line).0 - pages * length;
                builder.copy(&lines, line, Nanos(at));
            }
            loaded.add(End::Older, Arc::new(builder.finish()?), lines.len());
            text += bytes;
            pages += 1;
        }
        Some(LogList { loaded, text })
    }

    /// How many lines have a text.
    #[must_use]
    pub fn search(&self, text: &str) -> usize {
        Needle::new(text).map_or(0, |needle| found(&self.loaded, &needle).len())
    }

    /// Bytes of the lines' text and of the values beside them.
    #[must_use]
    pub fn text(&self) -> usize {
        self.text
    }
}
