import type { RequestCertificateDto } from "@headroom/contracts/explanation";
import type { PlanState } from "@headroom/core/lifecycle/plan";
import { feasibility } from "@headroom/core/planning/placement/explain";
import { choosePositions } from "@headroom/core/planning/positions";
import { choice, nextLimitOf, rejection } from "../../placement/certificate";
import type { OpenFloor } from "../../placement/floors";
import { namesOf } from "../../placement/names";
import type { NewPlanAction, PlanListed, PlannedRequest } from "../../ports/plans";
import type { Repositories } from "../../ports/repositories";
import { certificateOf } from "../../request/dto";
import { startOf } from "../actions";
import { hashOf } from "../content";
import { factsOf } from "../facts";
import { summarise } from "../summary";
import type { Effect } from "./effect";
import { askOf, type Lot, type Scene } from "./scene";

export type Certified = PlannedRequest & { readonly racks: number };

/** The plan's actions after the move: what stays keeps its positions, what moves takes the lowest free ones of its groups. */
export function actionsAfter(
  scene: Scene,
  { lots }: Effect,
  planned: readonly PlannedRequest[],
  today: string,
): NewPlanAction[] {
  const certificates = new Map(planned.map((p) => [p.requestId, p.certificate]));
  const stays = new Set(scene.lots.filter((lot) => lots.includes(lot)));
  const taken = new Set([...stays].flatMap((lot) => positionsIn(lot)));
  return lots.map((lot) => ({
    kind: "add",
    requestId: lot.request.id,
    rackTypeId: lot.action?.rackTypeId ?? lot.request.rackTypeId,
    datacenterId: lot.datacenterId,
    rowId: Number(lot.rowId),
    positionIds: stays.has(lot) ? positionsIn(lot) : positionsOf(scene, lot, taken),
    startsOn: lot.action?.startsOn ?? startOf(lot.request, today),
    certificate: certificates.get(lot.request.id) ?? null,
  }));
}

const positionsIn = ({ action }: Lot): number[] => (action?.positions ?? []).map((p) => p.id);

function positionsOf(scene: Scene, lot: Lot, taken: Set<number>): number[] {
  const { snapshot } = scene.floors.get(lot.datacenterId)!;
  const chosen = Object.entries(lot.racks).flatMap(([groupId, count]) => {
    const free = snapshot.positions.filter(
      (p) => p.groupId === groupId && p.occupancy === null && p.blockedReason === null && !taken.has(p.id),
    );
    const places = choosePositions(free, count);
    if (!places) throw new Error(`group ${groupId} of ${snapshot.code} has fewer than ${count} free positions`);
    for (const { id } of places) taken.add(id);
    return places;
  });
  return chosen.sort((a, b) => a.number - b.number).map(({ id }) => id);
}

/** Why each request stands where it does now: the moved one by a person's choice, others by it, the rest as before. */
export function plannedAfter(
  scene: Scene,
  effect: Effect,
  override: NonNullable<RequestCertificateDto["override"]>,
): Certified[] {
  const racks = new Map(scene.facts.requests.map((r) => [r.id, r.racks]));
  const gaveWay = new Map(effect.displaced.map((d) => [d.from.request.id, d]));
  return scene.facts.planned.map((planned) => {
    const asked = racks.get(planned.requestId) ?? 0;
    const own = effect.lots.filter((lot) => lot.request.id === planned.requestId);
    const racksPlaced = own.reduce((sum, lot) => sum + lot.count, 0);
    const outcome = racksPlaced === asked ? "placed" : racksPlaced > 0 ? "partial" : "rejected";
    const stored = certificateOf(planned.certificate);
    const isMoved = planned.requestId === scene.moved.request.id;
    if (!isMoved && !gaveWay.has(planned.requestId)) return { ...planned, racks: asked };
    const certificate = isMoved
      ? { ...chosenCertificate(scene, effect, stored), outcome, override }
      : {
          ...displacedCertificate(scene, effect, stored, own, planned.requestId),
          outcome,
          displacedBy: scene.moved.request.id,
        };
    return { requestId: planned.requestId, racks: asked, racksPlaced, outcome, certificate };
  });
}

const blank = { rowsByLimit: {}, nearest: [], relaxations: [], chosen: null };

const place = (floor: OpenFloor, effect: Effect, lot: Lot, score: Effect["there"], other: Effect["here"]) =>
  choice(
    namesOf(floor.snapshot),
    score ?? { rowId: lot.rowId, racks: lot.racks, total: 0, terms: [] },
    other,
    nextLimitOf(effect.after.get(lot.datacenterId)!, askOf(lot), lot.rowId),
  );

function chosenCertificate(scene: Scene, effect: Effect, stored: RequestCertificateDto | null): RequestCertificateDto {
  const floor = scene.floors.get(effect.to.datacenterId)!;
  const chosen = place(floor, effect, effect.to, effect.there, effect.here);
  const moved = scene.moved.lot;
  if (moved === null) {
    // why it fitted nowhere is over; racks of it that stand already keep their reasons
    const { considered, lots, chosen: first } = stored ?? {};
    const others = lots ?? (first ? [first] : []);
    return {
      ...{ ...blank, outcome: "placed", datacenter: floor.snapshot.code, chosen },
      ...(considered ? { considered } : {}),
      ...(others.length > 0 ? { lots: [chosen, ...others] } : {}),
    };
  }
  // a row of another datacenter has no name here: the planner's place is then named in the override alone
  const sameHouse = effect.to.datacenterId === moved.datacenterId;
  const kept = stored ?? { ...blank, outcome: "placed" as const, datacenter: null };
  const rows = stored?.lots?.map((lot) => lot.row) ?? [];
  const from = namesOf(scene.floors.get(moved.datacenterId)!.snapshot).row(moved.rowId);
  return {
    ...kept,
    datacenter: floor.snapshot.code,
    chosen: sameHouse ? chosen : { ...chosen, runnerUp: null },
    ...(stored?.lots ? { lots: stored.lots.map((lot, i) => (i === rows.indexOf(from) ? chosen : lot)) } : {}),
  };
}

function displacedCertificate(
  scene: Scene,
  effect: Effect,
  stored: RequestCertificateDto | null,
  own: readonly Lot[],
  requestId: number,
): RequestCertificateDto {
  const { lots: _, ...kept }: RequestCertificateDto = stored ?? { ...blank, outcome: "rejected", datacenter: null };
  const [first] = own;
  if (first) {
    const floor = scene.floors.get(first.datacenterId)!;
    return { ...kept, datacenter: floor.snapshot.code, chosen: place(floor, effect, first, null, null) };
  }
  const { from } = effect.displaced.find((d) => d.from.request.id === requestId)!;
  const floor = scene.floors.get(from.datacenterId)!;
  const loads = effect.after.get(from.datacenterId)!;
  const { certificate } = feasibility(floor.dc, loads, askOf(from));
  const splitting = { loads, splitRule: from.request.splitRule };
  const why = certificate ? rejection(namesOf(floor.snapshot), splitting, certificate, askOf(from)) : blank;
  return { ...kept, ...why, chosen: null };
}

/** Stores a draft's new content with its numbers and hash; whoever did it is the last editor from now on. Returns the hash. */
export async function rewrite(
  repositories: Repositories,
  plan: PlanListed,
  next: { readonly state: PlanState; readonly lastEditorId: string },
  content: { readonly actions: readonly NewPlanAction[]; readonly requests: readonly Certified[] },
  floors: readonly OpenFloor[],
): Promise<string> {
  await repositories.plans.replaceResult(plan.id, content);
  const facts = await factsOf(repositories, plan);
  const touched = floors.filter((f) => facts.datacenterIds.includes(f.snapshot.id));
  const summary = await summarise(repositories, touched, facts.actions, content.requests);
  const hash = hashOf(plan, facts.actions, facts.planned, summary);
  await repositories.plans.change(plan.id, { ...next, summary, hash });
  return hash;
}
