import type { ReadingInput, ReadingsOutcome } from "@headroom/contracts/power";
import { latest } from "@headroom/core/capacity/measured";
import { CLOCKS_APART_MS, type Retention } from "@headroom/core/telemetry/point";
import { type Actor, authorize } from "../actor";
import type { Ports } from "../ports";
import type { MeteredKind, MeteredReading } from "../ports/readings";
import type { Repositories } from "../ports/repositories";
import { type Recording, record } from "../record";
import { retentionOf, takePoints } from "../telemetry/take";

/**
 * Takes in what meters say: the latest reading of each object stays, so a batch may be sent again, late and in any order. What is refused
 * is said, and does not keep the others out. Neither versions nor history of the objects see it. Needs telemetry.write.
 */
export async function writeReadings(
  ports: Ports,
  actor: Actor,
  input: { readonly readings: readonly ReadingInput[] },
): Promise<ReadingsOutcome> {
  authorize(actor, "telemetry.write");
  return ports.work.write(async (repositories) => {
    const taken = new LatestReadings(ports.clock.now(), retentionOf(ports));
    const refused = await taken.add(repositories, input.readings);
    const newer = await taken.keep(repositories);
    const known = input.readings.length - refused.length - newer;
    const outcome = { newer, known, refused };
    if (newer > 0) await recordReadings(repositories, actor, { newer, known, refused: refused.length });
    return outcome;
  });
}

export const recordReadings = (repositories: Recording, actor: Actor, after: Readonly<Record<string, unknown>>) =>
  record(repositories, actor, { action: "readings.write", entityKind: "readings", entityId: "power", after });

/** Gathers readings of any number of batches, the latest of each object, and keeps them at the end in one order for all writers. */
export class LatestReadings {
  private readonly byKind: Readonly<Record<MeteredKind, Map<number, MeteredReading>>> = {
    server: new Map(),
    rack: new Map(),
    device: new Map(),
  };

  constructor(
    private readonly nowMs: number,
    private readonly retention: Retention,
  ) {}

  /** What of the list is refused, by its place in it. */
  async add(
    { readings }: Pick<Repositories, "readings">,
    list: readonly ReadingInput[],
  ): Promise<ReadingsOutcome["refused"]> {
    const ids = await readings.resolve(list);
    const refused: ReadingsOutcome["refused"] = [];
    for (const [index, { kind, powerW, at }] of list.entries()) {
      const id = ids[index] ?? null;
      const atMs = Date.parse(at);
      if (id === null) refused.push({ index, why: "unknown" });
      else if (atMs > this.nowMs + CLOCKS_APART_MS) refused.push({ index, why: "future" });
      else {
        const found = { id, powerW: Math.round(powerW), atMs };
        const before = this.byKind[kind].get(id);
        this.byKind[kind].set(id, before ? { id, ...latest(before, found) } : found);
      }
    }
    return refused;
  }

  /** How many were later than what was known. Each is a point in time, too, unless it is too old to be one. */
  async keep({ readings, telemetry }: Pick<Repositories, "readings" | "telemetry">): Promise<number> {
    let kept = 0;
    for (const kind of ["server", "rack", "device"] as const) {
      const all = [...this.byKind[kind].values()].sort((a, b) => a.id - b.id);
      for (let at = 0; at < all.length; at += KEPT_AT_ONCE) {
        const some = all.slice(at, at + KEPT_AT_ONCE);
        kept += await readings.keep(kind, some);
        const points = some.map(({ id, powerW: value, atMs }) => ({
          kind,
          id,
          metric: "power_w" as const,
          atMs,
          value,
        }));
        await takePoints({ telemetry }, points, this.nowMs, this.retention);
      }
    }
    return kept;
  }
}

const KEPT_AT_ONCE = 50_000;
