import { type ChildProcess, spawn } from "node:child_process";
import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import { type AddressInfo, createServer as createSocket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { openPrometheus } from "@headroom/adapters/prometheus/client";
import type { Prometheus } from "@headroom/services/ports/prometheus";
import { type PollTools, pollSources } from "@headroom/services/telemetry/poll";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { type Journey, openJourney } from "../testing/journey";

const binary = [process.env.PROMETHEUS_PATH, "/usr/bin/prometheus", "/usr/local/bin/prometheus"].find(
  (path) => path && existsSync(path),
);
if (!binary)
  console.info("no Prometheus is installed (apt-get install prometheus, or PROMETHEUS_PATH): its own test is left out");

let journey: Journey;
let racks: { id: number; code: string }[];
beforeAll(async () => {
  journey = await openJourney();
  racks = await journey.rows("SELECT id, code FROM rack ORDER BY id LIMIT 3");
});
afterAll(() => journey.close());
beforeEach(async () => {
  await journey.rows("DELETE FROM prometheus_source");
  await journey.rows("TRUNCATE telemetry_point");
});

const tools = (prometheus: Prometheus): PollTools => ({
  ...{ prometheus, secret: (variable) => (variable === "HEADROOM_PROMETHEUS_TOKEN" ? "s3cret" : null) },
  ...{ signal: new AbortController().signal, log: () => {} },
});
const pdus = (url: string, more: object = {}) => ({
  ...{ name: "pdus", url, query: "rack_kw", kind: "rack" as const, metric: "power_w" as const, labels: ["place"] },
  ...{ scale: 1000, stepSeconds: 15, ...more },
});
const points = () => journey.rows("SELECT thing_id AS id, value FROM telemetry_point ORDER BY 1, at");
const source = async () => (await journey.as("uma").telemetry.sources())[0]!;

/** Answers with a line of every rack, and notes what it was asked. */
function twin(state: { down: boolean }) {
  const asked: { fromMs: number; toMs: number; token: string | null }[] = [];
  const prometheus: Prometheus = {
    async queryRange({ fromMs, toMs, stepMs, token }) {
      asked.push({ fromMs, toMs, token });
      if (state.down) return { ok: false, error: { kind: "unreachable", cause: "ECONNREFUSED" } };
      const instants = Array.from({ length: Math.floor((toMs - fromMs) / stepMs) + 1 }, (_, n) => fromMs + n * stepMs);
      return {
        ok: true,
        value: [racks[0]!.code, "pdu-17:9116", "elsewhere"].map((place) => ({
          labels: { place },
          points: instants.map((atMs) => ({ atMs, value: 5 })),
        })),
      };
    },
  };
  return { prometheus, asked };
}

test("what was read goes on where it ended, after a failure too; names are found by labels and by what they are called there", async () => {
  const omar = journey.as("omar");
  expect(
    await omar.telemetry.saveSource(pdus("http://p:9090", { tokenVariable: "HEADROOM_PROMETHEUS_TOKEN" })),
  ).toEqual({
    made: true,
  });
  await omar.telemetry.nameSeries({ name: "pdus", names: [{ said: "pdu-17:9116", parts: [racks[1]!.code] }] });
  const state = { down: false };
  const { prometheus, asked } = twin(state);
  await pollSources(journey.ports, tools(prometheus));
  const first = await points();
  expect(new Set(first.map((row) => JSON.stringify(row)))).toEqual(
    new Set([racks[0]!.id, racks[1]!.id].map((id) => JSON.stringify({ id, value: 5000 }))),
  );
  expect(first.length).toBe(2 * 240);
  expect(asked[0]).toMatchObject({ token: "s3cret", toMs: journey.clock.now - 15_000 });
  expect(await source()).toMatchObject({
    outcome: { series: 3, stored: 480, unknown: 1, unknownShown: ["elsewhere"] },
    ...{ failures: 0, names: 1, readTo: new Date(journey.clock.now - 15_000).toISOString() },
  });
  // nothing is due
  await pollSources(journey.ports, tools(prometheus));
  expect(asked.length).toBe(1);

  state.down = true;
  for (const pause of [30, 60, 120]) {
    journey.clock.now = Date.parse((await source()).nextAt);
    await pollSources(journey.ports, tools(prometheus));
    expect(Date.parse((await source()).nextAt) - journey.clock.now).toBe(pause * 1000);
  }
  expect(await source()).toMatchObject({ failures: 3, outcome: { fault: { kind: "unreachable" } } });
  state.down = false;
  journey.clock.now += 2 * 3_600_000;
  await pollSources(journey.ports, tools(prometheus));
  const last = asked.slice(4);
  expect(last.length).toBeGreaterThan(1);
  const all = await points();
  // without a hole: an instant every quarter of a minute since the first
  expect(all.length).toBe(2 * ((journey.clock.now - 15_000 - asked[0]!.fromMs) / 15_000 + 1));
  expect(await source()).toMatchObject({ failures: 0 });
});

test("several workers share the sources, and one that died leaves its own to the others", async () => {
  const omar = journey.as("omar");
  for (const name of ["a", "b", "c"]) await omar.telemetry.saveSource({ ...pdus("http://p:9090"), name });
  const { prometheus, asked } = twin({ down: false });
  const died = await journey.ports.work.write(({ telemetrySources }) =>
    telemetrySources.claim(journey.clock.now, journey.clock.now + 120_000),
  );
  expect(died).toMatchObject({ name: "a" });
  await Promise.all([1, 2, 3].map(() => pollSources(journey.ports, tools(prometheus))));
  expect(asked.length).toBe(2);
  journey.clock.now += 121_000;
  await pollSources(journey.ports, tools(prometheus));
  expect((await journey.as("uma").telemetry.sources()).map(({ readTo }) => readTo !== null)).toEqual([
    true,
    true,
    true,
  ]);
  await omar.telemetry.removeSource({ name: "a" });
  await expect(omar.telemetry.removeSource({ name: "a" })).rejects.toThrow("NOT_FOUND");
  await expect(omar.telemetry.saveSource(pdus("http://u:p@h"))).rejects.toThrow();
});

const freePort = () =>
  new Promise<number>((resolve) => {
    const socket = createSocket().listen(0, "127.0.0.1", () => {
      const { port } = socket.address() as AddressInfo;
      socket.close(() => resolve(port));
    });
  });

test.runIf(binary)("a real Prometheus that scrapes racks fills their telemetry", async () => {
  const exporter: Server = createServer((_, response) =>
    response.end(`rack_kw{place="${racks[2]!.code}"} 4.5\nrack_kw{place="nowhere"} 1\n`),
  );
  await new Promise<void>((resolve) => exporter.listen(0, "127.0.0.1", resolve));
  const folder = mkdtempSync(join(tmpdir(), "headroom-prometheus-"));
  const target = `127.0.0.1:${(exporter.address() as AddressInfo).port}`;
  writeFileSync(
    join(folder, "prometheus.yml"),
    `global: { scrape_interval: 1s }\nscrape_configs:\n  - job_name: pdus\n    static_configs: [{ targets: ["${target}"] }]\n`,
  );
  const port = await freePort();
  const flags = ["--config.file", join(folder, "prometheus.yml"), "--storage.tsdb.path", join(folder, "data")];
  const child: ChildProcess = spawn(binary!, [...flags, "--web.listen-address", `127.0.0.1:${port}`], {
    stdio: "ignore",
  });
  const ended = new Promise((resolve) => child.once("exit", resolve));
  const then = journey.clock.now;
  try {
    journey.clock.now = Date.now();
    await journey.as("omar").telemetry.saveSource({ ...pdus(`http://127.0.0.1:${port}`), stepSeconds: 1 });
    for (let tries = 0; (await points()).length < 3; tries++) {
      expect(tries, JSON.stringify(await source())).toBeLessThan(300);
      await setTimeout(200);
      journey.clock.now = Math.max(Date.now(), Date.parse((await source()).nextAt));
      await pollSources(journey.ports, tools(openPrometheus()));
    }
    expect(new Set((await points()).map((row) => JSON.stringify(row)))).toEqual(
      new Set([JSON.stringify({ id: racks[2]!.id, value: 4500 })]),
    );
    expect(await source()).toMatchObject({ outcome: { unknown: 1, unknownShown: ["nowhere"] } });
    await journey
      .as("omar")
      .telemetry.saveSource({ ...pdus(`http://127.0.0.1:${port}`), query: "sum(", stepSeconds: 1 });
    journey.clock.now += 5_000;
    await pollSources(journey.ports, tools(openPrometheus()));
    expect((await source()).outcome).toMatchObject({ fault: { kind: "refused", status: 400 } });
  } finally {
    journey.clock.now = then;
    child.kill("SIGKILL");
    await ended;
    exporter.close();
    exporter.closeAllConnections();
    rmSync(folder, { recursive: true, force: true });
  }
});
