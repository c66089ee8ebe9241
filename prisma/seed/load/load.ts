import {
  type CopyTable,
  constrainedAfterwards,
  copyRows,
  indexedAfterwards,
  inTransaction,
  syncSequence,
} from "@headroom/db/copy";
import type pg from "pg";
import { momentOf } from "../generate/calendar";
import type { Fleet } from "../generate/fleet";
import { flowTables, peopleTables, trailTables } from "./flow-tables";
import { factTables, inventoryTables, stockTables } from "./inventory-tables";
import { keyTables } from "./key-tables";
import { readingTables } from "./reading-tables";
import { runTables } from "./run-tables";

/** Tables whose rows bring their ids. */
const numbered = [
  "region",
  "zone",
  "datacenter",
  "room",
  "row",
  "power_device",
  "cooling_zone",
  "network_zone",
  "placement_key",
  "freeze_window",
  "position",
  "hardware_family",
  "server_type",
  "rack_type",
  "rack",
  "server",
  "request",
  "plan",
  "plan_action",
  "approval",
  "reservation",
  "run_template",
  "run",
  "run_subject",
  "run_step",
];

/** The scenario would mix with a fleet that is there already. */
export class DatabaseNotEmpty extends Error {}

/**
 * Writes a fleet into an empty database in one transaction, all or nothing; `verify` runs inside it and may throw to undo everything.
 * Returns rows and milliseconds by table. `report` is told each table as it is done.
 */
export async function loadFleet(
  client: pg.ClientBase,
  fleet: Fleet,
  passwordHash: string,
  verify: () => Promise<void>,
): Promise<ReadonlyMap<string, { readonly rows: number; readonly ms: number }>> {
  const done = new Map<string, { rows: number; ms: number }>();
  const now = momentOf(fleet.today, 0);
  const tables: CopyTable[] = [
    ...inventoryTables(fleet),
    ...stockTables(fleet),
    ...peopleTables(passwordHash, momentOf(fleet.today - 400, 9)),
    ...readingTables(fleet, new Date()),
    ...flowTables(fleet),
    ...runTables(fleet),
    ...keyTables(fleet),
    ...trailTables(fleet, now),
    ...factTables(fleet, now),
  ];
  await inTransaction(client, async () => {
    const { rows } = await client.query(
      "SELECT EXISTS (SELECT 1 FROM region) OR EXISTS (SELECT 1 FROM user_account) AS used",
    );
    if (rows[0].used)
      throw new DatabaseNotEmpty("this database has a fleet or people already; a scenario needs an empty one");
    for (const table of tables) {
      const start = performance.now();
      const copy = () => copyRows(client, table);
      const count =
        table.table === "server"
          ? await indexedAfterwards(client, table.table, () => constrainedAfterwards(client, table.table, copy))
          : await copy();
      done.set(table.table, { rows: count, ms: performance.now() - start });
    }
    // keys and freezes raised it: everything else says that it is the first
    await client.query("UPDATE datacenter SET version = 1");
    for (const table of numbered) await syncSequence(client, table);
    await client.query("SET CONSTRAINTS ALL IMMEDIATE");
    await client.query("ANALYZE");
    await verify();
  });
  return done;
}
