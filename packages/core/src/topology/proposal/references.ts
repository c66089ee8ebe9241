import type { ImportProposal, NounKind, ProposedNoun } from "./types";

type ListOf = { readonly [K in NounKind]: (proposal: ImportProposal) => readonly ProposedNoun[] };

/** The list of every kind, in the order in which they refer to each other. */
export const nounsOf = {
  region: (p) => p.regions,
  zone: (p) => p.zones,
  datacenter: (p) => p.datacenters,
  room: (p) => p.rooms,
  network_zone: (p) => p.networkZones ?? [],
  row: (p) => p.rows,
  cooling_zone: (p) => p.coolingZones,
  power_device: (p) => p.powerDevices,
  position: (p) => p.positions,
  hardware_family: (p) => p.families,
  server_type: (p) => p.serverTypes,
  rack_type: (p) => p.rackTypes,
  rack: (p) => p.racks,
  server: (p) => p.servers,
  rack_unit_reservation: (p) => p.unitReservations,
  request: (p) => p.requests,
} as const satisfies ListOf;

export const nounKinds = Object.keys(nounsOf) as NounKind[];

type NounOf<K extends NounKind> = ReturnType<(typeof nounsOf)[K]>[number];
export type NounReference = readonly [kind: NounKind, key: string];

const references: { readonly [K in NounKind]: (noun: NounOf<K>) => readonly NounReference[] } = {
  region: () => [],
  zone: (n) => [["region", n.regionKey]],
  datacenter: (n) => [["zone", n.zoneKey]],
  room: (n) => [["datacenter", n.datacenterKey]],
  network_zone: (n) => [["room", n.roomKey]],
  row: (n) => [["room", n.roomKey], ...(n.networkZoneKey ? [["network_zone", n.networkZoneKey] as const] : [])],
  cooling_zone: (n) => [["room", n.roomKey]],
  power_device: (n) => [
    ["room", n.roomKey],
    ...(n.parentKey === null ? [] : [["power_device", n.parentKey] as const]),
    ...(n.topKey === n.key ? [] : [["power_device", n.topKey] as const]),
  ],
  position: (n) => [
    ["row", n.rowKey],
    ["room", n.roomKey],
    ["cooling_zone", n.coolingZoneKey],
    ...n.feeds.flatMap(({ deviceKey, topKey }) => [
      ["power_device", deviceKey] as const,
      ["power_device", topKey] as const,
    ]),
  ],
  hardware_family: () => [],
  server_type: (n) => [["hardware_family", n.familyKey]],
  rack_type: (n) => [["hardware_family", n.familyKey]],
  // a retired rack stands nowhere
  rack: (n) => [
    ["datacenter", n.datacenterKey],
    ["rack_type", n.rackTypeKey],
    ...(n.state === "retired" ? [] : [["position", n.positionKey] as const]),
  ],
  server: (n) => [
    ["rack", n.rackKey],
    ["server_type", n.serverTypeKey],
  ],
  rack_unit_reservation: (n) => [["rack", n.rackKey]],
  request: (n) => [
    ["rack_type", n.rackTypeKey],
    ["region", n.regionKey],
    ["datacenter", n.datacenterKey],
  ],
};

/** What a noun of a kind refers to, by kind and key. */
export const referencesOf = (kind: NounKind, noun: ProposedNoun): readonly NounReference[] =>
  // a list holds nouns of its own kind only
  (references[kind] as (noun: ProposedNoun) => readonly NounReference[])(noun);
