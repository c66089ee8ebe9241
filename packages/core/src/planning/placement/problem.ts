import { type Loads, loadsOf, rackDemand } from "../../capacity/loads";
import { rulesOf } from "../../capacity/rules";
import { err, ok, type Result } from "../../foundation/result";
import { type CompiledDatacenter, compileDatacenter } from "../../topology/compiled";
import { opensRow } from "./constraints/row-rules";
import { problemFaults } from "./problem-faults";
import { unitsOf } from "./row-limits";
import type { Demand } from "./search/candidates";
import type { PlacementProblem, PlacementRequest, ProblemFault } from "./types";

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
  if (!request.allowedRowIds && !request.allowedRoomIds && !request.forbiddenRowIds?.length) return true;
  const { id, roomId } = dc.model.rows[row]!;
  if (request.forbiddenRowIds?.includes(id)) return false;
  return (request.allowedRowIds?.includes(id) ?? true) && (request.allowedRoomIds?.includes(roomId) ?? true);
}

/** The rows that a request's tags, day and lists leave it, ascending; null: all. */
export function rowsOf(dc: CompiledDatacenter, request: PlacementRequest): Int32Array | null {
  const { requiredTags, allowedRowIds, allowedRoomIds, forbiddenRowIds, neededBy } = request;
  const mayFreeze = neededBy !== undefined && (dc.model.freezes?.length ?? 0) > 0;
  if (!requiredTags?.length && !allowedRowIds && !allowedRoomIds && !forbiddenRowIds?.length && !mayFreeze) return null;
  const rows: number[] = [];
  for (let row = 0; row < dc.rowRoom.length; row++)
    if (allowsRow(dc, request, row) && opensRow(dc.model, row, request)) rows.push(row);
  return Int32Array.from(rows);
}

export const demandOf = (dc: CompiledDatacenter, request: PlacementRequest): Demand => ({
  racks: request.racks,
  units: unitsOf(rackDemand(request)),
  reward: request.reward,
  rules: rulesOf(dc, request),
  rows: rowsOf(dc, request),
});

/** Checks and compiles a problem, or says everything that is wrong with it. Racks placed over a limit are no fault: nothing is added there. */
export function compileProblem(problem: PlacementProblem): Result<CompiledProblem, readonly ProblemFault[]> {
  const compiled = compileDatacenter(problem.model);
  if (!compiled.ok) return err(compiled.error.map((f) => ({ path: "model", message: f.message })));
  const dc = compiled.value;
  const faults = problemFaults(problem);
  const loads = loadsOf(dc, problem.placed);
  if (!loads.ok) faults.push(...loads.error.map((f) => ({ path: `placed ${f.placedId}`, message: f.message })));
  if (faults.length > 0 || !loads.ok) return err(faults);
  const requests = withForbiddenRows(problem);
  return ok({
    problem: { ...problem, requests },
    dc,
    loads: loads.value,
    demands: requests.map((request) => demandOf(dc, request)),
  });
}

/** Every request with the rows that are forbidden to all. */
function withForbiddenRows({ requests, forbiddenRowIds }: PlacementProblem): readonly PlacementRequest[] {
  if (!forbiddenRowIds?.length) return requests;
  return requests.map((request) => ({
    ...request,
    forbiddenRowIds: [...(request.forbiddenRowIds ?? []), ...forbiddenRowIds],
  }));
}
