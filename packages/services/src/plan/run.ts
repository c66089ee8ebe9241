import type { Actor } from "../actor";
import type { Ports } from "../ports";
import type { Turns } from "../ports/turns";
import { record } from "../record";
import { hashOf } from "./content";
import { followRequests, notify } from "./follow";
import { mustFollow } from "./guard";
import { type Made, make } from "./make";
import type { Solve } from "./place/types";
import { Cancelled } from "./progress";
import { type SteerTools, steer } from "./steer";

export interface RunTools extends SteerTools {
  readonly solve: Solve;
  /** Absent: nobody else plans. */
  readonly turns?: Turns;
  /** Shown where the plan failed, and found in the log. */
  readonly traceId: string;
}

export type RunOutcome =
  | { readonly outcome: "draft" | "cancelled" }
  /** Somebody changed or took the plan meanwhile: nothing was written. */
  | { readonly outcome: "skipped" }
  /** The plan says so too, with the trace id. `error` is for the log. */
  | { readonly outcome: "failed"; readonly error: unknown };

/**
 * Makes a queued plan: loads a snapshot, places (no transaction open), saves actions, certificates, summary and hash as a draft in one
 * transaction. Called by the worker, at least once for every version: a second run of a version that is done does nothing. An empty
 * plan is a draft with its reasons; a defect is a failed plan with a trace id; a cancelled one keeps nothing.
 */
export async function runPlan(ports: Ports, planId: number, version: number, tools: RunTools): Promise<RunOutcome> {
  const actor: Actor = { id: null, name: "Headroom", role: "system", via: "worker", requestId: tools.traceId };
  if (!(await start(ports, planId, version))) return { outcome: "skipped" };
  return steer(ports, tools, {
    keep: ({ plans }, progress) => plans.saveProgress(planId, progress),
    make: (signal, board) => make(ports, planId, { ...tools, signal, board }),
    save: (made: Made) => save(ports, actor, planId, version, made),
    cancel: () => cancelRun(ports, actor, planId, version),
    fail: (error) => fail(ports, actor, planId, version, tools.traceId, error),
  });
}

async function start(ports: Ports, planId: number, version: number): Promise<boolean> {
  return ports.work.write(async ({ locks, plans }) => {
    const locked = await locks.plan(planId);
    if (!locked || locked.version !== version || (locked.state !== "queued" && locked.state !== "running"))
      return false;
    await plans.change(planId, { state: mustFollow(planId, locked.state, "start") }, { quiet: true });
    return true;
  });
}

/** Whether the plan is still this run's to end. */
async function mine(
  locks: { plan(id: number): Promise<{ state: string; version: number } | null> },
  planId: number,
  version: number,
): Promise<boolean> {
  const locked = await locks.plan(planId);
  return locked !== null && locked.state === "running" && locked.version === version;
}

async function save(ports: Ports, actor: Actor, planId: number, version: number, made: Made): Promise<RunOutcome> {
  return ports.work.write(async (repositories) => {
    if (!(await mine(repositories.locks, planId, version))) return { outcome: "skipped" };
    const plan = (await repositories.plans.get(planId))!;
    if (plan.cancelRequested) throw new Cancelled();
    await repositories.plans.replaceResult(planId, made);
    await repositories.overrides.end(planId, made.dropped, "dropped");
    const { summary, snapshot } = made;
    const hash = hashOf(plan, made.actions, made.requests, summary);
    const state = mustFollow(planId, "running", "finish");
    await repositories.plans.change(planId, {
      state,
      hash,
      summary,
      snapshot,
      progress: null,
      failure: null,
      staleCause: null,
    });
    await record(repositories, actor, {
      action: "plan.finish",
      entityKind: "plan",
      entityId: String(planId),
      before: { state: "running" },
      after: { state, hash, requestsPlaced: summary.requestsPlaced, racksPlaced: summary.racksPlaced },
    });
    const { racksPlaced, racksAsked, racksMoved } = summary;
    await notify(repositories, actor, [plan.lastEditor.id], "plan_ready", plan, {
      ...{ racksPlaced, racksAsked },
      ...(racksMoved === undefined ? {} : { racksMoved }),
    });
    return { outcome: "draft" };
  });
}

async function cancelRun(ports: Ports, actor: Actor, planId: number, version: number): Promise<RunOutcome> {
  return ports.work.write(async (repositories) => {
    if (!(await mine(repositories.locks, planId, version))) return { outcome: "skipped" };
    const state = mustFollow(planId, "running", "cancel");
    const requests = await repositories.plans.requestsOf(planId);
    const ids = requests.map((r) => r.requestId);
    await repositories.plans.change(planId, { state, progress: null });
    await followRequests(repositories, actor, planId, ids, ["release"], { unlessElsewhere: true });
    await record(repositories, actor, {
      action: "plan.stopped",
      entityKind: "plan",
      entityId: String(planId),
      before: { state: "running" },
      after: { state },
    });
    return { outcome: "cancelled" };
  });
}

async function fail(
  ports: Ports,
  actor: Actor,
  planId: number,
  version: number,
  traceId: string,
  error: unknown,
): Promise<RunOutcome> {
  return ports.work.write(async (repositories) => {
    if (!(await mine(repositories.locks, planId, version))) return { outcome: "skipped" };
    const plan = (await repositories.plans.get(planId))!;
    const state = mustFollow(planId, "running", "fail");
    // the error's own text stays in the log: it may hold anything
    const failure = { message: "The planner stopped unexpectedly.", traceId };
    const requests = await repositories.plans.requestsOf(planId);
    await repositories.plans.change(planId, { state, failure, progress: null });
    const ids = requests.map((r) => r.requestId);
    await followRequests(repositories, actor, planId, ids, ["release"], { unlessElsewhere: true });
    await record(repositories, actor, {
      action: "plan.fail",
      entityKind: "plan",
      entityId: String(planId),
      before: { state: "running" },
      after: { state, traceId },
    });
    await notify(repositories, actor, [plan.lastEditor.id], "plan_failed", plan, { traceId });
    return { outcome: "failed", error };
  });
}

/** Fails a plan that the worker gave up: making it brought the process down too often. Leaves a plan that is not running as it is. */
export async function giveUpPlan(ports: Ports, planId: number, version: number, traceId: string): Promise<void> {
  const actor: Actor = { id: null, name: "Headroom", role: "system", via: "worker", requestId: traceId };
  await fail(ports, actor, planId, version, traceId, null);
}
