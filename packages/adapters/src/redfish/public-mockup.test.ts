import { execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { redfish } from "./client";
import { serveRedfish } from "./testing/server";

const archive = join(import.meta.dirname, "../../../../../shared/data/redfish/public-rackmount1.tar.xz");
const isThere = existsSync(archive);
if (!isThere)
  console.warn("skipped: the public mockup of a rack server is not beside this checkout (shared/data/redfish)");

type Documents = Parameters<typeof serveRedfish>[0];
const system = "/redfish/v1/Systems/437XR1138R2";

function documentsIn(folder: string, path: string, into: Documents): Documents {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    if (entry.isDirectory()) documentsIn(join(folder, entry.name), `${path}/${entry.name}`, into);
    else if (entry.name === "index.json")
      into[path === "/redfish/v1" ? "/redfish/v1/" : path] = JSON.parse(readFileSync(join(folder, entry.name), "utf8"));
  }
  return into;
}

describe.skipIf(!isThere)("the DMTF's mockup of a rack server", () => {
  const folder = mkdtempSync(join(tmpdir(), "redfish-"));
  let service: Awaited<ReturnType<typeof serveRedfish>>;
  let bmc: ReturnType<ReturnType<typeof redfish>["open"]>;
  beforeAll(async () => {
    execFileSync("tar", ["xJf", archive, "-C", folder]);
    service = await serveRedfish(documentsIn(join(folder, "public-rackmount1"), "/redfish/v1", {}));
    bmc = redfish({ sleep: async () => {}, pollMs: 0 }).open({
      ...{ url: service.url, ...service.credentials, trust: { kind: "plain" } },
    });
  });
  afterAll(async () => {
    await bmc.close();
    await service.close();
    rmSync(folder, { recursive: true });
  });

  test("is found as it says it is, unknown fields and all", async () => {
    const found = await bmc.discover();
    if (!found.ok) throw new Error(JSON.stringify(found.error));
    const { systems, chassis, documents, missing } = found.value;
    expect(missing).toEqual([]);
    expect(systems).toMatchObject([
      {
        ...{ path: system, manufacturer: "Contoso", model: "3500", serial: "437XR1138R2", sku: "8675309" },
        ...{ assetTag: "Chicago-45Z-2381", hostName: "web483", power: "on", memoryGib: 96, health: "OK" },
        processors: [
          { id: "CPU1", cores: 8, threads: 16 },
          { id: "FPGA1", kind: "FPGA" },
        ],
        drives: [
          { name: "SATA Bay 1", model: "3000GT8", capacityBytes: 8e12, eraseMethods: [] },
          { name: "SATA Bay 2", model: "3000GT7", capacityBytes: 4e12, eraseMethods: [] },
        ],
      },
    ]);
    expect(systems[0]!.memory.map((one) => one.capacityMib)).toEqual([32768, 32768, 32768]);
    expect(chassis).toMatchObject([
      {
        ...{ kind: "RackMount", heightMm: 44.45, weightKg: 15.31, rack: "WEB43", unit: 12 },
        // the second bay is empty
        supplies: [{ id: "Bay1", serial: "3488247", capacityW: 400 }],
      },
    ]);
    expect(documents[system]).toEqual(service.documents[system]);
    expect(documents[system]).toHaveProperty("Oem.Chipwise.Style", "Executive");
  });

  test("draws, has firmware, boots, turns off and on", async () => {
    expect(await bmc.readings()).toEqual({
      ...{ ok: true, value: [{ chassis: "/redfish/v1/Chassis/1U", systems: [system], watts: 374, source: "metrics" }] },
    });
    const firmware = await bmc.firmware();
    expect(firmware.ok && firmware.value.map((one) => one.id)).toEqual(["BMC", "SS", "BIOS"]);
    expect(
      firmware.ok && firmware.value.every(({ version, updateable }) => version !== null && updateable !== null),
    ).toBe(true);
    expect(await bmc.systems()).toMatchObject({
      ok: true,
      value: [{ path: system, serial: "437XR1138R2", power: "on" }],
    });
    expect(await bmc.setBoot(system, "network")).toEqual({ ok: true, value: "network" });
    // its metrics do not change: off, it still draws
    expect(await bmc.setPower(system, "force_off", { confirmWithinMs: 0 })).toMatchObject({ ok: false });
    expect(await bmc.setPower(system, "on")).toEqual({ ok: true, value: "on" });
  });
});
