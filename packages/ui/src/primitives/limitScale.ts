/** The geometry of the bar with a limit. Shares are of the bar's whole width, 0 to 1. */

export interface LimitParts {
  /** In use now. */
  used: number;
  /** Extra after a failure, drawn lighter after used. */
  gain?: number;
  /** Reserved, in use by nobody yet. */
  held?: number;
  /** Does not exist yet. */
  planned?: number;
  /** null: no limit is set. */
  limit: number | null;
}

export interface LimitSegment {
  kind: "used" | "gain" | "held" | "planned" | "over";
  from: number;
  width: number;
}

export interface LimitGeometry {
  segments: LimitSegment[];
  /** Where the tick stands; null without a limit. */
  tick: number | null;
  /** Everything together as a share of the limit; null without a limit. */
  share: number | null;
}

/** The tick stands just inside the right end, so that it shows; when something is over, there is room beyond it. */
const TICK_AT = 0.98;
const OVER_ROOM = 0.2;

/**
 * Lays the parts one after the other. What passes the limit is drawn once, as "over": the parts themselves stop at the tick.
 * Over by more than a fifth fills the room beyond the tick; the number beside the bar says how much.
 */
export function limitGeometry(parts: LimitParts, scaleMax?: number): LimitGeometry {
  const amounts: [LimitSegment["kind"], number][] = [
    ["used", Math.max(0, parts.used)],
    ["gain", Math.max(0, parts.gain ?? 0)],
    ["held", Math.max(0, parts.held ?? 0)],
    ["planned", Math.max(0, parts.planned ?? 0)],
  ];
  const total = amounts.reduce((sum, [, amount]) => sum + amount, 0);
  const limit = parts.limit;
  const over = limit !== null && total > limit;
  const largest = Math.max(scaleMax ?? 0, limit ?? 0, limit === null ? total : 0);
  // A limit of next to nothing would scale to infinity.
  const full = largest > 1e-12 ? largest : 1;
  const unit = over ? 1 / (full * (1 + OVER_ROOM)) : TICK_AT / full;
  const stop = limit === null ? total : Math.min(total, limit);
  const segments: LimitSegment[] = [];
  let at = 0;
  for (const [kind, amount] of amounts) {
    const end = Math.min(at + amount, stop);
    if (end > at) segments.push({ kind, from: at * unit, width: (end - at) * unit });
    at = end;
  }
  if (over && limit !== null) {
    const from = limit * unit;
    segments.push({ kind: "over", from, width: Math.min(1, total * unit) - from });
  }
  const share = limit === null ? null : limit > 0 ? total / limit : total > 0 ? Number.POSITIVE_INFINITY : 0;
  return { segments, tick: limit === null ? null : limit * unit, share };
}
