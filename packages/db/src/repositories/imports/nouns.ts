import type { ImportProposal, NounKind, ProposedNoun } from "@headroom/core/topology/proposal/types";
import type { ImportContext } from "@headroom/services/ports/imports";
import type { CopyValue } from "../../copy";

/** Number of a noun's row, by its kind and key. Throws on a key that is neither known nor new. */
export type IdOf = (kind: NounKind, key: string) => number;

/** What values are made from, besides the nouns. */
export interface Writing extends ImportContext {
  /** Height of a proposed rack, in units. */
  readonly heightOf: (rackKey: string) => number;
}

/** How nouns of one kind become rows of one table. */
export interface NounTable {
  readonly kind: NounKind;
  readonly table: string;
  readonly nouns: (proposal: ImportProposal) => readonly ProposedNoun[];
  /** Names and values, without the id. */
  readonly columns: readonly string[];
  readonly values: (noun: ProposedNoun, id: IdOf, writing: Writing) => readonly CopyValue[];
  /** Columns in which a noun says something else than any of others. */
  readonly differing: (noun: ProposedNoun, others: readonly ProposedNoun[], writing: Writing) => readonly string[];
  /** Columns that a changed noun may change; all, where absent. */
  readonly updates?: readonly string[];
  /** Columns that keep what they have where a changed noun says nothing of them. */
  readonly keeps?: readonly string[];
  /** SQL condition on `t` under which a changed noun is written at all. */
  readonly updateWhere?: string;
  /** SQL that takes changed rows ($1: their ids) out of the way before anything is written, so that two may trade places. */
  readonly park: string;
}

/** References by what they refer to: two that are alike refer to one thing. */
const bySign: IdOf = (kind, key) => `${kind} ${key}` as unknown as number;

function table<N extends ProposedNoun>(definition: {
  readonly kind: NounKind;
  readonly table: string;
  readonly nouns: (proposal: ImportProposal) => readonly N[];
  readonly columns: Readonly<Record<string, (noun: N, id: IdOf, writing: Writing) => CopyValue>>;
  readonly updates?: readonly string[];
  readonly keeps?: readonly string[];
  readonly updateWhere?: string;
  readonly park: string;
}): NounTable {
  const { columns, ...rest } = definition;
  const values = Object.values(columns);
  // A table is only ever given the nouns of its own list.
  return {
    ...rest,
    columns: Object.keys(columns),
    values: (noun, id, writing) => values.map((value) => value(noun as N, id, writing)),
    differing: (noun, others, writing) =>
      Object.entries(columns).flatMap(([column, value]) => {
        const [mine, ...theirs] = [noun, ...others].map((one) => JSON.stringify(value(one as N, bySign, writing)));
        return theirs.includes(mine!) ? [] : [column];
      }),
  };
}

/** In the order in which they refer to each other. */
export const nounTables: readonly NounTable[] = [
  table({
    kind: "region",
    table: "region",
    nouns: (p) => p.regions,
    columns: {
      code: (n) => n.code,
      name: (n) => n.name,
      geography: (n) => n.geography,
      latitude: (n) => n.latitude,
      longitude: (n) => n.longitude,
      compliance_tags: (n) => n.complianceTags,
    },
    park: "UPDATE region SET code = code || ' ~' || id WHERE id = ANY($1::int[])",
  }),
  table({
    kind: "zone",
    table: "zone",
    nouns: (p) => p.zones,
    columns: { region_id: (n, id) => id("region", n.regionKey), code: (n) => n.code, name: (n) => n.name },
    park: "UPDATE zone SET code = code || ' ~' || id WHERE id = ANY($1::int[])",
  }),
  table({
    kind: "datacenter",
    table: "datacenter",
    nouns: (p) => p.datacenters,
    columns: {
      zone_id: (n, id) => id("zone", n.zoneKey),
      code: (n) => n.code,
      name: (n) => n.name,
      latitude: (n) => n.latitude,
      longitude: (n) => n.longitude,
      compliance_tags: (n) => n.complianceTags,
      provenance: (n) => n.provenance,
    },
    park: "UPDATE datacenter SET code = code || ' ~' || id WHERE id = ANY($1::int[])",
  }),
  table({
    kind: "room",
    table: "room",
    nouns: (p) => p.rooms,
    columns: {
      datacenter_id: (n, id) => id("datacenter", n.datacenterKey),
      code: (n) => n.code,
      name: (n) => n.name,
      weight_limit_kg: (n) => n.weightLimitKg,
      provenance: (n) => n.provenance,
    },
    park: "UPDATE room SET code = code || ' ~' || id WHERE id = ANY($1::int[])",
  }),
  table({
    kind: "network_zone",
    table: "network_zone",
    nouns: (p) => p.networkZones ?? [],
    columns: {
      room_id: (n, id) => id("room", n.roomKey),
      code: (n) => n.code,
      ports: (n) => n.ports,
      provenance: (n) => n.provenance,
    },
    park: "UPDATE network_zone SET code = code || ' ~' || id WHERE id = ANY($1::int[])",
  }),
  table({
    kind: "row",
    table: "row",
    nouns: (p) => p.rows,
    columns: {
      room_id: (n, id) => id("room", n.roomKey),
      code: (n) => n.code,
      sequence: (n) => n.sequence,
      provenance: (n) => n.provenance,
      ports: (n) => n.ports ?? null,
      fault_domain: (n) => n.faultDomain ?? null,
      network_zone_id: (n, id) => (n.networkZoneKey === undefined ? null : id("network_zone", n.networkZoneKey)),
    },
    keeps: ["ports", "fault_domain", "network_zone_id"],
    park: `UPDATE "row" SET code = code || ' ~' || id, sequence = -id WHERE id = ANY($1::int[])`,
  }),
  table({
    kind: "cooling_zone",
    table: "cooling_zone",
    nouns: (p) => p.coolingZones,
    columns: {
      room_id: (n, id) => id("room", n.roomKey),
      code: (n) => n.code,
      capacity_w: (n) => n.capacityW,
      provenance: (n) => n.provenance,
    },
    park: "UPDATE cooling_zone SET code = code || ' ~' || id WHERE id = ANY($1::int[])",
  }),
  table({
    kind: "power_device",
    table: "power_device",
    nouns: (p) => p.powerDevices,
    columns: {
      room_id: (n, id) => id("room", n.roomKey),
      code: (n) => n.code,
      kind: (n) => n.kind,
      parent_id: (n, id) => (n.parentKey === null ? null : id("power_device", n.parentKey)),
      top_id: (n, id) => id("power_device", n.topKey),
      depth: (n) => n.depth,
      parent_depth: (n) => (n.parentKey === null ? null : n.depth - 1),
      capacity_w: (n) => n.capacityW,
      failover_capacity_w: (n) => n.failoverCapacityW,
      provenance: (n) => n.provenance,
    },
    park: "UPDATE power_device SET code = code || ' ~' || id WHERE id = ANY($1::int[])",
  }),
  table({
    kind: "position",
    table: "position",
    nouns: (p) => p.positions,
    columns: {
      row_id: (n, id) => id("row", n.rowKey),
      room_id: (n, id) => id("room", n.roomKey),
      number: (n) => n.number,
      cooling_zone_id: (n, id) => id("cooling_zone", n.coolingZoneKey),
      weight_limit_kg: (n) => n.weightLimitKg,
      provenance: (n) => n.provenance,
    },
    park: "UPDATE position SET number = 1000000000 + id WHERE id = ANY($1::int[])",
  }),
  table({
    kind: "hardware_family",
    table: "hardware_family",
    nouns: (p) => p.families,
    columns: { code: (n) => n.code, name: (n) => n.name, sequence: (n) => 1000 + n.sequence },
    park: "UPDATE hardware_family SET code = code || ' ~' || id WHERE id = ANY($1::int[])",
  }),
  table({
    kind: "server_type",
    table: "server_type",
    nouns: (p) => p.serverTypes,
    columns: {
      code: (n) => n.code,
      name: (n) => n.name,
      family_id: (n, id) => id("hardware_family", n.familyKey),
      height_u: (n) => n.heightU,
      full_depth: (n) => n.fullDepth,
      nameplate_w: (n) => n.nameplateW,
      derated_w: (n) => n.deratedW,
      weight_kg: (n) => n.weightKg,
      ports: (n) => n.ports,
    },
    park: "UPDATE server_type SET code = code || ' ~' || id WHERE id = ANY($1::int[])",
  }),
  table({
    kind: "rack_type",
    table: "rack_type",
    nouns: (p) => p.rackTypes,
    columns: {
      code: (n) => n.code,
      name: (n) => n.name,
      family_id: (n, id) => id("hardware_family", n.familyKey),
      height_u: (n) => n.heightU,
      power_w: (n) => n.powerW,
      derated_w: (n) => n.deratedW,
      cooling_w: (n) => n.coolingW,
      weight_kg: (n) => n.weightKg,
      ports: (n) => n.ports,
      provenance: (n) => n.provenance,
    },
    park: "UPDATE rack_type SET code = code || ' ~' || id WHERE id = ANY($1::int[])",
  }),
  table({
    kind: "rack",
    table: "rack",
    nouns: (p) => p.racks,
    columns: {
      code: (n) => n.code,
      datacenter_id: (n, id) => id("datacenter", n.datacenterKey),
      rack_type_id: (n, id) => id("rack_type", n.rackTypeKey),
      height_u: (n) => n.heightU,
      state: (n) => n.state,
      serial: (n) => n.serial,
      provenance: (n) => n.provenance,
    },
    park: "UPDATE rack SET code = code || ' ~' || id WHERE id = ANY($1::int[])",
  }),
  table({
    kind: "server",
    table: "server",
    nouns: (p) => p.servers,
    columns: {
      rack_id: (n, id) => id("rack", n.rackKey),
      server_type_id: (n, id) => id("server_type", n.serverTypeKey),
      name: (n) => n.name,
      serial: (n) => n.serial,
      rack_height_u: (n, _, { heightOf }) => heightOf(n.rackKey),
      start_u: (n) => n.startU,
      height_u: (n) => n.heightU,
      face: (n) => n.face,
      state: (n) => n.state,
      condition: (n) => n.condition,
      asset_tag: (n) => n.assetTag,
    },
    // what hangs from a server (meters, controllers, reservations) goes on with it: it is not taken out
    park: "UPDATE server SET state = 'retired', name = E'\\x01' || id WHERE id = ANY($1::int[])",
  }),
  table({
    kind: "rack_unit_reservation",
    table: "rack_unit_reservation",
    nouns: (p) => p.unitReservations,
    columns: {
      rack_id: (n, id) => id("rack", n.rackKey),
      unit: (n) => n.unit,
      owner: (n) => n.owner,
      reason: (n) => n.reason,
    },
    park: "UPDATE rack_unit_reservation SET unit = -id WHERE id = ANY($1::int[])",
  }),
  table({
    kind: "request",
    table: "request",
    nouns: (p) => p.requests,
    columns: {
      title: (n) => n.title,
      service: (n) => n.service,
      rack_type_id: (n, id) => id("rack_type", n.rackTypeKey),
      unit: () => "racks",
      amount: (n) => n.racks,
      racks: (n) => n.racks,
      region_id: (n, id) => id("region", n.regionKey),
      datacenter_id: (n, id) => id("datacenter", n.datacenterKey),
      state: () => "open",
      needed_by: (_, __, { requests }) => requests?.neededBy ?? null,
      answer_by: (_, __, { requests }) => requests?.answerBy ?? null,
      requester_id: (_, __, { requests }) => requests?.requesterId ?? null,
      created_at: (_, __, { now }) => now,
      updated_at: (_, __, { now }) => now,
    },
    park: "SELECT 1 WHERE $1::int[] IS NULL",
    updates: ["title", "service", "rack_type_id", "amount", "racks", "updated_at"],
    // A request that a plan has is no longer the import's to change.
    updateWhere: "t.state IN ('draft', 'open')",
  }),
];
