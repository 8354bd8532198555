//! `config.json` in, what holds and what was wrong out.

use atalaya::config::Config;
use atalaya::config::KEYS;
use atalaya::config::Kind;
use atalaya::config::RANGE_KEYS;
use atalaya::config::SERVICE_KEYS;
use atalaya::config::SOURCE_KEYS;
use atalaya::config::TEAM_KEYS;
use atalaya::config::pages::HEALTH_KEYS;
use atalaya::config::pages::Pages;
use atalaya::config::pages::STATUS_KEYS;
use atalaya::config::pages::TILE_KEYS;
use atalaya::config::preference::Language;
use atalaya::config::preference::Palette;
use atalaya::config::preference::Refresh;
use atalaya::config::preference::Theme;
use atalaya::config::problem::Problem;
use atalaya::config::written::is_time;
use atalaya::config::written::is_zone;
use atalaya::config::written::length;
use atalaya::config::written::length_text;
use atalaya::time::Millis;
use expect_test::Expect;
use expect_test::expect;
use proptest::prelude::*;
use serde_json::Value;
use std::collections::BTreeSet;
use std::fmt::Write;

fn check(text: &str, expected: Expect) {
    let (config, problems) = Config::read(text);
    let mut seen = String::new();
    for problem in &problems {
        writeln!(
            seen,
            "{}:{} {:?} found {} expected {:?}",
            problem.line, problem.column, problem.at, problem.found, problem.expected
        )
        .unwrap();
    }
    for source in &config.sources {
        writeln!(
            seen,
            "source {} ({}) {:?} {:?} {:?} {:?} {} {}",
            source.id,
            source.name,
            source.kind,
            source.url,
            source.headers,
            source.tenant,
            source.timeout.0,
            source.scrape_interval.0,
        )
        .unwrap();
    }
    writeln!(
        seen,
        "{:?} {:?} {} to {} refresh {} {} {} {:?} {:?}",
        config.name,
        config.dashboards,
        config.from,
        config.to,
        config.refresh.text(),
        config.timezone,
        config.theme.name(),
        config.language,
        config.runbooks,
    )
    .unwrap();
    for team in &config.teams {
        writeln!(seen, "{team:?}").unwrap();
    }
    expected.assert_eq(&seen);
}

#[test]
fn the_example_has_no_problems() {
    check(
        include_str!("../../public/config.example.json"),
        expect![[r#"
            source prometheus (Prometheus) Prometheus "prometheus/" [] None 30000 15000
            source mimir (mimir) Prometheus "https://mimir.example.com/prometheus/" [("X-Query-From", "atalaya")] Some("acme") 30000 15000
            source loki (Loki) Loki "loki/" [] None 30000 15000
            source alertmanager (Alertmanager) Alertmanager "alertmanager/" [] None 30000 15000
            Some("Acme") ["dashboards/checkout.json"] now-6h to now refresh 30s browser system Some(English) Some("https://wiki.example.com/runbooks/")
            Team { id: "platform", name: "Platform" }
        "#]],
    );
}

#[test]
fn nothing_said_is_the_demo() {
    assert_eq!(Config::read("{}"), (Config::demo(), Vec::new()));
    assert!(Config::demo().is_demo());
}

#[test]
fn a_misspelt_kind_drops_its_source_alone() {
    check(
        r#"{
  "sources": [
    {"id": "a", "kind": "promethus", "url": "prometheus/"},
    {"id": "b", "kind": "loki", "url": "loki"}
  ]
}"#,
        expect![[r#"
            3:25 "sources[0].kind" found "promethus" expected OneOf { words: ["prometheus", "loki", "alertmanager", "jaeger", "tempo", "demo"], nearest: Some("prometheus") }
            source b (b) Loki "loki/" [] None 30000 15000
            None [] now-6h to now refresh 30s browser system None None
        "#]],
    );
}

#[test]
fn every_wrong_part_is_told_and_dropped() {
    check(
        r#"{
  "name": "",
  "sourcs": [],
  "sources": [
    {"id": "same", "kind": "prometheus", "url": "prometheus/"},
    {"id": "same", "kind": "loki", "url": "loki/"},
    {"kind": "loki", "url": "loki/"},
    {"id": "no-kind", "url": "loki/"},
    {"id": "no-url", "kind": "tempo"},
    {"id": "door", "kind": "prometheus", "url": "https://me:pw@host/"},
    {"id": "script", "kind": "prometheus", "url": "javascript:alert(1)"},
    {"id": "elsewhere", "kind": "prometheus", "url": "//host/prometheus"},
    {"id": "query", "kind": "prometheus", "url": "prometheus?x=1"},
    "prometheus",
    {
      "id": "rest", "id": "again", "kind": "prometheus", "url": "https://host:9090",
      "headers": {
        "Authorization": "Bearer abc",
        "x-api-key": "abc",
        "bad name": "x",
        "X-Ok": "yes",
        "x-ok": "twice",
        "X-Split": "a\r\nb: c",
        "X-Number": 3
      },
      "tenant": "a\nb",
      "timeout": "soon",
      "scrapeInterval": 15,
      "colour": "red"
    }
  ],
  "dashboards": ["dashboards/a.json", 7, "data:text/html,x"],
  "range": {"from": "yesterday"},
  "refresh": "10ms",
  "timezone": "Madrid?",
  "theme": "drak",
  "language": "fr",
  "services": {"id": "a"},
  "teams": [{"id": "t"}, {"name": "no id"}],
  "runbooks": "ftp://host/"
}"#,
        expect![[r#"
            2:11 "name" found "" expected Text
            3:13 "sourcs" found [] expected KnownKey { keys: ["$schema", "name", "sources", "dashboards", "range", "refresh", "timezone", "theme", "palette", "language", "services", "health", "status", "teams", "runbooks"], nearest: Some("sources") }
            6:5 "sources[1].id" found "same" expected Unique
            7:5 "sources[2].id" found  expected Text
            8:5 "sources[3].kind" found  expected OneOf { words: ["prometheus", "loki", "alertmanager", "jaeger", "tempo", "demo"], nearest: None }
            9:5 "sources[4].url" found  expected Address
            10:49 "sources[5].url" found  expected NoSecret
            11:51 "sources[6].url" found "javascript:alert(1)" expected Address
            12:54 "sources[7].url" found "//host/prometheus" expected Address
            13:50 "sources[8].url" found "prometheus?x=1" expected Address
            14:5 "sources[9]" found "prometheus" expected Object
            16:27 "sources[10].id" found "again" expected Unique
            18:26 "sources[10].headers.Authorization" found  expected NoSecret
            19:22 "sources[10].headers.x-api-key" found  expected NoSecret
            20:21 "sources[10].headers.bad name" found "x" expected Header
            22:17 "sources[10].headers.x-ok" found "twice" expected Unique
            23:20 "sources[10].headers.X-Split" found "a\r\nb: c" expected Header
            24:21 "sources[10].headers.X-Number" found 3 expected Header
            26:17 "sources[10].tenant" found "a\nb" expected Header
            27:18 "sources[10].timeout" found "soon" expected Length
            28:25 "sources[10].scrapeInterval" found 15 expected Length
            29:17 "sources[10].colour" found "red" expected KnownKey { keys: ["id", "name", "kind", "url", "headers", "tenant", "timeout", "scrapeInterval"], nearest: None }
            32:39 "dashboards[1]" found 7 expected Address
            32:42 "dashboards[2]" found "data:text/html,x" expected Address
            33:12 "range.to" found  expected Time
            33:21 "range.from" found "yesterday" expected Time
            34:14 "refresh" found "10ms" expected Refresh
            35:15 "timezone" found "Madrid?" expected Zone
            36:12 "theme" found "drak" expected OneOf { words: ["system", "light", "dark"], nearest: Some("dark") }
            37:15 "language" found "fr" expected OneOf { words: ["en", "es"], nearest: None }
            39:26 "teams[1].id" found  expected Text
            40:15 "runbooks" found "ftp://host/" expected Address
            source same (same) Prometheus "prometheus/" [] None 30000 15000
            source rest (rest) Prometheus "https://host:9090/" [("X-Ok", "yes")] None 30000 15000
            None ["dashboards/a.json"] now-6h to now refresh 30s browser system None None
            Team { id: "t", name: "t" }
        "#]],
    );
}

#[test]
fn a_text_that_is_not_json_is_one_problem_and_the_demo() {
    check(
        "{\n  \"name\": \"x\",\n  oops\n}",
        expect![[r#"
            3:3 "" found  expected Json
            source demo (demo) Demo "" [] None 30000 15000
            None [] now-6h to now refresh 30s browser system None None
        "#]],
    );
    check(
        "{\"name\": \"x\"",
        expect![[r#"
            1:12 "" found  expected MoreJson
            source demo (demo) Demo "" [] None 30000 15000
            None [] now-6h to now refresh 30s browser system None None
        "#]],
    );
    check(
        "",
        expect![[r#"
            1:1 "" found  expected MoreJson
            source demo (demo) Demo "" [] None 30000 15000
            None [] now-6h to now refresh 30s browser system None None
        "#]],
    );
    check(
        "[1]",
        expect![[r#"
            1:1 "" found [1] expected Object
            source demo (demo) Demo "" [] None 30000 15000
            None [] now-6h to now refresh 30s browser system None None
        "#]],
    );
    check(
        "<!doctype html><title>Login</title>",
        expect![[r#"
            1:1 "" found  expected Json
            source demo (demo) Demo "" [] None 30000 15000
            None [] now-6h to now refresh 30s browser system None None
        "#]],
    );
}

#[test]
fn a_byte_order_mark_is_no_problem() {
    assert_eq!(Config::read("\u{feff}{}"), (Config::demo(), Vec::new()));
}

#[test]
fn depth_and_length_do_no_harm() {
    let deep = format!(
        "{{\"name\": {}1{}}}",
        "[".repeat(50_000),
        "]".repeat(50_000)
    );
    let (_, problems) = Config::read(&deep);
    assert_eq!(problems.len(), 1);
    let long = format!("{{\"theme\": \"{}\"}}", "d".repeat(1_000_000));
    let (_, problems) = Config::read(&long);
    assert!(problems[0].found.len() < 100);
}

/// The schema that editors use says the same as the reader.
#[test]
fn the_schema_knows_what_the_reader_knows() {
    let schema: Value =
        serde_json::from_str(include_str!("../../public/config.schema.json")).unwrap();
    let keys = |at: &str| -> BTreeSet<String> {
        let object = schema.pointer(at).unwrap();
        assert_eq!(object["additionalProperties"], false, "{at}");
        object["properties"]
            .as_object()
            .unwrap()
            .keys()
            .cloned()
            .collect()
    };
    let known = |keys: &[&str]| keys.iter().map(|key| (*key).to_owned()).collect();
    let tables: [(&str, &[&str]); 8] = [
        ("", KEYS),
        ("/$defs/source", SOURCE_KEYS),
        ("/$defs/range", RANGE_KEYS),
        ("/$defs/service", SERVICE_KEYS),
        ("/$defs/team", TEAM_KEYS),
        ("/$defs/health", HEALTH_KEYS),
        ("/$defs/status", STATUS_KEYS),
        ("/$defs/tile", TILE_KEYS),
    ];
    for (at, table) in tables {
        let table: BTreeSet<String> = known(table);
        assert_eq!(keys(at), table, "keys at {at:?}");
    }
    fn names<T>(table: &[(&'static str, T)]) -> Vec<&'static str> {
        table.iter().map(|(name, _)| *name).collect()
    }
    let words = [
        ("/$defs/source/properties/kind", names(&Kind::NAMES)),
        ("/properties/theme", names(&Theme::NAMES)),
        ("/properties/palette", names(&Palette::NAMES)),
        ("/properties/language", names(&Language::NAMES)),
    ];
    for (at, table) in words {
        let listed: Vec<&str> = schema
            .pointer(at)
            .and_then(|part| part["enum"].as_array())
            .unwrap()
            .iter()
            .map(|word| word.as_str().unwrap())
            .collect();
        assert_eq!(listed, table, "words at {at:?}");
    }
    let demo = Config::demo();
    let default = |at: &str| schema.pointer(at).unwrap()["default"].clone();
    assert_eq!(default("/properties/refresh"), demo.refresh.text());
    assert_eq!(default("/properties/timezone"), demo.timezone);
    assert_eq!(default("/properties/theme"), demo.theme.name());
    assert_eq!(default("/properties/palette"), demo.palette.name());
    assert_eq!(default("/$defs/range/properties/from"), demo.from);
    assert_eq!(default("/$defs/range/properties/to"), demo.to);
    assert_eq!(
        default("/properties/dashboards"),
        Value::from(demo.dashboards)
    );
    let timeout = default("/$defs/source/properties/timeout");
    assert_eq!(timeout, length_text(demo.sources[0].timeout));
    let scrape = default("/$defs/source/properties/scrapeInterval");
    assert_eq!(scrape, length_text(demo.sources[0].scrape_interval));
}

/// The manual names every key.
#[test]
fn the_manual_tells_every_key() {
    let manual = include_str!("../../docs/configuration.md");
    let health = [HEALTH_KEYS, STATUS_KEYS, TILE_KEYS].concat();
    for key in [
        KEYS,
        SOURCE_KEYS,
        RANGE_KEYS,
        SERVICE_KEYS,
        TEAM_KEYS,
        &health,
    ]
    .concat()
    {
        assert!(manual.contains(&format!("`{key}`")), "{key} is not told");
    }
}

#[test]
fn names_of_preferences_are_read_back() {
    for (name, theme) in Theme::NAMES {
        assert_eq!((Theme::named(name), theme.name()), (Some(theme), name));
    }
    for (tag, language) in Language::NAMES {
        assert_eq!(Language::from_tag(tag), Some(language));
        assert_eq!(language.tag(), tag);
    }
    assert_eq!(Language::from_tag("es-MX"), Some(Language::Spanish));
    assert_eq!(Language::from_tag("EN_gb"), Some(Language::English));
    assert_eq!(Language::from_tag("est"), None);
    assert_eq!(Refresh::read("off"), Some(Refresh::Off));
    assert_eq!(Refresh::read(""), Some(Refresh::Off));
    assert_eq!(Refresh::read("90s"), Some(Refresh::Every(Millis(90_000))));
    assert_eq!(Refresh::read("900ms"), None);
}

#[test]
fn times_are_told_from_garbage() {
    for time in [
        "now",
        "now-6h",
        "now/d",
        "1700000000000",
        "-1000",
        "2026-11-20",
        "20261120T101500",
    ] {
        assert!(is_time(time), "{time}");
    }
    for not in ["", "-", "yesterday", "6h", "12:30", "abcd-11-20"] {
        assert!(!is_time(not), "{not}");
    }
    assert!(!is_time(&"now".repeat(100)));
    for zone in [
        "browser",
        "utc",
        "UTC",
        "Europe/Madrid",
        "America/Argentina/Buenos_Aires",
        "Etc/GMT+1",
    ] {
        assert!(is_zone(zone), "{zone}");
    }
    for not in ["", "+01:00", "Europe/Mad rid", "<b>"] {
        assert!(!is_zone(not), "{not}");
    }
    for (text, expected) in [
        ("30s", Some(30_000)),
        ("1M", Some(2_592_000_000)),
        ("0s", None),
        ("s", None),
        ("5", None),
        ("1h30m", None),
        ("-5m", None),
        ("99999999999999999999y", None),
        ("9999999999999y", None),
    ] {
        assert_eq!(length(text), expected.map(Millis), "{text}");
    }
}

proptest! {
    #[test]
    fn any_text_is_read(text in ".{0,200}") {
        let _ = Config::read(&text);
    }

    /// Whatever one character of the example becomes, reading goes on and each problem has a place in the file.
    #[test]
    fn a_spoilt_example_is_read(at in 0usize..2_000, with in any::<char>()) {
        let mut text: Vec<char> = include_str!("../../public/config.example.json").chars().collect();
        let at = at % text.len();
        text[at] = with;
        let text: String = text.into_iter().collect();
        let (_, problems) = Config::read(&text);
        let lines = text.matches('\n').count() + 1;
        for problem in problems {
            prop_assert!((1..=lines).contains(&problem.line), "{problem:?}");
        }
    }

    #[test]
    fn lengths_are_read_back(millis in 1i64..i64::MAX) {
        let text = length_text(Millis(millis));
        prop_assert_eq!(length(&text), Some(Millis(millis)));
    }
}

fn check_pages(text: &str, expected: Expect) {
    let (pages, problems) = Pages::read(text);
    let mut seen = String::new();
    for problem in problems {
        let Problem {
            line,
            column,
            at,
            found,
            expected,
        } = problem;
        writeln!(
            seen,
            "{line}:{column} {at:?} found {found} expected {expected:?}"
        )
        .unwrap();
    }
    writeln!(seen, "{pages:#?}").unwrap();
    expected.assert_eq(&seen);
}

#[test]
fn the_pages_of_health_read_their_part() {
    check_pages(
        r##"{
  "services": [
    {"id": "shop", "name": "Shop", "group": "Sales", "url": "/health", "probe": "shop:443", "monitor": "shop"},
    {"id": "shop"},
    {"name": "no id"}
  ],
  "health": {"failures": 2, "grace": "90s", "every": "soon", "source": "mimir"},
  "status": {
    "title": "Acme", "logo": "logo.svg", "colour": "#2b6cb0",
    "tiles": [{"title": "Requests", "expr": "sum(rate(x[5m]))", "unit": "reqps", "decimals": 1}, {"title": "no expr"}]
  }
}"##,
        expect![[r##"
            4:5 "services[1].id" found "shop" expected Unique
            5:5 "services[2].id" found  expected Text
            7:54 "health.every" found "soon" expected Length
            10:98 "status.tiles[1].expr" found  expected Text
            Pages {
                services: [
                    Service {
                        id: "shop",
                        name: "Shop",
                        group: Some(
                            "Sales",
                        ),
                        url: Some(
                            "/health",
                        ),
                        probe: Some(
                            "shop:443",
                        ),
                        monitor: Some(
                            "shop",
                        ),
                    },
                ],
                rules: Rules {
                    failures: 2,
                    grace: Millis(
                        90000,
                    ),
                },
                every: Millis(
                    30000,
                ),
                limit: Millis(
                    30000,
                ),
                source: Some(
                    "mimir",
                ),
                title: Some(
                    "Acme",
                ),
                logo: Some(
                    "logo.svg",
                ),
                colour: Some(
                    "#2b6cb0",
                ),
                tiles: [
                    Tile {
                        title: "Requests",
                        expr: "sum(rate(x[5m]))",
                        unit: "reqps",
                        decimals: Some(
                            1,
                        ),
                        source: None,
                    },
                ],
            }
        "##]],
    );
    check_pages(
        r##"{"health": {"failures": 0, "failure": 1}, "status": {"colour": "red", "tiles": 1, "logo": "javascript:1"}}"##,
        expect![[r#"
            1:25 "health.failures" found 0 expected Count { least: 1, most: 1000 }
            1:39 "health.failure" found 1 expected KnownKey { keys: ["failures", "grace", "every", "timeout", "source"], nearest: Some("failures") }
            1:64 "status.colour" found "red" expected Colour
            1:80 "status.tiles" found 1 expected List
            1:91 "status.logo" found "javascript:1" expected Address
            Pages {
                services: [],
                rules: Rules {
                    failures: 3,
                    grace: Millis(
                        60000,
                    ),
                },
                every: Millis(
                    30000,
                ),
                limit: Millis(
                    30000,
                ),
                source: None,
                title: None,
                logo: None,
                colour: None,
                tiles: [],
            }
        "#]],
    );
}
