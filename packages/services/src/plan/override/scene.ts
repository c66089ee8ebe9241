import type { Apart } from "@headroom/contracts/placement-key";
import { addLots } from "@headroom/core/approval/footprint";
import type { Loads } from "@headroom/core/capacity/loads";
import type { PlacementRequest } from "@headroom/core/planning/placement/types";
import type { PlacedRacks } from "@headroom/core/topology/datacenter";
import { invalidInput, notFound, ServiceError } from "../../errors";
import { placementRequest } from "../../placement/ask";
import type { OpenFloor } from "../../placement/floors";
import { reachOf } from "../../placement-key/reach";
import type { RuleRecord } from "../../ports/overrides";
import type { PlanActionRecord } from "../../ports/plans";
import type { Repositories } from "../../ports/repositories";
import type { CandidateDatacenter, RequestRecord } from "../../ports/requests";
import { factsOf, type PlanFacts } from "../facts";
import { findPlan } from "../guard";
import { ownLots } from "../lots";
import { lotAsPlaced } from "../place/types";

/** Racks of one request in one row: one action of a plan. */
export interface Lot {
  /** null: it was in no row before. */
  readonly action: PlanActionRecord | null;
  readonly request: RequestRecord;
  readonly datacenterId: number;
  readonly rowId: string;
  /** By group id. */
  readonly racks: Readonly<Record<string, number>>;
  readonly count: number;
}

/** What is picked up: a placement, or the racks of a request that have no place. */
export interface Picked {
  readonly request: RequestRecord;
  readonly count: number;
  /** Where it stands; null: nowhere. */
  readonly lot: Lot | null;
}

/** A draft with one of its placements, or a request without a place, picked up, over the floors where that one may go. */
export interface Scene {
  readonly facts: PlanFacts;
  readonly floors: ReadonlyMap<number, OpenFloor>;
  readonly lots: readonly Lot[];
  readonly moved: Picked;
  /** Requests whose place a person chose: they stay. */
  readonly pinned: ReadonlySet<number>;
  /** Datacenters that a request may go to, of those with a floor here. */
  readonly allowed: (request: RequestRecord) => readonly number[];
  /** Why none is left to the picked one: others of its affinity key are elsewhere. */
  readonly apart: Apart | null;
  readonly rules: readonly RuleRecord[];
}

type Open = (datacenters: readonly CandidateDatacenter[]) => Promise<readonly OpenFloor[]>;

export interface PickedRef {
  readonly planId: number;
  readonly actionId?: number | undefined;
  /** A request with racks that have no place, instead of an action. */
  readonly requestId?: number | undefined;
}

/** Reads the draft. `open` gives the floors, from memory or afresh. NOT_FOUND, INVALID_INPUT and WRONG_STATE where there is nothing to move. */
export async function openScene(repositories: Repositories, ref: PickedRef, today: string, open: Open): Promise<Scene> {
  const plan = await findPlan(repositories, ref.planId);
  if (plan.state !== "draft")
    throw new ServiceError("WRONG_STATE", {
      ...{ kind: "plan", id: plan.id, state: plan.state, action: "edit", allowed: ["draft"] },
    });
  const facts = await factsOf(repositories, plan);
  const action = facts.actions.find((a) => a.id === ref.actionId && a.kind === "add");
  if (ref.actionId !== undefined && !action) throw notFound("action", ref.actionId);
  const request = facts.requests.find((r) => r.id === (action?.requestId ?? ref.requestId));
  if (!request) throw notFound("request", ref.requestId ?? 0);
  const candidates = await repositories.requests.candidates([...new Set(facts.requests.map((r) => r.regionId))]);
  const nearOf = await reachOf(repositories, candidates, facts.requests, today, { plan: facts.actions });
  const mayGo = (r: RequestRecord): readonly number[] => {
    // one in several rows stays in one datacenter, and so does one that shares a domain with others
    const stays = facts.actions.find(
      (a) => a.requestId === r.id && (r.rules?.affinity || (r.id === request.id && a !== action)),
    );
    return stays ? [stays.datacenterId] : nearOf(r).near.map((d) => d.id);
  };
  const own = mayGo(request);
  const wanted = new Set([...own, ...facts.datacenterIds]);
  const opened = await open(candidates.filter((d) => wanted.has(d.id)));
  const floors = new Map(opened.map((floor) => [floor.snapshot.id, floor]));
  const lots = facts.actions.flatMap((a) => lotOf(a, facts.requests, floors) ?? []);
  return {
    facts,
    floors,
    lots,
    moved: pick(lots, request, ref),
    pinned: new Set((await repositories.overrides.inForce(plan.id)).map((pin) => pin.requestId)),
    allowed: (r) => mayGo(r).filter((id) => floors.has(id)),
    apart: own.length > 0 ? null : nearOf(request).apart,
    rules: await repositories.overrides.rules(),
  };
}

function pick(lots: readonly Lot[], request: RequestRecord, { actionId, requestId }: PickedRef): Picked {
  if (actionId !== undefined) {
    const lot = lots.find((one) => one.action?.id === actionId);
    if (!lot) throw notFound("action", actionId);
    return { request, count: lot.count, lot };
  }
  const placed = lots.reduce((sum, lot) => sum + (lot.request.id === request.id ? lot.count : 0), 0);
  if (placed >= request.racks) throw invalidInput("requestId", "a request with racks that have no place", requestId);
  return { request, count: request.racks - placed, lot: null };
}

function lotOf(
  action: PlanActionRecord,
  requests: readonly RequestRecord[],
  floors: ReadonlyMap<number, OpenFloor>,
): Lot | null {
  const request = requests.find((r) => r.id === action.requestId);
  const floor = floors.get(action.datacenterId);
  const [placed] = floor && request ? ownLots(floor.snapshot, [action]) : [];
  if (!request || !placed) return null;
  const { rowId, racks } = placed;
  return { action, request, datacenterId: action.datacenterId, rowId, racks, count: countOf(racks) };
}

export const countOf = (racks: Readonly<Record<string, number>>): number =>
  Object.values(racks).reduce((sum, count) => sum + count, 0);

/** What a lot asks of a row. */
export const askOf = (lot: Pick<Lot, "request" | "count">): PlacementRequest =>
  placementRequest(String(lot.request.id), { ...lot.request, racks: lot.count });

export const asPlaced = (lot: Pick<Lot, "request" | "rowId" | "racks">): PlacedRacks => lotAsPlaced(lot.request, lot);

/** A floor's loads with some lots of the plan on it. */
export function loadsWith(floor: OpenFloor, lots: readonly Lot[]): Loads {
  const loads = floor.loads.clone();
  const here = lots.filter((lot) => lot.datacenterId === floor.snapshot.id);
  addLots(loads, here.map(asPlaced), 1);
  return loads;
}

/** The reason of a rule in force that keeps the family out of the row; null: none does. */
export const ruleAgainst = (rules: readonly RuleRecord[], rowId: string, family: string): string | null =>
  rules.find((rule) => String(rule.rowId) === rowId && (rule.family === null || rule.family === family))?.reason ??
  null;
