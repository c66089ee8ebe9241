import type { LimitKind, Loads } from "../../capacity/loads";
import { type CompiledDatacenter, groupsOfRow } from "../../topology/compiled";
import { keyChecks, racksAllowed } from "./constraints/key-rules";
import { CONSTRAINTS, LIMIT_ORDER } from "./constraints/list";
import { tagsCheck } from "./constraints/tags";
import { allowsRow, demandOf } from "./problem";
import { rankOnFloor, splitOf } from "./rank";
import type { Demand } from "./search/candidates";
import { Floor } from "./search/floor";
import { eachSplit, fitsRow, groupCount, type Interval, intervalOf } from "./split";
import type {
  Certificate,
  Feasibility,
  LimitCheck,
  PlacementLimit,
  PlacementRequest,
  Relaxation,
  RelaxationChange,
  RowCertificate,
} from "./types";

/** Rejections as data (planning.md, section 6): every number comes from the same limits that the search keeps. */

const scratch: Interval = { lo: 0, hi: 0, binding: -1 };

/** How badly a split breaks the row's limits: the sum of what is over, each as a share of its limit; 0 when legal. */
function overload(floor: Floor, row: number, split: ArrayLike<number>, units: Float64Array): number {
  const { rowStart, kind, id, times, width, idCapacity } = floor.limits;
  let sum = 0;
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
function bySpace(floor: Floor, row: number, n: number): number[] {
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
  // rack by rack where it breaks least
  const split = Array.from({ length: groups }, () => 0);
  for (let placed = 0; placed < n; placed++) {
    let best = 0;
    let least = Number.POSITIVE_INFINITY;
    for (let k = 0; k < groups; k++) {
      split[k]! += 1;
      const over = overload(floor, row, split, units);
      split[k]! -= 1;
      if (over < least) {
        best = k;
        least = over;
      }
    }
    split[best]! += 1;
  }
  return split;
}

const share = (c: LimitCheck): number => c.margin / Math.max(c.capacity, c.asked, 1e-9);

/**
 * The changes that would mend broken limits. The row's own positions are covered by those of its groups, and a device's failover
 * capacity is one number: the failure that asks most of it decides.
 */
function changesOf(checks: readonly LimitCheck[]): RelaxationChange[] {
  const changes = new Map<string, RelaxationChange>();
  for (const { limit, subjectKind, subjectId, failedTopId, key: ruleKey, margin } of checks) {
    if (margin >= 0 || (limit === "positions" && subjectKind === "row")) continue;
    const key = `${limit} ${subjectId} ${ruleKey ?? ""}`;
    if (-margin <= (changes.get(key)?.amount ?? 0)) continue;
    const failure = failedTopId === undefined ? {} : { failedTopId };
    const rule = ruleKey === undefined ? {} : { key: ruleKey };
    changes.set(key, { limit, subjectKind, subjectId, ...failure, ...rule, amount: -margin });
  }
  return [...changes.values()];
}

interface Explained {
  readonly certificate: RowCertificate;
  /** What would mend it. */
  readonly changes: readonly RelaxationChange[];
}

function certificateOfRow(
  floor: Floor,
  row: number,
  request: PlacementRequest,
  demand: Demand,
  split: readonly number[] = leastBroken(floor, row, demand.racks, demand.units),
): Explained {
  const { dc, rowStart, kind, id, idSubject, times, width, idCapacity } = floor.limits;
  const model = dc.model.rows[row]!;
  const n = demand.racks;
  const free = floor.rowFree[row]!;
  let checks: LimitCheck[] = [
    {
      limit: "positions",
      subjectKind: "row",
      subjectId: model.id,
      asked: n,
      left: free,
      margin: free - n,
      capacity: dc.rowPositions[row]!,
    },
  ];
  for (let i = rowStart[row]!; i < rowStart[row + 1]!; i++) {
    const constraint = CONSTRAINTS[kind[i]!]!;
    const units = split.reduce((sum, x, k) => sum + times[i * width + k]! * x, 0) * demand.units[kind[i]!]!;
    if (units === 0) continue;
    const asked = constraint.toHuman(units, dc);
    const left = constraint.toHuman(floor.left[id[i]!]!, dc);
    checks.push({
      limit: constraint.limit,
      ...constraint.subject(dc, idSubject[id[i]!]!),
      asked,
      left,
      margin: constraint.toHuman(floor.left[id[i]!]! - units, dc),
      capacity: constraint.toHuman(idCapacity[id[i]!]!, dc),
    });
  }
  const tags = tagsCheck(model, request);
  if (tags) checks.push(tags);
  if (demand.rules) checks.push(...keyChecks(floor.rules, demand.rules, row, n, dc));
  checks.sort((a, b) => share(a) - share(b));
  const changes = changesOf(checks);
  // where the whole row is short of positions, how its groups share the shortage says nothing
  if (free < n) checks = checks.filter((c) => c.subjectKind !== "group");
  const broken = checks.filter((c) => c.margin < 0);
  const first = LIMIT_ORDER.flatMap((limit) => broken.filter((c) => c.limit === limit))[0] ?? null;
  const racks: Record<string, number> = {};
  groupsOfRow(dc, row).forEach((group, k) => {
    racks[dc.model.groups[group]!.id] = split[k]!;
  });
  const fits = broken.length === 0 && split.length > 0;
  const worst = broken[0] ?? null;
  return { certificate: { rowId: model.id, roomId: model.roomId, fits, racks, checks, worst, first }, changes };
}

/** Every limit of one row held against a request. Unknown row: null. */
export function explainRow(
  dc: CompiledDatacenter,
  loads: Loads,
  request: PlacementRequest,
  rowId: string,
): RowCertificate | null {
  const row = dc.rowIndex.get(rowId);
  return row === undefined ? null : certificateOfRow(new Floor(loads), row, request, demandOf(dc, request)).certificate;
}

/**
 * Every limit of one row held against a request whose racks stand in its groups just so, as a person wants them (counts by group id; the
 * request's own number of racks is not read). Unknown row or group, or no racks: null.
 */
export function explainSplit(
  dc: CompiledDatacenter,
  loads: Loads,
  request: PlacementRequest,
  rowId: string,
  racks: Readonly<Record<string, number>>,
): RowCertificate | null {
  const row = dc.rowIndex.get(rowId);
  const split = row === undefined ? null : splitOf(dc, row, racks);
  if (row === undefined || split === null) return null;
  const asked = { ...request, racks: split.reduce((sum, x) => sum + x, 0) };
  return certificateOfRow(new Floor(loads), row, asked, demandOf(dc, asked), split).certificate;
}

/** One row held against a request, with what would make it fit there. */
export interface RowAnswer {
  readonly certificate: RowCertificate;
  /** Limits raised together that are enough, proved by solving again; empty when it fits or no raise is enough (tags, too few positions). */
  readonly raise: readonly RelaxationChange[];
  /** Most racks of this kind that the row takes as things are, at most those asked for. */
  readonly racksThatFit: number;
}

/** Would the request fit this very row, and if not, what would change that. Unknown row: null. */
export function answerRow(
  dc: CompiledDatacenter,
  loads: Loads,
  request: PlacementRequest,
  rowId: string,
): RowAnswer | null {
  const row = dc.rowIndex.get(rowId);
  if (row === undefined) return null;
  const floor = new Floor(loads);
  const demand = demandOf(dc, request);
  const { certificate, changes } = certificateOfRow(floor, row, request, demand);
  const tagsMissing = certificate.checks.some((check) => check.limit === "tags" && check.margin < 0);
  const isEnough = !certificate.fits && !tagsMissing && suffices(floor, row, demand, changes);
  return {
    certificate,
    raise: isEnough ? changes : [],
    racksThatFit: tagsMissing ? 0 : (largestThatFits(floor, [row], demand)?.racks ?? 0),
  };
}

/** The first rule among racks of one key that keeps the request out of the row; null where none does. */
function bindingRule(floor: Floor, row: number, { rules, racks }: Demand): PlacementLimit | null {
  return rules?.find((rule) => racksAllowed(floor.rules, [rule], row) < racks)?.kind ?? null;
}

/** The first kind of limit (in order) that leaves the row no legal split; null when the row fits. */
function bindingLimit(floor: Floor, row: number, demand: Demand): LimitKind | null {
  if (floor.rowFree[row]! < demand.racks || groupCount(floor, row) === 0) return "positions";
  if (groupCount(floor, row) <= 2)
    return intervalOf(floor, row, demand.racks, demand.units, scratch) ? null : CONSTRAINTS[scratch.binding]!.limit;
  for (let kinds = 1; kinds <= CONSTRAINTS.length; kinds++) {
    let legal = false;
    eachSplit(
      floor,
      row,
      demand.racks,
      demand.units,
      () => {
        legal = true;
        return false;
      },
      kinds,
    );
    if (!legal) return CONSTRAINTS[kinds - 1]!.limit;
  }
  return null;
}

/** Solves the row again with the changes made: the proof that they suffice. */
function suffices(floor: Floor, row: number, demand: Demand, changes: readonly RelaxationChange[]): boolean {
  const { rowStart, kind, id, idSubject, dc } = floor.limits;
  // a row that is too small when empty is no near miss: another number of racks is (largestThatFits)
  if (demand.racks > dc.rowPositions[row]!) return false;
  const relaxed = floor.clone();
  for (let i = rowStart[row]!; i < rowStart[row + 1]!; i++) {
    const constraint = CONSTRAINTS[kind[i]!]!;
    const who = constraint.subject(dc, idSubject[id[i]!]!);
    for (const change of changes) {
      if (change.limit !== constraint.limit || change.subjectId !== who.subjectId) continue;
      // amounts come from whole units: rounding only takes away what the decimals of watts added
      relaxed.left[id[i]!]! += Math.round(change.amount / constraint.toHuman(1, dc));
      if (constraint.limit === "positions") relaxed.rowFree[row]! += change.amount;
    }
  }
  // rules among racks of one key are mended by their changes whatever the split
  return fitsRow(relaxed, row, demand.racks, { units: demand.units }, scratch);
}

const costOf = (certificate: RowCertificate): number =>
  certificate.checks.reduce((sum, c) => sum + Math.max(0, -share(c)) + (c.missing?.length ?? 0), 0);

/** Rows of which the nearest misses are worked out in full. */
const ROWS_REFINED = 8;
const ROWS_SHOWN = 3;
/** Rows estimated before that, about. */
const ROWS_ESTIMATED = 400;

/** Rows nearest to fitting, by a quick estimate; on a large floor of rows spread evenly over it. */
function nearest(floor: Floor, rows: readonly number[], request: PlacementRequest, demand: Demand): number[] {
  const { dc } = floor.limits;
  const stride = Math.max(1, Math.floor(rows.length / ROWS_ESTIMATED));
  const estimates: { row: number; cost: number }[] = [];
  for (let i = 0; i < rows.length; i += stride) {
    const row = rows[i]!;
    if (groupCount(floor, row) === 0) continue;
    const missing = tagsCheck(dc.model.rows[row]!, request)?.missing?.length ?? 0;
    estimates.push({
      row,
      cost:
        missing +
        (bindingRule(floor, row, demand) === null ? 0 : 1) +
        overload(floor, row, bySpace(floor, row, demand.racks), demand.units),
    });
  }
  estimates.sort((a, b) => a.cost - b.cost || a.row - b.row);
  return estimates.slice(0, ROWS_REFINED).map((e) => e.row);
}

/** Most racks of this kind that fit one row as things are. One trial for most rows: only where it beats the best so far. */
function largestThatFits(floor: Floor, rows: readonly number[], demand: Demand): Certificate["largestThatFits"] {
  let racks = 0;
  let rowId = "";
  for (const row of rows) {
    while (racks < demand.racks && fitsRow(floor, row, racks + 1, demand, scratch)) {
      racks += 1;
      rowId = floor.limits.dc.model.rows[row]!.id;
    }
  }
  return racks > 0 ? { racks, rowId } : null;
}

/** The certificate of a request on a floor. O(rows). */
export function certify(floor: Floor, request: PlacementRequest, demand: Demand): Certificate {
  const { dc } = floor.limits;
  const allowed: number[] = [];
  for (let row = 0; row < dc.rowRoom.length; row++) if (allowsRow(dc, request, row)) allowed.push(row);
  const rowsByLimit = Object.fromEntries(LIMIT_ORDER.map((limit) => [limit, 0])) as Record<PlacementLimit, number>;
  const tagged: number[] = [];
  let rowsThatFit = 0;
  for (const row of allowed) {
    const lacksTags = (tagsCheck(dc.model.rows[row]!, request)?.margin ?? 0) < 0;
    if (!lacksTags) tagged.push(row);
    const limit = lacksTags ? "tags" : (bindingRule(floor, row, demand) ?? bindingLimit(floor, row, demand));
    if (limit) rowsByLimit[limit] += 1;
    else rowsThatFit += 1;
  }
  const refined = nearest(floor, allowed, request, demand)
    .map((row) => ({ row, ...certificateOfRow(floor, row, request, demand) }))
    .sort((a, b) => costOf(a.certificate) - costOf(b.certificate) || a.row - b.row);
  let relaxation: Relaxation | null = null;
  for (const { row, certificate, changes } of refined) {
    if (certificate.fits || !suffices(floor, row, demand, changes)) continue;
    relaxation = { rowId: certificate.rowId, racks: certificate.racks, changes };
    break;
  }
  return {
    requestId: request.id,
    rowsConsidered: allowed.length,
    rowsNotAllowed: dc.rowRoom.length - allowed.length,
    rowsThatFit,
    rowsByLimit,
    bestRows: refined.slice(0, ROWS_SHOWN).map((r) => r.certificate),
    relaxation,
    largestThatFits: largestThatFits(floor, tagged, demand),
  };
}

/** The live answer for a form: where the request would go now, or why it cannot. */
export function feasibility(dc: CompiledDatacenter, loads: Loads, request: PlacementRequest): Feasibility {
  const floor = new Floor(loads);
  const demand = demandOf(dc, request);
  const { ranked, fitting } = rankOnFloor(floor, demand, 1);
  return {
    fits: fitting > 0,
    rowsThatFit: fitting,
    bestRow: ranked[0] ?? null,
    certificate: fitting > 0 ? null : certify(floor, request, demand),
  };
}
