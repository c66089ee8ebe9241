import type { ColumnDecision, ColumnSummary, ScenarioChange } from "@headroom/contracts/scenario";
import { dayOf } from "../days";
import { openFloor } from "../placement/floors";
import { actionsOf } from "../plan/actions";
import { type Loaded, load } from "../plan/make";
import { placeWithPins } from "../plan/place/pins";
import type { Solve } from "../plan/place/types";
import { Cancelled, type ProgressBoard } from "../plan/progress";
import type { Ports } from "../ports";
import type { DatacenterSnapshot } from "../ports/fleet";
import type { NewPlanAction } from "../ports/plans";
import { NoResult } from "../study/run";
import { applyScenario } from "./apply/apply";
import { decisionsOf } from "./decisions";
import { summariseWorld } from "./summary";
import { unhurt, type World } from "./world";

/** What a scenario comes to. */
export interface SolvedScenario extends SolvedWorld {
  readonly snapshot: readonly { readonly datacenter: string; readonly version: number }[];
  readonly baseHash: string | null;
}

/** The world as it is, for the requests of a plan. */
export function worldOf({
  plan,
  requests,
  asks,
  floors,
  pins,
}: Pick<Loaded, "plan" | "requests" | "asks" | "floors" | "pins">): World {
  // as the planner would ask: with the rules that hold and where they may go
  const askOf = new Map(asks.map((ask) => [ask.id, ask]));
  return {
    datacenters: floors.map((floor) => floor.snapshot),
    asks: requests.map((request) => ({ datacenterIds: [], ...request, ...askOf.get(request.id) })),
    pins,
    policy: plan.policy,
    order: "urgent",
    hurt: unhurt,
  };
}

/** What the planner makes of a world's requests. */
export interface SolvedWorld {
  readonly summary: ColumnSummary;
  readonly decisions: readonly ColumnDecision[];
  readonly actions: readonly NewPlanAction[];
}

export interface WorldTools {
  readonly solve: Solve;
  readonly signal: AbortSignal;
  readonly board: ProgressBoard;
}

/** Places a world's requests and measures before and after. Writes nothing. Throws Cancelled. */
export async function solveWorld(
  ports: Ports,
  world: World,
  how: { readonly seed: number; readonly steps: number } & Pick<Loaded, "history" | "totals">,
  { solve, signal, board }: WorldTools,
): Promise<SolvedWorld> {
  const floors = world.datacenters.map((snapshot) => openFloor(snapshot));
  await board.phase("planning", world.asks.length, "placing");
  const placed = await placeWithPins(floors, world.asks, world.pins, {
    policy: world.policy,
    order: world.order,
    ...how,
    solve,
    signal,
    onProgress: (done, where) => board.tick(done, where),
  });
  await board.settle();
  if (signal.aborted) throw new Cancelled();
  await board.phase("explaining", world.asks.length, "before and after");
  const { actions, counted } = actionsOf(floors, world.asks, placed, dayOf(ports.clock.now()));
  const racks = new Map(world.asks.map((ask) => [ask.id, ask.racks]));
  const roomOf = new Map(
    floors.flatMap((f) => [...f.snapshot.names.rooms].map(([id, { code }]) => [id, code] as const)),
  );
  const named = counted.map((a) => ({ ...a, room: roomOf.get(a.room) ?? a.room }));
  const decisions = decisionsOf(placed.requests, named, (id) => racks.get(id) ?? 0);
  const summary = await ports.work.read((repositories) =>
    summariseWorld(repositories, world, floors, how.totals, counted, decisions),
  );
  return { summary, decisions, actions };
}

/**
 * Solves a plan's requests in a changed copy of the world. Reads, and writes nothing: no hold, no occupancy, not the plan. NoResult where what the
 * changes are about is gone.
 */
export async function solveScenario(
  ports: Ports,
  planId: number,
  changes: readonly ScenarioChange[],
  tools: WorldTools,
): Promise<SolvedScenario> {
  await tools.board.phase("loading", 1, "reading the datacenters");
  const loaded = await load(ports, planId);
  const applied = applyScenario(worldOf(loaded), changes);
  if (!applied.ok)
    throw new NoResult(
      `What it changes is no longer there: expected ${applied.error.map((f) => f.expected).join(", ")}.`,
    );
  const { seed, steps } = loaded.plan;
  const { history, totals } = loaded;
  const solved = await solveWorld(ports, applied.value, { seed, steps, history, totals }, tools);
  await tools.board.phase("saving", 1, "saving");
  return { ...solved, snapshot: versionsOf(loaded.floors.map((f) => f.snapshot)), baseHash: loaded.plan.hash };
}

/** What it was solved on, to tell later what moved. */
export const versionsOf = (datacenters: readonly DatacenterSnapshot[]) =>
  datacenters.map(({ code, version }) => ({ datacenter: code, version }));
