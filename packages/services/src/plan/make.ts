import type { PlanSummary } from "@headroom/contracts/plan";
import { dayOf } from "../days";
import { type OpenFloor, openFloor } from "../placement/floors";
import { reachOf } from "../placement-key/reach";
import type { Ports } from "../ports";
import type { AccountTotals } from "../ports/capacity";
import type { Pin } from "../ports/overrides";
import type { NewPlanAction, PlanListed, PlannedRequest } from "../ports/plans";
import type { Repositories } from "../ports/repositories";
import type { PastDemand, RequestRecord } from "../ports/requests";
import type { Turns } from "../ports/turns";
import { makeRepair } from "../repair/make";
import { actionsOf } from "./actions";
import { placeWithPins } from "./place/pins";
import { underRules } from "./place/rules";
import type { PlannedAsk, Solve } from "./place/types";
import { Cancelled, type ProgressBoard } from "./progress";
import { summarise } from "./summary";

/** Past requests that the planner guesses later ones from. */
const HISTORY = 300;

/** What a run comes to, ready to be stored. */
export interface Made {
  readonly actions: readonly NewPlanAction[];
  readonly requests: readonly (PlannedRequest & { readonly racks: number })[];
  readonly summary: PlanSummary;
  readonly snapshot: readonly { readonly datacenter: string; readonly version: number }[];
  /** Requests whose place a person chose and that no longer holds. */
  readonly dropped: readonly number[];
}

/** What a plan is made from. */
export interface Loaded {
  readonly plan: PlanListed;
  readonly requests: readonly RequestRecord[];
  readonly asks: readonly PlannedAsk[];
  readonly floors: readonly OpenFloor[];
  readonly totals: ReadonlyMap<number, AccountTotals>;
  readonly history: readonly PastDemand[];
  /** Places that people chose in this plan before. */
  readonly pins: readonly Pin[];
}

/** What a plan asks for, and the datacenters it may go to. */
async function readAsks(repositories: Repositories, planId: number, today: string) {
  const listed = await repositories.plans.requestsOf(planId);
  const requests = await repositories.requests.many(listed.map((r) => r.requestId));
  const regionIds = [...new Set(requests.map((r) => r.regionId))];
  const candidates = await repositories.requests.candidates(regionIds);
  const reach = await reachOf(repositories, candidates, requests, today);
  const asks = requests.map((r): PlannedAsk => {
    const { near, apart } = reach(r);
    return { ...r, datacenterIds: near.map((d) => d.id), ...(apart ? { apart } : {}) };
  });
  const ids = [...new Set(asks.flatMap((ask) => ask.datacenterIds))];
  const codes = new Map(candidates.map(({ id, code }) => [id, code]));
  return { requests, regionIds, asks, ids, codes };
}

export async function load(ports: Pick<Ports, "clock" | "work">, planId: number): Promise<Loaded> {
  const today = dayOf(ports.clock.now());
  return ports.work.read(async (repositories) => {
    const plan = (await repositories.plans.get(planId))!;
    const { requests, regionIds, asks, ids } = await readAsks(repositories, planId, today);
    const snapshots = await repositories.fleet.loadDatacenters(ids, today);
    const rules = await repositories.overrides.rules();
    const totals = await repositories.capacity.totals(ids);
    return {
      plan,
      requests,
      asks: underRules(asks, requests, snapshots, rules),
      floors: snapshots.map((snapshot) => openFloor(snapshot)),
      totals: new Map(totals.map((t) => [t.datacenterId, t])),
      history: await repositories.requests.past(regionIds, HISTORY),
      pins: await repositories.overrides.inForce(planId),
    };
  });
}

export interface MakeTools {
  readonly solve: Solve;
  /** Absent: nobody else plans. */
  readonly turns?: Turns;
  readonly signal: AbortSignal;
  readonly board: ProgressBoard;
}

/** Makes a plan when it is its turn in every datacenter it may go to, so that it sees what the plan before it has done. */
export async function make(ports: Ports, planId: number, tools: MakeTools): Promise<Made> {
  const { turns, signal, board } = tools;
  await board.phase("loading", 1, "reading the datacenters");
  const repairs = await ports.work.read(async ({ plans }) => (await plans.get(planId))!.repairsDatacenterId);
  if (repairs !== null) {
    const mend = () => makeRepair(ports, repairs, tools);
    const wait = () => board.tick(0, "another plan is being made there");
    return turns ? turns.take([repairs], { signal, onWait: wait }, mend) : mend();
  }
  if (!turns) return makeNow(ports, planId, tools);
  const { ids, codes } = await ports.work.read((repositories) =>
    readAsks(repositories, planId, dayOf(ports.clock.now())),
  );
  const onWait = (id: number) => board.tick(0, `another plan is being made in ${codes.get(id)}`);
  return turns.take(ids, { signal, onWait }, () => makeNow(ports, planId, tools));
}

/** Reads a snapshot, places, and works out before and after. Nothing is locked, no transaction is open while the planner thinks. */
async function makeNow(ports: Ports, planId: number, { solve, signal, board }: MakeTools): Promise<Made> {
  const { plan, requests, asks, floors, totals, history, pins } = await load(ports, planId);
  await board.phase("planning", asks.length, "placing");
  const { policy, seed, steps } = plan;
  const placed = await placeWithPins(floors, asks, pins, {
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
    dropped: placed.dropped,
  };
}
