import type { DatacenterModel } from "../../../topology/datacenter";
import type { LimitCheck, PlacementRequest } from "../types";
import { freezeCheck, isFrozen } from "./freeze";
import { tagsCheck, tagsMissing } from "./tags";

/** Rules that depend on the row alone, neither on the racks nor on who is there: they leave a request its rows once and for all. */

/** Whether they open the row to the request. */
export function opensRow(model: DatacenterModel, row: number, request: PlacementRequest): boolean {
  const of = model.rows[row]!;
  return tagsMissing(of, request).length === 0 && !isFrozen(model, of, request.neededBy);
}

/** The rules as data; those that do not concern the request are left out. */
export function rowRuleChecks(model: DatacenterModel, row: number, request: PlacementRequest): LimitCheck[] {
  const of = model.rows[row]!;
  return [tagsCheck(of, request), freezeCheck(model, of, request)].filter((check) => check !== null);
}
