import { gzipSync } from "node:zlib";
import { afterEach, expect, test, vi } from "vitest";
import { packedFetch } from "./packed-fetch";

afterEach(() => vi.unstubAllGlobals());

const text = JSON.stringify({ result: { data: { datacenter: { code: "STO-1" } } } });
const packed = (etag: string) =>
  new Response(gzipSync(text), { headers: { "content-type": "application/gzip", etag } });

/** A server that gives these answers, one after the other, and what it was asked. */
function serve(...answers: Response[]) {
  const asked: Headers[] = [];
  vi.stubGlobal("fetch", async (_: string, init: RequestInit) => {
    asked.push(new Headers(init.headers));
    return answers.shift();
  });
  return asked;
}

test("unpacks, and asks again with the etag: what is as before is there without being sent", async () => {
  const asked = serve(packed('"a"'), new Response(null, { status: 304 }));
  expect(await (await packedFetch("/floor?1", { headers: { "x-own": "1" } })).text()).toBe(text);
  expect(await (await packedFetch("/floor?1")).text()).toBe(text);
  expect(asked.map((headers) => headers.get("if-none-match"))).toEqual([null, '"a"']);
  expect(asked[0]?.get("accept")).toContain("application/gzip");
  expect(asked[0]?.get("x-own")).toBe("1");
});

test("another floor is not asked for by the etag of the one before", async () => {
  const asked = serve(packed('"a"'), packed('"b"'));
  await packedFetch("/floor?2");
  await packedFetch("/floor?3");
  expect(asked[1]?.get("if-none-match")).toBeNull();
});

test("a failure comes through as it is, and what was known before stays known", async () => {
  const failure = JSON.stringify({ error: { message: "UNAUTHORIZED" } });
  const refused = new Response(failure, { status: 401, headers: { "content-type": "application/json" } });
  const asked = serve(packed('"a"'), refused, new Response(null, { status: 304 }));
  await packedFetch("/floor?4");
  const response = await packedFetch("/floor?4");
  expect([response.status, await response.text()]).toEqual([401, failure]);
  expect(await (await packedFetch("/floor?4")).text()).toBe(text);
  expect(asked[2]?.get("if-none-match")).toBe('"a"');
});
