import type { RackDemand } from "../../capacity/loads";
import type { CompiledDatacenter } from "../../topology/compiled";
import { CONSTRAINTS } from "./constraints/list";

/**
 * Every row's inequalities (constraints/constraint.ts) in flat arrays. The limits of a row are [rowStart[row], rowStart[row + 1]),
 * in the order of CONSTRAINTS. Coefficients of limit i: times[i * width + k] for the k-th group of the row. Limits of one subject
 * that appear in several rows share one `id`.
 */
export interface RowLimits {
  readonly dc: CompiledDatacenter;
  /** What one position of each group carries, in grams; null where no group has a limit (constraints/position-weight.ts). */
  readonly groupWeight: Float64Array | null;
  /** Index into CONSTRAINTS, and so into a demand's units, of the weight. */
  readonly weightKind: number;
  /** Most groups of any row. */
  readonly width: number;
  readonly rowStart: Int32Array;
  /** Index into CONSTRAINTS. */
  readonly kind: Uint8Array;
  readonly id: Int32Array;
  readonly times: Uint8Array;
  /** By id. */
  readonly idKind: Uint8Array;
  readonly idSubject: Int32Array;
  readonly idCapacity: Float64Array;
  /** Sum of the capacities of all limits of a kind, in the units that racks are counted in (power scale 1). */
  readonly kindCapacity: Float64Array;
}

const WEIGHT = CONSTRAINTS.findIndex((constraint) => constraint.limit === "roomWeight");

const compiledLimits = new WeakMap<CompiledDatacenter, RowLimits>();

function compile(dc: CompiledDatacenter): RowLimits {
  const rowCount = dc.rowRoom.length;
  let width = 1;
  for (let row = 0; row < rowCount; row++) width = Math.max(width, dc.rowGroupStart[row + 1]! - dc.rowGroupStart[row]!);
  const rowStart = new Int32Array(rowCount + 1);
  const kinds: number[] = [];
  const ids: number[] = [];
  const times: number[] = [];
  const idOf = CONSTRAINTS.map(() => new Map<number, number>());
  const idKind: number[] = [];
  const idSubject: number[] = [];
  for (let row = 0; row < rowCount; row++) {
    CONSTRAINTS.forEach((constraint, kind) => {
      for (const limit of constraint.limitsOfRow(dc, row)) {
        let id = idOf[kind]!.get(limit.subject);
        if (id === undefined) {
          id = idKind.length;
          idOf[kind]!.set(limit.subject, id);
          idKind.push(kind);
          idSubject.push(limit.subject);
        }
        kinds.push(kind);
        ids.push(id);
        for (let k = 0; k < width; k++) times.push(limit.times[k] ?? 0);
      }
    });
    rowStart[row + 1] = kinds.length;
  }
  const idCapacity = Float64Array.from(idKind, (kind, id) => CONSTRAINTS[kind]!.capacity(dc, idSubject[id]!));
  const kindCapacity = new Float64Array(CONSTRAINTS.length);
  idCapacity.forEach((capacity, id) => {
    const { limit } = CONSTRAINTS[idKind[id]!]!;
    kindCapacity[idKind[id]!]! += limit === "power" || limit === "failover" ? capacity / dc.powerScale : capacity;
  });
  return {
    dc,
    groupWeight: dc.groupWeightLimit,
    weightKind: WEIGHT,
    width,
    rowStart,
    kind: Uint8Array.from(kinds),
    id: Int32Array.from(ids),
    times: Uint8Array.from(times),
    idKind: Uint8Array.from(idKind),
    idSubject: Int32Array.from(idSubject),
    idCapacity,
    kindCapacity,
  };
}

/** The limits of every row; compiled once per datacenter. */
export function rowLimitsOf(dc: CompiledDatacenter): RowLimits {
  let limits = compiledLimits.get(dc);
  if (!limits) {
    limits = compile(dc);
    compiledLimits.set(dc, limits);
  }
  return limits;
}

/** What one rack takes of each kind of limit, by index into CONSTRAINTS. */
export const unitsOf = (rack: RackDemand): Float64Array => Float64Array.from(CONSTRAINTS, (c) => c.unit(rack));
