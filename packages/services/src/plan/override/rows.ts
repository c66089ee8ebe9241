import type { OverridePicked, OverrideRow, OverrideRows } from "@headroom/contracts/override";
import { explainRow, explainSplit } from "@headroom/core/planning/placement/explain";
import { rankRows, scoreAt } from "@headroom/core/planning/placement/rank";
import type { LimitCheck } from "@headroom/core/planning/placement/types";
import { type Actor, authorize } from "../../actor";
import { dayOf } from "../../days";
import { toCheck } from "../../placement/certificate";
import { cachedFloors, type OpenFloor } from "../../placement/floors";
import { namesOf } from "../../placement/names";
import type { Ports } from "../../ports";
import { scoreIn } from "./effect";
import { placeOf } from "./effect-dto";
import { askOf, loadsWith, openScene, ruleAgainst, type Scene } from "./scene";

/** Rows whose limits are looked at one by one, for each kind of answer; the others say only how they stand. */
const EXPLAINED = 300;

/**
 * Every row where a placement of a draft, or a request without one, may go: those that take it, best first; those that take it if placements of the
 * planner give way; those that do not, with the limit in the way. Needs plan.read.
 */
export async function overrideTargets(ports: Ports, actor: Actor, input: OverridePicked): Promise<OverrideRows> {
  authorize(actor, "plan.read");
  return ports.work.read(async (repositories) => {
    const today = dayOf(ports.clock.now());
    const scene = await openScene(repositories, input, today, (datacenters) =>
      cachedFloors(ports.work, repositories, datacenters, today),
    );
    const { request, count, lot } = scene.moved;
    const stands = lot && (scoreIn(scene, lot)?.total ?? 0);
    const rows = scene.allowed(request).flatMap((id) => rowsOf(scene, scene.floors.get(id)!));
    // of one that stands nowhere, the best row is what the others are compared with
    const least = stands ?? Math.min(...rows.flatMap((row) => row.points ?? []));
    return {
      requestId: request.id,
      title: request.title,
      racks: count,
      rackType: request.rackType,
      from: lot && placeOf(scene.floors.get(lot.datacenterId)!, lot.rowId),
      apart: scene.apart,
      rows: rows.map(({ points, ...row }) => ({ ...row, cost: points === null ? null : points - least })).sort(best),
    };
  });
}

const rank = { here: 0, fits: 1, displaces: 2, broken: 3 } as const;
const share = (check: OverrideRow["worst"]) =>
  check ? check.margin / Math.max(check.capacity ?? 0, check.asked, 1) : 0;
const best = (a: OverrideRow, b: OverrideRow): number =>
  rank[a.state] - rank[b.state] || (a.cost ?? 0) - (b.cost ?? 0) || share(b.worst) - share(a.worst);

/** Rows of one datacenter; `points`: the score there, null where it does not fit. */
function rowsOf(scene: Scene, floor: OpenFloor): (Omit<OverrideRow, "cost"> & { readonly points: number | null })[] {
  const { moved, lots } = scene;
  const { dc, snapshot } = floor;
  const names = namesOf(snapshot);
  const others = lots.filter((lot) => lot !== moved.lot);
  const base = loadsWith(floor, others);
  const fixed = loadsWith(
    floor,
    others.filter((lot) => scene.pinned.has(lot.request.id)),
  );
  const asked = askOf(moved);
  const row = (
    rowId: string,
    state: OverrideRow["state"],
    points: number | null,
    worst: LimitCheck | null | undefined,
  ) => ({
    ...placeOf(floor, rowId),
    state: rowId === moved.lot?.rowId ? ("here" as const) : state,
    points: rowId === moved.lot?.rowId ? (scoreIn(scene, moved.lot)?.total ?? null) : points,
    free: Math.max(0, base.freeInRow(dc.rowIndex.get(rowId)!)),
    worst: worst ? toCheck(names, worst) : null,
    rule: ruleAgainst(scene.rules, rowId, moved.request.family),
  });
  const known = new Set<string>();
  const fitting = rankRows(dc, base, asked).map(({ rowId, score }, i) => {
    known.add(rowId);
    const worst = i < EXPLAINED ? explainSplit(dc, base, asked, rowId, score.racks)?.checks[0] : null;
    return row(rowId, "fits", score.total, worst);
  });
  const displacing = rankRows(dc, fixed, asked).flatMap(({ rowId, score }, i) => {
    if (known.has(rowId)) return [];
    known.add(rowId);
    const points = scoreAt(dc, base, asked, rowId, score.racks)?.total ?? null;
    return [
      row(rowId, "displaces", points, i < EXPLAINED ? explainSplit(dc, base, asked, rowId, score.racks)?.worst : null),
    ];
  });
  const broken = snapshot.model.rows
    .filter(({ id }) => !known.has(id))
    .map(({ id }, i) => row(id, "broken", null, i < EXPLAINED ? explainRow(dc, fixed, asked, id)?.worst : null));
  return [...fitting, ...displacing, ...broken];
}
