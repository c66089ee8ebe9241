import loadHighs, { type Highs } from "highs";
import { beforeAll, describe, expect, test } from "vitest";
import { check } from "../check/check";
import type { Instance } from "../instances/format";
import { generate } from "../instances/generate";
import { expectedDemand, HORIZON } from "./expectation";
import { PeerFloor } from "./floor";
import { Greedy } from "./greedy";
import { type Outlook, type Policy, planLookahead } from "./lookahead";
import { planOptimum } from "./optimum";

let highs: Highs;
beforeAll(async () => {
  highs = await loadHighs();
});

const small = generate({ preset: "small", seed: 2, distribution: "drift" });
/** Two rows, and more than they take, three requests at a time. */
const rows = small.datacenter.rows.slice(0, 2);
const positionGroups = small.datacenter.positionGroups.filter((g) => rows.some((r) => r.id === g.row));
const requests = small.requests.slice(0, 6);
const instance: Instance = {
  ...small,
  datacenter: { ...small.datacenter, rows, positionGroups },
  batchSize: 3,
  history: small.history.slice(0, 20),
  requests,
};
const plan = (outlook: Outlook, policy: Policy, asked = requests) =>
  planLookahead(highs, { ...instance, requests: asked }, policy, outlook, () => {});

describe.each<Outlook>(["certainty-equivalent", 2])("outlook %s", (outlook) => {
  test("place-all places whatever fits, and nothing illegal", () => {
    const solution = plan(outlook, "place-all");
    check(instance, solution);
    expect(solution.rejected.length).toBeGreaterThan(0);
    const floor = new PeerFloor(instance.datacenter, []);
    const rowOf = new Map(instance.datacenter.rows.map((r, i) => [r.id, i]));
    const groupOf = new Map(instance.datacenter.positionGroups.map((g, i) => [g.id, i]));
    const asked = new Map(instance.requests.map((q) => [q.id, q]));
    for (const { request, row, racks } of solution.placements) {
      const split = Object.entries(racks).map(([id, n]) => [groupOf.get(id)!, n] as const);
      floor.put(rowOf.get(row)!, split, asked.get(request)!);
    }
    // what fits in the end fitted all the time
    for (const id of solution.rejected) expect(new Greedy(floor, "first-fit").find(asked.get(id)!), id).toBe(null);
  });

  test("decides a batch without knowing what comes after it", () => {
    const decisions = (n: number) => {
      const { placements, rejected } = plan(outlook, "selective", requests.slice(0, n));
      return [...placements, ...rejected.map((request) => ({ request }))].filter(
        ({ request }) => Number(request.slice(1)) <= 3,
      );
    };
    expect(decisions(6)).toEqual(decisions(3));
  });
});

test("the expected demand has the horizon's requests and the mean load of those known", () => {
  const known = instance.history;
  const classes = expectedDemand(known);
  const racks = (list: readonly { racks: number; times?: number }[]) =>
    list.reduce((sum, d) => sum + d.racks * (d.times ?? 1), 0);
  expect(classes.reduce((sum, c) => sum + c.times, 0)).toBeCloseTo(HORIZON, 9);
  expect(racks(classes)).toBeCloseTo((racks(known) * HORIZON) / known.length, 9);
  expect(classes.every((c) => Number.isInteger(c.powerW) && Number.isInteger(c.coolingW))).toBe(true);
});

test("the optimum knows all requests, and places at least as many as one who does not", () => {
  const rewards = [planOptimum(highs, instance, () => {}), plan(1, "place-all")].map((s) => check(instance, s).reward);
  expect(rewards[0]).toBeGreaterThanOrEqual(rewards[1]!);
  // every plan is below what is asked for here
  expect(rewards[0]).toBeLessThan(200 * instance.requests.length);
});
