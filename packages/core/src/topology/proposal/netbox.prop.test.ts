import fc from "fast-check";
import { expect, it, vi } from "vitest";
import { checkProposal } from "./check";
import { proposeNetbox } from "./netbox";
import { netboxInventory, netboxOptions } from "./netbox.arbitrary";
import type { NetboxInventory } from "./netbox-inventory";
import type { NetboxOptions } from "./netbox-options";
import type { ImportProposal } from "./types";

// A property is many runs: on a busy machine they take longer than a test usually may.
vi.setConfig({ testTimeout: 60_000 });

function propose(inventory: NetboxInventory, options: Partial<NetboxOptions> = {}): ImportProposal {
  const proposal = proposeNetbox(inventory, options);
  if (!proposal.ok) throw new Error(JSON.stringify(proposal.error));
  return proposal.value;
}

const forAny = (check: (proposal: ImportProposal, inventory: NetboxInventory) => void) =>
  fc.assert(
    fc.property(netboxInventory, netboxOptions, (inventory, options) => {
      check(propose(inventory, options), inventory);
    }),
    { numRuns: 60 },
  );

it("keeps every rule of the database", () => {
  forAny((proposal) => expect(checkProposal(proposal)).toEqual([]));
});

it("does not depend on the order of rows", () => {
  fc.assert(
    fc.property(netboxInventory, (inventory) => {
      const reversed = Object.fromEntries(Object.entries(inventory).map(([name, list]) => [name, [...list].reverse()]));
      // Every list of the inventory is in it, in another order.
      expect(propose(reversed as unknown as NetboxInventory)).toEqual(propose(inventory));
    }),
    { numRuns: 60 },
  );
});

it("takes over every site, rack and reserved unit, and every device or says that it is left out", () => {
  forAny((proposal, inventory) => {
    expect(proposal.datacenters.map((d) => d.key).sort()).toEqual(inventory.sites.map((s) => `site:${s.id}`).sort());
    expect(proposal.racks.map((r) => r.key).sort()).toEqual(inventory.racks.map((r) => `rack:${r.id}`).sort());
    const units = inventory.rackReservations.reduce((sum, reservation) => sum + reservation.units.length, 0);
    expect(proposal.unitReservations).toHaveLength(units);
    const devicesLeft = [
      "left_out/devices in no rack",
      "left_out/devices in no unit",
      "left_out/devices in half units",
    ];
    const left = proposal.assumptions.filter((a) => devicesLeft.includes(a.id)).flatMap((a) => a.subjects);
    const all = [...proposal.servers.map((s) => s.key), ...left].sort();
    expect(all).toEqual(inventory.devices.map((d) => `device:${d.id}`).sort());
  });
});

it("lists every assumed thing and every assumed feed among its assumptions", () => {
  forAny((proposal) => {
    const listed = new Set(proposal.assumptions.flatMap((assumption) => assumption.subjects));
    const nouns = Object.values(proposal).flatMap((list) => (Array.isArray(list) ? list : []));
    const silent = nouns.filter((noun) => noun.provenance === "assumed" && !listed.has(noun.key));
    expect(silent).toEqual([]);
    const feeds = proposal.assumptions.filter((a) => a.kind === "feed_pair" || a.kind === "second_feed");
    const explained = new Set(feeds.flatMap((assumption) => assumption.subjects));
    const withAssumed = proposal.positions.filter((p) => p.feeds.some((feed) => feed.provenance === "assumed"));
    expect(withAssumed.filter((position) => !explained.has(position.key))).toEqual([]);
    for (const { count, subjects } of proposal.assumptions) expect(count).toBe(new Set(subjects).size);
    expect(new Set(proposal.assumptions.map((a) => a.id)).size).toBe(proposal.assumptions.length);
  });
});

it("lets the racks that stand draw their power, also with any one top device down", () => {
  forAny((proposal) => {
    const watts = new Map(proposal.rackTypes.map((type) => [type.key, type.powerW]));
    const positions = new Map(proposal.positions.map((position) => [position.key, position]));
    const parents = new Map(proposal.powerDevices.map((device) => [device.key, device.parentKey]));
    const above = (key: string): string[] => {
      const parent = parents.get(key) ?? null;
      return [key, ...(parent === null ? [] : above(parent))];
    };
    const load = (failed: string | null) => {
      const loads = new Map<string, number>();
      for (const rack of proposal.racks) {
        const feeds = positions.get(rack.positionKey)?.feeds ?? [];
        const alive = feeds.filter((feed) => feed.topKey !== failed);
        for (const key of alive.flatMap((feed) => above(feed.deviceKey))) {
          loads.set(key, (loads.get(key) ?? 0) + (watts.get(rack.rackTypeKey) ?? 0) / alive.length);
        }
      }
      return loads;
    };
    const normal = load(null);
    for (const device of proposal.powerDevices) {
      expect(normal.get(device.key) ?? 0).toBeLessThanOrEqual(device.capacityW);
    }
    for (const top of proposal.powerDevices.filter((device) => device.depth === 0)) {
      const after = load(top.key);
      for (const device of proposal.powerDevices.filter((one) => one.topKey !== top.key)) {
        expect(after.get(device.key) ?? 0).toBeLessThanOrEqual(device.failoverCapacityW);
      }
    }
  });
});

it("feeds a rack as recorded wherever two usable feeds come from two panels", () => {
  forAny((proposal, inventory) => {
    for (const rack of inventory.racks) {
      const usable = inventory.powerFeeds.filter((feed) => feed.rackId === rack.id && feed.status === "active");
      const feeds = proposal.positions.find((position) => position.key === `rack:${rack.id}/position`)?.feeds ?? [];
      const recorded = feeds.filter((feed) => feed.provenance === "recorded").length;
      expect(recorded).toBe(Math.min(2, new Set(usable.map((feed) => feed.panelId)).size));
    }
  });
});

it("keeps the unit and the face of what stands in a rack counted from 1 upwards", () => {
  forAny((proposal, inventory) => {
    for (const server of proposal.servers) {
      const device = inventory.devices.find((one) => `device:${one.id}` === server.key);
      const rack = inventory.racks.find((one) => one.id === device?.rackId);
      const type = inventory.deviceTypes.find((one) => one.id === device?.deviceTypeId);
      expect(server.mountedOn).toBe(device?.face);
      expect(server.face).toBe(type?.fullDepth ? "both" : device?.face);
      const plain = rack?.startingUnit === 1 && !rack.descUnits;
      if (!plain) continue;
      expect([server.startU, server.heightU]).toEqual([device?.position, type?.heightU]);
    }
  });
});
