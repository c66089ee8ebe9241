/** Arbitrary checked inventories for property tests: small, awkward (repeated names, halves, gaps), and always consistent. */
import fc from "fast-check";
import type {
  NetboxDevice,
  NetboxDeviceType,
  NetboxInventory,
  NetboxLocation,
  NetboxPowerFeed,
  NetboxRack,
  NetboxRackReservation,
} from "./netbox-inventory";
import type { NetboxOptions } from "./netbox-options";

type Pick = <T>(list: readonly T[]) => T | undefined;
type Chance = (percent: number) => boolean;
type Int = (min: number, max: number) => number;

export const netboxInventory: fc.Arbitrary<NetboxInventory> = fc.gen().map((gen) => {
  const int: Int = (min, max) => gen(fc.integer, { min, max });
  const chance: Chance = (percent) => int(1, 100) <= percent;
  const pick: Pick = (list) => (list.length === 0 ? undefined : list[int(0, list.length - 1)]);
  return build(int, chance, pick);
});

export const netboxOptions: fc.Arbitrary<Partial<NetboxOptions>> = fc.record({
  rackPowerW: fc.integer({ min: 0, max: 5_000 }),
  feedCapacityW: fc.integer({ min: 5_000, max: 9_000 }),
  failoverPercent: fc.integer({ min: 100, max: 200 }),
  positionsPerRow: fc.integer({ min: 1, max: 4 }),
  sparePositionsPerRow: fc.integer({ min: 0, max: 2 }),
});

function build(int: Int, chance: Chance, pick: Pick): NetboxInventory {
  const list = <T>(max: number, make: (id: string, i: number) => T) =>
    Array.from({ length: int(0, max) }, (_, i) => make(String(i + 1), i));
  const named = (id: string, prefix: string) => ({ id, name: `${prefix} ${id}`, slug: `${prefix}-${id}` });
  /** Tags and custom fields of some. */
  const notes = () => ({
    ...(chance(20) ? { tags: chance(50) ? ["green"] : ["blue", "green"] } : {}),
    ...(chance(20) ? { customFields: chance(50) ? '{"cost":12.5,"owner":"web"}' : '{"owner":null}' } : {}),
  });
  const idOf = (thing: { readonly id: string } | undefined) => thing?.id ?? null;
  const regions = list(5, (id, i) => ({
    ...named(id, "region"),
    ...notes(),
    slug: chance(30) ? "region" : `region-${id}`,
    parentId: i > 0 && chance(60) ? String(int(1, i)) : null,
  }));
  const tenants = list(2, (id) => named(id, "tenant"));
  const sites = [...list(3, (id) => id), "9"].map((id) => ({
    ...named(id, "site"),
    ...notes(),
    slug: `site-${id}`,
    status: chance(80) ? "active" : "planned",
    facility: "",
    regionId: chance(80) ? idOf(pick(regions)) : null,
    tenantId: chance(30) ? idOf(pick(tenants)) : null,
    ...(chance(50) ? { latitude: int(-90, 90), longitude: int(-180, 180) } : { latitude: null, longitude: null }),
  }));
  const siteId = () => pick(sites)?.id ?? "9";
  const locations: NetboxLocation[] = [];
  for (const id of list(7, (given) => given)) {
    const own = siteId();
    const above = chance(50) ? pick(locations.filter((location) => location.siteId === own)) : undefined;
    const name = pick(["Row 1", "Row 10", "row B", "Room A", "Floor 1"]) ?? "Room A";
    locations.push({ ...notes(), id, name, slug: pick(["x", `l-${id}`]) ?? "x", siteId: own, parentId: idOf(above) });
  }
  const locationIn = (site: string) => idOf(pick(locations.filter((location) => location.siteId === site)));
  const manufacturers = [named("1", "maker"), named("2", "maker")];
  const rackRoles = list(2, (id) => ({ ...named(id, "role"), ...notes() }));
  const rackTypes = list(2, (id) => ({ id, manufacturerId: "1", model: `Type ${id}`, slug: `type-${id}` }));
  const racks = list(9, (id): NetboxRack => {
    const own = siteId();
    return {
      ...notes(),
      id,
      name: pick(["R1", "R2", "R10", "Closet"]) ?? "R1",
      siteId: own,
      locationId: chance(60) ? locationIn(own) : null,
      roleId: chance(60) ? idOf(pick(rackRoles)) : null,
      tenantId: chance(30) ? idOf(pick(tenants)) : null,
      rackTypeId: chance(40) ? idOf(pick(rackTypes)) : null,
      status: pick(["active", "available", "planned", "deprecated", "own-word"]) ?? "active",
      serial: "",
      assetTag: chance(20) ? `tag ${id}` : null,
      formFactor: pick(["", "4-post-cabinet"]) ?? "",
      heightU: int(1, 12),
      startingUnit: chance(80) ? 1 : int(1, 5),
      descUnits: chance(20),
      maxWeightKg: chance(30) ? int(1, 900) + 0.5 : null,
    };
  });
  const deviceTypes = list(
    4,
    (id): NetboxDeviceType => ({
      ...notes(),
      ...{ id, manufacturerId: pick(["1", "2"]) ?? "1", model: `Model ${id}`, slug: `model-${id}` },
      heightU: int(0, 6) / 2,
      fullDepth: chance(50),
      weightKg: chance(30) ? 12.5 : null,
      powerPorts: chance(30) ? null : int(0, 2),
      interfaces: chance(30) ? null : int(0, 48),
    }),
  );
  const devices = placeDevices(int, chance, pick, racks, deviceTypes, sites).map((device) => ({
    ...device,
    ...notes(),
  }));
  const powerPanels = list(4, (id) => {
    const own = siteId();
    return {
      ...notes(),
      id,
      name: pick(["P1", "P2"]) ?? "P1",
      siteId: own,
      locationId: chance(40) ? locationIn(own) : null,
    };
  });
  const powerFeeds =
    powerPanels.length === 0
      ? []
      : list(14, (id): NetboxPowerFeed => {
          const panel = pick(powerPanels);
          const rack = chance(85) ? pick(racks.filter((one) => one.siteId === panel?.siteId)) : undefined;
          return {
            ...notes(),
            id,
            name: pick(["F1", "F2", "P1", `F-${id}`]) ?? "F1",
            panelId: panel?.id ?? "",
            rackId: idOf(rack),
            status: chance(85) ? "active" : (pick(["offline", "failed", "planned"]) ?? "offline"),
            type: chance(50) ? "primary" : "redundant",
            powerW: int(0, 8_000),
          };
        });
  return {
    ...{
      regions,
      tenants,
      sites,
      locations,
      manufacturers,
      rackRoles,
      rackTypes,
      racks,
      deviceTypes,
      devices,
      powerPanels,
      powerFeeds,
    },
    rackReservations: reserve(chance, racks),
    deviceRoles: [],
    powerPorts: devices
      .filter(() => chance(40))
      .map(({ id }) => ({ id, deviceId: id, maximumDrawW: chance(50) ? int(1, 900) : null })),
    powerOutlets: devices.filter(() => chance(20)).map(({ id }) => ({ id, deviceId: id })),
  };
}

/** Tries random places and keeps what NetBox would accept: inside the rack, no half unit of a face taken twice. */
function placeDevices(
  int: Int,
  chance: Chance,
  pick: Pick,
  racks: readonly NetboxRack[],
  types: readonly NetboxDeviceType[],
  sites: readonly { readonly id: string }[],
): NetboxDevice[] {
  const taken = new Set<string>();
  const devices: NetboxDevice[] = [];
  for (let i = 1, tries = types.length === 0 ? 0 : int(0, 15); i <= tries; i++) {
    const type = pick(types);
    const rack = chance(90) ? pick(racks) : undefined;
    if (type === undefined) continue;
    const face = chance(50) ? ("front" as const) : ("rear" as const);
    const base = {
      ...{
        id: String(i),
        name: chance(70) ? `device ${i}` : "",
        locationId: null,
        deviceTypeId: type.id,
        roleId: null,
        tenantId: null,
      },
      ...{ status: pick(["active", "inventory", "own-word", "failed"]) ?? "active", serial: "", assetTag: null },
    };
    if (rack === undefined) {
      devices.push({ ...base, siteId: sites[0]?.id ?? "9", rackId: null, position: null, face: null });
      continue;
    }
    const inRack = { ...base, siteId: rack.siteId, rackId: rack.id };
    if (chance(10)) {
      devices.push({ ...inRack, position: null, face: null });
      continue;
    }
    const position = rack.startingUnit + int(0, rack.heightU * 2 - 1) / 2;
    if (position + Math.max(type.heightU, 0.5) > rack.startingUnit + rack.heightU) continue;
    const cells: string[] = [];
    for (let half = position * 2; half < (position + type.heightU) * 2; half++) {
      for (const side of type.fullDepth ? ["front", "rear"] : [face]) cells.push(`${rack.id}/${half}/${side}`);
    }
    if (cells.some((cell) => taken.has(cell))) continue;
    for (const cell of cells) taken.add(cell);
    devices.push({ ...inRack, position, face });
  }
  return devices;
}

function reserve(chance: Chance, racks: readonly NetboxRack[]): NetboxRackReservation[] {
  return racks
    .filter(() => chance(30))
    .map((rack, i) => {
      const all = Array.from({ length: rack.heightU }, (_, n) => rack.startingUnit + n);
      const some = all.filter(() => chance(40));
      const units = some.length > 0 ? some : all.slice(0, 1);
      return {
        id: String(i + 1),
        rackId: rack.id,
        tenantId: null,
        userId: chance(50) ? "2" : null,
        units,
        description: "",
      };
    });
}
