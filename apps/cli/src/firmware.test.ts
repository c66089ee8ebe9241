import { expect, test } from "vitest";
import { firmwareLines } from "./firmware";

test("a line a part, whatever its controller calls it", () => {
  const part = { id: "B", updateable: true };
  const server = {
    controllerId: 1,
    datacenter: "N1",
    rack: "R1",
    unit: 3,
    server: "web-01",
    serverType: "web",
    behind: 2,
  };
  expect(
    firmwareLines({
      ...{ ...server, at: "2026-11-23T09:00:00.000Z" },
      rows: [
        { ...part, id: null, name: "NIC", version: null, wanted: "9", state: "absent" },
        { ...part, name: "BI\nOS", version: "1.0", wanted: "1.1", state: "differs" },
        { ...part, name: "BMC", version: "2.1", wanted: null, state: "free" },
      ],
    }),
  ).toEqual([
    "R1\tU3\tweb-01\tNIC\tnot told\twanted is 9, and its controller does not list it",
    expect.stringMatching(/^R1\tU3\tweb-01\tBI\S*OS\t1\.0\twanted is 1\.1$/),
    "R1\tU3\tweb-01\tBMC\t2.1",
  ]);
});
