import { describe, expect, it } from "vitest";
import { proposeNetbox } from "./netbox";
import type { NetboxInventory, NetboxRack } from "./netbox-inventory";
import type { NetboxOptions } from "./netbox-options";

const rack = (id: string, name: string, more: Partial<NetboxRack> = {}): NetboxRack => ({
  ...{
    id,
    name,
    siteId: "1",
    locationId: null,
    roleId: null,
    tenantId: null,
    rackTypeId: null,
    status: "active",
    serial: "",
  },
  ...{
    assetTag: null,
    formFactor: "4-post-cabinet",
    heightU: 42,
    startingUnit: 1,
    descUnits: false,
    maxWeightKg: null,
  },
  ...more,
});
const location = (id: string, name: string, parentId: string | null = null) => ({
  id,
  name,
  slug: `l-${id}`,
  siteId: "1",
  parentId,
});
const feed = (
  id: string,
  panelId: string,
  rackId: string | null,
  more: { type?: "primary" | "redundant"; powerW?: number } = {},
) => ({
  ...{ id, name: `Feed ${id}`, panelId, rackId, status: "active", type: "primary" as const, powerW: 4_000 },
  ...more,
});
const panel = (id: string) => ({ id, name: `Panel ${id}`, siteId: "1", locationId: null });

const EMPTY: NetboxInventory = {
  ...{
    regions: [],
    tenants: [],
    locations: [],
    manufacturers: [],
    rackRoles: [],
    rackTypes: [],
    racks: [],
    rackReservations: [],
  },
  ...{
    deviceRoles: [],
    deviceTypes: [],
    devices: [],
    powerPanels: [],
    powerFeeds: [],
    powerPorts: [],
    powerOutlets: [],
  },
  sites: [
    {
      ...{ id: "1", name: "Alpha", slug: "alpha", status: "active" },
      facility: "",
      regionId: null,
      tenantId: null,
      latitude: 10,
      longitude: 20,
    },
  ],
};

function propose(inventory: Partial<NetboxInventory>, options: Partial<NetboxOptions> = {}) {
  const proposal = proposeNetbox({ ...EMPTY, ...inventory }, options);
  if (!proposal.ok) throw new Error(JSON.stringify(proposal.error));
  return proposal.value;
}

describe("regions", () => {
  it("takes the region of the site, with what lies above it as geography and the mean of its sites as place", () => {
    const region = (id: string, name: string, parentId: string | null) => ({
      id,
      name,
      slug: name.toLowerCase(),
      parentId,
    });
    const site = (id: string, latitude: number | null) => ({
      ...EMPTY.sites[0]!,
      id,
      slug: id,
      regionId: "3",
      latitude,
      longitude: 8,
    });
    const { regions, zones, datacenters } = propose({
      regions: [region("1", "Europe", null), region("2", "Germany", "1"), region("3", "Hesse", "2")],
      sites: [site("1", 50), site("2", 51), site("3", null)],
    });
    expect(regions).toMatchObject([
      { key: "region:3", name: "Hesse", geography: "Europe / Germany", latitude: 50.5, longitude: 8 },
    ]);
    expect(zones).toMatchObject([{ regionKey: "region:3", provenance: "assumed" }]);
    expect(datacenters.map((d) => [d.key, d.latitude])).toEqual([
      ["site:1", 50],
      ["site:2", 51],
      ["site:3", null],
    ]);
  });

  it("puts sites without a region into a proposed one", () => {
    expect(propose({}).regions).toMatchObject([
      { code: "unassigned", provenance: "assumed", latitude: 10, longitude: 20 },
    ]);
  });
});

describe("rooms and rows", () => {
  it("reads a location named like a row as a row of the room above it, and other locations as rooms", () => {
    const { rooms, rows, racks, positions } = propose({
      locations: [
        location("1", "Hall A"),
        location("2", "Row 2", "1"),
        location("3", "Row 10", "1"),
        location("4", "Browse"),
      ],
      racks: [
        rack("1", "R10", { locationId: "2" }),
        rack("2", "R9", { locationId: "2" }),
        rack("3", "X", { locationId: "4" }),
      ],
    });
    expect(rooms.map((r) => [r.name, r.provenance])).toEqual([
      ["Hall A", "recorded"],
      ["Browse", "recorded"],
    ]);
    expect(rows.map((r) => [r.key, r.roomKey, r.sequence])).toEqual([
      ["location:2", "location:1", 1],
      ["location:3", "location:1", 2],
      ["location:4/row:1", "location:4", 1],
    ]);
    const spot = (key: string) => positions.find((p) => p.key === racks.find((r) => r.key === key)?.positionKey);
    expect([spot("rack:2")?.number, spot("rack:1")?.number]).toEqual([1, 2]);
  });

  it("names a room after the locations that only group rooms", () => {
    const { rooms, assumptions } = propose({
      locations: [location("1", "Building"), location("2", "Floor", "1"), location("3", "Room", "2")],
      racks: [rack("1", "R1", { locationId: "3" })],
    });
    expect(rooms.map((r) => r.name)).toEqual(["Building / Floor / Room"]);
    expect(assumptions.find((a) => a.id === "left_out/locations that only group others")?.count).toBe(2);
  });

  it("gives racks without a location one proposed room and rows of the asked length", () => {
    const racks = ["1", "2", "3", "4", "5"].map((id) => rack(id, `R${id}`));
    const { rooms, rows, positions, assumptions } = propose({ racks }, { positionsPerRow: 2, sparePositionsPerRow: 1 });
    expect(rooms).toMatchObject([{ key: "site:1/room", provenance: "assumed" }]);
    expect(rows.map((row) => positions.filter((p) => p.rowKey === row.key).length)).toEqual([3, 3, 2]);
    expect(assumptions.find((a) => a.id === "row/at most 2 positions")).toMatchObject({
      count: 3,
      option: "positionsPerRow",
    });
    expect(assumptions.find((a) => a.id === "spare_position/1 per row")?.count).toBe(3);
  });
});

describe("power", () => {
  it("feeds a rack from two panels as recorded, primary first, and limits it to the weaker feed", () => {
    const { positions, rackTypes, powerDevices } = propose({
      racks: [rack("1", "R1")],
      powerPanels: [panel("1"), panel("2")],
      powerFeeds: [feed("1", "1", "1", { type: "redundant", powerW: 3_000 }), feed("2", "2", "1")],
    });
    expect(positions[0]?.feeds.map((f) => [f.slot, f.deviceKey, f.topKey])).toEqual([
      ["A", "feed:2", "panel:2"],
      ["B", "feed:1", "panel:1"],
    ]);
    expect(rackTypes).toMatchObject([{ powerW: 3_000, deratedW: 2_400 }]);
    expect(powerDevices.map((d) => [d.key, d.depth, d.capacityW])).toEqual([
      ["panel:1", 0, 3_000],
      ["panel:2", 0, 4_000],
      ["feed:1", 1, 3_000],
      ["feed:2", 1, 4_000],
    ]);
  });

  it("proposes the other feed where both recorded ones come from one panel", () => {
    const { positions, assumptions } = propose({
      racks: [rack("1", "R1")],
      powerPanels: [panel("1")],
      powerFeeds: [feed("1", "1", "1"), feed("2", "1", "1", { type: "redundant" })],
    });
    expect(positions[0]?.feeds).toMatchObject([
      { deviceKey: "feed:1", provenance: "recorded" },
      { slot: "B", topKey: "site:1/room/power:B", provenance: "assumed" },
    ]);
    expect(assumptions.find((a) => a.kind === "second_feed")?.subjects).toEqual(["rack:1/position"]);
    expect(assumptions.find((a) => a.id === "feed_pair/feeds not used")?.subjects).toEqual(["feed:2"]);
  });

  it("limits a rack with one recorded feed to what the proposed one carries", () => {
    const inventory = { racks: [rack("1", "R1")], powerPanels: [panel("1")], powerFeeds: [feed("1", "1", "1")] };
    expect(propose(inventory, { feedCapacityW: 3_500 }).rackTypes).toMatchObject([{ powerW: 3_500 }]);
    expect(propose(inventory, { feedCapacityW: 4_500 }).rackTypes).toMatchObject([{ powerW: 4_000 }]);
  });

  it("splits a panel that feeds racks in two rooms", () => {
    const { powerDevices, assumptions } = propose({
      locations: [location("1", "Room A"), location("2", "Room B")],
      racks: [rack("1", "R1", { locationId: "1" }), rack("2", "R2", { locationId: "2" })],
      powerPanels: [panel("1")],
      powerFeeds: [feed("1", "1", "1"), feed("2", "1", "2", { powerW: 5_000 })],
    });
    const panels = powerDevices.filter((d) => d.kind === "panel");
    expect(panels.map((d) => [d.key, d.roomKey, d.capacityW])).toEqual([
      ["panel:1", "location:1", 4_000],
      ["panel:1@location:2", "location:2", 5_000],
    ]);
    expect(assumptions.find((a) => a.kind === "panel_split")?.count).toBe(1);
  });
});

describe("equipment", () => {
  const type = (id: string, heightU: number, fullDepth: boolean) => ({
    ...{
      id,
      manufacturerId: "1",
      model: `M${id}`,
      slug: `m${id}`,
      heightU,
      fullDepth,
      weightKg: null,
      powerPorts: 1,
      interfaces: 4,
    },
  });
  const device = (id: string, typeId: string, position: number | null, face: "front" | "rear" | null) => ({
    ...{ id, name: "", siteId: "1", locationId: null, rackId: "1", deviceTypeId: typeId, roleId: null, tenantId: null },
    ...{ status: "active", position, face, serial: "", assetTag: null },
  });

  it("turns a rack counted from the top, from another number, the right way up", () => {
    const { servers, unitReservations } = propose({
      racks: [rack("1", "R1", { descUnits: true, startingUnit: 11, heightU: 10 })],
      deviceTypes: [type("1", 2, true)],
      devices: [device("1", "1", 11, "front")],
      rackReservations: [{ id: "1", rackId: "1", tenantId: null, userId: "2", units: [20], description: "" }],
    });
    expect(servers).toMatchObject([{ startU: 9, heightU: 2, face: "both", mountedOn: "front", name: "M1 #1" }]);
    expect(unitReservations).toMatchObject([{ unit: 1, owner: "NetBox user 2" }]);
  });

  it("keeps half units and leaves out what has no unit", () => {
    const { servers, assumptions } = propose({
      racks: [rack("1", "R1")],
      deviceTypes: [type("1", 0.5, false), type("2", 0, false)],
      devices: [
        device("1", "1", 4, "front"),
        device("2", "1", 4.5, "front"),
        device("3", "1", 4.5, "rear"),
        device("4", "2", null, null),
      ],
    });
    expect(servers.map((s) => [s.key, s.startU, s.heightU, s.face])).toEqual([
      ["device:1", 4, 0.5, "front"],
      ["device:2", 4.5, 0.5, "front"],
      ["device:3", 4.5, 0.5, "rear"],
    ]);
    const left = (id: string) => assumptions.find((a) => a.id === `left_out/${id}`)?.subjects;
    expect(left("devices in no unit")).toEqual(["device:4"]);
  });

  it("takes recorded draws for the power of a type, nothing for one without ports, the option otherwise", () => {
    const { serverTypes } = propose(
      {
        racks: [rack("1", "R1")],
        deviceTypes: [type("1", 1, true), { ...type("2", 1, true), powerPorts: 0 }, type("3", 1, true)],
        devices: [device("1", "1", 1, "front")],
        powerPorts: [
          { id: "1", deviceId: "1", maximumDrawW: 300 },
          { id: "2", deviceId: "1", maximumDrawW: 350 },
        ],
      },
      { serverPowerW: 111 },
    );
    expect(serverTypes.map((t) => t.nameplateW)).toEqual([650, 0, 111]);
  });

  it("reads rack states, and one it does not know as in service, each as an assumption", () => {
    const states = ["active", "planned", "available", "reserved", "deprecated", "constructor"];
    const { racks, assumptions } = propose({
      racks: states.map((status, i) => rack(String(i + 1), `R${i}`, { status })),
    });
    expect(racks.map((r) => r.state)).toEqual(["in_service", "planned", "racked", "racked", "draining", "in_service"]);
    expect(assumptions.filter((a) => a.kind === "rack_state").map((a) => a.value)).toContain(
      "constructor as in_service",
    );
  });

  it("stands racks of one name in the order of their ids", () => {
    const { positions } = propose({ racks: [rack("10", "Closet"), rack("9", "Closet")] });
    expect(positions.map((position) => [position.key, position.number])).toEqual([
      ["rack:9/position", 1],
      ["rack:10/position", 2],
    ]);
  });

  it("tells racks of one name apart by their ids", () => {
    const { racks } = propose({ racks: [rack("1", "Closet"), rack("2", "Closet"), rack("3", "R1")] });
    expect(racks.map((r) => r.code)).toEqual(["alpha/Closet #1", "alpha/Closet #2", "alpha/R1"]);
  });
});

describe("options and digests", () => {
  it("refuses options out of range and feeds too weak for a rack", () => {
    const problem = (options: Partial<NetboxOptions>) => {
      const result = proposeNetbox(EMPTY, options);
      return result.ok ? [] : result.error.map((p) => p.option);
    };
    expect(problem({ rackPowerW: -1, positionsPerRow: 0, failoverPercent: 99.5, source: "" })).toEqual([
      "source",
      "rackPowerW",
      "failoverPercent",
      "positionsPerRow",
    ]);
    expect(problem({ rackPowerW: 5_000, feedCapacityW: 4_999 })).toEqual(["feedCapacityW"]);
    expect(problem({})).toEqual([]);
  });

  it("keeps the digest of what did not change", () => {
    const digests = (racks: NetboxRack[]) => new Map(propose({ racks }).racks.map((r) => [r.key, r.ref.digest]));
    const before = digests([rack("1", "R1"), rack("2", "R2")]);
    const after = digests([rack("1", "R1"), rack("2", "R2", { serial: "S-1" }), rack("3", "R3")]);
    expect(after.get("rack:1")).toBe(before.get("rack:1"));
    expect(after.get("rack:2")).not.toBe(before.get("rack:2"));
  });
});
