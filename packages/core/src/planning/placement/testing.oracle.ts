import { oracleLoads } from "../../capacity/loads.oracle";
import type { DatacenterModel, PlacedRacks } from "../../topology/datacenter";
import type { PlacementRequest, PlacementResult } from "./types";

/** Judges of plans, written from the rules alone (bench/placement/FORMAT.md): brute force, for small cases. Test support only. */

export const asRacks = (
  request: PlacementRequest,
  rowId: string,
  racks: Readonly<Record<string, number>>,
): PlacedRacks => ({
  id: request.id,
  kind: "held",
  rowId,
  racks,
  powerW: request.powerW,
  coolingW: request.coolingW,
});

/** Everything the result places, as racks. */
export function placedBy(requests: readonly PlacementRequest[], result: PlacementResult): PlacedRacks[] {
  return result.decisions.flatMap((d, i) => (d.kind === "placed" ? [asRacks(requests[i]!, d.rowId, d.racks)] : []));
}

function* splits(groups: readonly string[], racks: number): Generator<Record<string, number>> {
  const [head, ...rest] = groups;
  if (head === undefined) {
    if (racks === 0) yield {};
    return;
  }
  for (let here = 0; here <= racks; here++)
    for (const tail of splits(rest, racks - here)) yield here > 0 ? { [head]: here, ...tail } : tail;
}

/** Every legal split of a request in a row, by trying all of them. Tags and lists of rows are not looked at. */
export function legalSplits(
  model: DatacenterModel,
  placed: readonly PlacedRacks[],
  request: PlacementRequest,
  rowId: string,
): Record<string, number>[] {
  const groups = model.groups.filter((g) => g.rowId === rowId).map((g) => g.id);
  return [...splits(groups, request.racks)].filter(
    (racks) => oracleLoads(model, [...placed, asRacks(request, rowId, racks)]).broken.size === 0,
  );
}

/** Rows where the request may stand and fits. */
export function rowsThatFit(
  model: DatacenterModel,
  placed: readonly PlacedRacks[],
  request: PlacementRequest,
): string[] {
  return model.rows
    .filter(
      (row) =>
        (request.allowedRowIds?.includes(row.id) ?? true) &&
        (request.allowedRoomIds?.includes(row.roomId) ?? true) &&
        (request.requiredTags ?? []).every((tag) => row.tags?.includes(tag)) &&
        legalSplits(model, placed, request, row.id).length > 0,
    )
    .map((row) => row.id);
}
