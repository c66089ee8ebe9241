import { createHmac } from "node:crypto";
import { createServer, type IncomingHttpHeaders, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { appRouter } from "@headroom/api/root";
import { createCallerFactory } from "@headroom/api/trpc";
import { usualChecklists } from "@headroom/core/rollout/checklists";
import { deliverMessages } from "@headroom/services/message/deliver";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { linkLimits } from "../auth/limits";
import { openSecrets } from "../secrets";
import { sendersOf } from "../senders";
import { asked, type Journey, openJourney } from "../testing/journey";
import { allTicked, workRuns } from "../testing/runs";
import { type Mailbox, openMailbox } from "../testing/smtp";
import { failure } from "../testing/steps";

const URL_OF_US = "https://headroom.example.org";
const DAY_MS = 86_400_000;
let journey: Journey;
let mailbox: Mailbox;
let runId: number;

beforeAll(async () => {
  journey = await openJourney();
  mailbox = await openMailbox();
});
afterAll(async () => {
  await mailbox.close();
  await journey.close();
});
beforeEach(() => {
  mailbox.mails.length = 0;
  mailbox.refused.clear();
});

const callers = createCallerFactory(appRouter);
/** Whoever holds a link: signed in as nobody. */
const nobody = (over: object = {}, address: string | null = null) =>
  callers({ ports: { ...journey.ports, ...over }, actor: null, requestId: "r-link", address, report: () => {} });

const senders = () =>
  sendersOf({
    url: URL_OF_US,
    mail: { url: mailbox.url, from: "headroom@example.org" },
    webhookNetworks: ["127.0.0.1"],
  });
const post = (over: Partial<ReturnType<typeof senders>> = {}) =>
  deliverMessages(journey.ports, { ...senders(), ...over });

/** A committed plan of a rack, and its run, begun. */
async function begun(): Promise<number> {
  const { as } = journey;
  const request = await as("mona").request.create(asked({ amount: 1, datacenter: "N1" }));
  const plan = await as("pia").plan.create({ requestIds: [request.id] });
  await journey.work();
  await as("pia").plan.submit(await as("pia").plan.get({ id: plan.id }));
  const review = await as("ann").approval.review({ planId: plan.id });
  await as("ann").approval.decide({ approvalId: review.approvalId!, hash: review.hash!, verdict: "approve" });
  const { runs } = await as("omar").run.create({ source: { from: "plan", planId: plan.id } });
  await workRuns(journey);
  return runs[0]!.id;
}
const stepsOf = async (id = runId) => (await journey.as("omar").run.get({ id })).waves[0]!.subjects[0]!.steps;
const step = async (stage: string, id = runId) => (await stepsOf(id)).find((one) => one.stage === stage)!;
const finish = async (stage: string) => {
  await journey.as("omar").task.finish(allTicked(await step(stage)));
  await workRuns(journey);
};
const usual = (stage: string) => usualChecklists.provision[stage]!;
const all = (stage: string) => ({ checked: usual(stage).map((_, i) => i) });
const linkIn = (text: string): string => /https:\/\/headroom\.example\.org\/work\/(\S+)/.exec(text)![1]!;
const link = () => linkIn(mailbox.mails.at(-1)!.text);
const ben = { name: "Ben Berg", channel: "email", address: "ben@vendor.example" } as const;
const save = async (work: string, datacenter: string | null = null) => {
  const [row] = (await journey.as("pia").contact.list()).rows.filter(({ name }) => name === ben.name);
  const duties = [...(row?.duties ?? []), { work, datacenter }];
  if (row) await journey.as("pia").contact.update({ ...ben, id: row.id, version: row.version, duties });
  else await journey.as("pia").contact.create({ ...ben, organisation: "Vendor", duties });
};

describe("a work order by mail", () => {
  beforeAll(async () => {
    await save("order");
    runId = await begun();
  });

  test("is written when the step begins, arrives, is opened, accepted and answered, and the run goes on", async () => {
    expect((await step("order")).order).toMatchObject({
      ...{ contact: "Ben Berg", channel: "email", state: "open" },
      delivery: { state: "queued", attempts: 0, fault: null },
    });
    expect(await post()).toEqual({ sent: 1, retried: 0, failed: 0 });
    expect(await post()).toEqual({ sent: 0, retried: 0, failed: 0 });
    const [mail] = mailbox.mails;
    expect(mail!.to).toEqual(["ben@vendor.example"]);
    const { waves } = await journey.as("omar").run.get({ id: runId });
    const { rack, position } = waves[0]!.subjects[0]!;
    expect(mail!.text).toMatch(/Message-ID: <work-order-\d+-1@127\.0\.0\.1>/);
    for (const said of [
      "What: Order",
      `Rack: ${rack}`,
      "Datacenter: Nord 1 (N1)",
      "Row: ",
      "Position: ",
      "Due: Wed 25 Nov 2026, 09:00 UTC",
    ])
      expect(mail!.text).toContain(said);
    expect(position).toBeTruthy();
    expect((await step("order")).order!.delivery).toMatchObject({ state: "sent", sentTo: "ben@vendor.example" });
    // a scanner of mail opens every link, often
    for (let i = 0; i < 3; i++)
      expect(await nobody().workOrder.lookup({ token: link() })).toMatchObject({
        ...{ state: "open", contact: "Ben Berg", title: "Order", rack },
        task: { datacenter: "N1", checklist: usual("order"), evidence: [], isUndo: false },
      });
    expect((await step("order")).order!.state).toBe("open");
    expect(await nobody().workOrder.accept({ token: link() })).toMatchObject({ state: "accepted" });
    expect((await step("order")).order!.state).toBe("accepted");
    const answered = await nobody().workOrder.finish({
      ...{
        token: link(),
        ...all("order"),
        note: "Ordered under PO-7",
        evidence: [{ kind: "serial number", text: "SN-1" }],
      },
    });
    expect(answered).toMatchObject({ state: "done", task: null });
    await workRuns(journey);
    expect(await step("order")).toMatchObject({
      state: "done",
      evidence: [
        { kind: "serial number", data: { text: "SN-1" }, by: "Ben Berg" },
        { kind: "note", data: { text: "Ordered under PO-7" }, by: "Ben Berg" },
      ],
    });
    expect((await step("supply")).state).toBe("working");
    const audited = await journey.rows<{ action: string }>(
      "SELECT action, actor_id, actor_name, via FROM audit_event WHERE via = 'link' AND action LIKE ANY(ARRAY['work_order.%','run.task%']) ORDER BY id",
    );
    expect(audited).toEqual([
      { action: "work_order.accept", actor_id: null, actor_name: "Ben Berg", via: "link" },
      { action: "run.task_finish", actor_id: null, actor_name: "Ben Berg", via: "link" },
    ]);
  });

  test("is answered once, and shows nothing more when it is over", async () => {
    await save("supply");
    await journey.as("omar").workOrder.send({ stepId: (await step("supply")).id, contactId: await benId() });
    await post();
    const token = link();
    await nobody().workOrder.refuse({ token, reason: "The lorry broke down" });
    for (const again of ["accept", "finish"] as const)
      expect(await failure(nobody().workOrder[again]({ token }))).toMatchObject({
        ...{ code: "WRONG_STATE", details: { kind: "work_order", state: "refused" } },
      });
    expect(await nobody().workOrder.lookup({ token })).toMatchObject({ state: "refused", task: null });
    expect(await step("supply")).toMatchObject({
      state: "failed",
      failure: { code: "person", reason: "The lorry broke down", by: "Ben Berg" },
    });
    // tried again, it is an order of its own
    await journey.as("omar").run.retryAll({ id: runId });
    await journey
      .as("omar")
      .run.resume({ id: runId, reason: "another lorry" })
      .catch(() => {});
    await workRuns(journey);
    await post();
    expect(link()).not.toBe(token);
    const both = await Promise.allSettled(
      [1, 2, 3].map(() => nobody().workOrder.finish({ token: link(), ...all("supply") })),
    );
    expect(both.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    await workRuns(journey);
    expect((await step("supply")).state).toBe("done");
  });

  test("that was tampered with, is of another key, or expired, opens nothing", async () => {
    await save("dock");
    await journey.as("omar").workOrder.send({ stepId: (await step("dock")).id, contactId: await benId() });
    await post();
    const token = link();
    const [id, until, signature] = token.split(".") as [string, string, string];
    const bad = [
      `${Number(id) + 1}.${until}.${signature}`,
      `${id}.${(Number.parseInt(until, 36) + DAY_MS).toString(36)}.${signature}`,
      `${id}.${until}.${signature.slice(0, -1)}${signature.endsWith("A") ? "B" : "A"}`,
      `${id}.${until}.${openSecrets("another key, of somebody else: 0123456789").sign(`work order ${id} 1`)}`,
      "t".repeat(40),
    ];
    for (const one of bad)
      for (const action of ["lookup", "accept", "finish"] as const)
        expect((await failure(nobody().workOrder[action]({ token: one }))).code).toBe("NOT_FOUND");
    journey.clock.now += 15 * DAY_MS;
    expect(await nobody().workOrder.lookup({ token })).toMatchObject({ state: "expired", task: null });
    expect(await failure(nobody().workOrder.finish({ token }))).toMatchObject({ details: { state: "expired" } });
    expect((await step("dock")).state).toBe("working");
    // sent once more, the same order has a link that works
    await journey.as("omar").workOrder.send({ stepId: (await step("dock")).id, contactId: await benId() });
    await post();
    expect(await nobody().workOrder.lookup({ token: link() })).toMatchObject({ state: "open", number: Number(id) });
  });

  test("stops working when somebody of the product takes the task, or finishes it; and its message is not sent any more", async () => {
    const { id: stepId } = await step("dock");
    await journey.as("omar").workOrder.send({ stepId, contactId: await benId() });
    await post();
    const token = link();
    await journey.as("omar").task.assign({ stepIds: [stepId], assigneeId: "omar" });
    expect(await nobody().workOrder.lookup({ token })).toMatchObject({ state: "revoked", task: null });
    expect(await failure(nobody().workOrder.finish({ token }))).toMatchObject({ details: { state: "revoked" } });
    await journey.as("omar").workOrder.send({ stepId, contactId: await benId() });
    expect(await step("dock")).toMatchObject({ assignee: null, order: { state: "open" } });
    expect((await journey.as("omar").task.list({})).rows).toMatchObject([{ contact: "Ben Berg" }]);
    await finish("dock");
    expect((await step("dock")).order).toMatchObject({ state: "revoked", delivery: { state: "queued" } });
    mailbox.mails.length = 0;
    await post();
    expect(mailbox.mails).toEqual([]);
    expect((await step("dock")).order!.delivery!.state).toBe("dropped");
  });

  test("asks for the whole checklist and what the stage wants, as it asks an operator", async () => {
    await save("rack");
    const { template } = await journey.as("omar").run.get({ id: runId });
    const stages = template.stages.map((stage) =>
      stage.key === "rack" ? { ...stage, checklist: ["Bolted", "Earthed"], evidence: ["serial number"] } : stage,
    );
    const { gates, handsOverAfter } = template;
    await journey
      .as("pia")
      .template.save({ kind: "provision", baseVersion: 0, body: { stages, gates, handsOverAfter } });
    runId = await begun();
    for (const stage of ["order", "supply", "dock"]) await finish(stage);
    await post();
    const token = link();
    expect(mailbox.mails.at(-1)!.text).toContain("- Earthed");
    expect((await nobody().workOrder.lookup({ token })).task).toMatchObject({
      ...{ checklist: ["Bolted", "Earthed"], evidence: ["serial number"] },
    });
    const evidence = [{ kind: "serial number", text: "SN-7" }];
    const refusedBy = async (input: object) => failure(nobody().workOrder.finish({ token, ...input }));
    expect(await refusedBy({ checked: [0], evidence })).toMatchObject({ details: { issues: [{ path: "checked.1" }] } });
    expect(await refusedBy({ checked: [0, 1] })).toMatchObject({ details: { issues: [{ path: "evidence" }] } });
    expect((await nobody().workOrder.lookup({ token })).state).toBe("open");
    expect(await nobody().workOrder.finish({ token, checked: [0, 1], evidence })).toMatchObject({ state: "done" });
  });
});

const benId = async () => (await journey.as("pia").contact.list()).rows.find(({ name }) => name === ben.name)!.id;

describe("what does not arrive", () => {
  let stepId: number;
  beforeAll(async () => {
    await workRuns(journey);
    stepId = (await step("cable")).id;
  });

  test("is sent again later, with the same id, and given up where it never will: operators hear of it, and send it to another", async () => {
    mailbox.refused.set(ben.address, 451);
    await journey.as("omar").workOrder.send({ stepId, contactId: await benId() });
    expect(await post()).toEqual({ sent: 0, retried: 1, failed: 0 });
    expect((await step("cable")).order!.delivery).toMatchObject({
      state: "queued",
      attempts: 1,
      fault: { cause: "451" },
    });
    expect(await post()).toEqual({ sent: 0, retried: 0, failed: 0 });
    mailbox.refused.set(ben.address, 550);
    journey.clock.now += 60_000;
    expect(await post()).toEqual({ sent: 0, retried: 0, failed: 1 });
    expect((await step("cable")).order!.delivery).toMatchObject({
      state: "failed",
      attempts: 2,
      fault: { cause: "550" },
    });
    const [told] = await journey.as("omar").notification.list();
    expect(told).toMatchObject({ kind: "order_undelivered", params: { task: "Cable", to: "Ben Berg" } });
    const { rows } = await journey.as("omar").run.events({ id: runId });
    expect(rows.map(({ kind }) => kind)).toContain("order_undelivered");
    expect((await journey.as("pia").contact.list()).rows.find(({ name }) => name === ben.name)!.fault).toMatchObject({
      ...{ kind: "refused", cause: "550" },
    });
    const cleo = await journey.as("pia").contact.create({ ...ben, name: "Cleo", address: "cleo@vendor.example" });
    await journey.as("omar").workOrder.send({ stepId, contactId: cleo.id });
    await post();
    expect(mailbox.mails.at(-1)!.to).toEqual(["cleo@vendor.example"]);
    expect((await step("cable")).order).toMatchObject({ contact: "Cleo", delivery: { state: "sent" } });
  });

  test("of a worker that died while it sent it is sent by the next one, under the same id", async () => {
    await journey.as("omar").workOrder.send({ stepId, contactId: await benId() });
    const [taken] = await journey.ports.work.write(({ outbox }) => outbox.take(journey.clock.now, 120_000, 10));
    expect(await post()).toMatchObject({ sent: 0 });
    journey.clock.now += 121_000;
    const sent = await Promise.all([post(), post(), post()]);
    expect(sent.map((one) => one.sent).sort()).toEqual([0, 0, 1]);
    expect(mailbox.mails).toHaveLength(1);
    expect(mailbox.mails[0]!.text).toContain(`Message-ID: <${taken!.key}@`);
  });

  test("waits where no mail server is set up, and says so", async () => {
    await journey.as("omar").workOrder.send({ stepId, contactId: await benId() });
    expect(await post({ mailer: null })).toMatchObject({ retried: 1 });
    expect((await step("cable")).order!.delivery).toMatchObject({
      ...{ state: "queued", fault: { kind: "not_set_up", cause: "mail server" } },
    });
  });
});

describe("a work order by webhook", () => {
  let server: Server;
  const hooks: { headers: IncomingHttpHeaders; body: string }[] = [];
  let url: string;
  beforeAll(async () => {
    server = createServer((request, response) => {
      let body = "";
      request.on("data", (chunk) => (body += chunk));
      request.on("end", () => {
        hooks.push({ headers: request.headers, body });
        response.writeHead(204).end();
      });
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/hooks/7`;
  });
  afterAll(() => new Promise((resolve) => server.close(resolve)));
  afterEach(() => {
    hooks.length = 0;
  });

  test("is signed with the contact's own secret, which is shown once, and is answered like any other", async () => {
    const made = await journey.as("pia").contact.create({ name: "Carrier", channel: "webhook", address: url });
    expect(made.secret).toMatch(/^whsec_/);
    const { id: stepId } = await step("cable");
    await journey.as("omar").workOrder.send({ stepId, contactId: made.id });
    expect(await post()).toMatchObject({ sent: 1 });
    const [{ headers, body }] = hooks as [(typeof hooks)[0]];
    const key = Buffer.from(made.secret!.replace("whsec_", ""), "base64");
    const signed = `${headers["webhook-id"]}.${headers["webhook-timestamp"]}.${body}`;
    expect(headers["webhook-signature"]).toBe(`v1,${createHmac("sha256", key).update(signed).digest("base64")}`);
    const { data, type } = JSON.parse(body);
    expect(type).toBe("com.headroom.work_order.opened");
    expect(data).toMatchObject({ contact: "Carrier", what: "Cable", where: { datacenter: "N1" } });
    expect(await nobody().workOrder.finish({ token: linkIn(data.link), ...all("cable") })).toMatchObject({
      state: "done",
    });
    await workRuns(journey);
    expect((await step("cable")).state).toBe("done");
  });

  test("keeps its secret from everybody, and gets another one with another address", async () => {
    const { rows } = await journey.as("ada").contact.list();
    const row = rows.find(({ name }) => name === "Carrier")!;
    expect(JSON.stringify(rows)).not.toContain("s1.");
    const same = { name: "Carrier", channel: "webhook", address: url, id: row.id, version: row.version } as const;
    const { secret, version } = await journey.as("pia").contact.update(same);
    expect(secret).toBeNull();
    const moved = await journey.as("pia").contact.update({ ...same, version, address: `${url}/b` });
    expect(moved.secret).toMatch(/^whsec_/);
    const audited = await journey.rows("SELECT before, after FROM audit_event WHERE entity_kind = 'contact'");
    expect(JSON.stringify(audited)).not.toMatch(/whsec_|s1\./);
  });

  test("a test message says that messages arrive", async () => {
    const row = (await journey.as("pia").contact.list()).rows.find(({ name }) => name === "Carrier")!;
    const { key } = await journey.as("pia").contact.test({ id: row.id });
    await post();
    expect(hooks.map(({ body }) => JSON.parse(body).type)).toEqual(["com.headroom.test"]);
    expect(await journey.as("pia").contact.testStands({ key })).toMatchObject({ state: "sent" });
  });
});

describe("the crew directory", () => {
  test("has one contact for each duty, the one of the datacenter before the one of anywhere", async () => {
    const dora = { name: "Dora", channel: "email", address: "dora@vendor.example" } as const;
    expect(
      await failure(journey.as("pia").contact.create({ ...dora, duties: [{ work: "order", datacenter: null }] })),
    ).toMatchObject({ code: "TAKEN", details: { takes: [{ what: "order anywhere", by: "Ben Berg" }] } });
    await journey.as("pia").contact.create({ ...dora, duties: [{ work: "order", datacenter: "N1" }] });
    const onDuty = (id: number) => journey.ports.work.read(({ contacts }) => contacts.onDuty(id, ["order", "network"]));
    expect([...(await onDuty(1))].map(([work, { name }]) => [work, name])).toEqual([["order", "Dora"]]);
    expect([...(await onDuty(2)).values()].map(({ name }) => name)).toEqual(["Ben Berg"]);
    expect((await failure(journey.as("pia").contact.create({ ...dora, address: "d@vendor.example" }))).code).toBe(
      "TAKEN",
    );
    const twice = [
      { work: "remove", datacenter: "N2" },
      { work: "remove", datacenter: "N2" },
    ];
    expect((await failure(journey.as("pia").contact.create({ ...dora, name: "Emil", duties: twice }))).code).toBe(
      "INVALID_INPUT",
    );
    expect(
      (
        await failure(
          journey.as("pia").contact.create({ ...dora, name: "Emil", duties: [{ work: "remove", datacenter: "XX" }] }),
        )
      ).code,
    ).toBe("NOT_FOUND");
  });

  test("lets a contact go: its duties end, its name is free", async () => {
    const row = (await journey.as("pia").contact.list()).rows.find(({ name }) => name === "Dora")!;
    expect((await failure(journey.as("pia").contact.remove({ id: row.id, version: 99, reason: "gone" }))).code).toBe(
      "CONFLICT",
    );
    await journey.as("pia").contact.remove({ id: row.id, version: row.version, reason: "left the vendor" });
    expect((await journey.as("pia").contact.list()).rows.map(({ name }) => name)).not.toContain("Dora");
    await journey.as("pia").contact.create({ name: "Dora", channel: "email", address: "dora@vendor.example" });
  });
});

test("links are opened so often and no more: strange ones cost most", async () => {
  const limited = (address: string) => nobody({ linkLimits: linkLimits(journey.database.pool) }, address).workOrder;
  const tries = async (address: string) => (await failure(limited(address).lookup({ token: "t".repeat(40) }))).code;
  const codes: string[] = [];
  for (let i = 0; i < 16; i++) codes.push(await tries("203.0.113.7"));
  expect(codes).toEqual([...Array(15).fill("NOT_FOUND"), "TOO_MANY_ATTEMPTS"]);
  expect(await tries("203.0.113.8")).toBe("NOT_FOUND");
});
