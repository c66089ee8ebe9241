import { addDays, dayNumber } from "../../../foundation/days";
import type { DatacenterModel, FreezeWindow, Row } from "../../../topology/datacenter";
import type { LimitCheck, PlacementRequest } from "../types";

const holds = (model: DatacenterModel, row: Row, { scope, id }: FreezeWindow): boolean =>
  scope === "row" ? id === row.id : scope === "room" ? id === row.roomId : id === model.id;

/** Windows that are in force in a row on a day. */
export const freezesOn = (model: DatacenterModel, row: Row, day: string): FreezeWindow[] =>
  (model.freezes ?? []).filter((window) => window.from <= day && day <= window.to && holds(model, row, window));

export const isFrozen = (model: DatacenterModel, row: Row, day: string | undefined): boolean =>
  day !== undefined && freezesOn(model, row, day).length > 0;

/**
 * No racks land in a freeze. Data of the problem: the day the racks are needed, and windows of the datacenter, of rooms and of rows.
 * Counted in days: asked is how many days later the first open day is, left is none. Null where the day is open.
 */
export function freezeCheck(model: DatacenterModel, row: Row, request: PlacementRequest): LimitCheck | null {
  const { neededBy } = request;
  if (neededBy === undefined) return null;
  const windows = freezesOn(model, row, neededBy);
  if (windows.length === 0) return null;
  // windows may overlap or follow each other: on until a day that none holds
  let open = neededBy;
  let last = windows[0]!;
  for (let found = windows; found.length > 0; found = freezesOn(model, row, open)) {
    last = found.reduce((a, b) => (b.to > a.to ? b : a));
    open = addDays(last.to, 1);
  }
  const asked = dayNumber(open) - dayNumber(neededBy);
  const { scope: subjectKind, id: subjectId } = windows[0]!;
  const frozen = { from: windows[0]!.from, to: last.to, reason: windows[0]!.reason };
  return { limit: "freeze", subjectKind, subjectId, asked, left: 0, margin: -asked, capacity: 0, frozen };
}
