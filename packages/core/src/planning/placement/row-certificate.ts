import { groupsOfRow } from "../../topology/compiled";
import { keyChecks } from "./constraints/key-rules";
import { CONSTRAINTS, LIMIT_ORDER } from "./constraints/list";
import { overweight, positionWeightChecks } from "./constraints/position-weight";
import { rowRuleChecks } from "./constraints/row-rules";
import { changesOf } from "./relax";
import type { Demand } from "./search/candidates";
import type { Floor } from "./search/floor";
import { eachSplit, groupCount } from "./split";
import type { LimitCheck, PlacementRequest, RelaxationChange, RowCertificate } from "./types";

/** One row held against one request: every limit with what is asked, what is left, and by how much it is over. */
export interface Explained {
  readonly certificate: RowCertificate;
  /** What would mend it. */
  readonly changes: readonly RelaxationChange[];
  /** The split the numbers are for. */
  readonly split: readonly number[];
}

/** How badly a split breaks the row's limits: the sum of what is over, each as a share of its limit; 0 when legal. */
export function overload(floor: Floor, row: number, split: ArrayLike<number>, units: Float64Array): number {
  const { rowStart, kind, id, times, width, idCapacity } = floor.limits;
  let sum = 0;
  for (let k = 0; k < split.length; k++) if (split[k]! > 0) sum += split[k]! * overweight(floor.limits, row, k, units);
  for (let i = rowStart[row]!, end = rowStart[row + 1]!; i < end; i++) {
    let taken = 0;
    for (let k = 0; k < split.length; k++) taken += times[i * width + k]! * split[k]!;
    taken *= units[kind[i]!]!;
    const over = taken - Math.max(0, floor.left[id[i]!]!);
    if (over > 0 && taken > 0) sum += over / Math.max(1, idCapacity[id[i]!]!);
  }
  return sum;
}

/** Racks spread over the groups by what is free in them (all beyond that in the first). O(groups). */
export function bySpace(floor: Floor, row: number, n: number): number[] {
  const { rowStart, id } = floor.limits;
  let rest = n;
  const split = Array.from({ length: groupCount(floor, row) }, (_, k) => {
    // the row's first limits are its groups' positions, in order (CONSTRAINTS begins with them)
    const free = Math.max(0, floor.left[id[rowStart[row]! + k]!]!);
    const here = Math.min(rest, free);
    rest -= here;
    return here;
  });
  if (split.length > 0) split[0]! += rest;
  return split;
}

/** The legal split if there is one, else one that breaks the limits least. */
function leastBroken(floor: Floor, row: number, n: number, units: Float64Array): number[] {
  const groups = groupCount(floor, row);
  if (n > floor.limits.dc.rowPositions[row]! || groups < 2) return bySpace(floor, row, n);
  if (groups === 2) {
    let best: number[] = [];
    let least = Number.POSITIVE_INFINITY;
    for (let t = n; t >= 0; t--) {
      const over = overload(floor, row, [t, n - t], units);
      if (over < least) {
        best = [t, n - t];
        least = over;
      }
    }
    return best;
  }
  let legal: number[] | null = null;
  eachSplit(floor, row, n, units, (split) => {
    legal = [...split];
    return false;
  });
  if (legal) return legal;
  // rack by rack where it breaks least; thousands of them in lots
  const split = Array.from({ length: groups }, () => 0);
  for (let rest = n; rest > 0; ) {
    const lot = Math.max(1, Math.floor(rest / LOTS));
    rest -= lot;
    let best = 0;
    let least = Number.POSITIVE_INFINITY;
    for (let k = 0; k < groups; k++) {
      split[k]! += lot;
      const over = overload(floor, row, split, units);
      split[k]! -= lot;
      if (over < least) {
        best = k;
        least = over;
      }
    }
    split[best]! += lot;
  }
  return split;
}

/** Racks up to twice as many are dealt out one by one. */
const LOTS = 64;

/** A margin as a share of the limit. */
export const share = (c: LimitCheck): number => c.margin / Math.max(c.capacity, c.asked, 1e-9);

/** Every limit of a row held against racks that stand in its groups just so (absent: so that they break the limits least). */
export function certificateOfRow(
  floor: Floor,
  row: number,
  request: PlacementRequest,
  demand: Demand,
  split: readonly number[] = leastBroken(floor, row, demand.racks, demand.units),
): Explained {
  const { dc } = floor.limits;
  const model = dc.model.rows[row]!;
  const n = demand.racks;
  const free = floor.rowFree[row]!;
  let checks = [
    rowPositions(floor, row, n),
    ...sumChecks(floor, row, split, demand.units),
    ...positionWeightChecks(floor.limits, row, split, demand.units),
    ...rowRuleChecks(dc.model, row, request),
    ...(demand.rules ? keyChecks(floor.rules, demand.rules, row, n, dc) : []),
  ];
  checks.sort((a, b) => share(a) - share(b));
  const changes = changesOf(checks);
  // where the whole row is short of positions, how its groups share the shortage says nothing
  if (free < n) checks = checks.filter((c) => c.limit !== "positions" || c.subjectKind !== "group");
  const broken = checks.filter((c) => c.margin < 0);
  const first = LIMIT_ORDER.flatMap((limit) => broken.filter((c) => c.limit === limit))[0] ?? null;
  const racks: Record<string, number> = {};
  groupsOfRow(dc, row).forEach((group, k) => {
    racks[dc.model.groups[group]!.id] = split[k]!;
  });
  const fits = broken.length === 0 && split.length > 0;
  const worst = broken[0] ?? null;
  return { certificate: { rowId: model.id, roomId: model.roomId, fits, racks, checks, worst, first }, changes, split };
}

const blockedIn = (count: number): { readonly blocked?: number } => (count > 0 ? { blocked: count } : {});

/** The positions of the whole row. */
function rowPositions(floor: Floor, row: number, n: number): LimitCheck {
  const { dc } = floor.limits;
  const left = floor.rowFree[row]!;
  const blocked = groupsOfRow(dc, row).reduce((sum, g) => sum + (dc.model.groups[g]!.blocked ?? 0), 0);
  return {
    limit: "positions",
    subjectKind: "row",
    subjectId: dc.model.rows[row]!.id,
    asked: n,
    left,
    margin: left - n,
    capacity: dc.rowPositions[row]!,
    ...blockedIn(blocked),
  };
}

/** The limits of sums (CONSTRAINTS) that the split adds to. */
function sumChecks(floor: Floor, row: number, split: readonly number[], demandUnits: Float64Array): LimitCheck[] {
  const { dc, rowStart, kind, id, idSubject, times, width, idCapacity } = floor.limits;
  const checks: LimitCheck[] = [];
  for (let i = rowStart[row]!; i < rowStart[row + 1]!; i++) {
    const constraint = CONSTRAINTS[kind[i]!]!;
    const units = split.reduce((sum, x, k) => sum + times[i * width + k]! * x, 0) * demandUnits[kind[i]!]!;
    if (units === 0) continue;
    const left = floor.left[id[i]!]!;
    const human = (value: number) => constraint.toHuman(value, dc);
    const subject = idSubject[id[i]!]!;
    checks.push({
      limit: constraint.limit,
      ...constraint.subject(dc, subject),
      asked: human(units),
      left: human(left),
      margin: human(left - units),
      capacity: human(idCapacity[id[i]!]!),
      ...(constraint.limit === "positions" ? blockedIn(dc.model.groups[subject]!.blocked ?? 0) : {}),
    });
  }
  return checks;
}
