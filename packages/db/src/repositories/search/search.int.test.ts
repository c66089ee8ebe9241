import { testDatabase } from "@headroom/config/vitest/database";
import { afterAll, beforeAll, expect, it } from "vitest";
import { type Database, openDatabase } from "../../client";
import { tinyFleet } from "../../testing/tiny-fleet";
import { createUnitOfWork } from "../../unit-of-work";

let database: Database;
beforeAll(async () => {
  database = openDatabase((await testDatabase()).url);
  await tinyFleet(database);
  await database.pool.query(
    `INSERT INTO rack (code, datacenter_id, rack_type_id, height_u, state, serial, installed_on)
     SELECT 'x-' || lpad(n::text, 3, '0'), 1, 1, 42, 'racked', 'Y_' || n, '2026-01-05' FROM generate_series(1, 40) n`,
  );
  await database.pool.query(
    `INSERT INTO plan (id, title, state, policy, seed, steps, author_id, last_editor_id, updated_at)
     SELECT n, 'Winter ' || n, 'draft', 'balanced', 1, 1, 'u1', 'u1', now() FROM generate_series(1, 12) n`,
  );
});
afterAll(() => database.close());

const keys = async (text: string) =>
  (await createUnitOfWork(database).read(({ search }) => search.find(text, 8))).map((hit) => hit.key);

it("gives the newest plans first, by number", async () => {
  expect(await keys("winter")).toEqual(["12", "11", "10", "9", "8", "7", "6", "5"]);
});

it("gives the first racks whose code or serial begins so, however often it is asked", async () => {
  // A prepared statement is planned anew, without its values, after five times.
  for (let i = 0; i < 8; i++) {
    expect(await keys("X-0")).toEqual([1, 2, 3, 4, 5, 6, 7, 8].map((n) => `x-00${n}`));
    expect(await keys("x-040")).toEqual(["x-040"]);
    expect(await keys("y_40")).toEqual(["x-040"]);
    expect(await keys("yy40")).toEqual([]);
    expect(await keys("-040")).toEqual([]);
  }
});
