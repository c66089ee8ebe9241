import { testDatabase } from "@headroom/config/vitest/database";
import { recordTypes } from "@headroom/core/topology/records/fleet";
import { expect, test } from "vitest";
import { openDatabase } from "../../client";

/** Columns that no file has: what they hold follows from others, or is the database's own. */
const WITHOUT: Readonly<Record<string, readonly string[]>> = {
  datacenter: ["version"],
  power_device: ["top_id", "depth", "parent_depth"],
  position_feed: ["top_id", "room_id"],
  server: ["rack_height_u"],
  // placements and reservations tell their kind by their file; plans are not exported
  occupancy: ["kind", "plan_action_id", "reservation_id", "rack_id", "arriving_rack_id"],
  // who made it and who ended it is the audit's; one that was ended early is not in the files
  freeze_window: ["created_at", "author_id", "version", "ended_at", "ended_by_id", "end_reason"],
};

test("every column of the inventory is in the files, or known not to be", async () => {
  const database = openDatabase((await testDatabase()).url);
  try {
    for (const { name, table, fields, links } of recordTypes) {
      const { rows } = await database.pool.query<{ column: string }>(
        "SELECT column_name AS column FROM information_schema.columns WHERE table_schema = 'public' AND table_name = $1",
        [table],
      );
      const known = new Set([
        ...["id", "record_version", "changed_at"],
        ...fields.map(({ column }) => column),
        ...links.map(({ column }) => column),
        ...(WITHOUT[table] ?? []),
      ]);
      expect(rows.length).toBeGreaterThan(2);
      const forgotten = rows.filter(({ column }) => !known.has(column)).map(({ column }) => `${name}: ${column}`);
      expect(forgotten).toEqual([]);
      // and nothing is named that is not there
      const there = new Set(rows.map(({ column }) => column));
      const invented = fields
        .filter(({ column }) => column !== null && !there.has(column))
        .map((field) => `${name}: ${field.name}`);
      expect(invented).toEqual([]);
    }
  } finally {
    await database.close();
  }
});
