import type { ScenarioChange } from "@headroom/contracts/scenario";
import type { ChangeFault, World } from "../world";
import { knowsRackType } from "./requests";

/** What the changes name and the world does not have, and what contradicts itself. */
export function faultsOf(world: World, changes: readonly ScenarioChange[]): ChangeFault[] {
  return changes.flatMap((change, index): ChangeFault[] => {
    const expected = wrong(world, change, changes);
    return expected === null ? [] : [{ index, expected, got: change }];
  });
}

/** What was expected; null where nothing is wrong. */
function wrong(world: World, change: ScenarioChange, all: readonly ScenarioChange[]): string | null {
  switch (change.kind) {
    case "growth":
    case "order":
    case "policy":
      return null;
    case "rack_power":
      return knowsRackType(world, change.rackType) ? null : "a rack type that is asked for or stands there";
    case "device_out":
      return has(world, change.datacenterId, "devices", change.deviceId);
    case "zone_out":
      return has(world, change.datacenterId, "coolingZones", change.zoneId);
    case "extra_rows":
      return has(world, change.datacenterId, "rows", change.likeRowId);
    case "extra_power":
      return has(world, change.datacenterId, change.target === "zone" ? "coolingZones" : "devices", change.targetId);
    case "pin":
    case "forbid": {
      const ask = world.asks.find((a) => a.id === change.requestId);
      if (!ask) return "a request of the plan";
      if (!ask.datacenterIds.includes(change.datacenterId)) return "a datacenter that the request may go to";
      const both = all.some(
        (c) => c.kind !== change.kind && "requestId" in c && c.requestId === ask.id && c.rowId === change.rowId,
      );
      if (both) return "a row that is not pinned and forbidden at once";
      return has(world, change.datacenterId, "rows", change.rowId);
    }
  }
}

const nouns = { devices: "a power device", coolingZones: "a cooling zone", rows: "a row" } as const;

function has(world: World, datacenterId: number, part: keyof typeof nouns, id: string): string | null {
  const datacenter = world.datacenters.find((d) => d.id === datacenterId);
  if (!datacenter) return "a datacenter that a request of the plan may go to";
  return datacenter.model[part].some((thing) => thing.id === id) ? null : `${nouns[part]} of ${datacenter.code}`;
}
