//! A model server whose samples come late: asking for tails is asking for everything.

use super::MINUTE;
use super::SECOND;
use super::answer;
use super::grid;
use super::matrix;
use super::series;
use atalaya::cache::tail::LATEST_SAMPLE;
use atalaya::cache::tail::join;
use atalaya::cache::tail::plan;
use atalaya::data::series::GAP;
use atalaya::data::series::Series;
use atalaya::data::series::is_gap;
use atalaya::source::Answer;
use atalaya::time::Grid;
use atalaya::time::Instant;
use proptest::prelude::*;

/// A sample and when the server has it.
#[derive(Clone, Debug)]
struct Sample {
    at: i64,
    arrives: i64,
    value: f64,
}

/// What the server evaluates at each step.
#[derive(Clone, Copy, Debug)]
enum Evaluated {
    /// `x`: the last sample within five minutes.
    Last,
    /// `increase(x[7m])` without extrapolation, resets counted.
    Increase,
    /// `topk(1, x)`.
    Top,
    /// `count(x)`: one series without labels.
    Count,
}

const LOOKBACK: i64 = 5 * MINUTE;

const WINDOW: i64 = 7 * MINUTE;

fn evaluate(store: &[Vec<Sample>], what: Evaluated, wanted: Grid, now: i64) -> Answer {
    let window = |samples: &[Sample], at: i64, length: i64| -> Vec<f64> {
        let mut seen: Vec<&Sample> = samples
            .iter()
            .filter(|s| s.arrives <= now && s.at > at - length && s.at <= at)
            .collect();
        seen.sort_by_key(|s| s.at);
        seen.iter().map(|s| s.value).collect()
    };
    let last = |samples: &[Sample], at| window(samples, at, LOOKBACK).last().copied();
    let increase = |samples: &[Sample], at| {
        let values = window(samples, at, WINDOW);
        let steps = values.windows(2).map(|pair| match pair[1] < pair[0] {
            true => pair[1],
            false => pair[1] - pair[0],
        });
        (values.len() > 1).then(|| steps.sum::<f64>())
    };
    let instants: Vec<i64> = (0..wanted.count).map(|i| wanted.at(i).0).collect();
    let column = |value: &dyn Fn(i64) -> Option<f64>| -> Vec<f64> {
        instants
            .iter()
            .map(|at| value(*at).unwrap_or(GAP))
            .collect()
    };
    let mut found = Vec::new();
    for (index, samples) in store.iter().enumerate() {
        let name = format!("s{index}");
        let values = match what {
            Evaluated::Last => column(&|at| last(samples, at)),
            Evaluated::Increase => column(&|at| increase(samples, at)),
            Evaluated::Top => column(&|at| {
                let best = store
                    .iter()
                    .enumerate()
                    .filter_map(|(i, samples)| Some((last(samples, at)?, i)))
                    .max_by(|a, b| a.0.total_cmp(&b.0).then(b.1.cmp(&a.1)))?;
                (best.1 == index).then_some(best.0)
            }),
            Evaluated::Count if index == 0 => column(&|at| {
                let alive = store.iter().filter_map(|samples| last(samples, at)).count();
                (alive > 0).then_some(alive as f64)
            }),
            Evaluated::Count => continue,
        };
        found.push(series(&name, &values));
    }
    found.retain(|series| series.values.iter().any(|value| !is_gap(*value)));
    // The order of series differs from answer to answer.
    if now / SECOND % 2 == 0 {
        found.reverse();
    }
    answer(wanted, found)
}

fn sorted(answer: &Answer) -> Vec<Series> {
    let mut series = matrix(answer).series.clone();
    series.sort_by(|a, b| a.labels.cmp(&b.labels));
    series
}

/// A counter that lives for a while, resets now and then, and whose samples come up to `LATEST_SAMPLE` late.
fn counter() -> impl Strategy<Value = Vec<Sample>> {
    let life = (0..150_i64, 0..150_i64);
    let samples = proptest::collection::vec((0..20_u8, 0..100_u8, 0..=LATEST_SAMPLE), 1..300);
    (life, samples, 0..30_i64).prop_map(|((born, length), steps, offset)| {
        let mut value = 0.0;
        let mut samples = Vec::new();
        for (index, (kind, plus, late)) in steps.into_iter().enumerate() {
            let at = born * MINUTE + index as i64 * 30 * SECOND + offset * SECOND;
            if at > (born + length) * MINUTE {
                break;
            }
            match kind {
                0 => value = 0.0,
                1 => continue,
                _ => value += f64::from(plus),
            }
            let late = if kind < 5 { late } else { late / 60 };
            samples.push(Sample {
                at,
                arrives: at + late,
                value,
            });
        }
        samples
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(192))]

    #[test]
    fn any_sequence_of_refreshes_shows_what_asking_for_everything_shows(
        store in proptest::collection::vec(counter(), 0..4),
        what in prop_oneof![
            Just(Evaluated::Last),
            Just(Evaluated::Increase),
            Just(Evaluated::Top),
            Just(Evaluated::Count),
        ],
        step in prop_oneof![Just(15 * SECOND), Just(MINUTE), Just(7 * MINUTE)],
        width in 0..120_i64,
        moves in proptest::collection::vec((0..900_i64, -3..3_i64), 1..12),
    ) {
        let mut now = 100 * MINUTE;
        let mut kept: Option<(Answer, Instant)> = None;
        for (wait, longer) in moves {
            now += wait * SECOND;
            let end = now.div_euclid(step) * step;
            let count = usize::try_from((width + longer).max(0) * MINUTE / step + 1).unwrap();
            let wanted = grid(end - (count as i64 - 1) * step, step, count);
            let tail = kept.as_ref().and_then(|(kept, asked)| plan("x", kept, *asked, wanted));
            let shown = match (&kept, tail) {
                (Some((kept, _)), Some(part)) => {
                    prop_assert!(part.count * 2 <= wanted.count);
                    prop_assert_eq!(part.end(), wanted.end());
                    join(kept, &evaluate(&store, what, part, now), wanted).unwrap()
                }
                _ => evaluate(&store, what, wanted, now),
            };
            prop_assert_eq!(matrix(&shown).grid, wanted);
            prop_assert_eq!(sorted(&shown), sorted(&evaluate(&store, what, wanted, now)));
            kept = Some((shown, Instant(now)));
        }
    }

    #[test]
    fn no_grid_makes_the_plan_overflow_or_ask_outside(
        kept in (any::<i64>(), 1..i64::MAX, 0..50_usize),
        wanted in (any::<i64>(), 1..i64::MAX, 0..50_usize),
        asked in any::<i64>(),
    ) {
        let (kept, wanted) = (grid(kept.0, kept.1, kept.2), grid(wanted.0, wanted.1, wanted.2));
        let old = answer(kept, vec![series("a", &vec![1.0; kept.count])]);
        for wanted in [wanted, Grid { count: wanted.count, ..kept }] {
            if let Some(part) = plan("up", &old, Instant(asked), wanted) {
                prop_assert!(part.count <= wanted.count);
                prop_assert!(part.start >= wanted.start);
            }
        }
    }
}
