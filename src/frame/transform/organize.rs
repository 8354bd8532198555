//! `organize`: columns left out, put in order and renamed, in every frame.

use super::filter_name::FilterByName;
use crate::frame::Field;
use crate::frame::Frame;
use crate::frame::Kind;
use crate::frame::matcher::Matcher;
use crate::frame::name;
use crate::frame::name::Known;
use crate::frame::name::known;
use crate::frame::order::collated;
use crate::lean::sort;
use crate::notation::json::Object;
use std::cmp::Ordering;

/// What is left out, in which order, and what is called what.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Organize {
    filter: FilterByName,
    order: Order,
    rename: Vec<(String, String)>,
}

#[derive(Clone, Debug, PartialEq)]
enum Order {
    /// Places by name; columns without one come last.
    Manual(Vec<(String, u32)>),
    /// By names and labels.
    Auto(Vec<By>),
}

#[derive(Clone, Debug, PartialEq)]
struct By {
    /// By this label; none is by name.
    label: Option<String>,
    descending: bool,
}

impl Organize {
    pub(crate) fn read(options: &Object<'_>) -> Self {
        let chosen = |key: &str| {
            let flags = options.object(key);
            let names = flags
                .iter()
                .filter(|(_, flag)| flag.as_bool() == Some(true));
            let names: Vec<String> = names.map(|(name, _)| name.clone()).collect();
            let exclude = false;
            (!names.is_empty()).then_some(Matcher::Names { names, exclude })
        };
        let places = options.object("indexByName");
        let place = |name: &String| Some((name.clone(), places.count(name)?));
        let names = options.object("renameByName");
        let rename = |name: &String| Some((name.clone(), names.text(name)?));
        let auto = options.text("orderByMode").as_deref() == Some("auto");
        Self {
            filter: FilterByName {
                include: chosen("includeByName"),
                exclude: chosen("excludeByName"),
            },
            order: if auto {
                let list = options.objects("orderBy");
                Order::Auto(list.iter().map(By::read).collect())
            } else {
                Order::Manual(places.iter().filter_map(|(name, _)| place(name)).collect())
            },
            rename: names
                .iter()
                .filter_map(|(name, _)| rename(name))
                .filter(|(_, new)| !new.is_empty())
                .collect(),
        }
    }

    pub(crate) fn apply(&self, frames: Vec<Frame>) -> Vec<Frame> {
        let mut frames = self.filter.apply(frames);
        name::settle(&mut frames);
        for frame in &mut frames {
            self.order.apply(&mut frame.fields);
            name::settle_alone(frame);
            for field in &mut frame.fields {
                let given = self.rename.iter().find(|(old, _)| old == known(field));
                if let Some((_, new)) = given {
                    rename(field, new.clone());
                }
            }
        }
        frames
    }
}

/// Gives a column of a frame that is named alone another name to be shown under.
pub(crate) fn rename(field: &mut Field, name: String) {
    field.config.display_name = Some(name.clone());
    let among = false;
    field.known = Some(Known { name, among });
}

impl By {
    fn read(one: &Object<'_>) -> Self {
        let label = one.text("type").is_some_and(|kind| kind == "label");
        Self {
            label: label.then(|| one.text("name").unwrap_or_default()),
            descending: one.flag("desc").unwrap_or(false),
        }
    }

    fn compare(&self, a: &Field, b: &Field) -> Ordering {
        let text = |field: &Field| match &self.label {
            Some(label) => collated(field.labels.get(label).unwrap_or(""), true),
            None => collated(known(field), true),
        };
        let order = text(a).cmp(&text(b));
        if self.descending {
            order.reverse()
        } else {
            order
        }
    }
}

impl Order {
    fn apply(&self, fields: &mut [Field]) {
        match self {
            Self::Manual(places) => sort::by_key(fields, |field| {
                let place = places.iter().find(|(name, _)| name == known(field));
                place.map_or(u64::MAX, |(_, place)| u64::from(*place))
            }),
            Self::Auto(by) => {
                let time = fields.iter().position(|field| field.kind == Kind::Time);
                if let Some(first) = fields.get_mut(..=time.unwrap_or(0)) {
                    first.rotate_right(1);
                }
                let rest = fields.get_mut(usize::from(time.is_some())..);
                sort::by(rest.unwrap_or_default(), |a, b| {
                    let orders = by.iter().map(|by| by.compare(a, b));
                    orders.fold(Ordering::Equal, Ordering::then)
                });
            }
        }
    }
}
