import { gunzipSync } from "node:zlib";
import { MAX_BATCH } from "@headroom/contracts/batch";
import type { Ports } from "@headroom/services/ports";
import { expect, test } from "vitest";
import { answerHttp } from "./http";

let asked = 0;
const ports = {
  clock: { now: () => 0 },
  work: {
    read: () => {
      asked += 1;
      return Promise.reject(new Error("not here"));
    },
  },
} as unknown as Ports;

async function call(path: string, init: RequestInit = {}) {
  asked = 0;
  const response = await answerHttp(new Request(`http://localhost/api/trpc/${path}`, init), () => ({
    ports,
    actor: { id: "u", name: "u", role: "planner", via: "web", requestId: "r" },
    requestId: "r",
    report: () => undefined,
  }));
  const body = (await response.json()) as unknown;
  return { status: response.status, first: (Array.isArray(body) ? body[0] : body) as { error: { data: unknown } } };
}

const post = (body: string, type = "application/json"): RequestInit => ({
  method: "POST",
  headers: { "content-type": type },
  body,
});
const deep = (levels: number) => `{"id":${"[".repeat(levels)}1${"]".repeat(levels)}}`;

test.each([
  ["a change that is asked for by GET", 405, "request.create?input={}", {}],
  ["a body of another kind", 415, "request.create", post("{}", "text/plain")],
  ["half a body", 400, "request.create", post('{"a":')],
  ["nesting that would exhaust the stack", 400, "request.cancel", post(deep(100_000))],
])("%s is a mistake of the caller's", async (_, status, path, init) => {
  const answer = await call(path, init);
  expect([answer.status, answer.first.error.data]).toEqual([
    status,
    expect.objectContaining({ code: "INVALID_INPUT", details: { issues: [expect.anything()] } }),
  ]);
  expect(asked).toBe(0);
});

test("a batch has an end", async () => {
  const batch = (calls: number) => call(`${new Array(calls).fill("session.me").join(",")}?batch=1`);
  expect(await batch(MAX_BATCH + 1)).toMatchObject({
    status: 400,
    first: { error: { data: { code: "INVALID_INPUT" } } },
  });
  expect(asked).toBe(0);
  await batch(MAX_BATCH);
  expect(asked).toBe(MAX_BATCH);
});

const floor = { datacenter: { code: "STO-1" }, plan: null };
const packs = { accept: "application/gzip, application/json" };

/** A floor of a fleet that answers from memory. */
function ask(headers: Record<string, string>, search = "") {
  const url = `http://localhost/api/trpc/datacenter.floor?input=${encodeURIComponent('{"code":"STO-1"}')}${search}`;
  const known = { ...ports, work: { read: async () => floor } } as unknown as Ports;
  return answerHttp(new Request(url, { headers }), () => ({
    ports: known,
    actor: { id: "u", name: "u", role: "planner", via: "web", requestId: "r" },
    requestId: "r",
    report: () => undefined,
  }));
}

test("a packed read is the JSON answer as a gzip file, packed once, and known again by its etag", async () => {
  const json = await (await ask({})).text();
  const response = await ask(packs);
  expect(response.headers.get("content-type")).toBe("application/gzip");
  expect(gunzipSync(await response.arrayBuffer()).toString()).toBe(json);
  const etag = response.headers.get("etag") ?? "";
  const again = await ask({ ...packs, "if-none-match": etag });
  expect([again.status, await again.text()]).toEqual([304, ""]);
  expect((await ask({ ...packs, "if-none-match": '"other"' })).status).toBe(200);
});

test.each([
  ["who does not accept it", {}, ""],
  ["a batch", packs, "&batch=1"],
])("%s gets JSON", async (_, headers: Record<string, string>, search) => {
  expect((await ask(headers, search)).headers.get("content-type")).toBe("application/json");
});

test("a failure of a packed read is told in JSON", async () => {
  const url = "http://localhost/api/trpc/datacenter.floor?input={}";
  const response = await answerHttp(new Request(url, { headers: packs }), () => ({
    ...{ ports, actor: null, requestId: "r", report: () => undefined },
  }));
  expect([response.status, response.headers.get("content-type")]).toEqual([401, "application/json"]);
});
