import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { randomFleet } from "@headroom/core/testing/fleet-records";
import { recordTypes } from "@headroom/core/topology/records/fleet";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { RejectedCell } from "../csv/rejected";
import { readLibrary } from "../devicetypes/library";
import { readMapping } from "../fleet/mapping";
import { openFleetFile } from "../fleet/read";
import { fleetText } from "../fleet/write";
import { proposalOf } from "../netbox/export/now";
import { readNetbox } from "../netbox/read";
import { parseInstance } from "../placement/instance";
import { openReadings } from "../readings/read";
import { readRegions } from "../regions/read";
import { mutated, type NamedFile } from "./mutate";

/** FAST_CHECK_RUNS=10000 looks as hard as a release does. */
const numRuns = Number(process.env.FAST_CHECK_RUNS ?? 150);

const fleet = async (format: "csv" | "json"): Promise<NamedFile[]> => {
  const records = fc.sample(
    fc.gen().map((g) => randomFleet(g, ["a@example.org"])),
    { numRuns: 1, seed: 4 },
  )[0]!;
  const files: NamedFile[] = [];
  for (const type of recordTypes) {
    async function* all() {
      yield records.get(type.name) ?? [];
    }
    let text = "";
    for await (const piece of fleetText(format, type, all())) text += piece;
    files.push({ name: `${type.name}.${format}`, bytes: Buffer.from(text) });
  }
  return files;
};
const small = fileURLToPath(new URL("../netbox/fixtures/small/", import.meta.url));
const netbox = readdirSync(small).map((name) => ({ name, bytes: readFileSync(small + name) }));
const lists = ["regions", "sites", "manufacturers", "device-types"].map((name) => {
  const object = {
    ...{
      id: 1,
      name: "One",
      slug: "one",
      status: { value: "active", label: "Active" },
      parent: null,
      region: { id: 1 },
    },
    ...{ model: "M", manufacturer: { id: 1 }, u_height: 1.5, is_full_depth: true },
    ...{ tags: [{ id: 1, name: "Red", slug: "red" }], custom_fields: { owner: "web", cost: 1.5 } },
  };
  return {
    name: `${name}.json`,
    bytes: Buffer.from(JSON.stringify({ count: 1, next: null, results: [object] }, null, 1)),
  };
});
const instance = {
  format: "headroom.placement-instance/1",
  name: "example",
  datacenter: {
    rooms: [{ id: "r1" }],
    rows: [{ id: "w1", room: "r1" }],
    positionGroups: [{ id: "g1", row: "w1", positions: 4, feeds: ["A", "B"], coolingZone: "z1" }],
    powerDevices: ["A", "B"].map((id) => ({
      id,
      parent: null,
      room: "r1",
      capacityW: 20000,
      failoverCapacityW: 30000,
    })),
    coolingZones: [{ id: "z1", room: "r1", capacityW: 8000 }],
  },
  placed: [],
  history: [],
  batchSize: 1,
  requests: [{ id: "q1", racks: 3, powerW: 6000, coolingW: 1000, reward: 200 }],
};
const library = [
  {
    name: "a.yaml",
    bytes: Buffer.from(
      "---\nmanufacturer: Acme\nmodel: S1\nslug: s1\nu_height: 1.5\nis_full_depth: false\nweight: 3\nweight_unit: lb\n" +
        "power-ports:\n  - name: A\n    maximum_draw: 750\nmodule-bays:\n  - name: PSU1\n    position: '1'\n",
    ),
  },
  { name: "psu.csv", bytes: Buffer.from("manufacturer,model,part_number,max_draw_w,connector\nAcme,P500,,500,\n") },
  { name: "power.csv", bytes: Buffer.from("manufacturer,slug,supply_model,power_w\nAcme,s1,P500,\n") },
];
const clouds = [
  {
    name: "regions.csv",
    bytes: Buffer.from(
      "id,provider,display_name,country,country_code,city,latitude,longitude,continent,availability_zones\n" +
        "a-1,a,One,Norway,NO,Oslo,59.9,10.7,europe,3\na-2,a,Two,Peru,PE,Lima,-12,-77,south-america,\n",
    ),
  },
];

/** A person can act on it, and a terminal can show it. */
function readable(rejected: readonly RejectedCell[]): void {
  for (const { file, line, value, expected, advice, column } of rejected) {
    expect(file.length).toBeGreaterThan(0);
    expect(line === null || line >= 1).toBe(true);
    expect(expected.trim().length).toBeGreaterThan(1);
    expect(advice.trim().length).toBeGreaterThan(3);
    for (const text of [value, column ?? ""]) {
      expect(text).not.toMatch(/[\p{Cc}\p{Surrogate}]/u);
      expect(text.length).toBeLessThan(200);
    }
  }
}

const readers: Record<
  string,
  {
    files: () => Promise<NamedFile[]> | NamedFile[];
    read: (files: readonly NamedFile[]) => Promise<RejectedCell[]> | RejectedCell[];
  }
> = {
  "fleet files (CSV)": { files: () => fleet("csv"), read: readFleet },
  "fleet files (JSON)": { files: () => fleet("json"), read: readFleet },
  "NetBox tables": { files: () => netbox, read: readInstallation },
  "lists of NetBox's REST API": { files: () => lists, read: readInstallation },
  "a placement instance": {
    files: () => [{ name: "instance.json", bytes: Buffer.from(JSON.stringify(instance, null, 1)) }],
    read: ([file]) => {
      const read = parseInstance(file!.name, file!.bytes);
      if (read.ok) return [];
      return read.error.map(({ file: name, path, expected, found }) => {
        const where = { file: name, line: null, column: path };
        return { code: "value", ...where, value: found, expected, advice: "correct the file" };
      });
    },
  },
  "a device-type library": { files: () => library, read: (files) => [...readLibrary(files).rejected] },
  "cloud regions": {
    files: () => clouds,
    async read(files) {
      const found: RejectedCell[] = [];
      for (const { name, bytes } of files) {
        const read = readRegions(name, bytes);
        if (!read.ok) found.push(...read.error);
        else for (const sheet of read.value) for await (const { rejected } of sheet.read()) found.push(...rejected);
      }
      return found;
    },
  },
  "power readings": {
    files: () => [
      {
        name: "readings.csv",
        bytes: Buffer.from(
          "datacenter,room,device,rack,server,power_w,measured_at\n" +
            ",,,R1,a,250,2026-11-23T09:15:00Z\n,,,R1,,9000.5,2026-11-23 09:15+01:00\nN1,1,PDU-1,,,1,2026-11-23T09:15:00Z\n",
        ),
      },
    ],
    async read(files) {
      const found: RejectedCell[] = [];
      for (const file of files) for await (const { rejected } of openReadings(file).read()) found.push(...rejected);
      return found;
    },
  },
  "a mapping": {
    files: () => [
      {
        name: "m.yaml",
        bytes: Buffer.from("a.csv:\n  type: racks\n  columns: { A: code }\n  constants: { state: ordered }\n"),
      },
    ],
    read: ([file]) => {
      const read = readMapping(file!.name, file!.bytes);
      return read.ok ? [] : [...read.error];
    },
  },
};

/** What is accepted fits together, and all that is kept of it can be read again. */
function readInstallation(files: readonly NamedFile[]): RejectedCell[] {
  const { rejected, objects } = readNetbox(files);
  if (rejected.length === 0 && objects.length > 0) expect(proposalOf(objects)).not.toBeNull();
  return [...rejected];
}

async function readFleet(files: readonly NamedFile[]): Promise<RejectedCell[]> {
  const found: RejectedCell[] = [];
  for (const file of files) {
    const sheet = openFleetFile(file);
    if (!sheet) continue;
    await sheet.fields();
    for await (const { rejected, rows } of sheet.read()) {
      found.push(...rejected);
      for (const { values } of rows) expect(values).toHaveLength(sheet.type.fields.length);
    }
  }
  return found;
}

describe("files that were damaged on their way", () => {
  test.each(Object.entries(readers))("%s: are read or refused in words, never a crash", async (_, { files, read }) => {
    const good = await files();
    expect(await read(good)).toEqual([]);
    let refused = 0;
    await fc.assert(
      fc.asyncProperty(mutated(good), async (bad) => {
        const rejected = await read(bad);
        readable(rejected);
        if (rejected.length > 0) refused++;
      }),
      { numRuns, endOnFailure: true },
    );
    expect(refused).toBeGreaterThan(0);
  });
});
