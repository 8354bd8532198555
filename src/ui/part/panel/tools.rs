//! The tools of a panel: view alone, and a menu.

use crate::browser::clipboard;
use crate::browser::location;
use crate::dashboard::link;
use crate::panel::picture::Picture;
use crate::route::Route;
use crate::ui::hook::board::Board;
use crate::ui::hook::held::Memo;
use crate::ui::hook::menu::Menu;
use crate::ui::hook::palette::Palettes;
use crate::ui::hook::shell::Shell;
use crate::ui::hook::shell::address;
use crate::ui::hook::timing::Timing;
use crate::ui::part::erased::follow;
use crate::ui::part::erased::on;
use crate::ui::part::icon::Icon;
use crate::ui::part::led;
use crate::ui::part::panel::Frame;
use crate::ui::part::panel::inspect;
use crate::ui::part::panel::inspect::Inspect;
use crate::ui::part::panel::inspect::save;
use leptos::prelude::*;

/// Buttons at the right end of a panel's head.
#[component]
pub fn Tools(
    /// The panel.
    frame: Frame,
) -> impl IntoView {
    let shell = Shell::here();
    let menu = Menu::here();
    let words = shell.words();
    let id = frame.panel.with_value(|panel| panel.id);
    let menu_id = format!("panel-menu-{id}");
    let alone = move |_| view_alone(shell, i64::from(id), frame.alone);
    let alone_name = move || {
        let what = if frame.alone {
            words.panel().back
        } else {
            words.panel().view_alone
        };
        format!("{what}: {}", frame.title.get())
    };
    let more_name = move || format!("{}: {}", words.panel().more, frame.title.get());
    let open = {
        let menu_id = menu_id.clone();
        Memo::new(move |_| menu.is_open(&menu_id))
    };
    view! {
        <div class="panel-tools">
            <button
                type="button"
                class="button"
                data-icon-only=""
                data-kind="quiet"
                data-size="small"
                aria-label=alone_name
                title=if frame.alone { words.panel().back } else { words.panel().view_alone }
                on:click=on(alone)
            >
                <Icon name=if frame.alone { "close" } else { "expand" }/>
            </button>
            <div class="anchor">
                <button
                    type="button"
                    class="button"
                    data-icon-only=""
                    data-kind="quiet"
                    data-size="small"
                    aria-label=more_name
                    title=words.panel().more
                    aria-haspopup="true"
                    aria-controls=menu_id.clone()
                    aria-expanded=Signal::derive(move || open.get().to_string())
                    on:click={
                        let menu_id = menu_id.clone();
                        move |_| menu.toggle(&menu_id)
                    }
                >
                    <Icon name="more"/>
                </button>
                {follow(move || open.get().then(|| view! { <PanelMenu frame id=menu_id.clone()/> }))}
                <Inspect frame/>
            </div>
        </div>
    }
}

#[component]
fn PanelMenu(frame: Frame, id: String) -> impl IntoView {
    let shell = Shell::here();
    let menu = Menu::here();
    let words = shell.words();
    let panel = frame.panel.with_value(|panel| i64::from(panel.id));
    // The menu may be open before there is anything to save.
    let has_table = Memo::new(move |_| {
        frame.shown.with(|shown| {
            matches!(
                shown.picture.as_deref(),
                Some(
                    Picture::Chart(_)
                        | Picture::Tiles(_)
                        | Picture::Columns(_)
                        | Picture::Slices(_)
                )
            )
        })
    });
    let is_chart = Memo::new(move |_| save::is_chart(frame));
    let has_values = Memo::new(move |_| save::has_values(frame));
    let alone = move |_| {
        menu.close();
        view_alone(shell, panel, frame.alone);
    };
    let behind = move |_| {
        menu.close();
        inspect::open(shell, panel);
    };
    let (timing, palettes) = (Timing::here(), Palettes::here());
    let csv = move |_| {
        menu.close();
        save::save_csv(shell, timing, frame);
    };
    let png = move |_| {
        menu.close();
        save::save_png(palettes, frame);
    };
    let table = move |_| {
        menu.close();
        frame.as_table.update(|as_table| *as_table = !*as_table);
    };
    let query = move |_| {
        let text = frame.questions.with_untracked(|questions| {
            questions
                .queries
                .iter()
                .map(|query| query.expr.clone())
                .collect::<Vec<_>>()
                .join("\n\n")
        });
        copy(menu, text);
    };
    let link = move |_| {
        let mut route = shell.route.get_untracked();
        if let Route::Dashboard(state) = &mut route {
            state.view_panel = Some(panel);
        }
        copy(menu, format!("{}{}", location::origin(), address(&route)));
    };
    let table_name = move || {
        if frame.as_table.get() {
            words.panel().hide_table
        } else {
            words.panel().data_table
        }
    };
    view! {
        <div class="popover menu" id=id role="group" aria-label=Signal::derive(move || (words.panel().actions)(&frame.title.get()))>
            {panel_links(frame)}
            <ul class="options menu-list">
                <li>
                    <button type="button" on:click=on(alone)>
                        <Icon name=if frame.alone { "close" } else { "expand" }/>
                        <span>{if frame.alone { words.panel().back } else { words.panel().view_alone }}</span>
                    </button>
                </li>
                {follow(move || has_table.get().then(|| view! {
                    <li>
                        <button type="button" on:click=on(table)>
                            <Icon name="table"/>
                            <span>{table_name}</span>
                        </button>
                    </li>
                }))}
                <li>
                    <button type="button" on:click=on(behind)>
                        <Icon name="info"/>
                        <span>{words.panel().inspect}</span>
                        <kbd aria-hidden="true">{"i"}</kbd>
                    </button>
                </li>
            </ul>
            <ul class="options menu-list">
                {follow(move || has_values.get().then(|| view! {
                    <li>
                        <button type="button" on:click=on(csv)>
                            <Icon name="download"/>
                            <span>{words.inspect().save_csv}</span>
                        </button>
                    </li>
                }))}
                {follow(move || is_chart.get().then(|| view! {
                    <li>
                        <button type="button" on:click=on(png)>
                            <Icon name="download"/>
                            <span>{words.inspect().save_png}</span>
                        </button>
                    </li>
                }))}
                <li>
                    <button type="button" on:click=on(query)>
                        <Icon name="copy"/>
                        <span>{words.panel().copy_query}</span>
                    </button>
                </li>
                <li>
                    <button type="button" on:click=on(link)>
                        <Icon name="link"/>
                        <span>{words.panel().copy_panel_link}</span>
                    </button>
                </li>
            </ul>
        </div>
    }
}

/// The links that the file gives the panel, before what the page has for every panel.
fn panel_links(frame: Frame) -> Option<AnyView> {
    let board = Board::here()?;
    let links = board.view(|_, view| frame.panel.with_value(|panel| link::of_panel(panel, view)));
    let say = Shell::here().words().linked();
    let lines = links
        .into_iter()
        .map(|led| view! { <li>{led::line(led)}</li> });
    let lines: Vec<_> = lines.collect();
    let name = move || (say.links_of)(&frame.title.get());
    (!lines.is_empty())
        .then(|| view! { <ul class="options menu-list" aria-label=name>{lines}</ul> }.into_any())
}

fn copy(menu: Menu, text: String) {
    menu.close();
    // A refusal leaves the clipboard as it was; the address bar and the menu's other ways remain.
    leptos::task::spawn_local(async move {
        clipboard::copy(&text).await;
    });
}

/// One panel alone, or back to all of them.
pub fn view_alone(shell: Shell, id: i64, is_alone: bool) {
    shell.change(|route| {
        if let Route::Dashboard(state) = route {
            state.view_panel = if is_alone { None } else { Some(id) };
        }
    });
}
