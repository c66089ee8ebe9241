import { OVER_AFTER_MS } from "@headroom/core/alerting/machine";
import { usualRetention } from "@headroom/core/telemetry/point";
import { evaluateAlerts } from "@headroom/services/alert/evaluate";
import type { Prometheus } from "@headroom/services/ports/prometheus";
import { pollSources } from "@headroom/services/telemetry/poll";
import { tendTelemetry } from "@headroom/services/telemetry/tend";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { openLog } from "../log";
import { type Journey, openJourney } from "../testing/journey";
import { failure } from "../testing/steps";
import { claimIdentity, type WorkerIdentity } from "../worker-identity";

let journey: Journey;
let racks: { id: number; code: string; datacenter: string }[];
const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

beforeAll(async () => {
  journey = await openJourney();
  racks = await journey.rows(
    "SELECT k.id, k.code, d.code AS datacenter FROM rack k JOIN datacenter d ON d.id = k.datacenter_id WHERE d.code = 'N1' ORDER BY k.id LIMIT 2",
  );
});
afterAll(() => journey.close());
beforeEach(async () => {
  await journey.rows("TRUNCATE alert, alert_notice, alert_event, alert_rule, worker_seen, notification");
  await journey.rows(
    "TRUNCATE telemetry_point, telemetry_hour, telemetry_day, telemetry_hour_mark, telemetry_day_mark",
  );
  // a whole hour, a week or more after what the test before left
  journey.clock.now = Math.ceil(journey.clock.now / HOUR_MS) * HOUR_MS + 40 * DAY_MS;
});

type Metric = "power_w" | "inlet_c";
const say = (code: string, metric: Metric, points: [number, number][]) =>
  journey.as("omar").telemetry.write({ series: [{ of: { kind: "rack", rack: code }, metric, points }] });
const look = async (minutes = 0) => {
  journey.clock.now += minutes * MINUTE_MS;
  await tendTelemetry(journey.ports, () => false);
  return evaluateAlerts(journey.ports);
};
const hot = async (...codes: string[]) => {
  for (const code of codes) await say(code, "inlet_c", [[journey.clock.now, 36]]);
};
const list = (state: "open" | "all" | "resolved" = "open") => journey.as("uma").alert.list({ state });
const told = () =>
  journey.rows<{ params: object }>(
    "SELECT DISTINCT ON (id) params FROM notification WHERE user_id = 'omar' ORDER BY id",
  );
const events = async (id: number) =>
  (await journey.as("uma").alert.get({ id })).events.map(({ kind, by }) => [kind, by]);

test("two hot racks are two alerts, one notice, and over when they are cool for five minutes", async () => {
  await hot(racks[0]!.code, racks[1]!.code);
  expect(await look(2)).toEqual({ fired: 2, resolved: 0 });
  expect(await look(1)).toEqual({ fired: 0, resolved: 0 });
  const { rows, firing } = await list();
  expect(firing).toBe(2);
  expect(
    rows.map(({ rule, subject, seen, state }) => [rule, subject.name, seen.value, seen.limit, state]).sort(),
  ).toEqual(racks.map(({ code }) => ["inlet-hot", code, 36, 32, "firing"]).sort());
  expect((await told()).map(({ params }) => params)).toEqual([
    {
      title: "The air at a rack's inlet is hot",
      datacenter: "N1",
      count: 2,
      names: racks.map(({ code }) => code).join(", "),
    },
  ]);
  // the hour is over, and the next one is cool
  journey.clock.now += HOUR_MS;
  for (const { code } of racks) await say(code, "inlet_c", [[journey.clock.now, 22]]);
  expect(await look(2)).toEqual({ fired: 0, resolved: 0 });
  expect(await look(OVER_AFTER_MS / MINUTE_MS)).toEqual({ fired: 0, resolved: 2 });
  expect((await list()).rows).toEqual([]);
  expect(await events((await list("resolved")).rows[0]!.id)).toEqual([
    ["resolved", null],
    ["fired", null],
  ]);
});

test("what is acknowledged stays so; what is silenced is told again only when its silence is over, also where it came back meanwhile", async () => {
  await hot(racks[0]!.code);
  await look(2);
  const [first] = (await list()).rows;
  const omar = journey.as("omar");
  const { version } = await omar.alert.acknowledge({ id: first!.id, version: first!.version, note: "looking" });
  expect((await failure(omar.alert.acknowledge({ id: first!.id, version }))).code).toBe("WRONG_STATE");
  expect(
    (await failure(omar.alert.silence({ id: first!.id, version: 1, until: at(HOUR_MS), reason: "work" }))).code,
  ).toBe("CONFLICT");
  expect((await failure(omar.alert.silence({ id: first!.id, version, until: at(-1), reason: "work" }))).code).toBe(
    "INVALID_INPUT",
  );
  expect((await failure(journey.as("mona").alert.acknowledge({ id: first!.id, version }))).code).toBe("FORBIDDEN");
  await omar.alert.silence({ id: first!.id, version, until: at(3 * HOUR_MS), reason: "a fan is changed" });
  journey.clock.now += 2 * HOUR_MS;
  await look(1);
  await look(6);
  expect((await list()).rows).toEqual([]);
  // back before the silence ends: nobody is told
  await hot(racks[0]!.code);
  await look(2);
  const [again] = (await list()).rows;
  expect(again).toMatchObject({ state: "silenced", silencedUntil: expect.any(String) });
  expect((await told()).length).toBe(1);
  journey.clock.now += HOUR_MS;
  await hot(racks[0]!.code);
  await look(2);
  expect((await list()).rows[0]).toMatchObject({ id: again!.id, state: "firing" });
  expect((await told()).length).toBe(2);
  expect((await events(again!.id)).map(([kind]) => kind)).toEqual(["silence_over", "fired"]);
  expect(await events(first!.id)).toEqual([
    ["resolved", null],
    ["silenced", "omar"],
    ["acknowledged", "omar"],
    ["fired", null],
  ]);
  const audited = await journey.rows<{ action: string }>(
    "SELECT action FROM audit_event WHERE entity_kind = 'alert' ORDER BY id",
  );
  expect(audited.map(({ action }) => action)).toEqual(["alert.acknowledge", "alert.silence"]);
});

const at = (later: number) => new Date(journey.clock.now + later).toISOString();

test("a meter that falls silent, and an hour unlike those of past weeks", async () => {
  const [one, other] = racks as [(typeof racks)[0], (typeof racks)[0]];
  const begin = journey.clock.now;
  await say(one.code, "power_w", [[begin, 4000]]);
  for (const weeks of [1, 2, 3])
    await journey.ports.work.write(({ telemetry }) => telemetry.prepare(begin - weeks * 7 * DAY_MS, usualRetention));
  // weeks whose points are gone long since, and whose hours are kept
  for (const [rack, mean] of [
    [one, 4100],
    [other, 9000],
  ] as const)
    for (const weeks of [1, 2, 3])
      await journey.rows(
        "INSERT INTO telemetry_hour (hour, min, mean, max, p95, points, thing_id, kind, metric) VALUES (to_timestamp($1::float8 / 1000), $2, $2, $2, $2, 60, $3, 1, 1)",
        [begin - weeks * 7 * DAY_MS, mean, rack.id],
      );
  await say(other.code, "power_w", [
    [begin, 2000],
    [begin + 55 * MINUTE_MS - HOUR_MS, 2000],
  ]);
  journey.clock.now = begin + 20 * MINUTE_MS;
  await look();
  expect((await list()).rows).toEqual([]);
  journey.clock.now = begin + HOUR_MS + 2 * MINUTE_MS;
  await look();
  const found = (await list()).rows.map(({ rule, subject, seen }) => [rule, subject.name, seen.limit ?? seen.sinceMs]);
  expect(found.sort()).toEqual(
    [
      ["meter-silent", one.code, begin],
      ["meter-silent", other.code, begin],
      ["power-unusual", other.code, 9000],
    ].sort(),
  );
});

/** A worker: it lives while its session holds its name. */
async function living(name: string): Promise<WorkerIdentity & { readonly end: () => Promise<void> }> {
  const log = openLog({ logLevel: "silent" }, "test");
  const { url: databaseUrl } = journey;
  const identity = await claimIdentity({ databaseUrl, wanted: name, log, onLost: () => {}, patienceSeconds: 5 });
  return { ...identity, end: identity.release };
}

test("a worker that was killed is missed by the others, one that stopped is not; several look at once and make one alert", async () => {
  const [killed, stopped, other] = await Promise.all(["w-1", "w-2", "w-3"].map(living));
  await look(1);
  expect((await list()).lookedAt).toBe(new Date(journey.clock.now).toISOString());
  await stopped!.end();
  await journey.ports.work.write(({ workers }) => workers.leave("w-2"));
  await killed!.end();
  await look(1);
  expect((await list()).rows).toEqual([]);
  journey.clock.now += 2 * MINUTE_MS;
  await Promise.all([1, 2, 3, 4].map(() => evaluateAlerts(journey.ports)));
  expect((await list()).rows.map(({ rule, severity, subject }) => [rule, severity, subject.name])).toEqual([
    ["worker-silent", "critical", "w-1"],
  ]);
  // one of its name lives again: nobody is missed
  const again = await living("w-1");
  await look(1);
  await look(6);
  expect((await list()).rows).toEqual([]);
  await again.end();
  await look(3);
  expect((await list()).rows).toHaveLength(1);
  journey.clock.now += 25 * HOUR_MS;
  await look();
  await look(6);
  expect((await list()).rows).toEqual([]);
  await other!.end();
});

test("a rule is changed, or off: its alerts end", async () => {
  await hot(racks[0]!.code);
  await look(2);
  const rules = await journey.as("uma").alert.rules();
  const { usual: _, own: __, ...rule } = rules.find(({ id }) => id === "inlet-hot")!;
  await journey.as("ada").alert.saveRule({ ...rule, enabled: false });
  await look(1);
  await look(6);
  expect((await list()).rows).toEqual([]);
  await journey.as("ada").alert.saveRule({ ...rule, test: { ...rule.test, above: 40 } as typeof rule.test });
  await hot(racks[0]!.code);
  await look(2);
  expect((await list()).rows).toEqual([]);
  expect((await failure(journey.as("omar").alert.saveRule(rule))).code).toBe("FORBIDDEN");
  // taken back, it holds as it did; one of one's own goes, but not from under a route
  await journey.as("ada").alert.removeRule({ id: "inlet-hot" });
  await look(1);
  expect((await list()).rows).toHaveLength(1);
  await journey.as("ada").alert.saveRule({ ...rule, id: "inlet-very-hot" });
  const to = { kind: "person", id: "omar" } as const;
  const route = await journey.as("ada").alert.createRoute({ name: "Heat", to, rules: ["inlet-very-hot"] });
  expect((await failure(journey.as("ada").alert.removeRule({ id: "inlet-very-hot" }))).code).toBe("TAKEN");
  await journey.as("ada").alert.removeRoute(route);
  await journey.as("ada").alert.removeRule({ id: "inlet-very-hot" });
  expect((await failure(journey.as("ada").alert.removeRule({ id: "inlet-very-hot" }))).code).toBe("NOT_FOUND");
  expect((await journey.as("uma").alert.rules()).every(({ usual }) => usual)).toBe(true);
});

test("a rule is tried on the last seven days: how often it would have fired, and of how many things", async () => {
  const [one, other] = racks as [(typeof racks)[0], (typeof racks)[0]];
  const now = journey.clock.now;
  for (const weeks of [0, 1, 2, 3])
    await journey.ports.work.write(({ telemetry }) => telemetry.prepare(now - weeks * 7 * DAY_MS, usualRetention));
  const hour = (rack: typeof one, ago: number, mean: number, metric = 2) =>
    journey.rows(
      "INSERT INTO telemetry_hour (hour, min, mean, max, p95, points, thing_id, kind, metric) VALUES (to_timestamp($1::float8 / 1000), $2, $2, $2, $2, 60, $3, 1, $4)",
      [now - ago * HOUR_MS, mean, rack.id, metric],
    );
  const preview = (test: Parameters<ReturnType<Journey["as"]>["alert"]["previewRule"]>[0]["test"]) =>
    journey.as("ada").alert.previewRule({ test });
  const heat = { kind: "above", of: "rack", metric: "inlet_c", stat: "mean", above: 32, unit: "absolute" } as const;
  expect(await preview({ ...heat, hours: 1 })).toEqual({ kind: "untold", why: "no_telemetry" });
  // one: hot for three hours, cool, hot for one; and once before the seven days
  for (const [ago, celsius] of [
    [200, 40],
    [50, 33],
    [49, 34],
    [48, 35],
    [47, 20],
    [46, 36],
    [45, 20],
  ] as const)
    await hour(one, ago, celsius);
  await hour(other, 10, 31);
  const told = { kind: "told", days: 7, atLeast: false };
  expect(await preview({ ...heat, hours: 1 })).toEqual({ ...told, times: 2, things: 1 });
  expect(await preview({ ...heat, hours: 3 })).toEqual({ ...told, times: 1, things: 1 });
  expect(await preview({ ...heat, hours: 1, above: 30 })).toEqual({ ...told, times: 3, things: 2 });
  // a share of what a rack may draw (10 kW)
  await hour(one, 5, 9_600, 1);
  const power = { ...heat, metric: "power_w", unit: "share_of_limit", hours: 1 } as const;
  expect(await preview({ ...power, above: 0.95 })).toEqual({ ...told, times: 1, things: 1 });
  expect(await preview({ ...power, above: 0.97 })).toEqual({ ...told, times: 0, things: 0 });
  // silent from then until now, and for both between
  expect(await preview({ kind: "missing", of: "rack", metric: "inlet_c", afterMinutes: 120, knownDays: 7 })).toEqual({
    ...told,
    atLeast: true,
    times: 2,
    things: 2,
  });
  for (const weeks of [1, 2, 3]) await hour(one, 5 + weeks * 168, 4_000, 1);
  const unusual = { kind: "unusual", of: "rack", metric: "power_w", weeks: 3, least: 500 } as const;
  expect(await preview({ ...unusual, share: 0.5 })).toEqual({ ...told, times: 1, things: 1 });
  expect(await preview({ ...unusual, share: 2 })).toEqual({ ...told, times: 0, things: 0 });
  // how workers and sources were before is not kept
  for (const clock of ["worker_silent", "source_failing"] as const)
    expect(await preview({ kind: "clock", clock, afterMinutes: 1 })).toEqual({ kind: "untold", why: "not_kept" });
});

test("runs: a task that is overdue, a gate that nobody opens, a run that is late; over when they are done", async () => {
  const today = new Date(journey.clock.now).toISOString().slice(0, 10);
  const [run] = await journey.rows<{ id: number }>(
    `INSERT INTO run (kind, state, title, datacenter_id, template, limits, due_on) VALUES ('provision', 'running', 'Search racks', 1, $2, '{}', $1::date - 1)
     RETURNING id`,
    [today, JSON.stringify({ stages: [{ key: "verify", title: "Verify against the bill of materials" }] })],
  );
  const [subject] = await journey.rows<{ id: number }>(
    `INSERT INTO run_subject (run_id, wave, sequence, rack_code, rack_type_id, fault_domain, power_w)
     SELECT $1, 0, 0, 'NEW-1', min(id), 'a', 1 FROM rack_type RETURNING id`,
    [run!.id],
  );
  const asked = new Date(journey.clock.now - 5 * HOUR_MS);
  await journey.rows(
    `INSERT INTO run_step (run_id, subject_id, stage, rack_type_id, datacenter_id, state, by_person, begun_at, due_at)
     SELECT $1, $2, 'rack', min(id), 1, 'working', true, $3, $3 FROM rack_type`,
    [run!.id, subject!.id, asked],
  );
  await journey.rows(
    "INSERT INTO run_gate (run_id, wave, after, state, asked_at) VALUES ($1, 0, 'verify', 'asked', $2)",
    [run!.id, asked],
  );
  await look();
  const found = (await list()).rows.map(({ rule, subject: of }) => [rule, of.name, of.datacenter]).sort();
  expect(found).toEqual([
    ["gate-waiting", "Search racks, wave 1 after Verify against the bill of materials", "N1"],
    ["run-late", "Search racks", "N1"],
    ["task-overdue", "Search racks, NEW-1: rack", "N1"],
  ]);
  await journey.rows("UPDATE run SET ended_at = now(), state = 'done'");
  await look(1);
  await look(6);
  expect((await list()).rows).toEqual([]);
});

test("a source that never answered fires a quarter of an hour after it was asked first, however often it is asked", async () => {
  const prometheus: Prometheus = {
    queryRange: async () => ({ ok: false, error: { kind: "unreachable", cause: "ECONNREFUSED" } }),
  };
  const tools = { prometheus, secret: () => null, signal: new AbortController().signal, log: () => {} };
  await journey.as("omar").telemetry.saveSource({
    ...{ name: "pdus", url: "http://p:9090", query: "up", kind: "rack", metric: "power_w", labels: ["rack"] },
  });
  for (let minute = 0; minute <= 16; minute++) {
    await pollSources(journey.ports, tools);
    await evaluateAlerts(journey.ports);
    expect((await list()).rows.length).toBe(minute > 15 ? 1 : 0);
    journey.clock.now += MINUTE_MS;
  }
  expect((await list()).rows[0]).toMatchObject({ rule: "source-failing", subject: { name: "pdus" } });
  await journey.as("omar").telemetry.removeSource({ name: "pdus" });
  await look();
  await look(6);
  expect((await list()).rows).toEqual([]);
});
