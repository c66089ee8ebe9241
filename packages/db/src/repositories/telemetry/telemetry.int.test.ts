import { testDatabase } from "@headroom/config/vitest/database";
import { DAY_MS, dayBegin, HOUR_MS, hourBegin, type Metric, type ThingKind } from "@headroom/core/telemetry/point";
import { rollUp } from "@headroom/core/telemetry/rollup";
import type { ThingPoint } from "@headroom/services/ports/telemetry";
import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Database, openDatabase } from "../../client";
import { tinyFleet } from "../../testing/tiny-fleet";
import { createUnitOfWork } from "../../unit-of-work";

const NOW = Date.UTC(2026, 10, 23, 9, 30);
const LATER = NOW + 40 * DAY_MS;
const retention = { pointDays: 14, hourDays: 30, dayDays: 60 };
let database: Database;
let work: ReturnType<typeof createUnitOfWork>;

beforeAll(async () => {
  database = openDatabase((await testDatabase()).url);
  await tinyFleet(database);
  work = createUnitOfWork(database);
});
afterAll(() => database?.close());

const rows = async (text: string, values: unknown[] = []) => (await database.pool.query(text, values)).rows;
const add = (points: readonly ThingPoint[]) => work.write(({ telemetry }) => telemetry.add(points, NOW));
/** Hours that are due at this moment, and days that are an hour later. */
async function rollAll(nowMs: number, workers = 1): Promise<void> {
  const one = async () => {
    while (await work.write(({ telemetry }) => telemetry.rollHours(nowMs)));
    while (await work.write(({ telemetry }) => telemetry.rollDays(nowMs + HOUR_MS)));
  };
  await Promise.all(Array.from({ length: workers }, one));
}
const empty = () =>
  rows(
    "TRUNCATE telemetry_point, telemetry_hour, telemetry_day, telemetry_hour_mark, telemetry_day_mark, rack_reading, server_reading",
  );

const point = fc.record({
  kind: fc.constantFrom<ThingKind>("rack", "server"),
  id: fc.constantFrom(1, 2),
  metric: fc.constantFrom<Metric>("power_w", "inlet_c"),
  // few instants, so that batches share them; three days with hours that meet at midnight
  atMs: fc.integer({ min: -250, max: 30 }).map((n) => NOW + n * 13 * 60_000),
  value: fc.integer({ min: 0, max: 3000 }).map((n) => n / 8),
});
const batches = fc.array(fc.array(point, { minLength: 1, maxLength: 60 }), { minLength: 1, maxLength: 6 });

/** The first value of an instant that came; of one batch the higher. */
function kept(all: readonly (readonly ThingPoint[])[]): Map<string, ThingPoint> {
  const known = new Map<string, ThingPoint>();
  for (const batch of all)
    for (const said of [...batch].sort((a, b) => b.value - a.value)) {
      const key = `${said.kind} ${said.id} ${said.metric} ${said.atMs}`;
      if (!known.has(key)) known.set(key, said);
    }
  return known;
}

function expected(points: Iterable<ThingPoint>, begin: (ms: number) => number) {
  const groups = new Map<string, ThingPoint[]>();
  for (const said of points) {
    const key = `${said.kind} ${said.id} ${said.metric} ${new Date(begin(said.atMs)).toISOString()}`;
    groups.set(key, [...(groups.get(key) ?? []), said]);
  }
  return Object.fromEntries([...groups].map(([key, group]) => [key, rollUp(group)]));
}

const stored = async (table: string, column: string) =>
  Object.fromEntries(
    (
      await rows(
        `SELECT CASE kind WHEN 1 THEN 'rack' ELSE 'server' END || ' ' || thing_id || ' '
             || CASE metric WHEN 1 THEN 'power_w' ELSE 'inlet_c' END || ' '
             || to_char(${column === "day" ? "day" : "hour AT TIME ZONE 'UTC'"}, 'YYYY-MM-DD"T"HH24:MI:SS".000Z"') AS key,
           points, min, mean, max, p95 FROM ${table}`,
      )
    ).map(({ key, ...rollup }) => [key, rollup]),
  );

test("hours, days and latest readings are those of all points, in whatever order, in pieces and again", async () => {
  await fc.assert(
    fc.asyncProperty(batches, fc.array(fc.boolean(), { minLength: 6, maxLength: 6 }), async (all, rollsAfter) => {
      await empty();
      let known = 0;
      for (const [at, batch] of all.entries()) {
        const before = kept(all.slice(0, at)).size;
        const result = await add(batch);
        known += result.stored;
        expect(result.stored).toBe(kept(all.slice(0, at + 1)).size - before);
        expect(result.known).toBe(batch.length - result.stored);
        if (rollsAfter[at]) await rollAll(at % 2 === 0 ? NOW : LATER, 2);
      }
      // sent once more: nothing comes of it
      for (const batch of all) expect((await add(batch)).stored).toBe(0);
      await rollAll(LATER, 2);
      const points = [...kept(all).values()];
      expect(known).toBe(points.length);
      expect(await stored("telemetry_hour", "hour")).toEqual(expected(points, hourBegin));
      expect(await stored("telemetry_day", "day")).toEqual(expected(points, dayBegin));
      expect(await work.read(({ telemetry }) => telemetry.differences(10))).toEqual([]);
      const latest = points
        .filter(({ kind, id, metric }) => kind === "rack" && id === 1 && metric === "power_w")
        .sort((a, b) => b.atMs - a.atMs)[0];
      const [reading] = await rows("SELECT power_w, measured_at FROM rack_reading WHERE rack_id = 1");
      expect(reading).toEqual(latest && { power_w: Math.round(latest.value), measured_at: new Date(latest.atMs) });
    }),
    { numRuns: 25 },
  );
});

const reading = (minutes: number, value: number, id = 1): ThingPoint => ({
  ...{ kind: "rack", id, metric: "power_w", value },
  atMs: NOW - minutes * 60_000,
});

test("another value at an instant that is known is told, and changes nothing", async () => {
  await empty();
  expect(await add([reading(5, 100), reading(4, 110)])).toEqual({ stored: 2, known: 0, differing: 0 });
  expect(await add([reading(5, 100), reading(4, 999), reading(3, 120)])).toEqual({ stored: 1, known: 2, differing: 1 });
  expect((await rows("SELECT value FROM telemetry_point ORDER BY at")).map(({ value }) => value)).toEqual([
    100, 110, 120,
  ]);
});

test("writers at the same time, of the same points too, neither fail nor store twice", async () => {
  await empty();
  const batch = (seed: number) =>
    Array.from({ length: 400 }, (_, n) => reading((n * 7 + seed * 3) % 3000, 100 + n, 1 + ((n + seed) % 2)));
  const all = [0, 1, 2, 3, 0, 1, 2, 3].map(batch);
  const rolled = [rollAll(LATER), rollAll(LATER)];
  const results = await Promise.all(all.map(add));
  // those that still hold a mark would be skipped below
  await Promise.all(rolled);
  const total = results.reduce((sum, result) => sum + result.stored, 0);
  const [{ n }] = (await rows("SELECT count(*)::int AS n FROM telemetry_point")) as [{ n: number }];
  expect(total).toBe(n);
  await rollAll(LATER, 3);
  expect(await work.read(({ telemetry }) => telemetry.differences(10))).toEqual([]);
  const [{ points }] = (await rows("SELECT sum(points)::int AS points FROM telemetry_day")) as [{ points: number }];
  expect(points).toBe(n);
});

test("a rollup that is not what its points say is found", async () => {
  await empty();
  await add([reading(5, 100), reading(4, 110)]);
  await rollAll(LATER);
  await rows("UPDATE telemetry_hour SET max = 5000");
  await rows("DELETE FROM telemetry_day");
  const found = await work.read(({ telemetry }) => telemetry.differences(10));
  expect(found.map(({ at, stored, computed }) => [at, stored?.max ?? null, computed.max])).toEqual([
    ["2026-11-23T09:00Z", 5000, 110],
    ["2026-11-23", null, 110],
  ]);
});

test("what a backup brought back of a day is not undone by the few points that come after it", async () => {
  await empty();
  await add([reading(5, 100), reading(4, 110)]);
  await rollAll(LATER);
  await rows("TRUNCATE telemetry_point, telemetry_hour");
  await add([reading(3, 900)]);
  await rollAll(LATER);
  expect(await rows("SELECT points, max FROM telemetry_day")).toEqual([{ points: 2, max: 110 }]);
});

test("parts are made ahead and dropped when their time is over, by several workers at once; points of every day that is taken find theirs", async () => {
  await empty();
  const parts = async (table: string) =>
    (
      await rows(
        "SELECT c.relname AS name FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid WHERE i.inhparent = $1::regclass ORDER BY 1",
        [table],
      )
    ).map(({ name }) => name as string);
  await Promise.all([0, 1, 2].map(() => work.write(({ telemetry }) => telemetry.prepare(NOW, retention))));
  const points = await parts("telemetry_point");
  expect(points).toContain("telemetry_point_20261110");
  expect(points).toContain("telemetry_point_20261125");
  expect(await parts("telemetry_hour")).toEqual(
    expect.arrayContaining(["telemetry_hour_20261109", "telemetry_hour_20261123"]),
  );
  await add([reading(13 * 24 * 60 - 60, 80), reading(0, 90)]);
  await rollAll(LATER);

  const days = 10 * DAY_MS;
  const dropped = await Promise.all(
    [0, 1, 2].map(() => work.write(({ telemetry }) => telemetry.forget(NOW + days, retention))),
  );
  expect(dropped.flat()).toContain("telemetry_point_20261110");
  const left = await parts("telemetry_point");
  expect(left[0]).toBe("telemetry_point_20261119");
  expect((await rows("SELECT value FROM telemetry_point")).map(({ value }) => value)).toEqual([90]);
  expect(await rows("SELECT day::text FROM telemetry_day ORDER BY 1")).toEqual([
    { day: "2026-11-10" },
    { day: "2026-11-23" },
  ]);
  await work.write(({ telemetry }) => telemetry.forget(NOW + 70 * DAY_MS, retention));
  expect(await rows("SELECT day::text FROM telemetry_day")).toEqual([]);
  expect((await parts("telemetry_hour")).every((name) => name >= "telemetry_hour_20261228")).toBe(true);
});
