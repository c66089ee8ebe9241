import fc from "fast-check";
import { expect, test } from "vitest";
import { asPlaced, datacenterArb, racksInArb } from "../testing/placement";
import type { DatacenterModel, OccupancyKind, PlacedRacks } from "../topology/datacenter";
import { accountDatacenter } from "./account";
import { oracleFill, oracleSupply } from "./account.oracle";
import { resources, strandedCauses } from "./ledger";
import { oracleLoads } from "./loads.oracle";
import type { ResourceAccounts } from "./types";

const kindArb = fc.constantFrom<OccupancyKind>("occupied", "committed", "held", "reserved");
const lotsArb = (decimals: boolean) =>
  fc.array(fc.record({ racks: racksInArb(decimals), kind: kindArb }), { maxLength: 8 });
const referenceArb = fc.record({ powerW: fc.integer({ min: 0, max: 9 }), coolingW: fc.integer({ min: 0, max: 6 }) });

const placedOf = (
  model: DatacenterModel,
  lots: readonly { racks: Parameters<typeof asPlaced>[1][number]; kind: OccupancyKind }[],
) =>
  asPlaced(
    model,
    lots.map((l) => l.racks),
  ).map((p, i): PlacedRacks => ({ ...p, kind: lots[i]!.kind }));

/** Of the lots, those that can stand together. */
function standing(model: DatacenterModel, placed: readonly PlacedRacks[]): PlacedRacks[] {
  const kept: PlacedRacks[] = [];
  for (const p of placed) if (oracleLoads(model, [...kept, p]).broken.size === 0) kept.push(p);
  return kept;
}

const perRack = { space: () => 1, power: powerOf, failover: powerOf, cooling: (p: { coolingW: number }) => p.coolingW };
function powerOf(p: { powerW: number }): number {
  return p.powerW;
}

function usedOf(
  placed: readonly PlacedRacks[],
  kind: OccupancyKind,
  each: (p: PlacedRacks) => number,
  inGroup: (g: string) => boolean,
) {
  let sum = 0;
  for (const p of placed)
    if (p.kind === kind) for (const [g, n] of Object.entries(p.racks)) if (inGroup(g)) sum += n * each(p);
  return sum;
}

function addsUp(part: readonly ResourceAccounts[], whole: ResourceAccounts) {
  for (const resource of resources)
    for (const field of ["supply", "installed", "committed", "held", "reserved", "free", "stranded"] as const)
      expect(part.reduce((sum, p) => sum + p[resource][field], 0)).toBeCloseTo(whole[resource][field], 6);
}

test.each([false, true])(
  "what is used and supplied equals a sum from scratch, limits broken or not (decimals: %s)",
  (decimals) => {
    fc.assert(
      fc.property(datacenterArb({ decimals }), lotsArb(decimals), referenceArb, (model, lots, reference) => {
        const placed = placedOf(model, lots);
        const account = accountDatacenter(model, placed, { reference });
        const oracle = oracleLoads(model, placed);
        const rowOfGroup = new Map(model.groups.map((g) => [g.id, g.rowId]));
        const roomOfRow = new Map(model.rows.map((r) => [r.id, r.roomId]));
        const check = (accounts: ResourceAccounts, inGroup: (g: string) => boolean) => {
          for (const resource of resources) {
            const a = accounts[resource];
            expect(a.installed).toBeCloseTo(usedOf(placed, "occupied", perRack[resource], inGroup), 6);
            expect(a.committed).toBeCloseTo(usedOf(placed, "committed", perRack[resource], inGroup), 6);
            expect(a.held).toBeCloseTo(usedOf(placed, "held", perRack[resource], inGroup), 6);
            expect(a.reserved).toBeCloseTo(usedOf(placed, "reserved", perRack[resource], inGroup), 6);
            expect(a.installed + a.committed + a.held + a.reserved + a.free).toBeCloseTo(a.supply, 6);
            expect(a.stranded).toBeGreaterThanOrEqual(0);
            expect(a.stranded).toBeLessThanOrEqual(Math.max(0, a.free));
            const parts = strandedCauses.map((c) => a.strandedBy[c] ?? 0);
            expect(parts.reduce((x, y) => x + y, 0)).toBeCloseTo(a.stranded, 6);
          }
        };
        check(account.total, () => true);
        for (const row of account.rows) check(row.resources, (g) => rowOfGroup.get(g) === row.id);
        for (const room of account.rooms) {
          check(room.resources, (g) => roomOfRow.get(rowOfGroup.get(g)!) === room.id);
          const supply = oracleSupply(model, room.id);
          for (const resource of resources) expect(room.resources[resource].supply).toBeCloseTo(supply[resource], 2);
        }
        for (const g of account.groups) {
          expect(g.installed + g.committed + g.held + g.reserved).toBe(oracle.used.get(g.id));
          expect(g.free).toBe(g.positions - oracle.used.get(g.id)!);
        }
        for (const z of account.coolingZones) expect(z.loadW).toBe(oracle.coolingW.get(z.id));
        const shares: number[] = [];
        for (const d of account.devices) {
          expect(d.loadW).toBe(oracle.normalW.get(d.id));
          const after = [...oracle.afterFailureW].filter(([key]) => key.startsWith(`${d.id}/`));
          expect(d.afterFailureW).toEqual(Object.fromEntries(after.map(([key, w]) => [key.slice(d.id.length + 1), w])));
          shares.push(...after.map(([, w]) => (w === 0 ? 0 : w / d.failoverCapacityW)));
        }
        const { worstFailure: worst } = account;
        expect(worst!.loadW === 0 ? 0 : worst!.loadW / worst!.limitW).toBe(Math.max(...shares));
        expect(oracle.afterFailureW.get(`${worst!.deviceId}/${worst!.failedTopId}`)).toBe(worst!.loadW);
      }),
      { numRuns: 150 },
    );
  },
);

test("stranded is what stays free when no reference rack fits any more, by the limits that refuse it", () => {
  fc.assert(
    fc.property(datacenterArb(), lotsArb(false), referenceArb, (model, lots, reference) => {
      const placed = standing(model, placedOf(model, lots));
      const account = accountDatacenter(model, placed, { reference });
      const oracle = oracleFill(model, placed, reference);
      const fitted = [...oracle.fitted.values()].reduce((a, b) => a + b, 0);
      for (const resource of resources) {
        const { free, stranded } = account.total[resource];
        expect(stranded).toBeCloseTo(free - fitted * perRack[resource](reference), 6);
      }
      for (const g of account.groups) {
        const limits = oracle.refused.get(g.id);
        expect(g.stranded).toBe(g.free - oracle.fitted.get(g.id)!);
        expect(g.strandedCause === null).toBe(g.stranded === 0);
        if (g.strandedCause === null || limits === undefined) continue;
        const group = model.groups.find((m) => m.id === g.id)!;
        const named = limits.map((l) => {
          const [limit, id] = [l.slice(0, l.indexOf(":")), l.slice(l.indexOf(":") + 1)];
          if (limit !== "power") return limit;
          return group.feeds.includes(id) && model.devices.find((d) => d.id === id)!.parentId !== null
            ? "row"
            : "device";
        });
        expect(named).toContain(g.strandedCause);
      }
      const allOfRow = (rowId: string) => account.groups.filter((g) => g.rowId === rowId && g.stranded > 0);
      for (const row of account.rows) {
        const causes = new Set(allOfRow(row.id).map((g) => g.strandedCause));
        for (const resource of resources)
          for (const cause of strandedCauses)
            if (cause !== "space" && !causes.has(cause))
              expect(row.resources[resource].strandedBy[cause]).toBeUndefined();
      }
      addsUp(
        account.rooms.map((r) => r.resources),
        account.total,
      );
    }),
    { numRuns: 60 },
  );
});

test("rows add up to their room where every limit feeds a position", () => {
  fc.assert(
    fc.property(datacenterArb(), lotsArb(false), referenceArb, (model, lots, reference) => {
      const account = accountDatacenter(model, standing(model, placedOf(model, lots)), { reference });
      const topOf = (id: string): string => {
        const d = model.devices.find((x) => x.id === id)!;
        return d.parentId === null ? d.id : topOf(d.parentId);
      };
      const fed = new Set(
        model.groups.filter((g) => g.positions > 0).flatMap((g) => [...g.feeds.map(topOf), g.coolingZoneId]),
      );
      for (const room of account.rooms) {
        const limits = [...model.devices.filter((d) => d.parentId === null), ...model.coolingZones];
        if (!limits.filter((l) => l.roomId === room.id).every((l) => fed.has(l.id))) continue;
        addsUp(
          account.rows.filter((r) => r.roomId === room.id).map((r) => r.resources),
          room.resources,
        );
      }
    }),
  );
});
