import type { LimitKind, Loads, RackDemand } from "../../../capacity/loads";
import type { CompiledDatacenter } from "../../../topology/compiled";
import type { LimitCheck } from "../types";

/**
 * One inequality over a row's split: the racks in each group of the row (in the row's order) times `times`, times what one rack
 * takes of the limit, is at most what is left of it.
 */
export interface LinearLimit {
  /** Index of the group, zone, device or slot. */
  readonly subject: number;
  readonly times: readonly number[];
}

/** Who a limit belongs to, in words of the model. */
export type LimitSubject = Pick<LimitCheck, "subjectKind" | "subjectId" | "failedTopId">;

/**
 * A physical limit of placing racks in a row. All of them are linear in the split, so one solver (split.ts) serves every constraint:
 * a new one is a new file and a line in list.ts.
 */
export interface Constraint {
  readonly limit: LimitKind;
  /** The inequalities that placing racks in this row must keep. */
  limitsOfRow(dc: CompiledDatacenter, row: number): LinearLimit[];
  /** What one rack takes, exact units. */
  unit(rack: RackDemand): number;
  left(loads: Loads, subject: number): number;
  capacity(dc: CompiledDatacenter, subject: number): number;
  subject(dc: CompiledDatacenter, subject: number): LimitSubject;
  /** Exact units to positions, watts or what else the limit is given in. */
  toHuman(units: number, dc: CompiledDatacenter): number;
}
