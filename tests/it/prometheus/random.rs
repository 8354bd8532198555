//! Properties: any way to write a matrix reads the same; numbers are rounded as the standard library rounds; damage
//! never panics.

use crate::prometheus::instant;
use crate::prometheus::json;
use crate::prometheus::range;
use crate::prometheus::reply;
use atalaya::data::series::GAP;
use atalaya::source::Found;
use atalaya::source::prometheus;
use atalaya::time::Grid;
use atalaya::time::Instant;
use atalaya::time::Millis;
use proptest::prelude::*;
use std::fmt::Write;

/// How a matrix is written, drawn from by each choice in turn.
struct Style(u64);

impl Style {
    fn below(&mut self, count: u64) -> u64 {
        // A linear congruential generator (Knuth's MMIX): only variety is wanted.
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % count
    }

    fn space(&mut self) -> &'static str {
        ["", "", "", "", "", " ", "\n", "\t \r\n"][self.below(8) as usize]
    }

    fn text(&mut self, text: &str) -> String {
        let mut written = "\"".to_owned();
        for one in text.chars() {
            let must = one == '"' || one == '\\' || one < ' ';
            if must || self.below(20) == 0 {
                let mut units = [0; 2];
                for unit in one.encode_utf16(&mut units) {
                    write!(written, "\\u{unit:04x}").unwrap();
                }
            } else {
                written.push(one);
            }
        }
        written + "\""
    }

    fn object(&mut self, mut members: Vec<(&str, String)>) -> String {
        if self.below(4) == 0 {
            members.push(("unknown", "[{\"a\":[1,null,\"]\"]},-0.5e-3]".to_owned()));
        }
        if self.below(2) == 0 {
            let turn = self.below(members.len() as u64) as usize;
            members.rotate_left(turn);
        }
        let members: Vec<String> = members
            .into_iter()
            .map(|(name, value)| {
                let name = self.text(name);
                format!(
                    "{name}{}:{}{value}{}",
                    self.space(),
                    self.space(),
                    self.space()
                )
            })
            .collect();
        format!("{{{}{}}}", self.space(), members.join(","))
    }

    fn array(&mut self, items: Vec<String>) -> String {
        let items: Vec<String> = items
            .into_iter()
            .map(|item| format!("{}{item}{}", self.space(), self.space()))
            .collect();
        format!("[{}{}]", self.space(), items.join(","))
    }

    fn time(&mut self, millis: i64) -> String {
        let (seconds, part) = (millis / 1000, millis % 1000);
        match (part, self.below(8)) {
            (_, 0) => format!("{millis}e-3"),
            (0, 1) => format!("{seconds}.0"),
            (0, _) => format!("{seconds}"),
            _ => format!("{seconds}.{part:03}"),
        }
    }

    fn value(&mut self, value: f64) -> String {
        let text = if value.is_nan() {
            "NaN".to_owned()
        } else if value.is_infinite() {
            if value > 0.0 { "+Inf" } else { "-Inf" }.to_owned()
        } else if self.below(4) == 0 {
            format!("{value:e}")
        } else {
            format!("{value}")
        };
        if self.below(3) == 0 {
            self.text(&text)
        } else {
            format!("\"{text}\"")
        }
    }
}

fn value() -> impl Strategy<Value = f64> {
    prop_oneof![
        4 => (0u64..100_000_000).prop_map(|n| n as f64 / 1000.0),
        2 => 0.0..1000.0f64,
        2 => any::<f64>().prop_map(|v| if v.is_nan() { f64::NAN } else { v }),
        1 => Just(f64::NAN),
        1 => Just(f64::INFINITY),
        3 => Just(GAP),
    ]
}

type Table = Vec<(Vec<(String, String)>, Vec<f64>)>;

fn tables() -> impl Strategy<Value = Table> {
    let labels = proptest::collection::vec(("[a-z\"\\\\é😀.]{1,6}", ".{0,8}"), 0..4);
    let columns = (labels, proptest::collection::vec(value(), 0..40));
    proptest::collection::vec(columns, 0..5)
}

proptest! {
    #[test]
    fn a_matrix_reads_the_same_however_it_is_written(
        mut table in tables(),
        start in prop_oneof![Just(1_795_234_080_000_i64), 0..4_000_000_000_000_i64],
        step in prop_oneof![Just(60_000_i64), 1..100_000_i64],
        seed in any::<u64>(),
    ) {
        let count = table.iter().map(|(_, values)| values.len()).max().unwrap_or(0);
        for (labels, values) in &mut table {
            values.resize(count, GAP);
            labels.sort();
            labels.dedup_by(|one, other| one.0 == other.0);
        }
        let grid = Grid { start: Instant(start), step: Millis(step), count };
        let mut style = Style(seed);
        let mut result = Vec::new();
        for (labels, values) in &table {
            let pairs = labels.iter().map(|(name, value)| (&**name, style.text(value))).collect::<Vec<_>>();
            // No unknown key may come into a label set.
            let pairs: Vec<String> = pairs.into_iter().map(|(name, value)| format!("{}:{value}", style.text(name))).collect();
            let mut samples = Vec::new();
            for (index, value) in values.iter().enumerate() {
                if value.to_bits() != GAP.to_bits() {
                    let sample = vec![style.time(grid.at(index).0), style.value(*value)];
                    samples.push(style.array(sample));
                }
            }
            let samples = style.array(samples);
            result.push(style.object(vec![("metric", format!("{{{}}}", pairs.join(","))), ("values", samples)]));
        }
        let result = style.array(result);
        let data = style.object(vec![("resultType", "\"matrix\"".to_owned()), ("result", result)]);
        let body = style.object(vec![("status", "\"success\"".to_owned()), ("data", data), ("infos", "[]".to_owned())]);

        let answer = prometheus::decode(&range(grid), &json(200, &body));
        let Ok(answer) = answer else { panic!("{answer:?}: {body}") };
        let Found::Matrix(matrix) = answer.found else { panic!("no matrix") };
        prop_assert_eq!(matrix.grid, grid);
        prop_assert_eq!(matrix.series.len(), table.len());
        for (series, (labels, values)) in matrix.series.iter().zip(&table) {
            let found: Vec<(String, String)> = series.labels.iter().map(|(name, value)| (name.to_owned(), value.to_owned())).collect();
            prop_assert_eq!(&found, labels);
            let found: Vec<u64> = series.values.iter().map(|one| one.to_bits()).collect();
            let expected: Vec<u64> = values.iter().map(|one| one.to_bits()).collect();
            prop_assert_eq!(found, expected);
        }
    }
}

/// Decimal texts of every length, and those around the middle between two neighbours, where rounding is hardest.
fn decimals() -> impl Strategy<Value = String> {
    let middle = (0u64..1 << 62, -30i32..30).prop_map(|(bits, power)| {
        let below = f64::from_bits((bits >> 12) | 0x3ff0_0000_0000_0000) * 2f64.powi(power);
        let above = f64::from_bits(below.to_bits() + 1);
        (below, above)
    });
    prop_oneof![
        "-?[0-9]{1,24}",
        "-?[0-9]{1,6}\\.[0-9]{1,16}",
        "-?[0-9]{0,20}\\.[0-9]{1,24}",
        "-?[0-9]{1,20}(\\.[0-9]{1,20})?[eE][+-]?[0-9]{1,3}",
        "-?[0-9]{1,3}e[+-]?[0-9]{1,30}",
        any::<f64>()
            .prop_filter("finite", |one| one.is_finite())
            .prop_map(|one| format!("{one}")),
        any::<f64>()
            .prop_filter("finite", |one| one.is_finite())
            .prop_map(|one| format!("{one:e}")),
        (0.0..1e9f64).prop_map(|one| format!("{one}")),
        (0.0..1.0f64, 0i32..9).prop_map(|(one, tens)| format!("{}", one * 10f64.powi(-tens))),
        "0\\.0{1,6}[0-9]{14,20}",
        (1u64 << 53..9_999_999_999_999_999_999, 1usize..19).prop_map(|(digits, places)| {
            let mut text = digits.to_string();
            text.insert(text.len().saturating_sub(places).max(1), '.');
            text
        }),
        (middle, 16usize..30).prop_map(|((below, above), places)| {
            // Adding in twice the precision is not needed: any text near the middle will do.
            format!("{:.places$}", below + (above - below) / 2.0)
        }),
        (1u64 << 52..1 << 53).prop_map(|one| format!("{one}.5")),
    ]
}

fn decoded(text: &str) -> u64 {
    let grid = Grid {
        start: Instant(1_795_234_102_000),
        step: Millis(1),
        count: 1,
    };
    let body = format!(
        r#"{{"status":"success","data":{{"resultType":"matrix","result":[{{"metric":{{}},"values":[[1795234102,"{text}"]]}}]}}}}"#
    );
    let answer = prometheus::decode(&range(grid), &json(200, &body)).unwrap();
    let Found::Matrix(matrix) = answer.found else {
        panic!("no matrix")
    };
    matrix.series[0].values[0].to_bits()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(4000))]
    #[test]
    fn numbers_are_rounded_as_the_standard_library_does(text in decimals()) {
        prop_assert_eq!(decoded(&text), text.parse::<f64>().unwrap().to_bits(), "{}", text);
    }
}

#[test]
fn numbers_in_the_middle_between_two_neighbours_round_to_even() {
    for text in [
        "9007199254740993",
        "9007199254740995",
        "4503599627370496.5",
        "4503599627370497.5",
        "9007199254740993.0",
        "900719925474099.3",
        "1125899906842624.125",
        "1125899906842624.375",
        "562949953421312.0625",
        "0.9999999999999999",
        "9999999999999999999",
        "0.000000000000000001",
        "1844674407370955161.5",
    ] {
        assert_eq!(
            decoded(text),
            text.parse::<f64>().unwrap().to_bits(),
            "{text}"
        );
    }
}

proptest! {
    #[test]
    fn damage_to_a_recorded_reply_never_panics(
        which in any::<prop::sample::Index>(),
        flips in proptest::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 0..6),
        cut in proptest::option::of(any::<prop::sample::Index>()),
    ) {
        let all = reply::small();
        let one = which.get(all);
        let mut reply = one.reply.clone();
        for (at, byte) in flips {
            if !reply.body.is_empty() {
                let at = at.index(reply.body.len());
                reply.body[at] = byte;
            }
        }
        if let Some(cut) = cut {
            reply.body.truncate(cut.index(reply.body.len() + 1));
        }
        for ask in [&one.ask, &instant()] {
            if let Err(failure) = prometheus::decode(ask, &reply) {
                // What is shown of a failure is text of a bounded length.
                let shown = format!("{failure:?}").len();
                prop_assert!(shown < 4000);
            }
        }
    }
}
