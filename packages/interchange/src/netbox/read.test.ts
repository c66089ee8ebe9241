import { describe, expect, it } from "vitest";
import { filesIn, SMALL } from "./fixtures/files";
import { type InputFile, readNetbox } from "./read";

const GOOD = filesIn(SMALL);
const TIMES = "2026-01-02 10:00:00-05,2026-01-03 11:00:00.123-05,{}";
const encode = (text: string) => new TextEncoder().encode(text);

type Change = (files: readonly InputFile[]) => readonly InputFile[];

const onFile =
  (table: string, change: (text: string) => string): Change =>
  (files) =>
    files.map((file) => {
      if (file.name !== `${table}.csv`) return file;
      const before = new TextDecoder().decode(file.bytes);
      const after = change(before);
      if (after === before) throw new Error(`nothing changed in ${file.name}`);
      return { ...file, bytes: encode(after) };
    });
const edit = (table: string, from: string, to: string) => onFile(table, (text) => text.replace(from, to));
const append = (table: string, row: string) => onFile(table, (text) => `${text}${TIMES},${row}\n`);
const without =
  (table: string): Change =>
  (files) =>
    files.filter((file) => file.name !== `${table}.csv`);
const both =
  (...changes: Change[]): Change =>
  (files) =>
    changes.reduce((so, change) => change(so), files);

describe("readNetbox", () => {
  it("reads a good installation without a complaint", () => {
    const { document, rejected, warnings, ignored, counts } = readNetbox(GOOD);
    expect({ rejected, warnings, ignored }).toEqual({ rejected: [], warnings: [], ignored: [] });
    expect(document.sites.map((s) => [s.name, s.latitude])).toEqual([
      ["Bergen <b>1</b>", 60.3913],
      ["Oslo 1", null],
    ]);
    expect(document.racks.map((r) => [r.descUnits, r.maxWeightKg])).toEqual([
      [false, 900],
      [true, null],
      [false, null],
    ]);
    expect(document.rackReservations[0]?.units).toEqual([41, 42]);
    expect(counts.filter((c) => c.present).every((c) => c.rows === c.accepted)).toBe(true);
  });

  it("computes what a feed may carry where the column is empty", () => {
    expect(readNetbox(GOOD).document.powerFeeds.map((f) => f.powerW)).toEqual([
      5888,
      Math.round(230 * 16 * 0.8 * 1.732),
      5888,
    ]);
  });

  it("takes paths and capitals in file names and ignores files of other tables", () => {
    const files = [
      ...GOOD.map((f) => ({ ...f, name: `dump\\tables/${f.name.toUpperCase()}` })),
      { name: "dcim_cable.csv", bytes: encode("x") },
    ];
    const { rejected, ignored } = readNetbox(files);
    expect({ rejected, ignored }).toEqual({ rejected: [], ignored: ["dcim_cable.csv"] });
  });

  const CASES: readonly [string, Change, readonly Record<string, unknown>[]][] = [
    // Files and headers.
    ["nothing at all", () => [], [{ code: "missing_file", file: "dcim_site.csv", line: null }]],
    [
      "a table twice",
      (files) => [...files, { name: "copy/dcim_rack.csv", bytes: encode("") }],
      [{ code: "repeated_file", file: "dcim_rack.csv", value: "copy/dcim_rack.csv" }],
    ],
    [
      "a missing table, once, with all that needs it",
      without("dcim_manufacturer"),
      [
        {
          code: "missing_file",
          file: "dcim_manufacturer.csv",
          expected: "the table that dcim_devicetype.csv, line 2, column manufacturer_id refers to",
        },
      ],
    ],
    [
      "an unknown column",
      edit("dcim_rackrole", "color", "colour"),
      [{ code: "unknown_column", file: "dcim_rackrole.csv", line: 1, column: "colour" }],
    ],
    [
      "a column named like a property of every object",
      edit("dcim_rackrole", "color", "constructor"),
      [{ code: "unknown_column", column: "constructor" }],
    ],
    [
      "a missing column",
      edit("dcim_region", ",parent_id", ",parent"),
      [
        { code: "missing_column", column: "parent_id" },
        { code: "unknown_column", column: "parent" },
      ],
    ],
    [
      "Latin-1",
      (files) =>
        files.map((f) =>
          f.name === "tenancy_tenant.csv"
            ? { ...f, bytes: new Uint8Array(Buffer.from("id,name,slug\n1,Bj\u00f8rn,b\n", "latin1")) }
            : f,
        ),
      [{ code: "encoding", file: "tenancy_tenant.csv", line: 2 }],
    ],
    [
      "half a file",
      onFile("dcim_site", (text) => text.slice(0, text.indexOf("Norway"))),
      [{ code: "not_csv", file: "dcim_site.csv", line: 2 }],
    ],
    [
      "half a row",
      onFile("dcim_device", (text) => text.slice(0, text.lastIndexOf(",strip"))),
      [{ code: "column_count", file: "dcim_device.csv", line: 7, column: "name" }],
    ],
    // Single cells.
    [
      "ten million digits",
      edit("dcim_rack", ",19,12,", `,19,${"9".repeat(10_000_000)},`),
      [{ code: "too_large", file: "dcim_rack.csv", line: 4 }],
    ],
    [
      "a hundred thousand digits",
      edit("dcim_rack", ",19,12,", `,19,${"9".repeat(100_000)},`),
      [{ code: "value", line: 4, column: "u_height", value: expect.stringContaining("(100000 characters)") }],
    ],
    [
      "a height that is no number",
      edit("dcim_rack", ",19,12,", ",19,tall,"),
      [{ code: "value", line: 4, column: "u_height", value: "tall", expected: "a whole number from 1 to 100" }],
    ],
    [
      "a control character in a name",
      edit("dcim_rack", "A02", "A\u00072"),
      [{ code: "value", line: 3, column: "name", value: "A\\u00072" }],
    ],
    [
      "a latitude beyond the pole",
      edit("dcim_site", "60.391300", "160.3913"),
      [{ code: "value", line: 2, column: "latitude" }],
    ],
    [
      "a face that is none",
      edit("dcim_device", ",3.0,rear,", ",3.0,left,"),
      [{ code: "value", line: 3, column: "face", expected: "front, rear" }],
    ],
    [
      "units that are no list",
      edit("dcim_rackreservation", '"{41,42}"', "41-42"),
      [{ code: "value", line: 2, column: "units" }],
    ],
    [
      "a row behind line breaks",
      edit("dcim_site", "oslo-1", "oslo 1"),
      [{ code: "value", file: "dcim_site.csv", line: 6, column: "slug" }],
    ],
    // Keys.
    [
      "an id twice",
      append("dcim_manufacturer", "1,Other,other,"),
      [{ code: "duplicate", line: 3, column: "id", value: "1" }],
    ],
    [
      "a slug twice",
      append("dcim_manufacturer", "2,Other,nordic,"),
      [{ code: "duplicate", line: 3, column: "slug", expected: "another slug than in line 2" }],
    ],
    [
      "a device type twice",
      onFile("dcim_devicetype", (t) => t.replace("panel-24", "nm-200")),
      [{ code: "duplicate", line: 3, column: "slug" }],
    ],
    // References and trees.
    [
      "a site that is not there",
      edit("dcim_rack", ",,,,,,,2,,,,,,,,,1,,", ",,,,,,,99,,,,,,,,,1,,"),
      [
        {
          code: "reference",
          file: "dcim_rack.csv",
          line: 4,
          column: "site_id",
          value: "99",
          expected: "an id of dcim_site.csv",
        },
      ],
    ],
    [
      "a region below itself",
      edit("dcim_region", ",1,4,1,0,", ",1,4,1,0,2"),
      [
        {
          code: "cycle",
          file: "dcim_region.csv",
          line: 2,
          column: "parent_id",
          value: "2",
          advice: "break the cycle 1 > 2 > 1",
        },
      ],
    ],
    [
      "a region as its own parent",
      edit("dcim_region", ",2,3,1,1,1", ",2,3,1,1,2"),
      [{ code: "cycle", line: 3, advice: "break the cycle 2 > 2" }],
    ],
    [
      "a location below itself",
      edit("dcim_location", ",1,4,1,0,,", ",1,4,1,0,2,"),
      [{ code: "cycle", file: "dcim_location.csv", line: 2 }],
    ],
    [
      "only the cause, not what hangs from it",
      edit("dcim_site", "active", "not valid"),
      [{ code: "value", file: "dcim_site.csv", line: 2, column: "status" }],
    ],
    // Rules between rows.
    [
      "a location in another site than its parent",
      edit("dcim_location", ",2,3,1,1,1,1,", ",2,3,1,1,1,2,"),
      [{ code: "conflict", file: "dcim_location.csv", line: 3, column: "site_id" }],
    ],
    [
      "a rack in a location of another site",
      edit("dcim_rack", ",19,12,f,,,,,,", ",19,12,f,,,,,1,"),
      [{ code: "conflict", file: "dcim_rack.csv", line: 4, column: "location_id" }],
    ],
    [
      "a device in a rack of another site",
      edit("dcim_device", "3,2,,,", "3,1,,,"),
      [{ code: "conflict", file: "dcim_device.csv", line: 7, column: "rack_id" }],
    ],
    [
      "a feed to a rack of another site",
      edit("dcim_powerfeed", ",1,2,,,", ",1,3,,,"),
      [{ code: "conflict", file: "dcim_powerfeed.csv", line: 4, column: "rack_id" }],
    ],
    [
      "a position without a face",
      edit("dcim_device", ",3.0,rear,", ",3.0,,"),
      [{ code: "conflict", line: 3, column: "face" }],
    ],
    [
      "a position without a rack",
      edit("dcim_device", ",strip,,,,,active,,,,,1,2,,,,,3,2,", ",strip,,,5.0,front,active,,,,,1,2,,,,,,2,"),
      [{ code: "conflict", line: 7, column: "rack_id" }],
    ],
    [
      "a unit above the rack",
      edit("dcim_device", ",3.0,rear,", ",42.0,rear,"),
      [
        {
          code: "conflict",
          line: 3,
          column: "position",
          value: "42.0",
          expected: "2 units from 1 to 42, those of the rack",
        },
      ],
    ],
    [
      "a unit below the rack",
      onFile("dcim_rack", (t) => t.replace(",1,,\n", ",5,,\n")),
      [
        { code: "conflict", file: "dcim_device.csv", line: 2, column: "position" },
        { code: "conflict", file: "dcim_device.csv", line: 3, column: "position" },
      ],
    ],
    [
      "two devices in one unit",
      edit("dcim_device", ",3.0,rear,", ",2.0,rear,"),
      [{ code: "conflict", line: 3, column: "position", expected: "units that the device in line 2 does not take" }],
    ],
    [
      "half a unit in the way",
      edit("dcim_device", ",3.0,rear,", ",2.5,rear,"),
      [{ code: "conflict", line: 3, column: "position" }],
    ],
    [
      "two half-depth devices on one face",
      edit("dcim_device", ",10.0,rear,", ",10.0,front,"),
      [{ code: "conflict", line: 5, column: "position" }],
    ],
    [
      "a reserved unit outside the rack",
      edit("dcim_rackreservation", "{41,42}", "{42,43}"),
      [
        {
          code: "conflict",
          file: "dcim_rackreservation.csv",
          column: "units",
          expected: "units from 1 to 42 of the rack",
        },
      ],
    ],
    [
      "a unit reserved twice",
      append("dcim_rackreservation", '2,"{42}",Again,1,,,'),
      [{ code: "conflict", line: 3, column: "units", expected: "units not reserved in line 2" }],
    ],
    // Several at once, by table and line.
    [
      "everything that is wrong in one go",
      both(
        edit("dcim_device", ",3.0,rear,", ",x,rear,"),
        edit("dcim_rack", ",19,12,", ",19,0,"),
        edit("dcim_device", "web-1", "web\u00011"),
      ),
      [
        { file: "dcim_rack.csv", line: 4 },
        { file: "dcim_device.csv", line: 2, column: "name" },
        { file: "dcim_device.csv", line: 3, column: "position" },
      ],
    ],
  ];

  it.each(CASES)("refuses %s", (_, change, expected) => {
    const { rejected, counts } = readNetbox(change(GOOD));
    expect(rejected).toMatchObject(expected);
    expect(rejected).toHaveLength(expected.length);
    for (const found of rejected) expect([found.expected, found.advice]).not.toContain("");
    for (const count of counts) expect(count.accepted + count.rejected + count.dependent).toBe(count.rows);
  });

  it("passes over unknown columns when asked to, and says so", () => {
    const { rejected, warnings } = readNetbox(edit("dcim_rackrole", "color", "colour")(GOOD), {
      unknownColumns: "warn",
    });
    expect(rejected).toEqual([]);
    expect(warnings).toMatchObject([{ code: "unknown_column", file: "dcim_rackrole.csv", column: "colour" }]);
  });

  it("counts what went with a refused row without a message of its own", () => {
    const { counts, document } = readNetbox(edit("dcim_site", "active", "not valid")(GOOD));
    expect(counts.find((c) => c.table === "dcim_rack")).toMatchObject({
      rows: 3,
      accepted: 1,
      rejected: 0,
      dependent: 2,
    });
    expect(document.racks.map((rack) => rack.name)).toEqual(["Closet"]);
  });
});
