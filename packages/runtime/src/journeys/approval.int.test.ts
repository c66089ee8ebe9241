import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { asked, type Journey, openJourney } from "../testing/journey";
import { decide, draftOf, failure, occupancyOf, submittedOf } from "../testing/steps";

let journey: Journey;
beforeEach(async () => {
  journey = await openJourney();
});
afterEach(() => journey.close());

const requestState = async (id: number) => {
  const { state, stateReason } = await journey.as("pia").request.get({ id });
  return { state, stateReason };
};
const planState = async (id: number) => (await journey.as("pia").plan.get({ id })).state;
const kindsTold = async (person: "mona" | "pia" | "ann") =>
  (await journey.as(person).notification.list()).map((n) => n.kind);

describe("who may sign", () => {
  test("neither requester, nor author, nor last editor, admins included", async () => {
    const request = await journey.as("ada").request.create(asked());
    const created = await journey.as("pia").plan.create({ requestIds: [request.id] });
    await journey.work();
    const renamed = await journey.as("adam").plan.rename({ id: created.id, version: 2, title: "Renamed" });
    await journey.as("pia").plan.submit(renamed);
    const review = await journey.as("ann").approval.review({ planId: created.id });
    expect(await failure(decide(journey, review, "approve", "ada"))).toMatchObject({
      code: "SEPARATION_OF_DUTIES",
      details: { breach: "requester" },
    });
    expect(await failure(decide(journey, review, "approve", "pia"))).toMatchObject({ code: "FORBIDDEN" });
    // pia submitted last; adam only renamed before, and may sign
    expect(await decide(journey, review, "approve", "adam")).toMatchObject({ outcome: "committed" });
  });

  test("an admin who wrote or last edited the plan is refused", async () => {
    const request = await journey.as("mona").request.create(asked());
    const created = await journey.as("ada").plan.create({ requestIds: [request.id] });
    await journey.work();
    await journey.as("adam").plan.submit({ id: created.id, version: 2 });
    const review = await journey.as("ann").approval.review({ planId: created.id });
    const breach = async (person: "ada" | "adam") =>
      (await failure(decide(journey, review, "decline", person))).details;
    expect(await breach("ada")).toEqual({ breach: "author" });
    expect(await breach("adam")).toEqual({ breach: "last_editor" });
    const why = async (person: "adam" | "ann" | "mona") =>
      (await journey.as(person).plan.get({ id: created.id })).allowed.approve?.why;
    expect(await why("adam")).toBe("You edited it last: somebody else signs");
    expect(await why("mona")).toBe("Needs the role approver or admin");
    expect(await why("ann")).toBeNull();
    const cannot = async (person: "ada" | "adam" | "ann" | "mona") =>
      (await journey.as(person).approval.inbox()).items[0]!.cannotSign;
    expect([await cannot("ada"), await cannot("adam"), await cannot("ann"), await cannot("mona")]).toEqual([
      "author",
      "last_editor",
      null,
      "role",
    ]);
  });
});

describe("what is signed", () => {
  test("is the hash on the screen", async () => {
    const { review } = await submittedOf(journey, [{}]);
    const other = { ...review, hash: "0".repeat(64) };
    expect(await failure(decide(journey, other, "approve"))).toMatchObject({ code: "HASH_MISMATCH" });
    expect(await planState(review.id)).toBe("submitted");
  });

  test("cannot be decided twice", async () => {
    const { review } = await submittedOf(journey, [{}]);
    await decide(journey, review, "approve");
    expect(await failure(decide(journey, review, "decline", "abe"))).toMatchObject({ code: "WRONG_STATE" });
    expect(await planState(review.id)).toBe("committed");
  });
});

describe("a refusal", () => {
  test("declined: positions free, request declined with the reason, author and requester told", async () => {
    const { requestIds, review } = await submittedOf(journey, [{}]);
    expect(await decide(journey, review, "decline")).toMatchObject({ outcome: "declined" });
    expect(await occupancyOf(journey, review.id)).toEqual({});
    expect(await requestState(requestIds[0]!)).toEqual({ state: "declined", stateReason: "not now" });
    expect(await kindsTold("mona")).toContain("plan_declined");
    const [told] = await journey.as("pia").notification.list();
    expect(told).toMatchObject({ kind: "plan_declined", params: { reason: "not now", by: "ann" } });
    await journey.as("pia").plan.replan(await journey.as("pia").plan.get({ id: review.id }));
    expect(await journey.work()).toEqual({ outcome: "draft" });
    expect(await requestState(requestIds[0]!)).toMatchObject({ state: "planned" });
  });

  test("changes asked for: a draft again, which can be submitted again", async () => {
    const { requestIds, review } = await submittedOf(journey, [{}]);
    expect(await decide(journey, review, "request_changes")).toMatchObject({ outcome: "changes_requested" });
    expect(await occupancyOf(journey, review.id)).toEqual({});
    expect(await requestState(requestIds[0]!)).toMatchObject({ state: "planned" });
    await journey.as("pia").plan.submit(await journey.as("pia").plan.get({ id: review.id }));
    const again = await journey.as("ann").approval.review({ planId: review.id });
    expect(again.approvals.map((a) => a.state)).toEqual(["pending", "changes_requested"]);
    expect(await decide(journey, again, "approve")).toMatchObject({ outcome: "committed" });
  });
});

describe("stale", () => {
  test("a limit was lowered under the plan: nothing is committed, the cause is named", async () => {
    const { requestIds, review } = await submittedOf(journey, [{ datacenter: "N1" }]);
    await journey.rows("UPDATE cooling_zone SET capacity_w = 20000 WHERE room_id = 1");
    expect(await decide(journey, review, "approve")).toMatchObject({ outcome: "stale" });
    const plan = await journey.as("pia").plan.get({ id: review.id });
    expect(plan).toMatchObject({ state: "stale", staleCause: { kind: "limit_broken" } });
    expect(plan.staleCause!.changes[0]!.what).toContain("N1 C");
    expect(await occupancyOf(journey, review.id)).toEqual({});
    expect(await requestState(requestIds[0]!)).toMatchObject({ state: "open" });
    expect(await kindsTold("pia")).toContain("plan_stale");
    expect(plan.allowed.replan?.ok).toBe(true);
  });

  test("a number the approver saw got worse, by another plan on the same devices", async () => {
    const narrow = await openJourney({ rows: 1 });
    const first = await submittedOf(narrow, [{ datacenter: "N1", amount: 2 }]);
    const second = await submittedOf(narrow, [{ datacenter: "N1", amount: 2 }]);
    // the later plan was checked with the earlier one's holds, so it changes nothing for it until it is committed
    expect(await decide(narrow, second.review, "approve")).toMatchObject({ outcome: "committed" });
    expect(await decide(narrow, first.review, "approve")).toMatchObject({ outcome: "stale" });
    const { staleCause } = await narrow.as("pia").plan.get({ id: first.review.id });
    expect(staleCause).toMatchObject({ kind: "number_worse" });
    // four racks of 10 kW on a row device that carries 80 kW after a failure, then six
    expect(staleCause!.changes[0]).toMatchObject({ what: "N1 RD-1A after UPS-2", seen: "50.0 %", now: "75.0 %" });
    expect(staleCause!.changes[0]!.by).toContain(`(${second.review.id})`);
    await narrow.close();
  });

  test("a hold that came later is no reason: it was checked with this one's", async () => {
    const narrow = await openJourney({ rows: 1 });
    const first = await submittedOf(narrow, [{ datacenter: "N1", amount: 2 }]);
    const second = await submittedOf(narrow, [{ datacenter: "N1", amount: 2 }]);
    expect(await decide(narrow, first.review, "approve")).toMatchObject({ outcome: "committed" });
    expect(await decide(narrow, second.review, "approve")).toMatchObject({ outcome: "committed" });
    await narrow.close();
  });

  test("plans on different rows of one room commit in any order while the worst number stays", async () => {
    const first = await submittedOf(journey, [{ datacenter: "N1", amount: 4 }]);
    const second = await submittedOf(journey, [{ datacenter: "N1", amount: 3 }]);
    expect(second.review.actions[0]!.row).not.toBe(first.review.actions[0]!.row);
    expect(await decide(journey, second.review, "approve")).toMatchObject({ outcome: "committed" });
    expect(await decide(journey, first.review, "approve")).toMatchObject({ outcome: "committed" });
  });

  test("unrelated changes revoke nothing: another datacenter, another room's devices, a new name", async () => {
    const { review } = await submittedOf(journey, [{ datacenter: "N1" }]);
    const other = await submittedOf(journey, [{ datacenter: "N2" }]);
    await decide(journey, other.review, "approve");
    // devices that feed no rack of the plan
    const row = review.actions[0]!.rowId;
    await journey.rows(
      "UPDATE power_device SET capacity_w = 1 WHERE room_id = 1 AND depth = 1 AND id NOT IN (SELECT device_id FROM position_feed f JOIN position p ON p.id = f.position_id WHERE p.row_id = $1)",
      [row],
    );
    await journey.rows("UPDATE datacenter SET name = 'Renamed', version = version + 1 WHERE id = 1");
    expect(await decide(journey, review, "approve")).toMatchObject({ outcome: "committed" });
  });

  test("a position was blocked, or lost its hold", async () => {
    const { review } = await submittedOf(journey, [{ datacenter: "N1" }]);
    await journey.rows("UPDATE position SET blocked_reason = 'leak' WHERE row_id = $1 AND number = $2", [
      review.actions[0]!.rowId,
      review.actions[0]!.positions[1],
    ]);
    expect(await decide(journey, review, "approve")).toMatchObject({ outcome: "stale" });
    const plan = await journey.as("pia").plan.get({ id: review.id });
    expect(plan.staleCause).toMatchObject({
      kind: "position_taken",
      changes: [{ seen: "held", now: "blocked: leak" }],
    });
  });

  test("a draft whose position was taken is not submitted", async () => {
    const { plan } = await draftOf(journey, [{ datacenter: "N1" }]);
    const other = await submittedOf(journey, [{ datacenter: "N1" }]);
    expect(await journey.as("pia").plan.get({ id: plan.id })).toMatchObject({ stillHolds: false });
    const refused = await failure(journey.as("pia").plan.submit(plan));
    expect(refused).toMatchObject({ code: "STALE", details: { kind: "position_taken" } });
    expect(JSON.stringify(refused.details)).toContain(`(${other.review.id})`);
  });
});

describe("holds", () => {
  test("expire by the sweep: positions free, everybody told, and may be submitted again", async () => {
    const { expireHolds } = await import("@headroom/services/plan/expire");
    const { requestIds, review } = await submittedOf(journey, [{}]);
    const worker = { id: null, name: "worker", role: "system", via: "worker", requestId: "s" } as const;
    expect(await expireHolds(journey.ports, worker)).toEqual([]);
    journey.clock.now += 14 * 86_400_000;
    expect(await expireHolds(journey.ports, worker)).toEqual([review.id]);
    expect(await expireHolds(journey.ports, worker)).toEqual([]);
    expect(await planState(review.id)).toBe("expired");
    expect(await occupancyOf(journey, review.id)).toEqual({});
    expect(await requestState(requestIds[0]!)).toMatchObject({ state: "open" });
    expect(await kindsTold("mona")).toContain("hold_expired");
    await journey.as("pia").plan.submit(await journey.as("pia").plan.get({ id: review.id }));
    expect(await occupancyOf(journey, review.id)).toEqual({ held: 4 });
  });

  test("that ran out are not approved, even where no sweep came by", async () => {
    const { review } = await submittedOf(journey, [{}]);
    journey.clock.now += 15 * 86_400_000;
    expect(await failure(decide(journey, review, "approve"))).toMatchObject({
      code: "WRONG_STATE",
      details: { state: "expired" },
    });
    expect(await planState(review.id)).toBe("expired");
    expect(await occupancyOf(journey, review.id)).toEqual({});
  });

  test("of a withdrawn plan are free; only its people and admins withdraw", async () => {
    const { requestIds, review } = await submittedOf(journey, [{}]);
    expect(await failure(journey.as("pete").plan.withdraw(review))).toMatchObject({ code: "FORBIDDEN" });
    await journey.as("pia").plan.withdraw(review);
    expect(await planState(review.id)).toBe("draft");
    expect(await occupancyOf(journey, review.id)).toEqual({});
    expect(await requestState(requestIds[0]!)).toMatchObject({ state: "planned" });
    expect((await journey.as("ann").approval.inbox()).items).toEqual([]);
  });
});

test("cancelling an approved plan gives its capacity back, with a trail", async () => {
  const free = async () =>
    (
      await journey.rows<{ free: number }>(
        "SELECT (account->'total'->'space'->>'free')::int AS free FROM datacenter_capacity WHERE datacenter_id = 1",
      )
    )[0]!.free;
  const before = await free();
  const { requestIds, review } = await submittedOf(journey, [{ datacenter: "N1" }]);
  expect(await free()).toBe(before - 4);
  await decide(journey, review, "approve");
  expect(await free()).toBe(before - 4);
  const plan = await journey.as("pete").plan.get({ id: review.id });
  await journey.as("pete").plan.cancel({ ...plan, reason: "project ended" });
  expect(await free()).toBe(before);
  expect(await occupancyOf(journey, review.id)).toEqual({});
  expect(await requestState(requestIds[0]!)).toMatchObject({ state: "open" });
  const [event] = await journey.rows("SELECT * FROM audit_event WHERE action = 'plan.cancel'");
  expect(event).toMatchObject({ actor_id: "pete", reason: "project ended", before: { state: "committed" } });
});

test("the inbox: by due day, then risk; put off comes last; counts follow", async () => {
  const a = await submittedOf(journey, [{ datacenter: "N1" }]);
  const b = await submittedOf(journey, [{ datacenter: "N2" }]);
  const ids = async () => (await journey.as("ann").approval.inbox()).items.map((i) => i.planId);
  expect(await ids()).toEqual([a.review.id, b.review.id]);
  expect((await journey.as("ann").session.me()).counts.inbox).toBe(2);
  await journey.as("ann").approval.snooze({ planId: a.review.id, until: "2026-11-25T08:00:00.000Z" });
  expect(await ids()).toEqual([b.review.id, a.review.id]);
  expect((await journey.as("ann").session.me()).counts.inbox).toBe(1);
  expect((await journey.as("abe").session.me()).counts.inbox).toBe(2);
  expect((await journey.as("ann").approval.review({ planId: a.review.id })).inboxPosition).toEqual({
    index: 1,
    of: 2,
    previous: b.review.id,
    next: null,
  });
  await journey.as("ann").approval.snooze({ planId: a.review.id, until: null });
  const told = await journey.as("ann").audit.list({ action: "plan.snooze" });
  expect(told.rows.map(({ actorId, after }) => [actorId, after])).toEqual([
    ["ann", { until: null }],
    ["ann", { until: "2026-11-25T08:00:00.000Z" }],
  ]);
  expect(await ids()).toEqual([a.review.id, b.review.id]);
});
