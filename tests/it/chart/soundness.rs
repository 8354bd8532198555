//! Whatever a scene holds, laying out, drawing and pointing end without a panic, within the picture.

use super::axis;
use super::lay;
use super::record;
use atalaya::chart::hit;
use atalaya::chart::plane::Size;
use atalaya::chart::scene::Axis;
use atalaya::chart::scene::Ink;
use atalaya::chart::scene::Mark;
use atalaya::chart::scene::Note;
use atalaya::chart::scene::Points;
use atalaya::chart::scene::Scale;
use atalaya::chart::scene::Scene;
use atalaya::chart::scene::Side;
use atalaya::chart::scene::Span;
use atalaya::chart::scene::Stack;
use atalaya::chart::scene::Style;
use atalaya::chart::scene::Threshold;
use atalaya::chart::scene::Way;
use atalaya::data::series::GAP;
use atalaya::time::Grid;
use atalaya::time::Instant;
use atalaya::time::Millis;
use atalaya::time::Range;
use proptest::prelude::Just;
use proptest::prelude::Strategy;
use proptest::prelude::any;
use proptest::prop_oneof;
use proptest::proptest;
use proptest::sample::select;

fn number() -> impl Strategy<Value = f64> {
    prop_oneof![
        -100.0_f64..100.0,
        select(vec![
            0.0,
            -0.0,
            1.0,
            GAP,
            f64::NAN,
            f64::INFINITY,
            f64::NEG_INFINITY,
            f64::MAX,
            f64::MIN,
            f64::MIN_POSITIVE,
            5e-324,
        ]),
        any::<f64>(),
    ]
}

fn moment() -> impl Strategy<Value = i64> {
    prop_oneof![
        -100_i64..100,
        select(vec![0, i64::MIN, i64::MAX, 1_700_000_000_000]),
    ]
}

fn any_scale() -> impl Strategy<Value = Scale> {
    prop_oneof![
        Just(Scale::Linear),
        number().prop_map(Scale::Log),
        (number(), number()).prop_map(|(base, linear)| Scale::SymLog { base, linear }),
    ]
}

fn any_axis() -> impl Strategy<Value = Axis> {
    let limit = || proptest::option::of(number());
    let unit = select(vec!["short", "bytes", ""]);
    (
        any_scale(),
        limit(),
        limit(),
        limit(),
        limit(),
        any::<bool>(),
        proptest::option::of(0_u8..9),
        unit,
    )
        .prop_map(
            |(scale, min, max, soft_min, soft_max, centred_zero, decimals, unit)| Axis {
                scale,
                min,
                max,
                soft_min,
                soft_max,
                centred_zero,
                decimals,
                unit: unit.to_owned(),
                label: unit.to_owned(),
                ..axis()
            },
        )
}

fn any_style() -> impl Strategy<Value = Style> {
    prop_oneof![
        select(vec![
            Way::Linear,
            Way::Smooth,
            Way::StepBefore,
            Way::StepAfter
        ])
        .prop_map(Style::Line),
        (any::<f32>(), -1_i8..=1).prop_map(|(share, align)| Style::Bars { share, align }),
        Just(Style::Points),
    ]
}

fn any_mark() -> impl Strategy<Value = Mark> {
    let grid = (moment(), moment(), 0_usize..80, 0_usize..80);
    let look = (
        any_style(),
        any::<f32>(),
        any::<f32>(),
        any::<f32>(),
        any::<bool>(),
        0_u8..3,
    );
    let stack = proptest::option::of((any::<bool>(), select(vec!["A", "B"])));
    let span = prop_oneof![
        Just(Span::Never),
        Just(Span::Always),
        moment().prop_map(Span::UpTo)
    ];
    let points = select(vec![Points::Single, Points::Always, Points::Never]);
    (
        grid,
        look,
        stack,
        span,
        points,
        proptest::collection::vec(number(), 80),
    )
        .prop_map(
            |(
                (start, step, count, len),
                (style, width, fill, point_size, flag, dash),
                stack,
                span,
                points,
                values,
            )| Mark {
                name: String::new(),
                ink: Ink::Series(200, dash),
                side: if flag { Side::Left } else { Side::Right },
                grid: Grid {
                    start: Instant(start),
                    step: Millis(step),
                    count,
                },
                values: values[..len].to_vec().into(),
                style,
                width,
                fill,
                fades: flag,
                bands: vec![
                    (f64::from(fill), Ink::Rgb(1, 2, 3)),
                    (f64::from(width), Ink::Clear),
                ],
                floor: (dash > 0).then_some(count % 4),
                stack: stack.map(|(percent, group)| Stack {
                    group: group.to_owned(),
                    percent,
                }),
                span,
                points,
                point_size,
                hidden: false,
                negative: flag,
            },
        )
}

fn any_scene() -> impl Strategy<Value = Scene> {
    let range = (moment(), moment());
    let marks = proptest::collection::vec(any_mark(), 0..4);
    (
        range,
        any_axis(),
        proptest::option::of(any_axis()),
        marks,
        number(),
        number(),
        moment(),
    )
        .prop_map(|((from, to), left, right, marks, low, high, at)| Scene {
            range: Range {
                from: Instant(from),
                to: Instant(to),
            },
            left,
            right,
            marks,
            thresholds: vec![Threshold {
                side: Side::Right,
                from: low,
                to: high,
                ink: Ink::Rgb(1, 2, 3),
                line: true,
                dashed: true,
                band: true,
                label: "t".to_owned(),
            }],
            notes: vec![Note {
                from: Instant(at),
                to: Some(Instant(from)),
                text: String::new(),
            }],
        })
}

proptest! {
    #[test]
    fn any_scene_draws(scene in any_scene(), width in prop_oneof![number(), 100.0_f64..600.0], height in prop_oneof![number(), 100.0_f64..300.0]) {
        let size = Size { width: width.min(5_000.0), height: height.min(5_000.0) };
        let recorder = record(&scene, size, Some(0));
        // Bounded by pixels: nothing in a scene can make the drawing explode.
        assert!(recorder.corners < 400_000, "{} corners", recorder.corners);
        let layout = lay(&scene, size);
        let at = hit::instant(&scene, &layout, width / 2.0);
        let hits = hit::at(&scene, &layout, at);
        let nearest = hit::nearest_mark(&hits, height / 2.0);
        assert!(nearest.is_none_or(|hit| hit.point.is_some()));
    }
}
