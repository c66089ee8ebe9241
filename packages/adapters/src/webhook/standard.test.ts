import { createHmac, randomBytes, timingSafeEqual } from "node:crypto";
import { createServer, type IncomingHttpHeaders } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, expect, test } from "vitest";
import { standardWebhooks } from "./standard";

const open: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of open.splice(0)) await close();
});

/** A receiver that answers one status after the other, the last one for ever; 0 closes the connection. */
async function received(...statuses: number[]) {
  const asked: { headers: IncomingHttpHeaders; body: string }[] = [];
  const server = createServer((request, response) => {
    let body = "";
    request.on("data", (chunk) => (body += chunk));
    request.on("end", () => {
      const status = statuses[Math.min(asked.length, statuses.length - 1)]!;
      asked.push({ headers: request.headers, body });
      if (status === 0) request.socket.destroy();
      else response.writeHead(status, { location: "http://127.0.0.1:1/" }).end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  open.push(() => new Promise((resolve) => server.close(resolve)));
  return { asked, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook` };
}

const key = randomBytes(24);
const webhook = (url: string) => ({
  ...{ id: "wo-1", url, secret: `whsec_${key.toString("base64")}`, type: "com.headroom.work_order.opened" },
  ...{ atMs: Date.UTC(2026, 10, 23), subject: "STO-1", data: { step: 7 } },
});
const sender = standardWebhooks({ source: "https://headroom.example", networks: ["127.0.0.0/8"], pauseMs: 1 });

test("an event is a CloudEvent, signed so that anybody with the secret can tell", async () => {
  const { asked, url } = await received(204);
  expect(await sender.send(webhook(url))).toEqual({ ok: true, value: { status: 204 } });
  const [{ headers, body }] = asked as [(typeof asked)[0]];
  expect(JSON.parse(body)).toEqual({
    ...{ specversion: "1.0", id: "wo-1", source: "https://headroom.example", type: "com.headroom.work_order.opened" },
    ...{ time: "2026-11-23T00:00:00.000Z", subject: "STO-1", datacontenttype: "application/json", data: { step: 7 } },
  });
  // as the specification says, written anew
  const signed = `${headers["webhook-id"]}.${headers["webhook-timestamp"]}.${body}`;
  const expected = Buffer.from(createHmac("sha256", key).update(signed).digest("base64"));
  expect(timingSafeEqual(Buffer.from(String(headers["webhook-signature"]).replace("v1,", "")), expected)).toBe(true);
  expect(headers["content-type"]).toContain("application/cloudevents+json");
});

test.each([
  [[503, 0, 200], 3, true],
  [[429, 200], 2, true],
  [[0], 3, false],
  [[500], 3, false],
  [[410], 1, false],
  [[302], 1, false],
])("answers %j: asked %d times, taken: %s", async (statuses, times, taken) => {
  const { asked, url } = await received(...statuses);
  expect((await sender.send(webhook(url))).ok).toBe(taken);
  expect(asked.length).toBe(times);
  expect(new Set(asked.map(({ headers }) => headers["webhook-id"])).size).toBe(1);
});

test("nobody is asked who is not named: a network of one's own, a name that leads there, plain http elsewhere", async () => {
  const { asked, url } = await received(204);
  const closed = standardWebhooks({ source: "https://headroom.example", pauseMs: 1 });
  for (const target of [url, url.replace("127.0.0.1", "localhost"), "http://192.0.2.7/hook"])
    expect(await closed.send(webhook(target))).toMatchObject({ error: { kind: "forbidden_address", final: true } });
  expect(asked).toEqual([]);
});

test("who says nothing is given up in time", async () => {
  const server = createServer(() => {});
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  open.push(async () => {
    server.closeAllConnections();
    server.close();
  });
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  const hasty = standardWebhooks({ source: "s", networks: ["127.0.0.1"], timeoutMs: 50, tries: 1 });
  expect(await hasty.send(webhook(url))).toMatchObject({ error: { kind: "timeout", final: false } });
});
