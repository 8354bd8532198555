//! Lines of errors by service, where a store of logs is configured.

use crate::chart::scene::Ink;
use crate::chart::scene::Status;
use crate::config::Kind;
use crate::live::Known;
use crate::overview::errors;
use crate::overview::errors::Service;
use crate::route::Route;
use crate::route::logs::State;
use crate::route::view::View;
use crate::ui::hook::asked;
use crate::ui::hook::held::Memo;
use crate::ui::page::overview::Home;
use crate::ui::page::overview::failed;
use crate::ui::page::overview::instead;
use crate::ui::page::overview::stale;
use crate::ui::part::erased::follow;
use crate::ui::picture::spark::Spark;
use crate::unit;
use leptos::prelude::*;

/// As many services as are listed.
const LISTED: usize = 6;

/// The tile.
pub(super) fn tile(home: Home) -> AnyView {
    let say = home.shell.words().overview();
    let source = home.shell.config.with_untracked(|config| {
        let sources = &config.as_ref()?.sources;
        let of = |kind| sources.iter().find(|source| source.kind == kind);
        of(Kind::Loki)
            .or(of(Kind::Demo))
            .map(|source| source.id.clone())
    });
    let Some(source) = source else {
        let body = instead(
            "no-data",
            say.no_logs.to_owned(),
            say.no_logs_detail.to_owned(),
        );
        return home.panel("14", say.errors, String::new, ().into_any(), body);
    };
    let range = home.timing.range;
    let known = home.watch(source.clone(), move || errors::ask(range.get()));
    let services = Memo::new(move |_| {
        let answer = asked::latest(known);
        let found = asked::matrix(answer.as_ref()).map(errors::services);
        let mut found = found.unwrap_or_default();
        found.truncate(LISTED);
        found
    });
    let names = Memo::new(move |_| {
        services.with(|services| {
            let names = services.iter().map(|service| service.name.clone());
            names.collect::<Vec<_>>()
        })
    });
    let body = {
        let source = source.clone();
        move || {
            let names = names.get();
            if names.is_empty() {
                return nothing(home, source.clone(), known);
            }
            table(home, names, services, &source)
        }
    };
    let foot = {
        let source = source.clone();
        move || {
            let failure = asked::failure(known)?;
            asked::age(known)?;
            Some(stale(home, &source, &failure))
        }
    };
    let age = move || home.age(asked::age(known));
    let to = move || logs(&source, None);
    let more = home.link("more", to, say.open_logs.into_any());
    let body = view! { {follow(body)}{follow(foot)} };
    home.panel("14", say.errors, age, more, body.into_any())
}

/// The page of log lines with these errors.
fn logs(source: &str, service: Option<&str>) -> Route {
    let mut view = View::default();
    let state = State {
        query: errors::query(service),
        source: source.to_owned(),
        ..State::default()
    };
    state.write(&mut view);
    Route::Logs(view)
}

fn nothing(home: Home, source: String, known: Known) -> AnyView {
    let say = home.shell.words().overview();
    follow(move || match (asked::age(known), asked::failure(known)) {
        (Some(_), _) => instead(
            "check",
            say.no_errors.to_owned(),
            say.no_errors_detail.to_owned(),
        ),
        (None, Some(failure)) => failed(home, &source, &failure),
        (None, None) => ().into_any(),
    })
}

fn table(home: Home, names: Vec<String>, services: Memo<Vec<Service>>, source: &str) -> AnyView {
    let say = home.shell.words().overview();
    let rows = names
        .into_iter()
        .map(|name| {
            let of = name.clone();
            let found = Memo::new(move |_| {
                services.with(|all| all.iter().find(|one| one.name == of).cloned())
            });
            row(home, name, found, source.to_owned())
        })
        .collect_view();
    view! {
        <div class="body scroll" data-flush="" tabindex="0" role="region" aria-label=say.errors>
            <table class="table service-errors">
                <thead>
                    <tr>
                        <th scope="col">{say.service}</th>
                        <th scope="col" class="num">{say.count}</th>
                        <th scope="col">{say.trend}</th>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
    }
    .into_any()
}

fn row(home: Home, name: String, found: Memo<Option<Service>>, source: String) -> AnyView {
    let say = home.shell.words().overview();
    #[allow(clippy::cast_precision_loss)]
    let count = move || {
        let count = found.with(|one| one.as_ref().map(|one| one.count))?;
        Some(unit::text(
            count as f64,
            "none",
            Some(0),
            &home.shell.locale(),
        ))
    };
    let label = (say.trend_of)(&name);
    let trend = move || {
        let column = found.with(|one| one.as_ref().map(|one| one.column.clone()))?;
        Some(view! { <Spark column ink=Some(Ink::Status(Status::Critical))/> })
    };
    let service = name.clone();
    let to = move || logs(&source, Some(&service));
    let link = home.link("", to, name.into_any());
    view! {
        <tr>
            <td>{link}</td>
            <td class="num">{follow(count)}</td>
            <td><span class="trend" role="img" aria-label=label>{follow(trend)}</span></td>
        </tr>
    }
    .into_any()
}
