import { carryOutOrders } from "@headroom/services/controller/order";
import { usualWorld } from "@headroom/services/hardware/reach";
import { afterEach, beforeEach, expect, test } from "vitest";
import { perform, performersOf, RACK, rackOfControllers, swift, workOf } from "../testing/controllers";
import { type Journey, openJourney } from "../testing/journey";
import { failure } from "../testing/steps";

let journey: Journey;
let rack: Awaited<ReturnType<typeof rackOfControllers>>;
beforeEach(async () => {
  journey = await openJourney();
  rack = await rackOfControllers(journey, [1, 3]);
});
afterEach(async () => {
  await rack.close();
  await journey.close();
});

const work = (hardware = swift()) =>
  carryOutOrders({ ...usualWorld, ports: journey.ports, hardware }, new AbortController().signal, "trace-order");
const idOf = async (unit: number) =>
  (await journey.as("omar").controller.list({ rack: RACK })).rows.find((row) => row.unit === unit)!.id;
const get = async (unit = 1) => journey.as("uma").controller.get({ id: await idOf(unit) });

test("a server is looked at and switched by a worker, confirmed, and all of it is on record", async () => {
  const { controller } = journey.as("omar");
  expect(await get()).toMatchObject({ found: null, differences: [], orders: [], heldBy: null, server: null });
  const id = await idOf(1);
  const { orderId } = await controller.order({ id, what: "look" });
  expect((await get()).orders).toMatchObject([{ id: orderId, what: "look", state: "waiting", askedBy: "omar" }]);
  expect(await failure(controller.order({ id, what: "on" }))).toMatchObject({ code: "TAKEN" });
  expect(await work()).toBe(1);
  expect(await get()).toMatchObject({
    ...{ serverState: "racked", firmware: null, orders: [{ state: "done", result: { power: "off" } }] },
    found: {
      ...{ model: "E-1", serial: "EX-1", power: "off", memoryGib: 64, unread: [] },
      drives: [
        { serial: "D-1-1", sanitised: null },
        { serial: "D-1-2", sanitised: null },
      ],
    },
  });
  await controller.order({ id, what: "on" });
  await work();
  expect((await get()).orders[0]).toMatchObject({ what: "on", state: "done", result: { power: "on" } });
  await expect(controller.order({ id, what: "force_off" })).rejects.toThrow("say why");
  await controller.order({ id, what: "force_off", reason: "it smokes" });
  await work();
  expect(rack.servers.get(1)!.effects).toEqual(["On /redfish/v1/Systems/1", "ForceOff /redfish/v1/Systems/1"]);
  expect(rack.servers.get(3)!.effects).toEqual([]);
  const audit = await journey.rows<{ action: string; reason: string | null }>(
    "SELECT action, reason FROM audit_event WHERE action IN ('controller.order', 'controller.carry_out') ORDER BY id",
  );
  expect(audit.map(({ action }) => action.slice(11))).toEqual([
    ...["order", "carry_out", "order", "carry_out", "order", "carry_out"],
  ]);
  expect(audit[4]!.reason).toBe("it smokes");
});

test("nobody switches what a run has in hand, nor without the permission; a controller that is silent is said to be", async () => {
  await perform(performersOf(journey), workOf(rack.rackId, "discover"));
  const id = await idOf(1);
  for (const person of ["pia", "ann", "mona", "uma"] as const)
    expect(await failure(journey.as(person).controller.order({ id, what: "on" }))).toMatchObject({ code: "FORBIDDEN" });
  const { controller } = journey.as("omar");
  expect(await failure(controller.order({ id: 999, what: "on" }))).toMatchObject({ code: "NOT_FOUND" });
  rack.servers.get(1)!.misbehave(() => ({ kind: "drop", when: "before" }));
  await controller.order({ id, what: "on" });
  await work();
  expect((await get()).orders[0]).toMatchObject({ state: "failed", result: { fault: { kind: "unreachable" } } });
  expect(await controller.list({ contact: "silent" })).toMatchObject({
    ...{ rows: [{ id }], counts: { answers: 1, silent: 1, unasked: 0 } },
  });
  expect((await controller.list({ search: "bmc-1" })).rows).toHaveLength(2);
  expect((await controller.list({ search: "nothing_" })).rows).toEqual([]);
  rack.servers.get(1)!.misbehave(() => null);
  await journey.rows(
    `INSERT INTO occupancy (position_id, kind, valid_from, rack_id) VALUES (10109, 'occupied', '2026-01-01', $1)`,
    [rack.rackId],
  );
  const { runs } = await journey
    .as("omar")
    .run.create({ source: { from: "racks", kind: "repair", racks: [RACK] }, title: "Mend BMC-1" });
  expect(await failure(controller.order({ id, what: "on" }))).toMatchObject({
    ...{ code: "TAKEN", details: { takes: [{ by: `run ${runs[0]!.id}: Mend BMC-1` }] } },
  });
  expect((await get()).heldBy).toEqual({ id: runs[0]!.id, title: "Mend BMC-1" });
  await controller.order({ id, what: "look" });
});

test("an order that a dead worker had is carried out by the next, but a restart that may have been done is not done again", async () => {
  await perform(performersOf(journey), workOf(rack.rackId, "discover"));
  const { controller } = journey.as("omar");
  await controller.order({ id: await idOf(1), what: "on" });
  await controller.order({ id: await idOf(3), what: "restart", reason: "it hangs" });
  const { now } = journey.clock;
  await journey.ports.work.write(({ controllers }) => controllers.takeOrders(now, now + 60_000, 8));
  expect(await work()).toBe(0);
  journey.clock.now += 61_000;
  // two at once: each order is one worker's
  expect((await Promise.all([work(), work()])).reduce((a, b) => a + b)).toBe(2);
  expect((await get(1)).orders[0]).toMatchObject({ state: "done", result: { power: "on" } });
  expect((await get(3)).orders[0]).toMatchObject({ state: "failed", result: { fault: { kind: "worker_lost" } } });
  expect(rack.servers.get(3)!.effects).toEqual([]);
});
