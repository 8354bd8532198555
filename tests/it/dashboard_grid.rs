//! Rows of old files on the grid: what stays true of any rows.

use atalaya::dashboard::layout::COLUMNS;
use atalaya::dashboard::layout::Placed;
use atalaya::dashboard::layout::layout;
use atalaya::dashboard::model::Place;
use atalaya::dashboard::read::read;
use proptest::prelude::*;
use serde_json::Value;
use serde_json::json;

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    #[test]
    fn no_panel_of_a_row_is_lost_or_covers_another(
        rows in prop::collection::vec(
            (0_u32..600, any::<bool>(), prop::collection::vec((0_u32..=20, 0_u32..900), 0..9)),
            0..5,
        ),
    ) {
        let mut count = 0;
        let rows: Vec<Value> = rows
            .into_iter()
            .map(|(height, collapse, panels)| {
                count += panels.len();
                let panels: Vec<Value> = panels
                    .into_iter()
                    .map(|(span, height)| json!({"type": "text", "span": span, "height": height}))
                    .collect();
                json!({"height": height, "collapse": collapse, "panels": panels})
            })
            .collect();
        let dashboard = read(&json!({"schemaVersion": 14, "rows": rows}).to_string()).unwrap();
        prop_assert_eq!(dashboard.panels().count(), count);
        let mut taken: Vec<Place> = Vec::new();
        for placed in layout(&dashboard, |_| true) {
            let (Placed::Panel(_, place) | Placed::Row(_, place, _)) = placed;
            prop_assert!(place.x + place.w <= COLUMNS && place.w > 0 && place.h > 0);
            let apart = |other: &Place| {
                let beside = place.x + place.w <= other.x || other.x + other.w <= place.x;
                beside || place.y + place.h <= other.y || other.y + other.h <= place.y
            };
            prop_assert!(taken.iter().all(apart));
            taken.push(place);
        }
    }
}
