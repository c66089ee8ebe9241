import type { InventoryRepository } from "@headroom/services/ports/fleet-inventory";
import type { Transaction } from "../../unit-of-work";
import { elevations } from "./elevations";
import { datacenterOfRow, datacenters, datedIn, pendingPlans, planOnFloor, regions, zones } from "./places";
import { rack, rackDevice } from "./rack";
import { racks } from "./racks";

export const inventoryRepository = ({ sql }: Pick<Transaction, "sql">): InventoryRepository => ({
  regions: () => regions(sql),
  zones: (regionId) => zones(sql, regionId),
  datacenters: (regionId) => datacenters(sql, regionId),
  datacenterOfRow: (rowId) => datacenterOfRow(sql, rowId),
  pendingPlans: (regionId) => pendingPlans(sql, regionId),
  planOnFloor: (planId, datacenterId) => planOnFloor(sql, planId, datacenterId),
  racks: (filter) => racks(sql, filter),
  rack: (code, today) => rack(sql, code, today),
  rackDevice: (id) => rackDevice(sql, id),
  elevations: (datacenter, room, today) => elevations(sql, datacenter, room, today),
  datedIn: (regionId, from, to) => datedIn(sql, regionId, from, to),
});
