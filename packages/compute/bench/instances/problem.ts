import type { PlacementMode, PlacementPolicy, PlacementProblem } from "@headroom/core/planning/placement/types";
import type { Instance } from "./format";

/** An instance as the planner takes it. */
export function problemOf(instance: Instance, mode: PlacementMode, policy: PlacementPolicy): PlacementProblem {
  const { datacenter: dc, placed, history, requests, batchSize } = instance;
  return {
    model: {
      id: instance.name,
      rooms: dc.rooms,
      rows: dc.rows.map(({ id, room }) => ({ id, roomId: room })),
      groups: dc.positionGroups.map(({ id, row, positions, feeds, coolingZone }) => ({
        id,
        rowId: row,
        positions,
        feeds,
        coolingZoneId: coolingZone,
      })),
      devices: dc.powerDevices.map(({ id, parent, room, capacityW, failoverCapacityW }) => ({
        id,
        parentId: parent,
        roomId: room,
        capacityW,
        failoverCapacityW,
      })),
      coolingZones: dc.coolingZones.map(({ id, room, capacityW }) => ({ id, roomId: room, capacityW })),
    },
    placed: placed.map(({ request, row, racks, powerW, coolingW }) => ({
      id: request,
      kind: "occupied",
      rowId: row,
      racks,
      powerW,
      coolingW,
    })),
    history,
    requests,
    batchSize,
    mode,
    policy,
  };
}
