//! Small scenes as the primitives they become.

use super::SIZE;
use super::axis;
use super::drawn;
use super::mark;
use super::record;
use super::scene;
use atalaya::chart::plane::Size;
use atalaya::chart::scene::Ink;
use atalaya::chart::scene::Mark;
use atalaya::chart::scene::Note;
use atalaya::chart::scene::Points;
use atalaya::chart::scene::Scale;
use atalaya::chart::scene::Scene;
use atalaya::chart::scene::Side;
use atalaya::chart::scene::Span;
use atalaya::chart::scene::Stack;
use atalaya::chart::scene::Status;
use atalaya::chart::scene::Style;
use atalaya::chart::scene::Threshold;
use atalaya::chart::scene::Way;
use atalaya::data::series::GAP;
use atalaya::time::Instant;
use expect_test::Expect;
use expect_test::expect;

fn check(scene: &Scene, words: &[&str], expected: &Expect) {
    expected.assert_eq(&drawn(scene, words));
}

/// A plot of 100 × 100 at 32, 6 over 0 to 100.
fn fixed(marks: Vec<Mark>) -> Scene {
    let mut scene = scene(marks);
    scene.left.min = Some(0.0);
    scene.left.max = Some(100.0);
    scene
}

#[test]
fn a_line_with_its_axes() {
    let scene = fixed(vec![mark(&[0.0, 50.0, 20.0])]);
    check(
        &scene,
        &[],
        &expect![[r#"
        line #cccccc 1px 28,106 132,106
        line #eeeeee 1px 28,81 132,81
        line #eeeeee 1px 28,56 132,56
        line #eeeeee 1px 28,31 132,31
        line #eeeeee 1px 28,6 132,6
        line #000001 1px 28,106 80,56 132,86
        text #555555 20,106 "0"
        text #555555 20,81 "25"
        text #555555 20,56 "50"
        text #555555 20,31 "75"
        text #555555 20,6 "100"
        text #555555 28,112 "0s"
    "#]],
    );
}

#[test]
fn gaps_nan_and_infinities_break_a_line_and_single_samples_get_a_dot() {
    let scene = fixed(vec![mark(&[
        10.0,
        20.0,
        GAP,
        30.0,
        f64::NAN,
        40.0,
        50.0,
        f64::INFINITY,
        60.0,
        f64::NEG_INFINITY,
        70.0,
    ])]);
    check(
        &scene,
        &["line #000001", "dot"],
        &expect![[r#"
        line #000001 1px 28,96 38,86
        line #000001 1px 80,66 90,56
        dot #000001 59,76 r2
        dot #000001 111,46 r2
        dot #000001 132,36 r2
    "#]],
    );
}

#[test]
fn gaps_are_bridged_when_asked() {
    let values = [10.0, GAP, 20.0, GAP, GAP, 80.0];
    let with = |span| {
        fixed(vec![Mark {
            span,
            ..mark(&values)
        }])
    };
    check(
        &with(Span::Always),
        &["line #000001", "dot"],
        &expect![[r#"
        line #000001 1px 28,96 69,86 132,26
    "#]],
    );
    // 20 s apart is below 25 s, 30 s is not.
    check(
        &with(Span::UpTo(25_000)),
        &["line #000001", "dot"],
        &expect![[r#"
            line #000001 1px 28,96 69,86
            dot #000001 132,26 r2
        "#]],
    );
}

#[test]
fn ways_between_samples() {
    let with = |way| {
        fixed(vec![Mark {
            style: Style::Line(way),
            ..mark(&[0.0, 100.0, 50.0])
        }])
    };
    check(
        &with(Way::StepAfter),
        &["line #000001"],
        &expect![[r#"
        line #000001 1px 28,106 80,106 80,6 132,6 132,56
    "#]],
    );
    check(
        &with(Way::StepBefore),
        &["line #000001"],
        &expect![[r#"
        line #000001 1px 28,106 28,6 80,6 80,56 132,56
    "#]],
    );
    check(
        &with(Way::Smooth),
        &["line #000001"],
        &expect![[r#"
            line #000001 1px 28,106 36,88 56,38 62,25 70,12 74,8 78,6 84,6 92,10 96,14 100,17 104,22 126,49 132,56
        "#]],
    );
}

#[test]
fn what_passes_hard_limits_is_cut_at_the_plot() {
    let scene = fixed(vec![Mark {
        fill: 0.1,
        ..mark(&[50.0, 150.0, -50.0])
    }]);
    check(
        &scene,
        &["line #000001", "area"],
        &expect![[r#"
        area #000001/0.10 28,56 54,6 93,6 119,106 132,106 28,106
        line #000001 1px 28,56 54,6
        line #000001 1px 93,6 119,106
    "#]],
    );
}

#[test]
fn stacked_areas_stand_on_each_other() {
    let stacked = |values: &[f64], place| Mark {
        ink: Ink::Series(place, 0),
        fill: 0.4,
        stack: Some(Stack {
            group: "A".to_owned(),
            percent: false,
        }),
        ..mark(values)
    };
    let scene = fixed(vec![
        stacked(&[10.0, 20.0, 10.0], 0),
        stacked(&[30.0, 30.0, 30.0], 1),
    ]);
    check(
        &scene,
        &["line #00000", "area"],
        &expect![[r#"
        area #000001/0.40 28,96 80,86 132,96 132,106 28,106
        line #000001 1px 28,96 80,86 132,96
        area #000002/0.40 28,66 80,56 132,66 132,96 80,86 28,96
        line #000002 1px 28,66 80,56 132,66
    "#]],
    );
}

#[test]
fn bars_stand_on_zero_and_on_each_other() {
    let bars = |values: &[f64], place| Mark {
        ink: Ink::Series(place, 0),
        style: Style::Bars {
            share: 1.0,
            align: 0,
        },
        fill: 1.0,
        stack: Some(Stack {
            group: "A".to_owned(),
            percent: false,
        }),
        ..mark(values)
    };
    let scene = fixed(vec![
        bars(&[20.0, 40.0, GAP], 0),
        bars(&[20.0, 10.0, 30.0], 1),
    ]);
    check(
        &scene,
        &["rect"],
        &expect![[r#"
        rect #000001 28,86 53,106
        rect #000001 54,66 105,106
        rect #000002 28,66 53,85
        rect #000002 54,56 105,65
        rect #000002 106,76 132,105
    "#]],
    );
}

#[test]
fn repeats_of_a_colour_are_dashed() {
    let scene = fixed(vec![Mark {
        ink: Ink::Series(2, 1),
        ..mark(&[50.0, 50.0])
    }]);
    let text = drawn(&scene, &["line #000003"]);
    assert_eq!(text.lines().count(), 12, "{text}");
    check(
        &scene,
        &["line #000003 1px 28", "line #000003 1px 37"],
        &expect![[r#"
            line #000003 1px 28,56 34,56
            line #000003 1px 37,56 43,56
        "#]],
    );
}

#[test]
fn thresholds_and_notes() {
    let mut scene = fixed(vec![]);
    scene.thresholds.push(Threshold {
        side: Side::Left,
        from: 80.0,
        to: f64::INFINITY,
        ink: Ink::Status(Status::Warning),
        line: true,
        dashed: false,
        band: true,
        label: "warning above 80%".to_owned(),
    });
    scene.notes.push(Note {
        from: Instant(30_000),
        to: Some(Instant(60_000)),
        text: "deployed".to_owned(),
    });
    check(
        &scene,
        &["rect", "text #bb", "area", "line #aa"],
        &expect![[r#"
            rect #aa0000/0.06 28,12 132,30
            rect #999999/0.06 80,12 132,106
            line #aa0000 1px 28,30 132,30
            text #bb0000 32,27 "warning above 80%"
            area #999999 76,2 85,2 80,9
        "#]],
    );
}

#[test]
fn two_axes_and_words_along_them() {
    let mut scene = fixed(vec![
        mark(&[0.0, 50.0]),
        Mark {
            side: Side::Right,
            ink: Ink::Series(1, 0),
            ..mark(&[1.0, 3.0])
        },
    ]);
    scene.left.label = "left".to_owned();
    let mut right = axis();
    right.scale = Scale::Log(10.0);
    scene.right = Some(right);
    let size = Size {
        width: 300.0,
        height: 126.0,
    };
    let text = record(&scene, size, None).text;
    let kept = text.lines().filter(|line| !line.starts_with("line #ee"));
    expect![[r#"
        line #cccccc 1px 44,106 272,106
        line #000001 1px 44,106 272,56
        line #000002 1px 44,106 272,6
        text #555555 36,106 "0"
        text #555555 36,81 "25"
        text #555555 36,56 "50"
        text #555555 36,31 "75"
        text #555555 36,6 "100"
        text #555555 280,106 "1"
        text #555555 280,69 "1.5"
        text #555555 280,42 "2"
        text #555555 280,22 "2.5"
        text #555555 280,6 "3"
        text #555555 44,112 "0s"
        text #555555 158,112 "5s"
        text #555555 272,112 "10s"
        text #555555 8,56 "left"
    "#]]
    .assert_eq(&kept.map(|line| format!("{line}\n")).collect::<String>());
}

#[test]
fn hidden_and_clear_marks_draw_nothing() {
    let scene = fixed(vec![
        Mark {
            hidden: true,
            ..mark(&[1.0, 2.0])
        },
        Mark {
            ink: Ink::Clear,
            ..mark(&[1.0, 2.0])
        },
    ]);
    check(&scene, &["line #00000", "dot", "area"], &expect![""]);
}

#[test]
fn a_raised_mark_is_wider_and_the_others_pale() {
    let wide = |place| Mark {
        ink: Ink::Series(place, 0),
        width: 2.0,
        ..mark(&[10.0, 90.0])
    };
    let scene = fixed(vec![wide(0), wide(1)]);
    let text = record(&scene, SIZE, Some(1)).text;
    let lines: String = text
        .lines()
        .filter(|line| line.starts_with("line #00000"))
        .map(|line| format!("{line}\n"))
        .collect();
    expect![[r#"
        line #000001/0.30 2px 28,96 132,16
        line #000002 3px 28,96 132,16
    "#]]
    .assert_eq(&lines);
}

#[test]
fn points_only() {
    let scene = fixed(vec![Mark {
        style: Style::Points,
        points: Points::Never,
        ..mark(&[10.0, 20.0, GAP])
    }]);
    check(
        &scene,
        &["dot", "line #000001"],
        &expect![[r#"
        dot #000001 28,96 r3
        dot #000001 80,86 r3
    "#]],
    );
}

#[test]
fn a_small_picture_has_no_texts() {
    let scene = fixed(vec![mark(&[10.0, 20.0])]);
    let size = Size {
        width: 60.0,
        height: 20.0,
    };
    expect![[r#"
        line #000001 1px 0,18 60,16
    "#]]
    .assert_eq(&record(&scene, size, None).text);
}

#[test]
fn a_million_samples_cost_pixels_and_a_crowd_is_thin_and_solid() {
    let noisy = |seed: u64, count: u64| {
        let value = |index: u64| {
            ((index
                .wrapping_mul(6_364_136_223_846_793_005)
                .wrapping_add(seed))
                >> 40) as f64
        };
        mark(&(0..count).map(value).collect::<Vec<_>>())
    };
    let one = record(&scene(vec![noisy(1, 100_000)]), SIZE, None);
    assert!(one.corners < 700, "{} corners", one.corners);

    let marks = (0..60).map(|seed| Mark {
        ink: Ink::Series(0, 2),
        width: 3.0,
        ..noisy(seed, 100)
    });
    let crowd = record(&scene(marks.collect()), SIZE, None).text;
    let lines = crowd
        .lines()
        .filter(|line| line.starts_with("line #000001 1px"));
    assert_eq!(lines.count(), 60);
}

#[test]
fn a_line_has_the_colour_of_the_value_it_is_at() {
    let scene = fixed(vec![Mark {
        bands: vec![
            (f64::NEG_INFINITY, Ink::Rgb(0, 0, 1)),
            (40.0, Ink::Clear),
            (60.0, Ink::Rgb(0, 0, 3)),
        ],
        fill: 0.5,
        ..mark(&[0.0, 100.0])
    }]);
    check(
        &scene,
        &["line #000001", "line #000003", "area"],
        &expect![[r#"
            area #000001/0.50 28,106 69,66 132,66 132,106 28,106
            line #000001 1px 28,106 69,66
            area #000003/0.50 90,46 132,6 132,46
            line #000003 1px 90,46 132,6
        "#]],
    );
}

#[test]
fn a_fill_fades_and_ends_at_another_line() {
    let scene = fixed(vec![
        mark(&[20.0, 20.0]),
        Mark {
            floor: Some(0),
            fill: 0.5,
            ..mark(&[80.0, 40.0])
        },
        Mark {
            fades: true,
            fill: 0.5,
            ..mark(&[10.0, 10.0])
        },
        // One that is not there is no floor.
        Mark {
            floor: Some(9),
            fill: 1.0,
            ..mark(&[5.0, 5.0])
        },
    ]);
    check(
        &scene,
        &["area"],
        &expect![[r#"
        area #000001/0.50 28,26 132,66 132,86 28,86
        area #000001/0.05 28,97 28,96 132,96 132,97
        area #000001/0.03 28,101 28,97 132,97 132,101
        area #000001/0.01 28,101 132,101 132,106 28,106
        area #000001 28,101 132,101 132,106 28,106
    "#]],
    );
}
