import { addLots } from "@headroom/core/approval/footprint";
import type { Loads } from "@headroom/core/capacity/loads";
import type { PlacementRequest } from "@headroom/core/planning/placement/types";
import type { PlacedRacks } from "@headroom/core/topology/datacenter";
import { notFound, ServiceError } from "../../errors";
import { allowedDatacenters, placementRequest } from "../../placement/ask";
import type { OpenFloor } from "../../placement/floors";
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
  readonly action: PlanActionRecord;
  readonly request: RequestRecord;
  readonly datacenterId: number;
  readonly rowId: string;
  /** By group id. */
  readonly racks: Readonly<Record<string, number>>;
  readonly count: number;
}

/** A draft with one of its placements picked up, over the floors where that one may go. */
export interface Scene {
  readonly facts: PlanFacts;
  readonly floors: ReadonlyMap<number, OpenFloor>;
  readonly lots: readonly Lot[];
  readonly moved: Lot;
  /** Requests whose place a person chose: they stay. */
  readonly pinned: ReadonlySet<number>;
  /** Datacenters that a request may go to, of those with a floor here. */
  readonly allowed: (request: RequestRecord) => readonly number[];
  readonly rules: readonly RuleRecord[];
}

type Open = (datacenters: readonly CandidateDatacenter[]) => Promise<readonly OpenFloor[]>;

/** Reads the draft. `open` gives the floors, from memory or afresh. NOT_FOUND and WRONG_STATE where there is nothing to move. */
export async function openScene(
  repositories: Repositories,
  ref: { readonly planId: number; readonly actionId: number },
  open: Open,
): Promise<Scene> {
  const plan = await findPlan(repositories, ref.planId);
  if (plan.state !== "draft")
    throw new ServiceError("WRONG_STATE", {
      ...{ kind: "plan", id: plan.id, state: plan.state, action: "edit", allowed: ["draft"] },
    });
  const facts = await factsOf(repositories, plan);
  const action = facts.actions.find((a) => a.id === ref.actionId && a.kind === "add");
  const request = facts.requests.find((r) => r.id === action?.requestId);
  if (!action || !request) throw notFound("action", ref.actionId);
  const candidates = await repositories.requests.candidates([...new Set(facts.requests.map((r) => r.regionId))]);
  // a request in several rows stays in one datacenter
  const isWhole = facts.actions.filter((a) => a.requestId === request.id).length === 1;
  // so does one that is to share a domain with others
  const own =
    isWhole && !request.rules?.affinity
      ? allowedDatacenters(candidates, request).map((d) => d.id)
      : [action.datacenterId];
  const wanted = new Set([...own, ...facts.datacenterIds]);
  const allowedFor = (r: RequestRecord) => {
    const home = r.rules?.affinity && facts.actions.find((a) => a.requestId === r.id)?.datacenterId;
    return home !== undefined ? [home] : allowedDatacenters(candidates, r).map((d) => d.id);
  };
  const opened = await open(candidates.filter((d) => wanted.has(d.id)));
  const floors = new Map(opened.map((floor) => [floor.snapshot.id, floor]));
  const lots = facts.actions.flatMap((a) => lotOf(a, facts.requests, floors) ?? []);
  const moved = lots.find((lot) => lot.action.id === action.id);
  if (!moved) throw notFound("action", ref.actionId);
  return {
    facts,
    floors,
    lots,
    moved,
    pinned: new Set((await repositories.overrides.inForce(plan.id)).map((pin) => pin.requestId)),
    allowed: (r) => (r.id === request.id ? own : allowedFor(r)).filter((id) => floors.has(id)),
    rules: await repositories.overrides.rules(),
  };
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
