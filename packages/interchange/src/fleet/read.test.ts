import type { FleetMapping } from "@headroom/contracts/imports";
import { describe, expect, it } from "vitest";
import { mappingFaults, readMapping } from "./mapping";
import { type FleetBatch, openFleetFile } from "./read";

async function read(name: string, text: string | Uint8Array, mapping: FleetMapping = {}) {
  const bytes = typeof text === "string" ? Buffer.from(text) : text;
  const sheet = openFleetFile({ name, bytes }, mapping);
  if (sheet === null) return null;
  const found: FleetBatch[] = [];
  for await (const batch of sheet.read()) found.push(batch);
  const rows = found.flatMap((batch) => batch.rows);
  return { fields: await sheet.fields(), rows, rejected: found.flatMap((batch) => batch.rejected) };
}

describe("a file of the fleet format", () => {
  it("is known by its name, and read by the names of its columns", async () => {
    expect(await read("notes.csv", "a,b\n")).toBeNull();
    expect(await read("racks.txt", "a,b\n")).toBeNull();
    const zones = await read("deep/Zones.csv", "name,code,region\nFirst,a,north\n");
    expect(zones?.fields?.toSorted()).toEqual(["code", "name", "region"]);
    expect(zones?.rows).toEqual([{ line: 2, values: ["north", "a", "First"], bad: false }]);
  });

  it("names file, line, column, value and remedy of every cell that is wrong, and keeps the row for others to refer to", async () => {
    const rows = await read("rooms.csv", 'datacenter,code,name,weight_limit_kg\nN1,1,"a\nb",heavy\nN1,2,c,-1\n');
    expect(rows?.rejected).toMatchObject([
      {
        file: "rooms.csv",
        line: 2,
        column: "weight_limit_kg",
        value: "heavy",
        expected: "a whole number from 0 to 1000000000",
      },
      { line: 4, value: "-1", advice: "write it in plain digits, with a point and no unit" },
    ]);
    expect(rows?.rows).toMatchObject([
      { line: 2, bad: true },
      { line: 4, bad: true },
    ]);
  });

  it.each([
    ["", "a header line"],
    ["region,code\n", "a column name: as people call it"],
    ["region,code,name,size\n", "a column of zones: region, code, name"],
    ["region,code,name,name\n", "each column once"],
    ["region,code,name\nnorth,a\n", "3 cells"],
    ['region,code,name\nnorth,"a,b', "a closing quote"],
  ])("%j is refused", async (text, expected) => {
    expect((await read("zones.csv", text))?.rejected).toMatchObject([{ file: "zones.csv", expected }]);
  });

  it("may be JSON, with the lines of its records", async () => {
    const text =
      '[\n{"region":"north","code":"a","name":"=1"},\n{"region":"north","code":5,"name":""},\n{"code":"b","more":1}\n]';
    const zones = await read("zones.json", text);
    expect(zones?.rows[0]).toEqual({ line: 2, values: ["north", "a", "=1"], bad: false });
    expect(zones?.rejected).toMatchObject([
      { line: 3, column: "code", value: "5", expected: "a text" },
      { line: 4, column: "more", expected: "the same names in every record" },
    ]);
    for (const broken of ["{}", "[1", '[{"a":}]', '[{"region":"x"} {"region":"y"}]', "[] []"]) {
      expect((await read("zones.json", broken))?.rejected.length).toBeGreaterThan(0);
    }
  });

  it("may have other columns, under a mapping", async () => {
    const mapping = {
      "hosts.csv": {
        type: "zones",
        columns: { Area: "region", Label: "code" },
        ignore: ["Colour"],
        constants: { name: "from hosts" },
      },
    };
    expect(mappingFaults(mapping)).toEqual([]);
    const zones = await read("hosts.csv", "Area,Colour,Label\nnorth,red,a\n", mapping);
    expect(zones?.rows).toEqual([{ line: 2, values: ["north", "a", "from hosts"], bad: false }]);
    const bad = await read("hosts.csv", "Area,Colour,Label\nnorth,red,\n", mapping);
    expect(bad?.rejected).toMatchObject([{ column: "Label", expected: "a code or name" }]);
  });

  it("says what is wrong with a mapping", () => {
    const wrong = {
      "a.csv": { type: "zones", columns: { x: "regio", y: "code", z: "code" }, ignore: [], constants: {} },
    };
    expect(mappingFaults(wrong)).toMatchObject([
      { column: "a.csv", value: "regio", expected: "a column of zones: region, code, name" },
      { value: "code", expected: "each column once" },
    ]);
    expect(
      readMapping("map.yaml", Buffer.from("hosts.csv:\n  type: servers\n  columns: { Host: name }\n")),
    ).toMatchObject({
      ok: true,
      value: { "hosts.csv": { type: "servers", columns: { Host: "name" }, ignore: [], constants: {} } },
    });
    expect(readMapping("map.json", Buffer.from('{"a": {"types": 1}}')).ok).toBe(false);
    expect(readMapping("map.json", Buffer.from("{{")).ok).toBe(false);
  });
});
