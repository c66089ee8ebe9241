/** A free position of one group. */
export interface FreePosition {
  readonly id: number;
  /** Along the row. */
  readonly number: number;
}

/**
 * Positions for `count` racks of one group: the lowest run of neighbours that is long enough, else the lowest numbers. The positions of
 * a group are equal to every limit, so this is for the people who install them. null: there are too few. O(n log n).
 */
export function choosePositions(free: readonly FreePosition[], count: number): FreePosition[] | null {
  if (free.length < count) return null;
  const sorted = [...free].sort((a, b) => a.number - b.number);
  let start = 0;
  for (let i = 0; i < sorted.length; i++) {
    if (i > 0 && sorted[i]!.number !== sorted[i - 1]!.number + 1) start = i;
    if (i - start + 1 === count) return sorted.slice(start, i + 1);
  }
  return sorted.slice(0, count);
}
