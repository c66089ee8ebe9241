import { addLots } from "@headroom/core/approval/footprint";
import type { Loads } from "@headroom/core/capacity/loads";
import { explainRow, explainSplit, feasibility } from "@headroom/core/planning/placement/explain";
import { rankRows, scoreAt } from "@headroom/core/planning/placement/rank";
import type { CandidateScore, PlacementRequest, RowCertificate } from "@headroom/core/planning/placement/types";
import { invalidInput } from "../../errors";
import type { OpenFloor } from "../../placement/floors";
import type { RequestRecord } from "../../ports/requests";
import { askOf, asPlaced, countOf, type Lot, loadsWith, type Scene } from "./scene";

export interface Move {
  readonly rowId: string;
  /** By group id; absent: the best split. */
  readonly racks?: Readonly<Record<string, number>> | undefined;
}

/** A placement that moves out of the way. */
export interface GivesWay {
  readonly from: Lot;
  /** null: it loses its place. */
  readonly to: Lot | null;
  /** Points dearer there than where it was; null: it loses its place. */
  readonly cost: number | null;
}

/** What moving a placement, or giving one to a request that has none, would come to. Nothing is written. */
export interface Effect {
  readonly to: Lot;
  /** The target row held against it, with all that stands and all that people placed. */
  readonly certificate: RowCertificate;
  /** Scores on the floor as planned without it; null where it does not fit, `here` also where it stands nowhere. */
  readonly here: CandidateScore | null;
  readonly there: CandidateScore | null;
  readonly displaced: readonly GivesWay[];
  /** Every placement of the plan afterwards, in the plan's order. */
  readonly lots: readonly Lot[];
  /** By datacenter id, with the plan as it is and as it would be. */
  readonly before: ReadonlyMap<number, Loads>;
  readonly after: ReadonlyMap<number, Loads>;
  /** Requests that would find a place afterwards and find none now, with the racks they lack. */
  readonly fitsThen: readonly { readonly request: RequestRecord; readonly racks: number }[];
}

/** Requests without a place that are tried again for a preview. */
const TRIED_THEN = 60;

/**
 * The plan with one placement moved, or one more. Whatever people placed stays; placements of the planner that no longer keep a limit give way, the
 * least urgent first, to the best other row where there is one. Where the target breaks a limit nothing else is worked out.
 * Throws INVALID_INPUT for a row or split that is none of the request's.
 */
export function effectOf(scene: Scene, move: Move): Effect {
  const { moved, lots, floors } = scene;
  const floor = floorOfRow(scene, move.rowId);
  const others = lots.filter((lot) => lot !== moved.lot);
  const people = others.filter((lot) => scene.pinned.has(lot.request.id));
  const fixed = loadsWith(floor, people);
  const base = loadsWith(floor, others);
  const asked = askOf(moved);
  const racks = move.racks ?? bestSplit(floor, [base, fixed], asked, move.rowId);
  if (countOf(racks) !== moved.count) throw invalidInput("racks", `${moved.count} racks in all`, countOf(racks));
  const certificate = explainSplit(floor.dc, fixed, asked, move.rowId, racks);
  if (!certificate) throw invalidInput("racks", "racks in groups of the row", Object.keys(racks));
  const to: Lot = {
    ...{ action: moved.lot?.action ?? null, request: moved.request, count: moved.count },
    ...{ datacenterId: floor.snapshot.id, rowId: move.rowId, racks },
  };
  const before = new Map([...floors].map(([id, f]) => [id, loadsWith(f, lots)]));
  const nothing = {
    to,
    certificate,
    here: null,
    there: null,
    displaced: [],
    lots,
    before,
    after: before,
    fitsThen: [],
  };
  if (!certificate.fits) return nothing;

  const fitsAsPlanned = explainSplit(floor.dc, base, asked, move.rowId, racks)?.fits === true;
  const displaced = fitsAsPlanned ? [] : giveWay(scene, to, others, people);
  const newPlace = new Map<Lot, Lot | null>(displaced.map((d) => [d.from, d.to]));
  if (moved.lot) newPlace.set(moved.lot, to);
  const staying = lots.flatMap((lot) => (newPlace.has(lot) ? (newPlace.get(lot) ?? []) : lot));
  const lotsAfter = moved.lot ? staying : withNew(staying, to);
  const after = new Map([...floors].map(([id, f]) => [id, loadsWith(f, lotsAfter)]));
  const there = scoreAt(floor.dc, base, asked, move.rowId, racks);
  const here = moved.lot && scoreIn(scene, moved.lot);
  const fitsThen = findsPlace(scene, lotsAfter, before, after);
  return { to, certificate, here, there, displaced, lots: lotsAfter, before, after, fitsThen };
}

/** The lot among those of the plan, which stand in the order of requests. */
function withNew(lots: readonly Lot[], lot: Lot): Lot[] {
  const before = lots.filter((one) => one.request.id <= lot.request.id);
  return [...before, lot, ...lots.filter((one) => one.request.id > lot.request.id)];
}

/** What a placement of the plan scores where it stands, on the floor of the plan without it. */
export function scoreIn({ floors, lots }: Pick<Scene, "floors" | "lots">, lot: Lot): CandidateScore | null {
  const floor = floors.get(lot.datacenterId)!;
  const others = lots.filter((one) => one !== lot);
  return scoreAt(floor.dc, loadsWith(floor, others), askOf(lot), lot.rowId, lot.racks);
}

function floorOfRow(scene: Scene, rowId: string): OpenFloor {
  const floor = scene.allowed(scene.moved.request).flatMap((id) => scene.floors.get(id) ?? []);
  const found = floor.find((f) => f.dc.rowIndex.has(rowId));
  if (!found) throw invalidInput("rowId", "a row of a datacenter that the request may go to", rowId);
  return found;
}

/** The best split on the first floor that has a legal one; else the one that breaks limits least. */
function bestSplit(floor: OpenFloor, loads: readonly Loads[], asked: PlacementRequest, rowId: string) {
  for (const each of loads) {
    const [best] = rankRows(floor.dc, each, { ...asked, allowedRowIds: [rowId] }, 1);
    if (best) return best.score.racks;
  }
  const { racks } = explainRow(floor.dc, loads.at(-1)!, asked, rowId)!;
  return Object.fromEntries(Object.entries(racks).filter(([, count]) => count > 0));
}

const byUrgency = (a: Lot, b: Lot): number =>
  a.request.priority - b.request.priority ||
  (a.request.neededBy < b.request.neededBy ? -1 : a.request.neededBy > b.request.neededBy ? 1 : 0) ||
  a.request.id - b.request.id ||
  (a.action?.sequence ?? 0) - (b.action?.sequence ?? 0);

/** Puts the planner's placements back around the moved one, the most urgent first; those that do not fit go where they do. */
function giveWay(scene: Scene, to: Lot, others: readonly Lot[], people: readonly Lot[]): GivesWay[] {
  const target = scene.floors.get(to.datacenterId)!;
  const loads = loadsWith(target, [...people, to]);
  const out: Lot[] = [];
  const planners = others.filter((lot) => lot.datacenterId === to.datacenterId && !people.includes(lot));
  for (const lot of planners.sort(byUrgency)) {
    if (explainSplit(target.dc, loads, askOf(lot), lot.rowId, lot.racks)?.fits) addLots(loads, [asPlaced(lot)], 1);
    else out.push(lot);
  }
  const elsewhere = new Map<number, Loads>([[to.datacenterId, loads]]);
  return out.map((from) => {
    const isWhole = others.filter((lot) => lot.request.id === from.request.id).length === 1;
    const places = isWhole ? scene.allowed(from.request) : [from.datacenterId];
    // its own datacenter first
    for (const id of [from.datacenterId, ...places.filter((p) => p !== from.datacenterId)]) {
      const floor = scene.floors.get(id)!;
      const there = elsewhere.get(id) ?? loadsWith(floor, others);
      elsewhere.set(id, there);
      const [best] = rankRows(floor.dc, there, askOf(from), 1);
      if (!best) continue;
      const lot: Lot = { ...from, datacenterId: id, rowId: best.rowId, racks: best.score.racks };
      addLots(there, [asPlaced(lot)], 1);
      return { from, to: lot, cost: best.score.total - (scoreIn(scene, from)?.total ?? 0) };
    }
    return { from, to: null, cost: null };
  });
}

function findsPlace(
  scene: Scene,
  lots: readonly Lot[],
  before: ReadonlyMap<number, Loads>,
  after: ReadonlyMap<number, Loads>,
): Effect["fitsThen"] {
  const placed = (id: number) => lots.reduce((sum, lot) => sum + (lot.request.id === id ? lot.count : 0), 0);
  const lacking = scene.facts.requests
    .map((request) => ({ request, racks: request.racks - placed(request.id) }))
    .filter(({ request, racks }) => racks > 0 && request.id !== scene.moved.request.id);
  return lacking.slice(0, TRIED_THEN).filter(({ request, racks }) => {
    const asked = askOf({ request, count: racks });
    const fitsIn = (loads: ReadonlyMap<number, Loads>) =>
      scene.allowed(request).some((id) => feasibility(scene.floors.get(id)!.dc, loads.get(id)!, asked).fits);
    return fitsIn(after) && !fitsIn(before);
  });
}
