import { pollControllers } from "@headroom/services/telemetry/poll-controllers";
import { tendTelemetry } from "@headroom/services/telemetry/tend";
import { afterEach, beforeEach, expect, test } from "vitest";
import { perform, performersOf, RACK, rackOfControllers, swift, workOf } from "../testing/controllers";
import { type Journey, openJourney } from "../testing/journey";
import { failure } from "../testing/steps";

let journey: Journey;
let rack: Awaited<ReturnType<typeof rackOfControllers>>;
const UNITS = [1, 3, 5];
const MINUTE_MS = 60_000;
beforeEach(async () => {
  journey = await openJourney();
  rack = await rackOfControllers(journey, UNITS);
});
afterEach(async () => {
  await rack.close();
  await journey.close();
});

/** Servers come to be where controllers speak for them. */
const discover = () => perform(performersOf(journey), workOf(rack.rackId, "discover"));
const poll = (hardware = swift()) => pollControllers(journey.ports, { hardware, signal: new AbortController().signal });
const list = async () => (await journey.as("omar").controller.list({ rack: RACK })).rows;
const points = () =>
  journey.rows<{ unit: number; metric: number; value: number; at: Date }>(
    `SELECT s.start_u::int AS unit, p.metric::int AS metric, p.value::float8 AS value, p.at FROM telemetry_point p JOIN server s ON s.id = p.thing_id
      WHERE p.kind = 2 ORDER BY p.at, unit, metric`,
  );

test("servers are measured through their controllers, each at its own time, and seen as any other telemetry", async () => {
  expect(await poll()).toEqual({ asked: 0, answered: 0 });
  await discover();
  expect(await poll()).toEqual({ asked: 3, answered: 3 });
  expect((await points()).map(({ unit, metric, value }) => [unit, metric, value])).toEqual(
    UNITS.flatMap((unit) => [
      [unit, 1, 12],
      [unit, 2, 22.5],
    ]),
  );
  expect((await list())[0]).toMatchObject({
    ...{ pollSeconds: null, pollsEvery: 300, pollFailures: 0, lastFault: null, lastSeenAt: expect.any(String) },
    polled: { watts: 12, inletC: 22.5, at: new Date(journey.clock.now).toISOString() },
  });
  // nobody is due before its time, and all are within a step
  expect(await poll()).toEqual({ asked: 0, answered: 0 });
  let asked = 0;
  for (let minute = 0; minute < 5; minute++) {
    journey.clock.now += MINUTE_MS;
    asked += (await poll()).asked;
  }
  expect(asked).toBe(3);
  const { rows, last } = await journey.as("uma").telemetry.series({
    of: { kind: "server", rack: RACK, server: (await list())[0]!.server! },
    metric: "power_w",
    range: "6h",
  });
  expect([rows.length, last?.value]).toEqual([2, 12]);
  // the rack has no meter of its own: its servers' are added up, by points and by hours
  const ofRack = async (metric: "power_w" | "inlet_c", range: "6h" | "7d") =>
    (await journey.as("uma").telemetry.series({ of: { kind: "rack", rack: RACK }, metric, range })).rows;
  expect((await ofRack("power_w", "6h"))[0]).toMatchObject({ min: 36, mean: 36, max: 36, points: 3 });
  expect((await ofRack("inlet_c", "6h"))[0]).toMatchObject({ min: 22.5, mean: 22.5, max: 22.5 });
  await tendTelemetry(journey.ports, () => false);
  journey.clock.now += 2 * MINUTE_MS;
  await tendTelemetry(journey.ports, () => false);
  expect((await ofRack("power_w", "7d")).map(({ mean }) => mean)).toEqual([36]);
  // until one is heard: then what it says counts
  await journey.as("omar").telemetry.write({
    series: [{ of: { kind: "rack", rack: RACK }, metric: "power_w", points: [[journey.clock.now, 50]] }],
  });
  expect(await ofRack("power_w", "6h")).toMatchObject([{ mean: 50, points: 1 }]);
});

test("one that is dead keeps nobody waiting, is named, and is asked ever more rarely until it answers", async () => {
  await discover();
  rack.servers.get(3)!.misbehave(() => ({ kind: "drop", when: "before" }));
  expect(await poll()).toEqual({ asked: 3, answered: 2 });
  const dead = async () => (await list()).find(({ unit }) => unit === 3)!;
  expect(await dead()).toMatchObject({
    ...{ pollFailures: 1, polled: { watts: null, inletC: null, why: "unreachable" } },
    lastFault: { kind: "unreachable" },
  });
  const asksOfDead = () => rack.servers.get(3)!.asked.length;
  const before = asksOfDead();
  journey.clock.now += 9 * MINUTE_MS;
  await poll();
  // twice the step for the first silence
  expect(asksOfDead()).toBe(before);
  journey.clock.now += 2 * MINUTE_MS;
  await poll();
  expect(await dead()).toMatchObject({ pollFailures: 2 });
  rack.servers.get(3)!.misbehave(() => null);
  journey.clock.now += 16 * MINUTE_MS;
  await poll();
  expect(await dead()).toMatchObject({ pollFailures: 0, lastFault: null, polled: { watts: 12 } });
});

test("how often is said by a datacenter or a controller, and never is an answer", async () => {
  await discover();
  const { controller } = journey.as("omar");
  const never = { datacenter: "N1", seconds: 0, baseVersion: 0 };
  expect(await failure(journey.as("pia").controller.savePolling(never))).toMatchObject({ code: "FORBIDDEN" });
  expect(await failure(controller.savePolling({ ...never, datacenter: "none" }))).toMatchObject({ code: "NOT_FOUND" });
  expect(await controller.savePolling(never)).toEqual({ version: 1 });
  expect(await failure(controller.savePolling(never))).toMatchObject({ code: "CONFLICT" });
  expect(await controller.polling()).toEqual({
    usualSeconds: 300,
    rows: [{ datacenter: "N1", seconds: 0, version: 1 }],
  });
  expect(await poll()).toEqual({ asked: 0, answered: 0 });
  const [first] = await list();
  expect(first!.pollsEvery).toBe(0);
  await controller.update({ ...first!, pollSeconds: 60 });
  expect(await poll()).toEqual({ asked: 1, answered: 1 });
  journey.clock.now += MINUTE_MS;
  expect(await poll()).toEqual({ asked: 1, answered: 1 });
  await controller.savePolling({ ...never, seconds: 30, baseVersion: 1 });
  expect(await poll()).toEqual({ asked: 2, answered: 2 });
  await expect(controller.update({ ...first!, version: 2, pollSeconds: 5 })).rejects.toThrow();
});

test("several workers share them: each is asked by one", async () => {
  await discover();
  const all = await Promise.all([1, 2, 3].map(() => poll()));
  expect(all.reduce((sum, { asked }) => sum + asked, 0)).toBe(3);
  expect(await points()).toHaveLength(6);
});
