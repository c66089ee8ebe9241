import { randomUUID } from "node:crypto";
import type { DBOSClient } from "@dbos-inc/dbos-sdk";
import { durable, planRunId } from "@headroom/runtime/jobs";
import type { Logger } from "@headroom/runtime/log";
import type { WorkerIdentity } from "@headroom/runtime/worker-identity";
import { giveUpPlan } from "@headroom/services/plan/run";
import type { Ports } from "@headroom/services/ports";

/** A plan waiting for so long without a run was not enqueued: its web server died between commit and enqueue. */
const FORGOTTEN_MS = 5_000;
const DAY_MS = 86_400_000;
const KEPT_DAYS = 30;
const AT_A_TIME = 200;

/** Ends of a run that may have left its plan behind. What was tried too often is not tried again: see `giveUp`. */
const ended = new Set(["SUCCESS", "CANCELLED"]);

const light = { queueName: durable.queue, loadOutput: false } as const;

/** Puts what dead workers left unfinished back into the queue. A worker's own leftovers are taken up by DBOS when it starts. */
export async function takeOver(client: DBOSClient, identity: WorkerIdentity, log: Logger): Promise<void> {
  const pending = await client.listWorkflows({ ...light, status: "PENDING", loadInput: false });
  const owners = new Set(pending.flatMap(({ executorId }) => executorId ?? []));
  owners.delete(identity.id);
  for (const owner of owners) {
    await identity.unlessAlive(owner, async () => {
      // Asked again now that nobody can be that worker: it may have finished them since.
      const left = await client.listWorkflows({ ...light, status: "PENDING", executorId: owner, loadInput: false });
      for (const { workflowID } of left) {
        await client.resumeWorkflow(workflowID, { queueName: durable.queue });
        log.info({ run: workflowID, from: owner }, "took over from a worker that is gone");
      }
    });
  }
}

/**
 * Enqueues plans that wait for a run which does not exist or has ended without them: queued ones that were never enqueued, and running
 * ones after a restore of the database. Until then nobody would hear that such a plan was cancelled.
 */
export async function enqueueForgotten(client: DBOSClient, ports: Ports, log: Logger): Promise<void> {
  const before = new Date(ports.clock.now() - FORGOTTEN_MS).toISOString();
  const plans = await ports.work.read((repositories) => repositories.plans.unfinished(before));
  for (const { id, version } of plans) {
    const run = await client.getWorkflow(planRunId(id, version));
    if (run && !ended.has(run.status)) continue;
    if (run) await client.deleteWorkflow(run.workflowID);
    log.warn({ planId: id, version, run: run?.status ?? null }, "a plan had no run");
    await ports.jobs.enqueuePlan(id, version);
  }
}

/** Runs that were tried often enough: their plans fail, so that people see it and may plan again. */
export async function giveUp(client: DBOSClient, ports: Ports, log: Logger): Promise<void> {
  const runs = await client.listWorkflows({
    ...light,
    status: ["ERROR", "MAX_RECOVERY_ATTEMPTS_EXCEEDED"],
    limit: AT_A_TIME,
  });
  for (const { workflowID, input, status } of runs) {
    const [planId, version] = input as [number, number];
    const traceId = randomUUID();
    log.error({ planId, version, traceId, status }, "gave up on a plan");
    await giveUpPlan(ports, planId, version, traceId);
    await client.deleteWorkflow(workflowID);
  }
}

/** Ended runs are of no use: the plan has the result. */
export async function forgetOld(client: DBOSClient, now: number): Promise<void> {
  const old = await client.listWorkflows({
    ...light,
    status: ["SUCCESS", "CANCELLED"],
    completedBefore: new Date(now - KEPT_DAYS * DAY_MS).toISOString(),
    loadInput: false,
    limit: AT_A_TIME,
  });
  if (old.length > 0) await client.deleteWorkflows(old.map(({ workflowID }) => workflowID));
}
