import fc from "fast-check";
import { expect, test } from "vitest";
import { feedsOfRack } from "./rackFeeds";

const feeds = fc
  .integer({ min: 1, max: 6 })
  .map((count) => Array.from({ length: count }, (_, at) => ({ slot: "ABCDEF"[at]!, device: `PDU-${at}` })));
const watts = fc.nat(50_000);

test("the feeds together carry the rack once, before and after any of them fails", () => {
  fc.assert(
    fc.property(feeds, watts, watts, (of, nowW, plannedW) => {
      const rows = feedsOfRack(of, { nowW, plannedW }, 10_000);
      const normal = rows.filter((row) => !row.afterFailure);
      const after = rows.filter((row) => row.afterFailure);
      expect(normal.reduce((sum, row) => sum + (row.nowW ?? 0), 0)).toBeCloseTo(nowW);
      expect(normal.reduce((sum, row) => sum + (row.plannedW ?? 0), 0)).toBeCloseTo(plannedW);
      expect(after).toHaveLength(of.length > 1 ? of.length : 0);
      for (const row of after) expect((row.nowW ?? 0) * (of.length - 1)).toBeCloseTo(nowW);
    }),
  );
});

test("of two feeds, each has the whole rack after the other has failed", () => {
  const two = ["A", "B"].map((slot) => ({ slot, device: `PDU-${slot}` }));
  expect(feedsOfRack(two, { nowW: 6000, plannedW: 1000 }, 8800)).toMatchObject([
    { name: "A  PDU-A", nowW: 3000, plannedW: 500 },
    { name: "B  PDU-B", nowW: 3000, plannedW: 500 },
    { name: "A fails, B has", nowW: 6000, plannedW: 1000, afterFailure: true },
    { name: "B fails, A has", nowW: 6000, plannedW: 1000, afterFailure: true },
  ]);
});
