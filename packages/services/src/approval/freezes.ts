import { freezesOn } from "@headroom/core/planning/placement/constraints/freeze";
import type { OpenFloor } from "../placement/floors";
import type { PlanActionRecord } from "../ports/plans";

type Landing = Pick<PlanActionRecord, "datacenterId" | "rowId" | "startsOn">;

/** Freeze windows in force where and when a plan starts something, each once: `N1: year end, 2026-12-20 to 2027-01-03`. */
export function freezesMet(
  floors: readonly { readonly snapshot: Pick<OpenFloor["snapshot"], "id" | "code" | "model"> }[],
  actions: readonly Landing[],
): string[] {
  const met = actions.flatMap(({ datacenterId, rowId, startsOn }) => {
    const snapshot = floors.find((floor) => floor.snapshot.id === datacenterId)?.snapshot;
    const row = snapshot?.model.rows.find(({ id }) => id === String(rowId));
    if (!snapshot || !row) return [];
    const windows = freezesOn(snapshot.model, row, startsOn);
    return windows.map(({ reason, from, to }) => `${snapshot.code}: ${reason}, ${from} to ${to}`);
  });
  return [...new Set(met)];
}
