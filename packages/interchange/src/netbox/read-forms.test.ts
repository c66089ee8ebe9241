import { expect, test } from "vitest";
import { formsCsv } from "./export/forms-csv";
import { filesIn, SMALL } from "./fixtures/files";
import { readNetboxForms } from "./forms-reading";
import { readNetbox } from "./read";

const base = readNetbox(filesIn(SMALL)).objects;
const form = (name: string, text: string) => ({ name, bytes: Buffer.from(text) });
const read = (...files: readonly [name: string, text: string][]) =>
  readNetboxForms(
    files.map(([name, text]) => form(name, text)),
    base,
    base,
  );
const factsOf = (reading: ReturnType<typeof read>, kind: string, name: string) =>
  reading.objects.find((one) => one.kind === kind && one.facts.name === name)?.facts;

test("a row is the thing that is called so, and what its columns do not say stays", () => {
  const before = base.find(({ kind, facts }) => kind === "dcim_rack" && facts.name === "A01")?.facts;
  const called = (kind: string, id: string | undefined) =>
    base.find((one) => one.kind === kind && one.externalId === id)?.facts.name;
  const [site, location] = [called("dcim_site", before?.site_id), called("dcim_location", before?.location_id)];
  const reading = read(["racks.csv", `site,location,name,serial\n"${site}",${location},A01,NEW-1\n`]);
  expect(reading.rejected).toEqual([]);
  expect(factsOf(reading, "dcim_rack", "A01")).toEqual({ ...before, serial: "NEW-1" });
  expect(reading.objects.length).toBe(base.length);
  expect(reading.counts.find(({ table }) => table === "dcim_rack")).toMatchObject({
    present: true,
    rows: 1,
    rejected: 0,
  });
});

test("what is called like nothing is new, with what NetBox takes where a form says nothing, and may refer to other new things", () => {
  const reading = read(
    ["sites.csv", "name,slug\nNew site,new-site\n"],
    // the child before its parent
    ["locations.csv", "site,parent,name,slug\nNew site,Hall,Row 1,row-1\nNew site,,Hall,hall\n"],
    ["racks.csv", 'site.slug,location,name,desc_units,tags,cf_owner\nnew-site,Row 1,R1,true,"b,a",web\n'],
    ["rack-reservations.csv", 'site,rack,units,description\nNew site,R1,"1-3,7",spare\n'],
  );
  expect(reading.rejected).toEqual([]);
  expect(factsOf(reading, "dcim_rack", "R1")).toMatchObject({
    ...{ u_height: "42", status: "active", desc_units: "t", tags: '["a","b"]', custom_field_data: '{"owner":"web"}' },
  });
  const [one] = reading.document.rackReservations.filter(({ description }) => description === "spare");
  expect(one?.units).toEqual([1, 2, 3, 7]);
  const rack = reading.document.racks.find(({ name }) => name === "R1");
  const location = reading.document.locations.find(({ id }) => id === rack?.locationId);
  expect(location?.name).toBe("Row 1");
  expect(reading.document.locations.find(({ id }) => id === location?.parentId)?.name).toBe("Hall");
});

test.each<[string, string, string, { line: number | null; column: string | null; code: string }]>([
  ["a name of nothing", "racks.csv", "site,name\nNowhere,R1\n", { line: 2, column: "site", code: "reference" }],
  [
    "a column of no form",
    "racks.csv",
    "site,name,colour\nx,R1,red\n",
    { line: 1, column: "colour", code: "unknown_column" },
  ],
  ["a row twice", "sites.csv", "name,slug\nA,a\nA,a\n", { line: 2, column: "slug", code: "duplicate" }],
  ["a row without a name", "sites.csv", "name,slug\n,\n", { line: 2, column: "slug", code: "missing_column" }],
  ["an id of nothing", "sites.csv", "id,name,slug\n77,A,a\n", { line: 2, column: "id", code: "reference" }],
  ["a bad value", "sites.csv", "name,slug,latitude\nA,a,north\n", { line: 2, column: "latitude", code: "value" }],
])("%s is refused where it stands", (_, file, text, expected) => {
  const { rejected } = read([file, text]);
  expect(rejected[0]).toMatchObject({ file, ...expected });
  expect(rejected.every((cell) => cell.expected.length > 1 && cell.advice.length > 1)).toBe(true);
});

const FIELDS = `name,type,object_types
cost,integer,dcim.rack
share,decimal,dcim.rack
leased,boolean,dcim.rack
since,date,dcim.rack
extra,json,dcim.rack
kind,select,dcim.rack
uses,multiselect,"dcim.rack,dcim.device"
note,text,dcim.rack
`;
const RACK = `name,site,cf_cost,cf_share,cf_leased,cf_since,cf_extra,cf_kind,cf_uses,cf_note
R9,Oslo 1,12,1.5,true,2026-02-28,"{""a"": [1]}",7,"web,db",12
`;
const TYPED = {
  ...{ cost: 12, share: 1.5, leased: true, since: "2026-02-28", extra: { a: [1] }, kind: "7" },
  ...{ uses: ["web", "db"], note: "12" },
};

test("custom fields have the types of their definitions, in the same files or those that are there", () => {
  const dataOf = (objects: typeof base) => {
    const { custom_field_data } = objects.find(({ facts }) => facts.name === "R9")?.facts ?? {};
    return JSON.parse(custom_field_data ?? "{}");
  };
  const together = read(["custom-fields.csv", FIELDS], ["racks.csv", RACK]);
  expect(together.rejected).toEqual([]);
  expect(dataOf(together.objects)).toEqual(TYPED);
  // words as long as nobody says a type; then what they stand for, and the words again where the type goes
  const words = read(["racks.csv", RACK]);
  expect(Object.values(dataOf(words.objects)).every((value) => typeof value === "string")).toBe(true);
  const later = readNetboxForms([form("custom-fields.csv", FIELDS)], words.objects, words.objects);
  expect(dataOf(later.objects)).toEqual(TYPED);
  const again = readNetboxForms([form("racks.csv", RACK)], later.objects, later.objects);
  expect(again.objects).toEqual(later.objects);
  // what an export writes of them says the same
  const written = formsCsv(later.objects, "4.x").filter(({ name }) =>
    ["custom-fields.csv", "racks.csv"].includes(name),
  );
  expect(written.length).toBe(2);
  expect(Buffer.from(written[0]!.bytes).toString()).toContain('uses,,,multiselect,"dcim.rack,dcim.device"');
  expect(readNetboxForms(written, later.objects, later.objects).objects).toEqual(later.objects);
  expect(dataOf(readNetboxForms(written, base, base).objects)).toEqual(TYPED);
});

test.each([
  ["cost", "12.5"],
  ["share", "much"],
  ["leased", "perhaps"],
  ["since", "2026-02-30"],
  ["extra", "{"],
])("a custom field %s that is no such value is refused where it stands", (name, value) => {
  const { rejected } = read(["custom-fields.csv", FIELDS], ["racks.csv", `name,site,cf_${name}\nR9,Oslo 1,${value}\n`]);
  expect(rejected[0]).toMatchObject({
    file: "racks.csv",
    line: 2,
    column: `cf_${name}`,
    value: expect.stringContaining(value),
  });
});

test("tables beside forms are refused", () => {
  const reading = read(["sites.csv", "name,slug\nA,a\n"], ["dcim_site.csv", "id,name\n1,A\n"]);
  expect(reading.rejected[0]).toMatchObject({ file: "dcim_site.csv", code: "repeated_file" });
});
