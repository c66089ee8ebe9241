import { runReplay } from "@headroom/services/replay/run";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Journey, openJourney, solveHere } from "../testing/journey";
import { decide, failure, submittedOf } from "../testing/steps";

let journey: Journey;
beforeAll(async () => {
  journey = await openJourney();
});
afterAll(() => journey.close());

const make = async () => {
  const job = journey.studies.at(-1)!;
  return runReplay(journey.ports, job.id, job.version, { solve: solveHere, traceId: "trace-r" });
};

test("last quarter again, beside what became of it, and nothing live is touched", async () => {
  const first = await submittedOf(journey, [{ amount: 4 }, { amount: 6 }]);
  await decide(journey, first.review, "approve");
  const mona = journey.as("mona");
  const left = await mona.request.create({
    title: "Never planned",
    service: "search",
    rackType: "compute",
    unit: "racks",
    amount: 2,
    region: "nord",
    neededBy: "2027-02-01",
  });
  const taken = await mona.request.create({
    title: "Taken back",
    service: "search",
    rackType: "compute",
    unit: "racks",
    amount: 2,
    region: "nord",
    neededBy: "2027-02-01",
  });
  await mona.request.cancel({ ...taken, reason: "not any more" });
  await journey.rows("UPDATE request SET created_at = '2026-10-01T10:00:00Z'::timestamptz + id * interval '1 hour'");

  const live = () =>
    journey.rows(`SELECT (SELECT json_agg(o ORDER BY o.id) FROM occupancy o)::text AS o,
      (SELECT json_agg(r ORDER BY r.id) FROM request r)::text AS r, (SELECT json_agg(d ORDER BY d.id) FROM datacenter d)::text AS d`);
  const before = await live();
  const range = { region: "nord", from: "2026-08-23", to: "2026-11-22" };
  const { id } = await mona.replay.create({ ...range, order: "largest" });
  const told: string[] = [];
  const watching = (async () => {
    for await (const { state } of await mona.replay.watch({ id })) told.push(state);
  })();
  await expect.poll(() => told).toEqual(["queued"]);
  expect(await make()).toEqual({ outcome: "done" });
  await watching;
  expect(told.at(-1)).toBe("done");
  expect(await make()).toEqual({ outcome: "skipped" });
  expect(await live()).toEqual(before);

  const replay = await journey.as("uma").replay.get({ id });
  expect(replay.edit.ok).toBe(false);
  expect(replay.moved).toEqual([]);
  expect(replay.decisions.map((d) => d.requestId)).toEqual([...first.requestIds, left.id]);
  expect(replay.summary).toMatchObject({
    column: { racksAsked: 12, racksPlaced: 12 },
    real: { racksPlaced: 10, powerW: 100_000 },
    racksTakenOff: 10,
    racksLeftStanding: 0,
    firstMiss: { replay: null, real: left.id },
  });
  // the racks committed for these requests were taken off the floor before they were placed again
  const free = (account: { free: number }) => account.free;
  expect(free(replay.summary!.column.before.power)).toBe(free(replay.summary!.real.after.power) + 100_000);
  const [real] = replay.decisions;
  expect(real!.real).toMatchObject({ state: "committed", racksPlaced: 4, planId: expect.any(Number) });

  await journey.rows("UPDATE datacenter SET version = version + 2 WHERE code = 'N1'");
  const after = await journey.as("uma").replay.get({ id });
  expect(after.moved).toEqual([{ code: "N1", changes: 2 }]);
  expect((await mona.replay.list({})).rows[0]).toMatchObject({
    id,
    region: "nord",
    figures: { racksAsked: 12, racksPlaced: 12, realRacksPlaced: 10 },
  });
});

test("a time in which nobody asked, a time to come, and a cancelled one", async () => {
  const pia = journey.as("pia");
  const { id } = await pia.replay.create({ from: "2020-01-01", to: "2020-03-31" });
  expect((await make()).outcome).toBe("failed");
  expect(await pia.replay.get({ id })).toMatchObject({
    state: "failed",
    failure: { message: "Nobody asked for anything in that time.", traceId: "trace-r" },
    summary: null,
  });
  expect(await failure(pia.replay.create({ from: "2030-01-01", to: "2030-03-31" }))).toMatchObject({
    code: "INVALID_INPUT",
  });
  const { version } = await pia.replay.get({ id });
  const again = await pia.replay.again({ id, version });
  await pia.replay.cancel(again);
  expect(await make()).toEqual({ outcome: "skipped" });
  expect((await pia.replay.get({ id })).state).toBe("cancelled");
  const trail = await journey.rows<{ action: string }>(
    "SELECT action FROM audit_event WHERE entity_kind = 'replay' AND entity_id = $1 ORDER BY id",
    [String(id)],
  );
  expect(trail.map((e) => e.action)).toEqual(["replay.create", "replay.fail", "replay.again", "replay.cancel"]);
});
