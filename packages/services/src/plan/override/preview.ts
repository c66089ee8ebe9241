import type { OverrideEffect, OverridePreviewInput } from "@headroom/contracts/override";
import { type Actor, authorize } from "../../actor";
import { dayOf } from "../../days";
import { cachedFloors } from "../../placement/floors";
import type { Ports } from "../../ports";
import { effectOf } from "./effect";
import { effectDto } from "./effect-dto";
import { openScene } from "./scene";

/**
 * What moving a placement of a draft to another row, or giving one to a request that has none, would do: score by term, every limit before and after, what gives way. Answers also
 * where the place breaks a limit, with its certificate. Needs plan.read. Throws INVALID_INPUT for a row or split that is none of it.
 */
export async function previewOverride(
  ports: Ports,
  actor: Actor,
  input: OverridePreviewInput,
): Promise<OverrideEffect> {
  authorize(actor, "plan.read");
  return ports.work.read(async (repositories) => {
    const today = dayOf(ports.clock.now());
    const scene = await openScene(repositories, input, today, (datacenters) =>
      cachedFloors(ports.work, repositories, datacenters, today),
    );
    return effectDto(scene, effectOf(scene, { rowId: String(input.rowId), racks: withoutNone(input.racks) }));
  });
}

/** Groups that get no rack say nothing. */
export const withoutNone = (racks: Readonly<Record<string, number>> | undefined) =>
  racks && Object.fromEntries(Object.entries(racks).filter(([, count]) => count > 0));
