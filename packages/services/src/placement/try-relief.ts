import type { Relief, TriedRelief } from "@headroom/contracts/why";
import { addLots } from "@headroom/core/approval/footprint";
import type { Loads } from "@headroom/core/capacity/loads";
import { type Lot, largestRow, lotsThatFit, maySplit } from "@headroom/core/planning/lots";
import { explainRow } from "@headroom/core/planning/placement/explain";
import { rankRows } from "@headroom/core/planning/placement/rank";
import { relaxed } from "@headroom/core/planning/placement/relaxed";
import type { PlacementRequest, RelaxationChange } from "@headroom/core/planning/placement/types";
import { type Actor, authorize } from "../actor";
import { invalidInput } from "../errors";
import { lotAsPlaced } from "../plan/place/types";
import type { Ports } from "../ports";
import type { RequestRecord } from "../ports/requests";
import { visibleRequest } from "../request/guard";
import { placementRequest } from "./ask";
import { fillsUp, toCheck } from "./certificate";
import { type OpenFloor, openFloor } from "./floors";
import { namesOf } from "./names";
import { type PlanFloors, planFloors } from "./plan-floor";

/** Limits named as the next ones to bind. */
const NEXT = 3;
/** Other requests of the plan that are tried again. */
const OTHERS = 60;

/**
 * Solves again with a relief applied to a copy of the floor: where the request fits then, which limits bind next there, and which of the
 * plan's other requests it frees too. Nothing is written. Needs request.read, with a plan plan.read.
 */
export async function tryRelief(
  ports: Ports,
  actor: Actor,
  input: {
    readonly requestId: number;
    readonly planId?: number | undefined;
    readonly datacenter: string;
    readonly relief: Relief;
  },
): Promise<TriedRelief> {
  authorize(actor, "request.read");
  if (input.planId !== undefined) authorize(actor, "plan.read");
  return ports.work.read(async (repositories) => {
    const request = await visibleRequest(repositories, actor, input.requestId);
    const scene = await planFloors(ports, repositories, request, input.planId);
    const floor = scene.floors.find((f) => f.snapshot.code === input.datacenter);
    if (!floor) throw invalidInput("datacenter", "a datacenter that the request may go to", input.datacenter);
    const others = lacking(scene, floor).filter((other) => other.request.id !== request.id);
    return solveWith(scene, floor, request, input.relief, others);
  });
}

interface Lacking {
  readonly request: RequestRecord;
  readonly racks: number;
}

/** The plan's requests that lack racks and might go to this datacenter, the most urgent first. */
function lacking({ facts, reach }: PlanFloors, { snapshot }: OpenFloor): Lacking[] {
  if (!facts) return [];
  const placed = new Map(facts.planned.map((p) => [p.requestId, p.racksPlaced]));
  return facts.requests
    .filter((r) => reach(r).near.some((d) => d.id === snapshot.id))
    .map((request) => ({ request, racks: request.racks - (placed.get(request.id) ?? 0) }))
    .filter(({ racks }) => racks > 0)
    .sort((a, b) => a.request.priority - b.request.priority || a.request.id - b.request.id)
    .slice(0, OTHERS);
}

/** The rows that take all of a request that may be split; none where they do not. */
function inLots({ dc }: OpenFloor, loads: Loads, asked: PlacementRequest, { splitRule }: RequestRecord): Lot[] {
  if (!maySplit(asked.racks, splitRule, largestRow(dc))) return [];
  const lots = lotsThatFit(dc, loads, asked);
  return lots.reduce((sum, lot) => sum + lot.count, 0) === asked.racks ? lots : [];
}

function solveWith(
  scene: PlanFloors,
  floor: OpenFloor,
  request: RequestRecord,
  relief: Relief,
  others: readonly Lacking[],
): TriedRelief {
  const own = (scene.facts?.planned ?? []).find((p) => p.requestId === request.id)?.racksPlaced ?? 0;
  const racks = (own < request.racks ? request.racks - own : request.racks) - relief.fewer;
  if (racks < 1) throw invalidInput("relief", "a relief that leaves racks to place", relief.fewer);
  const changes = relief.changes.map((change) => change as RelaxationChange);
  const ruled = scene.rowsFor(floor, request.family);
  const asked = { ...ruled, ...placementRequest(String(request.id), { ...request, racks }) };
  const changed = relaxed(floor.snapshot.model, asked, changes);
  const then = openFloor({ ...floor.snapshot, model: changed.model });
  const loads = then.loads.clone();
  // the same things in the same order: what stands on them is the same, the plan's racks with it
  loads.copyFrom(scene.loadsOf(floor, () => false));
  const names = namesOf(then.snapshot);
  const ranked = rankRows(then.dc, loads, changed.request);
  const lots = ranked[0]
    ? [{ rowId: ranked[0].rowId, racks: ranked[0].score.racks }]
    : inLots(then, loads, changed.request, request);
  const [best] = lots;
  if (!best) return { place: null, next: [], others: others.length, freed: [] };
  addLots(
    loads,
    lots.map((lot) => lotAsPlaced(request, lot)),
    1,
  );
  const checks = explainRow(then.dc, loads, { ...changed.request, racks: 1 }, best.rowId)?.checks ?? [];
  return {
    place: {
      ...{ rowId: Number(best.rowId), row: names.row(best.rowId), room: names.roomOf(best.rowId) },
      ...{ datacenter: floor.snapshot.code, racks, rows: lots.length, rowsThatFit: Math.max(1, ranked.length) },
    },
    next: checks
      .filter(fillsUp)
      .slice(0, NEXT)
      .map((check) => toCheck(names, check)),
    others: others.length,
    freed: others.flatMap((other) => {
      const wanted: PlacementRequest = {
        ...scene.rowsFor(floor, other.request.family),
        ...placementRequest(String(other.request.id), { ...other.request, racks: other.racks }),
      };
      const [place] = rankRows(then.dc, loads, wanted, 1);
      if (!place) return [];
      addLots(loads, [lotAsPlaced(other.request, { rowId: place.rowId, racks: place.score.racks })], 1);
      return [{ requestId: other.request.id, title: other.request.title, racks: other.racks }];
    }),
  };
}
