import { planPlacement } from "@headroom/core/planning/placement/plan";
import type { Solve } from "@headroom/services/plan/place/types";
import { runPlan } from "@headroom/services/plan/run";
import { Interrupted } from "@headroom/services/plan/steer";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { asked, type Journey, openJourney, solveHere } from "../testing/journey";
import { decide, draftOf, failure, submittedOf } from "../testing/steps";

let journey: Journey;
beforeEach(async () => {
  journey = await openJourney();
});
afterEach(() => journey.close());

const queued = async (...changes: Parameters<typeof asked>[0][]) => {
  const ids: number[] = [];
  for (const change of changes) ids.push((await journey.as("mona").request.create(asked(change))).id);
  const plan = await journey.as("pia").plan.create({ requestIds: ids });
  return { ids, ...plan };
};
const read = (id: number) => journey.as("pia").plan.get({ id });

describe("a run", () => {
  test("is deterministic: the same snapshot, seed and steps give the same actions and reasons", async () => {
    const { id } = await queued({ amount: 3 }, { amount: 2, rackType: "storage" }, { amount: 5, zone: "b" });
    await journey.work();
    const first = await read(id);
    await journey.as("pia").plan.replan(first);
    await journey.work();
    const second = await read(id);
    expect(second.hash).toBe(first.hash);
    expect(second.summary).toEqual(first.summary);
    expect(second.requestList).toEqual(first.requestList);
    expect(second.hash).toMatch(/^[0-9a-f]{64}$/);
  });

  test("is told to whoever watches, from the queue to its end, and no further", async () => {
    const { id } = await queued({});
    const seen: string[] = [];
    const watching = (async () => {
      for await (const { state } of await journey.as("pia").plan.watch({ id })) seen.push(state);
    })();
    await expect.poll(() => seen).toEqual(["queued"]);
    await journey.work();
    await watching;
    expect(seen.at(-1)).toBe("draft");
    expect(seen.slice(1, -1).every((state) => state === "running")).toBe(true);
    const again: string[] = [];
    for await (const { state } of await journey.as("pia").plan.watch({ id })) again.push(state);
    expect(again).toEqual(["draft"]);
  });

  test("that is interrupted leaves no trace and is taken up again", async () => {
    const { id, version } = await queued({});
    const stop = new AbortController();
    const solve: Solve = async (problem, options) => {
      stop.abort();
      return solveHere(problem, options);
    };
    await expect(
      runPlan(journey.ports, id, version, { solve, signal: stop.signal, traceId: "t" }),
    ).rejects.toBeInstanceOf(Interrupted);
    expect(await read(id)).toMatchObject({ state: "running", actions: [] });
    expect(await journey.work()).toEqual({ outcome: "draft" });
    expect(await read(id)).toMatchObject({ state: "draft", racks: 4 });
  });

  test("that is cancelled stops and keeps nothing; its requests wait again", async () => {
    const { id, ids } = await queued({});
    const solve: Solve = async (problem, options) => {
      const running = await read(id);
      const answer = await journey.as("pete").plan.cancel({ ...running, reason: "wrong requests" });
      expect(answer.state).toBe("running");
      journey.clock.now += 1000;
      options.onProgress({ phase: "placing", decided: 0, requests: 1, reward: 0, steps: 0, stepsTotal: 1 });
      // the board hears of it when it saves its progress, and stops the search
      await new Promise<void>((resolve) => options.signal.addEventListener("abort", () => resolve()));
      return solveHere(problem, options);
    };
    expect(await journey.work(solve)).toEqual({ outcome: "cancelled" });
    expect(await read(id)).toMatchObject({ state: "cancelled", actions: [], progress: null });
    expect(await journey.as("mona").request.get({ id: ids[0]! })).toMatchObject({ state: "open" });
  });

  test("that is cancelled while the planner says nothing stops as well", async () => {
    const { id } = await queued({});
    const solve: Solve = async (problem, options) => {
      await journey.as("pete").plan.cancel({ ...(await read(id)), reason: "wrong requests" });
      journey.clock.now += 1000;
      await new Promise<void>((resolve) => options.signal.addEventListener("abort", () => resolve()));
      return solveHere(problem, options);
    };
    expect(await journey.work(solve)).toEqual({ outcome: "cancelled" });
  });

  test("that breaks says so with a trace id and hides the rest", async () => {
    const { id, ids } = await queued({});
    const outcome = await journey.work(() => Promise.reject(new Error("secret detail")));
    expect(outcome).toMatchObject({ outcome: "failed", error: { message: "secret detail" } });
    const plan = await read(id);
    expect(plan).toMatchObject({ state: "failed", failure: { traceId: "trace-1" } });
    expect(JSON.stringify(plan)).not.toContain("secret");
    expect(await journey.as("mona").request.get({ id: ids[0]! })).toMatchObject({ state: "open" });
    expect((await journey.as("pia").notification.list())[0]).toMatchObject({ kind: "plan_failed" });
    await journey.as("pia").plan.replan(plan);
    expect(await journey.work()).toEqual({ outcome: "draft" });
  });

  test("reports its progress while the planner thinks", async () => {
    const { id } = await queued({}, {}, {});
    const seen: string[] = [];
    const solve: Solve = async (problem, options) =>
      planPlacement(problem, {
        ...options,
        onProgress: (progress) => {
          journey.clock.now += 400;
          options.onProgress(progress);
        },
      });
    await runPlan(journey.ports, id, 1, { solve, traceId: "t", onProgress: (p) => seen.push(`${p.phase} ${p.done}`) });
    expect(seen[0]).toBe("loading 0");
    expect(seen.filter((s) => s.startsWith("planning")).length).toBeGreaterThan(1);
    expect(seen.at(-1)).toBe("saving 0");
  });

  test("of an older version does nothing", async () => {
    const { id } = await queued({});
    await journey.work();
    await journey.as("pia").plan.replan(await read(id));
    expect(await runPlan(journey.ports, id, 1, { solve: solveHere, traceId: "t" })).toEqual({ outcome: "skipped" });
    expect((await read(id)).state).toBe("queued");
  });
});

describe("what is placed", () => {
  test("an all-or-nothing request beyond every row goes in lots, complete", async () => {
    const { id } = await queued({ rackType: "storage", amount: 12, datacenter: "N2" });
    await journey.work();
    const plan = await read(id);
    expect(plan.actions.length).toBeGreaterThan(1);
    expect(plan.actions.reduce((sum, a) => sum + a.racks, 0)).toBe(12);
    expect(plan.requestList[0]).toMatchObject({ outcome: "placed", racksPlaced: 12 });
  });

  test("a request that fits nowhere is a draft with its reasons; nothing is submitted", async () => {
    const { id } = await queued({ amount: 9, datacenter: "N1" }, { requiredTags: ["gov"] });
    expect(await journey.work()).toEqual({ outcome: "draft" });
    const plan = await read(id);
    expect(plan).toMatchObject({ racks: 0, requestsPlaced: 0, actions: [] });
    for (const request of plan.requestList) expect(request).toMatchObject({ outcome: "rejected" });
    expect(plan.requestList[0]!.certificate!.relaxations.length).toBeGreaterThan(0);
    expect(plan.requestList[1]!.certificate!.rowsByLimit.tags).toBe(4);
    expect(plan.allowed.submit).toEqual({ ok: false, why: "Nothing is placed, so there is nothing to sign" });
    expect(await failure(journey.as("pia").plan.submit(plan))).toMatchObject({ code: "INVALID_INPUT" });
  });

  test("a best effort takes what it gets, and the rest says why", async () => {
    const { id } = await queued({ amount: 60, datacenter: "N1", splitRule: "best_effort" });
    await journey.work();
    const [request] = (await read(id)).requestList;
    expect(request).toMatchObject({ outcome: "partial" });
    expect(request!.racksPlaced).toBeGreaterThan(8);
    expect(request!.racksPlaced).toBeLessThan(60);
    expect(request!.certificate!.chosen).not.toBeNull();
    expect(Object.keys(request!.certificate!.rowsByLimit).length).toBeGreaterThan(0);
    const free = await journey.as("mona").request.feasibility({
      rackType: "compute",
      unit: "racks",
      amount: 60,
      region: "nord",
      datacenter: "N1",
      splitRule: "best_effort",
    });
    expect(request!.racksPlaced).toBe(free.datacenters[0]!.racksThatFit);
  });

  test("requests of one plan never share a position, and spill over to the next datacenter", async () => {
    const { id } = await queued(...Array.from({ length: 8 }, () => ({ amount: 4 })));
    await journey.work();
    const plan = await read(id);
    const tiles = plan.actions.flatMap((a) => a.positions.map((n) => `${a.rowId}/${n}`));
    expect(new Set(tiles).size).toBe(tiles.length);
    expect(plan.datacenters).toEqual(["N1", "N2"]);
    await journey.as("pia").plan.submit(plan);
    const review = await journey.as("ann").approval.review({ planId: id });
    expect(await decide(journey, review, "approve")).toMatchObject({ outcome: "committed" });
  });
});

describe("editing", () => {
  test("a request left out waits again; the plan has another hash and another last editor", async () => {
    const { plan, requestIds } = await draftOf(journey, [{ amount: 2 }, { amount: 3 }]);
    await journey.as("pete").plan.leaveOut({ ...plan, requestId: requestIds[0]! });
    const after = await read(plan.id);
    expect(after).toMatchObject({ racks: 3, requests: 1, lastEditor: { id: "pete" } });
    expect(after.hash).not.toBe(plan.hash);
    expect(after.summary!.racksPlaced).toBe(3);
    expect(await journey.as("mona").request.get({ id: requestIds[0]! })).toMatchObject({ state: "open" });
    expect(await failure(journey.as("pia").plan.rename({ ...plan, title: "Too late" }))).toMatchObject({
      code: "CONFLICT",
    });
  });

  test("a request in two drafts goes with the one that is submitted first", async () => {
    const { plan: first, requestIds } = await draftOf(journey, [{ amount: 2 }]);
    const second = await journey.as("pete").plan.create({ requestIds });
    await journey.work();
    await journey.as("pia").plan.submit(first);
    const late = await journey.as("pete").plan.get({ id: second.id });
    const refused = await failure(journey.as("pete").plan.submit(late));
    expect(refused).toMatchObject({ code: "STALE" });
    await journey.as("pete").plan.cancel({ ...late, reason: "the other one went" });
    expect(await journey.as("mona").request.get({ id: requestIds[0]! })).toMatchObject({ state: "submitted" });
    // taken back, the request is planned no more: its other plan is gone
    const review = await journey.as("ann").approval.review({ planId: first.id });
    await decide(journey, review, "approve");
    await journey.as("pia").plan.cancel({ ...(await read(first.id)), reason: "not needed" });
    expect(await journey.as("mona").request.get({ id: requestIds[0]! })).toMatchObject({ state: "open" });
  });

  test("a cancelled draft gives its requests back, unless another draft has them", async () => {
    const { plan: first, requestIds } = await draftOf(journey, [{ amount: 2 }]);
    const second = await journey.as("pete").plan.create({ requestIds });
    await journey.work();
    await journey.as("pia").plan.cancel({ ...first, reason: "double" });
    expect(await journey.as("mona").request.get({ id: requestIds[0]! })).toMatchObject({ state: "planned" });
    await journey.as("pia").plan.cancel({ ...(await read(second.id)), reason: "double" });
    expect(await journey.as("mona").request.get({ id: requestIds[0]! })).toMatchObject({ state: "open" });
  });

  test("a request taken back under a draft is named when it is submitted", async () => {
    const { plan, requestIds } = await draftOf(journey, [{ amount: 2 }]);
    const { version } = await journey.as("mona").request.get({ id: requestIds[0]! });
    await journey.as("mona").request.cancel({ id: requestIds[0]!, version, reason: "no more" });
    expect(await failure(journey.as("pia").plan.submit(plan))).toMatchObject({
      code: "STALE",
      details: { kind: "request_changed", changes: [{ now: "cancelled" }] },
    });
    expect(await failure(journey.as("pia").plan.replan(plan))).toMatchObject({ code: "INVALID_INPUT" });
  });

  test("plans are listed by state, region and person", async () => {
    await submittedOf(journey, [{ amount: 1 }]);
    await draftOf(journey, [{ amount: 1 }]);
    const list = async (input: object, person: "pia" | "pete" = "pia") =>
      (await journey.as(person).plan.list(input)).rows.map((p) => p.state);
    expect(await list({})).toEqual(["draft", "submitted"]);
    expect(await list({ states: ["submitted"] })).toEqual(["submitted"]);
    expect(await list({ region: "west" })).toEqual([]);
    expect([await list({ mine: true }), await list({ mine: true }, "pete")]).toEqual([["draft", "submitted"], []]);
  });
});
