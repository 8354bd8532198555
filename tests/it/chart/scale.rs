//! Limits, scales and ticks.

use super::axis;
use atalaya::chart::scale::ValueScale;
use atalaya::chart::scale::extent;
use atalaya::chart::scale::limits;
use atalaya::chart::scene::Axis;
use atalaya::chart::scene::Scale;
use atalaya::chart::tick::ticks;
use proptest::prelude::Just;
use proptest::prelude::Strategy;
use proptest::prop_assert;
use proptest::prop_assert_eq;
use proptest::prop_assume;
use proptest::prop_oneof;
use proptest::proptest;

fn check(axis: &Axis, data: Option<(f64, f64)>, expected: (f64, f64)) {
    assert_eq!(limits(axis, data), expected, "{axis:?} over {data:?}");
}

#[test]
fn limits_of_a_linear_axis() {
    let plain = axis();
    check(&plain, None, (0.0, 100.0));
    check(&plain, Some((0.0, 0.0)), (0.0, 100.0));
    check(&plain, Some((5.0, 5.0)), (0.0, 10.0));
    check(&plain, Some((-5.0, -5.0)), (-10.0, 0.0));
    // Room of a tenth; zero because it is near.
    check(&plain, Some((1.0, 100.0)), (0.0, 110.0));
    check(&plain, Some((80.0, 100.0)), (78.0, 102.0));
    check(&plain, Some((-20.0, 30.0)), (-25.0, 35.0));
}

#[test]
fn soft_limits_extend_and_hard_limits_cut() {
    let soft = Axis {
        soft_min: Some(0.0),
        soft_max: Some(100.0),
        ..axis()
    };
    check(&soft, Some((80.0, 90.0)), (0.0, 100.0));
    check(&soft, Some((80.0, 120.0)), (0.0, 124.0));
    check(&soft, None, (0.0, 100.0));
    let hard = Axis {
        min: Some(10.0),
        max: Some(50.0),
        ..axis()
    };
    check(&hard, Some((0.0, 1000.0)), (10.0, 50.0));
}

#[test]
fn centred_zero_whole_limits_and_logarithms() {
    let centred = Axis {
        centred_zero: true,
        ..axis()
    };
    check(&centred, Some((-20.0, 30.0)), (-35.0, 35.0));
    let whole = Axis {
        decimals: Some(0),
        ..axis()
    };
    check(&whole, Some((2.2, 2.7)), (2.0, 3.0));
    let log = Axis {
        scale: Scale::Log(10.0),
        min: Some(-5.0),
        ..axis()
    };
    check(&log, Some((0.037, 370.0)), (0.03, 400.0));
    check(&log, None, (1.0, 100.0));
}

#[test]
fn limits_that_contradict_give_a_usable_axis() {
    for (min, max) in [
        (5.0, 1.0),
        (1.0, 1.0),
        (f64::NAN, f64::NAN),
        (f64::NEG_INFINITY, f64::INFINITY),
        (1e308, -1e308),
    ] {
        let axis = Axis {
            min: Some(min),
            max: Some(max),
            ..axis()
        };
        let (lower, upper) = limits(&axis, Some((0.0, 10.0)));
        assert!(lower.is_finite() && upper.is_finite() && lower < upper);
    }
}

#[test]
fn extents_ignore_what_is_not_finite() {
    assert_eq!(extent(&[]), None);
    assert_eq!(extent(&[f64::NAN, f64::INFINITY]), None);
    let mut values = vec![f64::NAN; 100];
    values[37] = -3.0;
    values[98] = 4.0;
    values[99] = f64::NEG_INFINITY;
    assert_eq!(extent(&values), Some((-3.0, 4.0)));
}

#[test]
fn ticks_are_round() {
    let check = |scale, lower, upper, unit: &str, decimals, expected: &[f64]| {
        let scale = ValueScale::new(scale, lower, upper);
        assert_eq!(ticks(&scale, unit, decimals), expected);
    };
    let linear = Scale::Linear;
    check(
        linear,
        0.0,
        100.0,
        "percent",
        None,
        &[0.0, 25.0, 50.0, 75.0, 100.0],
    );
    check(linear, 0.0, 0.4, "short", None, &[0.0, 0.1, 0.2, 0.3, 0.4]);
    check(linear, 0.0, 2.2, "short", None, &[0.0, 0.5, 1.0, 1.5, 2.0]);
    check(linear, 0.0, 2.2, "short", Some(0), &[0.0, 1.0, 2.0]);
    check(linear, -35.0, 35.0, "short", None, &[-20.0, 0.0, 20.0]);
    // Lengths of time have the steps of a clock from a minute on.
    check(linear, 0.0, 50.0, "s", None, &[0.0, 20.0, 40.0]);
    check(linear, 0.0, 100.0, "s", None, &[0.0, 30.0, 60.0, 90.0]);
    check(
        linear,
        0.0,
        5e5,
        "ms",
        None,
        &[0.0, 1.2e5, 2.4e5, 3.6e5, 4.8e5],
    );
    check(
        linear,
        0.0,
        9e5,
        "s",
        None,
        &[0.0, 216e3, 432e3, 648e3, 864e3],
    );
    let mib = 1_048_576.0;
    check(
        linear,
        0.0,
        9.0 * mib,
        "bytes",
        None,
        &[0.0, 2.0 * mib, 4.0 * mib, 6.0 * mib, 8.0 * mib],
    );
    check(
        Scale::Log(10.0),
        0.03,
        400.0,
        "s",
        None,
        &[0.1, 1.0, 10.0, 100.0],
    );
    check(Scale::Log(10.0), 1.0, 9.0, "s", None, &[1.0, 2.0, 5.0]);
    check(
        Scale::Log(2.0),
        1.0,
        16.0,
        "s",
        None,
        &[1.0, 2.0, 4.0, 8.0, 16.0],
    );
    let symlog = Scale::SymLog {
        base: 10.0,
        linear: 1.0,
    };
    check(symlog, -10.0, 100.0, "s", None, &[-10.0, 0.0, 10.0]);
}

fn kinds() -> impl Strategy<Value = Scale> {
    prop_oneof![
        Just(Scale::Linear),
        Just(Scale::Log(10.0)),
        Just(Scale::Log(2.0)),
        (0.01_f64..100.0).prop_map(|linear| Scale::SymLog { base: 10.0, linear }),
    ]
}

proptest! {
    #[test]
    fn scales_keep_order_and_go_there_and_back(kind in kinds(), lower in -1e6_f64..1e6, span in 1e-3_f64..1e6, a in 0.0_f64..1.0, b in 0.0_f64..1.0) {
        let scale = ValueScale::new(kind, lower, lower + span);
        prop_assert!(scale.lower() < scale.upper());
        prop_assert!(scale.share(scale.lower()).abs() < 1e-9);
        prop_assert!((scale.share(scale.upper()) - 1.0).abs() < 1e-9);
        let (low, high) = (a.min(b), a.max(b));
        prop_assume!(high - low > 1e-6);
        prop_assert!(scale.value(low) < scale.value(high));
        prop_assert!((scale.share(scale.value(a)) - a).abs() < 1e-6);
    }

    #[test]
    fn linear_ticks_are_three_to_five_even_and_inside(lower in -1e6_f64..1e6, span in 1e-2_f64..1e9, binary: bool) {
        let scale = ValueScale::new(Scale::Linear, lower, lower + span);
        let ticks = ticks(&scale, if binary { "bytes" } else { "short" }, None);
        prop_assert!((3..=5).contains(&ticks.len()), "{:?}", ticks);
        prop_assert!(ticks.iter().all(|tick| (lower..=lower + span).contains(tick)));
        let step = ticks[1] - ticks[0];
        for pair in ticks.windows(2) {
            prop_assert!((pair[1] - pair[0] - step).abs() < step * 1e-6);
        }
        // A round step: two significant digits, or a power of two.
        if binary {
            prop_assert_eq!(step.log2().fract(), 0.0);
        } else {
            let digits = step / 10f64.powf(step.log10().floor());
            prop_assert!([1.0, 2.0, 2.5, 5.0, 10.0].iter().any(|digit| (digits - digit).abs() < 1e-3), "{}", step);
        }
    }

    #[test]
    fn ticks_of_any_scale_are_few_ascending_and_inside(kind in kinds(), lower in -1e6_f64..1e6, span in 1e-3_f64..1e12) {
        let scale = ValueScale::new(kind, lower, lower + span);
        let ticks = ticks(&scale, "short", None);
        prop_assert!((1..=6).contains(&ticks.len()), "{:?}", ticks);
        prop_assert!(ticks.windows(2).all(|pair| pair[0] < pair[1]));
        prop_assert!(ticks.iter().all(|tick| *tick >= scale.lower() && *tick <= scale.upper()));
    }

    #[test]
    fn fixed_decimals_are_enough_for_every_tick(lower in -1e3_f64..1e3, span in 0.1_f64..1e3, decimals in 0_u8..4) {
        let scale = ValueScale::new(Scale::Linear, lower, lower + span);
        for tick in ticks(&scale, "short", Some(decimals)) {
            let written: f64 = format!("{tick:.*}", usize::from(decimals)).parse().unwrap();
            prop_assert!((written - tick).abs() < 1e-9);
        }
    }
}
