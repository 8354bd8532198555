//! Rows and panels that are there once for each value of a variable.
//!
//! A copy is a row or panel like others: it has an id of its own, the same as long as the value is, and says which
//! values it is for ([`Scope`]). Copies of copies explode quickly, so there is a limit, and what it costs is a problem.

use crate::dashboard::layout::COLUMNS;
use crate::dashboard::model::Dashboard;
use crate::dashboard::model::Item;
use crate::dashboard::model::Panel;
use crate::dashboard::model::Place;
use crate::dashboard::model::Repeat;
use crate::dashboard::model::Row;
use crate::dashboard::model::Scope;
use crate::dashboard::problem::Problem;
use crate::dashboard::variable::Choice;
use crate::dashboard::variable::Chosen;
use crate::dashboard::variable::Values;
use std::borrow::Cow;

/// No dashboard has more rows and panels than this because of copies.
pub const LIMIT: usize = 500;

/// Ids from here on are of copies; a file's own are below.
const FIRST_ID: u32 = 1 << 31;

/// The dashboard with a copy for each value of what repeats; itself if nothing does.
#[must_use]
pub fn expand<'a>(dashboard: &'a Dashboard, values: &Values) -> Cow<'a, Dashboard> {
    if !repeats(dashboard) {
        return Cow::Borrowed(dashboard);
    }
    let mut copies = Copies {
        dashboard,
        values,
        left: LIMIT,
        missing: false,
        ids: Vec::new(),
    };
    let mut items = Vec::new();
    // What stands between two rows moves down together when a panel of it becomes several.
    let mut loose: Vec<Panel> = Vec::new();
    for item in &dashboard.items {
        match item {
            Item::Panel(panel) => loose.push(panel.as_ref().clone()),
            Item::Row(row) => {
                let panels = copies.panels(&std::mem::take(&mut loose), &[]);
                items.extend(panels.into_iter().map(|panel| Item::Panel(Box::new(panel))));
                items.extend(copies.row(row).into_iter().map(Item::Row));
            }
        }
    }
    let panels = copies.panels(&loose, &[]);
    items.extend(panels.into_iter().map(|panel| Item::Panel(Box::new(panel))));
    let mut expanded = Dashboard {
        items,
        ..dashboard.clone()
    };
    if copies.missing {
        expanded
            .problems
            .push(Problem::TooManyCopies { limit: LIMIT });
    }
    Cow::Owned(expanded)
}

/// Does anything repeat?
#[must_use]
pub fn repeats(dashboard: &Dashboard) -> bool {
    let panel = |panel: &Panel| panel.repeat.is_some();
    dashboard.items.iter().any(|item| match item {
        Item::Panel(one) => panel(one),
        Item::Row(row) => row.repeat.is_some() || row.panels.iter().any(panel),
    })
}

/// The choices as a copy sees them: its own variables have one value.
#[must_use]
pub fn scoped(values: &Values, scope: &Scope) -> Values {
    let mut values = values.clone();
    for (name, choice) in &scope.values {
        let choices = values.choices(name).to_vec();
        values.set(name, Chosen::These(vec![choice.clone()]), choices);
    }
    values
}

/// Where the copies of a panel stand within their block, and how high the block is.
#[must_use]
pub fn block(count: u32, repeat: &Repeat, place: Place) -> (Vec<Place>, u32) {
    let mut places = Vec::new();
    if repeat.down {
        for index in 0..count {
            let y = place.y + index * place.h;
            places.push(Place { y, ..place });
        }
        return (places, count * place.h);
    }
    let columns = count.min(repeat.per_row).clamp(1, COLUMNS);
    let wide = COLUMNS / columns;
    for index in 0..count {
        places.push(Place {
            x: index % columns * wide,
            y: place.y + index / columns * place.h,
            w: wide,
            h: place.h,
        });
    }
    (places, count.div_ceil(columns) * place.h)
}

struct Copies<'a> {
    dashboard: &'a Dashboard,
    values: &'a Values,
    /// How many more copies there may be.
    left: usize,
    /// Some were left out.
    missing: bool,
    /// Ids given out.
    ids: Vec<u32>,
}

impl Copies<'_> {
    fn row(&mut self, row: &Row) -> Vec<Row> {
        let Some(variable) = &row.repeat else {
            let panels = self.panels(&row.panels, &[]);
            return vec![Row {
                panels,
                ..row.clone()
            }];
        };
        let mut rows = Vec::new();
        for choice in self.choices(variable) {
            if !self.take() {
                break;
            }
            let scope = vec![(variable.clone(), choice)];
            let panels = self.panels(&row.panels, &scope);
            rows.push(Row {
                id: self.id(row.id, &scope),
                panels,
                copy: Some(Scope {
                    of: row.id,
                    values: scope,
                }),
                ..row.clone()
            });
        }
        rows
    }

    /// Panels that stand together; those below one that becomes several move down. In a copied row every panel is a
    /// copy, whether it repeats or not.
    fn panels(&mut self, panels: &[Panel], scope: &[(String, Choice)]) -> Vec<Panel> {
        let mut all = Vec::new();
        let mut pushed: Vec<(u32, u32)> = Vec::new();
        for panel in panels {
            let down: u32 = pushed
                .iter()
                .filter(|(below, _)| panel.place.y >= *below)
                .map(|(_, by)| *by)
                .sum();
            let place = Place {
                y: panel.place.y + down,
                ..panel.place
            };
            let Some(repeat) = &panel.repeat else {
                if scope.is_empty() {
                    let panel = panel.clone();
                    all.push(Panel { place, ..panel });
                } else if self.take() {
                    all.push(self.copy(panel, place, scope.to_vec()));
                }
                continue;
            };
            let mut choices = self.choices(&repeat.variable);
            if choices.len() > self.left {
                self.missing = true;
                choices.truncate(self.left);
            }
            let count = u32::try_from(choices.len()).unwrap_or(u32::MAX);
            let (places, high) = block(count, repeat, place);
            pushed.push((
                panel.place.y + panel.place.h,
                high.saturating_sub(panel.place.h),
            ));
            for (choice, place) in choices.into_iter().zip(places) {
                self.take();
                let mut scope = scope.to_vec();
                scope.push((repeat.variable.clone(), choice));
                all.push(self.copy(panel, place, scope));
            }
        }
        all
    }

    fn copy(&mut self, panel: &Panel, place: Place, values: Vec<(String, Choice)>) -> Panel {
        Panel {
            id: self.id(panel.id, &values),
            place,
            copy: Some(Scope {
                of: panel.id,
                values,
            }),
            ..panel.clone()
        }
    }

    fn take(&mut self) -> bool {
        self.missing |= self.left == 0;
        let there = self.left > 0;
        self.left = self.left.saturating_sub(1);
        there
    }

    /// The chosen values; where there are none, one that says so.
    fn choices(&self, variable: &str) -> Vec<Choice> {
        let known = self.dashboard.variable(variable);
        let bound = known.and_then(|known| self.values.bound(known));
        let mut choices = bound.map(|bound| bound.values).unwrap_or_default();
        if choices.is_empty() {
            choices.push(Choice {
                text: "None".to_owned(),
                value: String::new(),
            });
        }
        choices
    }

    /// An id that follows from what is copied for which values.
    fn id(&mut self, of: u32, values: &[(String, Choice)]) -> u32 {
        let mut id = of;
        for (name, choice) in values {
            for byte in name.bytes().chain([0]).chain(choice.value.bytes()) {
                // FNV-1a: small, and the same in every build.
                id = (id ^ u32::from(byte)).wrapping_mul(0x0100_0193);
            }
        }
        id |= FIRST_ID;
        while self.ids.contains(&id) {
            id = id.wrapping_add(1) | FIRST_ID;
        }
        self.ids.push(id);
        id
    }
}
