use atalaya::data::lines::Direction;
use atalaya::data::lines::Nanos;
use atalaya::data::lines::Window;
use atalaya::source::Ask;
use atalaya::source::log::LogAsk;
use atalaya::source::loki;
use atalaya::source::loki::Tail;
use atalaya::time::Grid;
use atalaya::time::Instant;
use atalaya::time::Millis;
use atalaya::time::Range;
use expect_test::Expect;
use expect_test::expect;

const WINDOW: Window = Window {
    from: Nanos(1_795_234_244_638_023_889),
    to: Nanos(1_795_237_844_638_023_890),
};

const HOUR: Range = Range {
    from: Instant(1_795_234_102_000),
    to: Instant(1_795_237_702_500),
};

fn check(ask: &Ask, expected: Expect) {
    let request = loki::request(ask);
    let mut text = format!("{:?} {}\n", request.method, request.path);
    for (name, value) in &request.form {
        text += &format!("{name}={value}\n");
    }
    expected.assert_eq(&text);
}

fn lines(expr: String, direction: Direction) -> Ask {
    Ask::Log(LogAsk::Lines {
        expr,
        window: WINDOW,
        limit: 1_000,
        direction,
    })
}

#[test]
fn metrics() {
    let grid = Grid {
        start: Instant(1_795_234_200_000),
        step: Millis(250),
        count: 3,
    };
    let expr = "rate({a=\"b\"}[1m])".to_owned();
    check(
        &Ask::Range {
            expr: expr.clone(),
            grid,
        },
        expect![[r#"
            Get loki/api/v1/query_range
            query=rate({a="b"}[1m])
            start=1795234200000000000
            end=1795234200500000000
            step=0.25
        "#]],
    );
    check(
        &Ask::Instant { expr, at: HOUR.to },
        expect![[r#"
            Get loki/api/v1/query
            query=rate({a="b"}[1m])
            time=1795237702500000000
        "#]],
    );
}

#[test]
fn lines_to_the_nanosecond() {
    check(
        &lines("{a=\"b\"} |= `x`".to_owned(), Direction::Backward),
        expect![[r#"
            Get loki/api/v1/query_range
            query={a="b"} |= `x`
            start=1795234244638023889
            end=1795237844638023890
            limit=1000
            direction=backward
        "#]],
    );
    let long = format!("{{a=\"{}\"}}", "b".repeat(2_000));
    let request = loki::request(&lines(long, Direction::Forward));
    assert_eq!(request.method, atalaya::source::Method::Post);
}

#[test]
fn names_values_and_series() {
    let matchers = vec!["{service=\"nginx\"}".to_owned()];
    check(
        &Ask::LabelNames {
            matchers: Vec::new(),
            range: HOUR,
        },
        expect![[r#"
            Get loki/api/v1/labels
            start=1795234102000000000
            end=1795237702500000000
        "#]],
    );
    check(
        &Ask::LabelValues {
            label: "a/b ü".to_owned(),
            matchers: matchers.clone(),
            range: HOUR,
        },
        expect![[r#"
            Get loki/api/v1/label/a%2Fb%20%C3%BC/values
            start=1795234102000000000
            end=1795237702500000000
            query={service="nginx"}
        "#]],
    );
    check(
        &Ask::Series {
            matchers,
            range: HOUR,
        },
        expect![[r#"
            Get loki/api/v1/series
            match[]={service="nginx"}
            start=1795234102000000000
            end=1795237702500000000
        "#]],
    );
}

#[test]
fn what_only_logs_are_asked() {
    let expr = || "{a=\"b\"}".to_owned();
    let (window, step) = (WINDOW, Millis(60_000));
    let labels = vec!["service".to_owned(), "host".to_owned()];
    let asks = [
        LogAsk::Stats {
            expr: expr(),
            window,
        },
        LogAsk::Volume {
            expr: expr(),
            window,
            labels: labels.clone(),
            limit: 20,
        },
        LogAsk::VolumeRange {
            expr: expr(),
            window,
            labels,
            limit: 20,
            step,
        },
        LogAsk::Patterns {
            expr: expr(),
            window,
            step,
        },
        LogAsk::DetectedLabels {
            expr: String::new(),
            window,
        },
        LogAsk::DetectedFields {
            expr: expr(),
            window,
            sample: 500,
        },
        LogAsk::FieldValues {
            field: "level".to_owned(),
            expr: expr(),
            window,
            limit: 10,
        },
        LogAsk::Format { expr: expr() },
    ];
    let mut text = String::new();
    for ask in asks {
        let request = loki::request(&Ask::Log(ask));
        let form: Vec<String> = request
            .form
            .iter()
            .map(|(name, value)| format!("{name}={value}"))
            .collect();
        text += &format!("{:?} {}?{}\n", request.method, request.path, form.join("&"));
    }
    expect![[r#"
        Get loki/api/v1/index/stats?query={a="b"}&start=1795234244638023889&end=1795237844638023890
        Get loki/api/v1/index/volume?query={a="b"}&start=1795234244638023889&end=1795237844638023890&targetLabels=service,host&limit=20
        Get loki/api/v1/index/volume_range?query={a="b"}&start=1795234244638023889&end=1795237844638023890&targetLabels=service,host&limit=20&step=60
        Get loki/api/v1/patterns?query={a="b"}&start=1795234244638023889&end=1795237844638023890&step=60
        Get loki/api/v1/detected_labels?start=1795234244638023889&end=1795237844638023890
        Get loki/api/v1/detected_fields?query={a="b"}&start=1795234244638023889&end=1795237844638023890&line_limit=500
        Get loki/api/v1/detected_field/level/values?query={a="b"}&start=1795234244638023889&end=1795237844638023890&limit=10
        Get loki/api/v1/format_query?query={a="b"}
    "#]].assert_eq(&text);
}

#[test]
fn a_tail_is_an_address() {
    let tail = Tail {
        expr: "{a=\"ü b\"} |= `x+y`".to_owned(),
        start: WINDOW.from,
        limit: 100,
    };
    expect!["wss://here/loki/loki/api/v1/tail?query=%7Ba%3D%22%C3%BC%20b%22%7D%20%7C%3D%20%60x%2By%60&start=1795234244638023889&limit=100"].assert_eq(&loki::tail_url("https://here/loki/", &tail));
}
