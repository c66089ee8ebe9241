import { addDays } from "../../foundation/days";
import { WEIGHT_UNITS_PER_KG } from "../../topology/units";
import { keyChecks } from "./constraints/key-rules";
import { CONSTRAINTS } from "./constraints/list";
import { rowRuleChecks } from "./constraints/row-rules";
import { allowsRow } from "./problem";
import { racksByGroup } from "./rank";
import type { Demand } from "./search/candidates";
import type { Floor } from "./search/floor";
import { fitsRow, groupCount, type Interval, legalSplit } from "./split";
import type { LimitCheck, PlacementRequest, Relaxation, RelaxationChange } from "./types";

/**
 * The changes that would mend broken limits. The row's own positions are covered by those of its groups, and a device's failover
 * capacity is one number: the failure that asks most of it decides.
 */
export function changesOf(checks: readonly LimitCheck[]): RelaxationChange[] {
  const changes = new Map<string, RelaxationChange>();
  for (const { limit, subjectKind, subjectId, failedTopId, key: ruleKey, missing, margin } of checks) {
    if (margin >= 0 || (limit === "positions" && subjectKind === "row")) continue;
    const key = `${limit} ${subjectId} ${ruleKey ?? ""}`;
    if (-margin <= (changes.get(key)?.amount ?? 0)) continue;
    const failure = failedTopId === undefined ? {} : { failedTopId };
    const rule = ruleKey === undefined ? {} : { key: ruleKey };
    const tags = missing === undefined ? {} : { missing };
    changes.set(key, { limit, subjectKind, subjectId, ...failure, ...rule, ...tags, amount: -margin });
  }
  return [...changes.values()];
}

/** A change in exact units, found again in the limits of rows. */
interface Part {
  readonly change: RelaxationChange;
  /** Index into CONSTRAINTS; -1: no sum, but a rule or the weight of one rack. */
  readonly kind: number;
  /** Of that constraint; a device for failover, all of whose failures are relieved together. */
  readonly subject: number;
  /** Exact units in one of the change's amounts. */
  readonly per: number;
  units: number;
}

const scratch: Interval = { lo: 0, hi: 0, binding: -1 };

/**
 * Solves rows again with limits raised: the proof that changes suffice, and the search for the least of them. One at a time, since it
 * works on a copy of the floor of its own.
 */
export class Relaxer {
  private readonly trial: Floor;
  private readonly groupWeight: Float64Array | null;

  constructor(
    private readonly floor: Floor,
    private readonly request: PlacementRequest,
    private readonly demand: Demand,
  ) {
    this.groupWeight = floor.limits.groupWeight?.slice() ?? null;
    // the same floor but for what one position carries
    this.trial = Object.assign(floor.clone(), { limits: { ...floor.limits, groupWeight: this.groupWeight } });
  }

  /**
   * The least changes that let the request into the row, not more than those given: with any of them one unit smaller it would not fit.
   * Null where they do not suffice.
   */
  leastIn(row: number, changes: readonly RelaxationChange[]): Relaxation | null {
    const parts = this.partsOf(changes);
    return this.fits(row, parts) ? this.shrink(row, parts) : null;
  }

  /**
   * The same, and no other row would fit with any of them one unit smaller either: where one would, it is taken instead. Rows share
   * devices, zones and keys, so relief for one may be relief for others.
   */
  least(row: number, changes: readonly RelaxationChange[]): Relaxation | null {
    let found = this.leastIn(row, changes);
    // every turn ends in smaller changes
    for (let better = found; better !== null; ) {
      found = better;
      better = this.beaten(better);
    }
    return found;
  }

  /** A row that fits with less than that, and its least changes; null: none does. */
  private beaten({ rowId, changes }: Relaxation): Relaxation | null {
    const { dc } = this.floor.limits;
    const own = dc.rowIndex.get(rowId)!;
    const parts = this.partsOf(changes);
    const room = dc.rowRoom[own]!;
    // sums concern the rows of one room at most; days and keys any
    const isLocal = parts.every((part) => part.subject >= 0);
    const rows = isLocal
      ? dc.roomRows.subarray(dc.roomRowStart[room]!, dc.roomRowStart[room + 1]!)
      : dc.rowRoom.map((_, row) => row);
    for (const part of parts) {
      part.units -= 1;
      for (const row of rows) {
        if (row === own || !allowsRow(dc, this.request, row) || !this.fits(row, parts)) continue;
        return this.shrink(row, parts);
      }
      part.units = this.unitsOf(part);
    }
    return null;
  }

  private partsOf(changes: readonly RelaxationChange[]): Part[] {
    const { dc } = this.floor.limits;
    return changes.map((change) => {
      const kind = CONSTRAINTS.findIndex((constraint) => constraint.limit === change.limit);
      const constraint = CONSTRAINTS[kind];
      const perUnit = constraint ? constraint.toHuman(1, dc) : 1;
      const per = change.limit === "positionWeight" ? WEIGHT_UNITS_PER_KG : 1 / perUnit;
      const part: Part = { change, kind, subject: this.subjectOf(change), per, units: 0 };
      part.units = this.unitsOf(part);
      return part;
    });
  }

  /** Amounts come from whole units: rounding only takes away what the decimals of watts added. */
  private readonly unitsOf = ({ change, per }: Part): number => Math.round(change.amount * per);

  private subjectOf({ limit, subjectId }: RelaxationChange): number {
    const { dc } = this.floor.limits;
    if (limit === "positions" || limit === "positionWeight") return dc.groupIndex.get(subjectId)!;
    if (limit === "cooling") return dc.zoneIndex.get(subjectId)!;
    if (limit === "power" || limit === "failover") return dc.deviceIndex.get(subjectId)!;
    if (limit === "roomWeight") return dc.roomIndex.get(subjectId)!;
    if (limit !== "ports") return -1;
    const row = dc.rowIndex.get(subjectId);
    return row ?? dc.rowRoom.length + (dc.model.networkZones ?? []).findIndex((zone) => zone.id === subjectId);
  }

  private raisedBy(parts: readonly Part[], kind: number, subject: number): number {
    const { dc } = this.floor.limits;
    const of = CONSTRAINTS[kind]!.limit === "failover" ? dc.slotDevice[subject]! : subject;
    let units = 0;
    for (const part of parts) if (part.kind === kind && part.subject === of) units += part.units;
    return units;
  }

  /** Whether the rules that ask the row are mended, too. */
  private rulesMended(row: number, parts: readonly Part[]): boolean {
    const { dc } = this.floor.limits;
    const later = parts.reduce((days, { change, units }) => days + (change.limit === "freeze" ? units : 0), 0);
    const { neededBy } = this.request;
    const then =
      neededBy === undefined || later === 0 ? this.request : { ...this.request, neededBy: addDays(neededBy, later) };
    const { rules, racks } = this.demand;
    const checks = [
      ...rowRuleChecks(dc.model, row, then),
      ...(rules ? keyChecks(this.floor.rules, rules, row, racks, dc) : []),
    ];
    return checks.every(
      ({ margin, limit, subjectId, key }) =>
        margin >= 0 ||
        (limit !== "freeze" &&
          parts.some(
            ({ change, units }) =>
              change.limit === limit && change.subjectId === subjectId && change.key === key && units >= -margin,
          )),
    );
  }

  private fits(row: number, parts: readonly Part[]): boolean {
    const { racks, units } = this.demand;
    const { dc } = this.floor.limits;
    // a row that is too small when empty is no near miss: another number of racks is (largestThatFits)
    if (racks > dc.rowPositions[row]! || !this.rulesMended(row, parts)) return false;
    this.raise(row, parts);
    const fits = fitsRow(this.trial, row, racks, { units }, scratch);
    this.raise(row, []);
    return fits;
  }

  /** Sets what is left of the row's limits to what the floor has and the changes add. */
  private raise(row: number, parts: readonly Part[]): void {
    const { rowStart, kind, id, idSubject, dc } = this.floor.limits;
    let positions = 0;
    for (let i = rowStart[row]!; i < rowStart[row + 1]!; i++) {
      const limit = id[i]!;
      const raised = parts.length === 0 ? 0 : this.raisedBy(parts, kind[i]!, idSubject[limit]!);
      this.trial.left[limit] = this.floor.left[limit]! + raised;
      if (CONSTRAINTS[kind[i]!]!.limit === "positions") positions += raised;
    }
    this.trial.rowFree[row] = this.floor.rowFree[row]! + positions;
    if (!this.groupWeight) return;
    for (let k = 0; k < groupCount(this.floor, row); k++) {
      const group = dc.rowGroups[dc.rowGroupStart[row]! + k]!;
      const own = parts.find((part) => part.change.limit === "positionWeight" && part.subject === group);
      this.groupWeight[group] = this.floor.limits.groupWeight![group]! + (own?.units ?? 0);
    }
  }

  /**
   * Makes one part after the other as small as the others let it. More relief never hinders, so one round is enough: what was the
   * least beside larger others is still the least beside smaller ones.
   */
  private shrink(row: number, parts: readonly Part[]): Relaxation {
    for (const part of parts) {
      let lo = 0;
      let hi = part.units;
      while (lo < hi) {
        part.units = lo + Math.floor((hi - lo) / 2);
        if (this.fits(row, parts)) hi = part.units;
        else lo = part.units + 1;
      }
      part.units = hi;
    }
    const { dc } = this.floor.limits;
    this.raise(row, parts);
    const split = legalSplit(this.trial, row, this.demand.racks, this.demand.units)!;
    this.raise(row, []);
    return {
      rowId: dc.model.rows[row]!.id,
      racks: racksByGroup(dc, row, split),
      changes: parts.filter((p) => p.units > 0).map((p) => ({ ...p.change, amount: p.units / p.per })),
    };
  }
}
