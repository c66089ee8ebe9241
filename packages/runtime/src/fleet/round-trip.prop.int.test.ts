import { testDatabase } from "@headroom/config/vitest/database";
import type { Database } from "@headroom/db/client";
import { commitImport } from "@headroom/services/import/commit";
import type { Ports } from "@headroom/services/ports";
import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { check, empty, exported, filesOf, imported, openWithAda, planner, portsOf, toFiles } from "./fixture";

// shrinking a fleet takes longer than a person waits; the seed finds it again
const numRuns = Number(process.env.FAST_CHECK_RUNS ?? 5);
const outcomes: string[] = [];
let database: Database;
let ports: Ports;
beforeAll(async () => {
  database = await openWithAda((await testDatabase()).url);
  ports = portsOf(database);
});
afterAll(() => database.close());

const sum = (counts: readonly { create: number; update: number; same: number }[], of: "create" | "update" | "same") =>
  counts.reduce((total, count) => total + count[of], 0);

test.each(["csv", "json"] as const)("what is exported as %s re-imports unchanged", async (format) => {
  await fc.assert(
    fc.asyncProperty(fc.gen(), async (g) => {
      await empty(database);
      const files = toFiles(await filesOf(g, format));
      const first = await imported(ports, files);
      expect(sum(first.report.counts, "update") + sum(first.report.counts, "same")).toBe(0);
      const out = await exported(ports, format);

      const over = await check(ports, toFiles(out));
      expect(over.report.rejected).toEqual([]);
      expect([sum(over.report.counts, "create"), sum(over.report.counts, "update")]).toEqual([0, 0]);
      expect(sum(over.report.counts, "same")).toBe(sum(first.report.counts, "create"));

      await empty(database);
      await imported(ports, toFiles(out));
      expect(Object.fromEntries(await exported(ports, format))).toEqual(Object.fromEntries(out));
    }),
    { numRuns, endOnFailure: true },
  );
});

test("files over another fleet with the same codes are taken whole or refused in words, and accounts follow", async () => {
  await fc.assert(
    fc.asyncProperty(fc.gen(), async (g) => {
      await empty(database);
      await imported(ports, toFiles(await filesOf(g, "csv", "plain")));
      const before = await exported(ports);
      const files = toFiles(await filesOf(g, "csv", "plain"));
      const run = await check(ports, files);
      for (const row of run.report.rejected) {
        expect(row).toMatchObject({ file: expect.stringMatching(/csv$/), expected: expect.any(String) });
        expect(row.line).toBeGreaterThan(1);
      }
      expect(Object.fromEntries(await exported(ports))).toEqual(Object.fromEntries(before));
      if (run.state === "checked") {
        await commitImport(ports, planner, { id: run.id, confirmed: [] });
        const again = await check(ports, files);
        expect([sum(again.report.counts, "create"), sum(again.report.counts, "update")]).toEqual([0, 0]);
      }
      const { rows } = await database.pool.query(
        `SELECT count(*)::int AS n FROM datacenter d LEFT JOIN datacenter_capacity c ON c.datacenter_id = d.id AND c.version = d.version
          WHERE c.version IS NULL`,
      );
      expect(rows[0].n).toBe(0);
      outcomes.push(run.state);
    }),
    { numRuns: numRuns * 2, endOnFailure: true },
  );
  // a property that only ever sees refusals would prove nothing
  expect(new Set(outcomes)).toContain("checked");
});
