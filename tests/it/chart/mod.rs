//! Scenes as text: a backend that writes down what it is asked to draw.

mod decimate;
mod draw;
mod hit;
mod scale;
mod soundness;
mod stack;
mod straighten;

use atalaya::chart::draw::Look;
use atalaya::chart::layout::Furniture;
use atalaya::chart::layout::Layout;
use atalaya::chart::layout::layout;
use atalaya::chart::palette::Palette;
use atalaya::chart::palette::StatusColours;
use atalaya::chart::pen::Resolution;
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
use atalaya::time::Grid;
use atalaya::time::Instant;
use atalaya::time::Millis;
use atalaya::time::Range;
use plotters_backend::BackendColor;
use plotters_backend::BackendCoord;
use plotters_backend::BackendStyle;
use plotters_backend::BackendTextStyle;
use plotters_backend::DrawingBackend;
use plotters_backend::DrawingErrorKind;
use std::convert::Infallible;
use std::fmt::Write;

/// Writes one line per primitive.
#[derive(Default)]
struct Recorder {
    text: String,
    corners: usize,
}

type Drawn = Result<(), DrawingErrorKind<Infallible>>;

impl Recorder {
    fn write(&mut self, line: std::fmt::Arguments) -> Drawn {
        writeln!(self.text, "{line}").unwrap();
        Ok(())
    }

    fn corners(&mut self, path: impl IntoIterator<Item = BackendCoord>) -> String {
        let mut text = String::new();
        for (x, y) in path {
            self.corners += 1;
            write!(text, " {x},{y}").unwrap();
        }
        text
    }
}

fn colour(colour: BackendColor) -> String {
    let (red, green, blue) = colour.rgb;
    let hex = format!("#{red:02x}{green:02x}{blue:02x}");
    if colour.alpha < 1.0 {
        format!("{hex}/{:.2}", colour.alpha)
    } else {
        hex
    }
}

impl DrawingBackend for Recorder {
    type ErrorType = Infallible;

    fn get_size(&self) -> (u32, u32) {
        (0, 0)
    }

    fn ensure_prepared(&mut self) -> Drawn {
        Ok(())
    }

    fn present(&mut self) -> Drawn {
        Ok(())
    }

    fn draw_pixel(&mut self, (x, y): BackendCoord, _: BackendColor) -> Drawn {
        self.write(format_args!("pixel {x},{y}"))
    }

    fn draw_rect<S: BackendStyle>(
        &mut self,
        (left, top): BackendCoord,
        (right, bottom): BackendCoord,
        style: &S,
        _: bool,
    ) -> Drawn {
        let colour = colour(style.color());
        self.write(format_args!("rect {colour} {left},{top} {right},{bottom}"))
    }

    fn draw_path<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(
        &mut self,
        path: I,
        style: &S,
    ) -> Drawn {
        let corners = self.corners(path);
        let colour = colour(style.color());
        let width = style.stroke_width();
        self.write(format_args!("line {colour} {width}px{corners}"))
    }

    fn draw_circle<S: BackendStyle>(
        &mut self,
        (x, y): BackendCoord,
        radius: u32,
        style: &S,
        _: bool,
    ) -> Drawn {
        let colour = colour(style.color());
        self.write(format_args!("dot {colour} {x},{y} r{radius}"))
    }

    fn fill_polygon<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(
        &mut self,
        outline: I,
        style: &S,
    ) -> Drawn {
        let corners = self.corners(outline);
        let colour = colour(style.color());
        self.write(format_args!("area {colour}{corners}"))
    }

    fn draw_text<T: BackendTextStyle>(
        &mut self,
        text: &str,
        style: &T,
        (x, y): BackendCoord,
    ) -> Drawn {
        let colour = colour(style.color());
        self.write(format_args!("text {colour} {x},{y} {text:?}"))
    }
}

fn axis() -> Axis {
    Axis {
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
    }
}

/// Samples every 10 s from instant 0.
fn mark(values: &[f64]) -> Mark {
    Mark {
        name: "m".to_owned(),
        ink: Ink::Series(0, 0),
        side: Side::Left,
        grid: Grid {
            start: Instant(0),
            step: Millis(10_000),
            count: values.len(),
        },
        values: values.to_vec().into(),
        style: Style::Line(Way::Linear),
        width: 1.0,
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
    }
}

/// Over exactly the instants of the first mark.
fn scene(marks: Vec<Mark>) -> Scene {
    let end = marks
        .first()
        .map_or(Instant(60_000), |mark| mark.grid.end());
    Scene {
        range: Range {
            from: Instant(0),
            to: end,
        },
        left: axis(),
        right: None,
        marks,
        thresholds: Vec::new(),
        notes: Vec::new(),
    }
}

fn palette() -> Palette {
    let grey = |shade: u8| (shade, shade, shade);
    let mut series = [grey(0); 12];
    for (place, colour) in (1..).zip(&mut series) {
        *colour = (0, 0, place);
    }
    Palette {
        series: series.to_vec().into(),
        warning: StatusColours {
            mark: (0xaa, 0, 0),
            text: (0xbb, 0, 0),
        },
        grid: grey(0xee),
        zero: grey(0xcc),
        axis: grey(0x55),
        note: grey(0x99),
        ..Palette::default()
    }
}

const SIZE: Size = Size {
    width: 138.0,
    height: 126.0,
};

/// Digits six pixels wide, a time every minute.
pub(crate) fn lay(scene: &Scene, size: Size) -> Layout {
    let range = scene.range;
    layout(
        scene,
        size,
        &Furniture {
            values: &|values, _, _| values.iter().map(ToString::to_string).collect(),
            times: &|at_most| {
                let step = (range.to.0.saturating_sub(range.from.0) / 2).max(1);
                (0..at_most.min(3))
                    .map(|tick| {
                        let at = range
                            .from
                            .0
                            .saturating_add(step.saturating_mul(tick as i64));
                        (Instant(at), format!("{}s", at / 1000))
                    })
                    .collect()
            },
            #[allow(clippy::cast_precision_loss)]
            measure: &|text| text.chars().count() as f64 * 6.0,
        },
    )
}

fn record(scene: &Scene, size: Size, raised: Option<usize>) -> Recorder {
    let mut recorder = Recorder::default();
    let look = Look {
        palette: &palette(),
        resolution: Resolution::WHOLE,
        raised,
    };
    atalaya::chart::draw::draw(&mut recorder, scene, &lay(scene, size), &look).unwrap();
    recorder
}

/// What a scene draws; only the lines that begin with one of the words, all without words.
fn drawn(scene: &Scene, words: &[&str]) -> String {
    let text = record(scene, SIZE, None).text;
    text.lines()
        .filter(|line| words.is_empty() || words.iter().any(|word| line.starts_with(word)))
        .map(|line| format!("{line}\n"))
        .collect()
}
