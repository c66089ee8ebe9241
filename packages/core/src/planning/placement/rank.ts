import type { Loads } from "../../capacity/loads";
import { type CompiledDatacenter, groupsOfRow } from "../../topology/compiled";
import { CONSTRAINTS } from "./constraints/list";
import { demandOf } from "./problem";
import type { RowLimits } from "./row-limits";
import { type Candidate, type Demand, tryRow } from "./search/candidates";
import { Floor } from "./search/floor";
import { type Pricing, pricingOf } from "./search/pricing";
import { STRATEGIES } from "./search/strategy";
import type { CandidateScore, PlacementReason, PlacementRequest, RankedRow, ScoreTerm, ScoreTermName } from "./types";

/** Racks by group id, without the groups that get none. */
export function racksByGroup(dc: CompiledDatacenter, row: number, split: ArrayLike<number>): Record<string, number> {
  const racks: Record<string, number> = {};
  groupsOfRow(dc, row).forEach((group, k) => {
    if (split[k]! > 0) racks[dc.model.groups[group]!.id] = split[k]!;
  });
  return racks;
}

/** The other way round: racks of the row's groups in their order; null where a group is not of this row, or no rack is in any. */
export function splitOf(
  dc: CompiledDatacenter,
  row: number,
  racks: Readonly<Record<string, number>>,
): readonly number[] | null {
  const ids = [...groupsOfRow(dc, row)].map((group) => dc.model.groups[group]!.id);
  const counts = Object.entries(racks);
  const isHere = counts.every(([id, count]) => ids.includes(id) && Number.isInteger(count) && count >= 0);
  return isHere && counts.some(([, count]) => count > 0) ? ids.map((id) => racks[id] ?? 0) : null;
}

const TERMS: readonly ScoreTermName[] = [
  "space",
  "cooling",
  "power",
  "failover",
  "balance",
  "roomWeight",
  "ports",
  "splitting",
  "opening",
];

/** Weight and ports are terms where such limits are. */
const isTerm = ({ kindCapacity }: RowLimits, term: ScoreTermName): boolean =>
  (term !== "roomWeight" && term !== "ports") || kindCapacity[CONSTRAINTS.findIndex((c) => c.limit === term)]! > 0;

/** The score of a candidate, taken apart into its terms (they add up to what the search minimises). */
export function scoreOf(
  floor: Floor,
  row: number,
  split: readonly number[],
  demand: Demand,
  pricing: Pricing,
): CandidateScore {
  const { rowStart, kind, id, idSubject, times, width, idCapacity, dc } = floor.limits;
  const values = Object.fromEntries(TERMS.map((t) => [t, 0])) as Record<ScoreTermName, number>;
  const { strategy, price } = pricing;
  const free = floor.rowFree[row]!;
  values.space = (strategy.space * (free - demand.racks)) / dc.rowPositions[row]!;
  values.opening = free === dc.rowPositions[row]! ? strategy.opening : 0;
  values.splitting = split.filter((x) => x > 0).length > 1 ? strategy.splitting : 0;
  for (let i = rowStart[row]!; i < rowStart[row + 1]!; i++) {
    const limit = id[i]!;
    const name = CONSTRAINTS[kind[i]!]!.limit;
    if (name === "positions") continue;
    const taken = split.reduce((sum, x, k) => sum + times[i * width + k]! * x, 0) * demand.units[kind[i]!]!;
    const top = name === "failover" && dc.deviceParent[dc.slotDevice[idSubject[limit]!]!]! < 0;
    values[top ? "balance" : name] += price[limit]! * taken * (2 * (idCapacity[limit]! - floor.left[limit]!) + taken);
  }
  const terms: ScoreTerm[] = TERMS.filter((term) => isTerm(floor.limits, term)).map((term) => ({
    term,
    value: values[term],
  }));
  return {
    rowId: dc.model.rows[row]!.id,
    racks: racksByGroup(dc, row, split),
    total: terms.reduce((sum, t) => sum + t.value, 0),
    terms,
  };
}

/**
 * The score of racks that stand in the groups of a row just so, by the first strategy: the units in which a place that a person chose
 * is compared with the planner's. The place need not fit. Unknown row or group, or no racks: null.
 */
export function scoreAt(
  dc: CompiledDatacenter,
  loads: Loads,
  request: PlacementRequest,
  rowId: string,
  racks: Readonly<Record<string, number>>,
): CandidateScore | null {
  const row = dc.rowIndex.get(rowId);
  const split = row === undefined ? null : splitOf(dc, row, racks);
  if (row === undefined || split === null) return null;
  const floor = new Floor(loads);
  const asked = { ...request, racks: split.reduce((sum, x) => sum + x, 0) };
  return scoreOf(floor, row, split, demandOf(dc, asked), pricingOf(floor, STRATEGIES[0]!));
}

/** Rows looked at for an explanation on a large floor. */
const ROWS_EXPLAINED = 150;

/** Why a demand stands where it stands: the chosen place against the best one in any other row, on the floor before it was placed. */
export function reasonOf(
  floor: Floor,
  demand: Demand,
  chosen: Candidate,
  pricing: Pricing,
  from: number,
): PlacementReason {
  const rows = demand.rows;
  const count = rows ? rows.length : floor.rowFree.length;
  const other: Candidate = { row: -1, score: Number.POSITIVE_INFINITY, split: [] };
  let fitting = 1;
  let seen = 1;
  for (let i = 0, at = count > 0 ? from % count : 0; i < count && fitting <= ROWS_EXPLAINED; i++, at++) {
    if (at === count) at = 0;
    const row = rows ? rows[at]! : at;
    if (row === chosen.row) continue;
    seen += 1;
    if (tryRow(floor, row, demand, pricing, other)) fitting += 1;
  }
  const score = scoreOf(floor, chosen.row, chosen.split, demand, pricing);
  const runnerUp = other.row < 0 ? null : scoreOf(floor, other.row, other.split, demand, pricing);
  return {
    rowsThatFit: fitting,
    rowsLookedAt: seen,
    score,
    runnerUp,
    difference: runnerUp
      ? score.terms.map((t, i) => ({ term: t.term, value: runnerUp.terms[i]!.value - t.value }))
      : [],
    chosenBySearch: runnerUp !== null && runnerUp.total < score.total,
  };
}

/** All rows where the request fits, best first, at most `most`. */
export function rankRows(
  dc: CompiledDatacenter,
  loads: Loads,
  request: PlacementRequest,
  most = Number.POSITIVE_INFINITY,
): RankedRow[] {
  const floor = new Floor(loads);
  return rankOnFloor(floor, demandOf(dc, request), most).ranked;
}

export function rankOnFloor(floor: Floor, demand: Demand, most: number): { ranked: RankedRow[]; fitting: number } {
  const { dc } = floor.limits;
  const pricing = pricingOf(floor, STRATEGIES[0]!);
  const found: Candidate[] = [];
  const rows = demand.rows ?? dc.rowRoom.map((_, row) => row);
  for (const row of rows) {
    const out: Candidate = { row: -1, score: Number.POSITIVE_INFINITY, split: [] };
    if (tryRow(floor, row, demand, pricing, out)) found.push(out);
  }
  found.sort((a, b) => a.score - b.score || a.row - b.row);
  const ranked = found.slice(0, Math.min(most, found.length)).map((c) => {
    const row = dc.model.rows[c.row]!;
    const score = scoreOf(floor, c.row, c.split, demand, pricing);
    return { rowId: row.id, roomId: row.roomId, score, freeAfter: floor.rowFree[c.row]! - demand.racks };
  });
  return { ranked, fitting: found.length };
}
