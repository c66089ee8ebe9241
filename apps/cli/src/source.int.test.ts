import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { type Journey, openJourney } from "@headroom/runtime/testing/journey";
import { afterAll, beforeAll, expect, test } from "vitest";
import { run as headroom } from "./testing/run";

let journey: Journey;
let url: string;
let address: string;
let answer: () => [number, unknown];
const server = createServer((_, response) => {
  const [status, body] = answer();
  response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));
});
beforeAll(async () => {
  journey = await openJourney();
  url = (journey.database.pool as unknown as { options: { connectionString: string } }).options.connectionString;
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(async () => {
  server.close();
  await journey.close();
});

const source = (...args: readonly string[]) => headroom(url, "source", ...args);
const power = ["--query", "sum by (rack) (watts)", "--kind", "rack", "--metric", "power_w", "--label", "rack"];
const series = (rack: string, watts: string) => ({ metric: { rack }, values: [[Date.now() / 1000, watts]] });

test("a source is added, tried, listed, changed and removed", { timeout: 180_000 }, async () => {
  expect((await source("list")).out).toBe("no sources\n");
  expect(await source("add", "pdus", "--url", address, ...power, "--scale", "1000")).toMatchObject({
    ...{ code: 0, err: "", out: "pdus is made: the worker asks it within a minute\n" },
  });
  answer = () => [
    200,
    { status: "success", data: { resultType: "matrix", result: [series("K1-1-1", "4.2"), series("gone", "1")] } },
  ];
  expect(await source("test", "pdus")).toMatchObject({
    code: 0,
    out: "2 series, 1 of them of things that are here\n  K1-1-1: 4200\n  gone: 1000, nothing here is called so\n",
  });
  expect(await journey.rows("SELECT 1 FROM telemetry_point")).toEqual([]);
  answer = () => [422, { status: "error", error: "parse error at char 7" }];
  const refused = await source("test", "pdus");
  expect([refused.code, refused.err]).toEqual([1, expect.stringContaining("parse error at char 7")]);
  expect((await source("list")).out).toBe(`pdus  power_w of rack  ${address}  not asked yet\n`);
  expect((await source("add", "pdus", "--url", address, ...power, "--off")).out).toContain("pdus is changed");
  expect(JSON.parse((await source("list", "--json")).out)).toMatchObject([{ name: "pdus", enabled: false, scale: 1 }]);
  expect((await source("remove", "pdus")).out).toContain("is asked no more");
  expect((await source("list")).out).toBe("no sources\n");
  expect(
    (await journey.rows<{ action: string }>("SELECT action FROM audit_event WHERE via = 'cli' ORDER BY id")).map(
      ({ action }) => action,
    ),
  ).toEqual(["telemetry_source.create", "telemetry_source.update", "telemetry_source.remove"]);
});

test("what cannot be is said in a line", { timeout: 180_000 }, async () => {
  const cases: readonly (readonly [readonly string[], string])[] = [
    [["test", "none"], "there is no source none"],
    [["remove", "none"], "there is no source none"],
    [["add", "x", "--url", "ftp://here", ...power], "--url: expected an address as http://10.0.0.7:9090"],
    [["add", "x", "--url", address, ...power, "--every", "0"], "--every: "],
    [
      ["add", "x", "--url", address, ...power, "--token-variable", "PATH"],
      "--token-variable: expected HEADROOM_PROMETHEUS_TOKEN",
    ],
    [["forget", "x"], "usage: headroom source list"],
  ];
  for (const [args, wanted] of cases) {
    const { code, out, err } = await source(...args);
    expect([code, out]).toEqual([2, ""]);
    expect(err).toContain(wanted);
  }
});
