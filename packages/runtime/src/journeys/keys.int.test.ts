import { runReplay } from "@headroom/services/replay/run";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { asked, type Journey, openJourney, solveHere } from "../testing/journey";
import { decide, draftOf, failure, submittedOf } from "../testing/steps";

let journey: Journey;
beforeAll(async () => {
  journey = await openJourney();
  // rows 1 and 2 of N1 fail together, and share the ports of a switch
  await journey.rows(`UPDATE "row" SET fault_domain = 'east' WHERE id IN (101, 102)`);
  await journey.rows(`UPDATE "row" SET fault_domain = 'west' WHERE id IN (103, 104)`);
});
afterAll(() => journey.close());

const spread = (key: string, maxRacksPerDomain: number) => ({
  rules: { spread: { key, scope: "faultDomain" as const, maxRacksPerDomain }, antiAffinity: null, affinity: null },
});
const apart = (key: string) => ({
  rules: { spread: null, antiAffinity: { key, scope: "faultDomain" as const }, affinity: null },
});
const together = (key: string) => ({
  rules: { spread: null, antiAffinity: null, affinity: { key, scope: "row" as const } },
});
/** Rows that the plan's actions fill, by request. */
const rowsOf = (plan: Awaited<ReturnType<typeof draftOf>>["plan"]) =>
  Object.fromEntries(plan.actions.map((a) => [a.requestId, a.row]));
const half = (row: string) => (row === "R1" || row === "R2" ? "east" : "west");

describe("a key means one thing", () => {
  test("the first request says what; another meaning is refused with both, in the form and when it is sent", async () => {
    const mona = journey.as("mona");
    const { id, version } = await mona.request.create(asked(spread("one-meaning", 4)));
    expect((await mona.request.get({ id })).rules.spread).toEqual({
      ...{ key: "one-meaning", scope: "faultDomain", maxRacksPerDomain: 4 },
    });
    const other = asked(spread("one-meaning", 5));
    const said = { kind: "spread", key: "one-meaning", means: { scope: "faultDomain", maxRacks: 4 } };
    expect(await failure(mona.request.create(other))).toMatchObject({ code: "KEY_CONTRADICTS", details: said });
    expect((await failure(mona.request.update({ id, version, request: other }))).code).toBe("KEY_CONTRADICTS");
    expect((await failure(mona.request.feasibility(other))).code).toBe("KEY_CONTRADICTS");
    // nothing of the refused request is left, and the same name for another kind of rule is another key
    await mona.request.update({ id, version, request: asked(apart("one-meaning")) });
    expect((await mona.key.list()).filter((key) => key.name === "one-meaning")).toMatchObject([
      { kind: "spread", maxRacks: 4, requests: 0 },
      { kind: "antiAffinity", maxRacks: null, requests: 1 },
    ]);
    const events = await journey.rows<{ action: string; after: object }>(
      "SELECT action, after FROM audit_event WHERE entity_kind = 'key' AND entity_id = 'one-meaning' ORDER BY id",
    );
    expect(events.map((event) => event.action)).toEqual(["key.create", "key.create"]);
    const [update] = await journey.rows<{ before: object; after: object }>(
      "SELECT before, after FROM audit_event WHERE action = 'request.update' AND entity_id = $1",
      [String(id)],
    );
    expect(update).toEqual({
      before: { rules: { spread: { key: "one-meaning", scope: "faultDomain", maxRacksPerDomain: 4 } } },
      after: { rules: { antiAffinity: { key: "one-meaning", scope: "faultDomain" } } },
    });
  });

  test("the database keeps it, whoever asks", async () => {
    const update = journey.rows(
      "UPDATE placement_key SET max_racks = 9 WHERE name = 'one-meaning' AND kind = 'spread'",
    );
    await expect(update).rejects.toThrow("keeps its meaning");
    const twice = journey.rows(
      "INSERT INTO placement_key (kind, name, scope) VALUES ('anti_affinity', 'one-meaning', 'row')",
    );
    await expect(twice).rejects.toThrow("placement_key_kind_name_key");
    const numbered = journey.rows(
      "INSERT INTO placement_key (kind, name, scope, max_racks) VALUES ('affinity', 'x', 'row', 1)",
    );
    await expect(numbered).rejects.toThrow("placement_key_max_racks_check");
    const wrongKind = journey.rows(
      `INSERT INTO request_key (request_id, kind, key_id) SELECT r.id, 'affinity', k.id FROM request r, placement_key k
        WHERE k.kind = 'spread' LIMIT 1`,
    );
    await expect(wrongKind).rejects.toThrow("request_key_key_id_kind_fkey");
    const otherRoom = journey.rows(
      `WITH zone AS (INSERT INTO network_zone (room_id, code, ports) VALUES (1, 'N9', 9) RETURNING id)
       UPDATE "row" SET network_zone_id = (SELECT id FROM zone) WHERE id = 201`,
    );
    await expect(otherRoom).rejects.toThrow("row_network_zone_id_room_id_fkey");
  });

  test("two who make one key at a time agree, or the later one is told", async () => {
    const mona = journey.as("mona");
    const same = await Promise.all([1, 2].map(() => mona.request.create(asked(spread("at-once", 3)))));
    expect(same).toHaveLength(2);
    const ends = await Promise.allSettled([3, 4].map((most) => mona.request.create(asked(spread("raced", most)))));
    expect(ends.map((end) => end.status).sort()).toEqual(["fulfilled", "rejected"]);
  });
});

test("spread: a plan keeps it, over its own requests and over what was committed before", async () => {
  const one = { amount: 3, datacenter: "N1", ...spread("index", 4) };
  const { requestIds, review } = await submittedOf(journey, [one, one]);
  const plan = await journey.as("pia").plan.get({ id: review.id });
  const [first, second] = requestIds.map((id) => half(rowsOf(plan)[id]!));
  expect(new Set([first, second]).size).toBe(2);
  await decide(journey, review, "approve");
  // one rack more fits in each half, two do not
  const ask = (amount: number) => ({ ...asked({ amount, datacenter: "N1" }), ...spread("index", 4) });
  expect((await journey.as("mona").request.feasibility(ask(1))).fits).toBe(true);
  const no = await journey.as("mona").request.feasibility(ask(2));
  expect(no.fits).toBe(false);
  const [check] = no.datacenters[0]!.why!.nearest[0]!.checks;
  expect(check).toMatchObject({ limit: "spread", key: "index", of: "faultDomain", left: 1, asked: 2, capacity: 4 });
  expect(["east", "west"]).toContain(check!.subject);
  const relief = no.datacenters[0]!.why!.relaxations.find((one) => one.limit === "spread");
  expect(relief).toMatchObject({ key: "index", by: 1, unit: "racks" });
  const { plan: third } = await draftOf(journey, [ask(2)]);
  expect(third.requestList[0]).toMatchObject({ outcome: "rejected" });
  expect(third.requestList[0]!.certificate!.rowsByLimit.spread).toBe(4);
  const why = (await journey.as("mona").placement.why({ requestId: third.requestList[0]!.id, planId: third.id }))!;
  const tried = await journey.as("mona").placement.tryRelief({
    ...{ requestId: third.requestList[0]!.id, planId: third.id, datacenter: "N1" },
    relief: why.reliefs.find((r) => r.relief.changes[0]?.limit === "spread")!.relief,
  });
  expect(tried.place).toMatchObject({ racks: 2 });
});

test("apart and together", async () => {
  const one = { amount: 1, datacenter: "N1", ...apart("leader") };
  const { requestIds, plan } = await draftOf(journey, [one, one, one]);
  const placed = requestIds.filter((id) => rowsOf(plan)[id]);
  expect(new Set(placed.map((id) => half(rowsOf(plan)[id]!))).size).toBe(2);
  expect(plan.requestList.map((r) => r.outcome).sort()).toEqual(["placed", "placed", "rejected"]);

  const chat = { amount: 1, ...together("chat") };
  const { plan: same } = await draftOf(journey, [chat, chat, chat]);
  expect(new Set(same.actions.map((a) => `${a.datacenter} ${a.row}`)).size).toBe(1);
});

test("together with what stands: only its datacenter, and said where the request may not go there", async () => {
  const { review } = await submittedOf(journey, [{ amount: 1, datacenter: "N2", ...together("ledger") }]);
  await decide(journey, review, "approve");
  const free = await journey.as("mona").request.feasibility({ ...asked({ amount: 1 }), ...together("ledger") });
  expect(free.datacenters.map((d) => d.code)).toEqual(["N2"]);
  const bound = { amount: 1, datacenter: "N1", ...together("ledger") };
  const there = { key: "ledger", datacenters: ["N2"] };
  expect(await journey.as("mona").request.feasibility(asked(bound))).toMatchObject({ fits: false, apart: there });
  const { plan } = await draftOf(journey, [bound]);
  expect(plan.requestList[0]).toMatchObject({ outcome: "rejected", certificate: { apart: there } });
});

test("together with what stands, wherever it is asked: a row, scenarios and replays", async () => {
  const before = await submittedOf(journey, [{ amount: 1, datacenter: "N2", ...together("album") }]);
  await decide(journey, before.review, "approve");
  const { requestIds, plan } = await draftOf(journey, [
    { amount: 1, ...together("album") },
    { amount: 1, datacenter: "N1", ...together("album") },
  ]);
  const [anywhere, bound] = requestIds as [number, number];
  const pia = journey.as("pia");
  const allowed = async (rowId: number) => (await pia.datacenter.row({ rowId, requestId: anywhere })).request?.allowed;
  expect([await allowed(101), await allowed(201)]).toEqual([false, true]);

  const options = await pia.scenario.options({ planId: plan.id });
  expect(options.requests).toEqual([
    { id: anywhere, datacenterIds: [2] },
    { id: bound, datacenterIds: [] },
  ]);
  expect(options.datacenters.map((d) => d.code)).toEqual(["N2"]);

  await journey.rows("UPDATE request SET created_at = '2026-01-01T10:00:00Z'");
  await journey.rows("UPDATE request SET created_at = '2026-10-01T10:00:00Z' WHERE id = ANY($1)", [requestIds]);
  const { id } = await pia.replay.create({ region: "nord", from: "2026-09-01", to: "2026-11-22", order: "urgent" });
  const job = journey.studies.at(-1)!;
  await runReplay(journey.ports, job.id, job.version, { solve: solveHere, traceId: "trace-k" });
  const { decisions } = await pia.replay.get({ id });
  expect(decisions.map((d) => d.places.map((place) => place.datacenter))).toEqual([["N2"], []]);
});

test("racks that stand keep the rules they came under", async () => {
  const [key] = await journey.rows<{ id: number }>(
    "INSERT INTO placement_key (kind, name, scope) VALUES ('anti_affinity', 'standing', 'fault_domain') RETURNING id",
  );
  await journey.rows(
    `INSERT INTO rack_key (rack_id, kind, key_id, lot) SELECT id, 'anti_affinity', $1, 'old' FROM rack WHERE code LIKE 'K1-1-%'`,
    [key!.id],
  );
  const { plan } = await draftOf(journey, [{ amount: 1, datacenter: "N1", ...apart("standing") }]);
  expect(half(plan.actions[0]!.row)).toBe("west");
});

test("the signature sees a rule that was broken since: by what came to stand there", async () => {
  const { review } = await submittedOf(journey, [{ amount: 1, datacenter: "N1", ...apart("late") }]);
  const row = review.actions[0]!.row;
  expect(review.policies.find((p) => p.code === "limits")).toMatchObject({ result: "pass" });
  await journey.rows(
    `INSERT INTO rack_key (rack_id, kind, key_id, lot)
     SELECT r.id, k.kind, k.id, 'came later' FROM rack r, placement_key k WHERE r.code = $1 AND k.name = 'late'`,
    [`K1-${row.slice(1)}-1`],
  );
  const now = await journey.as("ann").approval.review({ planId: review.id });
  expect(now.policies.find((p) => p.code === "limits")).toMatchObject({ result: "fail", value: "1 limit exceeded" });
  expect(now.stillHolds).toBe(false);
  expect(await decide(journey, now, "approve")).toMatchObject({ outcome: "stale" });
  const { staleCause } = await journey.as("pia").plan.get({ id: review.id });
  expect(staleCause).toMatchObject({ kind: "limit_broken" });
  expect(staleCause!.changes[0]).toMatchObject({ seen: "at most 1 requests", now: "2 requests" });
  expect(staleCause!.changes[0]!.what).toMatch(/^N1 (east|west), key late$/);
});

test("ports of a network zone are shared by its rows", async () => {
  await journey.rows(
    `WITH zone AS (INSERT INTO network_zone (room_id, code, ports) VALUES (3, 'SW1', 20) RETURNING id, room_id)
     UPDATE "row" w SET network_zone_id = zone.id FROM zone WHERE w.room_id = zone.room_id RETURNING w.id`,
  );
  await journey.rows("UPDATE datacenter SET version = version + 1 WHERE id = 3 RETURNING id");
  // eight racks of four ports stand: 32 ports of 20 are taken, so the limit is broken and takes nothing more
  const no = await journey.as("mona").request.feasibility(asked({ amount: 1, region: "west" }));
  expect(no.fits).toBe(false);
  expect(no.datacenters[0]!.why!.nearest[0]!.checks[0]).toMatchObject({
    ...{ limit: "ports", of: "networkZone", subject: "SW1", capacity: 20, asked: 4, left: -12 },
  });
});
