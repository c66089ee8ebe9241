import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { OVER_AFTER_MS } from "@headroom/core/alerting/machine";
import { evaluateAlerts } from "@headroom/services/alert/evaluate";
import { deliverMessages } from "@headroom/services/message/deliver";
import { tendTelemetry } from "@headroom/services/telemetry/tend";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { sendersOf } from "../senders";
import { type Journey, openJourney } from "../testing/journey";
import { type Mailbox, openMailbox } from "../testing/smtp";
import { failure } from "../testing/steps";

let journey: Journey;
let mailbox: Mailbox;
let racks: { id: number; code: string; datacenter: string }[];
let ben: number;
const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

beforeAll(async () => {
  journey = await openJourney();
  mailbox = await openMailbox();
  racks = await journey.rows(
    "SELECT k.id, k.code, d.code AS datacenter FROM rack k JOIN datacenter d ON d.id = k.datacenter_id WHERE d.code IN ('N1', 'N2') ORDER BY k.id",
  );
  const contact = { name: "Ben", channel: "email", address: "ben@example.org" } as const;
  ben = (await journey.as("pia").contact.create(contact)).id;
});
afterAll(async () => {
  await mailbox.close();
  await journey.close();
});
beforeEach(async () => {
  await journey.rows(
    "TRUNCATE alert, alert_event, alert_rule, alert_route, alert_notice, outbox_message, notification",
  );
  await journey.rows(
    "TRUNCATE telemetry_point, telemetry_hour, telemetry_day, telemetry_hour_mark, telemetry_day_mark",
  );
  journey.clock.now = Math.ceil(journey.clock.now / HOUR_MS) * HOUR_MS + 40 * 24 * HOUR_MS;
  mailbox.mails.length = 0;
});

const say = (code: string, celsius: number) =>
  journey.as("omar").telemetry.write({
    series: [{ of: { kind: "rack", rack: code }, metric: "inlet_c", points: [[journey.clock.now, celsius]] }],
  });
const hot = async (...codes: string[]) => {
  for (const code of codes) await say(code, 36);
};
const look = async (minutes = 0) => {
  journey.clock.now += minutes * MINUTE_MS;
  await tendTelemetry(journey.ports, () => false);
  await evaluateAlerts(journey.ports);
};
const post = (networks: string[] = []) =>
  deliverMessages(
    journey.ports,
    sendersOf({
      url: "https://headroom.example.org",
      mail: { url: mailbox.url, from: "headroom@example.org" },
      webhookNetworks: networks,
    }),
  );
type Input = Parameters<ReturnType<Journey["as"]>["alert"]["createRoute"]>[0];
const route = (over: Partial<Input> = {}) =>
  journey.as("omar").alert.createRoute({ name: "Night shift", to: { kind: "contact", id: ben }, ...over });
const at = (datacenter: string, n = 0) => racks.filter((rack) => rack.datacenter === datacenter)[n]!.code;
const subjects = () =>
  mailbox.mails.map(({ text }) => /^Subject: (.*(?:\n .*)*)/m.exec(text)![1]!.replace(/\n /g, " "));
const open = async () => (await journey.as("omar").alert.list({})).rows;

test("a storm is one message, gathered for half a minute; what is over is told by the next", async () => {
  await route();
  const all = racks.slice(0, 12).map(({ code }) => code);
  await hot(...all.slice(0, 8));
  await look(2);
  expect(await post()).toEqual({ sent: 0, retried: 0, failed: 0 });
  await hot(...all.slice(8));
  // no worker was free to send it meanwhile
  await look(2);
  expect(await post()).toMatchObject({ sent: 1 });
  await look(1);
  await post();
  expect(mailbox.mails).toHaveLength(1);
  const [{ text, to }] = mailbox.mails as [(typeof mailbox.mails)[0]];
  expect(to).toEqual(["ben@example.org"]);
  for (const code of all) expect(text).toContain(`, ${code} at `);
  expect(text).toContain("36 °C, over 32 °C".replace("°", "=C2=B0").replace("°", "=C2=B0"));
  expect(text).toContain("https://headroom.example.org/alerts/runbooks/inlet-hot");
  expect(subjects()[0]).toMatch(/^12 warning: The air at a rack's inlet is hot/);
  journey.clock.now += HOUR_MS;
  for (const code of all) await say(code, 22);
  await look(2);
  await look(OVER_AFTER_MS / MINUTE_MS);
  journey.clock.now += 31_000;
  await post();
  expect(mailbox.mails).toHaveLength(2);
  expect(subjects()[1]).toMatch(/^Over: 12 warning: The air/);
  expect(mailbox.mails[1]!.text).not.toContain("Firing:");
  expect((await journey.as("uma").alert.routes())[0]).toMatchObject({ delivery: { state: "sent", sentTo: null } });
});

test("of what somebody looks after, or silenced, before it is sent nobody outside hears, nor of its end", async () => {
  await route();
  await hot(at("N1", 0), at("N1", 1), at("N1", 2));
  await look(2);
  const [one, two] = await open();
  await journey.as("omar").alert.acknowledge({ id: one!.id, version: one!.version });
  const until = new Date(journey.clock.now + 2 * HOUR_MS).toISOString();
  await journey.as("omar").alert.silence({ id: two!.id, version: two!.version, until, reason: "a fan is changed" });
  journey.clock.now += MINUTE_MS;
  await post();
  expect(mailbox.mails).toHaveLength(1);
  expect(mailbox.mails[0]!.text).not.toContain(`, ${one!.subject.name} at`);
  expect(mailbox.mails[0]!.text).not.toContain(`, ${two!.subject.name} at`);
  // all of it acknowledged: no message at all
  const [, , three] = await open();
  await journey.as("omar").alert.acknowledge({ id: three!.id, version: three!.version });
  await hot(at("N2"));
  await look(6);
  const found = (await open()).find(({ state }) => state === "firing")!;
  await journey.as("omar").alert.acknowledge({ id: found.id, version: found.version });
  journey.clock.now += 10 * MINUTE_MS;
  expect(await post()).toMatchObject({ sent: 0 });
  expect(mailbox.mails).toHaveLength(1);
});

test("each route tells of what it is for, to whom it is for; never more often than it says; not while it is off", async () => {
  await journey.as("ada").alert.createRoute({ name: "All of N2", to: { kind: "person", id: "pia" }, datacenter: "N2" });
  const critical = await route({ severities: ["critical"] });
  await route({ name: "Heat", rules: ["inlet-hot"], everyMinutes: 30 });
  await journey.as("ada").alert.createRoute({ name: "Off", to: { kind: "person", id: "mona" }, enabled: false });
  await hot(at("N1"));
  await look(2);
  await post();
  journey.clock.now += MINUTE_MS;
  await post();
  expect(mailbox.mails.map(({ to }) => to[0])).toEqual(["ben@example.org"]);
  await hot(at("N2"));
  await look(6);
  journey.clock.now += MINUTE_MS;
  await post();
  // pia is told of N2; heat waits for its half hour
  expect(mailbox.mails.map(({ to }) => to[0])).toEqual(["ben@example.org", "pia@example.org"]);
  journey.clock.now += 30 * MINUTE_MS;
  await post();
  expect(mailbox.mails.map(({ to }) => to[0])).toEqual(["ben@example.org", "pia@example.org", "ben@example.org"]);
  const routes = await journey.as("uma").alert.routes();
  expect(routes.map(({ name, delivery }) => [name, delivery?.state ?? null])).toEqual([
    ["All of N2", "sent"],
    ["Heat", "sent"],
    ["Night shift", null],
    ["Off", null],
  ]);
  await journey.as("omar").alert.removeRoute(critical);
  expect((await journey.as("uma").alert.routes()).map(({ name }) => name)).not.toContain("Night shift");
});

test("routes are kept with care: one name, receivers, places and rules that there are, and all of it in the audit", async () => {
  const { id, version } = await route();
  const refused = async (over: Partial<Input>) => (await failure(route({ name: "Other", ...over }))).code;
  expect(await refused({ name: "Night shift" })).toBe("TAKEN");
  expect(await refused({ to: { kind: "contact", id: 999 } })).toBe("NOT_FOUND");
  expect(await refused({ to: { kind: "person", id: "nobody" } })).toBe("NOT_FOUND");
  expect(await refused({ datacenter: "XX" })).toBe("NOT_FOUND");
  expect(await refused({ rules: ["no-such-rule"] })).toBe("INVALID_INPUT");
  const to = { kind: "contact", id: ben } as const;
  const changed = { id, name: "Night shift", to, severities: ["critical" as const] };
  await journey.as("omar").alert.updateRoute({ ...changed, version });
  expect((await failure(journey.as("omar").alert.updateRoute({ ...changed, version }))).code).toBe("CONFLICT");
  expect((await failure(journey.as("pia").alert.removeRoute({ id, version: version + 1 }))).code).toBe("FORBIDDEN");
  const [contact] = (await journey.as("pia").contact.list()).rows;
  expect(
    await failure(journey.as("pia").contact.remove({ id: ben, version: contact!.version, reason: "left" })),
  ).toMatchObject({ code: "TAKEN", details: { takes: [{ by: "the route of alerts Night shift" }] } });
  const { key } = await journey.as("omar").alert.testRoute({ id });
  await post();
  expect(mailbox.mails[0]!.text).toContain("Headroom: messages arrive here");
  expect(await journey.as("omar").contact.testStands({ key })).toMatchObject({ state: "sent" });
  const audited = await journey.rows<{ action: string }>(
    "SELECT action FROM audit_event WHERE entity_kind = 'alert_route' AND entity_id = $1 ORDER BY id",
    [String(id)],
  );
  expect(audited.map(({ action }) => action)).toEqual(["alert_route.create", "alert_route.update", "alert_route.test"]);
});

test("a webhook gets what fires and what is over as data; one that is away gets it later, once", async () => {
  const bodies: { id: string; type: string; data: Record<string, unknown> }[] = [];
  let isAway = true;
  const server: Server = createServer((request, response) => {
    let body = "";
    request.on("data", (chunk) => (body += chunk));
    request.on("end", () => {
      if (!isAway) bodies.push(JSON.parse(body));
      response.writeHead(isAway ? 503 : 204).end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}/alerts`;
  const hook = await journey.as("pia").contact.create({ name: "Pager", channel: "webhook", address });
  await route({ to: { kind: "contact", id: hook.id } });
  await hot(at("N1"));
  await look(2);
  journey.clock.now += 31_000;
  expect(await post(["127.0.0.1"])).toMatchObject({ retried: 1 });
  isAway = false;
  journey.clock.now += 31_000;
  expect(await post(["127.0.0.1"])).toMatchObject({ sent: 1 });
  expect(bodies).toHaveLength(1);
  expect(bodies[0]).toMatchObject({
    type: "com.headroom.alerts",
    data: {
      route: "Night shift",
      firing: [{ rule: "inlet-hot", subject: { name: at("N1") } }],
      over: [],
      firingInAll: 1,
    },
  });
  await new Promise((resolve) => server.close(resolve));
});
