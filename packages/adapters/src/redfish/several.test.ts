import type { Answer } from "@headroom/services/ports/hardware";
import { afterEach, expect, test } from "vitest";
import { redfish } from "./client";
import { minimalServer } from "./testing/minimal";
import { nodesOf } from "./testing/nodes";
import { serveRedfish } from "./testing/server";

const open: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of open.splice(0).reverse()) await close();
});

async function pair(documents: ReturnType<typeof minimalServer>) {
  const service = await serveRedfish(documents, { watts: { on: 400, off: 12 } });
  const bmc = redfish({ sleep: async () => {}, pollMs: 0 }).open({
    ...{ url: service.url, ...service.credentials, trust: { kind: "plain" } },
  });
  open.push(service.close, () => bmc.close());
  return { service, bmc };
}

async function value<T>(answer: Answer<T>): Promise<T> {
  const got = await answer;
  if (!got.ok) throw new Error(JSON.stringify(got.error));
  return got.value;
}

test("a part of the firmware that cannot be shown hides no other, and a controller without any is said to have none", async () => {
  const { bmc, service } = await pair(minimalServer());
  const list = "/redfish/v1/UpdateService/FirmwareInventory";
  const paths = ["BMC", "Gone", "Broken", "Empty"].map((name) => ({ "@odata.id": `${list}/${name}` }));
  service.documents[list] = { Members: paths };
  service.documents[`${list}/Empty`] = { Id: "Empty", Status: { State: "Absent" } };
  service.misbehave(({ path }) => (path.endsWith("/Broken") ? { kind: "body", body: "<html>" } : null));
  const nothing = { name: null, version: null, updateable: null, of: [] };
  expect(await value(bmc.firmware())).toMatchObject([
    { id: "BMC", version: "2.1" },
    { id: "Gone", ...nothing },
    { id: "Broken", ...nothing },
  ]);
  delete service.documents["/redfish/v1/UpdateService"];
  expect(await bmc.firmware()).toMatchObject({ ok: false, error: { kind: "unsupported" } });
});

test("several systems behind one controller: each is told, measured and switched by itself", async () => {
  const { bmc, service } = await pair(nodesOf(2));
  const [one, two] = ["/redfish/v1/Systems/1", "/redfish/v1/Systems/2"];
  expect(await value(bmc.systems())).toMatchObject([
    { path: one, serial: "EX-N1", power: "off" },
    { path: two, serial: "EX-N2", uuid: "22222222-2222-3333-4444-555555555555" },
  ]);
  await value(bmc.setPower(two, "on"));
  expect(service.effects).toEqual([`On ${two}`]);
  const told = async () => (await value(bmc.readings())).map(({ systems, watts }) => [systems, watts]);
  expect(await told()).toEqual([
    [[one], 12],
    [[two], 400],
    [[one, two], 64],
  ]);
  // an enclosure that measures each of them instead of the sleds
  for (const n of [1, 2]) delete service.documents[`/redfish/v1/Chassis/${n}/EnvironmentMetrics`];
  service.documents["/redfish/v1/Chassis/Enclosure/Power"] = {
    PowerControl: [
      { PowerConsumedWatts: 70 },
      ...[one, two].map((path, i) => ({ PowerConsumedWatts: 30 + i, RelatedItem: [{ "@odata.id": path }] })),
    ],
  };
  expect(await told()).toEqual([
    [[one, two], 64],
    [[one], 30],
    [[two], 31],
  ]);
  expect(await value(bmc.temperatures())).toMatchObject([{ systems: [one, two], celsius: 22.5 }]);
  expect((await value(bmc.firmware())).map(({ id, of }) => [id, of])).toEqual([
    ["BMC", []],
    ["BIOS1", [`${one}/Bios`]],
    ["BIOS2", [`${two}/Bios`]],
  ]);
});
