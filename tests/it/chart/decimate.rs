//! Decimation loses no extreme, bridges no gap, and costs no more than four samples a column.

use atalaya::chart::decimate::Pick;
use atalaya::chart::decimate::pick;
use atalaya::data::series::GAP;
use expect_test::Expect;
use expect_test::expect;
use proptest::prelude::Strategy;
use proptest::prelude::any;
use proptest::prop_assert;
use proptest::prop_assert_eq;
use proptest::proptest;

fn values() -> impl Strategy<Value = Vec<f64>> {
    let value = (any::<u8>(), -100_i32..100).prop_map(|(kind, value)| match kind {
        0..=20 => GAP,
        21..=25 => f64::NAN,
        26..=28 => f64::INFINITY,
        29..=31 => f64::NEG_INFINITY,
        32..=255 => f64::from(value),
    });
    proptest::collection::vec(value, 0..400)
}

/// Indices of the samples of each column, as the window is split.
fn columns(len: usize, columns: usize) -> impl Iterator<Item = std::ops::Range<usize>> {
    (0..columns).map(move |column| column * len / columns..(column + 1) * len / columns)
}

proptest! {
    #[test]
    fn no_column_loses_its_smallest_or_largest(values in values(), count in 1_usize..40) {
        let picks = pick(&values, 0..values.len(), count, 1);
        for column in columns(values.len(), count) {
            let finite: Vec<f64> = values[column.clone()].iter().copied().filter(|value| value.is_finite()).collect();
            let here: Vec<f64> = picks.iter().filter(|pick| column.contains(&pick.at)).map(|pick| pick.value).collect();
            let low = |list: &[f64]| list.iter().copied().fold(f64::INFINITY, f64::min);
            let high = |list: &[f64]| list.iter().copied().fold(f64::NEG_INFINITY, f64::max);
            prop_assert_eq!(low(&finite), low(&here));
            prop_assert_eq!(high(&finite), high(&here));
        }
    }

    #[test]
    fn picks_are_samples_in_order(values in values(), count in 1_usize..40) {
        let picks = pick(&values, 0..values.len(), count, 1);
        prop_assert!(picks.windows(2).all(|pair| pair[0].at < pair[1].at));
        prop_assert!(picks.iter().all(|pick| pick.value.is_finite() && values[pick.at] == pick.value));
    }

    #[test]
    fn no_run_bridges_a_wider_gap_than_allowed(values in values(), count in 1_usize..40, bridge in 1_usize..5) {
        let picks = pick(&values, 0..values.len(), count, bridge);
        for pair in picks.windows(2) {
            let between = &values[pair[0].at..=pair[1].at];
            let mut widest = 0;
            let mut last = 0;
            for (index, value) in between.iter().enumerate() {
                if value.is_finite() {
                    widest = widest.max(index - last);
                    last = index;
                }
            }
            prop_assert_eq!(pair[0].run == pair[1].run, widest <= bridge);
        }
    }

    #[test]
    fn no_more_than_four_samples_a_column(values in values(), count in 1_usize..40) {
        prop_assert!(pick(&values, 0..values.len(), count, 1).len() <= 4 * count);
    }

    #[test]
    fn any_window_of_any_values_is_answered(values in values(), from in 0_usize..500, to in 0_usize..500, count in 0_usize..9) {
        let picks = pick(&values, from..to, count, usize::MAX);
        prop_assert!(picks.iter().all(|pick| pick.at >= from && pick.at < to));
        prop_assert!(picks.iter().all(|pick| pick.run == 0));
    }
}

#[test]
fn few_samples_are_all_drawn_and_many_become_four_per_column() {
    check(
        &[1.0, GAP, 2.0, 3.0],
        1,
        &expect![[r#"
        0: 1 run 0
        2: 2 run 1
        3: 3 run 1
    "#]],
    );
    check(
        &[5.0, 1.0, 9.0, 4.0, 6.0, 7.0, 8.0, 2.0, 3.0, 3.0],
        2,
        &expect![[r#"
            0: 5 run 0
            1: 1 run 0
            2: 9 run 0
            4: 6 run 0
            5: 7 run 0
            6: 8 run 0
            7: 2 run 0
            9: 3 run 0
        "#]],
    );
    check(
        &[5.0, 1.0, GAP, 9.0, 4.0, f64::NAN, 7.0, 8.0, 2.0, 3.0],
        1,
        &expect![[r#"
            0: 5 run 0
            1: 1 run 0
            3: 9 run 1
            9: 3 run 2
        "#]],
    );
}

fn check(values: &[f64], columns: usize, expected: &Expect) {
    let text = |pick: &Pick| format!("{}: {} run {}\n", pick.at, pick.value, pick.run);
    let picks = pick(values, 0..values.len(), columns, 1);
    expected.assert_eq(&picks.iter().map(text).collect::<String>());
}
