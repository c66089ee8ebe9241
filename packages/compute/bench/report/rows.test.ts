import { expect, test } from "vitest";
import type { Outcome } from "../run/runner";
import type { Contest } from "./collect";
import { figuresOf, offlineFigures } from "./figures";
import { rowsOf } from "./rows";
import { tableOf } from "./table";

const outcome = (reward: number, firstRejected: number | null, strandedAtEnd: number): Outcome => ({
  reward,
  placed: reward / 200,
  racks: reward / 20,
  firstRejected,
  strandedAtFirst: firstRejected === null ? null : 2 * strandedAtEnd,
  strandedAtEnd,
  solution: { placements: [], rejected: [] },
  batchSeconds: [0.1, 0.3],
});
const contest: Contest = {
  group: "tight-families",
  policy: "selective",
  requests: 20,
  bounds: new Map([
    [1, 2000],
    [2, 2400],
  ]),
  byMethod: new Map([
    [
      "best-fit",
      new Map([
        [1, outcome(1600, 10, 4)],
        [2, outcome(2000, 12, 3)],
      ]),
    ],
    ["oso-1", new Map([[2, outcome(2200, 14, 3)]])],
    ["oso-3", new Map()],
    [
      "headroom",
      new Map([
        [1, outcome(2000, null, 1)],
        [2, outcome(2100, 8, 2)],
      ]),
    ],
  ]),
};
const rows = rowsOf(contest, "headroom");
const row = (method: string) => rows.find((r) => r.method === method)!;

test("methods are compared on the seeds that both were run on", () => {
  expect(rows.map((r) => [r.method, r.seeds])).toEqual([
    ["best-fit", 2],
    ["oso-1", 1],
    ["headroom", 2],
  ]);
  expect(row("headroom")).toMatchObject({ reward: 2050, firstRejected: 14, strandedAtFirst: 2.5, against: null });
  // 500 of the 800 between best-fit and the bound; oso-1 on its one seed 200 of 400
  expect([row("headroom").closed, row("oso-1").closed, row("best-fit").closed]).toEqual([62.5, 50, 0]);
  expect(row("best-fit").against?.reward).toMatchObject({ wins: 2, losses: 0, mean: 250 });
  expect(row("oso-1").against?.reward).toMatchObject({ wins: 0, losses: 1, mean: -100 });
  expect(row("oso-1").against?.used.mean).toBe(1);
  expect(row("headroom").ofBound).toBeCloseTo((100 * 4100) / 4400, 9);
});

test("the goals are those of the peer that is led least", () => {
  const figures = figuresOf(contest, rows, "headroom");
  const value = (part: string) => figures.find((f) => f.name.includes(part))?.value;
  expect(value("reward above every peer")).toBe(-100);
  expect(value("largest p")).toBe(1);
  expect(value("gap between")).toBe(62.5);
  expect(value("first rejection")).toBe(undefined);
  const all = figuresOf({ ...contest, policy: "place-all" }, rows, "headroom");
  expect(all.find((f) => f.name.includes("first rejection"))?.value).toBe(-6);
});

test("offline, what anybody reached can be reached", () => {
  const figures = offlineFigures(contest, "headroom");
  expect(figures.at(-1)).toMatchObject({ value: 1, goal: { atLeast: 1 } });
  expect(offlineFigures(contest, "best-fit").at(-1)).toMatchObject({ value: 0, goal: { atLeast: 1 } });
});

test("the table has a line for each method, and a column for each cell", () => {
  const lines = tableOf(contest, rows).split("\n").slice(2);
  expect(lines.length).toBe(2 + rows.length);
  expect(new Set(lines.map((line) => line.split("|").length)).size).toBe(1);
});
