import type { ColumnDecision, ColumnSummary, ScenarioChange } from "@headroom/contracts/scenario";
import { dayOf } from "../days";
import { openFloor } from "../placement/floors";
import { actionsOf } from "../plan/actions";
import type { Loaded } from "../plan/make";
import { load } from "../plan/make";
import { placeRequests } from "../plan/place/place";
import type { Solve } from "../plan/place/types";
import { Cancelled, type ProgressBoard } from "../plan/progress";
import type { Ports } from "../ports";
import type { NewPlanAction } from "../ports/plans";
import { NoResult } from "../study/run";
import { applyScenario } from "./apply/apply";
import { decisionsOf } from "./decisions";
import { summariseWorld } from "./summary";
import { unhurt, type World } from "./world";

/** What a scenario comes to. */
export interface SolvedScenario {
  readonly summary: ColumnSummary;
  readonly decisions: readonly ColumnDecision[];
  readonly snapshot: readonly { readonly datacenter: string; readonly version: number }[];
  readonly actions: readonly NewPlanAction[];
  readonly baseHash: string | null;
}

/** The world as it is, for the requests of a plan. */
export function worldOf({
  plan,
  requests,
  asks,
  floors,
}: Pick<Loaded, "plan" | "requests" | "asks" | "floors">): World {
  const datacenterIds = new Map(asks.map((ask) => [ask.id, ask.datacenterIds]));
  return {
    datacenters: floors.map((floor) => floor.snapshot),
    asks: requests.map((request) => ({ ...request, datacenterIds: datacenterIds.get(request.id) ?? [] })),
    policy: plan.policy,
    order: "urgent",
    carriedW: new Map(),
    hurt: unhurt,
  };
}

/**
 * Solves a plan's requests in a changed copy of the world. Reads, and writes nothing: no hold, no occupancy, not the plan. NoResult where what the
 * changes are about is gone.
 */
export async function solveScenario(
  ports: Ports,
  planId: number,
  changes: readonly ScenarioChange[],
  solve: Solve,
  signal: AbortSignal,
  board: ProgressBoard,
): Promise<SolvedScenario> {
  await board.phase("loading", 1, "reading the datacenters");
  const loaded = await load(ports, planId);
  const applied = applyScenario(worldOf(loaded), changes);
  if (!applied.ok)
    throw new NoResult(
      `What it changes is no longer there: expected ${applied.error.map((f) => f.expected).join(", ")}.`,
    );
  const world = applied.value;
  const floors = world.datacenters.map((snapshot) => openFloor(snapshot));
  await board.phase("planning", world.asks.length, "placing");
  const { seed, steps } = loaded.plan;
  const placed = await placeRequests(floors, world.asks, {
    policy: world.policy,
    order: world.order,
    seed,
    steps,
    history: loaded.history,
    totals: loaded.totals,
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
    summariseWorld(repositories, world, floors, loaded.totals, counted, decisions),
  );
  await board.phase("saving", 1, "saving");
  return {
    summary,
    decisions,
    snapshot: loaded.floors.map(({ snapshot }) => ({ datacenter: snapshot.code, version: snapshot.version })),
    actions,
    baseHash: loaded.plan.hash,
  };
}
