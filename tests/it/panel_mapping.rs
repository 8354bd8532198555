//! Texts in place of the numbers of a line: at its axis and where its values are written.

use crate::chart::lay;
use crate::panel_text::matrix;
use crate::panel_text::pictured;
use atalaya::chart::plane::Size;
use atalaya::chart::scene::Named;
use atalaya::panel::picture::Picture;
use serde_json::json;

#[test]
fn the_values_of_a_line_have_their_texts() {
    let up = matrix(&[("job=a", &[0.0, 1.0, 1.0, 2.0])]);
    let panel = json!({"type": "timeseries", "fieldConfig": {"defaults": {"min": 0, "max": 2, "mappings": [
        {"type": "value", "options": {"0": {"text": "down", "color": "red"}, "1": {"text": "up"}, "3": {"color": "red"}}},
        {"type": "range", "options": {"from": 1, "to": 2, "result": {"text": "degraded"}}},
        {"type": "range", "options": {"from": 10, "to": null, "result": {"text": "many"}}},
        {"type": "special", "options": {"match": "nan", "result": {"text": "none"}}},
    ]}}});
    let Picture::Chart(chart) = pictured(&panel, &[("{{job}}", &up)]) else {
        panic!("no chart")
    };
    let names = &chart.legend.rows[0].names;
    let of = |value: f64| Named::of(names, value);
    assert_eq!(of(0.0), Some("down"));
    // The first that matches wins.
    assert_eq!(of(1.0), Some("up"));
    assert_eq!(of(1.5), Some("degraded"));
    assert_eq!(of(1e9), Some("many"));
    assert_eq!(of(0.5), None);
    assert_eq!(of(3.0), None);
    assert_eq!(of(f64::NAN), None);
    let size = Size {
        width: 400.0,
        height: 126.0,
    };
    let laid = lay(&chart.scene, size);
    let ticks = laid.left.ticks.iter();
    let texts: Vec<&str> = ticks.map(|tick| tick.text.as_str()).collect();
    assert_eq!(texts, ["down", "0.5", "up", "degraded", "degraded"]);
}
