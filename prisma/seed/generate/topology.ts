import { type PaperRoomSpec, paperRoom } from "@headroom/core/testing/fleet";
import { type CompiledDatacenter, compileDatacenter } from "@headroom/core/topology/compiled";
import type { DatacenterModel, PositionGroup } from "@headroom/core/topology/datacenter";
import { faultDomainId } from "@headroom/db/repositories/fleet/fault-domain";
import type { RegionSpec, RoomSpec, Scenario } from "../scenarios/scenario";
import type { Dice } from "./dice";

export interface SeedPosition {
  readonly id: number;
  readonly rowId: number;
  readonly roomId: number;
  readonly number: number;
  readonly zoneId: number;
  /** Device ids: slot A, slot B. */
  readonly feeds: readonly [number, number];
  readonly blockedReason: string | null;
  /** "STO2-1-17-04": datacenter, room, row, number. */
  readonly label: string;
}

/** What every position carries: more than the heaviest rack of the catalogue weighs. */
export const WEIGHT_LIMIT_KG = 1_500;

/** What a network zone has for each position of its rows: more than any rack of the catalogue plugs in. */
const PORTS_PER_POSITION = 96;

export interface SeedRoom {
  readonly id: number;
  readonly code: string;
  readonly devices: readonly {
    readonly id: number;
    readonly code: string;
    readonly kind: "ups" | "pdu" | "row_device";
    readonly parentId: number | null;
    readonly topId: number;
    readonly depth: number;
    readonly capacityW: number;
    readonly failoverCapacityW: number;
  }[];
  readonly zones: readonly { readonly id: number; readonly code: string; readonly capacityW: number }[];
  readonly rows: readonly {
    readonly id: number;
    readonly code: string;
    readonly sequence: number;
    readonly faultDomain: string | null;
    readonly networkZoneId: number | null;
  }[];
  /** Rows that share the ports of their switches; none where the scenario names none. */
  readonly networkZones: readonly { readonly id: number; readonly code: string; readonly ports: number }[];
  readonly positions: readonly SeedPosition[];
}

export interface SeedDatacenter {
  readonly id: number;
  readonly code: string;
  readonly name: string;
  readonly zoneId: number;
  readonly regionId: number;
  readonly latitude: number;
  readonly longitude: number;
  readonly rooms: readonly SeedRoom[];
  /** Without blocked positions, ids as the fleet repository gives them. */
  readonly model: DatacenterModel;
  readonly compiled: CompiledDatacenter;
  /** All positions of a group by its id, blocked ones too. */
  readonly allPositions: ReadonlyMap<string, readonly SeedPosition[]>;
  /** Usable positions of every group of the model, along the row. */
  readonly groupPositions: readonly (readonly SeedPosition[])[];
}

export interface SeedRegion {
  readonly id: number;
  readonly spec: RegionSpec;
  readonly zones: readonly { readonly id: number; readonly code: string; readonly name: string }[];
  readonly datacenters: readonly SeedDatacenter[];
}

const W_PER_POSITION = 4_000_000 / 720;
const toThousands = (watts: number) => Math.round(watts / 1000) * 1000;

/** The paper's proportions at any size: a UPS carries its even share of 5.56 kW a position, the levels below 1.2 and 2.16 times theirs. */
function paperSpec(room: RoomSpec, coolingZoneW: number): PaperRoomSpec {
  const { tops, mids, positionsPerGroup } = room;
  const rows = ((tops * (tops - 1)) / 2) * mids;
  const top = toThousands((rows * 2 * positionsPerGroup * W_PER_POSITION) / tops);
  return {
    tops,
    mids,
    positionsPerGroup,
    capacityW: [top, toThousands((1.2 * top) / mids), toThousands((2.16 * top) / mids / (tops - 1))],
    failover: [
      [tops, tops - 1],
      [2, 1],
      [2, 1],
    ],
    coolingZoneW: (coolingZoneW * positionsPerGroup) / 10,
  };
}

const blockReasons = ["Column in the way", "Floor tile damaged", "Fire door must stay free", "Cable tray over it full"];
const kinds = ["ups", "pdu", "row_device"] as const;

/** Counts ids up from 1, per table. */
class Ids {
  private readonly last = new Map<string, number>();
  next(table: string): number {
    const id = (this.last.get(table) ?? 0) + 1;
    this.last.set(table, id);
    return id;
  }
}

function buildRoom(
  spec: PaperRoomSpec,
  number: number,
  dcCode: string,
  ids: Ids,
  dice: Dice,
  { blocked, hasDomains }: { readonly blocked: number; readonly hasDomains: boolean },
): SeedRoom {
  const plan = paperRoom(spec);
  const id = ids.next("room");
  const code = String(number);
  const deviceIds = plan.devices.map(() => ids.next("power_device"));
  const topOf = (i: number): number => {
    const { parent } = plan.devices[i]!;
    return parent === null ? i : topOf(parent);
  };
  const devices = plan.devices.map((d, i) => ({
    id: deviceIds[i]!,
    code: `${code}${d.label[0]}${d.label.length > 1 ? `-${d.label.slice(1)}` : ""}`,
    kind: kinds[d.level],
    parentId: d.parent === null ? null : deviceIds[d.parent]!,
    topId: deviceIds[topOf(i)]!,
    depth: d.level,
    capacityW: d.capacityW,
    failoverCapacityW: d.failoverCapacityW,
  }));
  const zones = plan.zones.map((z, i) => ({
    id: ids.next("cooling_zone"),
    code: `${code}-CZ${i + 1}`,
    capacityW: z.capacityW,
  }));
  const positions: SeedPosition[] = [];
  const networkZones = hasDomains ? [{ id: ids.next("network_zone"), code: `${code}-SW-A` }] : [];
  const rows = plan.rows.map((row, i) => {
    const rowId = ids.next("row");
    const rowCode = `${code}-${String(i + 1).padStart(2, "0")}`;
    const feeds = row.groups.flatMap((g) => Array.from({ length: g.positions }, () => g.feeds));
    feeds.forEach(([a, b], k) => {
      positions.push({
        id: ids.next("position"),
        rowId,
        roomId: id,
        number: k + 1,
        zoneId: zones[row.zone]!.id,
        feeds: [deviceIds[a]!, deviceIds[b]!],
        blockedReason: dice.chance(blocked) ? dice.pick(blockReasons) : null,
        label: `${dcCode.replace("-", "")}-${rowCode}-${String(k + 1).padStart(2, "0")}`,
      });
    });
    // the room's first half fails together, and shares its switches; so does the second, without a limit of its own
    const isFirst = i < plan.rows.length / 2;
    return {
      ...{ id: rowId, code: rowCode, sequence: i + 1 },
      faultDomain: hasDomains ? `${code}-${isFirst ? "east" : "west"}` : null,
      networkZoneId: isFirst ? (networkZones[0]?.id ?? null) : null,
    };
  });
  const zoned = new Set(rows.filter((row) => row.networkZoneId !== null).map((row) => row.id));
  const ports = positions.filter((p) => zoned.has(p.rowId)).length * PORTS_PER_POSITION;
  const shared = networkZones.map((zone) => ({ id: zone.id, code: zone.code, ports }));
  return { id, code, devices, zones, rows, networkZones: shared, positions };
}

/** Groups as the fleet repository forms them: positions of a row with the same feeds and zone, numbered along the row. */
function modelOf(id: number, tags: readonly string[], rooms: readonly SeedRoom[]) {
  const groups: (Omit<PositionGroup, "positions"> & { all: SeedPosition[]; usable: SeedPosition[] })[] = [];
  for (const room of rooms) {
    const found = new Map<string, (typeof groups)[number]>();
    const ofRow = new Map<number, number>();
    for (const p of room.positions) {
      const key = `${p.rowId}/${[...p.feeds].sort().join(",")}/${p.zoneId}`;
      let group = found.get(key);
      if (!group) {
        const k = (ofRow.get(p.rowId) ?? 0) + 1;
        ofRow.set(p.rowId, k);
        group = {
          id: `g${p.rowId}-${k}`,
          rowId: String(p.rowId),
          feeds: p.feeds.map(String),
          coolingZoneId: String(p.zoneId),
          positionWeightLimitKg: WEIGHT_LIMIT_KG,
          all: [],
          usable: [],
        };
        found.set(key, group);
        groups.push(group);
      }
      group.all.push(p);
      if (p.blockedReason === null) group.usable.push(p);
    }
  }
  const networkZones = rooms.flatMap((r) =>
    r.networkZones.map((z) => ({ id: String(z.id), roomId: String(r.id), ports: z.ports })),
  );
  const model: DatacenterModel = {
    id: String(id),
    rooms: rooms.map((r) => ({ id: String(r.id) })),
    rows: rooms.flatMap((r) =>
      r.rows.map((row) => ({
        ...{ id: String(row.id), roomId: String(r.id), tags: [...tags].sort() },
        ...(row.networkZoneId === null ? {} : { networkZoneId: String(row.networkZoneId) }),
        ...(row.faultDomain === null ? {} : { faultDomain: faultDomainId(row.faultDomain) }),
      })),
    ),
    groups: groups.map(({ all, usable, ...group }) => ({
      ...group,
      positions: usable.length,
      ...(all.length > usable.length ? { blocked: all.length - usable.length } : {}),
    })),
    devices: rooms.flatMap((r) =>
      r.devices.map((d) => ({
        id: String(d.id),
        parentId: d.parentId === null ? null : String(d.parentId),
        roomId: String(r.id),
        capacityW: d.capacityW,
        failoverCapacityW: d.failoverCapacityW,
      })),
    ),
    coolingZones: rooms.flatMap((r) =>
      r.zones.map((z) => ({ id: String(z.id), roomId: String(r.id), capacityW: z.capacityW })),
    ),
    ...(networkZones.length > 0 ? { networkZones } : {}),
  };
  const compiled = compileDatacenter(model);
  if (!compiled.ok) throw new Error(compiled.error.map((f) => f.message).join("; "));
  return {
    model,
    compiled: compiled.value,
    groupPositions: groups.map((g) => g.usable),
    allPositions: new Map(groups.map((g) => [g.id, g.all])),
  };
}

export function buildTopology(scenario: Scenario, dice: Dice): SeedRegion[] {
  const ids = new Ids();
  return scenario.regions.map((spec): SeedRegion => {
    const regionId = ids.next("region");
    const datacenters: SeedDatacenter[] = [];
    const zones = spec.zones.map((specs, z) => {
      const zoneId = ids.next("zone");
      const letter = "abc"[z]!;
      specs.forEach((dc) => {
        const id = ids.next("datacenter");
        const rooms = dc.rooms.map((room, r) =>
          buildRoom(paperSpec(room, spec.coolingZoneW ?? 40_000), r + 1, dc.code, ids, dice, {
            blocked: scenario.blockedShare,
            hasDomains: spec.faultDomains === true,
          }),
        );
        datacenters.push({
          id,
          code: dc.code,
          name: dc.name,
          zoneId,
          regionId,
          latitude: spec.latitude + dice.int(-400, 400) / 1000,
          longitude: spec.longitude + dice.int(-400, 400) / 1000,
          rooms,
          ...modelOf(id, spec.tags, rooms),
        });
      });
      return { id: zoneId, code: letter, name: `${spec.name} zone ${letter.toUpperCase()}` };
    });
    return { id: regionId, spec, zones, datacenters };
  });
}
