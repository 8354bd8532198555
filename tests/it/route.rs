//! Links in, page state out, and back to the shortest link that says the same.

use atalaya::config::preference::Language;
use atalaya::config::preference::Refresh;
use atalaya::config::preference::Theme;
use atalaya::route::Route;
use atalaya::route::base::join_base;
use atalaya::route::base::strip_base;
use atalaya::route::dashboard::State;
use atalaya::route::dashboards::List;
use atalaya::route::parse;
use atalaya::route::view::Span;
use atalaya::route::view::View;
use atalaya::time::Millis;
use expect_test::Expect;
use expect_test::expect;
use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;
use std::fmt::Write;

fn open(link: &str) -> (Route, Vec<atalaya::route::Problem>) {
    let (path, query) = link.split_once('?').unwrap_or((link, ""));
    parse(path, query)
}

/// One link a line: what it becomes, and what was not understood.
fn check(links: &[&str], expected: Expect) {
    let mut seen = String::new();
    for link in links {
        let (route, problems) = open(link);
        writeln!(seen, "{link}\n  {}", route.format()).unwrap();
        for problem in problems {
            writeln!(
                seen,
                "  ! {} = {:?} {:?}",
                problem.param, problem.value, problem.why
            )
            .unwrap();
        }
    }
    expected.assert_eq(&seen);
}

#[test]
fn links_of_grafana_open_here() {
    check(
        &[
            "/d/rYdddlPWk/node-exporter-full?orgId=1&from=now-24h&to=now&timezone=browser&var-datasource=prom&var-job=node&var-node=app-1:9100&refresh=1m",
            "/d/rYdddlPWk/node-exporter-full?orgId=1&refresh=&from=1700000000000&to=1700003600000&viewPanel=77",
            "/d/abc/x?viewPanel=panel-12&kiosk=tv&theme=dark&lang=es-ES",
            "/d/abc/x?var-instance=a&var-mount=%2F&var-instance=b&var-instance=$__all",
            "/d/abc/x?var-host=%24__all&var-filters=mode%7C%3D%7Cidle&var-empty=",
            "/d/abc/x?from=2026-11-20T10:00:00.000Z&to=2026-11-20T11:00:00.000Z&editPanel=3&inspect=2",
            "/d/abc/x?time=1700000000000&time.window=3600000",
            "/d/abc/x?time=2026-11-20T10:00:00Z&time.window=1h",
            "/d/abc/x?time=2026-11-20T10:00:00Z&time.window=30d&from=now-5m",
            "/d/abc/x?kiosk",
            "/d/abc/x?kiosk=false&autofitpanels",
            "/d-solo/abc/x?orgId=1&panelId=4&from=now%2Fd&to=now%2Fd",
            "/dashboards?query=node&tag=linux&tag=infra&tag=linux",
            "/explore?schemaVersion=1&panes=%7B%22a%22%3A1%7D&orgId=1",
            "/alerting/list?search=state%3Afiring",
            "/dashboard/db/node-exporter?orgId=1",
        ],
        expect![[r#"
            /d/rYdddlPWk/node-exporter-full?orgId=1&from=now-24h&to=now&timezone=browser&var-datasource=prom&var-job=node&var-node=app-1:9100&refresh=1m
              /d/rYdddlPWk?from=now-24h&to=now&timezone=browser&refresh=1m&var-datasource=prom&var-job=node&var-node=app-1%3A9100&orgId=1
            /d/rYdddlPWk/node-exporter-full?orgId=1&refresh=&from=1700000000000&to=1700003600000&viewPanel=77
              /d/rYdddlPWk?from=1700000000000&to=1700003600000&refresh=off&viewPanel=77&orgId=1
            /d/abc/x?viewPanel=panel-12&kiosk=tv&theme=dark&lang=es-ES
              /d/abc?viewPanel=12&kiosk&theme=dark&lang=es
            /d/abc/x?var-instance=a&var-mount=%2F&var-instance=b&var-instance=$__all
              /d/abc?var-instance=a&var-instance=b&var-instance=%24__all&var-mount=%2F
            /d/abc/x?var-host=%24__all&var-filters=mode%7C%3D%7Cidle&var-empty=
              /d/abc?var-host=%24__all&var-filters=mode%7C%3D%7Cidle&var-empty=
            /d/abc/x?from=2026-11-20T10:00:00.000Z&to=2026-11-20T11:00:00.000Z&editPanel=3&inspect=2
              /d/abc?from=2026-11-20T10%3A00%3A00.000Z&to=2026-11-20T11%3A00%3A00.000Z&inspect=2&editPanel=3
            /d/abc/x?time=1700000000000&time.window=3600000
              /d/abc?from=1699998200000&to=1700001800000
            /d/abc/x?time=2026-11-20T10:00:00Z&time.window=1h
              /d/abc?from=2026-11-20T10%3A00%3A00Z%7C%7C-1800s&to=2026-11-20T10%3A00%3A00Z%7C%7C%2B1800s
            /d/abc/x?time=2026-11-20T10:00:00Z&time.window=30d&from=now-5m
              /d/abc?from=2026-11-20T10%3A00%3A00Z%7C%7C-360h&to=2026-11-20T10%3A00%3A00Z%7C%7C%2B360h
            /d/abc/x?kiosk
              /d/abc?kiosk
            /d/abc/x?kiosk=false&autofitpanels
              /d/abc?autofitpanels=
            /d-solo/abc/x?orgId=1&panelId=4&from=now%2Fd&to=now%2Fd
              /d/abc?from=now%2Fd&to=now%2Fd&viewPanel=4&kiosk&orgId=1
            /dashboards?query=node&tag=linux&tag=infra&tag=linux
              /dashboards?query=node&tag=linux&tag=infra
            /explore?schemaVersion=1&panes=%7B%22a%22%3A1%7D&orgId=1
              /explore?schemaVersion=1&panes=%7B%22a%22%3A1%7D&orgId=1
            /alerting/list?search=state%3Afiring
              /alerts?search=state%3Afiring
            /dashboard/db/node-exporter?orgId=1
              /dashboard/db/node-exporter?orgId=1
        "#]],
    );
}

#[test]
fn links_of_prometheus_open_in_explore() {
    check(
        &[
            "/query?g0.expr=rate(x%5B5m%5D)&g0.show_tree=0&g0.tab=graph&g0.range_input=1h",
            "/graph?g0.expr=up&g0.tab=1",
        ],
        expect![[r#"
            /query?g0.expr=rate(x%5B5m%5D)&g0.show_tree=0&g0.tab=graph&g0.range_input=1h
              /explore?g0.expr=rate%28x%5B5m%5D%29&g0.show_tree=0&g0.tab=graph&g0.range_input=1h
            /graph?g0.expr=up&g0.tab=1
              /explore?g0.expr=up&g0.tab=1
        "#]],
    );
}

#[test]
fn pages_and_their_shortest_links() {
    check(
        &[
            "",
            "/",
            "//",
            "/?theme=light",
            "/dashboards/",
            "/d/a%2Fb/",
            "/d/..?x",
            "/logs?query=%7Bapp%3D%22x%22%7D",
            "/alerts",
            "/health",
            "/status?embed=1",
            "/traces",
            "/slo",
            "/sources",
            "/d",
            "/d/a/b/c",
            "/nothing/here?theme=dark",
        ],
        expect![[r#"

              /
            /
              /
            //
              /
            /?theme=light
              /?theme=light
            /dashboards/
              /dashboards
            /d/a%2Fb/
              /d/a%2Fb
            /d/..?x
              /d/..?x=
            /logs?query=%7Bapp%3D%22x%22%7D
              /logs?query=%7Bapp%3D%22x%22%7D
            /alerts
              /alerts
            /health
              /health
            /status?embed=1
              /status?embed=1
            /traces
              /traces
            /slo
              /slo
            /sources
              /sources
            /d
              /d
            /d/a/b/c
              /d/a/b/c
            /nothing/here?theme=dark
              /nothing/here?theme=dark
        "#]],
    );
}

#[test]
fn garbage_becomes_a_problem_and_the_default() {
    let long = format!("/?x=1&y={}&z=2", "y".repeat(70_000));
    let (route, problems) = open(&long);
    assert_eq!(route.format(), "/?x=1&z=2");
    assert_eq!(problems.len(), 1);
    assert!(problems[0].value.len() < 100);
    let (_, problems) = open(&format!("/?{}", "a&".repeat(10_000)));
    assert_eq!(problems.len(), 1);
    check(
        &[
            "/d/a?from=yesterday&to=%00&timezone=%3Cscript%3E&refresh=often",
            "/d/a?viewPanel=twelve&theme=blue&lang=fr&refresh=1ms",
            "/d/a?from=now-1h&from=now-2h&refresh=5s&refresh=10s",
            "/d/a?time=1700000000000&time.window=wide",
            "/d/a?%&%%&%zz=%e9&&=&=x&a",
            "/d/%ff?var-=x&var-a=%ff",
            "/d/a?viewPanel=99999999999999999999",
            "/d/a?refresh=auto",
        ],
        expect![[r#"
            /d/a?from=yesterday&to=%00&timezone=%3Cscript%3E&refresh=often
              /d/a
              ! from = "yesterday" Time
              ! to = "\0" Time
              ! timezone = "<script>" Zone
              ! refresh = "often" Length
            /d/a?viewPanel=twelve&theme=blue&lang=fr&refresh=1ms
              /d/a
              ! viewPanel = "twelve" Panel
              ! refresh = "1ms" Length
              ! theme = "blue" Theme
              ! lang = "fr" Language
            /d/a?from=now-1h&from=now-2h&refresh=5s&refresh=10s
              /d/a?from=now-1h&refresh=5s
              ! from = "now-2h" Repeated
              ! refresh = "10s" Repeated
            /d/a?time=1700000000000&time.window=wide
              /d/a
              ! time.window = "wide" Length
            /d/a?%&%%&%zz=%e9&&=&=x&a
              /d/a?%25=&%25%25=&%25zz=%EF%BF%BD&=&=x&a=
            /d/%ff?var-=x&var-a=%ff
              /d/%EF%BF%BD?var-a=%EF%BF%BD&var-=x
            /d/a?viewPanel=99999999999999999999
              /d/a
              ! viewPanel = "99999999999999999999" Panel
            /d/a?refresh=auto
              /d/a
              ! refresh = "auto" Length
        "#]],
    );
}

#[test]
fn a_range_stays_as_it_was_written() {
    let (route, _) = open("/d/a?from=now-1d%2Fd&to=now%2B1h");
    assert_eq!(route.view().span.from.as_deref(), Some("now-1d/d"));
    assert_eq!(route.view().span.to.as_deref(), Some("now+1h"));
}

#[test]
fn the_page_works_below_a_path() {
    for (base, full, below) in [
        ("/", "/d/a", Some("/d/a")),
        ("", "/d/a", Some("/d/a")),
        ("/", "/", Some("/")),
        ("/tools/atalaya/", "/tools/atalaya/d/a", Some("/d/a")),
        ("/tools/atalaya/", "/tools/atalaya/", Some("/")),
        ("/tools/atalaya/", "/tools/atalaya", Some("/")),
        ("/tools/atalaya", "/tools/atalaya-old/d/a", None),
        ("/tools/atalaya", "/d/a", None),
    ] {
        assert_eq!(strip_base(base, full), below, "{full} below {base}");
    }
    assert_eq!(join_base("/", "/d/a"), "/d/a");
    assert_eq!(
        join_base("/tools/atalaya/", "/d/a?x=1"),
        "/tools/atalaya/d/a?x=1"
    );
    assert_eq!(join_base("/tools", "/"), "/tools/");
    // Two slashes at the start would name another host.
    assert_eq!(join_base("/", "//evil.example/x"), "/evil.example/x");
}

#[test]
fn values_of_a_variable_are_said_and_unsaid() {
    let mut state = State::new("a");
    state.set_values("x", vec!["1".into(), "2".into()]);
    state.set_values("y", vec![String::new()]);
    state.set_values("x", vec!["3".into()]);
    assert_eq!(state.values("x"), Some(&["3".to_owned()][..]));
    assert_eq!(
        Route::Dashboard(state.clone()).format(),
        "/d/a?var-x=3&var-y="
    );
    state.set_values("x", Vec::new());
    state.set_values("none", Vec::new());
    assert_eq!(state.values("x"), None);
    assert_eq!(Route::Dashboard(state).format(), "/d/a?var-y=");
}

fn any_text() -> impl Strategy<Value = String> {
    any::<String>()
}

fn any_time() -> impl Strategy<Value = Option<String>> {
    option::of(prop_oneof![
        Just("now".to_owned()),
        "now[-+][0-9]{1,3}[smhdwMQy](/[dwMy])?",
        any::<i64>().prop_map(|millis| millis.to_string()),
        "20[0-9]{2}-1[0-2]-[01][0-9]( [0-9]{2}:[0-9]{2})?",
    ])
}

fn any_view() -> impl Strategy<Value = View> {
    let other = ("o[a-z&=+% é]{0,6}", any_text());
    (
        (any_time(), any_time()),
        option::of(prop_oneof![
            Just("utc".to_owned()),
            Just("Europe/Madrid".to_owned())
        ]),
        option::of(prop_oneof![
            Just(Refresh::Off),
            (1_000i64..i64::MAX).prop_map(|every| Refresh::Every(Millis(every))),
        ]),
        any::<bool>(),
        option::of(prop_oneof![
            Just(Theme::System),
            Just(Theme::Light),
            Just(Theme::Dark)
        ]),
        option::of(prop_oneof![
            Just(Language::English),
            Just(Language::Spanish)
        ]),
        vec(other, 0..4),
    )
        .prop_map(
            |((from, to), timezone, refresh, kiosk, theme, language, others)| View {
                span: Span { from, to },
                timezone,
                refresh,
                kiosk,
                theme,
                language,
                others,
            },
        )
}

fn any_state() -> impl Strategy<Value = State> {
    let values = vec(any_text(), 1..4);
    (
        any_text().prop_filter("a uid has a character", |uid| !uid.is_empty()),
        any_view(),
        proptest::collection::hash_map("\\PC{1,8}", values, 0..4),
        (option::of(any::<i64>()), option::of(any::<i64>())),
    )
        .prop_map(|(uid, view, vars, (view_panel, inspect))| State {
            uid,
            view,
            vars: vars.into_iter().collect(),
            view_panel,
            inspect,
        })
}

fn any_list() -> impl Strategy<Value = List> {
    let tags = proptest::collection::hash_set("\\PC{1,8}", 0..3);
    (any_text(), tags, any_view()).prop_map(|(search, tags, view)| List {
        search,
        tags: tags.into_iter().collect(),
        view,
    })
}

fn any_route() -> impl Strategy<Value = Route> {
    prop_oneof![
        any_state().prop_map(Route::Dashboard),
        any_list().prop_map(Route::Dashboards),
        any_view().prop_map(Route::Overview),
        any_view().prop_map(Route::Explore),
        any_view().prop_map(Route::Logs),
        any_view().prop_map(Route::Alerts),
        any_view().prop_map(Route::Health),
        any_view().prop_map(Route::Status),
        any_view().prop_map(Route::Traces),
        any_view().prop_map(Route::Slo),
        any_view().prop_map(Route::Sources),
        any_view().prop_map(|view| Route::NotFound {
            path: "/no/such".into(),
            view
        }),
    ]
}

proptest! {
    #[test]
    fn a_link_opens_what_it_was_made_of(route in any_route()) {
        prop_assert_eq!(open(&route.format()), (route, Vec::new()));
    }

    /// The link of any link is its own link: nothing wanders when a page is opened again and again.
    #[test]
    fn links_settle_at_once(path in "/[a-z/%]{0,12}|\\PC{0,12}", query in "[a-z&=%+.;-]{0,40}|\\PC{0,40}") {
        let (route, _) = parse(&path, &query);
        let link = route.format();
        let (again, problems) = open(&link);
        prop_assert_eq!(again.format(), link);
        prop_assert_eq!(problems, Vec::new());
    }

    #[test]
    fn known_names_with_any_value_are_read(
        name in prop_oneof![Just("from"), Just("to"), Just("time"), Just("time.window"), Just("refresh"), Just("timezone"), Just("viewPanel"), Just("kiosk"), Just("theme"), Just("lang"), Just("var-x")],
        value in "\\PC{0,20}",
    ) {
        let (route, _) = parse("/d/a", &format!("{name}={value}"));
        let (again, problems) = open(&route.format());
        prop_assert_eq!(again, route);
        prop_assert_eq!(problems, Vec::new());
    }
}
