/** The public NetBox demo data: exact counts, elevations and assumptions. The data is not part of the repository. */
import { existsSync } from "node:fs";
import { checkProposal } from "@headroom/core/topology/proposal/check";
import { proposeNetbox } from "@headroom/core/topology/proposal/netbox";
import { describe, expect, it } from "vitest";
import { DEMO_DATA, filesIn, SMALL } from "./fixtures/files";
import { readNetbox } from "./read";

function propose(folder: string) {
  const reading = readNetbox(filesIn(folder));
  const proposal = proposeNetbox(reading.document);
  if (!proposal.ok) throw new Error(JSON.stringify(proposal.error));
  return { reading, proposal: proposal.value };
}

describe("the small fixture", () => {
  const { proposal } = propose(SMALL);

  it("becomes a proposal the database takes", () => {
    expect(checkProposal(proposal)).toEqual([]);
    expect(proposal.rooms.map((room) => [room.key, room.provenance])).toEqual([
      ["location:1", "recorded"],
      ["site:2/room", "assumed"],
    ]);
    expect(proposal.positions.map((p) => p.feeds.map((f) => `${f.deviceKey} ${f.provenance}`))).toEqual([
      ["feed:1 recorded", "feed:2 recorded"],
      ["feed:3 recorded", "location:1/power:B assumed"],
      ["site:2/room/power:A assumed", "site:2/room/power:B assumed"],
    ]);
    expect(proposal.servers.map((s) => [s.name, s.startU, s.face])).toEqual([
      ["web-1", 1, "both"],
      ["web-2", 3, "both"],
      ["Panel 24 #3", 10, "front"],
      ["Panel 24 #4", 10, "rear"],
      ["top-down", 41, "both"],
    ]);
  });
});

const present = existsSync(DEMO_DATA);

describe.skipIf(!present)(
  `the NetBox demo data${present ? "" : " (skipped: ../shared/data/netbox/v4.2_csv is not there)"}`,
  () => {
    const { reading, proposal } = present ? propose(DEMO_DATA) : propose(SMALL);

    it("is read whole", () => {
      expect(reading.rejected).toEqual([]);
      const present = reading.counts.filter(({ table, present }) => present || table === "dcim_racktype");
      const accepted = Object.fromEntries(present.map((count) => [count.table, count.accepted]));
      expect(accepted).toEqual({
        ...{
          dcim_region: 67,
          tenancy_tenant: 11,
          dcim_site: 24,
          dcim_location: 4,
          dcim_manufacturer: 14,
          dcim_rackrole: 4,
        },
        ...{
          dcim_racktype: 0,
          dcim_rack: 42,
          dcim_rackreservation: 2,
          dcim_devicerole: 9,
          dcim_devicetype: 14,
          dcim_device: 72,
        },
        ...{ dcim_powerpanel: 4, dcim_powerfeed: 48, dcim_powerport: 75, dcim_poweroutlet: 104 },
      });
    });

    it("becomes a proposal the database takes", () => {
      expect(checkProposal(proposal)).toEqual([]);
      const sizes = Object.entries(proposal).map(([name, list]) => [name, Array.isArray(list) ? list.length : list]);
      expect(Object.fromEntries(sizes)).toEqual({
        ...{
          source: "netbox",
          regions: 12,
          zones: 12,
          datacenters: 24,
          rooms: 17,
          rows: 21,
          coolingZones: 17,
          powerDevices: 86,
        },
        ...{
          positions: 42,
          families: 5,
          serverTypes: 14,
          rackTypes: 7,
          racks: 42,
          servers: 72,
          unitReservations: 12,
          requests: 0,
        },
        assumptions: 32,
      });
    });

    it("has the elevations of the source, unit by unit", () => {
      const { devices, deviceTypes, racks } = reading.document;
      const heights = new Map(deviceTypes.map((type) => [type.id, type]));
      for (const rack of racks) {
        const expected = devices
          .filter((device) => device.rackId === rack.id)
          .map((d) => [`device:${d.id}`, d.position, heights.get(d.deviceTypeId)?.heightU, d.face]);
        const found = proposal.servers.filter((server) => server.rackKey === `rack:${rack.id}`);
        expect(found.map((s) => [s.key, s.startU, s.heightU, s.mountedOn])).toEqual(expected);
      }
      const elevation = proposal.servers.filter((server) => server.rackKey === "rack:18");
      expect(elevation.map((s) => [s.startU, s.heightU, s.face, s.mountedOn])).toEqual([
        [26, 1, "both", "rear"],
        [25, 1, "both", "rear"],
      ]);
      const units = proposal.unitReservations.map((unit) => [unit.rackKey, unit.unit]);
      const damaged = [20, 21].map((unit) => ["rack:14", unit]);
      expect(units).toEqual([...Array.from({ length: 10 }, (_, i) => ["rack:39", i + 1]), ...damaged]);
    });

    it("keeps the recorded pairs of feeds and proposes the others", () => {
      const recorded = proposal.positions.filter((p) => p.feeds.every((feed) => feed.provenance === "recorded"));
      expect(recorded).toHaveLength(24);
      const pairs = new Set(recorded.map((p) => p.feeds.map((feed) => feed.topKey).join(" + ")));
      expect([...pairs]).toEqual(["panel:1 + panel:2", "panel:3 + panel:4"]);
      expect(proposal.powerDevices.find((device) => device.key === "feed:1")).toMatchObject({
        capacityW: 3520,
        code: "P1-1A",
      });
    });

    it("says what it assumed", () => {
      const counts = Object.fromEntries(proposal.assumptions.map((assumption) => [assumption.id, assumption.count]));
      expect(counts).toMatchObject({
        "room/racks without a location": 18,
        "room/one per site": 17,
        "row/locations named like rows": 4,
        "row/empty rows": 1,
        "feed_pair/two proposed feeds": 18,
        "position/one per rack": 42,
        "zone/one per region": 12,
        "region_coordinates/0, 0": 12,
        "rack_power/3520 W by their feeds": 24,
        "rack_power/3000 W": 18,
        "left_out/regions without sites": 55,
      });
    });

    it("is the same the second time, digests included", () => {
      expect(propose(DEMO_DATA).proposal).toEqual(proposal);
    });
  },
);
