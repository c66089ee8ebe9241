import { type Actor, authorize } from "../actor";
import type { Ports } from "../ports";
import type { RollupDifferenceFound } from "../ports/telemetry";

const LISTED = 1000;

/** Hours and days that are not what their points say, the first thousand. What is due to be summed up is none. Needs capacity.read. */
export async function verifyTelemetry(ports: Ports, actor: Actor): Promise<RollupDifferenceFound[]> {
  authorize(actor, "capacity.read");
  return ports.work.read(({ telemetry }) => telemetry.differences(LISTED));
}
