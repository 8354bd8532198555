//! Leaving out corners of a line that nobody could see: those that a straight way passes closely.
//!
//! Each point left out lies above or below the line drawn by no more than the slack. Only ways that go right are made
//! straight; what goes back or straight up keeps all its corners. First and last point stay.

use plotters_backend::BackendCoord;

/// Takes out the points that are not needed; one of equal neighbours is enough. In place, in one pass: a crowd of lines has
/// a hundred thousand corners.
pub fn straighten(points: &mut Vec<BackendCoord>, slack: f64) {
    points.dedup();
    let [mut anchor, mut held, ..] = **points else {
        return;
    };
    let mut kept = 1;
    let mut cone: Option<Cone> = None;
    let mut rest = Rest::new(kept);
    for next in 2..points.len() {
        let Some(point) = points.get(next).copied() else {
            break;
        };
        let restless = rest.passes(kept);
        cone = match cone {
            Some(cone) if leads(anchor, cone, point) => Some(narrowed(anchor, cone, point, slack)),
            // Most corners of a restless line end here, without a division.
            None if !restless && is_straight(anchor, held, point, slack) => {
                let cone = narrowed(anchor, OPEN, held, slack);
                Some(narrowed(anchor, cone, point, slack))
            }
            Some(_) | None => {
                keep(points, &mut kept, held);
                anchor = held;
                None
            }
        };
        held = point;
    }
    keep(points, &mut kept, held);
    points.truncate(kept);
}

/// What was read is written over: never more was kept than read.
fn keep(points: &mut [BackendCoord], kept: &mut usize, point: BackendCoord) {
    if let Some(place) = points.get_mut(*kept) {
        *place = point;
        *kept += 1;
    }
}

/// Where a line is restless, looking for straight ways costs more than they save: after a stretch of which hardly a point
/// was left out the next ones are taken as they are.
struct Rest {
    /// Points until the next decision.
    left: usize,
    /// How many were kept when this stretch began.
    kept: usize,
    restless: bool,
}

/// Points of a stretch that is looked at.
const STRETCH: usize = 64;
/// Points of one that is not.
const TAKEN: usize = 512;
/// A stretch that keeps so many is restless.
const RESTLESS: usize = STRETCH * 3 / 4;

impl Rest {
    fn new(kept: usize) -> Self {
        Self {
            left: STRETCH,
            kept,
            restless: false,
        }
    }

    /// Is the next point taken without a look? So many are kept so far.
    fn passes(&mut self, kept: usize) -> bool {
        if self.left == 0 {
            self.restless = !self.restless && kept - self.kept >= RESTLESS;
            self.left = if self.restless { TAKEN } else { STRETCH };
            self.kept = kept;
        }
        self.left -= 1;
        self.restless
    }
}

/// Slopes between which a straight line from the anchor passes all points left out so far.
type Cone = (f64, f64);
const OPEN: Cone = (f64::NEG_INFINITY, f64::INFINITY);

fn difference(from: BackendCoord, to: BackendCoord) -> (f64, f64) {
    (
        f64::from(to.0) - f64::from(from.0),
        f64::from(to.1) - f64::from(from.1),
    )
}

/// Does the way from the anchor to the point pass `held` within the slack, going right all the way?
fn is_straight(anchor: BackendCoord, held: BackendCoord, point: BackendCoord, slack: f64) -> bool {
    let (held_x, held_y) = difference(anchor, held);
    let (dx, dy) = difference(anchor, point);
    held_x > 0.0 && dx > held_x && (dy * held_x - held_y * dx).abs() <= slack * dx
}

fn leads(anchor: BackendCoord, (low, high): Cone, point: BackendCoord) -> bool {
    let (dx, dy) = difference(anchor, point);
    dx > 0.0 && dy >= low * dx && dy <= high * dx
}

fn narrowed(anchor: BackendCoord, (low, high): Cone, point: BackendCoord, slack: f64) -> Cone {
    let (dx, dy) = difference(anchor, point);
    (low.max((dy - slack) / dx), high.min((dy + slack) / dx))
}
