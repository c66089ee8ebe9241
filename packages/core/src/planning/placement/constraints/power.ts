import { effectsOf, groupsOfRow } from "../../../topology/compiled";
import { powerW } from "../../../topology/units";
import type { Constraint } from "./constraint";

/** Normal operation: of every rack's power an equal share on each of its feeds and the devices above them, within each one's capacity. */
export const power: Constraint = {
  limit: "power",
  limitsOfRow: (dc, row) => {
    const groups = [...groupsOfRow(dc, row)];
    const effects = groups.map((g) => effectsOf(dc, g));
    const devices = new Set(effects.flatMap((above) => [...above.keys()]));
    return [...devices].map((subject) => ({ subject, times: effects.map((above) => above.get(subject) ?? 0) }));
  },
  unit: (rack) => rack.power,
  left: (loads, device) => loads.normalLeft(device),
  capacity: (dc, device) => dc.deviceCapacity[device]!,
  subject: (dc, device) => ({ subjectKind: "device", subjectId: dc.model.devices[device]!.id }),
  toHuman: (units, dc) => powerW(units, dc.powerScale),
};
