use atalaya::route::Route;
use atalaya::route::alerts::State;
use atalaya::route::alerts::TABS;
use atalaya::route::alerts::Tab;
use atalaya::route::parse;
use atalaya::route::view::View;
use proptest::prelude::*;

fn read(query: &str) -> State {
    match parse("/alerts", query).0 {
        Route::Alerts(view) => State::of(&view),
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_link_says_what_is_shown() {
    let state = read("tab=silences&state=active&search=disk&filter=team%3D%22web%22&orgId=1");
    assert_eq!(state.tab, Tab::Silences);
    assert_eq!(
        (state.only.as_str(), state.search.as_str()),
        ("active", "disk")
    );
    assert_eq!(state.filter, "team=\"web\"");
    assert_eq!(read("tab=nothing").tab, Tab::Firing);
    assert_eq!(read(""), State::default());
}

#[test]
fn defaults_are_not_written_and_others_stay() {
    let mut view = View {
        others: vec![
            ("orgId".to_owned(), "1".to_owned()),
            ("filter".to_owned(), "old".to_owned()),
        ],
        ..View::default()
    };
    State::default().put(&mut view);
    assert_eq!(Route::Alerts(view).format(), "/alerts?orgId=1");
}

proptest! {
    #[test]
    fn what_is_written_is_read(
        tab in 0..TABS.len(),
        texts in proptest::array::uniform7(".{0,20}"),
    ) {
        let [filter, group, search, only, sort, open, labels] = texts;
        let state = State { tab: TABS[tab], filter, group, search, only, sort, open, labels };
        let mut view = View::default();
        state.put(&mut view);
        let link = Route::Alerts(view).format();
        let (path, query) = link.split_once('?').unwrap_or((&link, ""));
        let (Route::Alerts(view), _) = parse(path, query) else {
            return Err(TestCaseError::fail("another page"));
        };
        prop_assert_eq!(State::of(&view), state);
    }
}
