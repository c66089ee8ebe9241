import type { Why, WhyRow } from "@headroom/contracts/why";
import { explainRow, explainSplit, feasibility } from "@headroom/core/planning/placement/explain";
import { rankRows } from "@headroom/core/planning/placement/rank";
import type { RowCertificate } from "@headroom/core/planning/placement/types";
import { type Actor, authorize } from "../actor";
import { ownLots } from "../plan/lots";
import type { Ports } from "../ports";
import type { RequestRecord } from "../ports/requests";
import { visibleRequest } from "../request/guard";
import { placementRequest, prefitOf, rankPrefits } from "./ask";
import { reliefOf, toChange, toRow } from "./certificate";
import type { OpenFloor } from "./floors";
import { namesOf } from "./names";
import { type PlanFloors, planFloors } from "./plan-floor";

/** Rows that do not take it, nearest first. */
const NEAREST = 3;

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
      scene.floors.map((f) =>
        prefitOf({ ...f, loads: scene.loadsOf(f, () => false) }, totals.get(f.snapshot.id), request),
      ),
    );
    const floor = home ?? scene.floors.find((f) => f.snapshot.id === ranked[0]?.id);
    if (!floor) return null;
    return answer(scene, floor, request, home ? actions : []);
  });
}

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
    racks: Object.values(row.racks).reduce((sum, count) => sum + count, 0),
  });
  const lots = ownLots(snapshot, actions);
  const racks = lots.reduce((sum, lot) => sum + Object.values(lot.racks).reduce((a, b) => a + b, 0), 0);
  const standing = lots.flatMap((lot, i) => {
    const loads = scene.loadsOf(floor, (action) => action === actions[i]);
    const found = explainSplit(dc, loads, placementRequest("why", request), lot.rowId, lot.racks);
    return found ? [line(found, "chosen")] : [];
  });
  const without = scene.loadsOf(floor, (action) => actions.includes(action));
  // what is missing is explained where a part was placed, else the whole
  const isPlaced = racks >= request.racks;
  const ruled = scene.rowsFor(floor, request.family);
  const asked = {
    ...ruled,
    ...placementRequest("why", {
      ...request,
      racks: isPlaced || racks === 0 ? request.racks : request.racks - racks,
    }),
  };
  const loads = isPlaced ? without : scene.loadsOf(floor, () => false);
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
    reliefs: ranked.length > 0 ? [] : reliefsOf(floor, missing, asked.racks),
  };
}

function reliefsOf(
  { snapshot }: OpenFloor,
  certificate: ReturnType<typeof feasibility>["certificate"],
  racks: number,
): Why["reliefs"] {
  const names = namesOf(snapshot);
  const { relaxation, largestThatFits } = certificate ?? {};
  const raised: Why["reliefs"] = relaxation
    ? [
        {
          relief: reliefOf(relaxation.rowId, relaxation.changes),
          words: relaxation.changes.map((change) => toChange(names, change, relaxation.rowId)),
        },
      ]
    : [];
  if (!largestThatFits || largestThatFits.racks >= racks) return raised;
  const { rowId } = largestThatFits;
  const [row, room, by] = [names.row(rowId), names.roomOf(rowId), racks - largestThatFits.racks];
  return [
    ...raised,
    {
      relief: { rowId: Number(rowId), changes: [], fewer: by },
      words: [{ limit: "size", subject: row, failed: null, by, unit: "racks", row, room, verified: true }],
    },
  ];
}
