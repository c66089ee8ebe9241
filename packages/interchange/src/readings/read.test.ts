import { expect, it } from "vitest";
import { openReadings } from "./read";

async function read(text: string) {
  const rows = [];
  const rejected = [];
  for await (const batch of openReadings({ name: "r.csv", bytes: Buffer.from(text) }).read()) {
    rows.push(...batch.rows);
    rejected.push(...batch.rejected);
  }
  return { rows, rejected };
}

const at = "2026-11-23T09:15:00.000Z";

it("reads servers, racks and devices, in columns of any order", async () => {
  const text = [
    "measured_at,power_w,rack,server,datacenter,room,device",
    "2026-11-23T09:15:00Z,412.5,R1,web-01,,,",
    "2026-11-23 10:15+01:00,9000,R1,,,,",
    "2026-11-23T09:15:00.000Z,0,,,N1,1,'=PDU",
  ].join("\n");
  expect(await read(text)).toEqual({
    rows: [
      { line: 2, reading: { kind: "server", rack: "R1", server: "web-01", powerW: 412.5, at } },
      { line: 3, reading: { kind: "rack", rack: "R1", powerW: 9000, at } },
      { line: 4, reading: { kind: "device", datacenter: "N1", room: "1", device: "=PDU", powerW: 0, at } },
    ],
    rejected: [],
  });
});

it.each([
  ["R1,x,2026-11-23T09:15:00Z", { column: "power_w", value: "x", expected: "a number from 0 to 2000000000" }],
  ["R1,-1,2026-11-23T09:15:00Z", { column: "power_w", value: "-1" }],
  ["R1,5,2026-11-23T09:15:00", { column: "measured_at", expected: "a moment as 2026-11-23T09:15:00Z" }],
  ["R1,5,2026-02-30T09:15:00Z", { column: "measured_at", value: "2026-02-30T09:15:00Z" }],
  [",5,2026-11-23T09:15:00Z", { column: "rack", expected: "a rack, or a device", advice: "say what was measured" }],
  ["R1,5", { column: null, value: "2 cells", expected: "3 cells" }],
])("refuses %s, with its place and what to do", async (row, problem) => {
  const { rows, rejected } = await read(`rack,power_w,measured_at\n${row}\n`);
  expect(rows).toEqual([]);
  expect(rejected).toMatchObject([{ file: "r.csv", line: 2, ...problem }]);
});

it("refuses a device without its place, or beside a rack", async () => {
  const head = "datacenter,room,device,rack,power_w,measured_at\n";
  const columns = async (row: string) => (await read(`${head}${row},5,${at}\n`)).rejected.map(({ column }) => column);
  expect(await columns(",1,PDU,")).toEqual(["datacenter"]);
  expect(await columns("N1,,PDU,")).toEqual(["room"]);
  expect(await columns("N1,1,PDU,R1")).toEqual(["device"]);
});

it("refuses a head that it does not know", async () => {
  expect((await read("")).rejected).toMatchObject([{ expected: "a header line" }]);
  expect((await read("rack,rack,watts,power_w\n")).rejected).toMatchObject([
    { column: "rack", expected: "each column once" },
    { column: "watts" },
    { column: "measured_at", expected: "a column measured_at" },
  ]);
});
