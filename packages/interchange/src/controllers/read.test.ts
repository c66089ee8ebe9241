import fc from "fast-check";
import { expect, test } from "vitest";
import { CONTROLLER_COLUMNS, readControllers } from "./read";

const header = CONTROLLER_COLUMNS.join(",");
const read = (...rows: string[]) => readControllers("c.csv", Buffer.from([header, ...rows].join("\n")));

test("a row is a controller of a unit or of a server", async () => {
  const { rows, rejected } = await read(
    `R1,3,,https://10.0.0.3,,root,"=a, ""b""",pin,${"AB".repeat(32)},web,SN-1`,
    "R1,,db-01,http://10.0.0.4/,/redfish/v1/Systems/2,root,x,plain,,,",
  );
  expect(rejected).toEqual([]);
  expect(rows).toEqual([
    {
      line: 2,
      controller: {
        ...{ place: { kind: "unit", rack: "R1", unit: 3 }, url: "https://10.0.0.3", system: null, username: "root" },
        ...{
          password: '=a, "b"',
          trust: { kind: "pin", sha256: "ab".repeat(32) },
          serverType: "web",
          expectedSerial: "SN-1",
          // not in the file: as it was, or as its datacenter says
          pollSeconds: null,
        },
      },
    },
    {
      line: 3,
      controller: {
        ...{
          place: { kind: "server", rack: "R1", server: "db-01" },
          url: "http://10.0.0.4",
          system: "/redfish/v1/Systems/2",
        },
        ...{ username: "root", password: "x", trust: { kind: "plain" }, serverType: null, expectedSerial: null },
        pollSeconds: null,
      },
    },
  ]);
});

test.each([
  ["R1,,,https://10.0.0.3,,root,x,system,,,", "unit"],
  ["R1,3,db,https://10.0.0.3,,root,x,system,,,", "unit"],
  ["R1,zero,,https://10.0.0.3,,root,x,system,,,", "unit"],
  ["R1,3,,https://root:hunter2@10.0.0.3,,root,x,system,,,", "url"],
  ["R1,3,,https://10.0.0.3,,root,x,pin,12,,", "trust_value"],
  ["R1,3,,https://10.0.0.3,,root,x,believe,,,", "trust"],
  ["R1,3,,https://10.0.0.3,,root,,system,,,", "password"],
])("%s is refused at %s", async (row, column) => {
  expect((await read(row)).rejected).toMatchObject([{ code: "value", line: 2, column }]);
});

test("a password that is wrong is not shown", async () => {
  const long = "hunter2".repeat(200);
  const { rejected } = await read(`R1,3,,https://10.0.0.3,,root,${long},system,,,`);
  expect(rejected).toMatchObject([{ column: "password", value: "[hidden]" }]);
});

test("any file has an answer", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.string({ unit: "binary" })), async (rows) => {
      await read(...rows);
      await readControllers("c.csv", Buffer.from(rows.join(",")));
    }),
  );
});
