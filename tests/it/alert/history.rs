use crate::alert::labels;
use atalaya::alert::history::csv;
use atalaya::alert::history::read;
use atalaya::data::series::GAP;
use atalaya::data::series::Matrix;
use atalaya::data::series::Series;
use atalaya::time::Grid;
use atalaya::time::Instant;
use atalaya::time::Millis;
use expect_test::expect;
use std::sync::Arc;

/// A minute a letter: `f` holds, anything else is a gap.
fn series(text: &str, times: &str) -> Series {
    let value = |sign| if sign == 'f' { 1.0 } else { GAP };
    Series {
        labels: labels(text).with("__name__", "ALERTS"),
        values: Arc::new(times.chars().map(value).collect()),
        histograms: Vec::new(),
    }
}

#[test]
fn a_past() {
    let matrix = Matrix {
        grid: Grid {
            start: Instant(0),
            step: Millis(60_000),
            count: 32,
        },
        series: vec![
            series(
                "alertname=A alertstate=pending",
                ".ff....ff.......................",
            ),
            series(
                "alertname=A alertstate=firing",
                "...ff....fff..................ff",
            ),
            series(
                "alertname=B,\"x\" alertstate=firing",
                "ffff............................",
            ),
            series(
                "alertname==1 alertstate=pending",
                "...............................f",
            ),
            series("alertname=C", "ffffffffffffffffffffffffffffffff"),
        ],
    };
    let past = read(&matrix);
    let mut text = String::new();
    for one in &past {
        text += &format!(
            "{} {} times, {} s, {} flaps, resolved in {:?}\n",
            one.labels,
            one.count,
            one.firing.0 / 1000,
            one.flaps,
            one.mean_to_resolve
        );
    }
    text += &csv(&past).replace("\r\n", "\n");
    expect![[r#"
        {alertname="A"} 3 times, 360 s, 1 flaps, resolved in Some(Millis(150000))
        {alertname="B,\"x\""} 1 times, 240 s, 0 flaps, resolved in None
        {alertname="=1"} 0 times, 0 s, 0 flaps, resolved in None
        alertname,labels,state,from,to,seconds,began,ended
        A,"alertname=""A""",pending,1970-01-01T00:01:00.000Z,1970-01-01T00:03:00.000Z,120,true,true
        A,"alertname=""A""",firing,1970-01-01T00:03:00.000Z,1970-01-01T00:05:00.000Z,120,true,true
        A,"alertname=""A""",pending,1970-01-01T00:07:00.000Z,1970-01-01T00:09:00.000Z,120,true,true
        A,"alertname=""A""",firing,1970-01-01T00:09:00.000Z,1970-01-01T00:12:00.000Z,180,true,true
        A,"alertname=""A""",firing,1970-01-01T00:30:00.000Z,1970-01-01T00:31:00.000Z,60,true,false
        "B,""x""","alertname=""B,\""x\""""",firing,1970-01-01T00:00:00.000Z,1970-01-01T00:04:00.000Z,240,false,true
        '=1,"alertname=""=1""",pending,1970-01-01T00:31:00.000Z,1970-01-01T00:31:00.000Z,0,true,false
    "#]].assert_eq(&text);
}
