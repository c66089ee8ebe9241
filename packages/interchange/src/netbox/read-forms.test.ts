import { expect, test } from "vitest";
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

test("tables beside forms are refused", () => {
  const reading = read(["sites.csv", "name,slug\nA,a\n"], ["dcim_site.csv", "id,name\n1,A\n"]);
  expect(reading.rejected[0]).toMatchObject({ file: "dcim_site.csv", code: "repeated_file" });
});
