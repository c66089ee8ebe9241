import { appRouter } from "@headroom/api/root";
import { createCallerFactory } from "@headroom/api/trpc";
import { deliverMessages } from "@headroom/services/message/deliver";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { sendersOf } from "../senders";
import { expectSound } from "../testing/invariants";
import { type Journey, openJourney } from "../testing/journey";
import { allTicked, obliging, playRun, workRuns } from "../testing/runs";
import { openMailbox } from "../testing/smtp";
import { decide, failure, submittedOf } from "../testing/steps";

let journey: Journey;
beforeEach(async () => {
  journey = await openJourney();
});
afterEach(() => journey.close());

const wiki = { kind: "elsewhere", title: "Search moves to N2", url: "https://wiki.example.org/move" } as const;
const takeOut = async (racks: string[], over: object = {}) =>
  (await journey.as("omar").run.create({ source: { from: "racks", kind: "decommission", racks }, ...over })).runs[0]!
    .id;
const runOf = (id: number) => journey.as("omar").run.get({ id });
const name = (id: number, evacuation: object | null, reason = "") =>
  journey.as("omar").run.evacuation({ id, evacuation: evacuation as never, reason });
const step = async (id: number, stage: string) =>
  (await runOf(id)).waves[0]!.subjects[0]!.steps.find((one) => one.stage === stage)!;
const finish = async (id: number, stage: string) => {
  await journey.as("omar").task.finish(allTicked(await step(id, stage)));
  await workRuns(journey);
};
async function planOf(racks: number, isSigned = true): Promise<number> {
  const { review } = await submittedOf(journey, [{ unit: "racks", amount: racks }]);
  if (isSigned) await decide(journey, review, "approve");
  return review.id;
}
/** To where the first rack is to be drained. */
async function draining(over: object = {}): Promise<number> {
  const id = await takeOut(["K1-1-1"], over);
  await workRuns(journey);
  await finish(id, "confirm");
  return id;
}

describe("a plan that is kept elsewhere", () => {
  test("is named when the run is made, told wherever its racks are drained, and in nobody's way", async () => {
    const id = await draining({ evacuation: wiki });
    const told = { planId: null, title: wiki.title, url: wiki.url, plan: null };
    expect(await runOf(id)).toMatchObject({ drains: true, evacuation: told });
    expect((await journey.as("omar").decommission.list({})).rows).toMatchObject([{ evacuation: told }]);
    expect((await journey.as("omar").task.list({})).rows).toMatchObject([{ stage: "drain", evacuation: told }]);
    await finish(id, "drain");
    expect((await step(id, "drain")).state).toBe("done");
    const [made] = await journey.rows<{ after: object }>(
      "SELECT after FROM audit_event WHERE entity_kind = 'run' AND action = 'run.create'",
    );
    expect(made!.after).toMatchObject({ evacuation: wiki });
  });

  test("goes out with the work order, and stands on its page", async () => {
    const mailbox = await openMailbox();
    try {
      await journey.as("pia").contact.create({
        ...{ name: "Ben Berg", channel: "email", address: "ben@vendor.example" },
        duties: [{ work: "drain", datacenter: null }],
      });
      const id = await draining({ evacuation: { kind: "plan", planId: await planOf(1) } });
      const origin = "https://headroom.example.org";
      const mail = { url: mailbox.url, from: "headroom@example.org" };
      await deliverMessages(journey.ports, sendersOf({ url: origin, mail, webhookNetworks: [] }));
      const { text } = mailbox.mails.at(-1)!;
      expect(text).toContain(`Evacuation plan: ${(await runOf(id)).evacuation!.title}\n`);
      expect(text).toContain("It is not carried out yet");
      const token = /\/work\/(\S+)/.exec(text)![1]!;
      const nobody = createCallerFactory(appRouter)({
        ...{ ports: journey.ports, actor: null, requestId: "r", address: null, report: () => {} },
      });
      const { task } = await nobody.workOrder.lookup({ token });
      // whoever is outside sees its name, and not the plan
      expect(task!.evacuation).toEqual({ title: expect.any(String), url: null, isCarriedOut: false });
      const all = { token, checked: task!.checklist.map((_, i) => i) };
      expect(await failure(nobody.workOrder.finish(all))).toMatchObject({
        ...{ code: "STALE", details: { refused: { code: "not_evacuated" } } },
      });
      await name(id, wiki, "it moves by hand");
      expect((await nobody.workOrder.lookup({ token })).task!.evacuation).toEqual({
        ...{ title: wiki.title, url: wiki.url, isCarriedOut: null },
      });
      expect(await nobody.workOrder.finish(all)).toMatchObject({ state: "done" });
    } finally {
      await mailbox.close();
    }
  });
});

describe("a plan of ours", () => {
  test("keeps every rack from being drained until all of it serves", async () => {
    const planId = await planOf(2);
    const id = await draining({ evacuation: { kind: "plan", planId } });
    const plan = async () => (await runOf(id)).evacuation!.plan;
    expect(await plan()).toEqual({ state: "committed", racks: 2, racksDone: 0, isCarriedOut: false });
    const refused = async () => failure(finish(id, "drain"));
    expect(await refused()).toMatchObject({
      code: "STALE",
      details: {
        rack: "K1-1-1",
        refused: { code: "not_evacuated", planId, state: "committed", racks: 2, racksDone: 0 },
      },
    });
    expect((await step(id, "drain")).state).toBe("working");
    const { runs } = await journey.as("omar").run.create({
      source: { from: "plan", planId },
      waves: { canary: 1, pilotShare: 0, most: 24 },
    });
    // the canary serves, its gate is open, the other rack is on its way
    expect(await playRun(journey, runs[0]!.id, { ...obliging(), verify: verifies(1) })).toBe("halted");
    expect(await plan()).toMatchObject({ racksDone: 1, isCarriedOut: false });
    expect(await refused()).toMatchObject({ code: "STALE" });
    await journey.as("omar").run.retryAll({ id: runs[0]!.id });
    await journey.as("omar").run.resume({ id: runs[0]!.id, reason: "mended" });
    expect(await playRun(journey, runs[0]!.id)).toBe("done");
    expect(await plan()).toEqual({ state: "committed", racks: 2, racksDone: 2, isCarriedOut: true });
    await finish(id, "drain");
    expect((await step(id, "drain")).state).toBe("done");
    await expectSound(journey);
  });

  test("that is not signed yet is only meant", async () => {
    const id = await draining({ evacuation: { kind: "plan", planId: await planOf(1, false) } });
    expect((await runOf(id)).evacuation!.plan).toEqual({
      ...{ state: "submitted", racks: 1, racksDone: 0, isCarriedOut: false },
    });
    expect(await failure(finish(id, "drain"))).toMatchObject({ code: "STALE" });
  });

  test("is not in the way of taking a drain back", async () => {
    const id = await draining();
    await finish(id, "drain");
    await name(id, { kind: "plan", planId: await planOf(1) });
    await journey.as("omar").run.abort({ id, reason: "it stays" });
    await workRuns(journey);
    await finish(id, "drain");
    expect((await runOf(id)).state).toBe("aborted");
  });
});

describe("naming one", () => {
  test("is told in the log and the audit; who changes or takes it back says why", async () => {
    const id = await takeOut(["K1-1-1"]);
    expect((await runOf(id)).evacuation).toBeNull();
    await name(id, wiki);
    expect(await failure(name(id, { ...wiki, title: "Search moves to N3" }))).toMatchObject({
      ...{ code: "INVALID_INPUT", details: { issues: [{ path: "reason" }] } },
    });
    await name(id, null, "nothing runs there any more");
    expect((await runOf(id)).evacuation).toBeNull();
    const audits = await journey.rows(
      "SELECT before, after, reason FROM audit_event WHERE action = 'run.evacuation' ORDER BY id",
    );
    const kept = { evacuation: { planId: null, title: wiki.title, url: wiki.url } };
    expect(audits).toEqual([
      { before: { evacuation: null }, after: kept, reason: null },
      { before: kept, after: { evacuation: null }, reason: "nothing runs there any more" },
    ]);
    const { rows } = await journey.as("omar").run.events({ id });
    expect(rows.filter(({ kind }) => kind === "evacuation_named").map(({ data }) => data.title)).toEqual([
      ...[wiki.title, null],
    ]);
  });

  test("is refused where it means nothing", async () => {
    const id = await takeOut(["K1-1-1"]);
    expect(await failure(name(id, { kind: "plan", planId: 999 }))).toMatchObject({ code: "NOT_FOUND" });
    const declined = await submittedOf(journey, [{}]);
    await decide(journey, declined.review, "decline");
    const gone = { kind: "plan", planId: declined.review.id };
    expect(await failure(name(id, gone))).toMatchObject({ code: "WRONG_STATE", details: { kind: "plan" } });
    expect(await failure(takeOut(["K1-1-2"], { evacuation: gone }))).toMatchObject({ code: "WRONG_STATE" });
    // and then nothing was made
    expect((await journey.as("omar").run.list({})).total).toBe(1);
    const planId = await planOf(1);
    const source = { from: "plan", planId } as const;
    // racks that come are not drained
    expect(await failure(journey.as("omar").run.create({ source, evacuation: wiki }))).toMatchObject({
      ...{ code: "INVALID_INPUT", details: { issues: [{ path: "evacuation" }] } },
    });
    const { runs } = await journey.as("omar").run.create({ source });
    expect(await failure(name(runs[0]!.id, wiki))).toMatchObject({ code: "INVALID_INPUT" });
    await journey.as("omar").run.abort({ id, reason: "not now" });
    expect(await failure(name(id, wiki))).toMatchObject({ code: "WRONG_STATE", details: { kind: "run" } });
    for (const url of ["javascript:alert(1)", "ftp://x", "nothing"])
      expect(await failure(name(id, { ...wiki, url }))).toMatchObject({
        code: expect.stringContaining("expected an address"),
      });
  });
});

/** So many racks are found as they were ordered, the next one is not. */
function verifies(good: number) {
  let asked = 0;
  return {
    perform: async () => {
      asked += 1;
      return asked <= good
        ? ({ kind: "done", result: {} } as const)
        : ({ kind: "failed", failure: { code: "broken" }, final: true } as const);
    },
  };
}
