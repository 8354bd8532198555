//! `dashboard::repeat`: values in, copies of rows and panels with their places and questions out.

use crate::dashboard_query::with_view;
use atalaya::dashboard::layout::Placed;
use atalaya::dashboard::layout::layout;
use atalaya::dashboard::model::Dashboard;
use atalaya::dashboard::model::Place;
use atalaya::dashboard::query::queries;
use atalaya::dashboard::query::row_title;
use atalaya::dashboard::query::title;
use atalaya::dashboard::read::read;
use atalaya::dashboard::repeat::LIMIT;
use atalaya::dashboard::repeat::expand;
use expect_test::expect;
use proptest::prelude::*;
use serde_json::Value;
use serde_json::json;
use std::fmt::Write;

fn dashboard(panels: &Value) -> Dashboard {
    let custom = |name: &str, query: &str| json!({"type": "custom", "name": name, "query": query, "multi": true, "includeAll": true, "current": {"value": "$__all"}});
    read(
        &json!({"schemaVersion": 39, "panels": panels, "templating": {"list": [
            custom("host", "a.b,c,d"), custom("disk", "x,y"), custom("none", ""),
        ]}})
        .to_string(),
    )
    .unwrap()
}

/// Every row and panel from the top with what it asks.
fn written(dashboard: &Dashboard, chosen: &[(&str, &[&str])]) -> String {
    with_view(dashboard, chosen, |view| {
        let mut text = String::new();
        let expanded = expand(dashboard, view.values);
        for placed in layout(&expanded, |_| true) {
            match placed {
                Placed::Row(row, place, _) => {
                    writeln!(text, "row at {}: {}", place.y, row_title(row, view)).unwrap();
                }
                Placed::Panel(panel, Place { x, y, w, h }) => {
                    let asked = queries(panel, view, 600).queries;
                    let asked: Vec<String> = asked.into_iter().map(|one| one.expr).collect();
                    writeln!(
                        text,
                        "  {} at {x},{y} {w}×{h}: {asked:?}",
                        title(panel, view)
                    )
                    .unwrap();
                }
            }
        }
        writeln!(text, "{:?}", expanded.problems).unwrap();
        text
    })
}

#[test]
fn a_panel_for_each_value_moves_others_down() {
    let panels = json!([
        {"id": 1, "type": "stat", "title": "on $host", "repeat": "host", "repeatDirection": "h", "maxPerRow": 2,
         "gridPos": {"x": 0, "y": 0, "w": 6, "h": 4}, "targets": [{"expr": "up{h=~\"$host\"}"}]},
        {"id": 2, "type": "stat", "title": "all of $host", "gridPos": {"x": 0, "y": 4, "w": 6, "h": 4}, "targets": [{"expr": "up{h=~\"$host\"}"}]},
        {"id": 3, "type": "stat", "title": "down $disk", "repeat": "disk", "repeatDirection": "v",
         "gridPos": {"x": 8, "y": 4, "w": 6, "h": 3}, "targets": [{"expr": "up{d=\"$disk\"}"}]},
        {"id": 4, "type": "stat", "title": "of [$none]", "repeat": "none", "gridPos": {"x": 0, "y": 20, "w": 6, "h": 2}},
        {"id": 5, "type": "stat", "title": "of nobody", "repeat": "nobody", "gridPos": {"x": 0, "y": 30, "w": 6, "h": 2}},
    ]);
    expect![[r#"
          on a.b at 0,0 12×4: ["up{h=~\"a\\\\.b\"}"]
          on c at 12,0 12×4: ["up{h=~\"c\"}"]
          on d at 0,4 12×4: ["up{h=~\"d\"}"]
          all of {a.b,c,d} at 0,8 6×4: ["up{h=~\"(a\\\\.b|c|d)\"}"]
          down x at 8,8 6×3: ["up{d=\"x\"}"]
          down y at 8,11 6×3: ["up{d=\"y\"}"]
          of [] at 0,14 24×2: []
          of nobody at 0,16 6×2: []
        []
    "#]]
    .assert_eq(&written(&dashboard(&panels), &[]));
    expect![[r#"
          on c at 0,0 24×4: ["up{h=~\"c\"}"]
          all of c at 0,4 6×4: ["up{h=~\"c\"}"]
          down y at 8,4 6×3: ["up{d=\"y\"}"]
          of [] at 0,8 24×2: []
          of nobody at 0,10 6×2: []
        []
    "#]]
    .assert_eq(&written(
        &dashboard(&panels),
        &[("host", &["c"]), ("disk", &["y"])],
    ));
}

#[test]
fn a_row_for_each_value_has_its_panels() {
    let panels = json!([
        {"id": 1, "type": "row", "title": "$host", "repeat": "host", "gridPos": {"x": 0, "y": 0, "w": 24, "h": 1}},
        {"id": 2, "type": "stat", "title": "$host", "gridPos": {"x": 0, "y": 1, "w": 6, "h": 4}, "targets": [{"expr": "up{h=~\"$host\"}"}]},
        {"id": 3, "type": "stat", "title": "$host $disk", "repeat": "disk", "gridPos": {"x": 6, "y": 1, "w": 6, "h": 4}, "targets": [{"expr": "up{h=~\"$host\", d=~\"$disk\"}"}]},
        {"id": 4, "type": "row", "title": "other", "gridPos": {"x": 0, "y": 9, "w": 24, "h": 1}},
        // What an older Grafana wrote for the second value.
        {"id": 5, "type": "stat", "title": "stored", "repeatPanelId": 2, "repeatIteration": 7, "gridPos": {"x": 0, "y": 10, "w": 6, "h": 4}},
    ]);
    expect![[r#"
        row at 0: a.b
          a.b at 0,1 6×4: ["up{h=~\"a\\\\.b\"}"]
          a.b x at 0,5 12×4: ["up{h=~\"a\\\\.b\", d=~\"x\"}"]
          a.b y at 12,1 12×4: ["up{h=~\"a\\\\.b\", d=~\"y\"}"]
        row at 9: d
          d at 0,10 6×4: ["up{h=~\"d\"}"]
          d x at 0,14 12×4: ["up{h=~\"d\", d=~\"x\"}"]
          d y at 12,10 12×4: ["up{h=~\"d\", d=~\"y\"}"]
        row at 18: other
        []
    "#]]
    .assert_eq(&written(&dashboard(&panels), &[("host", &["a.b", "d"])]));
}

#[test]
fn a_copy_is_the_same_as_long_as_its_value_is() {
    let dashboard = dashboard(&json!([{"id": 7, "type": "stat", "repeat": "host"}]));
    let ids = |chosen: &[(&str, &[&str])]| -> Vec<u32> {
        with_view(&dashboard, chosen, |view| {
            let expanded = expand(&dashboard, view.values);
            let first = expanded.panels().next().map(|panel| panel.id);
            assert_eq!(expanded.panel(7).map(|panel| panel.id), first);
            expanded.panels().map(|panel| panel.id).collect()
        })
    };
    let (all, some) = (ids(&[]), ids(&[("host", &["d", "c"])]));
    assert_eq!(some, [all[2], all[1]]);
    assert!(all.iter().all(|id| *id != 7));
}

#[test]
fn copies_of_copies_end_at_the_limit() {
    let many: Vec<String> = (0..300).map(|one| one.to_string()).collect();
    let file = json!({"schemaVersion": 39, "panels": [
        {"id": 1, "type": "row", "repeat": "v"},
        {"id": 2, "type": "stat", "repeat": "v"},
        {"id": 3, "type": "stat", "repeat": "v"},
    ], "templating": {"list": [{
        "type": "custom", "name": "v", "query": many.join(","), "multi": true, "includeAll": true, "current": {"value": "$__all"},
    }]}});
    let dashboard = read(&file.to_string()).unwrap();
    with_view(&dashboard, &[], |view| {
        let expanded = expand(&dashboard, view.values);
        let placed = layout(&expanded, |_| true);
        assert_eq!(placed.len(), LIMIT);
        assert_eq!(
            format!("{:?}", expanded.problems),
            "[TooManyCopies { limit: 500 }]"
        );
    });
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    #[test]
    fn copies_never_cover_each_other(
        panels in prop::collection::vec((0_u32..24, 0_u32..12, 1_u32..=24, 1_u32..6, 0_u8..4, 1_u32..8), 1..7),
    ) {
        let panels: Vec<Value> = panels
            .into_iter()
            .map(|(x, y, w, h, repeat, per_row)| {
                let place = json!({"x": x, "y": y, "w": w, "h": h});
                let repeats = [json!({}), json!({"repeat": "host"}), json!({"repeat": "disk", "repeatDirection": "v"}), json!({"type": "row", "repeat": "disk"})];
                let mut panel = json!({"type": "text", "gridPos": place, "maxPerRow": per_row});
                if let (Value::Object(panel), Some(Value::Object(more))) = (&mut panel, repeats.get(usize::from(repeat))) {
                    panel.extend(more.clone());
                }
                panel
            })
            .collect();
        let dashboard = dashboard(&Value::from(panels));
        let overlaps = with_view(&dashboard, &[], |view| {
            let expanded = expand(&dashboard, view.values);
            let mut taken: Vec<Place> = Vec::new();
            let mut overlaps = 0;
            for placed in layout(&expanded, |_| true) {
                let (Placed::Panel(_, place) | Placed::Row(_, place, _)) = placed;
                let apart = |other: &Place| {
                    let beside = place.x + place.w <= other.x || other.x + other.w <= place.x;
                    beside || place.y + place.h <= other.y || other.y + other.h <= place.y
                };
                overlaps += usize::from(!taken.iter().all(apart) || place.x + place.w > 24);
                taken.push(place);
            }
            let ids: std::collections::BTreeSet<u32> = expanded.panels().map(|panel| panel.id).collect();
            overlaps + expanded.panels().count() - ids.len()
        });
        prop_assert_eq!(overlaps, 0);
    }
}
