//! Options of panels that are lists: of log lines, of alerts, of dashboards.

use crate::data::log::Dedup;
use crate::notation::json::Object;

/// Options of a logs panel.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LogsOptions {
    /// A line says when it was.
    pub time: bool,
    /// A line has its labels before it.
    pub labels: bool,
    /// Labels that all lines share stand above.
    pub common_labels: bool,
    /// Long lines go on below.
    pub wrap: bool,
    /// JSON is set out in several lines.
    pub pretty: bool,
    /// A line opens to its fields.
    pub details: bool,
    /// Oldest first.
    pub ascending: bool,
    /// Which lines are one.
    pub dedup: Dedup,
    /// Fields whose values stand in place of the line; none is the line.
    pub fields: Vec<String>,
}

/// What a panel lists that asks no question of its own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ListOptions {
    /// Alerts.
    Alerts(AlertListOptions),
    /// Dashboards.
    Dashboards(DashListOptions),
}

/// Options of an alert list panel.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AlertListOptions {
    /// The source whose rules are listed, by name or id; empty is the first.
    pub source: String,
    /// Most that are listed.
    pub limit: u32,
    /// Order.
    pub sort: AlertSort,
    /// States listed; none is all.
    pub states: Vec<String>,
    /// Text that an alert's name has in it.
    pub name: String,
    /// Matchers of labels, as PromQL writes them.
    pub labels: String,
    /// Folder, or group, of the rules.
    pub folder: String,
    /// A heading for each value of these labels.
    pub group_by: Vec<String>,
    /// A list, or one figure: how many.
    pub figure: bool,
}

/// Order of alerts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum AlertSort {
    /// By name.
    #[default]
    Name,
    /// By name, last first.
    NameDescending,
    /// The most important first.
    Importance,
    /// Oldest first.
    Oldest,
    /// Newest first.
    Newest,
}

/// Options of a dashboard list panel.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DashListOptions {
    /// Those with a star.
    pub starred: bool,
    /// Those opened lately.
    pub recent: bool,
    /// Those found by text, tags and folder.
    pub search: bool,
    /// Each part has a heading.
    pub headings: bool,
    /// Text that is searched for.
    pub query: String,
    /// Tags that all are to have.
    pub tags: Vec<String>,
    /// Folder by name or id; empty is any.
    pub folder: String,
    /// Most of each part.
    pub limit: u32,
    /// Links take the range along.
    pub keep_time: bool,
    /// And the values of variables.
    pub include_vars: bool,
}

/// Most alerts where a file says nothing.
const ALERTS: u32 = 20;

/// Most dashboards of a part where a file says nothing.
const DASHBOARDS: u32 = 10;

impl LogsOptions {
    pub(crate) fn read(options: &Object<'_>) -> Self {
        let on = |key: &str| options.flag(key).unwrap_or(false);
        Self {
            time: on("showTime"),
            labels: on("showLabels"),
            common_labels: on("showCommonLabels"),
            wrap: on("wrapLogMessage"),
            pretty: on("prettifyLogMessage"),
            details: options.flag("enableLogDetails").unwrap_or(true),
            ascending: options.text("sortOrder").as_deref() == Some("Ascending"),
            dedup: match options.text("dedupStrategy").as_deref() {
                Some("exact") => Dedup::Exact,
                Some("numbers") => Dedup::Numbers,
                Some("signature") => Dedup::Signature,
                _ => Dedup::None,
            },
            fields: options.texts("displayedFields"),
        }
    }
}

impl AlertListOptions {
    pub(crate) fn read(options: &Object<'_>) -> Self {
        let text = |key: &str| options.text(key).unwrap_or_default();
        let filter = options.object("stateFilter");
        let states = filter.iter().filter(|(_, on)| on.as_bool() == Some(true));
        Self {
            source: text("datasource"),
            limit: options.count("maxItems").unwrap_or(ALERTS),
            sort: match options.count("sortOrder") {
                Some(2) => AlertSort::NameDescending,
                Some(3) => AlertSort::Importance,
                Some(4) => AlertSort::Oldest,
                Some(5) => AlertSort::Newest,
                _ => AlertSort::Name,
            },
            states: states.map(|(name, _)| name.clone()).collect(),
            name: text("alertName"),
            labels: text("alertInstanceLabelFilter"),
            folder: match options.object("folder").text("title") {
                Some(title) => title,
                None => text("ruleGroup"),
            },
            group_by: options.texts("groupBy"),
            figure: options.text("viewMode").as_deref() == Some("stat"),
        }
    }
}

impl DashListOptions {
    /// Before version 7.4 the options stood on the panel itself, some under other names.
    pub(crate) fn read(options: &Object<'_>, panel: &Object<'_>) -> Self {
        let flag = |new: &str, old: &str, default: bool| {
            let found = options.value(new).or_else(|| panel.value(old));
            found
                .and_then(serde_json::Value::as_bool)
                .unwrap_or(default)
        };
        let text = |key: &str| {
            let own = options.value(key).or_else(|| panel.value(key));
            own.and_then(crate::notation::json::text)
                .unwrap_or_default()
        };
        let tags = if options.value("tags").is_some() {
            options.texts("tags")
        } else {
            panel.texts("tags")
        };
        let folder = ["folderUID", "folderId"]
            .iter()
            .find_map(|key| options.value(key).or_else(|| panel.value(key)));
        Self {
            starred: flag("showStarred", "starred", true),
            recent: flag("showRecentlyViewed", "recent", false),
            search: flag("showSearch", "search", false),
            headings: flag("showHeadings", "headings", true),
            query: text("query"),
            tags,
            folder: match folder {
                Some(serde_json::Value::String(uid)) => uid.clone(),
                Some(serde_json::Value::Number(id)) => crate::notation::json::written(id),
                _ => String::new(),
            },
            limit: options
                .count("maxItems")
                .or_else(|| panel.count("limit"))
                .unwrap_or(DASHBOARDS),
            keep_time: flag("keepTime", "keepTime", false),
            include_vars: flag("includeVars", "includeVars", false),
        }
    }
}
