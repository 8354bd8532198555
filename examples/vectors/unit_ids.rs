//! Every unit id Grafana offers, and how its formatter is made: ours must know it and write what that formatter writes.

use super::row;
use atalaya::unit::ENGLISH;
use atalaya::unit::format;
use serde_json::Value;
use serde_json::json;

/// Large enough for a prefix, and with a fraction.
const VALUE: f64 = 1_234.5;

/// Holds an id.
pub(crate) fn check(row: &Value) -> Result<(), String> {
    let unit = match row.get("value") {
        Some(unit) => unit,
        None => row,
    };
    let id = row::text(unit, "id")?;
    let formatter = unit["formatter"].as_str().unwrap_or_default();
    let written = format(VALUE, id, None, &ENGLISH);
    let expected = match formatter.split_once('(') {
        Some(("toFixedUnit", rest)) => match quoted(rest) {
            "" => String::new(),
            unit => format!(" {unit}"),
        },
        Some(("simpleCountUnit", rest)) => format!("K {}", quoted(rest)),
        Some((family @ ("SIPrefix" | "binaryPrefix"), rest)) => prefixed(family, rest)?,
        Some(("currency", rest)) => {
            let symbol = quoted(rest);
            return match rest.contains("true") {
                true => row::same(&json!(written.suffix), &json!(format!("K{symbol}"))),
                false => row::same(&json!(written.prefix), &json!(symbol)),
            };
        }
        // The others have a rule of their own, which the rows about values hold. An unknown id would be written out.
        _ => {
            let unknown = format!("1235 {id}");
            return match written.to_string() == unknown {
                true => Err("the id is not known".to_owned()),
                false => Ok(()),
            };
        }
    };
    row::same(&json!(written.suffix), &json!(expected))
}

/// The suffix of 1234.5 in a unit that comes in a prefix: one prefix further up.
fn prefixed(family: &str, rest: &str) -> Result<String, String> {
    let (prefixes, one): (&[&str], i64) = match family {
        "SIPrefix" => (
            &[
                "f", "p", "n", "µ", "m", "", "k", "M", "G", "T", "P", "E", "Z", "Y",
            ],
            5,
        ),
        _ => (&["", "Ki", "Mi", "Gi", "Ti", "Pi", "Ei", "Zi", "Yi"], 0),
    };
    let offset = rest.rsplit_once(',').map_or("0", |(_, offset)| offset);
    let offset: i64 = offset
        .trim_matches([' ', ')', '}'])
        .parse()
        .unwrap_or_default();
    let last = prefixes.len() as i64 - 1;
    let at = usize::try_from((one + offset + 1).min(last)).map_err(|error| error.to_string())?;
    Ok(format!(" {}{}", prefixes[at], quoted(rest)))
}

/// The first text in quotes; quotes of either kind may stand inside the other.
fn quoted(text: &str) -> &str {
    let Some(start) = text.find(['\'', '"']) else {
        return "";
    };
    let quote = &text[start..=start];
    let inner = &text[start + 1..];
    inner.find(quote).map_or("", |end| &inner[..end])
}
