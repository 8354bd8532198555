//! What one browser saw of a service that it asks itself. Nobody else's results are in it, and none from before it was
//! opened: whoever shows it says so.

use crate::health::beat::Piece;
use crate::health::course::Course;
use crate::health::course::Rules;
use crate::health::judge::Judgement;
use crate::health::judge::Level;
use crate::health::judge::Why;
use crate::health::uptime;
use crate::time::Grid;
use crate::time::Instant;
use crate::time::Millis;
use crate::time::Range;

/// Results kept of one service: a day and a half at one in 30 s.
const MOST: usize = 4_320;

/// A service's results so far.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Seen {
    /// Its way through the states.
    pub course: Course,
    /// The last result.
    pub last: Option<Judgement>,
    /// The last result that was not good, and why.
    pub failed: Option<(Instant, Why)>,
    /// How long the last answer took; none when there was none.
    pub took: Option<Millis>,
    /// Levels in the order they came.
    pub results: Vec<(Instant, Level)>,
    /// Seconds each answer took, beside [`Seen::results`]; NaN where there was none.
    pub times: Vec<f64>,
}

impl Seen {
    /// Takes the next result; one that comes later than `hold` after the last leaves a gap between them.
    pub fn take(
        &mut self,
        at: Instant,
        judged: Judgement,
        took: Option<Millis>,
        hold: Millis,
        rules: Rules,
    ) {
        if let Some(last) = self.course.last()
            && at.0.saturating_sub(last.0) > hold.0
        {
            self.course.miss();
        }
        self.course.take(at, judged.level, rules);
        if self.results.len() >= MOST {
            self.results.remove(0);
            self.times.remove(0);
        }
        self.results.push((at, judged.level));
        #[allow(clippy::cast_precision_loss)]
        self.times
            .push(took.map_or(f64::NAN, |took| took.0 as f64 / 1_000.0));
        self.took = took;
        if let Some(why) = &judged.why {
            self.failed = Some((at, why.clone()));
        }
        self.last = Some(judged);
    }

    /// What was seen in the pieces of a grid whose instants are their ends.
    #[must_use]
    pub fn pieces(&self, grid: Grid, hold: Millis) -> Vec<Piece> {
        (0..grid.count)
            .map(|index| {
                let to = grid.at(index);
                let from = Instant(to.0.saturating_sub(grid.step.0));
                let range = Range { from, to };
                let share = uptime::by_results(&self.results, hold, range, &[]).share();
                Piece::new(range, share, &[])
            })
            .collect()
    }

    /// The good share of what was seen in a time.
    #[must_use]
    pub fn share(&self, window: Range, hold: Millis) -> Option<f64> {
        uptime::by_results(&self.results, hold, window, &[]).share()
    }
}
