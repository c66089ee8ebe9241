import { HOUR_MS, type PointRefusal, type Retention, refusalOf, usualRetention } from "@headroom/core/telemetry/point";
import type { Ports } from "../ports";
import type { Repositories } from "../ports/repositories";
import type { PointsStored, ThingPoint } from "../ports/telemetry";

/** How long an hour waits for more points until it is summed up. */
const SETTLE_MS = HOUR_MS / 60;

export const retentionOf = (ports: Pick<Ports, "telemetryKept">): Retention => ports.telemetryKept ?? usualRetention;

export interface PointsTaken extends PointsStored {
  /** By their place in the list. */
  readonly refused: readonly { readonly index: number; readonly why: PointRefusal }[];
}

/** Stores what can be believed, of things that are there, and says what cannot. Whoever asks has checked the permission. */
export async function takePoints(
  { telemetry }: Pick<Repositories, "telemetry">,
  points: readonly ThingPoint[],
  nowMs: number,
  retention: Retention,
): Promise<PointsTaken> {
  const refused: { index: number; why: PointRefusal }[] = [];
  const taken = points.filter((point, index) => {
    const why = refusalOf(point.metric, point, nowMs, retention);
    if (why !== null) refused.push({ index, why });
    return why === null;
  });
  if (taken.length === 0) return { stored: 0, known: 0, differing: 0, refused };
  return { ...(await telemetry.add(taken, nowMs + SETTLE_MS)), refused };
}
