//! Why decoding stopped, and where in the answer.

use crate::source::Failure;
use crate::source::Reply;
use crate::source::prometheus::decode::refusal;

/// What ends decoding of a success.
pub(in crate::source) enum Stop {
    /// Not JSON from this byte on.
    Json(usize),
    /// JSON of another shape.
    Shape {
        /// Path below the place that noticed: `[3].values`.
        at: String,
        /// What should be there.
        expected: &'static str,
    },
    /// The envelope says that the source refused.
    Refused,
}

impl Stop {
    /// Another shape, right here.
    #[cold]
    pub(in crate::source) fn shape(expected: &'static str) -> Self {
        Self::Shape {
            at: String::new(),
            expected,
        }
    }

    /// The same as seen from above: `step` leads to where it happened.
    #[cold]
    pub(in crate::source) fn under(self, step: &str) -> Self {
        match self {
            Self::Shape { at, expected } => {
                let dot = if at.is_empty() || at.starts_with('[') {
                    ""
                } else {
                    "."
                };
                Self::Shape {
                    at: format!("{step}{dot}{at}"),
                    expected,
                }
            }
            Self::Json(_) | Self::Refused => self,
        }
    }

    /// The same as seen from the array: it happened in its item `index`.
    #[cold]
    pub(in crate::source) fn under_index(self, index: usize) -> Self {
        self.under(&format!("[{index}]"))
    }

    /// As the failure of this reply.
    pub(in crate::source) fn failure(self, reply: &Reply) -> Failure {
        match self {
            Self::Json(at) => refusal::not_json(reply, at),
            Self::Shape { at, expected } => Failure::Shape { at, expected },
            Self::Refused => refusal::of(reply),
        }
    }
}
