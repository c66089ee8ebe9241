import { groupsOfRow } from "../../../topology/compiled";
import { coolingW } from "../../../topology/units";
import type { Constraint } from "./constraint";

/** Heat of the racks in a cooling zone: at most what it takes. */
export const cooling: Constraint = {
  limit: "cooling",
  limitsOfRow: (dc, row) => {
    const zones = [...groupsOfRow(dc, row)].map((g) => dc.groupZone[g]!);
    return [...new Set(zones)].map((subject) => ({ subject, times: zones.map((z) => (z === subject ? 1 : 0)) }));
  },
  unit: (rack) => rack.cooling,
  left: (loads, zone) => loads.coolingLeft(zone),
  capacity: (dc, zone) => dc.zoneCapacity[zone]!,
  subject: (dc, zone) => ({ subjectKind: "coolingZone", subjectId: dc.model.coolingZones[zone]!.id }),
  toHuman: coolingW,
};
