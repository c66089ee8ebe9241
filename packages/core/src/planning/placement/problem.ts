import { type Loads, loadsOf, rackDemand } from "../../capacity/loads";
import { rulesOf } from "../../capacity/rules";
import { err, ok, type Result } from "../../foundation/result";
import { type CompiledDatacenter, compileDatacenter } from "../../topology/compiled";
import { MAX_WATTS } from "../../topology/faults";
import { tagsMissing } from "./constraints/tags";
import { unitsOf } from "./row-limits";
import type { Demand } from "./search/candidates";
import type { PlacementProblem, PlacementRequest, ProblemFault, RackDemandSpec } from "./types";

/** A problem ready to be solved. */
export interface CompiledProblem {
  readonly problem: PlacementProblem;
  readonly dc: CompiledDatacenter;
  /** With `placed`. */
  readonly loads: Loads;
  /** One for each request. */
  readonly demands: readonly Demand[];
}

/** Whether the request may use the row at all, as far as its lists of rows and rooms say. */
export function allowsRow(dc: CompiledDatacenter, request: PlacementRequest, row: number): boolean {
  if (!request.allowedRowIds && !request.allowedRoomIds) return true;
  const { id, roomId } = dc.model.rows[row]!;
  return (request.allowedRowIds?.includes(id) ?? true) && (request.allowedRoomIds?.includes(roomId) ?? true);
}

/** The rows that a request's tags and lists leave it, ascending; null: all. */
export function rowsOf(dc: CompiledDatacenter, request: PlacementRequest): Int32Array | null {
  if (!request.requiredTags?.length && !request.allowedRowIds && !request.allowedRoomIds) return null;
  const rows: number[] = [];
  dc.model.rows.forEach((row, i) => {
    if (allowsRow(dc, request, i) && tagsMissing(row, request).length === 0) rows.push(i);
  });
  return Int32Array.from(rows);
}

export const demandOf = (dc: CompiledDatacenter, request: PlacementRequest): Demand => ({
  racks: request.racks,
  units: unitsOf(rackDemand(request)),
  reward: request.reward,
  rules: rulesOf(dc, request),
  rows: rowsOf(dc, request),
});

function checkDemand(path: string, spec: RackDemandSpec, faults: ProblemFault[]): void {
  if (!Number.isSafeInteger(spec.racks) || spec.racks < 1)
    faults.push({
      path: `${path}.racks`,
      message: `is ${spec.racks}, expected a whole number of at least 1`,
    });
  for (const field of ["powerW", "coolingW"] as const)
    if (!(Number.isFinite(spec[field]) && spec[field] >= 0 && spec[field] <= MAX_WATTS))
      faults.push({ path: `${path}.${field}`, message: `is ${spec[field]}, expected a number from 0 to ${MAX_WATTS}` });
}

function checkRequests(problem: PlacementProblem, faults: ProblemFault[]): void {
  const ids = new Set(problem.placed.map((p) => p.id));
  const rows = new Set(problem.model.rows.map((r) => r.id));
  const rooms = new Set(problem.model.rooms.map((r) => r.id));
  problem.requests.forEach((request, i) => {
    const path = `requests[${i}]`;
    if (ids.has(request.id)) faults.push({ path: `${path}.id`, message: `${request.id} appears twice` });
    ids.add(request.id);
    checkDemand(path, request, faults);
    if (!(Number.isFinite(request.reward) && request.reward >= 0))
      faults.push({ path: `${path}.reward`, message: `is ${request.reward}, expected a number of at least 0` });
    for (const id of request.allowedRowIds ?? [])
      if (!rows.has(id)) faults.push({ path: `${path}.allowedRowIds`, message: `row ${id} does not exist` });
    for (const id of request.allowedRoomIds ?? [])
      if (!rooms.has(id)) faults.push({ path: `${path}.allowedRoomIds`, message: `room ${id} does not exist` });
  });
}

/** Checks and compiles a problem, or says everything that is wrong with it. Racks placed over a limit are no fault: nothing is added there. */
export function compileProblem(problem: PlacementProblem): Result<CompiledProblem, readonly ProblemFault[]> {
  const compiled = compileDatacenter(problem.model);
  if (!compiled.ok) return err(compiled.error.map((f) => ({ path: "model", message: f.message })));
  const faults: ProblemFault[] = [];
  const dc = compiled.value;
  problem.placed.forEach((p, i) => {
    checkDemand(`placed[${i}]`, { racks: 1, powerW: p.powerW, coolingW: p.coolingW }, faults);
  });
  problem.history.forEach((h, i) => {
    checkDemand(`history[${i}]`, h, faults);
  });
  checkRequests(problem, faults);
  if (!Number.isInteger(problem.batchSize) || problem.batchSize < 1)
    faults.push({ path: "batchSize", message: `is ${problem.batchSize}, expected a whole number of at least 1` });
  const loads = loadsOf(dc, problem.placed);
  if (!loads.ok) faults.push(...loads.error.map((f) => ({ path: `placed ${f.placedId}`, message: f.message })));
  if (faults.length > 0 || !loads.ok) return err(faults);
  return ok({ problem, dc, loads: loads.value, demands: problem.requests.map((r) => demandOf(dc, r)) });
}
