import type { PlanProgress, PlanSummary } from "@headroom/contracts/plan";
import type { Actor } from "../actor";
import { dayOf } from "../days";
import { allowedDatacenters } from "../placement/ask";
import { type OpenFloor, openFloor } from "../placement/floors";
import type { Ports } from "../ports";
import type { AccountTotals } from "../ports/capacity";
import type { NewPlanAction, PlanListed, PlannedRequest } from "../ports/plans";
import type { PastDemand, RequestRecord } from "../ports/requests";
import { record } from "../record";
import { actionsOf } from "./actions";
import { hashOf } from "./content";
import { followRequests, notify } from "./follow";
import { mustFollow } from "./guard";
import { placeRequests } from "./place/place";
import type { PlannedAsk, Solve } from "./place/types";
import { Cancelled, ProgressBoard } from "./progress";
import { summarise } from "./summary";

export interface RunTools {
  readonly solve: Solve;
  /** Aborted when the process is to end: the run stops without a trace and is taken up again later. */
  readonly signal?: AbortSignal;
  readonly onProgress?: (progress: PlanProgress) => void;
  /** Shown where the plan failed, and found in the log. */
  readonly traceId: string;
}

export type RunOutcome =
  | { readonly outcome: "draft" | "cancelled" }
  /** Somebody changed or took the plan meanwhile: nothing was written. */
  | { readonly outcome: "skipped" }
  /** The plan says so too, with the trace id. `error` is for the log. */
  | { readonly outcome: "failed"; readonly error: unknown };

/** The run was interrupted because its process ends. Thrown so that the durable queue runs it again elsewhere. */
export class Interrupted extends Error {
  override readonly name = "Interrupted";
}

/** Past requests that the planner guesses later ones from. */
const HISTORY = 300;

/**
 * Makes a queued plan: loads a snapshot, places (no transaction open), saves actions, certificates, summary and hash as a draft in one
 * transaction. Called by the worker, at least once for every version: a second run of a version that is done does nothing. An empty
 * plan is a draft with its reasons; a defect is a failed plan with a trace id; a cancelled one keeps nothing.
 */
export async function runPlan(ports: Ports, planId: number, version: number, tools: RunTools): Promise<RunOutcome> {
  const actor: Actor = { id: null, name: "planner", role: "system", via: "worker", requestId: tools.traceId };
  if (!(await start(ports, planId, version))) return { outcome: "skipped" };
  const stop = new AbortController();
  const interrupt = () => stop.abort();
  tools.signal?.addEventListener("abort", interrupt);
  let cancelled = false;
  const board = new ProgressBoard(
    ports,
    planId,
    () => {
      cancelled = true;
      stop.abort();
    },
    tools.onProgress,
  );
  try {
    if (tools.signal?.aborted) throw new Interrupted();
    const made = await make(ports, planId, tools.solve, stop.signal, board);
    await board.settle();
    if (tools.signal?.aborted && !cancelled) throw new Interrupted();
    if (cancelled) throw new Cancelled();
    return await save(ports, actor, planId, version, made);
  } catch (error) {
    await board.settle();
    // An interruption looks like a cancellation to what it stops; a plan that is both is cancelled by its next run.
    if (tools.signal?.aborted && !cancelled) throw new Interrupted();
    if (error instanceof Cancelled || cancelled) return cancelRun(ports, actor, planId, version);
    return fail(ports, actor, planId, version, tools.traceId, error);
  } finally {
    tools.signal?.removeEventListener("abort", interrupt);
  }
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

interface Made {
  readonly actions: readonly NewPlanAction[];
  readonly requests: readonly (PlannedRequest & { readonly racks: number })[];
  readonly summary: PlanSummary;
  readonly snapshot: readonly { readonly datacenter: string; readonly version: number }[];
}

interface Loaded {
  readonly plan: PlanListed;
  readonly requests: readonly RequestRecord[];
  readonly asks: readonly PlannedAsk[];
  readonly floors: readonly OpenFloor[];
  readonly totals: ReadonlyMap<number, AccountTotals>;
  readonly history: readonly PastDemand[];
}

async function load(ports: Ports, planId: number): Promise<Loaded> {
  const today = dayOf(ports.clock.now());
  return ports.work.read(async (repositories) => {
    const plan = (await repositories.plans.get(planId))!;
    const listed = await repositories.plans.requestsOf(planId);
    const requests = await repositories.requests.many(listed.map((r) => r.requestId));
    const regionIds = [...new Set(requests.map((r) => r.regionId))];
    const candidates = await repositories.requests.candidates(regionIds);
    const asks = requests.map(
      (r): PlannedAsk => ({
        ...r,
        datacenterIds: allowedDatacenters(candidates, r).map((d) => d.id),
      }),
    );
    const ids = [...new Set(asks.flatMap((ask) => ask.datacenterIds))];
    const snapshots = await repositories.fleet.loadDatacenters(ids, today);
    const totals = await repositories.capacity.totals(ids);
    return {
      plan,
      requests,
      asks,
      floors: snapshots.map((snapshot) => openFloor(snapshot)),
      totals: new Map(totals.map((t) => [t.datacenterId, t])),
      history: await repositories.requests.past(regionIds, HISTORY),
    };
  });
}

async function make(
  ports: Ports,
  planId: number,
  solve: Solve,
  signal: AbortSignal,
  board: ProgressBoard,
): Promise<Made> {
  await board.phase("loading", 1, "reading the datacenters");
  const { plan, requests, asks, floors, totals, history } = await load(ports, planId);
  await board.phase("planning", asks.length, "placing");
  const { policy, seed, steps } = plan;
  const placed = await placeRequests(floors, asks, {
    policy,
    seed,
    steps,
    history,
    totals,
    solve,
    signal,
    onProgress: (done, where) => board.tick(done, where),
  });
  await board.settle();
  if (signal.aborted) throw new Cancelled();
  await board.phase("explaining", asks.length, "before and after");
  const today = dayOf(ports.clock.now());
  const { actions, counted } = actionsOf(floors, requests, placed, today);
  const outcomes = placed.requests.map((r) => ({ ...r, racks: requests.find((q) => q.id === r.requestId)!.racks }));
  const touched = floors.filter((f) => actions.some((a) => a.datacenterId === f.snapshot.id));
  const summary = await ports.work.read((repositories) => summarise(repositories, touched, counted, outcomes));
  await board.phase("saving", 1, "saving");
  return {
    actions,
    requests: outcomes,
    summary,
    snapshot: floors.map(({ snapshot }) => ({ datacenter: snapshot.code, version: snapshot.version })),
  };
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
    const { racksPlaced, racksAsked } = summary;
    await notify(repositories, actor, [plan.lastEditor.id], "plan_ready", plan, { racksPlaced, racksAsked });
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
  const actor: Actor = { id: null, name: "planner", role: "system", via: "worker", requestId: traceId };
  await fail(ports, actor, planId, version, traceId, null);
}
