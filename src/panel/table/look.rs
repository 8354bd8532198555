//! How a table and its columns look: Grafana's options of a table panel and of its fields, read with forgiveness.

use crate::frame::reducer::Reducer;
use crate::notation::json;
use crate::panel::field_config::part;
use serde_json::Value;

/// How a whole table looks.
#[derive(Clone, Debug, PartialEq)]
pub struct TableStyle {
    /// Which of several frames.
    pub frame: usize,
    /// Columns have heads.
    pub heads: bool,
    /// Height of a row that has one line, CSS px.
    pub height: f64,
    /// Rows come page by page.
    pub paged: bool,
    /// What stands below every column, where the column says nothing.
    pub foot: Option<Foot>,
}

/// The line below a table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Foot {
    /// What is made of each column.
    pub reducers: Vec<Reducer>,
    /// Of these columns by their names; none is every column of numbers.
    pub fields: Vec<String>,
    /// How many rows there are, in place of all else.
    pub count: bool,
}

/// How one column looks.
#[derive(Clone, Debug, PartialEq)]
pub struct Look {
    /// How its cells are drawn.
    pub cell: CellType,
    /// At which side they stand; none is by what they are.
    pub align: Option<Align>,
    /// Width that was set, CSS px.
    pub width: Option<f64>,
    /// Least width of one that takes what is left, CSS px; none is by what it holds.
    pub least: Option<f64>,
    /// Long texts go on in a next line.
    pub wrap: bool,
    /// The whole of a value can be opened.
    pub inspect: bool,
    /// Its rows can be filtered.
    pub filter: bool,
    /// What stands below it.
    pub foot: Vec<Reducer>,
    /// It is not shown.
    pub hidden: bool,
}

/// At which side of its column a cell stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Align {
    /// Left.
    Left,
    /// In the middle.
    Center,
    /// Right.
    Right,
}

/// How a cell is drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CellType {
    /// Text.
    Auto,
    /// Text in its colour.
    ColourText,
    /// On its colour.
    ColourBackground {
        /// The colour fades across the cell.
        gradient: bool,
        /// The whole row is.
        row: bool,
    },
    /// A meter beside the number.
    Gauge(Bar, Beside),
    /// A line through a list of numbers, with its last beside it or not.
    Sparkline(bool),
    /// JSON.
    Json,
    /// Each part of a list in a shape of its own.
    Pill,
    /// Prose.
    Markdown,
    /// The links, in place of the value.
    Links,
}

/// How a meter is filled.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Bar {
    /// In one colour.
    Basic,
    /// In a colour that grows stronger.
    Gradient,
    /// In blocks.
    Lcd,
}

/// How the number beside a meter is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Beside {
    /// In the colour of its state.
    Colour,
    /// As text.
    Text,
    /// Not at all.
    Hidden,
}

/// No column is narrower, CSS px.
const NARROWEST: f64 = 40.0;

/// Heights of a row: small, medium, large. One step tighter than Grafana's, like every row of the page.
const HEIGHTS: [f64; 3] = [30.0, 36.0, 42.0];

impl TableStyle {
    /// The style that options ask for; and by which columns rows are sorted, by title, descending or not.
    #[must_use]
    pub fn read(options: &Value) -> (Self, Vec<(String, bool)>) {
        let [small, medium, large] = HEIGHTS;
        let footer = part(options, "footer");
        let on = |key: &str| footer.is_some_and(|footer| flag(footer, key));
        let style = Self {
            frame: part(options, "frameIndex")
                .and_then(json::number)
                .map_or(0, |at| at as usize),
            heads: part(options, "showHeader").and_then(Value::as_bool) != Some(false),
            height: match part(options, "cellHeight").and_then(Value::as_str) {
                Some("md") => medium,
                Some("lg") => large,
                _ => small,
            },
            paged: on("enablePagination") || flag(options, "enablePagination"),
            foot: footer.filter(|_| on("show")).map(|footer| Foot {
                reducers: reducers(footer, "reducer"),
                fields: texts(footer, "fields"),
                count: on("countRows"),
            }),
        };
        let sort = part(options, "sortBy").and_then(Value::as_array);
        let sort = sort.into_iter().flatten().filter_map(|sort| {
            let title = part(sort, "displayName")?.as_str()?;
            Some((title.to_owned(), flag(sort, "desc")))
        });
        (style, sort.collect())
    }
}

impl Look {
    /// The look that properties of a field ask for, by their ids.
    #[must_use]
    pub fn read(properties: &[(String, Value)]) -> Self {
        let of = |id: &str| {
            let found = properties.iter().find(|(known, _)| known == id);
            found.map(|(_, value)| value)
        };
        let on = |id: &str| of(id).is_some_and(is_on);
        let options = of("cellOptions");
        let wraps = |options: &Value| flag(options, "wrapText") || flag(options, "dynamicHeight");
        Self {
            cell: match options {
                Some(options) => CellType::read(options),
                None => of("displayMode").map_or(CellType::Auto, CellType::named),
            },
            align: match of("align").and_then(Value::as_str) {
                Some("left") => Some(Align::Left),
                Some("center") => Some(Align::Center),
                Some("right") => Some(Align::Right),
                _ => None,
            },
            width: of("width")
                .and_then(json::number)
                .filter(|width| *width > 0.0)
                .map(|width| width.max(NARROWEST)),
            least: of("minWidth")
                .and_then(json::number)
                .filter(|width| *width > 0.0)
                .map(|width| width.max(NARROWEST)),
            wrap: options.is_some_and(wraps) || on("wrapText"),
            inspect: on("inspect"),
            filter: on("filterable"),
            foot: of("footer").map_or_else(Vec::new, |footer| reducers(footer, "reducers")),
            hidden: on("hidden"),
        }
    }
}

impl CellType {
    fn read(options: &Value) -> Self {
        let mode = part(options, "mode").and_then(Value::as_str);
        let named = part(options, "type").map_or(Self::Auto, Self::named);
        match named {
            Self::ColourBackground { .. } => Self::ColourBackground {
                gradient: mode == Some("gradient"),
                row: flag(options, "applyToRow"),
            },
            Self::Gauge(bar, _) => {
                let bar = match mode {
                    Some("basic") => Bar::Basic,
                    Some("lcd") => Bar::Lcd,
                    Some("gradient") => Bar::Gradient,
                    _ => bar,
                };
                let beside = match part(options, "valueDisplayMode").and_then(Value::as_str) {
                    Some("text") => Beside::Text,
                    Some("hidden") => Beside::Hidden,
                    _ => Beside::Colour,
                };
                Self::Gauge(bar, beside)
            }
            Self::Sparkline(_) => Self::Sparkline(!flag(options, "hideValue")),
            Self::Auto
            | Self::ColourText
            | Self::Json
            | Self::Pill
            | Self::Markdown
            | Self::Links => named,
        }
    }

    fn named(name: &Value) -> Self {
        match name.as_str().unwrap_or_default() {
            "color-text" => Self::ColourText,
            "color-background" => Self::ColourBackground {
                gradient: true,
                row: false,
            },
            "color-background-solid" => Self::ColourBackground {
                gradient: false,
                row: false,
            },
            "gauge" | "gradient-gauge" => Self::Gauge(Bar::Gradient, Beside::Colour),
            "basic" => Self::Gauge(Bar::Basic, Beside::Colour),
            "lcd-gauge" => Self::Gauge(Bar::Lcd, Beside::Colour),
            "sparkline" => Self::Sparkline(true),
            "json-view" => Self::Json,
            "pill" => Self::Pill,
            "markdown" => Self::Markdown,
            "data-links" => Self::Links,
            _ => Self::Auto,
        }
    }
}

/// True, also as a word: Grafana takes any text for it.
fn is_on(value: &Value) -> bool {
    value.as_bool() == Some(true) || value.as_str().is_some_and(|text| !text.is_empty())
}

fn flag(value: &Value, key: &str) -> bool {
    part(value, key).is_some_and(is_on)
}

/// Texts of a list, or the only one.
fn texts(value: &Value, key: &str) -> Vec<String> {
    match part(value, key) {
        Some(Value::Array(list)) => list.iter().filter_map(json::text).collect(),
        Some(Value::String(only)) if !only.is_empty() => vec![only.clone()],
        Some(_) | None => Vec::new(),
    }
}

fn reducers(value: &Value, key: &str) -> Vec<Reducer> {
    let ids = texts(value, key);
    ids.iter().filter_map(|id| Reducer::read(id)).collect()
}
