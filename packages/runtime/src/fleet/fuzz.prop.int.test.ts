import { testDatabase } from "@headroom/config/vitest/database";
import { randomFleet } from "@headroom/core/testing/fleet-records";
import { recordTypes } from "@headroom/core/topology/records/fleet";
import type { Database } from "@headroom/db/client";
import { fleetText } from "@headroom/interchange/fleet/write";
import { mutated, type NamedFile } from "@headroom/interchange/testing/mutate";
import { commitImport } from "@headroom/services/import/commit";
import type { Ports } from "@headroom/services/ports";
import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { check, exported, imported, OWNERS, openWithAda, planner, portsOf } from "./fixture";

const numRuns = Number(process.env.FAST_CHECK_RUNS ?? 25);
let database: Database;
let ports: Ports;
beforeAll(async () => {
  database = await openWithAda((await testDatabase()).url);
  ports = portsOf(database);
});
afterAll(() => database.close());

/** A fleet with something of everything. */
async function fleet(): Promise<NamedFile[]> {
  const records = fc.sample(
    fc.gen().map((g) => randomFleet(g, OWNERS, "plain")),
    { numRuns: 1, seed: 4 },
  )[0]!;
  const files: NamedFile[] = [];
  for (const type of recordTypes) {
    async function* all() {
      yield records.get(type.name) ?? [];
    }
    let text = "";
    for await (const piece of fleetText("csv", type, all())) text += piece;
    files.push({ name: `${type.name}.csv`, bytes: Buffer.from(text) });
  }
  return files;
}

test("damaged files are written whole or not at all, and nothing of them is left when they are refused", async () => {
  const good = await fleet();
  await imported(ports, good);
  const outcomes = new Set<string>();
  await fc.assert(
    fc.asyncProperty(mutated(good), async (files) => {
      const before = await exported(ports);
      const run = await check(ports, files);
      outcomes.add(run.state);
      for (const row of run.report.rejected) {
        expect([row.expected, row.advice].every((words) => words.length > 1)).toBe(true);
      }
      expect(await exported(ports)).toEqual(before);
      if (run.state !== "checked") {
        const { rows } = await database.pool.query("SELECT count(*)::int AS n FROM import_row WHERE run_id = $1", [
          run.id,
        ]);
        expect(rows[0].n).toBe(0);
        return;
      }
      // what was found in order is written without a complaint of the database
      await commitImport(ports, planner, { id: run.id, confirmed: [] });
      const again = await check(ports, files);
      expect(again.report.counts.reduce((sum, { create, update }) => sum + create + update, 0)).toBe(0);
    }),
    { numRuns, endOnFailure: true },
  );
  expect(outcomes).toContain("rejected");
});
