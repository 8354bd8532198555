//! `/d/<uid>`: one dashboard, its variables and the panel shown alone.

use crate::route::Problem;
use crate::route::Why;
use crate::route::pairs::Pairs;
use crate::route::pairs::Writer;
use crate::route::view::View;

/// State of a dashboard.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct State {
    /// Which dashboard.
    pub uid: String,
    /// Range, zone, refresh and how it is shown.
    pub view: View,
    /// Values by variable in order of appearance; no variable twice, none without a value (an empty one is `""`).
    pub vars: Vec<(String, Vec<String>)>,
    /// The panel shown alone.
    pub view_panel: Option<i64>,
    /// The panel that is looked behind.
    pub inspect: Option<i64>,
}

impl State {
    /// The dashboard of that uid, with everything else unsaid.
    #[must_use]
    pub fn new(uid: &str) -> Self {
        Self {
            uid: uid.to_owned(),
            ..Self::default()
        }
    }

    /// The values said for a variable.
    #[must_use]
    pub fn values(&self, variable: &str) -> Option<&[String]> {
        let (_, values) = self.vars.iter().find(|(name, _)| name == variable)?;
        Some(values)
    }

    /// Says other values for a variable; no value at all unsays it.
    pub fn set_values(&mut self, variable: &str, values: Vec<String>) {
        match self.vars.iter().position(|(name, _)| name == variable) {
            Some(at) if values.is_empty() => {
                self.vars.remove(at);
            }
            Some(at) => {
                if let Some((_, old)) = self.vars.get_mut(at) {
                    *old = values;
                }
            }
            None if values.is_empty() => {}
            None => self.vars.push((variable.to_owned(), values)),
        }
    }

    pub(super) fn read(uid: &str, mut pairs: Pairs, problems: &mut Vec<Problem>) -> Self {
        Self {
            uid: uid.to_owned(),
            vars: pairs.grouped("var-"),
            view_panel: pairs.read_one("viewPanel", Why::Panel, problems, panel),
            inspect: pairs.read_one("inspect", Why::Panel, problems, panel),
            view: View::read(pairs, problems),
        }
    }

    /// Grafana's `/d-solo/<uid>?panelId=4`: one panel, for embedding.
    pub(super) fn read_solo(uid: &str, mut pairs: Pairs, problems: &mut Vec<Problem>) -> Self {
        let alone = pairs.read_one("panelId", Why::Panel, problems, panel);
        let mut state = Self::read(uid, pairs, problems);
        state.view_panel = alone.or(state.view_panel);
        state.view.kiosk = true;
        state
    }

    /// The query.
    pub(super) fn format(&self) -> String {
        let mut writer = Writer::new();
        self.view.write_range(&mut writer);
        for (name, values) in &self.vars {
            let name = format!("var-{name}");
            for value in values {
                writer.pair(&name, value);
            }
        }
        writer.option("viewPanel", self.view_panel.map(|id| id.to_string()));
        writer.option("inspect", self.inspect.map(|id| id.to_string()));
        self.view.write_rest(&mut writer);
        writer.finish()
    }
}

/// `12`, or `panel-12` as Grafana writes since version 12.
fn panel(text: &str) -> Option<i64> {
    text.strip_prefix("panel-").unwrap_or(text).parse().ok()
}
