import type {
  CoolingZone,
  FreezeWindow,
  NetworkZone,
  PlacedRacks,
  PositionGroup,
  PowerDevice,
  Room,
  Row,
} from "@headroom/core/topology/datacenter";
import type {
  DatacenterSnapshot,
  OccupantKeys,
  OccupantType,
  PositionOccupancy,
  SnapshotPosition,
} from "@headroom/services/ports/fleet";
import { faultDomainId } from "./fault-domain";
import type { DatacenterRow, FreezeRow, OccupancyRow, PartRow, PositionRow, RackRow } from "./rows";

export interface SnapshotRows {
  readonly datacenter: DatacenterRow;
  readonly parts: readonly PartRow[];
  /** Its freeze windows. */
  readonly freezes: readonly FreezeRow[];
  /** Each in the order of their numbers; rows of other datacenters may be there, too. */
  readonly positionsOfRow: ReadonlyMap<number, readonly PositionRow[]>;
  readonly occupancies: ReadonlyMap<number, PositionOccupancy>;
}

/** Database rows of one datacenter to its picture. O(rows). */
export function toSnapshot(
  { datacenter: dc, parts, freezes, positionsOfRow, occupancies }: SnapshotRows,
  asOf: string,
): DatacenterSnapshot {
  const rooms: Room[] = [];
  const rows: Row[] = [];
  const devices: PowerDevice[] = [];
  const coolingZones: CoolingZone[] = [];
  const networkZones: NetworkZone[] = [];
  const names = {
    rooms: new Map(),
    rows: new Map(),
    devices: new Map(),
    coolingZones: new Map(),
    networkZones: new Map(),
    faultDomains: new Map(),
  };
  for (const part of parts) {
    const [id, roomId] = [String(part.id), String(part.room_id)];
    if (part.kind === "room") {
      rooms.push({ id, ...(part.weight_limit_kg === null ? {} : { weightLimitKg: part.weight_limit_kg }) });
      names.rooms.set(id, { code: part.code, name: part.name });
    } else if (part.kind === "row") {
      const faultDomain = part.fault_domain === null ? null : faultDomainId(part.fault_domain);
      rows.push({
        ...{ id, roomId, tags: dc.tags },
        ...(part.ports === null ? {} : { ports: part.ports }),
        ...(part.network_zone_id === null ? {} : { networkZoneId: String(part.network_zone_id) }),
        ...(faultDomain === null ? {} : { faultDomain }),
      });
      if (faultDomain !== null) names.faultDomains.set(faultDomain, { code: part.fault_domain });
      names.rows.set(id, { code: part.code, sequence: part.sequence });
    } else if (part.kind === "device") {
      const parentId = part.parent_id === null ? null : String(part.parent_id);
      devices.push({ id, parentId, roomId, capacityW: part.capacity_w, failoverCapacityW: part.failover_capacity_w });
      names.devices.set(id, { code: part.code, kind: part.name });
    } else if (part.kind === "network") {
      networkZones.push({ id, roomId, ports: part.ports ?? 0 });
      names.networkZones.set(id, { code: part.code });
    } else {
      coolingZones.push({ id, roomId, capacityW: part.capacity_w });
      names.coolingZones.set(id, { code: part.code });
    }
  }
  const positions = rows.flatMap((row) => positionsOfRow.get(Number(row.id)) ?? []);
  const { groups, groupPositions, located } = groupPositionsOf(positions, occupancies);
  return {
    id: dc.id,
    code: dc.code,
    name: dc.name,
    version: dc.version,
    region: { id: dc.region_id, code: dc.region_code, name: dc.region_name },
    zone: { id: dc.zone_id, code: dc.zone_code, name: dc.zone_name },
    tags: dc.tags,
    asOf,
    model: {
      id: String(dc.id),
      rooms,
      rows,
      groups,
      devices,
      coolingZones,
      ...(networkZones.length > 0 ? { networkZones } : {}),
      ...(freezes.length > 0 ? { freezes: freezes.map(toFreeze) } : {}),
    },
    ...withLots(located),
    groupPositions,
    names,
  };
}

function toFreeze(freeze: FreezeRow): FreezeWindow {
  const scope = freeze.row_id !== null ? "row" : freeze.room_id !== null ? "room" : "datacenter";
  const id = String(freeze.row_id ?? freeze.room_id ?? freeze.datacenter_id);
  return { scope, id, from: freeze.starts_on, to: freeze.ends_on, reason: freeze.reason };
}

/** Positions of a row that share feeds, cooling zone and weight limit become groups; `positions` come by row and number. */
function groupPositionsOf(positions: readonly PositionRow[], occupancies: ReadonlyMap<number, PositionOccupancy>) {
  const groups: (Omit<PositionGroup, "positions"> & { usable: number[]; empty: number })[] = [];
  const located: SnapshotPosition[] = [];
  let row = -1;
  let ofRow = new Map<string, (typeof groups)[number]>();
  for (const position of positions) {
    if (position.row_id !== row) {
      row = position.row_id;
      ofRow = new Map();
    }
    const feeds = position.feeds.split(",");
    const limit = position.weight_limit_kg;
    const key = `${[...feeds].sort().join(",")}/${position.cooling_zone_id}/${limit ?? ""}`;
    let group = ofRow.get(key);
    if (!group) {
      const coolingZoneId = String(position.cooling_zone_id);
      const carries = limit === null ? {} : { positionWeightLimitKg: limit };
      const id = `g${row}-${ofRow.size + 1}`;
      group = { id, rowId: String(row), feeds, coolingZoneId, ...carries, usable: [], empty: 0 };
      ofRow.set(key, group);
      groups.push(group);
    }
    const occupancy = occupancies.get(position.id);
    if (position.blocked_reason === null || occupancy) group.usable.push(position.id);
    else group.empty += 1;
    located.push({
      id: position.id,
      rowId: group.rowId,
      groupId: group.id,
      number: position.number,
      blockedReason: position.blocked_reason,
      assumed: position.assumed,
      occupancy: occupancy ?? null,
    });
  }
  return {
    groups: groups.map(
      ({ id, rowId, feeds, coolingZoneId, positionWeightLimitKg, usable, empty }): PositionGroup => ({
        id,
        rowId,
        feeds,
        coolingZoneId,
        positions: usable.length,
        ...(positionWeightLimitKg === undefined ? {} : { positionWeightLimitKg }),
        ...(empty > 0 ? { blocked: empty } : {}),
      }),
    ),
    groupPositions: new Map(groups.map(({ id, usable }) => [id, usable as readonly number[]])),
    located,
  };
}

/** States and days that a fleet repeats by the hundred thousand, each kept once: the driver makes a text of its own for every row. */
const texts = new Map<string, string>();
const MOST_TEXTS = 20_000;

function once<T extends string | null>(text: T): T {
  if (text === null) return text;
  const known = texts.get(text);
  if (known !== undefined) return known as T;
  if (texts.size >= MOST_TEXTS) texts.clear();
  texts.set(text, text);
  return text;
}

export const toOccupancy = (
  o: OccupancyRow,
  rack: RackRow | undefined,
  types: ReadonlyMap<number, OccupantType>,
  keys: OccupantKeys | undefined,
): PositionOccupancy => ({
  kind: once(o.kind),
  validFrom: once(o.valid_from),
  validTo: once(o.valid_to),
  rackId: o.rack_id,
  planActionId: o.plan_action_id,
  planId: o.plan_id,
  reservationId: o.reservation_id,
  rackCode: rack?.code ?? null,
  rackState: once(rack?.state ?? null),
  rackType: types.get(rack?.rack_type_id ?? o.rack_type_id ?? 0) ?? null,
  note: o.note,
  ...(o.arriving_rack_id === null ? {} : { arrivingRackId: o.arriving_rack_id }),
  ...(keys ? { keys } : {}),
});

/**
 * What stands and is promised, as lots: racks of one row, kind, owner, draw and rules together, and every position with the lot it is part
 * of. Their ids (`row/kind/power/cooling/weight/ports/owner`) stay the same as long as they do.
 */
function withLots(located: readonly SnapshotPosition[]): Pick<DatacenterSnapshot, "placed" | "positions"> {
  const lots = new Map<string, PlacedRacks & { readonly racks: Record<string, number> }>();
  const positions = located.map((position): SnapshotPosition => {
    const { rowId, groupId, occupancy: o } = position;
    if (!o) return position;
    const { powerW = 0, coolingW = 0, weightKg = 0, ports = 0 } = o.rackType ?? {};
    const owner =
      o.planActionId ?? o.reservationId ?? (o.keys ? `${o.keys.lot} ${JSON.stringify(o.keys.rules)}` : null);
    const lotId = `${rowId}/${o.kind}/${powerW}/${coolingW}/${weightKg}/${ports}${owner === null ? "" : `/${owner}`}`;
    let lot = lots.get(lotId);
    if (!lot) {
      lot = { id: lotId, kind: o.kind, rowId, racks: {}, powerW, coolingW, weightKg, ports, ...o.keys?.rules };
      lots.set(lotId, lot);
    }
    lot.racks[groupId] = (lot.racks[groupId] ?? 0) + 1;
    // written out, because an object that begins with a spread has a hidden class of its own, three times as large as itself
    const { id, number, blockedReason, assumed } = position;
    return { id, rowId, groupId, number, blockedReason, assumed, occupancy: o, lotId: lot.id };
  });
  return { placed: [...lots.values()], positions };
}
