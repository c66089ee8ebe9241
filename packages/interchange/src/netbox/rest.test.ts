import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { parse } from "csv-parse/sync";
import { describe, expect, it } from "vitest";
import { type InputFile, readNetbox } from "./read";
import { endpointOf, lossyWords } from "./rest";
import { TABLES } from "./tables";

const small = fileURLToPath(new URL("./fixtures/small/", import.meta.url));
const tables = readdirSync(small).map((name) => ({ name, bytes: readFileSync(small + name) }));

const LISTS: Record<string, string> = {
  dcim_rackrole: "rack-roles",
  dcim_rackreservation: "rack-reservations",
  dcim_devicerole: "device-roles",
  dcim_devicetype: "device-types",
  dcim_powerpanel: "power-panels",
  dcim_powerfeed: "power-feeds",
  dcim_powerport: "power-ports",
};
const CHOICES = ["status", "face", "type", "phase", "weight_unit", "form_factor"];

/** A table as the REST API would list it: references as objects, choices as values with labels. */
function list({ name, bytes }: InputFile, old: boolean): InputFile {
  const table = name.replace(".csv", "");
  const rows = parse(Buffer.from(bytes), { columns: true }) as Record<string, string>[];
  const results = rows.map((row) =>
    Object.fromEntries(
      Object.entries(row).flatMap(([column, text]): [string, unknown][] => {
        if (column.startsWith("_") || column === "custom_field_data") return [];
        if (column === "units") return [["units", text.replace(/[{}]/g, "").split(",").map(Number)]];
        if (column === "id") return [["id", Number(text)]];
        if (column.endsWith("_id")) {
          const field = old && table === "dcim_device" && column === "role_id" ? "device_role" : column.slice(0, -3);
          return [[field, text === "" ? null : { id: Number(text), url: "http://x/", display: "x", slug: "x" }]];
        }
        if (CHOICES.includes(column)) {
          const field = old && table === "dcim_rack" && column === "form_factor" ? "type" : column;
          return [[field, text === "" ? null : { value: text, label: text }]];
        }
        if (text === "t" || text === "f") return [[column, text === "t"]];
        return [
          [
            column,
            text !== "" && /^-?[0-9.]+$/.test(text) && !/name|serial|slug|tag/.test(column)
              ? Number(text)
              : text === "" && /position|draw|weight|tude/.test(column)
                ? null
                : text,
          ],
        ];
      }),
    ),
  );
  const endpoint = LISTS[table] ?? `${table.replace(/^(dcim|tenancy)_/, "")}s`;
  const answer = { count: results.length, next: null, previous: null, results };
  return { name: `${endpoint}.json`, bytes: Buffer.from(JSON.stringify(answer, null, 1)) };
}

describe("lists of NetBox's REST API", () => {
  it.each([
    ["4.x", false],
    ["3.6", true],
  ])("read as the tables do, with the names of %s", (_, old) => {
    const fromTables = readNetbox(tables);
    const fromLists = readNetbox(tables.map((file) => list(file, old)));
    expect(fromLists.rejected).toEqual([]);
    expect(fromLists.document).toEqual(fromTables.document);
  });

  it("read tables of 3.6 by their old names, too", () => {
    const old = tables.map(({ name, bytes }) => ({
      name,
      bytes: name === "dcim_device.csv" ? Buffer.from(bytes.toString().replace(/role_id/, "device_role_id")) : bytes,
    }));
    expect(readNetbox(old).document).toEqual(readNetbox(tables).document);
  });

  it("are known by the endpoint's name, in pages", () => {
    expect(["sites.json", "dcim_racks-2.json", "power_feeds.json", "x/device-types.1.json"].map(endpointOf)).toEqual([
      "dcim_site",
      "dcim_rack",
      "dcim_powerfeed",
      "dcim_devicetype",
    ]);
    expect(["cables.json", "sites.csv", "site.json", "__proto__.json"].map(endpointOf)).toEqual(
      Array(4).fill(undefined),
    );
    expect(TABLES.length).toBe(24);
  });

  const sites = (results: unknown[], count = results.length) =>
    readNetbox([{ name: "sites.json", bytes: Buffer.from(JSON.stringify({ count, results }, null, 1)) }]);
  const site = { id: 1, name: "Oslo", slug: "oslo", status: { value: "active" }, region: null };

  it("say what is not kept, before anything is written", () => {
    const { document, objects, ...reading } = sites([
      {
        ...site,
        description: "main",
        tags: [{ slug: "a" }],
        custom_fields: { owner: "x" },
        created: "2020",
        rack_count: 4,
        motto: "up",
      },
      { ...site, id: 2, slug: "bergen", tags: [], custom_fields: { owner: null } },
    ]);
    expect(reading.rejected).toEqual([]);
    expect(lossyWords(reading)).toEqual([
      "dcim_site: not kept are motto (1)",
      "dcim_site: kept for exports and not shown are description (1)",
    ]);
    expect(document.sites[0]).toMatchObject({ tags: ["a"], customFields: '{"owner":"x"}' });
    expect(objects[0]?.facts).toMatchObject({ description: "main", tags: '["a"]' });
  });

  it("are refused with file and line of the JSON, and when a page is missing", () => {
    const wrong = sites([site, { ...site, id: 2, slug: "not a slug" }]);
    expect(wrong.rejected).toMatchObject([{ file: "sites.json", column: "slug", value: "not a slug", line: 13 }]);
    expect(sites([site], 50).rejected).toMatchObject([
      { file: "sites.json", value: "1 objects" },
      { code: "missing_file" },
    ]);
    const cut = readNetbox([{ name: "sites.json", bytes: Buffer.from('{"count": 1, "results": [{') }]);
    expect(cut.rejected[0]).toMatchObject({ file: "sites.json", line: 1, expected: "JSON" });
  });
});
