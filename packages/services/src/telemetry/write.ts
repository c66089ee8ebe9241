import type { TelemetryInput, TelemetryOutcome } from "@headroom/contracts/telemetry";
import { oldestTaken } from "@headroom/core/telemetry/point";
import { type Actor, authorize } from "../actor";
import { instantOf } from "../days";
import type { Ports } from "../ports";
import type { ThingPoint } from "../ports/telemetry";
import { record } from "../record";
import { retentionOf, takePoints } from "./take";

/**
 * Takes a batch of points in any order, again, and late. What is refused is said by its place, and does not keep the others out. One audit
 * event for a batch that stored something. Needs telemetry.write.
 */
export async function writeTelemetry(
  ports: Ports,
  actor: Actor,
  { series }: TelemetryInput,
): Promise<TelemetryOutcome> {
  authorize(actor, "telemetry.write");
  const nowMs = ports.clock.now();
  const retention = retentionOf(ports);
  return ports.work.write(async (repositories) => {
    const ids = await repositories.readings.resolve(series.map(({ of }) => of));
    const refused: TelemetryOutcome["refused"] = [];
    const points: ThingPoint[] = [];
    const places: { series: number; point: number }[] = [];
    for (const [place, { of, metric, points: said }] of series.entries()) {
      const id = ids[place] ?? null;
      if (id === null) refused.push({ series: place, point: null, why: "unknown" });
      else
        for (const [point, [atMs, value]] of said.entries()) {
          points.push({ kind: of.kind, id, metric, atMs, value });
          places.push({ series: place, point });
        }
    }
    const taken = await takePoints(repositories, points, nowMs, retention);
    for (const { index, why } of taken.refused) refused.push({ ...places[index]!, why });
    const { stored, known, differing } = taken;
    if (stored > 0)
      await record(repositories, actor, {
        action: "telemetry.write",
        entityKind: "telemetry",
        entityId: "points",
        after: { stored, known, refused: refused.length },
      });
    return { stored, known, differing, oldest: instantOf(oldestTaken(nowMs, retention)), refused };
  });
}
