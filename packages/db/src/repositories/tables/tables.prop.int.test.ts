import { testDatabase } from "@headroom/config/vitest/database";
import { recordType, recordTypes } from "@headroom/core/topology/records/fleet";
import type { RecordType, RecordValue } from "@headroom/core/topology/records/types";
import { columnsOf, firstSort, sortText, type TableSort } from "@headroom/core/topology/table/columns";
import { type Condition, filterText } from "@headroom/core/topology/table/filter";
import type { TableQuery } from "@headroom/services/ports/tables";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Database, openDatabase } from "../../client";
import { tinyFleet } from "../../testing/tiny-fleet";
import { createUnitOfWork } from "../../unit-of-work";

let database: Database;
beforeAll(async () => {
  database = openDatabase((await testDatabase()).url);
  await tinyFleet(database);
  for (const statement of [
    `INSERT INTO rack (code, datacenter_id, rack_type_id, height_u, state, serial, installed_on)
     SELECT CASE n % 2 WHEN 0 THEN 'X-' ELSE 'x-' END || lpad((n / 2)::text, 3, '0'), 1, 1 + n % 2, 42, 'racked',
            CASE n % 3 WHEN 0 THEN 'S' || n % 5 WHEN 1 THEN '' END, CASE n % 4 WHEN 0 THEN NULL ELSE date '2026-01-05' + n % 7 END
       FROM generate_series(1, 30) n`,
    `INSERT INTO server (rack_id, server_type_id, name, serial, rack_height_u, start_u, height_u, face, state, installed_on)
     SELECT k.id, 1, 'n' || u, CASE (k.id + u) % 3 WHEN 0 THEN 'SN-' || u % 2 END, 42, u, 1, 'both', 'in_service',
            CASE u % 3 WHEN 0 THEN NULL ELSE date '2026-03-01' + k.id % 3 END
       FROM rack k, generate_series(1, 3) u WHERE k.id > 2`,
    `INSERT INTO freeze_window (datacenter_id, room_id, row_id, starts_on, ends_on, reason) VALUES
       (1, NULL, NULL, '2026-12-20', '2027-01-05', 'year end'), (1, 1, NULL, '2026-12-20', '2027-01-05', 'year end'),
       (1, 1, 2, '2026-12-20', '2027-01-05', 'works'), (1, 1, 1, '2026-10-20', '2026-10-21', 'works')`,
    `INSERT INTO rack_unit_reservation (rack_id, unit, owner, reason) VALUES (1, 40, 'Ada', 'patching'), (2, 41, 'Ben', 'patching')`,
  ])
    await database.pool.query(statement);
});
afterAll(() => database.close());

const names = (of: RecordType) => columnsOf(of).map(({ name }) => name);

async function pages(query: TableQuery, limit: number) {
  const rows = [];
  let cursor: string | null = null;
  do {
    const page: Awaited<ReturnType<typeof one>> = await one(cursor);
    if (!page) throw new Error("the cursor was refused");
    expect(page.rows.length).toBeLessThanOrEqual(limit);
    rows.push(...page.rows);
    cursor = page.next;
  } while (cursor !== null);
  return rows;
  function one(after: string | null) {
    return createUnitOfWork(database).read(({ tables }) => tables.page(query, after, limit));
  }
}

async function all(query: TableQuery): Promise<(readonly RecordValue[])[]> {
  return createUnitOfWork(database).read(async ({ tables }) => {
    const rows: (readonly RecordValue[])[] = [];
    for await (const batch of tables.all(query)) rows.push(...batch);
    return rows;
  });
}

describe.each(recordTypes.map((of) => [of.name, of] as const))("%s", (_, of) => {
  it("gives the same rows in the same order page by page and all at once, by every column either way", async () => {
    for (const { name, sortable } of columnsOf(of)) {
      for (const descending of sortable ? [false, true] : []) {
        const query: TableQuery = { type: of, columns: names(of), filter: [], sort: { column: name, descending } };
        const whole = await all(query);
        const paged = await pages(query, 7);
        expect(paged.map(({ cells }) => cells)).toEqual(whole);
        expect(new Set(paged.map(({ id }) => id)).size).toBe(paged.length);
        const { count, how } = await createUnitOfWork(database).read(({ tables }) => tables.count(of, [], 1_000));
        expect({ count, how }).toEqual({ count: whole.length, how: "exact" });
        const at = names(of).indexOf(name);
        const known = whole.map((row) => row[at]).map((value) => value !== null);
        expect(known).toEqual([...known].sort((a, b) => Number(b) - Number(a)));
      }
    }
  });

  it("has the key that its columns say", async () => {
    const rows = await pages({ type: of, columns: of.key, filter: [], sort: firstSort(of) }, 500);
    for (const { key, cells } of rows) expect(cells).toEqual(key);
  });
});

/** What a filter means, said once more, of values instead of SQL. */
function fits(of: RecordType, row: readonly RecordValue[], condition: Condition): boolean {
  const value = row[names(of).indexOf(condition.column)] ?? null;
  if (condition.is === "empty" || condition.is === "filled")
    return (value === null || value === "") === (condition.is === "empty");
  if (value === null) return false;
  const lower = String(value).toLowerCase();
  if (condition.is === "begins") return lower.startsWith(condition.text.toLowerCase());
  if (condition.is === "contains") return lower.includes(condition.text.toLowerCase());
  if (condition.is === "one_of") {
    if (Array.isArray(value)) return condition.values.some((one) => value.includes(one));
    return condition.values.some((one) => one.toLowerCase() === lower);
  }
  if (condition.is !== "between") return false;
  const [from, to] = [condition.from, condition.to].map((end) =>
    typeof value === "number" && end !== null ? Number(end) : end,
  );
  return (from == null || value >= from) && (to == null || value <= to);
}

it("keeps to its filter", async () => {
  const conditions: Record<string, fc.Arbitrary<Condition>> = {
    text: fc.record({
      column: fc.constantFrom("name", "serial", "rack", "server_type", "datacenter", "region"),
      is: fc.constantFrom("begins" as const, "contains" as const),
      text: fc.constantFrom("n", "N1", "x-0", "_", "%", "sn-1", "R1", "srv", "nor"),
    }),
    exact: fc.record({
      column: fc.constantFrom("name", "rack", "serial"),
      is: fc.constant("one_of" as const),
      values: fc.array(fc.constantFrom("n1", "N2", "x-001", "r1", "SN-1"), { minLength: 1, maxLength: 3 }),
    }),
    choice: fc.record({
      column: fc.constant("face"),
      is: fc.constant("one_of" as const),
      values: fc.array(fc.constantFrom("both", "front"), { minLength: 1, maxLength: 2 }),
    }),
    number: fc.record({
      column: fc.constantFrom("start_u", "height_u"),
      is: fc.constant("between" as const),
      from: fc.constantFrom("1", "2", null),
      to: fc.constantFrom("1", "3"),
    }),
    day: fc.record({
      column: fc.constant("installed_on"),
      is: fc.constant("between" as const),
      from: fc.constantFrom("2026-03-02", null),
      to: fc.constantFrom("2026-03-02", "2027-01-01"),
    }),
    known: fc.record({
      column: fc.constantFrom("serial", "installed_on", "asset_tag"),
      is: fc.constantFrom("empty" as const, "filled" as const),
    }),
  };
  const servers = recordType("servers")!;
  const sort: fc.Arbitrary<TableSort> = fc.record({
    column: fc.constantFrom("rack", "serial", "installed_on", "server_type"),
    descending: fc.boolean(),
  });
  await fc.assert(
    fc.asyncProperty(fc.array(fc.oneof(...Object.values(conditions)), { maxLength: 3 }), sort, async (filter, by) => {
      const query: TableQuery = { type: servers, columns: names(servers), filter, sort: by };
      const everything = await all({ ...query, filter: [] });
      const expected = everything.filter((row) => filter.every((one) => fits(servers, row, one)));
      expect(
        (await pages(query, 50)).map(({ cells }) => cells),
        `${filterText(filter)} by ${sortText(by)}`,
      ).toEqual(expected);
      const count = await createUnitOfWork(database).read(({ tables }) => tables.count(servers, filter, 20));
      if (filter.length > 0)
        expect(count).toEqual(
          expected.length > 20 ? { count: 20, how: "at_least" } : { count: expected.length, how: "exact" },
        );
    }),
    { numRuns: 60 },
  );
});

it("refuses a cursor that is not one of the table", async () => {
  const query: TableQuery = {
    type: recordType("servers")!,
    columns: ["name"],
    filter: [],
    sort: { column: "serial", descending: false },
  };
  const read = (after: string) => createUnitOfWork(database).read(({ tables }) => tables.page(query, after, 10));
  for (const after of [
    "",
    "x",
    Buffer.from("[false]").toString("base64url"),
    Buffer.from("[true,1]").toString("base64url"),
  ])
    expect(await read(after)).toBeNull();
});
