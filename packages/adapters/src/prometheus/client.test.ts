import { createServer, type RequestListener, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, describe, expect, it } from "vitest";
import { openPrometheus } from "./client";

let server: Server | null = null;
afterEach(() => {
  server?.closeAllConnections();
  server?.close();
});

async function serve(answer: RequestListener): Promise<string> {
  server = createServer(answer);
  await new Promise<void>((resolve) => server!.listen(0, "127.0.0.1", resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}
const asked = { query: "up", fromMs: 1_000_500, toMs: 2_000_000, stepMs: 15_000, token: null };
const json =
  (status: number, body: unknown): RequestListener =>
  (_, response) =>
    response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));

describe("queryRange", () => {
  it("asks for seconds with the token, and leaves out what is no number", async () => {
    let seen = "";
    const url = await serve(async (request, response) => {
      for await (const part of request) seen += part;
      seen += ` ${request.url} ${request.headers.authorization}`;
      const values = [
        [1000.5, "7.25"],
        [1015.5, "NaN"],
        [1030.5, "+Inf"],
        [1045.5, "1e3"],
      ];
      json(200, { status: "success", data: { resultType: "matrix", result: [{ metric: { rack: "R1" }, values }] } })(
        request,
        response,
      );
    });
    expect(await openPrometheus().queryRange({ ...asked, url: `${url}/`, token: "t0k" })).toEqual({
      ok: true,
      value: [
        {
          labels: { rack: "R1" },
          points: [
            { atMs: 1_000_500, value: 7.25 },
            { atMs: 1_045_500, value: 1000 },
          ],
        },
      ],
    });
    expect(seen).toBe("query=up&start=1000.500&end=2000.000&step=15.000 /api/v1/query_range Bearer t0k");
  });

  it.each([
    [
      "its own words",
      json(400, { status: "error", errorType: "bad_data", error: "parse error" }),
      { kind: "refused", status: 400, message: "parse error" },
    ],
    [
      "another server's words",
      ((_, r) => void r.writeHead(502).end("<html>")) as RequestListener,
      { kind: "refused", status: 502, message: "<html>" },
    ],
    ["no JSON", ((_, r) => void r.end("hello")) as RequestListener, { kind: "unreadable" }],
    [
      "another kind of answer",
      json(200, { status: "success", data: { resultType: "vector", result: [] } }),
      { kind: "unreadable" },
    ],
    [
      "a way elsewhere",
      ((_, r) => void r.writeHead(302, { location: "http://127.0.0.1:1/" }).end()) as RequestListener,
      { kind: "refused", status: 302 },
    ],
    ["nothing", ((q) => void q.socket.destroy()) as RequestListener, { kind: "unreachable" }],
  ])("tells of %s", async (_, answer, error) => {
    const url = await serve(answer);
    expect(await openPrometheus().queryRange({ ...asked, url })).toMatchObject({ ok: false, error });
  });

  it("waits no longer than it is to", async () => {
    const url = await serve(() => {});
    expect(await openPrometheus({ timeoutMs: 50 }).queryRange({ ...asked, url })).toEqual({
      ok: false,
      error: { kind: "timeout", afterMs: 50 },
    });
  });
});
