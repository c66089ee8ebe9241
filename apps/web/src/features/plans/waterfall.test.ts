import type { PlanDetail } from "@headroom/contracts/plan";
import { expect, test } from "vitest";
import { waterfallSteps } from "./waterfall";

type Entry = PlanDetail["requestList"][number];

const entry = (id: number, racks: number, racksPlaced: number, limit: "failover" | "cooling"): Entry => ({
  id,
  title: "",
  service: "",
  rackType: "C6",
  racks,
  requester: { id: "p", name: "Ines", role: "planner" },
  outcome: racksPlaced === racks ? "placed" : "rejected",
  racksPlaced,
  certificate: {
    outcome: "rejected",
    datacenter: "STO-3",
    rowsByLimit: { [limit]: 3 },
    nearest: [
      {
        row: "1-07",
        room: "1",
        fits: false,
        checks: [{ limit, subject: "1B", failed: null, asked: 9000, left: 4000, margin: -5000, unit: "W", ok: false }],
      },
    ],
    relaxations: [{ limit, subject: "1B", failed: null, by: 5000, unit: "W", row: "1-07", verified: true }],
    chosen: null,
  },
});

test("what is missing is added up by the limit that stops it, the largest first", () => {
  const steps = waterfallSteps([
    entry(1, 4, 0, "cooling"),
    entry(2, 12, 0, "failover"),
    entry(3, 6, 2, "failover"),
    entry(4, 5, 5, "cooling"),
  ]);
  expect(steps.map((step) => [step.id, step.takes])).toEqual([
    ["Failover, 1B", 16],
    ["Cooling, 1B", 4],
  ]);
});

test("asked less what the steps take is what was placed", () => {
  const requests = [entry(1, 4, 1, "cooling"), entry(2, 12, 0, "failover"), entry(3, 6, 6, "failover")];
  const asked = requests.reduce((sum, one) => sum + one.racks, 0);
  const placed = requests.reduce((sum, one) => sum + one.racksPlaced, 0);
  expect(asked - waterfallSteps(requests).reduce((sum, step) => sum + step.takes, 0)).toBe(placed);
});

test("what fits and is withheld is not said to have no row", () => {
  const request = entry(1, 4, 0, "cooling");
  const held = { ...request.certificate!, nearest: [], withheld: { row: "1-07", reward: 1, expectedLoss: 2 } };
  const names = (certificate: Entry["certificate"]) => waterfallSteps([{ ...request, certificate }]).map((s) => s.id);
  expect(names(held)).toEqual(["Withheld for likelier requests"]);
  expect(names({ ...request.certificate!, nearest: [] })).toEqual(["No row is allowed"]);
});

test("asking for fewer racks gains the rest of them, not all", () => {
  const request = entry(1, 9, 0, "cooling");
  const fewer = {
    limit: "size",
    subject: "1-07",
    failed: null,
    by: 5,
    unit: "racks",
    row: "1-07",
    verified: true,
  } as const;
  const [step] = waterfallSteps([{ ...request, certificate: { ...request.certificate!, relaxations: [fewer] } }]);
  expect(step).toMatchObject({ relief: "5 racks fewer, row 1-07", reliefGain: "+4 racks" });
});
