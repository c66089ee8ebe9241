import type { LimitKind, Loads } from "../../capacity/loads";
import type { CompiledDatacenter } from "../../topology/compiled";
import { racksAllowed } from "./constraints/key-rules";
import { CONSTRAINTS, LIMIT_ORDER } from "./constraints/list";
import { rowRuleChecks } from "./constraints/row-rules";
import { allowsRow, demandOf } from "./problem";
import { rankOnFloor, splitOf } from "./rank";
import { Relaxer } from "./relax";
import { bySpace, certificateOfRow, overload, share } from "./row-certificate";
import type { Demand } from "./search/candidates";
import { Floor } from "./search/floor";
import { CLOSED, eachSplit, fitsRow, groupCount, type Interval, intervalOf } from "./split";
import type {
  Certificate,
  Feasibility,
  PlacementLimit,
  PlacementRequest,
  Relaxation,
  RelaxationChange,
  RowCertificate,
} from "./types";

/** Rejections as data: every number comes from the same limits that the search keeps. */

const scratch: Interval = { lo: 0, hi: 0, binding: -1 };

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
  const isClosed = brokenRowRule(dc, row, request) !== null;
  const least = certificate.fits || isClosed ? null : new Relaxer(floor, request, demand).leastIn(row, changes);
  return {
    certificate,
    raise: least?.changes ?? [],
    racksThatFit: isClosed ? 0 : (largestThatFits(floor, [row], demand)?.racks ?? 0),
  };
}

/** The first rule of the row alone (tags, freeze) that closes it to the request; null where none does. */
const brokenRowRule = (dc: CompiledDatacenter, row: number, request: PlacementRequest): PlacementLimit | null =>
  rowRuleChecks(dc.model, row, request).find((check) => check.margin < 0)?.limit ?? null;

/** The first rule among racks of one key that keeps the request out of the row; null where none does. */
function bindingRule(floor: Floor, row: number, { rules, racks }: Demand): PlacementLimit | null {
  return rules?.find((rule) => racksAllowed(floor.rules, [rule], row) < racks)?.kind ?? null;
}

const limitOf = (binding: number) => (binding === CLOSED ? "positionWeight" : CONSTRAINTS[binding]!.limit);

/** The first kind of limit (in order) that leaves the row no legal split; null when the row fits. */
function bindingLimit(floor: Floor, row: number, demand: Demand): LimitKind | "positionWeight" | null {
  if (floor.rowFree[row]! < demand.racks || groupCount(floor, row) === 0) return "positions";
  if (groupCount(floor, row) <= 2)
    return intervalOf(floor, row, demand.racks, demand.units, scratch) ? null : limitOf(scratch.binding);
  for (let kinds = 0; kinds <= CONSTRAINTS.length; kinds++) {
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
    if (!legal) return kinds === 0 ? "positionWeight" : CONSTRAINTS[kinds - 1]!.limit;
  }
  return null;
}

/** A row that a rule closes is farther away by one for each missing tag, and by one for a freeze. */
const closedBy = (sum: number, { margin, missing }: RowCertificate["checks"][number]): number =>
  sum + (margin < 0 ? (missing?.length ?? 1) : 0);

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
    const closed = rowRuleChecks(dc.model, row, request).reduce(closedBy, 0);
    estimates.push({
      row,
      cost:
        closed +
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
  const open: number[] = [];
  let rowsThatFit = 0;
  for (const row of allowed) {
    const closed = brokenRowRule(dc, row, request);
    if (closed === null) open.push(row);
    const limit = closed ?? bindingRule(floor, row, demand) ?? bindingLimit(floor, row, demand);
    if (limit) rowsByLimit[limit] += 1;
    else rowsThatFit += 1;
  }
  const refined = nearest(floor, allowed, request, demand)
    .map((row) => ({ row, ...certificateOfRow(floor, row, request, demand) }))
    .sort((a, b) => costOf(a.certificate) - costOf(b.certificate) || a.row - b.row);
  let relaxation: Relaxation | null = null;
  const relaxer = new Relaxer(floor, request, demand);
  for (const { row, certificate, changes } of refined) {
    if (certificate.fits) continue;
    relaxation = relaxer.least(row, changes);
    if (relaxation) break;
  }
  return {
    requestId: request.id,
    rowsConsidered: allowed.length,
    rowsNotAllowed: dc.rowRoom.length - allowed.length,
    rowsThatFit,
    rowsByLimit,
    bestRows: refined.slice(0, ROWS_SHOWN).map((r) => r.certificate),
    relaxation,
    largestThatFits: largestThatFits(floor, open, demand),
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
