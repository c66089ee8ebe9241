/**
 * What creating a datacenter from a placement instance would add. Source of the shapes: format `headroom.placement-instance/1` and `/2`.
 * An instance is about one datacenter and says nothing of where it is, how tall a rack is or what stands in it: those are assumed.
 */

import type { PowerDevice } from "../datacenter";
import { Draft, MAX_INTEGER } from "./draft";
import {
  INSTANCE_DEFAULTS,
  type InstanceContext,
  type InstanceOptions,
  key,
  limit,
  NAME_LENGTH,
} from "./instance-context";
import type { PlacementInstance } from "./instance-model";
import { proposeRacks, proposeRequests, proposeTypes } from "./instance-racks";
import type {
  ImportProposal,
  ProposedCoolingZone,
  ProposedDatacenter,
  ProposedFeed,
  ProposedNetworkZone,
  ProposedPosition,
  ProposedPowerDevice,
  ProposedRegion,
  ProposedRoom,
  ProposedRow,
  ProposedZone,
} from "./types";

/** Deterministic. O(positions + racks + devices). */
export function proposeInstance(instance: PlacementInstance, options: InstanceOptions = {}): ImportProposal {
  const draft = new Draft("placement-instance");
  const name = instance.name.slice(0, NAME_LENGTH);
  const context: InstanceContext = {
    draft,
    base: `instance:${instance.name}`,
    name,
    options: { ...INSTANCE_DEFAULTS, ...options },
  };
  const place = proposePlace(context);
  const requests = context.options.requests ? instance.requests : [];
  const catalog = proposeTypes(context, [...instance.placed, ...requests]);
  const positions = proposePositions(context, instance);
  const datacenterKey = context.base;
  return {
    source: draft.source,
    ...place,
    rooms: instance.model.rooms.map(({ id, weightLimitKg }) => {
      const fields = {
        key: key(context, "room", id),
        provenance: "recorded",
        code: id,
        name: id,
        weightLimitKg: weightLimitKg === undefined ? null : Math.floor(weightLimitKg),
      } as const;
      return draft.noun<ProposedRoom>("room", { ...fields, datacenterKey });
    }),
    ...proposeNetworkZones(context, instance),
    rows: proposeRows(context, instance),
    coolingZones: instance.model.coolingZones.map((zone) =>
      draft.noun<ProposedCoolingZone>("cooling_zone", {
        key: key(context, "zone", zone.id),
        provenance: "recorded",
        roomKey: key(context, "room", zone.roomId),
        code: zone.id,
        capacityW: limit(context, key(context, "zone", zone.id), zone.capacityW),
      }),
    ),
    powerDevices: proposeDevices(context, instance.model.devices),
    positions: positions.list,
    families: catalog.families,
    serverTypes: [],
    rackTypes: catalog.rackTypes,
    racks: proposeRacks(context, instance.placed, positions.byGroup),
    servers: [],
    unitReservations: [],
    requests: proposeRequests(context, requests),
    assumptions: draft.assumptions(),
  };
}

function proposePlace({ draft, base, name }: InstanceContext) {
  const regionKey = `${base}/region`;
  const zoneKey = `${base}/zone`;
  const text = {
    subject: "region and zone",
    what: "one of each, named after the instance",
    why: "an instance is one datacenter",
  };
  draft.assume("region", name, text, [regionKey, zoneKey]);
  const placeText = {
    subject: "coordinates",
    what: "latitude 0, longitude 0",
    why: "an instance says nothing of where it is",
  };
  draft.assume("region_coordinates", "0, 0", placeText, [regionKey]);
  const region = { code: name, name, geography: "Imported", latitude: 0, longitude: 0, complianceTags: [] };
  return {
    regions: [draft.noun<ProposedRegion>("region", { key: regionKey, provenance: "assumed", ...region })],
    zones: [
      draft.noun<ProposedZone>("zone", { key: zoneKey, provenance: "assumed", regionKey, code: "z1", name: "Zone 1" }),
    ],
    datacenters: [
      draft.noun<ProposedDatacenter>("datacenter", {
        key: base,
        provenance: "recorded",
        zoneKey,
        code: name,
        name,
        latitude: null,
        longitude: null,
        complianceTags: [],
      }),
    ],
  };
}

function proposeRows(context: InstanceContext, { model }: PlacementInstance): ProposedRow[] {
  const inRoom = new Map<string, number>();
  return model.rows.map((row) => {
    const sequence = (inRoom.get(row.roomId) ?? 0) + 1;
    inRoom.set(row.roomId, sequence);
    const roomKey = key(context, "room", row.roomId);
    const fields = {
      key: key(context, "row", row.id),
      provenance: "recorded",
      roomKey,
      code: row.id,
      sequence,
      ...(row.ports === undefined ? {} : { ports: row.ports }),
      ...(row.faultDomain === undefined ? {} : { faultDomain: row.faultDomain }),
      ...(row.networkZoneId === undefined ? {} : { networkZoneKey: key(context, "networkzone", row.networkZoneId) }),
    } as const;
    return context.draft.noun<ProposedRow>("row", fields);
  });
}

function proposeNetworkZones(context: InstanceContext, { model }: PlacementInstance) {
  const zones = (model.networkZones ?? []).map(({ id, roomId, ports }) =>
    context.draft.noun<ProposedNetworkZone>("network_zone", {
      key: key(context, "networkzone", id),
      provenance: "recorded",
      roomKey: key(context, "room", roomId),
      code: id,
      ports: Math.min(ports, MAX_INTEGER),
    }),
  );
  return zones.length > 0 ? { networkZones: zones } : {};
}

/** Parents first. The kind follows from the depth: UPS, PDU, row device. */
function proposeDevices(context: InstanceContext, devices: readonly PowerDevice[]): ProposedPowerDevice[] {
  const ancestry = ancestries(devices);
  const depthOf = (device: PowerDevice) => (ancestry.get(device.id)?.length ?? 1) - 1;
  const inOrder = [...devices].sort((a, b) => depthOf(a) - depthOf(b));
  const proposed = inOrder.map((device) => {
    const own = key(context, "device", device.id);
    const depth = depthOf(device);
    return context.draft.noun<ProposedPowerDevice>("power_device", {
      key: own,
      provenance: "recorded",
      roomKey: key(context, "room", device.roomId),
      code: device.id,
      kind: depth === 0 ? "ups" : depth === 1 ? "pdu" : "row_device",
      parentKey: device.parentId === null ? null : key(context, "device", device.parentId),
      topKey: key(context, "device", ancestry.get(device.id)?.at(-1) ?? device.id),
      depth,
      capacityW: limit(context, own, device.capacityW),
      failoverCapacityW: limit(context, own, device.failoverCapacityW),
    });
  });
  return proposed;
}

/** For every device the path from itself to its top device. Throws on a cycle, which a checked instance does not have. */
function ancestries(devices: readonly PowerDevice[]): ReadonlyMap<string, readonly string[]> {
  const parents = new Map(devices.map((device) => [device.id, device.parentId]));
  const paths = new Map<string, readonly string[]>();
  for (const device of devices) {
    const path: string[] = [];
    for (let at: string | null = device.id; at !== null; at = parents.get(at) ?? null) {
      if (path.length > devices.length) throw new Error(`cycle in the power tree at ${device.id}`);
      path.push(at);
    }
    paths.set(device.id, path);
  }
  return paths;
}

/** Positions are numbered along the row, group after group, in the instance's order. */
function proposePositions(context: InstanceContext, { model }: PlacementInstance) {
  const ancestry = ancestries(model.devices);
  const rooms = new Map(model.rows.map((row) => [row.id, row.roomId]));
  const inRow = new Map<string, number>();
  const byGroup = new Map<string, string[]>();
  const list: ProposedPosition[] = [];
  for (const group of model.groups) {
    const [a = "", b = ""] = group.feeds;
    const feed = (slot: "A" | "B", id: string): ProposedFeed => {
      const topKey = key(context, "device", ancestry.get(id)?.at(-1) ?? id);
      return { slot, deviceKey: key(context, "device", id), topKey, provenance: "recorded" };
    };
    const keys: string[] = [];
    for (let n = 1; n <= group.positions; n++) {
      const number = (inRow.get(group.rowId) ?? 0) + 1;
      inRow.set(group.rowId, number);
      const own = key(context, "position", `${group.id}/${n}`);
      keys.push(own);
      list.push(
        context.draft.noun<ProposedPosition>("position", {
          key: own,
          provenance: "recorded",
          rowKey: key(context, "row", group.rowId),
          roomKey: key(context, "room", rooms.get(group.rowId) ?? ""),
          number,
          coolingZoneKey: key(context, "zone", group.coolingZoneId),
          weightLimitKg: group.positionWeightLimitKg === undefined ? null : Math.floor(group.positionWeightLimitKg),
          feeds: [feed("A", a), feed("B", b)],
        }),
      );
    }
    byGroup.set(group.id, keys);
  }
  return { list, byGroup };
}
