import type { RunDetail } from "@headroom/contracts/run";
import { decide } from "@headroom/core/rollout/decide";
import { type Actor, authorize } from "../actor";
import type { Ports } from "../ports";
import type { Repositories } from "../ports/repositories";
import type { RunRecord } from "../ports/run-records";
import { clockOf } from "./clock";
import { runDetailOf } from "./dto";
import { findRun } from "./guard";
import { loadRun, runNowOf } from "./load";
import { slipOfRun } from "./slip";

/** Who wrote or last edited the plan of a run: they open none of its gates. */
export async function plannersOf({ plans }: Pick<Repositories, "plans">, run: RunRecord): Promise<string[]> {
  const plan = run.planId === null ? null : await plans.get(run.planId);
  return plan ? [plan.author.id, plan.lastEditor.id] : [];
}

/**
 * A run with its waves, racks, steps, gates, what each step waits for, and what this person may do with it. Needs run.read. Throws NOT_FOUND.
 */
export async function getRun(ports: Ports, actor: Actor, { id }: { readonly id: number }): Promise<RunDetail> {
  authorize(actor, "run.read");
  const now = ports.clock.now();
  return ports.work.read(async (repositories) => {
    const run = await findRun(repositories, id);
    const loaded = await loadRun(repositories, run, now);
    const { waits } = decide(runNowOf(loaded), now);
    const details = await repositories.runs.details(id);
    return runDetailOf({
      ...{ loaded, waits, now, actor },
      listed: { ...run, counts: await repositories.runs.counts(id, now) },
      details,
      orders: await repositories.workOrders.ofRun(id),
      slip: slipOfRun(loaded, details, await repositories.runs.stops(id), now),
      clock: clockOf(loaded),
      evacuation: (await repositories.runs.evacuations([id])).get(id),
      planners: await plannersOf(repositories, run),
    });
  });
}
