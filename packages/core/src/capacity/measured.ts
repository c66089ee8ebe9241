/** What a meter said last: watts at an instant. Instants are milliseconds since 1970, UTC. */
export interface Reading {
  readonly powerW: number;
  readonly atMs: number;
}

/**
 * Which of two readings of one object is kept: the later one, and of two with one instant the higher. So the kept one is the same in
 * whatever order readings arrive, and however often.
 */
export const latest = (a: Reading, b: Reading): Reading =>
  b.atMs > a.atMs || (b.atMs === a.atMs && b.powerW > a.powerW) ? b : a;

/** A reading counts until its meter has been silent for longer than that. */
export const isSilent = (reading: Reading | null, nowMs: number, silentAfterMs: number): boolean =>
  reading === null || nowMs - reading.atMs > silentAfterMs;

/** What is known of a measured power. */
export interface Measured {
  /** What was measured, in W; null: nothing was, which is not zero. */
  readonly powerW: number | null;
  /** Some of what draws is not in it: the sum is "at least". */
  readonly partial: boolean;
  /** Of the oldest reading in it; null where there is none. */
  readonly atMs: number | null;
}

/** Nothing is known. */
export const NOT_MEASURED: Measured = { powerW: null, partial: true, atMs: null };

/** The readings of the servers in a rack that are not silent, added up, and how many servers there are. */
export interface ServersMeasured {
  readonly servers: number;
  readonly read: number;
  readonly powerW: number;
  readonly oldestMs: number | null;
}

/** A rack: what its own meter says, else what its servers' say together. Never both: they measure the same watts. */
export function measuredRack(own: Reading | null, inside: ServersMeasured): Measured {
  if (own !== null) return { powerW: own.powerW, partial: false, atMs: own.atMs };
  if (inside.read === 0) return NOT_MEASURED;
  return { powerW: inside.powerW, partial: inside.read < inside.servers, atMs: inside.oldestMs };
}
