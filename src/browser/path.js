// Strokes lines of one style: their points as x, y, x, y, … one line after the other, and how many points each has.
// One call from wasm instead of one per point. With a piece above 0 a path is stroked whenever it has so many corners;
// the next begins with the last way of the one before, so that the corner between them is there.
export function strokes(context, points, lengths, piece) {
  let at = 0;
  let corners = 0;
  context.beginPath();
  for (let line = 0; line < lengths.length; line++) {
    const end = at + 2 * lengths[line];
    context.moveTo(points[at], points[at + 1]);
    for (at += 2; at < end; at += 2) {
      context.lineTo(points[at], points[at + 1]);
      if (++corners === piece) {
        corners = 0;
        context.stroke();
        context.beginPath();
        context.moveTo(points[at - 2], points[at - 1]);
        context.lineTo(points[at], points[at + 1]);
      }
    }
  }
  context.stroke();
}

// Fills the outline through points.
export function outline(context, points) {
  context.beginPath();
  context.moveTo(points[0], points[1]);
  for (let at = 2; at < points.length; at += 2) context.lineTo(points[at], points[at + 1]);
  context.fill();
}
