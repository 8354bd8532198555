//! What a panel is made from: answers as they came, or frames where transformations or a table ask for columns.

use crate::frame::Frame;
use crate::frame::answer;
use crate::frame::answer::Asked;
use crate::frame::transform;
use crate::frame::transform::Transformation;
use crate::notation::json::Fault;
use crate::panel::Answered;
use crate::panel::Format;
use crate::panel::spec::Kind;
use crate::panel::spec::Spec;

/// Answers, or what became of them.
#[derive(Clone, Debug)]
pub enum Data<'a> {
    /// As they came: series to be drawn straight away.
    Answers(&'a [Answered<'a>]),
    /// As columns.
    Frames(Vec<Frame>),
}

impl<'a> Data<'a> {
    /// What a panel is made from, and which transformations could not be done.
    #[must_use]
    pub fn of(spec: &Spec, answers: &'a [Answered<'a>]) -> (Self, Vec<Fault>) {
        let table = matches!(spec.kind, Kind::Table(_));
        let steps = &spec.transformations;
        if steps.is_empty() && !table && spec.expressions.is_empty() {
            return (Self::Answers(answers), Vec::new());
        }
        if !spec.expressions.is_empty() {
            let (frames, mut faults) = expressed(spec, frames(answers, false));
            let (frames, more) = transform::run(steps, frames);
            faults.extend(more);
            return (Self::Frames(frames), faults);
        }
        let (frames, faults) = if steps.is_empty() {
            // Nobody said how several queries become one table: side by side.
            transform::run(&[Transformation::merge()], frames(answers, true))
        } else {
            transform::run(steps, frames(answers, false))
        };
        (Self::Frames(frames), faults)
    }

    /// As columns, whatever it was.
    #[must_use]
    pub fn into_frames(self) -> Vec<Frame> {
        match self {
            Self::Answers(answers) => frames(answers, false),
            Self::Frames(frames) => frames,
        }
    }
}

/// With what expressions make of them, and without what only they use.
fn expressed(spec: &Spec, mut known: Vec<Frame>) -> (Vec<Frame>, Vec<Fault>) {
    let mut faults = Vec::new();
    for expression in &spec.expressions {
        match expression.frames(&known) {
            Some(frames) => known.extend(frames),
            None => {
                let what = [&expression.ref_id, ": too many values"].concat();
                faults.push(Fault::Unsupported { what });
            }
        }
    }
    let hidden = |letter: &String| {
        let mut expressions = spec.expressions.iter();
        spec.unseen.contains(letter) || expressions.any(|one| one.hidden && one.ref_id == *letter)
    };
    known.retain(|frame| !hidden(&frame.ref_id));
    (known, faults)
}

/// The frames of answers in the formats asked for, or all as tables.
fn frames(answers: &[Answered<'_>], tables: bool) -> Vec<Frame> {
    let tabular = |one: &Answered<'_>| tables || one.format == Format::Table;
    let among = answers.iter().filter(|one| tabular(one)).count() > 1;
    let mut frames = Vec::new();
    for one in answers {
        let asked = Asked {
            ref_id: one.ref_id,
            legend: one.legend,
            expr: one.expr,
        };
        let found = &one.answer.found;
        match one.format {
            _ if tabular(one) => frames.extend(answer::table(one.ref_id, among, found)),
            Format::Heatmap => frames.extend(answer::buckets(&asked, found)),
            Format::TimeSeries | Format::Table => frames.extend(answer::series(&asked, found)),
        }
    }
    frames
}
