use crate::alert::labels;
use atalaya::alert::history::Quiet;
use atalaya::alert::history::csv;
use atalaya::alert::history::pieces;
use atalaya::alert::history::read;
use atalaya::alert::matcher;
use atalaya::alert::matcher::Ready;
use atalaya::data::labels::Labels;
use atalaya::data::series::GAP;
use atalaya::data::series::Matrix;
use atalaya::data::series::Series;
use atalaya::time::Grid;
use atalaya::time::Instant;
use atalaya::time::Millis;
use expect_test::Expect;
use expect_test::expect;

/// A minute a letter: `f` holds, anything else is a gap.
fn series(text: &str, times: &str) -> Series {
    let value = |sign| if sign == 'f' { 1.0 } else { GAP };
    Series {
        labels: labels(text).with("__name__", "ALERTS"),
        values: times.chars().map(value).collect(),
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
    let past = read(&matrix, &Labels::default());
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

#[test]
fn what_was_silenced_is_parted_from_what_was_heard() {
    let matrix = Matrix {
        grid: Grid {
            start: Instant(0),
            step: Millis(1),
            count: 21,
        },
        series: vec![
            series("alertname=A alertstate=pending", "ff..................."),
            series("alertname=A alertstate=firing", "..ffffffffff....fffff"),
        ],
    };
    // `ALERTS` has not what the server adds on the way; a name that the alert has already stays as it is.
    let added = labels("cluster=eu alertname=Z");
    let past = read(&matrix, &added);
    let quiet = |text: &str, from: i64, to: i64| Quiet {
        ready: Ready::new(&matcher::read(text).unwrap()).unwrap(),
        from: Instant(from),
        to: Instant(to),
    };
    let check = |silences: &[Quiet], expected: Expect| {
        let pieces: Vec<String> = pieces(&past[0], silences)
            .into_iter()
            .map(|(shown, from, to)| format!("{shown:?} {}-{}", from.0, to.0))
            .collect();
        expected.assert_eq(&pieces.join(", "));
    };
    check(&[], expect!["Pending 0-2, Firing 2-12, Firing 16-20"]);
    check(
        &[quiet("alertname=A, cluster=eu", 0, 4)],
        expect!["Pending 0-2, Silenced 2-4, Firing 4-12, Firing 16-20"],
    );
    check(
        &[quiet("cluster=us", 0, 4), quiet("alertname=Z", 0, 4)],
        expect!["Pending 0-2, Firing 2-12, Firing 16-20"],
    );
    check(
        &[quiet("alertname=B", 0, 99)],
        expect!["Pending 0-2, Firing 2-12, Firing 16-20"],
    );
    check(
        &[quiet("alertname=A", 0, 99)],
        expect!["Pending 0-2, Silenced 2-12, Silenced 16-20"],
    );
    check(
        &[quiet("alertname=A", 6, 9), quiet("alertname=~.+", 4, 7)],
        expect!["Pending 0-2, Firing 2-4, Silenced 4-9, Firing 9-12, Firing 16-20"],
    );
    check(
        &[
            quiet("alertname=A", 4, 6),
            quiet("alertname=A", 8, 18),
            quiet("alertname=A", 9, 9),
        ],
        expect![
            "Pending 0-2, Firing 2-4, Silenced 4-6, Firing 6-8, Silenced 8-12, Silenced 16-18, Firing 18-20"
        ],
    );
}
