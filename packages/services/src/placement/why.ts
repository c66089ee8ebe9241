import type { Why, WhyRow } from "@headroom/contracts/why";
import type { Loads } from "@headroom/core/capacity/loads";
import { explainRow, explainSplit, feasibility } from "@headroom/core/planning/placement/explain";
import { rankRows } from "@headroom/core/planning/placement/rank";
import type { PlacementRequest, RowCertificate } from "@headroom/core/planning/placement/types";
import { type Actor, authorize } from "../actor";
import { ownLots } from "../plan/lots";
import type { Ports } from "../ports";
import type { RequestRecord } from "../ports/requests";
import { visibleRequest } from "../request/guard";
import { placementRequest, prefitOf, rankPrefits } from "./ask";
import { fewerRacks, mostThatFits, reliefOf, toChange, toRow } from "./certificate";
import type { OpenFloor } from "./floors";
import { namesOf } from "./names";
import { type PlanFloors, planFloors } from "./plan-floor";

/** Rows that do not take it, nearest first. */
const NEAREST = 3;
/** Raising more limits than these is farther away than asking for fewer racks. */
const FEW_LIMITS = 2;

/**
 * Why a request stands in its row, or in none: every limit of the row, of the runner-up and of the nearest rows that do not take it, on the
 * floor of now with the plan's other placements. Needs request.read, with a plan plan.read. null: no datacenter may take it.
 */
export async function whyOf(
  ports: Ports,
  actor: Actor,
  input: { readonly requestId: number; readonly planId?: number | undefined },
): Promise<Why | null> {
  authorize(actor, "request.read");
  if (input.planId !== undefined) authorize(actor, "plan.read");
  return ports.work.read(async (repositories) => {
    const request = await visibleRequest(repositories, actor, input.requestId);
    const scene = await planFloors(ports, repositories, request, input.planId);
    const totals = new Map((await repositories.capacity.totals()).map((t) => [t.datacenterId, t]));
    const actions = (scene.facts?.actions ?? []).filter((a) => a.requestId === request.id);
    const home = scene.floors.find((f) => f.snapshot.id === actions[0]?.datacenterId);
    const ranked = rankPrefits(
      scene.allowed.map((f) =>
        prefitOf({ ...f, loads: scene.loadsOf(f, () => false) }, totals.get(f.snapshot.id), request),
      ),
    );
    const floor = home ?? scene.floors.find((f) => f.snapshot.id === ranked[0]?.id);
    if (!floor) return null;
    return answer(scene, floor, request, home ? actions : []);
  });
}

const countOf = ({ racks }: Pick<RowCertificate, "racks">): number =>
  Object.values(racks).reduce((sum, count) => sum + count, 0);

function answer(
  scene: PlanFloors,
  floor: OpenFloor,
  request: RequestRecord,
  actions: NonNullable<PlanFloors["facts"]>["actions"],
): Why {
  const { dc, snapshot } = floor;
  const names = namesOf(snapshot);
  const line = (row: RowCertificate, kind: WhyRow["kind"]): WhyRow => ({
    ...toRow(names, row),
    rowId: Number(row.rowId),
    kind,
    racks: countOf(row),
  });
  const lots = ownLots(snapshot, actions);
  const [main] = lots;
  const racks = lots.reduce((sum, lot) => sum + countOf(lot), 0);
  const standing = lots.flatMap((lot, i) => {
    const loads = scene.loadsOf(floor, (action) => action === actions[i]);
    const found = explainSplit(dc, loads, placementRequest("why", request), lot.rowId, lot.racks);
    return found ? [line(found, "chosen")] : [];
  });
  // what is missing is explained where a part was placed, of what stands in several rows the first of them, else the whole
  const isPlaced = racks >= request.racks;
  const ruled = scene.rowsFor(floor, request.family);
  const wanted = isPlaced && main ? countOf(main) : racks === 0 ? request.racks : request.racks - racks;
  const asked = { ...ruled, ...placementRequest("why", { ...request, racks: wanted }) };
  const loads = scene.loadsOf(floor, (action) => isPlaced && action === actions[0]);
  const own = new Set(lots.map((lot) => lot.rowId));
  const ranked = rankRows(dc, loads, asked);
  const taking = new Set(ranked.map((row) => row.rowId));
  const other = ranked.find((row) => !own.has(row.rowId));
  const runnerUp = other && explainSplit(dc, loads, asked, other.rowId, other.score.racks);
  const allowed = ruled.allowedRowIds ?? dc.model.rows.map((row) => row.id);
  const rest = allowed.filter((id) => !taking.has(id) && !own.has(id));
  const missing = feasibility(dc, loads, { ...asked, allowedRowIds: rest }).certificate;
  const bestRows = missing?.bestRows ?? rest.slice(0, NEAREST).flatMap((id) => explainRow(dc, loads, asked, id) ?? []);
  return {
    requestId: request.id,
    racks: request.racks,
    rackType: request.rackType,
    datacenter: snapshot.code,
    rows: [
      ...standing,
      ...(runnerUp ? [line(runnerUp, "runnerUp")] : []),
      ...bestRows.slice(0, NEAREST).map((row) => line(row, "nearest")),
    ],
    rowsThatFit: ranked.length,
    reliefs: ranked.length > 0 || isPlaced ? [] : reliefsOf(floor, loads, missing, asked, request),
  };
}

/** Limits to raise together, and so many racks fewer; the fewer limits it takes, the sooner the first of them. */
function reliefsOf(
  { snapshot, dc }: OpenFloor,
  loads: Loads,
  certificate: ReturnType<typeof feasibility>["certificate"],
  asked: PlacementRequest,
  { splitRule }: RequestRecord,
): Why["reliefs"] {
  const names = namesOf(snapshot);
  const { relaxation } = certificate ?? {};
  const raised: Why["reliefs"] = relaxation
    ? [
        {
          relief: reliefOf(relaxation.rowId, relaxation.changes),
          words: relaxation.changes.map((change) => toChange(names, change, relaxation.rowId)),
        },
      ]
    : [];
  const largest = mostThatFits(dc, loads, asked, splitRule, certificate);
  if (!largest || largest.racks >= asked.racks) return raised;
  const words = [fewerRacks(names, largest, asked.racks)];
  const fewer = { relief: { rowId: Number(largest.rowId), changes: [], fewer: asked.racks - largest.racks }, words };
  return (relaxation?.changes.length ?? 0) > FEW_LIMITS ? [fewer, ...raised] : [...raised, fewer];
}
