import { groupsOfRow } from "../../../topology/compiled";
import type { Constraint } from "./constraint";

/** Racks in a group: at most its positions. */
export const positions: Constraint = {
  limit: "positions",
  limitsOfRow: (dc, row) => {
    const groups = [...groupsOfRow(dc, row)];
    return groups.map((subject) => ({ subject, times: groups.map((g) => (g === subject ? 1 : 0)) }));
  },
  unit: () => 1,
  left: (loads, group) => loads.freeInGroup(group),
  capacity: (dc, group) => dc.groupPositions[group]!,
  subject: (dc, group) => ({ subjectKind: "group", subjectId: dc.model.groups[group]!.id }),
  toHuman: (units) => units,
};
