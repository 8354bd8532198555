//! Drawing, axis and table properties of a field (Grafana's `fieldConfig.defaults.custom`), with Grafana's defaults.

use crate::chart::scene::Points;
use crate::chart::scene::Scale;
use crate::chart::scene::Span;
use crate::chart::scene::Way;
use crate::lean::within::Within;
use crate::notation::json;
use crate::panel::custom_read::cell;
use crate::panel::custom_read::hidden;
use crate::panel::custom_read::scale;
use crate::panel::custom_read::stacking;
use crate::panel::custom_read::threshold_style;
use crate::panel::field_config::Outcome;
use crate::panel::field_config::Set;
use crate::panel::field_config::choice;
use crate::panel::field_config::filled;
use crate::panel::field_config::ignored;
use crate::panel::field_config::number;
use crate::panel::field_config::part;
use crate::panel::field_config::text;
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
    /// How the fill changes with height.
    pub gradient: Gradient,
    /// The room down to the series of this name is filled.
    pub fill_below: Option<String>,
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
    /// One value all the way: its first.
    pub constant: bool,
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
    /// Not in the tooltip.
    pub hide_tooltip: bool,
    /// Properties of a table's column by their ids, as they are written: who draws tables reads them.
    pub table: Vec<(String, Value)>,
}

/// How a fill changes with height.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Gradient {
    /// It does not.
    #[default]
    None,
    /// It fades towards the bottom.
    Opacity,
    /// Line and fill have the colour of the value they are at.
    Scheme,
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
            // Some files have true or false here, which Grafana takes for none of its words.
            "showPoints" if value.is_boolean() => self.points = Points::Single,
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
                self.bar_align = number(value)?.map_or(0, |align| align.within(-1.0, 1.0) as i8)
            }
            "stacking" => self.stack = stacking(value)?,
            "transform" => {
                self.negative = value.as_str() == Some("negative-Y");
                self.constant = value.as_str() == Some("constant");
            }
            "thresholdsStyle" => self.threshold_style = threshold_style(value)?,
            "hideFrom" => {
                self.hide_drawing = hidden(value, "viz");
                self.hide_legend = hidden(value, "legend");
                self.hide_tooltip = hidden(value, "tooltip");
            }
            "gradientMode" => {
                self.gradient = match value.as_str() {
                    Some("opacity") => Gradient::Opacity,
                    Some("scheme") => Gradient::Scheme,
                    Some("hue") => return Err(Set::Unsupported),
                    _ => Gradient::None,
                }
            }
            "fillBelowTo" => self.fill_below = filled(text(value)?),
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
            // What Grafana does not draw of itself either is nothing to miss.
            "axisColorMode" if value.as_str() != Some("series") => {}
            "axisGridShow" if value.as_bool() == Some(false) => return Err(Set::Unsupported),
            "axisGridShow" => {}
            // Rows that a server leaves out are gaps in an answer of Prometheus anyway.
            "insertNulls" => {}
            _ => return self.set_table(id, value),
        }
        Ok(())
    }

    fn set_table(&mut self, id: &str, value: &Value) -> Outcome {
        match id {
            "width" | "minWidth" => {
                number(value)?;
            }
            "cellOptions" => cell(part(value, "type").unwrap_or(&Value::Null))?,
            // Before version 9.3 the style of a cell was a word.
            "displayMode" => cell(value)?,
            "align" | "hidden" | "inspect" | "filterable" | "footer" | "wrapText"
            | "wrapHeaderText" => {}
            _ => return ignored(value),
        }
        self.table.retain(|(known, _)| known != id);
        if !value.is_null() {
            self.table.push((id.to_owned(), value.clone()));
        }
        Ok(())
    }
}
