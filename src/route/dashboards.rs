//! `/dashboards`: the list, searched and filtered.

use crate::route::Problem;
use crate::route::pairs::Pairs;
use crate::route::pairs::Writer;
use crate::route::view::View;

/// State of the list.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct List {
    /// Words to find (`query`, as Grafana has it); empty finds all.
    pub search: String,
    /// Tags that all must be there (`tag`, repeated).
    pub tags: Vec<String>,
    /// What all pages share.
    pub view: View,
}

impl List {
    pub(super) fn read(mut pairs: Pairs, problems: &mut Vec<Problem>) -> Self {
        let mut tags: Vec<String> = Vec::new();
        for tag in pairs.all("tag") {
            if !tag.is_empty() && !tags.contains(&tag) {
                tags.push(tag);
            }
        }
        Self {
            search: pairs.one("query", problems).unwrap_or_default(),
            tags,
            view: View::read(pairs, problems),
        }
    }

    /// The query.
    pub(super) fn format(&self) -> String {
        let mut writer = Writer::new();
        self.view.write_range(&mut writer);
        let search = Some(&self.search).filter(|search| !search.is_empty());
        writer.option("query", search);
        for tag in &self.tags {
            writer.pair("tag", tag);
        }
        self.view.write_rest(&mut writer);
        writer.finish()
    }
}
