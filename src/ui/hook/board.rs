//! The open dashboard: its file, the values of its variables, the questions that follow.

use crate::cache::view::Priority;
use crate::cache::view::State;
use crate::config::Kind as SourceKind;
use crate::dashboard::model::Dashboard;
use crate::dashboard::repeat;
use crate::dashboard::variable;
use crate::dashboard::variable::Values;
use crate::dashboard::variable::Variable;
use crate::dashboard::variable_query;
use crate::dashboard::variable_query::Need;
use crate::dashboard::view::About;
use crate::dashboard::view::SourceInfo;
use crate::dashboard::view::View;
use crate::live::Known;
use crate::live::Live;
use crate::route::Route;
use crate::source::Failure;
use crate::time::interval::format_interval;
use crate::ui::hook::held::Memo;
use crate::ui::hook::held::RwSignal;
use crate::ui::hook::shell::Shell;
use crate::ui::hook::timing::Timing;
use leptos::prelude::*;
use std::sync::Arc;

/// What the parts of a dashboard share; copies are the same.
#[derive(Clone, Copy)]
pub struct Board {
    /// The file.
    pub dashboard: StoredValue<Arc<Dashboard>>,
    /// What is chosen and what could be.
    pub values: Memo<Arc<Values>>,
    /// The same as far as it is filled in.
    filled_in: Memo<Arc<Values>>,
    /// Failures of the variables' own questions, by name.
    pub failures: Memo<Vec<(String, Failure)>>,
    /// Configured sources.
    pub sources: StoredValue<Arc<Vec<SourceInfo>>>,
    /// Page's time.
    pub timing: Timing,
}

impl Board {
    /// The state of a dashboard's page; components below find it with [`Board::here`].
    pub fn provide(dashboard: Arc<Dashboard>, live: Live, timing: Timing) -> Self {
        let shell = Shell::here();
        let sources = Arc::new(shell.config.with_untracked(|config| {
            config
                .iter()
                .flat_map(|config| config.sources.iter())
                .filter_map(info)
                .collect::<Vec<_>>()
        }));
        let sources = StoredValue::new(sources);
        let chosen = Memo::new(move |_| {
            shell.route.with(|route| match route {
                Route::Dashboard(state) => state.vars.clone(),
                _ => Vec::new(),
            })
        });
        // Answers to the variables' questions, by place; known before any question is asked.
        let answers: StoredValue<Vec<(String, Known)>, LocalStorage> =
            StoredValue::new_local(Vec::new());
        let asked = RwSignal::new(0_usize);
        let repeats = repeat::repeats(&dashboard);
        let settled = {
            let dashboard = Arc::clone(&dashboard);
            move || {
                asked.track();
                let mut values = Values::default();
                let wanted = chosen.get();
                let wanted = |name: &str| {
                    wanted
                        .iter()
                        .find(|(known, _)| known == name)
                        .map(|(_, values)| values.as_slice())
                };
                let (span, range, zone) =
                    (timing.span.get(), timing.range.get(), timing.zone.get());
                let sources = sources.get_value();
                for variable in &dashboard.variables {
                    let view = View {
                        about: About::of(&dashboard),
                        variables: &dashboard.variables,
                        values: &values,
                        span: &span,
                        range,
                        zone: &zone,
                        now: timing.now(),
                        sources: &sources,
                    };
                    let choices = variable::own_choices(variable, &sources)
                        .or_else(|| answers.with_value(|answers| answered(answers, variable)))
                        // A question that nobody can be asked leaves what the file was saved with.
                        .or_else(|| match variable_query::need(variable, &view) {
                            Need::Nothing(_) => Some(variable.current.clone()),
                            Need::Ask(_) | Need::Wait => None,
                        })
                        // Copies are one for each choice; whoever else wants all of them need not know them.
                        .or_else(|| {
                            let known = variable::is_all_anyway(variable, wanted(&variable.name));
                            (known && !repeats).then(Vec::new)
                        });
                    if let Some(choices) = choices {
                        let chosen = variable::settle(variable, wanted(&variable.name), &choices);
                        values.set(&variable.name, chosen, choices);
                    }
                }
                Arc::new(values)
            }
        };
        let values = Memo::new(move |_| settled());
        let filled_in = {
            let dashboard = Arc::clone(&dashboard);
            Memo::new(move |_| {
                values.with(|values| Arc::new(values.filled_in(&dashboard.variables)))
            })
        };
        let failures = Memo::new(move |_| {
            asked.track();
            answers.with_value(|answers| {
                answers
                    .iter()
                    .filter_map(|(name, known)| Some((name.clone(), failure(*known)?)))
                    .collect::<Vec<_>>()
            })
        });
        let board = Self {
            dashboard: StoredValue::new(Arc::clone(&dashboard)),
            values,
            filled_in,
            failures,
            sources,
            timing,
        };
        for (place, variable) in dashboard.variables.iter().enumerate() {
            if !matches!(variable.kind, variable::Kind::Query { .. }) {
                continue;
            }
            let known = live.watch(move || {
                board.view(|dashboard, view| {
                    let variable = dashboard.variables.get(place)?;
                    match variable_query::need(variable, view) {
                        Need::Ask(query) => Some((query, Priority::Visible)),
                        Need::Wait | Need::Nothing(_) => None,
                    }
                })
            });
            answers.update_value(|answers| answers.push((variable.name.clone(), known)));
        }
        asked.set(1);
        provide_context(board);
        board
    }

    /// The open dashboard's.
    #[must_use]
    pub fn here() -> Option<Self> {
        use_context()
    }

    /// Calls with the circumstances of all questions. Tracked: values, range and zone.
    pub fn view<T>(&self, read: impl FnOnce(&Dashboard, &View<'_>) -> T) -> T {
        // What follows from others after them (`Memo::with` says why).
        let span = self.timing.span.get();
        let zone = self.timing.zone.get();
        let range = self.timing.range.get();
        let values = self.filled_in.get();
        let sources = self.sources.get_value();
        let dashboard = self.dashboard.get_value();
        read(
            &dashboard,
            &View {
                about: About::of(&dashboard),
                variables: &dashboard.variables,
                values: &values,
                span: &span,
                range,
                zone: &zone,
                now: self.timing.now(),
                sources: &sources,
            },
        )
    }
}

/// The source as dashboards name it: the demo answers as the Prometheus it was recorded from.
fn info(source: &crate::config::Source) -> Option<SourceInfo> {
    let kind = match source.kind {
        SourceKind::Prometheus | SourceKind::Demo => "prometheus",
        SourceKind::Loki => "loki",
        SourceKind::Alertmanager => "alertmanager",
        SourceKind::Jaeger => "jaeger",
        SourceKind::Tempo => "tempo",
    };
    Some(SourceInfo {
        id: source.id.clone(),
        kind: kind.to_owned(),
        scrape_interval: format_interval(source.scrape_interval),
    })
}

/// Choices from the newest answer, also from one to a slightly older range: values do not flicker while asking.
fn answered(answers: &[(String, Known)], variable: &Variable) -> Option<Vec<variable::Choice>> {
    let (_, known) = answers.iter().find(|(name, _)| *name == variable.name)?;
    known.with(|view| {
        let view = view.as_ref()?;
        let answer = match &view.state {
            State::Fresh { answer, .. }
            | State::Refreshing { answer, .. }
            | State::Stale { answer, .. } => answer,
            State::Waiting { .. } | State::Failed { .. } => &view.previous.as_ref()?.answer,
        };
        Some(variable_query::choices(variable, answer))
    })
}

fn failure(known: Known) -> Option<Failure> {
    known.with(|view| match &view.as_ref()?.state {
        State::Failed { failure, .. } | State::Stale { failure, .. } => Some(failure.clone()),
        State::Waiting { .. } | State::Fresh { .. } | State::Refreshing { .. } => None,
    })
}
