import { testDatabase } from "@headroom/config/vitest/database";
import { recordType } from "@headroom/core/topology/records/fleet";
import { conditionsOf, searchedTypes, searchFrom } from "@headroom/core/topology/table/search";
import fc from "fast-check";
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

const work = () => createUnitOfWork(database);
const flow = async (...words: string[]) =>
  (await work().read(({ search }) => search.flow("plan", words, null, 8))).map((hit) => hit.key);
async function keys(type: "racks" | "servers" | "datacenters" | "power_devices", text: string) {
  const { words, filters } = searchFrom(text);
  const of = recordType(type)!;
  const searched = searchedTypes.find((one) => one.type === type)!;
  const conditions = conditionsOf(of, filters)!;
  const found = await work().read(({ search }) => search.records({ of, searched, words, conditions }, 8));
  return found.map(({ key }) => key.join(" "));
}

it("gives the newest plans first, by number, and by words in any order", async () => {
  expect(await flow("winter")).toEqual(["12", "11", "10", "9", "8", "7", "6", "5"]);
  expect(await flow("7", "wint")).toEqual(["7"]);
  expect(await flow("#7")).toEqual(["7"]);
  expect(await flow("'&|!", "(:*")).toEqual([]);
});

it("gives what begins so first, in order, then what has it anywhere", async () => {
  expect(await keys("racks", "X-0")).toEqual([1, 2, 3, 4, 5, 6, 7, 8].map((n) => `x-00${n}`));
  expect(await keys("racks", "x-040")).toEqual(["x-040"]);
  expect(await keys("racks", "y_40")).toEqual(["x-040"]);
  expect(await keys("racks", "-040")).toEqual(["x-040"]);
  expect(await keys("racks", "yy40")).toEqual([]);
  expect(await keys("servers", "r1-03")).toEqual(["R1 n1-r1-03"]);
  expect(await keys("datacenters", "ort one")).toEqual(["N1"]);
});

it("looks for fewer than three characters at the beginning alone", async () => {
  expect(await keys("racks", "40")).toEqual([]);
  expect(await keys("racks", "x-")).toHaveLength(8);
  expect(await keys("power_devices", "d-")).toEqual([]);
});

it("keeps to filters and to every word", async () => {
  expect(await keys("servers", "rack:r1 srv")).toEqual(["R1 n1-r1-01", "R1 n1-r1-03"]);
  expect(await keys("servers", "rack:r1 state:failed")).toEqual([]);
  expect(await keys("servers", "datacenter:n1 serial:srv2")).toEqual(["R1 n1-r1-03"]);
  expect(await keys("racks", "region:south x-0")).toEqual([]);
  expect(await keys("racks", "x-01 compute")).toHaveLength(8);
  expect(await keys("racks", "x-01 storage")).toEqual([]);
});

/** What a search means, said once more of all that there is. */
it("finds what has the text, and nothing else", async () => {
  const all = [
    ...Array.from({ length: 40 }, (_, i) => [`x-${String(i + 1).padStart(3, "0")}`, `y_${i + 1}`]),
    ["r1", "sn1"],
    ["r2", "sn2"],
  ];
  const some = fc
    .constantFrom(...all.flat())
    .chain((text) =>
      fc
        .tuple(fc.nat(text.length - 1), fc.integer({ min: 1, max: 6 }))
        .map(([from, length]) => text.slice(from, from + length)),
    );
  await fc.assert(
    fc.asyncProperty(fc.oneof(some, fc.constantFrom("%", "_", "\\\\", "x%", "-0_")), async (text) => {
      if (searchFrom(text).words.length !== 1) return;
      const has = (name: string) => (text.length < 3 ? name.startsWith(text) : name.includes(text));
      const expected = all.filter((names) => names.some(has)).map(([code]) => code!);
      const found = (await keys("racks", text)).map((key) => key.toLowerCase());
      expect(found).toHaveLength(Math.min(8, expected.length));
      expect(expected).toEqual(expect.arrayContaining(found));
    }),
    { numRuns: 60 },
  );
});
