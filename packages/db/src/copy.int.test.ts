import { testDatabase } from "@headroom/config/vitest/database";
import fc from "fast-check";
import pg from "pg";
import { afterAll, beforeAll, expect, test } from "vitest";
import { constrainedAfterwards, copyRows, indexedAfterwards, inTransaction, json, syncSequence } from "./copy";

let client: pg.Client;
beforeAll(async () => {
  client = new pg.Client({ connectionString: (await testDatabase({ migrated: false })).url });
  await client.connect();
  await client.query(
    `CREATE TABLE "odd ""name""" (id serial PRIMARY KEY, t text, n float8, b boolean, a text[], j jsonb, d date, at timestamptz(3))`,
  );
  await client.query(
    "CREATE TABLE thing (id int PRIMARY KEY, span int4range, of int REFERENCES thing(id), CONSTRAINT apart EXCLUDE USING gist (span WITH &&))",
  );
});
afterAll(() => client?.end());

const columns = ["id", "t", "n", "b", "a", "j", "d", "at"];
const table = 'odd "name"';
// PostgreSQL keeps no NUL and no lone surrogate
const text = fc.string({ unit: "grapheme", maxLength: 12 }).map((s) => s.replaceAll("\0", ""));
const nasty = fc.oneof(text, fc.constantFrom("\\N", "\\.", "a\tb\\", "\r\n", '{"x"}', "NULL", ""));
const row = fc.record({
  t: fc.option(nasty),
  n: fc.option(fc.double({ noNaN: true, noDefaultInfinity: true }).map((n) => n + 0)),
  b: fc.option(fc.boolean()),
  a: fc.option(fc.array(nasty, { maxLength: 3 })),
  j: fc.option(fc.record({ k: nasty, v: fc.array(fc.integer()) })),
  at: fc.date({ min: new Date("1970-01-01"), max: new Date("2100-01-01"), noInvalidDate: true }),
});

test("what is copied in is what is read out", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(row, { maxLength: 8 }), async (rows) => {
      await client.query(`TRUNCATE "odd ""name"""`);
      const count = await copyRows(client, {
        table,
        columns,
        rows: rows.map((r, i) => [i + 1, r.t, r.n, r.b, r.a, r.j && json(r.j), r.at, r.at]),
      });
      expect(count).toBe(rows.length);
      const read = await client.query(`SELECT t, n, b, a, j, d::text, at FROM "odd ""name""" ORDER BY id`);
      expect(read.rows).toEqual(rows.map((r) => ({ ...r, d: r.at.toISOString().slice(0, 10) })));
    }),
    { numRuns: 40 },
  );
});

test("ids go on after those that were copied in, and from 1 in an empty table", async () => {
  const next = async () => (await client.query(`INSERT INTO "odd ""name""" (t) VALUES ('x') RETURNING id`)).rows[0].id;
  await client.query(`TRUNCATE "odd ""name"""`);
  await syncSequence(client, table);
  expect(await next()).toBe(1);
  await copyRows(client, { table, columns: ["id"], rows: [[41]] });
  await syncSequence(client, table);
  expect(await next()).toBe(42);
});

const things = (rows: (number | string | null)[][]) =>
  inTransaction(client, () =>
    constrainedAfterwards(client, "thing", () =>
      copyRows(client, { table: "thing", columns: ["id", "span", "of"], rows }),
    ),
  );
const rules =
  "SELECT conname, pg_get_constraintdef(oid) AS rule FROM pg_constraint WHERE conrelid = 'thing'::regclass ORDER BY 1";

test("constraints that were set aside are back, and refuse what they refused", async () => {
  const before = (await client.query(rules)).rows;
  await expect(
    things([
      [1, "[1,3)", null],
      [2, "[2,4)", 1],
    ]),
  ).rejects.toMatchObject({ constraint: "apart" });
  await expect(things([[1, "[1,3)", 9]])).rejects.toMatchObject({ code: "23503" });
  expect((await client.query("SELECT count(*)::int AS n FROM thing")).rows).toEqual([{ n: 0 }]);
  expect(
    await things([
      [1, "[1,3)", 2],
      [2, "[3,4)", null],
    ]),
  ).toBe(2);
  expect((await client.query(rules)).rows).toEqual(before);
  await expect(client.query("INSERT INTO thing VALUES (3, '[3,9)')")).rejects.toMatchObject({ constraint: "apart" });
});

test("indexes that were set aside are back as they were, and those of keys never went", async () => {
  await client.query("CREATE INDEX thing_of ON thing (of) WHERE of IS NOT NULL");
  const indexes = "SELECT indexname, indexdef FROM pg_indexes WHERE tablename = 'thing' ORDER BY 1";
  const before = (await client.query(indexes)).rows;
  const meanwhile = await inTransaction(client, () =>
    indexedAfterwards(client, "thing", async () => (await client.query(indexes)).rows.map((row) => row.indexname)),
  );
  expect(meanwhile).not.toContain("thing_of");
  expect(meanwhile).toContain("thing_pkey");
  expect((await client.query(indexes)).rows).toEqual(before);
  await client.query("DROP INDEX thing_of");
});

test("a row that does not fit its column tells the server's error and leaves the connection usable", async () => {
  const bad = () =>
    copyRows(client, {
      table,
      columns: ["id", "n"],
      rows: [
        [50, 1],
        [51, "many"],
      ],
    });
  await expect(inTransaction(client, bad)).rejects.toMatchObject({ code: "22P02" });
  expect((await client.query(`SELECT count(*)::int AS n FROM "odd ""name""" WHERE id >= 50`)).rows).toEqual([{ n: 0 }]);
});
