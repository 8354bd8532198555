//! Grafana's colours by name, and the palettes of series.

use super::display::same_colour;
use super::row;
use atalaya::chart::grafana;
use atalaya::chart::grafana::Theme;
use serde_json::Value;
use serde_json::json;

/// Holds a place of a palette, or the list of names.
pub(crate) fn check(row: &Value) -> Result<(), String> {
    let value = &row["value"];
    let place = usize::try_from(row["index"].as_u64().unwrap_or(0)).unwrap_or(0);
    match row::text(row, "member")? {
        "namedColors" => named(&value["values"]),
        "classicPalette" => {
            same_colour(grafana::classic(place, Theme::Dark), value, Theme::Dark)?;
            same_colour(grafana::classic(place, Theme::Light), value, Theme::Light)
        }
        "classicPaletteResolvedDark" => {
            same_colour(grafana::classic(place, Theme::Dark), value, Theme::Dark)
        }
        "byNamePaletteDark" => by_name(place, value, Theme::Dark),
        "byNamePaletteLight" => by_name(place, value, Theme::Light),
        "fallbackColor" => same_colour(grafana::FALLBACK, value, Theme::Dark),
        "panelBackground" => {
            let colour = |theme| grafana::colour("panel-bg", theme).unwrap_or(grafana::FALLBACK);
            same_colour(colour(Theme::Dark), &value["dark"], Theme::Dark)?;
            same_colour(colour(Theme::Light), &value["light"], Theme::Light)
        }
        "contrastThreshold" => row::same(&json!(grafana::READABLE), value),
        other => Err(format!("nothing checks {other}")),
    }
}

fn named(values: &Value) -> Result<(), String> {
    for (name, written) in values.as_object().into_iter().flatten() {
        for (index, theme) in [Theme::Dark, Theme::Light].into_iter().enumerate() {
            let got = grafana::colour(name, theme).ok_or_else(|| format!("{name} is unknown"))?;
            match got.alpha == 0.0 {
                // What is not seen has no colour: Grafana's two nothings are one here.
                true => row::same(&json!("transparent"), &json!(name))?,
                false => same_colour(got, &written[index], theme)
                    .map_err(|error| format!("{name}: {error}"))?,
            }
        }
    }
    Ok(())
}

fn by_name(place: usize, value: &Value, theme: Theme) -> Result<(), String> {
    let readable = grafana::readable(theme);
    let got = readable
        .get(place)
        .ok_or_else(|| format!("there are only {}", readable.len()))?;
    same_colour(*got, value, theme)
}
