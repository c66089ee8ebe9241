import { type CopyTable, type CopyValue, json } from "@headroom/db/copy";
import { isoOf } from "../generate/calendar";
import type { Fleet } from "../generate/fleet";
import { WEIGHT_LIMIT_KG } from "../generate/topology";

const table = (name: string, columns: string, rows: Iterable<readonly CopyValue[]>): CopyTable => ({
  table: name,
  columns: columns.split(" "),
  rows,
});

/** Regions down to positions and their feeds, and the catalogue, in an order in which every reference exists. */
export function inventoryTables({ regions, catalog }: Fleet): CopyTable[] {
  const datacenters = regions.flatMap((r) => r.datacenters);
  const rooms = datacenters.flatMap((dc) => dc.rooms.map((room) => ({ dc, room })));
  const positions = rooms.flatMap(({ room }) => room.positions.map((p) => ({ room, p })));
  return [
    table(
      "region",
      "id code name geography latitude longitude compliance_tags",
      regions.map(({ id, spec: s }) => [id, s.code, s.name, s.geography, s.latitude, s.longitude, s.tags]),
    ),
    table(
      "zone",
      "id region_id code name",
      regions.flatMap((r) => r.zones.map((z) => [z.id, r.id, z.code, z.name])),
    ),
    table(
      "datacenter",
      "id zone_id code name latitude longitude",
      datacenters.map((d) => [d.id, d.zoneId, d.code, d.name, d.latitude, d.longitude]),
    ),
    table(
      "room",
      "id datacenter_id code name",
      rooms.map(({ dc, room }) => [room.id, dc.id, room.code, `Room ${room.code}`]),
    ),
    table(
      "network_zone",
      "id room_id code ports",
      rooms.flatMap(({ room }) => room.networkZones.map((z) => [z.id, room.id, z.code, z.ports])),
    ),
    table(
      "row",
      "id room_id code sequence fault_domain network_zone_id",
      rooms.flatMap(({ room }) =>
        room.rows.map((r) => [r.id, room.id, r.code, r.sequence, r.faultDomain, r.networkZoneId]),
      ),
    ),
    table(
      "power_device",
      "id room_id code kind parent_id top_id depth parent_depth capacity_w failover_capacity_w",
      rooms.flatMap(({ room }) =>
        room.devices.map((d) => [
          d.id,
          room.id,
          d.code,
          d.kind,
          d.parentId,
          d.topId,
          d.depth,
          d.depth === 0 ? null : d.depth - 1,
          d.capacityW,
          d.failoverCapacityW,
        ]),
      ),
    ),
    table(
      "cooling_zone",
      "id room_id code capacity_w",
      rooms.flatMap(({ room }) => room.zones.map((z) => [z.id, room.id, z.code, z.capacityW])),
    ),
    table(
      "position",
      "id row_id room_id number cooling_zone_id weight_limit_kg blocked_reason",
      positions.map(({ p }) => [p.id, p.rowId, p.roomId, p.number, p.zoneId, WEIGHT_LIMIT_KG, p.blockedReason]),
    ),
    table("position_feed", "position_id slot device_id top_id room_id", feedRows(positions)),
    table(
      "hardware_family",
      "id code name sequence",
      catalog.families.map((f) => [f.id, f.code, f.name, f.id]),
    ),
    table(
      "server_type",
      "id code name family_id height_u full_depth nameplate_w derated_w weight_kg ports cores memory_gib storage_tb gpus",
      catalog.serverTypes.map((s) => [
        s.id,
        s.code,
        s.name,
        s.familyId,
        s.heightU,
        s.fullDepth,
        s.nameplateW,
        s.deratedW,
        s.weightKg,
        s.ports,
        s.cores,
        s.memoryGib,
        s.storageTb,
        s.gpus,
      ]),
    ),
    table(
      "rack_type",
      "id code name family_id height_u power_w derated_w cooling_w weight_kg ports server_type_id server_count cores memory_gib storage_tb gpus cost lead_time_weeks_p50 lead_time_weeks_p90 orderable_from orderable_to end_of_life",
      catalog.rackTypes.map((t) => [
        t.id,
        t.code,
        t.name,
        t.familyId,
        t.heightU,
        t.powerW,
        t.deratedW,
        t.coolingW,
        t.weightKg,
        t.ports,
        t.serverType.id,
        t.serverCount,
        t.serverCount * t.serverType.cores,
        t.serverCount * t.serverType.memoryGib,
        t.serverCount * t.serverType.storageTb,
        t.serverCount * t.serverType.gpus,
        t.cost,
        t.leadTimeWeeksP50,
        t.leadTimeWeeksP90,
        t.orderableFrom,
        t.orderableTo,
        t.endOfLife,
      ]),
    ),
  ];
}

function* feedRows(positions: readonly { room: Room; p: Position }[]): Generator<CopyValue[]> {
  const tops = new Map<number, number>();
  for (const { room, p } of positions) {
    if (!tops.has(p.feeds[0])) for (const d of room.devices) tops.set(d.id, d.topId);
    for (const [i, device] of p.feeds.entries()) yield [p.id, "AB"[i]!, device, tops.get(device)!, room.id];
  }
}
type Room = Fleet["regions"][number]["datacenters"][number]["rooms"][number];
type Position = Room["positions"][number];

/** Racks and what is in them. */
export function stockTables({ racks, coming, servers }: Fleet): CopyTable[] {
  return [
    table("rack", "id code datacenter_id rack_type_id height_u state serial installed_on in_service_on end_of_life", [
      ...racks.map((r): CopyValue[] => [
        r.id,
        r.code,
        r.lot.datacenter.id,
        r.lot.type.id,
        r.lot.type.heightU,
        r.state,
        r.serial,
        day(r.lot.installedOn),
        day(r.lot.inServiceOn),
        isoOf(r.endOfLife),
      ]),
      ...coming.map(({ told: { rackId, code, type }, datacenter }): CopyValue[] => [
        ...[rackId, code, datacenter.id, type.id, type.heightU, "ordered", null, null, null, null],
      ]),
    ]),
    table(
      "server",
      "id rack_id server_type_id name serial rack_height_u start_u height_u face state condition asset_tag installed_on",
      serverRows(servers()),
    ),
  ];
}

const day = (value: number | null): string | null => (value === null ? null : isoOf(value));

function* serverRows(servers: ReturnType<Fleet["servers"]>): Generator<CopyValue[]> {
  for (const s of servers) {
    const { type, installedOn } = s.rack.lot;
    yield [
      s.id,
      s.rack.id,
      type.serverType.id,
      s.name,
      s.serial,
      type.heightU,
      s.startU,
      type.serverType.heightU,
      s.face,
      s.state,
      s.condition,
      `QT${String(s.id).padStart(7, "0")}`,
      s.state === "planned" ? null : day(installedOn),
    ];
  }
}

/** Demand and capacity by month, and today's account of every datacenter. `asOf`: when the accounts were computed. */
export function factTables({ histories, facts, accounts, catalog, regions }: Fleet, asOf: Date): CopyTable[] {
  const regionOf = new Map(regions.flatMap((r) => r.datacenters.map((d) => [String(d.id), r.id] as const)));
  return [
    table(
      "demand_month",
      "month region_id family_id racks power_w",
      histories.flatMap(({ region, series }) =>
        series.flatMap(({ months, demand }, f) => {
          const family = catalog.families[f]!;
          const types = catalog.rackTypes.filter((t) => t.familyId === family.id);
          const meanW = types.reduce((sum, t) => sum + t.powerW, 0) / types.length;
          return months.map((month, m) => [
            `${month}-01`,
            region.id,
            family.id,
            demand[m]!,
            Math.round(demand[m]! * meanW),
          ]);
        }),
      ),
    ),
    table(
      "capacity_month",
      "month datacenter_id region_id family_code resource limit_value installed in_service committed reserved stranded",
      facts.map((f) => [
        f.month,
        Number(f.datacenterId),
        regionOf.get(f.datacenterId)!,
        f.familyCode,
        f.resource,
        f.limitValue,
        f.installed,
        f.inService,
        f.committed,
        f.reserved,
        f.stranded,
      ]),
    ),
    table(
      "datacenter_capacity",
      "datacenter_id version as_of account",
      accounts.map((a) => [Number(a.datacenterId), 1, asOf, json(a)]),
    ),
  ];
}
