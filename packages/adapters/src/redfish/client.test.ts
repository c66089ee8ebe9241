import type { Bmc, BmcTrust } from "@headroom/services/ports/hardware";
import { afterEach, describe, expect, test } from "vitest";
import { type RedfishOptions, redfish } from "./client";
import { selfSigned } from "./testing/certificate";
import { minimalServer } from "./testing/minimal";
import { type ServerOptions, serveRedfish } from "./testing/server";

const system = "/redfish/v1/Systems/1";
const drive = (bay: number) => `${system}/Storage/A/Drives/${bay}`;

const open: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of open.splice(0).reverse()) await close();
});

/** A server and a client whose time passes only by waiting. */
async function pair(server: ServerOptions = {}, options: RedfishOptions & { trust?: BmcTrust } = {}) {
  const service = await serveRedfish(minimalServer(), server);
  open.push(service.close);
  let now = 0;
  const waits: number[] = [];
  const { trust = { kind: "plain" }, ...rest } = options;
  const sleep = async (ms: number) => {
    waits.push(ms);
    now += ms;
  };
  const client = redfish({ sleep, now: () => now, pollMs: 1000, ...rest });
  const bmc: Bmc = client.open({ url: service.url, ...service.credentials, trust });
  open.push(() => bmc.close());
  return { service, bmc, waits, client };
}

const value = async <T>(answer: Promise<{ ok: true; value: T } | { ok: false; error: unknown }>): Promise<T> => {
  const got = await answer;
  if (!got.ok) throw new Error(JSON.stringify(got.error));
  return got.value;
};
const fault = async (answer: Promise<{ ok: boolean; error?: unknown }>) => {
  const got = await answer;
  return got.ok ? "no fault" : got.error;
};

describe("discovery", () => {
  test("systems with their parts, over pages, without what is absent, and every document as it came", async () => {
    const { bmc, service } = await pair();
    const found = await value(bmc.discover());
    expect(found.missing).toEqual([]);
    expect(found.systems).toMatchObject([
      {
        ...{ path: system, id: "1", model: "E-1", serial: "EX-0001", power: "off", memoryGib: 64 },
        processors: [{ id: "1", cores: 32, threads: 64 }],
        memory: [
          { id: "1", capacityMib: 32768, serial: "M-1" },
          { id: "2", capacityMib: 32768, serial: null },
        ],
        drives: [
          { path: drive(1), serial: "D-1", media: "nvme", eraseMethods: ["own", "cryptographic", "block"] },
          { path: drive(2), serial: "D-2", media: "hdd", eraseMethods: [] },
        ],
      },
    ]);
    expect(found.documents[system]).toEqual(service.documents[system]);
  });

  test("what cannot be read is listed, the rest is there", async () => {
    const { bmc, service } = await pair();
    service.misbehave(({ path }) => (path === drive(1) ? { kind: "body", body: "<html>" } : null));
    const found = await value(bmc.discover());
    expect(found.systems[0]?.drives.map((one) => one.serial)).toEqual(["D-2"]);
    expect(found.missing).toEqual([
      { path: drive(1), fault: { kind: "unreadable", at: drive(1), expected: "a JSON object", got: "<html>" } },
    ]);
  });

  test("missing links, collections that are not there, pages in a circle, links to other hosts", async () => {
    const { bmc, service } = await pair();
    delete service.documents[system]!.Processors;
    delete service.documents[`${system}/Storage`];
    service.documents[`${system}/Memory?$skip=1`]!["Members@odata.nextLink"] = `${system}/Memory`;
    service.documents["/redfish/v1/Chassis/1"]!.EnvironmentMetrics = { "@odata.id": "https://elsewhere.example/x" };
    const found = await value(bmc.discover());
    expect(found.systems[0]).toMatchObject({ processors: [], memory: [], drives: [] });
    expect(found.missing.map((one) => [one.path, one.fault.kind])).toEqual([
      [`${system}/Memory`, "unreadable"],
      [`${system}/Storage`, "unsupported"],
    ]);
    expect(await value(bmc.readings())).toEqual([]);
  });
});

describe("sessions", () => {
  test("signs in once, again when it was forgotten, and out at the end", async () => {
    const { bmc, service } = await pair();
    await Promise.all([value(bmc.power(system)), value(bmc.power(system))]);
    const logins = () => service.asked.filter(({ method }) => method === "POST").length;
    expect(logins()).toBe(1);
    service.tokens.clear();
    expect(await value(bmc.power(system))).toBe("off");
    expect(logins()).toBe(2);
    await bmc.close();
    expect(service.tokens.size).toBe(0);
  });

  test("without sessions by credentials, and wrong ones are denied", async () => {
    const plain = await pair({ sessions: false });
    expect(await value(plain.bmc.power(system))).toBe("off");
    const { service, client } = await pair();
    const stranger = client.open({ url: service.url, username: "root", password: "guess", trust: { kind: "plain" } });
    open.push(() => stranger.close());
    expect(await fault(stranger.power(system))).toMatchObject({ kind: "denied", status: 401 });
  });
});

describe("patience", () => {
  test("a busy or broken controller is asked again, after the pause it wants", async () => {
    const { bmc, service, waits } = await pair();
    await value(bmc.power(system));
    const tricks = [
      { kind: "status" as const, status: 503, headers: { "retry-after": "7" } },
      { kind: "drop" as const, when: "before" as const },
      { kind: "cut" as const },
    ];
    service.misbehave(() => tricks.shift() ?? null);
    expect(await value(bmc.power(system))).toBe("off");
    expect(waits).toEqual([7000, 1000, 2000]);
  });

  test("until patience ends: how often, and why", async () => {
    const { bmc, service } = await pair({}, { tries: 3 });
    await value(bmc.power(system));
    service.misbehave(() => ({ kind: "status", status: 503 }));
    expect(await fault(bmc.power(system))).toEqual({ kind: "busy", at: system, status: 503, tries: 3 });
    service.misbehave(() => ({ kind: "drop", when: "before" }));
    expect(await fault(bmc.power(system))).toMatchObject({ kind: "unreachable", cause: "ECONNRESET", tries: 3 });
  });

  test("silence ends in a timeout, and a cancelled question at once", async () => {
    const { bmc, service } = await pair({}, { tries: 2, timeoutMs: 60 });
    await value(bmc.power(system));
    service.misbehave(() => ({ kind: "silence" }));
    expect(await fault(bmc.power(system))).toEqual({ kind: "timeout", at: system, afterMs: 60, tries: 2 });
    const stop = new AbortController();
    const asked = fault(bmc.power(system, { signal: stop.signal }));
    stop.abort();
    expect(await asked).toEqual({ kind: "cancelled", at: system });
  });

  test("no more questions at a time than a small computer takes", async () => {
    const { bmc, service } = await pair({}, { concurrency: 2, timeoutMs: 1_000, tries: 1 });
    await value(bmc.power(system));
    let inside = 0;
    service.misbehave(() => {
      inside++;
      return { kind: "silence" };
    });
    const first = [bmc.power(system), bmc.power(system), bmc.power(system)];
    await expect.poll(() => inside).toBe(2);
    await Promise.all(first);
    expect(inside).toBe(3);
  });

  test("nor of all who speak to it together, however often it is opened", async () => {
    const service = await serveRedfish(minimalServer());
    open.push(service.close);
    const hardware = redfish({ concurrency: 2, timeoutMs: 1_000, tries: 1 });
    const address = { url: service.url, ...service.credentials, trust: { kind: "plain" } } as const;
    const all = [1, 2, 3].map(() => hardware.open(address));
    for (const one of all) open.push(() => one.close());
    for (const one of all) await value(one.power(system));
    let inside = 0;
    service.misbehave(() => {
      inside++;
      return { kind: "silence" };
    });
    const asked = all.map((one) => one.power(system));
    await expect.poll(() => inside).toBe(2);
    await Promise.all(asked);
    expect(inside).toBe(3);
  });
});

describe("trust", () => {
  const certificate = selfSigned("bmc");
  const tls = { key: certificate.key, cert: certificate.cert };

  test("the pinned certificate is enough, in any spelling of its fingerprint", async () => {
    const sha256 = certificate.sha256.toUpperCase().match(/../g)!.join(":");
    const { bmc } = await pair({ tls }, { trust: { kind: "pin", sha256 } });
    expect(await value(bmc.power(system))).toBe("off");
  });

  test("another certificate gets nothing, not even a question", async () => {
    const other = selfSigned("bmc").sha256;
    const { bmc, service } = await pair({ tls }, { trust: { kind: "pin", sha256: other } });
    expect(await fault(bmc.power(system))).toMatchObject({
      ...{ kind: "untrusted", expected: other, got: certificate.sha256 },
    });
    expect(service.asked).toEqual([]);
  });

  test("nobody vouches for one that signed itself, and no address goes without its trust", async () => {
    const { bmc, service, client } = await pair({ tls }, { trust: { kind: "system" } });
    expect(await fault(bmc.power(system))).toMatchObject({ kind: "untrusted", got: "DEPTH_ZERO_SELF_SIGNED_CERT" });
    expect(service.asked).toEqual([]);
    expect(() => client.open({ url: service.url, ...service.credentials, trust: { kind: "plain" } })).toThrow(
      TypeError,
    );
  });
});

describe("power", () => {
  test("on, and confirmed by two reads that agree though some are stale; on again orders nothing", async () => {
    const { bmc, service } = await pair({ staleReads: 3 });
    expect(await value(bmc.setPower(system, "on"))).toBe("on");
    expect(await value(bmc.setPower(system, "on"))).toBe("on");
    expect(service.effects).toEqual([`On ${system}`]);
  });

  test("an order whose answer was lost counts by what became of it", async () => {
    const { bmc, service } = await pair();
    let dropped = false;
    service.misbehave(({ path }) => {
      if (dropped || !path.endsWith("ComputerSystem.Reset")) return null;
      dropped = true;
      return { kind: "drop", when: "after" };
    });
    expect(await value(bmc.setPower(system, "on"))).toBe("on");
    expect(service.effects).toEqual([`On ${system}`]);
  });

  test("never confirmed: what was expected, what it still says", async () => {
    const { bmc } = await pair({ staleReads: 1000 });
    expect(await fault(bmc.setPower(system, "on", { confirmWithinMs: 30_000 }))).toEqual({
      ...{ kind: "unconfirmed", at: system, expected: "on", got: "off", afterMs: 30_000 },
    });
  });

  test("said to be off, and draws too much to be", async () => {
    const { bmc } = await pair({ watts: { on: 400, off: 380 } });
    await value(bmc.setPower(system, "on"));
    expect(await fault(bmc.setPower(system, "force_off", { confirmWithinMs: 10_000 }))).toMatchObject({
      ...{ kind: "contradiction", says: "1 is off", but: "its chassis draws 380 W" },
    });
  });

  test("an order that the controller does not offer is not given", async () => {
    const { bmc, service } = await pair();
    expect(await fault(bmc.setPower(system, "restart"))).toMatchObject({ kind: "unsupported" });
    expect(service.effects).toEqual([]);
  });
});

describe("boot", () => {
  test("from the network the next time, read back; another's change in between is read first", async () => {
    const { bmc, service } = await pair();
    let changed = false;
    service.misbehave(({ method }) => {
      if (method === "PATCH" && !changed) {
        changed = true;
        service.documents[system]!.AssetTag = "changed";
      }
      return null;
    });
    expect(await value(bmc.setBoot(system, "network"))).toBe("network");
    expect(service.effects).toEqual(['boot {"BootSourceOverrideEnabled":"Once","BootSourceOverrideTarget":"Pxe"}']);
    expect(await value(bmc.setBoot(system, "none"))).toBe("none");
    expect(await fault(bmc.setBoot(system, "cd"))).toMatchObject({ kind: "unsupported" });
  });
});

describe("erasing", () => {
  test("to the end of its task; begun twice, it is one", async () => {
    const { bmc, service } = await pair({ taskQuestions: 3 });
    const ticket = await value(bmc.erase(drive(1), "cryptographic"));
    expect(await value(bmc.erase(drive(1), "cryptographic"))).toEqual({ ...ticket, wasRunning: true });
    expect(service.effects).toEqual([`erase ${drive(1)} {"SanitizationType":"CryptographicErase"}`]);
    const states: string[] = [];
    do states.push((await value(bmc.eraseProgress(ticket))).state);
    while (states.at(-1) === "running");
    expect(states).toEqual(["running", "running", "done"]);
  });

  test("a task that fails says why; one that is gone proves nothing", async () => {
    const { bmc, service } = await pair({ taskQuestions: 0, eraseEnds: "Exception" });
    const ticket = await value(bmc.erase(drive(1), "own"));
    expect(await value(bmc.eraseProgress(ticket))).toEqual({
      ...{ state: "failed", messages: [{ id: "Drive.1.0.Failed", text: "sector 7" }] },
    });
    service.forgetTasks();
    expect(await fault(bmc.eraseProgress(ticket))).toMatchObject({ kind: "contradiction" });
  });

  test("only what is offered, and never by simple storage", async () => {
    const { bmc, service } = await pair();
    for (const [path, method] of [
      [drive(1), "overwrite"],
      [drive(2), "own"],
      [`${system}/SimpleStorage/1#/Devices/0`, "own"],
    ] as const)
      expect(await fault(bmc.erase(path, method))).toMatchObject({ kind: "unsupported", at: path });
    expect(service.effects).toEqual([]);
  });

  test("what the controller refuses comes with its words", async () => {
    const { bmc, service } = await pair();
    const told = { error: { "@Message.ExtendedInfo": [{ MessageId: "Base.1.8.ResourceInUse", Message: "in use" }] } };
    service.misbehave(({ path }) =>
      path.endsWith("SecureErase") ? { kind: "status", status: 409, body: JSON.stringify(told) } : null,
    );
    expect(await fault(bmc.erase(drive(1), "own"))).toMatchObject({
      ...{ kind: "refused", status: 409, messages: [{ id: "Base.1.8.ResourceInUse", text: "in use" }] },
    });
  });
});

test("firmware and readings", async () => {
  const { bmc } = await pair({ watts: { on: 412, off: 12 } });
  expect(await value(bmc.firmware())).toEqual([
    { id: "BMC", name: "Controller", version: "2.1", updateable: true, of: [] },
  ]);
  await value(bmc.setPower(system, "on"));
  const systems = [system];
  expect(await value(bmc.readings())).toEqual([
    { chassis: "/redfish/v1/Chassis/1", systems, watts: 412, source: "metrics" },
  ]);
});

test("signing in is tried again after a broken connection, whether it was heard or not", async () => {
  const { bmc, service } = await pair();
  let left = 2;
  service.misbehave(({ method, path }) =>
    method === "POST" && path.endsWith("/Sessions") && left-- > 0
      ? { kind: "drop", when: left === 1 ? "before" : "after" }
      : null,
  );
  expect(await value(bmc.power(system))).toBe("off");
});

describe("the air at the inlet", () => {
  const chassis = "/redfish/v1/Chassis/1";
  const without = ["ThermalSubsystem"];
  const read = async (change: (documents: Awaited<ReturnType<typeof pair>>["service"]["documents"]) => void) => {
    const { bmc, service } = await pair();
    change(service.documents);
    return value(bmc.temperatures());
  };

  test("from the summary, else the sensor at the intake, else the chassis itself", async () => {
    expect(await read(() => {})).toEqual([{ chassis, systems: [system], celsius: 22.5, source: "summary" }]);
    const sensor = await read((documents) => {
      for (const name of without) delete documents[chassis]![name];
      documents[chassis]!.Thermal = { "@odata.id": `${chassis}/Thermal` };
      documents[`${chassis}/Thermal`] = {
        Temperatures: [
          { Name: "CPU1 Temp", PhysicalContext: "CPU", ReadingCelsius: 61 },
          { Name: "Inlet Temp", ReadingCelsius: 19 },
          { Name: "Front", PhysicalContext: "Intake", ReadingCelsius: 21 },
        ],
      };
    });
    expect(sensor).toEqual([{ chassis, systems: [system], celsius: 21, source: "sensor" }]);
    const plain = await read((documents) => {
      for (const name of without) delete documents[chassis]![name];
      documents[`${chassis}/EnvironmentMetrics`]!.TemperatureCelsius = { Reading: 24 };
    });
    expect(plain).toEqual([{ chassis, systems: [system], celsius: 24, source: "metrics" }]);
  });

  test("no air is that hot, and nothing is no zero", async () => {
    for (const reading of [250, null, "n/a", Number.NaN])
      expect(
        await read((documents) => {
          documents[`${chassis}/ThermalSubsystem/ThermalMetrics`]!.TemperatureSummaryCelsius = {
            Intake: { Reading: reading },
          };
        }),
      ).toEqual([]);
  });
});
