import { randomUUID } from "node:crypto";
import type { DBOSClient } from "@dbos-inc/dbos-sdk";
import { durable, durableQueues, planRunId, studyRunId } from "@headroom/runtime/jobs";
import type { Logger } from "@headroom/runtime/log";
import type { WorkerIdentity } from "@headroom/runtime/worker-identity";
import { giveUpPlan } from "@headroom/services/plan/run";
import type { Ports } from "@headroom/services/ports";
import { giveUpReplay } from "@headroom/services/replay/run";
import { giveUpRun, giveUpStep } from "@headroom/services/run/give-up";
import { giveUpScenario } from "@headroom/services/scenario/run";

/** What waits for so long without a run was not enqueued: its web server died between commit and enqueue. */
const FORGOTTEN_MS = 5_000;
const DAY_MS = 86_400_000;
const KEPT_DAYS = 30;
const AT_A_TIME = 200;
/** Of runs, as there are many of them, and their tables say all that they did. */
const RUN_KEPT_MS = 3_600_000;
const RUNS_AT_A_TIME = 2_000;

/** Ends of a run that may have left its plan behind. What was tried too often is not tried again: see `giveUp`. */
const ended = new Set(["SUCCESS", "CANCELLED"]);

const light = { queueName: [...durableQueues], loadOutput: false };

/** Puts what dead workers left unfinished back into the queue. A worker's own leftovers are taken up by DBOS when it starts. */
export async function takeOver(client: DBOSClient, identity: WorkerIdentity, log: Logger): Promise<void> {
  const pending = await client.listWorkflows({ ...light, status: "PENDING", loadInput: false });
  const owners = new Set(pending.flatMap(({ executorId }) => executorId ?? []));
  owners.delete(identity.id);
  for (const owner of owners) {
    await identity.unlessAlive(owner, async () => {
      // Asked again now that nobody can be that worker: it may have finished them since.
      const left = await client.listWorkflows({ ...light, status: "PENDING", executorId: owner, loadInput: false });
      for (const { workflowID, queueName } of left) {
        await client.resumeWorkflow(workflowID, { queueName: queueName ?? durable.queue });
        log.info({ run: workflowID, from: owner }, "took over from a worker that is gone");
      }
    });
  }
}

/**
 * Enqueues plans and studies that wait for a run which does not exist or has ended without them: queued ones that were never enqueued, and running
 * ones after a restore of the database. Until then nobody would hear that such a plan was cancelled.
 */
export async function enqueueForgotten(client: DBOSClient, ports: Ports, log: Logger): Promise<void> {
  const before = new Date(ports.clock.now() - FORGOTTEN_MS).toISOString();
  const waiting = await ports.work.read(async ({ plans, scenarios, replays }) => [
    ...(await plans.unfinished(before)).map((row) => ({ ...row, kind: "plan" as const })),
    ...(await scenarios.unfinished(before)).map((row) => ({ ...row, kind: "scenario" as const })),
    ...(await replays.unfinished(before)).map((row) => ({ ...row, kind: "replay" as const })),
  ]);
  for (const { kind, id, version } of waiting) {
    const runId = kind === "plan" ? planRunId(id, version) : studyRunId(kind, id, version);
    const run = await client.getWorkflow(runId);
    if (run && !ended.has(run.status)) continue;
    if (run) await client.deleteWorkflow(run.workflowID);
    log.warn({ kind, id, version, run: run?.status ?? null }, "something that waits had no run");
    if (kind === "plan") await ports.jobs.enqueuePlan(id, version);
    else await ports.jobs.enqueueStudy(kind, id, version);
  }
}

type GiveUp = (ports: Ports, id: number, version: number, traceId: string) => Promise<void>;
const giveUps: Readonly<Record<string, GiveUp>> = {
  [durable.runWorkflow]: giveUpRun,
  [durable.stepWorkflow]: giveUpStep,
  [durable.studyWorkflows.scenario]: giveUpScenario,
  [durable.studyWorkflows.replay]: giveUpReplay,
};

/** Runs that were tried often enough: what they make fails, so that people see it and may try again. */
export async function giveUp(client: DBOSClient, ports: Ports, log: Logger): Promise<void> {
  const runs = await client.listWorkflows({
    ...light,
    status: ["ERROR", "MAX_RECOVERY_ATTEMPTS_EXCEEDED"],
    limit: AT_A_TIME,
  });
  for (const { workflowID, workflowName, input, status } of runs) {
    const [id, version] = input as [number, number];
    const traceId = randomUUID();
    log.error({ run: workflowName, id, version, traceId, status }, "gave up on a run");
    await (giveUps[workflowName] ?? giveUpPlan)(ports, id, version, traceId);
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
  const done = await client.listWorkflows({
    status: ["SUCCESS", "CANCELLED"],
    queueName: [durable.runQueue, durable.stepQueue],
    completedBefore: new Date(now - RUN_KEPT_MS).toISOString(),
    loadInput: false,
    loadOutput: false,
    limit: RUNS_AT_A_TIME,
  });
  old.push(...done.filter(({ workflowID }) => !old.some((one) => one.workflowID === workflowID)));
  if (old.length > 0) await client.deleteWorkflows(old.map(({ workflowID }) => workflowID));
}
