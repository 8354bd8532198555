//! Rows of states in pages.

use crate::panel_text::matrix;
use crate::panel_text::pictured;
use atalaya::chart::mosaic::Rows;
use atalaya::panel::picture::Picture;
use atalaya::panel::tiles::Tiles;
use serde_json::json;

#[test]
fn states_come_in_pages() {
    let up = matrix(&[
        ("job=a", &[1.0, 0.0]),
        ("job=b", &[2.0, 2.0]),
        ("job=c", &[3.0, 3.0]),
    ]);
    let Picture::Tiles(tiles) = pictured(
        &json!({"type": "state-timeline", "options": {"perPage": 2}}),
        &[("{{job}}", &up)],
    ) else {
        panic!("no tiles")
    };
    let seen = |page: usize| {
        let rows = tiles.page(page).unwrap();
        let only = tiles.only(&rows);
        assert_eq!(only.mosaic.rows, Rows::Names(only.names.clone()));
        assert_eq!(only.origins.len(), only.names.len());
        let mut lies: Vec<String> = only
            .mosaic
            .tiles
            .iter()
            .map(|tile| {
                format!(
                    "{} at {:.2} is {}",
                    only.names[tile.row as usize], tile.lower, tile.value
                )
            })
            .collect();
        lies.sort();
        format!("{rows:?}: {}", lies.join(", "))
    };
    // The first series stands on top.
    assert_eq!(
        seen(0),
        "0..2: a at 1.05 is 0, a at 1.05 is 1, b at 0.05 is 2"
    );
    assert_eq!(seen(1), "2..3: c at 0.05 is 3");
    assert_eq!(seen(9), seen(1));
    // All of them have room on one page.
    let few = Tiles {
        per_page: Some(3),
        ..tiles.clone()
    };
    assert_eq!(few.page(0), None);
    let all = Tiles {
        per_page: None,
        ..tiles
    };
    assert_eq!(all.page(0), None);
}
