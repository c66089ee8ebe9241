/** A straight line through points at x = 0, 1, 2, ...: value(x) = intercept + slope * x. */
export interface Line {
  readonly slope: number;
  readonly intercept: number;
}

/** Ordinary least squares. One point: a level line. Throws on none. */
export function leastSquares(points: readonly (readonly [x: number, y: number])[]): Line {
  if (points.length === 0) throw new RangeError("a trend needs at least one point");
  const n = points.length;
  const meanX = points.reduce((s, [x]) => s + x, 0) / n;
  const meanY = points.reduce((s, [, y]) => s + y, 0) / n;
  let covariance = 0;
  let variance = 0;
  for (const [x, y] of points) {
    covariance += (x - meanX) * (y - meanY);
    variance += (x - meanX) ** 2;
  }
  const slope = variance === 0 ? 0 : covariance / variance;
  return { slope, intercept: meanY - slope * meanX };
}
