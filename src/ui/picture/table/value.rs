//! The whole of one value of a table, to be read and copied.

use crate::panel::table::cell;
use crate::ui::hook::held::Memo;
use crate::ui::hook::menu::Menu;
use crate::ui::part::erased::follow;
use crate::ui::part::erased::on;
use crate::ui::part::icon::Icon;
use crate::ui::part::panel::inspect::copy;
use crate::ui::picture::table::Grid;
use crate::ui::picture::table::keys;
use leptos::portal::Portal;
use leptos::prelude::*;

/// Id of the dialog of a table.
fn id(panel: u64) -> String {
    format!("value-{panel}")
}

/// Opens the value at a place in order and a column.
pub(super) fn open(grid: Grid, at: (usize, usize)) {
    let table = grid.table.get_untracked();
    let row = grid.order.with_untracked(|order| order.get(at.0).copied());
    let (Some(column), Some(row)) = (table.columns.get(at.1), row) else {
        return;
    };
    let whole = cell::whole(&cell::value(&table, column, row));
    let shown = untrack(|| grid.text(column, row));
    // What is shown says more than a bare number; the whole says more than what is cut.
    let text = if whole == shown || whole.is_empty() {
        shown
    } else {
        [&shown, "\n\n", &whole].concat()
    };
    let text = match serde_json::from_str::<serde_json::Value>(&whole) {
        Ok(serde_json::Value::Object(_) | serde_json::Value::Array(_)) => whole,
        Ok(_) | Err(_) => text,
    };
    grid.opened.set((column.title.clone(), text));
    grid.active.set((Some(at.0), at.1));
    Menu::here().open(&id(grid.id));
}

/// The dialog, while it is open.
#[component]
pub(super) fn WholeValue(grid: Grid) -> impl IntoView {
    let menu = Menu::here();
    let open = Memo::new(move |_| menu.is_open(&id(grid.id)));
    Effect::new(move |before: Option<bool>| {
        let open = open.get();
        if before == Some(true) && !open {
            keys::focus(grid);
        }
        open
    });
    follow(move || {
        open.get()
            .then(|| view! { <Portal>{move || view! { <Dialog grid/> }}</Portal> })
    })
}

#[component]
fn Dialog(grid: Grid) -> impl IntoView {
    let menu = Menu::here();
    let words = grid.shell.words();
    let (title, text) = grid.opened.get_untracked();
    let copied = text.clone();
    let name = (words.table().open)(&title);
    view! {
        <div class="scrim">
            <div class="sheet dialog" data-size="small" id=id(grid.id) role="dialog" aria-label=name>
                <header>
                    <h2 class="truncate">{title}</h2>
                    <button
                        type="button"
                        class="button"
                        data-icon-only=""
                        data-kind="quiet"
                        data-first-focus=""
                        aria-label=words.shell().close
                        title=words.shell().close
                        on:click=on(move |_| menu.close())
                    >
                        <Icon name="close"/>
                    </button>
                </header>
                <div class="body">
                    <pre class="query-text table-value" tabindex="0">{text}</pre>
                </div>
                <footer>
                    <button type="button" class="button" on:click=on(move |_| copy(copied.clone()))>
                        <Icon name="copy"/>
                        {words.table().copy}
                    </button>
                </footer>
            </div>
        </div>
    }
}
