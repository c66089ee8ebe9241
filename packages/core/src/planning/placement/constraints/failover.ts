import { effectsOf, groupsOfRow, shiftsOf } from "../../../topology/compiled";
import { powerW } from "../../../topology/units";
import type { Constraint, LinearLimit } from "./constraint";

/**
 * After the failure of any one top device, every survivor: its share of all its racks, and its part of what those that it shares with
 * the failed one lose there, within its failover capacity. A rack on two feeds, shared by both, counts twice its half.
 */
export const failover: Constraint = {
  limit: "failover",
  limitsOfRow: (dc, row) => {
    const groups = [...groupsOfRow(dc, row)];
    const effects = groups.map((g) => ({ normal: effectsOf(dc, g), more: shiftsOf(dc, g) }));
    const out: LinearLimit[] = [];
    for (const device of new Set(effects.flatMap((e) => [...e.normal.keys()]))) {
      for (let slot = dc.slotStart[device]!; slot < dc.slotStart[device + 1]!; slot++) {
        out.push({ subject: slot, times: effects.map((e) => (e.normal.get(device) ?? 0) + (e.more.get(slot) ?? 0)) });
      }
    }
    return out;
  },
  unit: (rack) => rack.power,
  left: (loads, slot) => loads.slotLeft(slot),
  capacity: (dc, slot) => dc.deviceFailover[dc.slotDevice[slot]!]!,
  subject: (dc, slot) => ({
    subjectKind: "device",
    subjectId: dc.model.devices[dc.slotDevice[slot]!]!.id,
    failedTopId: dc.model.devices[dc.slotTop[slot]!]!.id,
  }),
  toHuman: (units, dc) => powerW(units, dc.powerScale),
};
