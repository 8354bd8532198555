//! Units of time: Grafana turns each into others by a table of its own; the page turns all of them into SI symbols.

use crate::unit::scale::Scale;

/// Below the first number: times the second over the third, then a name, which may take a plural.
type Step = (f64, f64, f64, &'static str, bool);

/// A unit of time: how it becomes larger and smaller ones.
#[derive(Debug)]
pub(crate) struct Time {
    id: &'static str,
    /// Ascending; the last has no limit.
    steps: &'static [Step],
    /// How many of it make one of what the steps are counted in.
    per: f64,
    /// Seconds as a fraction.
    seconds: (f64, f64),
    /// Zero is `0`, whatever the decimals asked for.
    pub(crate) zero_is_bare: bool,
}

impl Time {
    pub(crate) fn scale(&self, magnitude: f64) -> Option<Scale> {
        let magnitude = magnitude / self.per;
        let zero = self.zero_is_bare && magnitude == 0.0;
        let (_, times, over, name, plural) = self
            .steps
            .iter()
            .find(|(below, _, _, name, _)| match zero {
                true => *name == "s",
                false => magnitude < *below,
            })
            .or(self.steps.last())?;
        Some(Scale {
            times: *times,
            over: over * self.per,
            prefix: String::new(),
            suffix: format!(" {name}"),
            plural: *plural,
        })
    }

    pub(crate) fn plain_scale(&self, magnitude: f64) -> Option<Scale> {
        let (times, over) = self.seconds;
        let seconds = magnitude * times / over;
        let (_, step_times, step_over, name) = PLAIN_TIME
            .iter()
            .find(|(below, ..)| seconds < *below)
            .or(PLAIN_TIME.last())?;
        Some(Scale {
            times: times * step_times,
            over: over * step_over,
            prefix: String::new(),
            suffix: format!(" {name}"),
            plural: false,
        })
    }
}

/// The unit of time with this id.
pub(crate) fn time(id: &str) -> Option<&'static Time> {
    TIMES.iter().find(|time| time.id == id)
}

const END: f64 = f64::INFINITY;

/// Below so many seconds: times, over, symbol.
const PLAIN_TIME: &[(f64, f64, f64, &str)] = &[
    (1e-6, 1e9, 1.0, "ns"),
    (1e-3, 1e6, 1.0, "µs"),
    (1.0, 1e3, 1.0, "ms"),
    (60.0, 1.0, 1.0, "s"),
    (3_600.0, 1.0, 60.0, "min"),
    (86_400.0, 1.0, 3_600.0, "h"),
    (END, 1.0, 86_400.0, "d"),
];

const SECOND_STEPS: &[Step] = &[
    (1e-6, 1e9, 1.0, "ns", false),
    (1e-3, 1e6, 1.0, "µs", false),
    (1.0, 1e3, 1.0, "ms", false),
    (60.0, 1.0, 1.0, "s", false),
    (3_600.0, 1.0, 60.0, "min", true),
    (86_400.0, 1.0, 3_600.0, "hour", true),
    (604_800.0, 1.0, 86_400.0, "day", true),
    (31_536_000.0, 1.0, 604_800.0, "week", true),
    (END, 1.0, 3.15569e7, "year", true),
];

const TIMES: &[Time] = &[
    Time {
        id: "ns",
        steps: &[
            (1e3, 1.0, 1.0, "ns", false),
            (1e6, 1.0, 1e3, "µs", false),
            (1e9, 1.0, 1e6, "ms", false),
            (6e10, 1.0, 1e9, "s", false),
            (3.6e12, 1.0, 6e10, "min", true),
            (8.64e13, 1.0, 3.6e12, "hour", true),
            (END, 1.0, 8.64e13, "day", true),
        ],
        seconds: (1.0, 1e9),
        per: 1.0,
        zero_is_bare: false,
    },
    Time {
        id: "µs",
        steps: &[
            (1e3, 1.0, 1.0, "µs", false),
            (1e6, 1.0, 1e3, "ms", false),
            (END, 1.0, 1e6, "s", false),
        ],
        seconds: (1.0, 1e6),
        per: 1.0,
        zero_is_bare: false,
    },
    Time {
        id: "ms",
        steps: &[
            (1e3, 1.0, 1.0, "ms", false),
            (6e4, 1.0, 1e3, "s", false),
            (3.6e6, 1.0, 6e4, "min", true),
            (8.64e7, 1.0, 3.6e6, "hour", true),
            (3.1536e10, 1.0, 8.64e7, "day", true),
            (END, 1.0, 3.1536e10, "year", true),
        ],
        seconds: (1.0, 1e3),
        per: 1.0,
        zero_is_bare: false,
    },
    Time {
        id: "s",
        steps: SECOND_STEPS,
        seconds: (1.0, 1.0),
        per: 1.0,
        zero_is_bare: true,
    },
    Time {
        id: "m",
        steps: &[
            (60.0, 1.0, 1.0, "min", false),
            (1_440.0, 1.0, 60.0, "hour", true),
            (10_080.0, 1.0, 1_440.0, "day", true),
            (604_800.0, 1.0, 10_080.0, "week", true),
            (END, 1.0, 5.25948e5, "year", true),
        ],
        seconds: (60.0, 1.0),
        per: 1.0,
        zero_is_bare: false,
    },
    Time {
        id: "h",
        steps: &[
            (24.0, 1.0, 1.0, "hour", false),
            (168.0, 1.0, 24.0, "day", true),
            (8_760.0, 1.0, 168.0, "week", true),
            (END, 1.0, 8_760.0, "year", true),
        ],
        seconds: (3_600.0, 1.0),
        per: 1.0,
        zero_is_bare: false,
    },
    Time {
        id: "d",
        steps: &[
            (7.0, 1.0, 1.0, "day", true),
            (365.0, 1.0, 7.0, "week", true),
            (END, 1.0, 365.0, "year", true),
        ],
        seconds: (86_400.0, 1.0),
        per: 1.0,
        zero_is_bare: false,
    },
    Time {
        id: "timeticks",
        steps: SECOND_STEPS,
        seconds: (1.0, 100.0),
        per: 100.0,
        zero_is_bare: true,
    },
];
