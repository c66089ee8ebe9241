import type { ScenarioChange } from "./scenario";

/** What a change turns: two changes of one list may not turn the same thing. */
export function knobOf(change: ScenarioChange): string {
  switch (change.kind) {
    case "rack_power":
      return `rack_power ${change.rackType}`;
    case "device_out":
      return `device_out ${change.datacenterId}/${change.deviceId}`;
    case "zone_out":
      return `zone_out ${change.datacenterId}/${change.zoneId}`;
    case "extra_rows":
      return `extra_rows ${change.datacenterId}/${change.likeRowId}`;
    case "extra_power":
      return `extra_power ${change.datacenterId}/${change.target}/${change.targetId}`;
    case "pin":
      return `pin ${change.requestId}`;
    case "forbid":
      return `forbid ${change.requestId}/${change.rowId}`;
    default:
      return change.kind;
  }
}
