//! Pages joined to one list, held against all that there is.

use crate::logs::lines;
use atalaya::data::lines::Direction;
use atalaya::data::lines::Lines;
use atalaya::data::lines::Nanos;
use atalaya::data::lines::Window;
use atalaya::data::log::Dedup;
use atalaya::logs::errors::TREND;
use atalaya::logs::errors::groups;
use atalaya::logs::errors::trend as trend_of;
use atalaya::logs::gap::Moved;
use atalaya::logs::gap::moved;
use atalaya::logs::item::How;
use atalaya::logs::item::Items;
use atalaya::logs::loaded::BYTES;
use atalaya::logs::loaded::End;
use atalaya::logs::loaded::Loaded;
use atalaya::logs::loaded::Page;
use atalaya::logs::place::Density;
use atalaya::logs::search::Needle;
use atalaya::time::Grid;
use atalaya::time::Instant;
use atalaya::time::Millis;
use proptest::prelude::*;
use std::sync::Arc;

const WINDOW: Window = Window {
    from: Nanos(0),
    to: Nanos(1_000),
};

/// What Loki would give of all lines (by time, the oldest first): start counts in, end counts out.
fn given(all: &[(i64, String)], page: Page, limit: usize) -> Arc<Lines> {
    let inside = all
        .iter()
        .filter(|(at, _)| (page.window.from.0..page.window.to.0).contains(at));
    let found: Vec<(i64, &str, &str)> = match page.direction {
        Direction::Forward => inside
            .take(limit)
            .map(|(at, text)| (*at, "a", text.as_str()))
            .collect(),
        Direction::Backward => inside
            .rev()
            .take(limit)
            .map(|(at, text)| (*at, "a", text.as_str()))
            .collect(),
    };
    Arc::new(lines(page.direction, &found))
}

/// Pages until an end is reached.
fn load(loaded: &mut Loaded, all: &[(i64, String)], end: End, limit: usize) {
    let mut pages = 0;
    while let Some(page) = loaded.next(end) {
        loaded.add(end, given(all, page, limit), limit);
        pages += 1;
        assert!(pages < 10_000, "it never ends");
    }
}

fn made(times: &[u8]) -> Vec<(i64, String)> {
    let mut times: Vec<i64> = times.iter().map(|at| i64::from(*at)).collect();
    times.sort_unstable();
    let named = |(place, at): (usize, i64)| (at, format!("line {place}"));
    times.into_iter().enumerate().map(named).collect()
}

fn texts(loaded: &Loaded) -> Vec<(i64, String)> {
    loaded
        .rows()
        .map(|row| (row.at().0, row.text().to_owned()))
        .collect()
}

proptest! {
    /// Where a page holds more than any nanosecond does, all lines come, each once, in order.
    #[test]
    fn paging_neither_skips_nor_doubles(times in prop::collection::vec(0_u8..60, 0..300), extra in 1_usize..9) {
        let all = made(&times);
        let most = (0..60).map(|at| all.iter().filter(|one| one.0 == at).count()).max().unwrap_or(0);
        let mut loaded = Loaded::new(WINDOW, BYTES);
        load(&mut loaded, &all, End::Older, most + extra);
        let mut expected = all.clone();
        expected.reverse();
        prop_assert_eq!(texts(&loaded), expected);
        prop_assert!(loaded.crowded().is_empty());
    }

    /// Where it does not, it goes on below and says where.
    #[test]
    fn a_crowded_nanosecond_is_said(times in prop::collection::vec(0_u8..20, 0..200), limit in 1_usize..5) {
        let all = made(&times);
        let mut loaded = Loaded::new(WINDOW, BYTES);
        load(&mut loaded, &all, End::Older, limit);
        for at in 0..20 {
            let there = all.iter().filter(|one| one.0 == at).count();
            let here = loaded.rows().filter(|row| row.at().0 == at).count();
            let said = loaded.crowded().contains(&Nanos(at));
            prop_assert!(here == there || said, "{} of {} at {} and nothing said", here, there, at);
            prop_assert!(there == 0 || here > 0);
        }
        let times: Vec<i64> = loaded.rows().map(|row| row.at().0).collect();
        prop_assert!(times.is_sorted_by(|a, b| a >= b));
    }

    /// From the middle, both ways.
    #[test]
    fn a_linked_line_is_loaded_from_its_middle(times in prop::collection::vec(0_u8..60, 1..200), at in 0_u8..60) {
        let all = made(&times);
        let mut loaded = Loaded::around(WINDOW, Nanos(i64::from(at)), BYTES);
        load(&mut loaded, &all, End::Older, 200);
        load(&mut loaded, &all, End::Newer, 200);
        let mut expected: Vec<String> = all.iter().map(|one| one.1.clone()).collect();
        let mut here: Vec<String> = texts(&loaded).into_iter().map(|one| one.1).collect();
        expected.sort();
        here.sort();
        prop_assert_eq!(here, expected);
    }

    /// What is let go comes again, and what is held stays bounded.
    #[test]
    fn a_window_moves_over_all_lines(times in prop::collection::vec(0_u8..200, 60..300)) {
        const PAGE: usize = 25;
        let all = made(&times);
        let most = (0..200).map(|at| all.iter().filter(|one| one.0 == at).count()).max().unwrap_or(0);
        prop_assume!(most < PAGE);
        let page = given(&all, Page { window: WINDOW, direction: Direction::Backward }, PAGE);
        let bytes = (page.bytes() + PAGE * 4) * 4;
        let mut loaded = Loaded::new(WINDOW, bytes);
        let mut seen = std::collections::BTreeSet::new();
        for end in [End::Older, End::Newer, End::Older] {
            load(&mut loaded, &all, end, PAGE);
            prop_assert!(loaded.bytes() <= bytes * 2);
            seen.extend(texts(&loaded));
        }
        // The last page of one way is the first of the other: together they have seen the ends.
        prop_assert!(seen.contains(all.first().unwrap()));
        prop_assert!(seen.contains(all.last().unwrap()));
    }

    #[test]
    fn a_row_is_found_by_its_number(times in prop::collection::vec(0_u8..60, 1..100)) {
        let all = made(&times);
        let mut loaded = Loaded::new(WINDOW, BYTES);
        load(&mut loaded, &all, End::Older, 40);
        for place in 0..loaded.len() {
            let row = loaded.row(place).unwrap();
            prop_assert_eq!(loaded.place(row.id), Some(place));
            prop_assert!(loaded.place_of(row.at()) <= place);
        }
        prop_assert!(loaded.row(loaded.len()).is_none());
    }

    #[test]
    fn a_text_is_found_where_a_plain_search_finds_it(text in "[aAbB\u{e9} ]{0,30}", needle in "[aAbB\u{e9}]{1,4}") {
        let found = Needle::new(&needle).unwrap();
        let plain = text.to_ascii_lowercase().find(&needle.to_ascii_lowercase());
        prop_assert_eq!(found.find(text.as_bytes(), 0), plain);
        for (from, to) in found.places(&text) {
            prop_assert!(text[from..to].eq_ignore_ascii_case(&needle));
        }
    }
}

fn loaded(rows: &[(i64, &str)]) -> Loaded {
    let mut loaded = Loaded::new(WINDOW, BYTES);
    let rows: Vec<(i64, &str, &str)> = rows.iter().map(|(at, text)| (*at, "a", *text)).collect();
    loaded.add(End::Older, Arc::new(lines(Direction::Backward, &rows)), 100);
    loaded
}

#[test]
fn what_is_loaded_covers_a_part_of_the_time() {
    // Trends are of milliseconds and longer.
    let all = Window {
        from: Nanos(0),
        to: Nanos(3_000_000_000),
    };
    let rows = [(2_700_000_000, "a", "x"), (1_500_000_000, "a", "x")];
    let found = Arc::new(lines(Direction::Backward, &rows));
    let mut part = Loaded::new(all, BYTES);
    part.add(End::Older, Arc::clone(&found), 2);
    let covers = part.covers();
    assert_eq!(
        covers,
        Window {
            from: Nanos(1_500_000_001),
            ..all
        }
    );
    // Of the two groups' lines each counts where it was, in the part of the time that was looked at.
    let trend = |loaded: &Loaded| groups(loaded, loaded.covers()).remove(0).trend;
    let places =
        |trend: Vec<u32>| -> Vec<usize> { (0..TREND).filter(|at| trend[*at] > 0).collect() };
    assert_eq!(places(trend(&part)), [0, 23]);
    let mut whole = Loaded::new(all, BYTES);
    whole.add(End::Older, found, 3);
    assert_eq!(whole.covers(), all);
    assert_eq!(places(trend(&whole)), [15, 27]);
    let counts = [
        (Instant(0), 2),
        (Instant(50), 3),
        (Instant(2_999), 1),
        (Instant(9_000), 4),
    ];
    let counted = trend_of(all, &counts);
    assert_eq!(
        (counted[0], counted[29], counted.iter().sum::<u32>()),
        (5, 5, 10)
    );
}

#[test]
fn what_is_shown_of_the_list() {
    let loaded = loaded(&[
        (5, "took 1 ms"),
        (4, "took 22 ms"),
        (3, "FAILED"),
        (2, "took 3 ms"),
        (1, "failed"),
    ]);
    let shown = |how: How| {
        let items = Items::of(&loaded, &how);
        let text = |row: usize| {
            let item = items.get(row).unwrap();
            let found = loaded.row(item.place as usize).unwrap();
            assert_eq!(items.find(item.place as usize), Some(row));
            format!("{}x{}", found.text(), item.repeats + 1)
        };
        (0..items.len())
            .map(text)
            .collect::<Vec<String>>()
            .join(", ")
    };
    let how = How::default();
    assert_eq!(
        shown(how.clone()),
        "took 1 msx1, took 22 msx1, FAILEDx1, took 3 msx1, failedx1"
    );
    let oldest_first = How {
        oldest_first: true,
        ..how.clone()
    };
    assert_eq!(
        shown(oldest_first.clone()),
        "failedx1, took 3 msx1, FAILEDx1, took 22 msx1, took 1 msx1"
    );
    let folded = How {
        dedup: Dedup::Numbers,
        ..how.clone()
    };
    assert_eq!(
        shown(folded),
        "took 1 msx2, FAILEDx1, took 3 msx1, failedx1"
    );
    let search = How {
        search: "fail".to_owned(),
        ..how
    };
    assert_eq!(shown(search.clone()), "FAILEDx1, failedx1");
    let both = How {
        dedup: Dedup::Signature,
        search: " took".to_owned(),
        ..oldest_first
    };
    assert_eq!(shown(both), "took 1 msx3");
}

#[test]
fn what_comes_by_itself_is_there_once_and_bounded() {
    let mut loaded = loaded(&[(5, "a"), (4, "b")]);
    let came = lines(
        Direction::Forward,
        &[(5, "a", "a"), (5, "a", "c"), (7, "a", "d")],
    );
    assert_eq!(loaded.append(Arc::new(came), 100), 2);
    let all: Vec<String> = texts(&loaded).into_iter().map(|one| one.1).collect();
    assert_eq!(all, ["d", "c", "a", "b"]);
    for at in 8..40 {
        loaded.append(Arc::new(lines(Direction::Forward, &[(at, "a", "x")])), 10);
        assert!(loaded.len() <= 10);
    }
    assert!(loaded.has_more(End::Older));
}

#[test]
fn the_scroll_bar_knows_where_lines_lie() {
    let grid = Grid {
        start: Instant(1_000),
        step: Millis(1_000),
        count: 3,
    };
    // 10 lines up to second 1, none up to 2, 30 up to 3.
    let density = Density::new(grid, vec![10.0, 0.0, 30.0]);
    let second = |at: f64| Nanos((at * 1e9) as i64);
    let window = Window {
        from: second(0.0),
        to: second(3.0),
    };
    assert_eq!(density.total(), 40);
    assert_eq!(density.newer_than(second(2.5)), 15);
    assert_eq!(density.newer_than(second(1.5)), 30);
    assert_eq!(density.newer_than(second(0.0)), 40);
    assert_eq!(density.at(15, window), second(2.5));
    assert_eq!(density.at(35, window), second(0.5));
    assert_eq!(density.at(99, window), second(0.0));
}

#[test]
fn a_page_that_would_come_again_is_passed() {
    let window = Window {
        from: Nanos(0),
        to: Nanos(100),
    };
    let mut loaded = Loaded::new(window, BYTES);
    let page = |texts: &[&str]| {
        let rows: Vec<(i64, &str, &str)> = texts.iter().map(|text| (50, "a", *text)).collect();
        Arc::new(lines(Direction::Backward, &rows))
    };
    loaded.add(End::Older, page(&["x"]), 1);
    let first = loaded.next(End::Older);
    loaded.add(End::Older, page(&["x", "y"]), 2);
    // The same page again, with the same lines: what is older begins below this nanosecond.
    assert_eq!(loaded.next(End::Older), first);
    loaded.pass(End::Older);
    assert_eq!(loaded.crowded(), [Nanos(50)]);
    assert_eq!(loaded.next(End::Older).unwrap().window.to, Nanos(50));
    assert_eq!(loaded.len(), 2);
}

#[test]
fn the_clock_goes_on() {
    let whole = |loaded: &mut Loaded| {
        while let Some(page) = loaded.next(End::Older) {
            loaded.add(End::Older, given(&[(5, "a".to_owned())], page, 10), 10);
        }
    };
    let to = |from: i64, to: i64| Window {
        from: Nanos(from),
        to: Nanos(to),
    };
    let mut loaded = Loaded::new(WINDOW, BYTES);
    assert_eq!(
        moved(&loaded, to(10, 1_010), true),
        Moved::Away,
        "nothing is loaded"
    );
    whole(&mut loaded);
    assert_eq!(moved(&loaded, WINDOW, false), Moved::Not);
    assert_eq!(moved(&loaded, to(10, 1_010), true), Moved::On);
    assert_eq!(
        moved(&loaded, to(0, 1_010), true),
        Moved::On,
        "today so far"
    );
    assert_eq!(
        moved(&loaded, to(10, 1_010), false),
        Moved::Away,
        "another span was chosen"
    );
    assert_eq!(
        moved(&loaded, to(5_000, 6_000), true),
        Moved::Away,
        "a tab that slept"
    );
    // Whoever reads in the middle is left there.
    let mut middle = Loaded::around(WINDOW, Nanos(500), BYTES);
    whole(&mut middle);
    assert_eq!(moved(&middle, to(10, 1_010), true), Moved::Not);
}

#[test]
fn a_list_that_takes_anothers_place_has_other_numbers() {
    let first = loaded(&[(5, "a"), (4, "b")]);
    let rows: Vec<(i64, &str, &str)> = vec![(9, "a", "c")];
    let mut next = Loaded::new(WINDOW, BYTES).after(&first);
    next.add(End::Older, Arc::new(lines(Direction::Backward, &rows)), 100);
    for row in first.rows() {
        assert_eq!(next.place(row.id), None);
    }
}
