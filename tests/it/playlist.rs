//! `route::playlist` and `route::inspect`: what links say of them, and round and round.

use atalaya::route::inspect::TABS;
use atalaya::route::inspect::Tab;
use atalaya::route::parse;
use atalaya::route::playlist::Playlist;
use atalaya::route::view::View;
use atalaya::time::Millis;
use expect_test::expect;

fn view(link: &str) -> View {
    {
        let (path, query) = link.split_once('?').unwrap_or((link, ""));
        parse(path, query).0.view().clone()
    }
}

#[test]
fn a_link_says_a_playlist() {
    let mut seen = String::new();
    for link in [
        "/d/a",
        "/d/a?playlist=",
        "/d/a?playlist=a,b&kiosk",
        "/d/a?playlist=a,%20b,,c&interval=30s&paused=true",
        "/d/a?playlist=a&interval=1s",
        "/d/a?playlist=a&interval=soon",
    ] {
        seen += &format!("{link}: {:?}\n", Playlist::of(&view(link)));
    }
    expect![[r#"
        /d/a: None
        /d/a?playlist=: None
        /d/a?playlist=a,b&kiosk: Some(Playlist { uids: ["a", "b"], interval: Millis(60000), paused: false })
        /d/a?playlist=a,%20b,,c&interval=30s&paused=true: Some(Playlist { uids: ["a", "b", "c"], interval: Millis(30000), paused: true })
        /d/a?playlist=a&interval=1s: Some(Playlist { uids: ["a"], interval: Millis(5000), paused: false })
        /d/a?playlist=a&interval=soon: Some(Playlist { uids: ["a"], interval: Millis(60000), paused: false })
    "#]].assert_eq(&seen);
}

#[test]
fn what_is_said_is_read_again_and_the_rest_stays() {
    let mut view = view("/d/a?orgId=1&playlist=a,b");
    let playlist = Playlist {
        uids: vec!["x".to_owned(), "y z".to_owned()],
        interval: Millis(300_000),
        paused: true,
    };
    playlist.say(&mut view);
    assert_eq!(Playlist::of(&view), Some(playlist));
    for tab in TABS {
        tab.say(&mut view);
        assert_eq!(Tab::of(&view), tab);
    }
    let names: Vec<&str> = view.others.iter().map(|(name, _)| name.as_str()).collect();
    assert_eq!(
        names,
        ["orgId", "playlist", "interval", "paused", "inspectTab"]
    );
}

#[test]
fn dashboards_follow_each_other_round_and_round() {
    let playlist = Playlist::of(&view("/d/a?playlist=a,b,c")).unwrap();
    let beside = |uid: &str, by| playlist.beside(uid, by).to_owned();
    assert_eq!(beside("a", 1), "b");
    assert_eq!(beside("c", 1), "a");
    assert_eq!(beside("a", -1), "c");
    assert_eq!(beside("elsewhere", 1), "a");
    assert_eq!(beside("b", 7), "c");
}
