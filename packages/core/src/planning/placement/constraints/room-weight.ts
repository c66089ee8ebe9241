import { groupsOfRow } from "../../../topology/compiled";
import { weightKg } from "../../../topology/units";
import type { Constraint } from "./constraint";

/** The racks of a room together: at most what its floor carries. */
export const roomWeight: Constraint = {
  limit: "roomWeight",
  limitsOfRow: (dc, row) => {
    const room = dc.rowRoom[row]!;
    if (!Number.isFinite(dc.roomWeightLimit[room]!)) return [];
    return [{ subject: room, times: [...groupsOfRow(dc, row)].map(() => 1) }];
  },
  unit: (rack) => rack.weight,
  left: (loads, room) => loads.weightLeft(room),
  capacity: (dc, room) => dc.roomWeightLimit[room]!,
  subject: (dc, room) => ({ subjectKind: "room", subjectId: dc.model.rooms[room]!.id }),
  toHuman: weightKg,
};
