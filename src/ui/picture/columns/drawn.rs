//! The elements of a bar chart: axis, names, bars.

use crate::panel::columns::Category;
use crate::ui::picture::chart::legend::fixed;
use crate::ui::picture::chart::legend::ink_name;
use crate::ui::picture::columns::Board;
use crate::ui::picture::reading;
use crate::unit::axis;
use leptos::prelude::*;

/// Room a name needs beside others and above others, in CSS px.
const NAME: (f64, f64) = (56.0, 16.0);
/// Width of a character of a value, and height of its line.
const LETTER: (f64, f64) = (6.5, 14.0);

/// The texts of the value axis.
pub(super) fn scale(board: Board) -> impl IntoView {
    let columns = board.columns.get();
    let values: Vec<f64> = columns.ticks.iter().map(|(value, _)| *value).collect();
    let (unit, decimals) = &columns.unit;
    let texts = axis::axis(&values, unit, *decimals, &board.shell.locale());
    let widest = texts
        .iter()
        .max_by_key(|text| text.chars().count())
        .cloned();
    let ticks = columns.ticks.iter().zip(texts).map(|((_, share), text)| {
        view! { <span style:--at=format!("{:.2}%", share * 100.0)>{text}</span> }
    });
    view! { <div class="scale" aria-hidden="true"><b>{widest}</b>{ticks.collect_view()}</div> }
}

/// The names below or beside the groups, as many as there is room for.
pub(super) fn names(board: Board) -> impl IntoView {
    let columns = board.columns.get();
    let (width, height) = board.size.get();
    let lies = board.lies(&columns);
    #[allow(clippy::cast_precision_loss)]
    let count = columns.categories.len().max(1) as f64;
    let room = if lies {
        height / count / NAME.1
    } else {
        width / count / NAME.0
    };
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
    let stride = (1.0 / room.max(1e-3)).ceil().max(1.0) as usize;
    let names = columns.categories.iter().enumerate().step_by(stride).map(|(place, category)| {
        let name = board.name(category, &columns);
        let middle = if matches!(category, Category::Span(..)) { 0.0 } else { 0.5 };
        #[allow(clippy::cast_precision_loss)]
        let (at, room) = ((place as f64 + middle) / count, stride as f64 / count);
        let title = name.clone();
        view! {
            <span class="truncate" title=title style:--at=format!("{:.2}%", at * 100.0) style:--room=format!("{:.2}%", room * 100.0)>
                {name}
            </span>
        }
    });
    let widest = columns
        .categories
        .iter()
        .map(|category| board.name(category, &columns));
    let widest = widest.max_by_key(|name| name.chars().count());
    view! { <div class="names" aria-hidden="true"><b class="truncate">{widest}</b>{names.collect_view()}</div> }
}

/// Lines of the axis and the bars.
pub(super) fn bars(board: Board) -> impl IntoView {
    let columns = board.columns.get();
    let lies = board.lies(&columns);
    let (width, height) = board.size.get();
    let rules = columns.ticks.iter().map(|(value, share)| {
        view! { <i class="rule" data-zero=(*value == 0.0).then_some("") style:--at=format!("{:.2}%", share * 100.0)></i> }
    });
    #[allow(clippy::cast_precision_loss)]
    let groups = columns.categories.len().max(1) as f64;
    #[allow(clippy::cast_precision_loss)]
    let beside = if columns.stacked {
        1.0
    } else {
        columns.legend.rows.len().max(1) as f64
    };
    let group = f64::from(columns.group_width) / groups;
    let own = group / beside;
    let thick = own * f64::from(columns.bar_width);
    let round = thick * if lies { height } else { width } * f64::from(columns.radius);
    let shown = columns.bars.iter().enumerate().flat_map(|(place, bars)| {
        let columns = &columns;
        bars.iter().enumerate().filter_map(move |(series, bar)| {
            let bar = bar.as_ref()?;
            #[allow(clippy::cast_precision_loss)]
            let start = (place as f64 + 0.5) / groups - group / 2.0
                + if columns.stacked {
                    0.0
                } else {
                    series as f64 * own
                }
                + (own - thick) / 2.0;
            let length = bar.along.1 - bar.along.0;
            let text = reading::text(&board.shell, &bar.reading);
            #[allow(clippy::cast_precision_loss)]
            let needed = text.chars().count() as f64 * LETTER.0;
            let fits = if lies {
                thick * height >= LETTER.1 && (1.0 - bar.along.1) * width >= needed
            } else {
                thick * width >= needed
            };
            let written = columns.show_values.unwrap_or(fits && !columns.stacked);
            Some(view! {
                <i
                    class="column"
                    data-series=ink_name(bar.ink)
                    style:--colour=fixed(bar.ink)
                    style:--fill=columns.fill.to_string()
                    style:--round=(round >= 1.0).then(|| format!("{round:.0}px"))
                    style:--c=format!("{:.3}%", start * 100.0)
                    style:--t=format!("{:.3}%", thick * 100.0)
                    style:--a=format!("{:.3}%", bar.along.0 * 100.0)
                    style:--l=format!("{:.3}%", length * 100.0)
                >
                    {written.then(|| view! { <b>{text}</b> })}
                </i>
            })
        })
    });
    (rules.collect_view(), shown.collect_view())
}
