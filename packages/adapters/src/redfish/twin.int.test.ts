import { FakeHardware } from "@headroom/services/fakes/hardware";
import type { Bmc, BmcAddress, Hardware } from "@headroom/services/ports/hardware";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { redfish } from "./client";
import { minimalServer } from "./testing/minimal";
import { serveRedfish } from "./testing/server";

/** What whoever works with hardware may count on: the twin in memory and the client over a wire alike. */
const system = "/redfish/v1/Systems/1";
const drive = `${system}/Storage/A/Drives/1`;

interface Side {
  readonly hardware: Hardware;
  readonly address: BmcAddress;
  readonly effects: readonly string[];
}

const sides: Record<string, () => Promise<Side>> = {
  "over a wire": async () => {
    const service = await serveRedfish(minimalServer(), { watts: { on: 400, off: 12 } });
    closers.push(service.close);
    const hardware = redfish({ sleep: async () => {}, pollMs: 0 });
    return {
      hardware,
      address: { url: service.url, ...service.credentials, trust: { kind: "plain" } },
      effects: service.effects,
    };
  },
  "in memory": async () => {
    const service = await serveRedfish(minimalServer());
    const address: BmcAddress = { url: service.url, ...service.credentials, trust: { kind: "plain" } };
    const real = redfish({ sleep: async () => {} }).open(address);
    const found = await real.discover();
    const firmware = await real.firmware();
    await real.close();
    await service.close();
    if (!found.ok || !firmware.ok) throw new Error("the server of the tests does not answer");
    const server = {
      ...{ system: found.value.systems[0]!, firmware: firmware.value, watts: { on: 400, off: 12 } },
      ...{ inletC: 22.5, password: address.password, eraseQuestions: 1, eraseEnds: "done" as const },
    };
    const hardware = new FakeHardware(new Map([[address.url, server]]));
    return { hardware, address, effects: hardware.effects };
  },
};
const closers: (() => Promise<unknown>)[] = [];
afterAll(async () => {
  for (const close of closers) await close();
});

describe.each(Object.entries(sides))("%s", (_, make) => {
  let side: Side;
  let bmc: Bmc;
  beforeAll(async () => {
    side = await make();
    bmc = side.hardware.open(side.address);
  });
  afterAll(() => bmc.close());

  test("tells the same of the air it breathes", async () => {
    expect(await bmc.temperatures()).toMatchObject({ ok: true, value: [{ celsius: 22.5, source: "summary" }] });
  });

  test("finds the same system", async () => {
    const found = await bmc.discover();
    expect(found).toMatchObject({ ok: true, value: { systems: [{ path: system, serial: "EX-0001", power: "off" }] } });
  });

  test("orders power once, and tells what it draws", async () => {
    const before = side.effects.length;
    expect(await bmc.setPower(system, "on")).toEqual({ ok: true, value: "on" });
    expect(await bmc.setPower(system, "on")).toEqual({ ok: true, value: "on" });
    expect(side.effects.length).toBe(before + 1);
    expect(await bmc.power(system)).toEqual({ ok: true, value: "on" });
    expect(await bmc.systems()).toMatchObject({ ok: true, value: [{ serial: "EX-0001", power: "on" }] });
    expect(await bmc.readings()).toMatchObject({ ok: true, value: [{ chassis: "/redfish/v1/Chassis/1", watts: 400 }] });
  });

  test("erases once, to the end", async () => {
    const before = side.effects.length;
    const ticket = await bmc.erase(drive, "cryptographic");
    expect(ticket).toMatchObject({ ok: true, value: { drive, wasRunning: false } });
    expect(await bmc.erase(drive, "cryptographic")).toMatchObject({ ok: true, value: { wasRunning: true } });
    expect(side.effects.length).toBe(before + 1);
    if (!ticket.ok) return;
    const states = new Set<string>();
    for (let i = 0; i < 5 && !states.has("done"); i++) {
      const now = await bmc.eraseProgress(ticket.value);
      states.add(now.ok ? now.value.state : now.error.kind);
    }
    expect([...states]).toEqual(["running", "done"]);
    expect(await bmc.eraseProgress({ ...ticket.value, task: "/redfish/v1/TaskService/Tasks/999" })).toMatchObject({
      ...{ ok: false, error: { kind: "contradiction", at: drive } },
    });
  });

  test("answers what is wrong as a value", async () => {
    expect(await bmc.power("/redfish/v1/Systems/none")).toMatchObject({ ok: false, error: { kind: "unsupported" } });
    expect(await bmc.erase(drive, "overwrite")).toMatchObject({ ok: false, error: { kind: "unsupported", at: drive } });
    const stranger = side.hardware.open({ ...side.address, password: "guess" });
    expect(await stranger.power(system)).toMatchObject({ ok: false, error: { kind: "denied" } });
    await stranger.close();
  });
});
