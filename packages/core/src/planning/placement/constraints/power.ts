import { groupsOfRow } from "../../../topology/compiled";
import { powerW } from "../../../topology/units";
import type { Constraint } from "./constraint";

/** Normal operation: half of every rack's power on each device above each of its feeds, within the device's capacity. */
export const power: Constraint = {
  limit: "power",
  limitsOfRow: (dc, row) => {
    const groups = [...groupsOfRow(dc, row)];
    const above = groups.map((g) => dc.effectDevice.subarray(dc.effectStart[g]!, dc.effectStart[g + 1]!));
    const devices = new Set(above.flatMap((list) => [...list]));
    return [...devices].map((subject) => ({ subject, times: above.map((list) => (list.includes(subject) ? 1 : 0)) }));
  },
  unit: (rack) => rack.power,
  left: (loads, device) => loads.normalLeft(device),
  capacity: (dc, device) => dc.deviceCapacity[device]!,
  subject: (dc, device) => ({ subjectKind: "device", subjectId: dc.model.devices[device]!.id }),
  toHuman: powerW,
};
