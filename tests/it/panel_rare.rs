//! Pictures of the rarer panel types: options and answers in, tiles, bars and slices as text out.

use crate::panel_text::answer;
use crate::panel_text::check;
use crate::panel_text::labels;
use crate::panel_text::matrix;
use crate::panel_text::vector;
use atalaya::chart::circle;
use atalaya::chart::layout::Furniture;
use atalaya::chart::mosaic;
use atalaya::chart::mosaic::Mosaic;
use atalaya::chart::mosaic::Rows;
use atalaya::chart::mosaic::Tile;
use atalaya::chart::mosaic::Which;
use atalaya::chart::mosaic::Written;
use atalaya::chart::plane::Point;
use atalaya::chart::plane::Size;
use atalaya::chart::scene::Ink;
use atalaya::data::series::Bucket;
use atalaya::data::series::GAP;
use atalaya::data::series::Histogram;
use atalaya::data::series::Matrix;
use atalaya::data::series::Series;
use atalaya::source::Found;
use atalaya::time::Grid;
use atalaya::time::Instant;
use atalaya::time::Millis;
use atalaya::time::Range;
use expect_test::expect;
use proptest::prelude::*;
use serde_json::json;

const UP: &str = "{{job}}";

fn states(options: serde_json::Value, custom: serde_json::Value) -> serde_json::Value {
    json!({
        "type": "state-timeline",
        "options": options,
        "fieldConfig": {"defaults": {
            "color": {"mode": "thresholds"},
            "custom": custom,
            "thresholds": {"mode": "absolute", "steps": [
                {"color": "green", "value": null}, {"color": "red", "value": 80.0},
            ]},
        }},
    })
}

#[test]
fn states_hold_until_the_next_and_end_in_a_gap() {
    let load = matrix(&[
        (
            "job=a",
            &[
                10.0, 20.0, 90.0, GAP, 30.0, 30.0, 30.0, 30.0, 30.0, 30.0, 30.0,
            ],
        ),
        ("job=b", &[85.0, GAP, 95.0]),
    ]);
    check(
        states(json!({"rowHeight": 0.5}), json!({})),
        &[(UP, &load)],
        &expect![[r#"
            Names(["b", "a"]) fill 0.7 Written { which: Fitting, at: 0.0 } cut 0
            0 0..60 s 0.25..0.75 AtLeast 80 [] Status(Critical) Status(Critical)
            0 120..600 s 0.25..0.75 AtLeast 80 [] Status(Critical) Status(Critical)
            1 0..120 s 1.25..1.75 Below 80 [] Status(Ok)
            1 120..180 s 1.25..1.75 AtLeast 80 [] Status(Critical) Status(Critical)
            1 240..600 s 1.25..1.75 Below 80 [] Status(Ok)
            legend (List, Bottom) [1, 0]
        "#]],
    );
}

#[test]
fn gaps_are_bridged_if_the_file_says_so() {
    let load = matrix(&[("job=a", &[10.0, GAP, 90.0, GAP, GAP, 95.0])]);
    check(
        states(
            json!({"mergeValues": false, "showValue": "never"}),
            json!({"spanNulls": 150_000, "fillOpacity": 100}),
        ),
        &[(UP, &load)],
        &expect![[r#"
            Names(["a"]) fill 1 Written { which: None, at: 0.0 } cut 0
            0 0..120 s 0.05..0.95 Is 10 [] Status(Ok)
            0 120..180 s 0.05..0.95 Is 90 [] Status(Critical) Status(Critical)
            0 300..600 s 0.05..0.95 Is 95 [] Status(Critical) Status(Critical)
            legend (List, Bottom) [0, 1, 2]
        "#]],
    );
    check(
        states(json!({}), json!({"spanNulls": true})),
        &[(UP, &load)],
        &expect![[r#"
            Names(["a"]) fill 0.7 Written { which: Fitting, at: 0.0 } cut 0
            0 0..120 s 0.05..0.95 Below 80 [] Status(Ok)
            0 120..600 s 0.05..0.95 AtLeast 80 [] Status(Critical) Status(Critical)
            legend (List, Bottom) [0, 1]
        "#]],
    );
}

#[test]
fn a_mapping_names_a_state() {
    let up = matrix(&[("job=a", &[1.0, 1.0, 0.0, 1.0])]);
    check(
        json!({
            "type": "state-timeline",
            "fieldConfig": {"defaults": {"mappings": [
                {"type": "value", "options": {"0": {"text": "down", "color": "red"}, "1": {"text": "up", "color": "green"}}},
            ]}},
        }),
        &[(UP, &up)],
        &expect![[r#"
            Names(["a"]) fill 0.7 Written { which: Fitting, at: 0.0 } cut 0
            0 0..120 s 0.05..0.95 Is 1 [] "up" Status(Ok) Status(Ok)
            0 120..180 s 0.05..0.95 Is 0 [] "down" Status(Critical) Status(Critical)
            0 180..600 s 0.05..0.95 Is 1 [] "up" Status(Ok) Status(Ok)
            legend (List, Bottom) [0, 1]
        "#]],
    );
}

#[test]
fn a_status_history_has_a_tile_for_each_sample() {
    let up = matrix(&[("job=a", &[1.0, 1.0, GAP, 0.0])]);
    check(
        json!({
            "type": "status-history",
            "options": {"colWidth": 0.5, "rowHeight": 1.0},
            "fieldConfig": {"defaults": {
                "color": {"mode": "continuous-GrYlRd"}, "unit": "percentunit", "min": 0.0, "max": 1.0,
            }},
        }),
        &[(UP, &up)],
        &expect![[r#"
            Names(["a"]) fill 0.7 Written { which: Fitting, at: 0.5 } cut 0
            0 0..15 s 0..1 Is 1 [percentunit] Rgb(242, 73, 92) Rgb(242, 73, 92)
            0 45..75 s 0..1 Is 1 [percentunit] Rgb(242, 73, 92) Rgb(242, 73, 92)
            0 165..195 s 0..1 Is 0 [percentunit] Rgb(115, 191, 105) Rgb(115, 191, 105)
            legend (List, Bottom) []
        "#]],
    );
}

#[test]
fn bars_by_the_first_text_stacked_as_shares() {
    let disk = vector(&[("mount=/ job=a", 30.0), ("mount=/home job=a", 10.0)]);
    let free = vector(&[("mount=/ job=a", 70.0), ("mount=/home job=a", 30.0)]);
    let panel = |stacking: &str| {
        json!({
            "type": "barchart",
            "targets": [{"format": "table"}],
            "options": {"stacking": stacking, "xField": "mount", "orientation": "horizontal"},
            "transformations": [{"id": "merge", "options": {}}],
            "fieldConfig": {"defaults": {"unit": "bytes", "color": {"mode": "palette-classic"}}},
        })
    };
    check(
        panel("percent"),
        &[("", &disk), ("", &free)],
        &expect![[r#"
            units ("percentunit", "") horizontal Some(true) stacked cut 0
            ticks 0@0.00 0.25@0.25 0.5@0.50 0.75@0.75 1@1.00
            Text("/"): 0.00..0.30 30 [bytes] Series(0, 0) | 0.30..1.00 70 [bytes] Series(1, 0)
            Text("/home"): 0.00..0.25 10 [bytes] Series(0, 0) | 0.25..1.00 30 [bytes] Series(1, 0)
        "#]],
    );
    check(
        panel("none"),
        &[("", &disk), ("", &free)],
        &expect![[r#"
        units ("bytes", "") horizontal Some(true) cut 0
        ticks 0@0.00 16@0.21 32@0.42 48@0.62 64@0.83
        Text("/"): 0.00..0.39 30 [bytes] Series(0, 0) | 0.00..0.91 70 [bytes] Series(1, 0)
        Text("/home"): 0.00..0.13 10 [bytes] Series(0, 0) | 0.00..0.39 30 [bytes] Series(1, 0)
    "#]],
    );
}

#[test]
fn slices_by_size() {
    let parts = vector(&[
        ("job=a", 10.0),
        ("job=b", 30.0),
        ("job=c", -5.0),
        ("job=d", f64::NAN),
    ]);
    check(
        json!({
            "type": "piechart",
            "options": {"pieType": "donut", "displayLabels": ["name", "percent"], "legend": {"placement": "right", "values": ["value"]}},
            "fieldConfig": {"defaults": {"unit": "short", "color": {"mode": "palette-classic"}}},
        }),
        &[(UP, &parts)],
        &expect![[r#"
            donut true labels Figures { name: true, value: false, percent: true } legend (List, Right, Figures { name: false, value: true, percent: false })
            "b" 0.750 30 [short] Series(1, 0)
            "a" 0.250 10 [short] Series(0, 0)
            "c" 0.000 -5 [short] Series(2, 0)
        "#]],
    );
}

#[test]
fn a_classic_histogram_as_rows_of_counts() {
    let buckets = matrix(&[
        ("le=0.5", &[4.0, 6.0]),
        ("le=+Inf", &[10.0, 10.0]),
        ("le=0.1", &[1.0, 6.0]),
    ]);
    check(
        json!({"type": "heatmap", "targets": [{"format": "heatmap"}], "options": {"color": {"steps": 4}}}),
        &[("{{le}}", &buckets)],
        &expect![[r#"
            Edges(["0.0", "0.1", "0.5", "+Inf"]) fill 1 Written { which: None, at: 0.0 } cut 0
            0 0..60 s 0..1 6 colour 3
            2 0..60 s 2..3 4 colour 0
            legend (List, Bottom) 4..6 [] light (4, Some(Rgb(255, 245, 235)), Some(Rgb(127, 39, 4))) dark (4, Some(Rgb(127, 39, 4)), Some(Rgb(255, 245, 235)))
        "#]],
    );
    check(
        json!({
            "type": "heatmap", "targets": [{"format": "heatmap"}],
            "options": {
                "yAxis": {"reverse": true}, "filterValues": {"le": 3}, "rowsFrame": {"layout": "unknown"},
                "color": {"mode": "opacity", "fill": "red", "min": 0, "max": 10, "steps": 2, "exponent": 1},
            },
        }),
        &[("{{le}}", &buckets)],
        &expect![[r#"
            Names(["+Inf", "0.5", "0.1"]) fill 1 Written { which: None, at: 0.0 } cut 0
            0 0..60 s 0..1 4 colour 0
            2 0..60 s 2..3 6 colour 1
            legend (List, Bottom) 0..10 [] light (2, Some(Rgb(240, 151, 162)), Some(Rgb(224, 47, 68))) dark (2, Some(Rgb(133, 50, 62)), Some(Rgb(242, 73, 92)))
        "#]],
    );
}

#[test]
fn samples_are_counted_in_buckets() {
    let values = matrix(&[("job=a", &[1.0, 2.0, 40.0]), ("job=b", &[1.5, 90.0, 99.0])]);
    check(
        json!({"type": "heatmap", "options": {"calculate": true, "calculation": {
            "xBuckets": {"mode": "size", "value": "2m"}, "yBuckets": {"mode": "count", "value": "5"},
        }}}),
        &[(UP, &values)],
        &expect![[r#"
            Values { axis: Axis { unit: "", decimals: None, scale: Linear, min: Some(0.0), max: Some(100.0), soft_min: None, soft_max: None, centred_zero: false, label: "", hidden: false, names: [] }, reverse: false } fill 1 Written { which: None, at: 0.0 } cut 0
            0 0..120 s 0..20 3 colour 63
            1 120..240 s 40..60 1 colour 0
            2 0..120 s 80..100 1 colour 0
            2 120..240 s 80..100 1 colour 0
            legend (List, Bottom) 1..3 [] light (64, Some(Rgb(255, 245, 235)), Some(Rgb(127, 39, 4))) dark (64, Some(Rgb(127, 39, 4)), Some(Rgb(255, 245, 235)))
        "#]],
    );
    check(
        json!({"type": "heatmap", "options": {"calculate": true, "calculation": {
            "xBuckets": {"mode": "size", "value": "10m"}, "yBuckets": {"scale": {"type": "log", "log": 10}},
        }}}),
        &[(UP, &values)],
        &expect![[r#"
            Values { axis: Axis { unit: "", decimals: None, scale: Log(10.0), min: Some(1.0), max: Some(100.0), soft_min: None, soft_max: None, centred_zero: false, label: "", hidden: false, names: [] }, reverse: false } fill 1 Written { which: None, at: 0.0 } cut 0
            0 0..600 s 1..10 3 colour 0
            1 0..600 s 10..100 3 colour 0
            legend (List, Bottom) 3..3 [] light (64, Some(Rgb(255, 245, 235)), Some(Rgb(127, 39, 4))) dark (64, Some(Rgb(127, 39, 4)), Some(Rgb(255, 245, 235)))
        "#]],
    );
}

#[test]
fn native_histograms_of_several_series_are_added_up() {
    let histogram = |count: f64| Histogram {
        count,
        sum: 1.0,
        buckets: vec![
            Bucket {
                rule: 0,
                lower: 0.5,
                upper: 1.0,
                count,
            },
            Bucket {
                rule: 0,
                lower: 1.0,
                upper: 2.0,
                count: 2.0 * count,
            },
        ],
    };
    let series = |pairs: &str, count: f64| Series {
        labels: labels(pairs),
        values: vec![0.5, GAP].into(),
        histograms: vec![(0, histogram(count))],
    };
    let answer = answer(Found::Matrix(Matrix {
        grid: Grid {
            start: Instant(60_000),
            step: Millis(60_000),
            count: 2,
        },
        series: vec![series("job=a", 1.0), series("job=b", 4.0)],
    }));
    check(
        json!({"type": "heatmap", "options": {"color": {"steps": 2}, "yAxis": {"unit": "s"}}}),
        &[("", &answer)],
        &expect![[r#"
            Values { axis: Axis { unit: "s", decimals: None, scale: Log(2.0), min: Some(0.5), max: Some(2.0), soft_min: None, soft_max: None, centred_zero: false, label: "", hidden: false, names: [] }, reverse: false } fill 1 Written { which: None, at: 0.0 } cut 0
            0 0..60 s 0.5..1 5 colour 0
            1 0..60 s 1..2 10 colour 1
            legend (List, Bottom) 5..10 [] light (2, Some(Rgb(255, 245, 235)), Some(Rgb(127, 39, 4))) dark (2, Some(Rgb(127, 39, 4)), Some(Rgb(255, 245, 235)))
        "#]],
    );
}

#[test]
fn a_histogram_with_its_empty_buckets() {
    let values = matrix(&[("job=a", &[1.0, 1.5, 7.0]), ("job=b", &[2.0, GAP, 2.5])]);
    check(
        json!({"type": "histogram", "options": {"bucketSize": 2, "combine": true}, "fieldConfig": {"defaults": {"unit": "s"}}}),
        &[(UP, &values)],
        &expect![[r#"
            units ("", "s") horizontal Some(false) cut 0
            ticks 0@0.00 0.5@0.23 1@0.45 1.5@0.68 2@0.91
            Span(0.0, 2.0): 0.00..0.91 2 [] Series(8, 0)
            Span(2.0, 4.0): 0.00..0.91 2 [] Series(8, 0)
            Span(4.0, 6.0): 
            Span(6.0, 8.0): 0.00..0.45 1 [] Series(8, 0)
        "#]],
    );
}

#[test]
fn nothing_answered_is_empty() {
    for kind in [
        "state-timeline",
        "status-history",
        "barchart",
        "piechart",
        "heatmap",
        "histogram",
    ] {
        check(
            json!({"type": kind}),
            &[],
            &expect![[r#"
            empty
        "#]],
        );
    }
}

#[test]
fn a_slice_is_an_arc_and_all_of_it_two() {
    let turn = |angle: f64| (angle.cos(), angle.sin());
    expect!["M50.00 2.00A48 48 0 0 1 98.00 50.00L50 50Z"]
        .assert_eq(&circle::slice(0.0, 0.25, false, turn));
    expect!["M50.00 2.00A48 48 0 0 1 50.00 98.00L50.00 78.00A28 28 0 0 0 50.00 22.00ZM50.00 98.00A48 48 0 0 1 50.00 2.00L50.00 22.00A28 28 0 0 0 50.00 78.00Z"].assert_eq(&circle::slice(0.0, 1.0, true, turn));
}

/// Rows of tiles of the given lengths in minutes, one row above the other.
fn rows(rows: &[Vec<i64>], gap: f32) -> Mosaic {
    let mut tiles = Vec::new();
    for (row, lengths) in rows.iter().enumerate() {
        let mut from = 0;
        for length in lengths {
            tiles.push(Tile {
                row: row as u32,
                from: Instant(from),
                to: Instant(from + length),
                lower: row as f64 + 0.1,
                upper: row as f64 + 0.9,
                ink: Ink::Muted,
                what: 0,
                value: 0.0,
            });
            from += length;
        }
    }
    Mosaic {
        range: Range {
            from: Instant(0),
            to: Instant(1_000),
        },
        rows: Rows::Names(rows.iter().map(|_| "a name".to_owned()).collect()),
        tiles,
        gap,
        fill: 1.0,
        words: Written {
            which: Which::None,
            at: 0.0,
        },
    }
}

proptest! {
    /// What is drawn is what is hit, within the plot, and the keyboard reaches it.
    #[test]
    fn a_tile_is_hit_where_it_is_drawn(
        lengths in prop::collection::vec(prop::collection::vec(20_i64..400, 1..6), 1..6),
        width in 200.0..900.0_f64,
        height in 120.0..500.0_f64,
        ratio in 1.0..3.0_f64,
    ) {
        let mosaic = rows(&lengths, 1.0);
        let furniture = Furniture {
            values: &|values, _, _| values.iter().map(f64::to_string).collect(),
            times: &|_| Vec::new(),
            measure: &|text| text.len() as f64 * 6.0,
        };
        let laid = mosaic::lay_out(&mosaic, Size { width, height }, &furniture);
        for (index, tile) in mosaic.tiles.iter().enumerate() {
            let Some(rect) = mosaic::place(&mosaic, tile, &laid, ratio) else {
                prop_assert!(tile.from.0 > 1_000);
                continue;
            };
            prop_assert!(rect.left >= laid.plot.left - 1.0 && rect.right <= laid.plot.right + 1.0);
            if tile.to.0 <= 1_000 && rect.width() > 3.0 {
                let middle = Point { x: (rect.left + rect.right) / 2.0, y: (rect.top + rect.bottom) / 2.0 };
                prop_assert_eq!(mosaic::hit(&mosaic, &laid, middle), Some(index));
            }
            let next = mosaic::step(&mosaic, Some(index), 1, 0).unwrap();
            prop_assert_eq!(mosaic.tiles[next].row, tile.row);
            prop_assert!(mosaic.tiles[next].from >= tile.from);
            let above = mosaic::step(&mosaic, Some(index), 0, 1).unwrap();
            let highest = lengths.len() as u32 - 1;
            prop_assert_eq!(mosaic.tiles[above].row, (tile.row + 1).min(highest));
        }
    }
}
