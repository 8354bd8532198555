//! Corners left out of a line are those that nobody could see.

use atalaya::chart::straighten::straighten;
use proptest::prelude::Strategy;
use proptest::prop_assert;
use proptest::prop_assert_eq;
use proptest::proptest;

fn points(least: i32) -> impl Strategy<Value = Vec<(i32, i32)>> {
    let step = (least..6, -3_i32..4);
    proptest::collection::vec(step, 0..60).prop_map(|steps| {
        let along = steps.into_iter().scan((0, 0), |(x, y), (dx, dy)| {
            (*x, *y) = (*x + dx, *y + dy);
            Some((*x, *y))
        });
        along.collect()
    })
}

fn straight(points: &[(i32, i32)], slack: f64) -> Vec<(i32, i32)> {
    let mut points = points.to_vec();
    straighten(&mut points, slack);
    points
}

#[test]
fn a_straight_way_needs_two_points_and_a_corner_stays() {
    assert_eq!(straight(&[], 0.5), []);
    assert_eq!(straight(&[(1, 1), (1, 1)], 0.5), [(1, 1)]);
    let way: Vec<_> = (0..100).map(|x| (x, x / 10)).collect();
    assert!(straight(&way, 1.0).len() < 5);
    let corner = [(0, 0), (5, 5), (10, 0), (10, 7), (10, 3), (8, 3)];
    assert_eq!(straight(&corner, 0.5), corner);
}

proptest! {
    #[test]
    fn every_point_lies_within_the_slack_of_the_line(points in points(1), slack in 0.5_f64..3.0) {
        let kept = straight(&points, slack);
        for pair in kept.windows(2) {
            let (from, to) = (pair[0], pair[1]);
            for point in points.iter().filter(|point| point.0 > from.0 && point.0 < to.0) {
                let share = f64::from(point.0 - from.0) / f64::from(to.0 - from.0);
                let y = f64::from(from.1) + share * f64::from(to.1 - from.1);
                prop_assert!((y - f64::from(point.1)).abs() <= slack + 1e-9, "{:?} between {:?}", point, pair);
            }
        }
    }

    #[test]
    fn what_is_kept_is_part_of_the_line_with_both_ends(points in points(-2), slack in 0.5_f64..3.0) {
        let kept = straight(&points, slack);
        prop_assert_eq!(kept.first(), points.first());
        prop_assert_eq!(kept.last(), points.last());
        let mut all = points.iter();
        prop_assert!(kept.iter().all(|point| all.any(|other| other == point)));
    }
}
