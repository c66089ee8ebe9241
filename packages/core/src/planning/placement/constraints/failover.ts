import { groupsOfRow } from "../../../topology/compiled";
import { powerW } from "../../../topology/units";
import type { Constraint, LinearLimit } from "./constraint";

/**
 * After the failure of any one top device, every survivor: its half of all its racks, and the other half of those it shares with
 * the failed one, within its failover capacity. A rack shared by both counts twice its half.
 */
export const failover: Constraint = {
  limit: "failover",
  limitsOfRow: (dc, row) => {
    const groups = [...groupsOfRow(dc, row)];
    const effects = groups.map((g) => ({
      devices: [...dc.effectDevice.subarray(dc.effectStart[g]!, dc.effectStart[g + 1]!)],
      slots: [...dc.effectSlot.subarray(dc.effectStart[g]!, dc.effectStart[g + 1]!)],
    }));
    const out: LinearLimit[] = [];
    for (const device of new Set(effects.flatMap((e) => e.devices))) {
      for (let slot = dc.slotStart[device]!; slot < dc.slotStart[device + 1]!; slot++) {
        const times = effects.map((e) => (e.devices.includes(device) ? 1 : 0) + (e.slots.includes(slot) ? 1 : 0));
        out.push({ subject: slot, times });
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
  toHuman: powerW,
};
