// A line through points in a canvas' path: x, y, x, y, … One call from wasm instead of one per point.
// With a piece above 0 the line is stroked in pieces of so many corners, each beginning with the last way of the one before.
export function follow(context, points, piece) {
  context.moveTo(points[0], points[1]);
  const length = points.length;
  let corners = 0;
  for (let i = 2; i < length; i += 2) {
    context.lineTo(points[i], points[i + 1]);
    if (++corners === piece) {
      corners = 0;
      context.stroke();
      context.beginPath();
      context.moveTo(points[i - 2], points[i - 1]);
      context.lineTo(points[i], points[i + 1]);
    }
  }
}
