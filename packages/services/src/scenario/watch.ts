import type { ScenarioProgress } from "@headroom/contracts/scenario";
import { type Actor, authorize } from "../actor";
import type { Ports } from "../ports";
import { inWork, watch } from "../watch";
import { scenarioProgress } from "./board";

/**
 * Where these scenarios of a plan are, until none of them is queued or running any more (watch.ts). One stream for all of them: a
 * browser opens few connections. Those that are gone are not told of. Needs scenario.read.
 */
export function watchScenarios(
  ports: Ports,
  actor: Actor,
  { planId, ids }: { readonly planId: number; readonly ids: readonly number[] },
  signal: AbortSignal,
): AsyncGenerator<ScenarioProgress, void> {
  authorize(actor, "scenario.read");
  return watch(
    async () => (await scenarioProgress(ports, actor, { planId })).filter((one) => ids.includes(one.id)),
    (scenarios) => !scenarios.some(inWork),
    signal,
  );
}
