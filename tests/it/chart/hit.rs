//! The pointer's questions.

use super::SIZE;
use super::lay;
use super::mark;
use super::scene;
use atalaya::chart::hit::at;
use atalaya::chart::hit::instant;
use atalaya::chart::hit::nearest_mark;
use atalaya::chart::plane::nearest;
use atalaya::chart::scene::Mark;
use atalaya::chart::scene::Stack;
use atalaya::data::series::GAP;
use atalaya::time::Grid;
use atalaya::time::Instant;
use atalaya::time::Millis;
use expect_test::expect;
use std::fmt::Write;

#[test]
fn the_nearest_index_stays_on_the_grid() {
    let grid = Grid {
        start: Instant(1_000),
        step: Millis(100),
        count: 5,
    };
    for (at, expected) in [
        (-5_000, 0),
        (1_049, 0),
        (1_050, 1),
        (1_400, 4),
        (i64::MAX, 4),
        (i64::MIN, 0),
    ] {
        assert_eq!(nearest(grid, Instant(at), 9), Some(expected), "{at}");
    }
    assert_eq!(nearest(grid, Instant(0), 0), None);
}

#[test]
fn values_of_all_marks_at_an_instant_and_the_nearest() {
    let stacked = |values: &[f64]| Mark {
        stack: Some(Stack {
            group: "A".to_owned(),
            percent: false,
        }),
        ..mark(values)
    };
    let mut scene = scene(vec![
        stacked(&[10.0, 20.0, 30.0]),
        stacked(&[10.0, GAP, 30.0]),
        Mark {
            hidden: true,
            ..mark(&[1.0, 1.0, 1.0])
        },
        Mark {
            negative: true,
            ..mark(&[-90.0, -90.0, -90.0])
        },
        mark(&[]),
    ]);
    scene.left.min = Some(0.0);
    scene.left.max = Some(100.0);
    let layout = lay(&scene, SIZE);
    let mut text = String::new();
    for x in [0.0, 81.0, 200.0] {
        let pointed = instant(&scene, &layout, x);
        let hits = at(&scene, &layout, pointed);
        writeln!(text, "x {x}: {} ms", pointed.0).unwrap();
        for hit in &hits {
            let place = hit.point.map_or("nowhere".to_owned(), |point| {
                format!("{:.0},{:.0}", point.x, point.y)
            });
            writeln!(
                text,
                "  mark {} index {} {:?} at {place}",
                hit.mark, hit.index, hit.value
            )
            .unwrap();
        }
        let near = |y| nearest_mark(&hits, y).map(|hit| hit.mark);
        writeln!(
            text,
            "  nearest to the top {:?}, to the bottom {:?}",
            near(0.0),
            near(126.0)
        )
        .unwrap();
    }
    expect![[r#"
        x 0: 0 ms
          mark 0 index 0 Some(10.0) at 28,96
          mark 1 index 0 Some(10.0) at 28,86
          mark 3 index 0 Some(90.0) at 28,16
          nearest to the top Some(3), to the bottom Some(0)
        x 81: 10000 ms
          mark 0 index 1 Some(20.0) at 80,86
          mark 1 index 1 None at nowhere
          mark 3 index 1 Some(90.0) at 80,16
          nearest to the top Some(3), to the bottom Some(0)
        x 200: 20000 ms
          mark 0 index 2 Some(30.0) at 132,76
          mark 1 index 2 Some(30.0) at 132,46
          mark 3 index 2 Some(90.0) at 132,16
          nearest to the top Some(3), to the bottom Some(0)
    "#]]
    .assert_eq(&text);
}
