import { groupsOfRow } from "../../../topology/compiled";
import type { Constraint } from "./constraint";

/** Network ports of the racks in a row, and of all rows of a network zone: at most what their switches have. Rows come first in `subject`. */
export const ports: Constraint = {
  limit: "ports",
  limitsOfRow: (dc, row) => {
    const zone = dc.rowNetworkZone[row]!;
    const subjects = zone < 0 ? [row] : [row, dc.rowRoom.length + zone];
    const times = [...groupsOfRow(dc, row)].map(() => 1);
    return subjects.filter((s) => Number.isFinite(dc.portLimit[s]!)).map((subject) => ({ subject, times }));
  },
  unit: (rack) => rack.ports,
  left: (loads, subject) => loads.portsLeft(subject),
  capacity: (dc, subject) => dc.portLimit[subject]!,
  subject: ({ model, rowRoom }, subject) =>
    subject < rowRoom.length
      ? { subjectKind: "row", subjectId: model.rows[subject]!.id }
      : { subjectKind: "networkZone", subjectId: model.networkZones![subject - rowRoom.length]!.id },
  toHuman: (units) => units,
};
