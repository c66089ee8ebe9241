import { randomUUID } from "node:crypto";
import { DBOS } from "@dbos-inc/dbos-sdk";
import { durable } from "@headroom/runtime/jobs";
import type { Logger } from "@headroom/runtime/log";
import type { Solve } from "@headroom/services/plan/place/types";
import { Interrupted, runPlan } from "@headroom/services/plan/run";
import type { Ports } from "@headroom/services/ports";
import type { Turns } from "@headroom/services/ports/turns";

export interface PlanWorkflowParts {
  readonly ports: Ports;
  readonly solve: Solve;
  readonly turns: Turns;
  readonly log: Logger;
}

export interface PlanWorkflow {
  /** Stops what is being planned without a trace and waits for it: the next worker plans it anew. */
  interrupt(): Promise<void>;
}

/**
 * Registers the making of a plan's version. One step: `runPlan` keeps its state in the plan itself and does nothing twice, so a run that
 * was killed anywhere is simply run again. It ends by itself in a draft, a failed or a cancelled plan; what it throws is the database's
 * silence, and that is tried again for some minutes.
 */
export function registerPlanWorkflow({ ports, solve, turns, log }: PlanWorkflowParts): PlanWorkflow {
  const stopping = new AbortController();
  const active = new Set<Promise<void>>();

  async function make(planId: number, version: number): Promise<string> {
    const traceId = randomUUID();
    const about = { planId, version, traceId };
    log.info(about, "planning begins");
    const result = await runPlan(ports, planId, version, { solve, turns, signal: stopping.signal, traceId });
    if (result.outcome === "failed") log.error({ ...about, err: result.error }, "planning failed");
    else log.info({ ...about, outcome: result.outcome }, "planning ended");
    return result.outcome;
  }

  async function step(planId: number, version: number): Promise<string> {
    const making = make(planId, version);
    const ended = making.then(
      () => {},
      () => {},
    );
    active.add(ended);
    void ended.then(() => active.delete(ended));
    try {
      return await making;
    } catch (error) {
      // Anything returned or thrown would be recorded as this run's end. It has none: it stays pending, for the next worker.
      if (error instanceof Interrupted) return new Promise<never>(() => {});
      throw error;
    }
  }

  DBOS.registerWorkflow(
    (planId: number, version: number) =>
      DBOS.runStep(() => step(planId, version), {
        name: "make",
        retriesAllowed: true,
        intervalSeconds: 2,
        backoffRate: 1.5,
        maxAttempts: 10,
      }),
    // A plan that brings its worker down three times is given up; the sweep says so in the plan.
    { name: durable.planWorkflow, maxRecoveryAttempts: 3 },
  );

  return {
    async interrupt() {
      stopping.abort();
      await Promise.all(active);
    },
  };
}
