import { gzipSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import { faultLine } from "./fault";
import { parseInstance } from "./instance";

/** The worked example of the format's description. */
const example = {
  format: "headroom.placement-instance/1",
  name: "example",
  datacenter: {
    rooms: [{ id: "r1" }],
    rows: [{ id: "r1-1", room: "r1" }],
    positionGroups: [
      { id: "r1-1a", row: "r1-1", positions: 4, feeds: ["A", "B"], coolingZone: "z1" },
      { id: "r1-1b", row: "r1-1", positions: 4, feeds: ["A", "C"], coolingZone: "z1" },
    ],
    powerDevices: ["A", "B", "C"].map((id) => ({
      id,
      parent: null as string | null,
      room: "r1",
      capacityW: 20000,
      failoverCapacityW: 30000,
    })),
    coolingZones: [{ id: "z1", room: "r1", capacityW: 8000 }],
  },
  placed: [] as unknown[],
  history: [] as unknown[],
  batchSize: 1,
  requests: [
    { id: "q1", racks: 3, powerW: 6000, coolingW: 1000, reward: 200 },
    { id: "q2", racks: 4, powerW: 5000, coolingW: 1000, reward: 200 },
  ],
};

const bytes = (text: string) => new TextEncoder().encode(text);
const lines = (data: Uint8Array | string) => {
  const parsed = parseInstance("x.json", typeof data === "string" ? bytes(data) : data);
  return parsed.ok ? [] : parsed.error.map(faultLine);
};

/** The example's text after a change to a copy of it. */
function changed(change: (copy: typeof example) => void): string {
  const copy = structuredClone(example);
  change(copy);
  return JSON.stringify(copy);
}

test("the format's example, plain and gzip", () => {
  const plain = parseInstance("x.json", bytes(JSON.stringify(example)));
  expect(plain.ok && plain.value.model.groups[1]).toEqual({
    id: "r1-1b",
    rowId: "r1-1",
    positions: 4,
    feeds: ["A", "C"],
    coolingZoneId: "z1",
  });
  expect(plain.ok && plain.value.requests[0]).toEqual(example.requests[0]);
  expect(parseInstance("x.json", gzipSync(JSON.stringify(example)))).toEqual(plain);
});

test.each([
  [1e6, []],
  [1e9, ["x.json: $.requests[0].racks: expected a whole number from 1 to 1000000, found 1000000000"]],
])("%i racks", (racks, expected) => {
  const text = changed((c) => {
    c.requests[0]!.racks = racks;
  });
  expect(lines(text)).toEqual(expected);
});

describe("bad files: one readable line that names file and place", () => {
  const text = JSON.stringify(example);
  const utf16 = new Uint8Array([0xff, 0xfe, ...Array.from(text).flatMap((c) => [c.charCodeAt(0), 0])]);
  const cases: [string, Uint8Array | string, string][] = [
    ["empty", "", "x.json: expected JSON, found an empty file"],
    ["half a file", text.slice(0, text.length / 2), "x.json: line 1, column"],
    ["not JSON", "hello", 'expected a JSON value, found "hello"'],
    ["a key twice", text.replace('"name"', '"name":"a","name"'), "$.name (line 1, column"],
    ["not a number", text.replace("20000", "NaN"), 'expected a JSON value, found "NaN'],
    ["a number beyond doubles", text.replace("20000", "1e999"), "powerDevices[0].capacityW"],
    ["ten million digits", text.replace("20000", "9".repeat(1e7)), "a number of 10000000 characters"],
    ["nested without end", "[".repeat(1e5), "at most 100 levels"],
    ["a byte order mark", new Uint8Array([0xef, 0xbb, 0xbf, ...bytes(text)]), "byte order mark"],
    ["UTF-16", utf16, "expected UTF-8, found UTF-16"],
    ["Latin-1", new Uint8Array([...bytes('{"name": "'), 0xe9, ...bytes('"}')]), "bytes that are not UTF-8"],
    ["half an archive", gzipSync(text).subarray(0, 100), "a damaged or cut one"],
    ["an xz archive", new Uint8Array([0xfd, 0x37, 0x7a, 0x58, 0x5a, 0x00]), "xz archive"],
    ["a list", "[]", "x.json: $: expected an object, found a list"],
    ["control characters in ids", '{"a\\u0007": }', "expected a JSON value"],
  ];
  test.each(cases)("%s", (_, data, expected) => {
    const found = lines(data);
    expect(found[0]).toContain(expected);
    for (const line of found) expect(line.length).toBeLessThan(400);
    for (const line of found) expect(line).not.toMatch(/\p{Cc}/u);
  });
});

describe("what is wrong in an instance, with its path", () => {
  const group = (c: typeof example) => c.datacenter.positionGroups[1]!;
  const standing = { request: "p1", row: "r1-1", racks: { "r1-1a": 1 }, powerW: 1, coolingW: 1 };
  const cases: [string, (c: typeof example) => void, string][] = [
    [
      "format",
      (c) => {
        c.format = "other/1";
      },
      "$.format: expected",
    ],
    [
      "no name",
      (c) => {
        c.name = "";
      },
      "$.name: expected a text",
    ],
    [
      "no rooms",
      (c) => {
        c.datacenter.rooms = [];
      },
      "$.datacenter.rooms: expected a list of at least 1",
    ],
    [
      "negative power",
      (c) => {
        c.requests[1]!.powerW = -5;
      },
      "$.requests[1].powerW: expected a number from 0",
    ],
    [
      "half a rack",
      (c) => {
        c.requests[1]!.racks = 1.5;
      },
      "$.requests[1].racks: expected a whole number from 1 to 1000000, found 1.5",
    ],
    [
      "no racks",
      (c) => {
        c.requests[1]!.racks = 0;
      },
      "$.requests[1].racks",
    ],
    [
      "text for a number",
      (c) => {
        c.requests[1]!.reward = "200" as never;
      },
      '$.requests[1].reward: expected a number from 0 to 1000000000000, found "200"',
    ],
    [
      "an id twice",
      (c) => {
        c.requests[1]!.id = "q1";
      },
      '$.requests[1].id: expected an id that no other has, found "q1", as in $.requests[0].id',
    ],
    [
      "a group twice",
      (c) => {
        group(c).id = "r1-1a";
      },
      "$.datacenter.positionGroups[1].id",
    ],
    [
      "an unknown row",
      (c) => {
        group(c).row = "no";
      },
      "$.datacenter.positionGroups[1].row: expected an id that exists",
    ],
    [
      "an unknown feed",
      (c) => {
        group(c).feeds[1] = "no";
      },
      "$.datacenter.positionGroups[1].feeds",
    ],
    [
      "feeds under one top",
      (c) => {
        group(c).feeds[1] = "A";
      },
      "$.datacenter.positionGroups[1].feeds: expected feeds under different top devices",
    ],
    ["three feeds", (c) => void group(c).feeds.push("B"), "expected exactly two feeds"],
    [
      "a circle",
      (c) => {
        c.datacenter.powerDevices[1]!.parent = "B";
      },
      "$.datacenter.powerDevices[1].parent: expected parents that end",
    ],
    [
      "an empty batch",
      (c) => {
        c.batchSize = 0;
      },
      "$.batchSize",
    ],
    ["standing in another row", (c) => void c.placed.push({ ...standing, row: "no" }), "$.placed[0]"],
    [
      "standing with the id of a request",
      (c) => void c.placed.push({ ...standing, request: "q1" }),
      "$.requests[0].id",
    ],
    [
      "standing over a limit",
      (c) => void c.placed.push({ ...standing, coolingW: 8001 }),
      "$.placed: expected racks that break no limit, found cooling: z1 has 8001 of 8000",
    ],
    ["a hole in history", (c) => void c.history.push({ racks: 1, powerW: null, coolingW: 1 }), "$.history[0].powerW"],
  ];
  test.each(cases)("%s", (_, change, expected) => {
    expect(lines(changed(change)).join("\n")).toContain(expected);
  });
});

test("one mistake is one line: nothing is said of the inside of what is not there", () => {
  expect(lines("[]")).toEqual(["x.json: $: expected an object, found a list"]);
  const text = changed((c) => {
    (c as { datacenter: unknown }).datacenter = 7;
    (c.requests as unknown[])[1] = null;
  });
  expect(lines(text)).toEqual([
    "x.json: $.datacenter: expected an object, found 7",
    "x.json: $.requests[1]: expected an object, found null",
  ]);
});

test("an id cannot break the line or steer the terminal", () => {
  const text = changed((c) => {
    c.datacenter.rows[0]!.room = "\u001b[2J\nall fine";
  });
  for (const line of lines(text)) expect(line).not.toMatch(/\p{Cc}/u);
  expect(lines(text)[0]).toContain("names ?[2J?all fine, which does not exist");
});

test.each(["ex\u0000ample", "ex\ud83dample"])("a text that nothing can keep is refused: %j", (name) => {
  expect(lines(JSON.stringify({ ...example, name })).join("\n")).toMatch(
    /^x\.json: \$\.name: expected a text without broken characters, found [^\n]*$/,
  );
});

test("a message that is cut keeps no half of a pair", () => {
  const [line] = lines(JSON.stringify({ ...example, name: "fine", format: `${"x".repeat(58)}🗄🗄` }));
  expect(line).toContain("characters)");
  expect(line).not.toMatch(/\p{Surrogate}/u);
});

test("ids that are special in JavaScript are ids like any other", () => {
  const text = changed((c) => {
    c.datacenter.positionGroups[0]!.id = "__proto__";
    c.requests[0]!.id = "constructor";
  });
  expect(
    lines(
      text.replace(
        '"placed":[]',
        '"placed":[{"request":"toString","row":"r1-1","racks":{"__proto__":1},"powerW":1,"coolingW":1}]',
      ),
    ),
  ).toEqual([]);
});
