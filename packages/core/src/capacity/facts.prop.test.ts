import fc from "fast-check";
import { expect, test } from "vitest";
import { asPlaced, datacenterArb, racksInArb } from "../testing/placement";
import type { PlacedRacks } from "../topology/datacenter";
import { accountDatacenter } from "./account";
import { factResources } from "./exhaustion";
import { ALL_FAMILIES, capacityFacts, type FactRacks } from "./facts";
import { resources } from "./ledger";
import { sumAccounts, usedOf } from "./sum";

const familyArb = fc.constantFrom("compute", "memory", "storage");
const kindArb = fc.constantFrom<FactRacks["kind"]>("installed", "in_service", "committed");
const lotArb = fc.record({ racks: racksInArb(), family: familyArb, kind: kindArb });
const reference = { powerW: 4, coolingW: 1 };

test("families add up to the whole, and the whole is the account's", () => {
  fc.assert(
    fc.property(datacenterArb(), fc.array(lotArb, { maxLength: 8 }), (model, lots) => {
      const placed = asPlaced(
        model,
        lots.map((l) => l.racks),
      ).map((p, i): PlacedRacks => ({ ...p, kind: lots[i]!.kind === "committed" ? "committed" : "occupied" }));
      const racks = lots.map(
        (l): FactRacks => ({
          familyCode: l.family,
          kind: l.kind,
          racks: l.racks.count,
          powerW: l.racks.powerW,
          coolingW: l.racks.coolingW,
        }),
      );
      const account = accountDatacenter(model, placed, { reference });
      const facts = capacityFacts("2026-05-17", account, racks, ["compute", "accelerator"]);
      for (const resource of factResources) {
        const rows = facts.filter((f) => f.resource === resource);
        const whole = rows.filter((f) => f.familyCode === ALL_FAMILIES);
        expect(whole).toHaveLength(1);
        expect(new Set(rows.map((f) => f.familyCode)).size).toBe(rows.length);
        for (const family of ["compute", "accelerator", ...lots.map((l) => l.family)])
          expect(rows.some((f) => f.familyCode === family)).toBe(true);
        for (const field of ["installed", "inService", "committed"] as const) {
          const families = rows.filter((f) => f.familyCode !== ALL_FAMILIES).reduce((s, f) => s + f[field], 0);
          expect(families).toBe(whole[0]![field]);
        }
        expect(whole[0]!.installed).toBe(account.total[resource].installed);
        expect(whole[0]!.inService).toBeLessThanOrEqual(whole[0]!.installed);
        expect(whole[0]!.stranded).toBe(Math.round(account.total[resource].stranded));
        expect(rows.every((f) => f.month === "2026-05-01" && f.datacenterId === model.id)).toBe(true);
      }
    }),
  );
});

test("a region's account is the sum of its datacenters', in any grouping", () => {
  const account = fc
    .tuple(datacenterArb({ decimals: true }), fc.array(racksInArb(true), { maxLength: 6 }))
    .map(([model, racks]) => accountDatacenter(model, asPlaced(model, racks), { reference }).total);
  fc.assert(
    fc.property(fc.array(account, { maxLength: 4 }), fc.nat(4), (parts, cut) => {
      const whole = sumAccounts(parts);
      expect(sumAccounts([sumAccounts(parts.slice(0, cut)), sumAccounts(parts.slice(cut))])).toEqual(whole);
      for (const r of resources) {
        expect(whole[r].free).toBeCloseTo(
          parts.reduce((s, p) => s + p[r].free, 0),
          6,
        );
        expect(usedOf(whole[r]) + whole[r].free).toBeCloseTo(whole[r].supply, 6);
        const causes = Object.values(whole[r].strandedBy).reduce((a, b) => a + b, 0);
        expect(causes).toBeCloseTo(whole[r].stranded, 6);
      }
    }),
    { numRuns: 50 },
  );
});
