import { afterAll, beforeAll, expect, test } from "vitest";
import { perform, performersOf, RACK, rackOfControllers, workOf } from "../testing/controllers";
import { type Journey, openJourney } from "../testing/journey";

let journey: Journey;
let rack: Awaited<ReturnType<typeof rackOfControllers>>;
beforeAll(async () => {
  journey = await openJourney();
  rack = await rackOfControllers(journey, [1, 3, 5], { staleReads: 2 });
});
afterAll(async () => {
  await rack.close();
  await journey.close();
});

const run = (does: string, over: Parameters<typeof workOf>[2] = {}) =>
  perform(performersOf(journey), workOf(rack.rackId, does, over));
const quiet = () => {
  for (const server of rack.servers.values()) server.misbehave(() => null);
};
const servers = () =>
  journey.rows<{ name: string; serial: string | null; unit: number; state: string }>(
    "SELECT name, serial, start_u AS unit, state::text FROM server WHERE rack_id = $1 ORDER BY start_u",
    [rack.rackId],
  );

test("a rack without a controller, and a rack that is not there, are nobody's to pretend about", async () => {
  const [bare] = await journey.rows<{ id: number }>("SELECT id FROM rack WHERE code <> $1 LIMIT 1", [RACK]);
  for (const does of Object.keys(performersOf(journey)))
    expect(await perform(performersOf(journey), workOf(bare!.id, does))).toMatchObject({
      kind: "person",
      // what nobody erased through a controller nobody certifies
      why: { code: does === "certificate" ? "wiped_by_hand" : "no_controller", rack: RACK },
    });
  expect(await perform(performersOf(journey), workOf(null, "wipe"))).toMatchObject({ kind: "failed", final: true });
});

test("one bad server is named, the others are on, and the next attempt orders only what is left", async () => {
  const bad = rack.servers.get(3)!;
  bad.misbehave(({ method }) => (method === "POST" ? { kind: "status", status: 503 } : null));
  expect(await run("power_on")).toMatchObject({
    ...{ kind: "failed", final: false },
    failure: { code: "hardware", done: 2, of: 3, servers: [{ server: "U3", unit: 3, kind: "busy" }] },
  });
  const faults = (await journey.as("omar").controller.list({ rack: RACK })).rows.map((row) => row.lastFault?.kind);
  expect(faults).toEqual([undefined, "busy", undefined]);
  quiet();
  expect(await run("power_on", { attempt: 2 })).toMatchObject({ kind: "done", result: { power: "on", servers: 3 } });
  for (const server of rack.servers.values()) expect(server.effects).toEqual(["On /redfish/v1/Systems/1"]);
});

test("a wrong password is final; a controller that answers nothing is not", async () => {
  rack.servers.get(5)!.misbehave(() => ({ kind: "status", status: 401 }));
  expect(await run("power_on")).toMatchObject({ final: true, failure: { servers: [{ unit: 5, kind: "denied" }] } });
  rack.servers.get(5)!.misbehave(() => ({ kind: "drop", when: "before" }));
  expect(await run("power_on")).toMatchObject({
    final: false,
    failure: { servers: [{ unit: 5, kind: "unreachable" }] },
  });
  quiet();
});

test("what is found becomes the rack's servers, one by one, once", async () => {
  rack.servers.get(5)!.misbehave(() => ({ kind: "drop", when: "before" }));
  expect(await run("discover")).toMatchObject({ kind: "failed", failure: { done: 2, of: 3 } });
  expect((await servers()).map(({ serial }) => serial)).toEqual(["EX-1", "EX-3"]);
  quiet();
  expect(await run("discover", { attempt: 2 })).toMatchObject({ kind: "done", result: { servers: 3, created: 1 } });
  expect(await run("discover", { attempt: 3 })).toMatchObject({ kind: "done", result: { servers: 3, created: 0 } });
  expect(await servers()).toEqual(
    [1, 3, 5].map((unit) => ({ name: `${RACK}-U${unit}`, serial: `EX-${unit}`, unit, state: "racked" })),
  );
  const { rows } = await journey.as("omar").controller.list({ rack: RACK });
  expect(rows.map(({ server }) => server)).toEqual([1, 3, 5].map((unit) => `${RACK}-U${unit}`));
  const events = await journey.rows("SELECT 1 FROM audit_event WHERE action = 'server.discover'");
  expect(events.length).toBe(3);
});

test("what is as ordered passes; a swapped server, too little memory and a missing drive do not", async () => {
  expect(await run("verify")).toMatchObject({ kind: "done", result: { servers: 3, differences: 0 } });
  const documents = rack.servers.get(3)!.documents;
  const [before] = [structuredClone(documents)];
  documents["/redfish/v1/Systems/1"]!.SerialNumber = "SWAPPED";
  documents["/redfish/v1/Systems/1"]!.MemorySummary = { TotalSystemMemoryGiB: 32 };
  const found = await run("verify");
  expect(found).toMatchObject({ kind: "failed", final: true, failure: { code: "bill_of_materials" } });
  expect(found.kind === "failed" && found.failure.differences).toMatchObject([
    { unit: 3, kind: "memory_gib", severity: "blocks", expected: 64, found: 32 },
    { unit: 3, kind: "serial", severity: "blocks", expected: "EX-3", found: "SWAPPED" },
  ]);
  // what is known stays: a swap is for people to settle
  expect((await servers())[1]!.serial).toBe("EX-3");
  Object.assign(documents, before);
  expect((await run("verify")).kind).toBe("done");
});

test("firmware that is behind is a person's task with a list", async () => {
  expect(await run("firmware")).toMatchObject({ kind: "done", result: { servers: 3 } });
  await journey.ports.work.write(async ({ hardware }) => {
    const type = (await hardware.typeByCode("metal"))!;
    await hardware.saveProfile(type.id, { models: [], drives: 2, firmware: [{ name: "bmc", version: "2.2" }] });
  });
  expect(await run("firmware")).toMatchObject({
    kind: "person",
    why: { code: "firmware", servers: [{ unit: 1 }, { unit: 3 }, { unit: 5 }] },
    checklist: [1, 3, 5].map((unit) => `${RACK}-U${unit}: bmc 2.1 -> 2.2`),
  });
});

test("burn-in watches power and health until its time is over, and ends at the first that is ill", async () => {
  const performers = performersOf(journey, { burnInMs: 60_000, pollMs: 1 });
  const beat = () => {
    journey.clock.now += 20_000;
  };
  expect(await perform(performers, workOf(rack.rackId, "burn_in"), { beat })).toMatchObject({
    ...{ kind: "done", result: { samples: 4, meanW: 1200, highestW: 1200, lastedMs: 60_000 } },
  });
  const system = rack.servers.get(1)!.documents["/redfish/v1/Systems/1"]!;
  system.Status = { Health: "Critical" };
  expect(await perform(performers, workOf(rack.rackId, "burn_in"), { beat })).toMatchObject({
    ...{ kind: "failed", final: false, failure: { servers: [{ unit: 1, kind: "unhealthy", health: "Critical" }] } },
  });
  delete system.Status;
});

test("the network is booted from once, and taken back", async () => {
  expect(await run("network")).toMatchObject({ kind: "done", result: { boot: "network", servers: 3 } });
  const boot = rack.servers.get(1)!.documents["/redfish/v1/Systems/1"]!.Boot;
  expect(boot).toMatchObject({ BootSourceOverrideEnabled: "Once", BootSourceOverrideTarget: "Pxe" });
  expect(await run("network", { direction: "undo" })).toMatchObject({ kind: "done", result: { boot: "none" } });
});

test("off is confirmed, and taken back is on", async () => {
  expect(await run("power_off")).toMatchObject({ kind: "done", result: { power: "off", servers: 3 } });
  expect(await run("power_off", { direction: "undo" })).toMatchObject({ kind: "done", result: { power: "on" } });
});

test("without its key no controller is asked", async () => {
  const { secrets: _, ...ports } = journey.ports;
  const asked = rack.servers.get(1)!.asked.length;
  expect(await perform(performersOf({ ...journey, ports }), workOf(rack.rackId, "power_on"))).toMatchObject({
    ...{
      kind: "failed",
      final: true,
      failure: { servers: [{ kind: "sealed" }, { kind: "sealed" }, { kind: "sealed" }] },
    },
  });
  expect(rack.servers.get(1)!.asked.length).toBe(asked);
});
