import { setTimeout } from "node:timers/promises";
import type { DBOSClient } from "@dbos-inc/dbos-sdk";
import type { Container } from "@headroom/runtime/container";
import { advanceId, askId } from "@headroom/runtime/jobs";
import type { Logger } from "@headroom/runtime/log";
import type { Ports } from "@headroom/services/ports";
import { refreshForecasts } from "@headroom/services/run/forecast";

const EVERY_MS = 1_000;
const AT_A_TIME = 500;
/** Forecasts take a processor's time: a few a second, the stalest first. */
const FORECASTS_AT_A_TIME = 3;
/** Whoever made something due enqueued it, and is at it: it is left to them for so long. */
const GRACE_MS = 1_000;
/** What is due for so long was enqueued long ago, if nothing is wrong. */
const OVERDUE_MS = 10_000;

/**
 * Every second, in every worker: runs that somebody has to look at and steps about which the world has to be asked are enqueued. They have one
 * name for each version and question, so that enqueueing them twice is enqueueing them once; what the queue knows already is asked in one statement.
 */
export function startTick({ ports, jobs }: Pick<Container, "ports" | "jobs">, log: Logger): { stop(): Promise<void> } {
  const stopping = new AbortController();
  const running = (async () => {
    while (!stopping.signal.aborted) {
      try {
        const found = await due(ports, ports.clock.now() - GRACE_MS);
        const { runs, steps } = await unknownOf(await jobs.client(), found);
        for (const { id, version } of runs) await ports.jobs.enqueueRun(id, version);
        for (const { id, asks } of steps) await ports.jobs.enqueueStep(id, asks);
        await refreshForecasts(ports, FORECASTS_AT_A_TIME);
      } catch (error) {
        log.warn({ err: error }, "could not see which runs are due; asked again in a moment");
      }
      await setTimeout(EVERY_MS, undefined, { signal: stopping.signal, ref: false }).catch(() => {});
    }
  })();
  return {
    async stop() {
      stopping.abort();
      await running;
    },
  };
}

const due = (ports: Ports, at: number) =>
  ports.work.read(async ({ runs }) => ({
    runs: await runs.due(at, AT_A_TIME),
    steps: await runs.dueSteps(at, AT_A_TIME),
  }));

type Due = Awaited<ReturnType<typeof due>>;

/** What of it the queue has never heard of. */
async function unknownOf(client: DBOSClient, { runs, steps }: Due): Promise<Due> {
  const workflowIDs = [
    ...runs.map(({ id, version }) => advanceId(id, version)),
    ...steps.map(({ id, asks }) => askId(id, asks)),
  ];
  if (workflowIDs.length === 0) return { runs, steps };
  const found = await client.listWorkflows({ workflowIDs, loadInput: false, loadOutput: false });
  const known = new Set(found.map(({ workflowID }) => workflowID));
  return {
    runs: runs.filter(({ id, version }) => !known.has(advanceId(id, version))),
    steps: steps.filter(({ id, asks }) => !known.has(askId(id, asks))),
  };
}

const ended: ReadonlySet<string> = new Set(["SUCCESS", "CANCELLED"]);

/**
 * What is due since long, though a workflow of its name has ended without it (the clocks of two machines differ, a database was restored), is
 * forgotten, so that the next tick enqueues it anew.
 */
export async function freeForgotten(client: DBOSClient, ports: Ports, log: Logger): Promise<void> {
  const { runs, steps } = await due(ports, ports.clock.now() - OVERDUE_MS);
  const names = [
    ...runs.map((run) => advanceId(run.id, run.version)),
    ...steps.map((step) => askId(step.id, step.asks)),
  ];
  for (const name of names) {
    const workflow = await client.getWorkflow(name);
    if (!workflow || !ended.has(workflow.status)) continue;
    log.warn({ workflow: name, status: workflow.status }, "ended without what it was for: it is enqueued anew");
    await client.deleteWorkflow(name);
  }
}
