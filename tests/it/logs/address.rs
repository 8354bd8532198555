//! The state of the page in its address.

use atalaya::data::lines::Nanos;
use atalaya::data::log::Dedup;
use atalaya::route::Route;
use atalaya::route::logs::LineLink;
use atalaya::route::logs::State;
use atalaya::route::logs::Tab;
use atalaya::route::parse;
use proptest::prelude::*;

fn state() -> impl Strategy<Value = State> {
    let words = (
        any::<String>(),
        "[a-z]{0,4}",
        any::<String>(),
        prop::collection::vec("[a-z]{1,4}", 0..3),
    );
    let flags = (
        any::<[bool; 6]>(),
        0_usize..4,
        0_usize..4,
        prop::option::of(any::<(i64, u32)>()),
    );
    (words, flags).prop_map(
        |((query, source, search, columns), (flags, tab, dedup, line))| State {
            query,
            source,
            search,
            columns,
            tab: [Tab::Lines, Tab::Patterns, Tab::Errors, Tab::Audit][tab],
            dedup: [Dedup::None, Dedup::Exact, Dedup::Numbers, Dedup::Signature][dedup],
            oldest_first: flags[0],
            no_wrap: flags[1],
            pretty: flags[2],
            no_colour: flags[3],
            nanos: flags[4],
            live: flags[5],
            line: line.map(|(at, sum)| LineLink { at: Nanos(at), sum }),
        },
    )
}

proptest! {
    #[test]
    fn a_state_written_is_read_again(state in state()) {
        let (mut route, _) = parse("/logs", "from=now-3h&to=now&orgId=1");
        state.write(route.view_mut());
        let address = route.format();
        let (path, query) = address.split_once('?').unwrap();
        let (again, problems) = parse(path, query);
        prop_assert!(problems.is_empty());
        prop_assert_eq!(State::read(again.view()), state);
        prop_assert!(again.view().others.contains(&("orgId".to_owned(), "1".to_owned())));
        prop_assert_eq!(again.view().span.from.as_deref(), Some("now-3h"));
    }
}

#[test]
fn defaults_are_not_written() {
    let (mut route, _) = parse("/logs", "");
    State::default().write(route.view_mut());
    assert_eq!(route.format(), "/logs");
}

#[test]
fn errors_have_an_address() {
    let (route, _) = parse("/errors", "query=%7Ba%3D%22b%22%7D");
    assert!(matches!(route, Route::Logs(_)));
    assert_eq!(State::read(route.view()).tab, Tab::Errors);
    assert_eq!(State::read(route.view()).query, "{a=\"b\"}");
}

#[test]
fn a_line_is_told_by_what_it_says_and_where() {
    let link = |text, labels| LineLink::new(Nanos(5), text, labels);
    assert_eq!(link("a", "b"), link("a", "b"));
    assert_ne!(link("a", "b"), link("ab", ""));
    assert_ne!(link("a", "b"), link("a", "c"));
}
