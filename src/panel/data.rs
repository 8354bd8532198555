//! What a panel is made from: answers as they came, or frames where transformations or a table ask for columns.

use crate::frame::Frame;
use crate::frame::answer;
use crate::frame::answer::Asked;
use crate::frame::transform;
use crate::frame::transform::Transformation;
use crate::lean::late::Late;
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
    /// What a panel is made from, and which transformations could not be done; none while what makes columns has not come.
    #[must_use]
    pub fn of(spec: &Spec, answers: &'a [Answered<'a>]) -> Option<(Self, Vec<Fault>)> {
        let table = matches!(spec.kind, Kind::Table(_));
        if spec.transformations.is_empty() && !table && spec.expressions.is_empty() {
            return Some((Self::Answers(answers), Vec::new()));
        }
        Some((COLUMNS.get(columns)?)(spec, answers))
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

type Columns = for<'a> fn(&Spec, &'a [Answered<'a>]) -> (Data<'a>, Vec<Fault>);

static COLUMNS: Late<Columns> = Late::new();

/// Brings what makes columns of answers; the second file's to call.
pub fn arrive() {
    COLUMNS.put(columns);
}

fn columns<'a>(spec: &Spec, answers: &'a [Answered<'a>]) -> (Data<'a>, Vec<Fault>) {
    let (steps, mut faults) = Transformation::read_all(&spec.transformations);
    let (frames, more) = if !spec.expressions.is_empty() {
        let (frames, more) = expressed(spec, frames(answers, false));
        faults.extend(more);
        transform::run(&steps, frames)
    } else if spec.transformations.is_empty() {
        // Nobody said how several queries become one table: side by side.
        transform::run(&[Transformation::merge()], frames(answers, true))
    } else {
        transform::run(&steps, frames(answers, false))
    };
    faults.extend(more);
    (Data::Frames(frames), faults)
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
    let tabular =
        |one: &Answered<'_>| tables || matches!(one.format, Format::Table | Format::LokiInstant);
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
            _ if tabular(one) => {
                let named = among || one.format == Format::LokiInstant;
                frames.extend(answer::table(one.ref_id, named, found));
            }
            Format::Heatmap => frames.extend(answer::buckets(&asked, found)),
            Format::TimeSeries | Format::Table | Format::LokiInstant => {
                frames.extend(answer::series(&asked, found))
            }
        }
    }
    frames
}
