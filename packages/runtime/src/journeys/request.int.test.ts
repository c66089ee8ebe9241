import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { asked, type Journey, openJourney } from "../testing/journey";
import { failure } from "../testing/steps";

let journey: Journey;
beforeAll(async () => {
  journey = await openJourney();
});
afterAll(() => journey.close());

describe("a request", () => {
  test("is made in the service's units and kept in racks", async () => {
    const { id } = await journey
      .as("omar")
      .request.create(asked({ rackType: "storage", unit: "storage_tb", amount: 3000 }));
    const request = await journey.as("uma").request.get({ id });
    expect(request).toMatchObject({ racks: 3, powerW: 18_000, state: "open", requester: { id: "omar" } });
    expect(request.history.map((e) => e.action)).toEqual(["request.create"]);
  });

  test("names every field that means nothing here", async () => {
    const wrong = asked({ rackType: "toaster", region: "moon", zone: "x", datacenter: "W1" });
    const { code, details } = await failure(journey.as("mona").request.create(wrong));
    expect(code).toBe("INVALID_INPUT");
    expect((details.issues as { path: string }[]).map((i) => i.path)).toEqual([
      "rackType",
      "region",
      "zone",
      "datacenter",
    ]);
    const units = await failure(journey.as("mona").request.create(asked({ unit: "gpus" })));
    expect(units.details).toMatchObject({ issues: [{ path: "unit" }] });
    const late = await failure(journey.as("mona").request.create(asked({ neededBy: "2026-11-22" })));
    expect(late.details).toMatchObject({ issues: [{ path: "neededBy" }] });
  });

  test("as a draft is its requester's alone until it opens", async () => {
    const mona = journey.as("mona");
    const { id } = await mona.request.create(asked({ title: "Secret draft", asDraft: true }));
    const listed = async (person: "mona" | "pia") =>
      (await journey.as(person).request.list({ search: "secret" })).rows.map((r) => r.id);
    expect([await listed("mona"), await listed("pia")]).toEqual([[id], []]);
    expect(await failure(journey.as("pia").request.get({ id }))).toMatchObject({ code: "NOT_FOUND" });
    expect(await failure(journey.as("pia").plan.create({ requestIds: [id] }))).toMatchObject({ code: "NOT_FOUND" });
    expect(await failure(mona.plan.create({ requestIds: [id] }))).toMatchObject({ code: "FORBIDDEN" });
    await mona.request.update({ id, version: 1, request: asked({ title: "Secret draft" }) });
    expect(await listed("pia")).toEqual([id]);
  });

  test("is changed by its requester, planners and admins only, and not over somebody's head", async () => {
    const { id, version } = await journey.as("mona").request.create(asked());
    const change = { id, version, request: asked({ amount: 6 }) };
    expect(await failure(journey.as("omar").request.update(change))).toMatchObject({ code: "FORBIDDEN" });
    expect(await failure(journey.as("omar").request.cancel({ id, version, reason: "mine now" }))).toMatchObject({
      code: "FORBIDDEN",
    });
    expect(await journey.as("pete").request.update(change)).toEqual({ id, version: 2 });
    expect(await failure(journey.as("mona").request.update(change))).toMatchObject({
      code: "CONFLICT",
      details: { expectedVersion: 1, version: 2 },
    });
    expect(await journey.as("mona").request.get({ id })).toMatchObject({ racks: 6, version: 2 });
    const [event] = await journey.rows("SELECT * FROM audit_event WHERE action = 'request.update' AND entity_id = $1", [
      String(id),
    ]);
    expect(event).toMatchObject({ actor_id: "pete", before: { amount: 4, racks: 4 }, after: { amount: 6, racks: 6 } });
  });

  test("is cancelled with a reason and reopened; once planned it is edited no more", async () => {
    const { id } = await journey.as("mona").request.create(asked());
    await journey.as("mona").request.cancel({ id, version: 1, reason: "project ended" });
    expect(await journey.as("mona").request.get({ id })).toMatchObject({
      state: "cancelled",
      stateReason: "project ended",
    });
    expect(await failure(journey.as("pia").plan.create({ requestIds: [id] }))).toMatchObject({ code: "WRONG_STATE" });
    await journey.as("mona").request.reopen({ id, version: 2 });
    await journey.as("pia").plan.create({ requestIds: [id] });
    const { version, state, plan } = await journey.as("mona").request.get({ id });
    expect({ state, plan: plan?.state }).toEqual({ state: "planned", plan: "queued" });
    expect(await failure(journey.as("mona").request.update({ id, version, request: asked() }))).toMatchObject({
      code: "WRONG_STATE",
      details: { state: "planned" },
    });
  });

  test("lists page by page, each request once", async () => {
    const seen: number[] = [];
    let cursor: string | undefined;
    let total = 0;
    do {
      const page = await journey.as("pia").request.list({ limit: 2, ...(cursor ? { cursor } : {}) });
      seen.push(...page.rows.map((r) => r.id));
      total = page.total;
      cursor = page.next ?? undefined;
    } while (cursor);
    expect(seen).toHaveLength(total);
    expect(new Set(seen).size).toBe(total);
    const some = await journey.as("pia").request.list({ region: "west", states: ["open"] });
    expect(some).toEqual({ rows: [], next: null, total: 0 });
    expect((await journey.as("pia").request.list({ search: "100%" })).total).toBe(0);
  });
});

describe("feasibility", () => {
  const ask = (change: object) =>
    journey
      .as("mona")
      .request.feasibility({ rackType: "compute", unit: "racks", amount: 4, region: "nord", ...change });

  test("ranks the datacenters it may go to and says why", async () => {
    const answer = await ask({});
    expect(answer).toMatchObject({ racks: 4, powerW: 40_000, coolingW: 16_000, fits: true, alternatives: [] });
    expect(answer.datacenters.map((d) => d.code)).toEqual(["N1", "N2"]);
    expect(answer.datacenters[0]).toMatchObject({ fits: true, lots: 1, racksThatFit: 4, freePositions: 32 });
    expect(answer.datacenters[0]!.why!.chosen).not.toBeNull();
    expect((await ask({ zone: "b" })).datacenters.map((d) => d.code)).toEqual(["N2"]);
  });

  test("says what is missing, and alternatives that really fit", async () => {
    // two racks of 10 kW stand in each row of eight free positions; its devices carry six of them normally
    const answer = await ask({ amount: 8, datacenter: "N1" });
    expect(answer.fits).toBe(false);
    const why = answer.datacenters[0]!.why!;
    expect(why).toMatchObject({ outcome: "rejected", datacenter: "N1" });
    expect(Object.values(why.rowsByLimit).reduce((a, b) => a + b, 0)).toBe(4);
    expect(why.relaxations.length).toBeGreaterThan(0);
    const fewer = answer.alternatives.find((a) => a.kind === "fewer")!;
    expect(fewer.racks).toBeLessThan(8);
    expect((await ask({ amount: fewer.racks, datacenter: fewer.where })).fits).toBe(true);
    expect((await ask({ amount: fewer.racks + 1, datacenter: fewer.where })).fits).toBe(false);
    const split = answer.alternatives.find((a) => a.kind === "split")!;
    expect((await ask({ amount: 8, datacenter: split.where, splitRule: "best_effort" })).fits).toBe(true);
  });

  test("places what is longer than a row in lots", async () => {
    const answer = await ask({ rackType: "storage", amount: 12, datacenter: "N2" });
    expect(answer).toMatchObject({ fits: true, datacenters: [{ code: "N2", racksThatFit: 12, rowsThatFit: 0 }] });
    expect(answer.datacenters[0]!.lots).toBeGreaterThan(1);
  });

  test("keeps residency: no row without the tag, and other regions that have it", async () => {
    const answer = await ask({ requiredTags: ["gov"] });
    expect(answer).toMatchObject({ fits: false, alternatives: [{ kind: "other_region", racks: 4, where: "W1" }] });
    expect(answer.datacenters[0]!.why!.rowsByLimit.tags).toBe(4);
  });

  test("sees a change at once", async () => {
    await ask({});
    await journey.rows(
      `INSERT INTO reservation (id, datacenter_id, owner_id, reason, valid_from) VALUES (1, 1, 'pia', 'kept', '2026-11-01')`,
    );
    await journey.rows(
      `INSERT INTO occupancy (position_id, kind, valid_from, reservation_id)
         SELECT p.id, 'reserved', '2026-11-01', 1 FROM position p WHERE room_id = 1 AND number > 2`,
    );
    await journey.rows("UPDATE datacenter SET version = version + 1 WHERE id = 1");
    expect(await ask({ datacenter: "N1" })).toMatchObject({ fits: false });
  });
});
