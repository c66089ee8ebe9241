import fc from "fast-check";
import { expect, test } from "vitest";
import { compareDatacenters, type DatacenterPrefit } from "./rank-datacenters";

const small = fc.nat(3);
const prefit: fc.Arbitrary<DatacenterPrefit> = fc.record({
  code: fc.constantFrom("A1", "A2", "B1", "B2", "C1"),
  fits: fc.boolean(),
  rowsThatFit: small,
  lots: small,
  racksThatFit: small,
  freePositions: small,
  freePowerW: small,
});

test("the order is total: any shuffle sorts the same", () => {
  const list = fc.uniqueArray(prefit, { selector: (d) => d.code });
  fc.assert(
    fc.property(list, (datacenters) => {
      const sorted = [...datacenters].sort(compareDatacenters);
      expect([...datacenters].reverse().sort(compareDatacenters)).toEqual(sorted);
      for (let i = 1; i < sorted.length; i++) {
        expect(compareDatacenters(sorted[i - 1]!, sorted[i]!)).toBeLessThan(0);
        expect(sorted[i - 1]!.fits || !sorted[i]!.fits).toBe(true);
      }
    }),
  );
});

test("fits, then few pieces, then much of it, then many rows, then power, then space, then the code", () => {
  const base = { code: "M", fits: true, rowsThatFit: 2, lots: 2, racksThatFit: 2, freePositions: 2, freePowerW: 2 };
  const worse: Partial<DatacenterPrefit>[] = [
    { fits: false, lots: 1, rowsThatFit: 9 },
    { lots: 3, rowsThatFit: 9 },
    { rowsThatFit: 1, freePowerW: 9 },
    { freePowerW: 1, freePositions: 9 },
    { freePositions: 1, code: "A" },
    { code: "N" },
  ];
  for (const change of worse) expect(compareDatacenters(base, { ...base, ...change })).toBeLessThan(0);
  const not = { ...base, fits: false };
  expect(compareDatacenters(not, { ...not, racksThatFit: 1, rowsThatFit: 9, lots: 1 })).toBeLessThan(0);
});
