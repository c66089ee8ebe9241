import { testDatabase } from "@headroom/config/vitest/database";
import type { RecordChange } from "@headroom/contracts/record";
import { type FleetRecords, randomFleet } from "@headroom/core/testing/fleet-records";
import { recordTypes } from "@headroom/core/topology/records/fleet";
import type { Database } from "@headroom/db/client";
import { createUnitOfWork } from "@headroom/db/unit-of-work";
import { fleetText } from "@headroom/interchange/fleet/write";
import { applyChanges, undoChange } from "@headroom/services/record/change";
import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { empty, exported, imported, OWNERS, openWithAda, planner, portsOf, toFiles } from "../fleet/fixture";

let database: Database;
beforeAll(async () => {
  database = await openWithAda((await testDatabase()).url);
});
afterAll(() => database.close());

async function texts(fleet: FleetRecords) {
  const files = new Map<string, string>();
  for (const type of recordTypes) {
    let text = "";
    const batches = async function* () {
      yield fleet.get(type.name) ?? [];
    };
    for await (const piece of fleetText("csv", type, batches())) text += piece;
    files.set(`${type.name}.csv`, text);
  }
  return toFiles(files);
}

/** The fleet at a moment, by the past's own query. */
async function at(moment: string) {
  const files = new Map<string, string>();
  await createUnitOfWork(database).read(async ({ fleetRecords }) => {
    for (const type of recordTypes) {
      let text = "";
      for await (const piece of fleetText("csv", type, fleetRecords.records(type, null, moment))) text += piece;
      files.set(`${type.name}.csv`, text);
    }
  });
  return files;
}

const editable = [
  "racks",
  "rooms",
  "servers",
  "power_devices",
  "positions",
  "rack_types",
  "unit_reservations",
] as const;
const tables: Readonly<Record<string, string>> = Object.fromEntries(
  recordTypes.map(({ name, table }) => [name, table]),
);
const named: Readonly<Record<string, string>> = {
  racks: "serial",
  rooms: "name",
  servers: "asset_tag",
  positions: "blocked_reason",
};

test("the fleet at any past moment is the one that was there then, whatever imports, edits and undoing came after", async () => {
  const ports = portsOf(database);
  await fc.assert(
    fc.asyncProperty(fc.gen(), async (g) => {
      await empty(database);
      await database.pool.query("TRUNCATE record_history, record_change");
      const snapshots: { moment: string; files: Map<string, string> }[] = [];
      const snap = async () => {
        const { rows } = await database.pool.query(
          `SELECT to_char(clock_timestamp() AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') AS moment`,
        );
        snapshots.push({ moment: rows[0].moment, files: await exported(ports) });
      };
      await snap();
      const changes: number[] = [];
      for (let step = 0; step < 7; step++) {
        const what = step === 0 ? 0 : g(fc.nat, { max: 5 });
        if (what === 0) {
          // what does not fit what is there is refused as a whole
          await imported(ports, await texts(randomFleet(g, OWNERS, "plain"))).catch((cause: Error) => {
            if (!cause.message.startsWith("[")) throw cause;
          });
        } else if (what === 1 && changes.length > 0) {
          await undoChange(ports, planner, { change: changes.pop()! }).catch((cause) => {
            if (cause.code !== "WRONG_STATE") throw cause;
          });
        } else {
          const set: RecordChange[] = [];
          for (const type of editable) {
            const { rows } = await database.pool.query<{ id: number; version: number }>(
              `SELECT id::int, record_version AS version FROM "${tables[type]}" ORDER BY id LIMIT 3`,
            );
            const one = rows[g(fc.nat, { max: 2 })];
            if (!one || g(fc.boolean)) continue;
            const field = named[type];
            if (field) set.push({ op: "edit", type, ...one, fields: { [field]: `t${step}` } });
            else if (type === "unit_reservations") set.push({ op: "delete", type, ...one });
            else if (type === "rack_types") set.push({ op: "edit", type, ...one, fields: { code: `renamed${step}` } });
            else set.push({ op: "edit", type, ...one, fields: { tags: [`t${step}`] } });
          }
          if (set.length > 0) {
            const outcome = await applyChanges(ports, planner, { changes: set });
            if (outcome.kind === "done" && outcome.change !== null) changes.push(outcome.change);
          }
        }
        await snap();
      }
      for (const { moment, files } of snapshots) expect(await at(moment)).toEqual(files);
    }),
    { numRuns: 4 },
  );
  const { rows } = await database.pool.query("SELECT count(*)::int AS n FROM record_history");
  expect(rows[0].n).toBeGreaterThan(0);
}, 240_000);
