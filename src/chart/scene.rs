//! What is to be drawn, in data units. A scene knows no pixels, no colours of a theme, and no meaning.

use crate::data::series::Column;
use crate::time::Grid;
use crate::time::Instant;
use crate::time::Range;

/// A whole time series picture.
#[derive(Clone, Debug, PartialEq)]
pub struct Scene {
    /// The time shown; marks outside are clipped.
    pub range: Range,
    /// Left axis; always there.
    pub left: Axis,
    /// Right axis, if any mark uses it.
    pub right: Option<Axis>,
    /// Drawn in order, later above earlier.
    pub marks: Vec<Mark>,
    /// Thresholds of either axis.
    pub thresholds: Vec<Threshold>,
    /// Instants and spans noted above the plot.
    pub notes: Vec<Note>,
}

/// A value axis.
#[derive(Clone, Debug, PartialEq)]
pub struct Axis {
    /// Grafana unit id for ticks.
    pub unit: String,
    /// Fixed decimals of ticks, or as many as the step between ticks needs.
    pub decimals: Option<u8>,
    /// How values map to height.
    pub scale: Scale,
    /// Hard lower end: what is below is clipped.
    pub min: Option<f64>,
    /// Hard upper end.
    pub max: Option<f64>,
    /// The axis reaches at least down to here.
    pub soft_min: Option<f64>,
    /// The axis reaches at least up to here.
    pub soft_max: Option<f64>,
    /// Zero in the middle.
    pub centred_zero: bool,
    /// Words along the axis; empty for none.
    pub label: String,
    /// Ticks and labels are not drawn.
    pub hidden: bool,
    /// Texts in place of numbers.
    pub names: Vec<Named>,
}

/// A text in place of the numbers from one to another, both included.
#[derive(Clone, Debug, PartialEq)]
pub struct Named {
    /// The lowest.
    pub from: f64,
    /// The highest.
    pub to: f64,
    /// The text.
    pub text: String,
}

impl Named {
    /// The text of a number: of the first that has it.
    #[must_use]
    pub fn of(names: &[Self], value: f64) -> Option<&str> {
        let mut names = names.iter();
        let named = names.find(|named| named.from <= value && value <= named.to);
        named.map(|named| named.text.as_str())
    }
}

/// How values map to height.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub enum Scale {
    /// Evenly.
    #[default]
    Linear,
    /// By logarithm of this base (2 or 10); values at or below zero are gaps.
    Log(f64),
    /// Symmetric logarithm: linear within ± the threshold, logarithmic beyond.
    SymLog {
        /// Base, 2 or 10.
        base: f64,
        /// Where the linear part ends, above 0.
        linear: f64,
    },
}

/// Which value axis a mark uses.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Side {
    /// The left one.
    #[default]
    Left,
    /// The right one.
    Right,
}

/// A colour by role; the theme turns it into a colour.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Ink {
    /// Place in the palette, from the start again after its last (`--series-1` … `--series-12`), with the dash that tells repeats apart (0 solid, 1: 6 3, 2: 2 2).
    Series(u8, u8),
    /// A state's mark colour.
    Status(Status),
    /// A fixed colour asked for by the dashboard.
    Rgb(u8, u8, u8),
    /// Text of the third rank: unimportant.
    Muted,
    /// Fully transparent: draws nothing.
    Clear,
}

/// States that have colours of their own.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Status {
    /// Critical.
    Critical,
    /// Warning.
    Warning,
    /// Info.
    Info,
    /// OK.
    Ok,
    /// Unknown.
    Unknown,
    /// Pending.
    Pending,
    /// Silenced.
    Silenced,
}

/// One series to draw.
#[derive(Clone, Debug, PartialEq)]
pub struct Mark {
    /// Name in legend and tooltip.
    pub name: String,
    /// Its colour.
    pub ink: Ink,
    /// Its value axis.
    pub side: Side,
    /// Instants of its values.
    pub grid: Grid,
    /// Values; as many as the grid has instants (shorter is filled with gaps).
    pub values: Column,
    /// Line, bars or points.
    pub style: Style,
    /// Line width in CSS px; 0 draws no line.
    pub width: f32,
    /// Fill below (or of the bars), 0 to 1.
    pub fill: f32,
    /// The fill below a line fades towards the bottom of the plot.
    pub fades: bool,
    /// Colours in place of its own, each from a value on; from the lowest.
    pub bands: Vec<(f64, Ink)>,
    /// Fill only down to this mark, by its place in the scene.
    pub floor: Option<usize>,
    /// Values of one stack are summed in order.
    pub stack: Option<Stack>,
    /// Which gaps are bridged.
    pub span: Span,
    /// When single samples get a dot.
    pub points: Points,
    /// Diameter of dots in CSS px.
    pub point_size: f32,
    /// Left out of the drawing (isolated by the legend), still in legend and colours.
    pub hidden: bool,
    /// Multiply by −1 before stacking and drawing (Grafana's `negative-Y`); legend and tooltip keep the sign drawn.
    pub negative: bool,
}

/// How a mark is drawn.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Style {
    /// A line with a way between samples.
    Line(Way),
    /// Bars; width of a bar as a share of the step (0 to 1) and where it sits: −1 before, 0 around, 1 after the instant.
    Bars {
        /// Share of the step.
        share: f32,
        /// −1, 0 or 1.
        align: i8,
    },
    /// Only dots.
    Points,
}

/// The way of a line between two samples.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Way {
    /// Straight.
    #[default]
    Linear,
    /// Smooth (monotone cubic).
    Smooth,
    /// The value changes at the earlier sample's place: step before.
    StepBefore,
    /// The value holds until the next sample: step after.
    StepAfter,
}

/// Stacking.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stack {
    /// Marks of equal group and side are stacked.
    pub group: String,
    /// Shares of the sum instead of values.
    pub percent: bool,
}

/// Which gaps a line bridges.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Span {
    /// None: gaps stay gaps.
    #[default]
    Never,
    /// All.
    Always,
    /// Gaps shorter than this many milliseconds.
    UpTo(i64),
}

/// When samples get dots.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Points {
    /// Only samples without a neighbour.
    #[default]
    Single,
    /// All of them.
    Always,
    /// None, not even single ones.
    Never,
}

/// A threshold of an axis.
#[derive(Clone, Debug, PartialEq)]
pub struct Threshold {
    /// Of which axis.
    pub side: Side,
    /// From this value…
    pub from: f64,
    /// …to this one (`f64::INFINITY`: to the end) the band is tinted.
    pub to: f64,
    /// Its colour.
    pub ink: Ink,
    /// Draw the line at `from`.
    pub line: bool,
    /// Dashed line, else solid.
    pub dashed: bool,
    /// Tint the band.
    pub band: bool,
    /// Words on the line; empty for none.
    pub label: String,
}

/// Something that happened: a deployment, an alert.
#[derive(Clone, Debug, PartialEq)]
pub struct Note {
    /// When it began.
    pub from: Instant,
    /// When it ended, if it lasted.
    pub to: Option<Instant>,
    /// Its name, shown on hover.
    pub text: String,
}
