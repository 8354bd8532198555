//! Drawing, axis and table properties of a field (Grafana's `fieldConfig.defaults.custom`), with Grafana's defaults.

use crate::chart::scene::Points;
use crate::chart::scene::Scale;
use crate::chart::scene::Span;
use crate::chart::scene::Way;
use crate::notation::json;
use crate::panel::field_config::Outcome;
use crate::panel::field_config::Set;
use crate::panel::field_config::choice;
use crate::panel::field_config::filled;
use crate::panel::field_config::ignored;
use crate::panel::field_config::number;
use crate::panel::field_config::part;
use crate::panel::field_config::text;
use crate::panel::picture::CellStyle;
use serde_json::Value;

/// Drawing, axis and table properties (`custom.*`).
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Custom {
    /// Lines, bars or points.
    pub draw: Draw,
    /// Way between samples.
    pub way: Way,
    /// Line width in CSS px.
    pub line_width: Option<f32>,
    /// Dash of the line: 0 solid, 1 dashed, 2 dotted.
    pub dash: u8,
    /// Fill below, 0 to 100.
    pub fill: Option<f32>,
    /// When samples get dots.
    pub points: Points,
    /// Diameter of dots.
    pub point_size: Option<f32>,
    /// Which gaps are bridged.
    pub span: Span,
    /// Width of bars as a share of the step.
    pub bar_share: Option<f32>,
    /// Bars before (−1), around (0) or after (1) their instant.
    pub bar_align: i8,
    /// Stacked, and how.
    pub stack: Option<Stacking>,
    /// Drawn downwards.
    pub negative: bool,
    /// How thresholds are shown.
    pub threshold_style: ThresholdStyle,
    /// Which axis.
    pub placement: Placement,
    /// Words along the axis.
    pub axis_label: Option<String>,
    /// How values map to height.
    pub scale: Scale,
    /// The axis reaches at least down to here.
    pub soft_min: Option<f64>,
    /// The axis reaches at least up to here.
    pub soft_max: Option<f64>,
    /// Zero in the middle of the axis.
    pub centred_zero: bool,
    /// Not drawn.
    pub hide_drawing: bool,
    /// Not in the legend.
    pub hide_legend: bool,
    /// How table cells are drawn.
    pub cell: Option<CellStyle>,
    /// Width of the table's column in CSS px.
    pub width: Option<f32>,
    /// Not in the table.
    pub hidden: bool,
}

/// How a series is drawn.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Draw {
    /// A line.
    #[default]
    Line,
    /// Bars.
    Bars,
    /// Points.
    Points,
}

/// How series are stacked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stacking {
    /// Which stack.
    pub group: String,
    /// Shares of the sum.
    pub percent: bool,
}

/// How thresholds are shown in a chart.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ThresholdStyle {
    /// A line at each step.
    pub line: bool,
    /// That line is dashed.
    pub dashed: bool,
    /// A tint from each step on.
    pub band: bool,
}

/// Which axis a series uses.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Placement {
    /// Left for the first scale, right for others.
    #[default]
    Auto,
    /// Left.
    Left,
    /// Right.
    Right,
    /// An axis that is not drawn.
    Hidden,
}

impl Custom {
    /// Sets a property by its id without `custom.`.
    pub(crate) fn set(&mut self, id: &str, value: &Value) -> Outcome {
        match id {
            "drawStyle" => {
                self.draw = choice(
                    value,
                    &[
                        ("line", Draw::Line),
                        ("bars", Draw::Bars),
                        ("points", Draw::Points),
                    ],
                    "line, bars or points",
                )?
            }
            "lineInterpolation" => {
                self.way = choice(
                    value,
                    &[
                        ("linear", Way::Linear),
                        ("smooth", Way::Smooth),
                        ("stepBefore", Way::StepBefore),
                        ("stepAfter", Way::StepAfter),
                    ],
                    "linear, smooth, stepBefore or stepAfter",
                )?
            }
            "lineWidth" => self.line_width = number(value)?.map(|width| width as f32),
            "lineStyle" => {
                self.dash = match part(value, "fill") {
                    None => 0,
                    Some(fill) => choice(
                        fill,
                        &[("solid", 0), ("dash", 1), ("dot", 2), ("square", 2)],
                        "an object with fill solid, dash or dot",
                    )?,
                }
            }
            "fillOpacity" => self.fill = number(value)?.map(|fill| fill as f32),
            "showPoints" => {
                self.points = choice(
                    value,
                    &[
                        ("auto", Points::Single),
                        ("always", Points::Always),
                        ("never", Points::Never),
                    ],
                    "auto, always or never",
                )?
            }
            "pointSize" => self.point_size = number(value)?.map(|size| size as f32),
            "spanNulls" => {
                self.span = match value {
                    Value::Bool(true) => Span::Always,
                    Value::Bool(false) | Value::Null => Span::Never,
                    other => {
                        let limit =
                            json::number(other).ok_or(Set::Bad("true, false or milliseconds"))?;
                        Span::UpTo(limit as i64)
                    }
                }
            }
            "barWidthFactor" => self.bar_share = number(value)?.map(|share| share as f32),
            "barAlignment" => {
                self.bar_align = number(value)?.map_or(0, |align| align.clamp(-1.0, 1.0) as i8)
            }
            "stacking" => self.stack = stacking(value)?,
            "transform" => {
                self.negative = match value.as_str() {
                    Some("negative-Y") => true,
                    Some("constant") => return Err(Set::Unsupported),
                    _ => false,
                }
            }
            "thresholdsStyle" => self.threshold_style = threshold_style(value)?,
            "hideFrom" => {
                self.hide_drawing = hidden(value, "viz");
                self.hide_legend = hidden(value, "legend");
            }
            "cellOptions" => self.cell = cell(part(value, "type").unwrap_or(&Value::Null))?,
            // Before version 9.3 the style of a cell was a word.
            "displayMode" => self.cell = cell(value)?,
            "width" => self.width = number(value)?.map(|width| width as f32),
            "hidden" => self.hidden = value.as_bool().unwrap_or(false),
            _ => return self.set_axis(id, value),
        }
        Ok(())
    }

    fn set_axis(&mut self, id: &str, value: &Value) -> Outcome {
        match id {
            "axisPlacement" => {
                self.placement = choice(
                    value,
                    &[
                        ("auto", Placement::Auto),
                        ("left", Placement::Left),
                        ("right", Placement::Right),
                        ("hidden", Placement::Hidden),
                    ],
                    "auto, left, right or hidden",
                )?
            }
            "axisLabel" => self.axis_label = filled(text(value)?),
            "axisSoftMin" => self.soft_min = number(value)?,
            "axisSoftMax" => self.soft_max = number(value)?,
            "axisCenteredZero" => self.centred_zero = value.as_bool().unwrap_or(false),
            "scaleDistribution" => self.scale = scale(value)?,
            // How close ticks may stand, colours of axes, and what Grafana draws around them: ours are the theme's.
            "axisColorMode" | "axisBorderShow" | "axisGridShow" | "axisWidth" | "gradientMode"
            | "showValues" | "align" | "inspect" | "minWidth" | "filterable" | "wrapText" => {}
            _ => return ignored(value),
        }
        Ok(())
    }
}

fn stacking(value: &Value) -> Result<Option<Stacking>, Set> {
    let group = part(value, "group").and_then(Value::as_str).unwrap_or("A");
    let stacking = |percent| {
        Some(Stacking {
            group: group.to_owned(),
            percent,
        })
    };
    match part(value, "mode").map(Value::as_str) {
        None | Some(Some("none")) => Ok(None),
        Some(Some("normal")) => Ok(stacking(false)),
        Some(Some("percent")) => Ok(stacking(true)),
        Some(_) => Err(Set::Bad("an object with mode none, normal or percent")),
    }
}

fn threshold_style(value: &Value) -> Result<ThresholdStyle, Set> {
    let style = |line, dashed, band| ThresholdStyle { line, dashed, band };
    let Some(mode) = part(value, "mode") else {
        return Ok(ThresholdStyle::default());
    };
    choice(
        mode,
        &[
            ("off", style(false, false, false)),
            ("line", style(true, false, false)),
            ("dashed", style(true, true, false)),
            ("area", style(false, false, true)),
            ("line+area", style(true, false, true)),
            ("dashed+area", style(true, true, true)),
            ("series", style(false, false, false)),
        ],
        "an object with mode off, line, dashed, area, line+area or dashed+area",
    )
}

fn scale(value: &Value) -> Result<Scale, Set> {
    let base = match part(value, "log").and_then(json::number) {
        Some(2.0) => 2.0,
        _ => 10.0,
    };
    let linear = part(value, "linearThreshold").and_then(json::number);
    match part(value, "type").map(Value::as_str) {
        None | Some(Some("linear")) => Ok(Scale::Linear),
        Some(Some("log")) => Ok(Scale::Log(base)),
        Some(Some("symlog")) => Ok(Scale::SymLog {
            base,
            linear: linear.filter(|linear| *linear > 0.0).unwrap_or(1.0),
        }),
        Some(_) => Err(Set::Bad("an object with type linear, log or symlog")),
    }
}

fn hidden(value: &Value, place: &str) -> bool {
    part(value, place).and_then(Value::as_bool) == Some(true)
}

fn cell(value: &Value) -> Result<Option<CellStyle>, Set> {
    Ok(Some(match value.as_str() {
        _ if value.is_null() => return Ok(None),
        Some("auto") => CellStyle::Plain,
        Some("color-text") => CellStyle::ColourText,
        Some("color-background" | "color-background-solid") => CellStyle::ColourBackground,
        Some("gauge" | "basic" | "gradient-gauge" | "lcd-gauge") => CellStyle::Meter,
        Some(_) => return Err(Set::Unsupported),
        None => return Err(Set::Bad("an object with a type")),
    }))
}
