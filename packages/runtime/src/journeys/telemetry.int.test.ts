import type { Thing } from "@headroom/contracts/telemetry";
import { tendTelemetry } from "@headroom/services/telemetry/tend";
import { verifyTelemetry } from "@headroom/services/telemetry/verify";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Journey, openJourney } from "../testing/journey";
import { failure } from "../testing/steps";

let journey: Journey;
let rack: { id: number; code: string };

beforeAll(async () => {
  journey = await openJourney();
  [rack] = (await journey.rows<{ id: number; code: string }>("SELECT id, code FROM rack ORDER BY id LIMIT 1")) as [
    typeof rack,
  ];
});
afterAll(() => journey.close());

const MINUTE_MS = 60_000;
const minutesAgo = (minutes: number) => journey.clock.now - minutes * MINUTE_MS;
const ofRack = (): Thing => ({ kind: "rack", rack: rack.code });

test("a batch is taken in any order and again; what cannot be believed is told by its place", async () => {
  const series = [
    {
      ...{ of: ofRack(), metric: "power_w" as const },
      points: [
        [minutesAgo(1), 5100.4],
        [minutesAgo(3), 5000],
        [minutesAgo(-10), 5200],
        [minutesAgo(20 * 1440), 4000],
        [minutesAgo(2), -1],
      ] as [number, number][],
    },
    {
      of: { kind: "rack" as const, rack: "none" },
      metric: "inlet_c" as const,
      points: [[minutesAgo(1), 22]] as [number, number][],
    },
    { of: ofRack(), metric: "inlet_c" as const, points: [[minutesAgo(1), 22.5]] as [number, number][] },
  ];
  const first = await journey.as("omar").telemetry.write({ series });
  expect(first).toEqual({
    ...{ stored: 3, known: 0, differing: 0, oldest: "2026-11-10T00:00:00.000Z" },
    refused: [
      { series: 1, point: null, why: "unknown" },
      { series: 0, point: 2, why: "future" },
      { series: 0, point: 3, why: "too_old" },
      { series: 0, point: 4, why: "out_of_range" },
    ],
  });
  expect(await journey.as("omar").telemetry.write({ series })).toMatchObject({ stored: 0, known: 3, differing: 0 });
  expect(await journey.as("uma").power.rack({ rackId: rack.id })).toMatchObject({ reading: { powerW: 5100 } });
  const events = await journey.rows<{ after: unknown }>(
    "SELECT after FROM audit_event WHERE action = 'telemetry.write'",
  );
  expect(events.map(({ after }) => after)).toEqual([{ stored: 3, known: 0, refused: 4 }]);
});

test("what meters say last is a point in time, too, and older points leave the latest reading", async () => {
  const at = new Date(minutesAgo(0)).toISOString();
  await journey.as("pia").power.write({ readings: [{ kind: "rack", rack: rack.code, powerW: 5300, at }] });
  await journey.as("pia").telemetry.write({
    series: [{ of: ofRack(), metric: "power_w", points: [[minutesAgo(30), 9000]] }],
  });
  expect(await journey.as("uma").power.rack({ rackId: rack.id })).toMatchObject({ reading: { powerW: 5300 } });
  journey.clock.now += 70 * MINUTE_MS;
  await tendTelemetry(journey.ports, () => false);
  const hours = await journey.rows(
    "SELECT points, min, max FROM telemetry_hour WHERE kind = 1 AND metric = 1 AND thing_id = $1 ORDER BY hour",
    [rack.id],
  );
  expect(hours).toEqual([
    { points: 3, min: 5000, max: 9000 },
    { points: 1, min: 5300, max: 5300 },
  ]);
  expect(await verifyTelemetry(journey.ports, journey.actor("uma"))).toEqual([]);
});

test("who may not write is refused, and a batch that is too large", async () => {
  const points = Array.from({ length: 6000 }, (_, n): [number, number] => [minutesAgo(1) - n, 1]);
  const one = { of: ofRack(), metric: "power_w" as const, points };
  expect((await failure(journey.as("mona").telemetry.write({ series: [one] }))).code).toBe("FORBIDDEN");
  await expect(journey.as("pia").telemetry.write({ series: [one, one] })).rejects.toThrow();
});

test("a series is read back in steps: points, hours and days, of a rack and of all racks of a datacenter", async () => {
  const uma = journey.as("uma");
  const of = ofRack();
  const [kept] = await journey.rows<{ datacenter: string; nameplate: number; racks: number }>(
    `SELECT d.code AS datacenter, t.power_w AS nameplate, (SELECT count(*)::int FROM rack o WHERE o.datacenter_id = d.id) AS racks
       FROM rack k JOIN datacenter d ON d.id = k.datacenter_id JOIN rack_type t ON t.id = k.rack_type_id WHERE k.id = $1`,
    [rack.id],
  );
  const today = await uma.telemetry.series({ of, metric: "power_w", range: "6h" });
  expect(today).toMatchObject({ stepSeconds: 60, lines: { nameplateW: kept!.nameplate, limitW: null }, racks: null });
  expect(today.rows.map(({ mean }) => mean)).toEqual([9000, 5000, 5100.4, 5300]);
  const week = await uma.telemetry.series({ of, metric: "power_w", range: "7d" });
  expect(week.rows.map(({ points, max }) => [points, max])).toEqual([
    [3, 9000],
    [1, 5300],
  ]);
  const whole = { kind: "datacenter" as const, datacenter: kept!.datacenter };
  const all = await uma.telemetry.series({ of: whole, metric: "power_w", range: "1d" });
  expect(all).toMatchObject({ stepSeconds: 3600, racks: kept!.racks });
  expect(all.rows.map(({ mean, racks }) => [Math.round(mean), racks])).toEqual([
    [Math.round((9000 + 5000 + 5100.4) / 3), 1],
    [5300, 1],
  ]);
  expect((await uma.telemetry.series({ of, metric: "utilisation", range: "1y" })).rows).toEqual([]);
  expect(
    (await failure(uma.telemetry.series({ of: { kind: "rack", rack: "none" }, metric: "power_w", range: "7d" }))).code,
  ).toBe("NOT_FOUND");
});
