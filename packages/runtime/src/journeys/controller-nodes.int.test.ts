import { nodesOf } from "@headroom/adapters/redfish/testing/nodes";
import { serveRedfish } from "@headroom/adapters/redfish/testing/server";
import { pollControllers } from "@headroom/services/telemetry/poll-controllers";
import { afterEach, beforeEach, expect, test } from "vitest";
import { perform, performersOf, RACK, rackOfControllers, swift, workOf } from "../testing/controllers";
import { type Journey, openJourney } from "../testing/journey";
import { failure } from "../testing/steps";

/** Two servers in one enclosure, behind one controller. */
let journey: Journey;
let rack: Awaited<ReturnType<typeof rackOfControllers>>;
let service: Awaited<ReturnType<typeof serveRedfish>>;
const UUID_OF_TWO = "22222222-2222-3333-4444-555555555555";
beforeEach(async () => {
  journey = await openJourney();
  rack = await rackOfControllers(journey, []);
  await journey.rows("UPDATE rack_type SET server_count = 2 WHERE code = 'metal'");
  service = await serveRedfish(nodesOf(2), { watts: { on: 400, off: 12 } });
});
afterEach(async () => {
  await service.close();
  await rack.close();
  await journey.close();
});

type Told = { readonly system?: string; readonly expectedSerial?: string };
const controller = (unit: number, told: Told = {}) => ({
  ...{ place: { kind: "unit" as const, rack: RACK, unit }, url: service.url, ...service.credentials },
  ...{ trust: { kind: "plain" as const }, ...told },
});
const bring = (...controllers: ReturnType<typeof controller>[]) =>
  journey.as("omar").controller.import({ controllers });
const discover = () => perform(performersOf(journey), workOf(rack.rackId, "discover"));
const poll = () => pollControllers(journey.ports, { hardware: swift(), signal: new AbortController().signal });
const list = async () => (await journey.as("omar").controller.list({ rack: RACK })).rows;
const power = async () =>
  (
    await journey.rows<{ unit: number; value: number }>(
      `SELECT s.start_u::int AS unit, p.value::float8 AS value FROM telemetry_point p JOIN server s ON s.id = p.thing_id
        WHERE p.kind = 2 AND p.metric = 1 ORDER BY p.at, unit`,
    )
  ).map(({ unit, value }) => [unit, value]);

test.each<[string, Told, Told]>([
  ["by the serial that was ordered", { expectedSerial: "EX-N1" }, { expectedSerial: "ex n2" }],
  ["by path and by UUID", { system: "/redfish/v1/Systems/1" }, { system: UUID_OF_TWO.toUpperCase() }],
  ["by UUID and by serial", { system: "11111111-2222-3333-4444-555555555555" }, { expectedSerial: "EX-N2" }],
])("each system is found, measured and switched as its own: %s", async (_, one, two) => {
  await bring(controller(1, one), controller(3, two));
  expect(await discover()).toMatchObject({ kind: "done", result: { servers: 2, created: 2 } });
  const serials = await journey.rows("SELECT serial FROM server WHERE rack_id = $1 ORDER BY start_u", [rack.rackId]);
  expect(serials).toEqual([{ serial: "EX-N1" }, { serial: "EX-N2" }]);
  service.documents["/redfish/v1/Systems/2"]!.PowerState = "On";
  service.documents["/redfish/v1/Chassis/2/EnvironmentMetrics"] = { PowerWatts: { Reading: 400 } };
  service.asked.length = 0;
  expect(await poll()).toEqual({ asked: 2, answered: 2 });
  // one sign-in, and the enclosure is asked what it draws once, for both
  const asked = (path: string, method = "GET") =>
    service.asked.filter((question) => question.method === method && question.path === path).length;
  expect(asked("/redfish/v1/SessionService/Sessions", "POST")).toBe(1);
  expect(asked("/redfish/v1/Chassis/Enclosure/EnvironmentMetrics")).toBe(1);
  expect(await power()).toEqual([
    [1, 12],
    [3, 400],
  ]);
  expect((await list()).map(({ polled }) => [polled?.watts, polled?.inletC, polled?.power, polled?.why])).toEqual([
    [12, 22.5, "off", undefined],
    [400, 22.5, "on", undefined],
  ]);
  // they stay due together, whatever their numbers
  let rounds = 0;
  for (let minute = 0; minute < 5; minute++) {
    journey.clock.now += 60_000;
    const { asked: both } = await poll();
    if (both > 0) rounds += 1;
    expect([0, 2]).toContain(both);
  }
  expect(rounds).toBe(1);
  expect((await perform(performersOf(journey), workOf(rack.rackId, "power_on"))).kind).toBe("done");
  expect(service.effects).toEqual(["On /redfish/v1/Systems/1"]);
});

test("where nobody can tell which system is meant, nothing is guessed", async () => {
  const twice = bring(controller(1), controller(3));
  expect(await failure(twice)).toMatchObject({ code: "TAKEN" });
  expect(
    await failure(bring(controller(1, { expectedSerial: "S" }), controller(3, { expectedSerial: "S" }))),
  ).toMatchObject({ code: "TAKEN" });
  await bring(controller(1, { expectedSerial: "EX-N1" }), controller(3, { expectedSerial: "EX-N9" }));
  expect(await discover()).toMatchObject({
    ...{ kind: "failed", failure: { done: 1, servers: [{ unit: 3, kind: "no_system" }] } },
  });
  expect(await poll()).toEqual({ asked: 1, answered: 1 });
  expect(await power()).toEqual([[1, 12]]);
});

test("one of them that cannot be read is waited for, and the other is not taken for it", async () => {
  await bring(controller(1));
  service.misbehave(({ path }) => (path === "/redfish/v1/Systems/1" ? { kind: "status", status: 500 } : null));
  expect(await discover()).toMatchObject({ kind: "failed", final: false, failure: { servers: [{ kind: "refused" }] } });
});

test("several workers: an address is asked by one", async () => {
  await bring(controller(1, { expectedSerial: "EX-N1" }), controller(3, { expectedSerial: "EX-N2" }));
  await discover();
  service.asked.length = 0;
  const all = await Promise.all([1, 2, 3, 4].map(() => poll()));
  expect(all.map(({ asked }) => asked).filter((asked) => asked > 0)).toEqual([2]);
  expect(await power()).toHaveLength(2);
});

test("firmware is kept part by part, each system its own, against the versions that its type is to have", async () => {
  await bring(controller(1, { expectedSerial: "EX-N1" }), controller(3, { expectedSerial: "EX-N2" }));
  await discover();
  const { as } = journey;
  const profile = await as("omar").controller.profile({ serverType: "metal" });
  const firmware = [
    { name: "BIOS", version: "1.1" },
    { name: "NIC", version: "9" },
  ];
  await as("omar").controller.saveProfile({ ...profile, firmware });
  const [one, two] = await list();
  const parts = async (id: number) => (await as("uma").controller.get({ id })).found!.firmware!.rows;
  expect(await parts(one!.id)).toMatchObject([
    { name: "NIC", wanted: "9", version: null, state: "absent" },
    { id: "BMC", name: "Controller", version: "2.1", updateable: true, wanted: null, state: "free" },
    { id: "BIOS1", version: "1.1", wanted: "1.1", state: "as_wanted" },
  ]);
  expect((await parts(two!.id)).map(({ id, state }) => [id, state])).toEqual([
    [null, "absent"],
    ["BMC", "free"],
    ["BIOS2", "differs"],
  ]);
  const page = await as("uma").controller.firmware({ rack: RACK, limit: 1 });
  expect(page).toMatchObject({ rows: [{ unit: 1, serverType: "metal", behind: 1 }], next: String(one!.id) });
  const { rows } = await as("uma").controller.firmware({ rack: RACK, cursor: page.next! });
  expect(rows).toMatchObject([{ unit: 3, behind: 2 }]);
  expect((await as("uma").controller.firmware({ datacenter: "N2" })).rows).toEqual([]);
  // one that lists nothing any more keeps what was found, with its date
  const foundAt = (await as("uma").controller.get({ id: one!.id })).found!.firmware!.at;
  delete service.documents["/redfish/v1/UpdateService"];
  journey.clock.now += 3_600_000;
  await discover();
  expect((await as("uma").controller.get({ id: one!.id })).found!.firmware!.at).toBe(foundAt);
});
