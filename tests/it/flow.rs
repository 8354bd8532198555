//! The whole way, without a browser: an address becomes questions, requests, replies, and a picture.

use atalaya::dashboard::model::Dashboard;
use atalaya::dashboard::query;
use atalaya::dashboard::query::queries;
use atalaya::dashboard::read::read;
use atalaya::dashboard::variable::Choice;
use atalaya::dashboard::variable::Values;
use atalaya::dashboard::variable::own_choices;
use atalaya::dashboard::variable::settle;
use atalaya::dashboard::view::About;
use atalaya::dashboard::view::SourceInfo;
use atalaya::dashboard::view::View;
use atalaya::panel;
use atalaya::panel::Answered;
use atalaya::panel::Context;
use atalaya::panel::picture::Picture;
use atalaya::route;
use atalaya::route::Route;
use atalaya::source::Ask;
use atalaya::source::Reply;
use atalaya::source::prometheus;
use atalaya::time::math::Calendar;
use atalaya::time::span::TimeSpan;
use atalaya::unit;
use expect_test::expect;
use std::fmt::Write;

use crate::time::instant;
use crate::time::zone;

const ADDRESS: (&str, &str) = (
    "/d/system-overview",
    "from=2026-11-20+08%3A00%3A00&to=2026-11-20+08%3A10%3A00&timezone=Europe%2FMadrid&var-instance=app-1&var-instance=db-1&viewPanel=7",
);

#[test]
fn an_address_becomes_a_picture() {
    let (route, problems) = route::parse(ADDRESS.0, ADDRESS.1);
    assert_eq!(problems, []);
    let Route::Dashboard(state) = route else {
        panic!("{route:?}")
    };
    let file = std::fs::read_to_string(format!("public/dashboards/{}.json", state.uid)).unwrap();
    let dashboard: Dashboard = read(&file).unwrap();
    let zone = zone(state.view.timezone.as_deref().unwrap());
    let span = TimeSpan::new(
        state.view.span.from.as_deref().unwrap(),
        state.view.span.to.as_deref().unwrap(),
    );
    let now = instant("2026-11-20T09:00:00Z");
    let sources = [SourceInfo {
        id: "prometheus".to_owned(),
        kind: "prometheus".to_owned(),
        scrape_interval: "15s".to_owned(),
    }];
    let mut values = Values::default();
    for variable in &dashboard.variables {
        let instances = || {
            ["app-1", "app-2", "db-1"]
                .map(|name| Choice::plain(name.to_owned()))
                .to_vec()
        };
        let choices = own_choices(variable, &sources).unwrap_or_else(instances);
        let chosen = settle(variable, state.values(&variable.name), &choices);
        values.set(&variable.name, chosen, choices);
    }
    let view = View {
        about: About::of(&dashboard),
        variables: &dashboard.variables,
        values: &values,
        span: &span,
        range: span.resolve(now, &zone, Calendar::default()).unwrap(),
        zone: &zone,
        now,
        sources: &sources,
    };
    let panel = dashboard
        .panel(u32::try_from(state.view_panel.unwrap()).unwrap())
        .unwrap();
    let questions = queries(panel, &view, 600);
    let mut told = format!("{}\n", query::text(&panel.title, &view));
    let mut answers = Vec::new();
    for asked in &questions.queries {
        let request = prometheus::request(&asked.query.ask);
        writeln!(told, "{:?} {}", request.method, request.path).unwrap();
        for (name, value) in &request.form {
            writeln!(told, "  {name}={value}").unwrap();
        }
        answers.push(prometheus::decode(&asked.query.ask, &reply(&asked.query.ask)).unwrap());
    }
    let answered: Vec<Answered<'_>> = questions
        .queries
        .iter()
        .zip(&answers)
        .map(|(asked, answer)| Answered {
            ref_id: &asked.ref_id,
            legend: &asked.legend,
            format: asked.format,
            expr: &asked.expr,
            answer,
        })
        .collect();
    match panel::picture(
        &query::spec(panel, &view),
        &answered,
        &Context::new(questions.range),
    ) {
        Picture::Chart(chart) => {
            for (mark, row) in chart.scene.marks.iter().zip(&chart.legend.rows) {
                let figures: Vec<String> = row
                    .values
                    .iter()
                    .map(|value| {
                        value.map_or_else(String::new, |value| {
                            unit::show(value, &row.unit, row.decimals, &unit::ENGLISH).to_string()
                        })
                    })
                    .collect();
                writeln!(
                    told,
                    "{}: {} of {} steps, {}",
                    mark.name,
                    mark.values.iter().filter(|value| value.is_finite()).count(),
                    mark.grid.count,
                    figures.join(" ")
                )
                .unwrap();
            }
        }
        other => panic!("{other:?}"),
    }
    expect![[r#"
        CPU by mode
        Post api/v1/query_range
          query=avg by (mode) (rate(node_cpu_seconds_total{mode!="idle",instance=~"(app-1|db-1)"}[1m0s]))
          start=1795158000
          end=1795158600
          step=15
        iowait: 2 of 41 steps, 3% 4% 4%
        user: 2 of 41 steps, 25% 37.5% 37.5%
    "#]].assert_eq(&told);
}

/// What Prometheus would answer: two modes with a gap in one of them.
fn reply(ask: &Ask) -> Reply {
    let Ask::Range { grid, .. } = ask else {
        panic!("{ask:?}")
    };
    let at = |index: usize| grid.at(index).0 as f64 / 1000.0;
    let body = format!(
        r#"{{"status":"success","data":{{"resultType":"matrix","result":[
            {{"metric":{{"mode":"user"}},"values":[[{},"0.125"],[{},"0.375"]]}},
            {{"metric":{{"mode":"iowait"}},"values":[[{},"NaN"],[{},"0.02"],[{},"0.04"]]}}]}}}}"#,
        at(0),
        at(2),
        at(0),
        at(1),
        at(2),
    );
    Reply {
        status: 200,
        content_type: "application/json".to_owned(),
        body: body.into_bytes(),
    }
}
