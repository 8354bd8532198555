//! The inside of a panel: its picture, or what is said in its place.

use crate::panel::picture::Chart;
use crate::panel::picture::Picture;
use crate::ui::hook::held::Memo;
use crate::ui::hook::later::later;
use crate::ui::hook::later::later_now;
use crate::ui::part::icon::Skeleton;
use crate::ui::part::panel::Frame;
use crate::ui::part::panel::instead::Reason;
use crate::ui::part::panel::shown::Now;
use crate::ui::picture::bars::Meters;
use crate::ui::picture::chart::ChartView;
use crate::ui::picture::gauge::Gauges;
use crate::ui::picture::stat::Tiles;
use leptos::prelude::*;
use std::sync::Arc;

/// What kind of thing stands in the panel. While the kind stays, the element stays and only its content changes.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Inside {
    Chart,
    Rare,
    Table,
    Other,
    Waiting,
    Unaskable,
    Failed,
}

/// The body of a panel.
#[component]
pub(super) fn Body(frame: Frame) -> impl IntoView {
    let inside = Memo::new(move |_| {
        frame
            .shown
            .with(|shown| match (shown.picture.as_deref(), &shown.state) {
                (Some(Picture::Chart(_)), _) => Inside::Chart,
                (
                    Some(
                        Picture::Tiles(_)
                        | Picture::Columns(_)
                        | Picture::Slices(_)
                        | Picture::List(_),
                    ),
                    _,
                ) => Inside::Rare,
                (Some(Picture::Table(_)), _) => Inside::Table,
                (Some(_), _) => Inside::Other,
                (None, Now::Failed { .. }) => Inside::Failed,
                (None, Now::Idle) => Inside::Unaskable,
                (None, Now::Waiting { .. } | Now::Coming | Now::Fresh | Now::Refreshing) => {
                    Inside::Waiting
                }
            })
    });
    move || match inside.get() {
        Inside::Chart => view! { <ChartBody frame/> }.into_any(),
        Inside::Rare => {
            view! { <div class="body">{later_now(move |parts| (parts.rare)(frame))}</div> }
                .into_any()
        }
        Inside::Table => view! {
            <div class="body" data-flush="">{later_now(move |parts| (parts.rare)(frame))}</div>
        }
        .into_any(),
        Inside::Other => view! { <Other frame/> }.into_any(),
        Inside::Waiting => view! {
            <div class="body">
                <Skeleton/>
                {later(|| true, move |parts| (parts.instead)(frame, Reason::Waiting))}
            </div>
        }
        .into_any(),
        Inside::Unaskable => instead(frame, Reason::Unaskable),
        Inside::Failed => instead(frame, Reason::Failed),
    }
}

#[component]
fn ChartBody(frame: Frame) -> impl IntoView {
    let panel = frame.panel.get_value();
    let current = move || {
        frame.shown.with(|shown| match shown.picture.as_deref() {
            Some(Picture::Chart(chart)) => Some(Arc::new(chart.clone())),
            Some(_) | None => None,
        })
    };
    let first = untrack(current)?;
    // Once the picture is of another kind this component is about to go, and shows what it had.
    let chart = Memo::new(move |before: Option<&Arc<Chart>>| {
        current()
            .or_else(|| before.cloned())
            .unwrap_or_else(|| Arc::clone(&first))
    });
    Some(view! {
        <div class="body">
            <ChartView
                id=u64::from(panel.id)
                title=frame.title.get_untracked()
                chart
                as_table=frame.as_table
            />
        </div>
    })
}

#[component]
fn Other(frame: Frame) -> impl IntoView {
    let picture = Memo::new(move |_| frame.shown.with(|shown| shown.picture.clone()));
    move || match picture.get().as_deref().cloned() {
        Some(Picture::Stats(stats)) => view! { <Tiles stats/> }.into_any(),
        Some(Picture::Gauges(gauges)) => {
            view! { <div class="body"><Gauges gauges/></div> }.into_any()
        }
        Some(Picture::Bars(bars)) => view! { <div class="body"><Meters bars/></div> }.into_any(),
        Some(Picture::Text(text)) => {
            view! { <div class="body">{later_now(move |parts| (parts.prose)(text.clone()))}</div> }
                .into_any()
        }
        Some(Picture::Logs(logs)) => {
            let title = frame.title.get_untracked();
            view! {
                <div class="body" data-flush="">
                    {later_now(move |parts| (parts.lines)(logs.clone(), title.clone()))}
                </div>
            }
            .into_any()
        }
        Some(Picture::Unsupported(kind)) => instead(frame, Reason::Unsupported(kind)),
        Some(
            Picture::Empty
            | Picture::Chart(_)
            | Picture::Tiles(_)
            | Picture::Columns(_)
            | Picture::Slices(_)
            | Picture::List(_)
            | Picture::Table(_),
        )
        | None => instead(frame, Reason::Empty),
    }
}

fn instead(frame: Frame, reason: Reason) -> AnyView {
    later_now(move |parts| (parts.instead)(frame, reason.clone()))
}
