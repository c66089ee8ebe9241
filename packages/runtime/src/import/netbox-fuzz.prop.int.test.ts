import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { testDatabase } from "@headroom/config/vitest/database";
import type { Database } from "@headroom/db/client";
import { mutated } from "@headroom/interchange/testing/mutate";
import { checkImport } from "@headroom/services/import/check";
import { commitImport } from "@headroom/services/import/commit";
import type { Ports } from "@headroom/services/ports";
import type { ImportFile } from "@headroom/services/ports/imports";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { empty, exported, netboxFiles, openWithAda, planner, portsOf } from "../fleet/fixture";

/** FAST_CHECK_RUNS=3334 of each of the three makes 10,000. */
const numRuns = Number(process.env.FAST_CHECK_RUNS ?? 12);
const folder = fileURLToPath(new URL("../../../interchange/src/netbox/fixtures/small/", import.meta.url));
const tables = readdirSync(folder).map((name): ImportFile => ({ name, bytes: readFileSync(folder + name) }));

let database: Database;
let ports: Ports;
beforeAll(async () => {
  database = await openWithAda((await testDatabase()).url);
  ports = portsOf(database);
});
afterAll(() => database.close());

const check = (files: readonly ImportFile[]) => checkImport(ports, planner, { kind: "netbox", files, options: {} });
async function take(files: readonly ImportFile[]) {
  const run = await check(files);
  if (run.state !== "checked") return run;
  await commitImport(ports, planner, { id: run.id, confirmed: run.report.assumptions.map(({ id }) => id) });
  return run;
}
const out = async (format: "json" | "forms") => netboxFiles(ports, { format, version: "4.x" });

describe.each(["csv", "json", "forms"] as const)(
  "damaged files of a NetBox, %s, against the real database",
  (format) => {
    test("are written whole or not at all, and refused in words", { timeout: 3_600_000 }, async () => {
      await empty(database);
      expect((await take(tables)).state).toBe("checked");
      const good = format === "csv" ? tables : await out(format);
      const outcomes = new Set<string>();
      await fc.assert(
        fc.asyncProperty(mutated(good), async (files) => {
          const before = await exported(ports);
          const run = await check(files);
          outcomes.add(run.state);
          for (const row of run.report.rejected)
            expect([row.expected, row.advice].every((words) => words.length > 1)).toBe(true);
          expect(await exported(ports)).toEqual(before);
          if (run.state !== "checked") return;
          // what was found in order is written without a complaint of the database, and then there is nothing left to write
          await commitImport(ports, planner, { id: run.id, confirmed: run.report.assumptions.map(({ id }) => id) });
          const again = await check(files);
          expect(again.report.counts.reduce((sum, { create, update }) => sum + create + update, 0)).toBe(0);
        }),
        { numRuns, endOnFailure: true },
      );
      expect(outcomes).toContain("rejected");
    });
  },
);
