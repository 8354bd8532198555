//! Panels that show the answers of another panel (`-- Dashboard --`): they ask what it asks. The answers are fetched
//! once, because equal questions are.

use crate::dashboard::model::Dashboard;
use crate::dashboard::model::Item;
use crate::dashboard::model::Panel;
use crate::dashboard::model::SourceRef;
use crate::dashboard::model::Target;
use crate::dashboard::problem::Problem;

/// Gives each of these panels (its id, and the id of the other) the questions of the other.
pub(crate) fn resolve(dashboard: &mut Dashboard, wanted: &[(u32, u32)]) {
    let found: Vec<(u32, Option<Questions>, u32)> = wanted
        .iter()
        .map(|(panel, of)| (*panel, questions(dashboard, wanted, *of), *of))
        .collect();
    for (panel, questions, of) in found {
        let Some(panel) = panel_mut(dashboard, panel) else {
            continue;
        };
        match questions {
            Some(questions) => {
                panel.targets = questions.targets;
                panel.source = questions.source;
                panel.interval = questions.interval;
                panel.max_data_points = questions.max_data_points;
            }
            None => panel.problems.push(Problem::NoSuchPanel { id: of }),
        }
    }
}

/// All that decides what a panel asks.
struct Questions {
    targets: Vec<Target>,
    source: SourceRef,
    interval: String,
    max_data_points: Option<u32>,
}

/// The questions of a panel that has its own; one that shows another's in turn has none.
fn questions(dashboard: &Dashboard, wanted: &[(u32, u32)], of: u32) -> Option<Questions> {
    let shares = wanted.iter().any(|(panel, _)| *panel == of);
    let panel = dashboard.panel(of).filter(|_| !shares)?;
    Some(Questions {
        targets: panel.targets.clone(),
        source: panel.source.clone(),
        interval: panel.interval.clone(),
        max_data_points: panel.max_data_points,
    })
}

fn panel_mut(dashboard: &mut Dashboard, id: u32) -> Option<&mut Panel> {
    let panels = dashboard.items.iter_mut().flat_map(|item| match item {
        Item::Panel(panel) => std::slice::from_mut(panel.as_mut()),
        Item::Row(row) => row.panels.as_mut_slice(),
    });
    panels.into_iter().find(|panel| panel.id == id)
}
