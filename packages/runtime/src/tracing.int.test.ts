import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { DBOS } from "@dbos-inc/dbos-sdk";
import { appRouter } from "@headroom/api/root";
import { createCallerFactory } from "@headroom/api/trpc";
import { testDatabase } from "@headroom/config/vitest/database";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { type Container, openContainer } from "./container";
import { readEnv } from "./env";
import { durable } from "./jobs";
import { openLog } from "./log";
import { testFleet } from "./testing/fleet";
import { asked } from "./testing/journey";
import { startWorker } from "./testing/worker";
import { startTracing } from "./tracing";

interface Seen {
  readonly service: string;
  readonly name: string;
  readonly traceId: string;
  readonly links: readonly string[];
  readonly attributes: Readonly<Record<string, string>>;
}

/** What the collector was sent, in the form of OTLP over HTTP in JSON. */
const seen: Seen[] = [];
const collector = createServer(async (request, response) => {
  let body = "";
  for await (const piece of request) body += piece;
  type Attribute = { key: string; value: { stringValue?: string; intValue?: number | string } };
  const table = (attributes: Attribute[] = []) =>
    Object.fromEntries(attributes.map(({ key, value }) => [key, String(value.stringValue ?? value.intValue)]));
  for (const { resource, scopeSpans } of JSON.parse(body).resourceSpans) {
    const service = table(resource.attributes)["service.name"] as string;
    for (const { spans } of scopeSpans)
      for (const { name, traceId, links = [], attributes } of spans)
        seen.push({
          ...{ service, name, traceId, attributes: table(attributes) },
          links: links.map((link: { traceId: string }) => link.traceId),
        });
  }
  response.end("{}");
});

let container: Container;
beforeAll(async () => {
  await new Promise<void>((resolve) => collector.listen(0, "127.0.0.1", resolve));
  const { port } = collector.address() as AddressInfo;
  // the worker's process has it from here
  vi.stubEnv("OTEL_EXPORTER_OTLP_ENDPOINT", `http://127.0.0.1:${port}`);
  const { url } = await testDatabase();
  const env = readEnv({ ...process.env, DATABASE_URL: url, LOG_LEVEL: "silent" });
  container = openContainer(env, openLog(env, "test"), "test");
  await testFleet(container.database);
  await DBOS.migrate(url, { schemaName: durable.schema });
});
afterAll(async () => {
  await container.close();
  collector.close();
});

describe("traces", { timeout: 60_000 }, () => {
  it("follow a request through the processes that carry it on", async () => {
    const tracing = startTracing(container.env, "web");
    const pia = createCallerFactory(appRouter)({
      ports: container.ports,
      actor: { id: "pia", name: "Pia", role: "planner", via: "web", requestId: "r-1" },
      requestId: "r-1",
      report: () => {},
    });
    const first = await pia.request.create(asked({ title: "first" }));
    const second = await pia.request.create(asked({ title: "Unspoken" }));
    const { id } = await pia.plan.create({ requestIds: [first.id, second.id] });
    const worker = await startWorker(container.env.databaseUrl, "traced");
    await vi.waitFor(async () => expect((await pia.plan.get({ id })).state).toBe("draft"), { timeout: 30_000 });
    await worker.end("SIGTERM");
    await tracing.stop();

    const calls = seen.filter(({ name }) => name === "mutation request.create");
    const [traceId, other] = calls.map((call) => call.traceId);
    const made = seen.find(({ name }) => name === "make plan");
    expect(made).toMatchObject({ service: "headroom-worker", traceId, attributes: { "headroom.plan": String(id) } });
    const ofFirst = seen.filter((span) => span.traceId === traceId);
    expect(ofFirst.map(({ name }) => name)).toEqual(
      expect.arrayContaining(["request.create", "plan.create", "plan.finish", "database write", "INSERT"]),
    );
    // who asked for the plan is another trace, and found by a link
    const asking = seen.find(({ name }) => name === "mutation plan.create");
    expect(ofFirst.find(({ name }) => name === "plan.create")?.links).toContain(asking?.traceId);
    // the second request's trace says where it goes on
    expect(seen.find(({ name }) => name === "goes on in plan")).toMatchObject({
      traceId: other,
      links: expect.arrayContaining([traceId]),
    });
    expect(worker.log.find(({ msg }) => msg === "run ended")).toMatchObject({ trace: traceId });
    // statements are told, values are not
    expect(JSON.stringify(seen)).not.toContain("Unspoken");
  });
});
