import { weightKg } from "../../../topology/units";
import type { RowLimits } from "../row-limits";
import type { LimitCheck } from "../types";

/**
 * Weight of one rack on one position: a rack heavier than its position's floor never stands there. No sum: it closes a group to racks
 * of a kind, whatever else stands in it.
 */
export const isTooHeavy = ({ groupWeight, dc, weightKind }: RowLimits, row: number, k: number, units: Float64Array) =>
  groupWeight !== null && units[weightKind]! > groupWeight[dc.rowGroups[dc.rowGroupStart[row]! + k]!]!;

/** By how much a rack is too heavy for a position, as a share of what that carries; 0 where it is not. */
export function overweight(limits: RowLimits, row: number, k: number, units: Float64Array): number {
  if (!isTooHeavy(limits, row, k, units)) return 0;
  const limit = limits.groupWeight![limits.dc.rowGroups[limits.dc.rowGroupStart[row]! + k]!]!;
  return (units[limits.weightKind]! - limit) / Math.max(1, limit);
}

/** The rule as data, for every group with a limit that gets racks. In kg, of one rack and of one position. */
export function positionWeightChecks(
  limits: RowLimits,
  row: number,
  split: readonly number[],
  units: Float64Array,
): LimitCheck[] {
  const { groupWeight, dc, weightKind } = limits;
  if (groupWeight === null) return [];
  return split.flatMap((racks, k): LimitCheck[] => {
    const group = dc.rowGroups[dc.rowGroupStart[row]! + k]!;
    const limit = groupWeight[group]!;
    if (racks === 0 || !Number.isFinite(limit)) return [];
    const asked = units[weightKind]!;
    return [
      {
        limit: "positionWeight",
        subjectKind: "group",
        subjectId: dc.model.groups[group]!.id,
        asked: weightKg(asked),
        left: weightKg(limit),
        margin: weightKg(limit - asked),
        capacity: weightKg(limit),
      },
    ];
  });
}
